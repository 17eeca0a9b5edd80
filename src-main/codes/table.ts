import type { Day } from '../../src-shared/day.ts'

/** What every code has: itself, and words of our own for it. */
export type Coded = { readonly code: string; readonly words: string }

/** A code that is in force for a time only. `from` is null where the first day is not recorded. */
export type Dated = { readonly from: Day | null; readonly until?: Day }

/** One list of codes: its rows in order, and the row of one code. */
export type Table<Row> = { readonly rows: readonly Row[]; find(code: string): Row | undefined }

type File = { readonly rows: readonly unknown[] }

/** The rows of a file of `resources/codes`. Their shape is held by `files.test.ts`, not looked at again when the program starts. */
export const rowsOf = <Row>(file: File): readonly Row[] => file.rows as readonly Row[]

/** A table over the rows of one file; the index is made when the first code is looked up. */
export function table<Row extends { readonly code: string }>(file: File): Table<Row> {
  const rows = rowsOf<Row>(file)
  let byCode: ReadonlyMap<string, Row> | undefined
  return {
    rows,
    find(code) {
      byCode ??= new Map(rows.map((row) => [row.code, row]))
      return byCode.get(code)
    },
  }
}

/** Lists change three times a year and payers are ahead of them, so an unknown code gets words like any other. */
export const unknownWords = (code: string): string => `code ${code}, see the payer's list`

/** The words of a code, whether the list has it or not. */
export const wordsOf = (list: Table<Coded>, code: string): string => list.find(code)?.words ?? unknownWords(code)

export const hasBegun = (row: Dated, on: Day): boolean => row.from === null || row.from <= on

export const hasEnded = (row: Dated, on: Day): boolean => row.until !== undefined && row.until < on

export const isInForce = (row: Dated, on: Day): boolean => hasBegun(row, on) && !hasEnded(row, on)
