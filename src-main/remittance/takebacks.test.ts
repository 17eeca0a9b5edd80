import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  besideClaims,
  brokenChecks,
  claimOf,
  pay,
  rowsOf,
  statusOf,
  type LineSpec,
} from '../../test/support/remittances.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { record } from '../ledger/index.ts'
import { handlers } from './index.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

/* What a payer takes back: posting vectors R7 to R9, and what payers make of them. */
const R1: LineSpec = {
  code: '90834',
  charge: 15000,
  reasons: because('CO-45 3000', 'PR-3 2500'),
}
const OTHER: LineSpec = { code: '90837', charge: 25000 }

describe('take-backs', () => {
  const reversed: LineSpec = {
    code: '90834',
    charge: -15000,
    reasons: because('CO-45 -3000', 'PR-3 -2500'),
  }
  const corrected: LineSpec = {
    code: '90834',
    charge: 15000,
    reasons: because('CO-45 3000', 'PR-1 12000'),
  }
  /** R1 posted, the copay of 25.00 taken at the visit. */
  function paidOnce(at: TestPractice): number {
    const claim = claimOf(at, 'C7', R1)
    pay(at, { trace: 'T1', payments: [{ control: 'C7', payerControl: 'ICN1', lines: [R1] }] })
    const line = at.query(({ db }) => db.first(from.selectFrom('claim_line').select('id').where('claim', '=', claim)))?.id ?? 0
    const place = { line: { claim, line } }
    at.command(({ db, clock, user }) =>
      record(db, {
        kind: 'patient',
        source: 'receipt',
        sourceKey: '1',
        day: day('2026-11-05'),
        user: user.id,
        at: clock.now(),
        postings: [
          { account: 'payment', cents: cents(2500), ...place },
          { account: 'patient', cents: cents(-2500), ...place },
        ],
      }),
    )
    return claim
  }

  it('R7: taken back and corrected; the patient owes the new share less what he paid', () => {
    const at = testPractice()
    const claim = paidOnce(at)
    const other = claimOf(at, 'C8', OTHER)
    const { taken, posted } = pay(at, {
      trace: 'T7',
      payments: [
        { control: 'C7', status: '22', payerControl: 'ICN1', lines: [reversed] },
        { control: 'C7', payerControl: 'ICN2', original: 'ICN1', lines: [corrected] },
        { control: 'C8', lines: [OTHER] },
      ],
    })
    expect(posted).toMatchObject({ posted: 3, held: 0, cents: 15500, status: 'posted' })
    expect(balanceOf(at, claim)).toEqual({ charge: 15000, payer: 0, patient: 9500, payment: 2500, adjustment: 3000 })
    expect(balanceOf(at, other)).toMatchObject({ payer: 0, payment: 25000 })
    expect(rowsOf(at, taken)).toMatchObject([
      { becomes: 'Reversed', shape: 'reversed', reason: 'pair, net −$95.00', paid: -9500, contractual: -3000, patientOwes: -2500 },
      { becomes: 'With patient', reason: 'PR-1, deductible' },
      { becomes: 'Paid', reason: '' },
    ])
    expect(statusOf(at, claim)).toBe('with-patient')
    expect(brokenChecks(at)).toEqual([])
  })

  it('R7, corrected before it is taken back in the file: the same', () => {
    const at = testPractice()
    const claim = paidOnce(at)
    const payments = [
      { control: 'C7', payerControl: 'ICN2', lines: [corrected] },
      { control: 'C7', status: '22' as const, payerControl: 'ICN1', lines: [reversed] },
      { control: 'C8', lines: [OTHER] },
    ]
    claimOf(at, 'C8', OTHER)
    expect(pay(at, { trace: 'T7', payments }).posted).toMatchObject({ posted: 3, held: 0 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 9500, payment: 2500, adjustment: 3000 })
  })

  it('R7, taken back twice: the second finds nothing left to take back', () => {
    const at = testPractice()
    const claim = paidOnce(at)
    claimOf(at, 'C8', OTHER)
    const back = { control: 'C7', status: '22' as const, payerControl: 'ICN1', lines: [reversed] }
    const { posted } = pay(at, { trace: 'T7', payments: [back, back, { control: 'C8', lines: [OTHER] }] })
    expect(posted).toMatchObject({ posted: 2, held: 1, cents: 15500 })
    expect(pay(at, { trace: 'T8', payments: [back], provider: [['FB', '', -9500]] }).posted).toMatchObject({ posted: 0, held: 1 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000, patient: -2500, payment: 2500, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('R7, one part of a split claim: the part with this charge is taken back', () => {
    const at = testPractice()
    const second: LineSpec = { code: '90836', charge: 12000, reasons: because('CO-45 2500') }
    const claim = claimOf(at, 'C7', R1, second)
    pay(at, { trace: 'T1', payments: [{ control: 'C7', payerControl: 'ICN1', lines: [R1] }] })
    pay(at, { trace: 'T2', payments: [{ control: 'C7', payerControl: 'ICN1', lines: [second] }] })
    pay(at, {
      trace: 'T3',
      payments: [{ control: 'C7', status: '22', payerControl: 'ICN1', lines: [reversed] }],
      provider: [['FB', '', -9500]],
    })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000, patient: 0, payment: 9500, adjustment: 2500 })
    expect(statusOf(at, claim)).toBe('reversed')
  })

  it('R7, of two payers who paid the same: the one that takes back is the one that paid', () => {
    const at = testPractice()
    const half: LineSpec = { code: '90834', charge: 15000, reasons: because('PR-2 7500') }
    const rest: LineSpec = { code: '90834', charge: 15000, reasons: because('OA-23 7500') }
    const claim = claimOf(at, 'C7', half)
    const payer = { name: 'KEYSTONE MEDICAID', id: 'KEYMD', number: '1888777666' }
    pay(at, { trace: 'T1', payments: [{ control: 'C7', payerControl: 'ICN1', lines: [half] }] })
    pay(at, { trace: 'T2', payer, payments: [{ control: 'C7', status: '2', payerControl: 'ICN1', lines: [rest] }] })
    const back = {
      control: 'C7',
      status: '22' as const,
      payerControl: 'ICN1',
      lines: [{ code: '90834', charge: -15000, paid: -7500, reasons: because('PR-2 -7500') }],
    }
    pay(at, { trace: 'T3', payments: [back], provider: [['FB', '', -7500]] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000, patient: -7500, payment: 7500 })
  })

  it('R8 and R9: a debt that no payment covers is carried forward, and closed by the next remittance', () => {
    const at = testPractice()
    paidOnce(at)
    const first = pay(at, {
      trace: 'T8',
      payments: [
        { control: 'C7', status: '22', payerControl: 'ICN1', lines: [reversed] },
        { control: 'C7', payerControl: 'ICN2', lines: [corrected] },
      ],
      provider: [['FB', 'ICN1', -9500]],
    })
    expect(first.posted).toMatchObject({ posted: 2, cents: -9500, status: 'posted' })
    expect(besideClaims(at, 'provider', 'FB')).toBe(-9500)
    claimOf(at, 'C9', OTHER)
    const second = pay(at, { trace: 'T9', payments: [{ control: 'C9', lines: [OTHER] }], provider: [['FB', 'ICN1', 9500]] })
    expect(at.query((work) => handlers['remittance.get'](work, { id: second.taken.remittance ?? 0 })).cents).toBe(15500)
    expect(besideClaims(at, 'provider', 'FB')).toBe(0)
    expect(brokenChecks(at)).toEqual([])
  })
})
