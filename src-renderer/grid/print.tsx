import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { cents, columnMoney } from '../../src-shared/money.ts'
import { seen } from '../../src-shared/seen.ts'
import { usePrintable } from '../app/print/printable.ts'
import { useConnection } from '../app/queries.ts'
import type { GridColumn, GridRow } from './columns.tsx'
import classes from './print.module.css'
import type { Grid } from './useGrid.ts'
import { chipWords } from './view.ts'
import { rowsBetween, totalsOf } from './windows.ts'

type Totals = { readonly total: number; readonly sums: Readonly<Record<string, number>> }
type Meta<Row extends GridRow> = NonNullable<GridColumn<Row>['meta']>

/** More than this many pixels of columns do not fit a page that stands. */
const widestUpright = 700
/** About 150 pages; a longer list is for a file. */
const MOST_PRINTED = 5000

/** A list prints as it is filtered, sorted and laid out: all rows, its sums, and its filters in words. */
export function usePrintedGrid<Row extends GridRow>(grid: Grid<Row>, title: string): void {
  const client = useQueryClient()
  const connection = useConnection()
  const columns = grid.table.getVisibleLeafColumns()
  const filters = grid.view.filters.map((filter) => {
    const { head, how, value } = chipWords(filter, grid.fields, true)
    return [head, how, value].filter(Boolean).join(' ')
  })
  const sorted = grid.view.sort.map(({ by, down }) => {
    const head = columns.find(({ id }) => id === by)?.columnDef.meta?.head ?? by
    return `${head}${down ? ', highest first' : ''}`
  })
  usePrintable({
    title: grid.tab && !grid.isChanged ? `${title}: ${grid.tab.name}` : title,
    words: [
      filters.length === 0 ? 'No filter' : filters.join('; '),
      ...(sorted.length > 0 ? [`In order of ${sorted.join(', then ')}`] : []),
    ],
    rows: grid.rows.total,
    isWide: columns.reduce((sum, column) => sum + column.getSize(), 0) > widestUpright,
    table: async () => {
      const { call, view } = grid
      const totals = await totalsOf(client, connection, call, view)
      const rows = await rowsBetween(client, connection, call, view, 0, Math.min(totals.total, MOST_PRINTED) - 1)
      return (
        <PrintedTable
          rows={rows}
          totals={totals}
          columns={columns.map(({ id, columnDef }) => ({ id, meta: columnDef.meta as Meta<Row> }))}
        />
      )
    },
  })
}

function PrintedTable<Row extends GridRow>({
  rows,
  totals: { total, sums },
  columns,
}: {
  readonly rows: readonly GridRow[]
  readonly totals: Totals
  readonly columns: readonly { readonly id: string; readonly meta: Meta<Row> }[]
}): ReactNode {
  const first = columns.findIndex(({ meta }) => meta.sum !== undefined)
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          {columns.map(({ id, meta }) => (
            <th key={id} scope="col" className={meta.isEnd ? classes['end'] : ''}>
              {meta.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map(({ id, meta }) => (
              <td key={id} className={`${meta.isEnd ? classes['end'] : ''} ${meta.className}`}>
                {seen(meta.text(row as never) || '–')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {total > 0 && (
        <tbody className={classes['sums']}>
          <tr>
            {first !== 0 && (
              <td colSpan={first < 0 ? columns.length : first}>
                {total.toLocaleString('en-US')} in all{total > rows.length && `, the first ${rows.length.toLocaleString('en-US')} printed`}
              </td>
            )}
            {first >= 0 &&
              columns.slice(first).map(({ id, meta }) => (
                <td key={id} className={`${classes['end']} num`}>
                  {meta.sum !== undefined && sums[meta.sum] !== undefined ? columnMoney(cents(sums[meta.sum] ?? 0)) : ''}
                </td>
              ))}
          </tr>
        </tbody>
      )}
    </table>
  )
}
