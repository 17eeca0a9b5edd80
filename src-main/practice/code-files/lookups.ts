import { addDays, type Day } from '../../../src-shared/day.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import {
  BUILT_IN,
  conflict,
  diagnosis,
  dottedDiagnosis,
  place,
  procedure,
  procedures,
  type CodeBook,
  type Conflict,
  type DiagnosisAnswer,
  type FileKind,
  type Place,
  type Procedure,
  type ProcedureAnswer,
} from '../../codes/index.ts'
import type { Reading } from '../../store/index.ts'
import { ownWords } from '../records/own-codes.ts'
import type { KeptRow } from './records.ts'
import { standing, type Standing } from './standing.ts'

/*
 * Codes as they hold on a date of service in this practice: the files it took in are asked first, then the built-in code book.
 */

/** The code book of a practice. Taken once for each run: it knows nothing of imports that come later. */
export function codeBookOf(db: Reading): CodeBook {
  const files = standing(db)
  if (!files) return BUILT_IN
  return {
    procedure: (code, on) => procedureIn(files, code, on),
    unitLimit: (code, on) => unitLimitIn(files, code, on),
    unitLimitBy: (code, on) => unitLimitByIn(files, code, on),
    telehealth: (code, on) => telehealthIn(files, code, on),
    diagnosis: (code, on) => diagnosisIn(files, code, on),
    place: (code, on) => placeIn(files, code, on),
    conflict: (one, other, on) => pairIn(files, one, other, on),
  }
}

/** What the newest import that holds on a day, and names the code, says of it. */
function keptRow(files: Standing, kind: FileKind, code: string, on: Day, other = ''): KeptRow | undefined {
  const rows = files.rowsOf(kind, code, other)
  if (rows.length === 0) return undefined
  const newest = files.importsOf(kind, on).findLast(({ id }) => rows.some((row) => row.import === id))
  const own = rows.filter((row) => row.import === newest?.id)
  // Of several rows of one release the one that began last, but none that is still to begin while another holds.
  return own.findLast((row) => row.starts <= on) ?? own.at(-1)
}

/** The import of a kind that holds on a day. */
const newestImport = (files: Standing, kind: FileKind, on: Day): number | undefined => files.importsOf(kind, on).at(-1)?.id
const rowOfImport = (files: Standing, kind: FileKind, id: number, code: string): KeptRow | undefined =>
  files.rowsOf(kind, code).find((row) => row.import === id)

/** A procedure code on a day: begun and ended as the newest HCPCS file says, with unit limit and telehealth of the newest CMS files. */
function procedureIn(files: Standing, code: string, on: Day): ProcedureAnswer {
  const wanted = code.trim().toUpperCase()
  const file = keptRow(files, 'hcpcs', wanted, on)
  const built = procedure(wanted, on)
  if (!file) return built.is === 'unknown' ? unknownIn(files, wanted, on) : { ...built, row: bettered(files, built.row, on) }
  const base = built.is === 'unknown' ? unnamed(wanted, file.words) : built.row
  const { until: _, ...open } = base
  const row = bettered(
    files,
    { ...open, from: file.starts === '' ? base.from : (file.starts as Day), ...(file.ends !== null && { until: file.ends as Day }) },
    on,
  )
  if (row.from !== null && row.from > on) return { is: 'not-yet', row, from: row.from }
  if (row.until !== undefined && row.until < on) return { is: 'ended', row, until: row.until, replacedBy: row.replacedBy ?? [] }
  return { is: 'active', row }
}

/** A code that we do not have may still be one; where its list was taken in and does not name it, it is none. */
function unknownIn(files: Standing, code: string, on: Day): ProcedureAnswer {
  const [kind, missing] = /^[A-Z]/.test(code) ? (['hcpcs', 'HCPCS'] as const) : (['cpt', 'CPT'] as const)
  const isHeld = newestImport(files, kind, on) !== undefined && keptRow(files, kind, code, on) === undefined
  return { is: 'unknown', ...(isHeld && { missing }) }
}

/** A code that the file alone knows: nothing of time, billers or parents is known of it. */
const unnamed = (code: string, words: string): Procedure => ({
  code,
  short: words.slice(0, 60),
  family: 'other',
  addOn: false,
  parents: [],
  billers: [],
  from: null,
  source: 'HCPCS file',
  confidence: 'high',
})

function bettered(files: Standing, row: Procedure, on: Day): Procedure {
  const most = unitLimitIn(files, row.code, on)
  const remote = telehealthIn(files, row.code, on)
  // What Medicare's list leaves out says nothing of other payers.
  return {
    ...row,
    ...(most !== undefined && { muePerDay: most }),
    ...(remote !== undefined && remote !== 'none' && { telehealth: 'Y' as const }),
    ...(remote === 'audio' && { audio: 'Y' as const }),
    ...(remote === 'video' && row.audio === 'Y' && { audio: 'P' as const }),
    ...(remote === 'none' && row.telehealth === 'Y' && { telehealth: 'P' as const }),
  }
}

