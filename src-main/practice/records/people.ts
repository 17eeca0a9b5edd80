import type { Day } from '../../../src-shared/day.ts'
import type { Reading } from '../../store/index.ts'
import { from, type BillerRow, type CoverageRow, type PatientRow, type PayerRow, type ProviderRow } from './tables.ts'

/* Who bills, treats, pays, and is treated: what other rooms ask of the standing data. */

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

export const coveragesOf = (db: Reading, patient: number): CoverageRow[] =>
  db.all(from.selectFrom('coverage').selectAll().where('patient', '=', patient).orderBy('position').orderBy('id'))

/** The coverage that pays first on a day, if any holds then. */
export function primaryCoverage(db: Reading, patient: number, on: Day): CoverageRow | undefined {
  return coveragesOf(db, patient).find((one) => (one.starts === null || one.starts <= on) && (one.ends === null || one.ends >= on))
}

/** The diagnoses a clinician set, first first. */
export const diagnosesOf = (db: Reading, patient: number): string[] =>
  db.all(from.selectFrom('patient_diagnosis').select('code').where('patient', '=', patient).orderBy('position')).map((row) => row.code)
