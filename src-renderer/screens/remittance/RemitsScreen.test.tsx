import { afterEach, expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { bridgeDouble, Refused, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'
import type { ClaimRow, Payment, Whole } from './words.ts'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

const row = (n: number, change: Partial<ClaimRow> = {}): ClaimRow => ({
  id: n,
  n,
  patient: `Patient ${n}`,
  control: `CH-${n}`,
  claim: 10_500 + n,
  day: day('2026-10-08'),
  codes: '90837',
  charge: cents(17_500),
  contractual: cents(4_300),
  denied: cents(0),
  patientOwes: cents(2_500),
  paid: cents(10_700),
  outcome: 'will-post',
  becomes: 'Paid',
  shape: 'paid',
  reason: '',
  ...change,
})
const held = row(3, { claim: null, control: 'CH-9911', outcome: 'held', becomes: 'Held', shape: 'held', reason: 'no such number' })

const rehearsed: Whole = {
  id: 7,
  status: 'rehearsed',
  payer: 'Northlake Health Plan',
  trace: '0098841277',
  method: 'ACH',
  day: day('2026-11-18'),
  cents: cents(22_720),
  reason: '',
  isByHand: false,
  aside: '',
  canTurn: true,
  off: cents(0),
  deposited: null,
  file: 70,
  stays: [],
  fileName: '835_NLHPL.x12',
  posts: cents(21_400),
  held: cents(10_700),
  parts: [
    { outcome: 'held', claims: 1, cents: cents(10_700), becomes: [{ word: 'Held', shape: 'held', claims: 1, cents: cents(10_700) }] },
    { outcome: 'will-post', claims: 2, cents: cents(21_400), becomes: [{ word: 'Paid', shape: 'paid', claims: 2, cents: cents(21_400) }] },
  ],
  sums: {
    charge: cents(52_500),
    contractual: cents(12_900),
    denied: cents(0),
    patientOwes: cents(7_500),
    paid: cents(32_100),
    provider: cents(9_380),
    off: cents(0),
  },
  provider: [
    { code: 'WO', words: 'Overpayment, taken back, claim 10288', reference: '10288', cents: cents(9_500), segment: 90 },
    { code: 'L6', words: 'Interest owed to us', reference: '', cents: cents(-120), segment: 90 },
  ],
  claims: [row(1), row(2), held],
}

const payment = (of: ClaimRow): Payment => ({
  row: of,
  payerControl: '26287N009911',
  memberId: 'NL8820417',
  candidates:
    of.claim === null
      ? [
          {
            claim: 10_519,
            patient: 'Simone Achterberg',
            memberId: 'NL8820417',
            day: day('2026-10-08'),
            codes: '90837',
            charge: cents(17_500),
            points: ['member id', 'service day', 'code', 'charge'],
          },
        ]
      : [],
  becomes: [{ what: 'Payer owes', now: cents(17_500), after: cents(0) }],
  lines: [
    {
      code: '90837',
      charge: cents(17_500),
      allowed: cents(13_200),
      paid: cents(10_700),
      adjustments: [{ code: 'CO-45', words: 'Above the contracted amount', cents: cents(4_300) }],
      remarks: [{ code: 'N130', words: 'Look at the benefit documents' }],
    },
  ],
  segments: [],
})

/** A practice with one remittance, which the calls change as the engine would. */
function remittance(first: Whole = rehearsed, more: Answers = {}): BridgeDouble {
  let whole = first
  const change = (next: Whole): void => {
    whole = next
    double.tell({ t: 'event', topic: 'remittances', ids: [7], seq: 1 })
  }
  const double: BridgeDouble = bridgeDouble({
    'remittance.list': () => ({
      total: whole.status === 'posted' ? 0 : 1,
      sums: { cents: whole.cents },
      window: 0,
      rows: [whole]
        .filter(({ status }) => status !== 'posted')
        .map(() => ({
          id: whole.id,
          status: whole.status,
          payer: whole.payer,
          trace: whole.trace,
          method: whole.method,
          day: whole.day,
          claims: whole.claims.length,
          held: 1,
          cents: whole.cents,
          reason: whole.reason,
          deposited: whole.deposited,
        })),
    }),
    'remittance.get': () => whole,
    'remittance.claim': ({ id }) => payment(whole.claims.find((one) => one.id === id) ?? held),
    'remittance.match': ({ claim }) => {
      change({
        ...whole,
        posts: cents(32_100),
        held: cents(0),
        parts: [{ outcome: 'will-post', claims: 3, cents: cents(32_100), becomes: [] }],
        claims: [row(1), row(2), row(3, { claim })],
      })
      return { outcome: 'will-post', reason: '' }
    },
    'remittance.post': () => {
      const status = whole.claims.some(({ outcome }) => outcome === 'held') ? 'partly' : 'posted'
      change({ ...whole, status })
      return { posted: 2, held: status === 'partly' ? 1 : 0, cents: cents(21_400), denials: 1, status }
    },
    'denials.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }),
    ...more,
  })
  return double
}

async function opened(double: BridgeDouble): Promise<Drawn> {
  const window = await drawWindow(double.bridge)
  drawn = window
  await window.press('g')
  await window.press('r')
  await window.until(() => window.text().includes('0098841277'))
  await window.press('Enter')
  await window.until(() => document.querySelector('table[aria-label=Lines]') !== null)
  return window
}
const patients = (): string[] => [...document.querySelectorAll('[data-at]')].map((line) => line.firstElementChild?.textContent ?? '')

test('a remittance takes the screen: the sum to the payment, what is held first and why, and Esc leads back to the list', async () => {
  const window = await opened(remittance())
  const proof = document.querySelector('[aria-label="The sum to the payment"]')?.textContent ?? ''
  expect(proof).toContain('Claims that post$214.00+Held, unapplied$107.00−Overpayment, WO$95.00+Interest owed to us, L6$1.20=')
  expect(proof).toContain('$227.20')
  expect(proof).toContain('Balances to the cent')
  expect(patients()).toEqual(['Patient 3', 'Patient 1', 'Patient 2'])
  expect(window.text()).toContain('Held: no such number')
  expect(window.text()).toContain('−95.00')
  await window.press('j')
  await window.until(() => window.text().includes('Open claim 10501'))
  expect(window.text()).toContain('Look at the benefit documents')
  await window.press('Escape')
  await window.until(() => document.querySelector('[role=grid][aria-label=Remits]') !== null)
})

test('a held payment is tied to the claim that fits by one key, and then posts with the rest', async () => {
  const double = remittance()
  const window = await opened(double)
  expect(window.button('Post 2, keep 1 held')).toBeDefined()
  await window.press('m')
  await window.until(() => window.text().includes('Tied to claim 10519'))
  expect(double.named('remittance.match').map(({ input }) => input)).toEqual([{ id: 3, claim: 10_519 }])
  await window.until(() => window.button('Post 3') !== undefined)
})

test('posting says first that it is final and what stays, and Esc on it leaves everything as it was', async () => {
  const double = remittance()
  const window = await opened(double)
  await window.press('p', { shiftKey: true })
  await window.until(() => window.text().includes('Nothing in the ledger is erased.'))
  expect(window.text()).toContain('1 claim payment stays held')
  expect(window.text()).toContain('−$93.80 that is not about a claim')
  await window.press('Escape')
  await window.until(() => !window.text().includes('Nothing in the ledger is erased.'))
  expect(document.querySelector('[aria-label="The sum to the payment"]')).not.toBeNull()
  expect(double.named('remittance.post')).toEqual([])

  await window.press('p', { shiftKey: true })
  await window.until(() => window.text().includes('Nothing in the ledger is erased.'))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('2 claim payments posted, 1 held'))
  expect(double.named('remittance.post')).toHaveLength(1)
  await window.press('d')
  await window.until(() => window.parts.router.here.get().screen === 'denials')
})

test('after the last remittance of the list none is offered as the next', async () => {
  const window = await opened(remittance({ ...rehearsed, claims: rehearsed.claims.filter(({ outcome }) => outcome !== 'held') }))
  await window.press('p', { shiftKey: true })
  await window.until(() => window.text().includes('Nothing in the ledger is erased.'))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('2 claim payments posted'))
  await window.until(() => window.button('Next remittance') === undefined)
  expect(window.button('Work the denials')).toBeDefined()
})

