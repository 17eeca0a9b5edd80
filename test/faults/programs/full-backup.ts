import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { proof } from '../../../src-main/engine/proof.ts'
import { LEAST, makeBackup, openStore, storeProblem, Trouble, type OpenStore } from '../../../src-main/store/index.ts'
import { digits } from '../../../src-shared/number.ts'
import { faultsIn } from '../opened.ts'
import { PASSPHRASE, placeIn, USER } from '../place.ts'
import { chanceFor } from '../seeded.ts'

/* Fills a disk while a backup is made: full-backup.js TEMPLATE DISK COUNT. A backup is whole or refused, and can be made when there is room again. */

/** The longest step is the first; behind the last but one little is written. */
const POINTS = ['begun', 'begun', 'begun', 'book', 'book', 'copied', 'renamed'] as const

const [template = '', disk = '', count = ''] = process.argv.slice(2)
const place = placeIn(join(disk, 'place'))
cpSync(template, place.root, { recursive: true })
const ballast = join(disk, 'ballast')
const chance = chanceFor('DF-1 backup')
const found: string[] = []
let refused = 0

const store = openStore(place.store, USER, PASSPHRASE, { cost: LEAST })
for (let n = 0; n < digits(count); n++) await attempt(n)
store.close()
process.stdout.write(JSON.stringify({ refused, found }))

async function attempt(n: number): Promise<void> {
  const point = chance.of(POINTS)
  const at = `backup ${n}, full from "${point}"`
  const first = await made(store, n, 0, point)
  rmSync(ballast, { force: true })
  if (first !== 'verified') refused++
  if (first !== 'verified' && first !== 'store.full') found.push(`${at}: ${first}`)
  const halves = readdirSync(join(place.store, 'backups')).filter((name) => name.endsWith('.partial'))
  if (halves.length > 0) found.push(`${at}: ${halves.join()} lies about`)
  found.push(...faultsIn(store).map((fault) => `${at}: ${fault}`))
  const second = await made(store, n, 1)
  if (second !== 'verified') found.push(`${at}: and with room again ${second}`)
}

function made(own: OpenStore, n: number, minute: number, full?: (typeof POINTS)[number]): Promise<string> {
  const reached = (point: string): void => {
    if (point === full) fill(point)
  }
  const at = `2026-11-${String(1 + (n % 28)).padStart(2, '0')}T${String(n % 24).padStart(2, '0')}:0${minute}:00.000Z`
  // The room is asked for before the first step.
  const progress = (done: number): void => {
    if (done === 0) reached('begun')
  }
  return makeBackup(own, { why: 'manual', at, app: '0.2.0', proof, reached, progress }).then(
    ({ isVerified }) => (isVerified ? 'verified' : 'not verified'),
    (error: unknown) => (error instanceof Trouble ? error.problem.code : (storeProblem(error)?.code ?? String(error))),
  )
}

/** Leaves a few blocks, more where more is to be written. */
function fill(point: string): void {
  const { bavail, bsize } = statfsSync(disk)
  const left = chance(point === 'begun' ? 100 : 4)
  execFileSync('fallocate', ['-l', String(Math.max(bsize, (bavail - left) * bsize)), ballast])
}
