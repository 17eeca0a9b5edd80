import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { hasShared, samples, verdicts, WITHOUT, type Sample } from '../../../test/support/shared.ts'
import {
  claimAcknowledgment,
  explain,
  readAny,
  readFile,
  setsOf,
  statusRequest,
  statusResponse,
  USUAL,
  writeSet,
  type Acknowledgment277,
  type Described,
  type StatusRequest276,
  type StatusResponse277,
} from '../index.ts'

const file = (functional: string, id: string, guide: string, segments: readonly string[]): Buffer =>
  Buffer.from(
    [
      'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*T*:',
      `GS*${functional}*S*R*20261119*0930*1*X*${guide}`,
      `ST*${id}*0001*${guide}`,
      ...segments,
      `SE*${segments.length + 2}*0001`,
      'GE*1*1',
      'IEA*1*000000001~',
    ].join('~'),
  )
const request = (segments: readonly string[]) => file('HR', '276', '005010X212', segments)
const response = (segments: readonly string[]) => file('HN', '277', '005010X212', segments)
const acknowledgment = (segments: readonly string[]) => file('HN', '277', '005010X214', segments)
/** The rules that are broken, and whatever else is found. */
const said = (bytes: Buffer): string[] => {
  const reading = readFile(bytes)
  const found = setsOf(reading).flatMap((set) => readAny(set).reading.findings)
  return [...reading.findings, ...found].map((one) => one.rule ?? `${one.code} ${one.where.id}${one.where.element ?? ''}`)
}
const only = (bytes: Buffer) => {
  const [set] = setsOf(readFile(bytes)).map(readAny)
  if (!set) throw new Error('no set')
  return set
}
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'at' || key === 'span' ? undefined : part)))
/** The same segments, one of them (from 1) replaced by others. */
const changed = (segments: readonly string[], at: number, ...by: readonly string[]): string[] => segments.toSpliced(at - 1, 1, ...by)
const place = (segments: readonly string[], start: string): number => segments.findIndex((one) => one.startsWith(start)) + 1

const REQUEST = [
  'BHT*0010*13*STA1*20261120*0800',
  'HL*1**20*1',
  'NM1*PR*2*PLAN*****PI*EX001',
  'HL*2*1*21*1',
  'NM1*41*2*PRACTICE*****46*SUB1',
  'HL*3*2*19*1',
  'NM1*1P*2*PRACTICE*****XX*1234567893',
  'NM1*1P*1*REED*DANA****XX*1987654320',
  'HL*4*3*22*0',
  'DMG*D8*19850214*F',
  'NM1*IL*1*DOE*JANE****MI*XYZ1',
  'TRN*1*STA1-1',
  'REF*1K*2026313000123',
  'REF*EJ*MH1001',
  'AMT*T3*175',
  'DTP*472*D8*20261105',
  'SVC*HC:90837:95*175*****1',
  'REF*FJ*MH1001L1',
  'DTP*472*D8*20261105',
  'HL*5*3*22*1',
  'NM1*IL*1*ROE*PAT****MI*XYZ2',
  'HL*6*5*23',
  'DMG*D8*20150301*M',
  'NM1*QC*1*ROE*SAM',
  'TRN*1*STA1-2',
  'REF*6P*GRP7',
  'AMT*T3*90',
  'DTP*472*RD8*20261101-20261105',
]
const RESPONSE = [
  'BHT*0010*08*R1*20261120*0801*DG',
  'HL*1**20*1',
  'NM1*PR*2*PLAN*****PI*EX001',
  'PER*IC*CLAIMS*TE*5555550100*EX*22',
  'HL*2*1*21*1',
  'NM1*41*2*PRACTICE*****46*SUB1',
  'HL*3*2*19*1',
  'NM1*1P*2*PRACTICE*****XX*1234567893',
  'HL*4*3*22*0',
  'NM1*IL*1*DOE*JANE****MI*XYZ1',
  'TRN*2*STA1-1',
  'STC*F1:65*20261119**175*115*20261117**20261119*EFT1*F1:3*F2:88:82:RX',
  'STC*P1:20*20261110**175',
  'REF*1K*PCN1',
  'REF*EJ*MH1001',
  'DTP*472*D8*20261105',
  'SVC*HC:90837:95*175*115****1',
  'STC*F1:65*20261119',
  'REF*FJ*MH1001L1',
  'DTP*472*D8*20261105',
  'TRN*2*STA1-1',
  'STC*D0:35*20261119',
  'HL*5*3*22*1',
  'NM1*IL*1*ROE*PAT****MI*XYZ2',
  'HL*6*5*23',
  'NM1*QC*1*ROE*SAM',
  'TRN*2*STA1-2',
  'STC*A4:35*20261119',
  'HL*7*2*19*0',
  'NM1*1P*2*OTHER*****XX*1987654320',
  'TRN*1*0',
  'STC*E0:24:1P*20261119',
]
const ACKNOWLEDGMENT = [
  'BHT*0085*08*CA1*20261109*1015*TH',
  'HL*1**20*1',
  'NM1*AY*2*HOUSE*****46*RECEIVER',
  'TRN*1*CH1',
  'DTP*050*D8*20261109',
  'DTP*009*D8*20261109',
  'HL*2*1*21*1',
  'NM1*41*2*PRACTICE*****46*SUB1',
  'TRN*2*B1',
  'STC*A1:19:40*20261109*WQ*495',
  'QTY*90*1',
  'QTY*AA*1',
  'AMT*YU*175',
  'AMT*YY*320',
  'HL*3*2*19*1',
  'NM1*85*2*PRACTICE*****XX*1234567893',
  'TRN*1*0',
  'STC*A1:19:40**WQ*495',
  'REF*G2*77',
  'QTY*QA*1',
  'QTY*QC*1',
  'AMT*YU*175',
  'AMT*YY*320',
  'HL*4*3*PT',
  'NM1*QC*1*DOE*JANE****MI*XYZ1',
  'TRN*2*MH1001',
  'STC*A2:20:PR*20261109*WQ*175',
  'REF*1K*PCN1',
  'DTP*472*D8*20261105',
  'HL*5*3*PT',
  'NM1*QC*1*SMITH*TAYLOR****MI*ABC1',
  'TRN*2*MH1002',
  'STC*A7:562:82*20261109*U*320******A3:21**CALL US',
  'REF*D9*CH2',
  'DTP*472*RD8*20261105-20261106',
  'SVC*HC:90836*120*****1',
  'STC*A7:562:82**U',
  'REF*FJ*MH1002L2',
  'DTP*472*D8*20261106',
]

