import { describe, expect, it } from 'vitest'
import { explain, readAny, readFile, setsOf, type Remittance835 } from '../index.ts'

/* A payment of three claims: one paid in part, one taken back, one of an institution. All of it is invented. */
const HEAD = [
  'BPR*I*51*C*ACH*CCP*01*999999992*DA*123456*1999888777**01*999988880*DA*98765*20261119',
  'TRN*1*EFT1*1999888777',
  'N1*PR*PLAN*XV*EX001',
  'N3*1 PLAZA',
  'N4*COLUMBUS*OH*43215',
  'PER*BL*EDI*TE*5555550198',
  'N1*PE*PRACTICE*XX*1234567893',
]
const PAID = [
  'CLP*A1*1*175*115*25*12*P1*10*1',
  'NM1*QC*1*DOE*JANE****MI*XYZ1',
  'DTM*232*20261105',
  'SVC*HC:90837:95*175*115**1',
  'DTM*472*20261105',
  'CAS*CO*45*35',
  'CAS*PR*3*25',
  'REF*6R*L1',
  'AMT*B6*140',
  'LQ*HE*N130',
]
const BACK = ['CLP*A2*22*-150*-90**12*P2', 'NM1*QC*1*LOE*KIM****MI*XYZ2', 'SVC*HC:90834*-150*-90**-1', 'DTM*472*20260901', 'CAS*CO*45*-60']
const STAY = [
  'TS3*1234567893*11*20261231*1*100********5**60**1*2**3*4*5*6*7',
  'TS2*1*2*3*4*5*6*7*8*9*10*11*12*13*14*15*16*17*18*19',
  'CLP*A3*2*100*26**MA*P3*11*1**123*1.5*0.25',
  'CAS*OA*23*74',
  'NM1*QC*1*ROE*SAM****HN*XYZ3',
  'MIA*3*1*2*4*MA01*5*6*7*8*9*10*11*12*13*14*15*16*17*18*N130*N1***19',
]
const BODY = [...HEAD, 'LX*1', ...PAID, ...BACK, 'LX*2', ...STAY]

