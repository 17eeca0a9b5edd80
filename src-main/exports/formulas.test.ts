import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openZip } from '../../test/support/zip.ts'
import { FORMULAS, HARMLESS } from '../../test/support/formulas.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { digits } from '../../src-shared/number.ts'
import { csvOf, guarded } from './csv.ts'
import { EXPORT_COLUMNS, type ExportList } from './lists.ts'
import type { Column, Table } from './table.ts'
import { xlsxOf } from './xlsx.ts'

const texts = Object.entries(EXPORT_COLUMNS).flatMap(([list, columns]) =>
  Object.entries(columns).flatMap(([id, [title, is]]) =>
    is === 'text' || is === 'word' ? [{ list: list as ExportList, id, column: { title, is: 'text' } satisfies Column }] : [],
  ),
)
/** Reads as a program that knows nothing of this one. */
const readCsv = (bytes: Uint8Array): string[][] => parse(Buffer.from(bytes), { bom: true, relax_column_count: false })
const LOOKED_OVER = new Set(' \u00A0\u3000\uFEFF\u200B\u200E\u202E\u2066\u00AD\u0301\t\r\n"“`')
/** Whether a spreadsheet that looks over spaces, quotes and what has no width would run it. */
function mayRun(text: string): boolean {
  const first = [...text.normalize('NFKC')].find((sign) => !LOOKED_OVER.has(sign) && sign !== "'") ?? ''
  return '=+-@|−'.includes(first) || /\p{Cc}/u.test(text.charAt(0)) || /\p{Cc}/u.test(first)
}

