import { sql } from 'kysely'
import { CLAIM_STATUSES, type ClaimStatus } from '../../../src-shared/contract/fields.ts'
import { prepared, type Reading } from '../../store/index.ts'
import { from, type RemitClaimRow } from './tables.ts'

/* What stands on a claim since a payment was posted to it. */

/** The take-back that a payer sent for a decision. */
export const takenBackBy = (db: Reading, id: number): number | undefined =>
  db.first(from.selectFrom('remit_claim').select('id').where('reverses', '=', id))?.id

/** How many decisions stand on the claim that were posted after this one. */
export const laterDecisions = (db: Reading, { id, claim, remittance, n }: RemitClaimRow): number =>
  db.first(
    from
      .selectFrom('remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .innerJoin('remittance as own', (join) => join.on('own.id', '=', remittance))
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('remit_claim.claim', '=', claim)
      .where('remit_claim.id', '<>', id)
      .where('remit_claim.outcome', '=', 'posted')
      .where('remit_claim.status', '<>', '22')
      .where(sql<boolean>`not exists (select 1 from remit_claim later where later.reverses = remit_claim.id)`)
      .where(sql<boolean>`(remittance.posted_at > own.posted_at or (remit_claim.remittance = ${remittance} and remit_claim.n > ${n}))`),
  )?.n ?? 0

/** How many entries touch a claim since one of them, but for those that were undone and what undid them. */
export const laterEntries = (db: Reading, claim: number, entry: number): number =>
  db.first(
    from
      .selectFrom('posting')
      .innerJoin('entry', 'entry.id', 'posting.entry')
      .select((e) => e.fn.count<number>('entry.id').distinct().as('n'))
      .where('posting.claim', '=', claim)
      .where('entry.id', '>', entry)
      .where((e) => e.or([e('entry.reverses', 'is', null), e('entry.reverses', '<=', entry)]))
      .where((e) => e.not(e.exists(e.selectFrom('entry as undone').select('undone.id').whereRef('undone.reverses', '=', 'entry.id')))),
  )?.n ?? 0

const keyed = prepared((key: string) =>
  from.selectFrom('entry').select('id').where('source', '=', 'remittance').where('source_key', '=', key),
)
/** The first key of a source that no entry has: itself, `:2`, `:3` … */
export function freeKey(db: Reading, key: string): string {
  const isTaken = (one: string): boolean => db.first(keyed(one)) !== undefined
  let free = key
  for (let n = 2; isTaken(free); n += 1) free = `${key}:${n}`
  return free
}

/** Where a claim stood before the payment of a place in a file was posted to it, by its history; with the payer where that does not tell. */
export function statusBefore(
  db: Reading,
  claim: number,
  { file, segment }: { readonly file: number; readonly segment: number },
): ClaimStatus {
  const events = db.all(
    from.selectFrom('claim_event').select(['shape', 'file', 'segment']).where('claim', '=', claim).orderBy('id', 'desc'),
  )
  const posting = events.findIndex((one) => one.file === file && one.segment === segment && one.shape !== 'look-here')
  return events.slice(posting + 1).flatMap(({ shape }) => CLAIM_STATUSES.filter((one) => one === shape))[0] ?? 'accepted'
}
