import { describe, expect, it } from 'vitest'
import { charge } from '../../../test/support/claims.ts'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { testPractice } from '../../../test/support/practice.ts'
import { addDays, day } from '../../../src-shared/day.ts'
import { listeners } from '../index.ts'
import { othersOfMonth } from '../records/claims.ts'
import { scrub } from '../rules.ts'
import type { Others } from './finding.ts'

const SERVED = day('2026-04-28')
type Beside = Others['lines'][number]
const beside = (code: string, days: number, more: Partial<Beside> = {}): Beside => ({
  claim: 10_000,
  status: 'sent',
  code,
  modifiers: [],
  provider: 1,
  units: 1,
  day: addDays(SERVED, days),
  through: null,
  charge: null,
  minutes: null,
  ...more,
})
const found = (codes: readonly string[], others: readonly Beside[] = [], days: readonly number[] = []) =>
  scrub(
    claimFacts({
      lines: codes.map((code, n) => ({ code, modifiers: [], place: '58', day: addDays(SERVED, days[n] ?? 0) })),
      diagnoses: ['F11.20'],
      session: undefined,
    }),
    TODAY,
    { lines: others },
  ).filter(({ rule }) => rule === 'C27')

describe('a week of an opioid program', () => {
  it.each<readonly [string, readonly string[], readonly Beside[], readonly string[]]>([
    ['alone', ['G2067'], [], []],
    ['the same six days before', ['G2067'], [beside('G2067', -6)], ['stop line 1']],
    ['the same seven days before', ['G2067'], [beside('G2067', -7)], []],
    ['the same six days after, on a later claim', ['G2067'], [beside('G2067', 6, { claim: 10_002 })], ['warning line 1']],
    ['another week code in the same seven days', ['G2068'], [beside('G2067', -3)], ['stop line 1']],
    ['another week code after them', ['G2068'], [beside('G2067', 7)], []],
    ['of another clinician: the program is one', ['G2067'], [beside('G2068', -1, { provider: 2 })], ['stop line 1']],
    ['one that was denied', ['G2067'], [beside('G2067', -2, { status: 'denied' })], ['warning line 1']],
    ['its take-home add-on', ['G2067', 'G2078'], [beside('G2078', -2)], []],
    ['a session of therapy', ['90834'], [beside('90834', -2)], []],
  ])('%s', (_case, codes, others, want) => {
    expect(found(codes, others).map(({ grade, field }) => `${grade} ${field}`)).toEqual(want)
  })

  it('twice on one claim is once too often', () => {
    expect(found(['G2067', 'G2074'], [], [0, 3]).map(({ field, words }) => [field, words])).toEqual([
      ['line 2', 'G2074 is billed once in seven days, and G2067 of 04/28/2026 is on this claim too.'],
    ])
    expect(found(['G2067', 'G2067'], [], [0, 7])).toEqual([])
  })
})

it('the claims of the days around are known beyond the end of a month, with the minutes of their sessions', () => {
  const at = testPractice(listeners)
  const made = (on: string) => charge(at, { day: day(on), start: '09:00', stop: '09:50' }).claim ?? 0
  const [before, own, after] = [made('2026-10-27'), made('2026-11-02'), made('2026-11-08')]
  made('2026-10-26')
  const known = at.query(({ db }) => othersOfMonth(db, { id: own, patient: at.patient, first_day: '2026-11-02', last_day: '2026-11-02' }))
  expect(known.map(({ claim, minutes }) => [claim, minutes])).toEqual([
    [before, 50],
    [after, 50],
  ])
})
