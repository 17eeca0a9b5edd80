import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { day } from '../../../../src-shared/day.ts'
import { cents } from '../../../../src-shared/money.ts'
import { bridgeDouble, type BridgeDouble } from '../../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../../app/drawn.tsx'

type Figures = Output<'coding.figures'>

const none: Figures = { clinicians: [], long: { n: 0, of: 0 }, fits: { n: 0, of: 0 }, sessions: 0 }
const some: Figures = {
  long: { n: 30, of: 50 },
  fits: { n: 48, of: 50 },
  sessions: 60,
  clinicians: [
    {
      provider: 4,
      name: 'Dana Whitlock, LCSW',
      sessions: 60,
      minutes: 3000,
      fits: { n: 48, of: 50 },
      long: { n: 30, of: 50 },
      before: { n: 10, of: 40 },
      underCents: cents(3500),
      findings: [
        {
          id: 'over',
          grade: 'stop',
          words: '1 session billed above the minutes: correct the claim before a payer asks.',
          source: 'CPT time rule',
          count: 1,
          sessions: [
            {
              charge: 9,
              patient: 7,
              patientName: 'Nadia Kessler',
              day: day('2026-11-05'),
              start: '09:00',
              minutes: 45,
              codes: '90837',
              words: '45 minutes support 90834, not 90837.',
            },
          ],
        },
      ],
    },
    {
      provider: 5,
      name: 'Marcus Bell, LISW',
      sessions: 3,
      minutes: 150,
      fits: { n: 3, of: 3 },
      long: { n: 1, of: 3 },
      before: { n: 0, of: 0 },
      underCents: cents(0),
      findings: [],
    },
  ],
}

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})
async function open(figures: Figures): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  const double = bridgeDouble({ 'coding.figures': () => figures })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'charges', isCoding: true })
  await window.until(() => window.text().includes('Coding'))
  return { window, double }
}
const buttonOf = (words: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes(words))

test('shares are said from twenty sessions on, the past beside them, and what was billed too low', async () => {
  const { window, double } = await open(some)
  await window.until(() => window.text().includes('Dana Whitlock, LCSW'))
  expect(double.named('coding.figures')[0]?.input).toEqual({ from: '2026-08-22', to: '2026-11-19' })
  for (const words of ['96%', '25% → 60%', '$35.00', '3 of 3', '1 of 3', 'Nothing an auditor would ask about.'])
    expect(window.text()).toContain(words)
})

test('a finding unfolds to its sessions, and one of them leads to its day', async () => {
  const { window } = await open(some)
  await window.until(() => buttonOf('Show 1 session') !== undefined)
  await window.click(buttonOf('Show 1 session'))
  expect(window.text()).toContain('45 minutes support 90834, not 90837.')
  await window.click(buttonOf('Nadia Kessler'))
  expect(window.parts.router.here.get()).toEqual({ screen: 'charges', day: '2026-11-05', provider: 4 })
})

test('without a session it says what it is for, and Esc leads back', async () => {
  const { window } = await open(none)
  await window.until(() => window.text().includes('No billed session in these days'))
  await window.press('Escape')
  expect(window.parts.router.here.get().screen).not.toBe('setup')
  expect(window.parts.router.here.get()).not.toMatchObject({ isCoding: true })
})
