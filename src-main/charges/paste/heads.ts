import type { Day } from '../../../src-shared/day.ts'
import { ndcOf } from '../../../src-shared/drug.ts'
import { codesOf, dayOf, minutesOf, modeOf, serviceOf, spanOf, timeOf } from './cells.ts'
import type { Table } from './table.ts'

/* Which column says what: by its head, in any order, or by what stands in it. Pure. */

const FIELDS = [
  'patient',
  'last',
  'first',
  'born',
  'day',
  'start',
  'stop',
  'minutes',
  'service',
  'code',
  'provider',
  'mode',
  'modifiers',
  'diagnoses',
  'status',
  'units',
  'ndc',
  'ndcQuantity',
  'ndcUnit',
  'prescription',
] as const
export type Field = (typeof FIELDS)[number]
/** One row, each field with what stands in its columns. */
export type Cells = Readonly<Record<Field, string>>

/** Heads as practice systems and people name them, without spaces and signs. TherapyNotes and SimplePractice exports are among them. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  patient: ['patient', 'patientname', 'client', 'clientname', 'name', 'member', 'membername', 'fullname', 'clients'],
  last: ['last', 'lastname', 'surname', 'familyname', 'patientlastname', 'clientlastname', 'patientlast', 'clientlast'],
  first: ['first', 'firstname', 'givenname', 'patientfirstname', 'clientfirstname', 'patientfirst', 'clientfirst'],
  born: ['born', 'dob', 'birthdate', 'dateofbirth', 'birthday', 'patientdob', 'clientdob'],
  day: ['day', 'date', 'dateofservice', 'dos', 'servicedate', 'sessiondate', 'appointmentdate', 'visitdate', 'apptdate'],
  start: ['start', 'starttime', 'begin', 'begintime', 'timein', 'from', 'time', 'sessionstart', 'appointmenttime', 'starts', 'startstop'],
  stop: ['stop', 'stoptime', 'end', 'endtime', 'timeout', 'to', 'until', 'finish', 'ends', 'sessionend'],
  minutes: ['minutes', 'min', 'mins', 'duration', 'length', 'durationmin', 'durationminutes', 'sessionlength', 'lengthmin'],
  service: ['service', 'servicetype', 'appointmenttype', 'appttype', 'sessiontype', 'visittype', 'servicedescription', 'description'],
  code: [
    'code',
    'codes',
    'cpt',
    'cptcode',
    'cptcodes',
    'billingcode',
    'servicecode',
    'procedure',
    'procedurecode',
    'hcpcs',
    'em',
    'emcode',
  ],
  provider: ['clinician', 'clinicianname', 'provider', 'providername', 'therapist', 'rendering', 'renderingprovider', 'staff', 'counselor'],
  mode: ['place', 'pos', 'placeofservice', 'mode', 'held', 'telehealth', 'modality', 'format', 'location'],
  modifiers: [
    'mod',
    'mods',
    'modifier',
    'modifiers',
    'modifiercode',
    'modifiercode1',
    'modifiercode2',
    'mod1',
    'mod2',
    'modifier1',
    'modifier2',
  ],
  diagnoses: [
    'diagnosis',
    'diagnoses',
    'dx',
    'icd',
    'icd10',
    'diagnosiscode',
    'diagnosiscodes',
    'primarydiagnosis',
    'dx1',
    'dx2',
    'dx3',
    'dx4',
  ],
  status: ['status', 'appointmentstatus', 'attendance', 'type', 'apptstatus', 'showstatus'],
  units: ['units', 'unit', 'qty', 'quantity', 'serviceunits', 'billedunits', 'daysorunits', 'drugunits', 'hcpcsunits'],
  ndc: ['ndc', 'ndccode', 'ndcnumber', 'ndc11', 'nationaldrugcode', 'drugndc'],
  ndcQuantity: ['ndcquantity', 'ndcqty', 'ndcunits', 'ndcamount', 'drugquantity', 'drugqty', 'dose', 'amountgiven'],
  ndcUnit: ['ndcunit', 'ndcuom', 'ndcunitofmeasure', 'ndcmeasure', 'unitofmeasure', 'uom', 'drugunit'],
  prescription: ['rx', 'rxnumber', 'rxno', 'prescription', 'prescriptionnumber'],
}
const byName = new Map(FIELDS.flatMap((field) => NAMES[field].map((name) => [name, field] as const)))
/** What a column says by its head; undefined for a head that is not known. */
export const fieldNamed = (head: string): Field | undefined => byName.get(head.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))

