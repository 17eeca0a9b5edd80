import { handlers as part2 } from '../access/index.ts'
import { handlers as claims } from '../claims/index.ts'
import { namesSubstanceUse } from '../codes/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import type { CommandWork } from '../store/index.ts'
import { PRACTICE, type SamplePatient } from './people.ts'

/*
 * The sample practice runs a small substance-use program, so that its patients, their consents and what waits for one can be seen. Who is in it is marked
 * by hand: in a practice of many fields a diagnosis alone does not make a program (42 CFR 2.11).
 */

const PROGRAM = 'Evening intensive outpatient'
/** In the program from the first day, each with a consent. */
const ENROLLED = 6

type Known = { readonly sample: SamplePatient; readonly id: number }

const named = (patients: readonly Known[]): Known[] =>
  patients.filter(({ sample }) => namesSubstanceUse({ diagnoses: sample.fields.diagnoses ?? [] }))

/** What the owner of the sample practice set. */
export function setLimits(work: CommandWork): void {
  part2['security.save'](work, {
    idleMinutes: 10,
    writeOffBiller: cents(5000),
    writeOffLead: cents(50_000),
    part2Whole: false,
    part2Codes: false,
    part2Providers: [],
  })
}

/** The program as it has been since the sample begins: some patients, each of whom agreed to what billing needs. */
export function enroll(work: CommandWork, patients: readonly Known[], starts: Day): void {
  for (const { id, sample } of named(patients).slice(0, ENROLLED)) {
    part2['part2.mark'](work, { patient: id, program: PROGRAM, starts, ends: null })
    part2['consents.save'](work, consentOf(id, sample, starts))
  }
}

/** How it stands today: one patient took the consent back, and one began without signing yet; what was ready of theirs waits. */
export function unsettle(work: CommandWork, patients: readonly Known[], today: Day): void {
  const all = named(patients)
  const waiting = new Set(
    claims['claims.list'](work, { view: { filters: [{ is: 'any', field: 'status', of: ['ready'] }], sort: [] }, window: 0 }).rows.map(
      (row) => claims['claims.get'](work, { id: row.id }).patient.id,
    ),
  )
  const oneOf = (some: readonly Known[]): Known | undefined => some.find(({ id }) => waiting.has(id))
  const enrolled = all.slice(0, ENROLLED)
  const leaving = oneOf(enrolled) ?? enrolled[0]
  const [consent] = leaving ? part2['part2.get'](work, { patient: leaving.id }).consents : []
  if (consent) part2['consents.revoke'](work, { id: consent.id, on: today })
  const fresh = oneOf(all.slice(ENROLLED)) ?? oneOf(patients.filter((one) => !enrolled.includes(one)))
  if (fresh) part2['part2.mark'](work, { patient: fresh.id, program: PROGRAM, starts: addDays(today, -14), ends: null })
}

const consentOf = (patient: number, { fields }: SamplePatient, signedOn: Day): Parameters<(typeof part2)['consents.save']>[1] => ({
  patient,
  kind: 'tpo',
  discloser: PRACTICE.name,
  scope: 'Dates, diagnoses and services of my treatment, as far as my health plan needs them to pay',
  payer: null,
  recipient: null,
  purpose: 'payment',
  signedOn,
  signer: `${fields.first} ${fields.last}`,
  relation: 'self',
  method: 'paper',
  expires: null,
})
