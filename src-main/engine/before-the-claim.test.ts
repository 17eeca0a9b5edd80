import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CLINICIAN, COVERAGE, FEES, PATIENT, PAYER, SETUP } from '../../test/support/practice.ts'
import { testEngine } from '../../test/support/engine.ts'
import type { Input } from '../../src-shared/contract/index.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { answerEligibility, payClaims, readClaims, type Plan } from '../practice-payer/index.ts'

// From next week's schedule to claims that leave clean, by the contract alone, as the window asks it.

const at = testEngine()
afterAll(() => at.end())

const NORTHLAKE = { name: 'Northlake Health Plan', id: 'NLHP1', taxNumber: '111111111' }
const HARBORLINE = { name: 'Harborline Behavioral', id: 'HBH01', taxNumber: '222222222' }
const monday = day('2026-11-23')
let keys = 0
const save = <N extends Parameters<typeof at.get>[0]>(name: N, input: Input<N>) => at.get(name, input, `story-${++keys}`)
const path = (name: string): string => join(at.home, name)

async function takeIn(name: string, bytes: Uint8Array | string, post = false): Promise<void> {
  writeFileSync(path(name), bytes)
  const { files } = await save('exchange.import', { paths: [path(name)], post })
  expect(files.map(({ status }) => status)).not.toContain('unread')
}

async function saved(file: number, name: string): Promise<Uint8Array> {
  await at.get('exchange.save', { id: file, path: path(name) })
  return readFileSync(path(name))
}

const held = async () => (await at.get('claims.list', { view: { filters: [{ is: 'any', field: 'status', of: ['held'] }], sort: [] } })).rows

