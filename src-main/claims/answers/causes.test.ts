import { expect, test } from 'vitest'
import { batch } from '../../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { must } from '../../../src-shared/result.ts'
import { readAny, readFile, setsOf, type Acknowledgment277, type Acknowledgment999 } from '../../x12/index.ts'
import { answerClaims, answerInterchange, answerSyntax, handlers, listeners, sendClaims } from '../index.ts'
import { answersOfSubmission } from '../records/answers.ts'
import { linesOf } from '../records/claims.ts'
import { lastSubmission } from '../records/sending.ts'

/* What answers say of claims, as it is kept and shown: by whom, of which line, what of the claim, and what one key does about it. */

const ISA = 'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*P*:'
const readSet = (functional: string, guide: string, segments: readonly string[]): unknown => {
  const body = [ISA, `GS*${functional}*S*R*20261119*0930*1*X*${guide}`, ...segments, 'GE*1*1', 'IEA*1*000000001']
  const [raw] = setsOf(readFile(Buffer.from(`${body.join('~')}~`)))
  return readAny(must('the file has a set', raw)).reading.value
}
const claim = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id }))
const kept = (at: TestPractice, id: number) =>
  at
    .query(({ db }) => answersOfSubmission(db, must('it left', lastSubmission(db, id)).id))
    .map(({ kind, said_by, verdict, field, line, words }) => ({
      kind,
      said_by,
      verdict,
      field,
      line,
      words,
    }))

function twoSent(): TestPractice {
  const at = testPractice(listeners)
  batch(at, ['09:00', '11:00'])
  return at
}
const reference = (at: TestPractice): string => must('a batch left', at.query((work) => handlers['claims.batches'](work))[0]).reference

const head = (source: string, at: TestPractice, status = 'STC*A1:19:40*20261119*WQ*175') => [
  'ST*277*0001*005010X214',
  'BHT*0085*08*C1*20261119*0930*TH',
  'HL*1**20*1',
  source,
  'TRN*1*T1',
  'DTP*050*D8*20261118',
  'DTP*009*D8*20261119',
  'HL*2*1*21*1',
  'NM1*41*2*C*****46*C1',
  `TRN*2*${reference(at)}`,
  status,
]
const PAYER = 'NM1*PR*2*P*****PI*NLHP1'
const HOUSE = 'NM1*AY*2*H*****46*H1'
const BELOW = ['HL*3*2*19*1', 'NM1*85*2*C*****XX*1234567893', 'HL*4*3*PT', 'NM1*QC*1*Q*M****MI*NL8820417']
function answer(at: TestPractice, source: string, claims: readonly string[], levels = BELOW) {
  const set = readSet('HN', '005010X214', [...head(source, at), ...levels, ...claims, 'SE*0*0001']) as Acknowledgment277
  return at.command((work) => answerClaims(work, set, 1))
}
const trace = (at: TestPractice, id: number): string => `TRN*2*${claim(at, id).control ?? ''}`

test('A1 of the payer is received; A2 of the payer is accepted', () => {
  const at = twoSent()
  answer(at, PAYER, [trace(at, 10001), 'STC*A1:19:PR*20261119*WQ*175', trace(at, 10002), 'STC*A2:20:PR*20261119*WQ*175'])
  expect([claim(at, 10001).status, claim(at, 10002).status]).toEqual(['received', 'accepted'])
  expect(kept(at, 10002)).toMatchObject([{ kind: '277CA', said_by: 'payer', verdict: 'accepted' }])
})

test('every status of a claim counts, and a line that is at fault is named', () => {
  const at = twoSent()
  const [line] = claim(at, 10001).lines
  answer(at, HOUSE, [
    trace(at, 10001),
    'STC*A2:20:40*20261119*WQ*175',
    'STC*A7:562:82*20261119*U*175',
    'SVC*HC:90837*175*****1',
    'STC*A7:453**U',
    `REF*FJ*${at.query(({ db }) => must('it has a line', linesOf(db, 10001)[0])).control}`,
    'DTP*472*D8*20261119',
  ])
  expect(claim(at, 10001).status).toBe('rejected')
  expect(kept(at, 10001).map(({ verdict, field, line: of }) => [verdict, field, of])).toEqual([
    ['received', '', null],
    ['rejected', 'clinician', null],
    ['rejected', 'modifiers', line?.id],
  ])
  expect(claim(at, 10001).findings.filter(({ grade }) => grade === 'rejected')).toMatchObject([
    { rule: 'A7-562', field: 'clinician', box: '24J', source: '277CA of 11/19/2026, clearinghouse' },
    { rule: 'A7-453', field: 'modifiers', box: '24D' },
  ])
  expect(claim(at, 10001).next).toMatchObject({ title: 'The clearinghouse turned it back', action: 'open-clinicians' })
})

