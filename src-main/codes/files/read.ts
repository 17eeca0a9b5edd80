import { dayFromX12, parseDay, type Day } from '../../../src-shared/day.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { linesOf, rowsOf, separatorOf, type Cells } from './cells.ts'

/*
 * The published files of codes. Pure: text in; rows, bad lines and what was left out, out. A bad line is named by line and column and loses nothing else.
 */

export const FILE_KINDS = ['icd10', 'hcpcs', 'ptp', 'mue', 'places', 'telehealth', 'cpt'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** One thing a file says of a code, or of a pair. */
export type FileRow = {
  readonly code: string
  /** The second code of a pair; else empty. */
  readonly other: string
  readonly starts: Day | null
  readonly ends: Day | null
  /** icd10: billable, header. ptp: 0, 1, 9. mue: units a day. telehealth: audio, video. Others: empty. */
  readonly value: string
  /** What the file calls it. */
  readonly words: string
}
export type BadLine = { readonly line: number; readonly column: string; readonly words: string }
/** A row, a bad line, or a line that is left out on purpose. */
export type Item = { readonly row: FileRow; readonly line: number } | { readonly bad: BadLine } | { readonly passed: true }

const PASSED: Item = { passed: true }
const bad = (line: number, column: string, words: string): Item => ({ bad: { line, column, words } })
const row = (line: number, code: string, rest: Partial<Omit<FileRow, 'code'>>): Item => ({
  line,
  row: { code, other: '', starts: null, ends: null, value: '', words: '', ...rest },
})

const PROCEDURE = /^(\d{4}[0-9A-Z]|[A-Z]\d{4})$/
/** `00000000`, a star and nothing are no day. */
const NO_DAY = /^(|\*|0+)$/

type DateCell = Day | null | undefined
/** A day as `20260101` or `01/01/2026`; null when none is given, undefined when it is none. */
function dayOf(text: string): DateCell {
  if (NO_DAY.test(text)) return null
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (american) {
    const [, month = '', on = '', year = ''] = american
    return parseDay(`${year}-${month.padStart(2, '0')}-${on.padStart(2, '0')}`)
  }
  return dayFromX12(text) ?? parseDay(text)
}

/**
 * ICD-10-CM order file (CDC, CMS): fixed columns. 1–5 order number, 7–13 code without a point, 15 is 0 for a header and 1 for a code that may be sent,
 * 17–76 short title, from 78 on the long one.
 */
function* icd10(text: string): Generator<Item> {
  for (const { line, text: own } of linesOf(text)) {
    if (own.trim() === '') continue
    const code = own.slice(6, 13).trim()
    const flag = own.slice(14, 15)
    const words = own.slice(77).trim() || own.slice(16, 76).trim()
    if (!/^\d{5}$/.test(own.slice(0, 5))) yield bad(line, '1 to 5', 'The order number is not five digits.')
    else if (!/^[A-Z]\d[0-9A-Z]{1,5}$/.test(code)) yield bad(line, '7 to 13', 'This is not an ICD-10-CM code.')
    else if (flag !== '0' && flag !== '1') yield bad(line, '15', 'The sign of a header or a billable code is missing.')
    else if (words === '') yield bad(line, '17 to 76', 'The title is missing.')
    else yield row(line, dotted(code), { value: flag === '1' ? 'billable' : 'header', words })
  }
}
const dotted = (code: string): string => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code)

/**
 * HCPCS Level II, the alphanumeric file of CMS (ANWEB). As text, 293 columns and more: 1–5 code, 6–10 sequence, 11 kind of line (3 a code, 4 its next line,
 * 7 and 8 the same of a modifier), 12–91 long description, 92–119 short, 269–276 added, 277–284 date of the last change, 285–292 last day. As CSV, the same
 * under HCPC, RECID, LONG DESCRIPTION, SHORT DESCRIPTION, ADD DT, ACT EFF DT, TERM DT.
 */
function* hcpcsFixed(text: string): Generator<Item> {
  for (const { line, text: own } of linesOf(text)) {
    if (own.trim() === '') continue
    const at = (first: number, last: number): string => own.slice(first - 1, last).trim()
    yield hcpcsItem(
      line,
      { code: at(1, 5), kind: at(11, 11), words: at(92, 119) || at(12, 91), added: at(269, 276), ends: at(285, 292) },
      FIXED,
    )
  }
}
type HcpcsCells = { code: string; kind: string; words: string; added: string; ends: string }
const FIXED: HcpcsCells = { code: '1 to 5', kind: '11', words: '92 to 119', added: '269 to 276', ends: '285 to 292' }
const CSV: HcpcsCells = { code: 'HCPC', kind: 'RECID', words: 'SHORT DESCRIPTION', added: 'ADD DT', ends: 'TERM DT' }

