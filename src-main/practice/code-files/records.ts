import type { Generated, Selectable } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import type { FileKind } from '../../codes/index.ts'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'

type CodeTables = {
  code_import: {
    id: Generated<number>
    kind: string
    name: string
    sha256: string
    starts: string
    at: string
    person: number
    who: string
    rows: number
    passed: number
    bad: number
    added: number
    ended: number
    changed: number
    untouched: number
    is_whole: Generated<number>
    withdrawn_at: string | null
    withdrawn_by: number | null
  }
  code_row: { import: number; code: string; other: string; starts: string; ends: string | null; value: string; words: string }
}
const from = tables<CodeTables>()

export type ImportRow = Selectable<CodeTables['code_import']>
export type KeptRow = Selectable<CodeTables['code_row']>
type NewImport = Omit<ImportRow, 'id' | 'is_whole' | 'withdrawn_at' | 'withdrawn_by'>

/** Every import whose rows are all there, newest first. */
export const imports = (db: Reading): ImportRow[] =>
  db.all(from.selectFrom('code_import').selectAll().where('is_whole', '=', 1).orderBy('id', 'desc'))

export const importById = (db: Reading, id: number): ImportRow | undefined =>
  db.first(from.selectFrom('code_import').selectAll().where('id', '=', id).where('is_whole', '=', 1))

/** The import of the same bytes that holds. */
export const standingImport = (db: Reading, sha256: string): ImportRow | undefined =>
  db.first(
    from.selectFrom('code_import').selectAll().where('sha256', '=', sha256).where('is_whole', '=', 1).where('withdrawn_at', 'is', null),
  )

/** Begins an import; it holds for nothing before {@link finishImport}. */
export const beginImport = (db: Writing, row: NewImport): number =>
  db.insert(from.insertInto('code_import').values({ ...row, withdrawn_at: null, withdrawn_by: null }))

export const addRows = (db: Writing, rows: readonly KeptRow[]): number => db.insertRows('code_row', rows)

export const finishImport = (db: Writing, id: number): number =>
  db.run(from.updateTable('code_import').set({ is_whole: 1 }).where('id', '=', id))

/** Removes what an import that was cut off left. */
export function dropUnfinished(db: Writing): void {
  const unfinished = from.selectFrom('code_import').select('id').where('is_whole', '=', 0)
  db.run(from.deleteFrom('code_row').where('import', 'in', unfinished))
  db.run(from.deleteFrom('code_import').where('is_whole', '=', 0))
}

/** Says that an import holds no longer, or holds again. */
export const setStanding = (db: Writing, id: number, by: { readonly at: string; readonly person: number } | null): number =>
  db.run(
    from
      .updateTable('code_import')
      .set({ withdrawn_at: by?.at ?? null, withdrawn_by: by?.person ?? null })
      .where('id', '=', id),
  )

export type StandingImport = Pick<ImportRow, 'id' | 'kind' | 'starts' | 'sha256' | 'at'>
const standingOnes = prepared(() =>
  from
    .selectFrom('code_import')
    .select(['id', 'kind', 'starts', 'sha256', 'at'])
    .where('is_whole', '=', 1)
    .where('withdrawn_at', 'is', null)
    .orderBy('starts')
    .orderBy('id'),
)
/** The imports that hold from some day on, in the order in which one stands before another: the newest last. */
export const standingImports = (db: Reading): StandingImport[] => db.all(standingOnes())

const ofCode = prepared((kind: string, code: string, other: string) =>
  from
    .selectFrom('code_row')
    .innerJoin('code_import', 'code_import.id', 'code_row.import')
    .selectAll('code_row')
    .where('code_import.kind', '=', kind)
    .where('code_import.is_whole', '=', 1)
    .where('code_import.withdrawn_at', 'is', null)
    .where('code_row.code', '=', code)
    .where('code_row.other', '=', other)
    .orderBy('code_row.starts'),
)
/** What the imports of a kind that stand say of a code, or of a pair. */
export const rowsOfCode = (db: Reading, kind: FileKind, code: string, other: string): KeptRow[] => db.all(ofCode(kind, code, other))

/** Every row of a kind from the imports that hold on a day, older imports first. */
export const keptRows = (db: Reading, kind: FileKind, on: Day): KeptRow[] =>
  db.all(
    from
      .selectFrom('code_row')
      .innerJoin('code_import', 'code_import.id', 'code_row.import')
      .selectAll('code_row')
      .where('code_import.kind', '=', kind)
      .where('code_import.starts', '<=', on)
      .where('code_import.is_whole', '=', 1)
      .where('code_import.withdrawn_at', 'is', null)
      .orderBy('code_import.starts')
      .orderBy('code_import.id')
      .orderBy('code_row.starts'),
  )
