import { expect, test } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { book, child } from '../../test/support/eligibility.ts'
import { handlers as practice } from '../practice/index.ts'
import { session, testPractice } from '../../test/support/practice.ts'
import { handlers } from './actions.ts'

test('a charge is of a session that is there, and of its own patient', () => {
  const at = testPractice()
  const other = book(at, '2026-11-05', { patient: child(at) })
  const own = book(at, '2026-11-05')
  const save = (appointment: number) => () => at.command((work) => handlers['charges.save'](work, session(at, { appointment })))
  const missing = expect.objectContaining({ problem: expect.objectContaining({ code: 'record.missing', at: { field: 'appointment' } }) })
  expect(save(other)).toThrow(missing)
  expect(save(999)).toThrow(missing)
  expect(save(own)()).toMatchObject({ outcome: 'billed' })
  expect(save(own)).toThrow('session.billed')
})

test('a session that is still to come is not charged, and a very long one is asked about', () => {
  const at = testPractice()
  const tomorrow = addDays(at.clock.today(), 1)
  expect(() => at.command((work) => handlers['charges.save'](work, session(at, { day: tomorrow })))).toThrow('session.ahead')
  const notice = (stop: string) => at.query((work) => handlers['charges.suggest'](work, session(at, { start: '09:05', stop }))).notice
  expect(notice('10:00')).toBeNull()
  expect(notice('21:05')).toMatchObject({ grade: 'warning', words: '720 minutes is long for a session. Look at start and stop.' })
})

test('a session that was cancelled is charged only when it stands after all', () => {
  const at = testPractice()
  const appointment = book(at, '2026-11-05')
  const mark = (status: 'booked' | 'cancelled') => at.command((work) => practice['appointments.mark'](work, { id: appointment, status }))
  const save = () => at.command((work) => handlers['charges.save'](work, session(at, { appointment })))
  mark('cancelled')
  expect(save).toThrow('session.cancelled')
  mark('booked')
  expect(save()).toMatchObject({ outcome: 'billed' })
})

test('a sheet tells of the other days that have sessions without a charge', () => {
  const at = testPractice()
  const charged = book(at, '2026-11-05')
  book(at, '2026-11-05', { start: '09:05' })
  const cancelled = book(at, '2026-11-06')
  book(at, '2026-11-09')
  book(at, '2026-11-09', { start: '09:05' })
  book(at, '2026-11-19')
  at.command((work) => handlers['charges.save'](work, session(at, { appointment: charged })))
  at.command((work) => practice['appointments.mark'](work, { id: cancelled, status: 'no-show' }))
  const waiting = (on: string, provider?: number) =>
    at.query((work) => handlers['charges.day'](work, { day: day(on), ...(provider !== undefined && { provider }) })).waiting
  expect(waiting('2026-11-19')).toEqual([
    { day: '2026-11-05', sessions: 1 },
    { day: '2026-11-09', sessions: 2 },
  ])
  expect(waiting('2026-11-05')).toEqual([{ day: '2026-11-09', sessions: 2 }])
  expect(waiting('2026-11-19', at.provider + 1)).toEqual([])
})
