import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, daysBetween, weekday, workdaysBefore, workdaysBetween } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import {
  answeredWithin,
  byWeight,
  chanceOf,
  cleanShort,
  expectation,
  forecastDay,
  lineWeight,
  nextWorkday,
  usualDays,
  weightOf,
  whyBack,
  type Bucket,
} from './rules.ts'

const today = day('2026-11-19')
const anyDay = fc.integer({ min: -40, max: 400 }).map((n) => addDays(today, n))
const anyBucket: fc.Arbitrary<Bucket> = fc.record({
  items: fc.integer({ min: 1, max: 5000 }),
  cents: fc.integer({ min: 0, max: 100_000_000 }).map(cents),
  chance: fc.double({ min: 0, max: 1, noNaN: true }),
  due: fc.option(anyDay),
  isLimit: fc.boolean(),
})

describe('the weight of a line', () => {
  test('never falls with more money, a better chance or a nearer day, all else alike', () => {
    fc.assert(
      fc.property(anyBucket, fc.nat(1_000_000), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(90), (bucket, more, better, days) => {
        const weight = weightOf(today, bucket)
        expect(weightOf(today, { ...bucket, cents: cents(bucket.cents + more) })).toBeGreaterThanOrEqual(weight)
        expect(weightOf(today, { ...bucket, chance: Math.max(bucket.chance, better) })).toBeGreaterThanOrEqual(weight)
        const due = bucket.due === null ? null : addDays(bucket.due, -days)
        expect(weightOf(today, { ...bucket, due })).toBeGreaterThanOrEqual(weight)
        expect(weightOf(today, { ...bucket, isLimit: true })).toBeGreaterThanOrEqual(weight)
      }),
    )
  })

  test('never falls when a row is added', () => {
    fc.assert(
      fc.property(fc.array(anyBucket, { maxLength: 8 }), anyBucket, (buckets, one) => {
        expect(lineWeight(today, [...buckets, one])).toBeGreaterThanOrEqual(lineWeight(today, buckets))
      }),
    )
  })

  test('orders lines the same however they come', () => {
    const line = fc.record({ weight: fc.integer({ min: 0, max: 3 }), id: fc.string() })
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: ({ id }) => id }), (lines) => {
        expect(lines.toReversed().sort(byWeight)).toEqual([...lines].sort(byWeight))
      }),
    )
  })

  test('of what has passed is that of today', () => {
    const bucket = { items: 1, cents: cents(100_00), chance: 1, isLimit: true }
    expect(weightOf(today, { ...bucket, due: addDays(today, -9) })).toBe(weightOf(today, { ...bucket, due: today }))
  })
})

describe('working days', () => {
  test('are counted as one would on a calendar', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), (from, days) => {
        const counted = Array.from({ length: days }, (_, n) => weekday(addDays(from, n + 1))).filter((on) => on !== 0 && on !== 6)
        expect(workdaysBetween(from, addDays(from, days))).toBe(counted.length)
      }),
    )
  })

  test('leave Saturday and Sunday out, forward and back', () => {
    expect(nextWorkday(day('2026-11-20'))).toBe('2026-11-23')
    expect(nextWorkday(day('2026-11-19'))).toBe('2026-11-20')
    expect(workdaysBefore(day('2026-11-23'), 1)).toBe('2026-11-20')
    expect(workdaysBefore(day('2026-11-22'), 1)).toBe('2026-11-20')
    expect(workdaysBefore(day('2026-11-19'), 3)).toBe('2026-11-16')
  })

  test('end a forecast on a Friday three to nine days ahead', () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        const by = forecastDay(on)
        expect(weekday(by)).toBe(5)
        expect(daysBetween(on, by)).toBeGreaterThanOrEqual(3)
        expect(daysBetween(on, by)).toBeLessThanOrEqual(9)
      }),
    )
    expect(forecastDay(today)).toBe('2026-11-27')
  })
})

