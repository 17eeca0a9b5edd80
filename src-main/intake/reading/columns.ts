import { createHash } from 'node:crypto'
import type { Sheet } from './xlsx.ts'

/* Columns of a table, whatever its rows are: where its heads stand, what each column says, and the cells of a row by that. */

/** One place a column: the field it says, or null for one that is left out. */
export type MappingOf<F extends string> = readonly (F | null)[]

/** A head without spaces, signs and case. */
export const bare = (head: string): string => head.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** What heads are remembered by. They are kept as a digest: a table without heads has a patient there. */
export const headsKey = (heads: readonly string[]): string => createHash('sha256').update(heads.join('\n').toLowerCase()).digest('hex')

/** Exports have a title or a sum above; so far down are heads looked for. */
export const TITLE_ROWS = 10

/**
 * The row of heads among the first: the one that names most fields, two at least; else the first that has some words, and what they say is left open.
 * @returns -1 when there is none
 */
export function rowOfHeads(sheet: Sheet, fieldsOf: (heads: readonly string[]) => MappingOf<string>, leastWords = 3): number {
  const first = sheet.slice(0, TITLE_ROWS)
  const counts = first.map((row) => new Set(fieldsOf(row).filter((one) => one !== null)).size)
  const best = Math.max(0, ...counts)
  return best >= 2 ? counts.indexOf(best) : first.findIndex((row) => row.filter((cell) => cell !== '').length >= leastWords)
}

/** The order of columns under different heads says nothing: those of one field are read in the order of their names. */
export function cellsBy<F extends string>(
  heads: readonly string[],
  mapping: MappingOf<F>,
  joined: readonly F[],
): (row: readonly string[]) => (field: F) => string {
  const places = new Map<F, readonly number[]>()
  mapping.forEach((field, n) => {
    if (field !== null) places.set(field, [...(places.get(field) ?? []), n])
  })
  const named = (n: number): string => bare(heads[n] ?? '')
  for (const [field, at] of places)
    places.set(
      field,
      at.toSorted((one, other) => (named(one) < named(other) ? -1 : named(one) > named(other) ? 1 : one - other)),
    )
  return (row) => (field) => {
    const found = (places.get(field) ?? []).map((n) => (row[n] ?? '').trim()).filter((cell) => cell !== '')
    return joined.includes(field) ? found.join(' ') : (found[0] ?? '')
  }
}

export type Columns<F extends string> = {
  readonly heads: string[]
  /** The first cell below that says something. */
  readonly sample: string[]
  readonly mapping: (F | null)[]
}

/** Every column that has a head or a cell near the top, with what was said of it. */
export function columnsOf<F extends string>(sheet: Sheet, at: number, heads: readonly string[], said: MappingOf<F>): Columns<F> {
  const width = Math.max(heads.length, ...sheet.slice(at, at + 20).map((row) => row.length))
  const mapping = Array.from({ length: Math.min(width, 512) }, (_, n) => said[n] ?? null)
  return {
    heads: mapping.map((_, n) => heads[n] ?? ''),
    sample: mapping.map((_, n) => sampleOf(sheet.slice(at + 1, at + 21), n)),
    mapping,
  }
}

const sampleOf = (rows: readonly (readonly string[])[], n: number): string =>
  rows
    .map((row) => row[n] ?? '')
    .find((cell) => cell !== '')
    ?.slice(0, 60) ?? ''
