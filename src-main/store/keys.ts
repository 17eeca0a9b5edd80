import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'
import { hashRawSync } from '@node-rs/argon2'
import { z } from 'zod'
import { refuse } from './trouble.ts'

/*
 * The key ring of a store. One random store key; each user has a key pair whose private half is sealed by a key made from the
 * passphrase, and the store key is sealed to the public half. So an owner can later seal a new store key to everybody without knowing a
 * passphrase. The ring stands beside the store file and is worthless without a passphrase.
 */

const Sealed = z.strictObject({ nonce: z.base64(), tag: z.base64(), data: z.base64() })
const KeyDerivation = z.strictObject({
  alg: z.literal('argon2id'),
  version: z.literal(19),
  memoryKiB: z.int().min(65_536).max(1_048_576),
  passes: z.int().min(2).max(10),
  lanes: z.int().min(1).max(8),
  salt: z.base64(),
})
const Slot = z.strictObject({
  user: z.strictObject({ id: z.int(), name: z.string().min(1).max(100), role: z.enum(['owner', 'biller']) }),
  kdf: KeyDerivation,
  publicKey: z.base64(),
  privateKey: Sealed,
  storeKey: z.strictObject({ ephemeral: z.base64(), box: Sealed }),
})
export const KeyRing = z.strictObject({
  format: z.literal('parity-keys-1'),
  store: z.uuid(),
  generation: z.int().positive(),
  slots: z.array(Slot).min(1),
  mac: z.base64(),
})
export type KeyRing = z.infer<typeof KeyRing>
type Slot = z.infer<typeof Slot>
export type StoreUser = Slot['user']

/** Argon2id above the floor of the OWASP sheet by a wide margin; about 120 ms in plain Node. */
const USUAL_COST = { memoryKiB: 131_072, passes: 3, lanes: 4 } as const
type Cost = { readonly memoryKiB: number; readonly passes: number; readonly lanes: number }

const SHORTEST_PASSPHRASE = 15

/** A new ring with one user, and the store key it guards. */
export function newKeyRing(
  store: string,
  user: StoreUser,
  passphrase: string,
  cost: Cost = USUAL_COST,
): { ring: KeyRing; storeKey: Buffer } {
  if ([...passphrase.normalize('NFC')].length < SHORTEST_PASSPHRASE) refuse('store.passphrase.short', { at: { field: 'passphrase' } })
  const storeKey = randomBytes(32)
  const body = { format: 'parity-keys-1' as const, store, generation: 1, slots: [newSlot(store, 1, user, passphrase, storeKey, cost)] }
  return { ring: { ...body, mac: macOf(body, storeKey) }, storeKey }
}

/**
 * The store key, for the user with this name.
 * @throws Trouble `store.passphrase` for a wrong passphrase or an unknown user (one answer for both), `store.keys` when the ring was tampered with
 */
export function unlock(ring: KeyRing, userName: string, passphrase: string): { storeKey: Buffer; user: StoreUser } {
  const slot = ring.slots.find((one) => one.user.name === userName)
  if (!slot) refuse('store.passphrase', { at: { field: 'passphrase' } })
  const aad = slotAad(ring.store, ring.generation, slot)
  const privateBytes = open(slot.privateKey, passphraseKey(passphrase, slot.kdf), aad)
  if (!privateBytes) refuse('store.passphrase', { at: { field: 'passphrase' } })
  const secret = diffieHellman({ privateKey: privateFrom(privateBytes), publicKey: publicFrom(slot.storeKey.ephemeral) })
  const storeKey = open(slot.storeKey.box, derive(secret, 'seal/v1'), aad)
  if (!storeKey) refuse('store.keys')
  const { mac, ...body } = ring
  if (!timingSafeEqual(Buffer.from(macOf(body, storeKey), 'base64'), Buffer.from(mac, 'base64'))) refuse('store.keys')
  return { storeKey, user: slot.user }
}

/** The raw key of the database, 64 hex digits. */
export const databaseKey = (storeKey: Buffer, generation: number): string => derive(storeKey, `db/v1/${generation}`).toString('hex')

/** The 32 bytes under which files beside the book are sealed: the log. */
export const filesKey = (storeKey: Buffer, generation: number): Buffer => derive(storeKey, `files/v1/${generation}`)

function newSlot(store: string, generation: number, user: StoreUser, passphrase: string, storeKey: Buffer, cost: Cost): Slot {
  const kdf = { alg: 'argon2id' as const, version: 19 as const, ...cost, salt: randomBytes(16).toString('base64') }
  const own = generateKeyPairSync('x25519')
  const ephemeral = generateKeyPairSync('x25519')
  const aad = slotAad(store, generation, { user, kdf })
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: own.publicKey })
  return {
    user,
    kdf,
    publicKey: rawPublic(own.publicKey),
    privateKey: seal(own.privateKey.export({ type: 'pkcs8', format: 'der' }), passphraseKey(passphrase, kdf), aad),
    storeKey: { ephemeral: rawPublic(ephemeral.publicKey), box: seal(storeKey, derive(secret, 'seal/v1'), aad) },
  }
}

/** What each seal is bound to, so that no part of one slot fits another store, user, generation or cost. */
const slotAad = (store: string, generation: number, slot: Pick<Slot, 'user' | 'kdf'>): Buffer =>
  Buffer.from(JSON.stringify([store, generation, slot.user.id, slot.kdf.memoryKiB, slot.kdf.passes, slot.kdf.lanes, slot.kdf.salt]))

function passphraseKey(passphrase: string, kdf: z.infer<typeof KeyDerivation>): Buffer {
  return hashRawSync(passphrase.normalize('NFC'), {
    // Argon2id; the package's enum is ambient and cannot be named here.
    algorithm: 2,
    memoryCost: kdf.memoryKiB,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64'),
  })
}

const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `parity/${purpose}`, 32))

const macOf = (body: Omit<KeyRing, 'mac'>, storeKey: Buffer): string =>
  createHmac('sha256', derive(storeKey, `keyring/v1/${body.generation}`))
    .update(JSON.stringify([body.format, body.store, body.generation, body.slots]))
    .digest('base64')

/** AES-256-GCM; Electron's crypto has no AES key wrap. */
function seal(data: Buffer, key: Buffer, aad: Buffer): z.infer<typeof Sealed> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  const sealed = Buffer.concat([cipher.update(data), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: sealed.toString('base64') }
}

function open(box: z.infer<typeof Sealed>, key: Buffer, aad: Buffer): Buffer | undefined {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.nonce, 'base64'))
      .setAAD(aad)
      .setAuthTag(Buffer.from(box.tag, 'base64'))
    return Buffer.concat([cipher.update(Buffer.from(box.data, 'base64')), cipher.final()])
  } catch {
    // GCM says only that the tag does not fit: a wrong key or a changed box.
    return undefined
  }
}

const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')
const rawPublic = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX.length).toString('base64')
const publicFrom = (raw: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(raw, 'base64')]), format: 'der', type: 'spki' })
const privateFrom = (der: Buffer): KeyObject => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
