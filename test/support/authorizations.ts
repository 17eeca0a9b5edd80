import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { handlers, listeners as own, verifyAuthorizations } from '../../src-main/authorizations/index.ts'
import { listeners as claims } from '../../src-main/claims/index.ts'
import { coveragesOf } from '../../src-main/practice/index.ts'
import type { Listener } from '../../src-main/store/index.ts'
import { testPractice, type TestPractice } from './practice.ts'

/** The rooms that hear each other about authorizations, in the order of the engine. */
export const counted = (...more: readonly Listener[]): TestPractice => testPractice([...own, ...claims, ...more])

/** An authorization of the test patient, ready for `authorizations.save`: four visits of 90837 in the fall. */
export const fields = (at: TestPractice, changes: Partial<Argument<'authorizations.save'>> = {}): Argument<'authorizations.save'> => ({
  id: null,
  patient: at.patient,
  coverage: must('the test patient is covered', at.query(({ db }) => coveragesOf(db, at.patient))[0]).id,
  number: 'A100',
  status: 'approved',
  starts: day('2026-10-01'),
  ends: day('2026-12-31'),
  codes: '90837',
  provider: null,
  unit: 'visit',
  amount: 4,
  earlier: 0,
  reference: '',
  note: '',
  renews: null,
  ...changes,
})
export function authorize(at: TestPractice, changes: Partial<Argument<'authorizations.save'>> = {}): number {
  const input = fields(at, changes)
  return at.command((work) => handlers['authorizations.save'](work, input)).id
}

export const authorization = (at: TestPractice, id: number) => at.query((work) => handlers['authorizations.get'](work, { id }))
export const sumsOf = (at: TestPractice, id: number) => {
  const { reserved, used, confirmed, free } = authorization(at, id)
  return { reserved, used, confirmed, free }
}
/** What does not hold of the authorizations; nothing when all is well. */
export const brokenAuthorizations = (at: TestPractice) => at.query(({ db }) => verifyAuthorizations(db)).filter((one) => one.broken > 0)
