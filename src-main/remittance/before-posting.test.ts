import { expect, test } from 'vitest'
import { batch } from '../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { because, fileOf, post, segmentsOf, take } from '../../test/support/remittances.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as claims, listeners, markSilent } from '../claims/index.ts'

/* A remittance that was read and is not posted is an answer: the claims it names are not silent. */

const claim = (at: TestPractice) => at.query((work) => claims['claims.get'](work, { id: 10001 }))
const mark = (at: TestPractice): number => at.command((work) => markSilent(work))
/** One claim that left two weeks ago, of which nothing was heard. */
function overdue(): TestPractice {
  const at = testPractice(listeners)
  at.clock.set('2026-11-06')
  batch(at, ['09:00'])
  at.clock.set('2026-11-19')
  return at
}
/** A remittance that pays it, or takes it back. */
function remitted(at: TestPractice, status: '1' | '22' = '1'): number {
  const { control, lines } = claim(at)
  const charge = must('it has a line', lines[0]).charge
  const file = fileOf([
    segmentsOf({
      trace: 'EFT90017',
      payments: [
        {
          control: control ?? '',
          status,
          lines: [{ code: '90834', charge, reasons: because(`CO-45 ${charge - 9000}`) }],
        },
      ],
    }),
  ])
  return must('it was taken', take(at, file)[0]?.remittance)
}

test('a claim that a remittance names is not silent, though it is not posted yet, and leads there', () => {
  const at = overdue()
  const remittance = remitted(at)
  expect([mark(at), claim(at).status]).toEqual([0, 'sent'])
  expect(claim(at).next).toMatchObject({ title: 'A remittance waits to be posted', action: 'open-remittance', target: remittance })
  expect(at.query((work) => claims['inquiries.preview'](work, { ids: [10001] }))).toMatchObject({ will: 0 })
  post(at, remittance)
  expect([claim(at).status, claim(at).next.action]).not.toContain('open-remittance')
})

test('a silence ends with the remittance, and says so in the history', () => {
  const at = overdue()
  expect([mark(at), claim(at).status]).toEqual([1, 'silent'])
  remitted(at)
  expect([claim(at).status, mark(at)]).toEqual(['accepted', 0])
  expect(claim(at).history.map(({ words }) => words)).toContain('A remittance names it')
})

test('what only takes money back is no answer', () => {
  const at = overdue()
  remitted(at, '22')
  expect([mark(at), claim(at).status]).toEqual([1, 'silent'])
})
