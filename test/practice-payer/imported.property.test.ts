import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listeners as claimListeners, handlers as claims, sendClaims } from '../../src-main/claims/index.ts'
import { handlers as charges } from '../../src-main/charges/index.ts'
import { listeners as denialListeners } from '../../src-main/denials/index.ts'
import { takeFile } from '../../src-main/exchange/index.ts'
import { answer, NOTHING_YET, payOut, type State } from '../../src-main/practice-payer/index.ts'
import { fileBytes } from '../../src-main/store/index.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { sum } from '../../src-shared/money.ts'
import { payerWith, PLAN } from '../support/practice-payer.ts'
import { session, testPractice, type TestPractice } from '../support/practice.ts'
import { brokenChecks } from '../support/remittances.ts'

/* The practice lives with the practice payer for some weeks: whatever it sends and corrects, what comes back is taken in whole, and its books are even. */

const FIRST = day('2026-03-02')
const hours = ['08:00', '09:00', '10:00', '11:00', '13:00', '14:00'] as const
const week = fc.record({
  sessions: fc.array(fc.record({ day: fc.nat({ max: 4 }), hour: fc.constantFrom(...hours), minutes: fc.constantFrom(20, 45, 55) }), {
    maxLength: 4,
  }),
  /** Which of the claims that were decided are replaced, and which voided. */
  replaced: fc.nat({ max: 5 }),
  voided: fc.nat({ max: 9 }),
})

type Week = typeof week extends fc.Arbitrary<infer T> ? T : never

function bill(at: TestPractice, { sessions, replaced, voided }: Week, monday: ReturnType<typeof day>): readonly Uint8Array[] {
  at.clock.set(addDays(monday, 5))
  const taken = new Set<string>()
  for (const one of sessions) {
    const key = `${one.day} ${one.hour}`
    if (taken.has(key)) continue
    taken.add(key)
    const stop = `${one.hour.slice(0, 3)}${one.minutes}`
    at.command((work) => charges['charges.save'](work, session(at, { day: addDays(monday, one.day), start: one.hour, stop })))
  }
  const decided = at.query((work) =>
    claims['claims.list'](work, {
      view: { filters: [{ is: 'any', field: 'status', of: ['denied', 'partly-paid', 'with-patient', 'paid'] }], sort: [] },
      window: 0,
    }),
  ).rows
  const [first, second] = [decided[replaced], decided[voided]]
  if (first) at.command((work) => claims['claims.replace'](work, { id: first.id }))
  if (second && second !== first) at.command((work) => claims['claims.void'](work, { id: second.id, reason: 'Billed in error' }))
  const will = at.query((work) => claims['claims.preview'](work, { of: 'send' })).will
  if (will === 0) return []
  const { batches } = at.command((work) => sendClaims(work, { usage: 'P' }))
  return batches.map(({ file }) => at.query(({ db }) => fileBytes(db, file)) ?? new Uint8Array())
}

it('every remittance is taken in without a finding, and the ledger is even', { timeout: 120_000 }, () => {
  const seen = { remittances: 0, reversals: 0, withheld: 0 }
  fc.assert(
    fc.property(fc.array(week, { minLength: 1, maxLength: 4 }), fc.nat({ max: 999 }), (weeks, seed) => {
      const at = testPractice([...claimListeners, ...denialListeners])
      const payer = payerWith(
        { others: { ...PLAN, deductible: PLAN.copay }, deniesByLot: 15, takesBack: 15, paysAfter: 5, interestAfter: 8 },
        seed,
      )
      let state: State = NOTHING_YET
      const take = (files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): void => {
        for (const { name, bytes } of files) {
          const outcome = at.command((work) => takeFile(work, { name, bytes, post: true }))
          expect([name, outcome.status, outcome.findings]).toEqual([name, name.includes('835') ? 'posted' : 'taken', 0])
          const text = Buffer.from(bytes).toString('latin1')
          if (name.includes('835')) seen.remittances++
          seen.reversals += text.match(/CLP\*[^*]*\*22\*/g)?.length ?? 0
          seen.withheld += text.match(/\*(FB|WO):[^*]*\*\d/g)?.length ?? 0
        }
      }
      for (const [n, one] of weeks.entries()) {
        const monday = addDays(FIRST, 7 * n)
        const moment = { day: addDays(monday, 6), time: '0615' }
        for (const bytes of bill(at, one, monday)) {
          const paid = answer(payer, state, bytes, moment)
          state = paid.state
          take(paid.files)
        }
        const paid = payOut(payer, state, { ...moment, time: '0700' })
        state = paid.state
        take(paid.files)
      }
      expect(brokenChecks(at)).toEqual([])
      expect(sum(state.owed.map(({ amount }) => amount))).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 25 },
  )
  expect([seen.remittances > 5, seen.reversals > 0]).toEqual([true, true])
})
