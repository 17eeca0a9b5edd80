import type { ReactNode } from 'react'
import { cents } from '../../src-shared/money.ts'
import { counted, Money } from '../kit/figures.tsx'
import type { GridRow } from './columns.tsx'
import classes from './Grid.module.css'
import type { Grid } from './useGrid.ts'

/** How many, how many chosen, and below each money column the engine's sum over all of them. */
export function GridFoot<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const { rows, noun, chosen } = grid
  const columns = grid.table.getVisibleLeafColumns()
  const firstSum = columns.findIndex((column) => column.columnDef.meta?.sum !== undefined)
  const lead = firstSum < 0 ? columns.length : firstSum
  return (
    <div role="rowgroup" className={classes['foot']}>
      <div role="row" aria-rowindex={grid.lines.count + 2} className={classes['line']}>
        <div role="gridcell" aria-colindex={1} className={classes['count']} style={{ gridColumn: `1 / span ${lead + 1}` }}>
          {rows.isCounted && counted(rows.total, ...noun)}
          {grid.groups && ` in ${counted(grid.groups.length, 'group')}`}
          {chosen > 0 && `, ${chosen.toLocaleString('en-US')} selected`}
        </div>
        {columns.slice(lead).map((column, n) => {
          const sum = column.columnDef.meta?.sum
          const value = sum === undefined ? undefined : rows.sums[sum]
          return (
            <div key={column.id} role="gridcell" aria-colindex={lead + n + 2} className={`${classes['cell']} ${classes['end']}`}>
              {value !== undefined && <Money cents={cents(value)} isSum />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
