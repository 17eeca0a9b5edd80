import type Database from '@signalapp/sqlcipher'
import { Runner, type Writing } from './sql.ts'
import { poisons, sqliteCode } from './trouble.ts'

/** A connection with its transaction: after an error that may have undone the transaction, every further statement of it is refused. */
export class Connection {
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

  transaction<T>(begin: string, body: (db: Writing) => T): T {
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

/** The runner over a connection that only reads, without a transaction: for a file nobody writes. */
export const readerOf = (database: Database): Runner => new Runner(database, { check: () => undefined, failed: () => undefined })
