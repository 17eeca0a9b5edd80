import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { must } from '../../src-shared/result.ts'
import { prepared, tables, type Reading, type Writing } from './sql.ts'

/*
 * The audit log (45 CFR 164.312(b)): rows that are never changed, chained by a keyed hash over the row and the hash before it. What happened and the row
 * that says so are one transaction.
 */

export type AuditKind = 'view' | 'change' | 'money' | 'export' | 'security' | 'refusal'
export type AuditOutcome = 'ok' | 'failed' | 'refused'

/** What a row says, besides its place in the chain. Never a value from a claim: names of fields, ids, codes. */
export type AuditEvent = {
  readonly at: string
  readonly generation: number
  readonly user: number
  readonly name: string
  readonly role: string
  readonly device: string
  readonly action: string
  readonly kind: AuditKind
  readonly object?: string | null
  readonly patient?: number | null
  readonly outcome: AuditOutcome
  readonly code?: string | null
  /** Names of the fields that were given, with spaces between. */
  readonly fields?: string
  readonly reason?: string | null
  /** The entries of the ledger this change made, first and last. */
  readonly entries?: { readonly from: number; readonly to: number } | null
  readonly request?: string | null
}

type AuditTable = {
  seq: number
  at: string
  generation: number
  user: number
  name: string
  role: string
  device: string
  action: string
  kind: AuditKind
  object: string | null
  patient: number | null
  outcome: AuditOutcome
  code: string | null
  fields: string
  reason: string | null
  entry_from: number | null
  entry_to: number | null
  request: string | null
  prev: string
  mac: string
}
export const auditTables = tables<{ audit: AuditTable; audit_key: { id: number; key: string } }>()
export type AuditRow = Selectable<AuditTable>

/** The last row: where the chain ends. `seq` 0 and an empty mac when there is none. */
export type AuditHead = { readonly seq: number; readonly mac: string }

const keyQuery = prepared(() => auditTables.selectFrom('audit_key').select('key'))
const headQuery = prepared(() => auditTables.selectFrom('audit').select(['seq', 'mac']).orderBy('seq', 'desc').limit(1))

/** The key of the chain and of the anchor, 32 bytes. */
export const auditKey = (db: Reading): Buffer => Buffer.from(must('a store has an audit key', db.first(keyQuery())).key, 'hex')

export const auditHead = (db: Reading): AuditHead => db.first(headQuery()) ?? { seq: 0, mac: '' }

/** Appends one row to the chain, in the transaction of what it tells of. @returns its number */
export function appendAudit(db: Writing, event: AuditEvent): number {
  const head = auditHead(db)
  const row: Omit<AuditRow, 'mac'> = {
    seq: head.seq + 1,
    at: event.at,
    generation: event.generation,
    user: event.user,
    name: event.name,
    role: event.role,
    device: event.device,
    action: event.action,
    kind: event.kind,
    object: event.object ?? null,
    patient: event.patient ?? null,
    outcome: event.outcome,
    code: event.code ?? null,
    fields: event.fields ?? '',
    reason: event.reason ?? null,
    entry_from: event.entries?.from ?? null,
    entry_to: event.entries?.to ?? null,
    request: event.request ?? null,
    prev: head.mac,
  }
  db.insertRows('audit', [{ ...row, mac: macOf(row, auditKey(db)) }])
  return row.seq
}

/** What is wrong in the chain: the row, and what does not fit. */
export type ChainBreak = { readonly seq: number; readonly is: 'changed' | 'missing' }

const BLOCK = 5000

/**
 * Walks the chain from `from` (1 for all of it) and gives the first row that was changed, or that is missing: a changed row does not fit its own hash, a
 * row taken out or put in breaks the number or the link to the row before.
 */
export function checkChain(db: Reading, from = 1): ChainBreak | undefined {
  const key = auditKey(db)
  let seq = from - 1
  let prev = from === 1 ? '' : rowAt(db, from - 1)?.mac
  for (;;) {
    const rows = db.all(auditTables.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(BLOCK))
    if (rows.length === 0) return undefined
    for (const row of rows) {
      if (row.seq !== seq + 1) return { seq: seq + 1, is: 'missing' }
      const { mac, ...rest } = row
      if ((prev !== undefined && row.prev !== prev) || !sameText(mac, macOf(rest, key))) return { seq: row.seq, is: 'changed' }
      prev = mac
      seq = row.seq
    }
  }
}

/** One row, for an anchor to be held against. */
export const rowAt = (db: Reading, seq: number): AuditRow | undefined =>
  db.first(auditTables.selectFrom('audit').selectAll().where('seq', '=', seq))

/** How many rows and ledger entries were made since a head. */
export function since(db: Reading, seq: number): { readonly events: number; readonly entries: number } {
  const row = db.first(
    auditTables
      .selectFrom('audit')
      .select([sql<number>`count(*)`.as('events'), sql<number>`coalesce(sum(entry_to - entry_from + 1), 0)`.as('entries')])
      .where('seq', '>', seq),
  )
  return { events: row?.events ?? 0, entries: row?.entries ?? 0 }
}

/** HMAC-SHA256 over the values in the order of the table; a JSON list keeps their borders. */
function macOf(row: Omit<AuditRow, 'mac'>, key: Buffer): string {
  const values = [
    row.seq,
    row.at,
    row.generation,
    row.user,
    row.name,
    row.role,
    row.device,
    row.action,
    row.kind,
    row.object,
    row.patient,
    row.outcome,
    row.code,
    row.fields,
    row.reason,
    row.entry_from,
    row.entry_to,
    row.request,
    row.prev,
  ]
  return createHmac('sha256', key).update(JSON.stringify(values)).digest('base64')
}

/** Whether a row says what it said when it was written. */
export function isGenuine(db: Reading, { mac, ...row }: AuditRow): boolean {
  return typeof mac === 'string' && sameText(mac, macOf(row, auditKey(db)))
}

const sameText = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
