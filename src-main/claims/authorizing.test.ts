import { describe, expect, it, test } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { authorization, authorize, brokenAuthorizations, counted, fields, sumsOf } from '../../test/support/authorizations.ts'
import { charge } from '../../test/support/claims.ts'
import { book, child } from '../../test/support/eligibility.ts'
import { session, type TestPractice } from '../../test/support/practice.ts'
import { pay, type LineSpec, type PaymentSpec } from '../../test/support/remittances.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, sendClaims } from './index.ts'
import { handlers as practice } from '../practice/index.ts'
import { tables } from '../store/index.ts'
import { handlers } from '../authorizations/index.ts'
import type { AuthorizationTables } from '../authorizations/records/tables.ts'

const from = tables<AuthorizationTables>()
const mark = (at: TestPractice, id: number, status: 'booked' | 'cancelled' | 'no-show') =>
  at.command((work) => practice['appointments.mark'](work, { id, status }))
const claim = (at: TestPractice, id: number | null) => at.query((work) => claims['claims.get'](work, { id: id ?? 0 }))
const send = (at: TestPractice) => at.command((work) => sendClaims(work, { usage: 'P' }))
const decide = (at: TestPractice, id: number | null, line: LineSpec, more: Partial<PaymentSpec> = {}, trace = 'EFT1') =>
  pay(at, {
    trace,
    payments: [{ control: claim(at, id).control ?? '', payerControl: 'UP1', lines: [line], ...more }],
    ...(more.status === '22' && { provider: [['FB', 'carried on', -13_200]] as const }),
  })
const PAID: LineSpec = { code: '90837', modifiers: ['95'], charge: 17_500, reasons: [['CO', '45', 4300]] }
const DENIED: LineSpec = { code: '90837', modifiers: ['95'], charge: 17_500, reasons: [['CO', '197', 17_500]] }
const words = (at: TestPractice, id: number) => authorization(at, id).movements.map((one) => one.words)

test('a session is reserved when it is booked, used when it is charged, confirmed when it is paid, each once', () => {
  const at = counted()
  const id = authorize(at)
  const appointment = book(at, '2026-11-05')
  expect(sumsOf(at, id)).toEqual({ reserved: 1, used: 0, confirmed: 0, free: 3 })
  const made = charge(at, { appointment })
  expect(sumsOf(at, id)).toEqual({ reserved: 0, used: 1, confirmed: 0, free: 3 })
  send(at)
  expect(sumsOf(at, id)).toEqual({ reserved: 0, used: 1, confirmed: 0, free: 3 })
  decide(at, made.claim, PAID)
  expect(sumsOf(at, id)).toEqual({ reserved: 0, used: 0, confirmed: 1, free: 3 })
  expect(words(at, id)).toEqual(['Paid', 'Charged', 'Booked'])
  expect(authorization(at, id).movements[0]).toMatchObject({ claim: made.claim, day: '2026-11-05', quantity: 1 })
  expect(brokenAuthorizations(at)).toEqual([])
})

test('what was held is given back by a cancellation, a withdrawal, a denial, and taken again when it stands after all', () => {
  const at = counted()
  const id = authorize(at)
  const appointment = book(at, '2026-11-05')
  mark(at, appointment, 'no-show')
  expect(sumsOf(at, id).free).toBe(4)
  mark(at, appointment, 'booked')
  const first = charge(at, { appointment })
  at.command((work) => charges['charges.withdraw'](work, { charge: first.charge }))
  expect(sumsOf(at, id)).toEqual({ reserved: 1, used: 0, confirmed: 0, free: 3 })
  const made = charge(at, { appointment })
  send(at)
  decide(at, made.claim, DENIED)
  expect(sumsOf(at, id)).toEqual({ reserved: 0, used: 0, confirmed: 0, free: 4 })
  expect(words(at, id)).toEqual([
    'Not paid, given back',
    'Charged',
    'Charge taken back',
    'Charged',
    'Booked',
    'Cancelled or missed',
    'Booked',
  ])
  expect(brokenAuthorizations(at)).toEqual([])
})

