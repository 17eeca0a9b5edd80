import { describe, expect, it } from 'vitest'
import { contract } from '../../src-shared/contract/index.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  because,
  balanceOf,
  brokenChecks,
  denialsOf,
  rowsOf,
  pay,
  sentClaim,
  serviceDay,
  type LineSpec,
  type PaymentSpec,
} from '../../test/support/remittances.ts'
import { handlers } from './index.ts'
import { isLikeMember, isLikeName } from './matching.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

const LINE: LineSpec = {
  code: '90834',
  charge: 15000,
  reasons: because('CO-45 3000', 'PR-3 2500'),
}
const AS_SENT = { lines: [{ code: '90834', cents: 15000 }] }
const SETTLED = { charge: 15000, payer: 0, patient: 2500, payment: 9500, adjustment: 3000 }

const credit = (at: TestPractice) =>
  at.query(({ db }) =>
    sum(db.all(from.selectFrom('posting').select('cents').where('account', '=', 'credit')).map((one) => cents(one.cents))),
  )

/** Pays one claim payment and gives its row. */
function row(at: TestPractice, payment: PaymentSpec, trace = 'T1') {
  const { taken } = pay(at, { trace, payments: [payment] })
  const { claims } = at.query((work) => handlers['remittance.get'](work, { id: taken.remittance ?? 0 }))
  return { ...claims[0], remittance: taken.remittance ?? 0 }
}

describe('names and member ids', () => {
  it.each([
    ['QUINTERO', 'Quintero', true],
    ["O'Neil", 'ONEIL', true],
    ['QUINTER', 'Quintero', true],
    ['Qintero', 'Quintero', true],
    ['Smith', 'Smyth', true],
    ['Lee', 'Leo', false],
    ['Stranger', 'Quintero', false],
    ['', 'Quintero', false],
  ])('%s and %s: %s', (one, other, like) => expect(isLikeName(one, other)).toBe(like))
  it.each([
    ['NL8820417', 'nl-8820417', true],
    ['NL8820417', 'NL882041701', true],
    ['8820417', 'NL8820417', true],
    ['NL8820417', 'NL8820418', false],
    ['', 'NL8820417', false],
  ])('%s and %s: %s', (one, other, like) => expect(isLikeMember(one, other)).toBe(like))
})

describe('the claim of a payment', () => {
  it.each([
    ['in other case', 'abc-0010001-01', 'ABC-0010001-01'],
    ['without leading zeros', '0001000053', '1000053'],
    ['with zeros put before it', '1000053', '0001000053'],
    ['cut to twenty characters', 'PRACTICE-2026-000000123456', 'PRACTICE-2026-000000'],
  ])('is found by its number %s', (_, sent, returned) => {
    const at = testPractice()
    const claim = sentClaim(at, { control: sent, ...AS_SENT })
    expect(row(at, { control: returned, lines: [LINE] })).toMatchObject({ outcome: 'posted', claim })
    expect(balanceOf(at, claim)).toEqual(SETTLED)
  })

  it.each(['payerControl', 'original'] as const)('is found by the payer’s number (%s) when ours is lost', (where) => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    at.command(({ db }) => db.run(from.updateTable('claim').set({ payer_control: 'ICN77' }).where('id', '=', claim)))
    expect(row(at, { control: '0', [where]: 'ICN77', lines: [LINE] })).toMatchObject({ outcome: 'posted', claim })
  })

  it('is held when the number fits and the patient does not', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    const found = row(at, { control: 'C1', last: 'STRANGER', memberId: 'ZZ99', lines: [LINE] })
    expect(found).toMatchObject({ outcome: 'held', claim: null, reason: `the patient is not that of claim ${claim}` })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000 })
  })

  it('is held when the number fits and the charge does not', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', lines: [{ code: '90834', cents: 14000 }] })
    expect(row(at, { control: 'C1', lines: [LINE] })).toMatchObject({ outcome: 'held', reason: `the charge is not that of claim ${claim}` })
  })

  it('is chosen by patient, charge and day among several of one number', () => {
    const at = testPractice()
    sentClaim(at, { control: 'C1', ...AS_SENT, last: 'Vance', first: 'Nora', memberId: 'NL1112223' })
    sentClaim(at, { control: 'C1', lines: [{ code: '90834', cents: 15000, day: serviceDay(-7) }] })
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    sentClaim(at, { control: 'C1', lines: [{ code: '90837', cents: 17500 }] })
    expect(row(at, { control: 'C1', lines: [LINE] })).toMatchObject({ outcome: 'posted', claim })
  })

  it('is the living one of two that fit alike', () => {
    const at = testPractice()
    const voided = sentClaim(at, { control: 'C1', ...AS_SENT })
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    at.command(({ db }) => db.run(from.updateTable('claim').set({ status: 'voided' }).where('id', '=', voided)))
    expect(row(at, { control: 'C1', lines: [LINE] })).toMatchObject({ outcome: 'posted', claim })
  })

  it('is left to a person when two fit alike', () => {
    const at = testPractice()
    const ids = [sentClaim(at, { control: 'C1', ...AS_SENT }), sentClaim(at, { control: 'C1', ...AS_SENT })]
    expect(row(at, { control: 'C1', lines: [LINE] })).toMatchObject({ outcome: 'held', reason: `claims ${ids[0]} and ${ids[1]} fit alike` })
  })

  it('shows before it is tied by hand what a payment for a settled claim would do, and nothing where tying does not help', () => {
    const at = testPractice()
    sentClaim(at, { control: 'C1', ...AS_SENT })
    row(at, { control: 'C1', lines: [LINE] })
    const again = row(at, { control: 'C1', lines: [LINE] }, 'T2')
    const detail = (id = 0) => at.query((work) => handlers['remittance.claim'](work, { id }))
    expect(again.outcome).toBe('held')
    expect(detail(again.id).becomes).toContainEqual({ what: 'Paid', now: 9500, after: 19000 })
    const other = row(at, { control: 'C1', lines: [{ ...LINE, charge: 14000 }] }, 'T3')
    expect(other.reason).toContain('the charge is not that of claim')
    expect(detail(other.id).becomes).toEqual([])
  })

  it('may come in parts, each with some of its lines', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', lines: [...AS_SENT.lines, { code: '90785', cents: 2000 }] })
    expect(row(at, { control: 'C1', lines: [LINE] })).toMatchObject({ outcome: 'posted', becomes: 'Partly paid' })
    expect(row(at, { control: 'C1', lines: [{ code: '90785', charge: 2000 }] }, 'T2')).toMatchObject({
      outcome: 'posted',
      becomes: 'With patient',
    })
    expect(balanceOf(at, claim)).toMatchObject({ charge: 17000, payer: 0, patient: 2500, payment: 11500 })
    expect(brokenChecks(at)).toEqual([])
  })
})

