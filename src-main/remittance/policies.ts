import { reasonWords } from '../codes/index.ts'
import { adjustmentsOf, type Adjustment, type ClaimPayment } from './facts.ts'
import type { Policy } from './records/policies.ts'

/*
 * What the practice does with a reason of its payers instead of the usual: apply it, only keep track of it, hear nothing of it, or be asked first. What
 * is posted stays as it was; what waits is decided anew.
 */

/** A claim payment with what the practice does with each of its reasons. What is of its payer goes before what is of all. */
export function underPolicies(payment: ClaimPayment, payer: number | null, policies: readonly Policy[]): ClaimPayment {
  if (policies.length === 0) return payment
  const under = (one: Adjustment): Adjustment => {
    const own = policies.filter(({ group, reason }) => group === one.group && reason === one.reason)
    const of = own.find((policy) => payer !== null && policy.payer === payer) ?? own.find((policy) => policy.payer === null)
    return { ...one, does: of?.does ?? null }
  }
  return {
    ...payment,
    adjustments: payment.adjustments.map(under),
    lines: payment.lines.map((line) => ({ ...line, adjustments: line.adjustments.map(under) })),
  }
}

/** Why a claim payment waits for a person though nothing is wrong with it; undefined when it does not. */
export function askedFirst(payment: ClaimPayment): string | undefined {
  const asked = adjustmentsOf(payment).find(({ does }) => does === 'ask')
  return asked && `the practice looks first at ${reasonWords(asked.group, asked.reason)}`
}
