import { describe, expect, test } from 'vitest'
import { COVERAGE, PATIENT, testPractice } from '../../../test/support/practice.ts'
import { handlers as practice } from '../index.ts'

/** A payer that took claims under some member ids, and one under another that came back. */
function learned(ids: readonly string[], status = 'paid') {
  const at = testPractice()
  at.command((work) => {
    for (const [n, memberId] of ids.entries()) {
      const { id: patient } = practice['patients.save'](work, {
        ...PATIENT,
        last: `Nr ${n}`,
        coverages: [{ ...COVERAGE, payer: at.payer, memberId }],
      })
      const [coverage] = practice['patients.get'](work, { id: patient }).coverages
      const claim = {
        patient,
        coverage: coverage?.id ?? 0,
        payer: at.payer,
        biller: 1,
        status,
        place: '10',
        first_day: '2026-11-05',
        last_day: '2026-11-05',
        codes: '90837',
        cents: 100,
        origin: 'charge',
        file_by: '2027-02-03',
        created_at: '2026-11-05T09:00:00.000Z',
        status_at: '2026-11-12T09:00:00.000Z',
      }
      work.db.insertRows('claim', [claim, claim])
    }
  })
  return at.query((work) => practice['payers.memberShape'](work, { id: at.payer }))
}
const like = (many: number, from = 0): string[] => Array.from({ length: many }, (_, n) => `ABC${100_000_000 + from + n}`)

describe('what the member ids of a payer have in common', () => {
  test.each([
    ['twenty of one shape', like(20), { shape: '3 letters then 9 digits', like: 20, all: 20 }],
    ['one less', like(19), { shape: null, like: 19, all: 19 }],
    ['one other of fifty', [...like(49), 'W12345678'], { shape: '3 letters then 9 digits', like: 49, all: 50 }],
    ['one other of forty', [...like(39), 'W12345678'], { shape: null, like: 39, all: 40 }],
    ['one that is no letters and digits', [...like(49), 'A/1'], { shape: '3 letters then 9 digits', like: 49, all: 50 }],
    ['none', [], { shape: null, like: 0, all: 0 }],
  ] as const)('%s', (_, ids, found) => {
    expect(learned(ids)).toEqual(found)
  })
  test('is learned of claims that were taken, and of no others', () => {
    expect([learned(like(20), 'rejected'), learned(like(20), 'denied')]).toEqual([
      { shape: null, like: 0, all: 0 },
      { shape: null, like: 0, all: 0 },
    ])
  })
})
