import { coveragesOf } from '../practice/index.ts'
import { firstPayer, turnUnder, type FoundClaim } from '../claims/index.ts'
import type { Reading } from '../store/index.ts'
import type { ClaimPayment } from './facts.ts'
import { payerOrder } from './rules.ts'

/**
 * Whose decision a claim payment is: 1 of the first payer, 2 of the next. What CLP02 says beyond the first counts. Else payers of every order say
 * "primary" (1) or "denied" (4), so the number it was sent under tells, and of a claim that a payer passed on itself, who pays.
 * @param payer ours of the remittance, when it is known
 */
export function turnOf(db: Reading, payment: Pick<ClaimPayment, 'status' | 'control'>, claim: FoundClaim, payer: number | null): number {
  const said = payerOrder(payment.status) ?? 1
  if (said > 1) return said
  const sent = turnUnder(db, claim.id, payment.control.trim()) ?? 1
  if (sent > 1 || payer === null) return sent
  if (payer === firstPayer(db, claim)) return 1
  const own = coveragesOf(db, claim.patient).some((one) => one.payer === payer && one.position > 1)
  return own ? 2 : 1
}
