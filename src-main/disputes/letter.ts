import { shownDay, spokenDay, type Day } from '../../src-shared/day.ts'
import { columnMoney, sentenceMoney, sum } from '../../src-shared/money.ts'
import { flowing, html, type Html } from '../printing/html.ts'
import { lines as addressed, sheet, type Sender } from '../printing/sheet.ts'
import type { Short } from './gathering.ts'

export type Letter = {
  readonly day: Day
  readonly practice: Sender & { readonly npi: string | null; readonly taxId: string | null }
  readonly payer: { readonly name: string; readonly address: readonly string[] }
  readonly lines: readonly Short[]
}

/** One letter about all lines: what the contract says, what was allowed, the difference, and what is asked. */
export const letterPage = (of: Letter): Html => {
  const total = sum(of.lines.map(({ short }) => short))
  const ids = [of.practice.npi && `NPI ${of.practice.npi}`, of.practice.taxId && `Tax id ${of.practice.taxId}`].filter(
    (one) => one !== null,
  )
  return sheet('Payment below contract', of, [
    html`<div class="top">
        <div>${addressed([of.payer.name, ...of.payer.address])}</div>
        <div class="due">
          <small>Still to be paid</small>
          <b>${sentenceMoney(total)}</b>
          <small>${of.lines.length === 1 ? 'One line' : `${of.lines.length} lines`}</small>
        </div>
      </div>
      <h1>Please decide these lines again</h1>
      <p>
        ${flowing(`On the lines below, you allowed less than the rate of our contract for the day of service. By our copy of the rates ${sentenceMoney(total)} is still to be allowed. Please decide the lines again at the contract rate and pay the difference, or tell us in writing which rate and which clause of the contract you applied to each line.`)}
      </p>
      <p>${ids.join(' · ')}</p>
      <table>
        <thead>
          <tr>
            <th>Patient, member id</th>
            <th>Service</th>
            <th>Your claim number, payment</th>
            <th class="end">Contract</th>
            <th class="end">Allowed</th>
            <th class="end">Short</th>
          </tr>
        </thead>
        <tbody>
          ${of.lines.map(row)}
          <tr class="total">
            <td>All lines</td>
            <td></td>
            <td></td>
            <td class="end">${columnMoney(sum(of.lines.map(({ expected }) => expected)))}</td>
            <td class="end">${columnMoney(sum(of.lines.map(({ allowed }) => allowed)))}</td>
            <td class="end">${columnMoney(total)}</td>
          </tr>
        </tbody>
      </table>
      <p class="soft">${spokenDay(of.day)}, ${of.practice.name}</p>`,
  ])
}

const row = (one: Short): Html =>
  html`<tr>
    <td>${one.patient}<br />${one.member}</td>
    <td>${shownDay(one.day)}<br />${[one.code, ...one.modifiers].join(' ')}, ${one.units === 1 ? '1 unit' : `${one.units} units`}</td>
    <td>${one.control}<br />${one.trace} of ${shownDay(one.decided)}</td>
    <td class="end">${columnMoney(one.expected)}</td>
    <td class="end">${columnMoney(one.allowed)}</td>
    <td class="end">${columnMoney(one.short)}</td>
  </tr>`
