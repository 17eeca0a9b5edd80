import { mkdirSync } from 'node:fs'
import type { Sync, Writing } from '../../../src-main/store/index.ts'
import { Book } from '../../../src-main/store/index.ts'
import { digits } from '../../../src-shared/number.ts'
import { testPrinter } from '../../support/paper.ts'
import { PASSPHRASE, placeIn, USER } from '../place.ts'
import { bloat, digestOf, failingAt } from '../poison.ts'
import { chanceFor } from '../seeded.ts'
import { workingDay } from '../session.ts'
import { worker } from './work.ts'

/*
 * A disk that fails inside each change of a working day, while the handler swallows every error: swallow.js ROOT TRIES. The cache is so small that a change
 * is written to the log before it is whole.
 */

const EIO = 5
/** The bloat alone writes more often than this. */
const MOST = 100

const [root = '', tries = '1'] = process.argv.slice(2)
const place = placeIn(root)
mkdirSync(place.out, { recursive: true })
const chance = chanceFor('DF-2 disk')
const found: string[] = []
let faults = 0
let before = 0

const write = Book.prototype.write
Book.prototype.write = function <T>(this: Book, body: (db: Writing) => Sync<T>): T {
  for (let n = 0; n < digits(tries); n++) fail(this, body)
  return write.call(this, body) as T
}

/** Which write fails: never the one of the fault before, for the shim begins to count anew only when it is told another. */
function otherWrite(): number {
  const drawn = 1 + chance(MOST - 1)
  before = drawn === before ? MOST : drawn
  return before
}

function fail(book: Book, body: (db: Writing) => unknown): void {
  const held = digestOf(book, ['sitting'])
  book.whole<unknown>((database) => database.pragma('cache_size = 10'))
  const at = otherWrite()
  process.env['FAULT_AT'] = `write:book.db-wal:${at}:${EIO}`
  const said = outcome(() =>
    write.call(book, (db) => {
      const { db: own } = failingAt(db, -1)
      bloat(own)
      body(own)
    }),
  )
  process.env['FAULT_AT'] = ''
  faults++
  if (!said.includes('SQLITE_IOERR')) found.push(`fault ${faults}, write ${at}: ${said}`)
  if (digestOf(book, ['sitting']) !== held) found.push(`fault ${faults}, write ${at}: something stays`)
}

function outcome(run: () => unknown): string {
  try {
    run()
    return 'it was committed'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

const own = worker(place.acks, '2026-04-20', testPrinter())
await own.call('store.create', { folder: place.store, user: USER, passphrase: PASSPHRASE })
await workingDay({ call: (name, input) => own.call(name, input), folder: place.out, store: place.store, at: (on) => own.at(on) })
const { checks } = await own.call('store.verify', {})
found.push(...checks.filter((one) => one.broken > 0).map((one) => `${one.id}: ${one.broken}`))
own.close()
process.stdout.write(JSON.stringify({ faults, found }))
