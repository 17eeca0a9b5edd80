import { sql } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading } from '../../store/index.ts'
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

const ours = prepared(() => from.selectFrom('biller').selectAll().where('is_ours', '=', 1).orderBy('id').limit(1))
/** Who bills for new claims; undefined until the practice was set up. */
export const ourBiller = (db: Reading): BillerRow | undefined => db.first(ours())

const biller = prepared((id: number) => from.selectFrom('biller').selectAll().where('id', '=', id))
export const billerById = (db: Reading, id: number): BillerRow | undefined => db.first(biller(id))

const provider = prepared((id: number) => from.selectFrom('provider').selectAll().where('id', '=', id))
export const providerById = (db: Reading, id: number): ProviderRow | undefined => db.first(provider(id))

const payer = prepared((id: number) => from.selectFrom('payer').selectAll().where('id', '=', id))
export const payerById = (db: Reading, id: number): PayerRow | undefined => db.first(payer(id))

const allPayers = prepared(() => from.selectFrom('payer').selectAll().orderBy('id'))
export const everyPayer = (db: Reading): PayerRow[] => db.all(allPayers())

const patient = prepared((id: number) => from.selectFrom('patient').selectAll().where('id', '=', id))
export const patientById = (db: Reading, id: number): PatientRow | undefined => db.first(patient(id))

const coverage = prepared((id: number) => from.selectFrom('coverage').selectAll().where('id', '=', id))
export const coverageById = (db: Reading, id: number): CoverageRow | undefined => db.first(coverage(id))

const coverages = prepared((of: number) =>
  from
    .selectFrom('coverage')
    .selectAll()
    .where('patient', '=', of)
    .orderBy('position')
    .orderBy(sql`carve_of is null`)
    .orderBy('id'),
)
export const coveragesOf = (db: Reading, of: number): CoverageRow[] => db.all(coverages(of))

/** The coverage that pays first on a day, if any holds then; where another administrator carries mental health, that one. */
export function primaryCoverage(db: Reading, of: number, on: Day): CoverageRow | undefined {
  return coveragesOf(db, of).find((one) => (one.starts === null || one.starts <= on) && (one.ends === null || one.ends >= on))
}

const diagnoses = prepared((of: number) =>
  from.selectFrom('patient_diagnosis').select('code').where('patient', '=', of).orderBy('position'),
)
/** The diagnoses a clinician set, first first. */
export const diagnosesOf = (db: Reading, of: number): string[] => db.all(diagnoses(of)).map((row) => row.code)
