import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, day } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'
import { examine, faultsOf, fileNameOf, placeIn, traceOf, type Place } from '../place.ts'
import { chanceFor } from '../seeded.ts'
import { open, Refusal, worker, type Worker } from './work.ts'

/*
 * Fills a small disk at moments of chance while it is worked on: full.js TEMPLATE DISK KEY CLAIMS FAULTS. Each refusal must be that the disk is full; what was
 * refused must not be there, must succeed when there is room again, and everything must balance at the end.
 */

const [template = '', disk = '', key = '', claims = '', faults = ''] = process.argv.slice(2)
const chance = chanceFor('DF-1')
const found: string[] = []
let refused = 0
for (let life = 0; refused < digits(faults) && life < 500; life++) await live(life)
process.stdout.write(JSON.stringify({ refused, found }))

async function live(life: number): Promise<void> {
  const place = placeIn(join(disk, 'place'))
  rmSync(place.root, { recursive: true, force: true })
  cpSync(template, place.root, { recursive: true })
  const own = worker(place.acks)
  await open(own, place.store)
  const acks: string[] = []
  for (let n = 0; n < 24; n++) {
    const at = `life ${life}, step ${n}`
    const paths = [join(place.files, fileNameOf(n))]
    await whole(place, `${at}, import`, async () => (await own.call('exchange.import', { paths })).files[0]?.status !== 'known')
    acks.push(`I ${n}`)
    const id = await idOf(own, n)
    await whole(place, `${at}, post`, async () => (await own.call('remittance.post', { id })).posted === digits(claims))
    acks.push(`P ${n}`)
    await whole(place, `${at}, charge`, () => charge(own, n))
    await whole(place, `${at}, send`, async () => (await own.call('claims.send', { usage: 'P' })).batches.length === 1)
  }
  own.close()
  const state = examine(place.store, key)
  found.push(...faultsOf(state, acks, digits(claims)).map((one) => `life ${life}: ${one}`))
  if (state.posted.length !== 24) found.push(`life ${life}: ${state.posted.length} posted`)
}

/** @returns whether it is the only one of its day */
async function charge(own: Worker, n: number): Promise<boolean> {
  const on = addDays(day('2026-09-01'), n)
  const session = { appointment: null, patient: 1, provider: 1, service: 'individual', mode: 'video', interactive: false } as const
  await own.call('charges.save', { ...session, day: on, start: '09:00', stop: '09:55' })
  return (await own.call('charges.day', { day: on })).rows.length === 1
}

async function idOf(own: Worker, n: number): Promise<number> {
  const { rows } = await own.call('remittance.list', { view: { filters: [], sort: [] }, window: 0 })
  return rows.find((one) => one.trace === traceOf(n))?.id ?? 0
}

/** Tries with little room; when there was too little, tries again with enough. What was refused must not have happened. @param step whether it did its work */
async function whole(place: Place, at: string, step: () => Promise<boolean>): Promise<void> {
  const isTight = chance(2) === 0
  if (isTight) fill(place)
  const first = await outcome(step)
  rmSync(ballast(place), { force: true })
  if (first === 'done') return
  // A log that had no room for its row halts the book behind a change that was kept, and the next one is refused for the same want of room.
  if (!['store.full', 'store.halted'].includes(first) || !isTight) found.push(`${at}: ${first}`)
  refused++
  const second = await outcome(step)
  if (second !== 'done') found.push(`${at}: refused, and with room again ${second}`)
}

function outcome(step: () => Promise<boolean>): Promise<string> {
  return step().then(
    (isDone) => (isDone ? 'done' : 'it was done before'),
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
}

function ballast(place: Place): string {
  return join(place.root, 'ballast')
}

/** Leaves between nothing and 200 KB. */
function fill(place: Place): void {
  const { bavail, bsize } = statfsSync(place.root)
  const size = bavail * bsize - chance(50) * bsize
  if (size > 0) writeFileSync(ballast(place), Buffer.alloc(size))
}