function read(body: readonly string[], guide = '005010X221A1') {
  const segments = [
    'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*T*:',
    `GS*HP*PLAN*PRACTICE*20261119*0930*1*X*${guide}`,
    'ST*835*0001',
    ...body,
    `SE*${body.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ]
  const bytes = Buffer.from(`${segments.join('~')}~`, 'latin1')
  const [set] = setsOf(readFile(bytes))
  if (!set) throw new Error('no set')
  const { reading } = readAny(set)
  return {
    bytes,
    value: reading.value as Remittance835,
    said: reading.findings.map((one) => `${one.severity} ${one.rule ?? one.code} ${one.where.id}`),
  }
}
const changed = (...changes: readonly (readonly [from: string, to: string | readonly string[]])[]): string[] =>
  changes.reduce<string[]>((body, [from, to]) => {
    if (!body.includes(from)) throw new Error(from)
    return body.flatMap((segment) => (segment === from ? to : [segment]))
  }, BODY)

describe('a remittance', () => {
  it('is read whole, element by element', () => {
    const { value, said } = read(BODY)
    expect(said).toEqual([])
    const stay = value.groups?.[1]
    expect(stay?.providerTotals).toMatchObject({ priorPayers: 500, withoutLaboratory: 6000, hcpcsReported: 100, interimClaims: 6 })
    expect(stay?.providerSummary).toMatchObject({ drg: 100, outlierDays: 7, discharges: 11, averageWeight: 16, disproportionateDrg: 1900 })
    expect(stay?.claims[0]?.inpatient).toMatchObject({
      coveredDays: 3,
      remark: 'MA01',
      disproportionate: 500,
      remarks: ['N130', 'N1'],
      capitalException: 1900,
    })
  })

  it('is explained with the words of its codes', () => {
    const words = explain(read(BODY).bytes).map((one) => one.words)
    expect(words).toContain('Service payment: procedure HC (CPT or HCPCS) 90834, charge −$150.00, paid −$90.00, units -1')
    expect(words.find((one) => one.startsWith('Payment:'))).toMatch(
      /handling I \(remittance without the payment\).*method ACH \(automated clearing house\)/,
    )
    expect(words.find((one) => one.includes('A2'))).toMatch(/status 22 \(reversal/)
  })

  it.each<[string, string, string | readonly string[]]>([
    ['error BAL.LINE SVC', 'CAS*CO*45*35', 'CAS*CO*45*34'],
    ['error BAL.CLAIM CLP', 'CAS*OA*23*74', 'CAS*OA*23*73'],
    ['error BAL.CLAIM_LINES CLP', 'CLP*A1*1*175*115*25*12*P1*10*1', ['CLP*A1*1*176*116*25*12*P1*10*1']],
    ['error BAL.PAYMENT BPR', 'LX*2', ['LX*2']],
    ['warning BAL.PR CLP', 'CLP*A1*1*175*115*25*12*P1*10*1', 'CLP*A1*1*175*115*24*12*P1*10*1'],
    ['warning 835.patientOwes CLP', 'CLP*A3*2*100*26**MA*P3*11*1**123*1.5*0.25', 'CLP*A3*2*100*26*0*MA*P3*11*1'],
    ['warning 835.forwarded CLP', 'CLP*A1*1*175*115*25*12*P1*10*1', 'CLP*A1*19*175*115*25*12*P1*10*1'],
    ['warning 835.reversal SVC', 'SVC*HC:90837:95*175*115**1', ['SVC*HC:90837:95*-5*-5', 'DTM*472*20261105', 'SVC*HC:90837:95*180*120']],
    ['warning 835.otherSubscriber NM1', 'DTM*232*20261105', ['NM1*GB*1*DOE*JIM', 'DTM*232*20261105']],
    ['warning 835.inpatient MOA', 'MIA*3*1*2*4*MA01*5*6*7*8*9*10*11*12*13*14*15*16*17*18*N130*N1***19', ['MIA*3', 'MOA***MA01']],
    ['warning 835.claimDate DTM', 'DTM*232*20261105', ['DTM*232*20261105', 'DTM*232*20261106']],
    ['warning 835.lineDate DTM', 'DTM*472*20261105', ['DTM*472*20261105', 'DTM*151*20261105']],
    ['warning 835.serviceDate SVC', 'DTM*472*20260901', []],
    ['warning 835.policy REF', 'REF*6R*L1', ['REF*6R*L1', 'REF*0K*POLICY1']],
    ['warning 835.lineReason CAS', 'CAS*CO*45*35', ['CAS*CO*45*30', 'CAS*CO*45*5']],
    ['warning 835.claimReason CAS', 'CAS*OA*23*74', 'CAS*OA*23*70**23*4'],
    ['warning 835.correctionGroup CAS', 'CAS*OA*23*74', 'CAS*CR*23*74'],
    ['warning BAL.PROVIDER_CLAIMS TS3', 'TS3*1234567893*11*20261231*1*100********5**60**1*2**3*4*5*6*7', 'TS3*1*11*20261231*2*100'],
    ['warning BAL.PROVIDER_CHARGE TS3', 'TS3*1234567893*11*20261231*1*100********5**60**1*2**3*4*5*6*7', 'TS3*1*11*20261231*1*99'],
    ['warning BAL.INTEREST BPR', 'DTM*232*20261105', ['DTM*232*20261105', 'AMT*I*1.25']],
    ['warning BAL.DISCOUNT BPR', 'DTM*232*20261105', ['DTM*232*20261105', 'AMT*D8*2']],
    ['warning 835.notice BPR', HEAD[0] ?? '', 'BPR*H*51*C*CHK************20261119'],
    ['warning 835.transfer BPR', HEAD[0] ?? '', 'BPR*I*51*C*ACH************20261119'],
    ['warning 835.originator TRN', 'TRN*1*EFT1*1999888777', 'TRN*1*EFT1*1999888778'],
    ['error BAL.NON BPR', HEAD[0] ?? '', 'BPR*I*51*C*NON************20261119'],
    ['error EL.MISSING N1', 'N1*PE*PRACTICE*XX*1234567893', 'N1*PE*PRACTICE'],
    ['warning EL.CODE AMT', 'AMT*B6*140', 'AMT*ZZ*140'],
    ['warning EL.CODE NM1', 'NM1*QC*1*LOE*KIM****MI*XYZ2', 'NM1*QC*1*LOE*KIM****QQ*XYZ2'],
    ['warning EL.CONDITION BPR', HEAD[0] ?? '', 'BPR*I*51*C*CHK**01**********20261119'],
  ])('says %s', (said, from, to) => {
    const body = said.includes('BAL.PAYMENT') ? [...BODY, 'PLB*1234567893*20261231*WO:P9*1'] : changed([from, to])
    expect(read(body).said).toContain(said)
  })

  it('says that one adjustment stands at both levels', () => {
    const body = changed(['NM1*QC*1*DOE*JANE****MI*XYZ1', ['CAS*CO*45*35', 'NM1*QC*1*DOE*JANE****MI*XYZ1']])
    expect(read(body).said).toContain('warning 835.bothLevels CAS')
  })

  it('carries on what is below nothing', () => {
    const wrong = [...changed([HEAD[0] ?? '', 'BPR*I*-9*C*CHK************20261119']), 'PLB*1*20261231*WO:P9*60']
    expect(read(wrong).said).toEqual(['error BAL.NEGATIVE BPR'])
    const right = [...changed([HEAD[0] ?? '', 'BPR*H*0*C*NON************20261119']), 'PLB*1*20261231*WO:P9*60*FB:EFT1*-9']
    expect(read(right).said).toEqual([])
  })

  it('mentions a provider adjustment that is in no list, and takes it', () => {
    const { said, value } = read([...changed([HEAD[0] ?? '', (HEAD[0] ?? '').replace('*51*', '*50*')]), 'PLB*1*20261231*94*1'])
    expect(said).toEqual(['info EL.UNLISTED PLB'])
    expect(value.provider?.[0]?.adjustments[0]?.reason.code).toBe('94')
  })
})
