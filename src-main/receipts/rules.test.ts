import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { blockOf, changesOf, dueOf, overpaidOf, propose, refundableOf, refundOf, roomOf, sumOf, type Line } from './rules.ts'

const line = (n: number, changes: Partial<Line> = {}): Line => ({
  line: n,
  claim: 10_000 + n,
  day: day(`2026-10-0${n}`),
  payer: cents(0),
  patient: cents(2000),
  block: null,
  isForNext: false,
  ...changes,
})

describe('who may be asked', () => {
  it.each([
    ['commercial', false, false, null],
    ['medicare', false, false, null],
    ['medicare', false, true, 'qmb'],
    ['medicare-advantage', false, true, 'qmb'],
    ['commercial', false, true, 'medicaid-next'],
    ['medicaid', false, true, 'medicaid'],
    ['medicaid', false, false, 'medicaid'],
    ['commercial', true, false, 'qmb'],
  ] as const)('%s, remarked %s, with Medicaid %s: %s', (payerKind, isProtected, hasMedicaid, block) => {
    expect(blockOf({ payerKind, isProtected, isQmb: false, hasMedicaid })).toBe(block)
  })

  it('nothing of a member whose plan named him a QMB', () => {
    expect(blockOf({ payerKind: 'medicare', isProtected: false, isQmb: true, hasMedicaid: false })).toBe('qmb')
  })

  it('nothing of a QMB patient, and of a Medicaid patient what Medicaid itself left', () => {
    const open = { patient: cents(400), payer: cents(9000), isForNext: false }
    expect([roomOf({ ...open, block: null }), roomOf({ ...open, block: 'medicaid' }), roomOf({ ...open, block: 'qmb' })]).toEqual([
      9400, 400, 0,
    ])
    expect([dueOf({ ...open, block: null }), dueOf({ ...open, block: 'medicaid' }), dueOf({ ...open, block: 'qmb' })]).toEqual([
      400, 400, 0,
    ])
  })

  it('nothing of what a commercial plan left to a patient with Medicaid', () => {
    const open = { patient: cents(400), payer: cents(0), block: 'medicaid-next', isForNext: false } as const
    expect([dueOf(open), roomOf(open)]).toEqual([0, 0])
    expect(propose([line(1, { block: 'medicaid-next' })], cents(2000), null)).toEqual({ parts: [], credit: 2000 })
  })

  it('not for what the payer has still to decide on', () => {
    expect(dueOf(line(1, { payer: cents(17_500), patient: cents(0) }))).toBe(0)
  })

  it('not what the next payer has still to decide on, though it may be taken ahead', () => {
    const open = line(1, { isForNext: true })
    expect([dueOf(open), roomOf(open)]).toEqual([0, 2000])
  })

  it('a payment ahead is too much only once the payer has decided', () => {
    expect(overpaidOf({ payer: cents(9000), patient: cents(-2000), block: null })).toBe(0)
    expect(overpaidOf({ payer: cents(0), patient: cents(-2000), block: null })).toBe(2000)
    expect(overpaidOf({ payer: cents(9000), patient: cents(-2000), block: 'qmb' })).toBe(2000)
  })
})

describe('where a payment goes', () => {
  it('the oldest session first, and the rest is credit', () => {
    const lines = [line(3), line(1), line(2, { block: 'qmb' })]
    expect(propose(lines, cents(3000), null)).toEqual({
      parts: [
        { line: 1, cents: 2000 },
        { line: 3, cents: 1000 },
      ],
      credit: 0,
    })
    expect(propose(lines, cents(5000), null).credit).toBe(1000)
  })

  it('a chosen claim before older ones', () => {
    expect(propose([line(1), line(3)], cents(2500), 10_003).parts).toEqual([
      { line: 3, cents: 2000 },
      { line: 1, cents: 500 },
    ])
  })

  it('never more than is due, and never another amount than was paid', () => {
    const lines = fc.array(
      fc.record({
        patient: fc.integer({ min: -9000, max: 9000 }),
        payer: fc.integer({ min: -9000, max: 9000 }),
        block: fc.constantFrom(null, 'qmb', 'medicaid'),
      }),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 40_000 }), (all, amount) => {
        const known = all.map((one, n) =>
          line(1, { line: n + 1, block: one.block as Line['block'], patient: cents(one.patient), payer: cents(one.payer) }),
        )
        const { parts, credit } = propose(known, cents(amount), null)
        expect(sum([sumOf(parts), credit])).toBe(amount)
        expect(credit).toBeGreaterThanOrEqual(0)
        expect(parts.every((part) => part.cents > 0 && part.cents <= dueOf(known[part.line - 1] ?? line(1)))).toBe(true)
      }),
    )
  })
})

describe('what stands elsewhere', () => {
  it('is the difference line by line', () => {
    const now = new Map([
      [1, cents(2000)],
      [2, cents(500)],
    ])
    expect(
      changesOf(now, [
        { line: 2, cents: cents(500) },
        { line: 3, cents: cents(1500) },
      ]),
    ).toEqual([
      { line: 1, cents: -2000 },
      { line: 3, cents: 1500 },
    ])
  })
})

describe('what is given back', () => {
  const parts = [
    { line: 1, cents: cents(3000) },
    { line: 2, cents: cents(1000) },
  ]
  const overpaid = new Map([[1, cents(1200)]])

  it('is credit first, then what a line has too much', () => {
    expect(refundableOf(cents(500), parts, overpaid)).toBe(1700)
    expect(refundOf(cents(400), cents(500), parts, overpaid)).toEqual({ credit: 400, parts: [] })
    expect(refundOf(cents(1700), cents(500), parts, overpaid)).toEqual({ credit: 500, parts: [{ line: 1, cents: 1200 }] })
    expect(refundOf(cents(1701), cents(500), parts, overpaid)).toBeUndefined()
  })
})
