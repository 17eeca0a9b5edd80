import { describe, expect, it } from 'vitest'
import { authorization, authorize, counted, fields } from '../../../test/support/authorizations.ts'
import { book, child } from '../../../test/support/eligibility.ts'
import { request, requested } from '../../../test/support/reviews.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { coveragesOf } from '../../practice/index.ts'
import { handlers } from '../index.ts'
import { spanOf } from './request.ts'

/** The segments between ST and SE; references begin with a sign of the practice's own. */
const bodyOf = ({ text, value }: ReturnType<typeof requested>): string[] =>
  text.replaceAll(value.beginning.reference, 'REF1').split('~').filter(Boolean).slice(3, -3)

describe('a request to a payer', () => {
  it('goes on from an authorization: who asks, for whom, for what and how much', () => {
    const at = counted()
    const renews = authorize(at)
    const asked = request(at, { renews, starts: day('2027-01-01'), ends: day('2027-03-31') })
    const sent = requested(at, asked.file)
    expect(sent.wrong).toEqual([])
    expect(asked).toMatchObject({ name: `278_${sent.value.beginning.reference}.x12`, payer: 'Northlake Health Plan' })
    expect(bodyOf(sent)).toEqual([
      'BHT*0007*13*REF1*20261119*0930',
      'HL*1**20*1',
      'NM1*X3*2*NORTHLAKE HEALTH PLAN*****PI*NLHP1',
      'HL*2*1*21*1',
      'NM1*1P*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****XX*1234567893',
      'REF*EI*123456789',
      'N3*410 ALDER STREET*SUITE 3',
      'N4*FAIRMONT*OH*440001234',
      'PER*IC**TE*5550100142',
      'HL*3*2*22*1',
      'NM1*IL*1*QUINTERO*MARISOL****MI*NL8820417',
      'REF*6P*GRP1234',
      'DMG*D8*19900519*F',
      'HL*4*3*EV*1',
      'TRN*1*REF1-1*9CEDARHOLL',
      'UM*HS*R*MH*11:B',
      'REF*BB*A100',
      'DTP*AAH*RD8*20270101-20270331',
      'HI*ABK:F411',
      'NM1*SJ*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****XX*1234567893',
      'PRV*PE*PXC*261QM0801X',
      'HL*5*4*SS*0',
      'TRN*1*REF1-2*9CEDARHOLL',
      'SV1*HC:90837**UN*12',
      'HSD*VS*12***34*3',
    ])
  })

  it('is kept with the authorization it asks for, which renews the one before', () => {
    const at = counted()
    const renews = authorize(at)
    const { id, file } = request(at, { renews, starts: day('2027-01-01'), ends: day('2027-03-31') })
    const own = authorization(at, id)
    expect(own).toMatchObject({
      status: 'requested',
      number: '',
      reviews: [
        { certification: 'R', outcome: 'asked', asked: { starts: '2027-01-01', amount: 12 }, becomes: null, documents: [{ file }] },
      ],
    })
    expect(own.reviews[0]?.segments.map(({ raw }) => raw.slice(0, 3))).toEqual([
      'TRN',
      'UM*',
      'REF',
      'DTP',
      'HI*',
      'NM1',
      'TRN',
      'SV1',
      'HSD',
    ])
    expect(authorization(at, renews).isRenewed).toBe(true)
    expect(contract['authorizations.get'].output.safeParse(own).error).toBeUndefined()
  })

  it('names a clinician, a dependent, several codes, and how urgent it is', () => {
    const at = counted()
    const patient = child(at)
    book(at, '2026-11-20', { patient })
    const coverage = at.query(({ db }) => coveragesOf(db, patient))[0]?.id ?? 0
    const codes = '90832-90837 9084* 90791'
    const { file } = request(at, { patient, coverage, provider: at.provider, codes, unit: 'hour', amount: 90, isUrgent: true })
    const sent = requested(at, file)
    expect([sent.wrong, bodyOf(sent).slice(9)]).toEqual([
      [],
      [
        'HL*3*2*22*1',
        'NM1*IL*1*NUNEZ*ANA****MI*NL7',
        'DMG*D8*19850130',
        'HL*4*3*23*1',
        'NM1*QC*1*NUNEZ*LEO',
        'DMG*D8*20150302',
        'INS*N*19',
        'HL*5*4*EV*1',
        'TRN*1*REF1-1*9CEDARHOLL',
        'UM*HS*I*MH*10:B**U',
        'DTP*AAH*RD8*20261201-20270228',
        'HSD*HS*1.5***34*3',
        'NM1*SJ*1*BELL*MARCUS****XX*1987654328',
        'PRV*PE*PXC*1041C0700X',
        'HL*6*5*SS*0',
        'TRN*1*REF1-2*9CEDARHOLL',
        'SV1*HC:90832::::::90837',
        'HL*7*5*SS*0',
        'TRN*1*REF1-3*9CEDARHOLL',
        'SV1*HC:90840::::::90849',
        'HL*8*5*SS*0',
        'TRN*1*REF1-4*9CEDARHOLL',
        'SV1*HC:90791',
      ],
    ])
  })

  it('asks for more of what runs out before it ends, and of any code at once', () => {
    const at = counted()
    const renews = authorize(at)
    const sent = requested(at, request(at, { renews, codes: '', starts: day('2026-12-01'), ends: day('2026-12-14'), unit: 'day' }).file)
    expect(bodyOf(sent).slice(13)).toEqual([
      'HL*4*3*EV*0',
      'TRN*1*REF1-1*9CEDARHOLL',
      'UM*HS*4*MH*11:B',
      'REF*BB*A100',
      'DTP*AAH*RD8*20261201-20261214',
      'HI*ABK:F411',
      'HSD*DY*12***35*2',
      'NM1*SJ*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****XX*1234567893',
      'PRV*PE*PXC*261QM0801X',
    ])
  })

  it('is asked again while it is open, under a number of its own, and not once it is decided', () => {
    const at = counted()
    const { id } = request(at)
    request(at, { id, amount: 20 })
    expect(authorization(at, id)).toMatchObject({
      amount: 20,
      reviews: [{ asked: { amount: 20 }, isNewest: true }, { asked: { amount: 12 } }],
    })
    const answered = { ...fields(at), id }
    at.command((work) => handlers['authorizations.save'](work, answered))
    expect(() => request(at, { id })).toThrow('authorization.decided')
  })

  it('is not written without a member id, or with a sign that cannot be', () => {
    const at = counted()
    const bare = child(at, { memberId: 'X' })
    const odd = child(at, { last: 'Odd', memberId: 'A*B' })
    const coverage = (patient: number): number => at.query(({ db }) => coveragesOf(db, patient))[0]?.id ?? 0
    for (const patient of [bare, odd]) expect(() => request(at, { patient, coverage: coverage(patient) })).toThrow('authorization.unasked')
    expect(at.query(({ db }) => coveragesOf(db, odd)).length).toBe(1)
  })

  it.each([
    ['2026-12-01', '2027-02-28', ['34', 3]],
    ['2026-11-15', '2026-12-14', ['34', 1]],
    ['2026-12-01', '2026-12-14', ['35', 2]],
    ['2026-12-01', '2026-12-10', ['7', 10]],
    ['2020-01-01', '2026-06-10', ['7', 999]],
  ] as const)('counts its time in what is whole: %s to %s', (starts, ends, span) => {
    expect(spanOf(day(starts), day(ends))).toEqual(span)
  })
})
