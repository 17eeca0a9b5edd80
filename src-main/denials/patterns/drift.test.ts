import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { allowedSteps, firstsOf, slower } from './drift.ts'
import type { FirstRow, Step } from './records.ts'

const ON = day('2026-11-02')
const row = (more: Partial<FirstRow>): FirstRow => ({
  payer: 'Northlake',
  group: 'CO',
  reason: '197',
  code: '90837',
  denial: 7,
  day: ON,
  last: null,
  known: day('2025-05-04'),
  ...more,
})

describe('a reason that a payer never gave', () => {
  it('is told with how long it has decided on the code, and the denial to write a rule from', () => {
    expect(firstsOf([row({})])).toEqual([
      {
        kind: 'first',
        day: ON,
        denial: 7,
        words: expect.stringMatching(
          /^Northlake denied 90837 for CO-197, .*, the first time in the 17 months that it has decided on 90837\.$/,
        ) as string,
      },
    ])
    expect(firstsOf([row({ last: day('2025-09-01') })])).toMatchObject([
      { words: expect.stringMatching(/, the first time in 14 months\.$/) as string },
    ])
  })

  it.each([
    ['it was given within a year', { last: day('2025-12-01') }],
    ['the payer hardly knows the code', { known: day('2026-10-01') }],
    ['nothing was decided before', { known: null }],
  ])('is not, when %s', (_, more) => {
    expect(firstsOf([row(more)])).toEqual([])
  })
})

const step = (amount: number, early: number, late: number, code = '90837'): Step => ({
  payer: 'Northlake',
  code,
  amount,
  early,
  late,
  since: ON,
})

describe('an amount that a payer allows', () => {
  it('has changed when most lines of late are at another one, by more than a dollar and a percent', () => {
    expect(allowedSteps([step(13_200, 40, 1), step(12_800, 0, 12), step(9000, 30, 20, '90834')])).toEqual([
      { kind: 'allowed', day: ON, denial: null, words: 'Northlake allows $128.00 for 90837 since 11/02/2026; it was $132.00.' },
    ])
  })

  it.each([
    ['a few lines', [step(13_200, 40, 1), step(12_800, 0, 3)]],
    ['a few cents', [step(13_200, 40, 1), step(13_110, 0, 30)]],
    ['nothing before', [step(12_800, 0, 30)]],
  ])('has not by %s', (_, steps) => {
    expect(allowedSteps(steps)).toEqual([])
  })
})

describe('the days that a payer takes', () => {
  it('are told when they are a week and a quarter more, or fewer', () => {
    expect(slower([step(18, 20, 2, ''), step(31, 1, 15, '')])).toMatchObject([
      { kind: 'days', words: 'Northlake answers after 31 days; it was 18.' },
    ])
    expect(slower([step(31, 20, 2, ''), step(12, 1, 15, '')])).toMatchObject([{ words: 'Northlake answers after 12 days; it was 31.' }])
  })

  it('are not by a few claims, or a few days', () => {
    expect(slower([step(18, 20, 0, ''), step(31, 0, 9, '')])).toEqual([])
    expect(slower([step(18, 20, 0, ''), step(24, 0, 20, '')])).toEqual([])
    expect(slower([step(40, 20, 0, ''), step(48, 0, 20, '')])).toEqual([])
  })
})
