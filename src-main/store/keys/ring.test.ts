import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { Trouble } from '../trouble.ts'
import { LEAST, passphraseKey, isCheap, type Derivation } from './derivation.ts'
import { drawRecoveryKey, readRecoveryKey } from './recovery.ts'
import {
  newRing,
  newSlot,
  parseRing,
  ringText,
  sealedRecovery,
  sealRingTo,
  signRing,
  unlock,
  unlockByRecovery,
  type KeyRing,
} from './ring.ts'

const STORE = '00000000-0000-4000-8000-000000000000'
const DANA = { id: 1, name: 'Dana', isEmergency: false, isStarter: false }
const MARISOL = { id: 2, name: 'Marisol', isEmergency: false, isStarter: true }
const WORDS = { Dana: 'a quiet river in fall', Marisol: 'seven herons at dusk' } as const

const recoveryKey = drawRecoveryKey().key
const recovery = readRecoveryKey(recoveryKey, STORE)

function twoPeople(): { ring: KeyRing; storeKey: Buffer } {
  const { ring, storeKey } = newRing(STORE, DANA, WORDS.Dana, LEAST)
  const slots = [...ring.slots, newSlot(ring, MARISOL, WORDS.Marisol, storeKey, LEAST)]
  return {
    ring: signRing({ store: STORE, generation: 1, slots, recovery: sealedRecovery(ring, recovery.publicKey, storeKey) }, storeKey),
    storeKey,
  }
}

const { ring: made, storeKey } = twoPeople()
// As it is read back, so that a derivation is known by its text.
const ring = parseRing(ringText(made))
const codeOf = (run: () => unknown): string => {
  try {
    run()
    return 'opened'
  } catch (error) {
    return error instanceof Trouble ? error.problem.code : `not typed: ${String(error)}`
  }
}

/**
 * The derivations of the two slots as they are, computed once. A derivation with any other number in it is another key: KY-1 holds that of Argon2 itself,
 * so a hash of all that goes in stands for it here.
 */
const known = new Map(
  ring.slots.map((slot) => {
    const words = WORDS[slot.name as keyof typeof WORDS]
    return [JSON.stringify([words, slot.kdf]), passphraseKey(words, slot.kdf)]
  }),
)
const remembered = (passphrase: string, kdf: Derivation): Buffer => {
  const all = JSON.stringify([passphrase, kdf])
  return known.get(all) ?? createHash('sha256').update(all).digest()
}

