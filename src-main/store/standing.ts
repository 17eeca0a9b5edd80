import { anchorMark, checkAnchor, isNamed, readAnchor, writeAnchor, type Anchored } from './anchor.ts'
import { appendAudit, auditHead, checkChain, type AuditEvent, type ChainBreak } from './audit.ts'
import type { Book } from './book.ts'
import type { Halt } from './halt.ts'
import { doubtOutbox } from './outbox.ts'
import type { Reading } from './sql.ts'
import { noteUpkeep, upkeep } from './upkeep.ts'

/** How many of the newest events are walked at each opening. */
const NEWEST_EVENTS = 10_000
const WEEK_MS = 7 * 24 * 3600 * 1000

/**
 * Whether an opened book may be trusted: its audit chain is unbroken (the newest events always, all of them once a week) and it is not older than
 * its anchor. Halts it when not. Called once at each opening.
 */
export function takeStand(book: Book, folder: string, at = new Date().toISOString()): Halt | null {
  const { halt, whole } = book.read((db) => {
    const proved = upkeep(db, 'proved')
    const isDue = proved === null || Date.parse(at) - Date.parse(proved) > WEEK_MS || proved > at
    const from = isDue ? 1 : Math.max(1, auditHead(db).seq - NEWEST_EVENTS)
    const broken = breaksFrom(db, from, 1)[0]
    return { halt: broken ? breakHalt(broken) : checkAnchor(folder, db), whole: isDue }
  })
  if (halt) book.halt(halt)
  else if (whole && !book.halted) book.write((db) => noteUpkeep(db, 'proved', at))
  return halt
}

/** How many breaks are looked for at once. */
const MOST_BREAKS = 20

/** The breaks of the chain from an event on that no owner has looked into yet. */
export function breaksFrom(db: Reading, from: number, most = MOST_BREAKS): ChainBreak[] {
  const found: ChainBreak[] = []
  let at = checkChain(db, from)
  while (at && found.length < most) {
    if (!isNamed(db, breakMark(at.seq))) found.push(at)
    at = checkChain(db, at.seq + 1)
  }
  return found
}

/** What a row of the audit log says of a break that an owner looked into. */
const breakMark = (seq: number): string => `break ${seq};`

/**
 * Lets a halted book go on: one row of the log, which names where the log ends, the anchor that did not fit and every break, and then a new anchor.
 * @returns what the row says
 */
export function resumeStore(store: Anchored, by: Omit<AuditEvent, 'action' | 'kind' | 'outcome' | 'object' | 'generation'>): string {
  const { book, folder } = store
  const anchor = readAnchor(folder)
  book.resume()
  const object = book.write<string>((db) => {
    const head = auditHead(db)
    doubtOutbox(db)
    const marks = [
      `head ${head.seq} ${head.mac}`,
      ...(anchor ? [anchorMark(anchor)] : []),
      ...breaksFrom(db, 1).map(({ seq }) => `break ${seq}`),
    ]
    const text = `${marks.join('; ')};`
    appendAudit(db, { ...by, generation: store.ring.generation, action: 'store.resume', kind: 'security', outcome: 'ok', object: text })
    return text
  })
  writeAnchor(store, by.at)
  return object
}

const breakHalt = ({ seq, is }: ChainBreak): Halt => ({ why: 'rollback', words: breakWords(seq, is) })

/** What a break of the chain is, in words. */
export const breakWords = (seq: number, is: ChainBreak['is']): string =>
  is === 'missing'
    ? `The audit log was changed from outside: event number ${seq} is missing.`
    : `The audit log was changed from outside: event number ${seq} is not as it was written.`
