import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyOf, patientMoney, receiptHandlers, take, tried, type Money } from '../../test/support/patient-money.ts'
import { pay } from '../../test/support/remittances.ts'
import { sum } from '../../src-shared/money.ts'
import { parseMonth, type Month } from '../../src-shared/month.ts'
import { must } from '../../src-shared/result.ts'
import { verifyLedger, verifyMonths, type LedgerTables } from '../ledger/index.ts'
import { verifyReceipts } from '../receipts/index.ts'
import { handlers as remittance, verifyRemittances } from '../remittance/index.ts'
import { tables } from '../store/index.ts'
import { handlers } from './index.ts'

const from = tables<Pick<LedgerTables, 'line_sum'>>()
const month = (text: string): Month => must('a month of the test', parseMonth(text))
const list = ({ at }: Money) => at.query((work) => handlers['month.list'](work))
const get = ({ at }: Money, of: string) => at.query((work) => handlers['month.get'](work, { month: month(of) }))
const close = ({ at }: Money, through: string, despite = true) =>
  tried(() => at.command((work) => handlers['month.close'](work, { through: month(through), despite })))
const reopen = ({ at }: Money, of: string) =>
  tried(() => at.command((work) => handlers['month.reopen'](work, { month: month(of), why: 'A deposit was forgotten' })))
const undo = (money: Money, move: number) => money.at.command((work) => receiptHandlers['receipts.undo'](work, { move, note: '' }))
/** The claim payments of the practice's first two remittances are the first two it has. */
const takeOff = ({ at }: Money, n: number) =>
  at.command((work) => remittance['remittance.takeOff'](work, { id: n + 1, note: 'It was another patient' }))
const postAgain = ({ at, claims }: Money, n: number) => {
  at.command((work) => remittance['remittance.match'](work, { id: n + 1, claim: claims[n] ?? 0 }))
  at.command((work) => remittance['remittance.post'](work, { id: n + 1 }))
}
const broken = ({ at }: Money) =>
  at.query(({ db }) =>
    [...verifyLedger(db), ...verifyMonths(db), ...verifyRemittances(db), ...verifyReceipts(db)]
      .filter((one) => one.broken > 0)
      .map((one) => one.id),
  )
const states = (money: Money) => list(money).months.map((one) => `${one.month} ${one.state}`)