function hcpcsItem(line: number, { code, kind, words, added, ends }: HcpcsCells, names: HcpcsCells): Item {
  if (kind === '4' || kind === '7' || kind === '8' || /^[0-9A-Z]{2}$/.test(code)) return PASSED
  if (kind !== '3') return bad(line, names.kind, 'The kind of line is none of 3, 4, 7, 8.')
  if (!/^[A-Z]\d{4}$/.test(code)) return bad(line, names.code, 'This is not a HCPCS code.')
  const [from, until] = [dayOf(added), dayOf(ends)]
  if (from === undefined) return bad(line, names.added, 'This is not a day.')
  if (until === undefined) return bad(line, names.ends, 'This is not a day.')
  if (words === '') return bad(line, names.words, 'The description is missing.')
  return row(line, code, { starts: from, ends: until, words })
}

/** A table under heads that may stand below lines of a notice. @param wanted how each column is told by its head, in lower case */
function* table<C extends string>(
  text: string,
  wanted: Readonly<Record<C, RegExp>>,
  item: (line: number, cell: (column: C) => string, name: (column: C) => string) => Item,
): Generator<Item> {
  let heads: { readonly at: Readonly<Record<string, number>>; readonly names: readonly string[] } | undefined
  for (const { line, cells } of rowsOf(text, separatorOf(text))) {
    if (!heads) {
      heads = headsOf(cells, wanted)
      if (!heads) yield PASSED
      continue
    }
    const { at, names } = heads
    yield item(
      line,
      (column) => cells[at[column] ?? -1] ?? '',
      (column) => names[at[column] ?? -1] ?? column,
    )
  }
}

function headsOf(cells: Cells['cells'], wanted: Readonly<Record<string, RegExp>>) {
  const low = cells.map((cell) => cell.toLowerCase())
  const at = Object.fromEntries(Object.entries(wanted).map(([column, pattern]) => [column, low.findIndex((cell) => pattern.test(cell))]))
  const [first, second] = Object.values(at)
  // The first two columns must be there; a file may leave out others.
  return (first ?? -1) >= 0 && (second ?? -1) >= 0 ? { at, names: cells } : undefined
}

const hcpcsTable = (text: string): Generator<Item> =>
  table(
    text,
    { code: /^hcpcs?$/, kind: /^recid$/, short: /^short desc/, long: /^long desc/, added: /^add dt$/, ends: /^term dt$/ },
    (line, cell) =>
      hcpcsItem(
        line,
        { code: cell('code'), kind: cell('kind'), words: cell('short') || cell('long'), added: cell('added'), ends: cell('ends') },
        CSV,
      ),
  )

/**
 * NCCI procedure-to-procedure edits for practitioners (CMS, quarterly, in parts): tabs or CSV, below a notice. Column 1, Column 2, a star for edits older
 * than 1996, first day and last day as digits (a star for none), 0 never, 1 with a modifier, 9 no longer an edit, and the reason. The order of the columns
 * matters: column 2 is the one that is not paid.
 */
const ptp = (text: string): Generator<Item> =>
  table(
    text,
    {
      one: /^column ?1|^col ?1/,
      two: /^column ?2|^col ?2/,
      starts: /^effective/,
      ends: /^deletion/,
      value: /^modifier/,
      words: /rationale/,
    },
    (line, cell, name) => {
      const [one, two] = [cell('one').toUpperCase(), cell('two').toUpperCase()]
      // CMS sets the head over several lines.
      if (!PROCEDURE.test(one) && NOT_A_CODE.test(one)) return PASSED
      if (!PROCEDURE.test(one)) return bad(line, name('one'), 'This is not a procedure code.')
      if (!PROCEDURE.test(two)) return bad(line, name('two'), 'This is not a procedure code.')
      const [starts, ends] = [dayOf(cell('starts')), dayOf(cell('ends'))]
      if (!starts) return bad(line, name('starts'), 'This is not a day.')
      if (ends === undefined) return bad(line, name('ends'), 'This is not a day.')
      const value = cell('value').slice(0, 1)
      if (!/^[019]$/.test(value)) return bad(line, name('value'), 'The sign of the modifier is none of 0, 1, 9.')
      return row(line, one, { other: two, starts, ends, value, words: cell('words') })
    },
  )
/** Words of a notice or of a head that goes on, and empty cells. */
const NOT_A_CODE = /^$|^[A-Z*= ]{6,}|\s/

/** NCCI medically unlikely edits for practitioners (CMS, quarterly): CSV below a notice. Code, units, adjudication indicator (1 line, 2 day by policy, 3 day), reason. */
const mue = (text: string): Generator<Item> =>
  table(
    text,
    { code: /^hcpcs\/? ?cpt code|^hcpcs code|^cpt code/, units: /mue values?$/, indicator: /adjudication indicator/, words: /rationale/ },
    (line, cell, name) => {
      const code = cell('code').toUpperCase()
      if (!PROCEDURE.test(code) && NOT_A_CODE.test(code)) return PASSED
      if (!PROCEDURE.test(code)) return bad(line, name('code'), 'This is not a procedure code.')
      const units = wholeNumber(cell('units'))
      if (units === undefined || units < 0) return bad(line, name('units'), 'This is not a number of units.')
      return row(line, code, { value: `${units}`, words: cell('indicator') })
    },
  )

