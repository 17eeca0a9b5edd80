import type { IntakeField } from '../../../src-shared/contract/intake.ts'
import { fieldNamed } from '../../charges/index.ts'
import type { Source } from '../rules.ts'
import { bare, rowOfHeads, TITLE_ROWS, type MappingOf } from './columns.ts'
import type { Sheet } from './xlsx.ts'

/* Which column of an export says what. Two systems are known by their heads; any other by names that people use, or by a person's own mapping. Pure. */

export type Field = IntakeField
export type Mapping = MappingOf<Field>

type Names = Readonly<Record<string, Field | readonly Field[]>>

/** TherapyNotes, billing transactions: heads as its export names them. */
const THERAPYNOTES: Names = {
  date: 'day',
  type: 'status',
  appointmenttype: 'service',
  servicecode: 'code',
  units: 'units',
  pos: 'place',
  modifiercode1: 'modifiers',
  modifiercode2: 'modifiers',
  modifiercode3: 'modifiers',
  modifiercode4: 'modifiers',
  rate: 'rate',
  lastname: 'last',
  firstname: 'first',
  dob: 'born',
  patientmemberid: 'memberId',
  clinicianname: 'clinician',
  cliniciannpi: 'npi',
  primaryinsurername: 'payer',
  primarydiagnosis: 'diagnoses',
  patientamountdue: 'patientCents',
  insuranceamountdue: 'payerCents',
}
/** SimplePractice, appointment status report: three heads come twice, first of the client, then of the insurance. */
const SIMPLEPRACTICE: Names = {
  dateofservice: 'day',
  client: 'patient',
  clinician: 'clinician',
  billingcode: 'code',
  primaryinsurance: 'payer',
  units: 'units',
  rateperunit: 'rate',
  totalfee: 'fee',
  charge: ['patientCents', 'payerCents'],
}
/** SimplePractice, attendance. */
const ATTENDANCE: Names = { clientname: 'patient', clinicianname: 'clinician', dateofservice: 'day', status: 'status' }

/** Heads beside those that pasted rows know. */
const OWN: Names = {
  memberid: 'memberId',
  patientmemberid: 'memberId',
  insuranceid: 'memberId',
  subscriberid: 'memberId',
  policynumber: 'memberId',
  payer: 'payer',
  payername: 'payer',
  insurance: 'payer',
  primaryinsurance: 'payer',
  primaryinsurername: 'payer',
  insurer: 'payer',
  npi: 'npi',
  cliniciannpi: 'npi',
  providernpi: 'npi',
  renderingnpi: 'npi',
  sex: 'sex',
  gender: 'sex',
  patientid: 'patientKey',
  clientid: 'patientKey',
  mrn: 'patientKey',
  chart: 'patientKey',
  chartnumber: 'patientKey',
  accountnumber: 'patientKey',
  units: 'units',
  unit: 'units',
  qty: 'units',
  quantity: 'units',
  fee: 'fee',
  totalfee: 'fee',
  amount: 'fee',
  totalcharge: 'fee',
  rate: 'rate',
  rateperunit: 'rate',
  modifiercode3: 'modifiers',
  modifiercode4: 'modifiers',
  mod3: 'modifiers',
  mod4: 'modifiers',
  modifier3: 'modifiers',
  modifier4: 'modifiers',
  appointmentid: 'external',
  apptid: 'external',
  sessionid: 'external',
  visitid: 'external',
  eventid: 'external',
  id: 'external',
}

/** What an import says of codes is compared and never charged; a drug is charged from what is typed or pasted. */
const OF_DRUGS = ['ndc', 'ndcQuantity', 'ndcUnit', 'prescription'] as const
const isOfDrug = (field: string): field is (typeof OF_DRUGS)[number] => OF_DRUGS.some((one) => one === field)

/** What pasted rows name otherwise. */
const fromPaste = (head: string): Field | null => {
  const field = fieldNamed(head)
  if (field === undefined || isOfDrug(field)) return null
  return field === 'provider' ? 'clinician' : field === 'mode' ? 'place' : field
}

/** Heads that no other export has together. */
const SIGNS: readonly (readonly [Source, Names, readonly string[]])[] = [
  ['therapynotes', THERAPYNOTES, ['appointmenttype', 'servicecode', 'modifiercode1', 'lastname', 'clinicianname', 'date']],
  ['simplepractice', SIMPLEPRACTICE, ['dateofservice', 'client', 'clinician', 'billingcode', 'rateperunit']],
  ['simplepractice', ATTENDANCE, ['clientname', 'clinicianname', 'dateofservice', 'officename']],
]

/** Repeated heads are read by their position: the second of a name is the second field of that name. */
function named(heads: readonly string[], names: Names, other: (head: string) => Field | null): Mapping {
  const times = new Map<string, number>()
  return heads.map((head) => {
    const key = bare(head)
    const n = times.get(key) ?? 0
    times.set(key, n + 1)
    const found = Object.hasOwn(names, key) ? names[key] : undefined
    if (found === undefined) return other(head)
    return typeof found === 'string' ? found : (found[n] ?? null)
  })
}

export type Heads = {
  readonly source: Source
  readonly heads: readonly string[]
  readonly mapping: Mapping
  /** The row they stand in, from 0. */ readonly at: number
}

/** Finds the row of heads; where no row has heads that are known, the first that has several words is taken, and what they say is left open. */
export function headsOf(sheet: Sheet): Heads | undefined {
  const first = sheet.slice(0, TITLE_ROWS)
  for (const [source, names, signs] of SIGNS) {
    const at = first.findIndex((row) => signs.every((sign) => row.some((cell) => bare(cell) === sign)))
    const heads = first[at]
    if (heads) return { source, heads, at, mapping: named(heads, names, () => null) }
  }
  const at = rowOfHeads(sheet, (row) => named(row, OWN, fromPaste))
  const heads = first[at]
  return heads && { source: 'table', heads, at, mapping: named(heads, OWN, fromPaste) }
}

/** Whether a session can be read at all: somebody, with somebody, on a day. */
export const isEnough = (mapping: Mapping): boolean =>
  mapping.includes('day') && mapping.includes('clinician') && (mapping.includes('patient') || mapping.includes('last'))
