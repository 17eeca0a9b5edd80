import { describe, expect, it } from 'vitest'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { outlookOf } from './outlook.ts'
import { count, type Service, type Terms } from './rules.ts'

const FROM = day('2026-09-07')
const terms = (amount: number, ends: Day = day('2027-06-30'), unit: Terms['unit'] = 'visit'): Terms => ({
  id: 1,
  payer: 1,
  number: 'A1',
  status: 'approved',
  starts: FROM,
  ends,
  codes: [],
  provider: null,
  unit,
  amount,
  earlier: 0,
})
/** Sessions so many days after the first day of the authorization; those ahead are booked. */
const sessions = (held: readonly number[], ahead: readonly number[] = []): Service[] =>
  [...held, ...ahead].map((days, n) => ({
    kind: 'session',
    id: n + 1,
    day: addDays(FROM, days),
    start: '09:00',
    payer: 1,
    provider: 7,
    minutes: 55,
    isAhead: n >= held.length,
    lines: [{ code: '90837', units: 1, account: n >= held.length ? 'reserved' : 'used' }],
  }))
/** The day of the last session that is covered, and of the first that is not, in days after the first day of the authorization. */
const reach = (one: Terms, services: readonly Service[]) => {
  const { left, rhythm, lastDay, uncoveredDay } = outlookOf(one, [one], count([one], services))
  return { left, rhythm, lastDay, uncoveredDay }
}
const on = (days: number): Day => addDays(FROM, days)

describe('how far an authorization reaches', () => {
  it.each<readonly [says: string, amount: number, held: readonly number[], ahead: readonly number[], left: number, last: number | null]>([
    ['weekly', 8, [0, 7, 14, 21], [], 4, 49],
    ['twice a week', 12, [0, 3, 7, 10, 14], [], 7, 38],
    ['every other week', 6, [0, 14, 28, 42], [], 2, 70],
    ['every four weeks', 4, [0, 28], [], 2, 84],
    ['irregular, by its mean of ten days', 6, [0, 4, 13, 30], [], 2, 50],
    ['weekly after a pause that lies further back than eight weeks', 9, [0, 70, 77, 84], [], 5, 119],
    ['none left', 4, [0, 7, 14, 21], [], 0, 21],
    ['more used than agreed', 3, [0, 7, 14, 21], [], -1, 21],
    ['booked further ahead than the rhythm goes', 6, [0, 7, 14, 21], [42, 63], 2, 63],
    ['more than what is booked, then in the rhythm', 8, [0, 7, 14, 21], [28, 35], 4, 49],
    ['one session, no rhythm yet', 8, [0], [], 7, null],
    ['nothing held, one booked, no rhythm yet', 8, [], [7], 8, null],
    ['nothing at all', 8, [], [], 8, null],
  ])('%s', (_, amount, held, ahead, left, last) => {
    const found = reach(terms(amount), sessions(held, ahead))
    expect([found.left, found.lastDay]).toEqual([left, last === null ? null : on(last)])
  })

  it('says the first booked session that nothing covers, by number and by day', () => {
    expect(reach(terms(3), sessions([0, 7], [14, 21, 28]))).toMatchObject({ left: 1, lastDay: on(14), uncoveredDay: on(21) })
    expect(reach(terms(20, on(22)), sessions([0, 7, 14], [21, 28]))).toMatchObject({ uncoveredDay: on(28) })
  })

  it('counts hours by what a session takes of them', () => {
    // Four sessions of 55 minutes took 220 of 600; 6 more fit.
    expect(reach(terms(600, day('2027-06-30'), 'hour'), sessions([0, 7, 14, 21])).lastDay).toBe(on(63))
  })
})
