import { addDays, shownDay, type Day } from '../../../src-shared/day.ts'
import { conflict, diagnosisHeaders, diagnoses, place, places, procedures, type FileKind, type FileRow } from '../../codes/index.ts'

/* What a file changes: each of its rows against what held before it. Pure. */

/** What is known of a code or a pair: its value in few words, whether it has ended, and what it is called where that counts. */
export type Known = { readonly says: string; readonly ends: Day | null; readonly words: string | null }
export type Change = { readonly is: 'added' | 'ended' | 'changed' | 'untouched'; readonly was: string; readonly now: string }

export const keyOf = ({ code, other }: Pick<FileRow, 'code' | 'other'>): string => (other === '' ? code : `${code} ${other}`)

const PTP: Readonly<Record<string, string>> = { '0': 'never together', '1': 'with a modifier', '9': 'no edit' }

/** The value of a row, in few words. */
export function says(kind: FileKind, { value, words }: Pick<FileRow, 'value' | 'words'>): string {
  if (kind === 'ptp') return PTP[value] ?? value
  if (kind === 'mue') return `${value} a day`
  if (kind === 'telehealth') return value === 'audio' ? 'telehealth, audio too' : 'telehealth'
  if (kind === 'icd10') return value
  return words
}

/** What the built-in tables say of a row's code; undefined when they do not have it. */
export function builtIn(kind: FileKind, { code, other }: Pick<FileRow, 'code' | 'other'>): Known | undefined {
  if (kind === 'ptp') return builtInPair(code, other)
  if (kind === 'icd10') return builtInDiagnosis(code)
  if (kind === 'places') {
    const known = place(code)
    return known && { says: known.words, ends: null, words: null }
  }
  const row = kind === 'cpt' ? undefined : procedures.find(code)
  if (!row) return undefined
  if (kind === 'mue') return row.muePerDay === undefined ? undefined : { says: `${row.muePerDay} a day`, ends: null, words: null }
  if (kind === 'telehealth') {
    if (row.telehealth !== 'Y') return undefined
    return { says: row.audio === 'Y' ? 'telehealth, audio too' : 'telehealth', ends: null, words: null }
  }
  return { says: row.short, ends: row.until ?? null, words: null }
}

function builtInPair(code: string, other: string): Known | undefined {
  const known = conflict(code, other)
  if (!known || known.indicator === null || known.within !== 'day') return undefined
  return { says: PTP[`${known.indicator}`] ?? '', ends: null, words: null }
}

function builtInDiagnosis(code: string): Known | undefined {
  const row = diagnoses.find(code)
  if (row) return { says: 'billable', ends: row.until ?? null, words: null }
  return diagnosisHeaders.find(code) && { says: 'header', ends: null, words: null }
}

/** Whole lists: what they do not name has ended. */
export const isWholeList = (kind: FileKind): boolean => kind === 'icd10' || kind === 'places'

/** The codes of the built-in list, for a file that is the whole of it. */
export const builtInCodes = (kind: FileKind): readonly string[] =>
  kind === 'icd10' ? diagnoses.rows.map((row) => row.code) : kind === 'places' ? places.rows.map((row) => row.code) : []

const shown = (what: string, ends: Day | null): string => (ends === null ? what : `${what}, until ${shownDay(ends)}`)

/** A row of a file against what held before; what had ended before the file and has ended in it is untouched. */
export function changeOf(kind: FileKind, row: FileRow, known: Known | undefined, on: Day): Change {
  const now = says(kind, row)
  const hasEnded = row.ends !== null && row.ends < on
  if (!known) return { is: hasEnded || (kind === 'ptp' && row.value === '9') ? 'untouched' : 'added', was: '', now: shown(now, row.ends) }
  const had = known.ends !== null && known.ends < on
  const change = { was: shown(known.says, known.ends), now: shown(now, row.ends) }
  if (hasEnded || (kind === 'ptp' && row.value === '9')) return { is: had || known.says === 'no edit' ? 'untouched' : 'ended', ...change }
  // Our own short words are no part of what a file says; words of an earlier file are.
  const isSame = known.words === null ? !COMPARED.includes(kind) || known.says === now : known.says === now && known.words === row.words
  return { is: isSame && known.ends === row.ends ? 'untouched' : 'changed', ...change }
}
/** Kinds whose value can be held against the built-in tables. */
const COMPARED: readonly FileKind[] = ['icd10', 'mue', 'ptp', 'telehealth']

/** What a whole list leaves out. */
export const leftOut = (known: Known, starts: Day): Change => ({
  is: 'ended',
  was: known.says,
  now: `not in the file: until ${shownDay(addDays(starts, -1))}`,
})
