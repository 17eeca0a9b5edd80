import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { bridgeDouble, openStatus, Refused, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

type Denial = Output<'denials.get'>
type Row = Output<'denials.list'>['rows'][number]

const row = (id: number, change: Partial<Row> = {}): Row => ({
  id,
  status: 'new',
  outcome: null,
  daysLeft: 12,
  due: day('2026-12-01'),
  cause: 'Authorization',
  reason: 'CO-197',
  reasonWords: 'No authorization',
  nextStep: 'Appeal, retro',
  action: 'appeal',
  patient: `Patient ${id}`,
  claim: 10_000 + id,
  day: day('2026-10-06'),
  code: '90837',
  cents: cents(13_200),
  payer: 'Northlake Health Plan',
  owner: '',
  again: null,
  ...change,
})

const detail = (id: number, change: Partial<Denial> = {}): Denial => ({
  ...row(id),
  remarks: [{ code: 'N54', words: 'Claim does not match the authorized services' }],
  why: 'Northlake Health Plan gave CO-197. The claim carries no authorization number.',
  steps: ['Look for an authorization', 'Ask for one after the fact'],
  call: { have: [{ name: 'Member', value: 'M1' }], ask: ['Whom do I speak with?'] },
  prevent: 'Verify the authorization before the visit',
  payerControl: 'UP26120004471',
  charge: cents(17_500),
  open: cents(17_500),
  mayBillPatient: false,
  closeReason: 'no-authorization',
  patientId: 7,
  deniedOn: day('2026-11-17'),
  appeal: null,
  templates: [
    { id: 'L-TF', title: 'The claim was filed in time', fits: false },
    { id: 'L-RETRO', title: 'No authorization was needed', fits: true },
  ],
  note: '',
  file: 7,
  documents: [],
  segments: [],
  history: [],
  ...change,
})

const denials = (count: number, change: Partial<Denial> = {}): Answers => ({
  'denials.list': ({ window = 0 }) => ({
    total: count,
    sums: { cents: count * 13_200 },
    window,
    rows: Array.from({ length: count }, (_, n) => {
      const { status, outcome, action, nextStep, owner } = detail(n + 1, change)
      return row(n + 1, { status, outcome, action, nextStep, owner })
    }),
  }),
  'denials.get': ({ id }) => detail(id, change),
})

/** The list, with the first denial in the panel. */
async function opened(double: BridgeDouble): Promise<Drawn> {
  const window = await listed(double)
  await window.press('Enter')
  await window.until(() => window.text().includes('Why it was denied'))
  return window
}

async function listed(double: BridgeDouble): Promise<Drawn> {
  drawn = await drawWindow(double.bridge)
  const window = drawn
  await window.press('g')
  await window.press('d')
  await window.until(() => window.text().includes('Patient 1'))
  return window
}

test('a denial says what is left, why, and what to do; its letter leads to the appeal', async () => {
  const double = bridgeDouble({ ...denials(2), 'appeals.start': () => ({ id: 41 }) })
  const window = await opened(double)
  for (const words of ['12 days left', '12/01/2026', 'carries no authorization number', 'N54', 'Ask for one after the fact']) {
    expect(window.text()).toContain(words)
  }
  await window.press(' ')
  await window.until(() => window.text().includes('Choose a letter'))
  expect([...document.querySelectorAll('[role=radio] b')].map((one) => one.textContent)).toEqual(['No authorization was needed'])
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.parts.router.here.get().screen === 'appeals')
  expect(double.named('appeals.start')[0]?.input).toEqual({ denial: 1, template: 'L-RETRO', level: 1 })
  expect(window.parts.router.here.get()).toEqual({ screen: 'appeals', open: 41 })
})