test('a payment that is taken back gives back what it confirmed', () => {
  const at = counted()
  const id = authorize(at)
  const made = charge(at)
  send(at)
  decide(at, made.claim, PAID)
  decide(at, made.claim, { ...PAID, charge: -17_500, reasons: [['CO', '45', -4300]] }, { status: '22' }, 'EFT2')
  expect(sumsOf(at, id)).toEqual({ reserved: 0, used: 0, confirmed: 0, free: 4 })
  expect(brokenAuthorizations(at)).toEqual([])
})

test('a row that cannot be billed gives back what its session had reserved', () => {
  const at = counted()
  const id = authorize(at, { codes: '' })
  const appointment = book(at, '2026-11-05')
  expect(sumsOf(at, id).reserved).toBe(1)
  expect(charge(at, { appointment, stop: '09:05' })).toMatchObject({ outcome: 'unbillable' })
  expect(sumsOf(at, id)).toMatchObject({ reserved: 0, used: 0 })
  expect(brokenAuthorizations(at)).toEqual([])
})

describe('an authorization that is entered', () => {
  it('counts what was done before it was known', () => {
    const at = counted()
    const made = charge(at)
    send(at)
    decide(at, made.claim, PAID)
    book(at, '2026-11-26')
    const id = authorize(at)
    expect(sumsOf(at, id)).toEqual({ reserved: 1, used: 0, confirmed: 1, free: 2 })
  })

  it('lets go what it no longer covers once it is changed', () => {
    const at = counted()
    const id = authorize(at)
    charge(at)
    authorize(at, { id, ends: day('2026-10-31') })
    expect(sumsOf(at, id)).toMatchObject({ used: 0, free: 4 })
    expect(words(at, id)).toEqual(['No longer counted here', 'Charged'])
    authorize(at, { id, status: 'voided' })
    expect(authorization(at, id)).toMatchObject({ state: 'voided' })
    expect(brokenAuthorizations(at)).toEqual([])
  })

  it('is refused with codes that are none, a number that is there, a coverage of somebody else', () => {
    const at = counted()
    const id = authorize(at)
    expect(() => authorize(at, { number: 'A2', codes: '9083' })).toThrow('authorization.codes')
    expect(() => authorize(at)).toThrow('authorization.exists')
    expect(() => authorize(at, { number: 'A2', patient: child(at) })).toThrow('record.missing')
    expect(() => authorize(at, { number: 'A2', renews: id + 1 })).toThrow('record.missing')
    expect(authorize(at, { id, amount: 5 })).toBe(id)
  })

  it('keeps its coverage', () => {
    const at = counted()
    authorize(at)
    const patient = at.query((work) => practice['patients.get'](work, { id: at.patient }))
    const { owedByPayers: _p, owedByPatient: _o, claims: _c, appointments: _a, checks: _k, ...known } = patient
    expect(() =>
      at.command((work) =>
        practice['patients.save'](work, { ...known, born: must('a birth date is known', patient.born ?? undefined), coverages: [] }),
      ),
    ).toThrow('coverage.used')
  })
})

