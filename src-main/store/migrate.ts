import type Database from '@signalapp/sqlcipher'
import { MIGRATIONS, type Migration } from './migrations/index.ts'
import { refuse } from './trouble.ts'

/** `Pari` as a number: tells a Parity store from any other SQLite file. */
export const APPLICATION = 0x50617269

/** The newest form this Parity knows. */
export const NEWEST = MIGRATIONS.at(-1)?.number ?? 0

/**
 * The form a file has; 0 for an empty one.
 * @throws Trouble `store.newer` when a newer Parity wrote it, `store.damaged` when it is none of Parity's; it is left as it is
 */
export function formOf(database: Database): number {
  const application = database.pragma('application_id', { simple: true })
  const version = database.pragma('user_version', { simple: true }) as number
  if (application !== APPLICATION && !(application === 0 && version === 0))
    refuse('store.damaged', { message: 'This file is not a Parity store.' })
  if (version > NEWEST) refuse('store.newer')
  return version
}

/**
 * Brings a store to the newest form, all pending steps in one transaction; a new file gets them all. No table that was there has more or fewer rows
 * afterwards, and no reference leads to nothing.
 * @param before is done first when a store that is there already is changed: its backup
 */
export function migrate(database: Database, before?: (database: Database) => void, steps: readonly Migration[] = MIGRATIONS): void {
  const form = formOf(database)
  const pending = steps.filter((step) => step.number > form)
  if (pending.length === 0) return
  if (form > 0) before?.(database)
  database.exec('BEGIN IMMEDIATE')
  try {
    const counts = form > 0 ? rowCounts(database) : {}
    for (const step of pending) database.exec(step.sql)
    const after = rowCounts(database)
    const lost = Object.keys(counts).find((table) => after[table] !== counts[table])
    if (lost !== undefined) throw new Error(`A migration changes how many rows ${lost} has`)
    if ((database.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('A migration leaves a reference to nothing')
    database.pragma(`user_version = ${pending.at(-1)?.number ?? NEWEST}`)
    database.pragma(`application_id = ${APPLICATION}`)
    database.exec('COMMIT')
  } catch (error) {
    undo(database)
    throw error
  }
}

/** How many rows each table of a store has. */
export function rowCounts(database: Database): Record<string, number> {
  const names = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name", { pluck: true })
    .all() as string[]
  return Object.fromEntries(
    names.map((name) => [name, database.prepare(`select count(*) from "${name}"`, { pluck: true }).get() as unknown as number]),
  )
}

/** SQLite may have rolled back by itself already; the first error counts. */
function undo(database: Database): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // There is nothing left to roll back.
  }
}
