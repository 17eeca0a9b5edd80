import type Database from '@signalapp/sqlcipher'
import { existsSync, statSync } from 'node:fs'
import { Connection } from './connection.ts'
import { checkSettings, MEMORY, openDatabase } from './database.ts'
import { takeMark } from './mark.ts'
import { formOf, migrate, NEWEST } from './migrate.ts'
import { refuse, RESTORE, sqliteCode } from './trouble.ts'

/* How the connections of a book come to be, and what is proved of its file before they are used. */

export type BookOptions = {
  /** Done before an older store is brought to the newest form: its backup. The log is folded in then. */
  readonly beforeMigration?: (database: Database) => void
  /** The file must be there already: a missing one is damage, never made anew. */
  readonly isThere?: boolean
}

/** A larger file is proved page by page once a week, not at each opening. */
const LARGE_FILE = 1024 ** 3

/** The connection that writes, and what is known of its file. */
export type Written = { readonly connection: Connection; readonly proved: string | null; readonly owesProof: boolean }

/** The writing connection, after the opening sequence: whole, folded, authentic, of the newest form, with every setting as it was set. */
export function openWriter(path: string, key: string, options: BookOptions): Written {
  if (options.isThere && !existsSync(path)) refuse('store.damaged', { message: 'The book of this store is missing.', fix: RESTORE })
  const untouched = path === MEMORY ? null : takeMark(path, key)
  const writer = new Connection(asDamage(path, () => openDatabase(path, key)))
  try {
    const { database } = writer
    const form = asDamage(path, () => formOf(database))
    if (form === 0 && options.isThere) refuse('store.damaged', { message: 'The book of this store is empty.', fix: RESTORE })
    const isNow = form > 0 && path !== MEMORY && (untouched === null || form < NEWEST)
    if (isNow) proveWhole(database, path)
    migrate(database, options.beforeMigration)
    database.exec('insert into sitting default values')
    checkSettings(database, path)
    return { connection: writer, proved: isNow ? new Date().toISOString() : untouched, owesProof: !isNow && untouched !== null }
  } catch (error) {
    writer.close()
    throw error
  }
}

/** The connection that only reads. */
export function openReader(path: string, key: string): Connection {
  const reader = new Connection(openDatabase(path, key))
  reader.database.pragma('query_only = ON')
  return reader
}

/**
 * Nothing is shown or written before the file is known to be whole. The log is folded in between: the check of the pages reads the file itself, and
 * after an interrupted folding would call pages damaged that the log mends (F6).
 */
export function proveWhole(database: Database, path: string): void {
  asDamage(path, () => {
    const quick = database.pragma('quick_check', { simple: true })
    if (quick !== 'ok') refuse('store.damaged', { fix: RESTORE })
    database.pragma('wal_checkpoint(TRUNCATE)')
    if (statSync(path).size > LARGE_FILE && provedThisWeek(database)) return
    if ((database.pragma('cipher_integrity_check') as unknown[]).length > 0) refuse('store.damaged', { fix: RESTORE })
  })
}

/** A page that does not decrypt comes as a plain SQLITE_ERROR; a full, busy or read-only disk is said as such. */
function asDamage<T>(path: string, look: () => T): T {
  try {
    return look()
  } catch (error) {
    const code = sqliteCode(error)
    if (path === MEMORY || code === undefined || /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM)/.test(code)) throw error
    return refuse('store.damaged', { fix: RESTORE })
  }
}

/** Whether all pages were proved within seven days, as the store itself notes it. A store from before the note was not. */
function provedThisWeek(database: Database): boolean {
  try {
    const sql = "select 1 from upkeep where key = 'proved' and json > json_quote(strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-7 days'))"
    return database.prepare(sql).get() !== undefined
  } catch {
    return false
  }
}
