import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bare, chanceOf, fileOf } from '../../../test/support/x12.ts'
import { isGrave, readAny, readFile, setsOf, transactionSets } from '../index.ts'
import { generate } from './generate.ts'

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
