import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { overdueSince, waitOf, waitWords, type Lag, type Missing } from './rules.ts'

const MISSING: readonly Missing[] = ['answer', 'acceptance', 'remittance']
const lags = fc.array(fc.record({ days: fc.nat(90), n: fc.integer({ min: 1, max: 20 }) }), { maxLength: 20 })
const kinds = fc.constantFrom('commercial', 'medicare', 'medicaid', 'other')
const enough = (all: readonly Lag[]): number => all.reduce((sum, { n }) => sum + n, 0)

test('nine of ten were in within the learned wait, and it does not depend on their order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MISSING), kinds, lags, (missing, kind, past) => {
      const wait = waitOf(missing, kind, past)
      expect(waitOf(missing, kind, [...past].reverse())).toEqual(wait)
      const within = past.filter(({ days }) => days <= wait.days).reduce((sum, { n }) => sum + n, 0)
      expect(wait.learned === 0 || within * 10 >= enough(past) * 9).toBe(true)
      expect(wait.learned === 0 || wait.learned === enough(past)).toBe(true)
      expect(wait.days).toBeGreaterThan(0)
    }),
  )
})

test('slower answers never make the wait shorter', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MISSING), kinds, lags, fc.nat(30), (missing, kind, past, more) => {
      const slower = past.map(({ days, n }) => ({ days: days + more, n }))
      expect(waitOf(missing, kind, slower).days).toBeGreaterThanOrEqual(waitOf(missing, kind, past).days)
    }),
  )
})

test.each([
  ['answer', 'commercial', 3],
  ['acceptance', 'commercial', 5],
  ['remittance', 'commercial', 30],
  ['remittance', 'medicare', 21],
  ['remittance', 'medicaid', 45],
] as const)(
  'with too few cases the %s of a %s payer is waited for %i days, and the words say that nothing was learned',
  (missing, kind, days) => {
    const wait = waitOf(missing, kind, [{ days: 1, n: 4 }])
    expect(wait).toEqual({ days, learned: 0 })
    expect(waitWords(missing, wait)).toMatch(/are usual; too few cases/)
  },
)

test('business days leave weekends out, and a remittance counts all days', () => {
  const monday = day('2026-11-23')
  expect(overdueSince('answer', { days: 1, learned: 9 }, monday)).toBe('2026-11-20')
  expect(overdueSince('remittance', { days: 14, learned: 40 }, monday)).toBe('2026-11-08')
})
