import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { bridgeDouble, openStatus, Refused, type Answers, type BridgeDouble } from '../../test/support/bridge.ts'
import { drawWindow, type Drawn } from './drawn.tsx'
import { recoveryDue, starterWords } from './sitting.ts'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
  recoveryDue.set(undefined)
  starterWords.set(undefined)
})

const practice = { name: 'Lantern Street Therapy', isSample: false, folder: '/stores/Lantern.parity' }
const people = [
  { id: 1, name: 'Dana Whitlock', isEmergency: false },
  { id: 9, name: 'Break glass', isEmergency: true },
]
const passphrase = 'five words nobody guesses here'
const key = 'A7K2-9QXM-4TZP-6RWD-8HJC-3VNB-5FGE-2YSD-1M'

type Store = { isOpen: boolean; change: Partial<ReturnType<typeof openStatus>> }

/** A store behind its lock; `store.isOpen` is what the engine says. */
const behind = (store: Store): Answers => ({
  'store.status': () =>
    store.isOpen ? openStatus({ practice, ...store.change }) : openStatus({ state: 'none', practice: null, user: null }),
  'store.users': () => people,
})

/** Opens the store that a person points to, and says what the engine would. */
async function atLock(answers: Answers, store: Store): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  const double = bridgeDouble({ ...behind(store), ...answers })
  const bridge = { ...double.bridge, chooseStore: () => Promise.resolve(practice.folder) }
  const window = await drawWindow(bridge)
  drawn = window
  await window.until(() => window.text().includes('Open a store'))
  await window.press('3')
  await window.until(() => window.field('Passphrase') !== undefined && window.text().includes('Who'))
  return { window, double }
}

const opened = (double: BridgeDouble): void => double.tell({ t: 'event', topic: 'store', ids: [], seq: 1 })
const isInside = (): boolean => document.querySelector('nav[aria-label=Screens]') !== null

test('after several wrong passphrases the lock counts down, and cannot be hurried', async () => {
  const store: Store = { isOpen: false, change: {} }
  const { window, double } = await atLock(
    { 'store.open': () => new Refused({ code: 'access.wait', message: 'Wait a little.', fix: 'Try again in 2 seconds.' }) },
    store,
  )
  await window.fill(window.field('Passphrase'), passphrase)
  await window.click(window.button('Unlock'))
  await window.until(() => window.text().includes('Wait 2 seconds.'))
  await window.fill(window.field('Passphrase'), passphrase)
  expect(window.button('Unlock')?.disabled).toBe(true)
  await act(() => new Promise<void>((done) => void setTimeout(done, 2300)))
  await window.until(() => window.text().includes('You can try again now.'))
  expect(window.button('Unlock')?.disabled).toBe(false)
  expect(double.named('store.open')).toHaveLength(1)
})

test('emergency access gives its reason, and a red banner says it and how long is left', async () => {
  const store: Store = { isOpen: false, change: {} }
  const { window, double } = await atLock(
    {
      'store.open': () => {
        store.isOpen = true
        store.change = {
          user: { id: 9, name: 'Break glass', role: 'emergency', part2: false, provider: null },
          emergency: { until: new Date(Date.now() + 95 * 60_000).toISOString(), reason: 'Fire next door, owner away' },
        }
        return openStatus({ practice, ...store.change })
      },
    },
    store,
  )
  await window.click(window.field('Who'))
  await window.click([...document.querySelectorAll('[role=option]')].find((one) => one.textContent === 'Break glass, emergency'))
  const words = (): HTMLInputElement | undefined => window.field('The words of the envelope')
  await window.until(() => words() !== undefined)
  await window.fill(words(), 'six words of the envelope today')
  expect(window.button('Unlock')?.disabled).toBe(true)
  const reason = document.querySelector('textarea')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(reason, 'Fire next door, owner away')
    reason?.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
  })
  await window.click(window.button('Unlock'))
  opened(double)
  await window.until(isInside)
  expect(double.named('store.open')[0]?.input).toMatchObject({ user: 'Break glass', reason: 'Fire next door, owner away' })
  expect(window.text()).toContain('Emergency access, 1 h 35 min left.')
  expect(window.text()).toContain('Fire next door, owner away')
})

