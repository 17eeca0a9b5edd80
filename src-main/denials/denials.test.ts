import { describe, expect, it } from 'vitest'
import { session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { fileOf, pay, receive, segmentsOf, tampered, type LineSpec, type PaymentSpec } from '../../test/support/remittances.ts'
import type { CAUSES } from '../../src-shared/contract/denials.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, listeners as claimListeners, sendClaims } from '../claims/index.ts'
import { claimSums, verifyLedger } from '../ledger/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers as remittances } from '../remittance/index.ts'
import { handlers, listeners } from './index.ts'

const view = { filters: [], sort: [] }
const list = (at: TestPractice) => at.query((work) => handlers['denials.list'](work, { view, window: 0 })).rows
const first = (at: TestPractice) => must('a line was denied', list(at)[0])
const detailOf = (at: TestPractice) => {
  const { id } = first(at)
  return at.query((work) => handlers['denials.get'](work, { id }))
}
const correct = (at: TestPractice) => {
  const { id } = first(at)
  return at.command((work) => handlers['denials.correct'](work, { id }))
}
const close = (at: TestPractice, outcome: Parameters<(typeof handlers)['denials.close']>[1]['outcome'], note = '') => {
  const { id } = first(at)
  return at.command((work) => handlers['denials.close'](work, { id, outcome, note }))
}
const claim = (at: TestPractice, id = 10001) => at.query((work) => claims['claims.get'](work, { id }))

/** A claim for one session that has left, and the number it left under. */
function sent(changes: Parameters<typeof session>[1] = {}): { at: TestPractice; control: string; line: string } {
  const at = testPractice([...claimListeners, ...listeners])
  at.command((work) => charges['charges.save'](work, session(at, changes)))
  at.command((work) => sendClaims(work, { usage: 'P' }))
  const { control, lines } = claim(at)
  return { at, control: control ?? '', line: String(lines[0]?.id) }
}

const denied = (reason: string, remarks: readonly string[] = [], group: 'CO' | 'PI' | 'OA' = 'CO'): LineSpec => ({
  code: '90837',
  modifiers: ['95'],
  charge: 17500,
  reasons: [[group, reason, 17500]],
  remarks,
})
const decide = (at: TestPractice, control: string, line: LineSpec, more: Partial<PaymentSpec> = {}, trace = 'EFT1') =>
  pay(at, { trace, payments: [{ control, payerControl: 'UP26120004471', lines: [line], ...more }] })

const inBalance = (at: TestPractice) => expect(at.query(({ db }) => verifyLedger(db)).filter((one) => one.broken > 0)).toEqual([])

describe('a denial is put off', () => {
  const work = (at: TestPractice, changes: Partial<Parameters<(typeof handlers)['denials.work']>[1]>) => {
    const { id } = first(at)
    at.command((own) => handlers['denials.work'](own, { id, ...changes }))
  }
  it('until a day, with its reason, and is taken up again', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    work(at, { again: day('2026-11-25'), note: 'The reviewer is away' })
    expect(first(at).again).toBe('2026-11-25')
    expect(claim(at).history[0]).toMatchObject({ words: 'Denial put off until 11/25/2026', detail: 'The reviewer is away' })
    work(at, { again: null })
    expect(first(at).again).toBeNull()
  })

  it('never without a reason, never until today, never behind its limit', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    const { due } = first(at)
    expect(() => work(at, { again: day('2026-11-25') })).toThrow('input.invalid')
    expect(() => work(at, { again: at.clock.today(), note: 'Later' })).toThrow('input.invalid')
    expect(() => work(at, { again: addDays(due, 1), note: 'Later' })).toThrow('denial.again')
    work(at, { again: due, note: 'Later' })
    expect(first(at).again).toBe(due)
  })

  it('and is awake where another step has a nearer limit', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    const { due } = first(at)
    work(at, { again: due, note: 'Later' })
    work(at, { action: 'investigate' })
    expect(first(at).due < due).toBe(true)
    expect(first(at).again).toBeNull()
  })
})

