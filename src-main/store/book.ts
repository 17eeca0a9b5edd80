import type Database from '@signalapp/sqlcipher'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Connection } from './connection.ts'
import { MEMORY, openDatabase } from './database.ts'
import { hasRoom, releaseBallast } from './disk.ts'
import { DISK, FULL, UNREADABLE, type Halt } from './halt.ts'
import { leaveMark } from './mark.ts'
import { openReader, openWriter, proveWhole, type BookOptions, type Written } from './opening.ts'
import { sightKey, sightViews, type Sight } from './sight.ts'
import type { Reading, Sync, Writing } from './sql.ts'
import { refuse, sqliteCode, Trouble } from './trouble.ts'

/** From here on the log is folded into the file: 1,000 pages of 4 KB. */
const LONG_LOG = 4_096_000

/**
 * The open store: one connection that writes, one that only reads. Both are synchronous, and there is no transaction but through here. A book may be
 * halted: then it is only read.
 */
export class Book {
  readonly path: string
  readonly #key: string
  #writer: Connection
  #reader: Connection
  /** The connection of a person who does not see every patient, while one sits here. */
  #narrow: { readonly key: string; readonly connection: Connection } | undefined
  #halt: Halt | null = null
  /** `down` between a disk error and the opening that follows it. */
  #state: 'up' | 'down' | 'closed' = 'up'
  #hadBallast = false
  /** When the pages were last proved; null for a file that was made now. */
  #proved: string | null
  /** The file lay there untouched, so it was shown before it was proved. */
  #owesProof: boolean
  #isProving = false

  private constructor(path: string, key: string, writer: Written, reader: Connection) {
    this.path = path
    this.#key = key
    this.#writer = writer.connection
    this.#reader = reader
    this.#proved = writer.proved
    this.#owesProof = writer.owesProof
  }

  /**
   * Opens or makes the encrypted file, proves it whole, brings it to the newest form and proves its settings. A full disk opens it halted.
   * @param key 64 hex digits; ':memory:' needs none
   * @throws Trouble `store.damaged`, `store.newer`, `store.full`, `store.readonly`
   */
  static open(path: string, key: string, options: BookOptions = {}): Book {
    try {
      return Book.#opened(path, key, options)
    } catch (error) {
      if (!sqliteCode(error)?.startsWith('SQLITE_FULL') || !releaseBallast(dirname(path))) throw error
      const book = Book.#opened(path, key, options)
      book.#hadBallast = true
      book.#halt = FULL
      return book
    }
  }

