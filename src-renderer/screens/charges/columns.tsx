import type { ReactNode } from 'react'
import classes from './Charges.module.css'

const columns = [
  { id: 'status', head: 'Status' },
  { id: 'patient', head: 'Patient' },
  { id: 'clinician', head: 'Clinician', look: classes['wide'] },
  { id: 'start', head: 'Start', isEnd: true },
  { id: 'stop', head: 'Stop', isEnd: true },
  { id: 'minutes', head: 'Min', isEnd: true },
  { id: 'service', head: 'Service' },
  { id: 'code', head: 'Code', look: 'id' },
  { id: 'modifiers', head: 'Mod', look: `id ${classes['middle'] ?? ''}` },
  { id: 'units', head: 'Units', isEnd: true, look: classes['middle'] },
  { id: 'place', head: 'POS', look: `id ${classes['middle'] ?? ''}` },
  { id: 'diagnoses', head: 'Diagnosis', look: `id ${classes['middle'] ?? ''}` },
  { id: 'pointers', head: 'Ptr', look: `id ${classes['middle'] ?? ''}` },
  { id: 'fee', head: 'Fee', isEnd: true },
] as const satisfies readonly { id: string; head: string; isEnd?: boolean; look?: string | undefined }[]

export type CellsOf = { readonly [C in (typeof columns)[number]['id']]?: ReactNode }
type Column = { readonly id: keyof CellsOf; readonly head: string; readonly isEnd?: boolean; readonly look?: string | undefined }

const lookOf = ({ isEnd = false, look }: Column): string =>
  [classes['cell'], isEnd && classes['end'], look].filter((one) => typeof one === 'string').join(' ')

/** A line's cells in the sheet's columns; a word that is cut shows whole when it is pointed at. */
export const cells = (of: CellsOf, role?: 'gridcell'): ReactNode =>
  columns.map((column: Column) => {
    const value = of[column.id]
    return (
      <div key={column.id} role={role} className={lookOf(column)} title={typeof value === 'string' && value !== '' ? value : undefined}>
        {value}
      </div>
    )
  })

/** The heads above them. */
export const heads = (): ReactNode =>
  columns.map((column: Column) => (
    <div key={column.id} role="columnheader" className={lookOf(column)}>
      {column.head}
    </div>
  ))
