import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import type { StandingField } from '../../../src-shared/contract/standing.ts'
import { readCodes, readFees, scopeOf, type Fee, type Standing } from './fees.ts'
import { headsOf, isEnough } from './heads.ts'
import { readPayer, type KnownPayer } from './payers.ts'
import { countsOf, plan, type Read, type Refused, type Said } from './rules.ts'

type Row = Partial<Record<StandingField, string>>
const cells = (row: Row) => (field: StandingField) => row[field] ?? ''
const AETNA: KnownPayer = {
  id: 7,
  name: 'Northlake',
  edi_id: 'NLHP1',
  kind: 'commercial',
  filing: 'CI',
  phone: '',
  line1: null,
  filing_days: 90,
  corrected_days: 180,
  appeal_days: 180,
  video_modifier: '95',
  audio_modifier: '93',
}
const payer = (row: Row) => readPayer(cells(row), (id) => (id === 'NLHP1' ? AETNA : undefined))
const FEES: readonly Fee[] = [{ code: '90837', modifiers: '', credential: '', provider: 0, starts: '2025-01-01', cents: 17_500 }]
const standing: Standing = {
  today: day('2026-11-19'),
  feesOf: (code) => FEES.filter((fee) => fee.code === code),
  wordsOf: (code) => (code === '90837' ? 'Hour' : undefined),
  clinicians: (said) => (said === 'Bell' ? [{ id: 3, name: 'Bell' }] : said === 'Lee' ? [1, 2].map((id) => ({ id, name: 'Lee' })) : []),
}
const fee = (...rows: readonly Row[]) => readFees(rows.map(cells), standing)
const changed = (one: Said | Refused) =>
  'why' in one
    ? `${one.field}: ${one.why}`
    : one.effects.map(({ isNew, changes }) => [isNew, ...changes.map(({ field, before, after }) => `${field} ${before} > ${after}`)])

describe('a row of payers', () => {
  it.each<[string, Row, unknown]>([
    ['says what is other, with how it stands', { ediId: 'nlhp1', filingDays: '365 days' }, [[false, 'filingDays 90 > 365']]],
    ['that says nothing other changes nothing', { ediId: 'NLHP1', name: 'Northlake', kind: 'PPO', state: '' }, []],
    ['without an id is refused', { name: 'Nobody' }, 'ediId: It says no payer id.'],
    ['of a new payer needs a name', { ediId: 'X1' }, 'name: It says no name.'],
    ['with a class nobody knows is refused', { ediId: 'NLHP1', kind: 'gold' }, 'kind: This class is not known.'],
    ['with a limit of weeks is refused', { ediId: 'NLHP1', filingDays: '12 weeks' }, 'filingDays: This is no number of days.'],
    ['with a limit of nothing is refused', { ediId: 'NLHP1', filingDays: '0' }, 'filingDays: This is no number of days.'],
    ['with a long state is refused', { ediId: 'NLHP1', state: 'Ohio' }, 'state: This is no state.'],
  ])('%s', (_, row, expected) => {
    expect(changed(payer(row))).toEqual(expected)
  })

  it.each([
    ['2134', '02134'],
    ['02134-0001', '021340001'],
    ['21340001', '021340001'],
  ])('has the zeros of its ZIP code again: %s', (zip, kept) => {
    expect(changed(payer({ ediId: 'NLHP1', zip }))).toEqual([[false, `zip  > ${kept}`]])
  })

  it('takes the filing indicator of its class, and the usual limits', () => {
    const said = payer({ ediId: 'MCD01', name: 'State Medicaid', kind: 'Medicaid' })
    expect(said).toMatchObject({
      effects: [{ was: null, now: { name: 'State Medicaid', kind: 'medicaid', filing: 'MC', filing_days: 90, video_modifier: '95' } }],
    })
  })
})

