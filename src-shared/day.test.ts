import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, age, day, dayFromX12, daysBetween, parseDay, shownDay, spokenDay, typedDay, weekday, x12Day } from './day.ts'

describe('days', () => {
  it('reads a day of the calendar and nothing else', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29')
    for (const text of ['2023-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', '0001-01-01', '9999-12-31'])
      expect(parseDay(text)).toBeUndefined()
  })
  it('takes the placeholders that payers send for absent', () => {
    expect(['00010101', '10000101', '99991231'].map(dayFromX12)).toEqual([undefined, undefined, undefined])
    expect(dayFromX12('20261105')).toBe('2026-11-05')
  })
  it('reads what a person types', () => {
    const latest = day('2026-11-19')
    expect(['11/5/2026', '11052026', '2026-11-05', '11/05/26', '11-5-26'].map((text) => typedDay(text, latest))).toEqual(
      Array(5).fill('2026-11-05'),
    )
    expect(typedDay('5/19/90', latest)).toBe('1990-05-19')
    expect(typedDay('13/1/2026', latest)).toBeUndefined()
  })
  it('counts limits as the reference vectors do', () => {
    expect(addDays(day('2026-03-01'), 90)).toBe('2026-05-30')
    expect(addDays(day('2026-04-10'), 60)).toBe('2026-06-09')
    expect(addMonths(day('2025-11-21'), 12)).toBe('2026-11-21')
    expect(addDays(day('2026-06-06'), 120)).toBe('2026-10-04')
    expect(weekday(day('2026-10-04'))).toBe(0)
    expect(addDays(day('2026-02-10'), 180)).toBe('2026-08-09')
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29')
  })
  it('shows and says them', () => {
    expect([shownDay(day('2026-11-19')), spokenDay(day('2026-11-05')), x12Day(day('2026-11-05'))]).toEqual([
      '11/19/2026',
      'November 5, 2026',
      '20261105',
    ])
  })
  it('knows an age on the day before and on the birthday', () => {
    expect([age(day('1990-05-19'), day('2026-05-18')), age(day('1990-05-19'), day('2026-05-19'))]).toEqual([35, 36])
  })
  it('adds and takes away alike', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -60_000, max: 60_000 }),
        (days) => daysBetween(day('2026-11-19'), addDays(day('2026-11-19'), days)) === days,
      ),
      { seed: 1 },
    ))
})
