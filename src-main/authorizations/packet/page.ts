import { shownDay, spokenDay, type Day } from '../../../src-shared/day.ts'
import { quantity, quantityWords, type Unit } from '../../../src-shared/quantity.ts'
import { NOTICE } from '../../access/index.ts'
import { flowing, html, maybe, NOTHING, type Html } from '../../printing/html.ts'
import { packetStyle } from '../../printing/packet-style.ts'

/** What a payer's reviewer is given about one authorization: what the review needs and nothing else (45 CFR 164.502(b)). */
export type Packet = {
  readonly practice: { readonly name: string; readonly address: string; readonly phone: string; readonly npi: string }
  readonly payer: string
  readonly today: Day
  readonly patient: { readonly name: string; readonly born: Day | null; readonly memberId: string; readonly group: string | null }
  readonly number: string
  readonly reference: string
  readonly starts: Day
  readonly ends: Day
  readonly codes: string
  readonly clinician: string | null
  readonly diagnoses: readonly string[]
  readonly unit: Unit
  /** Parts of the unit: with the payer or paid, booked, and what is left of both; null where nothing was agreed to yet. */
  readonly agreed: { readonly amount: number; readonly used: number; readonly booked: number; readonly left: number } | null
  /** What is asked for; null where nothing is asked for yet. */
  readonly asked: { readonly starts: Day; readonly ends: Day; readonly unit: Unit; readonly amount: number; readonly codes: string } | null
  readonly from: Day
  readonly to: Day
  readonly sessions: readonly Session[]
  /** As it was typed. */
  readonly summary: string
  /** What the patient agreed to, where the care is of a substance-use program; null where it is of none. */
  readonly consent: string | null
}
export type Session = {
  readonly day: Day
  readonly minutes: number
  readonly codes: string
  readonly clinician: string
  readonly attendance: 'Held' | 'Booked' | 'Cancelled' | 'Missed'
}

/** The packet as one document to print. */
export const packetPage = (of: Packet): string =>
  `<!doctype html>\n<html lang="en-US"><head><meta charset="utf-8"><title>Concurrent review</title><style>${packetStyle}</style></head><body>${[
    cover(of),
    sessionsPage(of),
    ...(of.consent === null ? [] : [noticePage(of.consent)]),
  ]
    .map((one) => html`<section class="part">${one}</section>`.text)
    .join('\n')}</body></html>`

/** At the foot of every page, as Chromium prints it; it names nobody. */
export const packetFoot = `<div style="width:100%;padding:0 82px;font:8px sans-serif;color:#5c686f;display:flex;justify-content:space-between"><span>Confidential health information, for the addressee only.</span><span>page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`

const fact = (name: string, value: string): Html => html`<span>${name}</span><b>${value === '' ? 'not stated' : value}</b>`
const codeWords = (codes: string): string => (codes === '' ? 'any outpatient code' : codes.replaceAll(' ', ', '))

function cover(of: Packet): Html {
  const { practice, patient, unit, asked } = of
  return html`<header class="letterhead">
      <div>
        <h1>${practice.name}</h1>
        <div class="small">${practice.address} · ${practice.phone} · NPI ${practice.npi}</div>
      </div>
      <div class="small right">${spokenDay(of.today)}</div>
    </header>
    <h2>Concurrent review: ${of.payer}, Utilization Management</h2>
    <div class="facts">
      ${fact('Patient', patient.name)} ${fact('Born', patient.born === null ? '' : shownDay(patient.born))}
      ${fact('Member id', patient.memberId)} ${fact('Group', patient.group ?? '')}
      ${fact('Authorization', of.number === '' ? 'without a number' : of.number)} ${fact('Reference', of.reference)}
      ${fact('From', shownDay(of.starts))} ${fact('To', shownDay(of.ends))} ${fact('Codes', codeWords(of.codes))}
      ${fact('Clinician', of.clinician ?? 'any of the practice')} ${fact('Diagnoses', of.diagnoses.join(', '))}
      ${fact('Counted in', `${unit}s`)}
    </div>
    ${maybe(
      of.agreed,
      (agreed) =>
        html`<h2>What was agreed, and what is left</h2>
          <table>
            <thead>
              <tr>
                <th>Agreed</th>
                <th>Used</th>
                <th>Booked</th>
                <th>Left after those</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td class="num">${quantity(unit, agreed.amount)}</td>
                <td class="num">${quantity(unit, agreed.used)}</td>
                <td class="num">${quantity(unit, agreed.booked)}</td>
                <td class="num">${quantity(unit, agreed.left)}</td>
              </tr>
            </tbody>
          </table>`,
    )}
    <h2>What is asked for</h2>
    ${
      asked === null
        ? html`<p>A review of the care that continues. Please call with the decision.</p>`
        : html`<p>
            ${quantityWords(asked.unit, asked.amount)} from ${spokenDay(asked.starts)} to ${spokenDay(asked.ends)},
            ${codeWords(asked.codes)}.
          </p>`
    }
    ${maybe(
      of.summary.trim(),
      (text) =>
        html`<h2>Clinical summary</h2>
          ${text.split(/\n\s*\n/).map((one) => html`<p>${flowing(one.trim())}</p>`)}`,
    )}`
}

function sessionsPage({ sessions, from, to, number }: Packet): Html {
  const of = (attendance: Session['attendance']): number => sessions.filter((one) => one.attendance === attendance).length
  return html`<header class="exhibit">
      <div>
        <h1>Sessions</h1>
        <p>${spokenDay(from)} to ${spokenDay(to)}${number === '' ? '' : `, authorization ${number}`}</p>
      </div>
    </header>
    <p>
      ${of('Held')} held, ${of('Cancelled')} cancelled, ${of('Missed')} missed, ${of('Booked')} booked. The content of sessions is not part
      of this packet.
    </p>
    ${
      sessions.length === 0
        ? NOTHING
        : html`<table>
            <thead>
              <tr>
                <th>Date</th>
                <th>Minutes</th>
                <th>Codes</th>
                <th>Clinician</th>
                <th>Attendance</th>
              </tr>
            </thead>
            <tbody>
              ${sessions.map(
                (one) =>
                  html`<tr>
                    <td class="num">${shownDay(one.day)}</td>
                    <td class="num">${one.minutes}</td>
                    <td>${one.codes}</td>
                    <td>${one.clinician}</td>
                    <td>${one.attendance}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`
}

/** The notice that goes with records of a substance-use program, and what the patient agreed to (42 CFR 2.32(a) and (b)). */
const noticePage = (consent: string): Html =>
  html`<header class="exhibit">
      <div>
        <h1>Notice to whoever receives this</h1>
        <p>42 CFR 2.32</p>
      </div>
    </header>
    <p>${NOTICE.before}</p>
    ${NOTICE.cases.map((one) => html`<p>${one}</p>`)}
    <p>${NOTICE.after}</p>
    ${maybe(
      consent,
      (words) =>
        html`<h2>What the patient agreed to</h2>
          <p>${words}</p>`,
    )}`
