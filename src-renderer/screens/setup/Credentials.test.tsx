import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { bridgeDouble, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
  vi.restoreAllMocks()
})

const term = { starts: day('2024-03-01'), ends: null }
const KEPT: Output<'credentials.get'> = {
  enrollments: [{ payer: 7, state: 'in', ...term }],
  licenses: [{ state: 'OH', number: 'I.2001', level: 'full', ...term }],
  supervisions: [],
}

async function openCredentials(): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  const clinician = {
    last: 'Bell',
    first: 'Marcus',
    credential: 'LCSW',
    discipline: 'social-worker',
    npi: null,
    taxonomy: null,
    isActive: true,
  }
  const double = bridgeDouble({
    'providers.list': () => [{ id: 4, name: 'Marcus Bell, LCSW', ...clinician }],
    'desk.pickers': () => ({
      providers: [{ id: 4, name: 'Marcus Bell, LCSW', discipline: 'social-worker' }],
      payers: [{ id: 7, name: 'Northlake Health Plan' }],
      places: [],
      diagnoses: [],
      procedures: [],
    }),
    'credentials.get': () => KEPT,
    'credentials.save': () => ({}),
  })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'setup', section: 'clinicians' })
  await window.until(() => window.button('Credentials of Marcus Bell, LCSW') !== undefined)
  await press(window, 'Credentials of Marcus Bell, LCSW')
  await window.until(() => window.button('Remove enrollment 1') !== undefined)
  return { window, double }
}

const press = (window: Drawn, name: string): Promise<void> =>
  act(async () => {
    window.button(name)?.click()
    await Promise.resolve()
  })

test('what is kept is shown, a row is taken off, the rest is kept, and it can be taken back', async () => {
  const { window, double } = await openCredentials()
  expect(document.querySelector<HTMLInputElement>('input[name="licenses.0.number"]')?.value).toBe('I.2001')
  await press(window, 'Remove enrollment 1')
  await press(window, 'Save the changes')
  await window.until(() => double.named('credentials.save').length === 1)
  expect(double.named('credentials.save')[0]?.input).toEqual({ ...KEPT, enrollments: [], provider: 4 })
  await act(() => window.parts.notices.undo())
  expect(double.named('credentials.save')[1]?.input).toEqual({ ...KEPT, provider: 4 })
})

test('an empty row is not kept', async () => {
  const { window, double } = await openCredentials()
  await press(window, 'Add a supervisor')
  await press(window, 'Save the changes')
  await window.until(() => window.text().includes('A date is needed'))
  expect(double.named('credentials.save')).toEqual([])
})

test('rows of all three kinds are added one after the other', async () => {
  const { window } = await openCredentials()
  for (const name of ['Add a payer', 'Add a license', 'Add a supervisor']) await press(window, name)
  const rows = [...document.querySelectorAll('[role=group]')].map((one) => one.getAttribute('aria-label'))
  expect(rows).toEqual(['Enrollment 1', 'Enrollment 2', 'License 1', 'License 2', 'Supervisor 1'])
})
