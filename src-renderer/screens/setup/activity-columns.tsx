import type { Shape } from '../../../src-shared/contract/fields.ts'
import { columnsOf } from '../../grid/columns.tsx'
import type { FilterField } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { momentWords } from '../../kit/figures.tsx'

type Row = RowOf<'audit.list'>
const c = columnsOf<Row>()

export const KIND_LABELS: Readonly<Record<Row['kind'], string>> = {
  view: 'Looked at',
  change: 'Changed',
  money: 'Money',
  export: 'Left',
  security: 'Keys and people',
  refusal: 'Refused',
}

const OUTCOMES: Readonly<Record<Row['outcome'], { readonly shape: Shape; readonly word: string }>> = {
  ok: { shape: 'active', word: 'Done' },
  failed: { shape: 'look-here', word: 'Failed' },
  refused: { shape: 'rejected', word: 'Refused' },
}
export const outcomeOf = ({ outcome }: Pick<Row, 'outcome'>): { readonly shape: Shape; readonly word: string } => OUTCOMES[outcome]

const choices = <T extends string>(words: Readonly<Record<T, string>>): { readonly value: string; readonly label: string }[] =>
  (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }))

export const activityColumns = [
  c.status('outcome', 'Outcome', outcomeOf, [
    { value: 'ok', label: 'Done', shape: 'active' },
    { value: 'failed', label: 'Failed', shape: 'look-here' },
    { value: 'refused', label: 'Refused', shape: 'rejected' },
  ]),
  c.text('at', 'When', 174, (row) => momentWords(row.at), {
    filter: undefined,
    cell: (row) => <span className="num">{momentWords(row.at)}</span>,
  }),
  c.text('user', 'Who', 128, (row) => row.user, { grows: 0.4 }),
  c.text('words', 'What', 220, (row) => row.words, { grows: 1, filter: undefined }),
  c.text('patient', 'Patient', 132, (row) => row.patient, { grows: 0.5, canBeEmpty: true }),
  c.text('kind', 'Kind', 116, (row) => KIND_LABELS[row.kind], { isQuiet: true, filter: { is: 'any', of: choices(KIND_LABELS) } }),
  c.code('action', 'Call', 150, (row) => row.action, { isQuiet: true, isHidden: true }),
  c.text('role', 'Role', 90, (row) => row.role, { isQuiet: true, isHidden: true }),
  c.code('code', 'Why not', 140, (row) => row.code, { isQuiet: true, isHidden: true, canBeEmpty: true }),
  c.text('reason', 'Reason', 180, (row) => row.reason, { isQuiet: true, isHidden: true, canBeEmpty: true }),
]

/** Fields that no column shows, but that one may filter by. */
export const activityFields: readonly FilterField[] = [
  { field: 'day', head: 'Day', kind: { is: 'days' }, canBeEmpty: false },
  { field: 'object', head: 'Record', kind: { is: 'text' }, canBeEmpty: true },
  { field: 'patientId', head: 'Patient number', kind: { is: 'number' }, canBeEmpty: true },
]
