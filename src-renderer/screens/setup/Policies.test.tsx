import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { bridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
  vi.restoreAllMocks()
})

const POLICIES: Output<'remittance.policies'> = [
  { group: 'OA', reason: '209', payer: null, payerName: null, does: 'apply', words: 'Regulatory reduction' },
  { group: 'CO', reason: '253', payer: 7, payerName: 'Northlake Health Plan', does: 'ask', words: 'Sequestration' },
]

test('a reason is treated as usual again, and the notice takes that back', async () => {
  const double = bridgeDouble({ 'remittance.policies': () => POLICIES, 'remittance.setPolicy': () => ({}) })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'setup', section: 'security' })
  const press = (which: string): Promise<void> =>
    act(async () => {
      window.button(which)?.click()
      await Promise.resolve()
    })
  await window.until(() => window.button('Treat CO-253 of Northlake Health Plan as usual') !== undefined)
  const rows = [...document.querySelectorAll('table[aria-label="Reasons treated otherwise"] tbody tr')].map((one) => one.textContent)
  expect(rows).toMatchObject([expect.stringContaining('AllPost it'), expect.stringContaining('Northlake Health PlanAsk first')])
  await press('Treat CO-253 of Northlake Health Plan as usual')
  await window.until(() => window.button('Undo') !== undefined)
  await press('Undo')
  await window.until(() => double.named('remittance.setPolicy').length === 2)
  const of = { group: 'CO', reason: '253', payer: 7 }
  expect(double.named('remittance.setPolicy').map(({ input }) => input)).toEqual([
    { ...of, does: 'usual' },
    { ...of, does: 'ask' },
  ])
})
