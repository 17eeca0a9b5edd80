import type { Cents } from '../../src-shared/money.ts'

/** What a column holds. Only `text` can carry what somebody else wrote; the others are formatted here from numbers and days. */
export type ColumnKind = 'text' | 'number' | 'money' | 'day'
export type Column = { readonly title: string; readonly is: ColumnKind }
/** Text and days as text, counts and whole cents as numbers; null is an empty cell. */
export type Cell = string | number | null

/** Rows that leave as a file, column by column. */
export type Table = {
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** One place a column: the sum of a money column over all rows, or null. */
  readonly sums?: readonly (Cents | null)[]
}

/** A cell that is not what its column says: a bug. It names the column, never the value. */
export const wrongCell = (column: Column): Error => new TypeError(`A cell that is no ${column.is}`)
