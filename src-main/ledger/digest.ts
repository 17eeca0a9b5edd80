import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Month } from '../../src-shared/month.ts'
import type { Reading } from '../store/index.ts'
import { from } from './records.ts'

/** So many entries are brought to text at a time. */
const STRIDE = 2000

/**
 * A SHA-256 over every entry and posting, in their order: two ledgers with one digest are the same to the cent and to the line. SQLite makes the text,
 * so that a long ledger is read at the speed of the disk.
 */
export function ledgerDigest(db: Reading): string {
  const hash = createHash('sha256')
  const last = db.first(from.selectFrom('entry').select(sql<number>`coalesce(max(id), 0)`.as('n')))?.n ?? 0
  for (let at = 0; at < last; at += STRIDE) {
    const entries = sql<string>`group_concat(json_array(id, kind, source, source_key, day, user, at, note, reverses), char(10) order by id)`
    const postings = sql<string>`group_concat(json_array(entry, n, account, claim, line, cents, group_code, reason), char(10) order by entry, n)`
    const text = [
      db.first(
        from
          .selectFrom('entry')
          .select(entries.as('text'))
          .where('id', '>', at)
          .where('id', '<=', at + STRIDE),
      )?.text,
      db.first(
        from
          .selectFrom('posting')
          .select(postings.as('text'))
          .where('entry', '>', at)
          .where('entry', '<=', at + STRIDE),
      )?.text,
    ]
    hash.update(`${text[0] ?? ''}\n\n${text[1] ?? ''}\n\n`)
  }
  return hash.digest('hex')
}

/**
 * The same over the entries of each of some months, with the months they belong to. What comes to other months later changes none of it: entries are
 * taken by their numbers, in strides that always begin at the same ones.
 */
export function monthDigests(db: Reading, months: readonly Month[]): Map<Month, string> {
  const hashes = new Map(months.map((month) => [month, createHash('sha256')]))
  const last = db.first(from.selectFrom('entry').select(sql<number>`coalesce(max(id), 0)`.as('n')))?.n ?? 0
  const entries = sql<string>`group_concat(json_array(e.id, kind, source, source_key, day, user, at, note, reverses), char(10) order by e.id)`
  const postings = sql<string>`group_concat(json_array(entry, n, account, claim, line, cents, group_code, reason), char(10) order by entry, n)`
  for (let at = 0; months.length > 0 && at < last; at += STRIDE) {
    const inStride = from
      .selectFrom('entry_month as m')
      .where('m.id', '>', at)
      .where('m.id', '<=', at + STRIDE)
      .where('m.month', 'in', [...months])
      .select('m.month')
      .groupBy('m.month')
    const texts = [
      ...db.all(inStride.innerJoin('entry as e', 'e.id', 'm.id').select(entries.as('text'))),
      ...db.all(inStride.innerJoin('posting as p', 'p.entry', 'm.id').select(postings.as('text'))),
    ]
    for (const { month, text } of texts) hashes.get(month as Month)?.update(`${text}\n`)
  }
  return new Map([...hashes].map(([month, hash]) => [month, hash.digest('hex')]))
}