test('a correction leads to its claim, and a refusal says why', async () => {
  let isWithPayer = true
  const double = bridgeDouble({
    ...denials(1, { action: 'correct', nextStep: 'Correct, 7' }),
    'denials.correct': () =>
      isWithPayer ? new Refused({ code: 'claim.sent', message: 'The claim is with the payer.', fix: 'Wait for it.' }) : { claim: 10_001 },
  })
  const window = await opened(double)
  await window.press(' ')
  await window.until(() => window.text().includes('The claim is with the payer.'))
  isWithPayer = false
  await window.press(' ')
  await window.until(() => window.parts.router.here.get().screen === 'claims')
  expect(window.parts.router.here.get()).toEqual({ screen: 'claims', open: 10_001 })
})

test('a write-off says what it posts before it does, and is never the first choice', async () => {
  const double = bridgeDouble({ ...denials(1), 'denials.close': () => ({ approval: null }) })
  const window = await opened(double)
  await window.press('c')
  await window.until(() => window.text().includes('cannot be opened again'))
  expect(window.text()).not.toContain('posted to the ledger')
  expect(window.text()).not.toContain('Bill the patient')
  expect(window.button('Close it')).toBeDefined()
  await window.click([...document.querySelectorAll('[role=radio]')].find((one) => one.textContent?.startsWith('Write it off')))
  expect(window.text()).toContain('$175.00 is posted to the ledger.')
  expect(window.button('Write off $175.00')).toBeDefined()
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => double.named('denials.close').length === 1)
  expect(double.named('denials.close')[0]?.input).toEqual({ id: 1, outcome: 'written-off', reason: 'no-authorization', note: '' })
})

const approval = (id: number, change: Partial<Output<'approvals.list'>[number]> = {}): Output<'approvals.list'>[number] => ({
  id,
  kind: 'write-off',
  cents: cents(17_500),
  patient: `Patient ${id}`,
  patientId: id,
  claim: 10_000 + id,
  denial: id,
  words: 'No authorization',
  askedBy: 'Ruth Adeyemi',
  askedAt: '2026-11-18T14:05:00Z',
  mayDecide: true,
  state: 'waiting',
  decidedBy: null,
  note: '',
  ...change,
})

test('a write-off above the limit is asked for, not posted, and says so before and after', async () => {
  const double = bridgeDouble({
    ...denials(1),
    'store.status': () => openStatus({ user: { id: 2, name: 'Ruth Adeyemi', role: 'biller', part2: true, provider: null } }),
    'security.get': () => ({
      idleMinutes: 10,
      writeOffBiller: cents(5000),
      writeOffLead: cents(50_000),
      part2Whole: false,
      part2Codes: false,
      part2Providers: [],
    }),
    'denials.close': () => ({ approval: 4 }),
  })
  const window = await opened(double)
  await window.press('c')
  await window.until(() => window.text().includes('cannot be opened again'))
  await window.click([...document.querySelectorAll('[role=radio]')].find((one) => one.textContent?.startsWith('Write it off')))
  await window.until(() => window.text().includes('Above $50.00 a second person decides.'))
  expect(window.text()).not.toContain('is posted to the ledger')
  await window.click(window.button('Ask to write off $175.00'))
  await window.until(() => window.text().includes('Sent for approval'))
  expect(window.text()).toContain('$175.00 is above what you write off alone')
})

test('who may decide approves with a note, and nobody is offered what they asked for', async () => {
  let waiting = [approval(1), approval(2, { mayDecide: false, cents: cents(90_000) })]
  const double = bridgeDouble({
    ...denials(2),
    'approvals.list': () => waiting,
    'approvals.decide': ({ id }) => {
      waiting = waiting.filter((one) => one.id !== id)
      return {}
    },
  })
  const window = await listed(double)
  await window.until(() => window.button('2 write-offs wait') !== undefined)
  await window.press('w')
  await window.until(() => window.button('Approve and write off $175.00 of Patient 1') !== undefined)
  expect(window.button('Approve and write off $900.00 of Patient 2')).toBeUndefined()
  await window.fill(document.querySelector('[aria-label="Note on Patient 1"]'), 'Agreed with the payer')
  await window.click(window.button('Approve and write off $175.00 of Patient 1'))
  double.tell({ t: 'event', topic: 'denials', ids: [1], seq: 1 })
  await window.until(() => window.button('Approve and write off $175.00 of Patient 1') === undefined)
  expect(double.named('approvals.decide')[0]?.input).toEqual({ id: 1, approve: true, note: 'Agreed with the payer' })
})

