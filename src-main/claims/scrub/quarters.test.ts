import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { addDays, day } from '../../../src-shared/day.ts'
import { scrub } from '../rules.ts'
import type { Others } from './finding.ts'
import { unitsTogether } from './quarters.ts'

const SERVED = day('2026-04-28')
type Line = NonNullable<NonNullable<Parameters<typeof claimFacts>[0]>['lines']>[number]
type Beside = Others['lines'][number]

const line = (code: string, units: number, more: Line = {}): Line => ({ code, units, modifiers: [], place: '11', ...more })
const beside = (minutes: number | null, units: number, more: Partial<Beside> = {}): Beside => ({
  claim: 10_000,
  status: 'sent',
  code: 'H2014',
  modifiers: [],
  provider: 1,
  units,
  day: SERVED,
  through: null,
  charge: null,
  minutes,
  ...more,
})
function found(minutes: number, lines: readonly Line[], others: readonly Beside[] = [], together = 1) {
  const session = { minutes, service: 'individual', mode: 'in-person' }
  return scrub(claimFacts({ lines, session, payer: { quarters_together: together } }), TODAY, { lines: others }).filter(
    ({ rule }) => rule === 'C26',
  )
}

describe('codes of 15 minutes that a payer counts together', () => {
  it.each([
    [7, 0],
    [8, 1],
    [22, 1],
    [23, 2],
    [37, 2],
    [38, 3],
    [52, 3],
    [53, 4],
    [67, 4],
    [68, 5],
    [97, 6],
    [98, 7],
    [113, 8],
    [127, 8],
  ])('%i minutes are %i', (minutes, units) => expect(unitsTogether(minutes)).toBe(units))

  it.each<readonly [string, number, readonly Line[], readonly Beside[], readonly string[]]>([
    ['one code within its minutes', 23, [line('H0004', 2)], [], []],
    ['two codes of one session within them', 40, [line('H0004', 2), line('H2014', 1)], [], []],
    ['two codes of one session beyond them', 24, [line('H0004', 1), line('H2014', 1), line('H2017', 1)], [], ['stop line 3']],
    [
      'three sessions of 8 minutes that would be a unit each',
      8,
      [line('H0004', 1)],
      [beside(8, 1), beside(8, 1, { claim: 9_999 })],
      ['stop line 1'],
    ],
    ['two sessions whose rests come to a unit', 22, [line('H0004', 2)], [beside(16, 1)], []],
    ['a later claim gives way itself', 8, [line('H0004', 1)], [beside(8, 2, { claim: 10_002 })], []],
    ['a claim that was denied', 8, [line('H0004', 1)], [beside(8, 2, { status: 'denied' })], []],
    ['another clinician', 8, [line('H0004', 1)], [beside(8, 2, { provider: 2 })], []],
    ['another day', 8, [line('H0004', 1)], [beside(8, 2, { day: addDays(SERVED, -1) })], []],
    ['a session whose minutes are not known', 8, [line('H0004', 1)], [beside(null, 2)], []],
    ['a code that is not counted by 15 minutes', 45, [line('90834', 1), line('H0004', 3)], [], []],
    ['an add-on of 15 minutes', 38, [line('96158', 1), line('96159', 1), line('H0004', 3)], [], []],
    [
      'two lines of an earlier claim, whose minutes count once',
      15,
      [line('H0004', 1)],
      [beside(15, 1), beside(15, 1, { code: 'H2017' })],
      ['stop line 1'],
    ],
  ])('%s', (_case, minutes, lines, others, want) => {
    expect(found(minutes, lines, others).map(({ grade, field }) => `${grade} ${field}`)).toEqual(want)
  })

  it('says nothing for a payer that counts each code by itself', () => {
    expect(found(8, [line('H0004', 1), line('H2014', 1)], [], 0)).toEqual([])
  })

  it('says how many units, on which day, with which claim, and what the minutes support', () => {
    expect(found(8, [line('H0004', 1)], [beside(8, 1), beside(8, 1, { claim: 9_999 })])[0]).toMatchObject({
      words: 'Codes of 15 minutes come to 3 units on 04/28/2026 with claim 10000 and 9999; 24 minutes together support 2 with this payer.',
      source: 'Payer rule, after the CMS claims processing manual, chapter 5, 20.2',
      box: '24G',
    })
  })

  it('never support more than the minutes hold, nor less than whole quarters of each part', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(90), { minLength: 1, maxLength: 5 }), (parts) => {
        const all = parts.reduce((sum, one) => sum + one, 0)
        const units = unitsTogether(all)
        expect(units).toBeGreaterThanOrEqual(parts.reduce((sum, one) => sum + Math.floor(one / 15), 0))
        expect(units * 15 - all).toBeLessThanOrEqual(7)
      }),
    ))
})
