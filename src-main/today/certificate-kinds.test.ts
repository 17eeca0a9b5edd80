import { expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { handlers as today } from './index.ts'

const TODAY = day('2026-11-19')

/** A connection whose client certificate ends so many days from today. */
function practiceWith(days: number, removed_at: string | null = null): TestPractice {
  const at = testPractice()
  const [saved_at, ends] = ['2026-11-18T20:00:00.000Z', `${addDays(TODAY, days)}T12:00:00.000Z`]
  at.command(({ db }) => {
    db.insertRows('connection', [{ id: 1, name: 'Northlake', kind: 'core', preset: 'core', carries: '835', saved_at, removed_at }])
    db.insertRows('connection_certificate', [{ connection: 1, subject: 'CN=us', issuer: 'CN=them', serial: '01', starts: saved_at, ends }])
  })
  return at
}
const lineOf = (at: TestPractice) =>
  at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines.find(({ id }) => id === 'certificates-ending')

it('a client certificate is work sixty days before it runs out, and after', () => {
  expect(lineOf(practiceWith(61))).toBeUndefined()
  expect(lineOf(practiceWith(60))).toMatchObject({
    items: 1,
    due: addDays(TODAY, 60),
    screen: 'setup',
    detail: expect.stringContaining('Northlake first'),
  })
  expect(lineOf(practiceWith(-1))).toMatchObject({ due: addDays(TODAY, -1) })
})

it('one of a connection that was taken away is none', () => {
  expect(lineOf(practiceWith(10, '2026-11-19T08:00:00.000Z'))).toBeUndefined()
})