describe('CS-1 formulas in CSV', () => {
  it('CS-1 has 150 payloads or more, and every list has a column for them', () => {
    expect(FORMULAS.length).toBeGreaterThanOrEqual(150)
    expect(new Set(texts.map(({ list }) => list))).toEqual(new Set(Object.keys(EXPORT_COLUMNS)))
  })

  it('CS-1 in every text column of every list, each payload comes back with an apostrophe in front and otherwise as it was', () => {
    for (const { column } of texts) {
      const [, ...rows] = readCsv(csvOf({ name: 'x', columns: [column], rows: FORMULAS.map((text) => [text]) }))
      expect(rows.map(([cell]) => cell)).toEqual(FORMULAS.map((text) => `'${text}`))
    }
  })

  it('CS-1 negative control: without the guard each payload would run, and nothing harmless would', () => {
    expect(FORMULAS.filter((text) => !mayRun(text))).toEqual([])
    expect(HARMLESS.filter((text) => text !== '' && mayRun(text))).toEqual([])
  })

  it('CS-1 positive control: what is harmless is left alone', () => {
    const column: Column = { title: 'Name', is: 'text' }
    const [, ...rows] = readCsv(csvOf({ name: 'x', columns: [column], rows: HARMLESS.map((text) => [text]) }))
    expect(rows.map(([cell]) => cell)).toEqual(HARMLESS)
  })

  it('CS-1 guards the titles too, and amounts below nothing stay numbers', () => {
    const columns: Column[] = [
      { title: '=1+1', is: 'money' },
      { title: 'Days', is: 'number' },
      { title: 'Born', is: 'day' },
    ]
    const bytes = csvOf(
      {
        name: 'x',
        columns,
        rows: [
          [-123_450, -3, '1980-02-29'],
          [null, null, null],
        ],
      },
      { bom: false },
    )
    expect(Buffer.from(bytes).toString('utf8')).toBe('"\'=1+1","Days","Born"\r\n"-1234.50","-3","1980-02-29"\r\n"","",""\r\n')
  })

  it('CS-1 a typed column takes nothing but its type, so no text slips through it', () => {
    for (const is of ['number', 'money', 'day'] as const)
      for (const cell of ['=1+1', '1', 1.5, NaN])
        expect(() => csvOf({ name: 'x', columns: [{ title: 'T', is }], rows: [[cell]] })).toThrow(TypeError)
  })

  it('CS-1 whatever the text, what is read back runs nowhere (seed 20261119)', () => {
    const signs = fc.constantFrom(...'=+-@|\t\r\n\0 "\'＝＋－＠\uFEFF\u202E\u200B\u3000aZ1,;'.split(''))
    const text = fc.oneof(fc.string({ unit: signs, maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 12 }))
    fc.assert(
      fc.property(text, (one) => {
        const safe = guarded(one)
        return safe === one ? !/^[\s'"\uFEFF\u202E\u200B]*[=+\-@|＝＋－＠]/.test(one) && !/^[\t\r\n\0]/.test(one) : safe === `'${one}`
      }),
      { seed: 20_261_119, numRuns: 2000 },
    )
  })
})

const sheetOf = async (table: Table) => {
  const files = openZip(await xlsxOf(table))
  return { sheet: files.get('xl/worksheets/sheet1.xml') ?? '', cells: cellsOf(files), files }
}

describe('CS-1 formulas in XLSX', () => {
  it('CS-1 in every text column of every list, each payload is a string cell with exactly its text, and no file has a formula', async () => {
    for (const [list, columns] of Object.entries(EXPORT_COLUMNS)) {
      const own = Object.values(columns).flatMap(([title, is]): Column[] => (is === 'text' || is === 'word' ? [{ title, is: 'text' }] : []))
      const all = [...FORMULAS, ...HARMLESS.slice(1)]
      const { files, cells } = await sheetOf({ name: list, columns: own, rows: all.map((text) => own.map(() => text)) })
      expect([...files.values()].filter((xml) => /<f[\s>/]|<ddeLink|<externalLink|<hyperlink/.test(xml))).toEqual([])
      expect(cells.slice(own.length).map(({ type }) => type)).toEqual(all.flatMap(() => own.map(() => 's')))
      expect(cells.slice(own.length).map(({ text }) => text)).toEqual(all.flatMap((text) => own.map(() => text)))
    }
  })

  it('CS-1 positive control: the reader of this test sees a formula where there is one', () => {
    expect(/<f[\s>/]/.test('<c r="A1"><f>1+1</f></c>')).toBe(true)
  })

  it('has amounts and days as numbers with a format, the head in sight, and sums as numbers', async () => {
    const columns: Column[] = [
      { title: 'Patient', is: 'text' },
      { title: 'Born', is: 'day' },
      { title: 'Owed', is: 'money' },
      { title: 'Claims', is: 'number' },
    ]
    const rows = [
      ['Okafor', day('2026-11-19'), -123_450, 3],
      ['Bell', day('1899-05-01'), 7, null],
    ]
    const { sheet, cells, files } = await sheetOf({ name: 'Claims: [all]', columns, rows, sums: [null, null, cents(-123_443), null] })
    // 46345 is 2026-11-19 in Excel's count of days.
    expect(cells.map(({ text }) => text).join(' ')).toBe(
      'Patient Born Owed Claims Okafor 46345 -1234.5 3 Bell 1899-05-01 0.07 Total -1234.43',
    )
    expect(sheet).toContain('state="frozen"')
    expect(files.get('xl/styles.xml')).toContain('mm/dd/yyyy')
    expect(files.get('xl/workbook.xml')).toContain('name="Claims   all "')
  })
})

describe('XS-2 markup in exports', () => {
  it('XS-2 stays text in both kinds of file: none of 300 payloads makes an element of a sheet or a field of a line', async () => {
    const elements = ['<script>', '<img src=x onerror=', '<svg onload=', '</t></si><si><t>', '</v></c><c r="A9"><f>', '<!--', '<![CDATA[', ']]>', '<?xml ', '&lt;b&gt;', '&#60;b&#62;', '<!ENTITY x SYSTEM "file:///etc/passwd">&x;'] // prettier-ignore
    const calls = ['window.__xss=1', "alert('1')", '"1"', '1//', '`1`', '\u0000', '\uFFFF', '\uD800', '\uDC00x', '_x003C_', '_x005F_x003C_', '\r\n', '","', "'\"", '\u2028', '\u0085', '%3Cb%3E', '\\u003cb\\u003e', '>', '/>', '-->', ' x', 'x ', '\t', '🙂'] // prettier-ignore
    const payloads = elements.flatMap((element) => calls.map((call) => `x${element}${call}`))
    expect(payloads.length).toBeGreaterThanOrEqual(300)
    const table: Table = { name: 'x', columns: [{ title: '<b>', is: 'text' }], rows: payloads.map((text) => [text]) }
    const { cells, files } = await sheetOf(table)
    expect(cells.map(({ text }) => text)).toEqual(['<b>', ...payloads])
    const found = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<([^/\s>]+)/g)].map(([, element]) => element)
    expect(new Set(found)).toEqual(new Set(['?xml', 'sst', 'si', 't']))
    // A half of a surrogate pair is no character, and UTF-8 has none for it.
    expect(readCsv(csvOf(table)).map(([text]) => text)).toEqual(['<b>', ...payloads.map((text) => Buffer.from(text).toString())])
  })
})

const XML: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const unescaped = (text: string): string =>
  text
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (entity) => XML[entity] ?? '')
    .replaceAll(/_x([0-9A-F]{4})_/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))

/** The cells that hold something, in order, as their XML says. */
function cellsOf(files: ReadonlyMap<string, string>): { readonly type: string; readonly text: string }[] {
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t[^>]*>(.*?)<\/t><\/si>/gs)].map(([, text = '']) =>
    unescaped(text),
  )
  return [...(files.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<c ([^>]*)><v>(.*?)<\/v><\/c>/gs)].map(
    ([, attributes = '', value = '']) => {
      const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n'
      return { type, text: type === 's' ? (shared[digits(value)] ?? '?') : value }
    },
  )
}
