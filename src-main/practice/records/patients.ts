import { sql, type RawBuilder } from 'kysely'
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
  (['inquiry', 'authorization', 'charge', 'claim'] as const).some(
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

/**
 * Patients whose names hold every word of a text, whose initials it is, or who were born on the day it says, with the payer that pays first: those whose
 * last name begins with it, then the others, each by name. Only so many are looked for as are asked for, so that it is as quick among many patients as
 * among few.
 */
export function patientsLike(db: Reading, text: string, limit: number, today: Day) {
  const born = typedDay(text, today)
  if (born !== undefined) return detailed(db, bornOn(db, born, limit))
  const words = text.trim().split(/\s+/).filter(Boolean)
  const ids = new Set(beginning(db, words, limit))
  const initials = /^(\p{L})(\p{L})$/u.exec(text.trim())
  if (initials && ids.size < limit) for (const id of beginning(db, [initials[2] ?? '', initials[1] ?? ''], limit)) ids.add(id)
  if (ids.size < limit && words.length > 0) for (const id of containing(db, words, limit)) ids.add(id)
  return detailed(db, [...ids].slice(0, limit))
}

const bornOn = (db: Reading, day: Day, limit: number): number[] =>
  db.all(from.selectFrom('patient').select('id').where('born', '=', day).orderBy('folded_name').limit(limit)).map(({ id }) => id)

/** Trigrams need three letters; shorter words are looked for at the beginning of a name. */
const isLong = (word: string): boolean => [...word].length >= 3
const hasWord = (word: string): RawBuilder<boolean> =>
  sql<boolean>`(patient.last like ${likely(word)} escape '\\' or patient.first like ${likely(word)} escape '\\')`
const likely = (word: string): string => `${isLong(word) ? '%' : ''}${word.replace(/[\\%_]/g, '\\$&')}%`

/** By the index of folded names: the first word begins the last name, and the others are anywhere. */
function beginning(db: Reading, [first, ...others]: readonly string[], limit: number): number[] {
  const named = from.selectFrom('patient').select('patient.id').orderBy('patient.folded_name').limit(limit)
  if (first === undefined) return db.all(named).map(({ id }) => id)
  const start = first.toLocaleUpperCase('en-US').normalize('NFC')
  const those = named.where('patient.folded_name', '>=', start).where('patient.folded_name', '<', `${start}\u{10ffff}`)
  return db.all(others.reduce((query, word) => query.where(hasWord(word)), those)).map(({ id }) => id)
}

/** By trigrams, all long words in one question; where there is none, name by name. */
function containing(db: Reading, words: readonly string[], limit: number): number[] {
  const long = words.filter(isLong)
  const short = words.filter((word) => !isLong(word))
  if (long.length === 0) {
    const named = from.selectFrom('patient').select('patient.id').orderBy('patient.last').orderBy('patient.first').limit(limit)
    return db.all(short.reduce((query, word) => query.where(hasWord(word)), named)).map(({ id }) => id)
  }
  const asked = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')
  const matched = from
    .selectFrom('patient_search')
    .innerJoin('patient', 'patient.id', 'patient_search.rowid')
    .select(['patient.id', 'patient.last', 'patient.first'])
    .where(sql<boolean>`patient_search.words match ${asked}`)
    .limit(limit)
  const found = db.all(short.reduce((query, word) => query.where(hasWord(word)), matched))
  return found.sort((a, b) => (`${a.last}|${a.first}` < `${b.last}|${b.first}` ? -1 : 1)).map(({ id }) => id)
}

/** In the order of the ids. */
function detailed(db: Reading, ids: readonly number[]) {
  const rows = db.all(
    from
      .selectFrom('patient')
      .leftJoin('coverage', (join) => join.onRef('coverage.patient', '=', 'patient.id').on('coverage.position', '=', 1))
      .leftJoin('payer', 'payer.id', 'coverage.payer')
      .select(['patient.id', 'patient.first', 'patient.last', 'patient.born', 'payer.name'])
      .where('patient.id', 'in', ids)
      .groupBy('patient.id'),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [row] : []
  })
}

/** How many other patients carry a member id of this one as their own. */
export const sharingMemberId = (db: Reading, patient: number): number =>
  db.first(
    from
      .selectFrom('coverage')
      .innerJoin('coverage as other', (join) =>
        join.onRef('other.member_id', '=', 'coverage.member_id').onRef('other.payer', '=', 'coverage.payer'),
      )
      .select(({ fn }) => fn.count<number>('other.patient').distinct().as('many'))
      .where('coverage.patient', '=', patient)
      .where('other.patient', '<>', patient)
      .where('coverage.relationship', '=', '18')
      .where('other.relationship', '=', '18'),
  )?.many ?? 0