/** Fields that several columns say together; of any other the first that says something counts. */
const JOINED: readonly Field[] = ['diagnoses', 'modifiers', 'code']

export type Columns = { readonly of: readonly (Field | undefined)[]; readonly heads: readonly string[]; readonly from: number }

/** Exports have a title above; so far down are heads looked for. */
const TITLE_ROWS = 5

/** Who stands where. @param isProvider whether a text names a clinician of the practice */
export function columnsOf(table: Table, today: Day, isProvider: (text: string) => boolean): Columns {
  const at = table.slice(0, TITLE_ROWS).findIndex((row) => isHead(row, today))
  const head = at === -1 ? undefined : table[at]
  if (head) return { of: head.map(fieldNamed), heads: head.filter((cell) => fieldNamed(cell) !== undefined), from: at + 1 }
  return { of: guessed(table, today, isProvider), heads: [], from: 0 }
}

const isHead = (row: readonly string[], today: Day): boolean => {
  const fields = new Set(row.map(fieldNamed).filter((one) => one !== undefined))
  return fields.size >= 2 && (fields.has('patient') || fields.has('last')) && !row.some((cell) => dayOf(cell, today) !== undefined)
}

/** A row's cells by field. */
export function cellsOf(row: readonly string[], columns: readonly (Field | undefined)[]): Cells {
  const said = (field: Field): string => {
    const found = row.filter((cell, n) => columns[n] === field && cell !== '')
    return JOINED.includes(field) ? found.join(' ') : (found[0] ?? '')
  }
  return Object.fromEntries(FIELDS.map((field) => [field, said(field)])) as Cells
}

type Test = readonly [Field, (cell: string) => boolean]

const isDiagnoses = (cell: string): boolean =>
  /^[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?([\s,;]+[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?)*$/.test(cell)
const isTime = (cell: string): boolean => (/[:ap]|^\d{3,4}$/i.test(cell) && timeOf(cell) !== undefined) || spanOf(cell) !== undefined
const isName = (cell: string): boolean => /^[\p{L}'’.-]+,? [\p{L}'’., -]+$/u.test(cell)

/** Without heads each column is what most of its cells are, the surest kinds first. */
function guessed(table: Table, today: Day, isProvider: (text: string) => boolean): readonly (Field | undefined)[] {
  const tests: readonly Test[] = [
    ['day', (cell) => dayOf(cell, today) !== undefined && !/^\d{5}$/.test(cell)],
    // Eleven digits alone may be anything.
    ['ndc', (cell) => cell.includes('-') && ndcOf(cell) !== undefined],
    ['code', (cell) => codesOf(cell).length > 0 && /^[0-9A-Z\s,;+/]+$/i.test(cell)],
    ['diagnoses', isDiagnoses],
    ['mode', (cell) => /^(02|10|11|93|95)$/.test(cell) || (modeOf(cell) !== undefined && /^[a-z -]{4,}$/i.test(cell))],
    ['minutes', (cell) => (minutesOf(cell) ?? 0) >= 5 && (minutesOf(cell) ?? 999) <= 300 && !/^\d:\d\d$/.test(cell)],
    ['start', isTime],
    ['provider', isProvider],
    ['service', (cell) => serviceOf(cell) !== undefined],
    ['patient', isName],
  ]
  const width = Math.max(0, ...table.map((row) => row.length))
  const kinds = Array.from({ length: width }, (_, n) => {
    const cells = table.map((row) => row[n] ?? '').filter((cell) => cell !== '')
    return tests.find(([, is]) => cells.length > 0 && cells.filter(is).length * 2 > cells.length)?.[0]
  })
  return kinds.map((kind, n) => {
    const before = kinds.slice(0, n).filter((one) => one === kind).length
    if (kind === 'start' && before === 1) return 'stop'
    if (kind === 'day' && before === 1) return 'born'
    return kind !== undefined && (before === 0 || JOINED.includes(kind)) ? kind : undefined
  })
}
