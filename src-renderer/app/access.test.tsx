import { afterEach, expect, test } from 'vitest'
import { PERMISSIONS, type Permission } from '../../src-shared/contract/call.ts'
import { bridgeDouble, openStatus, Refused, type Answers, type BridgeDouble } from '../../test/support/bridge.ts'
import { connect } from './connection.ts'
import { drawWindow, type Drawn } from './drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})
const draw = async (double: BridgeDouble): Promise<Drawn> => {
  drawn = await drawWindow(double.bridge)
  return drawn
}

const limits = {
  idleMinutes: 10,
  writeOffBiller: 5000 as never,
  writeOffLead: 50_000 as never,
  part2Whole: false,
  part2Codes: true,
  part2Providers: [],
}
const passphrase = 'five words nobody guesses here'

/** An engine that wants the passphrase again before the limits change. */
function guarded(): { readonly answers: Answers; readonly saved: unknown[] } {
  let isConfirmed = false
  const saved: unknown[] = []
  return {
    saved,
    answers: {
      'security.get': () => limits,
      'security.save': (input, { key }) => {
        if (!isConfirmed) return new Refused({ code: 'access.confirm', message: 'This needs your passphrase again.' })
        saved.push({ ...input, key })
        return {}
      },
      'access.confirm': ({ passphrase: typed }) => {
        if (typed !== passphrase) return new Refused({ code: 'store.passphrase', message: 'This is not the passphrase.' })
        isConfirmed = true
        return { until: '2026-11-19T12:05:00Z' }
      },
    },
  }
}

const confirmDialog = (): Element | undefined =>
  [...document.querySelectorAll('[role=dialog]')].find((one) => one.textContent?.includes('Your passphrase, again'))

async function changeLimits(window: Drawn): Promise<void> {
  window.parts.router.go({ screen: 'setup', section: 'security' })
  await window.until(() => window.field('Locks after, minutes') !== undefined)
  await window.fill(window.field('Locks after, minutes'), '5')
  await window.click(window.button('Save the limits'))
  await window.until(() => confirmDialog() !== undefined)
}

test('what is dangerous asks for the passphrase once more, says what for, and then goes on with the same key', async () => {
  const engine = guarded()
  const double = bridgeDouble(engine.answers)
  const window = await draw(double)
  await changeLimits(window)
  expect(window.text()).toContain('To change the limits.')
  await window.fill(window.field('Passphrase'), 'not this one')
  await window.press('Enter')
  await window.click(window.button('Go on'))
  await window.until(() => window.text().includes('This is not the passphrase.'))
  expect(engine.saved).toEqual([])
  await window.fill(window.field('Passphrase'), passphrase)
  await window.click(window.button('Go on'))
  await window.until(() => window.text().includes('It holds from now on.'))
  expect(confirmDialog()).toBeUndefined()
  const keys = double.named('security.save').map(({ key }) => key)
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
  expect(engine.saved).toEqual([{ ...limits, idleMinutes: 5, key: keys[0] }])
})

test('who thinks better of it loses nothing, and Esc closes only the question', async () => {
  const engine = guarded()
  const window = await draw(
    bridgeDouble({
      ...engine.answers,
      'people.list': () => [],
      'people.add': () => new Refused({ code: 'access.confirm', message: 'This needs your passphrase again.' }),
    }),
  )
  window.parts.router.go({ screen: 'setup', section: 'people' })
  await window.until(() => window.text().includes('What each role is for'))
  await window.press('n')
  await window.until(() => window.field('Name') !== undefined)
  await window.fill(window.field('Name'), 'Ruth Adeyemi')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => confirmDialog() !== undefined)
  await window.press('Escape')
  await window.until(() => confirmDialog() === undefined)
  expect(window.field('Name')?.value).toBe('Ruth Adeyemi')
  expect(window.text()).toContain('This needs your passphrase again.')
})

