import type { Does, PolicyGroup } from '../../../src-shared/contract/remittance.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'

/** What the practice does with a reason instead of the usual, of one payer or, where none is named, of all. */
export type Policy = {
  readonly group: PolicyGroup
  readonly reason: string
  readonly payer: number | null
  readonly payerName: string | null
  readonly does: Does
}

const policies = prepared(() =>
  from
    .selectFrom('posting_policy')
    .leftJoin('payer', 'payer.id', 'posting_policy.payer')
    .select(['posting_policy.group_code as group', 'posting_policy.reason', 'posting_policy.payer', 'payer.name as payerName'])
    .select('posting_policy.does')
    .orderBy('posting_policy.group_code')
    .orderBy('posting_policy.reason')
    .orderBy('payer.name'),
)
export const policiesOf = (db: Reading): Policy[] => db.all(policies())

export type PolicyFor = Pick<Policy, 'group' | 'reason' | 'payer'>

/** Sets what is done from now on; null for the usual. */
export function setPolicy(db: Writing, { group, reason, payer }: PolicyFor, does: Does | null): void {
  db.run(
    from
      .deleteFrom('posting_policy')
      .where('group_code', '=', group)
      .where('reason', '=', reason)
      .where('payer', payer === null ? 'is' : '=', payer),
  )
  if (does !== null) db.run(from.insertInto('posting_policy').values({ group_code: group, reason, payer, does }))
}

/** The remittances that are read and not posted, and name a reason. */
export const waitingWith = (db: Reading, { group, reason }: PolicyFor): number[] =>
  db
    .all(
      from
        .selectFrom('remit_adjustment')
        .innerJoin('remit_claim', 'remit_claim.id', 'remit_adjustment.remit_claim')
        .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
        .select('remittance.id')
        .distinct()
        .where('remittance.status', '=', 'rehearsed')
        .where('remit_adjustment.group_code', '=', group)
        .where('remit_adjustment.reason', '=', reason),
    )
    .map(({ id }) => id)
