import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, columnMoney, parseMoney, sentenceMoney, share, splitBy, splitEvenly, sum, x12Money } from './money.ts'

describe('money', () => {
  it.each([
    ['175', 17500],
    ['175.5', 17550],
    ['175.00', 17500],
    ['.4', 40],
    ['5.', 500],
    ['-12.30', -1230],
    ['0012', 1200],
    ['-0', 0],
    ['0.10', 10],
    ['227.2500', 22725],
  ])('reads %s digit by digit', (text, expected) => expect(parseMoney(text)).toBe(expected))

  it.each(['', '-', '.', '1,000', '1e3', '+5', '12.345', ' 1', 'NaN', '1.2.3', '99999999999', '--1', '٣'])('refuses "%s"', (text) =>
    expect(parseMoney(text)).toBeUndefined(),
  )

  it.each([
    ['$1,234.50', 123450],
    ['−$95.00', -9500],
    ['-$95', -9500],
    [' 1,234,567 ', 123456700],
  ])('reads what a person types: %s', (text, expected) => expect(parseMoney(text, true)).toBe(expected))
  it('does not take a misplaced comma for a thousand', () => expect(parseMoney('1,23', true)).toBeUndefined())

  it.each([
    [17500, '175', '175.00', '$175.00'],
    [40, '0.4', '0.40', '$0.40'],
    [-9500, '-95', '−95.00', '−$95.00'],
    [123456, '1234.56', '1,234.56', '$1,234.56'],
    [0, '0', '0.00', '$0.00'],
  ])('writes %i for files, columns and sentences', (amount, file, column, sentence) => {
    expect([x12Money(cents(amount)), columnMoney(cents(amount)), sentenceMoney(cents(amount))]).toEqual([file, column, sentence])
  })

  const amount = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }).map((value) => cents(value))
  it('reads back what it writes', () =>
    fc.assert(
      fc.property(amount, (value) => parseMoney(x12Money(value)) === value && parseMoney(sentenceMoney(value), true) === value),
      { seed: 1 },
    ))
  it('splits without losing a cent', () =>
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 60 }), (total, parts) => {
        const split = splitEvenly(total, parts)
        return sum(split) === total && Math.max(...split) - Math.min(...split) <= 1
      }),
      { seed: 1 },
    ))
  it('splits by weights without losing a cent, and no part is more than a cent from its share', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -50_000, max: 50_000 }).map(cents),
        fc.array(fc.nat(40_000).map(cents), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const all = sum(weights)
          const split = splitBy(total, weights)
          expect(sum(split)).toBe(total)
          for (const [at, part] of split.entries()) {
            const exact = all === 0 ? total / weights.length : (total * (weights[at] ?? 0)) / all
            expect(Math.abs(part - exact)).toBeLessThanOrEqual(1)
          }
        },
      ),
      { seed: 1 },
    ))
  it('gives odd cents to the parts that lost most, the first of equals first', () => {
    expect(splitBy(cents(100), [cents(1), cents(1), cents(1)])).toEqual([34, 33, 33])
    expect(splitBy(cents(-500), [cents(9500), cents(0)])).toEqual([-500, 0])
    expect(splitBy(cents(5), [cents(0), cents(0)])).toEqual([3, 2])
    expect(() => splitBy(cents(5), [cents(-1)])).toThrow(RangeError)
  })
  it('rounds half a cent away from zero, both ways alike', () => {
    expect(share(cents(10_333), 1500)).toBe(1550)
    expect(share(cents(-10_333), 1500)).toBe(-1550)
    expect(share(cents(1), 5000)).toBe(1)
  })
  it('is never made of anything but whole cents', () => {
    expect(() => cents(0.1 + 0.2)).toThrow(RangeError)
    expect(() => cents(1e12)).toThrow(RangeError)
    expect(() => cents(0 / 0)).toThrow(RangeError)
  })
})
