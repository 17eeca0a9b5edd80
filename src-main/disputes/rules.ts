import { negate, NO_MONEY, share, subtract, times, type Cents } from '../../src-shared/money.ts'

/** A gap of a dollar or of one percent is rounding between the payer’s table and ours (playbook D-FREE-1). */
const LEAST = 100
const PERCENT = 100

export type Gap = { readonly expected: Cents; readonly short: Cents }

/** What was allowed beside the contract: below nothing when less was. Nothing where the gap is rounding. */
export function beside(expected: Cents, allowed: Cents): Cents {
  const gap = subtract(allowed, expected)
  const size = Math.abs(gap)
  return size > LEAST && size > share(expected, PERCENT) ? gap : NO_MONEY
}

/**
 * What a payer allowed below its contract. @param rate of one unit on the day of service, in cents
 * @returns undefined where the gap does not count, and where more was allowed
 */
export function gapOf(rate: Cents, units: number, allowed: Cents): Gap | undefined {
  const expected = times(rate, units)
  const short = negate(beside(expected, allowed))
  return short > 0 ? { expected, short } : undefined
}
