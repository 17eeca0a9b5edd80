import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { digits } from '../../../src-shared/number.ts'
import { chanceFor } from '../seeded.ts'
import { fileNameOf, placeIn, traceOf } from '../place.ts'
import { open, Refusal, worker } from './work.ts'

/*
 * A disk that fails at the n-th call of a kind, while remittances are posted and files written: failing.js PLACE FAULTS. After a failing disk the store
 * must not be used before it was opened again; then everything that was acknowledged is there, and what was refused can be done.
 */

const EIO = 5
const ENOSPC = 28
const EACCES = 13
const EROFS = 30
/** What fails, how, and what may be said. */
const FAULTS = [
  ['sync', 'book.db-wal', EIO, 6],
  ['write', 'book.db-wal', EIO, 120],
  ['write', 'book.db-wal', ENOSPC, 120],
  ['write', 'book.db', EIO, 60],
  ['sync', 'book.db', EIO, 2],
  ['truncate', 'book.db-wal', EIO, 2],
  ['open', '.partial', EACCES, 1],
  ['open', '.partial', EROFS, 1],
  ['write', '.partial', ENOSPC, 1],
  ['sync', '.partial', EIO, 1],
  ['rename', '.835', ENOSPC, 1],
] as const
const SAID = ['store.full', 'store.failed', 'store.readonly', 'file.unwritable']

const [root = '', count = '0'] = process.argv.slice(2)
const place = placeIn(root)
const chance = chanceFor('DF-4')
const own = worker(place.acks)
const found: string[] = []
const codes: Record<string, number> = {}
let [met, at] = [0, '']

await open(own, place.store)
for (let n = 0; met < digits(count) && existsSync(join(place.files, fileNameOf(n))); n++) {
  await reliably(n, () => own.call('exchange.import', { paths: [join(place.files, fileNameOf(n))] }))
  own.ack(`I ${n}`)
  const { rows } = await own.call('remittance.list', { view: { filters: [], sort: [] }, window: 0 })
  const id = rows.find((one) => one.trace === traceOf(n))?.id ?? 0
  await reliably(n, () => own.call('remittance.post', { id }))
  own.ack(`P ${n}`)
  await reliably(n, () => save(n))
}
process.env['FAULT_AT'] = ''
own.close()
process.stdout.write(JSON.stringify({ met, codes, found }))

/** Writes the file again beside the others: what is there afterwards is whole. */
async function save(n: number): Promise<void> {
  const { rows } = await own.call('exchange.list', { view: { filters: [], sort: [] }, window: 0 })
  const path = join(place.out, fileNameOf(n))
  try {
    await own.call('exchange.save', { id: rows.find((one) => one.name === fileNameOf(n))?.id ?? 0, path })
  } finally {
    if (existsSync(path) && !readFileSync(path).equals(readFileSync(join(place.files, fileNameOf(n)))))
      found.push(`${at}: the file is half`)
  }
  rmSync(path)
}

/** Does a step with a fault set, and again until it goes through. */
async function reliably(n: number, step: () => Promise<unknown>): Promise<void> {
  const [operation, ending, errno, most] = chance.of(FAULTS)
  const first = 1 + chance(most)
  at = [operation, ending, first, errno].join(':')
  process.env['FAULT_AT'] = at
  for (let tries = 0; tries < 3; tries++) {
    try {
      await step()
      process.env['FAULT_AT'] = ''
      return
    } catch (error) {
      met++
      const code = error instanceof Refusal ? error.code : String(error)
      codes[code] = (codes[code] ?? 0) + 1
      if (!SAID.includes(code)) found.push(`step ${n}, ${at}: ${code}`)
      if (code === 'store.failed') await openAgain(n)
    }
  }
  found.push(`step ${n}, ${at}: does not go through`)
}

/** Nothing may be done with a store whose disk failed, until it was opened again. */
async function openAgain(n: number): Promise<void> {
  const answer = await own.call('practice.get', {}).then(
    () => 'answered',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
  if (answer !== 'store.failed') found.push(`step ${n}, ${at}: after it the store ${answer}`)
  process.env['FAULT_AT'] = ''
  await own.call('store.lock', {})
  await open(own, place.store)
}
