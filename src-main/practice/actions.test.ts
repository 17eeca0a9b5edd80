import { describe, expect, test } from 'vitest'
import type { Argument } from '../../src-shared/contract/index.ts'
import type { ProblemCode } from '../../src-shared/contract/problems.ts'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { charge } from '../../test/support/claims.ts'
import { ask, book } from '../../test/support/eligibility.ts'
import { session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { sentClaim } from '../../test/support/remittances.ts'
import { handlers } from './actions.ts'

/** A refusal, with the field it is about. */
const problem = (code: ProblemCode, field?: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ code, ...(field !== undefined && { at: { field } }) }) })

test('the sessions of some days stand in their order, with who meets and no charge yet', () => {
  const at = testPractice()
  const book = (on: string, start: string, stop: string) =>
    at.command((work) =>
      handlers['appointments.save'](work, {
        patient: at.patient,
        provider: at.provider,
        day: day(on),
        start,
        stop,
        service: 'individual',
        mode: 'video',
      }),
    ).id
  const late = book('2026-11-20', '15:00', '15:50')
  const early = book('2026-11-20', '09:00', '09:50')
  const before = book('2026-11-19', '16:00', '16:50')
  book('2026-11-21', '09:00', '09:50')
  const sessions = at.query((work) => handlers['appointments.list'](work, { from: day('2026-11-19'), to: day('2026-11-20') }))
  expect(sessions.map((one) => one.id)).toEqual([before, early, late])
  expect(sessions[1]).toEqual({
    id: early,
    day: '2026-11-20',
    start: '09:00',
    stop: '09:50',
    patient: at.patient,
    patientName: 'Marisol Quintero',
    provider: at.provider,
    providerName: 'Marcus Bell, LCSW',
    service: 'individual',
    mode: 'video',
    status: 'booked',
    charge: null,
  })
})

test('a session of an unknown patient or clinician is refused at its field', () => {
  const at = testPractice()
  const save = (changes: { patient?: number; provider?: number }) => () => {
    const { patient, provider, day: on, start, stop, service, mode } = { ...session(at), ...changes }
    at.command((work) => handlers['appointments.save'](work, { patient, provider, day: on, start, stop, service, mode }))
  }
  expect(save({ patient: 999 })).toThrow(problem('record.missing', 'patient'))
  expect(save({ provider: 999 })).toThrow(problem('record.missing', 'provider'))
})

test('a session is cancelled, missed and booked again until it is charged', () => {
  const at = testPractice()
  const id = book(at, '2026-11-05')
  const mark = (status: Argument<'appointments.mark'>['status'], of = id) =>
    at.command((work) => handlers['appointments.mark'](work, { id: of, status }))
  const status = () => {
    const [first] = at.query((work) => handlers['appointments.list'](work, { from: day('2026-11-05'), to: day('2026-11-05') }))
    return first?.status
  }
  expect([mark('no-show') && status(), mark('cancelled') && status(), mark('booked') && status()]).toEqual([
    'no-show',
    'cancelled',
    'booked',
  ])
  charge(at, { appointment: id })
  expect(() => mark('cancelled')).toThrow(problem('session.billed'))
  expect(() => mark('cancelled', 999)).toThrow(problem('record.missing'))
  expect(status()).toBe('held')
})

test('there is one clinician of an NPI and one payer of an EDI id', () => {
  const at = testPractice()
  const [clinician] = at.query((work) => handlers['providers.list'](work))
  const [known] = at.query((work) => handlers['payers.list'](work))
  const { id, npi, taxonomy } = must('the test practice has one', clinician)
  const { claims: _, ...payer } = must('the test practice has one', known)
  const bell = { last: 'Bell', first: 'Mark', credential: '', discipline: 'social-worker', isActive: true } as const
  const save = (as: number | null) => () =>
    at.command((work) => handlers['providers.save'](work, { ...bell, npi: npi ?? '', taxonomy: taxonomy ?? '', id: as }))
  expect(save(null)).toThrow(problem('provider.exists', 'npi'))
  expect(save(id)()).toEqual({ id })
  const savePayer = (as: number | null) => () => at.command((work) => handlers['payers.save'](work, { ...payer, id: as }))
  expect(savePayer(null)).toThrow(problem('payer.exists', 'ediId'))
  expect(savePayer(payer.id)()).toEqual({ id: payer.id })
})

describe('saving a patient again', () => {
  type Fields = Argument<'patients.save'>

  /** The patient as a form has it. */
  function form(at: TestPractice): Fields & { id: number } {
    const { id, last, first, middle, born, sex, address, phone, diagnoses, coverages } = at.query((work) =>
      handlers['patients.get'](work, { id: at.patient }),
    )
    const own = coverages.map((one) => {
      const { payerName: _, ...coverage } = one
      return coverage
    })
    return {
      id,
      last,
      first,
      middle,
      born: must('the birth date is known', born ?? undefined),
      sex,
      address,
      phone,
      diagnoses,
      coverages: own,
    }
  }
  const save = (at: TestPractice, changes: Partial<Fields>) => {
    const fields = { ...form(at), ...changes }
    return at.command((work) => handlers['patients.save'](work, fields))
  }

  test('keeps where the subscriber of a dependent lives', () => {
    const at = testPractice()
    const subscriberAddress = { line1: '9 Lake Road', line2: null, city: 'Dayton', state: 'OH', zip: '45402' }
    const coverages = form(at).coverages.map((one) => ({
      ...one,
      relationship: '19' as const,
      subscriberLives: 'elsewhere' as const,
      subscriberAddress,
    }))
    save(at, { coverages })
    expect(form(at).coverages).toEqual(coverages)
  })

  test('refuses the name of another in any case and spelling', () => {
    const at = testPractice()
    save(at, { last: 'Peña' })
    expect(() => save(at, { id: null, last: 'PEÑA'.normalize('NFD'), coverages: [] })).toThrow(problem('patient.exists', 'last'))
    save(at, { last: 'Quintero' })
    expect(save(at, { id: null, last: 'Peña', coverages: [] }).id).not.toBe(at.patient)
  })

  test('takes away a coverage that was left out', () => {
    const at = testPractice()
    const [first] = form(at).coverages
    save(at, { coverages: [must('it has one', first), { ...must('it has one', first), id: null, position: 2, memberId: 'WRONG' }] })
    const [kept, wrong] = form(at).coverages
    expect(wrong).toMatchObject({ position: 2, memberId: 'WRONG' })
    save(at, { coverages: [must('it has two', kept)] })
    expect(form(at).coverages).toEqual([kept])
  })

  test.each([
    ['a charge', (at: TestPractice) => charge(at)],
    ['a claim', (at: TestPractice) => sentClaim(at, { control: 'C1', lines: [{ code: '90837', cents: 17500 }] })],
    ['a question to the payer', (at: TestPractice) => ask(at, book(at))],
  ])('refuses to take away a coverage that %s is under', (_, use) => {
    const at = testPractice()
    use(at)
    expect(() => save(at, { last: 'Changed', coverages: [] })).toThrow(problem('coverage.used', 'coverages'))
    expect(form(at)).toMatchObject({ last: 'Quintero', coverages: [{ memberId: 'NL8820417' }] })
  })

  test('names the coverage whose payer is unknown', () => {
    const at = testPractice()
    const [first] = form(at).coverages
    const coverages = [must('it has one', first), { ...must('it has one', first), id: null, payer: 999 }]
    expect(() => save(at, { coverages })).toThrow(problem('record.missing', 'coverages.1.payer'))
  })
})
