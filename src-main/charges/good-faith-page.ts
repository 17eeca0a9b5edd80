import { addMonths, shownDay, spokenDay, type Day } from '../../src-shared/day.ts'
import { sentenceMoney, sum, times, type Cents } from '../../src-shared/money.ts'
import { pageFonts } from '../printing/fonts.ts'
import { Html, html, maybe } from '../printing/html.ts'

/** What a good-faith estimate says. */
export type GoodFaith = {
  readonly patient: { readonly name: string; readonly born: Day | null }
  /** The day of the first session, and the day it is made. */
  readonly first: Day
  readonly today: Day
  readonly service: string
  readonly mode: 'in-person' | 'video' | 'audio'
  readonly diagnoses: readonly { readonly code: string; readonly words: string }[]
  readonly lines: readonly { readonly code: string; readonly words: string; readonly cents: Cents }[]
  /** How many sessions within twelve months, and how often. */
  readonly sessions: number
  readonly every: 'once' | 'week' | 'two-weeks' | 'month'
  readonly clinician: { readonly name: string; readonly npi: string | null }
  readonly practice: {
    readonly name: string
    readonly npi: string
    readonly taxId: string
    readonly phone: string
    readonly address: readonly string[]
    readonly state: string
  }
}

const EVERY = { once: 'once', week: 'every week', 'two-weeks': 'every two weeks', month: 'every month' } as const
const HELD = { 'in-person': 'in the office', video: 'by video', audio: 'by telephone' } as const

/** What all sessions together are expected to cost. */
export const expectedTotal = (of: Pick<GoodFaith, 'lines' | 'sessions'>): Cents => times(sum(of.lines.map((one) => one.cents)), of.sessions)

/**
 * The estimate a patient who is uninsured or pays for himself is owed before the session. Source: 45 CFR 149.610(c)(1), which asks for
 * (i) the patient’s name and birth date; (ii) the primary service in plain words, with its date where it is scheduled; (iii) the items and services
 * grouped by provider; (iv) diagnosis codes, expected service codes and expected charges of each; (v) name, NPI, TIN, state and place of each provider;
 * (vi) what needs separate scheduling, with its disclaimer; and the disclaimers that (vii) more may be recommended, (viii) this is an estimate and may
 * differ, (ix) a dispute may be begun when the bill is substantially above it (149.620: $400 or more), where to learn how, and that it does no harm to
 * the care, (x) this is no contract. Of recurring services one estimate may cover twelve months, with how often and how many: 149.610(b)(1)(x).
 */
export const goodFaithPage = (of: GoodFaith): Html =>
  html`<html lang="en-US">
    <head>
      <meta charset="utf-8" />
      <title>Good faith estimate</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <h1>Good faith estimate of expected charges</h1>
      <p>Made on ${spokenDay(of.today)} by ${of.practice.name}.</p>
      <h2>For whom, and what</h2>
      <table>
        <tbody>
          ${fact('Patient', of.patient.name)} ${maybe(of.patient.born, (born) => fact('Born', shownDay(born)))}
          ${fact('Service', `${of.service}, ${HELD[of.mode]}`)} ${fact('First session', spokenDay(of.first))}
          ${fact('How often', often(of))}
          ${fact('Diagnosis', of.diagnoses.length === 0 ? 'Not yet determined' : of.diagnoses.map((one) => `${one.code} ${one.words}`).join('; '))}
        </tbody>
      </table>
      <h2>Expected charges: ${of.clinician.name}</h2>
      <table>
        <thead>
          <tr>
            <th>Service code</th>
            <th>What it is</th>
            <th class="end">Charge</th>
            <th class="end">Sessions</th>
            <th class="end">Expected</th>
          </tr>
        </thead>
        <tbody>
          ${of.lines.map(
            (line) =>
              html`<tr>
                <td>${line.code}</td>
                <td>${line.words}</td>
                <td class="end">${sentenceMoney(line.cents)}</td>
                <td class="end">${of.sessions}</td>
                <td class="end">${sentenceMoney(times(line.cents, of.sessions))}</td>
              </tr>`,
          )}
          <tr class="total">
            <td></td>
            <td>Expected in all</td>
            <td></td>
            <td></td>
            <td class="end">${sentenceMoney(expectedTotal(of))}</td>
          </tr>
        </tbody>
      </table>
      <h2>Who provides it</h2>
      <table>
        <tbody>
          ${fact('Clinician', of.clinician.name)} ${maybe(of.clinician.npi, (npi) => fact('NPI of the clinician', npi))}
          ${fact('Practice', of.practice.name)} ${fact('NPI of the practice', of.practice.npi)}
          ${fact('Tax number (TIN)', of.practice.taxId)} ${fact('Place', of.practice.address.join(', '))}
          ${fact('State', of.practice.state)} ${fact('Telephone', of.practice.phone)}
        </tbody>
      </table>
      <h2>What is scheduled separately</h2>
      <p>
        Separate good faith estimates will be issued upon scheduling or upon request for the items and services listed here. Their diagnosis
        codes, service codes, expected charges and provider identifiers are not part of this estimate; ask the practice for one by telephone
        or in person.
      </p>
      <p>None is expected now.</p>
      <h2>What you should know</h2>
      <ul>
        <li>
          There may be additional items or services that the clinician recommends as part of the course of care. They must be scheduled or
          requested separately and are not reflected in this estimate.
        </li>
        <li>
          This is only an estimate of the items and services that are reasonably expected at the time it was made. Actual items, services or
          charges may differ.
        </li>
        <li>
          You have the right to begin the patient-provider dispute resolution process if the actual billed charges are substantially in
          excess of the expected charges: at least $400 more than this estimate. You have 120 days from the date of the bill. How to begin
          is told at www.cms.gov/nosurprises/consumers or by calling 1-800-985-3059. To begin it will not adversely affect the quality of
          the care you get.
        </li>
        <li>This estimate is not a contract. It does not require you to obtain the items or services from this practice.</li>
        <li>Keep a copy of this estimate in a safe place. You may need it if you are billed a higher amount.</li>
      </ul>
    </body>
  </html>`

function often({ sessions, every, first }: GoodFaith): string {
  if (sessions === 1) return 'One session'
  return `${sessions} sessions, ${EVERY[every]}, from ${shownDay(first)}; this estimate holds until ${shownDay(addMonths(first, 12))} at the latest`
}

const fact = (name: string, value: string): Html =>
  html`<tr>
    <th>${name}</th>
    <td>${value}</td>
  </tr>`

const style = new Html(`${pageFonts}
@page { size: letter; margin: 60px 76px 72px }
body { margin: 0; background: #fff; color: #11181b; font: 13px/19px "Inter", sans-serif }
h1 { font-size: 18px; line-height: 24px; font-weight: 600; margin: 0 0 4px }
h2 { font-size: 13px; line-height: 18px; font-weight: 600; margin: 14px 0 3px; break-after: avoid }
p { margin: 0 0 4px }
table { width: 100%; border-collapse: collapse; font-size: 12.5px; line-height: 18px }
th { text-align: left; font-weight: 400; color: #5c686f; padding: 3px 10px 3px 0; border-bottom: 1px solid #d9dfe1; vertical-align: top }
tbody th { width: 150px }
td { padding: 3px 10px 3px 0; border-bottom: 1px solid #d9dfe1; vertical-align: top }
.end { text-align: right; white-space: nowrap }
.total td { font-weight: 600; border-bottom: 0 }
tr { break-inside: avoid }
ul { margin: 2px 0 0; padding: 0 0 0 17px }
li { margin: 0 0 4px; break-inside: avoid }`)