  static #opened(path: string, key: string, options: BookOptions): Book {
    const writer = openWriter(path, key, options)
    if (path === MEMORY) return new Book(path, key, writer, writer.connection)
    try {
      return new Book(path, key, writer, openReader(path, key))
    } catch (error) {
      writer.connection.close()
      throw error
    }
  }

  /** Why nothing is written, or null. A full disk that has room again halts no longer. */
  get halted(): Halt | null {
    if (this.#halt?.why === 'full' && hasRoom(dirname(this.path), this.#hadBallast)) this.#halt = null
    return this.#halt
  }

  /** Stops all writing but {@link record}. */
  halt(why: Halt): void {
    this.#halt = why
  }

  /** Lets the book be written to again. */
  resume(): void {
    this.#halt = null
  }

  /**
   * A consistent look at the store.
   * @param sight which patients are shown; all of them without it
   * @throws Trouble `store.halted` while the disk does not let it be opened again
   */
  read<T>(body: (db: Reading) => Sync<T>, sight?: Sight): T {
    return this.#guarded(() => (sight === undefined ? this.#reader : this.#narrowed(sight)).transaction('BEGIN DEFERRED', body))
  }

  /** One change, whole or not at all. @throws Trouble `store.halted` when the store may only be read */
  write<T>(body: (db: Writing) => Sync<T>): T {
    const halt = this.halted
    if (halt) refuse('store.halted', { message: halt.words })
    return this.record(body)
  }

  /** What must be written although the book is halted: that it was, who looked at it, that it was locked. */
  record<T>(body: (db: Writing) => Sync<T>): T {
    const value = this.#guarded(() => this.#writer.transaction<T>('BEGIN IMMEDIATE', body as (db: Writing) => T))
    // The change is kept, whatever becomes of the log: a disk that is full or fails now halts the book, and takes nothing back.
    if (this.#logBytes() > LONG_LOG) unlessDisk(() => this.checkpoint())
    return value
  }

  /**
   * Proves the file of a book that was shown as it lay there, beside the work: `prove` reads it in a thread of its own. What it finds is looked at once
   * more before the book is halted. Does nothing when the file was proved at its opening.
   */
  async proveAside(prove: (path: string, key: string) => Promise<boolean>): Promise<void> {
    if (!this.#owesProof || this.#isProving || this.#state !== 'up') return
    this.checkpoint()
    this.#isProving = true
    try {
      const isWhole = await prove(this.path, this.#key)
      if (this.#state !== 'up') return
      this.#isProving = false
      if (!isWhole) this.whole((database) => proveWhole(database, this.path))
      this.#proved = new Date().toISOString()
      this.#owesProof = false
    } catch (error) {
      if (error instanceof Trouble) this.#halt ??= UNREADABLE
    } finally {
      this.#isProving = false
    }
  }

  /** Folds the write-ahead log into the file and empties it. Does nothing when it is empty, or while the file is proved: that reads it as it lies there. */
  checkpoint(): void {
    if (this.path === MEMORY || this.#state !== 'up' || this.#isProving || this.#logBytes() === 0) return
    this.#guarded(() => this.#writer.database.pragma('wal_checkpoint(TRUNCATE)'))
  }

  /** The connection that writes, for what concerns the whole file: a copy, a check. Outside of transactions only. */
  whole<T>(body: (database: Database) => Sync<T>): T {
    return this.#guarded(() => this.#writer.whole<unknown>(body) as T)
  }

  close(): void {
    const wasUp = this.#state === 'up'
    this.#state = 'closed'
    if (!wasUp) return
    try {
      this.#widen()
      if (this.#reader !== this.#writer) this.#reader.close()
      // What stays in the log is read from there at the next opening; a full disk must not keep the store locked.
      // While it is proved nobody waits for it; then the next opening proves it.
      if (this.path !== MEMORY)
        unlessDisk(() => this.#writer.database.pragma(this.#isProving ? 'wal_checkpoint(PASSIVE)' : 'wal_checkpoint(TRUNCATE)'))
    } finally {
      this.#writer.close()
    }
    if (this.path !== MEMORY && this.#proved !== null && !this.#isProving && this.#halt === null)
      leaveMark(this.path, this.#key, this.#proved)
  }

  /** A connection under whose tables stand views without the patients that are hidden; one at a time, for one person sits here at a time. */
  #narrowed(sight: Sight): Connection {
    const key = sightKey(sight)
    if (this.#narrow?.key === key) return this.#narrow.connection
    if (this.path === MEMORY) throw new Error('A store in memory has one connection, which sees everything')
    this.#widen()
    const database = openDatabase(this.path, this.#key)
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

  #widen(): void {
    this.#narrow?.connection.close()
    this.#narrow = undefined
  }

  #guarded<T>(work: () => T): T {
    if (this.#state === 'closed') throw new Error('The book is closed')
    if (this.#state === 'down') this.#reopen()
    try {
      return work()
    } catch (error) {
      this.#failed(sqliteCode(error) ?? '')
      throw error
    }
  }

  /** A full disk halts the book and gives it the reserve; after an error of the disk nothing of this connection is believed any more. */
  #failed(code: string): void {
    if (this.path === MEMORY) return
    if (code.startsWith('SQLITE_FULL')) {
      this.#hadBallast = releaseBallast(dirname(this.path)) || this.#hadBallast
      this.#halt ??= FULL
    } else if (code.startsWith('SQLITE_IOERR')) {
      this.#drop()
      try {
        this.#reopen()
      } catch {
        // Said at the next call, which tries once more.
      }
    } else if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) this.#halt ??= UNREADABLE
  }

  /** Closes both connections; what the disk says to that no longer matters. */
  #drop(): void {
    this.#state = 'down'
    const narrow = this.#narrow?.connection
    this.#narrow = undefined
    for (const one of [...(narrow ? [narrow] : []), this.#reader, this.#writer]) {
      try {
        one.close()
      } catch {
        // It is gone either way.
      }
    }
  }

  /** Opens again after a disk error, with the whole opening sequence: the log is read anew and written into the file, or the book stays shut. */
  #reopen(): void {
    try {
      const writer = openWriter(this.path, this.#key, { isThere: true })
      this.#reader = openReader(this.path, this.#key)
      this.#writer = writer.connection
      this.#state = 'up'
      if (this.#halt === DISK) this.#halt = null
    } catch {
      this.#halt = DISK
      refuse('store.halted', { message: DISK.words })
    }
  }

  #logBytes(): number {
    return this.path === MEMORY ? 0 : (statSync(`${this.path}-wal`, { throwIfNoEntry: false })?.size ?? 0)
  }
}

/** Does what may wait: an error of SQLite's is none of the caller's. */
function unlessDisk(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error
  }
}
