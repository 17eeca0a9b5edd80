import { columnsOf } from '../../grid/columns.tsx'
import type { RowOf } from '../../grid/windows.ts'
import { Money } from '../../kit/figures.tsx'
import { STATES } from './words.ts'

const c = columnsOf<RowOf<'deposits.list'>>()

export const depositColumns = [
  c.status(
    'state',
    'Status',
    (row) => STATES[row.state],
    Object.entries(STATES).map(([value, { shape, word }]) => ({ value, label: word, shape })),
    { width: 132 },
  ),
  c.day('day', 'Day', (row) => row.day),
  c.text('party', 'Payer, or what the bank says', 200, (row) => row.party, { grows: 1 }),
  c.code('reference', 'Trace', 120, (row) => row.reference, { isQuiet: true, grows: 0.4 }),
  c.money('bank', 'At the bank', (row) => row.bank, { width: 100, grows: 0, cell: ({ bank }) => bank !== null && <Money cents={bank} /> }),
  c.money('told', 'Remittance', (row) => row.told, { width: 100, grows: 0, cell: ({ told }) => told !== null && <Money cents={told} /> }),
  c.money('off', 'Off', (row) => row.off, { width: 92, grows: 0 }),
  c.text('why', 'Why', 180, (row) => row.why, { isQuiet: true, grows: 1.4, filter: undefined, cannotSort: true }),
  c.day('due', 'Money due', (row) => row.due, { isHidden: true }),
]
