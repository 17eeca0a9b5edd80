import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dayAt, shownDay } from '../../src-shared/day.ts'
import { lastEntry } from './audit-entries.ts'
import { auditHead, auditKey, auditTables, isGenuine, rowAt, type AuditHead } from './audit.ts'
import { writeDurably } from './durable.ts'
import type { Halt } from './halt.ts'
import type { Reading } from './sql.ts'
import { noteUpkeep, upkeep } from './upkeep.ts'
import type { Book } from './book.ts'

/*
 * The anchor: where the audit chain had got to, in a file beside the book. A book that lost its tail, or an older copy in its place, is whole in itself
 * and passes every check; only the anchor tells (F5). It is written after the commit, so an honest crash leaves the book ahead of it, never behind.
 */

const ANCHOR = 'anchor.json'
const Anchor = z.strictObject({
  format: z.literal('parity-anchor-1'),
  seq: z.int().min(0),
  mac: z.string(),
  at: z.string(),
  generation: z.int().positive(),
  /** The last entry of the ledger. */
  entry: z.int().min(0),
  seal: z.string(),
})
export type Anchor = z.infer<typeof Anchor>

/** The part of an open store an anchor is about. */
export type Anchored = { readonly book: Book; readonly folder: string; readonly ring: { readonly generation: number } }

/** What was last written for a book, so that nothing is written twice. */
const written = new WeakMap<Book, string>()

/** Writes the anchor of a store, durably; nothing when nothing happened since. A halted store keeps the anchor it has: it is the evidence. */
export function writeAnchor(store: Anchored, at = new Date().toISOString()): void {
  if (store.book.halted) return
  const { head, entry, key, known } = store.book.read((db) => ({
    head: auditHead(db),
    entry: lastEntry(db),
    key: auditKey(db),
    known: upkeep(db, 'anchored'),
  }))
  const place = `${head.seq} ${head.mac} ${entry} ${store.ring.generation}`
  if (written.get(store.book) === place) return
  putAnchor(store.folder, { head, entry, generation: store.ring.generation, at }, key)
  // After the file: a crash between them leaves an anchor nobody misses, never a missed one.
  if (known === null) store.book.write((db) => noteUpkeep(db, 'anchored', true))
  written.set(store.book, place)
}

/** Writes an anchor into a folder. */
export function putAnchor(
  folder: string,
  where: { readonly head: AuditHead; readonly entry: number; readonly generation: number; readonly at: string },
  key: Buffer,
): void {
  const body = {
    format: 'parity-anchor-1' as const,
    ...where.head,
    at: where.at,
    generation: where.generation,
    entry: where.entry,
  }
  writeDurably(join(folder, ANCHOR), JSON.stringify({ ...body, seal: sealOf(body, key) } satisfies Anchor, undefined, 1))
}

/** The anchor as it lies there; undefined when there is none, null when it is not to be read. */
export function readAnchor(folder: string): Anchor | null | undefined {
  let text: string
  try {
    text = readFileSync(join(folder, ANCHOR), 'utf8')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null
  }
  try {
    return Anchor.parse(JSON.parse(text))
  } catch {
    return null
  }
}

const dayOf = (at: string): string => shownDay(dayAt(at))

/** Holds a store against its anchor. @returns null when it fits, else why the store is halted, in words */
export function checkAnchor(folder: string, db: Reading): Halt | null {
  const anchor = readAnchor(folder)
  if (anchor === undefined) {
    if (upkeep(db, 'anchored') === null) return null
    return rollback('The anchor beside the store is missing, so nobody can say whether this is the newest state of the store.')
  }
  const key = auditKey(db)
  if (anchor === null || !sameText(anchor.seal, sealOf(anchor, key)))
    return rollback('The anchor beside the store was changed, or belongs to another store.')
  const head = auditHead(db)
  const fits = anchor.seq === 0 || rowAt(db, anchor.seq)?.mac === anchor.mac
  if (fits && lastEntry(db) >= anchor.entry) return null
  if (isNamed(db, anchorMark(anchor))) return null
  if (head.seq < anchor.seq)
    return rollback(
      `The store is older than its anchor: its last event is number ${head.seq}, the anchor knows number ${anchor.seq} of ${dayOf(anchor.at)}. An older copy lies in its place, or its newest changes were lost.`,
    )
  if (!fits)
    return rollback(
      `The store has another past than its anchor: event number ${anchor.seq} of ${dayOf(anchor.at)} is not the one the anchor knows. The store now ends at event number ${head.seq}.`,
    )
  return rollback(`The ledger ends at entry ${lastEntry(db)}, the anchor knows entry ${anchor.entry} of ${dayOf(anchor.at)}.`)
}

/** What a row of the audit log says of an anchor that a restore or an owner put aside. */
export const anchorMark = (anchor: { readonly seq: number; readonly mac: string }): string => `anchor ${anchor.seq} ${anchor.mac}`

/** Whether a restore or an owner named something in the log. Such a row is part of the chain, so nobody without its key can write one. */
export const isNamed = (db: Reading, mark: string): boolean =>
  db
    .all(auditTables.selectFrom('audit').selectAll().where('action', 'in', ['backup.restore', 'store.restore', 'store.resume']))
    .some((row) => `${row.object ?? ''};`.includes(mark) && isGenuine(db, row))

const rollback = (words: string): Halt => ({ why: 'rollback', words })

const sealOf = (body: Omit<Anchor, 'seal'>, key: Buffer): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([body.format, body.seq, body.mac, body.at, body.generation, body.entry]))
    .digest('base64')

const sameText = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
