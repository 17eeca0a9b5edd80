import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { answersOf, isGrave, readAny, readFile, setsOf, type Response271 } from '../x12/index.ts'
import { cardOf, type Card } from './rules.ts'

const HEAD = [
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *261101*0930*^*00501*000000001*0*P*:',
  'GS*HB*PAYER*CLINIC*20261101*0930*1*X*005010X279A1',
  'ST*271*0001*005010X279A1',
  'BHT*0022*11*REF1*20261101*0930',
  'HL*1**20*1',
  'NM1*PR*2*NORTHLAKE*****PI*NLHP1',
  'HL*2*1*21*1',
  'NM1*1P*2*CEDAR HOLLOW*****XX*1234567893',
  'HL*3*2*22*0',
  'NM1*IL*1*QUINTERO*MARISOL****MI*NL8820417',
]
/** The ordinal of the first segment given to {@link card}. */
const FIRST = HEAD.length + 1

/** The card of an answer that holds these segments behind the subscriber's name, for an office visit on November 5. */
function card(...segments: readonly string[]): Card {
  const body = [...HEAD, ...segments]
  const text = [...body, `SE*${body.length - 1}*0001`, 'GE*1*1', 'IEA*1*000000001'].map((one) => `${one}~`).join('')
  const [raw] = setsOf(readFile(Buffer.from(text)))
  const { reading } = readAny(must('the text holds a set', raw))
  expect(reading.findings.filter(isGrave)).toEqual([])
  const [answer] = answersOf(reading.value as Response271)
  return cardOf(must('the text holds a person', answer), { day: day('2026-11-05'), isRemote: false })
}
const ACTIVE = 'EB*1**30'

describe('whether a session is covered', () => {
  it('is active, inactive or could not be determined', () => {
    expect(['EB*1**30', 'EB*5**MH', 'EB*6**30', 'EB*8**30', 'EB*1**35', 'EB*V**30'].map((one) => card(one).outcome)).toEqual([
      'active',
      'active',
      'inactive',
      'inactive',
      'undetermined',
      'undetermined',
    ])
  })

  it('follows the dates of the plan, and those of a row before those of the person', () => {
    expect(card('DTP*347*D8*20261031', ACTIVE)).toMatchObject({ outcome: 'inactive', planEnds: { value: '2026-10-31', at: FIRST } })
    expect(card('DTP*347*D8*20261031', ACTIVE, 'DTP*347*D8*20261231')).toMatchObject({
      outcome: 'active',
      planEnds: { value: '2026-12-31' },
    })
    expect(card(ACTIVE, 'DTP*291*RD8*20260101-20261231')).toMatchObject({ outcome: 'active', planBegins: { value: '2026-01-01' } })
    expect(card(ACTIVE, 'DTP*346*D8*20270101', ACTIVE, 'DTP*347*D8*20261231')).toMatchObject({
      outcome: 'active',
      planEnds: { value: '2026-12-31' },
    })
  })

  it('does not take a lone plan date for a beginning: payers repeat the day asked about', () => {
    expect(card('DTP*291*D8*20261105', ACTIVE).planBegins).toBeUndefined()
  })

  it('is not where the plan leaves mental health out', () => {
    expect(card(ACTIVE, 'EB*I**MH')).toMatchObject({
      outcome: 'inactive',
      messages: [expect.stringContaining('does not cover mental health')],
    })
    expect(card(ACTIVE, 'EB*I**MH*********N').outcome).toBe('active')
    expect(card(ACTIVE, 'EB*1**MH', 'EB*I**A6').outcome).toBe('inactive')
    expect(card(ACTIVE, 'EB*1**MH', 'EB*I**A7').outcome).toBe('active')
  })

  it('is a matter for another administrator that the answer names for mental health', () => {
    const other = ['LS*2120', 'NM1*VN*2*HARBORLINE*****PI*HBH01', 'LE*2120']
    expect(card(ACTIVE, 'EB*U**MH', ...other)).toMatchObject({
      outcome: 'other-administrator',
      administrator: { name: 'HARBORLINE', id: 'HBH01', at: FIRST + 3 },
    })
    expect(card(ACTIVE, 'EB*MC**A8', ...other).outcome).toBe('other-administrator')
    expect(card(ACTIVE, 'EB*R**30', ...other).outcome).toBe('active')
    expect(card(ACTIVE, 'EB*U**88', ...other).outcome).toBe('active')
    expect(card(ACTIVE, 'EB*U**MH', 'LS*2120', 'NM1*PR*2*NORTHLAKE*****PI*NLHP1', 'LE*2120').outcome).toBe('active')
    expect(card('EB*6**30', 'EB*U**MH', ...other).outcome).toBe('inactive')
  })

  it('stays open while the payer cannot answer', () => {
    expect(card('AAA*Y**42*R')).toEqual({
      outcome: 'undetermined',
      reject: { value: '42', at: FIRST },
      reason: { value: 'The payer cannot answer now.', at: FIRST },
      messages: [],
    })
    expect(card('AAA*N**42*R', 'AAA*N**72*C')).toMatchObject({ outcome: 'rejected', reject: { value: '72' } })
  })
})

