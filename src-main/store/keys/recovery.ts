import { createPublicKey, randomBytes, randomInt, type KeyObject } from 'node:crypto'
import { refuse } from '../trouble.ts'
import { derive, privateOf, rawPublic } from './seal.ts'

/*
 * The recovery key: 160 random bits on paper, as eight groups of four signs and a ninth that proves the others. It opens the store when every passphrase is
 * forgotten. Parity keeps only its public half.
 */

/** Crockford's base 32: no I, L, O, U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 8
const GROUP = 4
/** The largest prime below 2^20: any one wrong sign and any two swapped ones change the sum. */
const PRIME = 1_048_573

export type RecoveryKey = { readonly privateKey: KeyObject; readonly publicKey: string }

/** A new key as it is written down, and the two groups, counted from one, that are asked for. */
export function drawRecoveryKey(): { readonly key: string; readonly ask: readonly [number, number] } {
  const values = Array.from(bitsOf(randomBytes((GROUPS * GROUP * 5) / 8)))
  const first = randomInt(GROUPS)
  const second = (first + 1 + randomInt(GROUPS - 1)) % GROUPS
  const ask = [Math.min(first, second) + 1, Math.max(first, second) + 1] as const
  return { key: groupsOf([...values, ...checkOf(values)]), ask }
}

/**
 * The key pair of a recovery key as somebody typed it: case, spaces and hyphens do not matter, O is taken for 0, I and L for 1.
 * @throws Trouble `store.recovery.typed` when a sign is wrong, missing or too many; then nothing was tried
 */
export function readRecoveryKey(typed: string, store: string): RecoveryKey {
  const values = [...plainSigns(typed)].map((sign) => SIGNS.indexOf(sign))
  const body = values.slice(0, GROUPS * GROUP)
  if (
    values.length !== (GROUPS + 1) * GROUP ||
    values.includes(-1) ||
    checkOf(body).some((value, n) => value !== values[GROUPS * GROUP + n])
  )
    refuse('store.recovery.typed', { at: { field: 'key' } })
  const privateKey = privateOf(derive(bytesOf(body), `recovery/v1/${store}`))
  return { privateKey, publicKey: rawPublic(createPublicKey(privateKey)) }
}

/** One group of a key, counted from one. */
export const groupOf = (key: string, group: number): string => key.split('-')[group - 1] ?? ''

/** What somebody typed, with the signs nobody can tell apart made one. */
export const plainSigns = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** The sum of the signs, each with its own weight, modulo the prime; as four signs. */
function checkOf(values: readonly number[]): number[] {
  const sum = values.reduce((all, value) => (all * 33 + value + 1) % PRIME, 0)
  return [sum >> 15, (sum >> 10) & 31, (sum >> 5) & 31, sum & 31]
}

const groupsOf = (values: readonly number[]): string =>
  (
    values
      .map((value) => SIGNS[value])
      .join('')
      .match(/.{4}/g) ?? []
  ).join('-')

/** Five bits at a time. */
function* bitsOf(bytes: Uint8Array): Generator<number> {
  let [held, count] = [0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (count += 8; count >= 5; count -= 5) yield (held >> (count - 5)) & 31
    held &= (1 << count) - 1
  }
}

function bytesOf(values: readonly number[]): Buffer {
  const bytes: number[] = []
  let [held, count] = [0, 0]
  for (const value of values) {
    held = (held << 5) | value
    count += 5
    if (count < 8) continue
    count -= 8
    bytes.push(held >> count)
    held &= (1 << count) - 1
  }
  return Buffer.from(bytes)
}
