import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  besideClaims,
  brokenChecks,
  claimOf,
  fileOf,
  pay,
  post,
  receive,
  rowsOf,
  segmentsOf,
  statusOf,
  type LineSpec,
} from '../../test/support/remittances.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { record } from '../ledger/index.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'
import { handlers } from './index.ts'

const from = tables<RemittanceTables>()
const LINE: LineSpec = { code: '90834', charge: 15_000, reasons: because('CO-45 3000', 'PR-3 2500') }
const OTHER: LineSpec = { code: '90837', charge: 25_000, reasons: because('CO-45 1000') }
const DENIED: LineSpec = { code: '90837', charge: 25_000, reasons: because('CO-197 25000') }

const takeOff = (at: TestPractice, id: number) =>
  at.command((work) => handlers['remittance.takeOff'](work, { id, note: 'It was another patient' }))
const match = (at: TestPractice, id: number, claim: number) => at.command((work) => handlers['remittance.match'](work, { id, claim }))
/** What was refused, and what to do first. */
function stopOf(at: TestPractice, id: number): string {
  try {
    takeOff(at, id)
    return ''
  } catch (error) {
    return (error as { problem: { code: string; fix: string } }).problem.fix
  }
}

/** Two claims that one remittance pays, posted. */
function posted() {
  const at = testPractice()
  const [claim, other] = [claimOf(at, 'C1', LINE), claimOf(at, 'C2', OTHER)]
  const before = [balanceOf(at, claim), balanceOf(at, other)]
  const { taken } = pay(at, {
    trace: 'T1',
    payments: [
      { control: 'C1', lines: [LINE] },
      { control: 'C2', lines: [OTHER] },
    ],
  })
  const id = must('it was read', taken.remittance)
  const rows = () => rowsOf(at, taken)
  return { at, claim, other, before, id, taken, rows, row: (n: number) => must('the row is there', rows()[n]).id }
}

