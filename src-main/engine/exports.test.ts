import { parse } from 'csv-parse/sync'
import { Decrypter } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { openZip } from '../../test/support/zip.ts'
import { contract, type Argument } from '../../src-shared/contract/index.ts'
import type { ProblemCode } from '../../src-shared/contract/problems.ts'
import { mayDo } from '../access/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { sha256, Trouble, type TaskWork } from '../store/index.ts'
import { exportHandlers } from '../exports/index.ts'

const INPUT: Argument<'exports.list'> = {
  list: 'patients.list',
  view: { filters: [], sort: [{ by: 'name', down: false }] },
  columns: ['name', 'born', 'owedByPatient'],
  format: 'csv',
  seal: 'none',
  passphrase: null,
  reader: 'outside',
  reason: 'Asked for by the accountant',
  path: '/out/patients.csv',
}

/** The lists that are not asked in these tests give nothing. */
const lists = { ...practice } as unknown as Parameters<typeof exportHandlers>[0]['lists']
const handlers = exportHandlers({ lists, needs: (list) => contract[list].needs, mayDo })
const run = (work: TaskWork, changes: Partial<Argument<'exports.list'>> = {}) => handlers['exports.list'](work, { ...INPUT, ...changes })
const codeOf = (work: TaskWork, changes: Partial<Argument<'exports.list'>> = {}): Promise<ProblemCode | 'done'> =>
  run(work, changes).then(
    () => 'done' as const,
    (error: unknown) => (error instanceof Trouble ? error.problem.code : Promise.reject(error as Error)),
  )

const more = (at: TestPractice, last: string, first = 'Ada'): void =>
  void at.command((work) =>
    practice['patients.save'](work, {
      id: null,
      last,
      first,
      middle: null,
      born: null,
      sex: 'U',
      line1: null,
      line2: null,
      city: null,
      state: null,
      zip: null,
      phone: null,
      diagnoses: [],
      coverages: [],
    } as never),
  )
/** Three windows of patients, one named to run. */
function full(): TestPractice {
  const at = testPractice()
  for (let n = 0; n < 449; n++) more(at, `Person ${String(n).padStart(3, '0')}`)
  more(at, 'Zwick', '=cmd|x!A1')
  return at
}
const linesOf = (bytes: Uint8Array | undefined): string[][] => parse(Buffer.from(bytes ?? []), { bom: true })
const as = (work: TaskWork, role: TaskWork['user']['role']): TaskWork => ({ ...work, user: { ...work.user, role } })

describe('exports.list', () => {
  it('writes every row of the view in its order, with the columns asked for, and says what it wrote', async () => {
    const files = testFiles()
    const reply = await run(testTask(full(), files))
    const bytes = files.kept.get(INPUT.path) ?? new Uint8Array()
    const [head, ...rows] = linesOf(bytes)
    expect(reply).toEqual({ path: INPUT.path, rows: 451, bytes: bytes.byteLength, sha256: sha256(bytes), passphrase: null })
    expect(contract['exports.list'].output.parse(reply)).toEqual(reply)
    expect(head).toEqual(['Patient', 'Born', 'Patient owes'])
    expect(rows).toHaveLength(451)
    expect(new Set(rows.map(([name]) => name)).size).toBe(451)
    expect(rows.at(-1)).toEqual(["'=cmd|x!A1 Zwick", '', '0.00'])
  })

  it('seals with a passphrase of its own that it gives once, or with the one it was given', async () => {
    const files = testFiles()
    const work = testTask(testPractice(), files)
    const open = async (passphrase: string): Promise<string> => {
      const age = new Decrypter()
      age.addPassphrase(passphrase)
      return age.decrypt(files.kept.get(INPUT.path) ?? new Uint8Array(), 'text')
    }
    const made = await run(work, { seal: 'age' })
    expect(await open(made.passphrase ?? '')).toContain('"Patient","Born"')
    const own = await run(work, { seal: 'age', passphrase: 'seven quiet herons at dusk' })
    expect(own.passphrase).toBeNull()
    expect(await open('seven quiet herons at dusk')).toContain('"Patient","Born"')
  })

  it('writes Excel files with every column when none is named, and the sums of the whole list', async () => {
    const files = testFiles()
    await run(testTask(testPractice(), files), { format: 'xlsx', columns: [] })
    const texts = openZip(files.kept.get(INPUT.path) ?? new Uint8Array()).get('xl/sharedStrings.xml') ?? ''
    expect([...texts.matchAll(/<t[^>]*>(.*?)<\/t>/g)].map(([, text]) => text).slice(0, 4)).toEqual([
      'Patient number',
      'Patient',
      'Born',
      'First coverage',
    ])
    expect(texts).toContain('Total')
  })

  it('refuses a plain file to who may only seal, a list one may not read, and a column that is not there', async () => {
    const files = testFiles()
    const work = testTask(testPractice(), files)
    const blind = exportHandlers({
      lists,
      needs: (list) => contract[list].needs,
      mayDo: (_user, permission) => permission !== 'patients.read',
    })
    expect(await codeOf(as(work, 'biller'))).toBe('access.denied')
    expect(await codeOf(as(work, 'biller'), { seal: 'age' })).toBe('done')
    await expect(blind['exports.list'](work, INPUT)).rejects.toThrow('access.denied')
    expect(await codeOf(work, { columns: ['name', 'toString'] })).toBe('input.invalid')
    expect(files.kept.size).toBe(1)
  })

  it('writes nothing when it is stopped, at whichever window', async () => {
    const at = full()
    for (const after of [1, 2, 3]) {
      const files = testFiles()
      expect(await codeOf(testTask(at, files, after))).toBe('export.stopped')
      expect(files.kept.size).toBe(0)
    }
  })

  it('holds one state of the list, though it changes while it is read', async () => {
    const at = full()
    const files = testFiles()
    const task = testTask(at, files)
    let told = 0
    const work = { ...task, progress: () => void (++told === 2 && more(at, 'Aaronson')) }
    expect(await run(work)).toMatchObject({ rows: 452 })
    expect(linesOf(files.kept.get(INPUT.path)).filter(([name]) => name === 'Ada Aaronson')).toHaveLength(1)
    expect(linesOf(files.kept.get(INPUT.path))).toHaveLength(453)
  })

  it('says so when the list never stands still', async () => {
    const at = full()
    const files = testFiles()
    let n = 0
    expect(await codeOf({ ...testTask(at, files), progress: () => more(at, `Zeta ${n++}`) })).toBe('busy')
    expect(files.kept.size).toBe(0)
  })

  it('refuses an Excel file of more rows than it makes in a moment, before it reads them', async () => {
    const big = exportHandlers({
      lists: { ...lists, 'patients.totals': () => ({ total: 50_001, sums: {}, groups: null }) },
      needs: (list) => contract[list].needs,
      mayDo,
    })
    await expect(big['exports.list'](testTask(testPractice(), testFiles()), { ...INPUT, format: 'xlsx' })).rejects.toThrow('export.large')
  })
})