describe('a claim status request', () => {
  it('is read whole, and written again as it was', () => {
    const { described, reading } = only(request(REQUEST))
    const value = reading.value as StatusRequest276
    const writing = writeSet(statusRequest, value, '0001', USUAL)
    expect([described?.name, reading.findings, writing.ok && writing.written.segments.slice(1, -1)]).toEqual(['276', [], REQUEST])
    expect(value.sources[0]?.receivers[0]?.providers[0]?.subscribers[1]?.dependents?.[0]?.claims[0]?.trace.trace).toBe('STA1-2')
  })

  it.each<readonly [string, string[], string[]]>([
    ['the subscriber is the patient and has no birth date', changed(REQUEST, place(REQUEST, 'DMG')), ['276.birth']],
    ['nothing is asked about a subscriber', [...REQUEST.slice(0, 19), 'HL*5*3*22*0', 'NM1*IL*1*ROE*PAT****MI*XYZ2'], ['276.asked']],
    ['neither claim nor line has a date', REQUEST.slice(0, -1), ['276.day']],
  ])('in which %s is told', (_name, segments, rules) => expect(said(request(segments))).toEqual(rules))

  // In other guides the birth date stands behind the name. It begins no dependent, which would part the claim from its patient.
  it('whose birth date stands behind the name keeps the claim with the subscriber', () => {
    const shuffled = [...REQUEST.slice(0, 9), ...[11, 10].map((n) => REQUEST[n - 1] ?? ''), ...REQUEST.slice(11)]
    expect(said(request(shuffled))).toEqual(['SEG.ORDER DMG'])
  })

  it('that a payer would turn back is not written', () => {
    const value = only(request(changed(REQUEST, place(REQUEST, 'DMG')))).reading.value as StatusRequest276
    const writing = writeSet(statusRequest, value, '0001', USUAL)
    expect(writing.ok ? [] : writing.problems.map((one) => one.path)).toEqual(['sources.0.receivers.0.providers.0.subscribers.0.name'])
  })
})

