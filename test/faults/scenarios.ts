import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { practiceOf } from '../../src-main/practice/index.ts'
import { Book, sha256, tables, type Reading } from '../../src-main/store/index.ts'
import { takeStand } from '../../src-main/store/standing.ts'
import type { Point } from './kill.ts'
import { brokenIn } from './opened.ts'
import { examine, faultsOf, keyOf, makeTemplate, type Place, type Template } from './place.ts'

/*
 * What is harmed: a program, the places where it touches its files, and what must hold afterwards. The kill and the power cut both go through this table;
 * another thing to harm is one entry more.
 */

export type Scenario = {
  readonly what: string
  readonly program: string
  /** Made once. */
  readonly template: () => Template | Promise<Template>
  /** The program's words for its next run, or undefined when this life of the store has nothing left to do. */
  readonly words: (place: Place, template: Template, acks: readonly string[]) => readonly string[] | undefined
  readonly points: readonly [Point, ...Point[]]
  /** A kill by time comes at most so long after the store was opened. */
  readonly longestMs: number
  /** Whether its check opens the store as the program does, which proves each page. */
  readonly provesItself?: boolean
  /** What is wrong now. @param acks the lines that were acknowledged */
  readonly check: (place: Place, template: Template, acks: readonly string[]) => string[] | Promise<string[]>
}

/** The places where a change of the book touches its files, with how often it does in one run at most. */
const BOOK: readonly [Point, ...Point[]] = [
  { name: 'log written', operation: 'write', ending: 'book.db-wal', most: 600 },
  { name: 'log synced', operation: 'sync', ending: 'book.db-wal', most: 24 },
  { name: 'book written', operation: 'write', ending: 'book.db', most: 200 },
  { name: 'book synced', operation: 'sync', ending: 'book.db', most: 3 },
  { name: 'log cut', operation: 'truncate', ending: 'book.db-wal', most: 2 },
]
/** The same for a file that is replaced as a whole. */
const WHOLE_FILE: readonly Point[] = [
  { name: 'partial opened', operation: 'open', ending: '.partial', most: 8 },
  { name: 'partial written', operation: 'write', ending: '.partial', most: 8 },
  { name: 'partial synced', operation: 'sync', ending: '.partial', most: 8 },
  { name: 'file renamed', operation: 'rename', ending: '', most: 8 },
  { name: 'folder synced', operation: 'sync', ending: '/out', most: 8 },
]

export const countOf = (acks: readonly string[], letter: string): number => acks.filter((line) => line.startsWith(`${letter} `)).length
export const namesIn = (acks: readonly string[], letter: string): string[] =>
  acks.flatMap((line) => (line.startsWith(`${letter} `) ? [line.slice(2)] : []))

export const posting: Scenario = {
  what: 'posting remittances of 40 payments',
  program: 'post',
  template: () => makeTemplate(24, 40),
  words: ({ store, files, acks: side }, { remittances }, acks) => {
    const first = countOf(acks, 'P')
    return first < remittances ? [store, files, side, `${first}`, `${Math.min(6, remittances - first)}`] : undefined
  },
  points: BOOK,
  longestMs: 400,
  check: ({ store }, { key, claims }, acks) => faultsOf(examine(store, key), acks, claims),
}

/** Smaller remittances than those of the kill: a state is rebuilt in a few milliseconds. */
export const smallPosting: Scenario = {
  ...posting,
  what: 'posting remittances of 6 payments',
  template: () => makeTemplate(10, 6),
  words: ({ store, files, acks }) => [store, files, acks, '0', '10'],
}

/** Days of sessions that are still to be filed. */
const SESSIONS = 80

export const sending: Scenario = {
  what: 'charging, sending and writing claim files',
  program: 'send',
  template: () => makeTemplate(0, 0),
  words: ({ store, out, acks: side }, _, acks) => {
    const first = countOf(acks, 'C')
    return first < SESSIONS ? [store, out, side, `${first}`, `${Math.min(8, SESSIONS - first)}`] : undefined
  },
  points: [...BOOK, ...WHOLE_FILE],
  longestMs: 250,
  check: sendingFaults,
}

type Sent = {
  file: { id: number; direction: string; name: string; bytes: Uint8Array; sha256: string }
  batch: { id: number; file: number; interchange: number }
  submission: { id: number; claim: number; control: string }
  charge: { id: number }
}
const from = tables<Sent>()

