import { describe, expect, it } from 'vitest'
import { counted } from '../../../test/support/authorizations.ts'
import { book } from '../../../test/support/eligibility.ts'
import { consentOf } from '../../../test/support/part2.ts'
import { request } from '../../../test/support/reviews.ts'
import { day } from '../../../src-shared/day.ts'
import { handlers as access } from '../../access/index.ts'

describe('a request about care of a substance-use program', () => {
  const program = { program: 'Intensive outpatient', ends: null }
  it.each([
    ['the first day it asks for', '2026-09-01'],
    ['a session within it', '2026-12-10'],
    ['its last day', '2027-02-28'],
  ])('stays here without a consent, where the program is of %s', (_, starts) => {
    const at = counted()
    book(at, '2026-12-11')
    at.command((work) => access['part2.mark'](work, { ...program, patient: at.patient, starts: day(starts) }))
    expect(() => request(at)).toThrow('consent.none')
  })

  it('leaves with one, and the leaving is noted', () => {
    const at = counted()
    at.command((work) => access['part2.mark'](work, { ...program, patient: at.patient, starts: day('2026-09-01') }))
    at.command((work) => access['consents.save'](work, consentOf(at.patient, { signedOn: day('2026-09-01') })))
    const { name } = request(at)
    const noted = at.query((work) => access['disclosures.list'](work, { patient: at.patient }))
    expect(JSON.stringify(noted)).toContain('Request for an authorization, 12/01/2026 to 02/28/2027')
    expect(name).toMatch(/^278_/)
  })

  it('is noted nowhere when no law holds it back', () => {
    const at = counted()
    request(at)
    expect(at.query((work) => access['disclosures.list'](work, { patient: at.patient }))).toHaveLength(0)
  })
})
