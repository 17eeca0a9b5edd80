import { describe, expect, it } from 'vitest'
import { hasShared, samples, verdicts, WITHOUT } from '../../../test/support/shared.ts'
import { explain, isGrave, readAny, readFile, setsOf, transactionSets } from '../index.ts'
import type { Element, Loop, Segment } from '../grammar/words.ts'

const fileOf = (id: '270' | '271', ...segments: readonly string[]): Buffer => {
  const text = [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *261101*0930*^*00501*000000001*0*P*:',
    `GS*${id === '270' ? 'HS' : 'HB'}*PAYER*CLINIC*20261101*0930*1*X*005010X279A1`,
    `ST*${id}*0001*005010X279A1`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ]
  return Buffer.from(text.map((one) => `${one}~`).join(''), 'latin1')
}
const found = (bytes: Uint8Array) =>
  setsOf(readFile(bytes)).flatMap((set) => readAny(set).reading.findings.map((one) => `${one.severity} ${one.rule ?? one.code}`))

const PROVIDER = ['HL*1**20*1', 'NM1*PR*2*NORTHLAKE*****PI*NLHP1', 'HL*2*1*21*1', 'NM1*1P*2*CEDAR HOLLOW*****XX*1234567893']
const inquiry = (...person: readonly string[]) =>
  found(fileOf('270', 'BHT*0022*13*REF1*20261101*0930', ...PROVIDER, 'HL*3*2*22*0', ...person))
const child = (...person: readonly string[]) =>
  found(
    fileOf('270', 'BHT*0022*13*REF1*20261101*0930', ...PROVIDER, 'HL*3*2*22*1', 'NM1*IL*1*DOE*ANA****MI*XYZ1', 'HL*4*3*23*0', ...person),
  )
const NAME = 'NM1*IL*1*DOE*JANE****MI*XYZ1'
const CHILD = ['NM1*03*1*DOE*LEO', 'DMG*D8*20150302*M']

describe('the rules of an inquiry', () => {
  it.each<readonly [says: string, findings: readonly string[], expected: readonly string[]]>([
    ['a member number and a name are enough', inquiry(NAME, 'EQ*30^MH'), []],
    ['a member number and a birth date are enough', inquiry('NM1*IL*1******MI*XYZ1', 'DMG*D8*19850214*F', 'EQ*30'), []],
    ['a member number alone is not', inquiry('NM1*IL*1******MI*XYZ1', 'EQ*30'), ['warning 270.search']],
    ['a name alone is not', inquiry('NM1*IL*1*DOE*JANE', 'EQ*30'), ['warning 270.search']],
    ['a person is asked about', inquiry(NAME), ['warning 270.asks']],
    ['the sex is female or male', inquiry(NAME, 'DMG*D8*19850214*U', 'EQ*30'), ['warning 270.sex']],
    ['the subscriber is self', inquiry(NAME, 'INS*N*01', 'EQ*30'), ['error 270.self']],
    ['of several born at once the order is told', inquiry(NAME, 'INS*Y*18***************2', 'EQ*30'), []],
    ['a dependent is not the subscriber', child(...CHILD, 'INS*Y*18', 'EQ*30'), ['error 270.dependent']],
    ['a dependent is spouse, child or other adult', child(...CHILD, 'INS*N*19', 'EQ*30'), []],
    ['a dependent has a first name and a birth date', child('NM1*03*1*DOE', 'EQ*30'), ['warning 270.searchDependent']],
    [
      'a dependent has no member number',
      child('NM1*03*1*DOE*LEO****MI*XYZ2', 'DMG*D8*20150302', 'EQ*30'),
      ['info EL.NOTUSED', 'info EL.NOTUSED'],
    ],
    ['a pointer points to a diagnosis', inquiry(NAME, 'HI*ABK:F411', 'EQ*MH****1'), []],
    ['a pointer does not point beyond them', inquiry(NAME, 'HI*ABK:F411', 'EQ*MH****2'), ['error 270.pointers']],
    ['a question is by one of service type and procedure', inquiry(NAME, 'EQ*MH*HC:90837'), ['warning 270.either']],
    ['a question is by service type or procedure', inquiry(NAME, 'EQ***FAM'), ['warning EL.CONDITION']],
    [
      'a spend-down makes the transaction one of that kind',
      inquiry(NAME, 'EQ*30', 'AMT*R*37.5', 'AMT*PB*37.5'),
      ['warning 270.spendDown', 'warning 270.spendDown'],
    ],
    ['the place of service is asked about', inquiry(NAME, 'EQ*MH', 'III*ZZ*10', 'REF*G1*AUTH1', 'DTP*291*D8*20261109'), []],
  ])('%s', (_, findings, expected) => expect(findings).toEqual(expected))

  it('is known by its reference, of which 30 characters come back', () => {
    const asked = (beginning: string) => found(fileOf('270', beginning, ...PROVIDER, 'HL*3*2*22*0', NAME, 'EQ*30'))
    expect(asked('BHT*0022*13**20261101*0930')).toEqual(['warning 270.reference'])
    expect(asked(`BHT*0022*13*${'R'.repeat(31)}*20261101*0930`)).toEqual(['warning 270.reference'])
    expect(asked('BHT*0022*01*REF1*20261101*0930')).toEqual([])
  })
  it('holds 99 people', () => {
    const people = (count: number) =>
      Array.from({ length: count }, (_, n) => [`HL*${n + 3}*2*22*0`, `NM1*IL*1*DOE*JANE****MI*XYZ${n}`, 'EQ*30']).flat()
    const asked = (count: number) => found(fileOf('270', 'BHT*0022*13*REF1*20261101*0930', ...PROVIDER, ...people(count)))
    expect([asked(99), asked(100)]).toEqual([[], ['warning 270.people']])
  })
})