describe('closing a month', () => {
  it('keeps its figures: charged in October, paid in November', () => {
    const money = patientMoney()
    expect(states(money)).toEqual(['2026-11 running', '2026-10 open'])
    expect(get(money, '2026-10')).toMatchObject({ state: 'open', roll: { opening: 0, closing: 52_500, changes: { charges: 52_500 } } })
    expect(close(money, '2026-10')).toEqual({ months: ['2026-10'] })
    expect(get(money, '2026-10')).toMatchObject({ state: 'closed', closed: { by: '' }, unfinished: [] })
    expect(list(money).closedThrough).toBe('2026-10')
    expect(broken(money)).toEqual([])
  })

  it('sends what is undone later to the open month, and lets the closed one be', () => {
    const money = patientMoney()
    const { move } = take(money, 5000, [[money.lines[0], 3000]])
    money.at.clock.set('2026-12-03')
    close(money, '2026-11')
    const closed = get(money, '2026-11')
    undo(money, move)
    expect(get(money, '2026-11')).toEqual(closed)
    expect(get(money, '2026-12')).toMatchObject({ roll: { closing: closed.roll.closing + 3000, changes: { patient: 5000 } } })
    expect(broken(money)).toEqual([])
  })

  it('sends money of a closed month to the open one, under its own day', () => {
    const money = patientMoney()
    money.at.clock.set('2026-12-03')
    close(money, '2026-11')
    take(money, 3000, [[money.lines[0], 3000]])
    expect(get(money, '2026-12')).toMatchObject({ late: 2, roll: { changes: { patient: -3000 } } })
    expect(moneyOf(money).rows.at(-1)?.day).toBe('2026-11-18')
  })

  it('sends a remittance of a closed month to the open one, interest and all', () => {
    const money = patientMoney()
    money.at.clock.set('2026-12-03')
    close(money, '2026-11')
    const closed = get(money, '2026-11')
    const payments = [{ control: 'UNKNOWN', lines: [{ code: '90837', charge: 17_500 }] }]
    pay(money.at, { trace: 'EFT9', payments, provider: [['L6', 'UP26', -250]] })
    expect(get(money, '2026-11').remittances.map(({ day: paidOn }) => paidOn.slice(0, 7))).toEqual(['2026-11'])
    expect({ ...get(money, '2026-11'), remittances: [] }).toEqual({ ...closed, remittances: [] })
    expect(get(money, '2026-12')).toMatchObject({ late: 2, roll: { changes: { insurance: -17_500, credits: 17_500 }, provider: 250 } })
    expect(broken(money)).toEqual([])
  })

  it('asks first when a remittance is posted in part, and names it', () => {
    const money = patientMoney()
    const payments = [{ control: 'UNKNOWN', lines: [{ code: '90837', charge: 17_500 }] }]
    pay(money.at, { trace: 'EFT9', payments })
    money.at.clock.set('2026-12-03')
    expect(close(money, '2026-11', false)).toBe('month.unfinished')
    expect(get(money, '2026-11').unfinished).toMatchObject([{ what: 'partly', n: 1 }])
    expect(get(money, '2026-11').remittances.map(({ trace }) => trace)).toEqual(['EFT9'])
    expect(close(money, '2026-11')).toEqual({ months: ['2026-10', '2026-11'] })
    expect(get(money, '2026-11').unfinished).toMatchObject([{ what: 'partly', n: 1 }])
  })

  it('is refused for a month that runs or is closed, and opens the last one again with a reason', () => {
    const money = patientMoney()
    expect(close(money, '2026-11')).toBe('month.running')
    close(money, '2026-10')
    expect([close(money, '2026-10'), close(money, '2026-09')]).toEqual(['month.closed', 'month.closed'])
    expect(reopen(money, '2026-09')).toBe('month.open')
    expect(reopen(money, '2026-10')).toEqual({})
    expect(get(money, '2026-10')).toMatchObject({ state: 'open', closed: null, reopened: [{ why: 'A deposit was forgotten' }] })
    expect(close(money, '2026-10')).toEqual({ months: ['2026-10'] })
  })

  it('is refused while the books do not agree with themselves', () => {
    const money = patientMoney()
    money.at.command(({ db }) => db.run(from.updateTable('line_sum').set({ payer: 1 })))
    expect(close(money, '2026-10')).toBe('month.unbalanced')
  })

  const step = fc.oneof(
    fc.record({ does: fc.constant('take' as const), amount: fc.integer({ min: 1, max: 6000 }) }),
    fc.record({ does: fc.constant('undo' as const), of: fc.nat() }),
    fc.record({ does: fc.constant('refund' as const), of: fc.nat() }),
    fc.record({ does: fc.constant('off' as const), of: fc.nat() }),
    fc.record({ does: fc.constant('again' as const), of: fc.nat() }),
    fc.record({ does: fc.constant('close' as const) }),
    fc.record({ does: fc.constant('reopen' as const) }),
    fc.record({ does: fc.constant('wait' as const) }),
  )
  const ENDS = ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02']

  it('every month foots, each begins where the one before ended, and a closed one does not move', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const money = patientMoney()
        let at = 0
        for (const one of steps) {
          const closed = list(money).months.filter(({ state }) => state === 'closed')
          const { receipts, rows } = moneyOf(money)
          const moves = rows.flatMap(({ move }) => (move === null ? [] : [move]))
          const receipt = receipts[('of' in one ? one.of : 0) % Math.max(1, receipts.length)]
          if (one.does === 'take') take(money, one.amount, [])
          else if (one.does === 'undo') tried(() => undo(money, moves[one.of % Math.max(1, moves.length)] ?? 0))
          else if (one.does === 'refund' && receipt)
            tried(() =>
              money.at.command((work) =>
                receiptHandlers['receipts.refund'](work, { receipt: receipt.id, cents: receipt.refundable, reference: '', note: '' }),
              ),
            )
          else if (one.does === 'off') tried(() => takeOff(money, one.of % 2))
          else if (one.does === 'again') tried(() => postAgain(money, one.of % 2))
          else if (one.does === 'close') close(money, ENDS[at] ?? '')
          else if (one.does === 'reopen') reopen(money, list(money).closedThrough ?? '2026-10')
          else if (one.does === 'wait' && at < 4) money.at.clock.set(`${ENDS[++at] ?? ''}-28`)
          const { months } = list(money)
          const figures = (all: typeof months) => all.map(({ month: of, roll, late }) => [of, roll, late])
          expect(figures(months)).toEqual(expect.arrayContaining(figures(closed)))
          for (const [n, { roll }] of months.entries()) {
            expect(sum([roll.opening, ...Object.values(roll.changes)])).toBe(roll.closing)
            expect(roll.opening).toBe(months[n + 1]?.roll.closing ?? 0)
          }
        }
        expect(broken(money)).toEqual([])
        const { all, back } = money.at.query((work) => handlers['month.aging'](work))
        expect(all.cents + back).toBe(list(money).months[0]?.roll.closing)
      }),
      { seed: 20261123, numRuns: 25 },
    )
  })
})
