import { describe, expect, it } from 'vitest'
import { day } from './day.ts'
import { monthOf, monthsThrough, nextMonth, parseMonth, type Month } from './month.ts'

const month = (text: string) => text as Month

describe('a month', () => {
  it('is read from its text and from a day, and nothing else is one', () => {
    expect(parseMonth('2026-11')).toBe('2026-11')
    expect(['2026-13', '2026-00', '2026-1', '26-11', '1066-10', '2026-11-01', ''].map(parseMonth)).toEqual(Array(7).fill(undefined))
    expect(monthOf(day('2026-11-30'))).toBe('2026-11')
  })

  it('is followed by the next, over the turn of a year', () => {
    expect(['2026-08', '2026-09', '2026-12'].map((one) => nextMonth(month(one)))).toEqual(['2026-09', '2026-10', '2027-01'])
    expect(monthsThrough(month('2026-11'), month('2027-02'))).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(monthsThrough(month('2026-11'), month('2026-10'))).toEqual([])
  })
})
