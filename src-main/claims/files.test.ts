import { describe, expect, test } from 'vitest'
import { day, type Day } from '../../src-shared/day.ts'
import { charge } from '../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { codeHandlers } from '../practice/index.ts'
import { handlers, listeners } from './index.ts'
import { recheck } from './making.ts'
import { findingsOf } from './records/claims.ts'

/* What a claim is checked for follows the files of codes that the practice took in, for the day of the service. */

const before = day('2026-11-16')
const after = day('2026-11-18')
const from = day('2026-11-17')

const icd = (...codes: readonly string[]): string =>
  codes.map((code, n) => `${String(n + 1).padStart(5, '0')} ${code.padEnd(8)}1 ${'Words'.padEnd(60)} Words`).join('\n')
const FILES = {
  'icd10cm_order_2027.txt': icd('F331', 'F411'),
  'ptp.csv': ['Column 1,Column 2,Prior,Effective Date,Deletion Date,Modifier,PTP Edit Rationale', '90846,90834,,20130101,*,0,x'].join('\n'),
  'mue.csv': ['HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale', '90846,0,3 Day,x'].join('\n'),
  'tele.csv': ['HCPCS,Status,Audio-only?', '90846,Permanent,No'].join('\n'),
  'places.csv': ['Place of Service Code(s),Place of Service Name', '12,Home'].join('\n'),
}

type Saved = Parameters<typeof charge>[1]
type Name = keyof typeof FILES
const take = async (at: TestPractice, path: Name) =>
  (await codeHandlers['codes.import'](testTask(at, testFiles(FILES)), { path, starts: from })).import
async function practice(path: Name) {
  const at = testPractice(listeners)
  const id = await take(at, path)
  return { at, withdraw: () => at.command((work) => codeHandlers['codes.withdraw'](work, { import: id, undo: false })) }
}
const claimOn = (at: TestPractice, on: Day, changes: Saved = {}): number => charge(at, { day: on, ...changes }).claim ?? 0
const found = (at: TestPractice, claim: number): string[] => {
  at.command((work) => recheck(work, claim))
  return at.query(({ db }) => findingsOf(db, claim)).map(({ rule, grade }) => `${rule} ${grade}`)
}
const family = { service: 'family', start: '16:00', stop: '16:50', mode: 'in-person' } as const
const alone = { ...family, service: 'family-alone' } as const

describe('a published file changes what a claim is checked for', () => {
  test('an ICD-10-CM file that has a code no longer stops a claim of after its first day, and not of before', async () => {
    const { at, withdraw } = await practice('icd10cm_order_2027.txt')
    const [old, new_, kept] = [
      claimOn(at, before, { diagnoses: ['F43.10'] }),
      claimOn(at, after, { diagnoses: ['F43.10'] }),
      claimOn(at, after, { diagnoses: ['F41.1'], start: '16:00', stop: '16:50' }),
    ]
    expect(found(at, old)).toEqual([])
    expect(found(at, new_)).toContain('D01 stop')
    expect(found(at, kept).filter((one) => one.startsWith('D'))).toEqual([])
    withdraw()
    expect(found(at, new_).filter((one) => one.startsWith('D'))).toEqual([])
  })

  test('a pair of an NCCI file holds from its day on, and lets go when the file is taken back', async () => {
    const at = testPractice(listeners)
    const pairOf = (on: Day): number => {
      claimOn(at, on, { start: '09:00', stop: '09:45' })
      return claimOn(at, on, alone)
    }
    const [old, new_] = [pairOf(before), pairOf(after)]
    const id = await take(at, 'ptp.csv')
    const pairs = (claim: number): string[] => found(at, claim).filter((one) => one.startsWith('X02'))
    expect(pairs(old)).toEqual([])
    expect(pairs(new_)).toEqual(['X02 stop'])
    // On the sheet a row that the pair forbids is refused while it is typed.
    expect(charge(at, { day: after, ...alone, start: '18:00', stop: '18:50' })).toMatchObject({ outcome: 'unbillable', claim: null })
    at.command((work) => codeHandlers['codes.withdraw'](work, { import: id, undo: false }))
    expect(pairs(new_)).toEqual([])
  })

  test('a limit of units of an MUE file holds', async () => {
    const { at, withdraw } = await practice('mue.csv')
    const [old, new_] = [claimOn(at, before, alone), claimOn(at, after, alone)]
    expect(found(at, old)).toEqual([])
    expect(found(at, new_)).toEqual(['C06 warning'])
    withdraw()
    expect(found(at, new_)).toEqual([])
  })

  test('a list of places is the whole of them', async () => {
    const { at, withdraw } = await practice('places.csv')
    const [old, new_] = [claimOn(at, before, alone), claimOn(at, after, alone)]
    expect(found(at, old)).toEqual([])
    expect(found(at, new_)).toEqual(['P01 stop'])
    withdraw()
    expect(found(at, new_)).toEqual([])
  })

  test('the telehealth list of Medicare holds for Medicare alone', async () => {
    const { at } = await practice('tele.csv')
    const claim = claimOn(at, after, { mode: 'video' })
    expect(found(at, claim)).toEqual([])
    at.command(({ db }) => db.run({ compile: () => ({ sql: "update payer set kind = 'medicare'", parameters: [] }) } as never))
    expect(found(at, claim)).toContain('C15 warning')
    expect(found(at, claimOn(at, after, { ...alone, mode: 'audio' }))).toContain('M07 warning')
  })
})

test('two claims of one day: the one that is marked gets the modifier by one key, and both may leave', () => {
  const at = testPractice(listeners)
  claimOn(at, after, { start: '16:30', stop: '17:15', mode: 'in-person' })
  // They run into each other, so the sheet says nothing of their being separate.
  const claim = claimOn(at, after, family)
  const shown = () => at.query((work) => handlers['claims.get'](work, { id: claim }))
  const told = shown().findings.find(({ rule }) => rule === 'X02')
  const line = shown().lines[0]?.id ?? 0
  expect(told).toMatchObject({ grade: 'warning', fix: { words: 'Add 59 to line 1', modifiers: [{ line, modifiers: ['59'] }] } })
  at.command((work) => handlers['claims.mend'](work, { id: claim, modifiers: [{ line, modifiers: ['59'] }] }))
  expect(shown().findings.map(({ rule }) => rule)).not.toContain('X02')
})