const answer = (...person: readonly string[]) =>
  found(fileOf('271', 'BHT*0022*11*REF1*20261101*0930', ...PROVIDER, 'HL*3*2*22*0', ...person))
const row = (...benefit: readonly string[]) => answer(NAME, ...benefit)

describe('the rules of a response', () => {
  it.each<readonly [says: string, findings: readonly string[], expected: readonly string[]]>([
    ['a person is answered for', answer(NAME), ['warning 271.answers']],
    ['a person is turned down or has benefits', answer(NAME, 'AAA*N**75*C', 'EB*1**30'), ['warning 271.either']],
    ['a reason is one of the person', answer(NAME, 'AAA*N**50*C'), ['warning 271.reasonSubscriber']],
    ['a reason is stated', answer(NAME, 'AAA*N'), ['warning 271.reasonSubscriber']],
    ['a reason is one of the benefit', row('EB*1**30', 'AAA*N**42*R'), ['warning 271.reasonC']],
    ['the trace of the inquiry comes back', answer('TRN*1*OWN*9SUBMITTER', NAME, 'EB*1**30'), ['warning 271.trace']],
    ['a trace has its originator', answer('TRN*2*OURS*5SUBMITTER', NAME, 'EB*1**30'), ['warning 271.originator']],
    ['the payer’s trace stands beside that of the inquiry', answer('TRN*2*OURS*9SUBMITTER', 'TRN*1*OWN*9EXPLANHUB', NAME, 'EB*1**30'), []],
    ['the subscriber is self', answer(NAME, 'INS*N*19', 'EB*1**30'), ['warning 271.self']],
    ['a corrected name is said', answer(NAME, 'INS*Y*18*001*25', 'EB*1**30'), []],
    ['a coinsurance has a percentage', row('EB*A*IND*MH***27*20'), ['warning 271.shareC']],
    ['a percentage is a fraction', row('EB*A*IND*MH*****20'), ['warning 271.fractionC']],
    ['a copay has an amount', row('EB*B*IND*MH***27'), ['warning 271.amountC']],
    ['a copay may be nothing', row('EB*B*IND*MH***27*0'), []],
    ['a quantity has its kind', row('EB*F*IND*MH***23****20'), ['warning EL.CONDITION']],
    ['a quantity counts what it says', row('EB*F*IND*MH***23***VS*20', 'HSD*VS*20*YR**29'), []],
    ['who is to be asked instead is named', row('EB*U**MH'), ['warning 271.contactC']],
    ['who is to be asked instead is named in a message', row('EB*U**MH', 'MSG*CALL THE PLAN'), []],
    ['related parties have an end', row('EB*U**MH', 'LS*2120', 'NM1*VN*2*HARBORLINE', 'EB*1**30'), ['warning 271.loopEndC']],
    ['less is left than there is', row('EB*C*IND*30***23*1500*****Y', 'EB*C*IND*30***29*1600*****Y'), ['warning BAL.LEFT']],
    ['nothing is known of what is left out of network', row('EB*C*IND*30***23*1500*****Y', 'EB*C*IND*30***29*1600*****N'), []],
    ['a pointer points to a diagnosis', row('HI*ABK:F411', 'EB*1**MH***********1'), []],
    ['a pointer does not point beyond them', row('EB*1**MH***********1'), ['warning 271.pointers']],
    ['a code is one of the guide', row('EB*1**30*ZZZ'), ['warning EL.CODE']],
    ['a service type may be newer than the list', row('EB*1**ZX'), []],
  ])('%s', (_, findings, expected) => expect(findings).toEqual(expected))

  it('are not about a person when the payer or the provider is turned down', () => {
    const refused = (payer: readonly string[], provider: readonly string[]) => {
      const [one = '', two = '', three = '', four = ''] = PROVIDER
      return found(fileOf('271', 'BHT*0022*11*REF1*20261101*0930', one, two, ...payer, three, four, ...provider, 'HL*3*2*22*0', NAME))
    }
    expect(refused(['AAA*N**42*P'], [])).toEqual([])
    expect(refused([], ['AAA*N**51*C'])).toEqual([])
    expect(refused(['AAA*N**72*C'], [])).toEqual(['warning 271.reasonPayer'])
    expect(refused([], ['AAA*N**80*C'])).toEqual(['warning 271.reasonProvider'])
  })
  it('say nothing of a row that is damaged', () => {
    expect(row('EB*1**30', 'EB*B*IND*MH***27*x')).toEqual(['error EL.NUMBER'])
  })
})

