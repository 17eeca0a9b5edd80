import { expect, it } from 'vitest'
import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { session, testPractice } from '../../test/support/practice.ts'
import { handlers as charges } from '../charges/index.ts'
import { enrollmentHandlers as handlers } from '../practice/index.ts'
import { handlers as claims, listeners } from './index.ts'

type EnrollmentTerm = Argument<'enrollments.save'>['terms'][number]
const term = (state: EnrollmentTerm['state'], starts: string, ends: string | null = null): EnrollmentTerm => ({
  state,
  starts: day(starts),
  ends: ends === null ? null : day(ends),
  note: '',
})

it('warns on claims that would go in a file to a payer that does not take them yet, and lets them go', () => {
  const at = testPractice(listeners)
  at.command((work) => charges['charges.save'](work, session(at)))
  const warned = () => at.query((work) => claims['claims.get'](work, { id: 10_001 })).findings.filter(({ rule }) => rule === 'R30')
  const save = (...terms: readonly EnrollmentTerm[]) =>
    at.command((work) => handlers['enrollments.save'](work, { provider: null, payer: at.payer, kind: 'claims', terms: [...terms] }))
  expect(warned()).toEqual([])
  save(term('asked', '2026-11-10'))
  expect(warned()).toMatchObject([{ grade: 'warning' }])
  save(term('asked', '2026-11-10'), term('in', '2026-11-18'))
  expect(warned()).toEqual([])
  save(term('ended', '2025-01-01', '2026-10-31'))
  expect(warned()[0]?.words).toMatch(/ended on 10\/31\/2026/)
  expect(at.query((work) => claims['claims.get'](work, { id: 10_001 })).status).toBe('ready')
})
