import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { hasShared, samples, WITHOUT } from '../../test/support/shared.ts'
import {
  acknowledge,
  asText,
  readAny,
  readFile,
  readInterchangeAcknowledgment,
  setsOf,
  writeAcknowledgment,
  type Acknowledgment999,
  type InterchangeAnswer,
} from './index.ts'

/* One claim of one line, invented. */
const ISA = 'ISA*00*          *00*          *ZZ*PRACTICE       *30*CLEARING       *261119*0930*^*00501*000000101*0*T*:'
const GS = 'GS*HC*PRACTICE*CLEARING*20261119*0930*201*X*005010X222A1'
const ST = 'ST*837*0001*005010X222A1'
const BODY = [
  'BHT*0019*00*B1*20261119*0930*CH',
  'NM1*41*2*PRACTICE*****46*PRACTICE',
  'PER*IC*BILLING*TE*5555550100',
  'NM1*40*2*CLEARING*****46*CLEARING',
  'HL*1**20*1',
  'NM1*85*2*PRACTICE*****XX*1234567893',
  'N3*100 ELM ST',
  'N4*SPRINGFIELD*IL*627010001',
  'REF*EI*123456789',
  'HL*2*1*22*0',
  'SBR*P*18*******CI',
  'NM1*IL*1*DOE*JANE****MI*XYZ1',
  'N3*1 OAK ST',
  'N4*SPRINGFIELD*IL*62701',
  'DMG*D8*19900101*F',
  'NM1*PR*2*PLAN*****PI*EX001',
  'CLM*A1*175***11:B:1*Y*A*Y*Y',
  'HI*ABK:F411',
  'LX*1',
  'SV1*HC:90837*175*UN*1***1',
  'DTP*472*D8*20261105',
  'REF*6R*L1',
]
type Changes = Readonly<Record<string, string | readonly string[]>>
const changed = (all: readonly string[], changes: Changes): string[] => all.flatMap((one) => changes[one] ?? [one])
function fileOf(changes: Changes = {}): string {
  const body = changed(BODY, changes)
  const trailers: Changes = { SE: `SE*${body.length + 2}*0001`, GE: 'GE*1*201', IEA: 'IEA*1*000000101', ...changes }
  return `${[...changed([ISA, GS, ST], changes), ...body, ...changed(['SE', 'GE', 'IEA'], trailers)].join('~')}~`
}

const answersTo = (text: string): InterchangeAnswer[] => {
  const file = readFile(Buffer.from(text, 'latin1'))
  return acknowledge(file, setsOf(file).map(readAny))
}
const written = (answer: InterchangeAnswer, always = false) =>
  writeAcknowledgment(answer, { day: day('2026-11-20'), time: '1015', interchangeControl: 7, groupControl: 8, always })
/** The segments of the first answer, without its envelope. */
function answered(text: string): string[] {
  const [answer] = answersTo(text)
  const writing = answer && written(answer, true)
  if (!writing?.ok || writing.text === undefined) throw new Error('no answer')
  return writing.text.split('~').filter((one) => !/^(ISA|GS|ST|SE|GE|IEA|)(\*|$)/.test(one))
}
/** What a reader finds in the answers to a file, and the 999s of it. */
function readBack(text: string) {
  const files = answersTo(text).map((one) => {
    const writing = written(one)
    if (!writing.ok) throw new Error(JSON.stringify(writing.problems))
    return readFile(Buffer.from(writing.text ?? '', 'latin1'))
  })
  const reads = files.filter((one) => one.interchanges.length > 0).flatMap((one) => setsOf(one).map(readAny))
  const answers = files.flatMap((one) =>
    one.interchanges.flatMap(({ acknowledgments, delimiters }) =>
      acknowledgments.flatMap((each) => readInterchangeAcknowledgment(each, delimiters).findings),
    ),
  )
  return {
    said: [
      ...files.filter((one) => one.interchanges.length > 0).flatMap((one) => one.findings),
      ...answers,
      ...reads.flatMap((one) => one.reading.findings),
    ].map((one) => one.rule ?? one.code),
    values: reads.map((one) => one.reading.value as Acknowledgment999),
  }
}

