import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { totalmem } from 'node:os'
import { performance } from 'node:perf_hooks'
import { hashRawSync } from '@node-rs/argon2'
import { z } from 'zod'
import { Salt } from './seal.ts'

/*
 * From a passphrase to a key. Below the floor a derivation is a way to weaken a slot, above the ceiling a way to stop the machine: both are refused when the
 * ring is read, before a byte is allocated. The floor is above that of the OWASP password storage sheet.
 */

const Argon2 = z.strictObject({
  alg: z.literal('argon2id'),
  version: z.literal(19),
  memoryKiB: z.int().min(65_536).max(1_048_576),
  passes: z.int().min(2).max(10),
  lanes: z.int().min(1).max(8),
  salt: Salt,
})
/** For sites that ask for functions with a FIPS standard (SP 800-132). */
const Pbkdf2 = z.strictObject({ alg: z.literal('pbkdf2-sha256'), rounds: z.int().min(600_000).max(10_000_000), salt: Salt })
export const Derivation = z.discriminatedUnion('alg', [Argon2, Pbkdf2])
export type Derivation = z.infer<typeof Derivation>

/** What a derivation costs; without a salt it is a wish for a new slot. */
export type Cost =
  | { readonly alg: 'argon2id'; readonly memoryKiB: number; readonly passes: number; readonly lanes: number }
  | { readonly alg: 'pbkdf2-sha256'; readonly rounds: number }

const USUAL = { alg: 'argon2id', memoryKiB: 131_072, passes: 3, lanes: 4 } as const
/** The least a key ring accepts: for the sample practice, whose passphrase is printed in the program, and for tests. */
export const LEAST: Cost = { alg: 'argon2id', memoryKiB: 65_536, passes: 2, lanes: 1 }
const WANTED_MS = 500
const MOST_KIB = 524_288

let calibrated: Cost | undefined

/**
 * The cost of a new slot on this machine: memory is doubled until a derivation takes half a second, up to 512 MiB and an eighth of the machine's memory.
 * Measured once for each process; the better of two runs counts, so that a busy moment does not weaken a slot.
 */
export function usualCost(): Cost {
  if (calibrated) return calibrated
  const once = Math.min(timeOf(USUAL), timeOf(USUAL))
  const most = Math.min(MOST_KIB, totalmem() / 1024 / 8)
  let memoryKiB: number = USUAL.memoryKiB
  for (let took = once; took < WANTED_MS && memoryKiB * 2 <= most; took *= 2) memoryKiB *= 2
  calibrated = { ...USUAL, memoryKiB }
  return calibrated
}

function timeOf(cost: Cost): number {
  const from = performance.now()
  passphraseKey('how long does it take', derivationOf(cost))
  return performance.now() - from
}

/** A derivation of this cost under a fresh salt. */
export function derivationOf(cost: Cost): Derivation {
  const salt = randomBytes(16).toString('base64')
  return cost.alg === 'argon2id' ? { ...cost, version: 19, salt } : { ...cost, salt }
}

/** Whether a slot is shut more cheaply than is usual today, and is to be made anew at the next sign-in. */
export function isCheap(kdf: Derivation, wanted: Cost = USUAL): boolean {
  if (kdf.alg === 'pbkdf2-sha256') return wanted.alg === 'pbkdf2-sha256' && kdf.rounds < wanted.rounds
  return wanted.alg === 'argon2id' && (kdf.memoryKiB < wanted.memoryKiB || kdf.passes < wanted.passes)
}

/** The 32 bytes that shut the private key of a slot. */
export function passphraseKey(passphrase: string, kdf: Derivation): Buffer {
  const text = passphrase.normalize('NFC')
  const salt = Buffer.from(kdf.salt, 'base64')
  if (kdf.alg === 'pbkdf2-sha256') return pbkdf2Sync(text, salt, kdf.rounds, 32, 'sha256')
  return hashRawSync(text, {
    // Argon2id; the package's enum is ambient and cannot be named here.
    algorithm: 2,
    memoryCost: kdf.memoryKiB,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt,
  })
}