describe('a row of fees', () => {
  it.each<[string, Row, unknown]>([
    [
      'changes what holds on its day',
      { code: '90837', fee: '$180', starts: '1/1/2027' },
      [[false, 'fee $175.00 from 01/01/2025 > $180.00 from 01/01/2027']],
    ],
    ['that goes on as it is changes nothing', { code: '90837', fee: '175.00' }, []],
    ['for modifiers is another fee', { code: '90837-95', fee: '175' }, [[true, 'fee  > $175.00 from 11/19/2026']]],
    ['for a credential is another fee', { code: '90837', credential: 'LCSW', fee: '150' }, [[true, 'fee  > $150.00 from 11/19/2026']]],
    [
      'before the first has nothing before it',
      { code: '90837', fee: '90', starts: '2024-01-01' },
      [[true, 'fee  > $90.00 from 01/01/2024']],
    ],
    [
      'has the noise of a spreadsheet taken away',
      { code: '90837', fee: '179.99999999' },
      [[false, 'fee $175.00 from 01/01/2025 > $180.00 from 11/19/2026']],
    ],
    ['of part of a cent is refused', { code: '90837', fee: '175.005' }, 'fee: Its fee is no amount to the cent.'],
    ['of less than nothing is refused', { code: '90837', fee: '-5' }, 'fee: Its fee is less than nothing.'],
    ['without an amount is refused', { code: '90837' }, 'fee: It says no fee.'],
    ['without a code is refused', { fee: '5' }, 'code: It says no code.'],
    ['of a word is refused', { code: 'Intake', fee: '5' }, 'code: This is no code.'],
    ['with half a modifier is refused', { code: '90837', modifiers: '9', fee: '5' }, 'modifiers: Its modifiers cannot be read.'],
    ['of somebody unknown is refused', { code: '90837', clinician: 'Osei', fee: '5' }, 'clinician: Nobody here is of that name or NPI.'],
    ['of a name of two is refused', { code: '90837', clinician: 'Lee', fee: '5' }, 'clinician: Several clinicians are of that name.'],
    ['of a day that is none is refused', { code: '90837', fee: '5', starts: 'soon' }, 'starts: Its day cannot be read.'],
  ])('%s', (_, row, expected) => {
    expect(changed(fee(row)[0] as Said)).toEqual(expected)
  })

  it('of a history is kept even where one of them stands today', () => {
    const [first, second] = fee({ code: '90837', fee: '160', starts: '2026-01-01' }, { code: '90837', fee: '175', starts: '2026-07-01' })
    expect([first, second].map((one) => 'effects' in (one ?? {}) && (one as Said).effects.length)).toEqual([1, 1])
  })
})

describe('a row of own codes', () => {
  it.each<[string, Row, unknown]>([
    ['renames a code', { code: '90837', words: 'Long session' }, [[false, 'words Hour > Long session']]],
    [
      'names one and prices it',
      { code: 'H0004', words: 'Counseling', fee: '40' },
      [
        [true, 'words  > Counseling'],
        [true, 'fee  > $40.00 from 11/19/2026'],
      ],
    ],
    ['that says nothing is refused', { code: '90837' }, 'words: It says neither words nor a fee.'],
    [
      'with a fee that is none is refused whole',
      { code: 'H0004', words: 'Counseling', fee: 'ask' },
      'fee: Its fee is no amount to the cent.',
    ],
  ])('%s', (_, row, expected) => {
    expect(readCodes([cells(row)], standing).map(changed)).toEqual([expected])
  })
})

describe('the heads of a list', () => {
  it.each([
    ['payers', ['Payer Name', 'Payer ID', 'Class', 'Timely Filing (days)'], ['name', 'ediId', 'kind', 'filingDays'], true],
    [
      'fees',
      ['CPT Code', 'Description', 'Mod 1', 'Mod 2', 'Effective Date', 'Fee'],
      ['code', null, 'modifiers', 'modifiers', 'starts', 'fee'],
      true,
    ],
    ['codes', ['Code', 'Description', 'Charge'], ['code', 'words', 'fee'], true],
    ['fees', ['Code', 'Procedure', 'Fee'], ['code', null, 'fee'], true],
    ['payers', ['Name', 'Phone'], ['name', 'phone'], false],
  ] as const)('%s by %j', (kind, row, mapping, enough) => {
    const heads = headsOf([['Cedar Hollow'], row, row.map(() => 'x')], kind)
    expect([heads?.at, heads?.mapping, isEnough(kind, heads?.mapping ?? [])]).toEqual([1, mapping, enough])
  })
})

describe('a plan', () => {
  it('counts every row once, and takes no record twice', () => {
    const amount = fc.constantFrom('10', '20', 'x')
    const rows = fc.array(
      fc.record({ code: fc.constantFrom('90837', '90834', '?'), fee: amount, starts: fc.constantFrom('', '2027-01-01') }),
    )
    fc.assert(
      fc.property(rows, (given) => {
        const planned = plan(fee(...given).map((one, n): Read => ({ ...one, place: `row ${n}` })))
        const counts = countsOf(planned)
        expect(counts.new + counts.changed + counts.same + counts.cannot).toBe(given.length)
        const keys = planned.flatMap((one) => one.effects.map(({ key }) => key))
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('refuses a row that contradicts one above, and says which', () => {
    const planned = plan(
      fee({ code: '90834', fee: '1' }, { code: '90834', fee: '2' }, { code: '90834', fee: '1' }).map((one, n) => ({
        ...one,
        place: `row ${n}`,
      })),
    )
    expect(planned.map(({ verdict, why }) => [verdict, why])).toEqual([
      ['new', ''],
      ['cannot', 'It says otherwise than row 0.'],
      ['same', 'It is the same as row 0.'],
    ])
  })

  it('of fees parts them by whose they are', () => {
    const [one] = FEES
    expect(one && scopeOf(one)).toBe('["90837","","",0]')
  })
})
