import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { afterAll, describe, expect, it } from 'vitest'
import { programs } from './kill.ts'
import { copyOf, discard, examine, faultsOf, freshRoot, makeTemplate, type Template } from './place.ts'
import { ackedBefore, cutAt, filesUnder, rebuild } from './powercut.ts'
import { chanceFor, many, told, type Chance } from './seeded.ts'
import { readTrace, traced, type Log } from './trace.ts'

type Recorded = { readonly log: Log; readonly root: string }

/** Records one run of a program that posts. */
function record(template: Template, program: string, first: number, count: number): Recorded {
  const place = copyOf(template)
  const before = filesUnder(place.store)
  const trace = join(place.root, 'trace')
  traced(join(programs, `${program}.js`), [place.store, place.files, place.acks, `${first}`, `${count}`], trace)
  const log = readTrace(trace, place.store, place.acks, before)
  discard(place)
  return { log, root: place.store }
}

/** Cuts a recorded run so many times. @returns what was wrong with each state that had something wrong */
function cutting({ log, root }: Recorded, template: Template, states: number, chance: Chance): string[][] {
  const folder = join(freshRoot(), 'Cut.parity')
  mkdirSync(folder)
  const all: string[][] = []
  for (let n = 0; n < states; n++) {
    const cut = chance(log.operations.length + 1)
    rebuild(cutAt(log, cut, chance), root, folder)
    all.push(faultsAfter(folder, template, ackedBefore(log, cut)).map((fault) => `cut at ${cut}: ${fault}`))
  }
  discard({ root: join(folder, '..') } as never)
  return all.filter((one) => one.length > 0)
}

function faultsAfter(folder: string, template: Template, acks: readonly string[]): string[] {
  try {
    const faults = faultsOf(examine(folder, template.key), acks, template.claims)
    return [...faults, ...cipherFaults(folder, template.key)]
  } catch (error) {
    return [`does not open: ${error instanceof Error ? error.message : 'unknown'}`]
  }
}

/** Pages of the file itself that are not as they were written; asked only after a checkpoint. */
function cipherFaults(folder: string, key: string): string[] {
  const raw = new Database(join(folder, 'book.db'))
  try {
    raw.pragma(`key = "x'${key}'"`)
    return raw.pragma('cipher_integrity_check').map((row) => JSON.stringify(row))
  } finally {
    raw.close()
  }
}

describe('a power cut', () => {
  const template = makeTemplate(10, 6)
  afterAll(() => discard(template))

  it('PC-1 loses nothing acknowledged and leaves nothing unbalanced', () => {
    const began = performance.now()
    const chance = chanceFor('PC-1')
    const [runs, states] = [many(2, 10), many(500, 20_000)]
    const found = Array.from({ length: runs }, () => cutting(record(template, 'post', 0, 10), template, states / runs, chance)).flat(2)
    told('PC-1', `power cut while posting, ${runs} recorded runs`, states, found.length, began)
    expect(found).toEqual([])
  })

  it('PC-2 would lose acknowledged commits if the store did not wait for the disk (negative control)', () => {
    const began = performance.now()
    const states = many(100, 200)
    const found = cutting(record(template, 'post-normal', 0, 10), template, states, chanceFor('PC-2'))
    const lost = found.filter((one) => one.some((fault) => fault.includes('is lost')))
    told('PC-2', `the same without waiting for the disk: ${lost.length} of ${states} lose an acknowledged commit, as they must`, states, 0, began)
    expect(lost.length).toBeGreaterThanOrEqual(states / 10)
  })
})
