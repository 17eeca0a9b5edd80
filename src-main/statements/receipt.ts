import { shownDay, type Day } from '../../src-shared/day.ts'
import { columnMoney, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { html, NOTHING, type Html } from '../printing/html.ts'
import { lines, sheet, type Sender } from '../printing/sheet.ts'

/** What a receipt says. A session is named by its day alone: a receipt lies about, and nobody else has to know what it was for. */
export type Receipt = {
  readonly day: Day
  readonly practice: Sender
  readonly patient: { readonly name: string; readonly address: readonly string[] }
  /** The day on which it was paid. */
  readonly paid: Day
  readonly way: string
  readonly cents: Cents
  readonly parts: readonly { readonly day: Day; readonly cents: Cents }[]
  /** Waits for what comes. */
  readonly credit: Cents
  readonly refunded: Cents
  /** What is still due after it. */
  readonly owed: Cents
}

/** A receipt for a payment of a patient: what came, for which days, and what is left. */
export const receiptPage = (of: Receipt): Html =>
  sheet('Receipt', of, [
    html`<div class="top">
        <div>
          <small>Received from</small>
          ${lines([of.patient.name, ...of.patient.address])}
        </div>
        <div class="due">
          <small>Paid on ${shownDay(of.paid)}</small>
          <b>${sentenceMoney(of.cents)}</b>
          <small>${of.way}</small>
        </div>
      </div>
      <table>
        <thead>
          <tr>
            <th>What it is for</th>
            <th class="end">Amount</th>
          </tr>
        </thead>
        <tbody>
          ${of.parts.map((part) => row(`Visit of ${shownDay(part.day)}`, part.cents))}
          ${of.credit === 0 ? NOTHING : row('Kept for visits to come', of.credit)}
          ${of.refunded === 0 ? NOTHING : row('Given back', of.refunded)}
          <tr class="total">
            <td>Received</td>
            <td class="end">${columnMoney(of.cents)}</td>
          </tr>
        </tbody>
      </table>
      <p class="soft">
        ${of.owed > 0 ? `${sentenceMoney(of.owed)} is due today for other visits or what is left of these.` : 'Nothing else is due today.'}
      </p>`,
  ])

const row = (words: string, amount: Cents): Html =>
  html`<tr>
    <td>${words}</td>
    <td class="end">${columnMoney(amount)}</td>
  </tr>`
