import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memberIdPattern, memberIdShape, plainMemberId } from './member-id.ts'

describe('what a member id looks like', () => {
  it.each([
    ['3 letters then 9 digits', 'ABC123456789', 'AB1234567890'],
    ['3 letters, 9 digits', 'ABC123456789', 'ABC12345678'],
    ['3 Letters, then 9 Digits', 'ABC123456789', 'ABC1234567890'],
    ['W then 8 digits', 'W12345678', 'V12345678'],
    ['9 digits or 12 digits', '123456789', '1234567890'],
    ['2 letters then 5 digits then 1 letter', 'AA12345A', 'AA123456'],
    ['a letter then 6 digits', 'A123456', '1A23456'],
    ['3 signs then 9 digits', 'A2B123456789', 'A-B123'],
    ['R then 8 digits or 3 signs then 9 signs', 'R12345678', 'R1234567'],
  ])('%s', (words, right, wrong) => {
    const pattern = memberIdPattern(words)
    expect([pattern?.test(right), pattern?.test(wrong)]).toEqual([true, false])
  })
  it.each(['', ' ', 'nine digits', '9', '0 digits', '3 letters then', 'or 9 digits', '[A-Z]{3}', '.* then 2 digits', 'abc then 2 digits'])(
    'is not said by “%s”',
    (words) => {
      expect(memberIdPattern(words)).toEqual(words === '9' ? /^(?:9)$/ : undefined)
    },
  )
  it('leaves out what is for the eye', () => {
    expect(plainMemberId('1eg4-te5 mk73')).toBe('1EG4TE5MK73')
  })
  it('is told of any id of letters and digits in words that mean a pattern which holds it', () => {
    const id = fc.array(fc.constantFrom(...'ABCXYZ0189'), { minLength: 1, maxLength: 20 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(id, (one) => {
        expect(memberIdPattern(memberIdShape(one))?.test(one)).toBe(true)
      }),
      { seed: 20261122, numRuns: 300 },
    )
    expect([memberIdShape('XYZ123456789'), memberIdShape('a-1'), memberIdShape('A/1')]).toEqual([
      '3 letters then 9 digits',
      '1 letter then 1 digit',
      '',
    ])
  })
})