it('each row is explained in words', () => {
  const lines = explain(
    fileOf('271', 'BHT*0022*11*REF1*20261101*0930', ...PROVIDER, 'HL*3*2*22*0', NAME, 'EB*B*IND*MH***27*25*****Y', 'III*ZZ*10'),
  )
  expect(lines.slice(-5, -3).map((one) => `${one.loop}: ${one.words}`)).toEqual([
    '2110C: Eligibility or benefit: information B (Copay), level IND (individual), services MH (Mental health), period 27 (Visit), amount $25.00, in network Y (in network)',
    '2115C: Place or nature of injury: list ZZ (place of service), code 10',
  ])
})

describe('every code of the 270 and 271', () => {
  const loops = (loop: Loop): readonly Loop[] => [loop, ...loop.slots.flatMap(({ of }) => (of.is === 'loop' ? loops(of) : []))]
  const segments = (loop: Loop): readonly Segment[] => loop.slots.flatMap(({ of }) => (of.is === 'segment' ? [of] : []))
  const wordless = (element: Element): readonly string[] => {
    const { type, list } = element
    if (list)
      return 'is' in list.of ? wordless({ ...element, type: list.of, list: undefined } as unknown as Element) : list.of.flatMap(wordless)
    if (type.is === 'composite') return type.parts.flatMap(wordless)
    return type.is === 'code' ? type.codes.filter((code) => (type.words?.[code] ?? '') === '') : []
  }
  it.each(transactionSets.filter((set) => /^27[018]/.test(set.name)).map((set) => [set.name, set.body] as const))(
    'has words in the %s',
    (_, body) => {
      expect(loops(body).flatMap((loop) => segments(loop).flatMap((segment) => segment.elements.flatMap(wordless)))).toEqual([])
    },
  )
  it.each(transactionSets.filter((set) => /^27[018]/.test(set.name)).map((set) => [set.name, set.body] as const))(
    'stands where every part that may be absent says when it is sent, in the %s',
    (_, body) => {
      const silent = loops(body).flatMap((loop) =>
        loop.slots
          .filter((slot) => (slot.count === 'maybe' || slot.count === 'many') && slot.when === undefined)
          .map((slot) => `${loop.id} ${slot.name}`),
      )
      expect(silent).toEqual([])
    },
  )
})

describe.skipIf(!hasShared)(`real files (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  const verdict = verdicts()
  it.each(samples('270', '271', '278').filter((one) => verdict.get(one.name) === 'VALID'))(
    '$name is valid, and nothing grave is found',
    ({ bytes }) => {
      const file = readFile(bytes)
      expect([...file.findings, ...setsOf(file).flatMap((set) => readAny(set).reading.findings)].filter(isGrave)).toEqual([])
    },
  )
})
