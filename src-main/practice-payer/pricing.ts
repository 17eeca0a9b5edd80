import { cents, NO_MONEY, share, subtract, sum, type Cents } from '../../src-shared/money.ts'
import type { LineDecision } from './plans.ts'

/** What the patient still has to bear. It is changed as lines are priced. */
export type Bearing = {
  deductibleLeft: number
  readonly copay: number | undefined
  /** Hundredths of a percent. */
  readonly coinsurance: number | undefined
  /** Hundredths of a percent that the payer keeps of what it pays. */
  readonly sequestration: number
}

/** A line at its contract rate: less the deductible, the copay of a visit or the coinsurance; the rest of the charge is written off. */
export function price(charge: Cents, allowed: Cents, bearing: Bearing, isFirstOfVisit: boolean): LineDecision {
  const deductible = cents(Math.min(bearing.deductibleLeft, allowed))
  bearing.deductibleLeft -= deductible
  const rest = subtract(allowed, deductible)
  const copay = isFirstOfVisit && bearing.copay !== undefined ? cents(Math.min(bearing.copay, rest)) : NO_MONEY
  const coinsurance = bearing.coinsurance === undefined ? NO_MONEY : share(subtract(rest, copay), bearing.coinsurance)
  const sequestered = share(subtract(rest, copay, coinsurance), bearing.sequestration)
  const adjustments: LineDecision['adjustments'] = [
    { group: 'CO' as const, reason: '45', amount: subtract(charge, allowed) },
    { group: 'PR' as const, reason: '1', amount: deductible },
    { group: 'PR' as const, reason: '2', amount: coinsurance },
    { group: 'PR' as const, reason: '3', amount: copay },
    { group: 'CO' as const, reason: '253', amount: sequestered },
  ].filter((one) => one.amount !== 0)
  return { allowed, paid: subtract(charge, sum(adjustments.map((one) => one.amount))), adjustments, rule: 'line.priced' }
}

/** Why a line is not paid. */
export type Denial = { readonly group: 'CO' | 'OA' | 'PR'; readonly reason: string; readonly remarks: readonly string[] }

export const refuse = (charge: Cents, { group, reason, remarks }: Denial, rule: string): LineDecision => ({
  allowed: NO_MONEY,
  paid: NO_MONEY,
  adjustments: charge === NO_MONEY ? [] : [{ group, reason, amount: charge }],
  ...(remarks.length > 0 && { remarks }),
  rule,
})