describe('a claim status response', () => {
  it('is read whole, with several claims of one question, and written again as it was', () => {
    const { described, reading } = only(response(RESPONSE))
    const value = reading.value as StatusResponse277
    const writing = writeSet(statusResponse, value, '0001', USUAL)
    expect([described?.name, reading.findings, writing.ok && writing.written.segments.slice(1, -1)]).toEqual(['277', [], RESPONSE])
    const claims = value.sources[0]?.receivers[0]?.providers?.[0]?.subscribers?.[0]?.claims ?? []
    expect(bare(claims.map((one) => [one.trace.trace, one.statuses[0]]))).toEqual([
      [
        'STA1-1',
        {
          first: { category: 'F1', status: '65' },
          day: '2026-11-19',
          charge: 17500,
          paid: 11500,
          finalized: '2026-11-17',
          remitted: '2026-11-19',
          check: 'EFT1',
          second: { category: 'F1', status: '3' },
          third: { category: 'F2', status: '88', entity: '82', list: 'RX' },
        },
      ],
      ['STA1-1', { first: { category: 'D0', status: '35' }, day: '2026-11-19' }],
    ])
  })

  it('may refuse the whole request', () => {
    const refused = [...RESPONSE.slice(0, 4), 'HL*2*1*21*0', RESPONSE[5] ?? '', 'TRN*2*STA1', 'STC*E0:0*20261119']
    expect(said(response(refused))).toEqual([])
  })

  it.each<readonly [string, string[], string[]]>([
    ['ends at a request without a status', [...RESPONSE.slice(0, 4), 'HL*2*1*21*0', RESPONSE[5] ?? ''], ['277.receiver']],
    ['ends at a provider without a status', RESPONSE.slice(0, -2), ['277.provider']],
    ['ends at a subscriber without a claim', [...RESPONSE.slice(0, 22), 'HL*5*3*22*0', RESPONSE[23] ?? ''], ['277.answered']],
    ['refuses a provider with a decision on a claim', changed(RESPONSE, RESPONSE.length, 'STC*F2:88:1P*20261119'), ['277.refusal']],
    ['names the payer in the status of a claim', changed(RESPONSE, 12, 'STC*A2:20:PR*20261119**175'), ['277.party']],
    ['says of a line only that something is missing', changed(RESPONSE, 18, 'STC*R4:21*20261119'), ['277.companion']],
    ['paid the claim more than its lines', changed(RESPONSE, 12, 'STC*F1:65*20261119**175*115.01'), ['BAL.answered']],
  ])('that %s is doubted', (_name, segments, rules) => expect(said(response(segments))).toEqual(rules))
})

