import { handlers as claims, listeners } from '../../src-main/claims/index.ts'
import { handlers as exchange } from '../../src-main/exchange/index.ts'
import { fileBytes } from '../../src-main/store/index.ts'
import { handlers as today } from '../../src-main/today/index.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { must } from '../../src-shared/result.ts'
import { batch } from './claims.ts'
import { testPractice, type TestPractice } from './practice.ts'
import { testFiles, testTask } from './task.ts'

/** Claims 10001 and following of the test patient, that left on 11/19 without an answer; today is 12/01. */
export function silentClaims(hours: readonly string[] = ['09:00']): TestPractice {
  const at = testPractice(listeners)
  batch(at, hours)
  at.clock.set('2026-12-01')
  return at
}

export const claim = (at: TestPractice, id = 10001): Output<'claims.get'> => at.query((work) => claims['claims.get'](work, { id }))
export const status = (at: TestPractice, id = 10001): Output<'inquiries.get'> =>
  at.query((work) => claims['inquiries.get'](work, { claim: id }))

/** Asks about claims, and gives the text of the first file. */
export async function asked(at: TestPractice, ids: readonly number[] = [10001], lines = false): Promise<string> {
  const { files } = await claims['inquiries.ask'](testTask(at, testFiles()), { ids: [...ids], lines })
  const bytes = at.query(({ db }) => fileBytes(db, must('a payer was asked', files[0]).id))
  return Buffer.from(must('what was written is kept', bytes)).toString('latin1')
}

/** Imports a file, and gives what it did. */
export async function taken(at: TestPractice, text: string, name = 'answer.x12'): Promise<Output<'exchange.import'>['files'][number]> {
  const files = testFiles({ [name]: text })
  const { files: done } = await exchange['exchange.import'](testTask(at, files), { paths: [name], post: false })
  return must('a file was imported', done[0])
}

/** One claim of an answer: its trace and what stands below. */
export type Told = { readonly trace: string; readonly below: readonly string[] }

let control = 0
/** A 277 of the test payer. @param refusal segments of 2200B, in place of claims */
export function statusAnswer(told: readonly Told[], refusal?: readonly string[]): string {
  const own = String(++control).padStart(9, '0')
  const claimsBelow = told.flatMap(({ trace, below }) => [`TRN*2*${trace}`, ...below])
  const body = [
    'ST*277*0001*005010X212',
    `BHT*0010*08*A${own}*20261201*0801*DG`,
    'HL*1**20*1',
    'NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLHP1',
    `HL*2*1*21*${refusal ? 0 : 1}`,
    'NM1*41*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****46*CEDARHOLLOW',
    ...(refusal ?? [
      'HL*3*2*19*1',
      'NM1*1P*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****XX*1234567893',
      'HL*4*3*22*0',
      'NM1*IL*1*QUINTERO*MARISOL****MI*NL8820417',
      ...claimsBelow,
    ]),
  ]
  return [
    `ISA*00*          *00*          *ZZ*NLHP1          *ZZ*CEDARHOLLOW    *261201*0801*^*00501*${own}*0*T*:`,
    `GS*HN*NLHP1*CEDARHOLLOW*20261201*0801*${control}*X*005010X212`,
    ...body,
    `SE*${body.length + 1}*0001`,
    `GE*1*${control}`,
    `IEA*1*${own}`,
    '',
  ].join('~')
}

/** The traces of a 276 in the order of the file. */
export const tracesOf = (text: string): string[] => [...text.matchAll(/TRN\*1\*([^~*]+)/g)].map(([, trace]) => trace ?? '')

export function logged(at: TestPractice, changes: Partial<Argument<'contacts.log'>['contact']> = {}, id = 10001): number {
  const contact = { way: 'phone', by: 'Pat', reference: 'R-551', said: 'in-process', note: '', again: '2026-12-08', ...changes }
  return at.command((work) => claims['contacts.log'](work, { claim: id, contact: contact as Argument<'contacts.log'>['contact'] })).id
}

/** What the desk says to everyone. */
export const deskLines = (at: TestPractice): Output<'today.get'>['lines'] =>
  at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines

/** The claims the palette finds by some letters. */
export const foundBy = (at: TestPractice, text: string): number[] =>
  at.query((work) => today['desk.find'](work, { text })).claims.map(({ id }) => id)

/** A file as the exchange shows it. */
export const shownFile = (at: TestPractice, id: number): Output<'exchange.file'> =>
  at.query((work) => exchange['exchange.file'](work, { id, from: 1, limit: 200 }))
