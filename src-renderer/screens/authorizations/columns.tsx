import { columnsOf } from '../../grid/columns.tsx'
import type { FilterField } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { freeWords, GaugeCell } from './Gauge.tsx'
import { STATES } from './words.ts'

export type AuthorizationRow = RowOf<'authorizations.list'>
const c = columnsOf<AuthorizationRow>()

export const authorizationColumns = [
  c.status(
    'state',
    'Status',
    (row) => (row.state === 'silent' && row.waits !== null ? { ...STATES.silent, word: `Silent ${row.waits} days` } : STATES[row.state]),
    Object.entries(STATES).map(([value, { shape, word }]) => ({ value, label: word, shape })),
    { width: 120 },
  ),
  c.text('patient', 'Patient', 132, (row) => row.patientName, { grows: 0.7 }),
  c.text('payer', 'Payer', 98, (row) => row.payer, { grows: 1, isQuiet: true, filter: { is: 'any', of: 'payers' } }),
  c.code('number', 'Number', 98, (row) => row.number, {
    canBeEmpty: true,
    cell: (row) => (row.number === '' ? <span className="third">not stated</span> : row.number),
  }),
  c.text('codes', 'Codes', 88, (row) => (row.codes === '' ? 'any' : row.codes.replaceAll(' ', ', ')), {
    isQuiet: true,
    canBeEmpty: true,
    filter: { is: 'text' },
  }),
  c.text('free', 'Free', 122, freeWords, { filter: { is: 'number' }, cell: (row) => <GaugeCell of={row} /> }),
  c.day('lastDay', 'Lasts until', (row) => (row.lastDay !== null && row.lastDay > row.ends ? row.ends : row.lastDay), { canBeEmpty: true }),
  c.day('ends', 'Ends', (row) => row.ends),
  c.day('starts', 'From', (row) => row.starts, { isHidden: true }),
  c.day('again', 'Look again', (row) => row.again, { isHidden: true, canBeEmpty: true }),
  c.text('provider', 'Clinician', 150, (row) => row.provider ?? 'any', { isQuiet: true, isHidden: true, canBeEmpty: true }),
]

/** Fields that no column shows, but other screens filter by. */
export const authorizationFields: readonly FilterField[] = [
  { field: 'patientId', head: 'Patient number', kind: { is: 'number' }, canBeEmpty: false },
  { field: 'id', head: 'Authorization', kind: { is: 'number' }, canBeEmpty: false },
]
