import { describe, expect, it } from 'vitest'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { addDays, day } from '../../../src-shared/day.ts'
import { BUILT_IN, type CodeBook } from '../../codes/index.ts'
import { scrub } from '../rules.ts'
import type { Others } from './finding.ts'

/* The limit is 2 of 96130 a day; what it is held against is the table’s indicator. */

const SERVED = day('2026-04-28')
const CODE = '96130'
type By = ReturnType<CodeBook['unitLimitBy']>
type Changes = NonNullable<Parameters<typeof claimFacts>[0]>
type Line = NonNullable<Changes['lines']>[number]
type Beside = Others['lines'][number]

const book = (by: By): CodeBook => ({ ...BUILT_IN, unitLimit: (code) => (code === CODE ? 2 : undefined), unitLimitBy: () => by })
const line = (units: number, more: Line = {}): Line => ({ code: CODE, units, ...more })
const beside = (units: number, more: Partial<Beside> = {}): Beside => ({
  claim: 10_000,
  status: 'sent',
  code: CODE,
  modifiers: [],
  provider: 1,
  units,
  day: SERVED,
  through: null,
  charge: null,
  minutes: null,
  ...more,
})
function found(by: By, lines: readonly Line[], others: readonly Beside[] = [], payer: Changes['payer'] = { kind: 'medicare' }) {
  const facts = claimFacts({ lines, payer, session: undefined, provider: { discipline: 'psychologist', taxonomy: '103T00000X' } })
  return scrub(facts, TODAY, { lines: others }, book(by)).filter(({ rule }) => rule === 'C06')
}
const graded = (...of: Parameters<typeof found>) => found(...of).map(({ grade, field }) => `${grade} ${field}`)

describe('more units than Medicare pays', () => {
  it.each<readonly [string, By, readonly Line[], readonly Beside[], readonly string[]]>([
    ['1: as many as a line takes', 'line', [line(2)], [], []],
    ['1: more than a line takes', 'line', [line(3)], [], ['warning line 1']],
    ['1: two lines that each take them', 'line', [line(2), line(2)], [], []],
    ['1: another claim of the day', 'line', [line(2)], [beside(2)], []],
    ['2: as many as the day takes', 'day', [line(1), line(1)], [], []],
    ['2: one line of more', 'day', [line(3)], [], ['stop line 1']],
    ['2: two lines that come to more, said once at the last', 'day', [line(2), line(1)], [], ['stop line 2']],
    ['2: two lines of two days', 'day', [line(2), line(2, { day: addDays(SERVED, 1) })], [], []],
    ['2: with an earlier claim of the day', 'day', [line(1)], [beside(2)], ['stop line 1']],
    ['2: a later claim gives way itself', 'day', [line(1)], [beside(2, { claim: 10_002 })], []],
    ['2: an earlier claim that was denied', 'day', [line(1)], [beside(2, { status: 'denied' })], []],
    ['2: an earlier claim of another clinician', 'day', [line(1)], [beside(2, { provider: 2 })], []],
    ['2: an earlier claim of another day', 'day', [line(1)], [beside(2, { day: addDays(SERVED, -1) })], []],
    [
      '2: an earlier claim that reaches to the day',
      'day',
      [line(1)],
      [beside(4, { day: addDays(SERVED, -1), through: SERVED })],
      ['stop line 1'],
    ],
    ['2: another code', 'day', [line(2), line(9, { code: '96131' })], [], []],
    ['2: a span of two days, two a day', 'day', [line(4, { through: addDays(SERVED, 1) })], [], []],
    ['2: a span of two days, three a day', 'day', [line(6, { through: addDays(SERVED, 1) })], [], ['stop line 1']],
    ['3: with an earlier claim of the day', 'review', [line(1)], [beside(2)], ['warning line 1']],
    ['3: modifiers make no difference', 'review', [line(2), line(1, { modifiers: ['59'] })], [], ['warning line 2']],
    ['no indicator: the line alone', undefined, [line(2), line(2)], [beside(2)], []],
    ['no indicator: more on a line', undefined, [line(3)], [], ['warning line 1']],
  ])('%s', (_case, by, lines, others, want) => {
    expect(graded(by, lines, others)).toEqual(want)
  })

  it('stops nothing of another payer, for the table is Medicare’s', () => {
    expect(graded('day', [line(3)], [], { kind: 'commercial' })).toEqual(['warning line 1'])
  })

  it('says how many, on which day and with which claim, and what comes of it', () => {
    const words = (by: By) => found(by, [line(1)], [beside(2)])[0]?.words
    expect(words('day')).toBe('96130 comes to 3 units on 04/28/2026 with claim 10000; Medicare never pays more than 2 a day.')
    expect(words('review')).toMatch(/Medicare pays more than 2 a day only after a review of the record\.$/)
    expect(found('line', [line(3)])[0]?.words).toBe('Line 1 has 3 units of 96130; Medicare pays 2 on one line.')
  })
})
