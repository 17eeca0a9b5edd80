import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { bridgeDouble, openStatus, Refused, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'
import type { SetupSection } from '../../app/routes.ts'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
  vi.restoreAllMocks()
})

async function section(name: SetupSection, double: BridgeDouble, more: Partial<BridgeDouble['bridge']> = {}): Promise<Drawn> {
  const window = await drawWindow({ ...double.bridge, ...more })
  drawn = window
  window.parts.router.go({ screen: 'setup', section: name })
  return window
}

async function write(text: string): Promise<void> {
  const field = document.querySelector('textarea')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text)
    field?.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
  })
}
const radio = (words: string): Element | undefined =>
  [...document.querySelectorAll('[role=radio]')].find((one) => one.textContent?.startsWith(words))

type Person = Output<'people.list'>[number]
const person = (id: number, change: Partial<Person> = {}): Person => ({
  id,
  name: `Person ${id}`,
  role: 'biller',
  part2: false,
  provider: null,
  isActive: true,
  isStarter: false,
  isShut: false,
  lastSignIn: '2026-11-18T14:00:00Z',
  ...change,
})
const people: readonly Person[] = [
  person(1, { name: 'Dana Whitlock', role: 'owner', part2: true }),
  person(2, { name: 'Ruth Adeyemi' }),
  person(3, { name: 'Sam Pruitt', isShut: true }),
]

test('a person is added with a role, and the starter words are shown once and can be printed', async () => {
  const double = bridgeDouble({
    'people.list': () => [...people],
    'people.add': () => ({ id: 8, starter: 'canyon violet ribbon harbor salad quiz' }),
  })
  const print = vi.fn<() => void>()
  vi.stubGlobal('print', print)
  const window = await section('people', double)
  await window.until(() => window.text().includes('Ruth Adeyemi'))
  expect(window.text()).toContain('Shut, too many tries')
  await window.press('n')
  await window.until(() => window.field('Name') !== undefined)
  await window.fill(window.field('Name'), 'Lee Ortiz')
  await window.click(radio('Clinician'))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('A clinician sees own patients alone, so this is needed.'))
  expect(double.named('people.add')).toEqual([])
  await window.click(radio('Front desk'))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => document.querySelector('[aria-label="Starter words"]') !== null)
  expect(double.named('people.add')[0]?.input).toEqual({ name: 'Lee Ortiz', role: 'front', part2: false, provider: null })
  expect(document.querySelector('[aria-label="Starter words"]')?.textContent).toBe('canyon violet ribbon harbor salad quiz')
  await window.click(window.button('Print them'))
  expect(print).toHaveBeenCalledOnce()
  expect(document.querySelector('.paper')?.textContent).toContain('canyon violet ribbon harbor salad quiz')
  await window.click(window.button('Done'))
  await window.until(() => document.querySelector('[aria-label="Starter words"]') === null)
  expect(document.querySelector('.paper')).toBeNull()
})

