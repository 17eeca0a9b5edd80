import { expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { because, brokenChecks, claimOf, pay, type LineSpec } from '../../test/support/remittances.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

const LINE: LineSpec = { code: '90834', charge: 15000, reasons: because('CO-45 3000') }
const BACK: LineSpec = { code: '90834', charge: -15000, reasons: because('CO-45 -3000') }

/** A payment, one that is held, and a take-back. */
function posted(): TestPractice {
  const at = testPractice()
  claimOf(at, 'C1', LINE)
  pay(at, {
    trace: 'T1',
    payments: [
      { control: 'C1', lines: [LINE] },
      { control: 'LOST', lines: [LINE] },
    ],
  })
  pay(at, { trace: 'T2', payments: [{ control: 'C1', status: '22', lines: [BACK] }], provider: [['FB', '', -12000]] })
  return at
}
const found = (at: TestPractice) => brokenChecks(at).map((one) => `${one.id} ${one.broken}`)

it('finds nothing where all is well', () => expect(found(posted())).toEqual([]))

it.each([
  ['a payment of another amount', 'L4.payment 1', from.updateTable('remittance').set({ cents: 1 }).where('trace', '=', 'T1')],
  ['a claim payment that lost its entry', 'L5.entry 1', from.updateTable('remit_claim').set({ entry: null }).where('control', '=', 'LOST')],
  ['a take-back of nothing', 'L7.pairs 1', from.updateTable('remit_claim').set({ reverses: null }).where('status', '=', '22')],
])('finds %s', (_, what, change) => {
  const at = posted()
  at.command(({ db }) => db.run(change))
  expect(found(at)).toContain(what)
})

it('finds entries of a remittance that is not posted', () => {
  const at = posted()
  at.command(({ db }) => db.run(from.updateTable('remittance').set({ status: 'rehearsed' }).where('trace', '=', 'T2')))
  expect(found(at)).toContain('L5.source 2')
})
