import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { session, testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { pay, type LineSpec } from '../../../test/support/remittances.ts'
import type { FigureId } from '../../../src-shared/contract/figures.ts'
import { addDays, day, type Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { listeners as appealListeners } from '../../appeals/index.ts'
import { handlers as charges } from '../../charges/index.ts'
import { handlers as claims, listeners as claimListeners, sendClaims } from '../../claims/index.ts'
import { handlers as denials, listeners as denialListeners } from '../../denials/index.ts'
import { handlers as receipts } from '../../receipts/index.ts'
import { handlers } from '../index.ts'
import { adjustedCollection, daysInAr, grossCollection, netCollection, quantile, share } from './rules.ts'

const practice = () => testPractice([...claimListeners, ...denialListeners, ...appealListeners])
const figuresAt = (at: TestPractice, asOf: Day | null = null) => at.query((work) => handlers['figures.get'](work, { asOf }))
const one = (at: TestPractice, id: FigureId, asOf: Day | null = null) =>
  must(
    'each figure is there',
    figuresAt(at, asOf).figures.find((figure) => figure.id === id),
  )
const behind = (at: TestPractice, figure: FigureId, which: 'n' | 'rest', asOf: Day | null = null) =>
  at.query((work) => handlers['figures.claims'](work, { figure, which, asOf })).claims.map(({ id }) => id)

describe('by the vectors of the rules', () => {
  const of = {
    charges: cents(10_000_000),
    contractual: cents(3_800_000),
    payments: cents(5_650_000),
    denialWriteOffs: cents(120_000),
    badDebt: cents(80_000),
    charity: cents(50_000),
  }
  it('what was let go without need lowers what was collected, and what the contract takes off does not', () => {
    expect([grossCollection(of), netCollection(of), adjustedCollection(of)]).toEqual([565, 911, 918])
  })

  it('days in A/R are what is owed over what is charged in a day', () => {
    expect(daysInAr(4_500_000, 10_800_000, 90)).toBe(375)
    expect(daysInAr(4_500_000, 0, 90)).toBeNull()
  })

  it.each([
    [979, 1000, 979],
    [1159, 1190, 973],
    [1999, 2000, 999],
    [0, 5, 0],
    [-5, 100, 0],
    [1, 0, null],
  ])('%i of %i is %s tenths of a percent, never rounded up', (n, all, tenths) => {
    expect(share(n, all)).toBe(tenths)
  })

  it.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 0.9, 9],
    [[7], 0.9, 7],
    [[], 0.5, undefined],
  ])('of %j the part %d is %s', (values, part, found) => {
    expect(quantile(values, part)).toBe(found)
  })
})

const paidLine: LineSpec = {
  code: '90837',
  modifiers: ['95'],
  charge: 17500,
  reasons: [
    ['CO', '45', 4300],
    ['PR', '3', 2000],
  ],
}
const deniedLine: LineSpec = { ...paidLine, reasons: [['CO', '197', 17500]], remarks: ['N54'] }

/** Sessions of a day and of the days before it, charged and sent that day. @returns their claims, the newest session first */
function billed(at: TestPractice, on: Day, many: number): number[] {
  at.clock.set(on)
  for (let n = 0; n < many; n++) at.command((work) => charges['charges.save'](work, session(at, { day: addDays(on, -n) })))
  const sort = [{ by: 'id', down: true }]
  const { rows } = at.query((work) => claims['claims.list'](work, { view: { filters: [], sort }, window: 0 }))
  at.command((work) => sendClaims(work, { usage: 'P' }))
  return rows
    .slice(0, many)
    .map(({ id }) => id)
    .toReversed()
}
const controlOf = (at: TestPractice, id: number): string => at.query((work) => claims['claims.get'](work, { id })).control ?? ''
const decide = (at: TestPractice, id: number, line: LineSpec, on: Day, trace: string) => {
  at.clock.set(on)
  pay(at, { trace, day: on, payments: [{ control: controlOf(at, id), payerControl: `UP${trace}`, lines: [line] }] })
}

