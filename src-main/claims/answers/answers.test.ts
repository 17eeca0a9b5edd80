import { expect, test } from 'vitest'
import { batch } from '../../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { must } from '../../../src-shared/result.ts'
import { readAny, readFile, setsOf, type Acknowledgment277, type Acknowledgment999 } from '../../x12/index.ts'
import { answerClaims, answerInterchange, answerSyntax, handlers, listeners, sendClaims } from '../index.ts'

/* Answers as damaged files have them: the segments of one set, read as any file is. */

const ISA = 'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*P*:'
const readSet = (functional: string, guide: string, segments: readonly string[]): unknown => {
  const body = [ISA, `GS*${functional}*S*R*20261119*0930*1*X*${guide}`, ...segments, 'GE*1*1', 'IEA*1*000000001']
  const [raw] = setsOf(readFile(Buffer.from(`${body.join('~')}~`)))
  return readAny(must('the file has a set', raw)).reading.value
}
const status = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id })).status
const control = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id })).control ?? ''

/** Two claims, 10001 and 10002, that left. */
function twoSent(): TestPractice {
  const at = testPractice(listeners)
  batch(at, ['09:00', '11:00'])
  return at
}

const HEAD = ['ST*277*0001*005010X214', 'BHT*0085*08*C1*20261119*0930*TH', 'HL*1**20*1']
const PAYER = 'NM1*PR*2*P*****PI*NLHP1'
const LEVELS = [
  'TRN*1*T1',
  'DTP*050*D8*20261119',
  'DTP*009*D8*20261119',
  'HL*2*1*21*1',
  'NM1*41*2*C*****46*C1',
  'TRN*2*B1',
  'STC*A1:19:40*20261119*WQ*175',
  'HL*3*2*19*1',
  'NM1*85*2*C*****XX*1234567893',
  'HL*4*3*PT',
  'NM1*QC*1*Q*M****MI*NL8820417',
]
function answer(at: TestPractice, segments: readonly string[]) {
  const set = readSet('HN', '005010X214', [...HEAD, ...segments, 'SE*0*0001']) as Acknowledgment277
  return at.command((work) => answerClaims(work, set, 1))
}

test('a 277CA that does not name its source answers its claims, as received', () => {
  const at = twoSent()
  const said = answer(at, [...LEVELS, `TRN*2*${control(at, 10001)}`, 'STC*A1:19*20261119*WQ*175'])
  expect([said.words, status(at, 10001), status(at, 10002)]).toEqual(['1 received.', 'received', 'sent'])
})

test('a claim of a 277CA without its number or its status is passed over, and the others are answered', () => {
  const at = twoSent()
  const said = answer(at, [
    PAYER,
    ...LEVELS,
    'TRN*2',
    'STC*A2:20:PR*20261119*WQ*175',
    `TRN*2*${control(at, 10001)}`,
    `TRN*2*${control(at, 10002)}`,
    'STC*A2:20:PR*20261119*WQ*175',
  ])
  expect(said).toEqual({
    words: '1 accepted, 2 unclear.',
    details: [18, 20].map((segment) => `Segment ${segment}: the number or the status of the claim is missing.`),
    matched: 1,
    unmatched: 2,
  })
  expect([status(at, 10001), status(at, 10002)]).toEqual(['sent', 'accepted'])
})

test('a 277CA without the batch’s number answers its claims', () => {
  const at = twoSent()
  const levels = LEVELS.map((segment) => (segment === 'TRN*2*B1' ? 'TRN*2' : segment))
  const said = answer(at, [PAYER, ...levels, `TRN*2*${control(at, 10001)}`, 'STC*A7:562:82*20261119*U*175'])
  expect([said.words, status(at, 10001)]).toEqual(['1 turned back.', 'rejected'])
})

function syntax(at: TestPractice, segments: readonly string[]) {
  const set = readSet('FA', '005010X231A1', ['ST*999*0001*005010X231A1', ...segments, 'SE*0*0001']) as Acknowledgment999
  return at.command((work) => answerSyntax(work, set, 1))
}
const AK1 = 'AK1*HC*1*005010X222A1'

test('a 999 that does not say which group it answers changes nothing', () => {
  const at = twoSent()
  const said = syntax(at, ['AK2*837*0001', 'IK5*R', 'AK9*R*1*1*0'])
  expect([said.matched, said.unmatched, said.words, status(at, 10001)]).toEqual([
    0,
    1,
    '999 that does not say which group it answers.',
    'sent',
  ])
})

test('a 999 that is cut off behind its set answers by the set', () => {
  const at = twoSent()
  expect(syntax(at, [AK1, 'AK2*837*0001', 'IK5*A']).words).toMatch(/was taken/)
  expect(status(at, 10001)).toBe('received')
})

test('a 999 that says neither of the set nor of the group whether it was taken changes nothing', () => {
  const at = twoSent()
  const said = syntax(at, [AK1, 'AK2*837*0001', 'IK3*NM1'])
  expect([said.unmatched, said.words.replace(/batch \S+/, 'batch B')]).toEqual([1, '999 that does not say whether batch B was taken.'])
  expect(status(at, 10001)).toBe('sent')
})

test('a 999 that says badly what is wrong turns the batch back all the same', () => {
  const at = twoSent()
  expect(syntax(at, [AK1, 'AK2*837*0001', 'IK3*NM1', 'CTX', 'IK4**66*1', 'IK5*R', 'AK9*R*1*1*0']).words).toMatch(/turned back/)
  expect([status(at, 10001), status(at, 10002)]).toEqual(['rejected', 'rejected'])
})

test('a late answer turns back what waits in its batch, not a claim that was mended and left in another one', () => {
  const at = twoSent()
  answer(at, [PAYER, ...LEVELS, `TRN*2*${control(at, 10001)}`, 'STC*A7:562:82*20261119*U*175'])
  at.command((work) => handlers['claims.mend'](work, { id: 10001, diagnoses: ['F41.1'] }))
  at.command((work) => sendClaims(work, { usage: 'P' }))
  expect(status(at, 10001)).toBe('sent')
  syntax(at, [AK1, 'AK2*837*0001', 'IK5*R', 'AK9*R*1*1*0'])
  expect([status(at, 10001), status(at, 10002)]).toEqual(['sent', 'rejected'])
  expect(at.query((work) => handlers['claims.batches'](work)).map((one) => one.status)).toEqual(['written', 'rejected'])
})

test('a TA1 without a status changes nothing, and one without a reason turns the file back all the same', () => {
  const at = twoSent()
  const ta1 = (more: { status?: 'R' }) => at.command((work) => answerInterchange(work, { control: '000000001', ...more }, 1, 2))
  expect([ta1({}).unmatched, status(at, 10001)]).toEqual([1, 'sent'])
  expect([ta1({ status: 'R' }).words.replace(/Batch \S+/, 'Batch B'), status(at, 10001)]).toEqual([
    'Batch B was turned back whole: no reason is given.',
    'rejected',
  ])
})
