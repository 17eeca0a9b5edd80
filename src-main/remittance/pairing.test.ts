import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subtract, sum, cents, negate } from '../../src-shared/money.ts'
import { leftOpen, type Referred } from './pairing.ts'

const told = (reference: string, amount: number): Referred => ({ reference, cents: -amount })
const taken = (reference: string, amount: number): Referred => ({ reference, cents: amount })

describe('what amounts beside the claims leave open', () => {
  it.each<[string, readonly Referred[], number, number]>([
    ['a debt that is taken', [told('A', 100), taken('a', 100)], 0, 0],
    ['a debt, and another that nothing told of', [told('A', 100), taken('B', 100)], 100, 100],
    ['a reference of two numbers', [told('A 110226', 100), taken('110226', 30), taken('A', 20)], 50, 0],
    ['two that a third one joins', [told('A', 100), taken('B', 40), taken('A B', 60)], 0, 0],
    ['amounts without a number', [told('', 100), taken(' ', 70)], 30, 0],
    ['nothing', [], 0, 0],
  ])('%s', (_, amounts, toTake, untold) => {
    expect(leftOpen(amounts)).toEqual({ toTake, untold })
  })

  it('is their sum, and does not depend on their order', () => {
    const amount = fc.record({ reference: fc.constantFrom('', 'A', 'B', 'A B', 'C'), cents: fc.integer({ min: -900, max: 900 }) })
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 8 }), (amounts) => {
        const { toTake, untold } = leftOpen(amounts)
        expect(subtract(toTake, untold)).toBe(negate(sum(amounts.map((one) => cents(one.cents)))))
        expect(leftOpen(amounts.toReversed())).toEqual({ toTake, untold })
      }),
    )
  })
})
