import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { keepBeforeMigration } from './backups/migration.ts'
import { BACKUPS } from './backups/places.ts'
import { Book } from './book.ts'
import { sweep } from './disk.ts'
import { syncFolder, writeDurably } from './durable.ts'
import { figuresOf } from './figures.ts'
import type { Halt } from './halt.ts'
import type { Cost } from './keys/derivation.ts'
import { machineTime, type Failures, type Time } from './keys/attempts.ts'
import { openLog, type Log } from './log.ts'
import { databaseKey, filesKey, ownerOf, ringText, type KeyRing, type SlotOwner } from './keys/ring.ts'
import { bookName, KEYS } from './names.ts'
import { takeStand } from './standing.ts'
import { refuse, sqliteCode } from './trouble.ts'
import { keepBackupKeys } from './upkeep.ts'

/*
 * An open store. Its ring may change while it is open, and at a rotation its book too: then it goes on as a new value, and the old one is over.
 */

const LOCK = 'open.lock'

export { bookName, KEYS } from './names.ts'
export type { Halt } from './halt.ts'

export type OpenStore = {
  readonly book: Book
  readonly person: SlotOwner
  readonly folder: string
  readonly ring: KeyRing
  readonly storeKey: Buffer
  readonly recoveryConfirmed: boolean
  /** Wrong passphrases of anybody since the last sign-in. */
  readonly failures: Failures
  /** Why it may only be read now, or null. */
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

/** Stands beside a book that no ring names yet. */
export const pendingName = (generation: number): string => `${bookName(generation)}.pending`

/**
 * Opens the book a ring names and begins a sitting under a lock already taken; then removes what a crash left behind.
 * @throws Trouble `store.damaged` and whatever {@link Book.open} throws
 */
export function beginSitting(
  lock: Database,
  folder: string,
  parts: { readonly ring: KeyRing; readonly storeKey: Buffer; readonly slot: SlotOwner; readonly failures: Failures; readonly time?: Time },
): OpenStore {
  const { ring, storeKey, slot, failures } = parts
  const path = join(folder, bookName(ring.generation))
  const at = new Date((parts.time ?? machineTime).wall()).toISOString()
  let before: { readonly name: string; readonly key: string; readonly at: string } | undefined
  const book = Book.open(path, databaseKey(storeKey, ring.generation), {
    isThere: true,
    beforeMigration: (database) => {
      const name = keepBeforeMigration({ folder, ring, storeKey }, at, figuresOf(database, null))
      before = { name, key: storeKey.toString('hex'), at }
    },
  })
  try {
    removeStrays(folder, ring.generation)
    sweep(folder, [BACKUPS])
    takeStand(book, folder, at)
    if (before) book.record((db) => keepBackupKeys(db, before ? [before] : []))
  } catch (error) {
    book.close()
    throw error
  }
  const base = { book, person: ownerOf(slot), folder, ring, storeKey, failures }
  return held(base, (current) => ({ current, lock }))
}

/** The sitting goes on as another value: another ring, another book, another state. @throws when it already did */
export function succeed(
  store: OpenStore,
  changes: Partial<Omit<OpenStore, 'close' | 'log' | 'recoveryConfirmed' | 'folder' | 'halted'>>,
): OpenStore {
  const hold = mustBeCurrent(store)
  // A halted store stays halted under another key.
  if (store.book.halted && changes.book) changes.book.halt(store.book.halted)
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

function held(parts: Omit<OpenStore, 'close' | 'log' | 'recoveryConfirmed' | 'halted'>, hold: (current: OpenStore) => Hold): OpenStore {
  const store: OpenStore = {
    ...parts,
    recoveryConfirmed: parts.ring.recovery !== null,
    log: (now) => openLog(parts.folder, filesKey(parts.storeKey, parts.ring.generation), now),
    get halted() {
      return parts.book.halted
    },
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
