import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testEngine } from '../../test/support/engine.ts'
import { day, instantAt } from '../../src-shared/day.ts'
import { auditVerify } from './audit-command.ts'
import { appendAudit, Book, checkChain, type Writing } from '../store/index.ts'
import { verifyExport } from '../access/index.ts'

/* The log that cannot be changed unseen, as a grid, and as a file that proves itself. The full number of AU-1 is `RUNS=1000`. */

const RUNS = parseInt(process.env['RUNS'] ?? '150', 10)
const SEED = 20_261_122
const ROWS = 24
/** When the practice of the tests begins its day. */
const MORNING = instantAt(day('2026-11-19'), '0930')

const raw = (db: Writing, sql: string, ...parameters: readonly (string | number | null)[]): number =>
  db.run({ compile: () => ({ sql, parameters }) } as never)

/** A log of some rows in a store in memory, whose triggers somebody with the key has taken off. */
function aLog(): Book {
  const book = Book.open(':memory:', '')
  book.write((db) => {
    for (let n = 1; n <= ROWS; n++)
      appendAudit(db, {
        at: `2026-11-${String(n).padStart(2, '0')}T09:30:00.000Z`,
        generation: 1,
        user: (n % 3) + 1,
        name: `Person ${(n % 3) + 1}`,
        role: 'biller',
        device: 'd',
        action: n % 2 === 0 ? 'patients.get' : 'charges.save',
        kind: n % 2 === 0 ? 'view' : 'change',
        patient: n % 5,
        outcome: 'ok',
      })
    raw(db, 'drop trigger audit_stays')
    raw(db, 'drop trigger audit_remains')
  })
  return book
}

type Tampering = { readonly how: string; readonly seq: number; readonly field: string; readonly first: number; run(db: Writing): void }
const FIELDS = [
  'at',
  'user',
  'name',
  'role',
  'device',
  'action',
  'object',
  'patient',
  'code',
  'fields',
  'reason',
  'entry_from',
  'request',
  'prev',
  'mac',
]

const tampering: fc.Arbitrary<Tampering> = fc
  .record({
    how: fc.constantFrom('edit', 'delete', 'insert', 'swap', 'retime'),
    seq: fc.integer({ min: 2, max: ROWS - 2 }),
    field: fc.constantFrom(...FIELDS),
  })
  .map(({ how, seq, field }) => ({
    how,
    seq,
    field,
    first: seq,
    run: (db) => {
      switch (how) {
        case 'edit':
          raw(db, `update audit set ${field} = coalesce(${field}, '') || '7' where seq = ?`, seq)
          break
        case 'delete':
          raw(db, 'delete from audit where seq = ?', seq)
          break
        case 'insert':
          raw(db, 'update audit set seq = -seq where seq >= ?', seq)
          raw(db, 'update audit set seq = 1 - seq where seq < 0')
          raw(db, `insert into audit select ?, ${COLUMNS} from audit where seq = ?`, seq, seq - 1)
          break
        case 'swap':
          raw(db, 'update audit set seq = 1000 where seq = ?', seq)
          raw(db, 'update audit set seq = ? where seq = ?', seq, seq + 1)
          raw(db, 'update audit set seq = ? where seq = 1000', seq + 1)
          break
        default:
          raw(db, "update audit set at = '2020-01-01T00:00:00.000Z' where seq = ?", seq)
      }
    },
  }))
const COLUMNS =
  'at, generation, user, name, role, device, action, kind, object, patient, outcome, code, fields, reason, entry_from, entry_to, request, prev, mac'

