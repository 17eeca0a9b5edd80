import { columnsOf } from '../../grid/columns.tsx'
import type { RowOf } from '../../grid/windows.ts'
import { methodChoices, methodWord, STATUSES } from './words.ts'

const c = columnsOf<RowOf<'remittance.list'>>()

export const remitColumns = [
  c.status(
    'status',
    'Status',
    (row) => STATUSES[row.status],
    Object.entries(STATUSES).map(([value, { shape, word }]) => ({ value, label: word, shape })),
    { width: 120 },
  ),
  c.day('day', 'Paid on', (row) => row.day),
  c.text('payer', 'Payer', 180, (row) => row.payer, { grows: 0.6 }),
  c.text('method', 'Method', 96, (row) => methodWord(row.method), { isQuiet: true, filter: { is: 'any', of: methodChoices } }),
  c.code('trace', 'Trace', 110, (row) => row.trace, { isQuiet: true, grows: 0.2 }),
  c.day('deposited', 'Money came', (row) => row.deposited),
  c.text('reason', 'Why it waits', 130, (row) => row.reason, { isQuiet: true, grows: 1 }),
  c.count('claims', 'Claims', 64, (row) => row.claims),
  c.count('held', 'Held', 54, (row) => (row.held === 0 ? null : row.held)),
  c.money('cents', 'Payment', (row) => row.cents, { width: 96, grows: 0 }),
]
