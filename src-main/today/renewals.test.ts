import { expect, it } from 'vitest'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { authorize, counted } from '../../test/support/authorizations.ts'
import { session, type TestPractice } from '../../test/support/practice.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as today } from './index.ts'

const isWork = (at: TestPractice): boolean =>
  at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines.some(({ id }) => id === 'authorizations-ending')

it.each<readonly [says: string, amount: number, charged: readonly string[], from: Day]>([
  ['weekly, four left: two weeks before the last', 8, ['2026-10-22', '2026-10-29', '2026-11-05', '2026-11-12'], day('2026-11-26')],
  ['every other week, two left', 6, ['2026-10-01', '2026-10-15', '2026-10-29', '2026-11-12'], day('2026-11-26')],
  // Three spans in 35 days: three more take 35.
  ['irregular, by its mean', 7, ['2026-10-08', '2026-10-12', '2026-10-29', '2026-11-12'], day('2026-12-03')],
  ['ends before its visits do', 40, ['2026-10-22', '2026-10-29', '2026-11-05', '2026-11-12'], day('2026-12-17')],
  ['no rhythm yet: by its last day', 8, ['2026-11-12'], day('2026-12-17')],
])('the renewal is work in time: %s', (_, amount, charged, from) => {
  const at = counted()
  authorize(at, { amount })
  for (const on of charged) {
    at.clock.set(day(on))
    at.command((work) => charges['charges.save'](work, session(at, { day: day(on) })))
  }
  at.clock.set(addDays(from, -1))
  expect(isWork(at)).toBe(false)
  at.clock.set(from)
  expect(isWork(at)).toBe(true)
})

it('is work at once when none is left, and none when another follows', () => {
  const at = counted()
  const id = authorize(at, { amount: 1 })
  expect(isWork(at)).toBe(false)
  at.command((work) => charges['charges.save'](work, session(at, { day: day('2026-11-19') })))
  expect(isWork(at)).toBe(true)
  authorize(at, { number: 'A200', renews: id, starts: day('2026-11-20'), ends: day('2027-03-31'), amount: 20 })
  expect(isWork(at)).toBe(false)
})
