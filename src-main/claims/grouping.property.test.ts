import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, weekday } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { grouped, MOST_LINES, type Charged, type Grouped, type Together } from './grouping.ts'

/* Charges put together: nothing is lost, doubled or made up, and no claim is more than a claim may be. */

const CODES = ['99214', '90833', '90837', '90785', '90834', 'H0004'] as const
const isAddOn = (code: string): boolean => code === '90833' || code === '90785'
const DIAGNOSES = Array.from({ length: 18 }, (_, n) => `F${20 + n}.0`)
const FIRST = day('2026-03-25')

const line = fc.record({
  code: fc.constantFrom(...CODES),
  modifiers: fc.constantFrom([], ['95']),
  units: fc.integer({ min: 1, max: 8 }),
  to: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 4 }),
  amount: fc.integer({ min: 100, max: 50_000 }),
})
const drawn = fc.record({
  patient: fc.integer({ min: 1, max: 2 }),
  provider: fc.constantFrom(1, 2),
  place: fc.constantFrom('11', '10'),
  site: fc.constantFrom('', 'West'),
  authorization: fc.constantFrom(null, 'A1'),
  days: fc.nat({ max: 14 }),
  diagnoses: fc.uniqueArray(fc.constantFrom(...DIAGNOSES), { minLength: 1, maxLength: 12 }),
  lines: fc.oneof(
    { weight: 9, arbitrary: fc.array(line, { minLength: 1, maxLength: 8 }) },
    fc.array(line, { minLength: 40, maxLength: 70 }),
  ),
})
const charges = fc.array(drawn, { maxLength: 14 }).map((all): Charged[] =>
  all.map(({ days, lines, ...one }, n) => ({
    ...one,
    charge: n + 1,
    coverage: one.patient,
    biller: 1,
    day: addDays(FIRST, days),
    lines: lines.map(({ to, amount, ...own }) => ({
      ...own,
      pointers: [...new Set(to.map((at) => (at % one.diagnoses.length) + 1))],
      cents: cents(amount),
    })),
  })),
)
const together = fc.constantFrom<Together>('none', 'day', 'week', 'month')
const pointed = (diagnoses: readonly string[], pointers: readonly number[]) => pointers.map((to) => diagnoses[to - 1])

describe('charges put together', () => {
  it('stand each on one claim, line by line, with their money and what they point to', () => {
    fc.assert(
      fc.property(charges, together, (all, by) => {
        const claims = grouped(all, by, isAddOn)
        const told = claims.flatMap(({ lines, diagnoses }) =>
          lines.map((one) => ({
            at: `${one.charge}.${one.n}`,
            code: one.code,
            cents: one.cents,
            points: pointed(diagnoses, one.pointers),
          })),
        )
        const given = all.flatMap((one) =>
          one.lines.map((own, n) => ({
            at: `${one.charge}.${n + 1}`,
            code: own.code,
            cents: own.cents,
            points: pointed(one.diagnoses, own.pointers),
          })),
        )
        const byPlace = (one: { at: string }, other: { at: string }): number => (one.at < other.at ? -1 : 1)
        expect(told.toSorted(byPlace)).toEqual(given.toSorted(byPlace))
        expect(sum(told.map((one) => one.cents))).toBe(sum(given.map((one) => one.cents)))
      }),
      { numRuns: 300 },
    )
  })

  it('keep the limits of a claim, and are of one person, place, month and period', () => {
    fc.assert(
      fc.property(charges, together, (all, by) => {
        for (const claim of grouped(all, by, isAddOn)) {
          expect(claim.lines.length).toBeLessThanOrEqual(MOST_LINES)
          expect(claim.diagnoses.length).toBeLessThanOrEqual(12)
          expect(new Set(claim.diagnoses).size).toBe(claim.diagnoses.length)
          const own = claim.lines.map((one) => all.find(({ charge }) => charge === one.charge))
          const shared = own.map((one) =>
            [one?.patient, one?.provider, one?.place, one?.site, one?.authorization, one?.day.slice(0, 7)].join(),
          )
          expect(new Set(shared).size).toBe(1)
          expect(new Set(claim.lines.map((one) => periodOf(one, by, claim))).size).toBe(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('come to the same claims in whatever order they were entered', () => {
    fc.assert(
      fc.property(charges, together, (all, by) => {
        expect(grouped(all.toReversed(), by, isAddOn)).toEqual(grouped(all, by, isAddOn))
      }),
      { numRuns: 100 },
    )
  })

  it('leave no add-on alone where what it adds to was charged on the day and there is room', () => {
    const base = { patient: 1, coverage: 1, biller: 1, provider: 1, place: '11', site: '', authorization: null, day: FIRST }
    const own = (charge: number, code: string, diagnoses: string[], pointers: number[]): Charged => ({
      ...base,
      charge,
      diagnoses,
      lines: [{ code, modifiers: [], units: 1, pointers, cents: cents(10_000) }],
    })
    const all = [own(1, '90833', ['F41.1', 'F33.1'], [2, 1]), own(2, '99214', ['F33.1'], [1]), own(3, '90837', ['F41.1'], [1])]
    const claims = grouped(all, 'none', isAddOn)
    expect(claims.map(({ lines }) => lines.map(({ code }) => code))).toEqual([['99214', '90833'], ['90837']])
    expect(claims[0]).toMatchObject({ diagnoses: ['F33.1', 'F41.1'], lines: [{ pointers: [1] }, { pointers: [1, 2] }] })
  })
})

/** What tells two claims of one person apart by time; without grouping, what is not an add-on. */
function periodOf(one: Grouped['lines'][number], by: Together, claim: Grouped): string {
  switch (by) {
    case 'none': {
      const bases = claim.lines.filter(({ code }) => !isAddOn(code)).map(({ charge }) => charge)
      return new Set(bases).size <= 1 ? one.day : String(one.charge)
    }
    case 'day':
      return one.day
    case 'week':
      return addDays(one.day, -((weekday(one.day) + 6) % 7))
    case 'month':
      return one.day.slice(0, 7)
  }
}
