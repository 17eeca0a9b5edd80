import { APPEAL_STATUSES } from '../../../src-shared/contract/appeals.ts'
import { columnsOf } from '../../grid/columns.tsx'
import type { FilterField } from '../../grid/view.ts'
import type { RowOf } from '../../grid/windows.ts'
import { Day } from '../../kit/figures.tsx'
import { isOpen, STATUSES } from './words.ts'

const c = columnsOf<RowOf<'appeals.list'>>()
type Row = RowOf<'appeals.list'>

const statuses = APPEAL_STATUSES.map((value) => ({ value, label: STATUSES[value].word, shape: STATUSES[value].shape }))
/** After it left, the last day to appeal presses nobody. */
const left = (row: Row): number | null => (isOpen(row) ? row.daysLeft : null)

export const appealColumns = [
  c.status('status', 'Status', (row) => STATUSES[row.status], statuses, { width: 112 }),
  c.count('daysLeft', 'Days left', 78, left, {
    cell: (row) => {
      const days = left(row)
      if (days === null) return <span className="third">–</span>
      return days < 0 ? <b className="fam-bad">{-days} late</b> : <span className={days <= 7 ? 'fam-bad' : ''}>{days}</span>
    },
  }),
  c.day('due', 'Appeal by', (row) => row.due),
  c.text('patient', 'Patient', 148, (row) => row.patient, { grows: 0.4 }),
  c.text('payer', 'Payer', 140, (row) => row.payer, { grows: 0.5, isQuiet: true, filter: { is: 'any', of: 'payers' } }),
  c.code('reason', 'Denied', 72, (row) => row.reason),
  c.text('title', 'Argument', 226, (row) => row.title, { grows: 0.6, isQuiet: true }),
  c.count('level', 'Level', 58, (row) => row.level, { cell: (row) => <span title={row.levelName}>{row.level}</span> }),
  c.day('day', 'Service', (row) => row.day),
  c.code('code', 'Code', 66, (row) => row.code, { isHidden: true }),
  c.code('claim', 'Claim', 62, (row) => String(row.claim), { filter: { is: 'number' }, isHidden: true }),
  c.day('sentOn', 'Sent', (row) => row.sentOn, { canBeEmpty: true, isHidden: true }),
  c.day('answerBy', 'Answer by', (row) => row.answerBy, {
    cell: (row) => (row.status === 'sent' ? <Day day={row.answerBy} /> : <span className="third">–</span>),
  }),
  c.money('cents', 'In dispute', (row) => row.cents, { width: 92 }),
]

/** Fields that no column shows, but views and other screens filter by. */
export const appealFields: readonly FilterField[] = [
  { field: 'patientId', head: 'Patient number', kind: { is: 'number' }, canBeEmpty: false },
]
