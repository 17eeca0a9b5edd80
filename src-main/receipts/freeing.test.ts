import { expect, test } from 'vitest'
import { broken, moneyOf, patientMoney, receiptHandlers as handlers, take } from '../../test/support/patient-money.ts'
import { PAYER, session, type TestPractice } from '../../test/support/practice.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers as practice } from '../practice/index.ts'

/* A copay that was taken at the desk, and the session that is entered anew, taken back, or put on another claim before it leaves. */

const ON = day('2026-11-09')
const save = (at: TestPractice, more: Parameters<typeof session>[1] = {}) =>
  at.command((work) => charges['charges.save'](work, session(at, { day: ON, ...more })))
const lineOf = (at: TestPractice, claim: number | null): number =>
  must('it has a line', at.query((work) => claims['claims.get'](work, { id: claim ?? 0 })).lines.at(-1)).id

test.each(['none', 'week'] as const)(
  'taken for a session that is taken back, it is the patient’s credit again (claims of %s)',
  (together) => {
    const money = patientMoney()
    const { at } = money
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, together }))
    const first = save(at)
    const second = save(at, { day: addDays(ON, 1) })
    take(money, 2000, [[lineOf(at, second.claim), 2000]])
    expect(moneyOf(money)).toMatchObject({ credit: 0 })
    at.command((work) => charges['charges.withdraw'](work, { charge: second.charge }))
    expect(moneyOf(money)).toMatchObject({ credit: 2000 })
    expect(broken(money)).toEqual([])
    // It can be applied where it belongs, and the payment can be undone whole.
    const [receipt] = moneyOf(money).receipts
    const id = must('there is a receipt', receipt).id
    const line = lineOf(at, first.claim)
    at.command((work) => handlers['receipts.allocate'](work, { receipt: id, note: '', parts: [{ line, cents: cents(2000) }] }))
    expect(moneyOf(money)).toMatchObject({ credit: 0 })
    expect(broken(money)).toEqual([])
  },
)

test('a row that is entered anew leaves it as credit, and undoing the payment leaves nothing', () => {
  const money = patientMoney()
  const { at } = money
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, together: 'week' }))
  save(at)
  const { charge, claim } = save(at, { day: addDays(ON, 1) })
  const { move } = take(money, 2000, [[lineOf(at, claim), 2000]])
  save(at, { replaces: charge, day: addDays(ON, 1), stop: '09:45' })
  expect(moneyOf(money)).toMatchObject({ credit: 2000 })
  at.command((work) => handlers['receipts.undo'](work, { move, note: '' }))
  expect(moneyOf(money)).toMatchObject({ credit: 0 })
  expect(broken(money)).toEqual([])
})
