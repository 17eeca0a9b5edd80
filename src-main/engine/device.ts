import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../store/index.ts'

const FILE = 'device'

/** A number that means this installation in audit rows and nothing else anywhere. Made once; a home that cannot be written to has none that lasts. */
export function deviceOf(home: string): string {
  const path = join(home, FILE)
  try {
    const known = readFileSync(path, 'utf8').trim()
    if (/^[0-9a-f-]{36}$/.test(known)) return known
  } catch {
    // Not made yet.
  }
  const made = randomUUID()
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    writeDurably(path, `${made}\n`)
  } catch {
    // Without a place to keep it, the number lasts for this sitting.
  }
  return made
}
