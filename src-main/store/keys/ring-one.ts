import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../trouble.ts'
import { passphraseKey } from './derivation.ts'
import { derive, Key, privateFrom, Salt, SealedPrivate, SealedTo, unseal, unsealWith } from './seal.ts'

/** The ring of 0.1.0, which had one person and the role inside. It is read once and written as today's at the first sign-in. */
export const RingOne = z.strictObject({
  format: z.literal('parity-keys-1'),
  store: z.uuid(),
  generation: z.literal(1),
  slots: z.tuple([
    z.strictObject({
      user: z.strictObject({ id: z.int(), name: z.string().min(1).max(100), role: z.enum(['owner', 'biller']) }),
      kdf: z.strictObject({
        alg: z.literal('argon2id'),
        version: z.literal(19),
        memoryKiB: z.int().min(65_536).max(1_048_576),
        passes: z.int().min(2).max(10),
        lanes: z.int().min(1).max(8),
        salt: Salt,
      }),
      publicKey: Key,
      privateKey: SealedPrivate,
      storeKey: SealedTo,
    }),
  ]),
  mac: Key,
})
export type RingOne = z.infer<typeof RingOne>

/** The store key of a ring of 0.1.0. @throws Trouble `store.passphrase`, `store.keys` as {@link unlock} of today's ring */
export function unlockOne(ring: RingOne, name: string, passphrase: string): Buffer {
  const [slot] = ring.slots
  const { kdf, user } = slot
  const aad = Buffer.from(JSON.stringify([ring.store, ring.generation, user.id, kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt]))
  const der = unseal(slot.privateKey, passphraseKey(passphrase, kdf), aad)
  if (!der || user.name !== name) refuse('store.passphrase', { at: { field: 'passphrase' } })
  const storeKey = unsealWith(privateFrom(der), slot.storeKey, aad)
  if (!storeKey) refuse('store.keys')
  const mac = createHmac('sha256', derive(storeKey, `keyring/v1/${ring.generation}`))
    .update(JSON.stringify([ring.format, ring.store, ring.generation, ring.slots]))
    .digest()
  if (!timingSafeEqual(mac, Buffer.from(ring.mac, 'base64'))) refuse('store.keys')
  return storeKey
}
