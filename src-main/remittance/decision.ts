import type { Cents } from '../../src-shared/money.ts'
import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import type { FoundClaim } from '../claims/index.ts'
import type { Posting } from '../ledger/index.ts'
import type { Share } from './dividing.ts'
import type { ClaimPayment } from './facts.ts'
import type { LineMatch } from './matching.ts'
import type { RemitClaimRow } from './records/tables.ts'

/** What is to become of one claim payment. */
export type Decision = {
  readonly payment: ClaimPayment
  readonly outcome: 'will-post' | 'held' | 'unreadable'
  readonly claim: FoundClaim | undefined
  readonly matchedBy: string
  readonly lines: readonly LineMatch[]
  readonly shares: readonly Share[]
  readonly postings: readonly Posting[]
  /** Whose decision it is: 1 of the first payer. */
  readonly turn: number
  /** The decision that a take-back takes back. */
  readonly reverses: RemitClaimRow | undefined
  /** The status the claim gets. */
  readonly status: ClaimStatus | undefined
  readonly word: string
  readonly reason: string
  readonly off: Cents
}
