import { describe, expect, it } from 'vitest'
import { testPractice } from '../../test/support/practice.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { claimsStanding, enrollmentStanding, type EnrollmentTerm } from './enrolling.ts'
import { enrollmentHandlers as handlers } from './enrollments.ts'

const TODAY = day('2026-11-19')
const term = (state: EnrollmentTerm['state'], starts: string, ends: string | null = null): EnrollmentTerm => ({
  state,
  starts: starts as Day,
  ends: ends as Day | null,
  note: '',
})

describe('how an enrollment stands', () => {
  it.each([
    ['none', []],
    ['asked', [term('asked', addDays(TODAY, -29))]],
    ['late', [term('asked', addDays(TODAY, -30))]],
    ['ahead', [term('asked', '2026-08-01'), term('in', addDays(TODAY, 1))]],
    ['in', [term('in', TODAY)]],
    ['in', [term('in', '2026-01-01', addDays(TODAY, 61))]],
    ['ending', [term('in', '2026-01-01', addDays(TODAY, 60))]],
    ['ending', [term('in', '2026-01-01', TODAY)]],
    ['in', [term('in', '2026-01-01', addDays(TODAY, 5)), term('in', addDays(TODAY, 6))]],
    ['ended', [term('in', '2026-01-01', addDays(TODAY, -1))]],
    ['ended', [term('ended', '2026-01-01', '2026-02-01')]],
  ] as const)('is %s', (standing, terms) => {
    expect(enrollmentStanding(terms, TODAY).standing).toBe(standing)
  })

  it('counts that of the clinician, else that of the practice, and nothing where none is kept', () => {
    const row = (provider: number | null, state: EnrollmentTerm['state']) => ({ ...term(state, '2026-11-01'), provider, kind: 'claims' })
    expect(claimsStanding([], 1, TODAY)).toBeUndefined()
    expect(claimsStanding([{ ...row(null, 'in'), kind: 'payments' }], 1, TODAY)).toBeUndefined()
    expect(claimsStanding([row(null, 'asked'), row(1, 'in')], 1, TODAY)?.standing).toBe('in')
    expect(claimsStanding([row(null, 'in'), row(1, 'asked')], 1, TODAY)?.standing).toBe('in')
    expect(claimsStanding([row(2, 'in')], 1, TODAY)?.standing).toBe('none')
  })
})

describe('the board', () => {
  it('has the practice with each payer, and the clinicians of whom something is kept', () => {
    const at = testPractice()
    const bare = at.query((work) => handlers['enrollments.board'](work))
    expect(bare.payers[0]).toMatchObject({ payer: at.payer, rows: [{ provider: null }] })
    expect(bare.payers[0]?.rows[0]?.cells.map(({ kind, standing }) => `${kind} ${standing}`)).toEqual([
      'claims none',
      'remittances none',
      'eligibility none',
      'status none',
      'payments none',
    ])
    const terms = [term('asked', '2026-11-01')]
    at.command((work) => handlers['enrollments.save'](work, { provider: at.provider, payer: at.payer, kind: 'remittances', terms }))
    const row = at.query((work) => handlers['enrollments.board'](work)).payers[0]?.rows[1]
    expect(row).toMatchObject({ provider: at.provider })
    expect(row?.cells[1]).toMatchObject({ standing: 'asked', day: '2026-11-01', terms })
    at.command((work) => handlers['enrollments.save'](work, { provider: at.provider, payer: at.payer, kind: 'remittances', terms: [] }))
    expect(at.query((work) => handlers['enrollments.board'](work)).payers[0]?.rows).toHaveLength(1)
  })

  it('takes nobody and no payer that is not there', () => {
    const at = testPractice()
    const save = (provider: number | null, payer: number) => () =>
      at.command((work) => handlers['enrollments.save'](work, { provider, payer, kind: 'claims', terms: [] }))
    expect(save(null, 999)).toThrow('record.missing')
    expect(save(999, at.payer)).toThrow('record.missing')
  })
})
