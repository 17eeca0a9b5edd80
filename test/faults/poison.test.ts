import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { afterAll, afterEach, expect, it } from 'vitest'
import { contract, type Name } from '../../src-shared/contract/index.ts'
import { Engine, type Caller } from '../../src-main/engine/dispatch.ts'
import { allFiles } from '../../src-main/engine/files.ts'
import { handlers } from '../../src-main/engine/handlers.ts'
import { Book, LEAST, type Sync, type Writing } from '../../src-main/store/index.ts'
import { testPrinter } from '../support/paper.ts'
import { testClock } from '../support/practice.ts'
import { programs } from './kill.ts'
import { discard, freshRoot, makeTemplate, PASSPHRASE, placeIn, USER } from './place.ts'
import { digestOf, failingAt, limit } from './poison.ts'
import { chanceFor, many, told } from './seeded.ts'
import { workingDay, type Calling } from './session.ts'

const template = makeTemplate(0, 0)
afterAll(() => discard(template))

type Body<T> = (db: Writing) => Sync<T>
const write = Book.prototype.write
afterEach(() => void (Book.prototype.write = write))

/** Puts something in the way of every change of a book. */
function intercept(meet: <T>(book: Book, body: Body<T>) => T): void {
  Book.prototype.write = function <T>(this: Book, body: Body<T>): T {
    return meet(this, body)
  }
}

/** A working day in a new store. @returns the calls that were made */
async function workedThrough(): Promise<Set<Name>> {
  const made = new Set<Name>()
  const clock = testClock()
  const caller: Caller = { files: allFiles(), progress: () => undefined, stopped: () => false }
  const outside = {
    clock,
    version: '0.1.0',
    home: template.root,
    printer: testPrinter(),
    tell: () => undefined,
    incident: () => undefined,
    strict: false,
    keys: { cost: LEAST },
  }
  const engine = new Engine(outside)
  const place = placeIn(freshRoot())
  mkdirSync(place.out)
  const call: Calling = async (name, input) => {
    made.add(name)
    const answer = await engine.call(name, input, caller)
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.code} ${answer.problem.message} ${answer.problem.fix ?? ''}`)
    return answer.value as never
  }
  await call('store.create', { folder: place.store, user: USER, passphrase: PASSPHRASE })
  await workingDay({ call, folder: place.out, store: place.store, at: (day) => clock.set(day) })
  const { checks } = await call('store.verify', {})
  expect(checks.filter((one) => one.broken > 0)).toEqual([])
  engine.close()
  discard(place)
  return made
}

class Counted extends Error {}

it('DF-2: nothing of a transaction stays in which a statement failed, though its handler swallows every error', async () => {
  const began = performance.now()
  const chance = chanceFor('DF-2')
  const each = many(25, 100)
  const found: string[] = []
  let [faults, changes] = [0, 0]
  intercept((book, body) => {
    changes++
    let statements = 0
    try {
      write.call(book, (db) => {
        const counting = failingAt(db, 0)
        body(counting.db)
        statements = counting.count()
        throw new Counted()
      })
    } catch (error) {
      if (!(error instanceof Counted)) throw error
    }
    const before = digestOf(book)
    const places = new Set(
      statements <= each ? Array.from({ length: statements }, (_, n) => n + 1) : Array.from({ length: each }, () => 1 + chance(statements)),
    )
    for (const n of places) {
      faults++
      const said = swallowed(book, body, n)
      if (!said.includes('SQLITE_FULL')) found.push(`change ${changes}, statement ${n} of ${statements}: ${said}`)
      if (digestOf(book) !== before) found.push(`change ${changes}, statement ${n} of ${statements}: something stays`)
    }
    return write.call(book, body) as never
  })
  const made = await workedThrough()
  told('DF-2', `a full disk at the n-th statement of each of ${changes} changes, swallowed by the handler`, faults, found.length, began)
  expect(found).toEqual([])
  expect(faults).toBeGreaterThanOrEqual(200)
  const writing = Object.keys(handlers).filter((name) => contract[name as Name].kind !== 'query') as Name[]
  expect(writing.filter((name) => !made.has(name))).toEqual([])
})

/** What a transaction says in which the n-th statement fails and nobody listens. */
function swallowed<T>(book: Book, body: Body<T>, n: number): string {
  try {
    write.call(book, (db) => {
      const failing = failingAt(db, n)
      body(failing.db)
      if (!failing.met()) throw new Error('not met')
    })
    return 'it was committed'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  } finally {
    write.call(book, (db) => limit(db))
  }
}

it('DF-2: nothing stays either when the disk fails inside a change that was partly written', () => {
  const began = performance.now()
  const place = placeIn(freshRoot())
  mkdirSync(place.out)
  const env = { ...process.env, LD_PRELOAD: join(programs, 'shim.so') }
  const words = [join(programs, 'swallow.js'), place.root, `${many(1, 6)}`]
  const { faults, found } = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8', env })) as {
    faults: number
    found: string[]
  }
  discard(place)
  told('DF-2', 'a failing disk at the n-th write of each change, swallowed by the handler', faults, found.length, began)
  expect(found).toEqual([])
  expect(faults).toBeGreaterThanOrEqual(many(60, 400))
})

it('DF-2: the fault is one that would leave half a transaction, were its error forgotten (negative control)', () => {
  const raw = new Database(':memory:')
  raw.exec("create table t (a text) strict; begin immediate; insert into t values ('first half')")
  raw.pragma(`max_page_count = ${String(raw.pragma('page_count', { simple: true }))}`)
  expect(() => raw.prepare('insert into t values (?)').run(['x'.repeat(1_000_000)])).toThrow(/full/)
  raw.exec("insert into t values ('second half')")
  expect(() => raw.exec('commit')).toThrow(/no transaction/)
  expect(raw.prepare('select a from t').all()).toEqual([{ a: 'second half' }])
  raw.close()
})

it('DF-3: a store that may not grow refuses whole, and goes on when it may', async () => {
  const began = performance.now()
  const chance = chanceFor('DF-3')
  const found: string[] = []
  let refused = 0
  intercept((book, body) => {
    for (let tries = 0; tries < many(20, 100); tries++) {
      const before = digestOf(book)
      const code = limited(book, body, chance(2))
      if (code === 'room enough') continue
      refused++
      if (!code.includes('SQLITE_FULL')) found.push(code)
      if (digestOf(book) !== before) found.push('something stays')
    }
    return write.call(book, body) as never
  })
  await workedThrough()
  told('DF-3', 'a store that may grow by a few pages only', refused, found.length, began)
  expect(found).toEqual([])
  expect(refused).toBeGreaterThanOrEqual(8)
})

/** What a transaction says that may take so many pages more. One that has room enough is undone, for it is done afterwards. */
function limited<T>(book: Book, body: Body<T>, pages: number): string {
  try {
    write.call(book, (db) => {
      limit(db, pages)
      body(db)
      throw new Counted()
    })
    return 'it was committed'
  } catch (error) {
    if (error instanceof Counted) return 'room enough'
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  } finally {
    write.call(book, (db) => limit(db))
  }
}
