import { expect, it } from 'vitest'
import { book } from '../../test/support/eligibility.ts'
import { PAYER, testPractice } from '../../test/support/practice.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as eligibility } from '../eligibility/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers as claims, listeners } from './index.ts'

it('a claim goes to the administrator that mental health is locked to, from its first day on, under its own member id', () => {
  const at = testPractice(listeners)
  const payer = at.command((work) => practice['payers.save'](work, { ...PAYER, name: 'Harborline Behavioral', ediId: 'HBH01' })).id
  const [before, after] = [book(at, '2026-11-10'), book(at, '2026-11-17')]
  const lock = { appointment: after, payer, memberId: 'HB771209', group: null, starts: day('2026-11-16') }
  at.command((work) => eligibility['eligibility.lock'](work, lock))
  for (const [appointment, on] of [
    [before, '2026-11-10'],
    [after, '2026-11-17'],
  ] as const) {
    const session = { day: day(on), start: '09:00', stop: '09:55', service: 'individual', mode: 'video', interactive: false } as const
    at.command((work) => charges['charges.save'](work, { ...session, appointment, patient: at.patient, provider: at.provider }))
  }
  const { rows } = at.query((work) => claims['claims.list'](work, { view: { filters: [], sort: [{ by: 'day', down: false }] }, window: 0 }))
  expect(rows.map((one) => one.payer)).toEqual(['Northlake Health Plan', 'Harborline Behavioral'])
  const shown = at.query((work) => claims['claims.get'](work, { id: rows[1]?.id ?? 0 }))
  expect(JSON.stringify(shown)).toContain('HB771209')
})
