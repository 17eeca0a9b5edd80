import { expect, test } from 'vitest'
import { batch } from '../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { inZone } from '../../test/support/zone.ts'
import { day, type Day } from '../../src-shared/day.ts'
import { handlers as claims, listeners } from '../claims/index.ts'
import { claimsListedOtherwise, claimsOnTheWay, cleanClaims, doneSince } from './records/figures.ts'

/* A practice works until the evening, when the day in UTC is another already. */

/** A claim that left at half past eight in the evening of November 19, in Los Angeles. */
function sentInTheEvening(): TestPractice {
  const at = testPractice(listeners)
  at.clock.set('2026-11-19', '2030')
  batch(at, ['09:00'])
  return at
}
const listed = (at: TestPractice, on: Day): number =>
  at.query((work) =>
    claims['claims.list'](work, {
      view: { filters: [{ is: 'days', field: 'sentOn', from: on, to: on }], sort: [] },
      window: 0,
    }),
  ).rows.length

test('what was sent in an evening was sent that day, and counts for it', () =>
  inZone('America/Los_Angeles', () => {
    const at = sentInTheEvening()
    const [today, tomorrow] = [day('2026-11-19'), day('2026-11-20')]
    expect([listed(at, today), listed(at, tomorrow)]).toEqual([1, 0])
    expect(at.query(({ db }) => claimsOnTheWay(db)).map(({ sent }) => sent)).toEqual([today])
    expect([today, tomorrow].map((since) => at.query(({ db }) => [cleanClaims(db, since).sent, doneSince(db, since).sent]))).toEqual([
      [1, 1],
      [0, 0],
    ])
  }))

test('a store that moves to a machine in another zone is still whole', () => {
  const at = inZone('America/Los_Angeles', sentInTheEvening)
  expect(
    ['America/Los_Angeles', 'America/New_York', 'UTC'].map((zone) => inZone(zone, () => at.query(({ db }) => claimsListedOtherwise(db)))),
  ).toEqual([0, 0, 0])
})
