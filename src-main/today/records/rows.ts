import { sql, type RawBuilder } from 'kysely'
import type { Reading } from '../../store/index.ts'
import { allOf, anyOf, firstOf } from './raw.ts'

/** The rows a line of the desk stands for. */
export type Rows = {
  /** A query of `id, cents, payer, cause, due, service`: each row that waits, once. */
  readonly base: RawBuilder<unknown>
  /** What an item shows: joins over `it`, and its columns. */
  readonly joins: RawBuilder<unknown>
  readonly columns: RawBuilder<unknown>
}

/** Which of the rows: all but some, or some alone. */
export type Only = { readonly not: readonly number[] } | { readonly in: readonly number[] }

export type Group = {
  payer: number | null
  cause: string | null
  due: string | null
  service: string | null
  items: number
  cents: number
}

export type ItemRow = {
  id: number
  cents: number
  payer: number | null
  cause: string | null
  due: string | null
  service: string | null
  first: string
  last: string
  /** The payer's name, the clinician, or what else tells it apart. */
  party: string
  day: string | null
  codes: string
  code: string
  words: string
  /** The day it was last touched. */
  touched: string | null
}

const chosen = (only: Only): RawBuilder<unknown> =>
  'in' in only ? sql`where id in ${anyOf(only.in)}` : only.not.length === 0 ? sql`` : sql`where id not in ${anyOf(only.not)}`

/** The rows by what ranks them. */
export const groupsOf = (db: Reading, rows: Rows, only: Only): Group[] =>
  allOf(
    db,
    sql<Group>`select payer, cause, due, service, count(*) as items, sum(cents) as cents from (${rows.base}) ${chosen(only)}
      group by payer, cause, due, service`,
  )

/** The first rows, the nearest day first, then the most money. */
export const itemsOf = (db: Reading, rows: Rows, only: Only, limit: number): ItemRow[] =>
  allOf(
    db,
    sql<ItemRow>`select it.id, it.cents, it.payer, it.cause, it.due, it.service, ${rows.columns}
      from (select * from (${rows.base}) ${chosen(only)} order by due is null, due, cents desc, id limit ${limit}) as it ${rows.joins}
      order by it.due is null, it.due, it.cents desc, it.id`,
  )

/** The numbers of the rows, as many as a filter takes and one more. */
export const idsOf = (db: Reading, rows: Rows, only: Only, limit: number): number[] =>
  allOf(db, sql<{ id: number }>`select id from (${rows.base}) ${chosen(only)} order by id limit ${limit}`).map((row) => row.id)

/** One row as it ranks, while it waits. */
export const rowOf = (db: Reading, rows: Rows, id: number): Group | undefined =>
  firstOf(db, sql<Group>`select payer, cause, due, service, 1 as items, cents from (${rows.base}) where id = ${id}`)
