import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable } from './table.ts'

// What a spreadsheet can hold; rows without anything in them are left out by the reader, and spaces around a cell.
const cell = fc.string({ unit: fc.constantFrom('a', 'É', '7', ' ', ',', ';', '"', '\t', '\n', '\r\n', ':', "'"), maxLength: 8 })
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
const tidy = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((one) => one.replaceAll(/\s+/g, ' ').trim())).filter((row) => row.some((one) => one !== ''))

test('what was written as tabs is read as it was, whatever stands in the cells', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = stringify(rows as string[][], { delimiter: '\t', record_delimiter: end, quoted: true })
      expect(readTable(text)).toEqual(tidy(rows))
    }),
    { seed: 20261119, numRuns: 400 },
  )
})

test('a file with commas is read as another reader reads it', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'É', '7', ' ', ',', '"', '\n', ':'), maxLength: 8 })
  const head = fc.constant(['Patient', 'Date', 'Start'])
  fc.assert(
    fc.property(head, fc.array(fc.array(plain, { minLength: 3, maxLength: 3 }), { maxLength: 6 }), (first, rows) => {
      const text = stringify([first, ...rows])
      expect(readTable(text)).toEqual(tidy(parse(text, { bom: true })))
    }),
    { seed: 20261119, numRuns: 400 },
  )
})

test('no text is too odd to be read, and nothing in it is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ',', ';', ' ') }), (text) => {
      const letters = (of: string): number => of.split('a').length
      expect(letters(readTable(text).flat().join(' '))).toBe(letters(text))
    }),
    { seed: 20261119, numRuns: 1000 },
  )
})

test('a mark at the beginning, a quote inside a word, and a row of nothing', () => {
  expect(readTable('\uFEFFPatient\tNote\nO"Neil, Ann\t"said ""hi"""\n\t\n"open\tx')).toEqual([
    ['Patient', 'Note'],
    ['O"Neil, Ann', 'said "hi"'],
    ['"open', 'x'],
  ])
  expect(readTable('Patient;Date\nQuintero, Marisol;11/05/2026')).toEqual([
    ['Patient', 'Date'],
    ['Quintero, Marisol', '11/05/2026'],
  ])
  expect(readTable('')).toEqual([])
})