test('a problem of posting stays beside its button', async () => {
  const double = remittance(rehearsed, {
    'remittance.post': () =>
      new Refused({ code: 'remittance.unbalanced', message: 'The remittance does not balance, so nothing can be posted.' }),
  })
  const window = await opened(double)
  await window.press('p', { shiftKey: true })
  await window.until(() => window.text().includes('Nothing in the ledger is erased.'))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('does not balance, so nothing can be posted'))
  expect(window.button('Not yet')).toBeDefined()
})

test('what is quarantined says by how much and what to do, and cannot be posted or tied', async () => {
  const reason = 'Claims less provider adjustments are not the payment: it is out by $95.00.'
  const window = await opened(
    remittance({ ...rehearsed, status: 'quarantined', reason, off: cents(9_500), sums: { ...rehearsed.sums, off: cents(9_500) } }),
  )
  expect(window.text()).toContain(reason)
  expect(window.text()).toContain('Out by $95.00')
  expect(window.text()).toContain('for a corrected 835')
  expect(window.text()).not.toContain('Balances to the cent')
  expect(window.button('Post')).toBeUndefined()
  expect(window.button('It is 10519')).toBeUndefined()
})

test('of thousands of claims only those in sight are drawn, and the last is one key away', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => row(n + 1))
  const window = await opened(
    remittance({ ...rehearsed, claims: many, parts: [{ outcome: 'will-post', claims: 5000, cents: cents(21_400), becomes: [] }] }),
  )
  expect(patients().length).toBeLessThan(100)
  await window.press('End')
  await window.until(() => window.text().includes('Open claim 15500'))
})

test('a new practice learns what the screen is for, on the tab that stands first, too', async () => {
  const double = remittance(rehearsed, { 'remittance.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }) })
  const window = await drawWindow(double.bridge)
  drawn = window
  await window.press('g')
  await window.press('r')
  await window.until(() => window.text().includes('Every payment, rehearsed first'))
  expect(window.button('Add files')).toBeDefined()
})
