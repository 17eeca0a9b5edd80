import { describe, expect, it } from 'vitest'
import { testPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  brokenChecks,
  claimOf,
  denialsOf,
  pay,
  rowsOf,
  statusOf,
  writtenOff,
  type LineSpec,
  type Reason,
} from '../../test/support/remittances.ts'
import { handlers as claims } from '../claims/index.ts'

/* A second payer behind the first: posting vectors R3 and R4, and what payers make of them. */
const R3: LineSpec = {
  code: '90837',
  charge: 20000,
  reasons: because('CO-45 7000', 'PR-2 2600', 'CO-253 208'),
}
const R4: LineSpec = { code: '90837', charge: 20000, reasons: because('OA-23 17400') }

describe('a second payer', () => {
  it('R3: sequestration is written off, never the patient’s', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    pay(at, { trace: 'T3', payments: [{ control: 'C3', lines: [R3] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2600, payment: 10192, adjustment: 7208 })
    expect(writtenOff(at, claim)).toEqual(['CO-45 7000', 'CO-253 208'])
  })

  it('R4: the secondary pays what the primary left to the patient, and the claim is at nothing', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    pay(at, { trace: 'T3', payments: [{ control: 'C3', lines: [R3] }] })
    const { taken } = pay(at, { trace: 'T4', payments: [{ control: 'C3', status: '2', payerControl: 'KEY9', lines: [R4] }] })
    expect(balanceOf(at, claim)).toEqual({ charge: 20000, payer: 0, patient: 0, payment: 12792, adjustment: 7208 })
    expect(at.query((work) => claims['claims.get'](work, { id: claim })).payerControl).toBe('PC3')
    expect(rowsOf(at, taken)).toMatchObject([{ becomes: 'Paid', contractual: 0 }])
    expect(statusOf(at, claim)).toBe('paid')
    expect(brokenChecks(at)).toEqual([])
  })

  it('R4, the secondary first: its payment stands, the primary’s then leaves nothing to the patient', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    pay(at, { trace: 'T4', payments: [{ control: 'C3', status: '2', lines: [R4] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 17400, patient: 0, payment: 2600, adjustment: 0 })
    pay(at, { trace: 'T3', payments: [{ control: 'C3', lines: [R3] }] })
    expect(balanceOf(at, claim)).toEqual({ charge: 20000, payer: 0, patient: 0, payment: 12792, adjustment: 7208 })
  })

  it('R4, repeated reasons: what the secondary says again of the primary is not written off again', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    pay(at, { trace: 'T3', payments: [{ control: 'C3', lines: [R3] }] })
    pay(at, {
      trace: 'T4',
      payments: [
        {
          control: 'C3',
          status: '2',
          lines: [
            {
              ...R4,
              reasons: because('OA-23 10192', 'CO-45 7208'),
            },
          ],
        },
      ],
    })
    expect(balanceOf(at, claim)).toEqual({ charge: 20000, payer: 0, patient: 0, payment: 12792, adjustment: 7208 })
  })

  it('R4, denied by the secondary: what it was asked for is open with it, not with the patient', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    pay(at, { trace: 'T3', payments: [{ control: 'C3', lines: [R3] }] })
    const { taken, posted } = pay(at, {
      trace: 'T4',
      payments: [
        {
          control: 'C3',
          status: '2',
          lines: [
            {
              ...R4,
              reasons: because('OA-23 17400', 'CO-197 2600'),
            },
          ],
        },
      ],
    })
    expect(posted?.denials).toBe(1)
    expect(balanceOf(at, claim)).toMatchObject({ payer: 2600, patient: 0, payment: 10192 })
    expect(denialsOf(at, taken)).toMatchObject([{ group: 'CO', reason: '197', cents: 2600 }])
  })

  it('R4, with a denial of the primary still open: the secondary settles the patient’s share and leaves the denial as it is', () => {
    const primary: LineSpec = {
      code: '90837',
      charge: 20000,
      reasons: because('CO-45 4000', 'PR-2 2600', 'CO-97 3400'),
    }
    const after = { charge: 20000, payer: 3400, patient: 0, payment: 12600, adjustment: 4000 }
    for (const reasons of [because('OA-23 17400'), because('OA-23 10000', 'CO-45 4000', 'CO-97 3400')] satisfies Reason[][]) {
      const secondary: LineSpec = { code: '90837', charge: 20000, reasons }
      for (const isTurned of [false, true]) {
        const at = testPractice()
        const claim = claimOf(at, 'C3', primary)
        const both = [
          { control: 'C3', lines: [primary] },
          { control: 'C3', status: '2' as const, lines: [secondary] },
        ]
        for (const payment of isTurned ? both.toReversed() : both) pay(at, { trace: payment.status ?? '1', payments: [payment] })
        expect(balanceOf(at, claim)).toEqual(after)
        expect(brokenChecks(at)).toEqual([])
      }
    }
  })

  it('R4, asking more: a secondary cannot put more on the patient than the primary left', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    pay(at, { trace: 'T3', payments: [{ control: 'C3', lines: [R3] }] })
    const more: Reason[] = because('OA-23 15000', 'PR-1 5000')
    expect(pay(at, { trace: 'T4', payments: [{ control: 'C3', status: '2', lines: [{ ...R4, reasons: more }] }] }).posted).toMatchObject({
      posted: 1,
    })
    expect(balanceOf(at, claim)).toEqual({ charge: 20000, payer: 0, patient: 2600, payment: 10192, adjustment: 7208 })
  })
})
