import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { BUILT_IN } from '../../codes/index.ts'
import { besideDay, type SavedRow } from './beside.ts'
import type { Facts, TimedService } from './facts.ts'
import { codeTime } from './rules.ts'

const on = day('2026-11-19')
const of = (service: TimedService, minutes: number, more: Partial<Facts> = {}): Facts => ({
  service,
  minutes,
  day: on,
  discipline: 'social-worker',
  ...more,
})
const row = (facts: Facts, more: Partial<SavedRow> = {}): SavedRow => ({
  at: '9:00 AM',
  lines: codeTime(facts).lines,
  isOverlapping: false,
  ...more,
})
const beside = (facts: Facts, rows: readonly SavedRow[], codes = BUILT_IN) => besideDay(codeTime(facts).lines, rows, { ...facts, codes })
const shown = (lines: readonly { code: string; modifiers: readonly string[]; units: number }[]): string =>
  lines.map((line) => `${[line.code, ...line.modifiers].join('-')}${line.units > 1 ? `x${line.units}` : ''}`).join(' ')
const physician = { discipline: 'physician' } as const

describe('a session beside what the clinician charged for the patient that day', () => {
  // The numbers are those of the worked cases in the time rules: the session typed, the row that is saved, what is left of the session, what is said.
  it.each<readonly [number, Facts, Facts, string, string]>([
    [
      25,
      of('individual', 40, physician),
      of('em', 20, { ...physician, em: '99213' }),
      '',
      'stop 90834 and 99213 of 9:00 AM are one visit: take that row back, and enter E/M with therapy.',
    ],
    [
      25,
      of('em', 20, { ...physician, em: '99213' }),
      of('individual', 40, physician),
      '',
      'stop 99213 and 90834 of 9:00 AM are one visit: take that row back, and enter E/M with therapy.',
    ],
    [
      27,
      of('individual', 45),
      of('evaluation', 45),
      '',
      'stop 90834 is not billed beside 90791 of 9:00 AM. Psychotherapy is not billed with a diagnostic evaluation by the same clinician on the same day.',
    ],
    [
      27,
      of('evaluation', 45),
      of('individual', 45),
      '90791',
      'warning 90834 of 9:00 AM is not billed beside 90791: take that row back. Psychotherapy is not billed with a diagnostic evaluation by the same clinician on the same day.',
    ],
    [
      41,
      of('crisis', 60),
      of('individual', 45),
      '90839',
      'warning 90834 of 9:00 AM is not billed beside 90839: take that row back. Crisis therapy excludes other psychiatric services by the same clinician on the same day.',
    ],
    [48, of('family', 50), of('individual', 45), '90847-59', ''],
    [48, of('individual', 45), of('family', 50), '90834', 'warning 90847 of 9:00 AM was separate from 90834 and needs 59 to say so.'],
    [52, of('group', 60), of('individual', 45), '90853-59', ''],
    [67, of('quarter-hours', 60, { code: '97155' }), of('quarter-hours', 120, { code: '97153' }), '97155x4', ''],
  ])('case %i', (_case, typed, saved, expected, said) => {
    const { lines, notices } = beside(typed, [row(saved)])
    expect(shown(lines)).toBe(expected)
    expect(notices.map(({ grade, words }) => `${grade} ${words}`).join(' ')).toBe(said)
  })

  it('an add-on goes with the line that gave way', () =>
    expect(shown(beside(of('individual', 45, { interactive: 'play' }), [row(of('crisis', 80))]).lines)).toBe(''))

  it('Medicare takes XE, and a payer that takes no two at once wants the mark', () => {
    expect(shown(beside(of('family', 50, { isMedicare: true }), [row(of('individual', 45))]).lines)).toBe('90847-XE')
    const payer = { allowsConcurrent: false }
    const saved = row(of('quarter-hours', 120, { code: '97153' }))
    expect(shown(beside(of('quarter-hours', 60, { code: '97155', payer }), [saved]).lines)).toBe('97155-59x4')
  })

  it('says nothing is separate that runs at the same time, or is marked already', () => {
    const saved = of('individual', 45)
    expect(shown(beside(of('family', 50), [row(saved, { isOverlapping: true })]).lines)).toBe('90847')
    const marked = { lines: [{ code: '90847', modifiers: ['59'] }] }
    expect(beside(of('individual', 45), [row(saved, marked)])).toMatchObject({ notices: [], marks: [] })
  })

  it('asks the pairs of the practice’s files', () => {
    const met = {
      indicator: 0,
      together: 'never',
      rule: 'A pair of the NCCI edits',
      override: [],
      within: 'day',
      source: 'file',
      confidence: 'high',
    } as const
    const codes = { ...BUILT_IN, conflict: () => met }
    expect(beside(of('group', 60), [row(of('individual', 45))], codes)).toMatchObject({
      lines: [],
      notices: [{ grade: 'stop', words: '90853 is not billed beside 90834 of 9:00 AM. A pair of the NCCI edits.' }],
    })
  })
})
