import { describe, expect, it } from 'vitest'
import { explain, readAny, readFile, readInterchangeAcknowledgment, setsOf, writeSet, functionalAcknowledgment, USUAL } from '../index.ts'

function fileOf(id: string, guide: string, body: readonly string[]): Buffer {
  const segments = [
    'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*T*:',
    `GS*FA*PLAN*PRACTICE*20261119*0930*1*X*${guide}`,
    `ST*${id}*0001*${guide}`,
    ...body,
    `SE*${body.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ]
  return Buffer.from(`${segments.join('~')}~`, 'latin1')
}
function read(id: '999' | '997', guide: string, ...body: readonly string[]) {
  const [set] = setsOf(readFile(fileOf(id, guide, body)))
  if (!set) throw new Error('no set')
  const { reading, described } = readAny(set)
  return { described, value: reading.value, said: reading.findings.map((one) => `${one.severity} ${one.rule ?? one.code} ${one.where.id}`) }
}
const read999 = (...body: readonly string[]) => read('999', '005010X231A1', 'AK1*HC*1*005010X222A1', ...body)

const REJECTED = [
  'AK2*837*0001*005010X222A1',
  'IK3*CLM*22*2300*8',
  'CTX*SITUATIONAL TRIGGER^CLM01:A1*HI*23*2300*1:2',
  'IK4*5:1*1331*I6*99',
  'CTX*SITUATIONAL TRIGGER*HI*23',
  'IK3*REF*57*2400*I6',
  'IK5*R*5*I5',
]

describe('an acknowledgment (999)', () => {
  it('is read whole', () => {
    const { said, value } = read999(...REJECTED, 'AK2*837*0002', 'IK5*A', 'AK9*P*3*3*2')
    expect(said).toEqual([])
    expect(value).toMatchObject({
      answers: [
        {
          errors: [
            {
              segment: { position: 22, error: '8' },
              contexts: [{ context: [{}, { name: 'CLM01', value: 'A1' }] }],
              elements: [{ contexts: [{}] }],
            },
            { segment: { segment: 'REF' } },
          ],
          status: { error2: 'I5' },
        },
        { status: { status: 'A' } },
      ],
    })
  })

  it.each<[string, readonly string[]]>([
    ['999.elements IK3', ['AK2*837*0001', 'IK3*CLM*22*2300*8', 'IK5*R*5', 'AK9*R*1*1*0']],
    ['999.elements IK3', ['AK2*837*0001', 'IK3*CLM*22*2300*3', 'IK4*1**1', 'IK5*R*5', 'AK9*R*1*1*0']],
    ['999.noted IK5', ['AK2*837*0001', 'IK3*CLM*22*2300*3', 'IK5*A', 'AK9*A*1*1*1']],
    ['999.why IK5', ['AK2*837*0001', 'IK5*R', 'AK9*R*1*1*0']],
    ['999.counts AK9', ['AK9*A*1*1*2']],
    ['999.rejected AK9', ['AK2*837*0001', 'IK5*R*1', 'AK9*P*3*3*3']],
    ['999.status AK9', ['AK9*A*2*2*1']],
    ['999.status AK9', ['AK9*P*2*2*0']],
    ['EL.CODE IK5', ['AK2*837*0001', 'IK5*R*99', 'AK9*R*1*1*0']],
  ])('says %s', (said, body) => expect(read999(...body).said).toContain(`warning ${said}`))

  it('is explained with the words of its codes', () => {
    const words = explain(fileOf('999', '005010X231A1', ['AK1*HC*1', ...REJECTED, 'AK9*R*1*1*0'])).map((one) => one.words)
    expect(words.find((one) => one.startsWith('Segment in error: segment REF'))).toMatch(
      /error I6 \(segment missing that the situation asks for\)/,
    )
    expect(words.find((one) => one.startsWith('Group status'))).toMatch(/status R \(rejected\)/)
  })
})

describe('an acknowledgment of the older kind (997)', () => {
  it.each(['005010X230', '005010'])('of %s is read, and its parts are those of a 999', (guide) => {
    const { described, said, value } = read(
      '997',
      guide,
      'AK1*HC*1',
      'AK2*837*0001',
      'AK3*NM1*8*2010*8',
      'AK4*8:1*66*7*MI',
      'AK5*R*5',
      'AK9*R*1*1*0',
    )
    expect(described?.name).toBe('997')
    expect(said).toEqual([])
    expect(value).toMatchObject({
      answers: [
        {
          set: { control: '0001' },
          errors: [{ segment: { loop: '2010' }, elements: [{ element: { error: '7' } }] }],
          status: { error1: '5' },
        },
      ],
    })
  })
  it('is never written', () => {
    const value = { group: { functional: 'HC', control: '1' }, status: { status: 'A', included: 1, received: 1, accepted: 1 } } as const
    expect(writeSet(functionalAcknowledgment, value, '0001', USUAL).ok).toBe(false)
  })
  it('says when more sets are accepted than were received', () =>
    expect(read('997', '005010X230', 'AK1*HC*1', 'AK9*A*1*1*2').said).toEqual(['warning 997.counts AK9']))
})

describe('an acknowledgment of an envelope (TA1)', () => {
  const answerTo = (ta1: string) => {
    const file = readFile(
      Buffer.from(
        `ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*T*:~${ta1}~IEA*0*000000001~`,
      ),
    )
    const [interchange] = file.interchanges
    const [segment] = interchange?.acknowledgments ?? []
    if (!interchange || !segment) throw new Error('no TA1')
    const { value, findings } = readInterchangeAcknowledgment(segment, interchange.delimiters)
    return { value, said: [...file.findings, ...findings].map((one) => `${one.code} ${one.where.element}`) }
  }
  it('is read', () => {
    const { value, said } = answerTo('TA1*000000104*261109*0930*R*025')
    expect(said).toEqual([])
    expect(value).toMatchObject({ control: '000000104', status: 'R', note: '025' })
  })
  it('with a status that is none says so, and with a note that is none mentions it', () =>
    expect(answerTo('TA1*000000104*261109*0930*Q*999').said).toEqual(['EL.CODE 4', 'EL.UNLISTED 5']))
})