test('who signs in with starter words chooses a passphrase before anything else opens', async () => {
  const store: Store = { isOpen: false, change: {} }
  const { window, double } = await atLock(
    {
      'store.open': () => {
        store.isOpen = true
        store.change = { mustChange: true }
        return openStatus({ practice, ...store.change })
      },
      'access.suggest': () => ({ passphrase: 'canyon violet ribbon harbor salad quiz' }),
      'keys.passphrase': () => {
        store.change = {}
        return {}
      },
    },
    store,
  )
  await window.fill(window.field('Passphrase'), 'the words that were handed over')
  await window.click(window.button('Unlock'))
  opened(double)
  await window.until(() => window.field('Your passphrase') !== undefined)
  expect(isInside()).toBe(false)
  // The words were typed a moment ago, so nobody is asked for them again.
  await window.until(() => window.field('The words you were given') === undefined)
  await window.fill(window.field('Your passphrase'), 'too short')
  await window.fill(window.field('The same again'), 'too short')
  await window.click(window.button('Make it my passphrase'))
  await window.until(() => window.text().includes('A passphrase needs 15 characters or more.'))
  expect(double.named('keys.passphrase')).toEqual([])
  await window.click(window.button('Suggest six words'))
  await window.until(() => window.text().includes('canyon violet ribbon harbor salad quiz'))
  await window.fill(window.field('The same again'), 'canyon violet ribbon harbor salad quiz')
  await window.click(window.button('Make it my passphrase'))
  await window.until(() => double.named('keys.passphrase').length === 1)
  expect(double.named('keys.passphrase')[0]?.input).toEqual({
    old: 'the words that were handed over',
    new: 'canyon violet ribbon harbor salad quiz',
  })
  opened(double)
  await window.until(isInside)
})

test('the recovery key opens a store, and a new one goes on paper before the window opens', async () => {
  const store: Store = { isOpen: false, change: {} }
  let isTypedWrongly = true
  const { window, double } = await atLock(
    {
      'store.recover': ({ key: typed }) => {
        if (!typed.toUpperCase().startsWith('A7K2'))
          return new Refused({ code: 'store.recovery.typed', message: 'A sign was typed wrongly.' })
        store.isOpen = true
        store.change = { recovery: 'unconfirmed' }
        return openStatus({ practice, ...store.change })
      },
      'access.confirm': () => ({ until: '2026-11-19T12:05:00Z' }),
      'keys.recovery': () => ({ key, ask: [3, 7] }),
      'keys.confirmRecovery': () => {
        if (isTypedWrongly) return new Refused({ code: 'keys.recovery.wrong', message: 'This is not what the recovery key says.' })
        store.change = {}
        return {}
      },
    },
    store,
  )
  await window.click(window.button('Use the recovery key'))
  await window.until(() => window.field('Recovery key') !== undefined)
  await window.fill(window.field('Recovery key'), 'B7K2')
  await window.fill(window.field('Owner’s name'), 'Dana Whitlock')
  await window.fill(window.field('New passphrase'), passphrase)
  await window.fill(window.field('The same again'), passphrase)
  await window.click(window.button('Open with the recovery key'))
  await window.until(() => window.text().includes('A sign was typed wrongly.'))
  await window.fill(window.field('Recovery key'), key.toLowerCase())
  await window.click(window.button('Open with the recovery key'))
  opened(double)
  await window.until(() => window.text().includes('A7K2'))
  expect(isInside()).toBe(false)
  expect(double.named('access.confirm').map(({ input }) => input)).toEqual([{ passphrase }])
  expect([...document.querySelectorAll('#root li b, body li b')].map((one) => one.textContent)).toEqual(
    expect.arrayContaining(key.split('-')),
  )
  await window.click(window.button('It is on paper'))
  await window.until(() => window.field('Group 3') !== undefined)
  expect(window.text()).not.toContain('A7K2')
  await window.fill(window.field('Group 3'), '4TZZ')
  await window.fill(window.field('Group 7'), '5fge')
  await window.click(window.button('Finish'))
  await window.until(() => window.text().includes('This is not what the recovery key says.'))
  expect(isInside()).toBe(false)
  isTypedWrongly = false
  await window.click(window.button('Finish'))
  await window.until(() => double.named('keys.confirmRecovery').length === 2)
  opened(double)
  await window.until(isInside)
  expect(double.named('keys.confirmRecovery')[1]?.input).toEqual({ groups: ['4TZZ', '5fge'] })
})

test('a damaged store offers its backups, and nothing that deletes', async () => {
  const store: Store = { isOpen: false, change: {} }
  const { window, double } = await atLock(
    {
      'store.open': () => new Refused({ code: 'store.damaged', message: 'The store is damaged.' }),
      'store.backups': () => [
        { name: 'b-0002', at: '2026-11-18T23:00:00Z', bytes: 4_300_000 },
        { name: 'b-0001', at: '2026-11-17T23:00:00Z', bytes: 4_100_000 },
      ],
      'store.restore': () => {
        store.isOpen = true
        return openStatus({ practice })
      },
    },
    store,
  )
  await window.fill(window.field('Passphrase'), passphrase)
  await window.click(window.button('Unlock'))
  await window.until(() => window.text().includes('The store is damaged.'))
  await window.click(window.button('Restore a backup'))
  await window.until(() => document.querySelectorAll('[role=radio]').length === 2)
  expect(window.text()).toContain('4.1 MB, b-0002')
  expect(window.text()).toContain('nothing is deleted')
  await window.fill(window.field('Passphrase'), passphrase)
  await window.click([...document.querySelectorAll('[role=radio]')][1])
  await window.click(window.button('Restore this backup'))
  opened(double)
  await window.until(isInside)
  expect(double.named('store.restore')[0]?.input).toEqual({ folder: practice.folder, name: 'b-0001', user: 'Dana Whitlock', passphrase })
})
