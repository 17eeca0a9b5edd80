import { expect, it } from 'vitest'
import { acknowledged, copyOf, discard } from './place.ts'
import { chosenEnd, runAndKill } from './kill.ts'
import { backingUp, restoring } from './keeping.ts'
import { changingKeys } from './keyed.ts'
import { migrating } from './migrating.ts'
import { posting, sending, type Scenario } from './scenarios.ts'
import { chanceFor, many, told } from './seeded.ts'

type Killed = {
  readonly faults: readonly string[]
  readonly time: number
  readonly point: number
  readonly runs: number
  readonly slowestMs: number
}

/** Kills a scenario's program so many times over as many lives of its store as that takes, and looks at the store after each. */
async function killing(id: string, scenario: Scenario, rounds: number): Promise<Killed> {
  const chance = chanceFor(id)
  const template = await scenario.template()
  const kills = { time: 0, point: 0 }
  const faults: string[] = []
  let [place, runs, slowestMs] = [copyOf(template), 0, 0]
  while (kills.time + kills.point < rounds && runs < rounds * 4) {
    const words = scenario.words(place, template, acknowledged(place.acks))
    if (!words) {
      discard(place)
      place = copyOf(template)
      continue
    }
    // In turn, until one kind has its half: a program may end before its moment or point comes.
    const isTime = runs % 2 === 0 ? kills.time < rounds / 2 : kills.point >= rounds / 2
    const end = chosenEnd(scenario.points, isTime ? undefined : runs >> 1, scenario.longestMs, chance)
    runs++
    const ended = await runAndKill(scenario.program, words, end, place.acks)
    if (ended.killed) kills[end.is]++
    else if (ended.code !== 0)
      faults.push(
        `run ${runs} ended with ${ended.code}: ${/^\S*(?:Error|Refusal)\b.*/m.exec(ended.errors)?.[0] ?? ended.errors.slice(-300)}`,
      )
    const began = performance.now()
    const wrong = await scenario.check(place, template, acknowledged(place.acks))
    faults.push(...wrong.map((one) => `run ${runs}, ${JSON.stringify(end)}: ${one}`))
    slowestMs = Math.max(slowestMs, performance.now() - began)
  }
  discard(place)
  discard(template)
  return { faults, ...kills, runs, slowestMs }
}

const KILLS = [
  ['KL-1', posting, many(20, 1000)],
  ['KL-2', sending, many(20, 1000)],
  ['KL-3', backingUp, many(10, 1000)],
  ['KL-4', migrating, many(8, 1000)],
  ['KL-5', changingKeys, many(10, 1000)],
  ['KL-6', restoring, many(10, 200)],
] as const
/** A migration is over before a clock can be sure to meet it: its kills are those at named points. */
const BRIEF: readonly string[] = ['KL-4']
/** Longer than this, opening again hangs. */
const HANGS_MS = 30_000

it.each(KILLS)('%s: killed at any moment, what was acknowledged is there once and whole', async (id, scenario, rounds) => {
  const began = performance.now()
  const { faults, time, point, slowestMs } = await killing(id, scenario, rounds)
  told(id, `killed while ${scenario.what}: ${time} by time, ${point} at named points`, time + point, faults.length, began)
  expect(faults).toEqual([])
  const isBrief = BRIEF.includes(id)
  expect(time + point).toBeGreaterThanOrEqual(isBrief ? rounds / 2 : rounds)
  expect(isBrief ? point : Math.min(time, point)).toBeGreaterThan(rounds / 6)
  expect(slowestMs).toBeLessThan(HANGS_MS)
})
