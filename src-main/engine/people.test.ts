import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OWNER, testEngine, type TestEngine } from '../../test/support/engine.ts'
import { day, instantAt } from '../../src-shared/day.ts'

let at: TestEngine
beforeEach(async () => {
  at = testEngine()
  await at.create()
})
afterEach(() => at.end())

const OWN = 'eleven patient otters wading'
const last = () => at.rows().at(-1)

/** Adds a person and signs him in under a passphrase of his own. */
async function joined(name: string, role: string): Promise<number> {
  const { id, starter } = await added(name, role)
  expect(await at.signIn(name, starter)).toBe('ok')
  expect(await at.code('keys.passphrase', { old: starter, new: OWN })).toBe('ok')
  return id
}
async function added(name: string, role: string): Promise<{ id: number; starter: string }> {
  await at.confirm()
  return at.get('people.add', { name, role, part2: true, provider: null })
}

describe('people', () => {
  it('begin with the maker of the store, who owns it and sees everybody', async () => {
    expect(await at.get('people.list', {})).toMatchObject([
      { id: 1, name: 'Dana Whitlock', role: 'owner', part2: true, isActive: true, isStarter: false, isShut: false },
    ])
    expect((await at.get('store.status', {})).user).toMatchObject({ id: 1, role: 'owner' })
  })

  it('are added with six words, and can do nothing before they chose their own', async () => {
    const { id, starter } = await added('Kim Reyes', 'biller')
    expect(starter.split(/[ -]/)).toHaveLength(6)
    expect(await at.get('people.list', {})).toMatchObject([
      {},
      { id, name: 'Kim Reyes', role: 'biller', isStarter: true, lastSignIn: null },
    ])
    expect(await at.signIn('Kim Reyes', starter)).toBe('ok')
    expect(await at.get('store.status', {})).toMatchObject({ mustChange: true, user: { id, role: 'biller' } })
    expect(await at.code('practice.get')).toBe('access.starter')
    expect(await at.code('access.confirm', { passphrase: starter })).toBe('access.starter')
    expect(await at.code('keys.passphrase', { old: starter, new: OWN })).toBe('ok')
    expect(await at.code('practice.get')).toBe('ok')
    expect((await at.get('store.status', {})).mustChange).toBe(false)
    at.again()
    expect(await at.signIn('Kim Reyes', starter)).toBe('store.passphrase')
    expect(await at.signIn('Kim Reyes', OWN)).toBe('ok')
  })

  it('have names of their own, however they are written', async () => {
    await at.confirm()
    expect(await at.code('people.add', { name: ' dana  whitlock', role: 'biller' })).toMatch(/people\.exists|input\.invalid/)
    expect(await at.code('people.add', { name: 'DANA WHITLOCK', role: 'biller' })).toBe('people.exists')
    expect(await at.code('people.add', { name: 'Marcus Bell', role: 'clinician', provider: 77 })).toBe('record.missing')
    expect(await at.code('people.add', { name: 'Marcus Bell', role: 'clinician' })).toBe('input.invalid')
    expect(await at.get('people.list', {})).toHaveLength(1)
  })

  it('PM-4 keep an owner who can sign in, and nobody raises or removes himself', async () => {
    await at.confirm()
    expect(await at.code('people.change', { id: 1, role: 'biller', part2: true, provider: null })).toBe('people.last')
    expect(await at.code('people.change', { id: 1, role: 'owner', part2: false, provider: null })).toBe('people.self')
    expect(await at.code('people.remove', { id: 1, reason: 'leaves' })).toBe('people.last')
    const kim = await joined('Kim Reyes', 'owner')
    await at.confirm().catch(() => at.get('access.confirm', { passphrase: OWN }))
    expect(await at.code('people.change', { id: kim, role: 'lead', part2: true, provider: null })).toBe('people.self')
    expect(await at.code('people.remove', { id: kim, reason: 'leaves' })).toBe('people.self')
    expect(await at.code('people.reset', { id: kim })).toBe('people.self')
    expect(await at.code('people.change', { id: 1, role: 'biller', part2: false, provider: null })).toBe('ok')
    expect(await at.signIn()).toBe('ok')
    expect(await at.get('store.status', {})).toMatchObject({ user: { role: 'biller', part2: false } })
    // Now Kim is the last owner, and nobody else may even ask.
    expect(await at.code('people.remove', { id: kim, reason: 'leaves' })).toBe('access.denied')
  })

  it('lose their key when they are removed: the store has a new one, and the log goes on in it', async () => {
    const kim = await joined('Kim Reyes', 'biller')
    await at.signIn()
    await at.confirm()
    expect(await at.get('people.remove', { id: kim, reason: 'left the practice' })).toEqual({ generation: 2 })
    expect(last()).toMatchObject({
      action: 'people.remove',
      generation: 2,
      outcome: 'ok',
      reason: 'left the practice',
      object: `people ${kim}`,
    })
    expect(await at.signIn('Kim Reyes', OWN)).toBe('store.passphrase')
    expect(await at.signIn()).toBe('ok')
    expect(await at.get('people.list', {})).toMatchObject([
      { id: 1, isActive: true },
      { id: kim, isActive: false },
    ])
    expect((await at.get('store.verify', {})).holds).toBe(true)
  })

  it('who forgot the passphrase get new words from an owner', async () => {
    const kim = await joined('Kim Reyes', 'biller')
    await at.signIn()
    await at.confirm()
    const { starter } = await at.get('people.reset', { id: kim })
    expect(last()).toMatchObject({ action: 'people.reset', object: `people ${kim}`, kind: 'security' })
    expect(JSON.stringify(at.rows())).not.toContain(starter)
    expect(await at.signIn('Kim Reyes', OWN)).toBe('store.passphrase')
    expect(await at.signIn('Kim Reyes', starter)).toBe('ok')
    expect((await at.get('store.status', {})).mustChange).toBe(true)
  })
})