describe('a claim', () => {
  it('carries the number of the one it counts against, from the day of its service', () => {
    const at = counted()
    authorize(at)
    authorize(at, { number: 'A200', starts: day('2026-08-01'), ends: day('2026-09-30') })
    expect(claim(at, charge(at).claim)).toMatchObject({ authorization: 'A100', status: 'ready', findings: [] })
    expect(claim(at, charge(at, { day: day('2026-09-10') }).claim)).toMatchObject({ authorization: 'A200' })
  })

  it('is held when nothing is left, and carries the renewal once that is entered', () => {
    const at = counted()
    const first = authorize(at, { amount: 1 })
    const one = charge(at)
    const { claim: second } = charge(at, { day: day('2026-11-12') })
    expect(claim(at, second)).toMatchObject({ status: 'held', findings: [{ rule: 'A01', grade: 'stop', box: '23' }] })
    expect(authorization(at, first)).toMatchObject({ state: 'over', free: -1 })
    authorize(at, { number: 'A101', renews: first, starts: day('2026-11-06'), ends: day('2027-02-28') })
    expect(claim(at, second)).toMatchObject({ status: 'ready', authorization: 'A101', findings: [] })
    expect(claim(at, one.claim)).toMatchObject({ status: 'ready', authorization: 'A100' })
    expect(brokenAuthorizations(at)).toEqual([])
  })

  it('keeps the number it left with, whatever is entered since', () => {
    const at = counted()
    const wide = authorize(at, { codes: '' })
    const made = charge(at)
    send(at)
    const narrow = authorize(at, { number: 'A300' })
    expect(claim(at, made.claim).authorization).toBe('A100')
    expect([sumsOf(at, wide).used, sumsOf(at, narrow).used]).toEqual([1, 0])
    charge(at, { day: day('2026-11-12') })
    expect([sumsOf(at, wide).used, sumsOf(at, narrow).used]).toEqual([1, 1])
  })

  it('keeps a number that was typed and is known to nobody, and follows one that is known', () => {
    const at = counted()
    const [wide, narrow] = [authorize(at, { codes: '' }), authorize(at, { number: 'A300' })]
    const { claim: id } = charge(at)
    const type = (authorization: string | null) => at.command((work) => claims['claims.mend'](work, { id: id ?? 0, authorization }))
    expect(claim(at, id).authorization).toBe('A300')
    type('A100')
    expect(claim(at, id).authorization).toBe('A100')
    expect([sumsOf(at, wide).used, sumsOf(at, narrow).used]).toEqual([1, 0])
    type('X9')
    expect(claim(at, id)).toMatchObject({ authorization: 'X9', findings: [] })
    expect([sumsOf(at, wide).used, sumsOf(at, narrow).used]).toEqual([0, 0])
    expect(brokenAuthorizations(at)).toEqual([])
  })
})

describe('what a service counts against', () => {
  const standing = (at: TestPractice, appointment: number) => at.query((work) => handlers['authorizations.standing'](work, { appointment }))
  const choose = (at: TestPractice, appointment: number, id: number | null) =>
    at.command((work) => handlers['authorizations.choose'](work, { appointment, authorization: id, reason: 'The payer said so' }))

  it('is said in a sentence, and chosen by hand with a reason', () => {
    const at = counted()
    const [first, second] = [authorize(at), authorize(at, { number: 'A200', codes: '' })]
    const appointment = book(at, '2026-11-26')
    expect(standing(at, appointment)).toMatchObject({
      authorization: first,
      words: 'Counts against authorization A100, 3 of 4 visits left, ends 12/31/2026.',
      grade: 'fine',
      others: [{ id: second, number: 'A200' }],
    })
    choose(at, appointment, second)
    expect(standing(at, appointment)).toMatchObject({ authorization: second, isByHand: true })
    expect([sumsOf(at, first).reserved, sumsOf(at, second).reserved]).toEqual([0, 1])
    choose(at, appointment, null)
    expect(standing(at, appointment)).toMatchObject({ authorization: null, words: 'Counts against no authorization. Chosen by hand.' })
    expect(brokenAuthorizations(at)).toEqual([])
  })

  it('is no longer chosen once the claim left', () => {
    const at = counted()
    const id = authorize(at)
    const appointment = book(at, '2026-11-05')
    charge(at, { appointment })
    send(at)
    expect(() => choose(at, appointment, id)).toThrow('claim.sent')
  })

  it('is nothing to a patient without one', () => {
    const at = counted()
    expect(standing(at, book(at))).toMatchObject({ authorization: null, words: '', grade: 'fine', others: [] })
    expect(() => standing(at, 999)).toThrow('record.missing')
  })
})

