import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from './seeded.ts'

/*
 * Runs a program and ends it without warning: after a time by chance, or at a named point, just before or after the n-th call of a kind on a file.
 */

export const programs = join(import.meta.dirname, '../../out/faults')

/** A place in a program's dealings with its files: the kind of call, and how the path ends. */
export type Point = { readonly name: string; readonly operation: string; readonly ending: string; readonly most: number }
export type End =
  | { readonly is: 'time'; readonly afterMs: number }
  | { readonly is: 'point'; readonly point: Point; readonly n: number; readonly side: 'before' | 'after' }

export type Ended = {
  readonly killed: boolean
  readonly code: number | null
  readonly errors: string
  readonly ms: number
}

/** Environment in which the shim is at work. @param what `before`, `after` or an errno */
const shim = (point: Pick<Point, 'operation' | 'ending'>, n: number, what: string | number, until?: number): NodeJS.ProcessEnv => ({
  LD_PRELOAD: join(programs, 'shim.so'),
  FAULT_AT: [point.operation, point.ending, n, what, ...(until === undefined ? [] : [until])].join(':'),
})

/**
 * An end by chance: at a moment, or at a named point, small n as likely as large ones.
 * @param turn which point, so that each has its share; undefined for a moment
 */
export function chosenEnd(points: readonly [Point, ...Point[]], turn: number | undefined, longestMs: number, chance: Chance): End {
  if (turn === undefined) return { is: 'time', afterMs: chance(longestMs) }
  const point = points[turn % points.length] ?? points[0]
  const reach = 1 + chance(point.most)
  return { is: 'point', point, n: 1 + chance(reach), side: chance(2) === 0 ? 'before' : 'after' }
}

/** Whether a program has opened its store, by the side file. */
const isOpen = (acks: string, before: number): boolean =>
  readFileSync(acks, 'utf8')
    .split('\n')
    .filter((line) => line === 'open').length > before

/** Runs `NAME.js` and ends it. A time counts from when it has opened its store, for until then it changes little. */
export async function runAndKill(name: string, words: readonly string[], end: End, acks: string): Promise<Ended> {
  const began = performance.now()
  const opened = readFileSync(acks, 'utf8')
    .split('\n')
    .filter((line) => line === 'open').length
  const env = { ...process.env, ...(end.is === 'point' && shim(end.point, end.n, end.side)) }
  const child = spawn(process.execPath, [join(programs, `${name}.js`), ...words], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const closed = once(child, 'close') as Promise<[number | null, string | null]>
  if (end.is === 'time') {
    while (child.exitCode === null && !isOpen(acks, opened)) await pause(5)
    await Promise.race([pause(end.afterMs), closed])
    child.kill('SIGKILL')
  }
  const [code, signal] = await closed
  return { killed: signal === 'SIGKILL', code, errors, ms: performance.now() - began }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
