import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type Database from '@signalapp/sqlcipher'
import { Book } from './book.ts'
import { syncFolder, writeDurably } from './durable.ts'
import { machineTime, tryPassphrase } from './keys/attempts.ts'
import { isCheap } from './keys/derivation.ts'
import { checkNewPassphrase } from './keys/passphrase.ts'
import { RingOne, unlockOne } from './keys/ring-one.ts'
import { databaseKey, newRing, newSlot, parseRing, ringText, signRing, unlock, type KeyRing, type Slot } from './keys/ring.ts'
import { beginSitting, bookName, KEYS, takeLock, type KeyOptions, type OpenStore } from './sitting.ts'
import { refuse } from './trouble.ts'

export { writeDurably } from './durable.ts'
export type { KeyOptions, OpenStore } from './sitting.ts'

/*
 * A store is a folder `Name.parity`: the encrypted book, its key ring, the count of wrong passphrases, and a lock that the operating system lets go of when
 * the process ends.
 */

/**
 * Makes a store with its owner. It is built under a temporary name and renamed when it is whole, so that a crash leaves no half store.
 * @param options `isPublished` for the sample practice, whose passphrase is printed in the program: it is not held against the list
 * @throws Trouble `store.exists`, `store.passphrase.short`, `store.passphrase.common`, `store.readonly`
 */
export function createStore(
  folder: string,
  ownerName: string,
  passphrase: string,
  fill: (book: Book) => void,
  options: KeyOptions & { readonly isPublished?: boolean } = {},
): OpenStore {
  if (existsSync(folder)) refuse('store.exists', { fix: 'Choose another name or folder.' })
  if (options.isPublished !== true)
    checkNewPassphrase(passphrase, [ownerName, basename(folder).replace(/\.parity$/, ''), ...(options.context ?? [])])
  const owner = { id: 1, name: ownerName, isEmergency: false, isStarter: false }
  const { ring, storeKey } = newRing(randomUUID(), owner, passphrase, options.cost)
  const building = join(dirname(folder), `.${basename(folder)}.${randomUUID()}.partial`)
  try {
    mkdirSync(building, { recursive: true, mode: 0o700 })
    const book = Book.open(join(building, bookName(1)), databaseKey(storeKey, 1))
    try {
      fill(book)
    } finally {
      book.close()
    }
    writeDurably(join(building, KEYS), ringText(ring))
    renameSync(building, folder)
    syncFolder(dirname(folder))
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    if (error instanceof Error && 'code' in error && ['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOTDIR'].includes(String(error.code)))
      refuse('store.readonly', { fix: 'Choose a folder you may write to.' })
    throw error
  }
  return locked(folder, (lock) => beginSitting(lock, folder, { ring, storeKey, slot: owner, failures: null }))
}

/**
 * Opens a store. A ring of an older form, or a slot shut more cheaply than is usual today, is made anew now that the passphrase is at hand.
 * @param name who signs in; by default the first in the ring
 * @throws Trouble `store.missing`, `store.used`, `store.passphrase`, `access.wait`, `access.shut`, `store.keys`, `store.newer`, `store.damaged`
 */
export function openStore(folder: string, name: string | undefined, passphrase: string, options: KeyOptions = {}): OpenStore {
  readRing(folder)
  return locked(folder, (lock) => {
    const found = readRing(folder)
    const people = peopleOf(found)
    const who = name ?? people[0]?.name ?? ''
    const trial = { folder, store: found.store, name: who, people, time: options.time ?? machineTime, isSignIn: true }
    const { value, failures } = tryPassphrase(trial, () => opened(found, who, passphrase, options))
    const store = beginSitting(lock, folder, { ...value, failures, time: trial.time })
    if (value.ring === found) return store
    try {
      writeDurably(join(folder, KEYS), ringText(value.ring))
      return store
    } catch (error) {
      store.book.close()
      throw error
    }
  })
}

/** Who may open a store, which the lock screen shows. @throws Trouble `store.missing`, `store.keys` */
export const usersOf = (folder: string): { id: number; name: string; isEmergency: boolean }[] =>
  peopleOf(readRing(folder)).map(({ id, name, isEmergency }) => ({ id, name, isEmergency }))

/** Runs under the lock of a store, which is kept when an open store comes out of it. */
export function locked(folder: string, run: (lock: Database) => OpenStore): OpenStore {
  const lock = takeLock(folder)
  try {
    return run(lock)
  } catch (error) {
    lock.close()
    throw error
  }
}

/** The key ring in a folder, of today's form or of 0.1.0. @throws Trouble `store.missing`, `store.keys` */
export function readRing(folder: string): KeyRing | RingOne {
  let text: string
  try {
    text = readFileSync(join(folder, KEYS), 'utf8')
  } catch {
    // Whatever keeps it from being read, there is no store that can be opened here.
    return refuse('store.missing', { fix: 'Choose the folder that ends in .parity.' })
  }
  try {
    const old = RingOne.safeParse(JSON.parse(text))
    if (old.success) return old.data
  } catch {
    refuse('store.keys')
  }
  return parseRing(text)
}

const peopleOf = (ring: KeyRing | RingOne): { id: number; name: string; isEmergency: boolean }[] =>
  ring.format === 'parity-keys-2' ? ring.slots : ring.slots.map(({ user: { id, name } }) => ({ id, name, isEmergency: false }))

/** The store key, and the ring as it is to be: the same one when nothing is to be made anew. */
function opened(
  found: KeyRing | RingOne,
  name: string,
  passphrase: string,
  { cost }: KeyOptions,
): { ring: KeyRing; storeKey: Buffer; slot: Pick<Slot, 'id' | 'name' | 'isEmergency' | 'isStarter'> } {
  if (found.format === 'parity-keys-1') {
    const storeKey = unlockOne(found, name, passphrase)
    const owner = { id: found.slots[0].user.id, name, isEmergency: false, isStarter: false }
    const slots = [newSlot(found, owner, passphrase, storeKey, cost)]
    return { ring: signRing({ store: found.store, generation: 1, slots, recovery: null }, storeKey), storeKey, slot: owner }
  }
  const { storeKey, slot } = unlock(found, name, passphrase)
  if (!isCheap(slot.kdf, cost)) return { ring: found, storeKey, slot }
  const slots = found.slots.map((one) => (one.id === slot.id ? newSlot(found, slot, passphrase, storeKey, cost) : one))
  const { store, generation, recovery } = found
  return { ring: signRing({ store, generation, slots, recovery }, storeKey), storeKey, slot }
}