test('the list says of each how it stands today, as the cards of the patient do', () => {
  const at = counted()
  const rows = () =>
    at.query((work) => handlers['authorizations.list'](work, { view: { filters: [], sort: [{ by: 'number', down: false }] }, window: 0 }))
      .rows
  const states = () => {
    const cards = at.query((work) => handlers['authorizations.cards'](work, { patient: at.patient }))
    const listed = rows()
    expect(new Map(cards.map((one) => [one.id, one.state]))).toEqual(new Map(listed.map((one) => [one.id, one.state])))
    expect(new Map(cards.map((one) => [one.id, one.free]))).toEqual(new Map(listed.map((one) => [one.id, one.free])))
    return listed.map((one) => one.state)
  }
  for (const on of ['2026-10-15', '2026-10-22', '2026-10-29', '2026-11-05']) charge(at, { day: day(on) })
  const id = authorize(at, { amount: 20 })
  authorize(at, { number: 'B1', codes: 'H0015', starts: day('2026-06-01'), ends: day('2026-06-30') })
  authorize(at, { number: 'C1', codes: 'H0015', starts: day('2027-06-01'), ends: day('2027-06-30') })
  authorize(at, { number: 'D1', codes: 'H0015', status: 'requested' })
  expect(states()).toEqual(['running', 'ended', 'ahead', 'requested'])
  authorize(at, { id, amount: 5 })
  expect(authorization(at, id)).toMatchObject({ outlook: '1 left, one a week, last on 11/12/2026; ends 12/31/2026', state: 'short' })
  expect(states()[0]).toBe('short')
  authorize(at, { id, amount: 3 })
  expect(states()[0]).toBe('over')
  authorize(at, { number: 'A101', renews: id, starts: day('2026-11-01'), ends: day('2027-02-28'), amount: 30 })
  expect(states().slice(0, 2)).toEqual(['running', 'running'])
  at.clock.set(addDays(day('2026-12-31'), 3))
  expect(states()[0]).toBe('ended')
})

describe('the ledger', () => {
  it('is append-only, and a movement begins where the one before it ended', () => {
    const at = counted()
    const id = authorize(at)
    charge(at)
    const broken = (change: () => void) => expect(change).toThrow(/authorization\.(append-only|chain)/)
    broken(() => at.command(({ db }) => db.run(from.updateTable('authorization_movement').set({ quantity: 2 }))))
    broken(() => at.command(({ db }) => db.run(from.deleteFrom('authorization_movement'))))
    const move = {
      authorization: id,
      kind: 'session' as const,
      subject: 77,
      n: 1,
      from_account: 'left' as const,
      to_account: 'used' as const,
      quantity: 1,
      cause: 'charge-saved',
      day: '2026-11-05',
      user: 1,
      at: '2026-11-19T09:30:00Z',
    }
    const add = (changes: Partial<typeof move> | { from_account: 'used'; to_account: 'left' | 'confirmed' }) =>
      at.command(({ db }) => db.insertRows('authorization_movement', [{ ...move, ...changes }]))
    broken(() => add({ n: 2 }))
    broken(() => add({ from_account: 'used', to_account: 'left' }))
    add({})
    broken(() => add({ n: 2, from_account: 'used', to_account: 'confirmed', quantity: 2 } as never))
    broken(() => add({ n: 2 }))
    expect(brokenAuthorizations(at).map((one) => one.id)).toEqual(['A1', 'A2'])
  })

  it('hears of a session without a charge sheet, and of one that counts nothing', () => {
    const at = counted()
    const id = authorize(at, { codes: '90834' })
    at.command((work) => charges['charges.save'](work, session(at)))
    expect(sumsOf(at, id).used).toBe(0)
    expect(fields(at).patient).toBe(at.patient)
  })
})
