import { columnsOf } from '../../grid/columns.tsx'
import type { RowOf } from '../../grid/windows.ts'
import { Moment } from '../../kit/figures.tsx'
import { fileStatus, LEFT, OUTCOMES } from './outcomes.ts'

const c = columnsOf<RowOf<'exchange.list'>>()

export const fileColumns = [
  c.status(
    'status',
    'Status',
    (row) => fileStatus(row.direction, row.status),
    Object.entries({ ...OUTCOMES, ...LEFT }).map(([value, { shape, word }]) => ({ value, label: word, shape })),
    { width: 116 },
  ),
  c.text('direction', 'Way', 50, (row) => (row.direction === 'in' ? 'In' : 'Out'), {
    isQuiet: true,
    filter: {
      is: 'any',
      of: [
        { value: 'in', label: 'In' },
        { value: 'out', label: 'Out' },
      ],
    },
  }),
  c.code('kind', 'Kind', 68, (row) => row.kind),
  c.code('name', 'File', 180, (row) => row.name, { grows: 0.3 }),
  c.text('summary', 'What is in it', 170, (row) => row.summary, { grows: 1, isQuiet: true, cannotSort: true }),
  c.text('at', 'When', 174, (row) => row.at, { cell: (row) => <Moment at={row.at} />, isQuiet: true, filter: { is: 'days' } }),
  c.count('findings', 'Findings', 76, (row) => row.findings),
  c.count('size', 'Bytes', 84, (row) => row.size, { isHidden: true }),
]
