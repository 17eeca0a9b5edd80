import { sql } from 'kysely'
import { typedDay, type Day } from '../../../src-shared/day.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { foldedName } from '../names.ts'
import { from, type NewCoverage, type NewPatient } from './tables.ts'

export type PatientFields = Omit<NewPatient, 'id' | 'folded_name' | 'created_at'>

const named = prepared((name: string) =>
  from
    .selectFrom('patient')
    .leftJoin('coverage', 'coverage.patient', 'patient.id')
    .select(['patient.id', 'patient.born', 'coverage.member_id as memberId'])
    .where('patient.folded_name', '=', name)
    .orderBy('patient.id')
    .orderBy('coverage.id'),
)
/** Every patient of a name in any case, once for each coverage. */
export const patientsNamed = (
  db: Reading,
  name: { readonly last: string; readonly first: string },
): { id: number; born: string | null; memberId: string | null }[] => db.all(named(foldedName(name)))

/** Other patients of the same name and birth date. */
export const twinsOf = (
  db: Reading,
  patient: { readonly last: string; readonly first: string; readonly born: Day },
  except: number | null,
): number[] =>
  patientsNamed(db, patient)
    .filter((one) => one.born === patient.born && one.id !== except)
    .map((one) => one.id)

export const addPatient = (db: Writing, patient: PatientFields, at: string): number =>
  db.insert(from.insertInto('patient').values({ ...patient, folded_name: foldedName(patient), created_at: at }))
/** @returns how many rows were touched: one, or none when there is no such patient */
export const changePatient = (db: Writing, id: number, patient: PatientFields): number =>
  db.run(
    from
      .updateTable('patient')
      .set({ ...patient, folded_name: foldedName(patient) })
      .where('id', '=', id),
  )

/** Replaces the diagnoses of a patient, first first. One that stays keeps the day it is known since. */
export function setDiagnoses(db: Writing, patient: number, codes: readonly string[], today: Day): void {
  const known = db.all(from.selectFrom('patient_diagnosis').select(['code', 'since']).where('patient', '=', patient))
  const since = new Map(known.map((one) => [one.code, one.since]))
  db.run(from.deleteFrom('patient_diagnosis').where('patient', '=', patient))
  db.insertRows(
    'patient_diagnosis',
    codes.map((code, n) => ({ patient, position: n + 1, code, since: since.get(code) ?? today })),
  )
}

export const addCoverage = (db: Writing, coverage: NewCoverage): number => db.insert(from.insertInto('coverage').values(coverage))
/** @returns how many rows were touched: one, or none when the patient has no such coverage */
export const changeCoverage = (db: Writing, id: number, coverage: NewCoverage): number =>
  db.run(from.updateTable('coverage').set(coverage).where('id', '=', id).where('patient', '=', coverage.patient))

export function removeCoverage(db: Writing, id: number): void {
  db.run(from.deleteFrom('coverage').where('id', '=', id))
}

/** Whether a question to the payer, a charge or a claim names a coverage. */
export const isCoverageUsed = (db: Reading, { id, patient }: { readonly id: number; readonly patient: number }): boolean =>
  (['inquiry', 'charge', 'claim'] as const).some(
    (table) => db.first(from.selectFrom(table).select('id').where('patient', '=', patient).where('coverage', '=', id)) !== undefined,
  )

export function correctMemberId(db: Writing, coverage: number, memberId: string): void {
  db.run(from.updateTable('coverage').set({ member_id: memberId }).where('id', '=', coverage))
}

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

const names = prepared(() => from.selectFrom('patient').select(['id', 'first', 'last', 'born']).orderBy('id'))
/** Every patient by name. */
export const everyPatientName = (db: Reading): { id: number; first: string; last: string; born: Day | null }[] =>
  db.all(names()).map((row) => ({ ...row, born: row.born as Day | null }))

/** Patients whose names hold every word of a text, whose initials it is, or who were born on the day it says, with the payer that pays first. */
export function patientsLike(db: Reading, text: string, limit: number, today: Day) {
  const born = typedDay(text, today)
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
  if (born !== undefined) return db.all(patients.where('patient.born', '=', born))
  const initials = /^(\p{L})(\p{L})$/u.exec(text.trim())
  if (!initials) return db.all(matched)
  const named = db.all(matched)
  const others = db.all(
    patients.where('patient.first', 'like', `${initials[1] ?? ''}%`).where('patient.last', 'like', `${initials[2] ?? ''}%`),
  )
  return [...named, ...others.filter((one) => !named.some(({ id }) => id === one.id))].slice(0, limit)
}
