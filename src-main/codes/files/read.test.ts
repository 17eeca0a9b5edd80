import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCodes, recognise, startOf, type FileKind, type FileRow } from './read.ts'

const ORDER = [
  '00001 F33     0 Major depressive disorder, recurrent                         Major depressive disorder, recurrent',
  '00002 F331    1 Major depressive disorder, recurrent, moderate               Major depressive disorder, recurrent, moderate',
  '00003 F411    1 Generalized anxiety disorder                                 Generalized anxiety disorder',
].join('\r\n')

const anweb = (code: string, kind: string, words: string, added: string, ends = '') =>
  `${`${code}00100${kind}`.padEnd(11)}${words.padEnd(80)}${words.slice(0, 28).padEnd(28)}`.padEnd(268) +
  added.padEnd(8) +
  added.padEnd(8) +
  ends.padEnd(8) +
  'N'
const HCPCS = [
  anweb('H0004', '3', 'Behavioral counseling, per 15', '20010401'),
  anweb('H0004', '4', 'and more words', '20010401'),
  anweb('J0013', '3', 'Esketamine, 1 mg', '20260101'),
  anweb('S0013', '3', 'Esketamine, old', '20210101', '20251231'),
  anweb('   HE', '7', 'Mental health program', '20030101'),
].join('\n')
const HCPCS_CSV = [
  'HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,ADD DT,ACT EFF DT,TERM DT,ACTION CD',
  'H0004,00100,3,"Behavioral counseling, per 15","Counseling, per 15",20010401,20010401,,N',
  'S0013,00100,3,Esketamine,Esketamine old,20210101,20251231,20251231,D',
  'HE,00100,7,Mental health program,Mental health program,20030101,20030101,,N',
].join('\n')
const PTP = [
  'CPT codes are copyright of their owner.\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence prior to 1996\tEffective Date\tDeletion Date *=no data\tModifier 0=not allowed 1=allowed 9=not applicable\tPTP Edit Rationale',
  '90791\t90832\t\t20130101\t*\t0\tMore extensive procedure',
  '90834\t90847\t\t20130101\t*\t1\tMisuse of column two code',
  '90834\t96127\t\t20150101\t20161231\t9\tStandards',
].join('\n')
const MUE = [
  '"A notice, over two',
  'lines",,,',
  '"HCPCS/',
  'CPT Code","Practitioner Services MUE Values","MUE Adjudication Indicator","MUE Rationale"',
  '90837,2,3 Date of Service Edit: Clinical,"Clinical: Data"',
  '97153,32,3 Date of Service Edit: Clinical,Clinical: Data',
].join('\r\n')
const PLACES = [
  'Place of Service Code(s),Place of Service Name,Place of Service Description',
  '10,Telehealth Provided in Patient’s Home,"A place, at home"',
  '11,Office,A location',
  '28-30,Unassigned,N/A',
].join('\n')
const TELEHEALTH = [
  'List of Medicare Telehealth Services for CY 2026,,,',
  'HCPCS,Short Descriptor,Status,Can Audio-only Interaction Meet the Requirements?',
  '90837,not kept,Permanent,Yes',
  '90849,not kept,Permanent,No',
].join('\n')
const CPT = ['90832\tA descriptor that a license allows', '90834\tAnother'].join('\n')

const FILES: Readonly<Record<FileKind, readonly string[]>> = {
  icd10: [ORDER],
  hcpcs: [HCPCS, HCPCS_CSV],
  ptp: [PTP, PTP.replaceAll('\t', ',')],
  mue: [MUE],
  places: [PLACES],
  telehealth: [TELEHEALTH],
  cpt: [CPT],
}
const all = Object.entries(FILES).flatMap(([kind, texts]) => texts.map((text) => [kind as FileKind, text] as const))
const rows = (kind: FileKind, text: string): FileRow[] => [...readCodes(kind, text)].flatMap((item) => ('row' in item ? [item.row] : []))
const bads = (kind: FileKind, text: string) => [...readCodes(kind, text)].flatMap((item) => ('bad' in item ? [item.bad] : []))

