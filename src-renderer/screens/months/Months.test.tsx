import { afterEach, expect, test } from 'vitest'
import { AGES } from '../../../src-shared/contract/month.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { parseMonth, type Month } from '../../../src-shared/month.ts'
import { must } from '../../../src-shared/result.ts'
import { bridgeDouble, openStatus, Refused, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'
import type { MonthDetail, MonthRow } from './words.ts'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})

const month = (text: string): Month => must('a month of the test', parseMonth(text))
const row = (name: string, change: Partial<MonthRow> = {}): MonthRow => ({
  month: month(name),
  state: 'open',
  roll: {
    opening: cents(100_000),
    changes: {
      charges: cents(52_500),
      insurance: cents(-30_000),
      takebacks: cents(0),
      patient: cents(-2500),
      refunds: cents(0),
      adjustments: cents(-10_000),
      credits: cents(0),
    },
    closing: cents(110_000),
    provider: cents(250),
  },
  closed: null,
  late: 0,
  ...change,
})
const detail = (of: MonthRow, change: Partial<MonthDetail> = {}): MonthDetail => ({
  ...of,
  accounts: [],
  unfinished: [],
  remittances: [],
  claims: [],
  lateEntries: [],
  reopened: [],
  ...change,
})
const none = { claims: 0, cents: cents(0) }
const aged = (who: 'first' | 'later' | 'patient', old: typeof none): Output<'month.aging'>['rows'][number] => ({
  who,
  all: old,
  ages: AGES.map(({ age }) => ({
    age,
    from: age === 'over-120' ? null : day('2026-10-01'),
    to: age === '0-30' ? null : day('2026-07-21'),
    ...(age === 'over-120' ? old : none),
  })),
})
const aging: Output<'month.aging'> = {
  day: day('2026-11-19'),
  rows: [aged('first', { claims: 3, cents: cents(41_200) }), aged('later', none), aged('patient', none)],
  ages: AGES.map(() => none),
  all: { claims: 3, cents: cents(41_200) },
  back: cents(-1500),
}
const left: Partial<MonthDetail> = {
  unfinished: [{ what: 'partly', n: 1, cents: cents(41_200) }],
  remittances: [{ id: 7, payer: 'Summit Ridge PPO', trace: 'EFT9', day: day('2026-10-20'), cents: cents(41_200), status: 'partly' }],
}

async function open(months: readonly MonthRow[], more: Partial<MonthDetail> = {}, answers: Answers = {}): Promise<[Drawn, BridgeDouble]> {
  const closed = months.find(({ state }) => state === 'closed')
  const double = bridgeDouble({
    'month.list': () => ({ closedThrough: closed?.month ?? null, months: [...months] }),
    'month.aging': () => aging,
    'month.get': (input) => detail(months.find((one) => one.month === input.month) ?? row(input.month), more),
    ...answers,
  })
  const window = await drawWindow(double.bridge)
  drawn = window
  await window.press('g')
  await window.press('o')
  return [window, double]
}

const running = row('2026-11', { state: 'running', late: 2 })
const said = (window: Drawn): string => window.text().replaceAll('\u200B', '')

test('begins at the open month, and closes it with those before it after saying what that means', async () => {
  const [window, double] = await open([running, row('2026-10'), row('2026-09'), row('2026-08', { state: 'closed' })], left, {
    'month.close': () => ({ months: [month('2026-09'), month('2026-10')] }),
  })
  await window.until(() => said(window).includes('Something is not finished'))
  expect(said(window)).toContain('Closed through August 2026')
  expect(said(window)).toContain('The 1 open month before is closed with it.')
  expect(said(window)).toContain('Summit Ridge PPO EFT9')
  await window.press(' ')
  await window.until(() => said(window).includes('Close 2 months through October 2026?'))
  expect(said(window)).toContain('1 remittance posted in part, $412.00')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => double.named('month.close').length === 1)
  expect(double.named('month.close')[0]?.input).toEqual({ through: '2026-10', despite: true })
})

test('shows what came late in the month it belongs to', async () => {
  const [window] = await open([running, row('2026-10', { state: 'closed' })], {
    lateEntries: [{ id: 40, day: day('2026-10-30'), what: 'patient', claim: 12, owed: cents(-2500), undoes: true }],
  })
  await window.until(() => said(window).includes('Came late'))
  expect(said(window)).toContain('Payment of a patient, undone, claim 12')
  expect(said(window)).toContain('They belong to November 2026 and keep their own day.')
})

