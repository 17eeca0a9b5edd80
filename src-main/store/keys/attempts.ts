import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../durable.ts'
import { refuse, Trouble } from '../trouble.ts'

/*
 * Wrong passphrases are counted in a file beside the ring, so the wait outlives a restart. It stops a person at this machine, not a thief with a copy of the
 * folder: against him stands the cost of the derivation.
 */

const ATTEMPTS = 'attempts.json'
const FREE = 3
const LONGEST_S = 900
const SHUT_AT = 100
/** So many unknown names are told apart. */
const MOST_UNKNOWN = 500

const Record = z.strictObject({ failures: z.int().min(0), at: z.number(), up: z.number() })
type Record = z.infer<typeof Record>
const AttemptsFile = z.strictObject({
  format: z.literal('parity-attempts-1'),
  /** Wrong passphrases of anybody since the last sign-in. */
  since: z.strictObject({ count: z.int().positive(), last: z.string() }).nullable(),
  names: z.record(z.string(), Record),
})
type AttemptsFile = z.infer<typeof AttemptsFile>
export type Failures = AttemptsFile['since']

/** Two clocks in milliseconds: what the machine shows, and how long it has been up, which nobody sets. */
export type Time = { wall(): number; up(): number }
export const machineTime: Time = { wall: () => Date.now(), up: () => uptime() * 1000 }

/** Who tries to open which store. */
export type Trial = {
  readonly folder: string
  readonly store: string
  readonly name: string
  readonly people: readonly { readonly id: number; readonly name: string }[]
  readonly time: Time
  /** A sign-in begins the count of everybody's failures anew; a passphrase asked for again does not. */
  readonly isSignIn: boolean
}

/**
 * Runs one trial of a passphrase. It counts as failed before it runs, so that ending the program does not make it undone.
 * @returns what `run` gives, and the failures since the last sign-in
 * @throws Trouble `access.wait` with the seconds in its fix, `access.shut`, `store.readonly`, and whatever `run` throws
 */
export function tryPassphrase<T>(trial: Trial, run: () => T): { value: T; failures: Failures } {
  const { folder, time } = trial
  const before = readAttempts(folder)
  const key = keyOf(trial)
  const known = before.names[key]
  const now = { at: time.wall(), up: time.up() }
  if (known) mustNotWait(folder, before, key, known, now)
  const { [key]: _, ...others } = before.names
  const failed = { failures: (known?.failures ?? 0) + 1, ...now }
  writeAttempts(folder, {
    ...before,
    since: { count: (before.since?.count ?? 0) + 1, last: new Date(now.at).toISOString() },
    names: { ...withoutOldest(others), [key]: failed },
  })
  try {
    const value = run()
    writeAttempts(folder, { ...before, since: trial.isSignIn ? null : before.since, names: others })
    return { value, failures: before.since }
  } catch (error) {
    // Anything but a wrong passphrase says nothing about who typed it.
    if (!(error instanceof Trouble) || error.problem.code !== 'store.passphrase') writeAttempts(folder, before)
    throw error
  }
}

/** Forgets what a person got wrong: he has a new passphrase, or none any more. */
export function forgetAttempts(folder: string, id: number): void {
  const before = readAttempts(folder)
  const { [String(id)]: had, ...names } = before.names
  if (had) writeAttempts(folder, { ...before, names })
}

/** Who cannot sign in before an owner gives new words. */
export function shutPeople(folder: string): number[] {
  return Object.entries(readAttempts(folder).names).flatMap(([key, { failures }]) =>
    failures >= SHUT_AT && /^\d+$/.test(key) ? [parseInt(key, 10)] : [],
  )
}

/** How long one waits after so many wrong passphrases, in seconds: nothing up to two, then 1, 2, 4 … up to a quarter of an hour. */
export const waitAfter = (failures: number): number => (failures < FREE ? 0 : Math.min(2 ** (failures - FREE), LONGEST_S))

function mustNotWait(folder: string, file: AttemptsFile, key: string, known: Record, now: Omit<Record, 'failures'>): void {
  if (known.failures >= SHUT_AT) refuse('access.shut')
  const wait = waitAfter(known.failures) * 1000
  const passed = now.at - known.at
  if (passed < 0 && wait > 0) {
    // The clock was set back: the wait begins again, and is no longer than it was.
    writeAttempts(folder, { ...file, names: { ...file.names, [key]: { ...known, ...now } } })
    refuseFor(wait)
  }
  // Set forward it does not shorten the wait either, unless the machine was started anew.
  const certain = now.up >= known.up ? Math.min(passed, now.up - known.up) : passed
  if (certain < wait) refuseFor(wait - certain)
}

function refuseFor(milliseconds: number): never {
  const seconds = Math.ceil(milliseconds / 1000)
  return refuse('access.wait', { fix: `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.` })
}

/**
 * A person by his id. Of an unknown name only sixteen bits of a hash are kept: it may be a passphrase typed into the wrong field.
 */
function keyOf({ store, name, people }: Trial): string {
  const person = people.find((one) => one.name === name)
  return person ? String(person.id) : `?${createHash('sha256').update(`${store}/${name}`).digest('hex').slice(0, 4)}`
}

function withoutOldest(names: AttemptsFile['names']): AttemptsFile['names'] {
  const unknown = Object.entries(names).filter(([key]) => key.startsWith('?'))
  if (unknown.length < MOST_UNKNOWN) return names
  const [oldest] = unknown.reduce((a, b) => (a[1].at <= b[1].at ? a : b))
  const { [oldest]: _, ...rest } = names
  return rest
}

function readAttempts(folder: string): AttemptsFile {
  try {
    return AttemptsFile.parse(JSON.parse(readFileSync(join(folder, ATTEMPTS), 'utf8')))
  } catch {
    // Not there, or somebody spoilt it: who can do that could remove it as well.
    return { format: 'parity-attempts-1', since: null, names: {} }
  }
}

function writeAttempts(folder: string, file: AttemptsFile): void {
  try {
    writeDurably(join(folder, ATTEMPTS), JSON.stringify(file))
  } catch {
    // What cannot be counted is not tried.
    refuse('store.readonly', { fix: 'Choose a folder you may write to.' })
  }
}
