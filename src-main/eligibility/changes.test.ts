import { describe, expect, it } from 'vitest'
import { ask, book, COVERED, received, responseTo, take } from '../../test/support/eligibility.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { cents } from '../../src-shared/money.ts'
import type { Benefit271 } from '../x12/index.ts'
import { handlers } from './index.ts'

/** Asks about a session and gives the answer. */
function check(at: TestPractice, session: number, benefits: readonly Benefit271[]): void {
  take(at, responseTo(received(at, ask(at, session).files[0]?.id ?? 0), benefits))
}
const changes = (at: TestPractice, appointment: number) => at.query((work) => handlers['eligibility.card'](work, { appointment })).changes

describe('what changed since the last check', () => {
  it('is nothing to tell of the first answer, and nothing where the second says the same', () => {
    const at = testPractice()
    const session = book(at)
    check(at, session, COVERED)
    expect(changes(at, session)).toBeNull()
    check(at, session, COVERED)
    expect(changes(at, session)?.of).toEqual([])
  })

  it('names what was said before and what is said now, over sessions of one patient and payer', () => {
    const at = testPractice()
    check(at, book(at), COVERED)
    const next = book(at, '2026-11-27')
    check(at, next, [
      { benefit: { information: '1', services: ['30'], plan: 'PPO' } },
      {
        benefit: {
          information: 'B',
          level: 'IND',
          services: ['MH'],
          period: '27',
          amount: cents(4000),
          inNetwork: 'Y',
          authorization: 'Y',
        },
      },
      { benefit: { information: 'F', level: 'IND', services: ['MH'], period: '29', quantityKind: 'VS', quantity: 12 } },
    ])
    expect(changes(at, next)?.of).toEqual([
      { what: 'Copay', was: '$25.00', now: '$40.00' },
      { what: 'Authorization', was: 'not needed', now: 'needed' },
      { what: 'Visits left', was: null, now: '12' },
    ])
  })

  it('takes no figure back where the payer could not tell', () => {
    const at = testPractice()
    const session = book(at)
    check(at, session, COVERED)
    check(at, session, [{ benefit: { information: 'V', services: ['30'] } }])
    expect(changes(at, session)?.of).toEqual([{ what: 'Answer', was: 'active', now: 'not determined' }])
  })
})
