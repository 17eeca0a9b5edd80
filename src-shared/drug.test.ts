import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drugWords, ndcOf, ndcProblem, shownNdc, shownThousandths, thousandthsOf } from './drug.ts'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
const formed = fc
  .constantFrom([5, 4, 2], [4, 4, 2], [5, 3, 2], [5, 4, 1])
  .chain((sizes) => fc.tuple(...sizes.map(digits)))
  .map((parts) => parts.join('-'))

describe('an NDC', () => {
  it.each([
    ['50458-564-01', '50458056401'],
    ['0078-0639-15', '00078063915'],
    ['12496-0100-1', '12496010001'],
    ['50458-0564-01', '50458056401'],
    [' 50458056401 ', '50458056401'],
  ])('%s is %s', (text, ndc) => {
    expect(ndcOf(text)).toBe(ndc)
    expect(ndcProblem(text)).toBeUndefined()
  })

  it.each([
    '',
    '5045856401',
    '5045-564-01',
    '50458-564-1',
    '504580564012',
    '50458-0564-01-1',
    '50458-O564-01',
    '504-58564-01',
    '5045805640',
  ])('“%s” is none, and the reason is said', (text) => {
    expect(ndcOf(text)).toBeUndefined()
    expect(ndcProblem(text)).toMatch(/^\d{10}$/.test(text) ? /three different drugs/ : /eleven digits/)
  })

  it('of any form with hyphens comes to one of eleven digits: zeros are put before a part, and nothing else is changed', () => {
    fc.assert(
      fc.property(formed, (text) => {
        const ndc = ndcOf(text) ?? ''
        expect(ndc).toMatch(/^\d{11}$/)
        const parts = [ndc.slice(0, 5), ndc.slice(5, 9), ndc.slice(9)]
        for (const [n, part] of text.split('-').entries()) expect(parts[n]?.replace(/^0*/, '')).toBe(part.replace(/^0*/, ''))
        expect(ndcOf(ndc)).toBe(ndc)
        expect(ndcOf(shownNdc(text))).toBe(ndc)
      }),
    )
  })
})

describe('the quantity of a drug', () => {
  it.each([
    ['1', 1_000],
    ['1.5', 1_500],
    ['.75', 750],
    ['0.125', 125],
    ['99999999.999', 99_999_999_999],
    ['0', 0],
  ])('%s is %i thousandths', (text, thousandths) => {
    expect(thousandthsOf(text)).toBe(thousandths)
    expect(thousandthsOf(shownThousandths(thousandths))).toBe(thousandths)
  })

  it.each(['', '.', '1.', '1,5', '-1', '1.2345', '123456789', '1e3'])('“%s” is none', (text) => {
    expect(thousandthsOf(text)).toBeUndefined()
  })

  it('is written and read without a loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (one) => {
        expect(thousandthsOf(shownThousandths(one))).toBe(one)
      }),
    )
  })
})

it('is said with its quantity and number', () => {
  expect(drugWords({ ndc: '50458-564-01', thousandths: 1_500, unit: 'ML', number: { kind: 'XZ', value: '7741' } })).toBe(
    '50458-0564-01, 1.5 ML, prescription number 7741',
  )
  expect(drugWords({ ndc: '5045856401', thousandths: null, unit: null, number: null })).toBe('5045856401')
})
