import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { practiceOf } from '../../src-main/practice/index.ts'
import { checkAnchor } from '../../src-main/store/anchor.ts'
import { Book, LEAST, openStore, rotate, sha256, storeProblem, Trouble } from '../../src-main/store/index.ts'
import { databaseKey } from '../../src-main/store/keys/ring.ts'
import { flipBit, logDamage, PAGE_DAMAGE } from './damage.ts'
import { programs, runAndKill } from './kill.ts'
import { acknowledged, copyOf, discard, examine, makeTemplate, PASSPHRASE, traceOf, USER, type Place } from './place.ts'
import { chanceFor, many, told } from './seeded.ts'

const template = makeTemplate(8, 6)
const { key } = template
/** A store that was worked with and closed: all of it is in one file. */
const settled = copyOf(template)
execFileSync(process.execPath, [join(programs, 'post.js'), settled.store, settled.files, settled.acks, '0', '4'])
afterAll(() => [template, settled].forEach(discard))

const bookOf = ({ store }: Place): string => join(store, 'book.db')

/** What a person is told who opens a store's book: `open`, or why not. */
function looked(place: Place, own = key, path = bookOf(place)): string {
  try {
    const book = Book.open(path, own)
    try {
      return book.read((db) => practiceOf(db)) ? 'open' : 'store.damaged'
    } finally {
      book.close()
    }
  } catch (error) {
    return error instanceof Trouble ? error.problem.code : (storeProblem(error)?.code ?? `not typed: ${String(error)}`)
  }
}

/** The closed store, copied once and put back after each damage. */
function harmed(count: number, harm: (place: Place, n: number) => string): string[] {
  const place = copyOf(settled)
  const found: string[] = []
  for (let n = 0; n < count; n++) {
    const fault = harm(place, n)
    if (fault !== '') found.push(fault)
    rmSync(place.store, { recursive: true })
    cpSync(settled.store, place.store, { recursive: true })
  }
  discard(place)
  return found
}

/** The book's beginning is damaged as well as its key wrong: the cipher cannot tell one from the other. */
const DETECTED = ['store.damaged', 'store.passphrase']

it('CO-1: one turned bit anywhere in a store is found before a figure is shown', () => {
  const began = performance.now()
  const chance = chanceFor('CO-1')
  const count = many(300, 1000)
  const found = harmed(count, (place) => {
    const what = flipBit(bookOf(place), chance)
    const said = looked(place)
    return DETECTED.includes(said) ? '' : `${what}: ${said}`
  })
  told('CO-1', 'one bit turned', count, found.length, began)
  expect(found).toEqual([])
  expect(looked(settled)).toBe('open')
})

it('CO-2: pages lost, changed for one another, cut off or overwritten are found, and nothing is deleted', () => {
  const began = performance.now()
  const chance = chanceFor('CO-2')
  const count = many(200, 500)
  const kinds = Object.entries(PAGE_DAMAGE)
  const found = harmed(count, (place) => {
    const [what, harm] = chance.of(kinds)
    harm(bookOf(place), chance)
    const before = statSync(bookOf(place)).size
    const said = looked(place)
    if (!DETECTED.includes(said)) return `${what}: ${said}`
    return statSync(bookOf(place)).size >= before ? '' : `${what}: something of the damaged file was deleted`
  })
  told('CO-2', 'pages zeroed, swapped, cut off, overwritten', count, found.length, began)
  expect(found).toEqual([])
})

it('CO-3: a write-ahead log that is damaged, gone or of another time gives an earlier whole state', async () => {
  const began = performance.now()
  const chance = chanceFor('CO-3')
  const cut = await killedPlace()
  const older = join(cut.root, 'older-wal')
  cpSync(join(settled.store, 'book.db'), older)
  const kinds = Object.entries(logDamage(older))
  const acks = acknowledged(cut.acks)
  const count = many(150, 1000)
  const found: string[] = []
  let lost = 0
  for (let n = 0; n < count; n++) {
    const place = copyOf(cut)
    const [what, harm] = chance.of(kinds)
    harm(`${bookOf(place)}-wal`, chance)
    const isAlarmed = alarmed(place)
    const { posted, broken } = examine(place.store, key)
    const told = acks.flatMap((line) => (line.startsWith('P ') ? [traceOf(parseInt(line.slice(2), 10))] : []))
    if (broken.length > 0) found.push(`${what}: ${broken.join()}`)
    if (posted.some((trace, at) => trace !== traceOf(at))) found.push(`${what}: not a beginning: ${posted.join()}`)
    if (told.some((trace) => !posted.includes(trace))) {
      lost++
      if (!isAlarmed) found.push(`${what}: no alarm, though a posting is lost`)
    }
    discard(place)
  }
  discard(cut)
  told('CO-3', `the log damaged, gone or another; ${lost} lose something acknowledged`, count, found.length, began)
  expect(found).toEqual([])
  expect(lost).toBeGreaterThan(0)
})