describe('why', () => {
  const why = (...segments: readonly string[]) => Object.values(card(...segments).reason ?? {})

  it('is told in words, with the segment that says so', () => {
    expect(why(ACTIVE)).toEqual(['Active: Health plan coverage.', FIRST])
    expect(why('EB*5**98^MH')).toEqual(['Active, under investigation: Mental health.', FIRST])
    expect(why('EB*6**30')).toEqual(['Inactive: Health plan coverage.', FIRST])
    expect(why(ACTIVE, 'EB*I**MH')).toEqual(['Not covered: Mental health.', FIRST + 1])
    expect(why('DTP*347*D8*20261031', ACTIVE)).toEqual(['The plan ended on 10/31/2026.', FIRST])
    expect(why('DTP*346*D8*20270101', ACTIVE)).toEqual(['The plan begins on 01/01/2027.', FIRST])
    expect(why('EB*1**35')).toEqual(['The answer says nothing of the plan, and nothing of mental health.'])
    expect(why('AAA*N**75*C')).toEqual(['Subscriber not found.', FIRST])
    expect(why(ACTIVE, 'EB*U**MH', 'LS*2120', 'NM1*VN*2*HARBORLINE*****PI*HBH01', 'LE*2120')).toEqual([
      'The answer names another administrator for mental health.',
      FIRST + 3,
    ])
  })
})

describe('the copay', () => {
  const shares = (...segments: readonly string[]) => {
    const { copay, coinsurance, network } = card(ACTIVE, ...segments)
    return { copay: copay?.value, coinsurance: coinsurance?.value, network }
  }

  it('comes from the service type that speaks most closely of therapy', () => {
    const rows = ['30', '98', 'MH', 'A4', 'A8', 'CF', 'A6'].map((type, n) => `EB*B*IND*${type}***27*${10 + n}*****Y`)
    expect(rows.map((_, n) => shares(...rows.slice(0, n + 1)).copay)).toEqual([1000, 1100, 1200, 1300, 1400, 1500, 1600])
  })

  it('is the one in network; a row for both counts for both; one out of network alone is shown as such', () => {
    expect(shares('EB*B*IND*MH***27*40*****N', 'EB*B*IND*MH***27*25*****Y')).toEqual({ copay: 2500, network: 'in' })
    expect(shares('EB*B*IND*MH***27*25*****W')).toEqual({ copay: 2500 })
    expect(shares('EB*B*IND*MH***27*40*****N')).toEqual({ copay: 4000, network: 'out' })
    expect(shares('EB*A*IND*MH*****.4****N', 'EB*C*IND*30***23*1500*****Y')).toEqual({ network: 'in' })
  })

  it('leaves the plan’s coinsurance out where therapy has a copay of its own', () => {
    expect(shares('EB*B*IND*MH***27*25', 'EB*A*IND*30*****.2')).toEqual({ copay: 2500 })
    expect(shares('EB*B*IND*MH***27*25', 'EB*A*IND*MH*****.2')).toEqual({ copay: 2500, coinsurance: 2000 })
  })

  it('is that of the place; of several the highest, with a word about it', () => {
    expect(shares('EB*B*IND*MH***27*0', 'III*ZZ*02', 'EB*B*IND*MH***27*25', 'III*ZZ*11')).toEqual({ copay: 2500 })
    expect(shares('EB*B*IND*MH***27*15', 'MSG*PCP', 'EB*B*IND*MH***27*40', 'MSG*SPECIALIST')).toEqual({ copay: 4000 })
    expect(card(ACTIVE, 'EB*B*IND*MH***27*15', 'EB*B*IND*MH***27*40')).toMatchObject({
      copay: { value: 4000 },
      messages: ['Several copays are stated for this visit; the highest is shown.'],
    })
  })

  it('may be nothing, which is not the same as not stated', () => {
    expect(shares('EB*B*IND*MH***27*0')).toEqual({ copay: 0 })
    expect(shares()).toEqual({})
    expect(shares('EB*A*IND*MH*****20')).toEqual({})
    expect(shares('EB*B*IND*MH***27*25*****Y*HC:90791')).toEqual({})
  })
})

