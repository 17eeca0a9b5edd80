import { sql } from 'kysely'
import { auditTables } from './audit.ts'
import { prepared, tables, type Reading } from './sql.ts'

/* What ties the ledger to the audit log: every entry is named by exactly one row (law L10). */

const ledger = tables<{ entry: { id: number } }>()
const lastQuery = prepared(() => ledger.selectFrom('entry').select(sql<number>`coalesce(max(id), 0)`.as('id')))
const changesQuery = prepared(() => ledger.selectNoFrom(sql<number>`total_changes()`.as('n')))

/** The number of the newest entry of the ledger, 0 when there is none. */
export const lastEntry = (db: Reading): number => db.first(lastQuery())?.id ?? 0

/** How many rows this connection has ever touched: what stands still over a step that changed nothing. */
export const changesMade = (db: Reading): number => db.first(changesQuery())?.n ?? 0

/** How many entries of the ledger are named by no row of the audit log, or by more than one, or are named and not there. */
export function entriesUnaudited(db: Reading): number {
  const ranges = db.all(
    auditTables
      .selectFrom('audit')
      .select(['entry_from as from', 'entry_to as to'])
      .where('entry_from', 'is not', null)
      .orderBy('entry_from'),
  )
  let broken = 0
  let covered = 0
  for (const { from, to } of ranges) {
    if (from === null || to === null || to < from) {
      broken++
      continue
    }
    if (from > covered + 1) broken += entriesBetween(db, covered + 1, from - 1)
    // What was named before and is named again.
    if (from <= covered) broken += Math.min(to, covered) - from + 1
    covered = Math.max(covered, to)
  }
  const last = lastEntry(db)
  return broken + (last >= covered ? entriesBetween(db, covered + 1, last) : covered - last)
}

const entriesBetween = (db: Reading, from: number, to: number): number =>
  db.first(
    ledger
      .selectFrom('entry')
      .select(sql<number>`count(*)`.as('n'))
      .where('id', '>=', from)
      .where('id', '<=', to),
  )?.n ?? 0
