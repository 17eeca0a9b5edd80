import { columnsOf } from '../../grid/columns.tsx'
import { daysLeft } from '../../kit/figures.tsx'
import { Mark } from '../../kit/Status.tsx'
import classes from './Denials.module.css'
import { CAUSES } from '../../../src-shared/contract/denials.ts'
import { ACTION_WORDS, choicesOf, OUTCOME_WORDS, STATUSES, statusOf, type Row } from './words.ts'
import type { FilterField } from '../../grid/view.ts'

const c = columnsOf<Row>()

const statuses = (['new', 'in-work', 'waiting', 'closed'] as const).map((value) => ({
  value,
  label: STATUSES[value].word,
  shape: STATUSES[value].shape,
}))
const left = (row: Row): string => (row.status === 'closed' ? '' : daysLeft(row.daysLeft).words)

export const denialColumns = [
  c.text('daysLeft', 'Left', 112, left, {
    filter: { is: 'number' },
    groupWords: (days) => daysLeft(days).words,
    cell: (row) => (row.status === 'closed' ? <span className="third">–</span> : <Left days={row.daysLeft} />),
  }),
  c.text('reason', 'Cause', 246, (row) => `${row.reason} ${row.reasonWords}`, {
    grows: 1,
    cell: (row) => (
      <span className={classes['cause']}>
        <Mark shape={row.status === 'closed' ? 'closed' : 'denied'} />
        <span className={`${classes['code']} id`}>{row.reason}</span>
        <span className="second cut">{row.reasonWords}</span>
      </span>
    ),
  }),
  c.text('nextStep', 'Next step', 136, (row) => row.nextStep, {
    grows: 0.4,
    cell: (row) => <span className={row.status === 'closed' ? 'third' : ''}>{row.nextStep}</span>,
  }),
  c.text('patient', 'Patient', 144, (row) => row.patient, { grows: 0.6 }),
  c.money('cents', 'At stake', (row) => row.cents, { width: 88 }),
  c.text('payer', 'Payer', 162, (row) => row.payer, { grows: 0.8, isQuiet: true, filter: { is: 'any', of: 'payers' } }),
  c.day('day', 'Service', (row) => row.day),
  c.code('code', 'Code', 64, (row) => row.code),
  c.status('status', 'Status', statusOf, statuses, { width: 134 }),
  c.text('owner', 'Owner', 128, (row) => row.owner, { grows: 0.4, isQuiet: true, canBeEmpty: true }),
  c.text('cause', 'Kind of cause', 148, (row) => row.cause, {
    isQuiet: true,
    isHidden: true,
    filter: { is: 'any', of: CAUSES.map((value) => ({ value, label: value })) },
  }),
  c.code('claim', 'Claim', 62, (row) => String(row.claim), { isHidden: true, filter: { is: 'number' } }),
  c.day('due', 'Work by', (row) => row.due, { isHidden: true }),
  c.day('again', 'Put off until', (row) => row.again, { isHidden: true }),
]

/** Fields that no column shows, but views and other screens filter by. */
export const denialFields: readonly FilterField[] = [
  { field: 'action', head: 'Kind of step', kind: { is: 'any', of: choicesOf(ACTION_WORDS) }, canBeEmpty: false },
  { field: 'outcome', head: 'Outcome', kind: { is: 'any', of: choicesOf(OUTCOME_WORDS) }, canBeEmpty: true },
  { field: 'opened', head: 'Opened', kind: { is: 'days' }, canBeEmpty: false },
  { field: 'patientId', head: 'Patient number', kind: { is: 'number' }, canBeEmpty: false },
]

function Left({ days }: { readonly days: number }) {
  const { words, family } = daysLeft(days)
  return <b className={`${classes['left']} num fam-${family}`}>{words}</b>
}
