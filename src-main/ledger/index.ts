/* The ledger's door. It knows no stage: claims and lines are numbers to it. */
export { ledgerDigest } from './digest.ts'
export { chargesOfClaim, record, reverse, type Entry, type Posting } from './entries.ts'
export { closedThrough, closeMonths, closings, monthSums, reopenMonth, verifyMonths, type Closing, type MonthSum } from './months.ts'
export type { Account, LedgerTables } from './records.ts'
export { claimSums, postingsOfClaim, type ClaimSums, type PostingRow } from './sums.ts'
export { balanceSince, verifyLedger, type Check } from './verify.ts'
