import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Bulk } from '../../src-shared/contract/list.ts'
import { cents, NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'
import { adjustmentReason } from '../codes/index.ts'
import { chosenIds, inSteps, Tally, type QueryWork, type Reading, type TaskWork } from '../store/index.ts'
import { decideWaiting } from './deciding-stored.ts'
import { postRemittance } from './posting.ts'
import { depositOf } from './records/deposits.ts'
import { remittanceById } from './records/finding.ts'
import { gatesOf, reasonsIn } from './records/gates.ts'
import { providerRows, remittancePlan } from './records/lists.ts'
import type { RemittanceRow } from './records/tables.ts'
import { isReversal } from './rules.ts'

/*
 * Posting many remittances at once. Each must balance, and pass what an owner set; what does not is left as it is, with the reason, for a person who
 * opens it.
 */

/** Why a remittance is not posted with many others; empty when it is. What it stands at is decided anew. */
export function gateStops(db: Reading, remittance: RemittanceRow): string[] {
  if (remittance.status === 'posted') return ['Posted already']
  if (remittance.status === 'partly') return ['Part of it is posted, and the rest waits for a person']
  if (remittance.status === 'quarantined') return ['Quarantined']
  const gates = gatesOf(db)
  const { decisions } = decideWaiting(db, remittance)
  return [
    ...(gates.whole && decisions.some(({ outcome }) => outcome !== 'will-post') ? ['A claim payment in it is held'] : []),
    ...(gates.takebacks && decisions.some(({ payment }) => isReversal(payment)) ? ['It takes an earlier payment back'] : []),
    ...(gates.provider && providerRows(db, remittance.id).some((one) => one.cents !== 0)
      ? ['It has an adjustment that is about no claim (PLB)']
      : []),
    ...(gates.codes && reasonsIn(db, remittance.id).some((reason) => adjustmentReason(reason).type === null)
      ? ['It has a reason code that Parity does not know']
      : []),
    ...(gates.money && remittance.cents > 0 && !depositOf(db, remittance.id) ? ['Nobody has said yet that its money came'] : []),
    ...(gates.most > 0 && remittance.cents > gates.most ? ['It pays more than may be posted unseen'] : []),
  ]
}

/** What posting many would do: what passes, by payer, and what stays and why. */
export function previewPosting(work: QueryWork, chosen: Argument<'remittance.posting'>): Output<'remittance.posting'> {
  const { db } = work
  const wont = new Tally()
  const parts = new Map<string, { n: number; cents: Cents }>()
  for (const id of chosenIds(work, remittancePlan, chosen)) {
    const remittance = remittanceById(db, id)
    const [stop] = remittance ? gateStops(db, remittance) : ['No longer there']
    if (stop !== undefined || !remittance) wont.add(stop ?? '')
    else {
      const { n, cents: money } = parts.get(remittance.payer_name) ?? { n: 0, cents: NO_MONEY }
      parts.set(remittance.payer_name, { n: n + 1, cents: cents(money + remittance.cents) })
    }
  }
  const all = [...parts].map(([words, part]) => ({ words, ...part })).sort((one, other) => (one.words < other.words ? -1 : 1))
  return { will: all.reduce((most, { n }) => most + n, 0), cents: sum(all.map((one) => one.cents)), parts: all, wont: wont.rows }
}

/** Posts of many remittances what passes, each in a transaction of its own; the rest stays as it is, with the reason. */
export async function postMany(work: TaskWork, chosen: Argument<'remittance.postMany'>): Promise<Bulk> {
  const ids = work.read((query) => chosenIds(query, remittancePlan, chosen))
  // A take-back before the correction that may come in another file: the older remittance first.
  return inSteps(
    work,
    ids.toSorted((one, other) => one - other),
    { size: 1, words: 'Posting remittances' },
    (own, id) => {
      const remittance = remittanceById(own.db, id)
      const [stop] = remittance ? gateStops(own.db, remittance) : ['No longer there']
      if (stop !== undefined) return stop
      const { status, words } = postRemittance(own, id)
      return status === 'quarantined' ? words : undefined
    },
  )
}
