import { expect, test } from 'vitest'
import { billed, claimAt, SECOND, twoPayers } from '../../test/support/two-payers.ts'
import { because, pay } from '../../test/support/remittances.ts'
import { cents } from '../../src-shared/money.ts'
import { handlers as claims, sendClaims } from '../claims/index.ts'
import { handlers } from './index.ts'

/* What one payer left to a patient with another plan is asked of the patient once that one has decided. */

test('a share is not due while the second payer may pay it, and is what that one leaves', () => {
  const at = twoPayers()
  const id = billed(at)
  const due = () => at.query((work) => handlers['receipts.of'](work, { patient: at.patient })).owed
  const proposed = () =>
    at.query((work) => handlers['receipts.propose'](work, { patient: at.patient, cents: cents(5000), claim: null, receipt: null })).parts
  const control = (): string => claimAt(at, id).control ?? ''
  const share = { code: '90837', modifiers: ['95'], charge: 17_500, reasons: because('CO-45 4300', 'PR-2 3000') }
  pay(at, { trace: 'EFT1', payments: [{ control: control(), payerControl: 'ICN-1', lines: [share] }] })
  expect([due(), proposed()]).toEqual([0, []])
  at.command((work) => claims['claims.billNext'](work, { id }))
  expect([due(), proposed()]).toEqual([0, []])
  at.command((work) => sendClaims(work, { usage: 'P' }))
  expect([due(), proposed()]).toEqual([0, []])
  const rest = { code: '90837', modifiers: ['95'], charge: 17_500, reasons: because('OA-23 14500', 'PR-3 1000') }
  pay(at, { trace: 'EFT2', payer: SECOND, payments: [{ control: control(), payerControl: 'HB-1', lines: [rest] }] })
  expect([due(), proposed().length]).toEqual([1000, 1])
})
