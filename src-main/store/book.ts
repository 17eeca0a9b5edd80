import type Database from '@signalapp/sqlcipher'
import { checkSettings, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { Runner, type Reading, type Sync, type Writing } from './sql.ts'
import { poisons, refuse, sqliteCode } from './trouble.ts'

/**
 * The open store: one connection that writes, one that only reads. Both are synchronous, and there is no transaction but through here.
 */
export class Book {
  readonly path: string
  readonly #writer: Connection
  readonly #reader: Connection

  private constructor(path: string, writer: Connection, reader: Connection) {
    this.path = path
    this.#writer = writer
    this.#reader = reader
  }

  /** Opens or makes the encrypted file, brings it to the newest form and proves its settings. @param key 64 hex digits; ':memory:' needs none */
  static open(path: string, key: string): Book {
    const writer = new Connection(openDatabase(path, key))
    try {
      migrate(writer.database)
      writer.database.exec('insert into sitting default values')
      checkSettings(writer.database, path)
      if (path === ':memory:') return new Book(path, writer, writer)
      const quick = writer.database.pragma('quick_check', { simple: true })
      if (quick !== 'ok') refuse('store.damaged', { fix: 'Restore the newest backup. Nothing was deleted.' })
      writer.database.pragma('wal_checkpoint(TRUNCATE)')
      const reader = new Connection(openDatabase(path, key))
      reader.database.pragma('query_only = ON')
      return new Book(path, writer, reader)
    } catch (error) {
      writer.close()
      throw error
    }
  }

  /** A consistent look at the store. */
  read<T>(body: (db: Reading) => Sync<T>): T {
    return this.#reader.transaction('BEGIN DEFERRED', body)
  }

  /** One change, whole or not at all. */
  write<T>(body: (db: Writing) => Sync<T>): T {
    return this.#writer.transaction('BEGIN IMMEDIATE', body)
  }

  /** The connection that writes, for what concerns the whole file: a copy, a check. Outside of transactions only. */
  whole<T>(body: (database: Database) => Sync<T>): T {
    return this.#writer.whole<unknown>(body) as T
  }

  /** Folds the write-ahead log into the file. */
  checkpoint(): void {
    this.#writer.database.pragma('wal_checkpoint(TRUNCATE)')
  }

  close(): void {
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

  whole<T>(body: (database: Database) => T): T {
    if (this.#open) throw new Error('The whole book inside a transaction')
    return body(this.database)
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
