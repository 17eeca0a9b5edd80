import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { because, besideClaims, brokenChecks, claimOf, fileOf, pay, segmentsOf, take } from '../../test/support/remittances.ts'
import { handlers } from './index.ts'

const accounts = (at: TestPractice) => at.query((work) => handlers['remittance.accounts'](work))
type Part = readonly [code: string, reference: string, amount: number]
let trace = 0
/** A payment of a day with nothing but PLB amounts, made up by a claim that pays for them. */
function told(at: TestPractice, on: string, ...provider: readonly Part[]): void {
  const control = `PLB${++trace}`
  const line = { code: '90837', charge: 90_000, reasons: because('CO-45 1000') }
  claimOf(at, control, line)
  pay(at, { trace: `EFT${trace}`, day: day(on), payments: [{ control, lines: [line] }], provider })
}

describe('an account with a payer', () => {
  it('is open while a debt is carried forward, and closed when a later payment took it', () => {
    const at = testPractice()
    told(at, '2026-11-02', ['FB', '110226', -10_000])
    expect(accounts(at)).toMatchObject([
      {
        kind: 'recovery',
        toTake: 10_000,
        untold: 0,
        words: '$100.00 is still taken from coming payments.',
        rows: [{ cents: 10_000, balance: 10_000 }],
      },
    ])
    told(at, '2026-11-09', ['WO', '110226', 4000])
    told(at, '2026-11-16', ['FB', '110226', 6000])
    expect(accounts(at)).toMatchObject([
      {
        toTake: 0,
        untold: 0,
        words: 'What was carried forward is taken. Nothing is open.',
        rows: [{ balance: 10_000 }, { cents: -4000, balance: 6000 }, { cents: -6000, balance: 0 }],
      },
    ])
    expect(brokenChecks(at)).toEqual([])
  })

  it('names the claim it recovers from, and says when nothing was told before', () => {
    const at = testPractice()
    const line = { code: '90837', charge: 17_500, reasons: because('CO-45 4300') }
    const claim = claimOf(at, 'A1', line)
    pay(at, { trace: 'EFT-A', payments: [{ control: 'A1', payerControl: 'ICN77', lines: [line] }] })
    told(at, '2026-11-16', ['WO', 'ICN77', 2500])
    expect(accounts(at)).toMatchObject([
      {
        toTake: 0,
        untold: 2500,
        words: expect.stringContaining('Ask the payer which claim it is') as string,
        rows: [{ claim, reference: 'ICN77' }],
      },
    ])
  })

  it('keeps interest, advances and the rest apart, what is open first', () => {
    const at = testPractice()
    told(at, '2026-11-02', ['L6', '', -112], ['AP', 'ADV', -50_000], ['72', 'REF1', -900], ['FB', 'X', -100])
    expect(accounts(at).map(({ kind, toTake, sum: all }) => [kind, toTake, all])).toEqual([
      ['recovery', 100, 100],
      ['advance', 50_000, 50_000],
      ['interest', 0, 112],
      ['other', 0, 900],
    ])
  })

  it('does not take a debt under one number for paid by what was taken under another', () => {
    const at = testPractice()
    told(at, '2026-11-02', ['FB', 'ICN1', -10_000])
    told(at, '2026-11-09', ['WO', 'ICN2', 10_000])
    expect(accounts(at)).toMatchObject([
      {
        sum: 0,
        toTake: 10_000,
        untold: 10_000,
        words: expect.stringMatching(/^\$100\.00 is still taken.*\$100\.00 was taken that/) as string,
      },
    ])
  })

  it('is only of what is posted', () => {
    const at = testPractice()
    const line = { code: '90837', charge: 17_500, reasons: because('CO-45 4300') }
    take(at, fileOf([segmentsOf({ trace: 'EFT-B', payments: [{ control: 'A1', lines: [line] }], provider: [['WO', 'X', 2500]] })]))
    expect(accounts(at)).toEqual([])
  })

  it('holds with the others what the ledger has beside the claims, whatever payers add and take', () => {
    const part = fc.tuple(
      fc.constantFrom('FB', 'WO', 'L6', 'AP', '72', 'CS'),
      fc.constantFrom('', 'R1', 'R2'),
      fc.integer({ min: -9000, max: 9000 }),
    )
    fc.assert(
      fc.property(fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (payments) => {
        const at = testPractice()
        for (const parts of payments)
          told(at, '2026-11-02', ...parts.map(([code, of, amount]) => [code, of, amount === 0 ? 1 : amount] as const))
        const all = accounts(at)
        expect(sum(all.map((one) => one.sum))).toBe(cents(0 - besideClaims(at, 'provider')))
        expect(all.every((one) => one.rows.at(-1)?.balance === one.sum)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
