import { describe, expect, it } from 'vitest'
import { cents } from '../../src-shared/money.ts'
import type { ClaimPayment, PaidLine } from './facts.ts'
import { bearerOf, imbalanceOf, paymentStop, statusStop, type Bearer, type Signs } from './rules.ts'

describe('who bears an adjustment', () => {
  it.each<readonly [string, string, number, Bearer, string]>([
    ['CO', '45', 3000, 'written-off', 'a contract'],
    ['CO', '253', 200, 'written-off', 'sequestration'],
    ['PI', '94', -500, 'written-off', 'a reason below nothing'],
    ['CO', '45', 15000, 'denied', 'no contract takes the whole charge'],
    ['CO', '197', 15000, 'denied', 'a denial'],
    ['PI', '16', 4000, 'denied', 'a denial of a part'],
    ['OA', '18', 15000, 'denied', 'a duplicate'],
    ['CO', '9999', 15000, 'denied', 'an unknown reason for all of it'],
    ['CO', '9999', 4000, 'open', 'an unknown reason for a part'],
    ['OA', '9999', 15000, 'open', 'an unknown reason that is nobody’s'],
    ['PR', '9999', 4000, 'open', 'an unknown reason is never the patient’s'],
    ['OA', '23', 9000, 'open', 'what an earlier payer did'],
    ['CO', '23', 9000, 'open', 'the same under another group'],
    ['OA', '133', 15000, 'open', 'pending'],
    ['CO', '246', 1, 'written-off', 'a line that only reports'],
    ['OA', '209', 3000, 'open', 'the next payer comes first'],
    ['CO', 'A0', 3000, 'open', 'a refund somebody has to make'],
    ['PR', '1', 4000, 'patient', 'a deductible'],
    ['PR', '27', 15000, 'patient', 'a denial that the payer puts on the patient'],
    ['OA', '100', 9000, 'patient', 'the plan paid the patient'],
    ['CO', '3', 2500, 'open', 'a copay that is the provider’s contradicts itself'],
    ['CR', '45', 3000, 'open', 'a group that is no longer used'],
  ])('%s-%s of %i cents: %s (%s)', (group, reason, amount, bearer) => {
    expect(bearerOf({ group, reason, cents: cents(amount), quantity: null, segment: 1 }, { charge: cents(15000), remarks: [] })).toBe(
      bearer,
    )
  })

  it.each(['N781', 'N782', 'N783'])('a share of a patient whom nobody may bill (%s) stays open', (code) => {
    const share = { group: 'PR', reason: '1', cents: cents(4000), quantity: null, segment: 1 }
    expect(bearerOf(share, { charge: cents(15000), remarks: [{ code, segment: 2 }] })).toBe('open')
  })
})

const reason = (amount: number) => ({ group: 'CO', reason: '45', cents: cents(amount), quantity: null, segment: 3 })
const line = (charge: number, paid: number, ...amounts: readonly number[]) =>
  ({ charge: cents(charge), paid: cents(paid), adjustments: amounts.map(reason), segment: 2 }) as unknown as PaidLine
const claim = (charge: number, paid: number, lines: readonly PaidLine[], ...amounts: readonly number[]) =>
  ({ charge: cents(charge), paid: cents(paid), lines, adjustments: amounts.map(reason), span: [1, 9] }) as unknown as ClaimPayment

describe('the balance of a claim payment', () => {
  it.each<readonly [string, ClaimPayment, number | undefined]>([
    ['balances', claim(15000, 11500, [line(15000, 12000, 3000)], 500), undefined],
    ['balances without lines', claim(15000, 12000, [], 3000), undefined],
    ['is out on a line', claim(15000, 9500, [line(15000, 9500, 2500)]), 3000],
    ['is out as a whole', claim(15000, 11000, [line(15000, 12000, 3000)], 500), 500],
    ['has lines that are not its charge', claim(15000, 12000, [line(14000, 12000, 2000)], 1000), 1000],
    ['says a reason twice, for line and claim', claim(15000, 12000, [line(15000, 12000, 3000)], 3000), -3000],
  ])('%s', (_, payment, off) => expect(imbalanceOf(payment)?.off).toBe(off))
})

describe('what stops a payment whole', () => {
  const signs: Signs = { damaged: null, isWhole: true, isDebit: false, isPrenote: false, currency: 'USD', hasUnreadAmount: false }
  const payment = { cents: cents(9500), method: 'ACH', claims: [claim(15000, 9500, [])], provider: [] }

  it('nothing, when it adds up', () => expect(paymentStop(payment, signs)).toBeNull())

  it.each<readonly [string, Partial<Signs>]>([
    ['cut off', { isWhole: false }],
    ['only announced', { isPrenote: true }],
    ['a debit', { isDebit: true }],
    ['not in dollars', { currency: 'CAD' }],
    ['an amount that cannot be read', { hasUnreadAmount: true }],
    ['a header that cannot be trusted', { damaged: 'BPR16: A required element is empty.' }],
  ])('%s', (_, sign) => expect(paymentStop(payment, { ...signs, ...sign })?.why).toMatch(/\.$/))

  it('the exact difference, with PLB by its own sign', () => {
    const provider = [{ code: 'WO', reference: '', cents: cents(4000), segment: 9 }]
    expect(paymentStop({ ...payment, provider }, signs)).toMatchObject({ off: -4000 })
    expect(paymentStop({ ...payment, cents: cents(5500), provider }, signs)).toBeNull()
  })
})

it('a status that is no decision is never posted', () => {
  expect(['1', '2', '3', '4', '19', '20', '21', '22'].map(statusStop)).toEqual(Array.from({ length: 8 }))
  expect(['23', '25', '5', ''].map((status) => statusStop(status) !== undefined)).toEqual([true, true, true, true])
})
