import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { auditHead, Book } from '../../src-main/store/index.ts'
import { readAnchor } from '../../src-main/store/anchor.ts'
import { takeStand } from '../../src-main/store/standing.ts'
import { discard, freshRoot, makeTemplate, placeIn, type Place } from './place.ts'
import { cutAt, filesUnder, rebuild } from './powercut.ts'
import { recordRun } from './recording.ts'
import { smallPosting } from './scenarios.ts'
import { chanceFor, many, told, type Chance } from './seeded.ts'

/** A disk that keeps everything: what a killed program, or a copy of its folder, leaves. */
const everything: Chance = Object.assign(() => 0, {
  of: <T>(all: readonly T[]): T => all.find((one) => one === 'all') ?? (all[0] as T),
})

type Stood = { readonly seq: number; readonly anchored: number; readonly isHalted: boolean }

/** Opens a store as it lies there and asks its anchor. */
function stand({ store }: Place, key: string): Stood {
  const book = Book.open(join(store, 'book.db'), key, { isThere: true })
  try {
    const isHalted = takeStand(book, store) !== null
    return { seq: book.read((db) => auditHead(db)).seq, anchored: readAnchor(store)?.seq ?? 0, isHalted }
  } finally {
    book.close()
  }
}

it('AU-4: a store rolled back to any earlier moment is told by its anchor, and an honest crash never is', async () => {
  const began = performance.now()
  const chance = chanceFor('AU-4')
  const template = makeTemplate(10, 6)
  const { log, root, last } = recordRun(smallPosting, template)
  const place = placeIn(freshRoot())
  const found: string[] = []
  const rounds = many(60, 200)
  let [rolledBack, honest] = [0, 0]
  while (rolledBack < rounds && honest < rounds * 4) {
    const cut = chance(log.operations.length + 1)
    rebuild(cutAt(log, cut, everything), root, place.root)
    const crashed = join(place.root, 'Crashed.parity')
    cpSync(place.store, crashed, { recursive: true })
    honest++
    const before = stand({ ...place, store: crashed }, template.key)
    if (before.isHalted) found.push(`cut at ${cut}: a false alarm, ${before.seq} behind ${before.anchored}`)
    if (before.anchored > before.seq) found.push(`cut at ${cut}: the anchor is ahead of the store`)
    writeFileSync(join(place.store, 'anchor.json'), last)
    const after = stand(place, template.key)
    const isOlder = after.seq < after.anchored
    if (isOlder) rolledBack++
    if (isOlder !== after.isHalted)
      found.push(`cut at ${cut}: ${after.isHalted ? 'a false alarm' : 'no alarm'} at ${after.seq} of ${after.anchored}`)
  }
  discard(place)
  discard(template)
  told('AU-4', `the store of an earlier moment beside the newest anchor; ${honest} honest crashes besides`, rolledBack, found.length, began)
  expect(found).toEqual([])
  expect(rolledBack).toBe(rounds)
})

it('AU-4: the store that is as new as its anchor is not halted (control)', () => {
  const template = makeTemplate(2, 6)
  const { log, root, last } = recordRun({ ...smallPosting, words: ({ store, files, acks }) => [store, files, acks, '0', '2'] }, template)
  const place = placeIn(freshRoot())
  rebuild(cutAt(log, log.operations.length, everything), root, place.root)
  expect(readFileSync(join(place.store, 'anchor.json'))).toEqual(last)
  expect(stand(place, template.key)).toMatchObject({ isHalted: false })
  expect(filesUnder(place.store).size).toBeGreaterThan(3)
  discard(place)
  discard(template)
})
