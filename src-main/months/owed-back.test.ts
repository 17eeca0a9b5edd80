import { describe, expect, it } from 'vitest'
import { patientMoney, take, type Money } from '../../test/support/patient-money.ts'
import { because, pay, post } from '../../test/support/remittances.ts'
import { addDays } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as remittances } from '../remittance/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers } from './index.ts'
import { belowSince } from './owed-back.ts'

const back = ({ at }: Money) => at.query((work) => handlers['month.owedBack'](work))
const line = { code: '90837', modifiers: ['95'], charge: 17_500 }
const control = ({ at, claims: ids }: Money, n: number): string =>
  at.query((work) => claims['claims.get'](work, { id: ids[n] ?? 0 })).control ?? ''

/** A copay of more than the payer left, taken before it decided. */
function overpaid(): Money {
  const money = patientMoney()
  take(money, 5000, [[money.lines[2], 5000]])
  return money
}

describe('what is owed back', () => {
  it('is nothing where nobody paid too much', () => {
    expect(back(patientMoney())).toEqual({ rows: [], cents: 0, more: 0 })
  })

  it('is a patient’s money that stands on no session, from the day it came', () => {
    const money = patientMoney()
    take(money, 1200, [])
    expect(back(money)).toMatchObject({ cents: 1200, rows: [{ claim: null, to: 'patient', cents: 1200, since: '2026-11-18', by: null }] })
  })

  it('is what a patient paid ahead only once the payer left less to him', () => {
    const money = overpaid()
    expect(back(money).rows).toMatchObject([{ claim: money.claims[2], cents: 5000, words: 'Paid ahead; the payer decides first.' }])
    const reasons = because('CO-45 4300', 'PR-3 2000')
    pay(money.at, { trace: 'EFT9', payments: [{ control: control(money, 2), payerControl: 'X9', lines: [{ ...line, reasons }] }] })
    expect(back(money).rows).toMatchObject([{ cents: 3000, words: 'Put it on another session, or give it back.' }])
  })

  it('must be returned to Medicare within 60 days of the day it stands in the books', () => {
    const money = patientMoney()
    const [payer] = money.at.query((work) => practice['payers.list'](work))
    money.at.command((work) => practice['payers.save'](work, { ...(payer as never as object), kind: 'medicare' } as never))
    // Tied by hand, a payment of what was settled before is posted all the same.
    const again = { ...line, reasons: because('CO-45 4300', 'PR-3 3000') }
    const paid = pay(money.at, { trace: 'EFT10', payments: [{ control: control(money, 0), payerControl: 'X10', lines: [again] }] })
    expect([paid.posted?.held, back(money).rows]).toEqual([1, []])
    const id = must('it is kept', paid.taken.remittance)
    const [row] = money.at.query((work) => remittances['remittance.get'](work, { id })).claims
    money.at.command((work) => remittances['remittance.match'](work, { id: row?.id ?? 0, claim: money.claims[0] }))
    post(money.at, id)
    expect(back(money).rows).toMatchObject([
      { claim: money.claims[0], to: 'payer', party: payer?.name, since: '2026-11-19', by: '2027-01-18' },
    ])
    money.at.command((work) => practice['payers.save'](work, { ...(payer as never as object), kind: 'commercial' } as never))
    expect(back(money).rows).toMatchObject([{ to: 'payer', by: null }])
  })
})

describe('since when it is so', () => {
  it.each([
    ['never', [5, -3], undefined],
    ['from the day it fell below nothing', [5, -9, -1], 2],
    ['anew after it was settled', [-5, 5, -1], 3],
  ] as const)('%s', (_, amounts, n) => {
    const first = '2026-11-01' as Parameters<typeof addDays>[0]
    const moves = amounts.map((cents, at) => ({ day: addDays(first, at + 1), cents }))
    expect(belowSince(moves)).toBe(n === undefined ? undefined : addDays(first, n))
  })
})
