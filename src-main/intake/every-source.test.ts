import { describe, expect, it } from 'vitest'
import { contract } from '../../src-shared/contract/index.ts'
import type { IntakeVerdict } from '../../src-shared/contract/intake.ts'
import { day } from '../../src-shared/day.ts'
import { csv } from '../../test/support/intake.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { xlsxOf } from '../exports/xlsx.ts'
import { handlers as practice } from '../practice/index.ts'
import type { Given } from './file.ts'
import { handlers } from './index.ts'

// Every form a schedule comes in, from the bytes of the file to the sessions of the book, by the contract.

type Counts = Partial<Readonly<Record<IntakeVerdict, number>>>
type Case = {
  readonly name: string
  readonly path: string
  readonly source: string
  readonly bytes: () => Promise<string | Uint8Array> | string
  readonly counts: Counts
  /** Rows that bring nothing: where in the file, and why. */
  readonly left: readonly (readonly [place: string, why: string])[]
  readonly sessions: readonly (readonly [day: string, start: string, patient: string, service: string])[]
}

const THERAPYNOTES = csv(
  [
    'Date',
    'Type',
    'Appointment Type',
    'Service Code',
    'Units',
    'POS',
    'Modifier Code 1',
    'Rate',
    'Last Name',
    'First Name',
    'Clinician Name',
  ],
  ['46345.354166666664', 'Appointment', 'Individual', '90837', '1', '10', '95', '175', 'Quintero', 'Marisol', 'Marcus Bell, LCSW'],
  ['11/18/2026', 'Missed Appointment', 'Individual', '', '1', '11', '', '60', 'Lee', 'Ana', 'Marcus Bell'],
  ['11/18/2026', 'Payment', '', '', '', '', '', '', 'Lee', 'Ana', ''],
  ['13/45/2026', 'Appointment', 'Individual', '90834', '1', '11', '', '140', 'Lee', 'Ana', 'Marcus Bell'],
)
const SIMPLEPRACTICE = csv(
  [
    'Date of Service',
    'Client',
    'Clinician',
    'Billing Code',
    'Rate per Unit',
    'Units',
    'Total Fee',
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
  ],
  [
    '11/16/2026',
    'Marisol Quintero',
    'Marcus Bell',
    '90837',
    '$175.00',
    '1',
    '$175.00',
    'PAID',
    '$25',
    '',
    '$25',
    '',
    'UNPAID',
    '$150',
    '',
    '$150',
    '',
  ],
  ['11/17/2026', 'Ana Lee', 'Marcus Bell', '90853', '$40.00', '1', '$40.00', 'UNPAID', '$40', '', '', '$40', '', '$0', '', '', ''],
  ['', 'Ana Lee', 'Marcus Bell', '90853', '$40.00', '1', '$40.00', 'UNPAID', '$40', '', '', '$40', '', '$0', '', '', ''],
)
const bundle = (...resources: readonly object[]): string =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) })
const PEOPLE = [
  { resourceType: 'Patient', id: 'p1', name: [{ family: 'Quintero', given: ['Marisol'] }] },
  {
    resourceType: 'Practitioner',
    id: 'c1',
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1987654328' }],
    name: [{ family: 'Bell', given: ['Marcus'] }],
  },
]
const actors = [{ actor: { reference: 'Patient/p1' } }, { actor: { reference: 'Practitioner/c1' } }]
const appointment = {
  resourceType: 'Appointment',
  id: 'a1',
  status: 'booked',
  start: '2026-11-20T09:00:00-05:00',
  minutesDuration: 50,
  serviceType: [{ text: 'Individual therapy' }],
  participant: actors,
}
const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: 'Patient/p1' },
  participant: [{ individual: { reference: 'Practitioner/c1' } }],
  period: { start: '2026-11-18T09:00:00-05:00', end: '2026-11-18T09:55:00-05:00' },
  type: [{ coding: [{ code: '90837' }] }],
}
const siu = (event: string, id: string, on: string): string =>
  [
    `MSH|^~\\&|EHR|X|PARITY|Y|20261119||SIU^${event}|1|P|2.5`,
    `SCH|P1|${id}|||||R^Routine|OFFICE^Individual therapy|50|min|^^^${on}090000^${on}095500`,
    'PID|1||MRN-7||Quintero^Marisol||19900519|F',
    'PV1|1|O|||||1987654328^Bell^Marcus',
    'AIS|1||90837^Psychotherapy',
  ].join('\r')
