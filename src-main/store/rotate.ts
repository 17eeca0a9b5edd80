import { randomBytes } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Book } from './book.ts'
import { checkCopy, copyBook } from './copy.ts'
import { syncFolder, writeDurably } from './durable.ts'
import { readRing } from './folder.ts'
import { databaseKey, ringText, sealRingTo, type KeyRing } from './keys/ring.ts'
import { bookName, KEYS, mustBeCurrent, pendingName, removeBook, succeed, type KeyOptions, type OpenStore } from './sitting.ts'

/*
 * A new store key. The book is copied under it, the copy is held against the book, and the ring that names the new generation is the one moment at which the
 * store changes (an in-place rekey that is killed leaves pages under both keys, F7). Old rings are not kept: with a passphrase of then they would open a
 * stolen copy of the book of then, and here they open nothing.
 */

/** Gives the store a new key; everybody keeps the passphrase. @throws Trouble `store.full`, `store.damaged`; then the store is as it was */
export const rotate = (store: OpenStore, options: KeyOptions = {}): OpenStore => rotateTo(store, store.ring, options)

/** Gives the store a new key that only these people and this recovery key open. */
export function rotateTo(store: OpenStore, people: Pick<KeyRing, 'slots' | 'recovery'>, options: KeyOptions = {}): OpenStore {
  mustBeCurrent(store)
  const generation = store.ring.generation + 1
  const storeKey = randomBytes(32)
  const partial = join(store.folder, `${bookName(generation)}.partial`)
  removeBook(store.folder, `${bookName(generation)}.partial`)
  try {
    copyBook(store.book, partial, databaseKey(storeKey, generation))
    options.reached?.('copied')
    checkCopy(store.book, partial, databaseKey(storeKey, generation))
  } catch (error) {
    removeBook(store.folder, `${bookName(generation)}.partial`)
    throw error
  }
  options.reached?.('checked')
  const ring = sealRingTo({ store: store.ring.store, slots: people.slots, recovery: people.recovery }, storeKey, generation)
  return changeBook(store, partial, ring, storeKey, options)
}

/**
 * Puts a checked copy, already under the key of the ring's generation, in the place of the book. The ring is the commit: before it the old pair is valid, from
 * it on the new one.
 * @param partial a file in the store's folder
 */
export function changeBook(store: OpenStore, partial: string, ring: KeyRing, storeKey: Buffer, options: KeyOptions = {}): OpenStore {
  const { folder } = store
  const name = bookName(ring.generation)
  const pending = join(folder, pendingName(ring.generation))
  let book: Book | undefined
  try {
    writeDurably(pending, '')
    options.reached?.('pending')
    renameSync(partial, join(folder, name))
    syncFolder(folder)
    options.reached?.('renamed')
    book = Book.open(join(folder, name), databaseKey(storeKey, ring.generation), { isThere: true })
    options.reached?.('opened')
    writeDurably(join(folder, KEYS), ringText(ring))
  } catch (error) {
    book?.close()
    // The ring may stand though making it last failed: then the new pair is the valid one and stays.
    if (!isWritten(folder, ring)) {
      for (const one of [name, basename(partial)]) removeBook(folder, one)
      rmSync(pending, { force: true })
    }
    throw error
  }
  options.reached?.('committed')
  const next = succeed(store, { book, ring, storeKey })
  store.book.close()
  options.reached?.('closed')
  dropBefore(folder, store.ring.generation, pending)
  options.reached?.('dropped')
  return next
}

/** The store has changed already: what cannot be removed now is removed when it is opened next. */
function dropBefore(folder: string, generation: number, pending: string): void {
  try {
    rmSync(pending, { force: true })
    removeBook(folder, bookName(generation))
    syncFolder(folder)
  } catch {
    // Another program holds the file.
  }
}

const isWritten = (folder: string, ring: KeyRing): boolean => readRing(folder).mac === ring.mac
