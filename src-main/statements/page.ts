import { shownDay, spokenDay, type Day } from '../../src-shared/day.ts'
import { columnMoney, negate, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { flowing, html, maybe, NOTHING, type Html } from '../printing/html.ts'
import { totalOf, type Shown } from './gathering.ts'
import type { Aging } from './rules.ts'
import { lines, sheet, type Sender } from '../printing/sheet.ts'

/** What one statement says. */
export type Statement = {
  readonly number: string
  readonly day: Day
  readonly payBy: Day
  readonly practice: Sender
  readonly patient: { readonly name: string; readonly address: readonly string[] }
  readonly visits: readonly Shown[]
  readonly taken: Cents
  readonly cents: Cents
  /** What is to be paid by the day: all of it, or what the plan says. */
  readonly now: Cents
  /** What was agreed to be paid in parts; empty without a plan. */
  readonly plan: string
  readonly aging: Aging
  readonly message: string
  readonly policy: string
}

/** A statement for the patient: what is owed, of which visits, why in sentences, how to pay, and a slip to send with a check. */
export const statementPage = (of: Statement): Html =>
  sheet(`Statement ${of.number}`, of, [
    html`<div class="top">
        <div>
          <small>For</small>
          ${lines([of.patient.name, ...of.patient.address])}
        </div>
        <div class="due">
          <small>${of.now < of.cents ? 'To pay now' : 'You owe'}</small>
          <b>${sentenceMoney(of.now)}</b>
          ${of.now < of.cents ? html`<small>of ${sentenceMoney(of.cents)}, as we agreed on parts</small>` : NOTHING}
          <small>Please pay by ${spokenDay(of.payBy)}</small>
        </div>
      </div>
      ${visitTable(of)}
      <h1>Why you owe this</h1>
      ${of.visits.map(({ say }) => html`<p>${flowing(say)}</p>`)}
      ${of.taken > 0 ? html`<p>${sentenceMoney(of.taken)} that you have with us already is taken off.</p>` : NOTHING}
      ${maybe(of.plan, (plan) => html`<p class="said">${flowing(plan)}</p>`)}
      <p class="soft">Visits that your insurer has still to decide on are not on this bill.</p>
      <h1>How long it is open</h1>
      <table>
        <thead>
          <tr>
            ${AGES.map(([, words]) => html`<th class="end">${words}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            ${AGES.map(([age]) => html`<td class="end">${columnMoney(of.aging[age])}</td>`)}
          </tr>
        </tbody>
      </table>
      ${maybe(of.message, (message) => html`<p class="said">${flowing(message)}</p>`)}
      <h1>How to pay, and who to ask</h1>
      ${maybe(of.policy, (policy) => html`<p>${flowing(policy)}</p>`)}
      <p>
        If you think this is wrong, tell us before
        ${spokenDay(of.payBy)}${of.practice.phone === null ? '' : html`: ${flowing(of.practice.phone)}`}.
      </p>
      ${slip(of)}`,
  ])

const AGES = [
  ['fresh', 'Up to 30 days'],
  ['month', '31 to 60 days'],
  ['twoMonths', '61 to 90 days'],
  ['old', 'More than 90 days'],
] as const

const visitTable = ({ visits, taken, cents }: Statement): Html => {
  const isOpen = totalOf(visits, 'open') !== 0
  const row = (name: Html, service: string, of: (what: Parameters<typeof totalOf>[1]) => Cents): Html =>
    html`<td>${name}</td>
      <td class="wide">${service}</td>
      <td class="end">${columnMoney(of('charge'))}</td>
      <td class="end">${columnMoney(of('insurance'))}</td>
      <td class="end">${columnMoney(of('off'))}</td>
      ${isOpen ? html`<td class="end">${columnMoney(of('open'))}</td>` : NOTHING}
      <td class="end">${columnMoney(of('paid'))}</td>
      <td class="end"><b>${columnMoney(of('due'))}</b></td>`
  const rest = (words: string, amount: Cents): Html =>
    html`<tr class="total">
      <td></td>
      <td colspan="${isOpen ? 6 : 5}">${words}</td>
      <td class="end">${columnMoney(amount)}</td>
    </tr>`
  return html`<table>
    <thead>
      <tr>
        <th>Visit</th>
        <th>Service</th>
        <th class="end">Charge</th>
        <th class="end">Insurance<br />paid</th>
        <th class="end">Taken<br />off</th>
        ${isOpen ? html`<th class="end">Still with<br />insurance</th>` : NOTHING}
        <th class="end">You<br />paid</th>
        <th class="end">You<br />owe</th>
      </tr>
    </thead>
    <tbody>
      ${visits.map(
        (one) =>
          html`<tr>
            ${row(one.first === one.last ? html`${shownDay(one.first)}` : html`${shownDay(one.first)}<br />to ${shownDay(one.last)}`, one.service, (what) => one[what])}
          </tr>`,
      )}
      <tr class="total">
        ${row(NOTHING, 'Total', (what) => totalOf(visits, what))}
      </tr>
      ${taken > 0 ? html`${rest('You have with us', negate(taken))} ${rest('You owe', cents)}` : NOTHING}
    </tbody>
  </table>`
}

const slip = ({ number, payBy, practice, patient, cents, now }: Statement): Html =>
  html`<section class="slip">
    <small class="cut">Cut here and send with your check</small>
    <div>
      <small>Send to</small>
      ${lines([practice.name, ...practice.address])}
      <small>Has your address or insurance changed? Write it on the back.</small>
    </div>
    <dl>
      <dt>Statement</dt>
      <dd>${number}</dd>
      <dt>Patient</dt>
      <dd>${patient.name}</dd>
      <dt>${now < cents ? 'To pay' : 'You owe'} by ${shownDay(payBy)}</dt>
      <dd>${sentenceMoney(now)}</dd>
      <dt>I am paying</dt>
      <dd class="box">$</dd>
    </dl>
  </section>`
