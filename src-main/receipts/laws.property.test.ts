import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { broken, moneyOf, patientMoney, receiptHandlers as handlers, take, tried, type Money } from '../../test/support/patient-money.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { PATIENT_WRITE_OFFS } from '../../src-shared/contract/receipts.ts'

/*
 * Whatever is done with a patient's money, in whatever order: every entry balances, what was received is what stands on lines, waits or was given back,
 * and undoing all of it leaves what was before.
 */

const amount = fc.integer({ min: 1, max: 6000 })
const nth = fc.nat({ max: 2 })
const step = fc.oneof(
  fc.record({ does: fc.constant('take' as const), amount, parts: fc.array(fc.tuple(nth, amount), { maxLength: 2 }) }),
  fc.record({ does: fc.constant('allocate' as const), of: fc.nat(), parts: fc.array(fc.tuple(nth, amount), { maxLength: 3 }) }),
  fc.record({ does: fc.constant('refund' as const), of: fc.nat(), amount }),
  fc.record({ does: fc.constant('transfer' as const), n: nth, amount, to: fc.constantFrom('patient' as const, 'payer' as const) }),
  fc.record({ does: fc.constant('write-off' as const), n: nth, amount, reason: fc.constantFrom(...PATIENT_WRITE_OFFS) }),
  fc.record({ does: fc.constant('undo' as const), of: fc.nat() }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const pick = <T>(all: readonly T[], at: number): T | undefined => (all.length === 0 ? undefined : all[at % all.length])

/** One step; what is refused changes nothing. */
function go(money: Money, one: Step): unknown {
  const { at, lines, claims } = money
  const receipts = moneyOf(money).receipts
  const placed = (parts: readonly (readonly [number, number])[]) => parts.map(([n, own]) => [lines[n] ?? 0, own] as const)
  switch (one.does) {
    case 'take':
      return take(money, one.amount, placed(one.parts))
    case 'allocate': {
      const receipt = pick(receipts, one.of)?.id ?? 0
      const parts = placed(one.parts).map(([line, own]) => ({ line, cents: cents(own) }))
      return at.command((work) => handlers['receipts.allocate'](work, { receipt, parts, note: '' }))
    }
    case 'refund': {
      const receipt = pick(receipts, one.of)?.id ?? 0
      return at.command((work) => handlers['receipts.refund'](work, { receipt, cents: cents(one.amount), reference: '', note: '' }))
    }
    case 'transfer': {
      const of = { claim: claims[one.n as 0 | 1 | 2], line: lines[one.n as 0 | 1 | 2] }
      return at.command((work) => handlers['receipts.transfer'](work, { ...of, cents: cents(one.amount), to: one.to, note: 'by hand' }))
    }
    case 'write-off': {
      const of = { claim: claims[one.n as 0 | 1 | 2], line: lines[one.n as 0 | 1 | 2] }
      return at.command((work) => handlers['receipts.writeOff'](work, { ...of, cents: cents(one.amount), reason: one.reason, note: '' }))
    }
    case 'undo': {
      const moves = moneyOf(money).rows.flatMap(({ move }) => (move === null ? [] : [move]))
      return at.command((work) => handlers['receipts.undo'](work, { move: pick(moves, one.of) ?? 0, note: '' }))
    }
  }
}

function holds(money: Money): void {
  expect(broken(money)).toEqual([])
  const now = moneyOf(money)
  for (const one of now.receipts.filter(({ isUndone }) => !isUndone)) {
    expect(one.cents).toBe(sum([...one.parts.map((part) => part.cents), one.credit, one.refunded]))
    expect([one.credit, one.refunded, one.refundable, ...one.parts.map((part) => part.cents)].every((own) => own >= 0)).toBe(true)
  }
  expect(now.rows.at(-1)?.balance).toBe(sum([...now.lines.map((line) => line.patient), cents(0 - now.credit)]))
  expect(
    now.lines.every((line) => line.patient + Math.max(0, line.payer) >= 0 || now.receipts.some(({ refundable }) => refundable > 0)),
  ).toBe(true)
}

describe('the laws of a patient’s money', () => {
  it('hold after every step, and undoing everything leaves what was before', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const money = patientMoney()
        const before = moneyOf(money)
        for (const one of steps) {
          expect(String(tried(() => go(money, one)))).not.toContain('not a problem')
          holds(money)
        }
        // Newest first: what was done later stands on what was done before.
        for (let left = 60; left > 0; left--) {
          const move = moneyOf(money).rows.findLast((row) => row.move !== null)?.move
          if (move === null || move === undefined) break
          money.at.command((work) => handlers['receipts.undo'](work, { move, note: '' }))
        }
        holds(money)
        const after = moneyOf(money)
        expect({ owed: after.owed, credit: after.credit, lines: after.lines }).toEqual({
          owed: before.owed,
          credit: 0,
          lines: before.lines,
        })
      }),
      { numRuns: 40 },
    )
  })
})
