import { expect, test } from 'vitest'
import { day, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { batchRow } from '../../test/support/desk-rows.ts'
import { plansOf } from '../../test/support/plans.ts'
import { session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers as today } from './index.ts'
import { openWork } from './records/figures.ts'
import { keepView, removeView, viewsOf } from './records/kept.ts'
import { itemsOf } from './records/rows.ts'
import { denialsDue } from './records/waiting.ts'

const desk = (at: TestPractice) => at.query((work) => today['today.get'](work, { whose: 'everyone' }))
const line = (at: TestPractice, id: string) => desk(at).lines.find((one) => one.id === id)

/** A claim as it stands; the desk looks at nothing else of it, but for the batch in which it left. */
function addClaim(at: TestPractice, claim: { id: number; status: string; sent_at?: string; origin?: string }): void {
  at.command(({ db }) => {
    const batch = db.insertRows('batch', [batchRow(claim.id)])
    db.insertRows('claim', [
      {
        patient: at.patient,
        coverage: 1,
        payer: at.payer,
        biller: 1,
        place: '10',
        first_day: '2026-11-05',
        last_day: '2026-11-05',
        codes: '90837',
        cents: 17500,
        origin: 'charge',
        file_by: '2027-02-03',
        created_at: '2026-11-05',
        status_at: '2026-11-05',
        batch,
        ...claim,
      },
    ])
  })
}

test('a past session without a charge is on the desk and on the rail until it is charged', () => {
  const at = testPractice()
  const meet = (on: Day): number => {
    const { patient, provider, start, stop, service, mode } = session(at)
    return at.command((work) => practice['appointments.save'](work, { patient, provider, day: on, start, stop, service, mode })).id
  }
  const past = meet(day('2026-11-17'))
  meet(day('2026-11-19'))
  const onRail = () => at.query((work) => today['desk.counts'](work).charges)
  expect([line(at, 'uncharged')?.items, onRail()]).toEqual([1, 1])
  at.command((work) => charges['charges.save'](work, session(at, { appointment: past, day: day('2026-11-17') })))
  expect([line(at, 'uncharged'), onRail()]).toEqual([undefined, 0])
})

test('a session that was cancelled or missed is not asked for, and is again when it took place after all', () => {
  const at = testPractice()
  const { patient, provider, start, stop, service, mode } = session(at)
  const { id } = at.command((work) =>
    practice['appointments.save'](work, { patient, provider, day: day('2026-11-17'), start, stop, service, mode }),
  )
  const uncharged = (status: 'booked' | 'cancelled' | 'no-show') => {
    at.command((work) => practice['appointments.mark'](work, { id, status }))
    return line(at, 'uncharged')?.items
  }
  expect([uncharged('no-show'), uncharged('booked'), uncharged('cancelled')]).toEqual([undefined, 1, undefined])
})

test('a claim without an answer stays on the desk once it is marked silent', () => {
  const at = testPractice()
  addClaim(at, { id: 1, status: 'sent', sent_at: '2026-11-16T10:00:00.000Z' })
  addClaim(at, { id: 2, status: 'silent', sent_at: '2026-11-10T10:00:00.000Z' })
  addClaim(at, { id: 3, status: 'sent', sent_at: '2026-11-17T10:00:00.000Z' })
  expect(line(at, 'silent-3')?.items).toBe(2)
})

test('the line of claims without an answer opens the very claims it counts, and none of before Parity', () => {
  const at = testPractice()
  addClaim(at, { id: 1, status: 'sent', sent_at: '2026-11-16T10:00:00.000Z' })
  addClaim(at, { id: 2, status: 'sent', sent_at: '2026-11-10T10:00:00.000Z', origin: 'file' })
  addClaim(at, { id: 3, status: 'sent', sent_at: '2026-11-17T10:00:00.000Z' })
  const silent = must('the line stands', line(at, 'silent-3'))
  const opened = at.query((work) => claims['claims.list'](work, { view: silent.view, window: 0 }))
  expect([silent.items, opened.rows.map((row) => row.id)]).toEqual([1, [1]])
})

test('open denials are found by their index', () => {
  const plan = plansOf(testPractice(), (db) => [
    itemsOf(db, denialsDue(day('2026-11-19'), undefined, day('2026-11-26')), { not: [] }, 6),
    openWork(db),
  ])
  expect(plan.filter((step) => / denial( |$)/.test(step) && !step.includes('rowid=?'))).toEqual([
    expect.stringMatching(/^SEARCH denial USING .*INDEX denial_open \(status=\? AND due<\?\)/),
    expect.stringMatching(/^SEARCH denial USING .*INDEX denial_open \(status=\?\)/),
  ])
})

test('the days to a filing limit are counted from today', () => {
  const at = testPractice()
  addClaim(at, { id: 1, status: 'held' })
  addClaim(at, { id: 2, status: 'ready' })
  for (const id of ['held', 'ready'])
    expect(line(at, id)?.why).toContainEqual({ what: 'Days to the first limit', value: '76 (54 business days)' })
})

test('a new view stands behind the others, also when one was removed', () => {
  const at = testPractice()
  const keep = (name: string) => at.command(({ db, user }) => keepView(db, { screen: 'claims', owner: user.id, name }, '{}'))
  const first = keep('Zero')
  keep('One')
  at.command(({ db }) => removeView(db, first))
  keep('Two')
  expect(at.query(({ db, user }) => viewsOf(db, user.id)).map(({ name, position }) => [name, position])).toEqual([
    ['One', 1],
    ['Two', 2],
  ])
})