describe('a denial is opened', () => {
  it('for a line that the payer left open, with cause, next step, deadline and money', () => {
    const { at, control } = sent()
    expect(decide(at, control, denied('197', ['N54'])).posted).toMatchObject({ posted: 1, denials: 1 })
    expect(list(at)).toMatchObject([
      {
        status: 'new',
        cause: 'Authorization',
        reason: 'CO-197',
        reasonWords: 'No authorization',
        nextStep: 'Appeal, retro',
        action: 'appeal',
        patient: 'Marisol Quintero',
        claim: 10001,
        code: '90837',
        cents: 13200,
        payer: 'Northlake Health Plan',
        due: '2027-05-06',
        daysLeft: 168,
      },
    ])
    expect(claim(at).status).toBe('denied')
    expect(claim(at).next).toMatchObject({ action: 'open-denial', target: first(at).id })
  })

  it('says why, what to do, and which segments say it', () => {
    const { at, control } = sent()
    decide(at, control, denied('197', ['N54']))
    const detail = detailOf(at)
    expect(detail.why).toMatch(/Northlake Health Plan gave CO-197: .*N54: .*The claim carries no authorization number\. Usual cause: /)
    expect(detail.steps.length).toBeGreaterThan(2)
    expect(detail.call.have).toContainEqual({ name: 'Your claim', value: 'UP26120004471' })
    expect(detail.call.ask).toContain('Can it be given after the fact? Within how many days, with what, to which fax or page?')
    expect(detail.segments.map((one) => one.raw.slice(0, 3))).toEqual(['CLP', 'NM1', 'SVC', 'DTM', 'CAS', 'LQ*'])
    expect(detail.templates.filter((one) => one.fits).map((one) => one.id)).toEqual(['L-RETRO', 'L-GEN'])
    expect(detail).toMatchObject({ payerControl: 'UP26120004471', deniedOn: '2026-11-17', charge: 17500, appeal: null })
    expect(detail.history[0]?.words).toMatch(/Denial to work/)
  })

  it('says before it is closed what a write-off takes away, why, and whether the patient may be billed', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    expect(detailOf(at)).toMatchObject({
      open: 17500,
      mayBillPatient: false,
      closeReason: 'no-authorization',
      patientId: claim(at).patient.id,
      outcome: null,
    })
    close(at, 'written-off')
    expect(detailOf(at)).toMatchObject({ open: 0, outcome: 'written-off' })
    const other = sent()
    decide(other.at, other.control, denied('27'))
    expect(detailOf(other.at)).toMatchObject({ mayBillPatient: true, closeReason: 'non-covered' })
  })

  it('showing no social security number, wherever the payer put one', () => {
    const { at, control } = sent()
    const segments = segmentsOf({ trace: 'EFT1', payments: [{ control, lines: [denied('197')] }] })
    const withNumber = tampered(segments, (one) => one.replace('*MI*NL8820417', '*34*123456789'))
    receive(at, fileOf([withNumber]))
    const shown = detailOf(at).segments.map((one) => one.raw)
    expect(shown.some((raw) => raw.startsWith('CLP'))).toBe(true)
    expect(shown.filter((raw) => raw.includes('123456789'))).toEqual([])
  })

  it('never for a payment, a patient’s share, or a contractual write-off', () => {
    const { at, control } = sent()
    decide(at, control, {
      code: '90837',
      modifiers: ['95'],
      charge: 17500,
      reasons: [
        ['CO', '45', 4300],
        ['PR', '3', 2000],
      ],
    })
    expect(list(at)).toEqual([])
    expect(claim(at).status).toBe('with-patient')
  })

  it('once for each line, at claim level too', () => {
    const at = testPractice([...claimListeners, ...listeners])
    at.command((work) => charges['charges.save'](work, session(at, { interactive: true })))
    at.command((work) => sendClaims(work, { usage: 'P' }))
    const control = claim(at).control ?? ''
    pay(at, {
      trace: 'EFT1',
      payments: [
        {
          control,
          lines: [
            { code: '90837', modifiers: ['95'], charge: 17500, paid: 17500 },
            { code: '90785', modifiers: ['95'], charge: 1500, paid: 1500 },
          ],
          reasons: [['CO', '29', 19000]],
        },
      ],
    })
    expect(list(at).map((row) => [row.code, row.reason, row.cents])).toEqual([
      ['90837', 'CO-29', 13200],
      ['90785', 'CO-29', 1500],
    ])
  })

  it('at Medicare with Medicare’s own step', () => {
    const { at, control } = sent()
    const payer = must('there is a payer', at.query((work) => practice['payers.list'](work))[0])
    const { claims: _claims, ...fields } = payer
    at.command((work) => practice['payers.save'](work, { ...fields, kind: 'medicare' }))
    decide(at, control, denied('4'))
    expect(first(at)).toMatchObject({ action: 'investigate', nextStep: 'Ask for reopening' })
    expect(() => correct(at)).toThrow('input.invalid')
  })
})

