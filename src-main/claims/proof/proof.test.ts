import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batch, charge } from '../../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { must } from '../../../src-shared/result.ts'
import { keepFile } from '../../store/index.ts'
import { readAny, readFile, setsOf, type Acknowledgment277 } from '../../x12/index.ts'
import { answerClaims, handlers, listeners } from '../index.ts'
import { departuresOf } from '../records/departures.ts'
import { excerptOf } from './excerpt.ts'
import { proofPage } from './page.ts'
import { printProof, proofOf } from './printing.ts'

const ISA = 'ISA*00*          *00*          *ZZ*R              *ZZ*S              *261119*0930*^*00501*000000007*0*P*:'

/** A 277CA of some claims, each with a patient of its own. */
function answerFile(reference: string, controls: readonly string[]): Uint8Array {
  const people = controls.flatMap((control, n) => [
    `HL*${n + 4}*3*PT`,
    `NM1*QC*1*PERSON${n}*X****MI*ID${n}`,
    `TRN*2*${control}`,
    'STC*A2:20:PR*20261119*WQ*175',
    `REF*1K*ICN${n}`,
    'DTP*472*D8*20261119',
  ])
  const body = [
    ISA,
    'GS*HN*R*S*20261119*0930*7*X*005010X214',
    'ST*277*0001*005010X214',
    'BHT*0085*08*C1*20261119*0930*TH',
    'HL*1**20*1',
    'NM1*PR*2*PLAN*****PI*NLHP1',
    'TRN*1*T1',
    'DTP*050*D8*20261118',
    'DTP*009*D8*20261119',
    'HL*2*1*21*1',
    'NM1*41*2*C*****46*C1',
    `TRN*2*${reference}`,
    'STC*A1:19:PR*20261119*WQ*350',
    'HL*3*2*19*1',
    'NM1*85*2*C*****XX*1234567893',
    ...people,
    `SE*${13 + people.length}*0001`,
    'GE*1*7',
    'IEA*1*000000007',
  ]
  return Buffer.from(`${body.join('~\n')}~\n`, 'latin1')
}

/** Two claims, 10001 and 10002, that left and were answered in one file. */
function answered(): TestPractice {
  const at = testPractice(listeners)
  batch(at, ['09:00', '11:00'])
  const [first, second] = [10001, 10002].map((id) => must('it left', at.query(({ db }) => departuresOf(db, id))[0]))
  at.command((work) => {
    const bytes = answerFile(first?.reference ?? '', [first?.control ?? '', second?.control ?? ''])
    const file = keepFile(work.db, {
      direction: 'in',
      name: 'a.277ca',
      kind: '277CA',
      bytes,
      at: work.clock.now(),
      status: 'taken',
      summary: '',
    })
    answerClaims(work, readAny(must('a set', setsOf(readFile(bytes))[0])).reading.value as Acknowledgment277, file)
  })
  return at
}

test('the proof says who took the claim, when, under which number, and names the files by their hash', () => {
  const at = answered()
  const proof = at.query((work) => proofOf(work, 10001))
  expect(proof.taken).toEqual({ by: 'Northlake Health Plan', day: '2026-11-18', number: 'ICN0' })
  const page = proofPage(proof)
  expect(page).toContain('in time: the filing limit was')
  expect(page).toMatch(/Accepted: [^<.]+\. Received on November 18, 2026\./)
  for (const one of proof.departures)
    for (const hash of [one.sha256, ...one.answers.map(({ sha256: own }) => own)]) expect(page).toContain(hash)
})

test('nothing of another claim of the same files is in it', () => {
  const at = answered()
  const page = proofPage(at.query((work) => proofOf(work, 10001)))
  const other = must('it left', at.query(({ db }) => departuresOf(db, 10002))[0]).control
  expect(page).toContain('PERSON0')
  for (const strange of [other, 'PERSON1', 'ID1', 'ICN1']) expect(page).not.toContain(strange)
  expect(page).not.toMatch(/HI\*|DMG\*|N3\*/)
})

test('a claim that nobody took says that an acknowledgment of the file is no proof, and one that never left is refused', async () => {
  const at = testPractice(listeners)
  batch(at, ['09:00'])
  expect(proofPage(at.query((work) => proofOf(work, 10001)))).toContain('No 277CA that takes the claim is on file')
  const { claim } = charge(at, { start: '15:00', stop: '15:55' })
  await expect(printProof(testTask(at, testFiles()), { id: must('it became a claim', claim), path: '/p.pdf' })).rejects.toThrow(
    'claim.none',
  )
})

test('the PDF is written where a person chose', async () => {
  const at = answered()
  const files = testFiles()
  const task = { ...testTask(at, files), printer: { print: () => Promise.resolve(Buffer.from('%PDF')) } }
  await expect(Promise.resolve(handlers['claims.proof'](task, { id: 10001, path: '/p.pdf' }))).resolves.toEqual({
    path: '/p.pdf',
    isTaken: true,
  })
  expect(files.kept.has('/p.pdf')).toBe(true)
})

test('an excerpt holds the claim asked for and no other, whatever the file holds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 1, maxLength: 12 }), fc.nat(), (numbers, pick) => {
      const controls = numbers.map((n) => `CLM-${n}`)
      const own = controls[pick % controls.length] ?? ''
      const text = excerptOf(answerFile('B1', controls), { control: own, interchange: '000000001', group: '1', set: '0001' }).join('\n')
      expect(controls.filter((one) => text.includes(one))).toEqual([own])
      expect(text.match(/PERSON\d+/g)).toEqual([`PERSON${controls.indexOf(own)}`])
      expect(excerptOf(answerFile('B1', controls), { control: 'CLM-1', interchange: '000000001', group: '1', set: '0001' })).toEqual([])
    }),
  )
})

test('of a 999 that answers two groups, only the answer to our group is shown, though both have a set of our number', () => {
  const form = (group: string, verdict: string): string[] => [
    `ST*999*000${group}*005010X231A1`,
    `AK1*HC*${group}*005010X222A1`,
    'AK2*837*0001*005010X222A1',
    `IK5*${verdict}`,
    `AK9*${verdict}*1*1*1`,
    `SE*6*000${group}`,
  ]
  const body = [ISA, 'GS*FA*R*S*20261119*0930*7*X*005010X231A1', ...form('1', 'A'), ...form('2', 'R'), 'GE*2*7', 'IEA*1*000000007']
  const lines = excerptOf(Buffer.from(`${body.join('~')}~`, 'latin1'), { control: 'C', interchange: '000000001', group: '1', set: '0001' })
  expect(lines.slice(1)).toEqual(form('1', 'A').slice(0, -1))
})
