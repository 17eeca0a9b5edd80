import { verifyLedger, verifyMonths, type Check } from '../ledger/index.ts'
import { verifyAuthorizations } from '../authorizations/index.ts'
import { verifyReceipts } from '../receipts/index.ts'
import { verifyRemittances } from '../remittance/index.ts'
import { looksKeptOtherwise } from '../practice/index.ts'
import { entriesUnaudited, type Reading } from '../store/index.ts'
import { chargesStandingOtherwise, claimsChargedOtherwise, claimsListedOtherwise, claimsTwiceInBatch } from './records/figures.ts'

/** Everything that must hold, recomputed from nothing. */
export function verifyStore(db: Reading): Check[] {
  return [
    ...verifyLedger(db),
    ...verifyMonths(db),
    ...verifyRemittances(db),
    ...verifyReceipts(db),
    ...verifyAuthorizations(db),
    { id: 'L10', says: 'Every entry of the ledger is named by exactly one row of the audit log.', broken: entriesUnaudited(db) },
    { id: 'C1', says: 'Every claim is charged in the ledger with exactly its lines.', broken: claimsChargedOtherwise(db) },
    {
      id: 'C2',
      says: 'The list of claims says of each what the claim itself and the ledger say.',
      broken: claimsListedOtherwise(db),
    },
    { id: 'C3', says: 'Every charge that stands is on its claim with all its lines.', broken: chargesStandingOtherwise(db) },
    { id: 'P1', says: 'What is kept of each patient’s checks is what the checks say.', broken: looksKeptOtherwise(db) },
    { id: 'O1', says: 'No claim stands twice in a batch.', broken: claimsTwiceInBatch(db) },
  ]
}
