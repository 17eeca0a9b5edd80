import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { testPractice } from '../../test/support/practice.ts'
import { because, pay, receive, sentClaim, take } from '../../test/support/remittances.ts'
import { claimById, handlers as claims } from '../claims/index.ts'
import { claimSums, verifyLedger } from '../ledger/index.ts'
import { handlers, verifyRemittances } from './index.ts'

const example = join(import.meta.dirname, '../../../shared/x12/examples/835-balanced.x12')

/** The practice of the example: its five claims sent, and the first decision on MH0900 posted before. */
function practice() {
  const at = testPractice()
  const claim = (control: string, last: string, first: string, memberId: string, lines: Parameters<typeof sentClaim>[1]['lines']) =>
    sentClaim(at, { control, last, first, memberId, lines })
  const ids = {
    copay: claim('MH1001', 'Doe', 'Jane', 'XYZ123456789', [{ code: '90837', modifiers: ['95'], cents: 17500, day: day('2026-11-05') }]),
    denied: claim('MH1005', 'Roe', 'Sam', 'XYZ222333444', [{ code: '90834', cents: 15000, day: day('2026-11-04') }]),
    twoLines: claim('MH1006', 'Poe', 'Drew', 'XYZ555666777', [
      { code: '99214', modifiers: ['25'], cents: 20000, day: day('2026-11-03') },
      { code: '90836', cents: 12000, day: day('2026-11-03') },
    ]),
    corrected: claim('MH0900', 'Loe', 'Kim', 'XYZ888999000', [{ code: '90834', cents: 15000, day: day('2026-09-01') }]),
  }
  pay(at, {
    trace: 'EFT20260918001',
    day: day('2026-09-18'),
    payments: [
      {
        control: 'MH0900',
        payerControl: '2026250000900',
        last: 'LOE',
        first: 'KIM',
        memberId: 'XYZ888999000',
        lines: [
          {
            code: '90834',
            charge: 15000,
            day: day('2026-09-01'),
            control: 'MH0900L1',
            reasons: because('CO-45 5000', 'PR-3 1000'),
          },
        ],
      },
    ],
  })
  return { at, ids }
}

describe.skipIf(!existsSync(example))('the worked example of the 835 reference (skipped: it is not beside the project)', () => {
  it('rehearses without posting anything', () => {
    const { at, ids } = practice()
    const [taken] = take(at, readFileSync(example))
    expect(taken).toMatchObject({ status: 'rehearsed', words: '5 claims, $227.25: 5 will post.', details: [] })
    const whole = at.query((work) => handlers['remittance.get'](work, { id: taken?.remittance ?? 0 }))
    expect(contract['remittance.get'].output.parse(whole)).toEqual(whole)
    expect(whole).toMatchObject({
      status: 'rehearsed',
      cents: 22725,
      posts: 24100,
      held: 0,
      off: 0,
      method: 'ACH',
      trace: 'EFT20261119001',
    })
    expect(whole.provider.map((one) => [one.code, one.cents])).toEqual([
      ['WO', 4000],
      ['L6', -125],
      ['LS', -2500],
    ])
    expect(
      whole.claims.map((row) => [row.patient, row.charge, row.contractual, row.denied, row.patientOwes, row.paid, row.becomes, row.reason]),
    ).toEqual([
      ['Jane Doe', 17500, 3500, 0, 2500, 11500, 'With patient', 'PR-3, copay'],
      ['Sam Roe', 15000, 0, 15000, 0, 0, 'Denied', 'CO-197, no authorization'],
      ['Drew Poe', 32000, 10000, 0, 8400, 13600, 'With patient', 'PR-1, deductible'],
      ['Kim Loe', -15000, -5000, 0, -1000, -9000, 'Reversed', 'pair, net −$10.00'],
      ['Kim Loe', 15000, 5000, 0, 2000, 8000, 'Paid short', '$8.00 under contract'],
    ])
    expect(at.query(({ db }) => claimSums(db, ids.copay))).toMatchObject({ payer: 17500, payment: 0 })
    const detail = at.query((work) => handlers['remittance.claim'](work, { id: whole.claims[4]?.id ?? 0 }))
    expect(contract['remittance.claim'].output.parse(detail)).toEqual(detail)
    expect(detail.becomes).toEqual([
      { what: 'Payer owes', now: 15000, after: 0 },
      { what: 'Patient owes', now: 0, after: 2000 },
      { what: 'Written off, CO-45', now: 0, after: 5000 },
      { what: 'Paid', now: 0, after: 8000 },
    ])
  })

  it('posts to the cent, and a second time changes nothing', () => {
    const { at, ids } = practice()
    const [one] = receive(at, readFileSync(example))
    expect(one?.posted).toEqual({
      posted: 5,
      held: 0,
      cents: 24100,
      denials: 1,
      status: 'posted',
      words: '5 claims posted, $241.00; 1 denial.',
    })
    const sums = (id: number) => at.query(({ db }) => claimSums(db, id))
    expect(sums(ids.copay)).toEqual({ charge: 17500, payer: 0, patient: 2500, payment: 11500, adjustment: 3500 })
    expect(sums(ids.denied)).toEqual({ charge: 15000, payer: 15000, patient: 0, payment: 0, adjustment: 0 })
    expect(sums(ids.twoLines)).toEqual({ charge: 32000, payer: 0, patient: 8400, payment: 13600, adjustment: 10000 })
    expect(sums(ids.corrected)).toEqual({ charge: 15000, payer: 0, patient: 2000, payment: 8000, adjustment: 5000 })
    const statusOf = (id: number) => at.query(({ db }) => claimById(db, id))?.status
    expect(Object.values(ids).map(statusOf)).toEqual(['with-patient', 'denied', 'with-patient', 'short'])
    const shown = at.query((work) => claims['claims.get'](work, { id: ids.corrected }))
    expect(shown.payerControl).toBe('2026313000900')
    expect(shown.history.map((line) => line.words)).toEqual(['Paid $80.00', 'Reversed', 'With patient'])
    expect(shown.money.map((line) => [line.words, line.payer, line.patient])).toEqual([
      ['Charge', 15000, 0],
      ['Payment', -9000, 0],
      ['Written off, CO-45, above contract rate', -5000, 0],
      ['Copay to patient, PR-3', -1000, 1000],
      ['Payment, taken back', 9000, 0],
      ['Written off, CO-45, above contract rate, taken back', 5000, 0],
      ['Copay to patient, PR-3, taken back', 1000, -1000],
      ['Payment', -8000, 0],
      ['Written off, CO-45, above contract rate', -5000, 0],
      ['Copay to patient, PR-3', -2000, 2000],
    ])
    expect(take(at, readFileSync(example))).toMatchObject([{ status: 'known' }])
    expect(at.query(({ db }) => [...verifyLedger(db), ...verifyRemittances(db)]).filter((check) => check.broken > 0)).toEqual([])
  })
})