describe('a denial is ended by what comes later', () => {
  it('paid when the line is paid', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    decide(at, control, { ...denied('197'), reasons: [['CO', '45', 4300]], remarks: [] }, {}, 'EFT2')
    expect(first(at)).toMatchObject({ status: 'closed' })
    expect(claim(at).status).toBe('paid')
    inBalance(at)
  })

  it('upheld when the payer takes its decision back and denies for another reason, which is a new one', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    const line = denied('197')
    pay(at, {
      trace: 'EFT2',
      payments: [
        { control, status: '22', payerControl: 'UP26120004471', lines: [{ ...line, charge: -17500, reasons: [['CO', '197', -17500]] }] },
        { control, payerControl: 'UP26120004472', original: 'UP26120004471', lines: [denied('50')] },
      ],
    })
    expect(list(at).map((row) => [row.reason, row.status])).toEqual([
      ['CO-197', 'closed'],
      ['CO-50', 'new'],
    ])
    inBalance(at)
  })

  it('paid when the payer takes its decision back and pays', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    const line = denied('197')
    pay(at, {
      trace: 'EFT2',
      payments: [
        { control, status: '22', payerControl: 'UP26120004471', lines: [{ ...line, charge: -17500, reasons: [['CO', '197', -17500]] }] },
        {
          control,
          payerControl: 'UP26120004472',
          original: 'UP26120004471',
          lines: [{ ...line, reasons: [['CO', '45', 4300]], remarks: [] }],
        },
      ],
    })
    expect(list(at).map((row) => [row.reason, row.status])).toEqual([['CO-197', 'closed']])
    expect(claim(at).status).toBe('paid')
    inBalance(at)
  })

  it('upheld when the line is denied again, but not by a duplicate', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    decide(at, control, denied('18', [], 'OA'), {}, 'EFT2')
    expect(list(at).map((row) => [row.reason, row.status])).toEqual([['CO-197', 'new']])
    decide(at, control, denied('193'), {}, 'EFT3')
    expect(list(at).map((row) => [row.reason, row.status])).toContainEqual(['CO-193', 'new'])
    expect(list(at).map((row) => [row.reason, row.status])).toContainEqual(['CO-197', 'closed'])
  })
})

