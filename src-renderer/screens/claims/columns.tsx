import { TOLD as TOLD_OF } from '../../../src-shared/contract/claim-status.ts'
import { CLAIM_STATUSES } from '../../../src-shared/contract/fields.ts'
import { columnsOf } from '../../grid/columns.tsx'
import type { FilterField } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { LOOKS } from '../../kit/shapes.ts'
import { TOLD } from './status/words.ts'

const c = columnsOf<RowOf<'claims.list'>>()

const statuses = CLAIM_STATUSES.map((value) => ({ value, label: LOOKS[value].word, shape: value }))

export const claimColumns = [
  c.status('status', 'Status', (row) => ({ shape: row.status }), statuses),
  c.code('id', 'Claim', 58, (row) => String(row.id), { filter: { is: 'number' } }),
  c.text('patient', 'Patient', 128, (row) => row.patient, { grows: 0.7 }),
  c.day('day', 'Service', (row) => row.day),
  c.text('payer', 'Payer', 130, (row) => row.payer, { grows: 1, isQuiet: true, filter: { is: 'any', of: 'payers' } }),
  c.code('codes', 'Codes', 104, (row) => row.codes, { grows: 0.3 }),
  c.text('provider', 'Clinician', 150, (row) => row.provider, { isQuiet: true, isHidden: true, canBeEmpty: true }),
  c.code('batch', 'Batch', 92, (row) => row.batch, { isQuiet: true, isHidden: true, canBeEmpty: true }),
  c.day('fileBy', 'File by', (row) => row.fileBy, { isHidden: true }),
  c.money('charge', 'Charge', (row) => row.charge, { width: 78 }),
  c.money('paid', 'Paid', (row) => row.paid, { width: 72 }),
  c.money('owed', 'Owed', (row) => row.owed, { width: 84 }),
]

/** Fields that no column shows, but views and other screens filter by. */
export const claimFields: readonly FilterField[] = [
  { field: 'sentOn', head: 'Sent', kind: { is: 'days' }, canBeEmpty: true },
  {
    field: 'origin',
    head: 'Made from',
    kind: {
      is: 'any',
      of: [
        { value: 'charge', label: 'a charge' },
        { value: 'file', label: 'an old claim file' },
      ],
    },
    canBeEmpty: false,
  },
  {
    field: 'missing',
    head: 'Missing',
    kind: {
      is: 'any',
      of: [
        { value: 'answer', label: 'an answer to the file' },
        { value: 'passage', label: 'the clearinghouse’s report' },
        { value: 'acceptance', label: 'the payer’s acceptance' },
        { value: 'remittance', label: 'the remittance' },
      ],
    },
    canBeEmpty: true,
  },
  {
    field: 'told',
    head: 'Told by the payer',
    kind: { is: 'any', of: TOLD_OF.map((value) => ({ value, label: TOLD[value].word })) },
    canBeEmpty: true,
  },
  { field: 'again', head: 'Work again', kind: { is: 'days' }, canBeEmpty: true },
  {
    field: 'owes',
    head: 'Owed by',
    kind: {
      is: 'any',
      of: [
        { value: 'first', label: 'the first payer' },
        { value: 'later', label: 'a later payer' },
        { value: 'patient', label: 'the patient' },
        { value: 'first, patient', label: 'the first payer and the patient' },
        { value: 'later, patient', label: 'a later payer and the patient' },
      ],
    },
    canBeEmpty: true,
  },
  { field: 'since', head: 'Owed by the patient since', kind: { is: 'days' }, canBeEmpty: true },
  { field: 'patientId', head: 'Patient number', kind: { is: 'number' }, canBeEmpty: false },
]
