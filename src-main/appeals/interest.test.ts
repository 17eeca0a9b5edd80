import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { interestFor } from './interest.ts'

const RECEIVED = day('2026-03-01')

it.each([
  ['12 % a year, 45 days late', 'NY', 100_000, 30 + 45, 45, 1479],
  ['1.5 % a month, 20 days late', 'MN', 50_000, 30 + 20, 20, 500],
  ['New York, paid on May 15', 'NY', 20_000, 75, 45, 296],
])('%s', (_, state, unpaid, after, days, amount) => {
  expect(interestFor(state, cents(unpaid), RECEIVED, addDays(RECEIVED, after))).toMatchObject({ days, amount })
})

it('is none in time, and none in a state whose law is not known here', () => {
  expect(interestFor('NY', cents(100_000), RECEIVED, addDays(RECEIVED, 30))).toBeUndefined()
  expect(interestFor('TX', cents(100_000), RECEIVED, addDays(RECEIVED, 300))).toBeUndefined()
})

it('never grows less by waiting', () => {
  fc.assert(
    fc.property(fc.constantFrom('OH', 'NY', 'MN', 'CA'), fc.nat(500_000), fc.nat(400), fc.nat(400), (state, unpaid, some, more) => {
      const at = (days: number): number => interestFor(state, cents(unpaid), RECEIVED, addDays(RECEIVED, days))?.amount ?? 0
      expect(at(some + more)).toBeGreaterThanOrEqual(at(some))
    }),
  )
})
