import { afterEach, expect, test } from 'vitest'
import { SCREENS } from '../../src-shared/contract/today.ts'
import { PERMISSIONS } from '../../src-shared/contract/call.ts'
import { bridgeDouble, openStatus } from '../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../app/drawn.tsx'
import { LOOKS } from '../kit/shapes.ts'
import { HINTS, NONE_SEEN, seenHints, withSeen } from './hints.ts'
import { findTerms, soughtTerms, termOf, TERMS } from './terms.ts'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

test('each word has one line of its own, and no word two', () => {
  const words = TERMS.flatMap(({ name, also }) => [name, ...also].map((word) => word.toLowerCase()))
  expect(words.filter((word, n) => words.indexOf(word) !== n)).toEqual([])
  expect(TERMS.length).toBeGreaterThan(150)
  for (const { name, means } of TERMS) {
    expect(name).not.toBe('')
    expect(means).toMatch(/^[A-Z0-9].*[.]$/)
    expect(means.length).toBeLessThan(140)
  }
})

test('every status of a claim is explained', () => {
  const words = Object.values(LOOKS).map(({ word }) => word)
  expect(words.filter((word) => !termOf(word) && word !== 'Note')).toEqual([])
})

test('a word is found by its other names, by its beginning first, and by a question', () => {
  expect(termOf('icn')?.name).toBe('Payer’s number')
  expect(findTerms('remi')[0]?.name).toBe('Remittance')
  expect(soughtTerms('what does timely filing mean?')[0]?.name).toBe('Timely filing')
  expect(soughtTerms('What is a takeback')[0]?.name).toBe('Reversed')
  expect(soughtTerms('x')).toEqual([])
})

test('what was seen is kept as one short setting, however many screens said theirs', () => {
  const all = SCREENS.reduce((kept: string | undefined, screen) => withSeen(kept, screen), undefined) ?? ''
  expect(seenHints(all)).toEqual([...SCREENS])
  expect(all.length).toBeLessThan(200)
  expect(seenHints(withSeen(NONE_SEEN, 'claims'))).toEqual(['claims'])
  expect(Object.keys(HINTS)).toEqual([...SCREENS])
})

test('a hint holds on a full screen as on an empty one', () => {
  const firsts = Object.values(HINTS).filter(({ words }) => /\b(enter|add|make) (the|your) first\b/i.test(words))
  expect(firsts).toEqual([])
})

test('a hint that is put away is kept so, and no other with it', async () => {
  const double = bridgeDouble({ 'settings.get': () => ({ hints: 'claims' }), 'settings.keep': () => ({}) })
  drawn = await drawWindow(double.bridge)
  const { root } = drawn
  const hint = (): Element | null => root.querySelector('[role=note]:not([aria-label^=Sample])')
  await drawn.until(() => hint() !== null)
  expect(hint()?.textContent).toContain('worth the most')
  await drawn.click(hint()?.querySelector('button'))
  expect(hint()).toBeNull()
  expect(double.named('settings.keep').map(({ input }) => input)).toEqual([{ key: 'hints', value: 'claims,today' }])
})

test('a screen one may only read says so, and by which role', async () => {
  const permissions = PERMISSIONS.filter((one) => one !== 'patients.write' && one !== 'clinical.read')
  const double = bridgeDouble({
    'store.status': () => openStatus({ permissions, user: { id: 2, name: 'Lee Ortiz', role: 'front', part2: false, provider: null } }),
    'settings.get': () => ({ hints: SCREENS.join(',') }),
  })
  drawn = await drawWindow(double.bridge)
  await drawn.press('g')
  await drawn.press('p')
  expect(drawn.text()).toContain('You can read patients, not change them. Your role is front desk. Diagnoses are hidden.')
})
