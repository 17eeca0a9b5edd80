import { cents, parseMoney, type Cents } from '../../../src-shared/money.ts'
import { decimal } from '../../../src-shared/number.ts'
import type { Unfit } from './rules.ts'

/* Cells that the lists of fees and of contract rates have alike. Pure. */

/** CPT and HCPCS: five signs, a letter at either end at most. */
export function codeOf(cell: string): string | Unfit {
  const code = cell.toUpperCase().trim()
  return /^[0-9A-Z]\d{3}[0-9A-Z]$/.test(code)
    ? code
    : { why: cell === '' ? 'It says no code.' : 'This is no code.', fix: 'Write the five signs of a CPT or HCPCS code.' }
}

export function modifiersOf(all: readonly string[]): string | Unfit {
  const said = [...new Set(all.filter(Boolean))].toSorted()
  return said.length <= 4 && said.every((one) => /^[0-9A-Z]{2}$/.test(one))
    ? said.join(' ')
    : { why: 'Its modifiers cannot be read.', fix: 'Write up to four of two signs, parted by a space.' }
}

/** Spreadsheets write amounts with the noise of binary fractions: `174.99999999`. What is truly no whole cent is refused. */
export function amountOf(cell: string, noun: 'fee' | 'amount' = 'fee'): Cents | Unfit {
  if (cell === '') return { why: `It says no ${noun}.`, fix: 'Fill in the amount, or take the row out.' }
  const found = parseMoney(cell, true) ?? nearCents(cell)
  if (found === undefined)
    return {
      why: noun === 'fee' ? 'Its fee is no amount to the cent.' : 'Its amount cannot be read to the cent.',
      fix: 'Write it as 175.00.',
    }
  return found < 0 ? { why: `Its ${noun} is less than nothing.`, fix: 'Write it without the minus.' } : found
}
function nearCents(cell: string): Cents | undefined {
  const value = /^\d+\.\d{5,}$/.test(cell) ? decimal(cell.replace(/(\.\d{6})\d+$/, '$1')) : undefined
  if (value === undefined || Math.abs(value * 100 - Math.round(value * 100)) > 0.001) return undefined
  return cents(Math.round(value * 100))
}
