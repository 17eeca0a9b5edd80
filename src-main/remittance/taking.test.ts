import { describe, expect, it } from 'vitest'
import { contract } from '../../src-shared/contract/index.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  brokenChecks,
  fileOf,
  pay,
  post,
  receive,
  segmentsOf,
  sentClaim,
  take,
  tampered,
  type PaymentSpec,
  type RemittanceSpec,
} from '../../test/support/remittances.ts'
import { handlers } from './index.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

const payment = (control: string): PaymentSpec => ({
  control,
  lines: [
    {
      code: '90834',
      charge: 15000,
      reasons: because('CO-45 3000', 'PR-3 2500'),
    },
  ],
})
const SPEC: RemittanceSpec = { trace: 'T1', payments: [payment('C1'), payment('C2')] }

function practice(): TestPractice {
  const at = testPractice()
  for (const control of ['C1', 'C2']) sentClaim(at, { control, lines: [{ code: '90834', cents: 15000 }] })
  return at
}
const entries = (at: TestPractice): number =>
  at.query(({ db }) => db.all(from.selectFrom('entry').select('id').where('source', '=', 'remittance')).length)
const statuses = (at: TestPractice, segments: readonly string[]) =>
  receive(at, fileOf([segments])).map(({ taken, posted }) => posted?.status ?? taken.status)

