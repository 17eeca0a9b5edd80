import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { adjustmentReasons, playbooks } from '../codes/index.ts'
import {
  atStake,
  causeOf,
  closeReasonFor,
  dueOn,
  mayBillPatient,
  outcomeOf,
  playbookOf,
  statusByMoney,
  stepFor,
  wantsNewClaim,
  type Denied,
} from './rules.ts'

const denied = (reason: string, more: Partial<Denied> = {}): Denied => ({
  group: 'CO',
  reason,
  remarks: [],
  procedure: '90837',
  isMedicare: false,
  isAuthorized: false,
  ...more,
})

describe('cause and next step', () => {
  // The worklist as drawn, and the playbooks by cause.
  it.each([
    ['197', [], 'Authorization', 'appeal', 'Appeal, retro'],
    ['198', [], 'Authorization', 'appeal', 'Ask for retro'],
    ['284', [], 'Authorization', 'correct', 'Correct, 7'],
    ['22', [], 'Coverage', 'rebill', 'Bill other payer'],
    ['301', [], 'Coverage', 'rebill', 'Bill the MH plan'],
    ['27', [], 'Coverage', 'rebill', 'Find new payer'],
    ['31', [], 'Coverage', 'correct', 'Correct, 7'],
    ['16', ['N290'], 'Information and coding', 'correct', 'Correct, 7'],
    ['4', [], 'Information and coding', 'correct', 'Correct, 7'],
    ['11', [], 'Information and coding', 'correct', 'Correct, 7'],
    ['252', [], 'Information and coding', 'investigate', 'Send records'],
    ['50', [], 'Necessity and level', 'appeal', 'Appeal, clinical'],
    ['150', [], 'Necessity and level', 'appeal', 'Appeal, minutes'],
    ['A1', ['N22'], 'Necessity and level', 'appeal', 'Appeal, minutes'],
    ['29', [], 'Filing limit', 'appeal', 'Appeal, proof'],
    ['97', [], 'Bundling', 'correct', 'Check, then 7'],
    ['18', [], 'Duplicate', 'investigate', 'Find the original'],
    ['B7', [], 'Enrollment', 'investigate', 'Ask effective date'],
    ['119', [], 'Limits', 'appeal', 'Appeal, parity'],
    ['204', [], 'Other', 'bill-patient', 'Bill the patient'],
    ['45', [], 'Other', 'investigate', 'Ask the payer'],
    ['999', [], 'Other', 'investigate', 'Ask the payer'],
  ] as const)('CO-%s %j is %s: %s, %s', (reason, remarks, cause, action, words) => {
    const line = denied(reason, { remarks })
    expect(causeOf(reason, playbookOf(line))).toBe(cause)
    expect(stepFor(line)).toEqual({ action, words })
  })

  it('appeals with the number when the claim carried one', () => {
    expect(stepFor(denied('197', { isAuthorized: true }))).toEqual({ action: 'appeal', words: 'Appeal, number' })
  })

  it('sends a new claim, and never appeals or replaces, what the payer never took in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...adjustmentReasons.rows.map((row) => row.code)),
        fc.constantFrom('MA130', 'N142', 'N517'),
        fc.boolean(),
        (reason, remark, isMedicare) => {
          const line = denied(reason, { remarks: ['M76', remark], isMedicare })
          expect(wantsNewClaim(line.remarks)).toBe(true)
          expect(stepFor(line)).toEqual({ action: 'correct', words: 'New claim' })
        },
      ),
    )
  })

  it('never replaces a claim at Medicare, by itself or when asked to', () => {
    for (const { code } of adjustmentReasons.rows) {
      const line = denied(code, { isMedicare: true })
      expect(stepFor(line).action).not.toBe('correct')
      expect(stepFor(line, 'correct')).toEqual({ action: 'investigate', words: 'Ask for reopening' })
    }
  })

  it('bills the patient only where the reason or a signed notice allows it', () => {
    const billed = adjustmentReasons.rows.map((row) => denied(row.code)).filter((line) => stepFor(line).action === 'bill-patient')
    expect(billed.length).toBeGreaterThan(0)
    expect(billed.filter((line) => !mayBillPatient(line))).toEqual([])
    expect(mayBillPatient(denied('50'))).toBe(false)
    expect(mayBillPatient(denied('50', { remarks: ['M38'] }))).toBe(true)
    expect(mayBillPatient(denied('29'))).toBe(false)
    for (const remark of ['N781', 'N782', 'N783'])
      expect(adjustmentReasons.rows.filter(({ code }) => mayBillPatient(denied(code, { remarks: ['M38', remark] })))).toEqual([])
  })

  it('has a step of its own for every playbook that answers a denial', () => {
    const answered = playbooks.filter((one) => one.carcs.some((code) => adjustmentReasons.find(code)?.type === 'D'))
    const plain = answered.filter((one) => {
      const [group = 'CO', reason = ''] = one.reasons[0]?.split('-') ?? []
      const line = denied(reason, {
        group,
        remarks: one.needsRemark ? one.rarcs.slice(0, 1) : [],
        procedure: one.procedures?.[0] ?? '90834',
        isMedicare: one.payer === 'medicare',
      })
      return playbookOf(line)?.id !== one.id
    })
    expect(plain.map((one) => one.id)).toEqual([])
  })
})

