import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../../src-shared/result.ts'
import { programs } from './kill.ts'
import { copyOf, discard, type Template } from './place.ts'
import { filesUnder } from './powercut.ts'
import type { Scenario } from './scenarios.ts'
import { readTrace, traced, type Log } from './trace.ts'

/** One run of a program: what it did to its files, where, and the anchor it left. */
export type Recorded = { readonly log: Log; readonly root: string; readonly last: Buffer }

/** Records one run of a scenario's program. */
export function recordRun(scenario: Scenario, template: Template, program = scenario.program): Recorded {
  const place = copyOf(template)
  const before = new Map([...filesUnder(place.root)].filter(([path]) => path !== place.acks && !path.startsWith(`${place.files}/`)))
  const trace = join(place.root, 'trace')
  traced(join(programs, `${program}.js`), must('a fresh store has work', scenario.words(place, template, [])), trace)
  const log = readTrace(trace, place.root, place.acks, before)
  const anchor = join(place.store, 'anchor.json')
  const last = existsSync(anchor) ? readFileSync(anchor) : Buffer.alloc(0)
  discard(place)
  return { log, root: place.root, last }
}
