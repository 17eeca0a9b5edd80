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
  next: null,
  wrong: 'g-not-asked',
  provider: 'Dana Whitlock, LCSW',
  ...change,
})
const sessions = (...rows: readonly Row[]): Answers => ({
  'eligibility.list': ({ window = 0 }) => ({ total: rows.length, sums: { owes: 0 }, window, rows: [...rows] }),
})
const none = { value: null, segment: null }
const outside = { copay: none, coinsurance: none, deductible: none, deductibleLeft: none, outOfPocket: none, outOfPocketLeft: none }
const card = (change: Partial<Card> = {}): Card => ({
  appointment: 501,
  patient: 'Wren Castellano',
  patientId: 7,
  payer: 'Summit Ridge PPO',
  memberId: 'SRP004417902',
  day: day('2026-11-20'),
  time: '09:00',
  outcome: 'active',
  reason: { value: 'Active: Mental health.', segment: 26 },
  told: null,
  askedAt: '2026-11-19T08:02:00',
  answeredAt: '2026-11-19T08:03:00',
  requestFile: 31,
  answerFile: 32,
  questions: [
    {
      services: 'Health plan coverage',
      askedAt: '2026-11-19T08:02:00',
      answeredAt: '2026-11-19T08:03:00',
      requestFile: 31,
      answerFile: 32,
    },
  ],
  waits: false,
  next: null,
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
  copayRule: none,
  deductibleFamily: none,
  deductibleFamilyLeft: none,
  outOfPocketFamily: none,
  outOfPocketFamilyLeft: none,
  telehealth: none,
  dual: none,
  outside,
  changes: null,
  visits: { value: 30, segment: 27 },
  visitsLeft: { value: 19, segment: 28 },
  authorization: { value: 'Y', segment: 26 },
  administrator: null,
  proposal: null,
  locked: null,
  hint: null,
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

test('what changed since the answer before, who told it, and what holds for the family and out of network', async () => {
  const double = bridgeDouble({
    ...sessions(session(1, { outcome: 'active' })),
    'eligibility.card': () =>
      card({
        changes: { since: '2026-11-01T08:03:00', of: [{ what: 'Copay', was: '$25.00', now: '$0.00' }] },
        copayRule: { value: 'first', segment: 26 },
        deductibleFamily: { value: cents(300_000), segment: 22 },
        outside: { ...outside, coinsurance: { value: 4000, segment: 26 } },
        telehealth: { value: 'U', segment: 26 },
        told: { by: 'Pat', reference: 'C-1' },
      }),
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => window.text().includes('Since the answer before'))
  expect(section('Since the answer before')).toContain('Copay$25.00$0.00')
  expect([cellOf('Coverage'), cellOf('Family deductible'), cellOf('Coinsurance, out'), cellOf('Telehealth')]).toEqual([
    'Active: Mental health.',
    '$3,000.00',
    '40%',
    'See the payer’s words',
  ])
  expect(window.text()).toContain('before the deductible')
  expect(window.text()).toContain('Told by telephone: Pat, reference C-1')
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

test('an answer about the plan alone offers the next question, and the card shows which file says what', async () => {
  const silent = card({ next: 'Mental health', copay: none, owes: none, authorization: none, segments: card().segments.slice(0, 2) })
  const later = { ...none, value: cents(2500), segment: 13, file: 44 }
  const asked = { services: 'Mental health', askedAt: '2026-11-19T09:00:00', answeredAt: null, requestFile: 43, answerFile: null }
  const whole = card({
    copay: later,
    owes: later,
    questions: [{ ...asked, answeredAt: '2026-11-19T09:01:00', answerFile: 44 }, ...silent.questions],
    segments: [
      ...silent.segments,
      { segment: 13, byte: 0, loop: '', raw: 'EB*B*IND*MH***27*25~', sign: '*', words: 'Copay for a visit', marks: [7], file: 44 },
    ],
  })
  const cards = [silent, card({ waits: true, questions: [asked, ...silent.questions] }), whole]
  const double = bridgeDouble({
    ...sessions(...cards.map((_, n) => session(n + 1, { outcome: 'active', next: n === 0 ? 'Mental health' : null }))),
    'eligibility.card': ({ appointment }) => cards[appointment - 501] ?? silent,
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => window.text().includes('mental health not stated'))
  await window.click(window.button('Ask about mental health'))
  await window.until(() => window.text().includes('It asks about mental health by name.'))
  expect(window.text()).not.toContain('There is an answer already.')
  await window.click(window.button('Not now'))
  await window.press('ArrowDown')
  await window.until(() => window.text().includes('waiting for the rest'))
  await window.press('ArrowDown')
  await window.until(() => section('Where it comes from').includes('EB*B*IND*MH'))
  expect(section('Where it comes from')).toContain('The answer about mental health.')
  expect(section('What the file about mental health says')).toContain('EB*B*IND*MH')
  expect(section('What the file about health plan coverage says')).toContain('EB*C*IND*30')
  expect(section('History')).toContain('Summit Ridge PPO, Mental health')
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
  await window.until(() => window.button('Ask about 2 not verified') !== undefined)
  await window.press('c', { shiftKey: true })
  await window.until(() => window.text().includes('about 2 sessions?'))
  expect(double.named('eligibility.list').map(({ input }) => (input as { view: { filters: unknown } }).view.filters)).toContainEqual([
    { is: 'days', field: 'day', from: '2026-11-19' },
    { is: 'any', field: 'wrong', of: ['g-not-asked', 'h-more'] },
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
        : card({
            outcome: 'other-administrator',
            administrator: { name: 'Harborline Behavioral', id: 'HBH01', segment: null },
            proposal: {
              from: 'answer',
              coverage: 3,
              payer: 9,
              name: 'Harborline Behavioral',
              reference: 'HBH01',
              memberId: 'SRP004417902',
              group: null,
              cardPayer: 'Summit Ridge PPO',
              cardMemberId: 'SRP004417902',
              checked: null,
            },
          }),
  }
  const window = await draw(bridgeDouble(answers))
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => window.text().includes('Code 72: Member id is wrong'))
  expect(window.text()).toContain('Correct the patient’s data, then ask again.')
  await window.press(']')
  await window.until(() => window.text().includes('Mental health is not with Summit Ridge PPO'))
  expect(section('Who pays for mental health')).toContain('Number HBH01')
  expect(window.button('Ask Harborline Behavioral')).toBeDefined()
  await window.press('b')
  await window.until(() => window.text().includes('Bill Harborline Behavioral for mental health'))
})

test('the estimate shows its arithmetic and what makes it less certain', async () => {
  const estimate: Output<'charges.estimate'> = {
    day: day('2026-11-20'),
    payer: 'Summit Ridge PPO',
    basis: 'benefits',
    lines: [{ code: '90837', charge: cents(17_500), allowed: cents(13_200), isContract: true }],
    charge: cents(17_500),
    allowed: cents(13_200),
    low: cents(2500),
    high: cents(13_200),
    steps: [
      { what: '90837', words: 'the contract allows, of $175.00 charged', cents: cents(13_200), segment: null, file: null },
      { what: 'Deductible', words: 'if none of it is met', cents: cents(13_200), segment: 22, file: 44 },
      { what: 'Patient owes', words: 'at most; $25.00 at least', cents: cents(13_200), segment: null, file: null },
    ],
    warnings: ['What is left of the deductible is not stated.'],
    answeredAt: '2026-11-19T08:03:00',
    answerFile: 32,
    told: false,
  }
  const double = bridgeDouble({
    ...sessions(session(1, { outcome: 'active' })),
    'eligibility.card': () => card(),
    'charges.estimate': () => estimate,
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => section('Estimate').includes('$25.00 to $132.00'))
  expect(section('Estimate')).toContain('90837the contract allows, of $175.00 charged$132.00')
  expect(section('Estimate')).toContain('What is left of the deductible is not stated.')
  await window.click(window.button('Good-faith estimate'))
  await window.until(() => window.text().includes('Sessions within twelve months'))
  await window.press('Escape')
  await window.until(() => !window.text().includes('Sessions within twelve months'))
  await window.click(window.button('Deductible: segment 22 in the file'))
  await window.until(() => double.named('exchange.file').length > 0)
  expect(double.named('exchange.file')[0]?.input).toMatchObject({ id: 44 })
})

test('a telephone check keeps who said it, and leaves empty what was not said', async () => {
  const double = bridgeDouble({
    ...sessions(session(1)),
    'eligibility.card': () => card({ outcome: 'not-asked', askedAt: null, answeredAt: null }),
    'eligibility.tell': () => ({ inquiry: 4 }),
  })
  const window = await draw(double)
  await window.until(() => window.text().includes('Patient 1'))
  await window.press('Enter')
  await window.until(() => window.button('Call instead') !== undefined)
  await window.click(window.button('Call instead'))
  await window.until(() => window.text().includes('Number of the call'))
  await window.fill(window.field('Who said it'), 'Pat')
  await window.fill(window.field('Number of the call'), 'C-1')
  await window.fill(window.field('Copay'), '30')
  await window.press('Enter', { ctrlKey: true })
  await window.until(() => double.named('eligibility.tell').length > 0)
  expect(double.named('eligibility.tell')[0]).toMatchObject({
    input: { appointment: 501, by: 'Pat', reference: 'C-1', outcome: 'active', copay: 3000, deductible: null, visitsLeft: null, note: '' },
  })
})

test('a new practice learns what the screen is for', async () => {
  const window = await draw(bridgeDouble(sessions()))
  await window.until(() => window.text().includes('No sessions yet'))
  expect(window.button('None left to ask about')?.disabled).toBe(true)
  expect(window.text()).toContain('Drop the 271 that comes back anywhere on the window')
})
