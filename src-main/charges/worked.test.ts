import { expect, it } from 'vitest'
import { CLINICIAN, session, testPractice } from '../../test/support/practice.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers } from './actions.ts'

/* The worked cases of the time rules that need more than minutes: the clock, and who enters what beside what. The numbers are theirs; 84 and 85 stand in actions.test.ts. */

type Changes = Parameters<typeof session>[1]
const at = testPractice()
const medical = at.command((work) =>
  practice['providers.save'](work, { ...CLINICIAN, last: 'Okafor', npi: '1245319599', discipline: 'physician', taxonomy: '2084P0800X' }),
).id

const suggested = (changes: Changes) =>
  at.query((work) => handlers['charges.suggest'](work, session(at, { start: '10:00', mode: 'in-person', ...changes })))

it.each<readonly [number, Changes, string, string]>([
  [13, { start: '23:30', stop: '00:20' }, '90834', '11'],
  [25, { stop: '10:40', em: '99213', provider: medical }, '99213 90836', '11'],
])('case %i', (_case, changes, codes, place) => {
  const { lines, place: where } = suggested(changes)
  expect(lines.map(({ code, modifiers }) => [code, ...modifiers].join('-')).join(' ')).toBe(codes)
  expect(where).toBe(place)
})

it('case 13: a session over midnight is of the day it began on', () => {
  const on = day('2026-11-04')
  const saved = at.command((work) => handlers['charges.save'](work, session(at, { day: on, start: '23:30', stop: '00:20' })))
  const rows = (of: string) => at.query((work) => handlers['charges.day'](work, { day: day(of) })).rows.map(({ id }) => id)
  expect(rows('2026-11-04')).toContain(saved.charge)
  expect(rows('2026-11-05')).not.toContain(saved.charge)
})