test('a billing provider that is turned back whole takes its claims along', () => {
  const at = twoSent()
  const said = answer(at, HOUSE, [], ['HL*3*2*19*0', 'NM1*85*2*C*****XX*1234567893', 'TRN*1*0', 'STC*A3:24:85**U*350'])
  expect([said.words, claim(at, 10001).status, claim(at, 10002).status]).toEqual(['2 turned back.', 'rejected', 'rejected'])
  expect(claim(at, 10001).next.action).toBe('open-practice')
})

test('a clearinghouse that speaks late does not take back what the payer accepted', () => {
  const at = twoSent()
  answer(at, PAYER, [trace(at, 10001), 'STC*A2:20:PR*20261119*WQ*175'])
  const said = answer(at, HOUSE, [trace(at, 10001), 'STC*A7:562:82*20261118*U*175'])
  expect([said.words, claim(at, 10001).status, kept(at, 10001).length]).toEqual(['1 answered by the payer already.', 'accepted', 2])
})

const syntax = (at: TestPractice, segments: readonly string[]) => {
  const set = readSet('FA', '005010X231A1', ['ST*999*0001*005010X231A1', ...segments, 'SE*0*0001']) as Acknowledgment999
  return at.command((work) => answerSyntax(work, set, 1))
}

test('a 999 says of which claim an error is, and shows the shape of a bad value, never the value', () => {
  const at = twoSent()
  const control = claim(at, 10002).control ?? ''
  syntax(at, [
    'AK1*HC*1*005010X222A1',
    'AK2*837*0001',
    'IK3*NM1*26*2310*8',
    `CTX*CLM01:${control}`,
    'IK4*9*67*I12*176543210',
    'IK5*R*5',
    'AK9*R*1*1*0',
  ])
  expect(kept(at, 10001)).toMatchObject([{ verdict: 'rejected', field: 'resend' }])
  expect(kept(at, 10002)).toMatchObject([{ verdict: 'rejected', field: 'clinician' }])
  expect(kept(at, 10002)[0]?.words).toContain('(9 digits)')
  expect(JSON.stringify(claim(at, 10002).findings)).not.toContain('176543210')
})

test('without a context a 999 is traced by the place of its segment: a claim’s own, and a subscriber’s for all claims below', () => {
  const at = testPractice(listeners)
  const [sent] = setsOf(readFile(batch(at, ['09:00', '11:00'])))
  const segments = [...must('it has a set', sent).segments]
  const places = segments.flatMap(({ id }, n) => (id === 'CLM' ? [n + 1] : []))
  const error = (position: number) => [`IK3*CLM*${position}*2300*8`, 'IK4*2*782*5']
  syntax(at, ['AK1*HC*1', 'AK2*837*0001', ...error(places[1] ?? 0), 'IK5*R*5', 'AK9*R*1*1*0'])
  expect([10001, 10002].map((id) => kept(at, id)[0]?.field)).toEqual(['resend', 'charge'])
})

test('an error noted by a 999 that took the file is told of its claim', () => {
  const at = twoSent()
  const control = claim(at, 10001).control ?? ''
  syntax(at, ['AK1*HC*1', 'AK2*837*0001', 'IK3*SV1*30*2400*8', `CTX*CLM01:${control}`, 'IK4*2*782*5', 'IK5*E', 'AK9*E*1*1*1'])
  expect([claim(at, 10001).status, claim(at, 10002).status]).toEqual(['received', 'received'])
  expect(kept(at, 10001).map(({ verdict }) => verdict)).toEqual(['received', 'noted'])
  expect(kept(at, 10002).map(({ verdict }) => verdict)).toEqual(['received'])
})

test('a claim that went down with another is freed by one key and leaves anew, under a new number, as an original', () => {
  const at = twoSent()
  at.command((work) => answerInterchange(work, { control: '000000001', status: 'R', note: '022' }, 1, 2))
  const before = claim(at, 10001)
  const { words, ...change } = must('there is a fix', before.findings.find(({ grade }) => grade === 'rejected')?.fix)
  expect(words).toBe('Free it to be sent again')
  at.command((work) => handlers['claims.mend'](work, { id: 10001, ...change }))
  expect(claim(at, 10001).status).toBe('ready')
  at.command((work) => sendClaims(work, { ids: [10001], usage: 'P' }))
  const after = claim(at, 10001)
  expect([after.status, after.frequency, after.control === before.control]).toEqual(['sent', '1', false])
  expect(after.findings.filter(({ grade }) => grade === 'rejected')).toEqual([])
})