describe('the answer to a file', () => {
  it('accepts what is right, with sender and receiver changed', () => {
    const [answer] = answersTo(fileOf())
    const writing = answer && written(answer)
    expect(writing?.ok && writing.text?.split('~')).toEqual([
      'ISA*00*          *00*          *30*CLEARING       *ZZ*PRACTICE       *261120*1015*^*00501*000000007*0*T*:',
      'GS*FA*CLEARING*PRACTICE*20261120*1015*8*X*005010X231A1',
      'ST*999*0001*005010X231A1',
      'AK1*HC*201*005010X222A1',
      'AK2*837*0001*005010X222A1',
      'IK5*A',
      'AK9*A*1*1*1',
      'SE*6*0001',
      'GE*1*8',
      'IEA*1*000000007',
      '',
    ])
  })

  it('has a TA1 when the envelope asks for one', () => {
    expect(answered(fileOf())[0]).toBe('TA1*000000101*261119*0930*A*000')
    const [answer] = answersTo(fileOf({ [ISA]: ISA.replace('*0*T*', '*1*T*') }))
    const writing = answer && written(answer)
    expect(writing?.ok && writing.text).toContain('~TA1*000000101*261119*0930*A*000~GS')
  })

  const set = (...errors: readonly string[]) => ['AK1*HC*201*005010X222A1', 'AK2*837*0001*005010X222A1', ...errors]
  it.each<[string, Changes, readonly string[]]>([
    [
      'a segment that no guide has',
      { 'HI*ABK:F411': ['HI*ABK:F411', 'ZZZ*1'] },
      ['IK3*ZZZ*20*2300*1', 'CTX*CLM01:A1', 'IK5*R*5', 'AK9*R*1*1*0'],
    ],
    ['a segment that is missing', { 'N3*100 ELM ST': [] }, ['IK3*N3*8*2010*3', 'IK5*R*5', 'AK9*R*1*1*0']],
    [
      'a segment that is missing at the end of a claim',
      { 'SV1*HC:90837*175*UN*1***1': [] },
      ['IK3*SV1*21*2400*3', 'CTX*CLM01:A1', 'IK5*R*5', 'AK9*R*1*1*0'],
    ],
    ['a loop that is missing', { 'NM1*40*2*CLEARING*****46*CLEARING': [] }, ['IK3*NM1*5*1000*I7', 'IK5*R*5', 'AK9*R*1*1*0']],
    [
      'a code that is none, and never the value',
      { 'NM1*IL*1*DOE*JANE****MI*XYZ1': 'NM1*IL*7*DOE*JANE****MI*XYZ1' },
      ['IK3*NM1*13*2010*8', 'IK4*2**7', 'IK5*E*5', 'AK9*E*1*1*1'],
    ],
    [
      'a component, and a date',
      { 'CLM*A1*175***11:B:1*Y*A*Y*Y': 'CLM*A1*175***11::1*Y*A*Y*Y', 'DTP*472*D8*20261105': 'DTP*472*D8*20261345' },
      ['IK3*CLM*18*2300*8', 'CTX*CLM01:A1', 'IK4*5:2**1', 'IK3*DTP*22*2400*8', 'CTX*CLM01:A1', 'IK4*3**8', 'IK5*R*5', 'AK9*R*1*1*0'],
    ],
    ['a trailer that is missing', { SE: [] }, ['IK5*R*2', 'AK9*R*1*1*0']],
    ['a wrong count', { SE: 'SE*99*0001' }, ['IK5*R*4', 'AK9*R*1*1*0']],
    ['another control number', { SE: `SE*${BODY.length + 2}*0002` }, ['IK5*R*3', 'AK9*R*1*1*0']],
    ['another control number of the group', { GE: 'GE*1*999' }, ['AK9*R*1*1*0*4']],
    ['a wrong count of sets', { GE: 'GE*7*201' }, ['IK5*A', 'AK9*E*1*1*1*5']],
    ['a group without its trailer', { GE: [] }, ['IK5*A', 'AK9*E*1*1*1*3']],
  ])('names %s', (_, changes, told) => {
    const expected = told[0]?.startsWith('AK9') ? ['AK1*HC*201*005010X222A1', ...told] : set(...told)
    expect(answered(fileOf(changes)).filter((one) => !one.startsWith('TA1'))).toEqual(expected)
    expect(readBack(fileOf(changes)).said).toEqual([])
  })

  it.each<[string, Changes, string]>([
    ['whose widths are wrong', { [ISA]: ISA.replace('PRACTICE  ', 'PRACTICE') }, 'R*024'],
    ['with another control number at its end', { IEA: 'IEA*1*000000102' }, 'R*001'],
    ['with segments outside of any set', { GE: ['REF*6R*1', 'GE*1*201'] }, 'R*022'],
    ['with a wrong count of groups', { IEA: 'IEA*3*000000101' }, 'E*021'],
    ['that is cut off', { IEA: [] }, 'E*023'],
    ['of another version', { [ISA]: ISA.replace('00501', '00401') }, 'E*017'],
    ['whose group cannot be named', { [GS]: GS.replace('*201*', '**') }, 'R*024'],
  ])('tells of an envelope %s', (_, changes, told) => {
    expect(answered(fileOf(changes))[0]).toBe(`TA1*000000101*261119*0930*${told}`)
    expect(answersTo(fileOf(changes))[0]?.groups).toHaveLength(told.startsWith('R') ? 0 : 1)
    expect(readBack(fileOf(changes)).said).toEqual([])
  })

  it('tells of each interchange apart, and what is behind the last is of none', () => {
    const second = fileOf({ IEA: 'IEA*4*000000101' }).replaceAll('000000101', '000000102')
    const answers = answersTo(`${fileOf()}${second}${fileOf().replaceAll('000000101', '000000103')}REF*6R*1~`)
    expect(answers.map((one) => `${one.envelope.control} ${one.envelope.status} ${one.envelope.note}`)).toEqual([
      '000000101 A 000',
      '000000102 E 021',
      '000000103 A 000',
    ])
  })

  it('turns back what Parity does not know: the set, or the guide', () => {
    const other = (id: string, guide: string) =>
      fileOf({ [GS]: `GS*HC*PRACTICE*CLEARING*20261119*0930*201*X*${guide}`, [ST]: `ST*${id}*0001*${guide}` })
    expect(answered(other('837', '005010X299')).slice(2)).toEqual(['AK2*837*0001*005010X299', 'IK5*R*I6', 'AK9*R*1*1*0'])
  })

  it('accepts the good set of a group beside a bad one', () => {
    const more = [ST.replace('0001', '0002'), ...BODY.filter((one) => one !== 'N3*100 ELM ST'), `SE*${BODY.length + 1}*0002`]
    const text = fileOf({ SE: [`SE*${BODY.length + 2}*0001`, ...more], GE: 'GE*2*201' })
    expect(answered(text).slice(-6)).toEqual([
      'AK2*837*0001*005010X222A1',
      'IK5*A',
      'AK2*837*0002*005010X222A1',
      'IK3*N3*8*2010*3',
      'IK5*R*5',
      'AK9*P*2*2*1',
    ])
    expect(readBack(text).said).toEqual([])
  })

  it('is never given to an answer', () => {
    const [answer] = answersTo(fileOf())
    const writing = answer && written(answer, true)
    expect(writing?.ok && answersTo(writing.text ?? '')).toEqual([])
    const ta1 = `${ISA}~TA1*000000104*261109*0930*R*025~IEA*0*000000101~`
    expect(answersTo(ta1)).toEqual([])
  })

  it('is written with the signs of the file, whatever they are', () => {
    const text = fileOf({ 'N3*100 ELM ST': [] }).replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'")
    const [answer] = answersTo(text)
    const writing = answer && written(answer)
    expect(writing?.ok && writing.text).toContain("'IK3|N3|8|2010|3'")
    expect(readBack(text).said).toEqual([])
  })
})

