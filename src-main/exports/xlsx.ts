import type { CellObject, SheetData } from 'write-excel-file/node'
import { daysBetween, day, parseDay } from '../../src-shared/day.ts'
import { isWhole } from '../../src-shared/number.ts'
import { wrongCell, type Cell, type Column, type Table } from './table.ts'

/** What a sheet holds (ECMA-376 as Excel has it): rows with the head, and characters of a cell. */
const MOST_XLSX_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767

const FORMATS = { text: '@', number: '0', money: '#,##0.00', day: 'mm/dd/yyyy' } as const
const WIDTHS = { text: 24, number: 10, money: 14, day: 12 } as const

/** Day 0 of a sheet. Excel counts a 29 February 1900 that never was, so earlier days cannot be told as numbers. */
const DAY_ZERO = day('1899-12-30')
const FIRST_DAY = day('1900-03-01')

/** What XML cannot hold, what readers change, and what would read as an escape: ECMA-376 part 1, 22.9.2.19 writes them `_xHHHH_`. */
// eslint-disable-next-line no-control-regex
const ESCAPED = /[\0-\x08\x0B-\x1F\x7F-\x9F\uFDD0-\uFDEF\uFFFD-\uFFFF]|\p{Surrogate}|[\u{1FFFE}-\u{10FFFF}]|_(?=x[0-9A-Fa-f]{4}_)/gu
const escape = (text: string): string =>
  [...Array(text.length).keys()].map((n) => `_x${text.charCodeAt(n).toString(16).toUpperCase().padStart(4, '0')}_`).join('')

/** Names that every object has: the writer looks texts up in one and would find its own. */
const isInherited = (text: string): boolean => text in {}

/** A text for a cell, kept sign by sign. */
function cellText(text: string): string {
  const kept = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
  return isInherited(kept) ? escape(kept.slice(0, 1)) + kept.slice(1) : kept.replaceAll(ESCAPED, (found) => escape(found))
}

function sheetCell(column: Column, cell: Cell): CellObject | null {
  if (cell === null || cell === '') return null
  const format = FORMATS[column.is]
  switch (column.is) {
    case 'text':
      // The format keeps it text when a person edits the cell, too.
      return { type: String, value: cellText(String(cell)), format }
    case 'number':
      if (!isWhole(cell)) throw wrongCell(column)
      return { value: cell, format }
    case 'money':
      if (!isWhole(cell)) throw wrongCell(column)
      // A sheet has no whole cents; the nearest number prints as the same two decimals.
      return { value: cell / 100, format }
    case 'day': {
      const known = typeof cell === 'string' ? parseDay(cell) : undefined
      if (known === undefined) throw wrongCell(column)
      return known < FIRST_DAY ? { type: String, value: known, format: FORMATS.text } : { value: daysBetween(DAY_ZERO, known), format }
    }
  }
}

const isEnd = (column: Column): boolean => column.is === 'number' || column.is === 'money'

/** The line under the rows: sums as numbers, never as formulas. */
function totals({ columns, sums }: Table): SheetData {
  if (!sums?.some((sum) => sum !== null)) return []
  return [
    columns.map((column, n) => {
      const sum = sums[n] ?? null
      const cell = sum !== null ? sheetCell(column, sum) : n === 0 ? { type: String, value: 'Total' } : null
      return { ...cell, fontWeight: 'bold', topBorderStyle: 'thin' }
    }),
  ]
}

/**
 * Rows as an Excel file: amounts and days are numbers with a format, texts are texts whatever they begin with, the head stays in sight, and sums stand
 * below. There is no formula in it.
 * @throws TypeError when a cell is not what its column says; RangeError for more rows than a sheet holds: bugs of the caller
 */
export async function xlsxOf(table: Table): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const { name, columns, rows } = table
  if (rows.length + 2 > MOST_XLSX_ROWS) throw new RangeError('More rows than a sheet holds')
  const head = columns.map((column) => ({
    type: String,
    value: cellText(column.title),
    fontWeight: 'bold' as const,
    align: isEnd(column) ? ('right' as const) : ('left' as const),
  }))
  const lines = rows.map((row) => columns.map((column, n) => sheetCell(column, row[n] ?? null)))
  return writeExcelFile([head, ...lines, ...totals(table)], {
    sheet: name.replaceAll(/[[\]/\\:*?]/g, ' ').slice(0, 31) || 'Rows',
    columns: columns.map(({ is, title }) => ({ width: Math.max(WIDTHS[is], title.length + 2) })),
    stickyRowsCount: 1,
  }).toBuffer()
}
