import type { CommandWork } from '../store/index.ts'
import { decideWaiting } from './deciding-stored.ts'
import { rehearsedBeside, remittanceById } from './records/finding.ts'
import { storeDecision } from './records/storing.ts'

/**
 * Rehearses anew what else is to be posted on the claims of a remittance that was posted: what they would become is another thing now. A take-back that
 * came before its payment was posted finds it.
 */
export function rehearseBeside(work: CommandWork, remittance: number): void {
  for (const id of rehearsedBeside(work.db, remittance)) rehearse(work, id)
}

/** Decides a remittance that is not posted on the ledger as it is now. */
export function rehearse(work: CommandWork, id: number): void {
  const { db } = work
  const remittance = remittanceById(db, id)
  if (remittance?.status !== 'rehearsed') return
  const { stored, decisions } = decideWaiting(db, remittance)
  const rows = new Map(stored.map(({ row }) => [row.n, row]))
  for (const decision of decisions) {
    const row = rows.get(decision.payment.n)
    if (row) storeDecision(db, row, decision, { entry: row.entry })
  }
  work.announce('remittances', [id])
}