describe('a published file of codes', () => {
  it.each(all)('%s is told by its content, and read without a bad line', (kind, text) => {
    expect(recognise(text)).toBe(kind)
    expect(bads(kind, text)).toEqual([])
    expect(rows(kind, text).length).toBeGreaterThan(1)
  })

  it('of ICD-10-CM has headers and codes that may be sent', () =>
    expect(rows('icd10', ORDER).map(({ code, value, words }) => [code, value, words])).toEqual([
      ['F33', 'header', 'Major depressive disorder, recurrent'],
      ['F33.1', 'billable', 'Major depressive disorder, recurrent, moderate'],
      ['F41.1', 'billable', 'Generalized anxiety disorder'],
    ]))

  it('of HCPCS has the days on which a code began and ended, as text and as CSV, and leaves modifiers and further lines out', () => {
    expect(rows('hcpcs', HCPCS).map(({ code, starts, ends }) => [code, starts, ends])).toEqual([
      ['H0004', '2001-04-01', null],
      ['J0013', '2026-01-01', null],
      ['S0013', '2021-01-01', '2025-12-31'],
    ])
    expect(rows('hcpcs', HCPCS_CSV).map(({ code, ends, words }) => [code, ends, words])).toEqual([
      ['H0004', null, 'Counseling, per 15'],
      ['S0013', '2025-12-31', 'Esketamine old'],
    ])
  })

  it('of pairs keeps the order of its columns, the sign and the days', () =>
    expect(rows('ptp', PTP)).toEqual([
      { code: '90791', other: '90832', starts: '2013-01-01', ends: null, value: '0', words: 'More extensive procedure' },
      { code: '90834', other: '90847', starts: '2013-01-01', ends: null, value: '1', words: 'Misuse of column two code' },
      { code: '90834', other: '96127', starts: '2015-01-01', ends: '2016-12-31', value: '9', words: 'Standards' },
    ]))

  it('of unit limits is read below a notice and a head over several lines', () =>
    expect(rows('mue', MUE).map(({ code, value }) => [code, value])).toEqual([
      ['90837', '2'],
      ['97153', '32'],
    ]))

  it('of telehealth says whether audio only will do, and its words are not kept', () =>
    expect(rows('telehealth', TELEHEALTH).map(({ code, value, words }) => [code, value, words])).toEqual([
      ['90837', 'audio', ''],
      ['90849', 'video', ''],
    ]))

  it('of something else is none of them', () => {
    expect(recognise('ISA*00*          *00*')).toBeUndefined()
    expect(recognise('')).toBeUndefined()
    expect(recognise('PK\u0003\u0004')).toBeUndefined()
  })
})

describe('a bad line', () => {
  it.each<readonly [FileKind, string, string, string, string, number]>([
    ['icd10', ORDER, 'F331 ', '33-1 ', '7 to 13', 2],
    ['icd10', ORDER, '00003', '0000x', '1 to 5', 3],
    ['icd10', ORDER, 'F411    1', 'F411    x', '15', 3],
    ['hcpcs', HCPCS, '20251231', '20251399', '285 to 292', 4],
    ['hcpcs', HCPCS_CSV, '20010401,20010401', 'soon,20010401', 'ADD DT', 2],
    ['ptp', PTP, '90834\t90847', '90834\t9084', 'Column 2', 4],
    ['ptp', PTP, '20130101\t*\t1', '20130101\t*\t7', 'Modifier 0=not allowed 1=allowed 9=not applicable', 4],
    ['mue', MUE, '97153,32', '97153,many', 'Practitioner Services MUE Values', 6],
    ['places', PLACES, '11,Office', '111,Office', 'Place of Service Code(s)', 3],
    ['cpt', CPT, 'Another', ' ', '2', 2],
  ])('of %s is named and loses nothing else', (kind, text, found, instead, column, line) => {
    const broken = text.replace(found, instead)
    expect(bads(kind, broken)).toEqual([{ line, column, words: expect.any(String) as string }])
    expect(rows(kind, broken)).toHaveLength(rows(kind, text).length - 1)
  })

  it('of any kind, cut or with any sign put in anywhere, never takes more than itself', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('"', ',', '\t', 'x', '�', ''),
        ([kind, text], at, where, sign) => {
          const lines = text.split(/\r?\n/)
          const heads = kind === 'icd10' || kind === 'cpt' || (kind === 'hcpcs' && !text.startsWith('HCPC')) ? 0 : kind === 'mue' ? 4 : 2
          const own = Math.min(heads, lines.length - 1) + (at % Math.max(1, lines.length - heads))
          const line = lines[own] ?? ''
          const broken = lines
            .with(own, line.slice(0, where % (line.length + 1)) + sign + line.slice((where % (line.length + 1)) + 1))
            .join('\n')
          const lost = rows(kind, text).filter((row) => !rows(kind, broken).some((one) => one.code === row.code && one.other === row.other))
          expect(lost.length).toBeLessThanOrEqual(1)
        },
      ),
      { seed: 5, numRuns: 600 },
    ))
})

describe('the day from which a file holds', () => {
  it.each<readonly [FileKind, string, string | undefined]>([
    ['mue', 'MCR_MUE_PractitionerServices_Eff_10-01-2026.csv', '2026-10-01'],
    ['hcpcs', 'HCPC2026_OCT_ANWEB.txt', '2026-10-01'],
    ['icd10', 'icd10cm_order_2027.txt', '2026-10-01'],
    ['icd10', 'icd10cm-order-April-2026.txt', '2026-04-01'],
    ['ptp', 'medicare-ncci-2026q4-practitioner-ptp-edits-f1.txt', '2026-10-01'],
    ['telehealth', 'list-telehealth-2026.csv', '2026-01-01'],
    ['places', 'places.csv', undefined],
  ])('%s: %s', (kind, name, expected) => expect(startOf(kind, name)).toBe(expected))
})
