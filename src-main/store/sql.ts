import type { default as Database, Statement } from '@signalapp/sqlcipher'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, DummyDriver, type Compilable, type CompiledQuery } from 'kysely'

/** Queries only. */
export type Reading = {
  all<T>(query: Compilable<T>): T[]
  first<T>(query: Compilable<T>): T | undefined
}

/** One value of a row as SQLite takes it. */
export type SqlValue = string | number | null | Uint8Array

/** Queries and changes, inside a transaction. */
export type Writing = Reading & {
  /** Runs a change and says how many rows it touched. */
  run(query: Compilable<unknown>): number
  /** Runs an insert and gives the id of the new row. */
  insert(query: Compilable<unknown>): number
  /** Inserts like rows by one prepared statement, the way for imports; the keys of the first row name the columns. @returns the id of the last */
  insertRows(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): number
}

/** The type of a transaction's body: one that gives a Promise does not compile, for an `await` would let others into its middle. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T

/** A typed compiler of SQL over the tables a room describes in its records.ts. It runs nothing: {@link Reading} and {@link Writing} do. */
export function tables<T>(): Kysely<T> {
  return new Kysely<T>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/** Stands for a value that is bound later. A query whose building looks at it must not be prepared, so looking at it throws. */
class Place {
  readonly n: number
  constructor(n: number) {
    this.n = n
  }
  [Symbol.toPrimitive](): never {
    throw new Error('A prepared query may not depend on its values')
  }
}

/**
 * A query built and compiled once; each call only binds its values. For what runs thousands of times in an import: building and compiling takes longer
 * there than running. A value stands where a value may stand in SQL; lists and `$if` need an ordinary query.
 */
export function prepared<A extends readonly SqlValue[], O>(build: (...places: A) => Compilable<O>): (...values: A) => Compilable<O> {
  let known: CompiledQuery<O> | undefined
  return (...values) => {
    known ??= build(...(Array.from({ length: build.length }, (_, n) => new Place(n)) as unknown as A)).compile()
    const compiled = known
    const parameters = compiled.parameters.map((one) => (one instanceof Place ? values[one.n] : one))
    return { compile: () => ({ ...compiled, parameters }) }
  }
}

const KEPT_STATEMENTS = 400

type Guard = { check(): void; failed(error: unknown): void }

/** Runs compiled SQL on one connection. `guard` is asked before each statement and told of each error (the poison flag of a transaction). */
export class Runner implements Writing {
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()
  readonly #guard: Guard

  constructor(database: Database, guard: Guard) {
    this.#database = database
    this.#guard = guard
  }

  all<T>(query: Compilable<T>): T[] {
    return this.#do(query, (statement, parameters) => statement.all(parameters) as T[])
  }

  first<T>(query: Compilable<T>): T | undefined {
    return this.#do(query, (statement, parameters) => statement.get(parameters) as T | undefined)
  }

  run(query: Compilable<unknown>): number {
    return this.#do(query, (statement, parameters) => statement.run(parameters).changes)
  }

  insert(query: Compilable<unknown>): number {
    return this.#do(query, (statement, parameters) => statement.run(parameters).lastInsertRowid)
  }

  insertRows(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): number {
    const [first] = rows
    if (!first) return 0
    const columns = Object.keys(first)
    if (![table, ...columns].every((name) => /^[a-z][a-z0-9_]*$/.test(name))) throw new Error('A name that is not a plain identifier')
    const text = `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
    this.#guard.check()
    try {
      const statement = this.#prepare(text)
      return rows.reduce((_, row) => statement.run(columns.map((column) => bound(row[column] ?? null))).lastInsertRowid, 0)
    } catch (error) {
      this.#guard.failed(error)
      throw error
    }
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.close()
    this.#statements.clear()
  }

  #do<T>(query: Compilable<unknown>, run: (statement: Statement, parameters: ReturnType<typeof bound>[]) => T): T {
    this.#guard.check()
    const { sql, parameters } = query.compile()
    try {
      return run(
        this.#prepare(sql),
        parameters.map((value) => bound(value as SqlValue)),
      )
    } catch (error) {
      this.#guard.failed(error)
      throw error
    }
  }

  #prepare(text: string): Statement {
    const known = this.#statements.get(text)
    if (known) {
      this.#statements.delete(text)
      this.#statements.set(text, known)
      return known
    }
    const statement = this.#database.prepare(text, { persistent: true })
    this.#statements.set(text, statement)
    const oldest = this.#statements.size > KEPT_STATEMENTS ? this.#statements.keys().next().value : undefined
    if (oldest !== undefined) {
      this.#statements.get(oldest)?.close()
      this.#statements.delete(oldest)
    }
    return statement
  }
}

const bound = (value: SqlValue): string | number | null | Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array ? new Uint8Array(value) : value