test('only what was changed is sent', async () => {
  const double = bridgeDouble({ ...denials(1), 'denials.work': () => ({}) })
  const window = await opened(double)
  await window.press('n')
  await window.until(() => window.field('Owner') !== undefined)
  await window.fill(window.field('Owner'), 'Marisol')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => double.named('denials.work').length === 1)
  expect(double.named('denials.work')[0]?.input).toEqual({ id: 1, owner: 'Marisol', status: 'in-work' })
})

test('who asks the payer waits, and who has the answer waits no longer', async () => {
  for (const [status, becomes] of [
    ['new', 'waiting'],
    ['waiting', 'in-work'],
  ] as const) {
    const double = bridgeDouble({
      ...denials(1, { action: 'investigate', nextStep: 'Ask effective date', status }),
      'denials.work': () => ({}),
    })
    const window = await opened(double)
    await window.press(' ')
    await window.until(() => window.field('Owner') !== undefined)
    await window.press('Enter', { ctrlKey: true })
    await window.until(() => double.named('denials.work').length === 1)
    expect(double.named('denials.work')[0]?.input).toEqual({ id: 1, status: becomes })
    window.close()
    drawn = undefined
  }
})

const previewed = { will: 2, cents: cents(26_400), parts: [{ words: '', n: 2, cents: cents(26_400) }], wont: [{ words: 'Closed', n: 1 }] }

test('what is selected is assigned after a look at what will change, and taken back to whom it was and as it stood', async () => {
  const double = bridgeDouble({
    ...denials(3),
    'denials.preview': () => previewed,
    'denials.assign': ({ ids = [1, 2] }) => ({
      done: 2,
      wont: [{ words: 'Closed', n: 1 }],
      left: 0,
      ids,
      before: [{ owner: '', ids: [1, 2] }],
    }),
  })
  const window = await listed(double)
  await window.press('a', { ctrlKey: true })
  await window.until(() => window.text().includes('3 selected'))
  await window.press('o')
  await window.until(() => window.text().includes('1 stays as it is: closed.'))
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('2 denials assigned'))
  const [made] = double.named('denials.assign')
  expect(made?.input).toEqual({ view: expect.objectContaining({ sort: expect.anything() as unknown }) as unknown, owner: 'Dana Whitlock' })
  await window.click(window.button('Done'))
  await window.press('z', { ctrlKey: true })
  await window.until(() => double.named('denials.assign').length === 2)
  expect(double.named('denials.assign')[1]?.input).toEqual({ ids: [1, 2], owner: '', status: 'new' })
})

test('one denial is taken over at once, and given back as it was', async () => {
  const double = bridgeDouble({ ...denials(1), 'denials.work': () => ({}) })
  const window = await listed(double)
  await window.press('o')
  await window.until(() => window.text().includes('Denial taken over.'))
  await window.press('z', { ctrlKey: true })
  await window.until(() => double.named('denials.work').length === 2)
  expect(double.named('denials.work').map(({ input }) => input)).toEqual([
    { id: 1, owner: 'Dana Whitlock' },
    { id: 1, owner: '', status: 'new' },
  ])
})

test('a practice without denials learns what they are, and where they come from', async () => {
  const double = bridgeDouble({ 'denials.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }) })
  drawn = await drawWindow(double.bridge)
  const window = drawn
  await window.press('g')
  await window.press('d')
  await window.until(() => window.text().includes('No denials yet'))
  await window.click(window.button('Open Exchange'))
  expect(window.parts.router.here.get().screen).toBe('exchange')
})
