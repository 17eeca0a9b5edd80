import { describe, expect, it } from 'vitest'
import { csv } from '../../../test/support/intake.ts'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { contract, type Argument } from '../../../src-shared/contract/index.ts'
import type { StandingKind } from '../../../src-shared/contract/standing.ts'
import { everyOwnCode, handlers as practice, rateHandlers } from '../../practice/index.ts'
import { xlsxOf } from '../../exports/xlsx.ts'
import { listHandlers } from '../index.ts'

type Given = Argument<'standing.preview'>
type Rows = readonly (readonly string[])[]
const given = (kind: StandingKind, more: Partial<Given> = {}): Given => ({ kind, path: 'list.csv', payer: null, mapping: null, ...more })
const files = (rows: Rows) => testFiles({ 'list.csv': Buffer.from(csv(...rows)) })
const look = (at: TestPractice, kind: StandingKind, rows: Rows, more: Partial<Given> = {}) =>
  listHandlers['standing.preview'](testTask(at, files(rows)), given(kind, more))
const bring = (at: TestPractice, kind: StandingKind, rows: Rows, more: Partial<Given> = {}) =>
  listHandlers['standing.import'](testTask(at, files(rows)), given(kind, more))
const back = (at: TestPractice, id: number | null) => at.command((work) => listHandlers['standing.withdraw'](work, { id: id ?? 0 }))
const payers = (at: TestPractice) => at.query((work) => practice['payers.list'](work))
const fees = (at: TestPractice) => at.query((work) => practice['fees.list'](work))
const everything = (at: TestPractice) => [payers(at), fees(at), at.query(({ db }) => everyOwnCode(db))]

const PAYERS: Rows = [
  ['Payer', 'Payer ID', 'Class', 'Address', 'Timely filing'],
  ['Northlake Health Plan', 'NLHP1', 'Commercial', 'PO Box 9', '365'],
  ['Harbor Medicaid', 'HBRMC', 'Medicaid', 'PO Box 1', '180'],
  ['Weekly Mutual', 'WKM01', 'HMO', '', '12 weeks'],
]
const FEES: Rows = [
  ['Code', 'Mod', 'Clinician', 'Effective', 'Fee'],
  ['90837', '', '', '1/1/2027', '$190.00'],
  ['90834', '95', 'Marcus Bell', '1/1/2027', '135'],
  ['90791', '', 'Nobody', '', '5'],
]
const CODES: Rows = [
  ['CPT', 'Our words', 'Usual fee'],
  ['90837', 'Long session', '175'],
  ['H0004', 'Counseling, 15 minutes', '40.50'],
]

