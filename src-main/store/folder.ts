import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { Book } from './book.ts'
import { databaseKey, filesKey, KeyRing, newKeyRing, unlock, type StoreUser } from './keys.ts'
import { openLog, type Log } from './log.ts'
import { refuse, sqliteCode } from './trouble.ts'

/*
 * A store is a folder `Name.parity`: the encrypted book, its key ring, and a lock that the operating system lets go of when the process ends.
 */

const BOOK = 'book.db'
const KEYS = 'keys.json'
const LOCK = 'open.lock'

export type OpenStore = {
  readonly book: Book
  readonly user: StoreUser
  readonly folder: string
  /** Opens the store's log, with the instants of a clock. */
  log(now: () => string): Log
  close(): void
}

/**
 * Makes a store. It is built under a temporary name and renamed when it is whole, so that a crash leaves no half store.
 * @throws Trouble `store.exists`, `store.passphrase.short`, `store.readonly`
 */
export function createStore(
  folder: string,
  userName: string,
  passphrase: string,
  fill: (book: Book) => void,
  cost?: Parameters<typeof newKeyRing>[3],
): OpenStore {
  if (existsSync(folder)) refuse('store.exists', { fix: 'Choose another name or folder.' })
  const user: StoreUser = { id: 1, name: userName, role: 'owner' }
  const { ring, storeKey } = newKeyRing(randomUUID(), user, passphrase, cost)
  const building = join(dirname(folder), `.${basename(folder)}.${randomUUID()}.partial`)
  try {
    mkdirSync(building, { recursive: true, mode: 0o700 })
    const book = Book.open(join(building, BOOK), databaseKey(storeKey, ring.generation))
    try {
      fill(book)
    } finally {
      book.close()
    }
    writeDurably(join(building, KEYS), JSON.stringify(ring, undefined, 1))
    renameSync(building, folder)
    syncFolder(dirname(folder))
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    if (error instanceof Error && 'code' in error && ['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOTDIR'].includes(String(error.code)))
      refuse('store.readonly', { fix: 'Choose a folder you may write to.' })
    throw error
  }
  return openWith(folder, storeKey, ring.generation, user)
}

/** Opens a store. @throws Trouble `store.missing`, `store.passphrase`, `store.keys`, `store.used`, `store.newer`, `store.damaged` */
export function openStore(folder: string, userName: string | undefined, passphrase: string): OpenStore {
  const ring = readKeyRing(folder)
  const name = userName ?? ring.slots[0]?.user.name ?? ''
  const { storeKey, user } = unlock(ring, name, passphrase)
  return openWith(folder, storeKey, ring.generation, user)
}

/** Who may open a store: names and roles, which the lock screen shows. @throws Trouble `store.missing`, `store.keys` */
export const usersOf = (folder: string): StoreUser[] => readKeyRing(folder).slots.map((slot) => slot.user)

function readKeyRing(folder: string): KeyRing {
  let text: string
  try {
    text = readFileSync(join(folder, KEYS), 'utf8')
  } catch {
    // Whatever keeps it from being read, there is no store that can be opened here.
    return refuse('store.missing', { fix: 'Choose the folder that ends in .parity.' })
  }
  try {
    return KeyRing.parse(JSON.parse(text))
  } catch {
    return refuse('store.keys')
  }
}

function openWith(folder: string, storeKey: Buffer, generation: number, user: StoreUser): OpenStore {
  const lock = takeLock(folder)
  try {
    const book = Book.open(join(folder, BOOK), databaseKey(storeKey, generation))
    return {
      book,
      user,
      folder,
      log: (now) => openLog(folder, filesKey(storeKey, generation), now),
      close: () => {
        book.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/** A tiny database held exclusively: the kernel releases it even when the process is killed, so no stale lock is left. It holds nothing. */
function takeLock(folder: string): Database {
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

/** Writes a file so that after a power cut it is whole or was never there. */
export function writeDurably(path: string, data: string | Uint8Array): void {
  const temporary = `${path}.${randomUUID()}.partial`
  const file = openSync(temporary, 'wx', 0o600)
  try {
    writeFileSync(file, data)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
