import { describe, expect, it } from 'vitest'
import { testPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  besideClaims,
  brokenChecks,
  claimOf,
  denialsOf,
  fileOf,
  pay,
  receive,
  rowsOf,
  segmentsOf,
  statusOf,
  tampered,
  writtenOff,
  type LineSpec,
} from '../../test/support/remittances.ts'
import { cents, negate } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { handlers } from './index.ts'

/*
 * The posting test vectors of the domain rules, each as a file that is taken and posted. R3 and R4 with a second payer
 * stand in secondary.test.ts, R7 to R9 in takebacks.test.ts.
 */
const R1: LineSpec = {
  code: '90834',
  charge: 15000,
  reasons: because('CO-45 3000', 'PR-3 2500'),
}
const OTHER: LineSpec = { code: '90837', charge: 25000 }
const R5: LineSpec = { code: '90785', charge: 2000, reasons: because('CO-B15 2000') }
const R3: LineSpec = {
  code: '90837',
  charge: 20000,
  reasons: because('CO-45 7000', 'PR-2 2600', 'CO-253 208'),
}

describe('posting vectors', () => {
  it('R1: contractual off, copay to the patient, the rest paid', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', R1)
    const { taken, posted } = pay(at, { trace: 'T1', payments: [{ control: 'C1', lines: [R1] }] })
    expect(posted).toMatchObject({ posted: 1, held: 0, cents: 9500, denials: 0, status: 'posted' })
    expect(balanceOf(at, claim)).toEqual({ charge: 15000, payer: 0, patient: 2500, payment: 9500, adjustment: 3000 })
    expect(rowsOf(at, taken)).toMatchObject([
      {
        contractual: 3000,
        denied: 0,
        patientOwes: 2500,
        paid: 9500,
        becomes: 'With patient',
        shape: 'with-patient',
        reason: 'PR-3, copay',
      },
    ])
    expect(brokenChecks(at)).toEqual([])
  })

  it('R2: deductible and coinsurance are both the patient’s', () => {
    const at = testPractice()
    const line: LineSpec = {
      code: '90837',
      charge: 20000,
      reasons: because('CO-45 6000', 'PR-1 5000', 'PR-2 1800'),
    }
    const claim = claimOf(at, 'C2', line)
    pay(at, { trace: 'T2', payments: [{ control: 'C2', lines: [line] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 6800, payment: 7200, adjustment: 6000 })
  })

  it('R5: an add-on without its main service stays open as a denial; the other line is settled', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C5', R1, R5)
    const { taken, posted } = pay(at, { trace: 'T5', payments: [{ control: 'C5', lines: [R1, R5] }] })
    expect(posted).toMatchObject({ cents: 9500, denials: 1 })
    expect(balanceOf(at, claim)).toEqual({ charge: 17000, payer: 2000, patient: 2500, payment: 9500, adjustment: 3000 })
    expect(denialsOf(at, taken)).toMatchObject([{ group: 'CO', reason: 'B15', cents: 2000 }])
    expect(rowsOf(at, taken)).toMatchObject([{ charge: 17000, denied: 2000, becomes: 'Partly paid' }])
    expect(statusOf(at, claim)).toBe('partly-paid')
  })

  it('R6: a withhold on the claim as a whole is taken from the line that was paid', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C5', R1, R5)
    const { posted } = pay(at, { trace: 'T6', payments: [{ control: 'C5', reasons: because('CO-104 500'), lines: [R1, R5] }] })
    expect(posted?.cents).toBe(9000)
    expect(balanceOf(at, claim)).toMatchObject({ payer: 2000, patient: 2500, payment: 9000, adjustment: 3500 })
    expect(writtenOff(at, claim)).toEqual(['CO-45 3000', 'CO-104 500'])
    expect(brokenChecks(at)).toEqual([])
  })

  it('R10: interest is the provider’s, never the claim’s', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', R1)
    pay(at, { trace: 'T10', payments: [{ control: 'C1', lines: [R1], interest: 120 }], provider: [['L6', 'PC1', -120]] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2500, payment: 9500 })
    expect(besideClaims(at, 'provider', 'L6')).toBe(-120)
    expect(besideClaims(at, 'payment')).toBe(120)
    expect(brokenChecks(at)).toEqual([])
  })

  it('R11 and R12: a levy and a take-back are kept from the payment; the take-back names the claim it concerns', () => {
    const at = testPractice()
    const older = claimOf(at, 'C1', R1)
    pay(at, { trace: 'T1', payments: [{ control: 'C1', payerControl: 'ICN7', lines: [R1] }] })
    claimOf(at, 'C9', OTHER)
    const { taken } = pay(at, {
      trace: 'T12',
      payments: [{ control: 'C9', lines: [OTHER] }],
      provider: [
        ['LE', '', 5000],
        ['WO', 'ICN7', 4000],
      ],
    })
    expect([besideClaims(at, 'provider', 'LE'), besideClaims(at, 'provider', 'WO')]).toEqual([5000, 4000])
    const whole = at.query((work) => handlers['remittance.get'](work, { id: taken.remittance ?? 0 }))
    expect(whole).toMatchObject({ cents: 16000, posts: 25000, held: 0 })
    expect(whole.provider[1]?.words).toContain(`claim ${older}`)
    expect(brokenChecks(at)).toEqual([])
  })

  it('R13: a contract reason that takes the whole charge is no contract; it stays open to be looked into', () => {
    const at = testPractice()
    const line: LineSpec = { code: '90834', charge: 15000, reasons: because('CO-45 15000') }
    const claim = claimOf(at, 'C13', line)
    const { posted } = pay(at, { trace: 'T13', payments: [{ control: 'C13', lines: [line] }] })
    expect(posted).toMatchObject({ posted: 1, denials: 1 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000, adjustment: 0 })
    expect(statusOf(at, claim)).toBe('denied')
  })

  it('R14: a claim that does not balance is held with the exact difference, its money as credit, and nothing of it reaches the claim', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C14', R1)
    const segments = tampered(segmentsOf({ trace: 'T14', payments: [{ control: 'C14', lines: [R1] }] }), (one) =>
      one === 'CAS*CO*45*30' ? undefined : one,
    )
    const [one] = receive(at, fileOf([segments]))
    expect(one?.posted).toMatchObject({ posted: 0, held: 1, status: 'partly' })
    expect(rowsOf(at, one?.taken)).toMatchObject([{ outcome: 'held', becomes: 'Held', reason: 'out by $30.00', claim }])
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000, payment: 0 })
    expect(besideClaims(at, 'credit')).toBe(-9500)
    expect(brokenChecks(at)).toEqual([])
  })

  it('R15: a code the payer changed is matched by the one that was billed, and said', () => {
    const at = testPractice()
    const line: LineSpec = { code: '90834', billed: '90837', charge: 17500, allowed: 10800, reasons: because('CO-45 6700') }
    const claim = claimOf(at, 'C15', line)
    const { taken } = pay(at, { trace: 'T15', payments: [{ control: 'C15', lines: [line] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, payment: 10800 })
    expect(rowsOf(at, taken)).toMatchObject([
      { becomes: 'Paid short', shape: 'short', reason: '$24.00 under contract; paid as 90834, billed 90837' },
    ])
    expect(statusOf(at, claim)).toBe('short')
  })

  it.each([
    [13101, 'Paid'],
    [13090, 'Paid'],
    [13060, 'Paid short'],
  ])('an allowed amount of %i cents under a rate of 132.00: %s; a dollar and one percent are let go', (allowed, word) => {
    const at = testPractice()
    const line: LineSpec = { code: '90837', charge: 17500, allowed, reasons: because(`CO-45 ${17500 - allowed}`) }
    claimOf(at, 'C1', line)
    expect(rowsOf(at, pay(at, { trace: 'T1', payments: [{ control: 'C1', lines: [line] }] }).taken)).toMatchObject([{ becomes: word }])
  })

  it('R16: a claim sent on to the next payer waits for that one', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C3', R3)
    const { taken } = pay(at, { trace: 'T16', payments: [{ control: 'C3', status: '19', forwardedTo: 'KEYSTONE MEDICAID', lines: [R3] }] })
    expect(rowsOf(at, taken)).toMatchObject([{ becomes: 'Forwarded', shape: 'accepted', reason: 'to KEYSTONE MEDICAID' }])
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2600 })
    expect(statusOf(at, claim)).toBe('accepted')
  })

  it('R17: paid above the charge, by a reason below nothing', () => {
    const at = testPractice()
    const line: LineSpec = { code: '90834', charge: 12000, reasons: because('CO-94 -1000') }
    const claim = claimOf(at, 'C17', line)
    pay(at, { trace: 'T17', payments: [{ control: 'C17', lines: [line] }] })
    expect(balanceOf(at, claim)).toEqual({ charge: 12000, payer: 0, patient: 0, payment: 13000, adjustment: -1000 })
  })

  it('R18: a share of one whom nobody may bill is not the patient’s', () => {
    const at = testPractice()
    const line: LineSpec = {
      code: '90834',
      charge: 14000,
      reasons: because('CO-45 3000', 'PR-1 4000'),
      remarks: ['N781'],
    }
    const claim = claimOf(at, 'C18', line)
    const { taken } = pay(at, { trace: 'T18', payments: [{ control: 'C18', lines: [line] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 4000, patient: 0, payment: 7000 })
    expect(rowsOf(at, taken)[0]?.reason).toMatch(/nobody may bill/)
  })

  it('R19: a reason of nothing is tolerated and does nothing', () => {
    const at = testPractice()
    const line: LineSpec = { ...R1, reasons: [...(R1.reasons ?? []), ['OA', '23', 0]] }
    const claim = claimOf(at, 'C1', line)
    expect(pay(at, { trace: 'T19', payments: [{ control: 'C1', lines: [line] }] }).posted).toMatchObject({ posted: 1, denials: 0 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2500, payment: 9500 })
  })

  it('R20: an unknown claim is held, its money kept as unapplied', () => {
    const at = testPractice()
    const { taken, posted } = pay(at, { trace: 'T20', payments: [{ control: 'NOBODY', memberId: 'ZZ99', last: 'STRANGER', lines: [R1] }] })
    expect(posted).toMatchObject({
      posted: 0,
      held: 1,
      cents: 0,
      status: 'partly',
      words: '0 claims posted, $0.00; 1 held, $95.00 unapplied.',
    })
    expect(rowsOf(at, taken)).toMatchObject([{ outcome: 'held', reason: 'no such number', claim: null }])
    expect([besideClaims(at, 'payment'), besideClaims(at, 'credit')]).toEqual([9500, negate(cents(9500))])
    expect(brokenChecks(at)).toEqual([])
  })
})