describe('deductible and out-of-pocket', () => {
  it('are the person’s total and what is left of it, from one service type', () => {
    expect(card(ACTIVE, 'EB*C*FAM*30***23*3000', 'EB*C*IND*30***23*1500', 'EB*C*IND*30***29*420', 'EB*G*IND*30***29*2615')).toMatchObject({
      deductible: { value: 150000, at: FIRST + 2 },
      deductibleLeft: { value: 42000, at: FIRST + 3 },
      outOfPocketLeft: { value: 261500, at: FIRST + 4 },
    })
    const own = card(ACTIVE, 'EB*C*IND*MH***23*0', 'EB*C*IND*30***23*1500', 'EB*C*IND*30***29*420')
    expect([own.deductible?.value, own.deductibleLeft]).toEqual([0, undefined])
  })
})

describe('the family, the other side of the network, and telehealth', () => {
  it('are on the card of their own, never in place of the person’s', () => {
    expect(card(ACTIVE, 'EB*C*FAM*30***23*3000', 'EB*C*FAM*30***29*0', 'EB*G*FAM*30***23*9000', 'EB*G*FAM*30***29*35')).toMatchObject({
      deductibleFamily: { value: 300_000, at: FIRST + 1 },
      deductibleFamilyLeft: { value: 0, at: FIRST + 2 },
      outOfPocketFamily: { value: 900_000, at: FIRST + 3 },
      outOfPocketFamilyLeft: { value: 3500, at: FIRST + 4 },
    })
    const alone = card(ACTIVE, 'EB*C*FAM*30***23*3000')
    expect([alone.deductible, alone.deductibleLeft, alone.deductibleFamilyLeft]).toEqual([undefined, undefined, undefined])
  })

  it('never mix figures in and out of network', () => {
    const both = card(
      ACTIVE,
      'EB*B*IND*MH***27*25*****Y',
      'EB*A*IND*MH*****.4****N',
      'EB*C*IND*30***23*500*****Y',
      'EB*C*IND*30***23*2000*****N',
      'EB*C*IND*30***29*1800*****N',
    )
    expect(both).toMatchObject({
      copay: { value: 2500 },
      deductible: { value: 50_000 },
      outCoinsurance: { value: 4000 },
      outDeductible: { value: 200_000 },
      outDeductibleLeft: { value: 180_000 },
    })
    expect([both.coinsurance, both.deductibleLeft, both.outCopay]).toEqual([undefined, undefined, undefined])
    const outside = card(ACTIVE, 'EB*A*IND*MH*****.4****N')
    expect([outside.network, outside.coinsurance?.value, outside.outCoinsurance]).toEqual(['out', 4000, undefined])
  })

  it('say whether the copay waits for the deductible, where one sentence says so and none gainsays it', () => {
    const rule = (...segments: readonly string[]) => card(ACTIVE, 'EB*B*IND*MH***27*25', ...segments).copayRule
    expect(rule('MSG*DEDUCTIBLE DOES NOT APPLY')).toEqual({ value: 'first', at: FIRST + 2 })
    expect(rule('MSG*COPAY AFTER DEDUCTIBLE')).toEqual({ value: 'after', at: FIRST + 2 })
    expect(rule('MSG*DEDUCTIBLE WAIVED', 'MSG*SUBJECT TO DEDUCTIBLE')).toBeUndefined()
    expect(rule()).toBeUndefined()
  })

  it('tell of telehealth by place, then by words; words alone settle nothing', () => {
    const telehealth = (...segments: readonly string[]) => card(ACTIVE, ...segments).telehealth?.value
    expect(telehealth('EB*B*IND*MH***27*0', 'III*ZZ*10')).toBe('Y')
    expect(telehealth('EB*I*IND*MH', 'III*ZZ*02')).toBe('N')
    expect(telehealth('EB*B*IND*MH***27*0', 'MSG*TELEMEDICINE')).toBe('Y')
    expect(telehealth('EB*D*IND*MH', 'MSG*TELEHEALTH IS NOT COVERED')).toBe('N')
    expect(telehealth('EB*D*IND*MH', 'MSG*VIRTUAL CARE BY ONE VENDOR')).toBe('U')
    expect(telehealth('EB*B*IND*MH***27*0')).toBeUndefined()
  })

  it('mark a beneficiary whom nobody may bill', () => {
    expect(card('EB*1**30*QM').dual).toEqual({ value: 'Y', at: FIRST })
    expect(card('EB*1**30*MB').dual).toBeUndefined()
  })
})

