import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween, weekday } from './day.ts'
import { daysOf, SPANS } from './span.ts'

test.each([
  ['today', '2026-11-19', '2026-11-19'],
  ['this-week', '2026-11-15', '2026-11-21'],
  ['this-month', '2026-11-01', '2026-11-30'],
  ['last-month', '2026-10-01', '2026-10-31'],
  ['last-7', '2026-11-13', '2026-11-19'],
  ['last-30', '2026-10-21', '2026-11-19'],
  ['last-90', '2026-08-22', '2026-11-19'],
  ['this-year', '2026-01-01', '2026-12-31'],
  ['next-7', '2026-11-19', '2026-11-25'],
  ['next-30', '2026-11-19', '2026-12-18'],
] as const)('%s, on a Thursday in November', (span, from, to) => {
  expect(daysOf(span, day('2026-11-19'))).toEqual({ from, to })
})

const someDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(day('1999-12-25'), days))

test('a span begins before it ends, and every span but last month holds today', () => {
  fc.assert(
    fc.property(someDay, fc.constantFrom(...SPANS), (today, span) => {
      const { from, to } = daysOf(span, today)
      expect(daysBetween(from, to)).toBeGreaterThanOrEqual(0)
      expect(from <= today && today <= to).toBe(span !== 'last-month')
    }),
  )
})

test('a week is seven days from Sunday, and last month ends the day before this month begins', () => {
  fc.assert(
    fc.property(someDay, (today) => {
      const week = daysOf('this-week', today)
      expect([weekday(week.from), daysBetween(week.from, week.to)]).toEqual([0, 6])
      expect(addDays(daysOf('last-month', today).to, 1)).toBe(daysOf('this-month', today).from)
    }),
  )
})
