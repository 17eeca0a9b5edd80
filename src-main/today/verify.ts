import { verifyLedger, type Check } from '../ledger/index.ts'
import { verifyRemittances } from '../remittance/index.ts'
import type { Reading } from '../store/index.ts'
import { claimsChargedOtherwise, claimsTwiceInBatch } from './records/figures.ts'

/** Everything that must hold, recomputed from nothing. */
export function verifyStore(db: Reading): Check[] {
  return [
    ...verifyLedger(db),
    ...verifyRemittances(db),
    { id: 'C1', says: 'Every claim is charged in the ledger with exactly its lines.', broken: claimsChargedOtherwise(db) },
    { id: 'O1', says: 'No claim stands twice in a batch.', broken: claimsTwiceInBatch(db) },
  ]
}