describe('visits and authorization', () => {
  const visits = (...segments: readonly string[]) => {
    const { visits: total, visitsLeft: left } = card(ACTIVE, ...segments)
    return [total?.value, left?.value]
  }

  it('reads a limit, what is left, or reckons it from what was used', () => {
    expect(visits('EB*F*IND*MH***23***VS*30', 'EB*F*IND*MH***29***VS*19')).toEqual([30, 19])
    expect(visits('EB*F*IND*MH***23***VS*30', 'EB*F*IND*MH***23***99*11')).toEqual([30, 19])
    expect(visits('EB*F*IND*MH', 'HSD*VS*30***23*1', 'EB*F*IND*MH', 'HSD*VS*19***29')).toEqual([30, 19])
    expect(visits('EB*F*IND*98***23***VS*30')).toEqual([undefined, undefined])
    expect(visits('EB*F*IND*MH***23***VS*30', 'EB*H*IND*MH')).toEqual([undefined, undefined])
    expect(visits('EB*F*IND*MH', 'HSD*VS*1*WK')).toEqual([undefined, undefined])
  })

  it('says whether an authorization is needed: any yes, all no, else unknown, else the payer’s own words', () => {
    const needed = (...segments: readonly string[]) => card(ACTIVE, ...segments).authorization?.value
    expect(needed('EB*D*IND*MH********Y', 'EB*D*IND*MH********N')).toBe('Y')
    expect(needed('EB*D*IND*MH********N', 'EB*D*IND*MH')).toBe('N')
    expect(needed('EB*D*IND*A6********N', 'EB*D*IND*MH********Y')).toBe('N')
    expect(needed('EB*D*IND*MH********N', 'EB*D*IND*MH********U')).toBe('U')
    expect(needed('EB*D*IND*MH')).toBeUndefined()
    expect(needed('EB*D*IND*MH', 'MSG*PRECERTIFICATION REQUIRED')).toBe('Y')
    expect(needed('EB*D*IND*MH', 'MSG*NO PRIOR AUTHORIZATION REQUIRED')).toBe('N')
    expect(needed('EB*D*IND*MH', 'MSG*PRIOR AUTH REQUIRED FOR INPATIENT', 'MSG*NO PRIOR AUTHORIZATION REQUIRED FOR OFFICE')).toBe('U')
  })
})
