import fc from 'fast-check'
import { expect, test } from 'vitest'
import { book } from '../../test/support/eligibility.ts'
import { testEngine } from '../../test/support/engine.ts'
import { CLINICIAN, COVERAGE, FEES, PATIENT, PAYER, session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as charges } from '../charges/index.ts'
import { postingsOfClaim, verifyLedger } from '../ledger/index.ts'
import { handlers as claims, listeners } from './index.ts'
import { sendClaims } from './sending.ts'

const on = day('2026-11-05')
type Changes = Parameters<typeof session>[1]
const save = (at: TestPractice, changes: Changes = {}) => at.command((work) => charges['charges.save'](work, session(at, changes)))
const withdraw = (at: TestPractice, charge: number) => at.command((work) => charges['charges.withdraw'](work, { charge }))
const sheet = (at: TestPractice) => at.query((work) => charges['charges.day'](work, { day: on }))
const view = { filters: [], sort: [] }
const claimsOf = (at: TestPractice) =>
  at.query((work) => ({ ...claims['claims.list'](work, { view, window: 0 }), ...claims['claims.totals'](work, { view }) }))
const broken = (at: TestPractice) => at.query(({ db }) => verifyLedger(db)).filter((check) => check.broken > 0)

test('a row that is taken back leaves the ledger at nothing, its claim voided, its session missing, and comes back as it was typed', () => {
  const at = testPractice(listeners)
  const appointment = book(at, on)
  const typed = { appointment, start: '10:00', stop: '10:50', code: '90832', diagnoses: ['F33.1'], mode: 'audio' as const }
  const { charge, claim } = save(at, typed)
  expect(sheet(at)).toMatchObject({ missing: [], rows: [{ id: charge, isOpen: true }] })
  const back = withdraw(at, charge)
  expect(back).toEqual({
    charge,
    claim,
    patientName: 'Marisol Quintero',
    entered: { ...session(at, typed) },
  })
  expect(sheet(at)).toMatchObject({ rows: [], missing: [{ id: appointment }], cents: 0, minutes: 0 })
  const sums = at.query(({ db }) => postingsOfClaim(db, claim ?? 0).map(({ kind, cents }) => [kind, cents]))
  expect(sums).toEqual([
    ['charge', 9500],
    ['charge', -9500],
    ['reversal', -9500],
    ['reversal', 9500],
  ])
  expect(claimsOf(at).rows).toMatchObject([{ id: claim, status: 'voided', charge: 0, owed: 0 }])
  expect(broken(at)).toEqual([])
  expect(save(at, typed)).toMatchObject({ outcome: 'billed' })
})

test('a row is taken back once, and not when its claim has left', () => {
  const at = testPractice(listeners)
  const visit = save(at, { stop: '09:10' })
  expect(visit).toMatchObject({ outcome: 'unbillable', claim: null })
  withdraw(at, visit.charge)
  expect(() => withdraw(at, visit.charge)).toThrow('charge.withdrawn')
  expect(() => withdraw(at, 999)).toThrow('record.missing')
  const sent = save(at)
  at.command((work) => sendClaims(work, { usage: 'P' }))
  expect(sheet(at).rows).toMatchObject([{ id: sent.charge, isOpen: false }])
  expect(() => withdraw(at, sent.charge)).toThrow('claim.sent')
  expect(() => save(at, { replaces: sent.charge, stop: '09:50' })).toThrow('claim.sent')
  expect(sheet(at).rows).toHaveLength(1)
  expect(broken(at)).toEqual([])
})

test('a changed row takes the place of the one before in one step, and nothing is left when it cannot be saved', () => {
  const at = testPractice(listeners)
  const appointment = book(at, on)
  const first = save(at, { appointment })
  expect(() => save(at, { appointment, replaces: first.charge, start: '10:00', stop: '09:00' })).toThrow('session.order')
  expect(sheet(at).rows).toMatchObject([{ id: first.charge, codes: '90837' }])
  const second = save(at, { appointment, replaces: first.charge, stop: '09:50' })
  expect(sheet(at)).toMatchObject({ missing: [], rows: [{ id: second.charge, codes: '90834', cents: 14000 }] })
  expect(claimsOf(at).sums).toMatchObject({ charge: 14000, owed: 14000 })
  expect(broken(at)).toEqual([])
})

test('the same session twice is asked about, an overlap is said', () => {
  const at = testPractice(listeners)
  const first = save(at)
  expect(() => save(at, { asks: true })).toThrow('charge.doubled')
  const suggest = (changes: Changes) => at.query((work) => charges['charges.suggest'](work, session(at, changes)))
  expect(suggest({})).toMatchObject({ asks: 'doubled', notice: { words: 'This patient is already charged 9:00 AM to 9:55 AM.' } })
  expect(suggest({ replaces: first.charge })).toMatchObject({ asks: null, notice: null })
  expect(suggest({ start: '09:50', stop: '10:45' })).toMatchObject({
    asks: null,
    notice: { grade: 'warning', words: 'This patient’s other session runs 9:00 AM to 9:55 AM.' },
  })
  expect(suggest({ start: '09:55', stop: '10:45' })).toMatchObject({ notice: null })
  expect(save(at, { asks: false })).toMatchObject({ outcome: 'billed' })
})

