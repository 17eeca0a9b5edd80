import { afterEach, expect, test } from 'vitest'
import { bridgeDouble } from '../../test/support/bridge.ts'
import { drawWindow, type Drawn } from './drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

test('two steps larger, the second before the first is kept, are two changes: the engine does not take them for one tried twice', async () => {
  const answering: (() => void)[] = []
  const double = bridgeDouble({ 'settings.keep': () => new Promise((done) => answering.push(() => done({}))) })
  drawn = await drawWindow(double.bridge)
  await drawn.press('=', { ctrlKey: true })
  await drawn.press('=', { ctrlKey: true })
  await drawn.until(() => double.named('settings.keep').length === 2)
  for (const answer of answering) answer()
  const kept = double.named('settings.keep')
  expect(kept.map(({ input }) => input)).toEqual([
    { key: 'zoom', value: '110' },
    { key: 'zoom', value: '125' },
  ])
  expect(new Set(kept.map(({ key }) => key)).size).toBe(2)
})