describe('working it', () => {
  it('takes it over, notes it, and changes the step with its deadline', () => {
    const { at, control } = sent()
    decide(at, control, denied('197'))
    const { id } = first(at)
    at.command((work) => handlers['denials.work'](work, { id, owner: 'Dana', note: 'Called, reference C-884120' }))
    expect(first(at)).toMatchObject({ owner: 'Dana', status: 'in-work' })
    at.command((work) => handlers['denials.work'](work, { id, action: 'rebill' }))
    expect(first(at)).toMatchObject({ action: 'rebill', nextStep: 'Bill other payer', due: '2026-12-01' })
    expect(claim(at).history.some((one) => one.detail === 'Called, reference C-884120')).toBe(true)
  })

  it('prepares the claim as a replacement that stays here until it is mended', () => {
    const { at, control } = sent()
    decide(at, control, denied('4'))
    const { claim: id } = correct(at)
    expect(claim(at, id)).toMatchObject({ status: 'held', frequency: '7', payerControl: 'UP26120004471', fileBy: '2027-05-16' })
    expect(first(at)).toMatchObject({ status: 'waiting' })
    at.command((work) => claims['claims.mend'](work, { id, modifiers: [] }))
    expect(claim(at, id).status).toBe('ready')
    at.command((work) => sendClaims(work, { usage: 'P' }))
    expect(() => correct(at)).toThrow('claim.sent')
  })

  it('sends what the payer never took in as a new claim', () => {
    const { at, control } = sent()
    decide(at, control, denied('16', ['MA130']))
    expect(first(at)).toMatchObject({ nextStep: 'New claim', due: '2027-01-24' })
    expect(detailOf(at).templates.some((one) => one.fits)).toBe(false)
    correct(at)
    expect(claim(at)).toMatchObject({ frequency: '1', fileBy: '2027-02-03' })
  })

  it('writes the open amount off in a balanced entry, and the claim follows', () => {
    const { at, control } = sent()
    decide(at, control, denied('29'))
    close(at, 'written-off', 'No proof')
    expect(at.query(({ db }) => claimSums(db, 10001))).toMatchObject({ payer: 0, patient: 0, adjustment: 17500 })
    expect(claim(at).status).toBe('closed')
    expect(claim(at).money.at(-1)?.words).toMatch(/^Written off, CO-29/)
    expect(() => close(at, 'upheld')).toThrow('denial.closed')
    inBalance(at)
  })

  it('moves it to the patient only where that is allowed', () => {
    const { at, control } = sent()
    decide(at, control, denied('29'))
    expect(() => close(at, 'patient-billed')).toThrow('input.invalid')
    const other = sent()
    decide(other.at, other.control, denied('27'))
    close(other.at, 'patient-billed')
    expect(other.at.query(({ db }) => claimSums(db, 10001))).toMatchObject({ payer: 0, patient: 17500 })
    expect(claim(other.at).status).toBe('with-patient')
    inBalance(other.at)
  })

  it('keeps the claim denied when the payer’s word stands', () => {
    const { at, control } = sent()
    decide(at, control, denied('50'))
    close(at, 'upheld')
    expect(claim(at)).toMatchObject({ status: 'denied', next: { title: 'Denied and closed' } })
  })
})

it('lists by days left, filters and sums', () => {
  const { at, control } = sent()
  decide(at, control, denied('27'))
  const page = (filters: Parameters<(typeof handlers)['denials.list']>[1]['view']['filters']) =>
    at.query((work) => handlers['denials.list'](work, { view: { filters, sort: [{ by: 'daysLeft', down: true }] }, window: 0 }))
  const totals = at.query((work) => handlers['denials.totals'](work, { view: { filters: [], sort: [] } }))
  expect(totals).toEqual({ total: 1, sums: { cents: 13200 }, groups: null })
  expect(page([{ is: 'number', field: 'daysLeft', to: 12 }]).rows).toHaveLength(1)
  expect(page([{ is: 'number', field: 'daysLeft', to: 11 }]).rows).toEqual([])
  expect(page([{ is: 'days', field: 'due', to: day('2026-11-30') }]).rows).toEqual([])
  expect(page([{ is: 'text', field: 'patient', text: 'quin' }]).rows).toHaveLength(1)
})