test('calls that wait for the passphrase at the same time share one answer', async () => {
  let isConfirmed = false
  const wants = new Refused({ code: 'access.confirm', message: 'Again.' })
  const double = bridgeDouble({
    'people.change': () => (isConfirmed ? {} : wants),
    'keys.rotate': () => (isConfirmed ? { generation: 2 } : wants),
  })
  const connection = connect(double.bridge)
  const both = Promise.all([
    connection.call('people.change', { id: 2, role: 'lead', part2: false, provider: null }, { key: 'one' }),
    connection.call('keys.rotate', { reason: 'a laptop was lost' }),
  ])
  await new Promise((done) => setTimeout(done, 5))
  expect(connection.confirming.get()?.name).toBe('people.change')
  isConfirmed = true
  connection.confirming.get()?.answer(true)
  expect((await both).map(({ ok }) => ok)).toEqual([true, true])
  expect(connection.confirming.get()).toBeUndefined()
})

test('a lock answers a question nobody answered', async () => {
  const double = bridgeDouble({ 'keys.rotate': () => new Refused({ code: 'access.confirm', message: 'Again.' }) })
  const connection = connect(double.bridge)
  const reply = connection.call('keys.rotate', { reason: 'a laptop was lost' })
  await new Promise((done) => setTimeout(done, 5))
  expect(connection.confirming.get()).toBeDefined()
  double.tell({ t: 'engine', state: 'restarted', code: 0 })
  expect(await reply).toMatchObject({ ok: false, problem: { code: 'access.confirm' } })
  expect(connection.confirming.get()).toBeUndefined()
})

const FRONT: readonly Permission[] = [
  'open',
  'desk',
  'practice.read',
  'patients.read',
  'sessions.read',
  'eligibility.read',
  'patients.write',
  'sessions.write',
  'eligibility.write',
]
const frontDesk: Answers = {
  'store.status': () =>
    openStatus({ user: { id: 4, name: 'Lee Ortiz', role: 'front', part2: false, provider: null }, permissions: [...FRONT] }),
  'eligibility.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }),
}
const railed = (): string[] => [...document.querySelectorAll('nav[aria-label=Screens] button')].map((one) => one.textContent ?? '')

test('a front desk has its own rail, keys, palette and sections, and a link that leads further says so', async () => {
  const window = await draw(bridgeDouble(frontDesk))
  await window.until(() => window.text().includes('Lee Ortiz, front desk'))
  expect(railed()).toEqual(['Today', 'Eligibility', 'Auths', 'Patients', 'Setup'])
  await window.press('g')
  await window.press('m')
  expect(window.parts.router.here.get().screen).toBe('today')
  await window.press('k', { ctrlKey: true })
  const input = (): Element | null => document.querySelector('[role=combobox][aria-label^="Find"]')
  await window.until(() => input() !== null)
  await window.fill(input(), '>')
  await window.until(() => document.querySelectorAll('[role=option]').length > 0)
  const offered = [...document.querySelectorAll('[role=option]')].map((one) => one.textContent ?? '')
  expect(offered.some((one) => one.startsWith('Patients'))).toBe(true)
  expect(offered.filter((one) => /^(Claims|Remits|Denials|Appeals|Exchange|Charges)/.test(one))).toEqual([])
  await window.press('Escape')
  window.parts.router.go({ screen: 'setup' })
  await window.until(() => document.querySelector('nav[aria-label="Sections of setup"]') !== null)
  const sections = [...document.querySelectorAll('nav[aria-label="Sections of setup"] button')].map((one) => one.textContent)
  expect(sections).toEqual([
    'Practice',
    'Clinicians',
    'Payers',
    'Enrollments',
    'Fees',
    'Contracts',
    'Codes',
    'Edits',
    'You',
    'Appearance',
    'About',
  ])
  window.parts.router.go({ screen: 'claims', open: 10_001 })
  await window.until(() => window.text().includes('You cannot open Claims'))
  expect(window.text()).toContain('Sees no diagnoses')
  await window.click(window.button('To Today'))
  expect(window.parts.router.here.get().screen).toBe('today')
})

