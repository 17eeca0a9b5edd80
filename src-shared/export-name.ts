import type { Day } from './day.ts'

const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 8

/**
 * The name of a file that leaves: what kind of rows, the day, and signs that say nothing. Never a patient's name, for names of files end up in lists
 * of recent documents, mails and backups.
 * @param random eight bytes or more of chance: 40 bits of them are used
 * @param ending `csv`, `xlsx.age` …
 */
export function exportName(kind: string, day: Day, random: Uint8Array, ending: string): string {
  const id = Array.from({ length: LENGTH }, (_, n) => SIGNS.charAt((random[n] ?? 0) % SIGNS.length)).join('')
  return `${kind.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${day}-${id}.${ending}`
}