describe('a claim acknowledgment', () => {
  it('is read whole, and written again as it was', () => {
    const { described, reading } = only(acknowledgment(ACKNOWLEDGMENT))
    const writing = writeSet(claimAcknowledgment, reading.value as Acknowledgment277, '0001', USUAL)
    expect([described?.name, reading.findings, writing.ok && writing.written.segments.slice(1, -1)]).toEqual(['277CA', [], ACKNOWLEDGMENT])
    expect((reading.value as Acknowledgment277).sources[0]?.receivers[0]?.batch.statuses[0]).toMatchObject({
      day: day('2026-11-09'),
      amount: cents(49500),
    })
  })

  it('may reject a batch or a billing provider as a whole', () => {
    const batch = [
      ...ACKNOWLEDGMENT.slice(0, 6),
      'HL*2*1*21*0',
      ...ACKNOWLEDGMENT.slice(7, 9),
      'STC*A3:746*20261109*U*495',
      'QTY*AA*2',
      'AMT*YY*495',
    ]
    expect(said(acknowledgment(batch))).toEqual([])
    const provider = [...ACKNOWLEDGMENT.slice(0, 14), 'HL*3*2*19*0', ...ACKNOWLEDGMENT.slice(15, 17), 'STC*A3:24:85**U*495']
    expect(said(acknowledgment(provider))).toEqual([])
  })

  it.each<readonly [string, string[], string[]]>([
    ['decides a claim', changed(ACKNOWLEDGMENT, 27, 'STC*F1:65*20261109*WQ*175'), ['277CA.category']],
    ['accepts what it rejects', changed(ACKNOWLEDGMENT, 27, 'STC*A7:562:85*20261109*WQ*175'), ['277CA.action']],
    ['rejects what it accepts', changed(ACKNOWLEDGMENT, 27, 'STC*A2:20:PR*20261109*U*175'), ['277CA.action']],
    ['says only that something is missing', changed(ACKNOWLEDGMENT, 33, 'STC*A6:21*20261109*U*320'), ['277CA.companion']],
    ['counts another number of claims', changed(ACKNOWLEDGMENT, 11, 'QTY*90*2'), ['277CA.batchCount']],
    ['counts another number of claims of a provider', changed(ACKNOWLEDGMENT, 20, 'QTY*QA*2'), ['277CA.providerCount']],
    ['adds up other charges', changed(ACKNOWLEDGMENT, 13, 'AMT*YU*170'), ['BAL.batch', 'BAL.batchCharges']],
    ['adds up other charges of a provider', changed(ACKNOWLEDGMENT, 22, 'AMT*YU*170'), ['BAL.providerCharges']],
    [
      'accepts a batch and names no provider',
      [...ACKNOWLEDGMENT.slice(0, 6), 'HL*2*1*21*0', ...ACKNOWLEDGMENT.slice(7, 10)],
      ['277CA.batch'],
    ],
    ['names a provider and no claim', [...ACKNOWLEDGMENT.slice(0, 10), 'HL*3*2*19*0', ...ACKNOWLEDGMENT.slice(15, 17)], ['277CA.provider']],
  ])('that %s is doubted', (_name, segments, rules) => expect(said(acknowledgment(segments)).toSorted()).toEqual(rules))

  it('without the number of a claim, its status or its date is damaged there', () => {
    expect(said(acknowledgment(changed(ACKNOWLEDGMENT, 26, 'TRN*2')))).toContain('EL.MISSING TRN2')
    expect(said(acknowledgment(changed(ACKNOWLEDGMENT, 27)))).toContain('SEG.MISSING TRN')
    expect(said(acknowledgment(changed(ACKNOWLEDGMENT, 29)))).toEqual(['SEG.MISSING TRN'])
  })

  it('is explained in words, category, status and party', () => {
    const lines = explain(acknowledgment(ACKNOWLEDGMENT))
    expect(lines.find((one) => one.raw.startsWith('STC*A7:562:82**U'))?.words).toBe(
      'Line status: first A7 (Rejected: information is not valid) 562 (NPI) 82 (rendering provider), action U (rejected)',
    )
    expect(lines.filter((one) => /\{|undefined/.test(one.words))).toEqual([])
  })
})

describe.skipIf(!hasShared)(`status files of other people (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  const verdict = verdicts()
  const of =
    (...kinds: readonly string[]) =>
    (judged: string) =>
      samples(...kinds).filter((one) => verdict.get(one.name) === judged)
  const written = ({ bytes }: Sample) => {
    const { described, raw, reading } = only(bytes)
    return described && writeSet(described, reading.value, raw.control, raw.delimiters).ok
  }

  it.each(of('276', '277', '277CA')('VALID'))('$name has no finding and can be written again', (sample) =>
    expect([said(sample.bytes), written(sample)]).toEqual([[], true]),
  )
  // What the guide does not let a status name, payers name all the same: a doubt, and the answer is read.
  it.each(of('277')('INVALID'))('$name names the payer as the party of a status', (sample) =>
    expect(said(sample.bytes)).toEqual(['EL.NOTUSED STC3', '277.party']),
  )
  it.each(of('277CA')('INVALID'))('$name lacks the receipt of the batch', ({ bytes }) => {
    const messages = only(bytes)
      .reading.findings.filter((one) => one.severity === 'error')
      .map((one) => one.message)
    expect(messages.some((one) => /Receipt( date)?, is missing/.test(one))).toBe(true)
  })
})

describe('every rule of these sets', () => {
  it.each<readonly [string, Described, Buffer]>([
    ['276', statusRequest as Described, request(REQUEST)],
    ['277', statusResponse as Described, response(RESPONSE)],
    ['277CA', claimAcknowledgment as Described, acknowledgment(ACKNOWLEDGMENT)],
  ])('of the %s is judged by the example', (_name, set, bytes) => {
    const judged = only(bytes).reading.rules.filter((one) => one.holds > 0)
    expect(new Set(judged.map((one) => one.rule))).toEqual(new Set(set.rules.map((one) => one.id)))
  })
})
