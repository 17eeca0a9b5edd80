import { describe, expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { codeHandlers as handlers } from './actions.ts'
import { codeBookOf, codeWords } from './lookups.ts'

const today = day('2026-11-19')
const later = day('2027-01-15')

const MUE = [
  '"A notice",,,',
  'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '90837,1,3 Date of Service Edit: Clinical,x',
  '97153,32,3 Date of Service Edit: Clinical,x',
  '99999,4,1 Line Edit,x',
  '90834,many,3,x',
].join('\n')
const PTP = [
  'Column 1,Column 2,Prior,Effective Date,Deletion Date,Modifier,PTP Edit Rationale',
  '90834,90853,,20270101,*,0,x',
  '90791,96127,,20130101,20161231,1,x',
  '90791,96127,,20270101,*,1,x',
  '10021,10004,,20190101,*,1,x',
].join('\n')
const order = (code: string, flag: string, words: string): string => `00001 ${code.padEnd(8)}${flag} ${words.padEnd(60)} ${words}`
const ICD = [
  order('F33', '0', 'Recurrent depression'),
  order('F331', '1', 'Recurrent depression, moderate'),
  order('F999', '1', 'New in the file'),
].join('\n')
const anweb = (code: string, words: string, added: string, ends = '') =>
  `${code}001003`.padEnd(11) + words.padEnd(80) + words.slice(0, 28).padEnd(28).padEnd(177) + added.padEnd(16) + ends.padEnd(8)
const HCPCS = [
  anweb('H0004', 'Counseling', '20010401', '20261231'),
  anweb('G9999', 'A new service', '20270101'),
  anweb('H0038', 'Peer', '20030101'),
].join('\n')
const CPT = ['90837\tThe words of the license holder', '27447\tAnother'].join('\n')
const TELE = ['HCPCS,Status,Audio-only?', '90837,Permanent,Yes', '90853,Permanent,No'].join('\n')
const PLACES = ['Place of Service Code(s),Place of Service Name', '11,Office', '99,Other'].join('\n')

const NAMES = {
  mue: 'MUE_Eff_01-01-2027.csv',
  ptp: 'ptp-2027q1.csv',
  icd: 'icd10cm_order_2027.txt',
  hcpcs: 'HCPC2027_JAN_ANWEB.txt',
  cpt: 'cpt2026.txt',
  tele: 'tele-2026.csv',
  places: 'places.csv',
}
const files = testFiles({
  [NAMES.mue]: MUE,
  [NAMES.ptp]: PTP,
  [NAMES.icd]: ICD,
  [NAMES.hcpcs]: HCPCS,
  [NAMES.cpt]: CPT,
  [NAMES.tele]: TELE,
  [NAMES.places]: PLACES,
  'claims.txt': 'ISA*00*',
  'packed.zip': 'PK\u0003\u0004',
  'bad.csv': 'HCPCS/CPT Code,Practitioner Services MUE Values\nx1,y\n',
})
const preview = (at: TestPractice, path: string) => handlers['codes.preview'](testTask(at, files), { path })
const take = (at: TestPractice, path: string, starts = day('2027-01-01'), stop = Infinity) =>
  handlers['codes.import'](testTask(at, files, stop), { path, starts })
const read = <T>(at: TestPractice, ask: (db: Parameters<Parameters<TestPractice['query']>[0]>[0]['db']) => T): T =>
  at.query(({ db }) => ask(db))
const withdraw = (at: TestPractice, id: number, undo = false) =>
  at.command((work) => handlers['codes.withdraw'](work, { import: id, undo }))

describe('a file of codes', () => {
  test('is previewed: what it adds, ends, changes and leaves, with its bad lines, and nothing is kept', async () => {
    const at = testPractice()
    const seen = await preview(at, NAMES.mue)
    expect(seen).toMatchObject({
      kind: 'mue',
      starts: '2027-01-01',
      rows: 3,
      bad: 1,
      counts: { added: 1, ended: 0, changed: 1, untouched: 1 },
      firstBad: [{ line: 6, column: 'Practitioner Services MUE Values' }],
      first: [
        { is: 'changed', code: '90837', was: '2 a day', now: '1 a day' },
        { is: 'added', code: '99999', was: '', now: '4 a day' },
      ],
      known: null,
    })
    expect(read(at, (db) => codeBookOf(db).unitLimit('90837', later))).toBe(2)
    expect(at.query((work) => handlers['codes.imports'](work))).toEqual([])
  })

  test('holds from its day on, is taken back, and holds again', async () => {
    const at = testPractice()
    const told = () => at.told.filter((one) => one.topic === 'practice').length
    const before = told()
    const { import: id, counts, bad } = await take(at, NAMES.mue)
    expect({ counts, bad }).toEqual({ counts: { added: 1, ended: 0, changed: 1, untouched: 1 }, bad: 1 })
    const limit = (on = later) => read(at, (db) => codeBookOf(db).unitLimit('90837', on))
    expect([limit(today), limit()]).toEqual([2, 1])
    expect((await preview(at, NAMES.mue)).known).toBe(id)
    await expect(take(at, NAMES.mue)).rejects.toThrow('codes.known')
    withdraw(at, id)
    expect(limit()).toBe(2)
    const list = () =>
      at.query((work) => handlers['codes.imports'](work)).map((one) => [one.id, one.kind, one.rows, one.bad, one.stands, one.who])
    expect(list()).toEqual([[id, 'mue', 3, 1, false, 'Dana Whitlock']])
    withdraw(at, id, true)
    expect(limit()).toBe(1)
    expect(list()[0]?.[4]).toBe(true)
    expect(told() - before).toBe(3)
  })

  test('of the same kind and a later day stands before an earlier one, and what it takes back gives the earlier one its place', async () => {
    const at = testPractice()
    files.kept.set('next.csv', Buffer.from(MUE.replace('90837,1', '90837,3')))
    await take(at, NAMES.mue)
    const { import: second } = await take(at, 'next.csv', day('2027-01-10'))
    const limit = (on: string) => read(at, (db) => codeBookOf(db).unitLimit('90837', day(on)))
    expect([limit('2027-01-09'), limit('2027-01-10')]).toEqual([1, 3])
    withdraw(at, second)
    expect(limit('2027-01-10')).toBe(1)
  })

  test('that was stopped on the way holds for nothing, and leaves nothing', async () => {
    const at = testPractice()
    const stopped = handlers['codes.import']({ ...testTask(at, files), stopped: () => true }, { path: NAMES.mue, starts: today })
    await expect(stopped).rejects.toThrow('codes.stopped')
    expect(at.query((work) => handlers['codes.imports'](work))).toEqual([])
    expect(read(at, (db) => codeBookOf(db).unitLimit('90837', today))).toBe(2)
    expect((await take(at, NAMES.mue)).counts.changed).toBe(1)
  })

  test('that is none, is packed, or has no line that can be read is refused', async () => {
    const at = testPractice()
    await expect(preview(at, 'claims.txt')).rejects.toThrow('codes.unknown')
    await expect(preview(at, 'packed.zip')).rejects.toThrow('codes.unknown')
    await expect(preview(at, 'bad.csv')).rejects.toThrow('codes.unknown')
    await expect(preview(at, 'nowhere')).rejects.toThrow('file.missing')
    expect(() => withdraw(at, 99)).toThrow('record.missing')
  })
})

describe('codes as they hold in a practice', () => {
  test('pairs: the file’s sign stands before ours, its history is not mistaken for what holds, and other pairs are left out', async () => {
    const at = testPractice()
    expect(await preview(at, NAMES.ptp)).toMatchObject({
      rows: 3,
      passed: 1,
      counts: { changed: 1, untouched: 2, added: 0, ended: 0 },
    })
    await take(at, NAMES.ptp)
    const pair = (on = later) => read(at, (db) => codeBookOf(db).conflict('90853', '90834', on))
    expect(pair(today)).toMatchObject({ indicator: 1, together: 'distinct' })
    expect(pair()).toMatchObject({ indicator: 0, together: 'never', source: 'NCCI file', override: [] })
    expect(read(at, (db) => codeBookOf(db).conflict('90791', '90832', later))).toMatchObject({ together: 'never' })
    expect(read(at, (db) => codeBookOf(db).conflict('90791', '96127', later))).toMatchObject({ together: 'distinct', modifierOn: '96127' })
  })

  test('diagnoses: a file is the whole of the code set from its day on', async () => {
    const at = testPractice()
    const seen = await preview(at, NAMES.icd)
    expect(seen).toMatchObject({ starts: '2026-10-01', counts: { added: 1, changed: 0, untouched: 2 } })
    expect(seen.counts.ended).toBeGreaterThan(900)
    await take(at, NAMES.icd, day('2027-01-01'))
    const ask = (code: string, on = later) => read(at, (db) => codeBookOf(db).diagnosis(code, on))
    const is = (code: string, on = later) => ask(code, on).is
    expect([is('F33.1'), is('F33'), is('F99.9'), is('F41.1', today)]).toEqual(['billable', 'header', 'billable', 'billable'])
    expect(ask('F41.1')).toMatchObject({ is: 'ended', until: '2026-12-31' })
    expect([is('F77.7', today), is('F77.7')]).toEqual(['unknown', 'unlisted'])
    files.kept.set('next-icd.txt', Buffer.from(order('F33', '0', 'Recurrent depression')))
    const { import: next } = await take(at, 'next-icd.txt', day('2027-01-10'))
    expect(ask('F99.9')).toMatchObject({ is: 'ended', until: '2027-01-09' })
    expect(ask('F41.1')).toMatchObject({ is: 'ended', until: '2026-12-31' })
    withdraw(at, next)
    expect(is('F99.9')).toBe('billable')
  })

  test('procedures: begun and ended as the HCPCS file says, with its own new ones', async () => {
    const at = testPractice()
    expect((await preview(at, NAMES.hcpcs)).counts).toEqual({ added: 1, ended: 1, changed: 0, untouched: 1 })
    await take(at, NAMES.hcpcs)
    const ask = (code: string, on = later) => read(at, (db) => codeBookOf(db).procedure(code, on))
    expect(ask('H0004', today).is).toBe('active')
    expect(ask('H0004')).toMatchObject({ is: 'ended', until: '2026-12-31' })
    expect(ask('g9999')).toMatchObject({ is: 'active', row: { short: 'A new service', billers: [] } })
    expect(ask('G9999', today)).toEqual({ is: 'unknown' })
    expect([ask('G9998'), ask('12345')]).toEqual([{ is: 'unknown', missing: 'HCPCS' }, { is: 'unknown' }])
    expect(ask('90837')).toMatchObject({ is: 'active', row: { timeMin: 53 } })
    expect(ask('S0013', today).is).toBe('ended')
  })

  test('words, telehealth and places: the license holder’s, the list’s, and what no list names', async () => {
    const at = testPractice()
    for (const name of [NAMES.cpt, NAMES.tele, NAMES.places]) await take(at, name, day('2026-01-01'))
    expect(read(at, (db) => ['90837', '27447', '90834', 'H0038', 'X9'].map((code) => codeWords(db, code, today)))).toEqual([
      'The words of the license holder',
      'Another',
      'Individual therapy 45',
      'Peer support, per 15',
      'X9',
    ])
    const remote = (code: string) => read(at, (db) => codeBookOf(db).procedure(code, today))
    expect(['90837', '90853', '90834'].map(remote)).toMatchObject([
      { row: { telehealth: 'Y', audio: 'Y' } },
      { row: { telehealth: 'Y', audio: 'P' } },
      { row: { telehealth: 'P' } },
    ])
    expect(read(at, (db) => ['11', '99', '10'].map((code) => codeBookOf(db).place(code, today)?.code))).toEqual(['11', '99', undefined])
    expect(read(at, (db) => codeBookOf(db).place('10', day('2025-12-31'))?.code)).toBe('10')
  })
})

describe('the code book', () => {
  const book = (at: TestPractice, text: string, on = today) => at.query((work) => handlers['codes.book'](work, { text, on, from: 0 }))

  test('is searched by code and by words, a page at a time', () => {
    const at = testPractice()
    expect(book(at, '9083').rows.map((row) => row.code)).toEqual(['90832', '90833', '90834', '90836', '90837', '90838', '90839'])
    expect(book(at, 'crisis').rows.map((row) => row.code)).toEqual(expect.arrayContaining(['90839', '90840', 'H2011', 'G0017']))
    const whole = book(at, '')
    expect([whole.rows.length, whole.total]).toEqual([100, 434])
    const next = at.query((work) => handlers['codes.book'](work, { text: '', on: today, from: 400 }))
    expect(next.rows).toHaveLength(34)
  })

  test('says of a code its time, who bills it, its parents, and when it holds', () => {
    const at = testPractice()
    expect(book(at, '90837').rows[0]).toMatchObject({
      time: '53 minutes or more',
      billers: 'physician, NP, PA, therapist',
      telehealth: 'video, telephone',
      held: 'in force',
      most: 2,
    })
    expect(book(at, '90840').rows[0]).toMatchObject({
      time: 'each further 30 minutes, the first from 75',
      parents: ['90839'],
      isAddOn: true,
    })
    expect(book(at, 'S0013').rows[0]).toMatchObject({ held: 'ended 12/31/2025', isInForce: false })
    expect(book(at, '0373T').rows[0]).toMatchObject({ held: 'until 12/31/2026', isInForce: true })
    expect(book(at, '99492').rows[0]?.time).toBe('36 to 85 minutes in the month')
    expect(book(at, '97153').rows[0]?.time).toBe('each 15 minutes, from 8')
  })

  test('opens one code with what an auditor looks for and what it meets', () => {
    const at = testPractice()
    const entry = (code: string) => at.query((work) => handlers['codes.entry'](work, { code, on: today }))
    const open = entry('90853')
    expect(open.documents).toContain('How many were in the group')
    expect(open.conflicts.find((one) => one.with.includes('90834'))).toMatchObject({
      together: 'distinct',
      override: ['59', 'XE'],
      within: 'day',
    })
    expect(entry('S0013').replacedBy).toEqual(['J0013'])
    expect(() => entry('00000')).toThrow('record.missing')
  })
})
