import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, columnMoney, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { adjustmentReason, claimPaymentStatuses, procedures, remark } from '../codes/index.ts'
import { claimSegments } from '../denials/index.ts'
import { answerWords } from '../eligibility/index.ts'
import { fileBytes, type Reading } from '../store/index.ts'
import { explain } from '../x12/index.ts'
import type { AppealCase } from './case.ts'
import { html, maybe, NOTHING, type Html } from '../printing/html.ts'
import { decidedLines } from './records.ts'
import type { Exhibit } from './rules.ts'

/** The head of an exhibit: what it is, where it comes from, its letter in a box. */
export function exhibitHead({ label }: Exhibit, title: string, below: string): Html {
  return html`<header class="exhibit">
    <div>
      <h1>${title}</h1>
      <p>${below}</p>
    </div>
    <div class="label">Exhibit<b>${label}</b></div>
  </header>`
}

type Shown = readonly (readonly [name: string, value: string | null | undefined])[]
/** Names and values in two columns; what is not known is left out. */
const grid = (shown: Shown): Html =>
  html`<div class="facts">${shown.flatMap(([name, value]) => (value ? [html`<span>${name}</span><b>${value}</b> `] : []))}</div>`

type Segments = readonly { readonly segment: number; readonly raw: string; readonly words: string }[]
function segmentTable(segments: Segments): Html {
  if (segments.length === 0) return NOTHING
  return html`<table class="segments">
    <thead>
      <tr>
        <th>No.</th>
        <th>As you sent it</th>
        <th>What it says</th>
      </tr>
    </thead>
    <tbody>
      ${segments.map(
        (one) =>
          html`<tr>
            <td class="num">${one.segment}</td>
            <td>${one.raw}</td>
            <td>${one.words}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const METHODS: Readonly<Record<string, string>> = { ACH: 'EFT', CHK: 'Check', FWT: 'Wire', BOP: 'Payment', NON: 'No payment' }

/**
 * What the payer decided on this claim: its lines with reasons and remarks in words, and the segments themselves. Rows and segments are those of this
 * one claim payment; the amount of the whole payment is left out, for with it another patient's could be reckoned.
 */
export function remittancePage(db: Reading, of: AppealCase, exhibit: Exhibit): Html {
  const { payment, facts } = of
  const { lines, adjustments, remarks } = decidedLines(db, payment.id)
  const segments = claimSegments(db, payment.file, payment.first, payment.last)
  const reasonsOf = (line: number | null): Html[] => [
    ...adjustments
      .filter((one) => one.remit_line === line)
      .map((one) => reasonRow(`${one.group_code}-${one.reason}`, adjustmentReason(one.reason).words, cents(-one.cents))),
    ...remarks.filter((one) => one.remit_line === line).map((one) => reasonRow(one.code, remark(one.code).words, undefined)),
  ]
  const whole = reasonsOf(null)
  return html`${exhibitHead(exhibit, 'Denial', `Remittance of ${shownDay(payment.day as Day)}, ${facts.payer.name}`)}
    ${grid([
      ['Patient', of.facts.patient.first ? `${facts.patient.first} ${facts.patient.last}` : facts.patient.last],
      ['Your claim', payment.payerControl],
      [METHODS[payment.method] ?? 'Payment', payment.trace],
      ['Our claim', `${facts.claim.id}, sent as ${payment.control}`],
      ['Date', shownDay(payment.day as Day)],
      ['Status', claimPaymentStatuses.find(payment.status)?.words ?? payment.status],
    ])}
    <table>
      <thead>
        <tr>
          <th>Date</th>
          <th>Service</th>
          <th class="right">Charge</th>
          <th class="right">Allowed</th>
          <th class="right">Paid</th>
        </tr>
      </thead>
      <tbody>
        ${lines.flatMap((line) => {
          const below = reasonsOf(line.id)
          return [
            html`<tr class="line ${line.line === of.line.id ? 'own' : ''}">
              <td class="num">${line.day === null ? '' : shownDay(line.day as Day)}</td>
              <td>
                <b>${[line.code, line.modifiers].filter(Boolean).join(' ')}</b> ${procedures.find(line.code)?.short ?? ''}
                ${maybe(line.submitted === line.code ? null : line.submitted, (billed) => html`<span class="quiet">, billed as ${billed}</span>`)}
              </td>
              <td class="num right">${columnMoney(cents(line.charge))}</td>
              <td class="num right">${line.allowed === null ? 'not stated' : columnMoney(cents(line.allowed))}</td>
              <td class="num right">${columnMoney(cents(line.paid))}</td>
            </tr>`,
            ...below,
          ]
        })}
        ${
          whole.length === 0
            ? NOTHING
            : html`<tr>
                  <td></td>
                  <td colspan="4">On the claim as a whole</td>
                </tr>
                ${whole}`
        }
        <tr class="sum">
          <td>Claim</td>
          <td></td>
          <td class="num right">${columnMoney(cents(payment.charge))}</td>
          <td></td>
          <td class="num right">${columnMoney(cents(payment.paid))}</td>
        </tr>
      </tbody>
    </table>
    <h2>The segments of this claim in your file</h2>
    ${segmentTable(segments.lines)}
    ${segments.leftOut > 0 ? html`<p class="notice">Left out: ${segments.leftOut} with a social security number.</p>` : NOTHING}`
}

const reasonRow = (code: string, words: string, amount: Cents | undefined): Html =>
  html`<tr class="why">
    <td></td>
    <td colspan="3"><b>${code}</b>&ensp;${words}</td>
    <td class="num right">${amount === undefined ? '' : columnMoney(amount)}</td>
  </tr>`

const AUTHORIZATION: Readonly<Record<string, string>> = {
  N: 'Not required (EB11 = N)',
  Y: 'Required (EB11 = Y)',
  U: 'Not stated (EB11 = U)',
}
const OUTCOMES: Readonly<Record<string, string>> = {
  active: 'Active',
  inactive: 'Not active',
  undetermined: 'Not determined',
  'other-administrator': 'With another administrator',
}

/** What the payer answered about the coverage, each figure with the segment it stands in. Deductibles and the like are left out: the argument does not need them. */
export function eligibilityPage(db: Reading, of: AppealCase, exhibit: Exhibit): Html {
  const { answer, facts } = of
  if (!answer) return NOTHING
  const bytes = fileBytes(db, answer.file)
  const [first, last] = [answer.segments.get('from') ?? 0, answer.segments.get('to') ?? 0]
  const person = bytes && first > 0 ? explain(bytes, first, last) : []
  const words = bytes && first > 0 ? answerWords(bytes, first) : new Map<number, string>()
  const active = person.find((one) => /^EB.1(\D|$)/.test(one.raw))
  const at = (field: string): number | undefined => answer.segments.get(field)
  const figures: readonly (readonly [string, string | null, number | undefined])[] = [
    ['Coverage', OUTCOMES[answer.outcome] ?? answer.outcome, active?.segment],
    ['Plan', answer.plan, active?.segment],
    ['Coverage begins', answer.begins && shownDay(answer.begins), at('planBegins')],
    ['Coverage ends', answer.ends && shownDay(answer.ends), at('planEnds')],
    ['Authorization', answer.authorization && (AUTHORIZATION[answer.authorization] ?? null), at('authorization')],
    ['Copay', answer.copay === null ? null : sentenceMoney(answer.copay), at('copay')],
  ]
  const stated = figures.filter(([, value]) => value !== null)
  const shown = new Set(stated.flatMap(([, , segment]) => (segment === undefined ? [] : [segment])))
  return html`${exhibitHead(exhibit, 'Eligibility answer', `Your 271 of ${shownDay(answer.day)}, ${facts.payer.name}`)}
    ${grid([
      ['Patient', `${facts.patient.first} ${facts.patient.last}`],
      ['Answered', shownDay(answer.day)],
      ['Member', facts.coverage.member_id],
      ['Service', `${shownDay(of.line.day)}, ${of.line.code}`],
    ])}
    <table>
      <thead>
        <tr>
          <th>Benefit</th>
          <th>What you said</th>
          <th class="right">Segment</th>
        </tr>
      </thead>
      <tbody>
        ${stated.map(
          ([name, value, segment]) =>
            html`<tr class="${name === 'Authorization' && answer.authorization === 'N' ? 'own' : ''}">
              <td style="width: 170px">${name}</td>
              <td><b>${value ?? ''}</b></td>
              <td class="num right">${segment ?? ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h2>The segments of your answer that say so</h2>
    ${segmentTable(
      person
        .filter((one) => shown.has(one.segment) && /^(EB|DTP|MSG|HSD)\b/.test(one.raw))
        .map((one) => ({ ...one, words: words.get(one.segment) ?? one.words })),
    )}`
}

/** The payer's acknowledgment of this claim: each status in words, and the segments. */
export function acknowledgmentPage(db: Reading, of: AppealCase, exhibit: Exhibit): Html {
  const { acceptance, facts } = of
  if (!acceptance) return NOTHING
  const bytes = fileBytes(db, acceptance.file)
  const segments = bytes ? explain(bytes, ...acceptance.span).filter((one) => /^(TRN|STC|REF|DTP)\b/.test(one.raw)) : []
  return html`${exhibitHead(exhibit, 'Acceptance of the claim', `Your 277CA of ${shownDay(acceptance.day)}, ${facts.payer.name}`)}
    ${grid([
      ['Accepted', shownDay(acceptance.day)],
      ['Your claim', acceptance.payerControl],
      ['Service', `${shownDay(of.line.day)}, ${of.line.code}`],
      ['Our claim', `${facts.claim.id}, sent as ${acceptance.ourNumber}`],
      ['Filing limit', shownDay(of.fileBy)],
    ])}
    <table>
      <thead>
        <tr>
          <th>Status, in words</th>
        </tr>
      </thead>
      <tbody>
        ${acceptance.statuses.map(
          (words) =>
            html`<tr class="own">
              <td>${words}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h2>The segments of your answer</h2>
    ${segmentTable(segments)}`
}

const UNITS: Readonly<Record<string, string>> = { visit: 'visits', unit: 'units', hour: 'hours', day: 'days' }

/** What the payer approved, as the practice noted it. */
export function authorizationPage(of: AppealCase, exhibit: Exhibit): Html {
  const { approved, facts, line } = of
  if (!approved) return NOTHING
  return html`${exhibitHead(exhibit, 'Authorization', `Your number ${approved.number}, ${facts.payer.name}`)}
    ${grid([
      ['Patient', `${facts.patient.first} ${facts.patient.last}`],
      ['Number', approved.number],
      ['From', shownDay(approved.starts as Day)],
      ['Until', shownDay(approved.ends as Day)],
      ['Approved', `${approved.amount} ${UNITS[approved.unit] ?? approved.unit}`],
      ['Codes', approved.codes || 'not limited'],
      ['Reference', approved.reference],
      ['Service', `${shownDay(line.day)}, ${line.code}`],
    ])}
    <p>
      ${
        line.day >= approved.starts && line.day <= approved.ends
          ? 'The service was given within these days.'
          : 'The service was given outside of these days.'
      }
    </p>`
}

/** What the payer told on the telephone, on its site and in letters, oldest first. */
export function contactsPage(of: AppealCase, exhibit: Exhibit): Html {
  const { told, facts } = of
  return html`${exhibitHead(exhibit, 'Contacts with the payer', `Claim ${facts.claim.id}, ${facts.payer.name}`)}
    <table class="contacts">
      <thead>
        <tr>
          <th>Date</th>
          <th>How, by whom, number</th>
          <th>What was said</th>
        </tr>
      </thead>
      <tbody>
        ${told.map(
          (one) =>
            html`<tr>
              <td class="num">${shownDay(one.day)}</td>
              <td>${one.words}</td>
              <td>${one.note}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
}

/** The decision that this appeal is about. */
export function decisionPage(of: AppealCase, exhibit: Exhibit): Html {
  const { before, facts } = of
  if (!before) return NOTHING
  return html`${exhibitHead(exhibit, 'Decision', `Level ${before.level}, ${facts.payer.name}`)}
  ${grid([
    ['Patient', `${facts.patient.first} ${facts.patient.last}`],
    ['Appealed', before.sent && shownDay(before.sent)],
    ['Decided', shownDay(before.decided)],
    ['Decision', before.words],
  ])}
  ${maybe(before.note, (note) => html`<p>${note}</p>`)}`
}

/** What comes behind it: pages of the record, each with the number of this exhibit at its foot. */
export function recordPage(of: AppealCase, exhibit: Exhibit): Html {
  const { facts, line } = of
  return html`${exhibitHead(exhibit, exhibit.title, `${exhibit.pages} ${exhibit.pages === 1 ? 'page follows' : 'pages follow'}`)}
    ${grid([
      ['Patient', `${facts.patient.first} ${facts.patient.last}`],
      ['Our claim', String(facts.claim.id)],
      ['Service', `${shownDay(line.day)}, ${line.code}`],
      ['Pages', `${exhibit.label}-2 to ${exhibit.label}-${exhibit.pages + 1}`],
    ])}
    <p>Enclosed because it shows: ${exhibit.shows}</p>`
}
