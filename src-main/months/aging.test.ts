import { describe, expect, it } from 'vitest'
import { patientMoney, receiptHandlers, take, type Money } from '../../test/support/patient-money.ts'
import { brokenChecks, pay } from '../../test/support/remittances.ts'
import { handlers as claims } from '../claims/index.ts'
import { verifyLedger, type LedgerTables } from '../ledger/index.ts'
import { tables } from '../store/index.ts'
import { handlers } from './index.ts'
import { agingOf, type OwedSince } from './rules.ts'
import type { View } from '../../src-shared/contract/list.ts'
import { addDays, day } from '../../src-shared/day.ts'

const from = tables<Pick<LedgerTables, 'patient_owes'>>()
const aging = ({ at }: Money) => at.query((work) => handlers['month.aging'](work))
/** Each cell that holds something: who, how old, on how many claims, and how much. */
const cells = (money: Money) =>
  aging(money).rows.flatMap(({ who, ages }) =>
    ages.flatMap(({ age, claims: n, cents }) => (n === 0 ? [] : [`${who} ${age}: ${n}, ${cents}`])),
  )
const listed = ({ at }: Money, view: View) => at.query((work) => claims['claims.list'](work, { view, window: 0 })).rows

describe('what is owed by age', () => {
  it('is of the payer by the day of service, and of the patient by the day it became theirs', () => {
    const money = patientMoney()
    money.at.clock.set('2026-12-20')
    expect(cells(money)).toEqual(['first 61-90: 1, 17500', 'patient 31-60: 2, 5000'])
    expect(aging(money)).toMatchObject({ all: { claims: 3, cents: 22_500 }, back: 0 })
    money.at.clock.set('2027-03-01')
    expect(cells(money)).toEqual(['first over-120: 1, 17500', 'patient 91-120: 2, 5000'])
  })

  it('begins anew where a patient paid and owes again, and not where a payment was only undone', () => {
    const money = patientMoney()
    const { move } = take(money, 3000, [[money.lines[0], 3000]])
    money.at.clock.set('2027-01-20')
    expect(cells(money)).toEqual(['first 91-120: 1, 17500', 'patient 61-90: 1, 2000'])
    money.at.command((work) => receiptHandlers['receipts.undo'](work, { move, note: '' }))
    expect(cells(money)).toEqual(['first 91-120: 1, 17500', 'patient 61-90: 2, 5000'])
    expect(brokenChecks(money.at)).toEqual([])
  })

  it('does not begin anew where a payer corrects its answer on one day', () => {
    const money = patientMoney()
    const control = money.at.query((work) => claims['claims.get'](work, { id: money.claims[1] })).control ?? ''
    const line = { code: '90837', modifiers: ['95'] }
    const was = [
      ['CO', '45', -4300],
      ['PR', '3', -2000],
    ] as const
    const is = [
      ['CO', '45', 4300],
      ['PR', '3', 2500],
    ] as const
    money.at.clock.set('2027-01-20')
    pay(money.at, {
      trace: 'TB1',
      day: day('2027-01-18'),
      payments: [
        { control, payerControl: 'UP26120004471', status: '22', lines: [{ ...line, charge: -17_500, reasons: was }] },
        { control, payerControl: 'UP26120004472', status: '1', lines: [{ ...line, charge: 17_500, reasons: is }] },
      ],
      provider: [['FB', 'CARRIED', -500]],
    })
    expect(cells(money)).toEqual(['first 91-120: 1, 17500', 'patient 61-90: 2, 5500'])
    expect(brokenChecks(money.at)).toEqual([])
  })

  it('is found out where what is kept is not what the postings say', () => {
    const money = patientMoney()
    money.at.command(({ db }) => db.run(from.updateTable('patient_owes').set({ since: '2026-01-01' }).where('claim', '=', money.claims[0])))
    const broken = money.at.query(({ db }) => verifyLedger(db)).filter((one) => one.broken > 0)
    expect(broken.map(({ id }) => id)).toEqual(['L2.since'])
  })

  it('opens the claims it counts', () => {
    const money = patientMoney()
    money.at.clock.set('2026-12-20')
    const { rows } = aging(money)
    for (const { who, ages } of rows)
      for (const { claims: n, from, to } of ages) {
        const span = { ...(from !== null && { from }), ...(to !== null && { to }) }
        const of = who === 'patient' ? ['patient', 'first, patient', 'later, patient'] : [who, `${who}, patient`]
        const filters: View['filters'] = [
          { is: 'any', field: 'owes', of },
          { is: 'days', field: who === 'patient' ? 'since' : 'day', ...span },
        ]
        expect(listed(money, { filters, sort: [] })).toHaveLength(n)
      }
  })

  it('puts every day in one age', () => {
    const today = day('2026-11-23')
    const owed = [-3, 0, 30, 31, 60, 61, 90, 91, 120, 121, 900].map((days): OwedSince => ({
      who: 'first',
      since: addDays(today, -days),
      claims: 1,
      cents: 100,
    }))
    const { rows, ages, all } = agingOf(owed, today)
    expect(rows[0]?.ages.map((one) => one.claims)).toEqual([3, 2, 2, 2, 2])
    expect(ages.map(({ cents }) => cents)).toEqual([300, 200, 200, 200, 200])
    expect(all).toEqual({ claims: 11, cents: 1100 })
  })
})
