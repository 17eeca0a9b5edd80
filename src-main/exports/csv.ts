import { stringify } from 'csv-stringify/sync'
import { parseDay } from '../../src-shared/day.ts'
import { cents, columnMoney } from '../../src-shared/money.ts'
import { isWhole } from '../../src-shared/number.ts'
import { wrongCell, type Cell, type Column, type Table } from './table.ts'

/*
 * A text is taken for a formula when its first sign asks for it: = + - @ and |, by themselves or in their wide forms, or a control character that a
 * reader may drop and then look again. Spaces, quotes and signs without a width in front of it do not save it: some readers skip them.
 */
const SKIPPED = '[\\s\\p{Cf}\\p{Mn}\'"`´‘’‚‛“”„‟‹›«»′″]*'
const BEGINS_FORMULA = new RegExp(`^${SKIPPED}[\\p{Cc}=+\\-@|−]`, 'u')
/** Only the beginning matters, so a long text costs nothing. */
const LOOKED_AT = 200

/** Whether a spreadsheet might run this text. NFKC turns wide and small forms into the plain ones. */
const isRisky = (text: string): boolean => {
  const begin = text.slice(0, LOOKED_AT)
  // A text of nothing but signs that are skipped hides what comes behind them.
  return (
    BEGINS_FORMULA.test(begin) ||
    BEGINS_FORMULA.test(begin.normalize('NFKC')) ||
    (text.length > LOOKED_AT && new RegExp(`^${SKIPPED}$`, 'u').test(begin))
  )
}

/** A text that no spreadsheet runs: with an apostrophe in front where it could (OWASP, "CSV Injection"). */
export const guarded = (text: string): string => (isRisky(text) ? `'${text}` : text)

/** `-1234.50`: no separators, so that every reader takes it for a number. */
const plainMoney = (whole: number): string => columnMoney(cents(whole)).replaceAll(',', '').replace('−', '-')

function csvCell(column: Column, cell: Cell): string {
  if (cell === null) return ''
  switch (column.is) {
    case 'text':
      return guarded(String(cell))
    case 'number':
      if (!isWhole(cell)) throw wrongCell(column)
      return String(cell)
    case 'money':
      if (!isWhole(cell)) throw wrongCell(column)
      return plainMoney(cell)
    case 'day':
      if (typeof cell !== 'string' || parseDay(cell) === undefined) throw wrongCell(column)
      return cell
  }
}

const OPTIONS = { quoted: true, quoted_empty: true, record_delimiter: '\r\n' } as const

/**
 * The first line of a CSV file: the titles.
 * @param bom a mark of UTF-8 in front, by which Excel knows it
 */
export const csvHead = (columns: readonly Column[], bom: boolean): Buffer =>
  Buffer.from(stringify([columns.map(({ title }) => guarded(title))], { ...OPTIONS, bom }))

/** Lines of a CSV file, some rows at a time. @throws TypeError when a cell is not what its column says: a bug */
export const csvLines = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): Buffer =>
  Buffer.from(
    stringify(
      rows.map((row) => columns.map((column, n) => csvCell(column, row[n] ?? null))),
      OPTIONS,
    ),
  )

/**
 * Rows as CSV (RFC 4180): every field quoted, lines ended by CR LF, UTF-8. Days are `2026-11-19`, amounts `-1234.50`; sums are left to the reader.
 * @throws TypeError when a cell is not what its column says: a bug
 */
export const csvOf = ({ columns, rows }: Table, { bom = true }: { readonly bom?: boolean } = {}): Buffer =>
  Buffer.concat([csvHead(columns, bom), csvLines(columns, rows)])
