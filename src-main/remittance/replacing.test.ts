import { describe, expect, it } from 'vitest'
import { balanceOf, because, brokenChecks, pay, type LineSpec } from '../../test/support/remittances.ts'
import { PAYER } from '../../test/support/practice.ts'
import { billed, claimAt, sendReady, twoPayers, type TwoPayers } from '../../test/support/two-payers.ts'
import { handlers as claims } from '../claims/index.ts'
import { handlers as practice } from '../practice/index.ts'

/* What a payer decided is replaced or voided under the payer's number, as the claim it is (CLM05-3, REF F8). */

const LINE: LineSpec = { code: '90837', charge: 17500, reasons: because('CO-45 4500', 'PR-3 2000') }
const BACK: LineSpec = { ...LINE, charge: -17500, paid: -11000, reasons: because('CO-45 -4500', 'PR-3 -2000') }

const voidIt = (at: TwoPayers, id: number) => at.command((work) => claims['claims.void'](work, { id, reason: 'Wrong patient' }))
const control = (at: TwoPayers, id: number): string => claimAt(at, id).control ?? ''

function decided(at: TwoPayers): number {
  const id = billed(at)
  pay(at, { trace: 'T1', payments: [{ control: control(at, id), payerControl: 'ICN-77', lines: [LINE] }] })
  return id
}
/** Another session of the same day pays for what is taken back, so that the payment is none below nothing. */
function takenBack(at: TwoPayers, id: number): void {
  const other = billed(at, { start: '13:00', stop: '13:55' })
  pay(at, {
    trace: 'T2',
    payments: [
      { control: control(at, id), status: '22', payerControl: 'ICN-77', lines: [BACK] },
      { control: control(at, other), payerControl: 'ICN-80', lines: [{ ...LINE, reasons: because('CO-45 4500') }] },
    ],
  })
}

describe('a claim the payer decided', () => {
  it('is replaced whole, under the payer’s number', () => {
    const at = twoPayers()
    const id = decided(at)
    at.command((work) => claims['claims.replace'](work, { id }))
    expect(claimAt(at, id)).toMatchObject({ status: 'held', frequency: '7', next: { title: 'Held until it is mended' } })
    at.command((work) => claims['claims.mend'](work, { id, diagnoses: ['F33.1'] }))
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.claims[0]?.claim).toMatchObject({
      claim: { control: control(at, id), place: { frequency: '7' }, charge: 17500 },
      originalClaim: { value: 'ICN-77' },
      diagnoses: { codes: [{ code: 'F331' }] },
    })
    expect(control(at, id)).toMatch(/-02$/)
  })

  it('is voided with the content the payer has, though a rule or a change of today would make it another', () => {
    const at = twoPayers()
    const id = decided(at)
    // In the meantime the payer wants video said otherwise, which would change the claim if it were mended.
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, videoModifier: 'GT' }))
    voidIt(at, id)
    expect(claimAt(at, id)).toMatchObject({
      status: 'ready',
      frequency: '8',
      may: ['put-back'],
      next: { action: 'send', title: 'Ready to be voided' },
    })
    expect(() => at.command((work) => claims['claims.mend'](work, { id, place: '11' }))).toThrow('claim.sent')
    const sent = sendReady(at)
    expect(sent.findings).toEqual([])
    expect(sent.claims[0]?.claim).toMatchObject({
      claim: { place: { frequency: '8' } },
      originalClaim: { value: 'ICN-77' },
      lines: [{ service: { procedure: { modifiers: ['95'] } } }],
    })
  })

  it('is at nothing once the payer took its decision back', () => {
    const at = twoPayers()
    const id = decided(at)
    voidIt(at, id)
    sendReady(at)
    takenBack(at, id)
    expect(claimAt(at, id)).toMatchObject({ status: 'voided', charge: 0 })
    expect(balanceOf(at, id)).toEqual({ charge: 0, payer: 0, patient: 0, payment: 0, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('is as it was when a void is put back', () => {
    const at = twoPayers()
    const id = decided(at)
    voidIt(at, id)
    at.command((work) => claims['claims.putBack'](work, { id }))
    expect(claimAt(at, id)).toMatchObject({ status: 'with-patient', frequency: '1', payerControl: 'ICN-77' })
  })

  it('is neither replaced nor voided before it is decided, without its number, or of Medicare', () => {
    const at = twoPayers()
    const id = billed(at)
    expect(() => voidIt(at, id)).toThrow('claim.sent')
    pay(at, { trace: 'T1', payments: [{ control: control(at, id), payerControl: 'ICN-77', lines: [LINE] }] })
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, kind: 'medicare', filing: 'MB' }))
    expect(() => voidIt(at, id)).toThrow('input.invalid')
    expect(() => at.command((work) => claims['claims.replace'](work, { id }))).toThrow('input.invalid')
  })
})