describe('until when', () => {
  const limits = { correctedDays: 180, appealDays: 120, fileBy: day('2026-12-31') }
  const on = day('2026-05-27')

  it('is ten days before the payer’s limit for the step', () => {
    expect(dueOn(denied('197'), 'appeal', limits, on, on)).toBe(addDays(on, 110))
    expect(dueOn(denied('4'), 'correct', limits, on, on)).toBe(addDays(on, 170))
    expect(dueOn(denied('16', { remarks: ['MA130'] }), 'correct', limits, on, on)).toBe('2026-12-21')
  })

  it('is two weeks where no limit governs, and twenty days where the payer waits thirty for an answer', () => {
    expect(dueOn(denied('27'), 'rebill', limits, on, on)).toBe(addDays(on, 14))
    expect(dueOn(denied('252'), 'investigate', limits, on, on)).toBe(addDays(on, 20))
  })

  it('is today once the safe days are over, and the limit itself once that is over', () => {
    expect(dueOn(denied('197'), 'appeal', limits, on, addDays(on, 115))).toBe(addDays(on, 115))
    expect(dueOn(denied('197'), 'appeal', limits, on, addDays(on, 200))).toBe(addDays(on, 120))
    expect(dueOn(denied('27'), 'rebill', limits, on, addDays(on, 200))).toBe(addDays(on, 200))
  })
})

describe('what is at stake', () => {
  const line = { rate: cents(13200), units: 1, open: cents(17500), paid: cents(0), patient: cents(0) }
  it('is the contract’s rate, less what is borne already, and at most what is open', () => {
    expect(atStake(line)).toBe(13200)
    expect(atStake({ ...line, open: cents(2400), paid: cents(10800) })).toBe(2400)
    expect(atStake({ ...line, paid: cents(8800), patient: cents(2000), open: cents(6700) })).toBe(2400)
    expect(atStake({ ...line, rate: undefined })).toBe(17500)
    expect(atStake({ ...line, units: 2, open: cents(35000) })).toBe(26400)
  })
})

describe('how it ends', () => {
  it('follows the money, then a new denial; a duplicate decides nothing', () => {
    const none = cents(0)
    expect(outcomeOf({ paid: cents(1), open: none, patient: none, deniedFor: undefined })).toBe('paid')
    expect(outcomeOf({ paid: none, open: cents(1), patient: none, deniedFor: '197' })).toBe('upheld')
    expect(outcomeOf({ paid: none, open: cents(1), patient: none, deniedFor: '18' })).toBeUndefined()
    expect(outcomeOf({ paid: none, open: cents(1), patient: none, deniedFor: undefined })).toBeUndefined()
    expect(outcomeOf({ paid: none, open: none, patient: cents(1), deniedFor: undefined })).toBe('patient-billed')
    expect(outcomeOf({ paid: none, open: none, patient: none, deniedFor: undefined })).toBe('upheld')
  })

  it('gives the claim the status that its money says', () => {
    const sums = (payer: number, patient: number, payment: number) => ({
      payer: cents(payer),
      patient: cents(patient),
      payment: cents(payment),
    })
    expect(statusByMoney(sums(100, 0, 0))).toBe('denied')
    expect(statusByMoney(sums(100, 0, 50))).toBe('partly-paid')
    expect(statusByMoney(sums(0, 10, 50))).toBe('with-patient')
    expect(statusByMoney(sums(0, 0, 50))).toBe('paid')
    expect(statusByMoney(sums(0, 0, 0))).toBe('closed')
  })

  it('names a reason for a write-off', () => {
    expect(closeReasonFor('29', undefined)).toBe('timely-filing')
    expect(closeReasonFor('999', undefined)).toBe('administrative')
  })
})