test('nobody changes or removes themselves, and a removal says why', async () => {
  const double = bridgeDouble({ 'people.list': () => [...people], 'people.remove': () => ({ generation: 2 }) })
  const window = await section('people', double)
  await window.until(() => window.text().includes('Ruth Adeyemi'))
  expect(window.button('Remove Dana Whitlock')).toBeUndefined()
  expect(window.button('Change what Dana Whitlock may do')).toBeUndefined()
  await window.click(window.button('Remove Ruth Adeyemi'))
  await window.until(() => document.querySelector('textarea') !== null)
  const remove = (): HTMLButtonElement | undefined =>
    [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')].find((one) => one.textContent?.startsWith('Remove Ruth'))
  expect(remove()?.disabled).toBe(true)
  await write('Left the practice')
  await window.click(remove())
  await window.until(() => double.named('people.remove').length === 1)
  expect(double.named('people.remove')[0]?.input).toEqual({ id: 2, reason: 'Left the practice' })
})

test('who may only read the people finds nothing to press', async () => {
  const { permissions } = openStatus()
  const window = await section(
    'people',
    bridgeDouble({
      'store.status': () => openStatus({ permissions: permissions.filter((one) => one !== 'people.manage') }),
      'people.list': () => [...people],
    }),
  )
  await window.until(() => window.text().includes('Ruth Adeyemi'))
  expect(window.button('Add a person')?.disabled).toBe(true)
  expect(window.button('Remove Ruth Adeyemi')).toBeUndefined()
})

test('a store without a recovery key says so in the status bar, and the section makes one', async () => {
  const double = bridgeDouble({
    'store.status': () =>
      openStatus({ recovery: 'unconfirmed', practice: { name: 'Lantern', isSample: false, folder: '/stores/Lantern.parity' } }),
    'security.get': () => new Refused({ code: 'internal', message: 'not asked here' }),
    'keys.recovery': () => ({ key: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-1M', ask: [2, 8] }),
    'keys.confirmRecovery': () => ({}),
  })
  const window = await section('about', double)
  await window.click(window.button('No recovery key is written down'))
  await window.until(() => window.text().includes('nobody can help'))
  await window.click(window.button('Make a new recovery key'))
  await window.until(() => window.text().includes('HHHH'))
  await window.click(window.button('It is on paper'))
  await window.until(() => window.field('Group 8') !== undefined)
  await window.fill(window.field('Group 2'), 'bbbb')
  await window.fill(window.field('Group 8'), 'hhhh')
  await window.click(window.button('Finish'))
  await window.until(() => double.named('keys.confirmRecovery').length === 1)
  expect(double.named('keys.confirmRecovery')[0]?.input).toEqual({ groups: ['bbbb', 'hhhh'] })
  expect(double.named('keys.recovery')).toHaveLength(1)
})

const backups: Output<'backup.list'> = {
  backups: [
    { name: 'b-2', at: '2026-11-18T23:00:00Z', why: 'daily', bytes: 4_300_000, isVerified: true, isSecond: true, auditSeq: 90 },
    { name: 'b-1', at: '2026-11-17T23:00:00Z', why: 'manual', bytes: 4_100_000, isVerified: false, isSecond: false, auditSeq: 70 },
  ],
  folder: '/stores/Lantern.parity/backups',
  second: null,
  lastDrill: null,
  warnings: ['No restore was tried for 35 days.'],
}
const preview: Output<'backup.preview'> = {
  name: 'b-2',
  at: '2026-11-18T23:00:00Z',
  holds: true,
  broken: [],
  auditSeq: 90,
  lose: 41,
  loseEntries: 6,
  claims: 1200,
  patients: 402,
}
const backupAnswers: Answers = { 'backup.list': () => backups, 'backup.preview': () => preview }

test('a restore says what is lost, and waits for a reason and its word', async () => {
  const double = bridgeDouble({ ...backupAnswers, 'backup.restore': () => ({ lost: 41, kept: '/stores/kept' }) })
  const window = await section('backups', double)
  await window.until(() => window.text().includes('Does not count'))
  expect(window.text()).toContain('No restore was tried for 35 days.')
  await window.click(window.button('Restore the backup of 11/18/2026'))
  await window.until(() => window.text().includes('You will lose 41 events and 6 postings since.'))
  expect(window.text()).toContain('402 patients and 1,200 claims')
  await write('The disk broke')
  expect(window.button('Restore this backup')?.disabled).toBe(true)
  await window.fill(window.field('Type the word restore'), 'restor')
  expect(window.button('Restore this backup')?.disabled).toBe(true)
  await window.fill(window.field('Type the word restore'), 'Restore')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('/stores/kept'))
  expect(double.named('backup.restore')[0]?.input).toEqual({ name: 'b-2', reason: 'The disk broke' })
})

test('a backup that does not hold cannot be restored, and says what broke', async () => {
  const window = await section(
    'backups',
    bridgeDouble({ ...backupAnswers, 'backup.preview': () => ({ ...preview, holds: false, broken: ['Page 12 was changed.'] }) }),
  )
  await window.until(() => window.text().includes('Does not count'))
  await window.click(window.button('Restore the backup of 11/18/2026'))
  await window.until(() => window.text().includes('Page 12 was changed.'))
  expect(window.button('Restore this backup')?.disabled).toBe(true)
  expect(document.querySelector('textarea')).toBeNull()
})

test('a second folder is chosen by a person, and goes again', async () => {
  let second: string | null = null
  const double = bridgeDouble({
    'backup.list': () => ({ ...backups, second }),
    'backup.second': ({ folder }) => {
      second = folder
      return {}
    },
  })
  const window = await section('backups', double, { chooseFolder: () => Promise.resolve('/usb/parity') })
  await window.until(() => window.button('Choose a second folder') !== undefined)
  await window.click(window.button('Choose a second folder'))
  double.tell({ t: 'event', topic: 'backup', ids: [], seq: 1 })
  await window.until(() => window.text().includes('/usb/parity'))
  await window.click(window.button('Without a second folder'))
  double.tell({ t: 'event', topic: 'backup', ids: [], seq: 2 })
  await window.until(() => window.text().includes('none; a fire or a thief takes both'))
  expect(double.named('backup.second').map(({ input }) => input)).toEqual([{ folder: '/usb/parity' }, { folder: null }])
})

type Event = Output<'audit.list'>['rows'][number]
const event = (id: number, change: Partial<Event> = {}): Event => ({
  id,
  at: '2026-11-18T14:05:00Z',
  user: 'Ruth Adeyemi',
  role: 'biller',
  action: 'patients.get',
  words: 'Looked at a patient',
  kind: 'view',
  patient: 'Quintero, Marisol',
  patientId: 7,
  object: 'patient 7',
  outcome: 'ok',
  code: null,
  fields: 'id',
  reason: null,
  ...change,
})

test('the log is a list that stays in Setup: its tabs filter, its rows open, its export asks why', async () => {
  const double = bridgeDouble({
    'audit.list': ({ view }) => {
      const rows =
        view.filters.length > 0 ? [event(9, { outcome: 'refused', words: 'Tried to post', code: 'access.denied' })] : [event(8), event(9)]
      return { total: rows.length, sums: {}, window: 0, rows }
    },
    'audit.export': () => ({ path: '/out/log.csv', rows: 812 }),
  })
  const window = await section('activity', double, { saveAs: () => Promise.resolve('/out/log.csv') })
  await window.until(() => window.text().includes('Looked at a patient'))
  await window.click(window.button('Refused'))
  await window.until(() => window.text().includes('Tried to post') && !window.text().includes('Looked at a patient'))
  expect(window.parts.router.here.get()).toMatchObject({ screen: 'setup', section: 'activity', tab: 'refused' })
  expect(double.named('audit.list').at(-1)?.input).toMatchObject({
    view: { filters: [{ is: 'any', field: 'outcome', of: ['refused', 'failed'] }] },
  })
  await window.press('Enter')
  await window.until(() => document.querySelector('aside[aria-label="Event 9"]') !== null)
  expect(window.text()).toContain('access.denied')
  await window.press('E', { shiftKey: true })
  await window.until(() => document.querySelector('textarea') !== null)
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('This is needed.'))
  expect(double.named('audit.export')).toEqual([])
  await write('The yearly review')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('812 events written.'))
  expect(double.named('audit.export')[0]?.input).toMatchObject({ format: 'csv', path: '/out/log.csv', reason: 'The yearly review' })
})
