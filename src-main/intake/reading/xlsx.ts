import { addDays, day, shownDay } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'
import { openArchive, type Archive } from './zip.ts'
import { pieces } from './xml.ts'

/*
 * The first sheet of a workbook that holds rows, as text (ECMA-376, SpreadsheetML). What a formula gave when it was saved is read; no formula is run, no
 * link followed. Numbers whose format is one of a date become a day, with their time when they have one.
 */

export type Sheet = readonly (readonly string[])[]

const MOST_COLUMNS = 512
const MOST_ROWS = 200_000

/** @returns undefined when the bytes are no workbook that can be read: damaged, under a password, or of the old kind (.xls) */
export function readWorkbook(bytes: Uint8Array): Sheet | undefined {
  const archive = openArchive(bytes)
  const book = archive?.text('xl/workbook.xml')
  if (!archive || book === undefined) return undefined
  const is1904 = [...pieces(book)].some(
    (piece) => piece.is === 'open' && piece.name === 'workbookPr' && ['1', 'true'].includes(piece.attributes['date1904'] ?? ''),
  )
  const texts = sharedTexts(archive.text('xl/sharedStrings.xml') ?? '')
  const dates = dateStyles(archive.text('xl/styles.xml') ?? '')
  const sheets = sheetParts(archive, book).map((name) => archive.text(name))
  if (sheets.some((xml) => xml === undefined)) return undefined
  return sheets.map((xml) => rowsOf(xml ?? '', texts, dates, is1904)).find((rows) => rows.length > 1) ?? []
}

/** The parts of the sheets in the order of their tabs. */
function sheetParts(archive: Archive, book: string): readonly string[] {
  const targets = new Map<string, string>()
  for (const piece of pieces(archive.text('xl/_rels/workbook.xml.rels') ?? ''))
    if (piece.is === 'open' && piece.name === 'Relationship') targets.set(piece.attributes['Id'] ?? '', piece.attributes['Target'] ?? '')
  const named = [...pieces(book)].flatMap((piece) => {
    if (piece.is !== 'open' || piece.name !== 'sheet') return []
    const target = targets.get(piece.attributes['r:id'] ?? piece.attributes['id'] ?? '') ?? ''
    const name = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return archive.names.includes(name) ? [name] : []
  })
  return named.length > 0 ? named : archive.names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
}

/** Texts that cells share; phonetic runs are no part of them. */
function sharedTexts(xml: string): readonly string[] {
  const texts: string[] = []
  let text: string | undefined
  let [isText, isSpoken] = [false, false]
  for (const piece of pieces(xml)) {
    if (piece.is === 'text') {
      if (isText && !isSpoken && text !== undefined) text += piece.text
      continue
    }
    const opens = piece.is === 'open' && !piece.isEmpty
    if (piece.name === 'rPh') isSpoken = opens
    else if (piece.name === 't') isText = opens
    else if (piece.name === 'si') {
      if (piece.is === 'open') text = ''
      if (!opens) {
        texts.push(unescaped(text ?? ''))
        text = undefined
      }
    }
  }
  return texts
}

/** `_x000D_` is a sign that XML cannot hold (part 1, 22.9.2.19). */
const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le'))

type Kind = 'plain' | 'date' | 'time'

/** Built-in formats of dates and times: part 1, 18.8.30. */
const DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47])

function kindOf(format: number, own: ReadonlyMap<number, string>): Kind {
  const code = own.get(format)
  if (code === undefined) return DATES.has(format) ? 'date' : TIMES.has(format) ? 'time' : 'plain'
  // Signs in quotes, behind a backslash or in brackets are shown as they are; `[h]` is a time all the same.
  const signs = code.replaceAll(/"[^"]*"|\\.|_./g, '').replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/[dy]/i.test(signs)) return 'date'
  return /h|s|am\/pm/i.test(signs) && !/general/i.test(signs) ? 'time' : /m/i.test(signs) && !/general/i.test(signs) ? 'date' : 'plain'
}

