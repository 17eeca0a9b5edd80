import { describe, expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { balanceOf, balanceWords, nothingTyped, readTyped, saidBy, type Typed } from './paper.ts'

const TODAY = day('2026-11-19')
const line = { line: 5, words: '90837', charge: 17_500, allowed: '132', paid: '112.00', why: 'co45 43, PR-3 20 n130' }
const typed: Typed = {
  ...nothingTyped('11/17/2026'),
  payer: { id: 1, name: 'Northlake Health Plan' },
  trace: '40231',
  amount: '$500.00',
  claims: [{ claim: 9, words: 'A patient', isTakenBack: false, payerControl: 'ICN', lines: [line] }],
}

describe('reasons typed in one go', () => {
  test('are group, reason and amount, with remarks between them', () => {
    expect(saidBy('co45 43, PR-3 20 n130')).toEqual({
      reasons: [
        { group: 'CO', reason: '45', cents: 4300 },
        { group: 'PR', reason: '3', cents: 2000 },
      ],
      remarks: ['N130'],
    })
    expect(saidBy('oa-B13 1,043.50 MA01')).toEqual({ reasons: [{ group: 'OA', reason: 'B13', cents: 104_350 }], remarks: ['MA01'] })
  })

  test('say what is missing', () => {
    expect(saidBy('CO45')).toBe('An amount is needed after CO45, as CO-45 43.00.')
    expect(saidBy('45 43')).toBe('45 is neither a reason, as CO-45 43.00, nor a remark, as N130.')
  })
})

test('what is typed is what the engine takes', () => {
  expect(readTyped(typed, TODAY).entered).toMatchObject({
    payer: 1,
    day: '2026-11-17',
    cents: 50_000,
    claims: [{ claim: 9, lines: [{ line: 5, allowed: 13_200, paid: 11_200 }] }],
  })
})

test('a field that cannot be read is named, and nothing is asked meanwhile', () => {
  const { entered, wrong } = readTyped({ ...typed, amount: 'many', day: '31' }, TODAY)
  expect(entered).toBeUndefined()
  expect([...wrong.keys()]).toEqual(['day', 'cents'])
})

test('the balance counts what a take-back and a provider adjustment take', () => {
  expect(balanceWords(balanceOf(typed))).toBe('$112.00 of $500.00 entered, $388.00 left.')
  const back = { ...typed, claims: typed.claims.map((one) => ({ ...one, isTakenBack: true })) }
  expect(balanceOf(back).entered).toBe(cents(-11_200))
  expect(balanceOf({ ...typed, provider: [{ code: 'L6', reference: '', amount: '-388' }] }).left).toBe(0)
  expect(balanceWords(balanceOf({ ...typed, amount: '100' }))).toBe('$112.00 of $100.00 entered, $12.00 too much.')
})