describe('a list that is taken in', () => {
  it('says of each payer what would be, and then is so', async () => {
    const at = testPractice()
    const [known] = payers(at)
    const rows = PAYERS.map((row) =>
      row.map((cell) => (cell === 'NLHP1' ? (known?.ediId ?? '') : cell === 'Northlake Health Plan' ? (known?.name ?? '') : cell)),
    )
    const seen = await look(at, 'payers', rows)
    expect(contract['standing.preview'].output.safeParse(seen).error).toBeUndefined()
    expect([seen.read, seen.counts]).toEqual([3, { new: 1, changed: 1, same: 0, cannot: 1 }])
    expect(seen.rows.map(({ place, verdict, column, why, fix }) => [place, verdict, column, why, fix])).toEqual([
      ['row 4', 'cannot', 'Timely filing', 'This is no number of days.', 'Write the limit in days, 1 to 1,100: a year is 365.'],
      ['row 2', 'changed', '', '', ''],
      ['row 3', 'new', '', '', ''],
    ])
    expect(seen.rows[1]?.changes).toContainEqual({ field: 'filingDays', before: String(known?.filingDays), after: '365' })
    expect((await bring(at, 'payers', rows)).counts).toEqual(seen.counts)
    expect(payers(at).map(({ ediId, kind, filing, filingDays }) => [ediId, kind, filing, filingDays])).toEqual([
      ['HBRMC', 'medicaid', 'MC', 180],
      [known?.ediId, 'commercial', known?.filing, 365],
    ])
  })

  it.each<[StandingKind, Rows]>([
    ['payers', PAYERS],
    ['fees', FEES],
    ['codes', CODES],
  ])('of %s is taken back as a whole, and once', async (kind, rows) => {
    const at = testPractice()
    const before = everything(at)
    const { id } = await bring(at, kind, rows)
    expect(everything(at)).not.toEqual(before)
    back(at, id)
    expect(everything(at)).toEqual(before)
    expect(() => back(at, id)).toThrow('intake.withdrawn')
  })

  it.each<[StandingKind, Rows]>([
    ['payers', PAYERS],
    ['fees', FEES],
    ['codes', CODES],
  ])('of %s again changes nothing', async (kind, rows) => {
    const at = testPractice()
    await bring(at, kind, rows)
    const after = everything(at)
    const again = await bring(at, kind, rows)
    expect([again.id, again.counts.new + again.counts.changed]).toEqual([null, 0])
    expect(everything(at)).toEqual(after)
  })

  it('prices a line by its modifiers and its clinician', async () => {
    const at = testPractice()
    await bring(at, 'fees', FEES)
    expect(fees(at).filter(({ modifiers }) => modifiers !== '')).toEqual([
      {
        code: '90834',
        modifiers: '95',
        credential: '',
        provider: at.provider,
        providerName: 'Marcus Bell, LCSW',
        starts: '2027-01-01',
        cents: 13_500,
      },
    ])
  })

  it('is not taken back once a record says something else, nor a payer that a patient has', async () => {
    const at = testPractice()
    const one = await bring(at, 'fees', FEES)
    const later = await bring(at, 'fees', [FEES[0] ?? [], ['90837', '', '', '1/1/2027', '195']])
    expect(() => back(at, one.id)).toThrow('intake.used')
    back(at, later.id)
    back(at, one.id)
    const { id } = await bring(at, 'payers', PAYERS)
    const mine = payers(at).find(({ ediId }) => ediId === 'HBRMC')?.id ?? 0
    at.command((work) => rateHandlers['rates.save'](work, { payer: mine, code: '90837', starts: '2026-01-01' as never, cents: 1 as never }))
    const kept = everything(at)
    expect(() => back(at, id)).toThrow('intake.used')
    expect(everything(at)).toEqual(kept)
  })

  it('has columns nobody knows mapped by hand, and remembers them', async () => {
    const at = testPractice()
    const odd: Rows = [
      ['Wert', 'Ziffer', 'Rest'],
      ['12.50', '90853', 'x'],
    ]
    const seen = await look(at, 'fees', odd)
    expect([seen.columns?.isEnough, seen.read]).toEqual([false, 0])
    await expect(bring(at, 'fees', odd)).rejects.toThrow('standing.unreadable')
    await bring(at, 'fees', odd, { mapping: ['fee', 'code', null] })
    const again = await look(at, 'fees', odd)
    expect([again.columns?.isRemembered, again.counts.same]).toEqual([true, 1])
    // What was said of a fee schedule says nothing of a list of codes.
    expect((await look(at, 'codes', odd)).columns?.isRemembered).toBe(false)
  })

  it('is read of a workbook as well', async () => {
    const at = testPractice()
    const columns = ['Code', 'Fee'].map((title) => ({ title, is: 'text' as const }))
    const bytes = await xlsxOf({ name: 'Fees', columns, rows: [['90853', '65.50']] } as never)
    const seen = await listHandlers['standing.preview'](testTask(at, testFiles({ 'list.csv': bytes })), given('fees'))
    expect(seen.rows.map(({ name, verdict }) => [name, verdict])).toEqual([['90853', 'changed']])
  })

  it('says what a file is that holds no list', async () => {
    const at = testPractice()
    const published: Rows = [
      ['HCPC', 'SEQNUM', 'RECID', 'LONG DESCRIPTION', 'SHORT DESCRIPTION', 'ADD DT'],
      ['H0004', '00100', '3', 'x', 'y', '20010401'],
    ]
    expect((await look(at, 'codes', published)).why).toContain('Take in a file')
    expect((await look(at, 'payers', [['alone']])).why).toContain('no table')
  })
})

