import { sql } from 'kysely'
import type { Book } from './book.ts'
import { locked, readRing } from './folder.ts'
import { forgetAttempts, machineTime, tryPassphrase } from './keys/attempts.ts'
import { checkNewPassphrase } from './keys/passphrase.ts'
import { drawRecoveryKey, groupOf, plainSigns, readRecoveryKey } from './keys/recovery.ts'
import { newSlot, sealedRecovery, signRing, unlock, unlockByRecovery, type KeyRing, type Slot } from './keys/ring.ts'
import { rotateTo } from './rotate.ts'
import { beginSitting, keepRing, mustBeCurrent, type KeyOptions, type OpenStore } from './sitting.ts'
import { tables } from './sql.ts'
import { refuse, Trouble } from './trouble.ts'

/*
 * Who opens the store: people, an emergency envelope, the recovery key. Each change gives the open store as it goes on; the value given in is over then.
 */

/**
 * Adds a person, or an emergency envelope, under starter words.
 * @throws Trouble `people.exists`, `store.passphrase.short`, `store.passphrase.common`
 */
export function addSlot(
  store: OpenStore,
  person: { readonly id: number; readonly name: string; readonly isEmergency: boolean },
  passphrase: string,
  options: KeyOptions = {},
): OpenStore {
  const { ring, storeKey } = store
  if (ring.slots.some((slot) => slot.id === person.id || sameName(slot.name, person.name))) refuse('people.exists')
  checkNewPassphrase(passphrase, [person.name, ...(options.context ?? [])])
  // The words in an envelope are not chosen anew: who opens it is in a hurry.
  const owner = { ...person, isStarter: !person.isEmergency }
  return withSlots(store, [...ring.slots, newSlot(ring, owner, passphrase, storeKey, options.cost)])
}

/** Gives a person who forgot the passphrase, or was shut out, starter words. @throws Trouble `record.missing` and as {@link addSlot} */
export function resetSlot(store: OpenStore, id: number, passphrase: string, options: KeyOptions = {}): OpenStore {
  const slot = slotOf(store, id)
  checkNewPassphrase(passphrase, [slot.name, ...(options.context ?? [])])
  const next = replaced(store, newSlot(store.ring, { ...slot, isStarter: !slot.isEmergency }, passphrase, store.storeKey, options.cost))
  forgetAttempts(store.folder, id)
  return next
}

/**
 * Changes the passphrase of who sits here.
 * @throws Trouble `store.passphrase`, `access.wait`, `access.shut`, `store.passphrase.short`, `store.passphrase.common`
 */
export function changePassphrase(store: OpenStore, old: string, next: string, options: KeyOptions = {}): OpenStore {
  checkNewPassphrase(next, [store.person.name, ...(options.context ?? [])], 'new')
  if (old.normalize('NFC') === next.normalize('NFC'))
    refuse('store.passphrase.common', { at: { field: 'new' }, message: 'This is the passphrase you have now. Choose another.' })
  mustBeHis(store, old, options, 'old')
  const person = { ...store.person, isStarter: false }
  options.reached?.('confirmed')
  const changed = replaced(store, newSlot(store.ring, person, next, store.storeKey, options.cost), person)
  options.reached?.('changed')
  return changed
}

/** Asks who sits here for the passphrase again. @throws Trouble `store.passphrase`, `access.wait`, `access.shut` */
export const confirmPassphrase = (store: OpenStore, passphrase: string, options: KeyOptions = {}): void =>
  mustBeHis(store, passphrase, options, 'passphrase')

/**
 * Takes a person's key away and gives the store a new one, so that no ring of before opens what is written from now on.
 * @throws Trouble `record.missing`, `people.self`, `store.full`
 */
export function removeSlot(store: OpenStore, id: number, options: KeyOptions = {}): OpenStore {
  slotOf(store, id)
  if (id === store.person.id) refuse('people.self')
  const next = rotateTo(store, { slots: store.ring.slots.filter((slot) => slot.id !== id), recovery: store.ring.recovery }, options)
  forgetAttempts(store.folder, id)
  return next
}

/** A recovery key that waits for two of its groups to be typed back. It holds no secret but those. */
export type PendingRecovery = { readonly publicKey: string; readonly groups: readonly [string, string] }

/** Draws a recovery key. The one before stays good until this one is confirmed. */
export function newRecovery(store: OpenStore): { key: string; ask: [number, number]; pending: PendingRecovery } {
  const { key, ask } = drawRecoveryKey()
  const { publicKey } = readRecoveryKey(key, store.ring.store)
  return { key, ask: [...ask], pending: { publicKey, groups: [groupOf(key, ask[0]), groupOf(key, ask[1])] } }
}

