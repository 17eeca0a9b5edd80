import { sql, type Compilable, type RawBuilder } from 'kysely'
import { dayOf, prepared, tables, type Reading, type Writing } from '../../store/index.ts'
import type { Part2Tables } from './part2-tables.ts'

/* What an owner set: limits, and what makes a patient one of a substance-use program by itself. */

const from = tables<Part2Tables>()

const rule = prepared(() => from.selectFrom('part2_rule').select(['whole', 'codes']))
export const part2Rule = (db: Reading): { whole: number; codes: number } => db.first(rule()) ?? { whole: 0, codes: 1 }

const limits = prepared(() => from.selectFrom('limits').selectAll())
export const limitsRow = (db: Reading) => db.first(limits())

export function setPart2Rule(db: Writing, to: { readonly whole: boolean; readonly codes: boolean }): void {
  db.run(from.updateTable('part2_rule').set({ whole: to.whole ? 1 : 0, codes: to.codes ? 1 : 0 }))
}

export function setLimits(db: Writing, to: Omit<Part2Tables['limits'], 'id'>): void {
  db.run(from.updateTable('limits').set(to))
}

const marked = prepared((id: number) =>
  from.selectFrom('provider').select(['last', 'first', 'credential', 'part2']).where('id', '=', id).where('part2', '=', 1),
)
/** A clinician whose patients are of a program; undefined for any other. */
export const programClinician = (db: Reading, id: number) => db.first(marked(id))

export const programClinicians = (db: Reading): number[] =>
  db.all(from.selectFrom('provider').select('id').where('part2', '=', 1).orderBy('id')).map((row) => row.id)

export function setProgramClinicians(db: Writing, ids: readonly number[]): number {
  db.run(from.updateTable('provider').set({ part2: 0 }).where('part2', '=', 1))
  return ids.length === 0 ? 0 : db.run(from.updateTable('provider').set({ part2: 1 }).where('id', 'in', ids))
}

/** The first day on which each patient was seen by a clinician of a program. */
export const seenByProgram = (db: Reading, provider: number): { patient: number; day: string }[] =>
  firstDays(
    db,
    sql`select patient, day from appointment where provider = ${provider} and status in ('booked', 'held')
      union all select patient, day from charge where provider = ${provider}
      union all select patient, first_day from claim where provider = ${provider}`,
  )

/** The first day on which each patient was seen at all, or was entered. */
export const seenAtAll = (db: Reading): { patient: number; day: string }[] =>
  firstDays(
    db,
    sql`select patient, day from appointment union all select patient, day from charge union all select patient, first_day as day from claim
      union all select id as patient, ${dayOf('created_at')} as day from patient`,
  )

/** Each code that was ever set, charged or claimed for a patient, with the first day. */
export const codesOfPatients = (db: Reading): { patient: number; code: string; isDiagnosis: number; day: string }[] =>
  db.all(
    runnable(sql<{ patient: number; code: string; isDiagnosis: number; day: string }>`
      select patient, code, isDiagnosis, min(day) as day from (
        select patient, code, 1 as isDiagnosis, since as day from patient_diagnosis
        union all select charge.patient, d.code, 1, charge.day from charge_diagnosis d join charge on charge.id = d.charge
        union all select charge.patient, l.code, 0, charge.day from charge_line l join charge on charge.id = l.charge
        union all select claim.patient, d.code, 1, claim.first_day from claim_diagnosis d join claim on claim.id = d.claim
        union all select claim.patient, l.code, 0, claim.first_day from claim_line l join claim on claim.id = l.claim)
      group by patient, code, isDiagnosis`),
  )

const firstDays = (db: Reading, days: ReturnType<typeof sql>): { patient: number; day: string }[] =>
  db.all(runnable(sql<{ patient: number; day: string }>`select patient, min(day) as day from (${days}) group by patient order by patient`))

const runnable = <T>(query: RawBuilder<T>): Compilable<T> => ({ compile: () => query.compile(from) })