/** Units a day that Medicare pays a practitioner: the newest file of unlikely edits, then the built-in limit. */
function unitLimitIn(files: Standing, code: string, on: Day): number | undefined {
  const file = keptRow(files, 'mue', code, on)
  return file ? wholeNumber(file.value) : procedures.find(code)?.muePerDay
}

const INDICATORS: Readonly<Record<string, ReturnType<CodeBook['unitLimitBy']>>> = { '1': 'line', '2': 'day', '3': 'review' }
/** `3 Date of Service Edit: Clinical` begins with its indicator. */
function unitLimitByIn(files: Standing, code: string, on: Day): ReturnType<CodeBook['unitLimitBy']> {
  return INDICATORS[keptRow(files, 'mue', code, on)?.words.trim().charAt(0) ?? '']
}

function telehealthIn(files: Standing, code: string, on: Day): ReturnType<CodeBook['telehealth']> {
  const list = newestImport(files, 'telehealth', on)
  if (list === undefined) return undefined
  const row = rowOfImport(files, 'telehealth', list, code)
  return row ? (row.value as 'video' | 'audio') : 'none'
}

/**
 * What holds when two codes meet on a day. The indicator is that of the newest file of pairs; where the file has no such pair, or has one no longer, what
 * is built in stands, for CPT forbids pairs that have no edit.
 */
function pairIn(files: Standing, one: string, other: string, on: Day): Conflict | undefined {
  const built = conflict(one, other)
  const file = [
    { pays: one, row: keptRow(files, 'ptp', one, on, other) },
    { pays: other, row: keptRow(files, 'ptp', other, on, one) },
  ].find(({ row }) => row && row.starts <= on && (row.ends === null || row.ends >= on) && row.value !== '9')
  if (!file?.row) return built
  const never = file.row.value === '0'
  return {
    rule: built?.rule ?? 'A pair of the NCCI edits',
    override: never ? [] : (built?.override.length ?? 0) > 0 ? (built?.override ?? []) : ['59', 'XE'],
    within: 'day',
    source: 'NCCI file',
    confidence: 'high',
    indicator: never ? 0 : 1,
    together: never ? 'never' : 'distinct',
    // The column 2 code is the one that is not paid, so it takes the modifier, but where a rule names the line.
    modifierOn: built?.modifierOn ?? (file.pays === one ? other : one),
    ...(built?.whenModifier && { whenModifier: built.whenModifier }),
  }
}

/** A diagnosis on a day: the newest ICD-10-CM file that holds then is the whole of the code set; without one, the built-in table. */
function diagnosisIn(files: Standing, code: string, on: Day): DiagnosisAnswer {
  const list = newestImport(files, 'icd10', on)
  const built = diagnosis(code, on)
  if (list === undefined) return built
  const wanted = dottedDiagnosis(code)
  const row = rowOfImport(files, 'icd10', list, wanted)
  if (row?.value === 'billable') return built.is === 'billable' ? built : { is: 'billable', row: named(wanted, row.words) }
  if (row) return { is: 'header', children: built.is === 'header' ? built.children : [] }
  return dropped(files, wanted, on) ?? (built.is === 'billable' || built.is === 'unknown' ? { is: 'unlisted' } : built)
}

const named = (code: string, words: string) => ({ code, words, from: null, part2: 'N', primary: 'Y', group: 'other' }) as const

/** A code that an earlier list had, ours or a file's, ended on the day before the first file that left it out. */
function dropped(files: Standing, code: string, on: Day): DiagnosisAnswer | undefined {
  const lists = files.importsOf('icd10', on)
  const last = lists.findLast(({ id }) => rowOfImport(files, 'icd10', id, code)?.value === 'billable')
  const first = last === undefined ? lists[0] : lists[lists.indexOf(last) + 1]
  if (!first) return undefined
  const until = addDays(first.starts as Day, -1)
  const built = diagnosis(code, until)
  const words = last && rowOfImport(files, 'icd10', last.id, code)?.words
  if (built.is === 'billable') return { is: 'ended', row: built.row, until }
  return words === undefined ? undefined : { is: 'ended', row: named(code, words), until }
}

/** A place of service on a day: one that the newest list does not name is none. */
function placeIn(files: Standing, code: string, on: Day): Place | undefined {
  const list = newestImport(files, 'places', on)
  const built = place(code)
  if (list === undefined) return built
  const row = rowOfImport(files, 'places', list, code)
  return row && (built ?? { code, words: row.words, pays: null, telehealth: false, from: null })
}

/** What the practice itself calls a code; else its licensed descriptor, where the practice has the file; else our short words; else those of the HCPCS file. */
export function codeWords(db: Reading, code: string, on: Day): string {
  const own = ownWords(db, code)
  if (own !== undefined) return own
  const files = standing(db)
  const said = (kind: 'cpt' | 'hcpcs'): string | undefined => files && keptRow(files, kind, code, on)?.words
  return said('cpt') ?? procedures.find(code)?.short ?? said('hcpcs') ?? code
}

/** Whether a licensed file of descriptors holds on a day. */
export const hasLicensedWords = (db: Reading, on: Day): boolean => {
  const files = standing(db)
  return files !== undefined && newestImport(files, 'cpt', on) !== undefined
}