test('a file whose ISA11 is more than one sign is answered with the usual signs', () => {
  expect(readBack(fileOf({ [ISA]: ISA.replace('*^*', '*^^*') })).said).toEqual([])
})

/** One way to hurt a file at one segment. */
const HURTS: readonly ((segment: string, chance: number) => readonly string[])[] = [
  () => [],
  (segment) => [segment, segment],
  (segment, chance) => [segment, `ZZ${chance % 10}*1`],
  (segment) => [segment.replace(/^.../, 'QQQ')],
  (segment, chance) => [at(segment, chance, () => '')],
  (segment, chance) => [at(segment, chance, () => '!')],
  (segment, chance) => [at(segment, chance, (own) => `${own}:X^Y`)],
  (segment, chance) => [at(segment, chance, () => 'X'.repeat(300))],
  (segment, chance) => [at(segment, chance, (own) => `${own}\u0001é`)],
  (segment, chance) => [
    segment
      .split('*')
      .slice(0, 1 + (chance % 6))
      .join('*'),
  ],
  (segment) => [`${segment}*1*2*3*4*5*6*7*8*9*10*11*12*13*14*15`],
  () => ['JUNK WITHOUT ANYTHING'],
]
function at(segment: string, chance: number, change: (own: string) => string): string {
  const elements = segment.split('*')
  const n = 1 + (chance % Math.max(1, elements.length - 1))
  return elements.map((own, place) => (place === n ? change(own) : own)).join('*')
}

