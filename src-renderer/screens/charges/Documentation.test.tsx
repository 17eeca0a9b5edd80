import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { problem } from '../../../src-shared/contract/problems.ts'
import { bridgeDouble, Refused, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

type Known = Output<'documentation.of'>
const unknown: Known = {
  facts: { times: 'unknown', modality: 'unknown', location: 'unknown', necessity: 'unknown', plan: 'unknown' },
  crisis: null,
  signedOn: null,
  finding: null,
}
const row: Output<'charges.day'>['rows'][number] = {
  id: 9,
  appointment: null,
  patient: 7,
  patientName: 'Nadia Kessler',
  provider: 4,
  providerName: 'Dana Whitlock, LCSW',
  day: day('2026-11-19'),
  start: '09:00',
  stop: '09:55',
  minutes: 55,
  service: 'individual',
  mode: 'video',
  place: '10',
  codes: '90837',
  modifiers: '95',
  units: '1',
  diagnoses: ['F41.1'],
  pointers: '1',
  cents: cents(17_500),
  outcome: 'billed',
  reason: '',
  claim: 10_512,
  claimStatus: 'ready',
  beside: { interactive: false },
  isOpen: true,
}

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})
async function open(
  save: () => Promise<Refused | Record<string, never>>,
  known: Known = unknown,
): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  const double = bridgeDouble({
    'charges.day': () => ({ rows: [row], missing: [], booked: 1, minutes: 55, cents: cents(17_500), waiting: [] }),
    'appointments.list': () => [],
    'desk.pickers': () => ({
      providers: [{ id: 4, name: 'Dana Whitlock, LCSW', discipline: 'social-worker' }],
      payers: [],
      places: [],
      diagnoses: [],
      procedures: [],
    }),
    'documentation.of': () => known,
    'documentation.save': save,
  })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'charges' })
  await window.until(() => window.text().includes('charged'))
  await window.press('Escape')
  await window.until(() => window.text().includes('Documentation'))
  return { window, double }
}
const answer = (fact: string, value: string): HTMLInputElement | null =>
  document.querySelector(`[aria-labelledby=fact-${fact}] input[value=${value}]`)
const saved = (double: BridgeDouble) => double.named('documentation.save').map(({ input, key }) => ({ ...(input as Known), key }))

test('each answer is saved with those before it, however quickly it follows, and once', async () => {
  const waiting: (() => void)[] = []
  const { window, double } = await open(() => new Promise((done) => waiting.push(() => done({}))))
  await window.click(answer('times', 'yes'))
  await window.click(answer('plan', 'no'))
  expect(answer('times', 'yes')?.checked).toBe(true)
  await window.until(() => waiting.length === 1)
  waiting[0]?.()
  await window.until(() => waiting.length === 2)
  waiting[1]?.()
  const [first, second] = saved(double)
  expect(first?.facts).toMatchObject({ times: 'yes', plan: 'unknown' })
  expect(second?.facts).toMatchObject({ times: 'yes', plan: 'no' })
  expect(second?.key).not.toBe(first?.key)
})

test('an answer that is refused is told, and what is kept shows again', async () => {
  const { window } = await open(() => Promise.resolve(new Refused(problem('store.halted'))))
  await window.click(answer('times', 'yes'))
  await window.until(() => window.text().includes(problem('store.halted').message))
  expect(answer('times', 'yes')?.checked).toBe(false)
})

test('a crisis asks for what makes it one, and any other session does not', async () => {
  const crisis = { assessment: 'unknown', resources: 'unknown', intervention: 'unknown' } as const
  const { window, double } = await open(() => Promise.resolve({}), { ...unknown, crisis })
  await window.click(answer('resources', 'no'))
  await window.until(() => saved(double).length === 1)
  expect(saved(double)[0]).toMatchObject({ facts: unknown.facts, crisis: { ...crisis, resources: 'no' } })
  window.close()
  await open(() => Promise.resolve({}))
  expect(answer('resources', 'no')).toBeNull()
})
