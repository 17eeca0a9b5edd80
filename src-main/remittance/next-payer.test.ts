import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { charge } from '../../test/support/claims.ts'
import { balanceOf, because, brokenChecks, pay, type LineSpec, type PaymentSpec } from '../../test/support/remittances.ts'
import { billed, claimAt, SECOND, sendReady, twoPayers, type TwoPayers } from '../../test/support/two-payers.ts'
import { handlers as claims } from '../claims/index.ts'

/* One payer behind another: what the first decided goes on line by line, once (837P loops 2320 to 2430). */

const LINE: LineSpec = { code: '90837', charge: 17500, reasons: because('CO-45 4500', 'PR-2 2600') }
const SECONDS = because('OA-23 14900')

const next = (at: TwoPayers, id: number) => at.command((work) => claims['claims.billNext'](work, { id }))
/** The number that a claim left under last. */
const control = (at: TwoPayers, id: number): string => claimAt(at, id).control ?? ''
function decided(at: TwoPayers, id: number, more: Partial<PaymentSpec> = {}): void {
  pay(at, { trace: 'T1', payments: [{ control: control(at, id), payerControl: 'ICN-77', lines: [LINE], ...more }] })
}

describe('the next payer', () => {
  it('is proposed once the first decided and left something', () => {
    const at = twoPayers()
    const id = billed(at)
    expect(claimAt(at, id).may).toEqual([])
    decided(at, id)
    expect(claimAt(at, id)).toMatchObject({
      status: 'with-patient',
      next: { action: 'bill-next', cents: 2600 },
      may: ['bill-next', 'replace', 'void'],
      payers: [
        { name: 'Northlake Health Plan', order: 'first', isNow: true, paid: 10400, number: 'ICN-77' },
        { name: 'Harborline Behavioral', order: 'second', isNow: false, paid: null },
      ],
    })
  })

  it('gets the claim with what the first paid, adjusted and left, line by line, and our check finds nothing', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id)
    expect(next(at, id)).toEqual({ status: 'ready', stops: 0, payer: 'Harborline Behavioral' })
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.claims[0]).toMatchObject({
      subscriber: { subscriber: { order: 'S', group: 'GRP9' }, payer: { name: { id: 'HBH01' } } },
      claim: {
        claim: { charge: 17500, place: { frequency: '1' } },
        otherPayers: [
          {
            subscriber: { order: 'P', relationship: '18' },
            paid: { amount: 10400 },
            payer: { name: { id: 'NLHP1' }, claimControl: { value: 'ICN-77' } },
            insured: { name: { id: 'NL8820417' } },
          },
        ],
        lines: [
          {
            adjudications: [
              {
                decision: { payer: 'NLHP1', paid: 10400, quantity: 1 },
                adjustments: [
                  { group: 'CO', adjustments: [{ reason: '45', amount: 4500 }] },
                  { group: 'PR', adjustments: [{ reason: '2', amount: 2600 }] },
                ],
                day: { when: { from: '2026-11-17' } },
                remaining: { amount: 2600 },
              },
            ],
          },
        ],
      },
    })
    expect(sent.text).toContain('SVD*NLHP1*104*HC:90837**1~CAS*CO*45*45~CAS*PR*2*26~DTP*573*D8*20261117~AMT*EAF*26~')
    expect(claimAt(at, id)).toMatchObject({ status: 'sent', turn: 2, payer: { name: 'Harborline Behavioral' }, payerControl: null })
    expect(control(at, id)).toMatch(/-02$/)
  })

  it.each(['1', '2', '4'] as const)('settles it, though it calls itself %s in CLP02', (status) => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id)
    next(at, id)
    sendReady(at)
    const { posted } = pay(at, {
      trace: 'T2',
      payer: SECOND,
      payments: [{ control: control(at, id), status, payerControl: 'HB-1', memberId: 'HB771209', lines: [{ ...LINE, reasons: SECONDS }] }],
    })
    expect(posted).toMatchObject({ posted: 1, held: 0 })
    expect(balanceOf(at, id)).toEqual({ charge: 17500, payer: 0, patient: 0, payment: 13000, adjustment: 4500 })
    expect(claimAt(at, id)).toMatchObject({ status: 'paid', payerControl: 'HB-1', may: ['replace', 'void'] })
    expect(brokenChecks(at)).toEqual([])
  })

  it('is not billed while the first one’s own forwarding may be answered, and may be after 30 days', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id, { status: '19', forwardedTo: 'HARBORLINE BEHAVIORAL' })
    expect(claimAt(at, id)).toMatchObject({ next: { action: 'wait', title: 'On its way to HARBORLINE BEHAVIORAL' }, may: [] })
    expect(() => next(at, id)).toThrow('claim.forwarded')
    at.clock.set(addDays(day('2026-11-17'), 30))
    expect(next(at, id).status).toBe('ready')
  })

  it('that got it by forwarding posts behind the first, under the number the first was billed with', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id, { remarks: ['MA18'] })
    expect(() => next(at, id)).toThrow('claim.forwarded')
    const lines = [{ ...LINE, reasons: SECONDS }]
    pay(at, { trace: 'T2', payer: SECOND, payments: [{ control: control(at, id), payerControl: 'HB-1', memberId: 'HB771209', lines }] })
    expect(balanceOf(at, id)).toMatchObject({ payer: 0, patient: 0, payment: 13000 })
    expect(claimAt(at, id).payerControl).toBe('ICN-77')
  })

  it('is not there when nothing is left, when a denial is open, or when no other coverage holds', () => {
    const free: LineSpec = { ...LINE, reasons: because('CO-45 4500') }
    const refused: LineSpec = { ...LINE, reasons: because('CO-197 17500') }
    for (const [lines, coverage] of [
      [[free], {}],
      [[LINE], { starts: day('2026-12-01') }],
    ] as const) {
      const at = twoPayers(coverage)
      const id = billed(at)
      decided(at, id, { lines: [...lines] })
      expect(() => next(at, id)).toThrow('claim.last')
    }
    const at = twoPayers()
    const id = billed(at)
    decided(at, id, { lines: [refused] })
    expect(claimAt(at, id).status).toBe('denied')
  })

  it('is left again while the claim has not gone', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id)
    const before = claimAt(at, id)
    next(at, id)
    expect(claimAt(at, id).may).toEqual(['put-back'])
    at.command((work) => claims['claims.putBack'](work, { id }))
    const { status, payer, payerControl, fileBy, turn, may } = claimAt(at, id)
    expect({ status, payer, payerControl, fileBy, turn, may }).toEqual({
      status: before.status,
      payer: before.payer,
      payerControl: before.payerControl,
      fileBy: before.fileBy,
      turn: 1,
      may: before.may,
    })
    next(at, id)
    sendReady(at)
    expect(() => at.command((work) => claims['claims.putBack'](work, { id }))).toThrow('claim.left')
  })

  it('has its own limit, from the day the first decided', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id)
    next(at, id)
    expect(claimAt(at, id).fileBy).toBe('2027-01-16')
  })

  it('of Medicare says why it comes second', () => {
    const at = twoPayers({ memberId: '1EG4TE5MK73' }, { kind: 'medicare', filing: 'MB' })
    const id = billed(at)
    decided(at, id)
    next(at, id)
    const { findings } = claimAt(at, id)
    expect(findings.filter(({ grade }) => grade === 'stop')).toEqual([])
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.claims[0]?.subscriber.subscriber).toMatchObject({ order: 'S', medicareSecondary: '43' })
  })

  it('is told the first one’s authorization as that one’s, and its own as its own', () => {
    const at = twoPayers()
    const { claim } = charge(at)
    const id = claim ?? 0
    at.command((work) => claims['claims.mend'](work, { id, authorization: 'FIRST-1' }))
    expect(sendReady(at).text).toContain('REF*G1*FIRST-1~')
    decided(at, id)
    next(at, id)
    expect(claimAt(at, id).authorization).toBeNull()
    at.command((work) => claims['claims.mend'](work, { id, authorization: 'SECOND-2' }))
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.claims[0]?.claim).toMatchObject({
      authorization: { value: 'SECOND-2' },
      otherPayers: [{ payer: { authorization: { value: 'FIRST-1' } } }],
    })
  })

  it('gets only what stands, when the first took its decision back and decided again', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id)
    const again: LineSpec = { ...LINE, reasons: because('CO-45 4000', 'PR-1 1000', 'PR-2 1900') }
    const back: LineSpec = { ...LINE, charge: -17500, paid: -10400, reasons: because('CO-45 -4500', 'PR-2 -2600') }
    pay(at, {
      trace: 'T2',
      payments: [
        { control: control(at, id), status: '22', payerControl: 'ICN-77', lines: [back] },
        { control: control(at, id), payerControl: 'ICN-78', lines: [again] },
      ],
    })
    next(at, id)
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.text).toContain('SVD*NLHP1*106*HC:90837**1~CAS*CO*45*40~CAS*PR*1*10**2*19~')
    expect(sent.text).toContain('REF*F8*ICN-78~')
  })

  it('is told at the level it was decided, when the first named no lines', () => {
    const at = twoPayers()
    const id = billed(at)
    decided(at, id, { lines: [], charge: 17500, reasons: because('CO-45 4500', 'PR-2 2600') })
    next(at, id)
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.text).toContain('CAS*CO*45*45~CAS*PR*2*26~AMT*D*104~AMT*EAF*26~OI***Y***Y~')
    expect(sent.text).toContain('DTP*573*D8*20261117~REF*F8*ICN-77~LX*1~')
  })
})