test('a week comes in, is verified, coded and checked, and leaves with nothing in the queue', async () => {
  at.clock.set('2026-11-01')
  await at.create()
  const provider = (await save('providers.save', CLINICIAN)).id
  const northlake = (await save('payers.save', PAYER)).id
  const harborline = (await save('payers.save', { ...PAYER, name: HARBORLINE.name, ediId: HARBORLINE.id })).id
  for (const [code, fee] of FEES) await save('fees.save', { code, starts: day('2025-01-01'), cents: cents(fee) })
  const patient = async (last: string, first: string, born: Day, memberId: string) =>
    (await save('patients.save', { ...PATIENT, last, first, born, coverages: [{ ...COVERAGE, payer: northlake, memberId }] })).id
  const quintero = await patient('Quintero', 'Marisol', day('1990-05-19'), 'NL8820417')
  const calloway = await patient('Calloway', 'Quentin', day('1984-03-02'), 'NL7710023')
  const coverage = (await at.get('patients.get', { id: calloway })).coverages[0]?.id ?? 0

  // A past denial: 90837 without an authorization.
  const hour = { provider, stop: '09:55', service: 'individual', mode: 'in-person' } as const
  at.clock.set('2026-11-03')
  await save('charges.save', { ...hour, appointment: null, patient: calloway, day: day('2026-11-02'), start: '09:00' })
  const [batch] = (await save('claims.send', {})).batches
  const file = await saved(batch?.file ?? 0, 'first.837')
  const decisions = readClaims(file).map((place) => ({
    place,
    payerControl: 'NL26110001',
    lines: place.claim.lines.map(({ service }) => ({
      allowed: cents(0),
      paid: cents(0),
      adjustments: [{ group: 'CO' as const, reason: '197', amount: service.charge }],
    })),
  }))
  const to = { name: SETUP.name, npi: SETUP.npi, taxId: SETUP.taxId, submitter: SETUP.submitterId }
  at.clock.set('2026-11-19')
  const paid = { trace: 'EFT1', day: day('2026-11-19'), method: 'ACH' } as const
  await takeIn('first.835', payClaims(decisions, paid, NORTHLAKE, to, 9, { day: day('2026-11-19'), time: '0615' }), true)

  // The week of another system; the row of a patient nobody knows is made, nothing comes in twice.
  const week = [
    'Patient,Date,Start,Stop,Clinician,Code,Fee',
    '"Quintero, Marisol",11/23/2026,10:00 AM,10:55 AM,Marcus Bell,90837,175',
    ...[23, 25, 27].map((on) => `"Calloway, Quentin",11/${on}/2026,9:00 AM,9:55 AM,Marcus Bell,90837,175`),
  ].join('\r\n')
  writeFileSync(path('week.csv'), week)
  const mapping = ['patient', 'day', 'start', 'stop', 'clinician', 'code', 'fee'] as const
  expect((await at.get('intake.preview', { path: path('week.csv'), mapping: [...mapping] })).counts).toMatchObject({ new: 4 })
  expect(await save('intake.import', { path: path('week.csv'), mapping: [...mapping] })).toMatchObject({ added: 4, patients: 0 })
  expect(await save('intake.import', { path: path('week.csv') })).toMatchObject({ added: 0, counts: { same: 4 } })
  const rows = (await at.get('eligibility.list', { view: { filters: [], sort: [{ by: 'day', down: false }] } })).rows
  const booked = rows.filter((one) => one.day >= monday)
  expect(booked.map(({ wrong }) => wrong)).toEqual(['g-not-asked', 'g-not-asked', 'g-not-asked', 'g-not-asked'])

  // Verified: one plan carries mental health itself, the other names an administrator.
  const plan = { name: 'Northlake Choice', isActive: true, begins: day('2026-01-01'), copay: cents(3000), authorization: 'N' } as const
  const asked = await save('eligibility.ask', { appointments: booked.map(({ id }) => id) })
  const planOf = (memberId: string): Plan =>
    memberId === 'NL8820417' ? { ...plan, administrator: HARBORLINE } : { ...plan, authorization: 'Y' }
  const now = { day: day('2026-11-19'), time: '0900' }
  const question = await saved(asked.files[0]?.id ?? 0, 'week.270')
  await takeIn('week.271', answerEligibility(question, planOf, NORTHLAKE, 10, now))
  const carved = booked.find(({ patient: name }) => name.includes('Quintero'))?.id ?? 0
  const card = () => at.get('eligibility.card', { appointment: carved })
  expect(await card()).toMatchObject({ outcome: 'other-administrator', proposal: { from: 'answer', payer: harborline } })

  // The carve-out is asked under its own id, and mental health is billed there from then on.
  const other = await save('eligibility.askOther', { appointment: carved, payer: harborline, memberId: 'HB771209' })
  const second = await saved(other.id, 'other.270')
  await takeIn(
    'other.271',
    answerEligibility(second, () => ({ ...plan, name: 'Harborline Choice' }), HARBORLINE, 11, now),
  )
  await save('eligibility.lock', { appointment: carved, payer: harborline, memberId: 'HB771209', group: null, starts: day('2026-11-01') })
  expect(await card()).toMatchObject({ outcome: 'active', locked: { name: HARBORLINE.name }, copay: { value: 3000 } })
  expect(await at.get('charges.estimate', { appointment: carved })).toMatchObject({ low: 3000, high: 3000 })

  // Two visits are agreed where three are booked: the third is told of before it happens.
  const agreed = {
    patient: calloway,
    coverage,
    status: 'approved',
    starts: day('2026-11-16'),
    ends: day('2026-12-31'),
    codes: '9083*',
    unit: 'visit',
  } as const
  const first = await save('authorizations.save', { ...agreed, number: 'BH26100', amount: 2 })
  expect(await at.get('authorizations.get', { id: first.id })).toMatchObject({ reserved: 3, free: -1, uncoveredDay: day('2026-11-27') })

  // A rule of the denial, tried on what is past, then switched on.
  const [denial] = (await at.get('denials.list', { view: { filters: [], sort: [] } })).rows
  const rule = await save('rules.save', await at.get('rules.draft', { denial: denial?.id ?? 0 }))
  expect(await at.code('rules.turn', { id: rule.id, isOn: true }, 'too-soon')).toBe('rule.untried')
  const tried = await save('rules.try', { id: rule.id })
  expect(tried).toMatchObject({ caught: { n: 1, cents: 17500 }, held: { n: 0 } })
  await save('rules.turn', { id: rule.id, isOn: true })

  // The days are charged as they come. Codes and units are of the minutes, payers of the lock.
  const claims: number[] = []
  for (const { id, day: on, patient: name } of booked) {
    at.clock.set(on, '1800')
    const who = name.includes('Quintero')
      ? { patient: quintero, start: '10:00', stop: '10:55' }
      : { patient: calloway, start: '09:00', stop: '09:55' }
    claims.push((await save('charges.save', { ...hour, ...who, appointment: id, day: on })).claim ?? 0)
  }
  const details = await Promise.all(claims.map((id) => at.get('claims.get', { id })))
  expect(details.filter(({ payer }) => payer.name === HARBORLINE.name)).toHaveLength(1)
  expect(await at.get('authorizations.get', { id: first.id })).toMatchObject({ used: 3, free: -1, state: 'over' })
  const [stopped, ...others] = await held()
  expect(others).toEqual([])
  expect((await at.get('claims.get', { id: stopped?.id ?? 0 })).findings.map(({ rule: code }) => code)).toContain('A01')

  // The renewal comes; the claim takes its number, and nothing is held any more.
  await save('authorizations.save', { ...agreed, number: 'BH26101', amount: 12, renews: first.id })
  await save('claims.recheck', { ids: [stopped?.id ?? 0] })
  expect(await held()).toEqual([])
  at.clock.set(addDays(monday, 5), '0900')
  const sent = await save('claims.send', {})
  expect(sent).toMatchObject({ held: [], wont: [] })
  const left = await Promise.all(sent.batches.map(async ({ file: id, name }) => readClaims(await saved(id, name))))
  // Harborline asks for none.
  expect(left.flat().map(({ claim }) => claim.authorization?.value ?? '')).toEqual(['', 'BH26100', 'BH26100', 'BH26101'])
  expect((await at.get('store.verify', {})).holds).toBe(true)
}, 60_000)
