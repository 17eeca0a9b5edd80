import Database from '@signalapp/sqlcipher'
import type { Book } from './book.ts'
import { syncFile } from './durable.ts'
import { refuse } from './trouble.ts'

/**
 * Copies the book into a new file under another key and makes it outlive a power cut. The copy is one consistent state; the book is not touched.
 * @param path where nothing is yet @param key 64 hex digits
 * @throws Trouble `store.full`; what stands at the path then is no copy
 */
export function copyBook(book: Book, path: string, key: string): void {
  book.whole((database) => {
    database.prepare(`attach ? as copy key "x'${hex(key)}'"`).run([path])
    try {
      // Nobody sees the copy before it is made lasting as a whole, so its hundreds of statements need not be, one by one.
      database.exec('pragma copy.synchronous = OFF')
      inOneGo(database, "select sqlcipher_export('copy')")
      // The export leaves both at zero (F8): such a copy would be migrated from nothing.
      for (const name of ['user_version', 'application_id']) {
        const value = database.pragma(name, { simple: true }) as number
        database.pragma(`copy.${name} = ${value}`)
      }
    } catch (error) {
      // The export tells a full disk by its words alone.
      if (error instanceof Error && error.message.includes('disk is full'))
        refuse('store.full', { fix: 'Free some space on this disk, then try again.' })
      throw error
    } finally {
      letGo(database)
    }
  })
  syncFile(path)
}

function inOneGo(database: Database, statement: string): void {
  database.exec('begin')
  try {
    database.exec(statement)
    database.exec('commit')
  } catch (error) {
    try {
      database.exec('rollback')
    } catch {
      // SQLite rolled back by itself; the first error counts.
    }
    throw error
  }
}

function letGo(database: Database): void {
  try {
    database.exec('detach copy')
  } catch {
    // The first error counts, and the next attach under this name says it again.
  }
}

/**
 * Opens a copy on its own and holds it against the book: whole pages, a sound structure, the same schema, the same number of rows everywhere.
 * @throws Trouble `store.damaged`
 */
export function checkCopy(book: Book, path: string, key: string): void {
  const copy = new Database(path)
  try {
    copy.pragma(`key = "x'${hex(key)}'"`)
    const isSound =
      copy.pragma('quick_check', { simple: true }) === 'ok' &&
      (copy.pragma('cipher_integrity_check') as unknown[]).length === 0 &&
      book.whole((database) => shapeOf(database)) === shapeOf(copy)
    if (!isSound) refuse('store.damaged', { message: 'The new copy of the store is not as the store. Nothing was changed.' })
  } finally {
    copy.close()
  }
}

/** Everything two equal books share, as one text: version, schema, rows of each table. */
function shapeOf(database: Database): string {
  const schema = database.prepare('select type, name, sql from sqlite_master order by type, name').all() as { type: string; name: string }[]
  const rows = schema
    .filter(({ type, name }) => type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => [name, database.prepare(`select count(*) as rows from "${name.replaceAll('"', '""')}"`).get()])
  const heads = ['user_version', 'application_id'].map((name) => database.pragma(name, { simple: true }))
  return JSON.stringify([heads, schema, rows])
}

function hex(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('A key is 64 hex digits')
  return key
}
