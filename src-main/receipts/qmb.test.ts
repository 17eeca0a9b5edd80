import { expect, test } from 'vitest'
import { ask, book, COVERED, received, responseTo, take } from '../../test/support/eligibility.ts'
import { moneyOf, patientMoney, type Money } from '../../test/support/patient-money.ts'
import { must } from '../../src-shared/result.ts'
import type { Benefit271 } from '../x12/index.ts'

/* A Qualified Medicare Beneficiary, as the plan's own answer names one, is never asked for Medicare's shares. */

const QMB: readonly Benefit271[] = [...COVERED, { benefit: { information: '1', services: ['30'], insurance: 'QM' } }]

/** The payer answers about a session of a day. */
function answered({ at }: Money, on: string, benefits: readonly Benefit271[], start = '08:00'): void {
  const [asked] = ask(at, book(at, on, { start })).files
  expect(take(at, responseTo(received(at, must('a question was written', asked).id), benefits))).toMatchObject({ matched: 1 })
}

test('what was left to the patient is not due from the month on of which the plan says QMB', () => {
  const money = patientMoney()
  expect(moneyOf(money)).toMatchObject({ owed: 5000, block: null })
  answered(money, '2026-10-20', QMB)
  expect(moneyOf(money).owed).toBe(0)
  expect(moneyOf(money).lines.map(({ block, room }) => [block, room])).toEqual([
    ['qmb', 0],
    ['qmb', 0],
    ['qmb', 0],
  ])
})

test('an answer of a later month says nothing of the sessions before it', () => {
  const money = patientMoney()
  answered(money, '2026-11-20', QMB)
  expect(moneyOf(money).owed).toBe(5000)
})

test('the last answer up to the month counts: it may end', () => {
  const money = patientMoney()
  answered(money, '2026-09-20', QMB)
  expect(moneyOf(money).owed).toBe(0)
  answered(money, '2026-10-01', COVERED)
  expect(moneyOf(money).owed).toBe(5000)
})
