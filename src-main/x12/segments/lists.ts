import type { Coded, Table } from '../../codes/index.ts'
import { coded, listed, type ElementType } from '../grammar/words.ts'

/** A closed list of the guide whose words stand in a table. */
export const listOf = (table: Table<Coded>): ElementType<string> =>
  coded(Object.fromEntries(table.rows.map(({ code, words }) => [code, words])))

/**
 * The codes a guide has at one place, of a list that many places share. The words are the table's; `more` has those the table lacks.
 * @param codes with blanks between them
 */
export function among(table: Table<Coded>, codes: string, more: Readonly<Record<string, string>> = {}): ElementType<string> {
  const own = codes.split(' ').map((code): [string, string] => [code, more[code] ?? table.find(code)?.words ?? ''])
  return coded(Object.fromEntries([...own, ...Object.entries(more)]))
}

/** As {@link coded}, for a place whose codes other rooms take from data and so know as text only. */
export const worded = (words: Readonly<Record<string, string>>): ElementType<string> => coded(words)

/** A list whose codes are known in part: those have words, and none is refused. */
export function openly(words: Readonly<Record<string, string>>, min: number, max: number): ElementType<string> {
  const rows = Object.entries(words).map(([code, own]): Coded => ({ code, words: own }))
  return listed({ rows, find: (code) => rows.find((one) => one.code === code) }, min, max)
}
