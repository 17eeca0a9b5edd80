import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { bridgeDouble, Refused, type Answers, type BridgeDouble } from '../../../test/support/bridge.ts'
import { drawWindow, type Drawn } from '../../app/drawn.tsx'

let drawn: Drawn | undefined
afterEach(() => {
  drawn?.close()
  drawn = undefined
})
const draw = async (double: BridgeDouble): Promise<Drawn> => {
  drawn = await drawWindow(double.bridge)
  await drawn.press('g')
  await drawn.press('e')
  return drawn
}

type Row = Output<'eligibility.list'>['rows'][number]
type Card = Output<'eligibility.card'>
const session = (n: number, change: Partial<Row> = {}): Row => ({
  id: 500 + n,
  day: day('2026-11-20'),
  time: '09:00',
  patient: `Patient ${n}`,
  payer: 'Summit Ridge PPO',
  outcome: 'not-asked',
  network: null,
  owes: null,
  authorization: null,
  provider: 'Dana Whitlock, LCSW',
  ...change,
})
const sessions = (...rows: readonly Row[]): Answers => ({
  'eligibility.list': ({ window = 0 }) => ({ total: rows.length, sums: { owes: 0 }, window, rows: [...rows] }),
})
const none = { value: null, segment: null }
const card = (change: Partial<Card> = {}): Card => ({
  appointment: 501,
  patient: 'Wren Castellano',
  patientId: 7,
  payer: 'Summit Ridge PPO',
  memberId: 'SRP004417902',
  day: day('2026-11-20'),
  time: '09:00',
  outcome: 'active',
  askedAt: '2026-11-19T08:02:00',
  answeredAt: '2026-11-19T08:03:00',
  requestFile: 31,
  answerFile: 32,
  plan: 'EXAMPLE PPO',
  planBegins: none,
  planEnds: none,
  network: 'in',
  owes: { value: cents(0), segment: 26 },
  copay: { value: cents(0), segment: 26 },
  coinsurance: none,
  deductible: { value: cents(150_000), segment: 22 },
  deductibleLeft: { value: cents(42_000), segment: 23 },
  outOfPocket: none,
  outOfPocketLeft: none,
  visits: { value: 30, segment: 27 },
  visitsLeft: { value: 19, segment: 28 },
  authorization: { value: 'Y', segment: 26 },
  administrator: null,
  reject: null,
  messages: ['DEDUCTIBLE DOES NOT APPLY'],
  documents: [],
  segments: [
    { segment: 22, byte: 0, loop: '', raw: 'EB*C*IND*30***23*1500~', sign: '*', words: 'Deductible of the year', marks: [7] },
    { segment: 23, byte: 0, loop: '', raw: 'EB*C*IND*30***29*420~', sign: '*', words: 'Deductible left', marks: [7] },
    { segment: 26, byte: 0, loop: '', raw: 'EB*B*IND*MH***27*0~', sign: '*', words: 'Copay for a visit', marks: [7] },
  ],
  ...change,
})
const cellOf = (name: string): string =>
  [...document.querySelectorAll('table[aria-label=Benefits] tr')]
    .find((row) => row.querySelector('th')?.textContent === name)
    ?.querySelector('td')
    ?.textContent.trim() ?? 'no such line'
const section = (title: string): string => document.querySelector(`section[aria-label="${title}"]`)?.textContent ?? ''

test('what an answer does not state is said so, and each figure shows the segments it came from', async () => {
  const window = await draw(bridgeDouble({ ...sessions(session(1, { outcome: 'active' })), 'eligibility.card': () => card() }))
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => window.text().includes('Where it comes from'))
  expect([cellOf('Patient owes'), cellOf('Copay'), cellOf('Coinsurance'), cellOf('Out of pocket'), cellOf('Authorization')]).toEqual([
    '$0.00',
    '$0.00',
    'not stated',
    'not stated',
    'Needed',
  ])
  expect(window.text()).toContain('19 left, 11 used')
  expect(window.text()).toContain('DEDUCTIBLE DOES NOT APPLY')
  expect(document.querySelector('[role=meter][aria-label="Deductible left"]')?.getAttribute('aria-valuenow')).toBe('28')
  expect(section('Where it comes from')).toContain('Copay for a visit')
  await window.click(window.button('Deductible: EB 22, 23'))
  expect(section('Where it comes from')).toContain('Deductible of the year')
  expect(section('Where it comes from')).toContain('Deductible left')
  expect(section('Where it comes from')).not.toContain('Copay')
})