describe('a key ring', () => {
  it('opens for each person and for the recovery key, and gives all of them one store key', () => {
    expect(unlock(ring, 'Dana', WORDS.Dana).storeKey).toEqual(storeKey)
    expect(unlock(ring, 'Marisol', WORDS.Marisol)).toMatchObject({ storeKey, slot: MARISOL })
    expect(unlockByRecovery(ring, recovery.privateKey, recovery.publicKey)).toEqual(storeKey)
    expect(codeOf(() => unlock(ring, 'Dana', WORDS.Marisol, remembered))).toBe('store.passphrase')
    expect(codeOf(() => unlock(ring, 'Nobody', WORDS.Dana, remembered))).toBe('store.passphrase')
    const other = readRecoveryKey(drawRecoveryKey().key, STORE)
    expect(codeOf(() => unlockByRecovery(ring, other.privateKey, other.publicKey))).toBe('store.recovery')
  })

  it('takes a passphrase however its letters are composed', () => {
    const words = 'fünf stille Reiher am Fluß'
    const own = newRing(STORE, DANA, words.normalize('NFC'), LEAST)
    expect(unlock(own.ring, 'Dana', words.normalize('NFD')).storeKey).toEqual(own.storeKey)
  })

  it('is sealed to the same people for another store key without a passphrase', () => {
    const next = Buffer.alloc(32, 9)
    const sealed = sealRingTo(ring, next, 2)
    expect(parseRing(ringText(sealed))).toEqual(sealed)
    expect(unlock(sealed, 'Dana', WORDS.Dana, remembered).storeKey).toEqual(next)
    expect(unlock(sealed, 'Marisol', WORDS.Marisol, remembered).storeKey).toEqual(next)
    expect(unlockByRecovery(sealed, recovery.privateKey, recovery.publicKey)).toEqual(next)
  })

  it('takes no slot, no seal and no recovery of another ring, person or generation', () => {
    const later = sealRingTo(ring, storeKey, 2)
    const [dana, marisol] = ring.slots
    const tries: KeyRing[] = [
      { ...ring, generation: 2 },
      { ...ring, store: '00000000-0000-4000-8000-000000000001' },
      { ...later, slots: ring.slots },
      { ...ring, slots: ring.slots.slice(0, 1) },
      { ...ring, slots: [...ring.slots].reverse() },
      { ...ring, slots: dana && marisol ? [{ ...dana, storeKey: marisol.storeKey }, marisol] : [] },
      { ...ring, slots: dana && marisol ? [{ ...dana, privateKey: marisol.privateKey, publicKey: marisol.publicKey }, marisol] : [] },
      { ...ring, recovery: null },
      { ...ring, recovery: later.recovery },
    ]
    expect(
      tries.map((one) => codeOf(() => unlock(one, 'Dana', WORDS.Dana, remembered))).filter((code) => !code.startsWith('store.')),
    ).toEqual([])
  })

  it('KY-2 with any byte changed opens for nobody, and what is refused is typed', () => {
    const text = Buffer.from(ringText(ring))
    const outcomes = { opened: 0, refused: 0 }
    const wrong: string[] = []
    for (let at = 0; at < text.byteLength; at++) {
      const changed = Buffer.from(text)
      changed.writeUInt8(text.readUInt8(at) ^ (1 << (at % 8)), at)
      for (const who of ['Dana', 'Marisol', 'recovery'] as const) {
        const code = codeOf(() => {
          const read = parseRing(changed.toString('utf8'))
          if (who === 'recovery') unlockByRecovery(read, recovery.privateKey, recovery.publicKey)
          else unlock(read, who, WORDS[who], remembered)
        })
        outcomes[code === 'opened' ? 'opened' : 'refused']++
        if (!['opened', 'store.keys', 'store.passphrase', 'store.recovery'].includes(code)) wrong.push(`${at} ${who}: ${code}`)
      }
    }
    expect(wrong).toEqual([])
    expect(outcomes).toEqual({ opened: 0, refused: text.byteLength * 3 })
    // The control: unchanged it opens.
    expect(codeOf(() => unlock(parseRing(text.toString('utf8')), 'Dana', WORDS.Dana, remembered))).toBe('opened')
  })

  it('KY-3 with a derivation below the floor or above the ceiling is refused before anything is derived', () => {
    const toKey = vi.fn<typeof passphraseKey>(passphraseKey)
    const edited = [
      ...[0, 1, 8, 1024, 19_456, 65_535, 1_048_577, 2_097_152, 2 ** 31, -65_536, 65_536.5].map((memoryKiB) => ({ memoryKiB })),
      ...[0, 1, 11, 100, 2 ** 31, -2, 2.5].map((passes) => ({ passes })),
      ...[0, 9, 64, 2 ** 24, -1, 1.5].map((lanes) => ({ lanes })),
      ...[0, 16, 18, 20].map((version) => ({ version })),
      ...['', 'AAAA', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'not base64'].map((salt) => ({ salt })),
      ...['argon2i', 'argon2d', 'scrypt', 'pbkdf2-sha1', ''].map((alg) => ({ alg })),
      ...[0, 1, 1000, 599_999, 10_000_001, 2 ** 31, -1].map((rounds) => ({ kdf: { alg: 'pbkdf2-sha256', rounds } })),
      { kdf: null },
      { extra: 1 },
    ]
    const codes = edited.map((change) => {
      const slots = ring.slots.map((slot) => ({
        ...slot,
        kdf: 'kdf' in change ? change.kdf && { ...change.kdf, salt: slot.kdf.salt } : { ...slot.kdf, ...change },
      }))
      return codeOf(() => unlock(parseRing(JSON.stringify({ ...ring, slots })), 'Dana', WORDS.Dana, toKey))
    })
    expect(edited.length).toBeGreaterThan(40)
    expect(new Set(codes)).toEqual(new Set(['store.keys']))
    expect(toKey).not.toHaveBeenCalled()
  })

  it('KY-4 derives one key of the same cost for a right passphrase, a wrong one and an unknown name', () => {
    const toKey = vi.fn<typeof remembered>(remembered)
    for (const [name, words] of [
      ['Dana', WORDS.Dana],
      ['Dana', 'some other words here'],
      ['Nobody', WORDS.Dana],
    ] as const)
      codeOf(() => unlock(ring, name, words, toKey))
    const costs = toKey.mock.calls.map(([, kdf]) => ({ ...kdf, salt: '' }))
    expect(costs).toEqual([
      { ...LEAST, version: 19, salt: '' },
      { ...LEAST, version: 19, salt: '' },
      { ...LEAST, version: 19, salt: '' },
    ])
  })

  it('says when a slot is shut more cheaply than today', () => {
    const salt = 'AAECAwQFBgcICQoLDA0ODw=='
    expect(isCheap({ ...LEAST, alg: 'argon2id', version: 19, memoryKiB: 65_536, passes: 3, lanes: 4, salt })).toBe(true)
    expect(isCheap({ alg: 'argon2id', version: 19, memoryKiB: 131_072, passes: 3, lanes: 4, salt })).toBe(false)
    expect(isCheap({ alg: 'pbkdf2-sha256', rounds: 600_000, salt })).toBe(false)
    expect(isCheap({ alg: 'pbkdf2-sha256', rounds: 600_000, salt }, { alg: 'pbkdf2-sha256', rounds: 900_000 })).toBe(true)
  })
})
