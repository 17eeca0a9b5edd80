import type { Selectable } from 'kysely'
import type { Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { from, type PracticeTables } from './records.ts'

export type BillerRow = Selectable<PracticeTables['biller']>
export type ProviderRow = Selectable<PracticeTables['provider']>
export type PayerRow = Selectable<PracticeTables['payer']>
export type PatientRow = Selectable<PracticeTables['patient']>
export type CoverageRow = Selectable<PracticeTables['coverage']>
export type AppointmentRow = Selectable<PracticeTables['appointment']>

/** What other rooms ask of the standing data. */

export function practiceOf(
  db: Reading,
): { name: string; isSample: boolean; prefix: string; phone: string; contact: string; submitterId: string } | undefined {
  const row = db.first(from.selectFrom('practice').selectAll().where('id', '=', 1))
  return (
    row && {
      name: row.name,
      isSample: row.is_sample === 1,
      prefix: row.prefix,
      phone: row.phone,
      contact: row.contact,
      submitterId: row.submitter_id,
    }
  )
}

/** Who bills for new claims; undefined until the practice was set up. */
export const ourBiller = (db: Reading): BillerRow | undefined =>
  db.first(from.selectFrom('biller').selectAll().where('is_ours', '=', 1).orderBy('id').limit(1))
export const billerById = (db: Reading, id: number): BillerRow | undefined =>
  db.first(from.selectFrom('biller').selectAll().where('id', '=', id))
export const providerById = (db: Reading, id: number): ProviderRow | undefined =>
  db.first(from.selectFrom('provider').selectAll().where('id', '=', id))
export const payerById = (db: Reading, id: number): PayerRow | undefined =>
  db.first(from.selectFrom('payer').selectAll().where('id', '=', id))
export const patientById = (db: Reading, id: number): PatientRow | undefined =>
  db.first(from.selectFrom('patient').selectAll().where('id', '=', id))
export const coverageById = (db: Reading, id: number): CoverageRow | undefined =>
  db.first(from.selectFrom('coverage').selectAll().where('id', '=', id))
export const appointmentById = (db: Reading, id: number): AppointmentRow | undefined =>
  db.first(from.selectFrom('appointment').selectAll().where('id', '=', id))

export const coveragesOf = (db: Reading, patient: number): CoverageRow[] =>
  db.all(from.selectFrom('coverage').selectAll().where('patient', '=', patient).orderBy('position').orderBy('id'))

/** The coverage that pays first on a day, if any holds then. */
export function primaryCoverage(db: Reading, patient: number, on: Day): CoverageRow | undefined {
  return coveragesOf(db, patient).find((one) => (one.starts === null || one.starts <= on) && (one.ends === null || one.ends >= on))
}

/** The diagnoses a clinician set, first first. */
export const diagnosesOf = (db: Reading, patient: number): string[] =>
  db.all(from.selectFrom('patient_diagnosis').select('code').where('patient', '=', patient).orderBy('position')).map((row) => row.code)

/** What the practice charges for a code on a day; undefined when no fee is set. */
export function feeOn(db: Reading, code: string, on: Day): Cents | undefined {
  const row = db.first(
    from.selectFrom('fee').select('cents').where('code', '=', code).where('starts', '<=', on).orderBy('starts', 'desc').limit(1),
  )
  return row && cents(row.cents)
}

/** What a payer's contract allows for a code on a day; undefined when no rate is set. */
export function rateOn(db: Reading, payer: number, code: string, on: Day): Cents | undefined {
  const row = db.first(
    from
      .selectFrom('rate')
      .select('cents')
      .where('payer', '=', payer)
      .where('code', '=', code)
      .where('starts', '<=', on)
      .orderBy('starts', 'desc')
      .limit(1),
  )
  return row && cents(row.cents)
}

/** `Jane Doe`, `Jane Q. Doe Jr` where it matters. */
export const fullName = (person: { readonly first: string | null; readonly last: string }): string =>
  person.first ? `${person.first} ${person.last}` : person.last

/** `Marcus Bell, LCSW` */
export const providerName = (provider: { readonly first: string | null; readonly last: string; readonly credential: string }): string =>
  provider.credential ? `${fullName(provider)}, ${provider.credential}` : fullName(provider)
