import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, type Cents } from '../../src-shared/money.ts'
import { afterSecond, allowedIn, allowedOf, dueNow, rangeOf, type Benefits } from './estimate-rules.ts'

const dollars = (amount: number): Cents => cents(Math.round(amount * 100))
const parts = (allowed: number, of: Benefits) => {
  const range = rangeOf(dollars(allowed), of)
  const { deductible, copay, coinsurance, total } = range?.high ?? {}
  return range?.low.total === total ? [deductible, copay, coinsurance, total].map((one) => (one ?? -100) / 100) : [range?.low.total, total]
}
const [copay25, coins20, met] = [{ copay: dollars(25) }, { coinsurance: 2000 }, { deductibleLeft: dollars(0) }]

describe('what a patient owes', () => {
  it('is a range where the deductible is not stated, or whether the copay waits for it', () => {
    expect(parts(120, { copay: dollars(0) })).toEqual([0, 12_000])
    expect(parts(120, { ...copay25, deductibleLeft: dollars(1500) })).toEqual([2500, 12_000])
    expect(parts(120, { ...coins20 })).toEqual([2400, 12_000])
  })

  it('cannot be said where the answer states no share at all', () => {
    expect(rangeOf(dollars(120), {})).toBeUndefined()
    expect(rangeOf(dollars(120), met)).toBeUndefined()
    expect(parts(120, { deductibleLeft: dollars(120) })).toEqual([120, 0, 0, 120])
  })

  it('goes on from there: a second plan, and what was collected', () => {
    const first = rangeOf(dollars(120), { copay: dollars(20), rule: 'first' })
    expect(
      first && [afterSecond(first, 'whole')?.high.total, afterSecond(first, { copay: dollars(5), rule: 'first' })?.high.total],
    ).toEqual([0, 500])
    // A second plan that does not say what it asks for leaves it open.
    expect(first && afterSecond(first, met)).toBeUndefined()
    expect([dueNow(dollars(25), dollars(20)), dueNow(dollars(25), dollars(30))]).toEqual([500, 0])
  })

  it('starts from the contract, never above the charge; without one from the charge', () => {
    expect(allowedOf({ charge: dollars(175), rate: dollars(132) })).toBe(13_200)
    expect(allowedOf({ charge: dollars(100), rate: dollars(132) })).toBe(10_000)
    expect(allowedIn([{ charge: dollars(120) }, { charge: dollars(15), rate: dollars(10) }])).toBe(13_000)
  })
})

describe('laws of the estimate', () => {
  const amount = fc.integer({ min: 0, max: 500_000 }).map(cents)
  const maybe = fc.option(amount, { nil: undefined })
  const benefits: fc.Arbitrary<Benefits> = fc.record({
    copay: maybe,
    coinsurance: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
    rule: fc.constantFrom('first' as const, 'after' as const, undefined),
    deductibleLeft: maybe,
    deductibleFamilyLeft: maybe,
    outOfPocketLeft: maybe,
    outOfPocketFamilyLeft: maybe,
    isAggregate: fc.boolean(),
    owesCopayAtMost: fc.boolean(),
  })

  it('never below nothing, never above the charge, and low never above high', () => {
    fc.assert(
      fc.property(benefits, amount, maybe, (of, charge, rate) => {
        const range = rangeOf(allowedOf({ charge, rate }), of)
        const { low, high } = range ?? { low: { total: 0 }, high: { total: 0 } }
        return 0 <= low.total && low.total <= high.total && high.total <= charge
      }),
    )
  })

  it('a higher charge never makes the patient owe less', () => {
    fc.assert(
      fc.property(benefits, amount, amount, maybe, (of, charge, more, rate) => {
        const [one, other] = [charge, cents(charge + more)].map((of_) => rangeOf(allowedOf({ charge: of_, rate }), of))
        // What nobody could say of the higher charge was not more certain of the lower one, unless a deductible took all of that.
        return one === undefined || other === undefined || (one.low.total <= other.low.total && one.high.total <= other.high.total)
      }),
    )
  })
})
