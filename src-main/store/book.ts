import type Database from '@signalapp/sqlcipher'
import { checkSettings, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { sightKey, sightViews, type Sight } from './sight.ts'
import { Runner, type Reading, type Sync, type Writing } from './sql.ts'
import { poisons, refuse, sqliteCode } from './trouble.ts'

/**
 * The open store: one connection that writes, one that only reads. Both are synchronous, and there is no transaction but through here.
 */
export class Book {
  readonly path: string
  readonly #writer: Connection
  readonly #reader: Connection
  readonly #another: () => Database
  /** The connection of a person who does not see every patient, while one sits here. */
  #narrow: { readonly key: string; readonly connection: Connection } | undefined

  private constructor(path: string, writer: Connection, reader: Connection, another: () => Database) {
    this.path = path
    this.#writer = writer
    this.#reader = reader
    this.#another = another
  }

  /** Opens or makes the encrypted file, brings it to the newest form and proves its settings. @param key 64 hex digits; ':memory:' needs none */
  static open(path: string, key: string): Book {
    const writer = new Connection(openDatabase(path, key))
    try {
      migrate(writer.database)
      writer.database.exec('insert into sitting default values')
      checkSettings(writer.database, path)
      const another = (): Database => openDatabase(path, key)
      if (path === ':memory:') return new Book(path, writer, writer, another)
      const quick = writer.database.pragma('quick_check', { simple: true })
      if (quick !== 'ok') refuse('store.damaged', { fix: 'Restore the newest backup. Nothing was deleted.' })
      writer.database.pragma('wal_checkpoint(TRUNCATE)')
      const reader = new Connection(another())
      reader.database.pragma('query_only = ON')
      return new Book(path, writer, reader, another)
    } catch (error) {
      writer.close()
      throw error
    }
  }

  /** A consistent look at the store. @param sight which patients are shown; all of them without it */
  read<T>(body: (db: Reading) => Sync<T>, sight?: Sight): T {
    const connection = sight === undefined ? this.#reader : this.#narrowed(sight)
    return connection.transaction('BEGIN DEFERRED', body)
  }

  #narrowed(sight: Sight): Connection {
    const key = sightKey(sight)
    if (this.#narrow?.key === key) return this.#narrow.connection
    if (this.path === ':memory:') throw new Error('A store in memory has one connection, which sees everything')
    this.#narrow?.connection.close()
    this.#narrow = undefined
    const database = this.#another()
    try {
      const columnsOf = (table: string): string[] => (database.pragma(`table_info(${table})`) as { name: string }[]).map((one) => one.name)
      for (const view of sightViews(sight, columnsOf)) database.exec(view)
      database.pragma('query_only = ON')
    } catch (error) {
      database.close()
      throw error
    }
    const connection = new Connection(database)
    this.#narrow = { key, connection }
    return connection
  }

  /** One change, whole or not at all. */
  write<T>(body: (db: Writing) => Sync<T>): T {
    return this.#writer.transaction('BEGIN IMMEDIATE', body)
  }

  /** Folds the write-ahead log into the file. */
  checkpoint(): void {
    this.#writer.database.pragma('wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.#narrow?.connection.close()
    this.#narrow = undefined
    if (this.#reader !== this.#writer) this.#reader.close()
    if (this.path !== ':memory:') this.checkpoint()
    this.#writer.close()
  }
}

/** A connection with its transaction: after an error that may have undone the transaction, every further statement of it is refused. */
class Connection {
  readonly database: Database
  readonly #runner: Runner
  #open = false
  #poison: unknown

  constructor(database: Database) {
    this.database = database
    this.#runner = new Runner(database, {
      check: () => {
        if (!this.#open) throw new Error('A statement outside a transaction')
        if (this.#poison !== undefined) throw this.#poison
      },
      failed: (error) => {
        const code = sqliteCode(error)
        if (code !== undefined && poisons(code)) this.#poison ??= error
      },
    })
  }

  transaction<T>(begin: string, body: (db: Writing) => Sync<T>): T {
    if (this.#open) throw new Error('A transaction inside a transaction')
    this.database.exec(begin)
    this.#open = true
    this.#poison = undefined
    try {
      const value = body(this.#runner)
      if (this.#poison !== undefined) throw this.#poison
      this.database.exec('COMMIT')
      return value
    } catch (error) {
      this.#rollBack()
      throw this.#poison ?? error
    } finally {
      this.#open = false
      this.#poison = undefined
    }
  }

  /** SQLite may already have rolled back by itself; the first error counts, never "no transaction is active" (F4). */
  #rollBack(): void {
    try {
      this.database.exec('ROLLBACK')
    } catch {
      // There is nothing left to roll back.
    }
  }

  close(): void {
    this.#runner.close()
    this.database.close()
  }
}
