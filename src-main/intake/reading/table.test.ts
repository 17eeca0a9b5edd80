import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv, local, readIntake as read, today } from '../../../test/support/intake.ts'
import { lacksOf, moneyOf, type Reading } from '../rules.ts'
import { lookInto, readTold } from './index.ts'

const TN = [
  'Date',
  'Type',
  'Appointment Type',
  'Billing Method',
  'Service Code',
  'Service Description',
  'Units',
  'POS',
  'Modifier Code 1',
  'Modifier Code 2',
  'Rate',
  'Last Name',
  'First Name',
  'DOB',
  'Patient Member ID',
  'Clinician Name',
  'Clinician NPI',
  'Location',
  'Primary Insurer Name',
  'Primary Diagnosis',
  'Patient Amount Due',
  'Insurance Amount Due',
  'Comments',
]
const TN_ROWS = [
  [
    '46345.375',
    'Appointment',
    'Individual',
    'Insurance',
    '90837',
    'Psychotherapy, 60',
    '1',
    '10',
    '95',
    'HO',
    '175',
    'Quintero',
    'Marisol',
    '33012',
    'nl-8820417',
    'Marcus Bell, LCSW',
    '1987654328',
    'Telehealth Suite',
    'Northlake Health Plan',
    'F41.1',
    '25',
    '150',
    '',
  ],
  [
    '11/18/2026',
    'Missed Appointment',
    'Individual',
    'Self',
    '',
    '',
    '1',
    '11',
    '',
    '',
    '60.00',
    'Lee',
    'Ana',
    '',
    '',
    'Marcus Bell',
    '1987654328',
    'Main',
    '',
    '',
    '60',
    '0',
    'late',
  ],
  ['11/18/2026', 'Payment', '', '', '', '', '', '', '', '', '', 'Lee', 'Ana', '', '', '', '', '', '', '', '0', '0', ''],
  [
    '13/45/2026',
    'Appointment',
    'Individual',
    '',
    '90834',
    '',
    '1',
    '11',
    '',
    '',
    '140',
    'Lee',
    'Ana',
    '',
    '',
    'Marcus Bell',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ],
]

describe('TherapyNotes', () => {
  it('is known by its heads: missed ones, payments and days that are none are told apart', () => {
    const { source, rows, unread } = read(
      csv(
        TN,
        ...TN_ROWS.map((row) => row.map((cell) => (cell === '46345.375' ? '11/19/2026 9:00 AM' : cell === '33012' ? '5/19/1990' : cell))),
      ),
    )
    expect(source).toBe('therapynotes')
    expect(rows).toMatchObject([
      {
        place: 'row 2',
        last: 'Quintero',
        first: 'Marisol',
        born: '1990-05-19',
        memberId: 'NL8820417',
        payer: 'Northlake Health Plan',
        npi: '1987654328',
        day: '2026-11-19',
        start: '09:00',
        stop: '',
        service: 'individual',
        mode: 'video',
        code: '90837',
        modifiers: '95 HO',
        pos: '10',
        units: 1,
        fee: 17500,
        diagnoses: 'F41.1',
        status: 'booked',
      },
      { place: 'row 3', last: 'Lee', born: null, day: '2026-11-18', start: '', mode: 'in-person', status: 'no-show' },
    ])
    expect(unread.map(({ place, is, field }) => [place, is, field])).toEqual([
      ['row 4', 'other', ''],
      ['row 5', 'cannot', 'day'],
    ])
  })
})

const SP = [
  'Date of Service',
  'Client',
  'Clinician',
  'Billing Code',
  'Primary Insurance',
  'Rate per Unit',
  'Units',
  'Total Fee',
  'Progress Note Status',
  'Client Payment Status',
  'Charge',
  'Uninvoiced',
  'Paid',
  'Unpaid',
  'Insurance Payment Status',
  'Charge',
  'Paid',
  'Unpaid',
  'Write Off',
]
describe('SimplePractice', () => {
  const rows = [
    [
      '11/17/2026',
      'Marisol Quintero',
      'Marcus Bell',
      '90837',
      'Northlake Health Plan',
      '$175.00',
      '1',
      '$175.00',
      'LOCKED',
      'PAID',
      '$25.00',
      '$0.00',
      '$25.00',
      '$0.00',
      'UNPAID',
      '$150.00',
      '$0.00',
      '$150.00',
      '$0.00',
    ],
    [
      '11/17/2026',
      'Ana Maria Lee',
      'Marcus Bell',
      '90834',
      '',
      '$140.00',
      '2',
      '$1,280.00',
      '',
      'UNPAID',
      '$280.00',
      '',
      '',
      '',
      '',
      '$0.00',
      '',
      '',
      '',
    ],
  ]
  it('is known by its heads, and the heads that come twice are read by their position', () => {
    const reading = read(csv(SP, ...rows))
    expect(reading).toMatchObject({
      source: 'simplepractice',
      unread: [],
      rows: [
        { last: 'Quintero', first: 'Marisol', fee: 17500, patientCents: 2500, payerCents: 15000, start: '', code: '90837' },
        { last: 'Lee', first: 'Ana Maria', fee: 128000, patientCents: 28000, payerCents: 0, units: 2, payer: '' },
      ],
    })
    expect(moneyOf(reading.rows)).toEqual({ fee: 145500, patient: 30500, payer: 15000 })
    expect(lacksOf(reading.rows).map(({ what, of, count }) => `${what} ${of} ${count}`)).toEqual([
      'birth date patients 2',
      'sex patients 2',
      'member id patients 2',
      'payer patients 1',
      'NPI clinicians 1',
      'start time sessions 2',
      'place of service sessions 2',
      'diagnosis sessions 2',
    ])
  })
  it('attendance has a sum on top, which is no session', () => {
    const reading = read(
      csv(
        ['client_name', 'clinician_name', 'date_of_service', 'office_name', 'status'],
        ['', '', '', '', '3 of 4'],
        ['Ana Lee', 'Marcus Bell', '2026-11-17', 'Main', 'Late Cancelled'],
        ['Ana Lee', 'Marcus Bell', '2026-11-18', 'Main', 'Show'],
      ),
    )
    expect([reading.source, reading.rows.map((row) => row.status), reading.unread.map(({ is }) => is)]).toEqual([
      'simplepractice',
      ['cancelled', 'booked'],
      ['other'],
    ])
  })
})