const RATES: Rows = [
  ['CPT Code', 'POS', 'License', 'Modifier', 'Contracted Rate', 'Effective Date', 'End Date'],
  ['90837', '', '', '', '$131.50', '1/1/2027', ''],
  ['90837', '2', 'L.C.S.W.', '', '120', '1/1/2027', '12/31/2027'],
  ['90834', '', '', '95', '98.00', '', ''],
  ['90791', '', '', '', 'n/a', '', ''],
  ['90853', '', '', '', '40', '1/1/2027', '12/31/2026'],
]
const rates = (at: TestPractice) =>
  at.query((work) => rateHandlers['rates.list'](work, { payer: at.payer })).map((one) => ({ ...one, id: 0 }))

describe('a schedule of contract rates that is taken in', () => {
  it('holds for the lines and days its columns say, of the payer whose contract is open', async () => {
    const at = testPractice()
    const before = rates(at)
    const seen = await look(at, 'rates', RATES, { payer: at.payer })
    expect(contract['standing.preview'].output.safeParse(seen).error).toBeUndefined()
    expect([seen.read, seen.counts]).toEqual([5, { new: 2, changed: 1, same: 0, cannot: 2 }])
    expect(seen.rows.filter(({ verdict }) => verdict === 'cannot').map(({ place, column, why }) => [place, column, why])).toEqual([
      ['row 5', 'Contracted Rate', 'Its amount cannot be read to the cent.'],
      ['row 6', 'End Date', 'It ends before it begins.'],
    ])
    const { id } = await bring(at, 'rates', RATES, { payer: at.payer })
    const every = { id: 0, payer: at.payer, plan: '', credential: '', place: '', modifiers: '', ends: null }
    expect(rates(at).filter((one) => !before.some((old) => JSON.stringify(old) === JSON.stringify(one)))).toEqual([
      { ...every, code: '90834', modifiers: '95', starts: '2026-11-19', cents: 9800 },
      { ...every, code: '90837', starts: '2027-01-01', cents: 13_150 },
      { ...every, code: '90837', credential: 'LCSW', place: '02', starts: '2027-01-01', ends: '2027-12-31', cents: 12_000 },
    ])
    expect((await look(at, 'rates', RATES, { payer: at.payer })).counts).toEqual({ new: 0, changed: 0, same: 3, cannot: 2 })
    back(at, id)
    expect(rates(at)).toEqual(before)
  })

  it('may name the payer of each row by id or name, and is refused where it names none', async () => {
    const at = testPractice()
    const [payer] = payers(at)
    const rows: Rows = [
      ['Payer', 'Code', 'Allowed'],
      [payer?.ediId ?? '', '90853', '40'],
      [payer?.name ?? '', '90846', '60'],
      ['Nobody Health', '90846', '60'],
      ['', '90846', '60'],
    ]
    expect((await look(at, 'rates', rows)).rows.map(({ place, verdict, why }) => [place, verdict, why])).toEqual([
      ['row 4', 'cannot', 'No payer here is of that name or id.'],
      ['row 5', 'cannot', 'It names no payer.'],
      ['row 2', 'new', ''],
      ['row 3', 'new', ''],
    ])
  })

  it('is not taken back once a rate of it was changed', async () => {
    const at = testPractice()
    const { id } = await bring(at, 'rates', RATES, { payer: at.payer })
    const all = at.query((work) => rateHandlers['rates.list'](work, { payer: at.payer }))
    const one = all.find(({ credential }) => credential === 'LCSW')
    at.command((work) => rateHandlers['rates.remove'](work, { id: one?.id ?? 0 }))
    expect(() => back(at, id)).toThrow('intake.used')
  })
})
