import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { rateFor, scopeOf, specificity, type Rate, type RatedLine } from './rules.ts'

const ON = day('2026-06-15')
const modifier = fc.constantFrom('95', 'GT', 'HO', '25')
const scope = fc
  .record({
    plan: fc.constantFrom('', 'PPO Gold', 'HMO'),
    credential: fc.constantFrom('', 'LCSW', 'Ph.D.'),
    place: fc.constantFrom('', '10', '11'),
    modifiers: fc.array(modifier, { maxLength: 4 }),
  })
  .map(scopeOf)
const rate: fc.Arbitrary<Rate> = fc
  .record({
    scope,
    starts: fc.constantFrom('2025-01-01', '2026-01-01', '2026-06-15', '2026-06-16'),
    ends: fc.constantFrom(null, '2026-06-14', '2026-06-15', '2026-12-31'),
    cents: fc.integer({ min: 0, max: 30_000 }),
  })
  .map(({ scope: of, ...rest }) => ({ ...of, ...rest }))
const line: fc.Arbitrary<RatedLine> = fc.record({
  plan: fc.constantFrom('', 'ppo  gold', 'HMO'),
  credentials: fc.constantFrom('', 'LCSW', 'PhD, LCSW'),
  place: fc.constantFrom('02', '10', '11'),
  modifiers: fc.uniqueArray(modifier, { maxLength: 4 }),
})

const holds = (one: Rate, of: RatedLine): boolean => rateFor([one], of, ON) !== undefined

describe('the rate of a line', () => {
  it('never depends on the order of the rates', () => {
    fc.assert(
      fc.property(
        fc
          .array(rate, { maxLength: 12 })
          .chain((rates) => fc.tuple(fc.constant(rates), fc.shuffledSubarray(rates, { minLength: rates.length }))),
        line,
        ([rates, shuffled], of) => {
          expect(rateFor(shuffled, of, ON)?.cents).toBe(rateFor(rates, of, ON)?.cents)
        },
      ),
    )
  })

  it('is one that holds whenever any does, and none of those that hold asks for more', () => {
    fc.assert(
      fc.property(fc.array(rate, { maxLength: 12 }), line, (rates, of) => {
        const holding = rates.filter((one) => holds(one, of))
        const found = rateFor(rates, of, ON)
        expect(found === undefined).toBe(holding.length === 0)
        expect(holding.every((one) => found !== undefined && specificity(one) <= specificity(found))).toBe(true)
      }),
    )
  })

  it('asks for more when its scope takes in all of another and something beside', () => {
    fc.assert(
      fc.property(scope, fc.constantFrom('plan', 'credential', 'place', 'modifiers'), (of, what) => {
        expect(specificity({ ...of, [what]: '' })).toBeLessThanOrEqual(specificity(of))
        expect(specificity({ ...of, [what]: '' }) === specificity(of)).toBe(of[what as 'plan'] === '')
      }),
    )
  })

  it('is the same when a rate for other days or other lines is added', () => {
    fc.assert(
      fc.property(fc.array(rate, { maxLength: 8 }), rate, line, (rates, added, of) => {
        fc.pre(!holds(added, of))
        expect(rateFor([...rates, added], of, ON)).toEqual(rateFor(rates, of, ON))
      }),
    )
  })
})
