import { describe, expect, it } from 'vitest'
import {
  acknowledgedIn,
  claimFile,
  formAnswersIn,
  foundIn,
  on,
  oneClaim,
  PLAN,
  paymentsIn,
  payerWith,
  RECEIVED,
  remittancesIn,
  rounds,
} from '../../test/support/practice-payer.ts'
import { day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { NOTHING_YET, payOut, RULES, decisionText, type Terms } from './index.ts'

const MEMBER = 'NL884170'
type Changes = Parameters<typeof oneClaim>[1]
const single = (changes: Changes = {}, terms: Partial<Terms> = {}) =>
  must('one round', rounds(payerWith(terms), [claimFile([oneClaim('C1', changes)]), RECEIVED])[0])
const ruleOf = (paid: ReturnType<typeof single>, about = 'claim C1'): string[] =>
  paid.decisions.filter((one) => one.about === about).flatMap((one) => [one.rule, ...(one.lines ?? []).map((line) => line.rule)])
const kindsOf = (paid: ReturnType<typeof single>): string[] => paid.files.map(({ name }) => name.replace(/.*_|[.].*/g, ''))

describe('a claim that is in order', () => {
  it('is taken, accepted with a number, and paid at the contract rate less the copay', () => {
    const paid = single()
    expect(kindsOf(paid)).toEqual(['999', '277CA', '835'])
    expect(acknowledgedIn(paid)).toEqual(['C1 A2:20:PR'])
    expect(paymentsIn(paid)).toEqual(['C1 1 paid 10700, CO-45 4300, PR-3 2500'])
    expect(ruleOf(paid)).toEqual(['claim.taken', 'payment.made', 'line.priced'])
    expect(foundIn(paid)).toEqual([])
  })

  it('is paid on the day after which the payer pays, and with interest when that is late', () => {
    const payer = payerWith({ paysAfter: 60 })
    const [first] = rounds(payer, [claimFile([oneClaim('C1')]), RECEIVED])
    const state = first?.state ?? NOTHING_YET
    expect(payOut(payer, state, on('2026-07-03')).files).toEqual([])
    const paid = payOut(payer, state, on('2026-07-04'))
    // Thirty days at 18 percent a year on 107 dollars.
    expect(remittancesIn(paid).map(({ payment, provider }) => [payment.amount, provider?.[0]?.adjustments])).toEqual([
      [10858, [{ reason: { code: 'L6', reference: 'NL2605000001' }, amount: -158 }]],
    ])
    expect(foundIn(paid)).toEqual([])
  })
})

describe('at the door', () => {
  it.each<[string, string, Changes, Partial<Terms>]>([
    ['door.payer', 'A3:116', { payer: { edi_id: 'OTHER' } }, {}],
    ['door.billing', 'A7:562:85', {}, { providers: ['1245319599'] }],
    ['door.rendering', 'A7:562:82', {}, { providers: ['1234567893'] }],
    ['door.member', 'A3:33:IL', {}, { members: {}, others: undefined }],
    ['door.diagnosis', 'A7:254', { diagnoses: ['F50.2'] }, {}],
    ['door.original-unknown', 'A7:464', { claim: { frequency: '7', payer_control: 'ICN-12' } }, {}],
  ])('%s turns back with %s', (rule, status, changes, terms) => {
    const paid = single(changes, terms)
    expect([acknowledgedIn(paid), kindsOf(paid), ruleOf(paid)]).toEqual([[`C1 ${status}`], ['999', '277CA'], [rule]])
    expect(foundIn(paid)).toEqual([])
  })

  it.each([
    ['door.sum', 'A7:178', 'CLM*C1*175*', 'CLM*C1*180*'],
    ['door.future', 'A7:187', 'DTP*472*D8*20260428', 'DTP*472*D8*20260506'],
    ['door.before-us', 'A6:286', 'SBR*P*', 'SBR*S*'],
  ])('%s turns back with %s', (rule, status, from, to) => {
    const text = Buffer.from(claimFile([oneClaim('C1')]))
      .toString('latin1')
      .replace(from, to)
    const [paid] = rounds(payerWith(), [Buffer.from(text, 'latin1'), RECEIVED])
    expect(paid && [acknowledgedIn(paid), ruleOf(paid), foundIn(paid)]).toEqual([[`C1 ${status}`], [rule], []])
  })

  it('does not take the same claim twice, and takes one that it had turned back', () => {
    const terms = { members: { [MEMBER]: { plan: PLAN, last: 'SOMEBODY' } } }
    const file = (control: number) => claimFile([oneClaim('C1')], control)
    expect(rounds(payerWith(), [file(1), RECEIVED], [file(2), RECEIVED]).map(acknowledgedIn)).toEqual([['C1 A2:20:PR'], ['C1 A3:746']])
    const [turned] = rounds(payerWith(terms), [file(1), RECEIVED])
    expect(turned && acknowledgedIn(turned)).toEqual(['C1 A7:164:IL'])
  })
})

describe('line by line', () => {
  it.each<[string, string, Changes, Partial<Terms>]>([
    ['line.elsewhere', 'CO-109', {}, { others: { ...PLAN, administrator: { name: 'Harborline', id: 'HBH01' } } }],
    ['line.not-first', 'CO-22', {}, { members: { [MEMBER]: { plan: PLAN, first: { name: 'Other Plan', id: 'OTH01' } } } }],
    ['line.before-cover', 'CO-26', {}, { others: { ...PLAN, begins: day('2026-05-01') } }],
    ['line.after-cover', 'CO-27', {}, { others: { ...PLAN, ends: day('2026-04-01') } }],
    ['line.late', 'CO-29', {}, { filingDays: 6 }],
    ['line.not-covered', 'CO-96', {}, { notCovered: ['90837'] }],
    ['line.authorization', 'CO-197', {}, { freeVisits: 0, others: { ...PLAN, authorization: 'Y' } }],
    ['line.visits', 'PR-119', {}, { others: { ...PLAN, visitsLeft: 0 } }],
    ['lot.denied', 'CO-16', {}, { deniesByLot: 100 }],
  ])('%s denies with %s', (rule, reason, changes, terms) => {
    const paid = single(changes, terms)
    expect([paymentsIn(paid), ruleOf(paid)]).toEqual([[`C1 1 paid 0, ${reason} 17500`], ['claim.taken', 'payment.made', rule]])
    expect(foundIn(paid)).toEqual([])
  })

  it('pays for an authorization that is named', () => {
    const paid = single(
      { claim: { authorization: 'A1' }, said: { authorization: 'A1' } },
      { freeVisits: 0, others: { ...PLAN, authorization: 'Y' } },
    )
    expect(ruleOf(paid)).toContain('line.priced')
  })

  it('denies what is never paid beside a longer service of the day, and a second one of the same', () => {
    const paid = single({ lines: [{ code: '90791', modifiers: [] }, { code: '90837' }, { code: '90791', modifiers: [] }] })
    expect(ruleOf(paid).slice(2)).toEqual(['line.priced', 'line.bundled', 'line.duplicate'])
    expect(foundIn(paid)).toEqual([])
  })

  it('counts deductible and visits of the year over claims', () => {
    const { copay: _copay, ...plan } = PLAN
    const others = { ...plan, deductible: cents(20000), visits: 2 }
    const visit = (control: string, date: string) => oneClaim(control, { lines: [{ day: day(date) }] })
    const days = ['2026-04-27', '2026-04-28', '2026-04-29', '2025-12-29']
    const all = rounds(
      payerWith({ others, filingDays: 200 }),
      ...days.map((date, n) => [claimFile([visit(`C${n + 1}`, date)], n + 1), RECEIVED] as const),
    )
    expect(all.flatMap(paymentsIn)).toEqual([
      'C1 1 paid 0, CO-45 4300, PR-1 13200',
      'C2 1 paid 6400, CO-45 4300, PR-1 6800',
      'C3 1 paid 0, PR-119 17500',
      'C4 1 paid 0, CO-45 4300, PR-1 13200',
    ])
  })
})

describe('what is taken back', () => {
  const corrected = (frequency: '7' | '8') =>
    rounds(
      payerWith(),
      [claimFile([oneClaim('C1')], 1), RECEIVED],
      [
        claimFile([oneClaim('C1-2', { lines: [{ code: '90834' }], claim: { frequency, payer_control: 'NL2605000001' } })], 2),
        on('2026-05-20'),
      ],
    )

  it('a replacement is reversed and decided anew', () => {
    const [, second] = corrected('7')
    expect(second && paymentsIn(second)).toEqual(['C1 22 paid -10700, CO-45 -4300, PR-3 -2500', 'C1-2 1 paid 8300, CO-45 6700, PR-3 2500'])
    // More is taken back than is paid: the rest is carried on.
    expect(second && remittancesIn(second).map(({ payment, provider }) => [payment.amount, provider?.[0]?.adjustments[0]?.amount])).toEqual(
      [[0, -2400]],
    )
    expect([second?.state.owed.map(({ amount }) => amount), second && foundIn(second)]).toEqual([[2400], []])
  })

  it('a void takes back, and what is short is withheld from the next payment', () => {
    const [, second] = corrected('8')
    expect(second && paymentsIn(second)).toEqual(['C1 22 paid -10700, CO-45 -4300, PR-3 -2500'])
    const [, , third] = rounds(
      payerWith(),
      [claimFile([oneClaim('C1')], 1), RECEIVED],
      [claimFile([oneClaim('C1-2', { claim: { frequency: '8', payer_control: 'NL2605000001' } })], 2), on('2026-05-20')],
      [claimFile([oneClaim('C3', { lines: [{ code: '90834', day: day('2026-05-18') }] })], 3), on('2026-05-27')],
    )
    expect(third && remittancesIn(third).map(({ payment, provider }) => [payment.amount, provider?.[0]?.adjustments[0]])).toEqual([
      [0, { reason: { code: 'FB', reference: 'EFT000000006' }, amount: 8300 }],
    ])
    expect([third?.state.owed.map(({ amount }) => amount), third && foundIn(third)]).toEqual([[2400], []])
  })

  it.each(['7', '8'])(
    'a claim that is taken back already is not taken back once more: after a void of the same file, frequency %s',
    (again) => {
      const naming = (control: string, frequency: '7' | '8') => oneClaim(control, { claim: { frequency, payer_control: 'NL2605000001' } })
      const [, second] = rounds(
        payerWith(),
        [claimFile([oneClaim('C1')], 1), RECEIVED],
        [claimFile([naming('C1-2', '8'), naming('C1-3', again as '7' | '8')], 2), on('2026-05-20')],
      )
      expect(second && acknowledgedIn(second)).toEqual(['C1-2 A2:20:PR', 'C1-3 A3:535'])
      expect(second && paymentsIn(second)).toEqual(['C1 22 paid -10700, CO-45 -4300, PR-3 -2500'])
    },
  )

  it('an audit reverses now and withholds later', () => {
    const visit = (control: string, date: string, n: number) => claimFile([oneClaim(control, { lines: [{ day: day(date) }] })], n)
    const [, second] = rounds(
      payerWith({ takesBack: 100 }),
      [visit('C1', '2026-04-28', 1), RECEIVED],
      [visit('C2', '2026-05-04', 2), on('2026-05-12')],
    )
    expect(second && remittancesIn(second).map(({ payment, provider }) => [payment.amount, provider?.[0]?.adjustments])).toEqual([
      [10700, [{ reason: { code: 'WO', reference: 'NL2605000001' }, amount: -10700 }]],
    ])
    expect([second?.state.owed.map((one) => [one.is, one.amount]), second && foundIn(second)]).toEqual([[['WO', 10700]], []])
  })
})

describe('envelopes and form', () => {
  const file = claimFile([oneClaim('C1')])
  const changed = (from: string | RegExp, to: string): Uint8Array =>
    Buffer.from(Buffer.from(file).toString('latin1').replace(from, to), 'latin1')
  const noteOf = (paid: ReturnType<typeof single>): string | undefined =>
    /TA1\*[^~]*/.exec(Buffer.from(paid.files[0]?.bytes ?? []).toString('latin1'))?.[0]

  it.each([
    ['another receiver', changed(/NLHP1 {10}/, 'ELSEWHERE      '), 'R*009'],
    ['control numbers that differ', changed(/IEA\*1\*000000001/, 'IEA*1*000000002'), '001'],
  ])('%s is told in a TA1', (_what, bytes, note) => {
    const [paid] = rounds(payerWith(), [bytes, RECEIVED])
    expect(paid && noteOf(paid)).toContain(note)
  })

  it('the same envelope again is turned back, and nothing of it is paid twice', () => {
    const [, again] = rounds(payerWith(), [file, RECEIVED], [file, RECEIVED])
    expect(again && [noteOf(again), kindsOf(again)]).toEqual(['TA1*000000001*260505*0930*R*025', ['TA1']])
  })

  it('a set that breaks its guide is rejected with the places, and its claims are not taken', () => {
    const [paid] = rounds(payerWith(), [changed(/~HI\*ABK:F411/, ''), RECEIVED])
    const [told] = paid ? formAnswersIn(paid) : []
    expect([told?.status.status, told?.answers?.[0]?.status.status, paid && kindsOf(paid), paid?.state.claims.length]).toEqual([
      'R',
      'R',
      ['999'],
      0,
    ])
  })

  it('what is no X12 is not answered', () => {
    const [paid] = rounds(payerWith(), [Buffer.from('hello'), RECEIVED])
    expect([paid?.files, paid?.decisions.map(({ rule }) => rule)]).toEqual([[], ['envelope.unreadable']])
  })
})

it('each rule has a sentence of its own, and the decisions can be read as text', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  expect(RULES.every(({ says }) => /^[A-Z].*[.]$|: .*[.\d]$/.test(says))).toBe(true)
  const text = decisionText(single().decisions)
  expect(text).toContain('claim C1: $175.00 billed, $107.00 paid with EFT000000003, $25.00 for the patient')
  expect(text).toContain('  90837: $107.00 paid, CO-45 $43.00, PR-3 $25.00\n    [line.priced] No other rule applies')
  expect(sum(single().state.owed.map(({ amount }) => amount))).toBe(0)
})
