import { expect, it } from 'vitest'
import { parseMonth } from '../../src-shared/month.ts'
import { must } from '../../src-shared/result.ts'
import { csv } from '../../test/support/intake.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { fileOf, segmentsOf, take } from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { handlers, listeners } from './handlers.ts'

const MONTH = must('a month', parseMonth('2026-11'))

/** What asks for a remittance: the desk, the rail, the month that shall close, the bank. */
function asked(at: TestPractice) {
  return at.query((work) => ({
    desk: handlers['today.get'](work, { whose: 'everyone' })
      .lines.filter(({ screen }) => screen === 'remits')
      .map(({ id }) => id),
    rail: handlers['desk.counts'](work).remits ?? 0,
    month: handlers['month.get'](work, { month: MONTH }).unfinished.map(({ what }) => what),
    bank: handlers['deposits.list'](work, { view: { filters: [], sort: [] }, window: 0 }).rows.map(({ state }) => state),
  }))
}

it('a remittance that is set aside asks for nothing, and does again when it is brought back', async () => {
  const at = testPractice(listeners)
  const files = testFiles({ 'bank.csv': Buffer.from(csv(['Date', 'Description', 'Amount'], ['11/10/2026', 'COUNTER DEPOSIT', '90.00'])) })
  await handlers['deposits.import'](testTask(at, files), { path: 'bank.csv', account: '' })
  const [taken] = take(
    at,
    fileOf([segmentsOf({ trace: 'EFT1', payments: [{ control: 'C1', lines: [{ code: '90837', charge: 10_000 }] }] })]),
  )
  const id = must('it is kept', taken?.remittance)
  const before = asked(at)
  expect(before).toMatchObject({ desk: ['remits-ready'], rail: 1, month: ['rehearsed'] })
  expect(before.bank).toContain('remittance')
  at.command((work) => handlers['remittance.setAside'](work, { id, why: 'A test' }))
  expect(asked(at)).toEqual({ desk: [], rail: 0, month: [], bank: before.bank.map((state) => (state === 'remittance' ? 'none' : state)) })
  at.command((work) => handlers['remittance.bringBack'](work, { id }))
  expect(asked(at)).toEqual(before)
})
