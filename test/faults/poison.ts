import { sql } from 'kysely'
import { sha256, tables, type Book, type Reading, type Writing } from '../../src-main/store/index.ts'

/*
 * Faults inside a transaction: at its n-th statement the store truly runs out of room, and the handler is made to swallow it, and every error after it.
 */

type Any = { sqlite_master: { type: string; name: string }; setting: { key: string; json: string } }
const from = tables<Any>()
const ask = <T>(text: string) => ({ compile: () => sql.raw<T>(text).compile(from) }) as Parameters<Reading['all']>[0]

const pagesNow = (db: Reading): number => (db.first(ask('pragma page_count')) as { page_count: number }).page_count
/** Room for so many pages more, or for all that there are. */
export const limit = (db: Reading, pages?: number): void =>
  void db.all(ask(`pragma max_page_count = ${pages === undefined ? 1_000_000_000 : pagesNow(db) + pages}`))

/** Everything a store holds, as one digest. @param without tables that may change: a sitting begins whenever a book is opened again */
export function digestOf(book: Book, without: readonly string[] = []): string {
  return book.read((db) => {
    const names = db.all(from.selectFrom('sqlite_master').select('name').where('type', '=', 'table').orderBy('name')) as { name: string }[]
    const rows = names
      .filter(({ name }) => !name.startsWith('sqlite_') && !without.includes(name))
      .map(({ name }) => [name, db.all(ask(`select * from ${name}`))])
    return sha256(Buffer.from(JSON.stringify(rows)))
  })
}

export type Failing = { readonly db: Writing; readonly met: () => boolean; readonly count: () => number }

/** The transaction's statements with the n-th failing for want of room and all errors swallowed; 0 counts only. */
export function failingAt(db: Writing, n: number): Failing {
  let [count, met] = [0, false]
  const step = <T>(otherwise: T, run: () => T): T => {
    if (++count === n) met = true
    if (n === 0) return run()
    try {
      if (count === n) exhaust(db)
      return run()
    } catch {
      return otherwise
    }
  }
  return {
    count: () => count,
    met: () => met,
    db: {
      all: (query) => step([], () => db.all(query)),
      first: (query) => step(undefined, () => db.first(query)),
      run: (query) => step(1, () => db.run(query)),
      insert: (query) => step(1, () => db.insert(query)),
      insertRows: (table, rows) => step(1, () => db.insertRows(table, rows)),
    },
  }
}

/** SQLite finds no page for what is written, and undoes the transaction by itself. The limit stays until it is lifted. */
function exhaust(db: Writing): void {
  limit(db, 0)
  db.run(from.insertInto('setting').values({ key: 'exhausted', json: 'x'.repeat(1_000_000) }))
}

/** So much that a small cache must write it to the log at once. */
export function bloat(db: Writing): void {
  for (let n = 0; n < 80; n++) db.run(from.insertInto('setting').values({ key: `bloat ${n}`, json: 'x'.repeat(4000) }))
}
