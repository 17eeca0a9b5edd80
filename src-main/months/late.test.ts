import { describe, expect, it } from 'vitest'
import { patientMoney, receiptHandlers, take, type Money } from '../../test/support/patient-money.ts'
import { brokenChecks, pay } from '../../test/support/remittances.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { parseMonth } from '../../src-shared/month.ts'
import { must } from '../../src-shared/result.ts'
import { closedThrough, verifyMonths, type LedgerTables } from '../ledger/index.ts'
import { handlers as remittance } from '../remittance/index.ts'
import { tables } from '../store/index.ts'
import { handlers } from './index.ts'

/* What is taken off, undone or typed from paper when the month it is of is closed: it is of the open month, and the closed one does not move. */

type Tables = Pick<LedgerTables, 'entry' | 'entry_month' | 'posting'> & { remit_claim: { id: number; claim: number | null } }
const from = tables<Tables>()
const month = (text: string) => must('a month of the test', parseMonth(text))
const get = ({ at }: Money, of: string) => at.query((work) => handlers['month.get'](work, { month: month(of) }))
/** What of a month may never move once it is closed. */
const figures = (money: Money, of: string) => {
  const { roll, accounts, late, closed, unfinished } = get(money, of)
  return { roll, accounts, late, closed, unfinished }
}
const broken = (money: Money) => [
  ...brokenChecks(money.at),
  ...money.at.query(({ db }) => verifyMonths(db)).filter((one) => one.broken > 0),
]
const lastEntry = ({ at }: Money) => at.query(({ db }) => db.first(from.selectFrom('entry').select('id').orderBy('id', 'desc'))?.id ?? 0)
/** The months that entries since another belong to, and their days. */
const since = ({ at }: Money, entry: number) =>
  at.query(({ db }) =>
    db.all(
      from
        .selectFrom('entry_month')
        .innerJoin('entry', 'entry.id', 'entry_month.id')
        .select(['entry_month.month', 'entry.day'])
        .where('entry.id', '>', entry)
        .orderBy('entry.id'),
    ),
  )
const paymentOf = ({ at }: Money, claim: number) =>
  must(
    'a payment is on the claim',
    at.query(({ db }) => db.first(from.selectFrom('remit_claim').select('id').where('claim', '=', claim).orderBy('id', 'desc'))),
  ).id

/** Everything up to November is closed, in December. */
function closedNovember(prepare: (money: Money) => void = () => undefined) {
  const money = patientMoney()
  prepare(money)
  money.at.clock.set('2026-12-03')
  money.at.command((work) => handlers['month.close'](work, { through: month('2026-11'), despite: true }))
  expect(money.at.query(({ db }) => closedThrough(db))).toBe('2026-11')
  return { money, entry: lastEntry(money), october: figures(money, '2026-10'), november: figures(money, '2026-11') }
}
const expectStanding = ({ money, october, november }: ReturnType<typeof closedNovember>) => {
  expect(figures(money, '2026-10')).toEqual(october)
  expect(figures(money, '2026-11')).toEqual(november)
  expect(broken(money)).toEqual([])
}

describe('of a closed month', () => {
  it('a payment that is taken off is undone in the open one, and what it left open is named there', () => {
    const held = closedNovember()
    const { money, entry } = held
    const before = get(money, '2026-12').roll.closing
    const id = paymentOf(money, money.claims[1])
    money.at.command((work) => remittance['remittance.takeOff'](work, { id, note: 'It was another patient' }))
    expectStanding(held)
    expect(since(money, entry).map((one) => one.month)).toEqual(['2026-12', '2026-12'])
    expect(get(money, '2026-12').roll.closing).toBeGreaterThan(before)
    expect(get(money, '2026-12').unfinished).toMatchObject([{ what: 'partly', n: 1 }])
    expect(get(money, '2026-11').remittances.map(({ status }) => status)).toEqual(['partly'])
  })

  it('a payment that is taken off and posted again with the day of its remittance is late', () => {
    const held = closedNovember()
    const { money, entry } = held
    const id = paymentOf(money, money.claims[1])
    money.at.command((work) => remittance['remittance.takeOff'](work, { id, note: 'It was another patient' }))
    money.at.command((work) => remittance['remittance.match'](work, { id, claim: money.claims[1] }))
    for (const one of get(money, '2026-12').remittances) money.at.command((work) => remittance['remittance.post'](work, { id: one.id }))
    expectStanding(held)
    expect(new Set(since(money, entry).map((one) => one.month))).toEqual(new Set(['2026-12']))
    expect(get(money, '2026-12').roll.closing).toBe(held.november.roll.closing)
    expect(get(money, '2026-12').late).toBe(get(money, '2026-12').lateEntries.length)
  })

  it('a patient’s payment that is undone, and one that is noted for a day of it', () => {
    let move = 0
    const held = closedNovember((money) => void ({ move } = take(money, 5000, [[money.lines[0], 3000]])))
    const { money, entry } = held
    money.at.command((work) => receiptHandlers['receipts.undo'](work, { move, note: '' }))
    take(money, 2000, [[money.lines[1], 2000]], { day: day('2026-11-20') })
    expectStanding(held)
    expect(new Set(since(money, entry).map((one) => one.month))).toEqual(new Set(['2026-12']))
    const { lateEntries } = get(money, '2026-12')
    expect(lateEntries).toMatchObject([
      { day: '2026-11-20', what: 'patient', undoes: false },
      { day: '2026-11-20', what: 'patient', undoes: false },
    ])
    expect(lateEntries.reduce((all, { owed }) => all + owed, 0)).toBe(-2000)
  })

  it('a paper EOB of it that is typed in now', () => {
    const held = closedNovember()
    const { money, entry } = held
    const line = money.lines[2]
    const reasons = [{ group: 'CO' as const, reason: '45', cents: cents(4300) }]
    money.at.command((work) =>
      remittance['remittance.enter'](work, {
        payer: money.at.payer,
        trace: '40231',
        day: day('2026-11-17'),
        cents: cents(13_200),
        claims: [
          {
            claim: money.claims[2],
            isTakenBack: false,
            payerControl: 'ICN3',
            lines: [{ line, allowed: null, paid: cents(13_200), reasons, remarks: [] }],
          },
        ],
        provider: [],
      }),
    )
    const left = get(money, '2026-12').remittances.filter(({ trace }) => trace === '40231')
    for (const { id } of left) money.at.command((work) => remittance['remittance.post'](work, { id }))
    expectStanding(held)
    expect(since(money, entry).every((one) => one.month === '2026-12' && one.day === '2026-11-17')).toBe(true)
    expect(get(money, '2026-12').lateEntries).toMatchObject([
      { day: '2026-11-17', what: 'insurance', claim: money.claims[2], owed: -17_500 },
    ])
  })

  it('a payer’s takeback of a payment of it', () => {
    const held = closedNovember()
    const { money, entry } = held
    const reasons = [
      ['CO', '45', -4300],
      ['PR', '3', -2000],
    ] as const
    const payments = [
      {
        control: 'UNKNOWN',
        payerControl: 'UP26120004471',
        status: '22' as const,
        lines: [{ code: '90837', modifiers: ['95'], charge: -17_500, reasons }],
      },
    ]
    pay(money.at, { trace: 'TB1', payments, provider: [['FB', 'CARRIED', -11_200]] })
    expectStanding(held)
    expect(new Set(since(money, entry).map((one) => one.month))).toEqual(new Set(['2026-12']))
    expect(get(money, '2026-12').roll.changes).toMatchObject({ takebacks: 11_200 })
  })
})
