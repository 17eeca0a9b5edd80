import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { seeded } from '../bench/files.ts'
import { digits } from '../../src-shared/number.ts'
import { must } from '../../src-shared/result.ts'

/** Whether the numbers of a release are asked for. */
export const isRelease = process.env['PARITY_FAULTS'] === 'release'

/** How many, for every test run and for a release. */
export const many = (commit: number, release: number): number => (isRelease ? release : commit)

/** The seed of this run: fixed for test runs, so that they are the same each time; a release may say its own. */
export const SEED = digits(process.env['PARITY_FAULTS_SEED'] ?? '20261122')

export type Chance = {
  (below: number): number
  of<T>(all: readonly T[]): T
}

/** A generator of its own for each test, from the seed of the run. */
export function chanceFor(name: string): Chance {
  const own = [...name].reduce((all, letter) => Math.imul(all, 31) + letter.charCodeAt(0), SEED)
  const next = seeded(own)
  return Object.assign((below: number) => next(below), {
    of: <T>(all: readonly T[]): T => must('there is something to choose', all[next(all.length)]),
  })
}

const results = join(import.meta.dirname, '../../test-results')

/** Keeps a line for the table that is printed at the end. */
export function told(id: string, what: string, run: number, findings: number, began: number): void {
  mkdirSync(results, { recursive: true })
  const seconds = Math.round((performance.now() - began) / 100) / 10
  appendFileSync(join(results, 'faults.jsonl'), `${JSON.stringify({ id, what, run, findings, seconds, seed: SEED })}\n`)
}