describe('the chain', () => {
  it('AU-1 shows any row that was edited, taken out, put in, swapped or given another time, and the first one wrong', () => {
    const book = aLog()
    expect(book.read((db) => checkChain(db))).toBe(undefined)
    fc.assert(
      fc.property(tampering, ({ run, first }) => {
        let found: ReturnType<typeof checkChain>
        try {
          book.write((db) => {
            run(db)
            found = checkChain(db)
            throw new Error('undone')
          })
        } catch (error) {
          if (!(error instanceof Error) || error.message !== 'undone') throw error
        }
        expect(found?.seq).toBe(first)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    // Control: what was undone left the log whole.
    expect(book.read((db) => checkChain(db))).toBe(undefined)
    book.close()
  })

  it('AU-1 lets no row be changed or taken out by mistake', () => {
    const book = Book.open(':memory:', '')
    expect(() =>
      book.write((db) => {
        appendAudit(db, { at: '', generation: 1, user: 1, name: '', role: '', device: '', action: 'a', kind: 'view', outcome: 'ok' })
        raw(db, "update audit set name = 'x'")
      }),
    ).toThrow('audit rows stay')
    book.close()
  })
})

describe('the log of a store', () => {
  const at = testEngine()
  const folder = mkdtempSync(join(at.home, 'out-'))
  let patient = 0
  beforeAll(async () => {
    await at.create()
    const address = { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' }
    const one = {
      id: null,
      last: 'Quintero',
      first: 'Marisol',
      middle: null,
      born: '1990-05-19',
      sex: 'F',
      phone: null,
      diagnoses: [],
      address,
    }
    patient = (await at.get('patients.save', one)).id
    await at.get('patients.get', { id: patient })
    at.clock.set('2026-11-20')
    await at.get('patients.get', { id: patient })
    await at.get('fees.save', { code: '90834', starts: '2026-01-01', cents: 14_000 })
    await at.confirm()
    // A reason is kept as it was typed, also one that a table would take for a formula.
    await at.get('keys.rotate', { reason: '=HYPERLINK("http://x","y")' })
  })
  afterAll(() => at.end())

  const list = (view: object = { filters: [], sort: [] }) => at.get('audit.list', { view, window: 0 })

  it('AU-5 is a grid that is sorted by each of its fields, both ways, and filtered by period, user, patient and action', async () => {
    const all = await list()
    const fields = Object.keys(all.rows[0] ?? {})
    expect(fields.length).toBe(14)
    for (const by of fields)
      for (const down of [false, true]) {
        const { rows } = await list({ filters: [], sort: [{ by, down }] })
        expect(rows.length).toBeGreaterThanOrEqual(all.rows.length)
      }
    const byTime = (await list({ filters: [], sort: [{ by: 'at', down: false }] })).rows.map((row) => row.at)
    expect(byTime).toEqual([...byTime].sort())
    const of = async (...filters: object[]) => (await list({ filters, sort: [] })).rows
    expect(
      (await of({ is: 'days', field: 'day', from: '2026-11-20', to: '2026-11-20' })).every((row) => row.at.startsWith('2026-11-20')),
    ).toBe(true)
    expect((await of({ is: 'any', field: 'action', of: ['patients.get'] })).map((row) => row.patient)).toEqual([
      'Quintero, Marisol',
      'Quintero, Marisol',
    ])
    expect(await of({ is: 'number', field: 'patientId', from: patient, to: patient })).toHaveLength(3)
    expect(await of({ is: 'text', field: 'user', text: 'nobody' })).toEqual([])
  })

  it('names patients only to who may read them', async () => {
    at.become('auditor')
    const { rows } = await list()
    expect(rows.filter((row) => row.patientId === patient).length).toBeGreaterThan(0)
    expect(rows.every((row) => row.patient === null)).toBe(true)
    at.become('owner')
  })

  it('says who saw a patient, from when to when', async () => {
    expect(await at.get('audit.patient', { patient })).toMatchObject({
      patient: 'Quintero, Marisol',
      rows: [{ user: 'Dana Whitlock', role: 'owner', first: MORNING, views: 2, changes: 1, exports: 0 }],
    })
  })

  it('AU-5 leaves as lines that prove themselves, and with the store at hand that nothing in them was touched', async () => {
    await at.confirm()
    const path = join(folder, 'log.jsonl')
    const { rows } = await at.get('audit.export', { from: '2026-11-01', to: '2026-11-30', format: 'jsonl', path, reason: 'yearly review' })
    expect(at.rows().at(-1)).toMatchObject({ action: 'audit.export', kind: 'export', reason: 'yearly review' })
    const text = readFileSync(path, 'utf8')
    const book = at.store().book
    expect(verifyExport(text)).toMatchObject({ holds: true, rows })
    expect(book.read((db) => verifyExport(text, db))).toMatchObject({ holds: true, rows })
    expect(text).not.toContain(
      book.read((db) => db.first<{ key: string }>({ compile: () => ({ sql: 'select key from audit_key', parameters: [] }) } as never))?.key,
    )

    const lines = text.split('\n')
    const edited = lines.map((line, n) => (n === 3 ? line.replace('"owner"', '"lead"') : line)).join('\n')
    expect(edited).not.toBe(text)
    expect(book.read((db) => verifyExport(edited, db)).words[0]).toContain('Row 3 was changed')
    const shorter = lines.filter((_, n) => n !== 4).join('\n')
    expect(verifyExport(shorter)).toMatchObject({ holds: false })
    expect(verifyExport(lines.slice(0, -2).join('\n')).words[0]).toContain('no whole audit export')
    const spaced = text.replace('"format":', '"format" :')
    expect(verifyExport(spaced).holds).toBe(true)
    expect(book.read((db) => verifyExport(spaced, db)).words[0]).toContain('signature')
  })

  it('AU-5 leaves as a table in which no cell is a formula, and which its store knows again', async () => {
    const path = join(folder, 'log.csv')
    const { rows } = await at.get('audit.export', { from: '2026-11-20', to: '2026-11-20', format: 'csv', path, reason: 'for the board' })
    const text = readFileSync(path, 'utf8')
    const table = parse(text, { relax_column_count: true }) as string[][]
    expect(table.length).toBe(rows + 2)
    expect(table.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(text).toContain('HYPERLINK')
    const { book } = at.store()
    expect(book.read((db) => verifyExport(text, db))).toMatchObject({ holds: true, rows })
    expect(book.read((db) => verifyExport(text.replace('Dana', 'Dina'), db)).holds).toBe(false)
    expect(verifyExport(text).holds).toBe(false)
  })

  it('AU-5 is held against its store by the command line', async () => {
    const path = join(folder, 'log.jsonl')
    const lines: string[] = []
    const print = (line: string): void => void lines.push(line)
    expect(await auditVerify(path, print)).toBe(0)
    expect(await auditVerify(path, print, (run) => run(at.engine()))).toBe(0)
    writeFileSync(path, readFileSync(path, 'utf8').replace(MORNING, instantAt(day('2026-11-19'), '0931')))
    expect(await auditVerify(path, print)).toBe(0)
    expect(await auditVerify(path, print, (run) => run(at.engine()))).toBe(1)
    expect(lines.at(-1)).toContain('does NOT hold')
    expect(await auditVerify(undefined, print)).toBe(2)
    rmSync(path)
  })
})