describe('the lines of a payment', () => {
  const claimOf = (at: TestPractice, ...lines: Parameters<typeof sentClaim>[1]['lines']) => sentClaim(at, { control: 'C1', lines })
  const paidBy = (at: TestPractice, claim: number) =>
    at.query(({ db }) =>
      db.all(from.selectFrom('line_sum').select(['line', 'payment']).where('claim', '=', claim).orderBy('line')).map((one) => one.payment),
    )

  it.each<readonly [string, readonly LineSpec[]]>([
    [
      'our line number',
      [
        { code: '99999', charge: 8000, control: 'C1L2', paid: 8000 },
        { code: '99999', charge: 15000, control: 'C1L1', paid: 15000 },
      ],
    ],
    [
      'code, modifiers and day',
      [
        { code: '90834', modifiers: ['95'], charge: 8000 },
        { code: '90834', charge: 15000 },
      ],
    ],
    [
      'the code that was billed',
      [
        { code: '90832', billed: '90834', charge: 8000 },
        { code: '90834', charge: 15000 },
      ],
    ],
    [
      'code and charge when the modifier was dropped',
      [
        { code: '90834', charge: 8000 },
        { code: '90834', charge: 15000 },
      ],
    ],
    [
      'order when the codes are other ones',
      [
        { code: '1', charge: 15000 },
        { code: '2', charge: 8000 },
      ],
    ],
  ])('are found by %s', (_, lines) => {
    const at = testPractice()
    const claim = claimOf(at, { code: '90834', cents: 15000 }, { code: '90834', modifiers: ['95'], cents: 8000 })
    expect(row(at, { control: 'C1', lines })).toMatchObject({ outcome: 'posted' })
    expect(paidBy(at, claim)).toEqual([15000, 8000])
  })

  it('may be split by the payer under our line number', () => {
    const at = testPractice()
    const claim = claimOf(at, { code: '90853', cents: 12000, units: 2 })
    const part: LineSpec = { code: '90853', charge: 6000, control: 'C1L1' }
    expect(row(at, { control: 'C1', lines: [part, { ...part, reasons: because('CO-151 6000') }] })).toMatchObject({
      outcome: 'posted',
      becomes: 'Partly paid',
    })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 6000, payment: 6000 })
  })

  it('hold the claim when a part of it has another charge than our line, whatever number it has', () => {
    const at = testPractice()
    const claim = claimOf(at, { code: '90834', cents: 15000 }, { code: '90785', cents: 2000 })
    const part: LineSpec = { code: '90834', charge: 14000, control: 'C1L1' }
    expect(row(at, { control: 'C1', lines: [part] })).toMatchObject({ outcome: 'held', reason: `the charge is not that of claim ${claim}` })
  })

  it('hold the claim when the charges of a line do not add up to ours, whatever number it has', () => {
    const at = testPractice()
    const claim = claimOf(at, { code: '90834', cents: 15000 }, { code: '90785', cents: 2000 })
    const lines: readonly LineSpec[] = [
      { code: '90834', charge: 14000, control: 'C1L1' },
      { code: '90785', charge: 3000, control: 'C1L2' },
    ]
    expect(row(at, { control: 'C1', lines })).toMatchObject({ outcome: 'held', claim })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 17000 })
  })

  it('hold the claim when one fits none of ours', () => {
    const at = testPractice()
    const claim = claimOf(at, { code: '90834', cents: 15000 }, { code: '90785', cents: 2000 })
    const lines: readonly LineSpec[] = [
      { code: '90834', charge: 14000 },
      { code: '90785', charge: 3000 },
    ]
    expect(row(at, { control: 'C1', lines })).toMatchObject({
      outcome: 'held',
      claim,
      reason: 'a line fits none of the claim’s lines at its charge',
    })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 17000 })
    expect(brokenChecks(at)).toEqual([])
  })
})