/** Of each style of a cell, whether it shows a day, a time or a number. */
function dateStyles(xml: string): readonly Kind[] {
  const own = new Map<number, string>()
  const kinds: Kind[] = []
  let isCells = false
  for (const piece of pieces(xml)) {
    if (piece.is === 'text') continue
    if (piece.name === 'cellXfs') isCells = piece.is === 'open' && !piece.isEmpty
    if (piece.is !== 'open') continue
    if (piece.name === 'numFmt') own.set(digits(piece.attributes['numFmtId']), piece.attributes['formatCode'] ?? '')
    if (piece.name === 'xf' && isCells) kinds.push(kindOf(digits(piece.attributes['numFmtId']), own))
  }
  return kinds
}

type Open = { readonly at: number; readonly type: string; readonly style: number; text: string }

function rowsOf(xml: string, texts: readonly string[], dates: readonly Kind[], is1904: boolean): Sheet {
  const rows: string[][] = []
  let cell: Open | undefined
  let [next, column, isValue] = [0, 0, false]
  for (const piece of pieces(xml)) {
    if (piece.is === 'text') {
      if (cell && isValue) cell.text += piece.text
      continue
    }
    const opens = piece.is === 'open'
    if (piece.name === 'row' && opens) {
      const at = digits(piece.attributes['r']) || next + 1
      // A row that stands nowhere near is a slip of the file; rows that are left out are empty.
      if (at > MOST_ROWS) return rows
      while (rows.length < at) rows.push([])
      next = at
      column = 0
    } else if (piece.name === 'c' && opens) {
      column = columnOf(piece.attributes['r']) ?? column + 1
      cell = { at: column, type: piece.attributes['t'] ?? 'n', style: digits(piece.attributes['s']), text: '' }
      if (piece.isEmpty) cell = undefined
    } else if (piece.name === 'v' || piece.name === 't') isValue = opens && !piece.isEmpty
    else if (piece.name === 'c' && cell) {
      const row = rows.at(-1)
      if (row && cell.at <= MOST_COLUMNS) {
        while (row.length < cell.at) row.push('')
        row[cell.at - 1] = valueOf(cell, texts, dates, is1904)
      }
      cell = undefined
    }
  }
  return rows
}

/** `AB12` is column 28. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function valueOf({ type, style, text }: Open, texts: readonly string[], dates: readonly Kind[], is1904: boolean): string {
  if (type === 's') return texts[digits(text.trim())] ?? ''
  if (type === 'inlineStr' || type === 'str') return unescaped(text)
  if (type === 'b') return text.trim() === '1' ? 'yes' : 'no'
  // What a formula could not give says nothing.
  if (type === 'e') return ''
  if (type === 'd') return text.trim()
  const kind = dates[style] ?? 'plain'
  return kind === 'plain' ? plainNumber(text.trim()) : (moment(text.trim(), kind, is1904) ?? text.trim())
}

/** A number as XML writes it, also with an exponent. */
function real(text: string): number | undefined {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return undefined
  const found: unknown = JSON.parse(text)
  return typeof found === 'number' ? found : undefined
}

/** A number as the file has it, without the noise of binary fractions. */
function plainNumber(text: string): string {
  const found = /[eE]|\.\d{7,}/.test(text) ? real(text) : undefined
  return found === undefined ? text : String(Math.round(found * 1e6) / 1e6)
}

const DAY_MINUTES = 1440

/**
 * A serial number as a day, a time, or both. The calendar of 1900 has a February 29 of that year that never was, so serial 60 is none and those before
 * it are a day less; the calendar of 1904 begins with 0 on its January 1.
 */
function moment(text: string, kind: Kind, is1904: boolean): string | undefined {
  const serial = real(text)
  if (serial === undefined || serial < 0 || serial > 2_958_465) return undefined
  const all = Math.round(serial * DAY_MINUTES)
  const [days, minutes] = [Math.floor(all / DAY_MINUTES), all % DAY_MINUTES]
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  if (kind === 'time' && days === 0) return time
  if (!is1904 && days === 60) return undefined
  const zero = is1904 ? day('1904-01-01') : day(days < 60 ? '1899-12-31' : '1899-12-30')
  const shown = shownDay(addDays(zero, days))
  return minutes === 0 ? shown : `${shown} ${time}`
}