function sendingFaults({ store, out }: Place, { key }: Template, acks: readonly string[]): string[] {
  const book = Book.open(join(store, 'book.db'), key)
  try {
    const halt = takeStand(book, store)
    return [
      ...(halt ? [`a false alarm: ${halt.words}`] : []),
      ...book.read((db) => [...brokenIn(db), ...sentFaults(db, acks), ...writtenFaults(db, out, acks)]),
    ]
  } finally {
    book.close()
  }
}

/** O1: a number is taken once, a claim is in one file. */
function sentFaults(db: Reading, acks: readonly string[]): string[] {
  const files = db.all(from.selectFrom('file').select(['name', 'bytes', 'sha256']).where('direction', '=', 'out'))
  const numbers = db.all(from.selectFrom('batch').select('interchange')).map((one) => one.interchange)
  const claims = db.all(from.selectFrom('submission').select('claim')).map((one) => one.claim)
  const charges = db.all(from.selectFrom('charge').select('id')).length
  const names = new Set(files.map((one) => one.name))
  // Each run may have been ended between one commit and its acknowledgement.
  const runs = acks.filter((line) => line === 'open').length
  const [told, charged] = [new Set(namesIn(acks, 'S')), countOf(acks, 'C')]
  return [
    ...(new Set(numbers).size === numbers.length ? [] : ['a control number was taken twice']),
    ...(new Set(claims).size === claims.length ? [] : ['a claim was sent twice']),
    ...(files.every((one) => sha256(one.bytes) === one.sha256) ? [] : ['a kept file is not as it was']),
    ...[...told].filter((name) => !names.has(name)).map((name) => `${name} was acknowledged as sent and is lost`),
    ...(files.length <= told.size + runs ? [] : [`${files.length - told.size} files more than were acknowledged`]),
    ...(charges >= charged && charges <= charged + runs ? [] : [`${charges} charges, ${charged} acknowledged`]),
  ]
}

/** O2: what stands in the folder is what was sent, byte for byte, and what was acknowledged as written stands there. */
function writtenFaults(db: Reading, out: string, acks: readonly string[]): string[] {
  const sent = new Map(
    db.all(from.selectFrom('file').select(['name', 'sha256']).where('direction', '=', 'out')).map((one) => [one.name, one.sha256]),
  )
  const there = existsSync(out) ? readdirSync(out).filter((name) => !name.endsWith('.partial')) : []
  const digests = new Map(there.map((name) => [name, sha256(readFileSync(join(out, name)))]))
  return [
    ...[...digests].filter(([name, digest]) => sent.get(name) !== digest).map(([name]) => `${name} is not what was sent`),
    ...namesIn(acks, 'W')
      .filter((name) => !digests.has(name))
      .map((name) => `${name} was acknowledged as written and is lost`),
  ]
}

/** Where a new store is made. */
const newStore = ({ root }: Place): string => join(root, 'New.parity')

export const settingUp: Scenario = {
  what: 'setting up a practice',
  program: 'create',
  template: () => makeTemplate(0, 0),
  words: (place, _, acks) => (acks.includes('created') || existsSync(newStore(place)) ? undefined : [newStore(place), place.acks]),
  points: [
    ...BOOK,
    { name: 'key ring synced', operation: 'sync', ending: '.partial', most: 1 },
    { name: 'renamed', operation: 'rename', ending: '', most: 2 },
    { name: 'folder made', operation: 'mkdir', ending: '', most: 1 },
  ],
  longestMs: 600,
  check: (place, _, acks) => {
    const folder = newStore(place)
    if (!existsSync(folder)) return acks.includes('created') ? ['the practice was acknowledged and is not there'] : []
    const book = Book.open(join(folder, 'book.db'), ownKey(folder))
    try {
      return book.read((db) => [...brokenIn(db), ...(practiceOf(db) ? [] : ['the store has no practice'])])
    } finally {
      book.close()
    }
  },
}

const keys = new Map<string, string>()
/** A passphrase takes its time: one is tried once for each key ring. */
function ownKey(folder: string): string {
  const ring = readFileSync(join(folder, 'keys.json'), 'utf8')
  const key = keys.get(ring) ?? keyOf(folder)
  keys.set(ring, key)
  return key
}