/** Each group has one answer, and its counts are those of its sets. */
function expectFits(text: string): void {
  const { said, values } = readBack(text)
  expect(said).toEqual([])
  for (const { answers = [], status } of values) {
    const rejected = answers.filter((one) => one.status.status === 'R').length
    expect(status.accepted).toBeLessThanOrEqual(status.received - rejected)
    expect(status.status === 'R').toBe(status.accepted === 0)
    expect(answers.length).toBeLessThanOrEqual(status.received)
  }
}
const hurt = (text: string, which: number, how: number, chance: number): string => {
  const segments = text
    .replace(/[\r\n]/g, '')
    .split('~')
    .slice(0, -1)
  const n = which % segments.length
  return segments
    .flatMap((one, k) => (k === n ? (HURTS[how % HURTS.length]?.(one, chance) ?? []) : [one]))
    .map((one) => `${one}~`)
    .join('')
}

describe('whatever is done to one segment', () => {
  it('of a claim file, the answer reads back without a finding and its counts fit', () =>
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (which, how, chance) => expectFits(hurt(fileOf(), which, how, chance))),
      { seed: 20261122, numRuns: 400 },
    ))

  describe.skipIf(!hasShared)(`of the worked claims (${hasShared ? 'beside the project' : WITHOUT})`, () => {
    const worked = samples('examples').filter((one) => one.name.includes('837p'))
    it.each(worked)('$name, the answer reads back without a finding and its counts fit', (sample) =>
      fc.assert(
        fc.property(fc.nat(), fc.nat(), fc.nat(), (which, how, chance) => expectFits(hurt(asText(sample.bytes), which, how, chance))),
        { seed: 20261122, numRuns: 150 },
      ),
    )
    it.each(samples('837P', '835', '270', '271', '276', '277', '277CA', '278', 'other'))('$name is answered', (sample) =>
      expectFits(asText(sample.bytes)),
    )
  })
})
