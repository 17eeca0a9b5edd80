import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from './day.ts'
import { cents, sum } from './money.ts'
import { askedByPlan, EVERY, planParts, planStanding, type Plan } from './payment-plan.ts'

const PLAN: Plan = { total: cents(40_000), part: cents(15_000), every: 'month', first: day('2026-01-31') }

describe('a payment plan', () => {
  it('has its parts on the same date of each month, the last of the rest', () => {
    expect(planParts(PLAN, cents(20_000))).toEqual([
      { day: '2026-01-31', cents: 15_000, paid: 15_000 },
      { day: '2026-02-28', cents: 15_000, paid: 5000 },
      { day: '2026-03-31', cents: 10_000, paid: 0 },
    ])
  })

  it.each([
    ['week', '2026-02-07'],
    ['two-weeks', '2026-02-14'],
  ] as const)('every %s', (every, second) => {
    expect(planParts({ ...PLAN, every }, cents(0))[1]?.day).toBe(second)
  })

  it('says what was missed, and what is next', () => {
    const of = (today: string, paid = 5000) => planStanding(PLAN, cents(paid), day(today))
    expect(of('2026-01-31')).toEqual({ paid: 5000, left: 35_000, missed: 0, next: { day: '2026-01-31', cents: 10_000 } })
    expect(of('2026-02-01')).toEqual({ paid: 5000, left: 35_000, missed: 10_000, next: { day: '2026-02-28', cents: 15_000 } })
    expect(of('2026-04-01', 50_000)).toEqual({ paid: 40_000, left: 0, missed: 0, next: null })
  })

  it('asks the parts that are due, and what came on top', () => {
    const asked = (owed: number, until: string) => askedByPlan(PLAN, cents(0), cents(owed), day(until))
    expect([asked(40_000, '2026-01-30'), asked(40_000, '2026-02-01'), asked(42_000, '2026-02-01')]).toEqual([0, 15_000, 17_000])
    // What was let go meanwhile is not asked again.
    expect(asked(9000, '2026-02-01')).toBe(9000)
  })
})

const plan = fc
  .record({
    total: fc.integer({ min: 1, max: 500_000 }),
    parts: fc.integer({ min: 1, max: 60 }),
    every: fc.constantFrom(...EVERY),
    ahead: fc.integer({ min: -400, max: 400 }),
  })
  .map(({ total, parts, every, ahead }): Plan => {
    return { total: cents(total), part: cents(Math.ceil(total / parts)), every, first: addDays(day('2026-11-19'), ahead) }
  })
const amount = fc.integer({ min: 0, max: 600_000 }).map(cents)

describe('whatever was agreed', () => {
  it('the parts add up to the total, and what is paid stands on the oldest', () => {
    fc.assert(
      fc.property(plan, amount, (of, paid) => {
        const parts = planParts(of, paid)
        expect(sum(parts.map((one) => one.cents))).toBe(of.total)
        expect(sum(parts.map((one) => one.paid))).toBe(Math.min(paid, of.total))
        const firstOpen = parts.findIndex((one) => one.paid < one.cents)
        expect(parts.filter((one, n) => n > firstOpen && firstOpen >= 0 && one.paid > 0)).toEqual([])
      }),
    )
  })

  it('never more is asked than is owed, nothing of the plan ahead of its day, and all of it in the end', () => {
    fc.assert(
      fc.property(plan, amount, amount, (of, paid, owed) => {
        const left = of.total - Math.min(paid, of.total)
        const asked = askedByPlan(of, paid, owed, addDays(of.first, -1))
        expect(asked).toBe(Math.max(0, owed - left))
        expect(askedByPlan(of, paid, owed, addDays(of.first, 40_000))).toBe(owed)
      }),
    )
  })
})
