import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { chance } from '../../../src-main/practice-payer/index.ts'
import { machineClock } from '../../../src-main/engine/clock.ts'
import { Engine, type Caller } from '../../../src-main/engine/dispatch.ts'
import { allFiles } from '../../../src-main/engine/files.ts'
import { MADE_OWNER } from '../book.ts'
import { goal, p95, print, series } from '../report.ts'
import { bookOf, PAGE } from './floor.ts'

/*
 * P7 and P9 in the store alone: pages of 200 by every sort the claims offer, and the search as one types, through the engine's own door; beside the same
 * rows by the barest SQL on a connection of its own, encrypted and plain.
 */

const SORTS = ['id', 'status', 'patient', 'day', 'payer', 'codes', 'charge', 'paid', 'owed', 'provider', 'batch', 'fileBy'] as const
const FIND =
  'select patient.id, first, last, born from patient_search join patient on patient.id = patient_search.rowid where words match ? limit 50'

const CALLER: Caller = { files: allFiles(), progress: () => undefined, stopped: () => false }
const timed = <T>(body: () => T): number => {
  const from = performance.now()
  body()
  return performance.now() - from
}

/** Measures a book's pages and its search. */
export async function measureStore(folder: string, claims: number, rounds: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'parity-bench-store-'))
  const floors = openFloors(folder, join(home, 'plain.db'))
  const engine = new Engine({
    clock: machineClock,
    version: 'bench',
    home,
    printer: { print: () => Promise.reject(new Error('Nothing is printed here')) },
    tell: () => undefined,
    incident: (_number, error) => print(String(error)),
    strict: false,
  })
  const ask = async (name: string, input: unknown): Promise<number> => {
    const from = performance.now()
    const answer = await engine.call(name, input, CALLER)
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.message}`)
    return performance.now() - from
  }
  try {
    await ask('store.open', { folder, user: MADE_OWNER.name, passphrase: MADE_OWNER.passphrase })
    await measurePages(ask, floors, claims, rounds)
    await measureSearch(ask, floors, rounds)
    await measureAging(ask, claims, rounds)
    await measureBalance(ask, claims, rounds)
  } finally {
    engine.close()
    floors.close()
    rmSync(home, { recursive: true, force: true })
  }
}

type Ask = (name: string, input: unknown) => Promise<number>
type Floors = ReturnType<typeof openFloors>

async function measurePages(ask: Ask, floors: Floors, claims: number, rounds: number): Promise<void> {
  print(`\nP7 pages of 200 of ${claims} claims, store only`)
  const by = chance(7)
  const last = Math.floor(claims / 200) - 1
  const own: number[] = []
  const first: number[] = []
  const bare = { encrypted: [] as number[], plain: [] as number[] }
  const perSort = new Map<string, number[]>()
  for (const sort of SORTS) {
    const view = { filters: [], sort: [{ by: sort, down: false }] }
    // A view that is opened; then it is walked through.
    first.push(await ask('claims.list', { view, window: 0 }))
    perSort.set(sort, [])
  }
  for (let round = 0; round < rounds * 10; round++)
    for (const sort of SORTS) {
      const view = { filters: [], sort: [{ by: sort, down: false }] }
      const ms = await ask('claims.list', { view, window: by.whole(last) })
      own.push(ms)
      perSort.get(sort)?.push(ms)
      const at = 10_001 + by.whole(claims - 1)
      bare.encrypted.push(timed(() => floors.encrypted.page.all([at])))
      bare.plain.push(timed(() => floors.plain.page.all([at])))
    }
  const encrypted = series('a page through the engine, any sort', own)
  for (const [sort, all] of perSort) series(`  by ${sort}`, all)
  series('opening a view: its first page, each sort once', first)
  const floor = series('floor: a page by key, bare SQL, encrypted', bare.encrypted)
  const plain = series('floor: the same, plain', bare.plain)
  goal('P7 a page by any sort, P95 to the floor', encrypted.p95 / floor.p95, 2)
  goal('P7 the floor, encrypted to plain, P95', floor.p95 / plain.p95, 1.15)
}

async function measureSearch(ask: Ask, floors: Floors, rounds: number): Promise<void> {
  print('\nP9 patients, letter by letter, store only')
  const words = ['langford', 'quintero', 'berman', 'okafor jo', 'zelski', 'maria reyes']
  const own: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++)
    for (const word of words)
      for (let letters = 3; letters <= word.length; letters++) {
        const text = word.slice(0, letters)
        own.push(await ask('desk.find', { text }))
        bare.push(timed(() => floors.encrypted.find.all([`"${text}"`])))
      }
  const found = series('a letter typed, through the engine', own)
  series('floor: the same letters in the index alone', bare)
  goal('P9 a letter in the store, P95 to the floor', found.p95 / p95(bare), 2)
}

/** What is owed by who owes it and how old it is, and the claims behind a figure. */
async function measureAging(ask: Ask, claims: number, rounds: number): Promise<void> {
  print(`\nWho owes what by age, of ${claims} claims, store only`)
  const own: number[] = []
  for (let round = 0; round < rounds; round++) own.push(await ask('month.aging', {}))
  const behind: number[] = []
  for (const of of [
    ['first', 'first, patient'],
    ['patient', 'first, patient', 'later, patient'],
  ])
    behind.push(
      await ask('claims.list', { view: { filters: [{ is: 'any', field: 'owes', of }], sort: [{ by: 'day', down: false }] }, window: 0 }),
    )
  const ages = series('the table of ages', own)
  series('the claims behind a figure, opened once', behind)
  goal('the table of ages, P95', ages.p95, 1000, 'ms')
}

/** The balance of a claim, anywhere in the book: as its panel shows it, and unfolded to postings and documents. */
async function measureBalance(ask: Ask, claims: number, rounds: number): Promise<void> {
  print(`\nThe balance of a claim among ${claims}, store only`)
  const by = chance(11)
  const own: number[] = []
  for (let n = 0; n < rounds * 100; n++) own.push(await ask('ledger.explain', { claim: 10_001 + by.whole(claims - 1) }))
  const explained = series('a balance unfolded to its postings and documents', own)
  goal('the balance of a claim, P95', explained.p95, 5, 'ms')
}

/** The same rows on two connections of their own: the book, and a plain copy of what a page and the search need. */
function openFloors(folder: string, copy: string) {
  const { path, key } = bookOf(folder)
  const book = new Database(path)
  book.pragma(`key = "x'${key}'"`)
  book.pragma('cache_size = -65536')
  const plain = new Database(path)
  plain.pragma(`key = "x'${key}'"`)
  plain.pragma('foreign_keys = OFF')
  plain.exec(`attach '${copy.replaceAll("'", "''")}' as plain key ''`)
  const schema = plain.prepare(
    "select sql from sqlite_schema where (name in ('claim', 'patient', 'payer', 'claim_sum') or name = 'claim_day')",
    {
      pluck: true,
    },
  )
  const made = (schema.all() as unknown as string[]).map((sql) => sql.replace(/^create (table|index) /i, 'create $1 plain.'))
  for (const sql of made.sort().reverse()) plain.exec(sql)
  for (const table of ['claim', 'patient', 'payer', 'claim_sum']) plain.exec(`insert into plain.${table} select * from main.${table}`)
  schema.close()
  plain.close()
  const other = new Database(copy)
  other.pragma('cache_size = -65536')
  const encrypted = { page: book.prepare(PAGE), find: book.prepare(FIND) }
  const open = { page: other.prepare(PAGE) }
  return {
    encrypted,
    plain: open,
    close() {
      for (const one of [encrypted.page, encrypted.find, open.page]) one.close()
      book.close()
      other.close()
    },
  }
}