describe('the passphrase given again', () => {
  it('holds for five minutes of this sitting, and wrong words give nothing', async () => {
    const change = { name: 'Kim Reyes', role: 'biller' }
    expect(await at.code('people.add', change)).toBe('access.confirm')
    expect(await at.code('access.confirm', { passphrase: 'not the words at all' })).toBe('store.passphrase')
    expect(last()).toMatchObject({ action: 'access.confirm', kind: 'security', outcome: 'failed', code: 'store.passphrase' })
    expect(await at.code('people.add', change)).toBe('access.confirm')
    await at.confirm()
    expect(await at.code('keys.rotate', { reason: 'a laptop was lost' })).toBe('ok')
    at.clock.set('2026-11-19', '0934')
    expect(await at.code('people.add', change)).toBe('ok')
    at.clock.set('2026-11-19', '0935')
    expect(await at.code('people.add', { ...change, name: 'Lee' })).toBe('access.confirm')
    await at.confirm()
    await at.signIn()
    expect(await at.code('people.add', { ...change, name: 'Lee' })).toBe('access.confirm')
  })
})

describe('emergency access', () => {
  const envelope = async (): Promise<string> => (await added('Emergency', 'emergency')).starter

  it('needs a reason, reads and never writes, and says so in every row', async () => {
    const words = await envelope()
    expect(await at.signIn('Emergency', words)).toBe('access.reason')
    expect(await at.signIn('Emergency', words, '  ')).toBe('access.reason')
    expect(await at.signIn('Emergency', words, 'Patient in crisis, no biller here')).toBe('ok')
    expect(await at.get('store.status', {})).toMatchObject({
      user: { role: 'emergency' },
      mustChange: false,
      emergency: { until: instantAt(day('2026-11-19'), '1330'), reason: 'Patient in crisis, no biller here' },
    })
    expect(await at.code('patients.list', { view: { filters: [], sort: [] }, window: 0 })).toBe('ok')
    expect(last()).toMatchObject({ action: 'patients.list', role: 'emergency', reason: 'Patient in crisis, no biller here' })
    expect(await at.code('fees.save', { code: '90834', starts: '2026-01-01', cents: 1 })).toBe('access.denied')
    expect(await at.code('keys.passphrase', { old: words, new: OWN })).toBe('access.denied')
  })

  it('ends after four hours: the next call is refused and the store is locked', async () => {
    const words = await envelope()
    await at.signIn('Emergency', words, 'Patient in crisis')
    at.clock.set('2026-11-19', '1329')
    expect(await at.code('practice.get')).toBe('ok')
    at.clock.set('2026-11-19', '1330')
    expect(await at.code('practice.get')).toBe('access.expired')
    expect(await at.code('practice.get')).toBe('store.none')
    await at.signIn()
    expect(
      at
        .rows()
        .slice(-3)
        .map((row) => [row.action, row.code]),
    ).toEqual([
      ['practice.get', 'access.expired'],
      ['lock', 'emergency'],
      ['sign-in', null],
    ])
  })

  it('is told to owners at their next sign-in, once', async () => {
    const words = await envelope()
    await at.signIn('Emergency', words, 'Patient in crisis')
    expect((await at.get('store.status', {})).notices).toEqual([])
    await at.signIn()
    expect((await at.get('store.status', {})).notices).toMatchObject([{ family: 'stop', title: 'Emergency access was used' }])
    await at.signIn()
    expect((await at.get('store.status', {})).notices).toEqual([])
  })
})