describe('a chance', () => {
  test('of no case is one half, of few is drawn to the wider group, of many is their own', () => {
    expect(chanceOf({ n: 0, good: 0 })).toBe(0.5)
    expect(chanceOf({ n: 1, good: 1 }, 0.5)).toBe(0.6)
    expect(chanceOf({ n: 0, good: 0 }, 0.8)).toBe(0.8)
    expect(chanceOf({ n: 996, good: 996 }, 0)).toBe(0.996)
  })

  test('grows with each case that goes well and falls with each that does not', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true }), (good, bad, wider) => {
        const tally = { n: good + bad, good }
        const now = chanceOf(tally, wider)
        expect(now).toBeGreaterThanOrEqual(0)
        expect(now).toBeLessThanOrEqual(1)
        expect(chanceOf({ n: tally.n + 1, good: good + 1 }, wider)).toBeGreaterThanOrEqual(now)
        expect(chanceOf({ n: tally.n + 1, good }, wider)).toBeLessThanOrEqual(now)
      }),
    )
  })
})

describe('what was put off', () => {
  const then = { items: 6, cents: cents(706_00), due: day('2026-11-23'), until: day('2026-11-26') }
  const now = (change: object) => whyBack(then, { ...then, ...change }, today)

  test('stays away while it is as it was, or better', () => {
    expect([now({}), now({ items: 5, cents: cents(600_00) }), now({ due: day('2026-11-24') }), now({ cents: cents(707_00) })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('is back on its day', () => {
    expect(whyBack(then, then, day('2026-11-26'))).toBe('It was put off until today.')
    expect(whyBack(then, then, day('2026-11-30'))).toBe('It was put off until 11/26/2026.')
  })

  test('is back early when it grew worse, and says why', () => {
    expect(now({ items: 7, due: day('2026-11-20') })).toBe('Back early: a new one has a nearer limit, 11/20/2026.')
    expect(now({ due: day('2026-11-20') })).toBe('Back early: the limit is nearer now, 11/20/2026.')
    expect(now({ items: 7, cents: cents(882_00) })).toBe('Back early: $176.00 more than when it was put off.')
    expect(whyBack({ ...then, due: null }, { ...then, due: day('2026-12-20') }, today)).toBe(
      'Back early: the limit is nearer now, 12/20/2026.',
    )
  })
})

describe('what payers do', () => {
  const lags = [
    { days: 8, n: 10 },
    { days: 14, n: 80 },
    { days: 30, n: 10 },
  ]

  test('an answer that has not come is expected among the later ones alone', () => {
    expect(answeredWithin(lags, 0, 14)).toBe(0.9)
    expect(answeredWithin(lags, 20, 5)).toBe(0)
    expect(answeredWithin(lags, 20, 10)).toBe(1)
    expect(answeredWithin(lags, 40, 10)).toBe(0)
    expect(answeredWithin([], 0, 10)).toBe(0)
  })

  test('what is expected is never more than what waits, and is certain when every claim answers', () => {
    const waiting = fc.array(fc.record({ age: fc.nat(60), n: fc.integer({ min: 1, max: 50 }), cents: fc.nat(5_000_000).map(cents) }))
    fc.assert(
      fc.property(waiting, fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (rows, days, share) => {
        const { mean, variance } = expectation(rows, lags, days, share)
        const all = rows.reduce((sum, row) => sum + row.cents, 0)
        expect(mean).toBeGreaterThanOrEqual(0)
        expect(mean).toBeLessThanOrEqual(all * share + 0.01)
        expect(variance).toBeGreaterThanOrEqual(0)
      }),
    )
    expect(expectation([{ age: 0, n: 4, cents: cents(400_00) }], lags, 30, 0.5)).toEqual({ mean: 200_00, variance: 0 })
  })

  test('how long a payer usually takes is where nine of ten were in, and unknown with fewer than five', () => {
    expect(usualDays(lags)).toBe(14)
    expect(usualDays([{ days: 1, n: 4 }])).toBeUndefined()
    expect(usualDays([{ days: 1, n: 5 }])).toBe(1)
  })

  test('claims short of the target are those that would have to be clean besides', () => {
    expect([cleanShort(1190, 1159), cleanShort(100, 98), cleanShort(0, 0)]).toEqual([8, 0, 0])
  })
})