test('opens the last closed month again with a reason', async () => {
  const [window, double] = await open([running, row('2026-10', { state: 'closed' })], {}, { 'month.reopen': () => ({}) })
  await window.until(() => said(window).includes('The month is not over'))
  await window.press('j')
  await window.until(() => said(window).includes('Its figures stand'))
  await window.click(window.button('Open it again'))
  await window.until(() => said(window).includes('Open October 2026 again?'))
  expect(double.named('month.reopen')).toEqual([])
})

test('who may not close reads it, and is told so', async () => {
  const [window] = await open([running, row('2026-10')], left, {
    'store.status': () => openStatus({ permissions: ['open', 'desk', 'month.read', 'remittance.read'] }),
  })
  await window.until(() => said(window).includes('Something is not finished'))
  expect(said(window)).toContain('You can read the months, not close them.')
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Close October 2026'))
  expect(button?.disabled).toBe(true)
})

test('says what it is for while nothing is in the books, and why when it cannot be read', async () => {
  const none = {
    opening: cents(0),
    changes: { ...running.roll.changes, charges: cents(0), insurance: cents(0), patient: cents(0), adjustments: cents(0) },
    closing: cents(0),
    provider: cents(0),
  }
  const [window] = await open([{ ...running, roll: none, late: 0 }])
  await window.until(() => said(window).includes('Nothing is in the books yet'))
  drawn?.close()
  const [broken] = await open([], {}, { 'month.list': () => new Refused({ code: 'record.missing', message: 'This did not work.' }) })
  await broken.until(() => said(broken).includes('This did not work.'))
  expect(said(broken)).toContain('Try again')
})

test('a figure by age opens the claims behind it', async () => {
  const [window, double] = await open(
    [running, row('2026-10')],
    {},
    { 'claims.list': () => ({ total: 0, sums: {}, window: 0, rows: [] }) as never },
  )
  await window.until(() => said(window).includes('Over 120'))
  expect(said(window)).toContain('What you owe back on claims, −$15.00, is in none of these.')
  await window.click(window.button('First payers, Over 120 days: show 3 claims'))
  await window.until(() => double.named('claims.list').length > 0)
  expect(double.named('claims.list')[0]?.input).toMatchObject({
    view: {
      filters: [
        { is: 'any', field: 'owes', of: ['first', 'first, patient'] },
        { is: 'days', field: 'day', to: '2026-07-21' },
      ],
    },
  })
})

test('a figure stands with its goal, its formula and the claims behind it, and of too few says nothing', async () => {
  const figure = (change: Partial<Output<'figures.get'>['figures'][number]>): Output<'figures.get'>['figures'][number] => ({
    id: 'clean',
    name: 'Clean claims',
    is: 'share',
    value: 979,
    n: 1159,
    of: 1183,
    counts: 'claims',
    target: '98% or more',
    isMet: false,
    formula: 'Accepted on the first send.',
    cohort: 'Claims of a year.',
    beside: ['3 claims are not answered yet.'],
    basis: 'by claim',
    ...change,
  })
  const claim = { id: 12_010, patient: 'Harriet Osei', payer: 'Northlake', day: day('2026-10-06'), codes: '90837', cents: cents(17_500) }
  const [window, double] = await open(
    [running],
    {},
    {
      'figures.get': () => ({
        asOf: day('2026-11-19'),
        figures: [figure({}), figure({ id: 'days-in-ar', name: 'Days in A/R', is: 'days', value: null, counts: 'cents', isMet: null })],
      }),
      'figures.claims': ({ which }) => ({ claims: which === 'n' ? [claim] : [], more: 2 }),
    },
  )
  await window.until(() => said(window).includes('November 2026'))
  await window.press('f')
  await window.until(() => said(window).includes('Harriet Osei'))
  expect(said(window)).toContain('97.9%')
  expect(said(window)).toContain('1,159 of 1,183 claims')
  expect(said(window)).toContain('missed')
  expect(said(window)).toContain('Claims of a year. 3 claims are not answered yet.')
  expect(said(window)).toContain('2 more claims stand behind it.')
  await window.click(window.button('Days in A/R'))
  await window.until(() => said(window).includes('There is too little of it to say anything.'))
  expect(double.named('figures.claims').at(-1)?.input).toEqual({ figure: 'days-in-ar', asOf: '2026-11-19', which: 'n' })
})
