import type { Input, Output } from '../../src-shared/contract/index.ts'
import { adjustmentReason } from '../codes/index.ts'
import { payerById } from '../practice/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { rehearse } from './again.ts'
import { policiesOf, setPolicy, waitingWith } from './records/policies.ts'
import { notApplied } from './rules.ts'

/** The practice's own ways, and what the usual one is beside each. */
export const postingPolicies = (db: Reading): Output<'remittance.policies'> =>
  policiesOf(db).map((one) => ({ ...one, words: adjustmentReason(one.reason).short }))

/**
 * Says what is done with a reason from now on, and decides anew what waits and names it.
 * @throws Trouble `record.missing` for an unknown payer; `remittance.policy` where a reason is never applied unseen
 */
export function keepPolicy(work: CommandWork, { does, ...of }: Input<'remittance.setPolicy'>): void {
  const { db } = work
  if (of.payer !== null && !payerById(db, of.payer)) refuse('record.missing')
  const stop = does === 'apply' ? notApplied(of.group, of.reason) : undefined
  if (stop !== undefined) refuse('remittance.policy', { at: { field: 'does' }, message: stop })
  setPolicy(db, of, does === 'usual' ? null : does)
  for (const id of waitingWith(db, of)) rehearse(work, id)
  work.announce('remittances')
}
