import { checkAnchor } from './anchor.ts'
import { auditHead, checkChain, type ChainBreak } from './audit.ts'
import type { Book } from './book.ts'
import type { Halt } from './halt.ts'
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
    const broken = checkChain(db, from)
    return { halt: broken ? breakHalt(broken) : checkAnchor(folder, db), whole: isDue }
  })
  if (halt) book.halt(halt)
  else if (whole && !book.halted) book.write((db) => noteUpkeep(db, 'proved', at))
  return halt
}

const breakHalt = ({ seq, is }: ChainBreak): Halt => ({ why: 'rollback', words: breakWords(seq, is) })

/** What a break of the chain is, in words. */
export const breakWords = (seq: number, is: ChainBreak['is']): string =>
  is === 'missing'
    ? `The audit log was changed from outside: event number ${seq} is missing.`
    : `The audit log was changed from outside: event number ${seq} is not as it was written.`