describe('a posted payment is taken off its claim', () => {
  const taken = (at: TestPractice, control: string, reason = '197') => {
    const { taken: told } = decide(at, control, denied(reason))
    const { claims: rows } = at.query((work) => remittances['remittance.get'](work, { id: told.remittance ?? 0 }))
    return must('it has its row', rows[0]).id
  }
  const takeOff = (at: TestPractice, id: number) =>
    at.command((work) => remittances['remittance.takeOff'](work, { id, note: 'Not this claim' }))

  it('and what it denied was never denied', () => {
    const { at, control } = sent()
    const id = taken(at, control)
    expect(list(at)).toHaveLength(1)
    takeOff(at, id)
    expect(list(at)).toEqual([])
    expect(claim(at).status).toBe('sent')
    at.command((work) => remittances['remittance.match'](work, { id, claim: 10_001 }))
    expect(at.command((work) => remittances['remittance.post'](work, { id: 1 }))).toMatchObject({ posted: 1, denials: 1 })
    expect(list(at)).toMatchObject([{ status: 'new', reason: 'CO-197' }])
    inBalance(at)
  })

  it('but not once somebody worked on its denial', () => {
    const { at, control } = sent()
    const id = taken(at, control)
    const denial = first(at).id
    at.command((work) => handlers['denials.work'](work, { id: denial, note: 'Called, reference C-884120' }))
    expect(() => takeOff(at, id)).toThrow('remittance.kept')
    expect(list(at)).toHaveLength(1)
    expect(claim(at).status).toBe('denied')
  })

  it('nor when it ended one that was worked on', () => {
    const { at, control } = sent()
    taken(at, control)
    const { taken: told } = decide(at, control, { code: '90837', modifiers: ['95'], charge: 17_500 }, {}, 'EFT2')
    const { claims: rows } = at.query((work) => remittances['remittance.get'](work, { id: told.remittance ?? 0 }))
    expect(() => takeOff(at, must('it has its row', rows[0]).id)).toThrow('remittance.kept')
    expect(list(at)).toMatchObject([{ status: 'closed', outcome: 'paid' }])
  })
})

describe('a cause that a person corrects', () => {
  const cause = (at: TestPractice, to: (typeof CAUSES)[number]) => {
    const { id } = first(at)
    at.command((work) => handlers['denials.work'](work, { id, cause: to }))
  }
  /** Another session of the same patient, denied alike. */
  const again = (at: TestPractice, remarks: readonly string[], trace: string) => {
    const other = session(at, { day: day(trace === 'EFT2' ? '2026-11-12' : '2026-11-13') })
    const { claim: id } = at.command((work) => charges['charges.save'](work, other))
    at.command((work) => sendClaims(work, { usage: 'P' }))
    decide(at, claim(at, id ?? 0).control ?? '', denied('16', remarks), {}, trace)
    return must(
      'it was denied',
      list(at).find((one) => one.claim === id),
    ).cause
  }

  it('is remembered for the payer, the reason and its remarks, in whatever order, and for no other', () => {
    const { at, control } = sent()
    decide(at, control, denied('16', ['N290', 'N56']))
    expect(first(at).cause).toBe('Information and coding')
    cause(at, 'Enrollment')
    expect(first(at)).toMatchObject({ cause: 'Enrollment', status: 'in-work' })
    expect(detailOf(at).why).toContain('Your practice takes it for enrollment at this payer')
    expect(again(at, ['N56', 'N290'], 'EFT2')).toBe('Enrollment')
    expect(again(at, ['N290'], 'EFT3')).toBe('Information and coding')
  })

  it('is forgotten when it is set to the usual one again', () => {
    const { at, control } = sent()
    decide(at, control, denied('16', ['N290', 'N56']))
    cause(at, 'Enrollment')
    cause(at, 'Information and coding')
    expect(detailOf(at).why).not.toContain('Your practice takes it')
    expect(again(at, ['N290', 'N56'], 'EFT2')).toBe('Information and coding')
  })
})
