import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { cents } from '../../../src-shared/money.ts'
import { formOf, type FormFacts } from './boxes.ts'
import { PLACES } from './places.ts'

type Changes = NonNullable<Parameters<typeof claimFacts>[0]>
const of = (changes: Changes = {}, more: Partial<FormFacts> = {}): FormFacts => ({
  facts: claimFacts(changes),
  other: undefined,
  control: 'QWERTY10001P1',
  phone: '(614) 555-0100',
  day: TODAY,
  ...more,
})
const sheetOf = (one: FormFacts, n = 0): Readonly<Record<string, string>> => Object.fromEntries(formOf(one).sheets[n] ?? [])

/** Another plan of the patient's. */
const beside = (isBefore: boolean, paid = 0, payer: Changes['payer'] = {}): FormFacts['other'] => {
  const { coverage, payer: known } = claimFacts({ payer: { name: 'Granite Mutual', ...payer } })
  return {
    coverage: { ...coverage, member_id: 'GM-55 01', group_number: 'G-77', plan: 'Granite Gold' },
    payer: known,
    isBefore,
    paid: cents(paid),
  }
}

const LAKE = {
  subscriber_line1: '9 Lake Rd.',
  subscriber_line2: 'Apt 2',
  subscriber_city: 'Dayton',
  subscriber_state: 'OH',
  subscriber_zip: '45402',
} as const

