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

/** Claims of the practice that the clearinghouse reported on the next business day, so many, and one more that it said nothing of. */
function reportedBefore(n: number): TestPractice {
  const at = testPractice(listeners)
  batch(
    at,
    Array.from({ length: n + 1 }, (_, hour) => `${String(hour + 8).padStart(2, '0')}:00`),
  )
  at.command((work) => {
    const source = { kind: '277CA', file: 1, segment: 3 } as const
    const all = claimsOfBatch(work.db, 1)
    all.slice(0, n).forEach((one) => keepStatements(work, one, source, [{ verdict: 'received', said_by: 'clearinghouse', words: 'taken' }]))
    all.forEach((one) => forward(work, one, 'received', { words: '999', detail: '' }, { ...source, kind: '999' }))
  })
  return at
}

test('a claim that the clearinghouse says nothing of is silent before the payer’s acceptance is due', () => {
  const at = reportedBefore(2)
  const last = 10_003
  sentOn(at, last, '2026-11-13T10:00:00.000Z')
  mark(at)
  expect(claim(at, last).next).toMatchObject({ title: expect.stringMatching(/^No report of the clearinghouse after/), action: 'wait' })
  expect(claim(at, last).next.why).toMatch(
    /2 business days are usual; too few cases yet to know how long it takes\. Look at the clearinghouse/,
  )
  const missing = { filters: [{ is: 'any' as const, field: 'missing', of: ['passage'] }], sort: [] }
  expect(at.query((work) => handlers['claims.list'](work, { view: missing, window: 0 })).rows.map(({ id }) => id)).toEqual([last])
})

test('how long a clearinghouse takes is learned from its own reports', () => {
  const at = reportedBefore(6)
  sentOn(at, 10_007, '2026-11-13T10:00:00.000Z')
  mark(at)
  expect(claim(at, 10_007).next.why).toMatch(/Nine of ten came within 1 business day, learned from 6 of this payer’s claims/)
})

test('no clearinghouse is waited for where none ever reported on this payer’s claims, nor on a claim that one reported on', () => {
  const at = reportedBefore(0)
  sentOn(at, 10_001, '2026-11-13T10:00:00.000Z')
  expect(mark(at)).toBe(0)
  const other = reportedBefore(2)
  sentOn(other, 10_001, '2026-11-13T10:00:00.000Z')
  expect(mark(other)).toBe(0)
})

test('claims of before Parity are never silent', () => {
  const at = oneSent()
  sentOn(at, 10001, '2026-10-01T10:00:00.000Z')
  at.command(({ db }) => changeClaim(db, 10001, { origin: 'file' }))
  expect(mark(at)).toBe(0)
})