describe('what OpenEMR’s poster gets wrong', () => {
  it('two decisions of the same claim without a take-back: the second is held for a person', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', R1)
    pay(at, { trace: 'A', payments: [{ control: 'C1', lines: [R1] }] })
    const second = pay(at, { trace: 'B', payments: [{ control: 'C1', lines: [R1] }] })
    expect(second.posted).toMatchObject({ posted: 0, held: 1 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2500, payment: 9500 })
  })

  it('a denial as duplicate of a claim that is paid opens nothing and changes nothing', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', R1)
    pay(at, { trace: 'A', payments: [{ control: 'C1', lines: [R1] }] })
    const second = pay(at, { trace: 'B', payments: [{ control: 'C1', lines: [{ ...R1, reasons: because('OA-18 15000') }] }] })
    expect(second.posted).toMatchObject({ posted: 1, denials: 0 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2500, payment: 9500, adjustment: 3000 })
    expect(statusOf(at, claim)).toBe('with-patient')
  })

  it('paid, paid again and denied as duplicate in one remittance: only the second payment is held', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', R1)
    const one = { control: 'C1', lines: [R1] }
    const denied = { control: 'C1', lines: [{ ...R1, reasons: because('OA-18 15000') }] }
    expect(pay(at, { trace: 'A', payments: [one, one, denied] }).posted).toMatchObject({ posted: 2, held: 1, denials: 0 })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 2500, payment: 9500 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('an unknown reason is never written off and never the patient’s', () => {
    const at = testPractice()
    const line: LineSpec = {
      code: '90834',
      charge: 15000,
      reasons: because('CO-9999 1000', 'PR-9998 500'),
    }
    const claim = claimOf(at, 'C1', line)
    const { taken, posted } = pay(at, { trace: 'A', payments: [{ control: 'C1', lines: [line] }] })
    expect(posted?.denials).toBe(0)
    expect(balanceOf(at, claim)).toEqual({ charge: 15000, payer: 1500, patient: 0, payment: 13500, adjustment: 0 })
    expect(must('a row', rowsOf(at, taken)[0])).toMatchObject({ becomes: 'Partly paid' })
  })

  it('a patient’s share that is a denial goes to the patient as the payer says, with a warning', () => {
    const at = testPractice()
    const line: LineSpec = { code: '90834', charge: 15000, reasons: because('PR-27 15000') }
    const claim = claimOf(at, 'C1', line)
    const { taken } = pay(at, { trace: 'A', payments: [{ control: 'C1', lines: [line] }] })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, patient: 15000 })
    expect(rowsOf(at, taken)[0]?.reason).toBe('PR-27, coverage ended: check before billing the patient')
  })

  it('several reasons in one segment, and every remark, are kept with the segment that says them', () => {
    const at = testPractice()
    const line: LineSpec = {
      ...R1,
      reasons: because('CO-45 3000', 'CO-253 100', 'PR-3 2500'),
      remarks: ['N1', 'N130'],
    }
    claimOf(at, 'C1', line)
    const { taken } = pay(at, { trace: 'A', payments: [{ control: 'C1', remarks: ['MA01'], lines: [line] }] })
    const [row] = rowsOf(at, taken)
    const detail = at.query((work) => handlers['remittance.claim'](work, { id: row?.id ?? 0 }))
    expect(detail.lines.map((one) => [one.code, one.adjustments.map((own) => own.code), one.remarks.map((own) => own.code)])).toEqual([
      ['90834', ['CO-45', 'CO-253', 'PR-3'], ['N1', 'N130']],
      ['Whole claim', [], ['MA01']],
    ])
    expect(detail.segments[0]?.raw).toMatch(/^CLP\*C1/)
  })
})