describe('the boxes of a claim', () => {
  it('say what the claim says, in capitals and without signs', () => {
    const sheet = sheetOf(
      of({ patient: { last: "O'Neil", suffix: 'Jr.', middle: 'Anne', phone: '614-555-0133' }, claim: { authorization: 'A-12 345' } }),
    )
    expect(sheet).toMatchObject({
      '1.group': 'X',
      '1a': 'NL884170',
      '2': 'ONEIL JR, MARISOL, A',
      '3.month': '03',
      '3.year': '1988',
      '3.female': 'X',
      '5.area': '614',
      '5.phone': '5550133',
      '5.zip': '43215-1234',
      '6.self': 'X',
      '11d.no': 'X',
      '21.A': 'F411',
      '21.version': '0',
      '23': 'A12345',
      '24A.1.from.year': '26',
      '24B.1': '10',
      '24D.1': '90837',
      '24D.1.modifier1': '95',
      '24E.1': 'A',
      '24F.1.dollars': '175',
      '24F.1.cents': '00',
      '24J.1': '1245319599',
      '25.ein': 'X',
      '26': 'QWERTY10001P1',
      '28.dollars': '175',
      '31': 'NGOZI OKAFOR LCSW',
      '33.city': 'COLUMBUS OH 43215-1234',
    })
    expect(Object.keys(sheet)).not.toContain('9')
  })

  it('go on to a second sheet after six lines, each with its own total, and the payment on the first alone', () => {
    const form = of({ lines: Array.from({ length: 8 }, (_, n) => ({ cents: cents(10_000 + n) })) }, { other: beside(true, 9_550) })
    expect(formOf(form).sheets).toHaveLength(2)
    expect(sheetOf(form)).toMatchObject({ '28.dollars': '600', '28.cents': '15', '29.dollars': '95', '29.cents': '50', '24D.6': '90837' })
    const second = sheetOf(form, 1)
    expect(second).toMatchObject({ '2': 'QUINTERO, MARISOL', '28.dollars': '200', '28.cents': '13', '24D.2': '90837' })
    expect(Object.keys(second).filter((id) => id.startsWith('29') || id.startsWith('24D.3'))).toEqual([])
  })

  it('name the other plan in box 9, and what it paid before in box 29', () => {
    const sheet = sheetOf(of({}, { other: beside(true, 9_550) }))
    expect(sheet).toMatchObject({ '11d.yes': 'X', '9': 'QUINTERO, MARISOL', '9a': 'G77', '9d': 'GRANITE GOLD', '29.dollars': '95' })
    expect(Object.keys(sheetOf(of({}, { other: beside(false, 9_550) })))).not.toContain('29.dollars')
  })

  it('say NONE under Medicare alone, and the plan before it where there is one', () => {
    const medicare: Changes = { payer: { kind: 'medicare', filing: 'MB' } }
    const alone = sheetOf(of(medicare))
    expect(alone).toMatchObject({ '1.medicare': 'X', '11': 'NONE' })
    expect(Object.keys(alone).filter((id) => /^(4|[67]\..*|11[acd].*)$/.test(id))).toEqual([])
    expect(sheetOf(of(medicare, { other: beside(true, 9_550) }))).toMatchObject({
      '4': 'SAME',
      '6.self': 'X',
      '7.street': 'SAME',
      '11': 'G77',
      '11c': 'GRANITE GOLD',
    })
  })

  it('are about the spouse whose plan pays before Medicare, with the relation to that spouse', () => {
    const other = beside(true, 9_550)
    const spouse = { relationship: '01', subscriber_last: 'Quintero', subscriber_first: 'Rafael' } as const
    const sheet = (lives: 'with-patient' | 'elsewhere') =>
      sheetOf(
        of(
          { payer: { kind: 'medicare', filing: 'MB' } },
          { other: other && { ...other, coverage: { ...other.coverage, ...spouse, ...LAKE, subscriber_lives: lives } } },
        ),
      )
    expect(sheet('with-patient')).toMatchObject({ '4': 'QUINTERO, RAFAEL', '6.spouse': 'X', '7.street': 'SAME' })
    expect(Object.keys(sheet('with-patient')).filter((id) => ['6.self', '7.city'].includes(id))).toEqual([])
    expect(sheet('elsewhere')).toMatchObject({ '7.street': '9 LAKE RD APT 2', '7.city': 'DAYTON' })
  })

  it('name the insured of a dependent and where that is, and tell what of it is not told', () => {
    const dependent = {
      relationship: '19',
      subscriber_last: 'Quintero',
      subscriber_first: 'Rafael',
      subscriber_born: '1960-01-02',
    } as const
    const lives = (coverage: Changes['coverage']) => of({ patient: { phone: '614-555-0133' }, coverage: { ...dependent, ...coverage } })
    const box7 = (form: FormFacts) => Object.fromEntries(Object.entries(sheetOf(form)).filter(([id]) => id.startsWith('7.')))
    const isToldOf = (form: FormFacts): boolean => formOf(form).notes.some(({ box, is }) => box === '7' && is === 'empty')

    expect(sheetOf(lives({}))).toMatchObject({ '4': 'QUINTERO, RAFAEL', '6.child': 'X', '11a.year': '1960' })
    expect([box7(lives({})), isToldOf(lives({}))]).toEqual([{}, true])

    const home = lives({ subscriber_lives: 'with-patient' })
    expect(box7(home)).toEqual({
      '7.street': sheetOf(home)['5.street'],
      '7.city': 'COLUMBUS',
      '7.state': 'OH',
      '7.zip': '43215-1234',
    })
    expect(isToldOf(home)).toBe(false)

    const elsewhere = lives({ subscriber_lives: 'elsewhere', ...LAKE })
    expect(box7(elsewhere)).toEqual({ '7.street': '9 LAKE RD APT 2', '7.city': 'DAYTON', '7.state': 'OH', '7.zip': '45402' })
    expect([isToldOf(elsewhere), isToldOf(lives({ subscriber_lives: 'elsewhere', ...LAKE, subscriber_zip: null }))]).toEqual([false, true])
  })

  it('carry the payer’s number of a claim that is replaced', () => {
    expect(sheetOf(of({ claim: { frequency: '7', payer_control: 'ICN-00123' } }))).toMatchObject({
      '22.code': '7',
      '22.reference': 'ICN00123',
    })
  })

  it('cut words and tell it, and call a number that is too long wrong', () => {
    const { notes } = formOf(of({ patient: { line1: 'A'.repeat(40) }, coverage: { member_id: '1'.repeat(30) } }))
    expect(notes).toContainEqual({ box: '5', is: 'cut', words: 'Box 5 has room for 28 characters, and what stands there was cut.' })
    expect(notes).toContainEqual({ box: '1a', is: 'wrong', words: 'Box 1a has room for 28 characters, and a number is not cut.' })
    expect(formOf(of({ lines: [{ cents: cents(10_000_000) }] })).notes).toContainEqual(expect.objectContaining({ box: '24F', is: 'wrong' }))
  })

  it('never leave their width, whatever the names are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, text, text, text, (last, line1, city, plan) => {
        const form = formOf(
          of({ patient: { last, line1, city, line2: plan }, coverage: { plan, member_id: last }, payer: { name: line1 } }),
        )
        for (const sheet of form.sheets)
          for (const [id, value] of sheet) {
            const place = PLACES.find((one) => one.id === id)
            expect(value.length).toBeLessThanOrEqual(place?.width ?? 0)
            expect(value).toMatch(/^[A-Z0-9 ,&/-]+$/)
          }
      }),
    )
  })
})
