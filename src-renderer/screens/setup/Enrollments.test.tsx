import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { bridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
  vi.restoreAllMocks()
})

const term = { state: 'asked', starts: day('2026-10-01'), ends: null, note: 'Ticket 4471' } as const
const none = { standing: 'none' as const, day: null, terms: [] }
const BOARD: Output<'enrollments.board'> = {
  payers: [
    {
      payer: 7,
      name: 'Northlake Health Plan',
      rows: [
        {
          provider: null,
          name: 'Cedar Hollow',
          cells: [
            { kind: 'claims', standing: 'late', day: day('2026-10-01'), terms: [term] },
            { kind: 'remittances', ...none },
            { kind: 'eligibility', ...none },
            { kind: 'status', ...none },
            { kind: 'payments', ...none },
          ],
        },
      ],
    },
  ],
}

test('the board says how each stands, and a row of it is changed', async () => {
  const double = bridgeDouble({ 'enrollments.board': () => BOARD, 'enrollments.save': () => ({}) })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'setup', section: 'enrollments' })
  const name = 'Northlake Health Plan, Cedar Hollow, 837P claims: No answer 10/01/2026'
  await window.until(() => window.button(name) !== undefined)
  const press = (which: string): Promise<void> =>
    act(async () => {
      window.button(which)?.click()
      await Promise.resolve()
    })
  await press(name)
  await window.until(() => window.button('Remove row 1') !== undefined)
  await press('Remove row 1')
  await press('Save')
  await window.until(() => double.named('enrollments.save').length === 1)
  expect(double.named('enrollments.save')[0]?.input).toEqual({ provider: null, payer: 7, kind: 'claims', terms: [] })
})