test('who sees no diagnoses is told so, and a form that is saved leaves them as they are', async () => {
  const saved: unknown[] = []
  const patient = {
    id: 7,
    last: 'Quintero',
    first: 'Marisol',
    middle: null,
    born: '1990-05-19' as never,
    sex: 'F' as const,
    address: { line1: '', line2: null, city: '', state: null, zip: null },
    phone: null,
    diagnoses: null,
    coverages: [],
    claims: [],
    appointments: [],
    checks: [],
    owedByPayers: 0 as never,
    owedByPatient: 0 as never,
  }
  const window = await draw(
    bridgeDouble({
      ...frontDesk,
      'patients.list': () => ({
        total: 1,
        sums: {},
        window: 0,
        rows: [
          {
            id: 7,
            name: 'Quintero, Marisol',
            born: patient.born,
            payer: null,
            memberId: null,
            lastSeen: null,
            nextSeen: null,
            wrong: 'k-nothing',
            waiting: 0,
            claims: 0,
            owedByPayers: 0 as never,
            owedByPatient: 0 as never,
          },
        ],
      }),
      'patients.get': () => patient,
      'patients.save': (input) => {
        saved.push(input)
        return { id: 7 }
      },
    }),
  )
  window.parts.router.go({ screen: 'patients', open: 7 })
  await window.until(() => window.text().includes('Your role does not show diagnoses.'))
  for (const hidden of ['Substance-use records', 'What left', 'Who looked']) expect(window.text()).not.toContain(hidden)
  await window.press('e')
  await window.until(() => window.field('Last name') !== undefined)
  expect(window.text()).not.toContain('Add a diagnosis')
  await window.fill(window.field('First name'), 'Maria')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => saved.length === 1)
  expect(saved[0]).toMatchObject({ first: 'Maria', diagnoses: null })
})

test('what a role may not do is dimmed with the reason, and its key is left alone', async () => {
  const permissions = PERMISSIONS.filter((one) => one !== 'patients.write')
  const window = await draw(
    bridgeDouble({
      'store.status': () => openStatus({ user: { id: 6, name: 'Avery Chen', role: 'auditor', part2: true, provider: null }, permissions }),
    }),
  )
  window.parts.router.go({ screen: 'patients' })
  await window.until(() => window.text().includes('No patients yet'))
  const add = window.button('Add a patient')
  expect(add?.disabled).toBe(true)
  expect(add?.title).toBe('Your role, auditor, does not allow this.')
  await window.press('n')
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

test('a halted store says why, dims what would write, and an owner can let it be written to again', async () => {
  let halted: ReturnType<typeof openStatus>['halted'] = { why: 'rollback', words: 'The store is older than its anchor.' }
  const double = bridgeDouble({
    'store.status': () => openStatus({ halted }),
    'store.resume': () => {
      halted = null
      return openStatus()
    },
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('The store can only be read.'))
  expect(window.text()).toContain('The store is older than its anchor.')
  window.parts.router.go({ screen: 'patients' })
  await window.until(() => window.button('Add a patient')?.disabled === true)
  await window.click(window.button('Write to it again'))
  await window.until(() => document.querySelector('textarea') !== null)
  const field = document.querySelector('textarea')
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, 'The disk was exchanged on Friday')
  field?.dispatchEvent(new Event('input', { bubbles: true }))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => double.named('store.resume').length === 1)
  expect(double.named('store.resume')[0]?.input).toEqual({ reason: 'The disk was exchanged on Friday' })
  double.tell({ t: 'event', topic: 'store', ids: [], seq: 1 })
  await window.until(() => !window.text().includes('The store can only be read.'))
  expect(window.button('Add a patient')?.disabled).toBe(false)
})

test('what the sign-in had to tell stands above until it is put away', async () => {
  const notices = [{ family: 'warn' as const, title: 'Three wrong passphrases.', words: 'The last on 11/18/2026.' }]
  const window = await draw(bridgeDouble({ 'store.status': () => openStatus({ notices }) }))
  await window.until(() => window.text().includes('Three wrong passphrases.'))
  await window.click(window.button('Put away: Three wrong passphrases.'))
  expect(window.text()).not.toContain('Three wrong passphrases.')
})
