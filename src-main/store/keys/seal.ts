import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'

/*
 * The two locks everything in a key ring is shut with: AES-256-GCM under a key (Electron's crypto has no AES key wrap), and the same under a key agreed
 * between a fresh X25519 pair and the public half of whoever shall open it.
 */

/** Base64 of so many bytes, in its one canonical form. */
const bytes = (count: number) =>
  z.base64().refine((text) => {
    const found = Buffer.from(text, 'base64')
    return found.byteLength === count && found.toString('base64') === text
  }, 'so many bytes')

export const Key = bytes(32)
export const Salt = bytes(16)
/** A sealed X25519 private key is 48 bytes as PKCS #8, a sealed store key 32. */
const sealed = (count: number) => z.strictObject({ nonce: bytes(12), tag: bytes(16), data: bytes(count) })
type Sealed = z.infer<ReturnType<typeof sealed>>
export const SealedPrivate = sealed(48)
export const SealedTo = z.strictObject({ ephemeral: Key, box: sealed(32) })
export type SealedTo = z.infer<typeof SealedTo>

/** AES-256-GCM with a fresh nonce. @param aad what the seal is bound to */
export function seal(data: Buffer, key: Buffer, aad: Buffer): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  const shut = Buffer.concat([cipher.update(data), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: shut.toString('base64') }
}

/** What was sealed; undefined for a wrong key or a changed box, which GCM does not tell apart. */
export function unseal(box: Sealed, key: Buffer, aad: Buffer): Buffer | undefined {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.nonce, 'base64'))
      .setAAD(aad)
      .setAuthTag(Buffer.from(box.tag, 'base64'))
    return Buffer.concat([cipher.update(Buffer.from(box.data, 'base64')), cipher.final()])
  } catch {
    return undefined
  }
}

/** Seals to a public key: only its private half opens it. */
export function sealTo(publicKey: string, data: Buffer, aad: Buffer): SealedTo {
  const ephemeral = generateKeyPairSync('x25519')
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: publicFrom(publicKey) })
  return { ephemeral: rawPublic(ephemeral.publicKey), box: seal(data, derive(secret, 'seal/v1'), aad) }
}

/** What was sealed to the public half of this key; undefined when it does not open. */
export function unsealWith(privateKey: KeyObject, box: SealedTo, aad: Buffer): Buffer | undefined {
  let secret: Buffer
  try {
    secret = diffieHellman({ privateKey, publicKey: publicFrom(box.ephemeral) })
  } catch {
    // A point of low order agrees on nothing.
    return undefined
  }
  return unseal(box.box, derive(secret, 'seal/v1'), aad)
}

/** 32 bytes from a secret, for one purpose (HKDF-SHA256, RFC 5869). */
export const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `parity/${purpose}`, 32))

const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** The public half as its 32 bytes in base64. */
export const rawPublic = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX.length).toString('base64')

const publicFrom = (raw: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(raw, 'base64')]), format: 'der', type: 'spki' })

/** The private key of 32 secret bytes. */
export const privateOf = (secret: Buffer): KeyObject => privateFrom(Buffer.concat([PKCS8_PREFIX, secret]))

/** @throws when it is not a private key as PKCS #8 */
export const privateFrom = (der: Buffer): KeyObject => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
