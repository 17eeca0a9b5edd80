import { expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { testPractice } from '../../test/support/practice.ts'
import { enrollmentHandlers } from '../practice/index.ts'
import { handlers as today } from './index.ts'

const TODAY = day('2026-11-19')
type Term = Parameters<(typeof enrollmentHandlers)['enrollments.save']>[1]['terms'][number]
const term = (state: Term['state'], starts: Term['starts'], ends: Term['ends'] = null): Term => ({ state, starts, ends, note: '' })

/** The line of an enrollment of the practice with these terms. */
function lineOf(...terms: readonly Term[]) {
  const at = testPractice()
  at.command((work) =>
    enrollmentHandlers['enrollments.save'](work, { provider: null, payer: at.payer, kind: 'remittances', terms: [...terms] }),
  )
  return at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines.find(({ id }) => id === 'enrollments-due')
}

it('an enrollment is work sixty days before it ends, with its day', () => {
  expect(lineOf(term('in', day('2026-01-01'), addDays(TODAY, 61)))).toBeUndefined()
  expect(lineOf(term('in', day('2026-01-01'), addDays(TODAY, 60)))).toMatchObject({ items: 1, due: addDays(TODAY, 60), screen: 'setup' })
})

it('one that another follows, or that was asked for a short while ago, is none', () => {
  const soon = addDays(TODAY, 10)
  expect(lineOf(term('in', day('2026-01-01'), soon), term('in', addDays(soon, 1)))).toBeUndefined()
  expect(lineOf(term('asked', addDays(TODAY, -29)))).toBeUndefined()
})

it('a request that nobody answered for thirty days is work, until the enrollment is there', () => {
  expect(lineOf(term('asked', addDays(TODAY, -30)))?.detail).toContain('1 request without an answer for a month.')
  expect(lineOf(term('asked', addDays(TODAY, -30)), term('in', TODAY))).toBeUndefined()
})