test('the sessions that are selected are asked about, and who was left out is named with the reason', async () => {
  const double = bridgeDouble({
    ...sessions(session(1), session(2, { outcome: 'active' }), session(3)),
    'eligibility.ask': () => ({
      files: [{ id: 31, name: '270_CEDE000001.x12', payer: 'Summit Ridge PPO', asked: 1 }],
      skipped: [{ id: 502, why: 'The coverage has no member id.' }],
      left: 0,
    }),
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('x')
  await window.press('j')
  await window.press('x')
  await window.press('c')
  await window.until(() => window.text().includes('Ask Summit Ridge PPO about 2 sessions?'))
  expect(window.text()).toContain('1 session has an answer already')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('1 question in 1 file'))
  expect(double.named('eligibility.ask')).toMatchObject([{ input: { appointments: [501, 502] } }])
  expect(window.text()).toContain('Patient 2, 11/20/2026. The coverage has no member id.')
  expect(window.text()).toContain('drop it anywhere on this window')
  expect(window.button('Save a copy')).toBeDefined()
  await window.click(window.button('Done'))
  await window.until(() => document.querySelector('[role=dialog]') === null)
  expect(document.activeElement).toBe(document.querySelector('[role=grid]'))
})

test('one key asks about all that nobody asked about, and says why when nobody can be', async () => {
  const double = bridgeDouble({
    ...sessions(session(1), session(2)),
    'eligibility.ask': () =>
      new Refused({
        code: 'eligibility.none',
        message: 'No session of the chosen ones can be asked about.',
        fix: 'The coverage has no member id.',
      }),
  })
  const window = await draw(double)
  await window.until(() => window.button('Ask about 2 not asked') !== undefined)
  await window.press('c', { shiftKey: true })
  await window.until(() => window.text().includes('about 2 sessions?'))
  expect(double.named('eligibility.list').map(({ input }) => (input as { view: { filters: unknown } }).view.filters)).toContainEqual([
    { is: 'days', field: 'day', from: '2026-11-19' },
    { is: 'any', field: 'outcome', of: ['not-asked'] },
  ])
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => window.text().includes('No session of the chosen ones can be asked about.'))
  expect(window.text()).toContain('The coverage has no member id.')
})

test('a rejection shows its code, words and what to do; another administrator shows who pays', async () => {
  const answers: Answers = {
    ...sessions(session(1, { outcome: 'rejected' }), session(2, { outcome: 'other-administrator' })),
    'eligibility.card': ({ appointment }) =>
      appointment === 501
        ? card({
            outcome: 'rejected',
            reject: { code: '72', words: 'Member id is wrong', action: 'Correct the patient’s data, then ask again.', segment: 12 },
            segments: [{ segment: 12, byte: 0, loop: '', raw: 'AAA*N**72*C~', sign: '*', words: 'Member id is wrong.', marks: [3] }],
          })
        : card({ outcome: 'other-administrator', administrator: { name: 'Harborline Behavioral', id: 'HBH01', segment: null } }),
  }
  const window = await draw(bridgeDouble(answers))
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => window.text().includes('Code 72: Member id is wrong'))
  expect(window.text()).toContain('Correct the patient’s data, then ask again.')
  await window.press(']')
  await window.until(() => window.text().includes('Mental health is not with Summit Ridge PPO'))
  expect(section('Who pays for mental health')).toContain('Number HBH01')
  await window.press(' ')
  await window.until(() => drawn?.parts.router.here.get().screen === 'patients')
  expect(drawn?.parts.router.here.get()).toMatchObject({ screen: 'patients', open: 7 })
})

test('a new practice learns what the screen is for', async () => {
  const window = await draw(bridgeDouble(sessions()))
  await window.until(() => window.text().includes('No sessions yet'))
  expect(window.button('None left to ask about')?.disabled).toBe(true)
  expect(window.text()).toContain('Drop the 271 that comes back anywhere on the window')
})
