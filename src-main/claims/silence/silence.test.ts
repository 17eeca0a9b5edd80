import { expect, test } from 'vitest'
import { batch } from '../../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { must } from '../../../src-shared/result.ts'
import { forward, keepStatements } from '../answers/keeping.ts'
import { handlers, listeners, markSilent, setStatus } from '../index.ts'
import { changeClaim } from '../records/claims.ts'
import { claimsOfBatch } from '../records/sending.ts'

/* The test practice’s clock stands still, so that the days before are written into the claims. */

const claim = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id }))
const mark = (at: TestPractice): number => at.command((work) => markSilent(work))
function sentOn(at: TestPractice, id: number, instant: string): void {
  at.command(({ db }) => changeClaim(db, id, { sent_at: instant }))
}
/** One claim, 10001, that left. */
function oneSent(): TestPractice {
  const at = testPractice(listeners)
  batch(at, ['09:00'])
  return at
}
/** The payer, or the clearinghouse, answers it. */
function answered(at: TestPractice, to: 'received' | 'accepted'): void {
  at.command((work) => {
    const one = must('it left', claimsOfBatch(work.db, 1)[0])
    const source = { kind: '277CA', file: 1, segment: 3 } as const
    keepStatements(work, one, source, [{ verdict: to, words: to }])
    forward(work, one, to, { words: to, detail: '' }, source)
  })
}

test('a claim is silent once nothing came on its file in the usual time, and says so in plain words', () => {
  const at = oneSent()
  expect(mark(at)).toBe(0)
  sentOn(at, 10001, '2026-11-10T10:00:00.000Z')
  expect([mark(at), mark(at), claim(at, 10001).status]).toEqual([1, 0, 'silent'])
  expect(claim(at, 10001).next.title).toMatch(/^No answer to the file after \d+ days$/)
  expect(claim(at, 10001).next.why).toMatch(/3 business days are usual; too few cases .* hand it over now\. The filing limit/)
})

test('a claim that was accepted is silent once its remittance is overdue; whatever comes ends the silence', () => {
  const at = oneSent()
  answered(at, 'accepted')
  sentOn(at, 10001, '2026-10-25T10:00:00.000Z')
  expect(mark(at)).toBe(0)
  sentOn(at, 10001, '2026-10-01T10:00:00.000Z')
  expect([mark(at), claim(at, 10001).next.title.replace(/\d+/, 'N')]).toEqual([1, 'No remittance after N days'])
  at.command((work) => setStatus(work, 10001, 'accepted'))
  expect(
    at.query((work) =>
      handlers['claims.list'](work, { view: { filters: [{ is: 'any', field: 'missing', of: ['remittance'] }], sort: [] }, window: 0 }),
    ).rows,
  ).toEqual([])
})

test('a claim that only the clearinghouse received waits for the payer’s acceptance first', () => {
  const at = oneSent()
  answered(at, 'received')
  sentOn(at, 10001, '2026-11-05T10:00:00.000Z')
  mark(at)
  expect(claim(at, 10001).next.title).toMatch(/^No acceptance by the payer/)
})

test('claims of before Parity are never silent', () => {
  const at = oneSent()
  sentOn(at, 10001, '2026-10-01T10:00:00.000Z')
  at.command(({ db }) => changeClaim(db, 10001, { origin: 'file' }))
  expect(mark(at)).toBe(0)
})
