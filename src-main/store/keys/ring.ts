import { createHmac, generateKeyPairSync, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../trouble.ts'
import { Derivation, derivationOf, passphraseKey, usualCost, type Cost } from './derivation.ts'
import { derive, Key, privateFrom, rawPublic, seal, SealedPrivate, SealedTo, sealTo, unseal, unsealWith } from './seal.ts'

/*
 * The key ring of a store. One random store key for each generation; each person has a key pair whose private half is sealed by a key made from the
 * passphrase, and the store key is sealed to the public half. So an owner seals a new store key to everybody without knowing a passphrase. What a person may
 * do stands in the book alone. The ring stands beside the book and is worthless without a passphrase or the recovery key.
 */

const Slot = z.strictObject({
  id: z.int().positive(),
  name: z.string().min(1).max(100),
  /** An envelope for an emergency (45 CFR 164.312(a)(2)(ii)). */
  isEmergency: z.boolean(),
  /** Shut with words an owner handed over. */
  isStarter: z.boolean(),
  kdf: Derivation,
  publicKey: Key,
  privateKey: SealedPrivate,
  storeKey: SealedTo,
})
export type Slot = z.infer<typeof Slot>
/** Of the recovery key the ring holds only the public half; it is here when its owner wrote it down and typed two groups back. */
const Recovery = z.strictObject({ publicKey: Key, storeKey: SealedTo })
export const KeyRing = z.strictObject({
  format: z.literal('parity-keys-2'),
  store: z.uuid(),
  generation: z.int().positive(),
  slots: z
    .array(Slot)
    .min(1)
    .max(200)
    .refine((slots) => new Set(slots.map((slot) => slot.id)).size === slots.length, 'each id once'),
  recovery: Recovery.nullable(),
  mac: Key,
})
export type KeyRing = z.infer<typeof KeyRing>

/** Whose slot it is. */
export type SlotOwner = Pick<Slot, 'id' | 'name' | 'isEmergency' | 'isStarter'>
export const ownerOf = ({ id, name, isEmergency, isStarter }: SlotOwner): SlotOwner => ({ id, name, isEmergency, isStarter })

/** Where a slot belongs: which store, which generation of its key. */
type Belongs = Pick<KeyRing, 'store' | 'generation'>

/** A ring for a new store with one person, and the store key it guards. */
export function newRing(store: string, owner: SlotOwner, passphrase: string, cost?: Cost): { ring: KeyRing; storeKey: Buffer } {
  const storeKey = randomBytes(32)
  const slots = [newSlot({ store, generation: 1 }, owner, passphrase, storeKey, cost)]
  return { ring: signRing({ store, generation: 1, slots, recovery: null }, storeKey), storeKey }
}

/**
 * A slot under a passphrase, always with a key pair of its own: who kept an old ring and an old passphrase holds nothing that opens a later one.
 * @param cost by default what this machine was measured for
 */
export function newSlot(at: Belongs, owner: SlotOwner, passphrase: string, storeKey: Buffer, cost: Cost = usualCost()): Slot {
  const kdf = derivationOf(cost)
  const pair = generateKeyPairSync('x25519')
  const slot = { ...ownerOf(owner), kdf, publicKey: rawPublic(pair.publicKey) }
  const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  return {
    ...slot,
    privateKey: seal(der, passphraseKey(passphrase, kdf), privateAad(at, slot)),
    storeKey: sealTo(slot.publicKey, storeKey, storeAad(at, slot)),
  }
}

/** The ring with its MAC under a key made from the store key. */
export function signRing(body: Omit<KeyRing, 'mac' | 'format'>, storeKey: Buffer): KeyRing {
  const whole = { format: 'parity-keys-2' as const, ...body }
  return { ...whole, mac: macOf(whole, storeKey).toString('base64') }
}

/** The same people and the same recovery key, for another store key: at a rotation, and for a backup, which has a key of its own. */
export function sealRingTo(ring: Pick<KeyRing, 'store' | 'slots' | 'recovery'>, newStoreKey: Buffer, generation: number): KeyRing {
  const at = { store: ring.store, generation }
  return signRing(
    {
      ...at,
      slots: ring.slots.map((slot) => ({ ...slot, storeKey: sealTo(slot.publicKey, newStoreKey, storeAad(at, slot)) })),
      recovery: ring.recovery && sealedRecovery(at, ring.recovery.publicKey, newStoreKey),
    },
    newStoreKey,
  )
}

/** The recovery key's place in a ring. */
export const sealedRecovery = (at: Belongs, publicKey: string, storeKey: Buffer): NonNullable<KeyRing['recovery']> => ({
  publicKey,
  storeKey: sealTo(publicKey, storeKey, recoveryAad(at, publicKey)),
})

/**
 * The store key and the slot, for the person with this name. Whoever asks for an unknown name waits as long as for a wrong passphrase.
 * @param toKey how a passphrase becomes a key; a test may remember it
 * @throws Trouble `store.passphrase` for a wrong passphrase or an unknown name (one answer for both), `store.keys` when the ring was changed
 */
export function unlock(ring: KeyRing, name: string, passphrase: string, toKey = passphraseKey): { storeKey: Buffer; slot: Slot } {
  const slot = ring.slots.find((one) => one.name === name)
  const key = toKey(passphrase, (slot ?? ring.slots[0])?.kdf ?? derivationOf(usualCost()))
  const der = slot && unseal(slot.privateKey, key, privateAad(ring, slot))
  if (!slot || !der) refuse('store.passphrase', { at: { field: 'passphrase' } })
  const storeKey = unsealWith(privateFrom(der), slot.storeKey, storeAad(ring, slot))
  if (!storeKey || !isWhole(ring, storeKey)) refuse('store.keys')
  return { storeKey, slot }
}

/** The store key, for the recovery key's private half. @throws Trouble `store.recovery`, `store.keys` when the ring was changed */
export function unlockByRecovery(ring: KeyRing, privateKey: KeyObject, publicKey: string): Buffer {
  if (ring.recovery?.publicKey !== publicKey) refuse('store.recovery', { at: { field: 'key' } })
  const storeKey = unsealWith(privateKey, ring.recovery.storeKey, recoveryAad(ring, publicKey))
  if (!storeKey || !isWhole(ring, storeKey)) refuse('store.keys')
  return storeKey
}

/** The raw key of the database, 64 hex digits. */
export const databaseKey = (storeKey: Buffer, generation: number): string => derive(storeKey, `db/v1/${generation}`).toString('hex')

/** The 32 bytes under which files beside the book are sealed: the log. */
export const filesKey = (storeKey: Buffer, generation: number): Buffer => derive(storeKey, `files/v1/${generation}`)

/** The ring as its file says it. @throws Trouble `store.keys` */
export function parseRing(text: string): KeyRing {
  try {
    return KeyRing.parse(JSON.parse(text))
  } catch {
    return refuse('store.keys')
  }
}

export const ringText = (ring: KeyRing): string => JSON.stringify(ring, undefined, 1)

/*
 * What each seal is bound to, so that no part of one slot fits another store, person, generation or cost. The private key is not bound to the generation:
 * a rotation, which changes it, knows no passphrase.
 */
const costOf = (kdf: Derivation): unknown[] =>
  kdf.alg === 'argon2id' ? [kdf.alg, kdf.version, kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt] : [kdf.alg, kdf.rounds, kdf.salt]
const aad = (...parts: readonly unknown[]): Buffer => Buffer.from(JSON.stringify(parts))
type Bound = Pick<Slot, 'id' | 'kdf' | 'publicKey'>
const privateAad = ({ store }: Belongs, slot: Bound): Buffer => aad('private/v2', store, slot.id, slot.publicKey, costOf(slot.kdf))
const storeAad = ({ store, generation }: Belongs, slot: Bound): Buffer =>
  aad('store/v2', store, generation, slot.id, slot.publicKey, costOf(slot.kdf))
const recoveryAad = ({ store, generation }: Belongs, publicKey: string): Buffer => aad('recovery/v2', store, generation, publicKey)

const isWhole = (ring: KeyRing, storeKey: Buffer): boolean => timingSafeEqual(macOf(ring, storeKey), Buffer.from(ring.mac, 'base64'))

/** HMAC-SHA256 over every value in the order of this list; JSON lists keep their borders. */
function macOf(ring: Omit<KeyRing, 'mac'>, storeKey: Buffer): Buffer {
  const box = (one: SealedTo): unknown[] => [one.ephemeral, one.box.nonce, one.box.tag, one.box.data]
  const slots = ring.slots.map((slot) => [
    [slot.id, slot.name, slot.isEmergency, slot.isStarter, costOf(slot.kdf), slot.publicKey],
    [slot.privateKey.nonce, slot.privateKey.tag, slot.privateKey.data],
    box(slot.storeKey),
  ])
  const recovery = ring.recovery && [ring.recovery.publicKey, box(ring.recovery.storeKey)]
  return createHmac('sha256', derive(storeKey, `keyring/v2/${ring.generation}`))
    .update(JSON.stringify([ring.format, ring.store, ring.generation, slots, recovery]))
    .digest()
}
