import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, weekday } from '../../src-shared/day.ts'
import { alone, joined, MOST_LINES, type PointedLine, type Sheet, type Together } from './grouping.ts'

/* Charges put together and apart: nothing is lost, doubled or made up, and no claim is more than a claim may be. */

const CODES = ['99214', '90833', '90837', '90785', '90834', 'H0004'] as const
const DIAGNOSES = Array.from({ length: 18 }, (_, n) => `F${20 + n}.0`)
const FIRST = day('2026-03-25')

type Line = PointedLine & { readonly charge: number; readonly n: number }
type Charge = Sheet<Line>

const line = fc.record({ code: fc.constantFrom(...CODES), to: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 4 }) })
const drawn = fc.record({
  patient: fc.integer({ min: 1, max: 2 }),
  provider: fc.constantFrom(1, 2),
  place: fc.constantFrom('11', '10'),
  authorization: fc.constantFrom(null, 'A1'),
  days: fc.nat({ max: 14 }),
  diagnoses: fc.uniqueArray(fc.constantFrom(...DIAGNOSES), { minLength: 1, maxLength: 12 }),
  lines: fc.oneof(
    { weight: 9, arbitrary: fc.array(line, { minLength: 1, maxLength: 8 }) },
    fc.array(line, { minLength: 30, maxLength: 45 }),
  ),
})
const charges = fc.array(drawn, { maxLength: 14 }).map((all): Charge[] =>
  all.map(({ days, lines, ...one }, at) => ({
    ...one,
    coverage: one.patient,
    biller: 1,
    lines: lines.map(({ code, to }, n) => ({
      code,
      charge: at + 1,
      n: n + 1,
      day: addDays(FIRST, days),
      pointers: [...new Set(to.map((place) => (place % one.diagnoses.length) + 1))],
    })),
  })),
)
const together = fc.constantFrom<Together>('none', 'day', 'week', 'month')

/** The claims that charges come to, entered one after the other. */
function claimsOf(all: readonly Charge[], by: Together): Charge[] {
  const claims: Charge[] = []
  for (const charge of all) {
    const at = claims.findIndex((claim) => joined(claim, charge, by))
    const claim = claims[at]
    const both = claim && joined(claim, charge, by)
    if (claim && both) claims[at] = { ...claim, diagnoses: both.diagnoses, lines: [...claim.lines, ...both.lines] }
    else claims.push(charge)
  }
  return claims
}

/** Each line by its charge, with the diagnoses it points to. */
const told = (claims: readonly Pick<Charge, 'diagnoses' | 'lines'>[]) =>
  claims
    .flatMap(({ lines, diagnoses }) =>
      lines.map(({ charge, n, code, pointers }) => `${charge}.${n} ${code} ${pointers.map((to) => diagnoses[to - 1]).join()}`),
    )
    .toSorted()

describe('charges put together', () => {
  it('stand each on one claim, line by line, with what they point to', () => {
    fc.assert(
      fc.property(charges, together, (all, by) => {
        expect(told(claimsOf(all, by))).toEqual(told(all))
      }),
      { numRuns: 300 },
    )
  })

  it('keep the limits of a claim, and are of one person, place, month and period', () => {
    fc.assert(
      fc.property(charges, together, (all, by) => {
        for (const claim of claimsOf(all, by)) {
          expect(claim.lines.length).toBeLessThanOrEqual(MOST_LINES)
          expect(claim.diagnoses.length).toBeLessThanOrEqual(12)
          expect(new Set(claim.diagnoses).size).toBe(claim.diagnoses.length)
          const own = claim.lines.map((one) => all[one.charge - 1])
          const shared = own.map((one) => [one?.patient, one?.provider, one?.place, one?.authorization].join())
          expect(new Set(shared).size).toBe(1)
          expect(new Set(claim.lines.map((one) => periodOf(one, by))).size).toBe(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('come apart again as they were, and leave the others as they are', () => {
    fc.assert(
      fc.property(charges, together, fc.nat(), (all, by, which) => {
        for (const claim of claimsOf(all, by)) {
          const of = [...new Set(claim.lines.map(({ charge }) => charge))]
          const off = of[which % of.length]
          const named = (is: (charge: number) => boolean): string[] => of.filter(is).flatMap((one) => all[one - 1]?.diagnoses ?? [])
          const isOff = (charge: number): boolean => charge === off
          const parts = [isOff, (charge: number) => !isOff(charge)].map((is) =>
            alone(
              claim,
              claim.lines.filter(({ charge }) => is(charge)),
              named(is),
            ),
          )
          expect(told(parts)).toEqual(told([claim]))
          expect(new Set(parts[0]?.diagnoses)).toEqual(new Set(named(isOff)))
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** What tells two claims of one person apart by time; without grouping, the session. */
function periodOf(one: Line, by: Together): string {
  switch (by) {
    case 'none':
      return String(one.charge)
    case 'day':
      return one.day
    case 'week':
      return addDays(one.day, -((weekday(one.day) + 6) % 7))
    case 'month':
      return one.day.slice(0, 7)
  }
}