/** Place of service codes (CMS): CSV of code, name and description. Codes that are not assigned, and ranges of them, are left out. */
const places = (text: string): Generator<Item> =>
  table(text, { code: /^place of service code/, words: /^place of service name/ }, (line, cell, name) => {
    const code = cell('code').padStart(2, '0')
    if (/^unassigned$/i.test(cell('words')) || /^\d{2} ?[-–] ?\d{2}$/.test(code)) return PASSED
    if (!/^\d{2}$/.test(code)) return bad(line, name('code'), 'A place of service is two digits.')
    if (cell('words') === '') return bad(line, name('words'), 'The name is missing.')
    return row(line, code, { words: cell('words') })
  })

/** List of Medicare telehealth services (CMS, yearly): CSV below a title. Code, short words, status, whether audio only will do. The words are the AMA's and are not kept. */
const telehealth = (text: string): Generator<Item> =>
  table(text, { code: /^(hcpcs|cpt)( code)?$|^(hcpcs\/cpt )?code$/, audio: /audio/ }, (line, cell, name) => {
    const code = cell('code').toUpperCase()
    if (!PROCEDURE.test(code) && NOT_A_CODE.test(code)) return PASSED
    if (!PROCEDURE.test(code)) return bad(line, name('code'), 'This is not a procedure code.')
    return row(line, code, { value: /^y/i.test(cell('audio')) ? 'audio' : 'video' })
  })

/** CPT descriptors under the customer's own license (AMA): a code, a tab, its descriptor. They stay in the store of the practice that has the license. */
function* cpt(text: string): Generator<Item> {
  for (const { line, text: own } of linesOf(text)) {
    if (own.trim() === '') continue
    const [code = '', ...words] = own.split('\t')
    if (line === 1 && !PROCEDURE.test(code.trim())) yield PASSED
    else if (!PROCEDURE.test(code.trim())) yield bad(line, '1', 'This is not a procedure code.')
    else if (words.join(' ').trim() === '') yield bad(line, '2', 'The descriptor is missing.')
    else yield row(line, code.trim(), { words: words.join(' ').replaceAll(/\s+/g, ' ').trim() })
  }
}

/** Which published file a text is, told by its first lines; undefined when it is none of them. */
export function recognise(text: string): FileKind | undefined {
  const head = text.slice(0, 12_000)
  const low = head.toLowerCase()
  const [first = '', second = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (/^\d{5} [A-Z]\d[0-9A-Z]/.test(first)) return 'icd10'
  if (/mue values?/.test(low.replaceAll(/\s+/g, ' '))) return 'mue'
  if (/column ?1\b/.test(low) && /column ?2\b/.test(low)) return 'ptp'
  if (/place of service code/.test(low)) return 'places'
  if (/\brecid\b/.test(low) || [first, second].some((one) => /^[A-Z]\d{4}.{5}[3478]/.test(one) && one.length >= 276)) return 'hcpcs'
  if (/audio/.test(low) && /\bcode\b|\bhcpcs\b|\bcpt\b/.test(low)) return 'telehealth'
  if ([first, second].some((one) => /^(\d{4}[0-9A-Z]|[A-Z]\d{4})\t\S/.test(one))) return 'cpt'
  return undefined
}

const READERS: Readonly<Record<FileKind, (text: string) => Generator<Item>>> = {
  icd10,
  hcpcs: (text) => (/\brecid\b/i.test(text.slice(0, 12_000)) ? hcpcsTable(text) : hcpcsFixed(text)),
  ptp,
  mue,
  places,
  telehealth,
  cpt,
}

/** Everything a file says, in its order. */
export const readCodes = (kind: FileKind, text: string): Generator<Item> => READERS[kind](text)

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * From which day on a file holds, as its name says it: `Eff_10-01-2026`, `HCPC2026_OCT`, `order-April-2026`, a year alone. The ICD-10-CM of a year begins
 * in October before it.
 */
export function startOf(kind: FileKind, name: string): Day | undefined {
  const low = name.toLowerCase()
  const full = /(\d{1,2})[-_](\d{1,2})[-_](20\d{2})/.exec(low)
  if (full) return parseDay(`${full[3] ?? ''}-${(full[1] ?? '').padStart(2, '0')}-${(full[2] ?? '').padStart(2, '0')}`)
  const year = /20\d{2}/.exec(low)?.[0]
  if (year === undefined) return undefined
  const month = MONTHS.findIndex((one) => new RegExp(`(^|[^a-z])${one}[a-z]*([^a-z]|$)`).test(low))
  if (month >= 0) return parseDay(`${year}-${String(month + 1).padStart(2, '0')}-01`)
  const quarter = /q([1-4])|([1-4])q/.exec(low)
  if (quarter) return parseDay(`${year}-${['01', '04', '07', '10'][(wholeNumber(quarter[1] ?? quarter[2] ?? '') ?? 1) - 1] ?? '01'}-01`)
  return kind === 'icd10' ? parseDay(`${(wholeNumber(year) ?? 0) - 1}-10-01`) : parseDay(`${year}-01-01`)
}
