import type Database from '@signalapp/sqlcipher'
import { MIGRATIONS } from './migrations/index.ts'
import { refuse } from './trouble.ts'

/** `Pari` as a number: tells a Parity store from any other SQLite file. */
const APPLICATION = 0x50617269

/**
 * Brings a store to the newest form, all pending steps in one transaction; a new file gets them all.
 * @throws Trouble `store.newer` when a newer Parity wrote it; the store is left as it is
 */
export function migrate(database: Database): void {
  const application = database.pragma('application_id', { simple: true })
  const version = database.pragma('user_version', { simple: true }) as number
  if (application !== APPLICATION && !(application === 0 && version === 0))
    refuse('store.damaged', { message: 'This file is not a Parity store.' })
  const newest = MIGRATIONS.at(-1)?.number ?? 0
  if (version > newest) refuse('store.newer')
  const pending = MIGRATIONS.filter((step) => step.number > version)
  if (pending.length === 0) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of pending) database.exec(step.sql)
    const broken = database.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error('A migration leaves a reference to nothing')
    database.pragma(`user_version = ${newest}`)
    database.pragma(`application_id = ${APPLICATION}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
