import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimStatusCategories, claimStatuses } from '../../codes/index.ts'
import { day } from '../../../src-shared/day.ts'
import { asked, silentClaims, status, statusAnswer, taken, tracesOf } from '../../../test/support/status.ts'
import { againOn, outcomeOfClaim, outcomeOfCode, stepOf, titleOf, type Code } from './rules.ts'

const code: fc.Arbitrary<Code> = fc.record({
  category: fc.constantFrom(...claimStatusCategories.rows.map((one) => one.code), 'Z9', undefined),
  status: fc.constantFrom(...claimStatuses.rows.map((one) => one.code), undefined),
})
const codes = fc.array(code, { maxLength: 6 })
const mixed = <T>(list: readonly T[], by: readonly number[]): T[] =>
  list
    .map((one, n) => ({ one, key: by[n] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)

test('the order of the statuses changes nothing of what they come to', () => {
  fc.assert(
    fc.property(codes, codes, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (own, lines, by) => {
      expect(outcomeOfClaim(mixed(own, by), mixed(lines, by))).toBe(outcomeOfClaim(own, lines))
    }),
  )
})

test('what a payer wants is never hidden by what else it says, and a claim found anywhere is found', () => {
  fc.assert(
    fc.property(codes, codes, (own, lines) => {
      const all = [...own, ...lines].map(outcomeOfCode)
      const whole = outcomeOfClaim(own, lines)
      expect(all.includes('wanted') && !own.map(outcomeOfCode).includes('rejected') && own.length > 0 ? whole : 'wanted').toBe('wanted')
      expect(own.map(outcomeOfCode).includes('pending') ? whole : 'pending').not.toBe('not-found')
    }),
  )
})

test('every outcome has words, and its day is today or later unless the payer decided before', () => {
  const today = day('2026-12-01')
  fc.assert(
    fc.property(codes, codes, fc.integer({ min: 1, max: 28 }), (own, lines, date) => {
      const outcome = outcomeOfClaim(own, lines)
      const expected = day(`2026-12-${String(date).padStart(2, '0')}`)
      const again = againOn(outcome, { today, codes: [...own, ...lines], decided: undefined, expected })
      expect(again === null || again > today).toBe(true)
      expect(titleOf(outcome, 'P', { day: undefined })).not.toBe('')
      expect(stepOf(outcome, { paid: undefined, check: undefined, day: undefined })).not.toContain('undefined')
    }),
  )
})

test('no status of an answer is lost, whatever its order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('P1:20', 'P3:294', 'F1:65', 'F2:84', 'A4:35', 'R4:294', 'E1:0', 'A2:20'), { minLength: 1, maxLength: 8 }),
      async (said) => {
        const told = async (order: readonly string[]) => {
          const at = silentClaims()
          const [trace = ''] = tracesOf(await asked(at))
          await taken(at, statusAnswer([{ trace, below: order.map((one) => `STC*${one}*20261130`) }]))
          const { answers, last } = status(at)
          return { n: answers.flatMap((one) => one.statements).length, told: answers[0]?.told, again: last?.again }
        }
        const straight = await told(said)
        expect(straight.n).toBe(said.length)
        expect(await told(said.toReversed())).toEqual(straight)
      },
    ),
    { numRuns: 8 },
  )
})
