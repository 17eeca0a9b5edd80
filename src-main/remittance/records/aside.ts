import { sql } from 'kysely'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type RemittanceRow } from './tables.ts'

/* Remittances that a person set aside, and what of them stands in the ledger. */

const standing = prepared((digest: string) =>
  from
    .selectFrom('entry')
    .select('entry.id')
    .where('entry.source', '=', 'remittance')
    .where(sql<string>`substr(entry.source_key, 1, ${sql.lit(64)})`, '=', digest)
    .where((e) => e.not(e.exists(e.selectFrom('entry as undone').select('undone.id').whereRef('undone.reverses', '=', 'entry.id'))))
    .orderBy('entry.id'),
)
/** The entries that a remittance made and nobody undid. */
export const standingEntries = (db: Reading, digest: string): number[] => db.all(standing(digest)).map((row) => row.id)

const posted = prepared((remittance: number) =>
  from.selectFrom('remit_claim').select('id').where('remittance', '=', remittance).where('outcome', '=', 'posted').limit(1),
)
/** Whether a claim payment of it stands on a claim. */
export const standsOnClaim = (db: Reading, remittance: number): boolean => db.first(posted(remittance)) !== undefined

/** Sets it aside. What held its money holds none any longer. */
export function putAside(db: Writing, { id, status }: Pick<RemittanceRow, 'id' | 'status'>, why: string): void {
  db.run(from.updateTable('remittance').set({ status: 'quarantined', aside: why, aside_was: status }).where('id', '=', id))
  db.run(from.updateTable('remit_claim').set({ entry: null }).where('remittance', '=', id).where('entry', 'is not', null))
}

/** Back to what it was. */
export function putBack(db: Writing, { id, aside_was: was }: Pick<RemittanceRow, 'id' | 'aside_was'>): void {
  db.run(
    from
      .updateTable('remittance')
      .set({ status: was ?? 'quarantined', aside: null, aside_was: null })
      .where('id', '=', id),
  )
}
