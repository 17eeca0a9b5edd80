import { shownDay, type Day } from '../../src-shared/day.ts'
import { columnMoney, type Cents } from '../../src-shared/money.ts'
import { html, NOTHING, type Html } from '../printing/html.ts'
import { lines, sheet, type Sender } from '../printing/sheet.ts'

type Session = {
  readonly day: Day
  readonly place: string
  readonly code: string
  readonly modifiers: readonly string[]
  readonly service: string
  /** The letters of its diagnoses, first the one it was for most. */
  readonly pointers: string
  readonly units: number
  readonly cents: Cents
}

/** Sessions of one clinician. */
export type Course = {
  /** Name with credential. */
  readonly clinician: string
  readonly npi: string | null
  readonly licenses: readonly string[]
  readonly sessions: readonly Session[]
}

/** What a superbill says: all that a plan asks for when the patient claims by himself. */
export type Superbill = {
  readonly day: Day
  readonly from: Day
  readonly to: Day
  readonly practice: Sender & { readonly npi: string | null; readonly taxId: string | null }
  readonly patient: { readonly name: string; readonly address: readonly string[]; readonly born: Day | null }
  readonly plan: { readonly name: string; readonly member: string } | null
  readonly diagnoses: readonly { readonly code: string; readonly words: string }[]
  readonly courses: readonly Course[]
  readonly charged: Cents
  readonly paidByPatient: Cents
  readonly paidByPlan: Cents
}

/** An itemized bill for a plan that the practice does not bill: the patient sends it with the plan’s own form. */
export const superbillPage = (of: Superbill): Html =>
  sheet('Superbill', of, [
    html`<div class="top">
        <div>
          <small>Patient</small>
          ${lines([of.patient.name, ...of.patient.address, ...known([['Born', of.patient.born && shownDay(of.patient.born)]])])}
          ${of.plan === null ? NOTHING : html`<small>Plan</small>${lines([of.plan.name, `Member id ${of.plan.member}`])}`}
        </div>
        <div>
          <small>Billing provider</small>
          ${lines([
            of.practice.name,
            ...known([
              ['NPI', of.practice.npi],
              ['Tax id', of.practice.taxId],
            ]),
          ])}
          <small>Sessions</small>
          ${lines([`${shownDay(of.from)} to ${shownDay(of.to)}`])}
        </div>
      </div>
      <h1>Diagnoses (ICD-10-CM)</h1>
      ${of.diagnoses.map(({ code, words }, n) => html`<p><b>${letterOf(n)}</b> ${code} ${words}</p>`)} ${of.courses.map(courseOf)}
      <table>
        <tbody>
          ${total('Charged', of.charged)} ${total('Paid by the patient', of.paidByPatient)}
          ${of.paidByPlan === 0 ? NOTHING : total('Paid by a plan', of.paidByPlan)}
        </tbody>
      </table>
      <p class="soft">
        This is not a bill to pay. Send it to your plan with its claim form for services out of network; what it pays back is between you
        and the plan.
      </p>`,
  ])

/** The diagnoses of a bill are named A, B, C as on a claim. */
export const letterOf = (n: number): string => String.fromCodePoint(65 + (n % 26)) + (n < 26 ? '' : String(Math.floor(n / 26)))

const known = (facts: readonly (readonly [string, string | null])[]): string[] =>
  facts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]))

const courseOf = ({ clinician, npi, licenses, sessions }: Course): Html =>
  html`<h1>${clinician}</h1>
    <p class="soft">${[...known([['NPI', npi]]), ...licenses].join(' · ')}</p>
    <table>
      <thead>
        <tr>
          <th>Day</th>
          <th>Place</th>
          <th>Code</th>
          <th>Service</th>
          <th>For</th>
          <th class="end">Units</th>
          <th class="end">Charge</th>
        </tr>
      </thead>
      <tbody>
        ${sessions.map(
          (one) =>
            html`<tr>
              <td>${shownDay(one.day)}</td>
              <td>${one.place}</td>
              <td>${[one.code, ...one.modifiers].join(' ')}</td>
              <td class="wide">${one.service}</td>
              <td>${one.pointers}</td>
              <td class="end">${one.units}</td>
              <td class="end">${columnMoney(one.cents)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`

const total = (words: string, amount: Cents): Html =>
  html`<tr class="total">
    <td>${words}</td>
    <td class="end">${columnMoney(amount)}</td>
  </tr>`
