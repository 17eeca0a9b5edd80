import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limitsFor, watchSitting, type Limits, type Reading, type Verdict, type Watch } from './autolock.ts'

const second = 1000
const minute = 60 * second
const opened: Reading = { steadyMs: 5000, wallMs: 1_700_000_000_000, systemIdleMs: 0, isScreenLocked: false }
const limits = limitsFor(10)

/** A sitting with a clock of its own: both clocks go on, then what differs is set. */
function sitting(own: Limits = limits): {
  readonly watch: Watch
  readonly after: (ms: number, more?: Partial<Reading>) => Verdict
  readonly now: () => Reading
} {
  const watch = watchSitting(own, opened)
  let now = opened
  return {
    watch,
    now: () => now,
    after(ms, more = {}) {
      now = { ...now, steadyMs: now.steadyMs + ms, wallMs: now.wallMs + ms, ...more }
      return watch.tick(now)
    },
  }
}

/** Ticks as the shell does, until it locks; gives when and why, and when it was first told. */
function untilLock(one: ReturnType<typeof sitting>, each: (atMs: number) => Partial<Reading> = () => ({})): object {
  let at = 0
  let nextMs = 0
  let toldAt: number | undefined
  for (;;) {
    const verdict = one.after(nextMs, each(at + nextMs))
    at += nextMs
    if (verdict.is === 'lock') return { at, toldAt, why: verdict.why }
    if (verdict.is === 'soon') toldAt ??= at
    ;({ nextMs } = verdict)
  }
}

describe('LK-1 idle', () => {
  test('nobody there: told a minute before, locked when the limit is reached', () => {
    expect(untilLock(sitting())).toEqual({ at: 10 * minute, toldAt: 9 * minute, why: 'idle' })
  })

  test.each([
    [0, 1],
    [1, 1],
    [30, 30],
    [90, 30],
  ])('a choice of %i minutes is %i', (chosen, minutes) => {
    expect(limitsFor(chosen).idleMs).toBe(minutes * minute)
  })

  test('a key in our window puts it off, also after the warning', () => {
    const other = sitting({ ...limits, gapMs: 20 * minute })
    expect(other.after(9 * minute + 30 * second)).toEqual({ is: 'soon', leftMs: 30 * second, canStay: true, nextMs: 5 * second })
    other.watch.input(other.now().steadyMs)
    expect(other.after(0)).toMatchObject({ is: 'quiet' })
    expect(other.after(9 * minute)).toMatchObject({ is: 'soon', leftMs: minute })
  })

  test('work in another program keeps it open: the machine is not idle', () => {
    const one = sitting()
    expect(untilLock(one, (at) => ({ systemIdleMs: at < 25 * minute ? (at % (20 * second)) + 2500 : at - 25 * minute }))).toMatchObject({
      at: 35 * minute,
      why: 'idle',
    })
  })

  test('a desktop that cannot tell its idle time is not believed', () => {
    expect(untilLock(sitting(), () => ({ systemIdleMs: 0 }))).toMatchObject({ at: 10 * minute, why: 'idle' })
  })

  test('a machine that is idle does not lock who types here', () => {
    const one = sitting()
    const verdicts = Array.from({ length: 400 }, () => {
      one.watch.input(one.now().steadyMs)
      return one.after(5 * second, { systemIdleMs: one.now().steadyMs }).is
    })
    expect(new Set(verdicts)).toEqual(new Set(['quiet']))
  })
})

test('LK-1 after twelve hours it locks in any case, and says that no key helps', () => {
  const one = sitting()
  const verdicts: Verdict[] = []
  while (verdicts.at(-1)?.is !== 'lock') {
    one.watch.input(one.now().steadyMs)
    verdicts.push(one.after(5 * second))
  }
  expect(one.now().steadyMs - opened.steadyMs).toBe(12 * 60 * minute)
  expect(verdicts.at(-1)).toEqual({ is: 'lock', why: 'limit' })
  expect(verdicts.at(-2)).toMatchObject({ is: 'soon', canStay: false })
})

describe('LK-1 gap, TM-1', () => {
  test.each([
    ['the wall clock leaps: the machine slept', { wall: 36_000, steady: 5000 }, 'lock'],
    ['both clocks leap: the machine slept, and this system’s steady clock went on', { wall: 45_000, steady: 45_000 }, 'lock'],
    ['the clock is set a year on', { wall: 365 * 24 * 60 * minute, steady: 5000 }, 'lock'],
    ['half a minute is no sleep', { wall: 34_000, steady: 5000 }, 'quiet'],
    ['the clock is set back an hour', { wall: -60 * minute, steady: 5000 }, 'quiet'],
    ['a tick that comes late', { wall: 20_000, steady: 20_000 }, 'quiet'],
  ])('%s', (_what, { wall, steady }, is) => {
    const one = sitting()
    one.after(5000)
    const { steadyMs, wallMs } = one.now()
    expect(one.after(0, { steadyMs: steadyMs + steady, wallMs: wallMs + wall }).is).toBe(is)
  })
})

test('LK-1 a locked screen locks', () => {
  expect(sitting().after(5000, { isScreenLocked: true })).toEqual({ is: 'lock', why: 'screen' })
})

test('another limit holds at once, and does not begin the twelve hours anew', () => {
  const one = sitting({ ...limits, gapMs: 24 * 60 * minute })
  expect(one.after(5 * minute).is).toBe('quiet')
  one.watch.limit({ ...limitsFor(4), gapMs: 24 * 60 * minute })
  expect(one.after(0)).toEqual({ is: 'lock', why: 'idle' })
  one.watch.limit({ ...limitsFor(30), gapMs: 24 * 60 * minute })
  one.watch.input(opened.steadyMs + 12 * 60 * minute)
  expect(one.after(12 * 60 * minute - 5 * minute)).toEqual({ is: 'lock', why: 'limit' })
})

test('LK-1 whatever happens in between, it never stays open for longer than the limit after the last sign', () => {
  const step = fc.record({ waitMs: fc.integer({ min: 0, max: 30_000 }), types: fc.boolean() })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.array(step, { maxLength: 200 }), (minutes, steps) => {
      const one = sitting(limitsFor(minutes))
      let lastSign = opened.steadyMs
      for (const { waitMs, types } of steps) {
        if (types) one.watch.input((lastSign = one.now().steadyMs))
        const verdict = one.after(waitMs, { systemIdleMs: 9_000_000 })
        if (verdict.is === 'lock') return one.now().steadyMs - lastSign >= minutes * minute
        if (one.now().steadyMs - lastSign >= minutes * minute) return false
      }
      return true
    }),
    { seed: 20261122, numRuns: 300 },
  )
  expect(limits.idleMs).toBe(10 * minute)
})
