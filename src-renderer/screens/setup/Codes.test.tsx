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

type Import = Output<'codes.imports'>[number]
const taken = (stands: boolean): Import => ({
  id: 4,
  kind: 'mue',
  name: 'MUE_Eff_10-01-2026.csv',
  starts: day('2026-10-01'),
  at: '2026-11-19T14:30:00.000Z',
  who: 'Dana Whitlock',
  rows: 2,
  passed: 1,
  bad: 1,
  counts: { added: 0, changed: 1, ended: 0, untouched: 1 },
  stands,
})
const row = {
  code: '90840',
  words: 'Crisis therapy, each further 30',
  isAddOn: true,
  time: 'each further 30 minutes, the first from 75',
  parents: ['90839'],
  billers: 'physician, NP, PA, therapist',
  telehealth: 'video, telephone',
  most: 3,
  held: 'in force',
  isInForce: true,
  source: 'CPT',
}

async function openCodes(): Promise<{ readonly window: Drawn; readonly double: BridgeDouble }> {
  let stands = true
  const double = bridgeDouble({
    'codes.imports': () => [taken(stands)],
    'codes.book': ({ text }) => ({ rows: text === 'nothing' ? [] : [row], total: text === 'nothing' ? 0 : 1 }),
    'codes.withdraw': ({ undo }) => {
      stands = undo === true
      return {}
    },
    'codes.preview': () => ({
      kind: 'mue',
      name: 'MUE_Eff_10-01-2026.csv',
      starts: day('2026-10-01'),
      known: null,
      rows: 2,
      passed: 1,
      bad: 1,
      counts: { added: 0, changed: 1, ended: 0, untouched: 1 },
      firstBad: [{ line: 5, column: 'HCPCS/CPT Code', words: 'This is not a procedure code.' }],
      first: [{ is: 'changed', code: '90837', other: '', was: '2 a day', now: '1 a day' }],
    }),
    'codes.import': () => ({ import: 4, counts: { added: 0, changed: 1, ended: 0, untouched: 1 }, bad: 1 }),
  })
  const window = await drawWindow({ ...double.bridge, pathOf: () => Promise.resolve('/files/MUE_Eff_10-01-2026.csv') })
  drawn = window
  window.parts.router.go({ screen: 'setup', section: 'codes' })
  await window.until(() => window.text().includes('each further 30 minutes, the first from 75'))
  return { window, double }
}

test('the code book says what a code is, and an import is taken back where it stands', async () => {
  const { window, double } = await openCodes()
  expect(window.text()).toContain('+90840')
  expect(window.text()).toContain('1 changed, 1 bad line')
  await act(async () => {
    window.button('Take back: MUE_Eff_10-01-2026.csv')?.click()
    await Promise.resolve()
  })
  await window.until(() => window.text().includes('NCCI unlikely edits: the file was taken back.'))
  expect(double.named('codes.withdraw').map(({ input }) => input)).toEqual([{ import: 4, undo: false }])
})

test('a chosen file is shown before anything of it is kept', async () => {
  const { window, double } = await openCodes()
  const input = document.querySelector<HTMLInputElement>('input[aria-label="Code file to take in"]')
  await act(async () => {
    Object.defineProperty(input, 'files', { value: [new File(['x'], 'MUE_Eff_10-01-2026.csv')] })
    input?.dispatchEvent(new Event('change', { bubbles: true }))
    await Promise.resolve()
  })
  await window.until(() => window.text().includes('1 line cannot be read.'))
  expect(window.text()).toContain('2 a day')
  expect(double.named('codes.import')).toEqual([])
})
