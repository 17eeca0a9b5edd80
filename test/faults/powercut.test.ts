import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { expect, it } from 'vitest'
import { changingKeys } from './keyed.ts'
import { backingUp, restoring } from './keeping.ts'
import { discard, freshRoot, placeIn, type Template } from './place.ts'
import { ackedBefore, chosenCut, cutAt, rebuild } from './powercut.ts'
import { recordRun, type Recorded } from './recording.ts'
import { sending, settingUp, smallPosting, type Scenario } from './scenarios.ts'
import { chanceFor, many, told, type Chance } from './seeded.ts'
import { callsOf } from './trace.ts'

/** Cuts a recorded run so many times. @returns what was wrong with each state that had something wrong */
async function cutting(
  { log, root }: Recorded,
  scenario: Scenario,
  template: Template,
  states: number,
  chance: Chance,
): Promise<string[][]> {
  const place = placeIn(freshRoot())
  const all: string[][] = []
  for (let n = 0; n < states; n++) all.push(await state())
  discard(place)
  return all.filter((one) => one.length > 0)

  async function state(): Promise<string[]> {
    const cut = chosenCut(log, chance)
    rebuild(cutAt(log, cut, chance), root, place.root)
    mkdirSync(place.out, { recursive: true })
    try {
      const faults = await scenario.check(place, template, ackedBefore(log, cut))
      const pages = scenario.provesItself === true ? [] : cipherFaults(place.store, template.key)
      return [...faults, ...pages].map((fault) => `cut at ${cut}: ${fault}`)
    } catch (error) {
      return [`cut at ${cut}: does not open: ${error instanceof Error ? error.message : 'unknown'}`]
    }
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

const CUTS = [
  ['PC-1', smallPosting, many(2, 10), many(200, 20_000)],
  ['PC-3', sending, many(1, 5), many(150, 5000)],
  ['PC-3', backingUp, many(1, 5), many(40, 1000)],
  ['PC-3', changingKeys, many(1, 5), many(60, 1000)],
  ['PC-3', restoring, many(1, 5), many(40, 1000)],
  ['PC-4', settingUp, many(1, 5), many(100, 1000)],
] as const

it.each(CUTS)('%s: after a power cut nothing acknowledged is lost and nothing is half', async (id, scenario, runs, states) => {
  const began = performance.now()
  const chance = chanceFor(`${id} ${scenario.program}`)
  const template = await scenario.template()
  const found: string[] = []
  for (let n = 0; n < runs; n++)
    found.push(...(await cutting(recordRun(scenario, template), scenario, template, states / runs, chance)).flat())
  discard(template)
  told(id, `power cut while ${scenario.what}, ${runs} recorded ${runs === 1 ? 'run' : 'runs'}`, states, found.length, began)
  expect(found).toEqual([])
})

const CONTROLS = [
  ['PC-2', smallPosting, 'post-normal', many(100, 200), 10],
  ['PC-3', sending, 'send-careless', many(60, 200), 10],
  ['PC-3', backingUp, 'backup-careless', many(30, 200), 10],
  ['PC-3', changingKeys, 'keys-careless', many(30, 200), 10],
  ['PC-3', restoring, 'restore-careless', many(30, 200), 10],
  ['PC-4', settingUp, 'create-careless', many(60, 200), 10],
] as const

it.each(CONTROLS)(
  '%s: where nobody waits for the disk, what was acknowledged is lost (negative control)',
  async (id, scenario, program, states, share) => {
    const began = performance.now()
    const template = await scenario.template()
    const found = await cutting(recordRun(scenario, template, program), scenario, template, states, chanceFor(`${id} control`))
    discard(template)
    told(
      id,
      `control, ${scenario.what} without waiting for the disk: ${found.length} of ${states} lose something, as they must`,
      states,
      0,
      began,
    )
    expect(
      found.filter(
        (one) =>
          !one.some((fault) =>
            /lost|not there|does not open|not what was sent|no practice|false alarm|missing|changed|not as it was|passphrases|the books are|removed opens/.test(
              fault,
            ),
          ),
      ),
    ).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(states / share)
  },
)

it('the power cut knows the files of a recorded run by their names', async () => {
  const template = await smallPosting.template()
  const { log } = recordRun(smallPosting, template)
  discard(template)
  expect([...log.before.keys()].map((path) => basename(path)).sort()).toEqual(['book.db', 'keys.json', 'mark.json', 'open.lock'])
  expect(log.acks).toHaveLength(21)
  expect(log.operations.filter((one) => one.is === 'sync').length).toBeGreaterThan(20)
})

it('a call that another thread interrupted is read as if nobody had', () => {
  const whole = 'pwrite64(22<\\x61>, "\\x00", 1, 531512) = 1'
  const parts = ['7 pwrite64(22<\\x61>, "\\x00", 1, 531512 <unfinished ...>', '8 fsync(3<\\x62>) = 0', '7 <... pwrite64 resumed>) = 1']
  expect([...callsOf(parts.join('\n'))]).toEqual(['fsync(3<\\x62>) = 0', whole])
})
