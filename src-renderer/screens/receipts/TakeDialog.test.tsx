import { afterEach, expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { bridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

const zero = cents(0)
const money: Output<'receipts.of'> = {
  patient: 7,
  name: 'Marisol Quintero',
  owed: cents(200_000),
  credit: zero,
  block: null,
  lines: [
    {
      line: 31,
      claim: 10_001,
      day: day('2026-10-01'),
      payerName: 'Northlake Health Plan',
      charge: cents(300_000),
      payer: zero,
      patient: cents(200_000),
      room: cents(200_000),
      block: null,
      why: 'Left to the patient.',
    },
  ],
  receipts: [],
  rows: [],
  before: 0,
}
type Proposal = Output<'receipts.propose'>
const proposal = (amount: number): Proposal => ({ parts: [{ line: 31, cents: cents(amount), why: '' }], credit: zero, say: '' })

test('an amount that is entered before its proposal is there is taken with that proposal, never with the one before', async () => {
  const waiting: { readonly input: Input<'receipts.propose'>; readonly answer: (value: Proposal) => void }[] = []
  const double = bridgeDouble({
    'receipts.of': () => money,
    'receipts.propose': (input) => new Promise<Proposal>((answer) => void waiting.push({ input, answer })),
    'receipts.take': () => ({ receipt: 1, move: 1, credit: zero }),
    'patients.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }),
    'patients.get': () => ({
      id: 7,
      last: 'Quintero',
      first: 'Marisol',
      middle: null,
      born: day('1990-05-19'),
      sex: 'F',
      address: { line1: '', line2: null, city: '', state: null, zip: null },
      phone: null,
      diagnoses: [],
      checks: [],
      coverages: [],
      claims: [],
      appointments: [],
      owedByPayers: zero,
      owedByPatient: zero,
    }),
    'part2.get': () => ({ isProtected: false, episodes: [], consents: [], payers: [], held: 0 }),
    'disclosures.list': () => [],
  })
  const window = await drawWindow(double.bridge)
  drawn = window
  window.parts.router.go({ screen: 'patients', open: 7 })
  await window.until(() => window.text().includes('Paid by the patient'))
  await window.press('$')
  await window.until(() => window.field('Amount') !== undefined)
  await window.fill(window.field('Amount'), '200')
  await window.until(() => waiting.length === 1)
  waiting[0]?.answer(proposal(20_000))
  await window.until(() => window.text().includes('All of it goes to sessions'))
  await window.fill(window.field('Amount'), '2000')
  await window.until(() => waiting.length === 2)
  document.querySelector<HTMLFormElement>('#take-payment')?.requestSubmit()
  expect(double.named('receipts.take')).toEqual([])
  waiting[1]?.answer(proposal(200_000))
  await window.until(() => double.named('receipts.take').length === 1)
  expect(double.named('receipts.take')[0]?.input).toMatchObject({ cents: 200_000, parts: [{ line: 31, cents: 200_000 }] })
})
