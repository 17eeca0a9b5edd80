import { createCipheriv, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto'
import { argon2id, pbkdf2, createSHA256 } from 'hash-wasm'
import { describe, expect, it } from 'vitest'
import { passphraseKey, type Derivation } from './derivation.ts'
import { derive, privateOf, rawPublic, seal, sealTo, unseal, unsealWith } from './seal.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const SALT = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')

const COSTS: readonly Derivation[] = [
  [65_536, 2, 1],
  [65_536, 2, 4],
  [65_536, 3, 2],
  [98_304, 2, 8],
  [131_072, 2, 1],
  [131_072, 3, 4],
].map(([memoryKiB = 0, passes = 0, lanes = 0]) => ({
  alg: 'argon2id',
  version: 19,
  memoryKiB,
  passes,
  lanes,
  salt: SALT.toString('base64'),
}))

describe('KY-1 a passphrase becomes a key', () => {
  it('KY-1 by Argon2id as its authors compute it', () => {
    // The reference implementation's own test: version 19, 2 passes, 64 MiB, 1 lane.
    const kdf = {
      alg: 'argon2id',
      version: 19,
      memoryKiB: 65_536,
      passes: 2,
      lanes: 1,
      salt: Buffer.from('somesalt').toString('base64'),
    } as const
    expect(passphraseKey('password', kdf).toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
  })

  it.each(COSTS)('KY-1 as a second implementation does: $memoryKiB KiB, $passes passes, $lanes lanes', async (kdf) => {
    if (kdf.alg !== 'argon2id') throw new Error('a cost of Argon2id')
    const password = 'fünf stille Reiher'.normalize('NFD')
    const second = await argon2id({
      password: password.normalize('NFC'),
      salt: SALT,
      memorySize: kdf.memoryKiB,
      iterations: kdf.passes,
      parallelism: kdf.lanes,
      hashLength: 32,
      outputType: 'hex',
    })
    expect(passphraseKey(password, kdf).toString('hex')).toBe(second)
  })

  it('KY-1 by PBKDF2 where a site asks for it', async () => {
    const kdf = { alg: 'pbkdf2-sha256', rounds: 2000, salt: SALT.toString('base64') } as const
    const second = await pbkdf2({
      password: 'five quiet herons',
      salt: SALT,
      iterations: 2000,
      hashLength: 32,
      hashFunction: createSHA256(),
      outputType: 'hex',
    })
    expect(passphraseKey('five quiet herons', kdf).toString('hex')).toBe(second)
  })
})

describe('KY-1 the parts under the seals', () => {
  it('KY-1 HKDF-SHA256 as RFC 5869, case 1', () => {
    const made = hkdfSync('sha256', Buffer.alloc(22, 0x0b), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42)
    expect(Buffer.from(made).toString('hex')).toBe('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865')
  })

  it('KY-1 our keys for our purposes stay what they are: another value opens no store of before', () => {
    const secret = Buffer.alloc(32, 7)
    expect(derive(secret, 'db/v1/1').toString('hex')).toBe(
      Buffer.from(hkdfSync('sha256', secret, '', 'parity/db/v1/1', 32)).toString('hex'),
    )
    expect(derive(secret, 'db/v1/1').equals(derive(secret, 'db/v1/2'))).toBe(false)
  })

  it('KY-1 X25519 as RFC 7748, 6.1', () => {
    const alice = privateOf(hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'))
    const bob = privateOf(hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'))
    expect(Buffer.from(rawPublic(createPublicKey(alice)), 'base64').toString('hex')).toBe(
      '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
    )
    expect(diffieHellman({ privateKey: alice, publicKey: createPublicKey(bob) }).toString('hex')).toBe(
      '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
    )
  })

  it('KY-1 AES-256-GCM as the test cases 13 and 14 of its authors', () => {
    const run = (text: Buffer): string => {
      const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12))
      return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('hex')
    }
    expect(run(Buffer.alloc(0))).toBe('530f8afbc74536b9a963b4f1c4cb738b')
    expect(run(Buffer.alloc(16))).toBe('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919')
  })
})

describe('a seal', () => {
  const key = Buffer.alloc(32, 1)
  const aad = Buffer.from('this slot')
  const store = Buffer.alloc(32, 2)

  it('opens with its key and for what it is bound to, and with nothing else', () => {
    const box = seal(store, key, aad)
    expect(unseal(box, key, aad)).toEqual(store)
    expect(unseal(box, Buffer.alloc(32, 3), aad)).toBeUndefined()
    expect(unseal(box, key, Buffer.from('another slot'))).toBeUndefined()
    expect(seal(store, key, aad)).not.toEqual(box)
  })

  it('to a public key opens with its private half alone, and a point of low order opens nothing', () => {
    const [mine, other] = [privateOf(Buffer.alloc(32, 4)), privateOf(Buffer.alloc(32, 5))]
    const box = sealTo(rawPublic(createPublicKey(mine)), store, aad)
    expect(unsealWith(mine, box, aad)).toEqual(store)
    expect(unsealWith(other, box, aad)).toBeUndefined()
    expect(unsealWith(mine, { ...box, ephemeral: Buffer.alloc(32).toString('base64') }, aad)).toBeUndefined()
  })
})
