import { sql } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import type { Reading, Writing } from '../../store/index.ts'
import { allOf } from './raw.ts'
import { from } from './tables.ts'

/* Who has which work, and what was put off. Item 0 is a whole line. */

export type OwnerRow = { line: string; item: number; person: number; name: string }

/** Work that was given to somebody who is still there. */
export const ownersOf = (db: Reading): OwnerRow[] =>
  allOf(
    db,
    sql<OwnerRow>`select o.line, o.item, o.person, person.name from desk_owner as o join person on person.id = o.person where person.is_active = 1`,
  )

export function giveTo(
  db: Writing,
  place: { line: string; item: number; patient: number | null },
  given: { person: number; by: number; at: string } | null,
): void {
  db.run(from.deleteFrom('desk_owner').where('line', '=', place.line).where('item', '=', place.item))
  if (given) db.run(from.insertInto('desk_owner').values({ ...place, ...given }))
}

export type AsideRow = {
  id: number
  line: string
  item: number
  until: string
  reason: string
  items: number
  cents: number
  due: string | null
  by: string
  at: string
}

/** What was put off and not taken back. */
export const asidesOf = (db: Reading): AsideRow[] =>
  allOf(
    db,
    sql<AsideRow>`select a.id, a.line, a.item, a.until, a.reason, a.items, a.cents, a.due, coalesce(person.name, '') as by, a.at
      from desk_aside as a left join person on person.id = a.by where a.ended_at is null order by a.until, a.id`,
  )

/** Puts off; what was put off before under the same place is over. @returns the number of the row */
export function setAside(
  db: Writing,
  row: {
    line: string
    item: number
    patient: number | null
    until: Day
    reason: string
    items: number
    cents: number
    due: Day | null
    by: number
    at: string
  },
): number {
  db.run(
    from
      .updateTable('desk_aside')
      .set({ ended_at: row.at })
      .where('line', '=', row.line)
      .where('item', '=', row.item)
      .where('ended_at', 'is', null),
  )
  return db.insert(from.insertInto('desk_aside').values({ ...row, ended_at: null }))
}

/** @returns how many were taken back, one or none */
export const takeBack = (db: Writing, id: number, at: string): number =>
  db.run(from.updateTable('desk_aside').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null))

/** One that is put off, with the patient it is about. */
export const asideById = (db: Reading, id: number): { line: string; item: number; patient: number | null } | undefined =>
  db.first(from.selectFrom('desk_aside').select(['line', 'item', 'patient']).where('id', '=', id).where('ended_at', 'is', null))

/** People who work here. */
export const workers = (db: Reading): { id: number; name: string }[] =>
  allOf(
    db,
    sql<{
      id: number
      name: string
    }>`select id, name from person where is_active = 1 and role in ('owner', 'lead', 'biller', 'front', 'clinician') order by name`,
  )
