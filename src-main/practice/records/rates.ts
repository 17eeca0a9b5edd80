import type { Selectable } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type PracticeTables } from './tables.ts'
import { rateFor, type RateScope } from '../rates/rules.ts'

export type RateRow = Selectable<PracticeTables['rate']>

const ofCode = prepared((payer: number, code: string) =>
  from.selectFrom('rate').selectAll().where('payer', '=', payer).where('code', '=', code),
)
const credentialsOf = prepared((provider: number) => from.selectFrom('provider').select('credential').where('id', '=', provider))
const planOf = prepared((coverage: number) => from.selectFrom('coverage').select('plan').where('id', '=', coverage))

/** A line that a rate is looked up for, as far as it is known. */
export type ContractLine = {
  readonly coverage?: number | null | undefined
  readonly provider?: number | null | undefined
  readonly place?: string
  readonly modifiers?: readonly string[]
}

/** What a payer's contract allows per unit of a code on a day; undefined when no rate holds for such a line. */
export function rateOn(db: Reading, payer: number, code: string, on: Day, line: ContractLine = {}): Cents | undefined {
  const rates = db.all(ofCode(payer, code))
  const asks = (what: keyof RateScope): boolean => rates.some((rate) => rate[what] !== '')
  const found = rateFor(
    rates,
    {
      plan: line.coverage && asks('plan') ? (db.first(planOf(line.coverage))?.plan ?? '') : '',
      credentials: line.provider && asks('credential') ? (db.first(credentialsOf(line.provider))?.credential ?? '') : '',
      place: line.place ?? '',
      modifiers: line.modifiers ?? [],
    },
    on,
  )
  return found && cents(found.cents)
}

/** The rates of a payer; of a code the one for every line first, and of each scope the newest. */
export const ratesOf = (db: Reading, payer: number): RateRow[] =>
  db.all(
    from
      .selectFrom('rate')
      .selectAll()
      .where('payer', '=', payer)
      .orderBy('code')
      .orderBy('plan')
      .orderBy('credential')
      .orderBy('place')
      .orderBy('modifiers')
      .orderBy('starts', 'desc'),
  )

const one = prepared((id: number) => from.selectFrom('rate').selectAll().where('id', '=', id))
export const rateById = (db: Reading, id: number): RateRow | undefined => db.first(one(id))

/** The rate for the very same lines from the very same day. */
export const equalRate = (db: Reading, of: Omit<RateRow, 'id' | 'ends' | 'cents'>): RateRow | undefined =>
  db
    .all(ofCode(of.payer, of.code))
    .find(
      (row) =>
        row.starts === of.starts &&
        row.plan === of.plan &&
        row.credential === of.credential &&
        row.place === of.place &&
        row.modifiers === of.modifiers,
    )

export const addRate = (db: Writing, row: Omit<RateRow, 'id'>): number => db.insert(from.insertInto('rate').values(row))

export function changeRate(db: Writing, id: number, row: Omit<RateRow, 'id'>): void {
  db.run(from.updateTable('rate').set(row).where('id', '=', id))
}

export function removeRate(db: Writing, id: number): void {
  db.run(from.deleteFrom('rate').where('id', '=', id))
}

type Of = Omit<RateRow, 'id' | 'ends' | 'cents'>
/** The rate for the very same lines from the very same day, as an import keeps it. */
export function rateWith(db: Reading, of: Of): Omit<RateRow, 'id'> | undefined {
  const row = equalRate(db, of)
  if (!row) return undefined
  const { payer, code, plan, credential, place, modifiers, starts, ends, cents: amount } = row
  return { payer, code, plan, credential, place, modifiers, starts, ends, cents: amount }
}
export function setRate(db: Writing, row: Omit<RateRow, 'id'>): void {
  const equal = equalRate(db, row)
  if (equal) changeRate(db, equal.id, row)
  else addRate(db, row)
}
export function removeRateOf(db: Writing, of: Of): void {
  const equal = equalRate(db, of)
  if (equal) removeRate(db, equal.id)
}
