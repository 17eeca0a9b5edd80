import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bare, chanceOf, fileOf } from '../../../test/support/x12.ts'
import { isSound, readAny, readFile, setsOf, transactionSets, USUAL, writeSet, type Described, type ReadTransaction } from '../index.ts'
import { generate } from './generate.ts'
import type { Loop } from './words.ts'

type Damage = 'taken out' | 'doubled' | 'swapped with the next'

/** A file with one segment of its body damaged; `counted` says in SE what is there now, so that the count gives nothing away. */
function damaged(text: string, at: number, how: Damage, counted: boolean): string {
  const segments = text.split('~').slice(0, -1)
  const [first, last] = [segments.findIndex((one) => one.startsWith('ST*')) + 1, segments.findIndex((one) => one.startsWith('SE*'))]
  const n = first + (at % (last - first))
  const own = segments[n] ?? ''
  const next = n + 1 < last ? (segments[n + 1] ?? '') : own
  const part = how === 'taken out' ? [] : how === 'doubled' ? [own, own] : n + 1 < last ? [next, own] : [own]
  const changed = [...segments.slice(0, n), ...part, ...segments.slice(how === 'swapped with the next' && n + 1 < last ? n + 2 : n + 1)]
  if (counted) {
    const end = changed.findIndex((one) => one.startsWith('SE*'))
    changed[end] = (changed[end] ?? '').replace(/^SE\*\d+/, `SE*${end - first + 2}`)
  }
  return `${changed.join('~')}~`
}

const readText = (text: string): ReadTransaction | undefined => setsOf(readFile(Buffer.from(text, 'latin1'))).map(readAny)[0]

/** The loops a set is read by, wherever they are in a value. */
function unitsIn(set: Described, value: unknown, loop: Loop = set.body): { span?: readonly [number, number] }[] {
  if (typeof value !== 'object' || value === null) return []
  return loop.slots.flatMap(({ name, of }) => {
    if (of.is !== 'loop') return []
    const given = (value as Record<string, unknown>)[name]
    const all = given === undefined ? [] : Array.isArray(given) ? (given as unknown[]) : [given]
    return set.units.includes(of) ? (all as { span?: readonly [number, number] }[]) : all.flatMap((one) => unitsIn(set, one, of))
  })
}

const writable = transactionSets.filter((set) => !set.readOnly)
const damages = fc.constantFrom<Damage>('taken out', 'doubled', 'swapped with the next')

describe.each(writable.map((set) => [set.name, set] as const))(
  'any one segment of a %s that is taken out, doubled or swapped',
  (_, set) => {
    const documents = fc.tuple(fc.nat(), fc.constantFrom(5, 20))

    it('is found, or leaves another valid document', () =>
      fc.assert(
        fc.property(documents, fc.nat(), damages, ([seed, richness], at, how) => {
          const text = fileOf(set, generate(set, chanceOf(seed), richness))
          const changed = damaged(text, at, how, true)
          const read = readText(changed)
          const found = read?.reading.findings ?? []
          const again = read?.described && writeSet(read.described, read.reading.value, '0001', USUAL)
          const same = again?.ok ? changed.includes(again.written.segments.join('~')) : false
          expect(found.length > 0 || same).toBe(true)
        }),
        { seed: 20261122, numRuns: 120 },
      ))

    it('leaves the others readable', () =>
      fc.assert(
        fc.property(documents, fc.nat(), damages, ([seed, richness], at, how) => {
          const text = fileOf(set, generate(set, chanceOf(seed), richness))
          const before = readText(text)
          const read = readText(damaged(text, at, how, false))
          const all = unitsIn(set, before?.reading.value).map((one) => JSON.stringify(bare(one)))
          const left = unitsIn(set, read?.reading.value)
            .filter((one) => read && isSound(read.reading, one))
            .map((one) => JSON.stringify(bare(one)))
          // Two segments that are swapped may belong to two claims, and a lost beginning harms the claim before it as well.
          const lost = all.filter((one) => !left.includes(one))
          expect(lost.length).toBeLessThanOrEqual(2)
        }),
        { seed: 20261122, numRuns: 120 },
      ))
  },
)