describe('on a small ledger', () => {
  it('each figure is what a person reckons by hand, and opens to its claims', () => {
    const at = practice()
    const first = day('2026-01-05')
    const [paid = 0, denied = 0, open = 0, lost = 0] = billed(at, first, 4)
    decide(at, paid, paidLine, addDays(first, 20), 'A1')
    decide(at, denied, deniedLine, addDays(first, 21), 'A2')
    decide(at, lost, deniedLine, addDays(first, 22), 'A3')
    const rows = at.query((work) => denials['denials.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows
    const gone = must(
      'it was denied',
      rows.find(({ claim }) => claim === lost),
    )
    at.clock.set(addDays(first, 40))
    at.command((work) => denials['denials.close'](work, { id: gone.id, outcome: 'written-off', reason: 'no-authorization', note: '' }))
    at.clock.set(addDays(first, 300))
    expect(one(at, 'denied')).toMatchObject({ n: 2, of: 3, counts: 'claims', value: null })
    expect(new Set(behind(at, 'denied', 'n'))).toEqual(new Set([denied, lost]))
    expect(behind(at, 'denied', 'rest')).toEqual([paid])
    expect(one(at, 'denied-money')).toMatchObject({ n: 35_000, of: 52_500, value: 666, isMet: false })
    expect(one(at, 'first-pass')).toMatchObject({ n: 1, of: 3 })
    expect(one(at, 'days-to-pay')).toMatchObject({ of: 3 })
    expect(one(at, 'resolved')).toMatchObject({ n: 1, of: 2, beside: ['0 paid, 0 upheld, 1 written off, 0 billed to patients.'] })
    expect(behind(at, 'resolved', 'n')).toEqual([lost])
    expect(behind(at, 'resolved', 'rest')).toEqual([denied])
    // Four charges of 175.00: 43.00 by contract, 112.00 paid, 20.00 with the patient, 175.00 written off.
    expect(one(at, 'net-collection')).toMatchObject({ n: 11_200, of: 65_700, value: 170 })
    expect(one(at, 'gross-collection')).toMatchObject({ n: 11_200, of: 70_000, value: 160 })
    expect(one(at, 'denial-write-off')).toMatchObject({ n: 17_500, of: 65_700, value: 266 })
    expect(behind(at, 'denial-write-off', 'n')).toEqual([lost])
    expect(behind(at, 'net-collection', 'n')).toEqual([paid])
    expect(one(at, 'days-in-ar')).toMatchObject({ n: 37_000, of: 0, value: null })
    expect(one(at, 'over-90')).toMatchObject({ n: 37_000, of: 37_000, value: 1000, isMet: false })
    expect(new Set(behind(at, 'over-90', 'n'))).toEqual(new Set([paid, denied, open]))
    expect(one(at, 'charge-lag', addDays(first, 10))).toMatchObject({ n: 2, of: 4, counts: 'sessions' })
  })

  it('says nothing of too few, and nothing where there is nothing', () => {
    const at = practice()
    for (const figure of figuresAt(at).figures) expect(figure).toMatchObject({ value: null, isMet: null, n: 0, of: 0 })
  })

  it('a patient’s debt that is given up is bad debt, and no denial', () => {
    const at = practice()
    const first = day('2026-01-05')
    const [claim = 0] = billed(at, first, 1)
    decide(at, claim, paidLine, addDays(first, 20), 'A1')
    const line = must('a claim has a line', at.query((work) => claims['claims.get'](work, { id: claim })).lines[0]).id
    at.clock.set(addDays(first, 250))
    at.command((work) => receipts['receipts.writeOff'](work, { claim, line, cents: cents(2000), reason: 'bad-debt', note: 'Moved away' }))
    expect(one(at, 'bad-debt')).toMatchObject({ n: 2000, of: 13_200 })
    expect(one(at, 'denial-write-off')).toMatchObject({ n: 0 })
    // It was not known the day before.
    expect(one(at, 'bad-debt', addDays(first, 249))).toMatchObject({ n: 0, of: 13_200 })
  })
})

describe('as of a past day', () => {
  type Step = { readonly wait: number; readonly does: 'bill' | 'pay' | 'deny' | 'close' }
  const step = fc.record({
    wait: fc.integer({ min: 1, max: 40 }),
    does: fc.constantFrom('bill', 'pay', 'deny', 'close'),
  }) as fc.Arbitrary<Step>

  it('each figure is what that day’s report said, and parts never exceed the whole', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 14 }), (steps) => {
        const at = practice()
        let today = day('2025-09-01')
        const waiting = billed(at, today, 2)
        const said: { readonly on: Day; readonly figures: unknown }[] = []
        for (const [n, { wait, does }] of steps.entries()) {
          today = addDays(today, wait)
          at.clock.set(today)
          const claim = does === 'pay' || does === 'deny' ? waiting.shift() : undefined
          if (does === 'bill') waiting.push(...billed(at, today, 1))
          if (claim !== undefined) decide(at, claim, does === 'pay' ? paidLine : deniedLine, today, `T${n}`)
          const open = at
            .query((work) => denials['denials.list'](work, { view: { filters: [], sort: [] }, window: 0 }))
            .rows.find(({ status }) => status !== 'closed')
          if (does === 'close' && open)
            at.command((work) =>
              denials['denials.close'](work, { id: open.id, outcome: 'written-off', reason: 'administrative', note: '' }),
            )
          said.push({ on: today, figures: figuresAt(at) })
        }
        at.clock.set(addDays(today, 100))
        for (const { on, figures } of said) expect(figuresAt(at, on)).toEqual(figures)
        const shares = figuresAt(at).figures.filter(({ is, counts }) => is === 'share' && counts !== 'cents')
        expect(shares.filter(({ n, of }) => n > of)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