const DFT = [
  'MSH|^~\\&|EHR|X|PARITY|Y|20261119||DFT^P03|1|P|2.5',
  'PID|1||MRN-7||Quintero^Marisol||19900519|F',
  'PV1|1|O|||||1987654328^Bell^Marcus',
  'FT1|1|T1||20261118090000^20261118095500||CG|90837||||175.00|||||||||1987654328^Bell^Marcus|||||90837',
  'FT1|2|T2||20261118||CR|90837',
  'FT1|3|T3||x||CG|90837',
].join('\r')
const PLAIN_HEAD = ['Patient', 'Date', 'Start', 'Stop', 'Therapist', 'Code'] as const
const PLAIN = [
  ['Quintero, Marisol', '2026-11-16', '9:00 AM', '9:55 AM', 'Marcus Bell', '90837'],
  ['Lee, Ana', '2026-11-17', '1:00 PM', '1:50 PM', 'Marcus Bell', '90834'],
  ['Lee, Ana', 'someday', '1:00 PM', '1:50 PM', 'Marcus Bell', '90834'],
] as const

const CASES: readonly Case[] = [
  {
    name: 'CSV of TherapyNotes',
    path: 'billing.csv',
    source: 'therapynotes',
    bytes: () => THERAPYNOTES,
    counts: { new: 1, cancelled: 1, other: 1, cannot: 1 },
    left: [
      ['row 5', 'Its day cannot be read.'],
      ['row 4', 'No session: a payment or another transaction.'],
    ],
    sessions: [
      ['2026-11-18', '', 'Ana Lee', 'individual'],
      ['2026-11-19', '08:30', 'Marisol Quintero', 'individual'],
    ],
  },
  {
    name: 'CSV of SimplePractice',
    path: 'appointment-status-report.csv',
    source: 'simplepractice',
    bytes: () => SIMPLEPRACTICE,
    counts: { new: 2, cannot: 1 },
    left: [['row 4', 'It says no day.']],
    sessions: [
      ['2026-11-16', '', 'Marisol Quintero', 'individual'],
      ['2026-11-17', '', 'Ana Lee', 'group'],
    ],
  },
  {
    name: 'an Excel workbook',
    path: 'week.xlsx',
    source: 'table',
    bytes: async () =>
      Buffer.from(
        await xlsxOf({
          name: 'Sessions',
          columns: PLAIN_HEAD.map((title) => ({ title, is: 'text' as const })),
          rows: PLAIN.map((cells) => [...cells]),
        }),
      ),
    counts: { new: 2, cannot: 1 },
    left: [['row 4', 'Its day cannot be read.']],
    sessions: [
      ['2026-11-16', '09:00', 'Marisol Quintero', 'individual'],
      ['2026-11-17', '13:00', 'Ana Lee', 'individual'],
    ],
  },
  {
    name: 'a FHIR R4 bundle of Appointments',
    path: 'bundle.json',
    source: 'fhir',
    bytes: () => bundle(...PEOPLE, appointment, { ...appointment, id: 'a2', start: 'soon' }),
    counts: { new: 1, cannot: 1 },
    left: [['entry 4, start', 'Its start cannot be read.']],
    sessions: [['2026-11-20', '09:00', 'Marisol Quintero', 'individual']],
  },
  {
    name: 'a FHIR R4 bundle of Encounters',
    path: 'bundle.json',
    source: 'fhir',
    bytes: () => bundle(...PEOPLE, encounter, { ...encounter, id: 'e2', period: {} }),
    counts: { new: 1, cannot: 1 },
    left: [['entry 4, start', 'Its start cannot be read.']],
    sessions: [['2026-11-18', '09:00', 'Marisol Quintero', 'individual']],
  },
  {
    name: 'HL7 scheduling, as .hl7',
    path: 'week.hl7',
    source: 'hl7',
    bytes: () =>
      [siu('S12', 'A1', '20261120'), siu('S12', 'A2', '20261123'), siu('S15', 'A2', '20261123'), siu('S12', 'A3', 'x')].join('\r'),
    counts: { new: 1, cancelled: 1, other: 1, cannot: 1 },
    left: [
      ['message 4, segment 17, SCH-11', 'Its day cannot be read.'],
      ['message 2, segment 7', 'A later message tells of the same session.'],
    ],
    sessions: [
      ['2026-11-20', '09:00', 'Marisol Quintero', 'individual'],
      ['2026-11-23', '09:00', 'Marisol Quintero', 'individual'],
    ],
  },
  {
    name: 'HL7 charges, as .txt between the signs of its frame',
    path: 'charges.txt',
    source: 'hl7',
    bytes: () => `\v${DFT}\x1C\r`,
    counts: { new: 1, other: 1, cannot: 1 },
    left: [
      ['message 1, segment 6, FT1-4', 'Its day cannot be read.'],
      ['message 1, segment 5, FT1-6', 'No charge: a credit, a payment or a correction.'],
    ],
    sessions: [['2026-11-18', '09:00', 'Marisol Quintero', 'individual']],
  },
]

