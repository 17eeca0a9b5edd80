import type Database from '@signalapp/sqlcipher'
import { lastEntry } from './audit-entries.ts'
import { auditHead, type AuditHead } from './audit.ts'
import { readerOf } from './connection.ts'
import { rowCounts } from './migrate.ts'
import type { Reading } from './sql.ts'

/** What the rooms above know of a store's content, so that the store can prove a copy without knowing a stage. */
export type Proof = {
  /** A hash over the whole ledger. */
  digest(db: Reading): string
  /** What must hold, recomputed from nothing. */
  checks(db: Reading): readonly { readonly id: string; readonly says: string; readonly broken: number }[]
}

/** The figures by which two books are held to be the same. */
export type Figures = {
  readonly schema: number
  readonly head: AuditHead
  readonly entry: number
  readonly ledger: string
  readonly rows: Readonly<Record<string, number>>
}

/** The law that every entry has its row in the log; a book from before the log gets that row at its first sign-in. */
export const UNAUDITED = 'L10'

/** The first form that has an audit log. */
const WITH_AUDIT = 90
export const hasAudit = (schema: number): boolean => schema >= WITH_AUDIT

/** Takes the figures of a book in one look. */
export function figuresOf(database: Database, proof: Proof | null): Figures {
  const db = readerOf(database)
  database.exec('BEGIN')
  try {
    const schema = database.pragma('user_version', { simple: true }) as number
    return {
      schema,
      head: hasAudit(schema) ? auditHead(db) : { seq: 0, mac: '' },
      entry: lastEntry(db),
      ledger: proof?.digest(db) ?? '',
      rows: rowCounts(database),
    }
  } finally {
    db.close()
    database.exec('COMMIT')
  }
}

/** Where two books differ, in words; empty when they are the same. */
export function differences(source: Figures, copy: Figures): string[] {
  const tables = [...new Set([...Object.keys(source.rows), ...Object.keys(copy.rows)])].filter((one) => source.rows[one] !== copy.rows[one])
  return [
    ...(source.schema === copy.schema ? [] : ['its form']),
    ...(source.head.seq === copy.head.seq && source.head.mac === copy.head.mac ? [] : ['the end of its audit log']),
    ...(source.ledger === copy.ledger && source.entry === copy.entry ? [] : ['its ledger']),
    ...tables.map((table) => `how many rows ${table} has`),
  ]
}