describe('any table', () => {
  it('names its columns in words people use, under a title', () => {
    const reading = read(
      'Schedule of the week\n\nClient ID;Client;DOB;Date;Time;Therapist;Visit type;POS;Fee;Appt ID\n77;"Lee, Ana";1/2/1980;11/18/26;1:00 PM - 1:50 PM;Bell, Marcus;Couples;02;(12.50);A-1\n',
    )
    expect(reading.rows).toMatchObject([
      {
        place: 'row 4',
        patientKey: '77',
        last: 'Lee',
        first: 'Ana',
        start: '13:00',
        stop: '13:50',
        service: 'family',
        mode: 'video',
        pos: '02',
        fee: -1250,
        external: 'A-1',
      },
    ])
  })
  it('says of every row it cannot read which field it is and why', () => {
    const reading = read(
      csv(
        ['Patient', 'DOB', 'Date', 'Start', 'Stop', 'Clinician', 'Fee', 'Units'],
        ['', '', '11/18/2026', '', '', 'Bell', '', ''],
        ['Ana Lee', '', '11/18/2026', '', '', '', '', ''],
        ['Ana Lee', '', '', '', '', 'Bell', '', ''],
        ['Ana Lee', '1/1/2027', '11/18/2026', '', '', 'Bell', '', ''],
        ['Ana Lee', 'soon', '11/18/2026', '', '', 'Bell', '', ''],
        ['Ana Lee', '', '11/18/2026', '9:00', '8:00', 'Bell', '', ''],
        ['Ana Lee', '', '11/18/2026', '', '', 'Bell', '12.345', ''],
        ['Ana Lee', '', '11/18/2026', '', '', 'Bell', '', '1.5'],
        ['Total', '', '', '', '', '', '1', ''],
      ),
    )
    expect(reading.unread.map(({ place, is, field }) => `${place} ${is} ${field}`)).toEqual([
      'row 2 cannot patient',
      'row 3 cannot clinician',
      'row 4 cannot day',
      'row 5 cannot born',
      'row 6 cannot born',
      'row 7 cannot start',
      'row 9 cannot fee',
      'row 10 cannot clinician',
    ])
    expect(reading.rows.map(({ place, fee }) => [place, fee])).toEqual([['row 8', 1235]])
  })
  it('is read by a mapping of a person where its heads say nothing', () => {
    const told = lookInto(Buffer.from('Wer,Wann,Bei wem\nAna Lee,11/18/2026 9:00 AM,Bell\n'), local)
    expect(told).toMatchObject({ is: 'table', heads: { mapping: [null, null, null] } })
    const table = told as typeof told & { readonly is: 'table' }
    expect(readTold(table, table.heads.mapping, today).rows).toEqual([])
    expect(readTold(table, ['patient', 'day', 'clinician'], today).rows).toMatchObject([{ last: 'Lee', start: '09:00' }])
  })
  it('in any split over files and any order of the columns gives the same rows', () => {
    const body = TN_ROWS.slice(0, 3).map((row) =>
      row.map((cell) => (cell === '46345.375' ? '11/19/2026 9:00 AM' : cell === '33012' ? '5/19/1990' : cell)),
    )
    const many = [...body, ...body.map((row) => row.map((cell, n) => (n === 11 ? `${cell}son` : cell)))]
    const plain = ({ rows }: Reading) => rows.map((row) => ({ ...row, place: '' }))
    const whole = plain(read(csv(TN, ...many)))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: many.length }), fc.shuffledSubarray([...TN.keys()], { minLength: TN.length }), (cut, order) => {
        const file = (rows: readonly (readonly string[])[]): string => csv(...[TN, ...rows].map((row) => order.map((n) => row[n] ?? '')))
        expect([...plain(read(file(many.slice(0, cut)))), ...plain(read(file(many.slice(cut))))]).toEqual(whole)
      }),
      { seed: 20261119, numRuns: 100 },
    )
  })
  it('no text is too odd to be looked into', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('Date', 'Client', 'Therapist', ',', '\n', '"', 'MSH|^~\\&|', '\r', 'PID|', '{', '11/18/2026', '^'),
        }),
        (text) => {
          expect(['read', 'table', 'unknown']).toContain(lookInto(Buffer.from(text), local).is)
        },
      ),
      { seed: 20261119, numRuns: 400 },
    )
  })
  it('of other kinds says what to do', () => {
    const why = (text: string): string => {
      const told = lookInto(Buffer.from(text, 'latin1'), local)
      return told.is === 'unknown' ? told.why : told.is
    }
    expect(['', '%PDF-1.7', '\u00D0\u00CF\u0011\u00E0', 'PK\u0003\u0004', 'hello'].map(why)).toEqual([
      'The file is empty.',
      expect.stringContaining('PDF'),
      expect.stringContaining('old kind'),
      expect.stringContaining('cannot be read'),
      expect.stringContaining('no sessions'),
    ])
    expect(why('Patient,Date\nAndr\u00E9 Lee,11/18/2026')).toBe('table')
  })
})