describe('what a role sees', () => {
  it('leaves out of the desk, the search, the pickers and a patient what is clinical or of money', async () => {
    const patient = {
      id: null,
      last: 'Quintero',
      first: 'Marisol',
      middle: null,
      born: '1990-05-19',
      sex: 'F',
      phone: null,
      diagnoses: ['F41.1'],
    }
    const address = { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' }
    const { id } = await at.get('patients.save', { ...patient, address })
    expect((await at.get('patients.get', { id })).diagnoses).toEqual(['F41.1'])
    expect((await at.get('desk.find', { text: 'anxiety' })).codes.some((one) => one.code.startsWith('F'))).toBe(true)
    at.become('front')
    expect((await at.get('patients.get', { id })).diagnoses).toBe(null)
    expect((await at.get('desk.pickers', {})).diagnoses).toEqual([])
    expect((await at.get('desk.find', { text: 'anxiety' })).codes.filter((one) => one.code.startsWith('F'))).toEqual([])
    expect((await at.get('today.get', {})).figures).toEqual([])
    expect(Object.keys(await at.get('desk.counts', {}))).toEqual(['eligibility', 'authorizations'])
    // What the front desk cannot see it can neither change nor wipe.
    expect(await at.code('patients.save', { ...patient, address, id, diagnoses: ['F10.20'] })).toBe('access.denied')
    expect(await at.code('patients.save', { ...patient, address, id, phone: '5550100199', diagnoses: [] })).toBe('ok')
    await at.get('drafts.keep', { key: 'note', json: '"front"' })
    at.become('owner')
    expect((await at.get('patients.get', { id })).diagnoses).toEqual(['F41.1'])
    at.become('auditor')
    expect((await at.get('desk.find', { text: 'Quintero' })).patients).toEqual([])
  })

  it('keeps what one person typed from another', async () => {
    await at.get('drafts.keep', { key: 'patient', json: '"F41.1"' })
    await joined('Kim Reyes', 'front')
    expect(await at.get('drafts.get', { key: 'patient' })).toEqual({ json: null })
    await at.signIn()
    expect(await at.get('drafts.get', { key: 'patient' })).toEqual({ json: '"F41.1"' })
  })

  it('says of a record that is not there only that', async () => {
    expect(await at.code('patients.get', { id: 4711 })).toBe('record.missing')
    expect(await at.code('denials.close', { id: 4711, outcome: 'upheld' })).toBe('record.missing')
  })
})

it('a store of before there were people takes its maker over, and one row answers for its ledger', async () => {
  const folder = join(at.home, 'Old.parity')
  cpSync(join(import.meta.dirname, '../../test/fixtures/stores/0.1.0.parity'), folder, { recursive: true })
  expect(await at.code('store.open', { folder, passphrase: OWNER.passphrase })).toBe('ok')
  expect(await at.get('people.list', {})).toMatchObject([{ id: 1, role: 'owner', part2: true }])
  expect(at.rows()[0]).toMatchObject({ action: 'store.adopt', user: 0, name: 'Parity', entry_from: 1 })
  expect((await at.get('store.verify', {})).checks.filter((check) => check.broken > 0)).toEqual([])
})
