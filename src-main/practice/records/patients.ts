import { sql } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import type { Reading, Writing } from '../../store/index.ts'
import { from, type NewCoverage, type NewPatient } from './tables.ts'

export type PatientFields = Omit<NewPatient, 'id' | 'created_at'>

/** Another patient of the same name and birth date. */
export const twinOf = (
  db: Reading,
  patient: { readonly last: string; readonly first: string; readonly born: Day },
  except: number | null,
): number | undefined =>
  db.first(
    from
      .selectFrom('patient')
      .select('id')
      .where('last', '=', patient.last)
      .where('first', '=', patient.first)
      .where('born', '=', patient.born)
      .where('id', '<>', except ?? 0),
  )?.id

export const addPatient = (db: Writing, patient: PatientFields, at: string): number =>
  db.insert(from.insertInto('patient').values({ ...patient, created_at: at }))
/** @returns how many rows were touched: one, or none when there is no such patient */
export const changePatient = (db: Writing, id: number, patient: PatientFields): number =>
  db.run(from.updateTable('patient').set(patient).where('id', '=', id))

/** Replaces the diagnoses of a patient, first first. */
export function setDiagnoses(db: Writing, patient: number, codes: readonly string[], since: Day): void {
  db.run(from.deleteFrom('patient_diagnosis').where('patient', '=', patient))
  db.insertRows(
    'patient_diagnosis',
    codes.map((code, n) => ({ patient, position: n + 1, code, since })),
  )
}

export const addCoverage = (db: Writing, coverage: NewCoverage): number => db.insert(from.insertInto('coverage').values(coverage))
/** @returns how many rows were touched: one, or none when the patient has no such coverage */
export const changeCoverage = (db: Writing, id: number, coverage: NewCoverage): number =>
  db.run(from.updateTable('coverage').set(coverage).where('id', '=', id).where('patient', '=', coverage.patient))

/** The claims of a patient with what was paid and is owed on each, newest first. */
export const claimsOfPatient = (db: Reading, patient: number) =>
  db.all(
    from
      .selectFrom('claim')
      .innerJoin('payer', 'payer.id', 'claim.payer')
      .leftJoin('claim_sum', 'claim_sum.claim', 'claim.id')
      .select([
        'claim.id',
        'claim.first_day',
        'claim.codes',
        'payer.name',
        'claim.status',
        'claim.cents',
        'claim_sum.payment',
        'claim_sum.payer',
        'claim_sum.patient',
      ])
      .where('claim.patient', '=', patient)
      .orderBy('claim.first_day', 'desc')
      .orderBy('claim.id', 'desc'),
  )

/** Patients whose names hold every word of a text, with the payer that pays first. */
export function patientsLike(db: Reading, text: string, limit: number) {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const patients = from
    .selectFrom('patient')
    .leftJoin('coverage', (join) => join.onRef('coverage.patient', '=', 'patient.id').on('coverage.position', '=', 1))
    .leftJoin('payer', 'payer.id', 'coverage.payer')
    .select(['patient.id', 'patient.first', 'patient.last', 'patient.born', 'payer.name'])
    .groupBy('patient.id')
    .orderBy('patient.last')
    .orderBy('patient.first')
    .limit(limit)
  // Trigrams need three letters; shorter words are looked for at the beginning of a name.
  const matched = words.reduce(
    (query, word) =>
      word.length >= 3
        ? query.where(
            'patient.id',
            'in',
            from
              .selectFrom('patient_search')
              .select('rowid')
              .where(sql<boolean>`words match ${`"${word.replaceAll('"', '""')}"`}`),
          )
        : query.where((e) => e.or([e('patient.last', 'like', `${word}%`), e('patient.first', 'like', `${word}%`)])),
    patients,
  )
  return db.all(matched)
}
