import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { whyAlone, whyDiffers } from './explaining.ts'
import { matchAll, namesPayer, type OpenLine, type OpenRemittance } from './matching.ts'

const line = (id: number, more: Partial<OpenLine> = {}): OpenLine => ({
  id,
  day: day('2026-11-18'),
  cents: cents(10_000),
  text: 'DEPOSIT',
  ...more,
})
const remit = (id: number, more: Partial<OpenRemittance> = {}): OpenRemittance => ({
  id,
  payer: 'Northlake Health Plan',
  trace: `EFT2026111700${id}`,
  day: day('2026-11-17'),
  cents: cents(10_000),
  method: 'ACH',
  ...more,
})
const found = (lines: readonly OpenLine[], remittances: readonly OpenRemittance[]) =>
  matchAll(lines, remittances, () => false).map(({ line: of, remittances: to, isCertain }) => [of, to, isCertain])

describe('matching', () => {
  it('is certain by the trace in the bank’s text, whatever the amount, and says which', () => {
    const named = line(1, { text: 'NORTHLAKE TRN*1*EFT20261117001*1999888777', cents: cents(9000) })
    expect(matchAll([named], [remit(1), remit(2)], () => false)).toEqual([
      { line: 1, remittances: [1], why: 'The bank names the trace; the amount is another.', isCertain: true },
    ])
    expect(found([line(1, { text: 'Trace 000445566' })], [remit(1, { trace: '445566' })])).toEqual([[1, [1], true]])
  })

  it('believes no trace inside another number, none that is short, and none that is months away', () => {
    expect(found([line(1, { text: '9445566', cents: cents(1) })], [remit(1, { trace: '445566' })])).toEqual([])
    expect(found([line(1, { text: 'REF 4455', cents: cents(1) })], [remit(1, { trace: '4455' })])).toEqual([])
    expect(found([line(1, { text: '445566', cents: cents(1) })], [remit(1, { trace: '445566', day: day('2026-06-01') })])).toEqual([])
  })

  it('takes several remittances of one trace together, and of two lines the one with the amount', () => {
    const text = 'EFT20261117001'
    expect(
      found(
        [line(1, { text, cents: cents(30_000) })],
        [remit(1, { cents: cents(10_000) }), remit(2, { trace: text, cents: cents(20_000) })],
      ),
    ).toEqual([[1, [1, 2], true]])
    expect(found([line(1, { text }), line(2, { text, cents: cents(500) })], [remit(1)])).toEqual([[1, [1], true]])
    expect(found([line(1, { text, cents: cents(400) }), line(2, { text, cents: cents(500) })], [remit(1)])).toEqual([
      [1, [1], false],
      [2, [1], false],
    ])
  })

  it('is certain by amount, days and payer when neither side has a second', () => {
    const named = { text: 'NORTHLAKE HCCLAIMPMT' }
    expect(found([line(1, named)], [remit(1)])).toEqual([[1, [1], true]])
    expect(found([line(1)], [remit(1)])).toEqual([[1, [1], false]])
    expect(found([line(1, named)], [remit(1), remit(2)])).toEqual([
      [1, [1], false],
      [1, [2], false],
    ])
    expect(found([line(1, { ...named, day: day('2026-12-18') })], [remit(1)])).toEqual([])
    expect(found([line(1, { ...named, day: day('2026-12-18') })], [remit(1, { method: 'CHK' })])).toEqual([[1, [1], true]])
  })

  it('adds up remittances of one payer: certain for all of one day, proposed when only one sum fits', () => {
    const all = line(1, { text: 'NORTHLAKE', cents: cents(60_000) })
    const three = [remit(1, { cents: cents(10_000) }), remit(2, { cents: cents(20_000) }), remit(3, { cents: cents(30_000) })]
    expect(found([all], three)).toEqual([[1, [1, 2, 3], true]])
    expect(found([{ ...all, cents: cents(50_000) }], three)).toEqual([[1, [2, 3], false]])
    expect(
      found(
        [{ ...all, cents: cents(30_000) }],
        [remit(1), remit(2), remit(3, { cents: cents(20_000) }), remit(4, { cents: cents(20_000) })],
      ),
    ).toEqual([])
    expect(found([{ ...all, text: 'DEPOSIT' }], three)).toEqual([])
  })

  it('does not make again what a person undid', () => {
    expect(matchAll([line(1, { text: 'NORTHLAKE EFT20261117001' })], [remit(1)], () => true)).toEqual([])
  })

  it('knows a payer by a word that few others have, also cut short', () => {
    expect(namesPayer('UNITEDHEALTHCAR HCCLAIMPMT', 'UnitedHealthcare Insurance Company')).toBe(true)
    expect(namesPayer('HEALTH PLAN PAYMENT', 'Northlake Health Plan')).toBe(false)
  })
})

describe('the reason', () => {
  const provider = [{ code: 'WO', reference: 'ICN1', cents: cents(2500) }]
  it('of a difference is a provider adjustment, another remittance, or what to ask', () => {
    expect(whyDiffers(cents(100), cents(100), provider, [])).toBe('')
    expect(whyDiffers(cents(7500), cents(10_000), provider, [])).toContain(
      '$25.00 less than the remittances say. That is the provider adjustment WO ICN1.',
    )
    expect(whyDiffers(cents(7400), cents(10_000), [...provider, { code: 'L6', reference: '', cents: cents(100) }], [])).toContain(
      'all its provider adjustments together',
    )
    expect(whyDiffers(cents(15_000), cents(10_000), [], [{ trace: 'T2', cents: cents(5000) }])).toContain('That is the remittance T2')
    expect(whyDiffers(cents(9000), cents(10_000), provider, [])).toContain('Its provider adjustments come to $25.00')
    expect(whyDiffers(cents(11_000), cents(10_000), [], [])).toContain('may be missing')
    expect(whyDiffers(cents(9000), cents(10_000), [], [])).toContain('paid another way')
  })

  it('of money alone tells payments of claims by the mark of the bank', () => {
    expect([whyAlone('NORTHLAKE HCCLAIMPMT').includes('835'), whyAlone('SQUARE').includes('aside')]).toEqual([true, true])
  })
})