describe('a posted claim payment that is taken off', () => {
  it('leaves its claim as it was before, and its money waits as credit', () => {
    const { at, claim, other, before, row, rows, id } = posted()
    expect(takeOff(at, row(0))).toEqual({ claim, cents: 9500, status: 'accepted' })
    expect(balanceOf(at, claim)).toEqual(before[0])
    expect(statusOf(at, claim)).toBe('accepted')
    expect(statusOf(at, other)).toBe('paid')
    expect(besideClaims(at, 'credit')).toBe(-9500)
    expect(rows()).toMatchObject([
      { outcome: 'held', claim: null, reason: 'taken off by hand: It was another patient' },
      { outcome: 'posted', claim: other },
    ])
    expect(at.query(({ db }) => db.all(from.selectFrom('remittance').select('status').where('id', '=', id)))).toEqual([
      { status: 'partly' },
    ])
    expect(brokenChecks(at)).toEqual([])
  })

  it('stays off until a person ties it again, and then stands as it did', () => {
    const { at, claim, row, id } = posted()
    const now = balanceOf(at, claim)
    takeOff(at, row(0))
    expect(post(at, id)).toMatchObject({ posted: 0, held: 1, status: 'partly' })
    expect(besideClaims(at, 'credit')).toBe(-9500)
    expect(match(at, row(0), claim)).toMatchObject({ outcome: 'will-post' })
    expect(post(at, id)).toMatchObject({ posted: 1, held: 0, status: 'posted' })
    expect(balanceOf(at, claim)).toEqual(now)
    expect(statusOf(at, claim)).toBe('with-patient')
    expect(besideClaims(at, 'credit')).toBe(0)
    expect(brokenChecks(at)).toEqual([])
  })

  it('may be taken off and tied as often as a person likes, also to another claim', () => {
    const { at, claim, row, id } = posted()
    const twin = claimOf(at, 'C3', LINE)
    const [now, untouched] = [balanceOf(at, claim), balanceOf(at, twin)]
    for (const to of [twin, claim, twin]) {
      takeOff(at, row(0))
      match(at, row(0), to)
      post(at, id)
      expect(brokenChecks(at)).toEqual([])
    }
    expect(balanceOf(at, twin)).toEqual(now)
    expect(balanceOf(at, claim)).toEqual(untouched)
  })

  it('of a denial that moved no money leaves nothing behind', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', DENIED)
    const before = balanceOf(at, claim)
    const { taken } = pay(at, { trace: 'T1', payments: [{ control: 'C1', lines: [DENIED] }] })
    expect(statusOf(at, claim)).toBe('denied')
    takeOff(at, must('the row is there', rowsOf(at, taken)[0]).id)
    expect([statusOf(at, claim), balanceOf(at, claim)]).toEqual(['accepted', before])
    expect(brokenChecks(at)).toEqual([])
  })

  it('does not come off under what was built on it, and says what that is', () => {
    const { at, claim, row, rows } = posted()
    const line = at.query(({ db }) => db.first(from.selectFrom('claim_line').select('id').where('claim', '=', claim)))?.id ?? 0
    const place = { line: { claim, line } }
    at.command(({ db, clock, user }) =>
      record(db, {
        kind: 'patient',
        source: 'receipt',
        sourceKey: '1',
        day: day('2026-11-18'),
        user: user.id,
        at: clock.now(),
        postings: [
          { account: 'payment', cents: cents(2500), ...place },
          { account: 'patient', cents: cents(-2500), ...place },
        ],
      }),
    )
    const before = [balanceOf(at, claim), rows()]
    expect(stopOf(at, row(0))).toContain('Undo that first')
    expect([balanceOf(at, claim), rows()]).toEqual(before)
  })

  it('does not come off under a later answer, nor when the payer took it back, nor a take-back itself', () => {
    const { at, claim, row } = posted()
    const first = row(0)
    const back: LineSpec = { code: '90834', charge: -15_000, reasons: because('CO-45 -3000', 'PR-3 -2500') }
    const [pair] = receive(
      at,
      fileOf(
        [
          segmentsOf({
            trace: 'T2',
            payments: [
              { control: 'C1', status: '22', lines: [back] },
              { control: 'C1', lines: [{ ...LINE, reasons: because('CO-45 3000', 'PR-1 12000') }] },
            ],
            provider: [['WO', 'C1', -9500]],
          }),
        ],
        2,
      ),
    )
    const [taking, correction] = rowsOf(at, pair?.taken)
    expect(stopOf(at, first)).toBe('The payer took it back already.')
    expect(stopOf(at, taking?.id ?? 0)).toContain('It takes an earlier payment back')
    takeOff(at, correction?.id ?? 0)
    expect(statusOf(at, claim)).toBe('reversed')
    expect(stopOf(at, correction?.id ?? 0)).toBe('It is not posted.')
    expect(brokenChecks(at)).toEqual([])
  })
})

it('taking everything off in any order leaves every claim as it was, and tying it again as it stood', () => {
  const reason = fc.tuple(fc.constantFrom('CO-45', 'CO-197', 'PR-1', 'OA-23', 'CO-9999'), fc.integer({ min: 1, max: 4000 }))
  const line = fc.record({ charge: fc.integer({ min: 9000, max: 40_000 }), reasons: fc.array(reason, { maxLength: 2 }) })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }), (lines, order) => {
      const at = testPractice()
      const specs = lines.map(({ charge, reasons }): LineSpec => ({
        code: '90837',
        charge,
        reasons: because(...new Map(reasons.map(([code, amount]) => [code, `${code} ${amount}`])).values()),
      }))
      const claims = specs.map((spec, n) => claimOf(at, `C${n}`, spec))
      const all = () => claims.map((claim) => [statusOf(at, claim), balanceOf(at, claim)])
      const before = all()
      const { taken } = pay(at, { trace: 'T1', payments: specs.map((spec, n) => ({ control: `C${n}`, lines: [spec] })) })
      const after = all()
      const rows = rowsOf(at, taken).map(({ id }) => id)
      for (const n of new Set([...order.map((one) => one % rows.length), ...rows.keys()])) {
        takeOff(at, rows[n] ?? 0)
        expect(brokenChecks(at)).toEqual([])
      }
      expect(all()).toEqual(before)
      for (const [n, id] of rows.entries()) match(at, id, claims[n] ?? 0)
      post(at, taken.remittance ?? 0)
      expect(all()).toEqual(after)
      expect(brokenChecks(at)).toEqual([])
      at.book.close()
    }),
    { numRuns: 25 },
  )
})
