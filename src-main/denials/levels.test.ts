import { expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { answerDue, appealBy, levelName } from './levels.ts'

const ON = day('2026-11-02')
const at = (kind: string, days: number) =>
  [1, 2, 3, 4, 5, 6]
    .map((level) => [levelName(kind, level), appealBy({ kind, appeal_days: days }, level, ON), answerDue({ kind }, level, ON)] as const)
    .filter(([name]) => name !== undefined)

it('has the five levels of Medicare, each with its own days', () => {
  expect(at('medicare', 120)).toEqual([
    ['Redetermination', '2027-03-02', '2027-01-01'],
    ['Reconsideration', '2027-05-01', '2027-01-01'],
    ['Hearing by a judge', '2027-01-01', '2027-01-31'],
    ['Medicare Appeals Council', '2027-01-01', '2027-01-31'],
    ['Federal court', '2027-01-01', '2027-01-31'],
  ])
})

it('goes from an Advantage plan to the independent entity, and from a Medicaid plan to the state', () => {
  expect(at('medicare-advantage', 65).map(([name]) => name)).toEqual([
    'Plan reconsideration',
    'Independent review entity',
    'Hearing by a judge',
    'Medicare Appeals Council',
    'Federal court',
  ])
  expect(at('medicaid', 60)).toEqual([
    ['Plan appeal', '2027-01-01', '2026-12-02'],
    ['State fair hearing', '2027-03-02', '2027-01-31'],
  ])
})

it('gives every other plan two levels of its own, and the external review four months', () => {
  for (const kind of ['commercial', 'tricare', 'other'])
    expect(at(kind, 180)).toEqual([
      ['First level', '2027-05-01', '2027-01-01'],
      ['Second level', '2027-05-01', '2027-01-01'],
      ['External review', '2027-03-02', '2026-12-17'],
    ])
})
