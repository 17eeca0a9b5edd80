import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstPeople } from '../../src-main/access/index.ts'
import { listeners } from '../../src-main/engine/handlers.ts'
import type { RemittanceTables } from '../../src-main/remittance/records/tables.ts'
import { appendAudit, Book, createStore, lastEntry, LEAST, tables, type Reading, type Writing } from '../../src-main/store/index.ts'
import { databaseKey, parseRing, unlock } from '../../src-main/store/keys/ring.ts'
import { takeStand } from '../../src-main/store/standing.ts'
import { verifyStore } from '../../src-main/today/verify.ts'
import { testPractice } from '../support/practice.ts'
import { because, fileOf, segmentsOf, sentClaim } from '../support/remittances.ts'

/*
 * The store that is harmed, the files that are posted into it, and what must hold of it afterwards.
 */

export const USER = 'Dana Whitlock'
export const PASSPHRASE = 'four invented words here'
/** A folder with a store and the remittances that pay its claims, made once and copied for every life. */
export type Place = {
  readonly root: string
  readonly store: string
  readonly files: string
  readonly out: string
  readonly acks: string
}
export type Template = Place & { readonly key: string; readonly remittances: number; readonly claims: number }

export const placeIn = (root: string): Place => ({
  root,
  store: join(root, 'Test.parity'),
  files: join(root, 'files'),
  out: join(root, 'out'),
  acks: join(root, 'acks'),
})

/** The folder of the machine's memory, where there is room: what is harmed there is written and synced at no cost. */
function roomyFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > 1_000_000_000) return '/dev/shm'
  } catch {
    // Not on this system.
  }
  return tmpdir()
}

/** A new folder for a place; who asks for it removes it. */
export const freshRoot = (): string => mkdtempSync(join(roomyFolder(), 'parity-fault-'))

export const traceOf = (n: number): string => `FAULT${String(n).padStart(6, '0')}`
export const fileNameOf = (n: number): string => `era-${String(n).padStart(6, '0')}.835`

/** Makes a practice whose claims are paid by `remittances` files of `claims` payments each. */
export function makeTemplate(remittances: number, claims: number): Template {
  const place = placeIn(freshRoot())
  mkdirSync(place.files)
  mkdirSync(place.out)
  createStore(
    place.store,
    USER,
    PASSPHRASE,
    (book) => {
      const at = testPractice(listeners, book)
      for (let n = 0; n < remittances * claims; n++) sentClaim(at, { control: `C${n}`, lines: [{ code: '90837', cents: 17_500 }] })
      book.write((db) => beginStore(db))
    },
    { cost: LEAST },
  ).close()
  for (let n = 0; n < remittances; n++) {
    const payments = Array.from({ length: claims }, (_, own) => ({
      control: `C${n * claims + own}`,
      lines: [{ code: '90837', charge: 17_500, reasons: because('CO-45 4300', `PR-3 ${1000 + own}`) }],
    }))
    writeFileSync(join(place.files, fileNameOf(n)), fileOf([segmentsOf({ trace: traceOf(n), payments })], n + 1))
  }
  writeFileSync(place.acks, '')
  return { ...place, key: keyOf(place.store), remittances, claims }
}

/** The first person and the first row of the audit log, as the program makes them with a store; the row answers for the claims (L10). */
function beginStore(db: Writing): void {
  firstPeople(db, [{ id: 1, name: USER, isEmergency: false }])
  const to = lastEntry(db)
  const by = { user: 1, name: USER, role: 'owner', device: 'test' }
  const what = { action: 'store.create', kind: 'change', outcome: 'ok' } as const
  appendAudit(db, { ...by, ...what, at: '2026-11-19T09:30:00.000Z', generation: 1, entries: to > 0 ? { from: 1, to } : null })
}

/** A copy to harm. */
export function copyOf(template: Place): Place {
  const root = freshRoot()
  cpSync(template.root, root, { recursive: true })
  return placeIn(root)
}

export const discard = (place: Place): void => rmSync(place.root, { recursive: true, force: true })

/** The raw key of a store's book, so that a check need not pay for a passphrase. */
export function keyOf(folder: string): string {
  const ring = parseRing(readFileSync(join(folder, 'keys.json'), 'utf8'))
  return databaseKey(unlock(ring, USER, PASSPHRASE).storeKey, ring.generation)
}

/** What was acknowledged: each line of the side file, whole ones only. */
export const acknowledged = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1)

export type Found = {
  /** Traces of remittances by status. */
  readonly taken: readonly string[]
  readonly posted: readonly string[]
  /** How many entries each posted remittance has. */
  readonly entries: ReadonlyMap<string, number>
  readonly broken: readonly string[]
  /** Why it may only be read, in words: after an honest fault an alarm is a false one. */
  readonly alarm: string | null
  readonly openMs: number
}
const from = tables<RemittanceTables>()
const DIGEST = 64

/** Opens a book as the program does, with its quick check, and recomputes everything. @throws what opening throws */
export function examine(folder: string, key: string): Found {
  const began = performance.now()
  const book = Book.open(join(folder, 'book.db'), key)
  const openMs = performance.now() - began
  try {
    const alarm = takeStand(book, folder)?.words ?? null
    return { ...book.read((db) => state(db)), alarm, openMs }
  } finally {
    book.close()
  }
}

function state(db: Reading): Omit<Found, 'openMs' | 'alarm'> {
  const all = db.all(from.selectFrom('remittance').select(['trace', 'status', 'digest']))
  const counts = new Map<string, number>()
  for (const { source_key: key } of db.all(from.selectFrom('entry').select('source_key').where('source', '=', 'remittance')))
    counts.set(key.slice(0, DIGEST), (counts.get(key.slice(0, DIGEST)) ?? 0) + 1)
  const posted = all.filter((one) => one.status === 'posted' || one.status === 'partly')
  return {
    taken: all.map((one) => one.trace),
    posted: posted.map((one) => one.trace),
    entries: new Map(all.map((one) => [one.trace, counts.get(one.digest) ?? 0])),
    broken: verifyStore(db).flatMap((one) => (one.broken > 0 ? [`${one.id}: ${one.broken}`] : [])),
  }
}

/**
 * What is wrong with a store after a fault: something acknowledged that is not there once and whole, more than one thing besides, an invariant.
 * @param acks lines `I n` (imported) and `P n` (posted)
 * @param claims entries that a posted remittance has
 */
export function faultsOf(found: Found, acks: readonly string[], claims: number): string[] {
  const told = (letter: string): string[] =>
    acks.flatMap((line) => (line.startsWith(`${letter} `) ? [traceOf(parseInt(line.slice(2), 10))] : []))
  return [
    ...(found.alarm === null ? [] : [`a false alarm: ${found.alarm}`]),
    ...found.broken,
    ...compare('imported', told('I'), found.taken),
    ...compare('posted', told('P'), found.posted),
    ...[...found.entries].flatMap(([trace, count]) => {
      const wanted = found.posted.includes(trace) ? claims : 0
      return count === wanted ? [] : [`${trace} has ${count} entries instead of ${wanted}`]
    }),
  ]
}

function compare(word: string, told: readonly string[], there: readonly string[]): string[] {
  const set = new Set(there)
  const known = new Set(told)
  const extra = there.filter((one) => !known.has(one))
  return [
    ...(set.size === there.length ? [] : [`something is ${word} twice`]),
    ...told.filter((one) => !set.has(one)).map((one) => `${one} was acknowledged as ${word} and is lost`),
    ...(extra.length > 1 ? [`${extra.length} are ${word} without acknowledgement`] : []),
  ]
}
