import type { Insertable, Selectable } from 'kysely'
import { tables, type Reading, type Writing } from '../../store/index.ts'
import type { AppealTables } from '../records.ts'

const from = tables<AppealTables>()

/** What is known of an enclosure without its pages. */
export type EnclosureRow = Omit<Selectable<AppealTables['enclosure']>, 'pdf'>

const COLUMNS = ['id', 'appeal', 'kind', 'title', 'shows', 'name', 'sha256', 'pages', 'added_at', 'added_by'] as const

export const enclosuresOf = (db: Reading, appeal: number): EnclosureRow[] =>
  db.all(from.selectFrom('enclosure').select(COLUMNS).where('appeal', '=', appeal).orderBy('id'))

export const enclosureById = (db: Reading, id: number): EnclosureRow | undefined =>
  db.first(from.selectFrom('enclosure').select(COLUMNS).where('id', '=', id))

/** The pages of an enclosure as one PDF. */
export const enclosedPages = (db: Reading, id: number): Uint8Array | undefined =>
  db.first(from.selectFrom('enclosure').select('pdf').where('id', '=', id))?.pdf

export const addEnclosure = (db: Writing, values: Insertable<AppealTables['enclosure']>): number =>
  db.insert(from.insertInto('enclosure').values(values))

export const changeEnclosure = (
  db: Writing,
  id: number,
  values: { readonly title: string; readonly shows: string; readonly kind: string },
): void => void db.run(from.updateTable('enclosure').set(values).where('id', '=', id))

export const dropEnclosure = (db: Writing, id: number): void => void db.run(from.deleteFrom('enclosure').where('id', '=', id))
