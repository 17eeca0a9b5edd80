import { LOOK_WORDS } from '../../../src-shared/contract/practice.ts'
import { columnsOf } from '../../grid/columns.tsx'
import type { RowOf } from '../../grid/windows.ts'
import { Status } from '../../kit/Status.tsx'

const c = columnsOf<RowOf<'patients.list'>>()
const looks = Object.entries(LOOK_WORDS).map(([value, label]) => ({ value, label }))

export const patientColumns = [
  c.text('name', 'Patient', 140, (row) => row.name, { grows: 0.8 }),
  c.day('born', 'Born', (row) => row.born, { canBeEmpty: true }),
  c.text('payer', 'First coverage', 128, (row) => row.payer, {
    grows: 1,
    isQuiet: true,
    filter: { is: 'any', of: 'payers' },
    canBeEmpty: true,
  }),
  c.code('memberId', 'Member id', 112, (row) => row.memberId, { isQuiet: true, isHidden: true, canBeEmpty: true }),
  c.day('lastSeen', 'Last seen', (row) => row.lastSeen, { isHidden: true, canBeEmpty: true }),
  c.day('nextSeen', 'Next', (row) => row.nextSeen, { canBeEmpty: true }),
  c.text('wrong', 'To see to', 140, (row) => (row.wrong === 'k-nothing' ? '' : LOOK_WORDS[row.wrong]), {
    filter: { is: 'any', of: looks },
    cell: (row) =>
      row.wrong === 'k-nothing' ? <span className="third">–</span> : <Status shape="look-here" word={LOOK_WORDS[row.wrong]} />,
  }),
  c.count('waiting', 'Coming or not charged', 128, (row) => row.waiting, { isHidden: true }),
  c.count('claims', 'Claims', 62, (row) => row.claims),
  c.money('owedByPayers', 'Payers owe', (row) => row.owedByPayers, { width: 96 }),
  c.money('owedByPatient', 'Patient owes', (row) => row.owedByPatient, { width: 102 }),
]