const given = (path: string, more: Partial<Given> = {}): Given => contract['intake.preview'].input.parse({ path, ...more })
const booked = (at: TestPractice) =>
  at
    .query((work) => practice['appointments.list'](work, { from: day('2026-01-01'), to: day('2027-12-31') }))
    .map((one) => [one.day, one.start, one.patientName, one.service])
const added = (counts: Counts): number => Object.values(counts).reduce((all, n) => all + n, 0)

/** What a preview and an import say of a file, both as the contract has them. */
async function say(at: TestPractice, path: string, bytes: string | Uint8Array, more: Partial<Given> = {}) {
  const task = () => testTask(at, testFiles({ [path]: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }))
  const seen = contract['intake.preview'].output.parse(await handlers['intake.preview'](task(), given(path, more)))
  const done = contract['intake.import'].output.parse(await handlers['intake.import'](task(), given(path, more)))
  return { seen, done }
}

describe('a schedule comes in, whatever the system', () => {
  it.each(CASES)('$name: rows read are those taken, skipped and refused, and the second time all are skipped', async (one) => {
    const at = testPractice()
    const bytes = await one.bytes()
    const { seen, done } = await say(at, one.path, bytes)
    const brings = (one.counts.new ?? 0) + (one.counts.cancelled ?? 0)
    expect(seen.source).toBe(one.source)
    expect(Object.fromEntries(Object.entries(seen.counts).filter(([, n]) => n > 0))).toEqual(one.counts)
    expect([added(seen.counts), done.counts, done.added + done.cancelled]).toEqual([seen.read, seen.counts, brings])
    expect(booked(at)).toEqual(one.sessions)

    const left = seen.rows.filter(({ verdict }) => verdict === 'cannot' || verdict === 'other')
    expect(left.map(({ place, why }) => [place, why])).toEqual(one.left)

    const again = await say(at, one.path, bytes)
    const { new: fresh = 0, cancelled = 0, ...rest } = one.counts
    expect(again.done).toMatchObject({ id: null, added: 0, changed: 0, cancelled: 0, patients: 0 })
    expect(Object.fromEntries(Object.entries(again.done.counts).filter(([, n]) => n > 0))).toEqual({ ...rest, same: fresh + cancelled })
    expect([added(again.seen.counts), booked(at)]).toEqual([seen.read, one.sessions])
  })

  it('a table of heads nobody knows is told once what its columns say, and known the second time', async () => {
    const at = testPractice()
    const text = csv(
      ['Wer', 'Wann', 'Bei wem'],
      ['Marisol Quintero', '11/18/2026 9:00 AM', 'Marcus Bell'],
      ['Marisol Quintero', 'x', 'Marcus Bell'],
    )
    const first = await say(at, 'liste.csv', text, { mapping: ['patient', 'day', 'clinician'] })
    expect([first.seen.columns?.isRemembered, first.seen.counts]).toMatchObject([false, { new: 1, cannot: 1 }])
    const other = text.replace('11/18', '11/19')
    const second = await say(at, 'andere.csv', other)
    expect([second.seen.columns?.isRemembered, second.seen.counts]).toMatchObject([true, { new: 1, same: 0, cannot: 1 }])
    expect(second.seen.rows.filter(({ verdict }) => verdict === 'cannot')).toMatchObject([
      { place: 'row 3', why: 'Its day cannot be read.' },
    ])
    const third = await say(at, 'andere.csv', other)
    expect(third.done).toMatchObject({ id: null, added: 0, counts: { same: 1, cannot: 1 } })
  })
})