test('what is too short is kept as a visit; what its clinician cannot bill is asked about', () => {
  const at = testPractice(listeners)
  expect(save(at, { asks: true, stop: '09:12' })).toMatchObject({ outcome: 'unbillable' })
  expect(() => save(at, { asks: true, service: 'em', em: '99214', start: '11:00', stop: '11:20' })).toThrow('charge.unbillable')
})

const step = fc.oneof(
  fc.record({ does: fc.constant('save' as const), start: fc.integer({ min: 8, max: 17 }), length: fc.integer({ min: 5, max: 80 }) }),
  fc.record({ does: fc.constant('withdraw' as const), which: fc.nat(30) }),
  fc.record({ does: fc.constant('change' as const), which: fc.nat(30), length: fc.integer({ min: 5, max: 80 }) }),
  fc.record({ does: fc.constant('send' as const) }),
)
const two = (n: number): string => String(n).padStart(2, '0')
const times = (start: number, length: number): Changes => ({
  start: `${two(start)}:00`,
  stop: `${two(start + Math.floor(length / 60))}:${two(length % 60)}`,
})

test('whatever is saved, changed, taken back and sent, the ledger balances and the claims are those of the sheet', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      const at = testPractice(listeners)
      const quietly = (act: () => unknown): void => {
        try {
          act()
        } catch (error) {
          if (!/claim\.sent|charge\.withdrawn|claim\.none/.test(String(error))) throw error
        }
      }
      const made: number[] = []
      for (const one of steps) {
        if (one.does === 'save') made.push(save(at, times(one.start, one.length)).charge)
        else if (one.does === 'send') quietly(() => at.command((work) => sendClaims(work, { usage: 'P' })))
        else {
          const charge = made[one.which % Math.max(1, made.length)]
          if (charge === undefined) continue
          if (one.does === 'withdraw') quietly(() => withdraw(at, charge))
          else quietly(() => made.push(save(at, { replaces: charge, ...times(9, one.length) }).charge))
        }
      }
      expect(broken(at)).toEqual([])
      const { rows, cents } = sheet(at)
      const living = claimsOf(at).rows.filter(({ status }) => status !== 'voided')
      expect(new Set(living.map(({ id }) => id))).toEqual(new Set(rows.flatMap(({ claim }) => claim ?? [])))
      expect(claimsOf(at).sums['charge']).toBe(cents)
      expect(claimsOf(at).sums['owed']).toBe(cents)
    }),
    { seed: 20261119, numRuns: 60 },
  )
})

test('each step stands in the audit log with the entries it made, and a call made twice is done once', async () => {
  const engine = testEngine()
  await engine.create()
  const provider = (await engine.get('providers.save', CLINICIAN, 'k1')).id
  const payer = (await engine.get('payers.save', PAYER, 'k2')).id
  const patient = (await engine.get('patients.save', { ...PATIENT, coverages: [{ ...COVERAGE, payer }] }, 'k3')).id
  for (const [code, cents] of FEES) await engine.get('fees.save', { code, starts: '2025-01-01', cents }, `f${code}`)
  const row = { patient, provider, day: on, start: '09:00', stop: '09:55', service: 'individual', mode: 'video' }
  const first = await engine.get('charges.save', row, 'k4')
  expect(await engine.get('charges.save', row, 'k4')).toEqual(first)
  const second = await engine.get('charges.save', { ...row, stop: '09:50', replaces: first.charge }, 'k5')
  await engine.get('charges.withdraw', { charge: second.charge }, 'k6')
  expect(await engine.code('charges.withdraw', { charge: second.charge }, 'k7')).toBe('charge.withdrawn')
  expect(await engine.code('charges.withdraw', { charge: 999 }, 'k8')).toBe('record.missing')
  const checks = (await engine.get('store.verify', {})).checks
  expect(checks.filter((check) => check.broken > 0)).toEqual([])
  const told = engine.rows().filter(({ action }) => action.startsWith('charges.'))
  expect(told.map((one) => [one.action, one.patient, one.outcome, one.entry_from, one.entry_to])).toEqual([
    ['charges.save', patient, 'ok', 1, 1],
    ['charges.save', patient, 'ok', 2, 3],
    ['charges.withdraw', patient, 'ok', 4, 4],
    ['charges.withdraw', patient, 'failed', null, null],
    ['charges.withdraw', null, 'failed', null, null],
  ])
  engine.end()
})
