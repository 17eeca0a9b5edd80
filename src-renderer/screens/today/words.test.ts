import { expect, test } from 'vitest'
import { addDays, day } from '../../../src-shared/day.ts'
import { dayOf, whenOn } from './words.ts'

test.each([
  ['a Sunday', '2026-11-22', ['tomorrow', 'week', 'date']],
  ['a Monday', '2026-11-23', ['tomorrow', 'monday', 'date']],
  ['a Tuesday', '2026-11-24', ['tomorrow', 'monday', 'week', 'date']],
  ['a Friday', '2026-11-27', ['tomorrow', 'week', 'date']],
])('no two quick choices mean the same day on %s', (_name, today, all) => {
  expect(whenOn(day(today))).toEqual(all)
})

test('no quick choice is today or before', () => {
  const days = Array.from({ length: 14 }, (_, n) => addDays(day('2026-11-22'), n))
  const early = days.filter((today) => whenOn(today).some((when) => when !== 'date' && dayOf(when, today) <= today))
  expect(early).toEqual([])
})
