import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Trouble, type OpenStore, type Reading } from '../../src-main/store/index.ts'
import { passphraseKey, type Derivation } from '../../src-main/store/keys/derivation.ts'
import { parseRing, unlock, type KeyRing, type Slot } from '../../src-main/store/keys/ring.ts'
import { beginSitting, takeLock } from '../../src-main/store/sitting.ts'
import { verifyStore } from '../../src-main/today/verify.ts'
import { PASSPHRASE, USER } from './place.ts'

/*
 * Opens a harmed store as the program does, strays swept and the anchor asked; only the price of a passphrase is paid once for each slot.
 */

export type Keys = { readonly ring: KeyRing; readonly storeKey: Buffer; readonly slot: Slot }

const remembered = new Map<string, Buffer>()
/** The key a passphrase makes, derived once. */
function keyFrom(passphrase: string, kdf: Derivation): Buffer {
  const place = JSON.stringify([passphrase, kdf])
  const known = remembered.get(place) ?? Buffer.from(passphraseKey(passphrase, kdf))
  remembered.set(place, known)
  // Who asks may wipe what it was given.
  return Buffer.from(known)
}

export const ringAt = (folder: string): KeyRing => parseRing(readFileSync(join(folder, 'keys.json'), 'utf8'))

/** What a passphrase opens; undefined when it is not the one. @throws Trouble `store.keys` for a ring that was changed */
export function keysFor(ring: KeyRing, passphrase = PASSPHRASE, name = USER): Keys | undefined {
  try {
    return { ring, ...unlock(ring, name, passphrase, keyFrom) }
  } catch (error) {
    if (error instanceof Trouble && error.problem.code === 'store.passphrase') return undefined
    throw error
  }
}

/** Looks into a store that was opened for it. @throws what opening throws */
export function lookInto<T>(folder: string, keys: Keys, look: (store: OpenStore) => T): T {
  const lock = takeLock(folder)
  let store: OpenStore
  try {
    store = beginSitting(lock, folder, { ring: keys.ring, storeKey: keys.storeKey, slot: keys.slot, failures: null })
  } catch (error) {
    lock.close()
    throw error
  }
  try {
    return look(store)
  } finally {
    store.close()
  }
}

/** What a passphrase opens, which must be the one. */
export function ownKeys(folder: string, passphrase = PASSPHRASE, name = USER): Keys {
  const keys = keysFor(ringAt(folder), passphrase, name)
  if (!keys) throw new Error('The passphrase opens nothing')
  return keys
}

export const brokenIn = (db: Reading): string[] => verifyStore(db).flatMap((one) => (one.broken > 0 ? [`${one.id}: ${one.broken}`] : []))

/** What is wrong with any opened store: it is halted, it is not in balance, something half made lies about. */
export const faultsIn = (store: OpenStore): string[] => [
  ...(store.halted ? [`a false alarm: ${store.halted.words}`] : []),
  ...store.book.read((db) => brokenIn(db)),
  ...strays(store.folder, store.ring.generation),
]

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])

/** What a crash left that an opening should have removed. */
function strays(folder: string, generation: number): string[] {
  const own = generation === 1 ? 'book.db' : `book-${generation}.db`
  const names = namesIn(folder)
  const halves = [...names, ...namesIn(join(folder, 'backups'))].filter((name) => /\.(partial|pending)/.test(name))
  const books = names.filter((name) => /^book.*\.db$/.test(name))
  return [
    ...halves.map((name) => `${name} lies about`),
    ...(books.length === 1 && books[0] === own ? [] : [`the books are ${books.join()} in generation ${generation}`]),
  ]
}
