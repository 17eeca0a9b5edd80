import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { Book } from './book.ts'
import { syncFolder, writeDurably } from './durable.ts'
import type { Cost } from './keys/derivation.ts'
import type { Failures, Time } from './keys/attempts.ts'
import { databaseKey, filesKey, ownerOf, ringText, type KeyRing, type SlotOwner } from './keys/ring.ts'
import { openLog, type Log } from './log.ts'
import { refuse, sqliteCode } from './trouble.ts'

/*
 * An open store. Its ring may change while it is open, and at a rotation its book too: then it goes on as a new value, and the old one is over.
 */

export const KEYS = 'keys.json'
const LOCK = 'open.lock'

/** Why a store that opened is not written to. */
export type Halt = { readonly why: 'rollback' | 'full' | 'disk'; readonly words: string }

export type OpenStore = {
  readonly book: Book
  readonly person: SlotOwner
  readonly folder: string
  readonly ring: KeyRing
  readonly storeKey: Buffer
  readonly recoveryConfirmed: boolean
  /** Wrong passphrases of anybody since the last sign-in. */
  readonly failures: Failures
  readonly halted: Halt | null
  /** Opens the store's log, with the instants of a clock. */
  log(now: () => string): Log
  /** Ends the sitting; of a value that was succeeded by another it does nothing. */
  close(): void
}

/** What opening and the keys take from outside. */
export type KeyOptions = {
  /** What a new slot costs to open; by default what this machine was measured for. */
  readonly cost?: Cost
  readonly time?: Time
  /** Names that must not be a passphrase: the practice, its town. */
  readonly context?: readonly string[]
  /** Called at each point a crash could fall on; for tests that stop there. */
  reached?(point: string): void
}

/** Shared by all values of one sitting. */
type Hold = { current: OpenStore; readonly lock: Database }
const holds = new WeakMap<OpenStore, Hold>()

/** The book of a generation. */
export const bookName = (generation: number): string => (generation === 1 ? 'book.db' : `book-${generation}.db`)
/** Stands beside a book that no ring names yet. */
export const pendingName = (generation: number): string => `${bookName(generation)}.pending`

/**
 * Opens the book a ring names and begins a sitting under a lock already taken; then removes what a crash left behind.
 * @throws Trouble `store.damaged` and whatever {@link Book.open} throws
 */
export function beginSitting(
  lock: Database,
  folder: string,
  parts: { readonly ring: KeyRing; readonly storeKey: Buffer; readonly slot: SlotOwner; readonly failures: Failures },
): OpenStore {
  const { ring, storeKey, slot, failures } = parts
  const path = join(folder, bookName(ring.generation))
  // A file that is missing would be made anew, and empty.
  if (!existsSync(path)) refuse('store.damaged', { fix: 'Restore the newest backup. Nothing was deleted.' })
  const book = Book.open(path, databaseKey(storeKey, ring.generation))
  try {
    removeStrays(folder, ring.generation)
  } catch (error) {
    book.close()
    throw error
  }
  const base = { book, person: ownerOf(slot), folder, ring, storeKey, failures, halted: null }
  return held(base, (current) => ({ current, lock }))
}

/** The sitting goes on as another value: another ring, another book, another state. @throws when it already did */
export function succeed(store: OpenStore, changes: Partial<Omit<OpenStore, 'close' | 'log' | 'recoveryConfirmed' | 'folder'>>): OpenStore {
  const hold = mustBeCurrent(store)
  return held({ ...store, ...changes }, (current) => {
    hold.current = current
    return hold
  })
}

/** Writes a changed ring and goes on with it. */
export function keepRing(store: OpenStore, ring: KeyRing, changes: { readonly person?: SlotOwner } = {}): OpenStore {
  mustBeCurrent(store)
  writeDurably(join(store.folder, KEYS), ringText(ring))
  return succeed(store, { ...changes, ring })
}

/** A value that was succeeded knows an older ring: writing it would bring back who was removed. */
export function mustBeCurrent(store: OpenStore): Hold {
  const hold = holds.get(store)
  if (hold?.current !== store) throw new Error('This store went on as another value')
  return hold
}

function held(parts: Omit<OpenStore, 'close' | 'log' | 'recoveryConfirmed'>, hold: (current: OpenStore) => Hold): OpenStore {
  const store: OpenStore = {
    ...parts,
    recoveryConfirmed: parts.ring.recovery !== null,
    log: (now) => openLog(parts.folder, filesKey(parts.storeKey, parts.ring.generation), now),
    close: () => {
      const mine = holds.get(store)
      if (mine?.current !== store) return
      holds.delete(store)
      try {
        store.book.close()
      } finally {
        mine.lock.close()
      }
    },
  }
  holds.set(store, hold(store))
  return store
}

/** A tiny database held exclusively: the kernel releases it even when the process is killed, so no stale lock is left. It holds nothing. */
export function takeLock(folder: string): Database {
  const lock = new Database(join(folder, LOCK))
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) refuse('store.used', { fix: 'Close it there first.' })
    throw error
  }
}

/** A book with what SQLite keeps beside it. */
export function removeBook(folder: string, name: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(join(folder, `${name}${end}`), { force: true })
}

/**
 * What a crash left: half-written files, a book no ring names yet, a book the ring no longer names. Only called when the ring's own book opened. A book of a
 * later generation that was once in use (nothing pending beside it) stays: then somebody put an older ring back, and the later book is the practice's.
 */
function removeStrays(folder: string, generation: number): void {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : []))
  const before = names.length
  for (const name of names.filter((one) => /\.partial(-wal|-shm|-journal)?$/.test(one))) rmSync(join(folder, name), { force: true })
  for (const name of names) {
    const [, digits, pending] = /^book(?:-(\d{1,9}))?\.db(\.pending)?$/.exec(name) ?? []
    if (!name.startsWith('book') || (!name.endsWith('.db') && pending === undefined)) continue
    const other = digits === undefined ? 1 : parseInt(digits, 10)
    if (other < generation || (other > generation && pending !== undefined)) removeBook(folder, bookName(other))
    if (pending !== undefined) rmSync(join(folder, name), { force: true })
  }
  if (before !== readdirSync(folder).length) syncFolder(folder)
}
