import { expect, it } from 'vitest'
import { testPractice } from '../../../test/support/practice.ts'
import { because, claimOf, pay } from '../../../test/support/remittances.ts'
import { PATTERNS_BY } from '../../../src-shared/contract/denials.ts'
import { addDays } from '../../../src-shared/day.ts'
import { handlers, listeners } from '../index.ts'

const PAID = { code: '90834', charge: 15_000, allowed: 12_000, reasons: because('CO-45 3000') }
const DENIED = { code: '90834', charge: 15_000, reasons: because('CO-197 15000') }

it('counts denials by what they have in common, and tells the first of their kind', () => {
  const at = testPractice(listeners)
  const today = at.clock.today()
  const decided = (n: number, line: typeof PAID | typeof DENIED, days: number): void => {
    claimOf(at, `C${n}`, line)
    pay(at, { trace: `EFT${n}`, day: addDays(today, -days), payments: [{ control: `C${n}`, lines: [line] }] })
  }
  decided(1, PAID, 300)
  decided(2, DENIED, 20)
  decided(3, DENIED, 5)
  const patterns = (by: (typeof PATTERNS_BY)[number]) => at.query((work) => handlers['denials.patterns'](work, { by })).rows
  expect(patterns('reason')).toMatchObject([{ words: 'CO-197', says: 'No authorization', n: 2, before: 0, cents: 21_600 }])
  expect(patterns('payer')).toMatchObject([{ words: 'Northlake Health Plan', n: 2 }])
  expect(PATTERNS_BY.map((by) => patterns(by).length)).toEqual(PATTERNS_BY.map(() => 1))
  const [first] = at.query((work) =>
    handlers['denials.list'](work, { view: { filters: [], sort: [{ by: 'id', down: false }] }, window: 0 }),
  ).rows
  expect(at.query((work) => handlers['denials.drift'](work))).toEqual([
    {
      kind: 'first',
      day: addDays(today, -20),
      denial: first?.id,
      words: expect.stringMatching(/^Northlake Health Plan denied 90834 for CO-197, .* has decided on 90834\.$/) as string,
    },
  ])
})

it('tells an allowed amount that stepped down', () => {
  const at = testPractice(listeners)
  const today = at.clock.today()
  for (let n = 0; n < 10; n++) {
    const line = n < 5 ? PAID : { ...PAID, allowed: 11_500, reasons: because('CO-45 3500') }
    claimOf(at, `C${n}`, line)
    pay(at, { trace: `EFT${n}`, day: addDays(today, n < 5 ? -200 + n : -20 + n), payments: [{ control: `C${n}`, lines: [line] }] })
  }
  expect(at.query((work) => handlers['denials.drift'](work))).toMatchObject([
    {
      kind: 'allowed',
      words: expect.stringMatching(/^Northlake Health Plan allows \$115\.00 for 90834 since .*; it was \$120\.00\.$/) as string,
    },
  ])
})

it('has nothing to say of a practice that was never denied', () => {
  const at = testPractice(listeners)
  expect(at.query((work) => handlers['denials.drift'](work))).toEqual([])
  expect(at.query((work) => handlers['denials.patterns'](work, { by: 'cause' })).rows).toEqual([])
})