describe('the same payment again', () => {
  const again: readonly (readonly [string, (segments: readonly string[]) => Uint8Array])[] = [
    ['in another envelope', (segments) => fileOf([segments], 77)],
    ['under another control number', (segments) => fileOf([segments.map((one) => one.replace(/^(ST\*835\*|SE\*\d+\*)0001$/, '$10042'))])],
    [
      'with line ends',
      (segments) =>
        Buffer.from(
          Buffer.from(fileOf([segments]))
            .toString()
            .replaceAll('~', '~\r\n'),
        ),
    ],
    [
      'with other separators',
      (segments) =>
        Buffer.from(
          Buffer.from(fileOf([segments]))
            .toString()
            .replaceAll('*', '|')
            .replaceAll(':', '>')
            .replaceAll('~', '!'),
        ),
    ],
    ['in one file with another payment', (segments) => fileOf([segments, segmentsOf({ trace: 'T2', provider: [['L6', '', -100]] })])],
  ]
  it.each(again)('%s is known and changes nothing', (_, make) => {
    const at = practice()
    const segments = segmentsOf(SPEC)
    receive(at, fileOf([segments]))
    expect(entries(at)).toBe(2)
    const [second] = receive(at, make(segments))
    expect(second?.taken).toMatchObject({ status: 'known', words: 'Already taken on 11/19/2026; nothing changes.' })
    expect(at.query(({ db }) => db.all(from.selectFrom('entry').select('id').where('kind', '=', 'remittance')).length)).toBe(2)
    expect(brokenChecks(at)).toEqual([])
  })

  it('that says other things waits for a person, when the first is posted', () => {
    const at = practice()
    pay(at, SPEC)
    const other = segmentsOf({ ...SPEC, payments: [payment('C1'), payment('C9')] })
    expect(take(at, fileOf([other]))).toMatchObject([
      { status: 'quarantined', words: expect.stringMatching(/^A payment with the same payer/) },
    ])
  })

  it('that says other things waits for a person, when both were rehearsed before one was posted', () => {
    const at = practice()
    const [one] = take(at, fileOf([segmentsOf(SPEC)]))
    const [two] = take(at, fileOf([segmentsOf({ ...SPEC, payments: [payment('C1'), payment('C9')] })]))
    expect([one?.status, two?.status]).toEqual(['rehearsed', 'rehearsed'])
    post(at, one?.remittance ?? 0)
    expect(post(at, two?.remittance ?? 0)).toMatchObject({ status: 'quarantined', posted: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('is posted once: posting a posted remittance does nothing', () => {
    const at = practice()
    const { taken } = pay(at, SPEC)
    expect(post(at, taken.remittance ?? 0)).toMatchObject({ posted: 0, status: 'posted' })
    expect(() => at.command((work) => handlers['remittance.post'](work, { id: taken.remittance ?? 0 }))).toThrow('remittance.posted')
    expect(entries(at)).toBe(2)
  })
})

describe('what cannot be trusted as a whole is quarantined', () => {
  const changes: readonly (readonly [string, (segments: readonly string[]) => readonly string[]])[] = [
    ['cut off in the middle', (all) => all.slice(0, -4)],
    ['a wrong count of segments', (all) => all.map((one) => one.replace(/^SE\*\d+/, 'SE*3'))],
    ['a payment out by a cent', (all) => tampered(all, (one) => one.replace(/^BPR\*I\*190/, 'BPR*I*190.01'))],
    ['a payment without a date', (all) => tampered(all, (one) => one.replace(/^(BPR.*)\*20261117$/, '$1*20261399'))],
    ['a claim payment whose amount cannot be read', (all) => tampered(all, (one) => one.replace('CLP*C2*1*150*95', 'CLP*C2*1*150*9x5'))],
    ['a debit', (all) => tampered(all, (one) => one.replace('*C*ACH', '*D*ACH'))],
    [
      'another currency',
      (all) =>
        tampered(
          all.flatMap((one) => (one.startsWith('TRN') ? [one, 'CUR*PR*CAD'] : [one])),
          (one) => one,
        ),
    ],
    ['money though none moves', (all) => tampered(all, (one) => one.replace('*C*ACH', '*C*NON'))],
  ]
  it.each(changes)('%s', (_, change) => {
    const at = practice()
    expect(statuses(at, change(segmentsOf(SPEC)))).toEqual(['quarantined'])
    expect(entries(at)).toBe(0)
    expect(brokenChecks(at)).toEqual([])
  })

  it('says the exact difference and refuses to post', () => {
    const at = practice()
    const [taken] = take(at, fileOf([tampered(segmentsOf(SPEC), (one) => one.replace(/^BPR\*I\*190/, 'BPR*I*190.01'))]))
    const whole = at.query((work) => handlers['remittance.get'](work, { id: taken?.remittance ?? 0 }))
    expect(whole).toMatchObject({
      status: 'quarantined',
      off: -1,
      reason: 'Claims less provider adjustments are not the payment: it is out by −$0.01.',
    })
    expect(whole.claims).toHaveLength(2)
    expect(() => at.command((work) => handlers['remittance.post'](work, { id: whole.id }))).toThrow('remittance.unbalanced')
  })

  it.each([
    ['no amount', 'BPR*I*190*', 'BPR*I**'],
    ['no number', 'TRN*1*T1*', 'TRN*1**'],
  ])('%s: nothing is kept but the file', (_, old, now) => {
    const at = practice()
    const [taken] = take(at, fileOf([tampered(segmentsOf(SPEC), (one) => one.replace(old, now))]))
    expect(taken).toMatchObject({ remittance: null, status: 'quarantined' })
  })
})

describe('one bad claim payment', () => {
  it('that is damaged is held with the reason and its money kept as credit; the other posts', () => {
    const at = practice()
    const [one] = receive(
      at,
      fileOf([tampered(segmentsOf(SPEC), (segment) => (segment.startsWith('CLP*C2') ? segment.replace('*12*PC2', '*12*') : segment))]),
    )
    expect(one?.posted).toMatchObject({ posted: 1, held: 1, cents: 9500, status: 'partly' })
    const { claims } = at.query((work) => handlers['remittance.get'](work, { id: one?.taken.remittance ?? 0 }))
    expect(claims[1]).toMatchObject({ outcome: 'unreadable', paid: 9500, becomes: 'Unreadable', shape: 'look-here' })
    expect(one?.taken.details).toEqual([expect.stringMatching(/^Segment \d+: held, /)])
    expect(brokenChecks(at)).toEqual([])
  })

  it('whose line cannot be read is held, whatever the claim as a whole says', () => {
    const at = practice()
    let seen = 0
    const damaged = tampered(segmentsOf(SPEC), (one) => (one.startsWith('SVC') && ++seen === 2 ? one.replace('*150*95', '*1x50*') : one))
    const [one] = receive(at, fileOf([damaged]))
    expect(one?.posted).toMatchObject({ posted: 1, held: 1, cents: 9500, status: 'partly' })
    expect(brokenChecks(at)).toEqual([])
  })

  it.each([
    ['23', 'not this payer’s claim, sent on'],
    ['25', 'priced only, not paid'],
  ] as const)('of status %s is never posted', (status, reason) => {
    const at = practice()
    const nothing: PaymentSpec = { control: 'C1', status, lines: [{ code: '90834', charge: 15000, reasons: because('OA-101 15000') }] }
    const { taken, posted } = pay(at, { trace: 'T1', payments: [nothing, payment('C2')] })
    expect(posted).toMatchObject({ posted: 1, held: 1 })
    const { claims } = at.query((work) => handlers['remittance.get'](work, { id: taken.remittance ?? 0 }))
    expect(claims[0]).toMatchObject({ outcome: 'held', reason })
  })

  it('that takes back what was never posted is held; posted again once the first is there, it finds it', () => {
    const at = practice()
    const back: PaymentSpec = {
      control: 'C1',
      status: '22',
      payerControl: 'PC1',
      lines: [
        {
          code: '90834',
          charge: -15000,
          reasons: because('CO-45 -3000', 'PR-3 -2500'),
        },
      ],
    }
    const { taken, posted } = pay(at, { trace: 'T2', payments: [back, payment('C2')] })
    expect(posted).toMatchObject({ posted: 1, held: 1 })
    expect(() => at.command((work) => handlers['remittance.post'](work, { id: taken.remittance ?? 0 }))).toThrow('remittance.nothing')
    pay(at, { trace: 'T1', payments: [payment('C1')] })
    const again = at.command((work) => handlers['remittance.post'](work, { id: taken.remittance ?? 0 }))
    expect(contract['remittance.post'].output.parse(again)).toMatchObject({ posted: 1, held: 0, cents: -9500, status: 'posted' })
    const claim = at.query((work) => handlers['remittance.get'](work, { id: taken.remittance ?? 0 })).claims[0]?.claim ?? 0
    expect(balanceOf(at, claim)).toEqual({ charge: 15000, payer: 15000, patient: 0, payment: 0, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })
})

describe('the shapes remittances come in', () => {
  it('without LX, as Medicare sends it', () => {
    const at = practice()
    expect(
      statuses(
        at,
        tampered(segmentsOf(SPEC), (one) => (one.startsWith('LX') ? undefined : one)),
      ),
    ).toEqual(['posted'])
  })

  it('without any claim: only money beside claims, or nothing at all', () => {
    const at = practice()
    expect(pay(at, { trace: 'T1', provider: [['L6', '', -500]] }).posted).toMatchObject({ posted: 0, held: 0, status: 'posted' })
    expect(pay(at, { trace: 'T2' }).posted).toMatchObject({ status: 'posted' })
    expect(brokenChecks(at)).toEqual([])
  })

  it('the grid lists them with what is held', () => {
    const at = practice()
    pay(at, { trace: 'T1', payments: [payment('C1'), payment('NOBODY')] })
    const page = at.query((work) => handlers['remittance.list'](work, { view: { filters: [], sort: [] }, window: 0 }))
    expect(at.query((work) => handlers['remittance.totals'](work, { view: { filters: [], sort: [] } }))).toMatchObject({
      total: 1,
      sums: { cents: 19000, claims: 2, held: 1 },
    })
    expect(contract['remittance.list'].output.parse(page)).toMatchObject({
      rows: [{ status: 'partly', held: 1, payer: 'NORTHLAKE HEALTH PLAN' }],
    })
  })

  it('tells the parts a remittance falls into, and its sums to the payment', () => {
    const at = practice()
    const { taken } = pay(at, { trace: 'T1', payments: [payment('C1'), payment('C2'), payment('NOBODY')], provider: [['L6', '', -500]] })
    const whole = at.query((work) => handlers['remittance.get'](work, { id: taken.remittance ?? 0 }))
    expect(contract['remittance.get'].output.parse(whole)).toEqual(whole)
    expect(whole.parts).toEqual([
      { outcome: 'held', claims: 1, cents: 9500, becomes: [{ word: 'Held', shape: 'held', claims: 1, cents: 9500 }] },
      { outcome: 'posted', claims: 2, cents: 19000, becomes: [{ word: 'With patient', shape: 'with-patient', claims: 2, cents: 19000 }] },
    ])
    expect(whole.sums).toEqual({ charge: 45000, contractual: 9000, denied: 0, patientOwes: 7500, paid: 28500, provider: -500, off: 0 })
  })
})
