import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { add, cents, subtract, sum } from '../../src-shared/money.ts'
import { agingOf, decide, type Account } from './rules.ts'

const TODAY = day('2026-11-19')
const TERMS = { least: cents(500), every: 28, payWithin: 21 }
const visit = fc.record({
  due: fc.integer({ min: 1, max: 50_000 }).map(cents),
  since: fc.integer({ min: 0, max: 200 }).map((days) => addDays(TODAY, -days)),
  isExplained: fc.boolean(),
})
const account: fc.Arbitrary<Account> = fc.record({
  visits: fc.array(visit, { maxLength: 8 }),
  waiting: fc.integer({ min: 0, max: 80_000 }).map(cents),
  isProtected: fc.boolean(),
  isForNext: fc.boolean(),
  hold: fc.constantFrom('', '', 'Asked to wait'),
  last: fc.option(fc.integer({ min: 0, max: 90 }).map((days) => addDays(TODAY, -days))),
  plan: fc.option(
    fc.record({
      of: fc.integer({ min: 100, max: 90_000 }).map((total) => ({
        total: cents(total),
        part: cents(Math.ceil(total / 5)),
        every: 'month' as const,
        first: addDays(TODAY, -20),
      })),
      paid: fc.integer({ min: 0, max: 50_000 }).map(cents),
    }),
  ),
})

describe('statements, whatever an account is', () => {
  it('ages add up to what is asked, and none is below nothing', () => {
    fc.assert(
      fc.property(account, (of) => {
        const { cents: asked, now, taken, aging } = decide(of, TERMS, TODAY)
        const parts = Object.values(aging)
        expect(now >= 0 && now <= asked).toBe(true)
        expect(sum(parts)).toBe(asked)
        expect(parts.every((one) => one >= 0)).toBe(true)
        expect(add(asked, taken)).toBe(sum(of.visits.map((one) => one.due)))
      }),
    )
  })

  it('nobody is asked who is held, has nothing due, was asked lately, or whose amount no sentence tells', () => {
    fc.assert(
      fc.property(account, (of) => {
        const { not, cents: asked, now } = decide(of, TERMS, TODAY)
        const mayAsk =
          of.hold === '' &&
          now > 0 &&
          asked >= 500 &&
          of.visits.every((one) => one.isExplained) &&
          (of.last === null || addDays(of.last, 28) <= TODAY)
        expect(not === null).toBe(mayAsk)
      }),
    )
  })

  it('what waits is taken off the oldest first: no part grows, and an older one is left only when it was not enough', () => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 50_000 }), (visits, share) => {
        const waiting = cents(Math.min(share, sum(visits.map((one) => one.due))))
        const before = agingOf(visits, cents(0), TODAY)
        const after = agingOf(visits, waiting, TODAY)
        const off = (['old', 'twoMonths', 'month', 'fresh'] as const).map((age) => subtract(before[age], after[age]))
        expect([sum(off), off.every((one) => one >= 0)]).toEqual([waiting, true])
        expect(off[3] === 0 || after.old + after.twoMonths + after.month === 0).toBe(true)
      }),
    )
  })
})
