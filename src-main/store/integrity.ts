import type Database from '@signalapp/sqlcipher'
import { readerOf } from './connection.ts'
import { openToRead } from './database.ts'
import { hasAudit, type Proof } from './figures.ts'
import { APPLICATION, NEWEST } from './migrate.ts'
import type { Reading } from './sql.ts'
import { breaksFrom, breakWords } from './standing.ts'

/*
 * Whether a book is whole, authentic and in balance: every check by itself, each finding with where it is.
 */

/** One thing that does not hold. `where` names a page, a row, a table; never a value. */
export type Finding = { readonly id: string; readonly what: string; readonly where: string }

/** So many of one kind are named, then the rest is counted. */
const NAMED = 20

/**
 * Checks a book without changing a byte of it; its log must have been folded in before. An empty list means: every page is as it was written, the
 * structure is sound, no reference leads to nothing, the audit chain is unbroken, everything in `proof` holds.
 */
export function checkBook(path: string, key: string, proof: Proof | null = null): Finding[] {
  let database: Database
  try {
    database = openToRead(path, key)
  } catch {
    return [unreadable()]
  }
  try {
    const pages = checkPages(database)
    if (pages.length > 0) return pages
    return [...checkStructure(database), ...checkForm(database), ...readable(() => checkContent(database, proof))]
  } catch {
    return [unreadable()]
  } finally {
    database.close()
  }
}

const unreadable = (): Finding => ({ id: 'book', what: 'The book cannot be read.', where: 'book' })

/** Each page against its own seal. */
function checkPages(database: Database): Finding[] {
  const rows = database.pragma('cipher_integrity_check') as readonly Readonly<Record<string, unknown>>[]
  const found = rows.map((row) => /page (\d+)/.exec(String(Object.values(row)[0]))?.[1] ?? 'unknown')
  return found.length <= NAMED
    ? found.map((page) => pageFinding(`page ${page}`))
    : [...found.slice(0, NAMED).map((page) => pageFinding(`page ${page}`)), pageFinding(`${found.length - NAMED} more pages`)]
}

const pageFinding = (where: string): Finding => ({ id: 'cipher', what: 'A page is not as it was written.', where })

function checkStructure(database: Database): Finding[] {
  const broken = (database.pragma('integrity_check') as readonly Readonly<Record<string, unknown>>[])
    .map((row) => String(Object.values(row)[0]))
    .filter((words) => words !== 'ok')
  const loose = database.pragma('foreign_key_check') as readonly Readonly<Record<string, unknown>>[]
  return [
    ...(broken.length > 0 ? [{ id: 'structure', what: 'The structure of the book is broken.', where: `${broken.length} places` }] : []),
    ...loose.slice(0, NAMED).map((row) => ({
      id: 'references',
      what: 'A row refers to one that is not there.',
      where: `${String(row['table'])}, row ${String(row['rowid'])}`,
    })),
  ]
}

function checkForm(database: Database): Finding[] {
  const application = database.pragma('application_id', { simple: true })
  const version = database.pragma('user_version', { simple: true }) as number
  if (application !== APPLICATION || version === 0) return [{ id: 'form', what: 'This is not a book of Parity.', where: 'header' }]
  return version > NEWEST ? [{ id: 'form', what: 'A newer Parity wrote this book.', where: 'header' }] : []
}

/** The audit chain, the ledger, and whatever the rooms above hold; of an older form only the chain, for they know today's tables. */
function checkContent(database: Database, proof: Proof | null): Finding[] {
  const db = readerOf(database)
  try {
    const form = database.pragma('user_version', { simple: true }) as number
    return [...(hasAudit(form) ? chainFindings(db) : []), ...(proof && form === NEWEST ? contentFindings(db, proof) : [])]
  } finally {
    db.close()
  }
}

/** Every break of the chain, those that an owner looked into left out. */
const chainFindings = (db: Reading): Finding[] =>
  breaksFrom(db, 1).map(({ seq, is }) => ({ id: 'audit', what: breakWords(seq, is), where: `event ${seq}` }))

function contentFindings(db: Reading, proof: Proof): Finding[] {
  return proof
    .checks(db)
    .filter((check) => check.broken > 0)
    .map((check) => ({
      id: check.id,
      what: `This does not hold: ${check.says}`,
      where: check.broken === 1 ? '1 place' : `${check.broken} places`,
    }))
}

/** A check that cannot even run is a finding, not an error. */
function readable(check: () => Finding[]): Finding[] {
  try {
    return check()
  } catch {
    return [{ id: 'content', what: 'What the book holds cannot be read as it should.', where: 'book' }]
  }
}