describe('a claim that has to be found by hand', () => {
  it('is offered with the points that fit; matched and posted, its money moves from credit to its lines', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    const held = row(at, { control: 'CH-9911', lines: [LINE] })
    expect(held).toMatchObject({ outcome: 'held', claim: null, reason: 'no such number, a claim of the member fits' })
    expect(credit(at)).toBe(-9500)
    const detail = at.query((work) => handlers['remittance.claim'](work, { id: held.id ?? 0 }))
    expect(contract['remittance.claim'].output.parse(detail)).toEqual(detail)
    expect(detail.candidates).toMatchObject([{ claim, points: ['patient', 'member id', 'service day', 'code', 'charge'] }])
    expect(detail.becomes).toEqual([
      { what: 'Payer owes', now: 15000, after: 0 },
      { what: 'Patient owes', now: 0, after: 2500 },
      { what: 'Written off, CO-45', now: 0, after: 3000 },
      { what: 'Paid', now: 0, after: 9500 },
    ])
    expect(at.command((work) => handlers['remittance.match'](work, { id: held.id ?? 0, claim }))).toEqual({
      outcome: 'will-post',
      reason: 'PR-3, copay',
    })
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15000 })
    at.clock.set('2026-12-02')
    expect(at.command((work) => handlers['remittance.post'](work, { id: held.remittance }))).toMatchObject({
      posted: 1,
      held: 0,
      status: 'posted',
    })
    expect(balanceOf(at, claim)).toEqual(SETTLED)
    expect(credit(at)).toBe(0)
    const days = at.query(({ db }) => db.all(from.selectFrom('entry').select(['kind', 'day']).where('source', '<>', 'claim').orderBy('id')))
    expect(days).toEqual([
      { kind: 'remittance', day: '2026-11-17' },
      { kind: 'reversal', day: '2026-12-02' },
      { kind: 'remittance', day: '2026-12-02' },
    ])
    expect(at.query((work) => handlers['remittance.claim'](work, { id: held.id ?? 0 })).becomes).toEqual(detail.becomes)
    expect(() => at.command((work) => handlers['remittance.match'](work, { id: held.id ?? 0, claim }))).toThrow('remittance.posted')
    expect(brokenChecks(at)).toEqual([])
  })

  it('opens its denials on the lines it was matched to', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    const { taken } = pay(at, {
      trace: 'T1',
      payments: [{ control: 'LOST', lines: [{ code: '90834', charge: 15000, reasons: because('CO-197 15000') }] }],
    })
    const id = rowsOf(at, taken)[0]?.id ?? 0
    at.command((work) => handlers['remittance.match'](work, { id, claim }))
    expect(at.command((work) => handlers['remittance.post'](work, { id: taken.remittance ?? 0 }))).toMatchObject({ posted: 1, denials: 1 })
    expect(denialsOf(at, taken)).toMatchObject([{ reason: '197', cents: 15000 }])
  })

  it('stays held when the lines do not fit the claim that was chosen', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', lines: [{ code: '90837', cents: 17500 }] })
    const held = row(at, { control: 'CH-9911', lines: [LINE] })
    expect(at.command((work) => handlers['remittance.match'](work, { id: held.id ?? 0, claim }))).toMatchObject({ outcome: 'held' })
    expect(brokenChecks(at)).toEqual([])
  })

  it('a person may post a second payment of a settled line: the payer’s account then shows what it paid too much', () => {
    const at = testPractice()
    const claim = sentClaim(at, { control: 'C1', ...AS_SENT })
    row(at, { control: 'C1', lines: [LINE] })
    const held = row(at, { control: 'C1', lines: [{ code: '90834', charge: 15000 }] }, 'T2')
    expect(held).toMatchObject({ outcome: 'held', reason: 'the payer owes nothing more on it; it was settled before' })
    at.command((work) => handlers['remittance.match'](work, { id: held.id ?? 0, claim }))
    at.command((work) => handlers['remittance.post'](work, { id: held.remittance }))
    expect(balanceOf(at, claim)).toEqual({ charge: 15000, payer: -15000, patient: 2500, payment: 24500, adjustment: 3000 })
    expect(brokenChecks(at)).toEqual([])
  })
})
