import { describe, expect, it } from 'vitest'
import { readAny, readFile, readStream, setsOf } from '../../src-main/x12/index.ts'
import { digits } from '../../src-shared/number.ts'
import { SHAPES } from './shapes.ts'

/** The largest size in millions of bytes; `npm run fuzz` goes to 16. */
const ASKED = process.env['PARITY_FUZZ_MB']
const LARGEST = ASKED === undefined ? 0.5 : digits(ASKED)
const SMALLEST = Math.min(1, LARGEST / 2)
const SIZES = Array.from({ length: Math.round(Math.log2(LARGEST / SMALLEST)) + 1 }, (_, n) => SMALLEST * 2 ** n)
/** Twice the bytes may take so many times as long; the square of the time would be four. */
const RATIO = 2.5
/** Shorter than this is noise. */
const FLOOR_MS = 150
const TRIES = 8
const PIECE = 65_536

/** Processor time, which a busy machine does not lengthen as it does the hours. */
async function millisecondsOf(body: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await body()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const whole = (bytes: Buffer): unknown => setsOf(readFile(bytes)).map(readAny)

async function inPieces(bytes: Buffer): Promise<number> {
  const pieces = Array.from({ length: Math.ceil(bytes.byteLength / PIECE) }, (_, n) => bytes.subarray(n * PIECE, (n + 1) * PIECE))
  let passed = 0
  for await (const one of readStream(pieces)) if (one.is !== 'end') passed++
  return passed
}

/** By how much the time grew at the worst doubling, each time being the best of several. */
async function worstOf(make: (bytes: number) => string, read: (bytes: Buffer) => unknown): Promise<{ ratio: number; times: number[] }> {
  const files = SIZES.map((size) => Buffer.from(make(size * 1_000_000), 'latin1'))
  const times = files.map(() => Infinity)
  let ratio = 0
  for (let n = 0; n < TRIES; n++) {
    for (const [at, bytes] of files.entries()) times[at] = Math.min(times[at] ?? Infinity, await millisecondsOf(() => read(bytes)))
    ratio = Math.max(...times.slice(1).map((time, at) => (time < FLOOR_MS ? 0 : time / Math.max(times[at] ?? 1, FLOOR_MS / 4))))
    if (ratio <= RATIO) break
  }
  return { ratio, times }
}

describe(`the time to read grows with the size only (${SIZES.join(', ')} MB)`, () => {
  it.each(Object.entries(SHAPES))('for %s', { timeout: 3_600_000 }, async (name, make) => {
    const [all, stream] = [await worstOf(make, whole), await worstOf(make, inPieces)]
    const shown = [all, stream].map(({ times }) => times.map((time) => Math.round(time)).join(' ')).join(' ms, in pieces ')
    if (LARGEST > 1) process.stdout.write(`${name}: ${shown} ms of processor time\n`)
    expect({ name, ...all, isLinear: all.ratio <= RATIO }).toMatchObject({ isLinear: true })
    expect({ name, ...stream, isLinear: stream.ratio <= RATIO }).toMatchObject({ isLinear: true })
  })
})
