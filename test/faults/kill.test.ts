import { afterAll, describe, expect, it } from 'vitest'
import { acknowledged, copyOf, discard, examine, faultsOf, makeTemplate } from './place.ts'
import { chosenEnd, runAndKill, type Point } from './kill.ts'
import { chanceFor, many, told } from './seeded.ts'

/** The places where posting touches its files, with how often it does in one run at most. */
const POSTING: readonly [Point, ...Point[]] = [
  { name: 'log written', operation: 'write', ending: 'book.db-wal', most: 800 },
  { name: 'log synced', operation: 'sync', ending: 'book.db-wal', most: 24 },
  { name: 'book written', operation: 'write', ending: 'book.db', most: 200 },
  { name: 'book synced', operation: 'sync', ending: 'book.db', most: 3 },
  { name: 'log cut', operation: 'truncate', ending: 'book.db-wal', most: 2 },
]

describe('a program that is killed', () => {
  const template = makeTemplate(24, 40)
  afterAll(() => discard(template))

  it('KL-1 posts every acknowledged remittance once, and at most one more, whole', async () => {
    const began = performance.now()
    const chance = chanceFor('KL-1')
    const rounds = many(50, 1000)
    const found: string[] = []
    const kills = { time: 0, point: 0 }
    let [place, posted, slowest] = [copyOf(template), 0, 0]
    for (let round = 0; kills.time + kills.point < rounds; round++) {
      const first = acknowledged(place.acks).filter((line) => line.startsWith('P ')).length
      if (first >= template.remittances) {
        discard(place)
        place = copyOf(template)
        continue
      }
      const count = Math.min(6, template.remittances - first)
      const end = chosenEnd(POSTING, round, 400, chance)
      const ended = await runAndKill('post', [place.store, place.files, place.acks, `${first}`, `${count}`], end, place.acks)
      if (ended.killed) kills[end.is]++
      else if (ended.code !== 0) found.push(`round ${round}: ended with ${ended.code}: ${ended.errors.slice(0, 300)}`)
      const state = examine(place.store, template.key)
      slowest = Math.max(slowest, state.openMs)
      posted += state.posted.length - first
      found.push(...faultsOf(state, acknowledged(place.acks), template.claims).map((one) => `round ${round}, ${JSON.stringify(end)}: ${one}`))
    }
    discard(place)
    told('KL-1', `killed while posting: ${kills.time} by time, ${kills.point} at named points; ${posted} posted`, rounds, found.length, began)
    expect(found).toEqual([])
    expect(slowest).toBeLessThan(2000)
    expect(Math.min(kills.time, kills.point)).toBeGreaterThan(rounds / 5)
  })
})
