import { describe, expect, it } from 'vitest'
import { hasShared, samples, WITHOUT } from '../../../test/support/shared.ts'
import {
  asText,
  authorizationRequest,
  authorizationResponse,
  explain,
  readAny,
  readFile,
  readSet,
  setsOf,
  writeSet,
  type Described,
  type Event278,
  type Response278,
} from '../index.ts'

const fileOf = (guide: string, ...segments: readonly string[]): Buffer => {
  const text = [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *261101*0930*^*00501*000000001*0*P*:',
    `GS*HI*PAYER*CLINIC*20261101*0930*1*X*${guide}`,
    `ST*278*0001*${guide}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ]
  return Buffer.from(text.map((one) => `${one}~`).join(''), 'latin1')
}
const found = (bytes: Uint8Array) =>
  setsOf(readFile(bytes)).flatMap((set) => readAny(set).reading.findings.map((one) => `${one.severity} ${one.rule ?? one.code}`))

const ABOVE = ['HL*1**20*1', 'NM1*X3*2*NORTHLAKE*****PI*NLHP1', 'HL*2*1*21*1', 'NM1*1P*2*CEDAR HOLLOW*****XX*1234567893', 'HL*3*2*22*1']
const NAME = 'NM1*IL*1*DOE*JANE****MI*XYZ1'
const ASKED = 'BHT*0007*13*AUTH1*20261101*0930'
const ANSWERED = 'BHT*0007*11*AUTH1*20261101*0931*18'
const asked = (event: readonly string[], ...services: readonly string[]) =>
  found(fileOf('005010X217', ASKED, ...ABOVE, NAME, `HL*4*3*EV*${services.length > 0 ? 1 : 0}`, 'UM*HS*I*MH*10:B', ...event, ...services))
const answered = (event: readonly string[], ...services: readonly string[]) =>
  found(
    fileOf('005010X217', ANSWERED, ...ABOVE, NAME, `HL*4*3*EV*${services.length > 0 ? 1 : 0}`, 'UM*HS*I*MH*10:B', ...event, ...services),
  )
const SERVICE = 'HL*5*4*SS*0'

describe('the rules of a request', () => {
  it.each<readonly [says: string, findings: readonly string[], expected: readonly string[]]>([
    [
      'therapy is asked for',
      asked(['DTP*AAH*RD8*20261201-20270228', 'HI*ABK:F411', 'HSD*VS*12'], SERVICE, 'SV1*HC:90837:95*175*UN*12', 'HSD*VS*1*WK**34*3'),
      [],
    ],
    [
      'the structure is that of an authorization',
      found(fileOf('005010X217', 'BHT*0078*13*AUTH1*20261101*0930', ...ABOVE, NAME, 'HL*4*3*EV*0', 'UM*HS*I')),
      ['warning EL.CODE', 'error 278.structure'],
    ],
    ['an event is asked for', found(fileOf('005010X217', ASKED, ...ABOVE.slice(0, 4), 'HL*3*2*22*0', NAME)), ['warning 278.asks']],
    [
      'the subscriber has a member number',
      found(fileOf('005010X217', ASKED, ...ABOVE, 'NM1*IL*1*DOE*JANE', 'HL*4*3*EV*0', 'UM*HS*I')),
      ['warning 278.member'],
    ],
    [
      'the subscriber is self',
      found(fileOf('005010X217', ASKED, ...ABOVE, NAME, 'INS*N*18', 'HL*4*3*EV*0', 'UM*HS*I')),
      ['error 278.self'],
    ],
    [
      'a dependent is not the subscriber',
      found(fileOf('005010X217', ASKED, ...ABOVE, NAME, 'HL*4*3*23*1', 'NM1*QC*1*DOE*LEO', 'INS*Y*19', 'HL*5*4*EV*0', 'UM*HS*I')),
      ['error 278.dependent'],
    ],
    [
      'a trace is the sender’s own',
      found(fileOf('005010X217', ASKED, ...ABOVE, NAME, 'HL*4*3*EV*0', 'TRN*2*T1*9SUBMITTER', 'UM*HS*I')),
      ['warning 278.trace'],
    ],
    ['a service is of one kind', asked([], SERVICE, 'SV1*HC:90837', 'SV2*0914'), ['warning 278.service']],
    ['teeth are of a dental service', asked([], SERVICE, 'SV3*AD:D2150*****1', 'TOO*JP*12*L:O'), []],
    ['teeth are of no other service', asked([], SERVICE, 'SV1*HC:90837', 'TOO*JP*12'), ['warning 278.teeth']],
    ['a pointer points to a diagnosis of the event', asked(['HI*ABK:F411'], SERVICE, 'SV1*HC:90837**UN*1***1'), []],
    ['a pointer does not point beyond them', asked(['HI*ABK:F411'], SERVICE, 'SV1*HC:90837**UN*1***2'), ['warning 278.pointers']],
    ['units have their kind', asked([], SERVICE, 'SV1*HC:90837***12'), ['warning EL.CONDITION']],
    ['a service has no other review than the two', asked([], SERVICE, 'UM*AR*I', 'SV1*HC:90837'), ['warning EL.CODE']],
    [
      'a ride, oxygen, home health care and spinal manipulation are asked for',
      asked([
        'CRC*07*Y*09*04',
        'CL1*3',
        'CR1*LB*140*X*D*DH*27***DIALYSIS AND HOME',
        'CR2*1*5*C4*C5****A*N',
        'CR5***D***2.5******E****2*A*E',
        'CR6*4*20261201*RD8*20261201-20270228***W*I*20261120*ID*0DTJ4ZZ*20261121',
        'PWK*08*FX***AC*ATT1',
        'MSG*PLEASE CALL',
        'NM1*SJ*1*RIVERA*ALEX****XX*1987654328',
        'REF*0B*12345*OH',
        'PRV*PE*PXC*1041C0700X',
        'NM1*PW*2*HOME',
        'N3*9 ELM ST',
        'N4*FAIRMONT*OH*44000',
        'NM1*X3*2*OTHER PLAN',
      ]),
      [],
    ],
  ])('%s', (_, findings, expected) => expect(findings).toEqual(expected))
})

describe('the rules of a response', () => {
  it.each<readonly [says: string, findings: readonly string[], expected: readonly string[]]>([
    ['the event is decided', answered([]), ['warning 278.decided']],
    ['a service may be decided instead', answered([], SERVICE, 'HCR*A3**0U', 'SV1*HC:90837'), []],
    ['certified care has a number', answered(['HCR*A1']), ['warning 278.number']],
    ['modified care has a number', answered(['HCR*A6*AUTH1', 'DTP*102*D8*20261109', 'DTP*036*D8*20270228']), []],
    ['the number of the event is that of its services', answered(['HCR*A2*AUTH1'], SERVICE, 'HCR*A1', 'SV1*HC:90837'), []],
    ['certified services have a number', answered(['HCR*A4'], SERVICE, 'HCR*A1', 'SV1*HC:90837'), ['warning 278.numberService']],
    ['what is not certified has a reason', answered(['HCR*A3']), ['warning 278.reason']],
    ['it has several reasons at most', answered(['HCR*A3**0U^0V']), []],
    ['nothing is needed', answered(['HCR*NA']), []],
    [
      'a certification ends after it was issued',
      answered(['HCR*A1*AUTH1', 'DTP*102*D8*20261109', 'DTP*036*D8*20261001']),
      ['warning 278.dates'],
    ],
    [
      'more information is asked for',
      answered(['HCR*A4**0U', 'NM1*L5*1*RIVERA*ALEX', 'PER*IC**TE*5555550100'], SERVICE, 'HI*LOI:18679-1', 'SV1*HC:90837'),
      [],
    ],
    ['the day of the service may stand with the event', answered(['HCR*A1*AUTH1', 'DTP*472*RD8*20261201-20270228']), []],
  ])('%s', (_, findings, expected) => expect(findings).toEqual(expected))

  it('turn down or decide, not both', () => {
    const both = found(
      fileOf('005010X217', ANSWERED, ...ABOVE, NAME, 'HL*4*3*EV*0', 'TRN*2*T1*9SUBMITTER', 'AAA*N**57*C', 'UM*HS*I', 'HCR*A4**0U'),
    )
    expect(both).toEqual(['warning 278.either'])
    const traced = found(fileOf('005010X217', ANSWERED, ...ABOVE, NAME, 'HL*4*3*EV*0', 'TRN*1*T1*9SUBMITTER', 'UM*HS*I', 'HCR*CT'))
    expect(traced).toEqual(['warning 278.echo'])
  })
  it('are no rules of whoever is turned down above', () => {
    expect(found(fileOf('005010X217', ANSWERED, 'HL*1**20*0', 'AAA*Y**42*R', 'NM1*X3*2*NORTHLAKE*****PI*NLHP1'))).toEqual([])
    expect(found(fileOf('005010X217', ANSWERED, ...ABOVE.slice(0, 4), 'HL*3*2*22*0', NAME, 'AAA*N**75*C'))).toEqual([])
  })
})

describe('request and response', () => {
  const nameOf = (...beginning: readonly [guide: string, beginning: string]): string | undefined => {
    const [guide, first] = beginning
    const [set] = setsOf(readFile(fileOf(guide, first, ...ABOVE, NAME)))
    return set && readAny(set).described?.name
  }
  it('are told apart by BHT02', () => {
    expect(nameOf('005010X217', ASKED)).toBe('278 request')
    expect(nameOf('005010X217', ANSWERED)).toBe('278 response')
    expect(nameOf('005010', ANSWERED)).toBe('278 response')
  })
  it('are read of the inquiry and the notice too, with a warning', () => {
    expect(nameOf('005010X216', ANSWERED)).toBe('278 response')
    expect(found(fileOf('005010X215', ANSWERED, ...ABOVE, NAME, 'HL*4*3*EV*0', 'UM*HS*I', 'HCR*A4'))).toEqual(['warning ENV.OLD'])
  })

  it('give the decision with its number, its days and its units', () => {
    const bytes = fileOf(
      '005010X217',
      ANSWERED,
      ...ABOVE,
      NAME,
      'HL*4*3*EV*1',
      'UM*HS*I*MH*10:B',
      'HCR*A6*AUTH778899',
      'HI*ABK:F411:D8:20261101',
      SERVICE,
      'HCR*A6*AUTH778899',
      'DTP*472*RD8*20261201-20270228',
      'SV1*HC:90837:95**UN*8',
    )
    const [raw] = setsOf(readFile(bytes))
    const events = raw ? readSet(authorizationResponse, raw).value.reviewers.flatMap(eventsOf) : []
    expect(events).toMatchObject([
      {
        decision: { action: 'A6', number: 'AUTH778899' },
        diagnoses: { codes: [{ kind: 'ABK', code: 'F411', day: { from: '2026-11-01' } }] },
        services: [
          {
            decision: { action: 'A6' },
            day: { when: { from: '2026-12-01', to: '2027-02-28' } },
            professional: { procedure: { code: '90837', modifiers: ['95'] }, unit: 'UN', quantity: 8 },
          },
        ],
      },
    ])
    expect(explain(bytes).find((one) => one.raw.startsWith('HCR'))?.words).toBe('Decision: action A6 (modified), number AUTH778899')
  })
})

type Reviewer = Response278['reviewers'][number]
const eventsOf = ({ requesters = [] }: Reviewer): readonly Event278[] =>
  requesters.flatMap(({ subscribers = [] }) => subscribers.flatMap(({ events = [] }) => events))

describe.skipIf(!hasShared)(`real files (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  const whole = [
    ...samples('278').filter(({ name }) => !name.includes('cosyte')),
    ...samples('examples').filter(({ name }) => name.includes('278')),
  ]
  it.each(whole)('$name is written as it was read', ({ bytes }) => {
    const [raw] = setsOf(readFile(bytes))
    const { described, reading } = raw ? readAny(raw) : {}
    const writing = raw && described && writeSet(described as Described, reading?.value, raw.control, raw.delimiters)
    const text = asText(bytes)
    const own = raw ? [...raw.segments].map((one) => text.slice(one.byte, one.end).replace(/[\r\n]/g, '')) : []
    expect(writing?.ok && writing.written.segments.slice(1, -1)).toEqual(own.slice(1, -1))
    expect([authorizationRequest, authorizationResponse]).toContain(described)
  })
})
