import { handlers as charges } from '../../src-main/charges/index.ts'
import { handlers as claims, listeners as claimListeners, sendClaims } from '../../src-main/claims/index.ts'
import { listeners as denialListeners } from '../../src-main/denials/index.ts'
import { verifyLedger } from '../../src-main/ledger/index.ts'
import { handlers, listeners, verifyReceipts } from '../../src-main/receipts/index.ts'
import { Trouble } from '../../src-main/store/index.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { session, testPractice, type TestPractice } from './practice.ts'
import { pay } from './remittances.ts'

/*
 * A patient with two sessions that a payer decided on, and one it has still to decide on.
 */

export type Money = {
  readonly at: TestPractice
  /** Lines: 30.00 is left to the patient on the first, 20.00 on the second; the third is with the payer. */
  readonly lines: readonly [number, number, number]
  readonly claims: readonly [number, number, number]
}

const SHARES = [3000, 2000]
const CHARGE = 17_500
const ALLOWED = 13_200

export function patientMoney(): Money {
  const at = testPractice([...claimListeners, ...denialListeners, ...listeners])
  const days = ['2026-10-01', '2026-10-08', '2026-10-15']
  const ids = days.map((on) =>
    must('a session becomes a claim', at.command((work) => charges['charges.save'](work, session(at, { day: day(on) }))).claim),
  )
  at.command((work) => sendClaims(work, { usage: 'P' }))
  const found = ids.map((id) => at.query((work) => claims['claims.get'](work, { id })))
  SHARES.forEach((share, n) => {
    const reasons = [
      ['CO', '45', CHARGE - ALLOWED],
      ['PR', '3', share],
    ] as const
    const line = { code: '90837', modifiers: ['95'], charge: CHARGE, reasons }
    pay(at, { trace: `EFT${n}`, payments: [{ control: found[n]?.control ?? '', payerControl: `UP2612000447${n}`, lines: [line] }] })
  })
  const lines = found.map((one) => must('a claim has a line', one.lines[0]).id)
  return { at, lines: lines as never, claims: ids as never }
}

/** What the calls give, or the code of the problem they end with. */
export const tried = <T>(run: () => T): T | string => {
  try {
    return run()
  } catch (error) {
    return error instanceof Trouble ? error.problem.code : `not a problem: ${String(error)}`
  }
}

export const moneyOf = ({ at }: Pick<Money, 'at'>): Output<'receipts.of'> =>
  at.query((work) => handlers['receipts.of'](work, { patient: at.patient }))

export const take = (
  { at }: Pick<Money, 'at'>,
  amount: number,
  parts: readonly (readonly [line: number, amount: number])[],
  more: Partial<Argument<'receipts.take'>> = {},
) =>
  at.command((work) =>
    handlers['receipts.take'](work, {
      patient: at.patient,
      day: day('2026-11-18'),
      cents: cents(amount),
      method: 'check',
      reference: '1042',
      note: '',
      parts: parts.map(([line, own]) => ({ line, cents: cents(own) })),
      ...more,
    }),
  )

/** What is broken, of all that must hold. */
export const broken = ({ at }: Pick<Money, 'at'>): string[] =>
  at.query(({ db }) => [...verifyLedger(db), ...verifyReceipts(db)].filter((one) => one.broken > 0).map((one) => one.id))

export { handlers as receiptHandlers }