/** Whether the anchor beside a store says that something of it is gone. */
function alarmed(place: Place): boolean {
  const book = Book.open(bookOf(place), key)
  try {
    return book.read((db) => checkAnchor(place.store, db)) !== null
  } finally {
    book.close()
  }
}

it('CO-5: an older copy of a book in its place is told, and the newest is not', () => {
  const began = performance.now()
  const place = copyOf(template)
  const ages = Array.from({ length: many(6, 8) }, (_, n) => {
    execFileSync(process.execPath, [join(programs, 'post.js'), place.store, place.files, place.acks, `${n}`, '1'])
    cpSync(bookOf(place), join(place.root, `book-${n}`))
    return join(place.root, `book-${n}`)
  })
  const said = ages.map((older) => {
    cpSync(older, bookOf(place))
    return alarmed(place)
  })
  discard(place)
  told('CO-5', 'an older copy of the book in its place', said.length - 1, said.slice(0, -1).filter((one) => !one).length, began)
  expect(said).toEqual(ages.map((_, n) => n < ages.length - 1))
})

/** A store whose last postings are in the write-ahead log alone. */
async function killedPlace(): Promise<Place> {
  const place = copyOf(template)
  // The postings are acknowledged, and nothing of them was folded into the file yet.
  const synced = { name: 'log synced', operation: 'sync', ending: 'book.db-wal', most: 1 }
  const last = { is: 'point', point: synced, n: 20, side: 'after' } as const
  const { killed } = await runAndKill('post', [place.store, place.files, place.acks, '0', '8'], last, place.acks)
  if (!killed || !existsSync(`${bookOf(place)}-wal`)) throw new Error('The program was not killed in its work')
  return place
}

it('CO-4: a key that is not the one is told as such, and changes nothing', () => {
  const began = performance.now()
  const other = makeTemplate(0, 0)
  const keys = ['0'.repeat(64), other.key, ...Array.from({ length: many(20, 200) }, () => randomBytes(32).toString('hex'))]
  const before = sha256(readFileSync(bookOf(settled)))
  const said = keys.map((one) => looked(settled, one))
  discard(other)
  const found = said.filter((one) => !DETECTED.includes(one))
  told('CO-4', 'a wrong key, another store’s key', keys.length, found.length, began)
  expect(found).toEqual([])
  expect(sha256(readFileSync(bookOf(settled)))).toBe(before)
})

it('CO-4: a key of an earlier generation is told as such, and changes nothing', () => {
  const began = performance.now()
  const place = copyOf(settled)
  let store = openStore(place.store, USER, PASSPHRASE, { cost: LEAST })
  const keys: string[] = []
  for (let n = 0; n < many(3, 10); n++) {
    keys.push(databaseKey(store.storeKey, n + 1), databaseKey(store.storeKey, n + 2))
    store = rotate(store)
  }
  const [path, own] = [store.book.path, databaseKey(store.storeKey, store.ring.generation)]
  store.close()
  const before = sha256(readFileSync(path))
  const said = keys.map((one) => looked(place, one, path))
  const after = sha256(readFileSync(path))
  const found = said.filter((one) => !DETECTED.includes(one))
  told('CO-4', 'a key of an earlier generation', keys.length, found.length, began)
  expect(found).toEqual([])
  expect(after).toBe(before)
  expect(looked(place, own, path)).toBe('open')
  discard(place)
})

it('what the cipher thinks of a damaged page is written nowhere', () => {
  const place = copyOf(settled)
  const bytes = readFileSync(bookOf(place))
  writeFileSync(bookOf(place), bytes.fill(0, 40_960, 40_970))
  const words = [join(programs, 'post.js'), place.store, place.files, place.acks, '4', '1']
  const { stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  discard(place)
  expect(status).toBe(1)
  expect(stderr).toContain('store.damaged')
  expect(stderr).not.toMatch(/sqlcipher_|CORE|pgno/)
})