/** Holds what was written down against the key; from then on it opens the store. @throws Trouble `keys.recovery.wrong` */
export function confirmRecovery(store: OpenStore, pending: PendingRecovery, groups: readonly [string, string]): OpenStore {
  const wrong = pending.groups.findIndex((group, n) => plainSigns(groups[n] ?? '') !== group)
  if (wrong !== -1) refuse('keys.recovery.wrong', { at: { field: `groups.${wrong}` } })
  const { ring, storeKey } = store
  const recovery = sealedRecovery(ring, pending.publicKey, storeKey)
  return keepRing(store, signRing({ store: ring.store, generation: ring.generation, slots: ring.slots, recovery }, storeKey))
}

/**
 * Opens a store with its recovery key and gives an owner a new passphrase. The store gets a new key and the recovery key is used up, in one step.
 * @throws Trouble `store.recovery.typed`, `store.recovery`, `record.missing` when the name is no owner's, and as {@link openStore}
 */
export function recoverStore(
  folder: string,
  recoveryKey: string,
  ownerName: string,
  newPassphrase: string,
  options: KeyOptions = {},
): OpenStore {
  const { store } = readRing(folder)
  const { privateKey, publicKey } = readRecoveryKey(recoveryKey, store)
  checkNewPassphrase(newPassphrase, [ownerName, ...(options.context ?? [])])
  return locked(folder, (lock) => {
    const ring = readRing(folder)
    if (ring.format === 'parity-keys-1') return refuse('store.recovery', { at: { field: 'key' } })
    const storeKey = unlockByRecovery(ring, privateKey, publicKey)
    const slot = ring.slots.find((one) => one.name === ownerName && !one.isEmergency)
    if (!slot) return refuse('record.missing', { at: { field: 'user' } })
    const old = beginSitting(lock, folder, { ring, storeKey, slot: { ...slot, isStarter: false }, failures: null })
    try {
      if (!isOwner(old.book, slot.id)) refuse('record.missing', { at: { field: 'user' } })
      const fresh = newSlot(
        { store, generation: ring.generation + 1 },
        { ...slot, isStarter: false },
        newPassphrase,
        storeKey,
        options.cost,
      )
      forgetAttempts(folder, slot.id)
      return rotateTo(old, { slots: ring.slots.map((one) => (one.id === slot.id ? fresh : one)), recovery: null }, options)
    } catch (error) {
      // The lock is let go of by who took it.
      old.book.close()
      throw error
    }
  })
}

const people = tables<{ person: { id: number; role: string; is_active: number } }>()
/** A store that came from 0.1.0 and was never signed in to since knows no people: its one person is the owner. */
const isOwner = (book: Book, id: number): boolean =>
  book.read((db) => {
    const count = db.first(people.selectFrom('person').select(sql<number>`count(*)`.as('count')))?.count
    const found = db.first(people.selectFrom('person').select(['role', 'is_active']).where('id', '=', id))
    return count === 0 || (found?.role === 'owner' && found.is_active === 1)
  })

function mustBeHis(store: OpenStore, passphrase: string, options: KeyOptions, field: string): void {
  mustBeCurrent(store)
  const { folder, ring, person } = store
  const trial = { folder, store: ring.store, name: person.name, people: ring.slots, time: options.time ?? machineTime, isSignIn: false }
  try {
    tryPassphrase(trial, () => unlock(ring, person.name, passphrase))
  } catch (error) {
    if (error instanceof Trouble && error.problem.code === 'store.passphrase') refuse('store.passphrase', { at: { field } })
    throw error
  }
}

const slotOf = (store: OpenStore, id: number): Slot => store.ring.slots.find((slot) => slot.id === id) ?? refuse('record.missing')

const replaced = (store: OpenStore, slot: Slot, person = store.person): OpenStore =>
  withSlots(
    store,
    store.ring.slots.map((one) => (one.id === slot.id ? slot : one)),
    person,
  )

const withSlots = (store: OpenStore, slots: KeyRing['slots'], person = store.person): OpenStore =>
  keepRing(
    store,
    signRing({ store: store.ring.store, generation: store.ring.generation, slots, recovery: store.ring.recovery }, store.storeKey),
    {
      person,
    },
  )

const sameName = (a: string, b: string): boolean => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
