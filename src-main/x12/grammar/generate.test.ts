import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bare, fileOf } from '../../../test/support/x12.ts'
import { isGrave, readAny, readFile, setsOf, transactionSets } from '../index.ts'
import { generate, type Chance } from './generate.ts'

/** Seeded, so that a document that fails can be made again from its number. */
const chanceOf = (seed: number): Chance => {
  let state = seed
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) | 0
    return Math.floor((((state ^ (state >>> 12)) >>> 0) / 4_294_967_296) * below)
  }
}

describe.each(transactionSets.filter((set) => !set.readOnly).map((set) => [set.name, set] as const))('a made-up %s', (_, set) => {
  it('is read back as it was written, and nothing grave is found in it', () =>
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 15, 40), (seed, richness) => {
        const value = generate(set, chanceOf(seed), richness)
        const file = readFile(Buffer.from(fileOf(set, value), 'latin1'))
        const [read] = setsOf(file).map(readAny)
        expect(bare(read?.reading.value)).toEqual(bare(value))
        expect([...file.findings, ...(read?.reading.findings ?? [])].filter(isGrave)).toEqual([])
      }),
      { seed: 20261122, numRuns: 60 },
    ))
})
