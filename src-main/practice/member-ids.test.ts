import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memberIdPattern, plainMemberId } from '../../src-shared/member-id.ts'
import { isMedicareNumber, memberIdTrouble, STATES_KNOWN } from './member-ids.ts'

const said = (kind: string, memberId: string, state: string | null = null, shape = ''): string =>
  memberIdTrouble({ kind, shape, state }, memberId)?.[0] ?? ''
const MEDICARE = 'this is no Medicare number.'
const BLUE = 'the member id has no Blue prefix.'
const STATED = 'the member id looks otherwise than usual.'

describe('a member id against what its payer prints', () => {
  it.each([
    ['medicare', '1EG4-TE5-MK73', ''],
    ['medicare', '1eg4te5mk73', ''],
    ['medicare', '0EG4TE5MK73', MEDICARE],
    ['medicare', '1SG4TE5MK73', MEDICARE],
    ['medicare', '11G4TE5MK73', MEDICARE],
    ['medicare', '1EG4TE5MK7', MEDICARE],
    ['medicare', '123456789A', MEDICARE],
    // Medicare by a plan: each plan has numbers of its own.
    ['medicare-advantage', 'H1234567', ''],
    ['blue', 'XYZ123456789', ''],
    ['blue', 'A2B123456789', ''],
    ['blue', '22A123456789', ''],
    ['blue', 'XYZ 123-456-789', ''],
    ['blue', 'R12345678', ''],
    ['blue', 'R1234567', BLUE],
    ['blue', '123456789', BLUE],
    ['blue', '222123456789', BLUE],
    ['blue', 'X0Z123456789', BLUE],
    ['blue', 'XYZ12345', BLUE],
    ['commercial', '1', ''],
    ['other', 'anything at all', ''],
  ])('%s %s', (kind, id, words) => {
    expect(said(kind, id)).toBe(words)
  })

  it.each([
    ['AZ', 'A12345678', '123456789'],
    ['CA', '91234567A', '912345678'],
    ['CA', '91234567A12345', '91234567A1234'],
    ['CO', 'P123456', 'P12345'],
    ['CT', '001234567', '1234567'],
    ['FL', '1234567890', '123456789'],
    ['GA', '123456789012', '12345678901'],
    ['IA', '1234567A', '12345678'],
    ['IL', '123456789', '12345678'],
    ['IN', '100123456799', '1001234567'],
    ['KY', '0012345678', '12345678'],
    ['MA', '100012345678', '10001234567'],
    ['MD', '12345678901', '1234567890'],
    ['MI', '0012345678', 'A012345678'],
    ['MN', '01234567', '1234567'],
    ['MS', '600123456', '60012345'],
    ['NC', '900123456K', '900123456'],
    ['NE', '12345678901', '123456789'],
    ['NJ', '123456789012', '1234567890'],
    ['NV', '00001234567', '1234567'],
    ['NY', 'AB12345C', 'AB123456'],
    ['OH', '910000123456', '91000012345'],
    ['PA', '0012345678', '001234567'],
    ['SC', '1234567890', '123456789'],
    ['TX', '512345678', '5123456789'],
    ['VA', '600123456789', '60012345678'],
    ['WA', '200123456WA', '200123456'],
    ['WI', '1234567890', '123456789'],
    ['WV', '00123456789', '123456789'],
  ])('Medicaid of %s: %s, not %s', (state, right, wrong) => {
    expect([said('medicaid', right, state), said('medicaid', wrong, state)]).toEqual(['', `this is no Medicaid number of ${state}.`])
  })

  it('says nothing of a state whose number is not sure, or of one that is not told', () => {
    expect([said('medicaid', 'X', 'TN'), said('medicaid', 'X'), said('medicaid', 'X', 'ZZ')]).toEqual(['', '', ''])
    expect(STATES_KNOWN).toHaveLength(28)
  })

  it('is held to what the practice says of the payer before all else', () => {
    expect([
      said('medicare', 'MB12', null, '2 letters then 2 digits'),
      said('medicare', '1EG4TE5MK73', null, '2 letters then 2 digits'),
      said('medicaid', 'X', 'OH', '1 letter'),
      // Words that say nothing are as none.
      said('blue', '123456789', null, 'as on the card'),
    ]).toEqual(['', STATED, '', BLUE])
  })

  it('is the same with and without what is for the eye', () => {
    const kind = fc.constantFrom('medicare', 'blue', 'medicaid', 'commercial')
    const id = fc.array(fc.constantFrom(...'ABSRXYZ0129'), { minLength: 1, maxLength: 14 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(kind, id, fc.constantFrom(...STATES_KNOWN, null), fc.nat(13), (of, one, state, at) => {
        const spaced = `${one.slice(0, at)}- ${one.slice(at)}`.toLowerCase()
        expect([plainMemberId(spaced), said(of, spaced, state)]).toEqual([one, said(of, one, state)])
      }),
      { seed: 20261122, numRuns: 300 },
    )
    expect(memberIdPattern('9 digits then WA')?.test('200123456WA')).toBe(true)
  })
})

describe('a Medicare number', () => {
  const letter = fc.constantFrom(...'ACDEFGHJKMNPQRTUVWXY')
  const digit = fc.constantFrom(...'0123456789')
  const either = fc.oneof(letter, digit)
  const number = fc
    .tuple(fc.constantFrom(...'123456789'), letter, either, digit, letter, either, digit, letter, letter, digit, digit)
    .map((signs) => signs.join(''))
  it('is known with and without its dashes, and never with a sign that is mistaken for another', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 10 }), fc.constantFrom(...'SLOIBZ'), (one, at, wrong) => {
        expect([isMedicareNumber(one), isMedicareNumber(`${one.slice(0, 4)}-${one.slice(4, 7)}-${one.slice(7)}`.toLowerCase())]).toEqual([
          true,
          true,
        ])
        expect([
          isMedicareNumber(one.slice(0, at) + wrong + one.slice(at + 1)),
          isMedicareNumber(one.slice(1)),
          isMedicareNumber(`${one}1`),
        ]).toEqual([false, false, false])
      }),
      { seed: 20261119, numRuns: 300 },
    )
  })
})
