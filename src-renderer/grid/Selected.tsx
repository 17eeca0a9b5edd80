import type { ReactNode } from 'react'
import { MOST_CHOSEN } from '../../src-shared/contract/list.ts'
import { cents, sentenceMoney } from '../../src-shared/money.ts'
import { ActionGroupContext } from '../app/keyboard.tsx'
import { Button } from '../kit/Button.tsx'
import { counted } from '../kit/figures.tsx'
import { Key } from '../kit/Key.tsx'
import type { GridRow } from './columns.tsx'
import classes from './Filters.module.css'
import type { Grid } from './useGrid.ts'

/** What each money column of the selection comes to, the last column first: it is what is left. */
function selectionSums<Row extends GridRow>(grid: Grid<Row>): readonly { readonly head: string; readonly cents: number }[] {
  const metas = grid.table.getVisibleLeafColumns().flatMap(({ columnDef }) => (columnDef.meta ? [columnDef.meta] : []))
  return metas.toReversed().flatMap(({ head, sum, cents: amount }) => {
    if (sum === undefined || amount === undefined) return []
    const value = grid.choosing.sum((row) => amount(row as never), grid.rows.sums[sum])
    return value === undefined ? [] : [{ head, cents: value }]
  })
}

/** At the right of the bar: how many are selected, what they come to, and what can be done with them. */
export function Selected<Row extends GridRow>({ grid, actions }: { readonly grid: Grid<Row>; readonly actions?: ReactNode }): ReactNode {
  if (grid.chosen === 0) return null
  const isTooMany = grid.selection.is === 'some' && grid.chosen > MOST_CHOSEN
  const [main, ...others] = selectionSums(grid)
  const words = (one: { readonly head: string; readonly cents: number }): string =>
    `${one.head.toLowerCase()} ${sentenceMoney(cents(one.cents))}`
  return (
    <div className={classes['selected']}>
      <span role="status" title={[...others.toReversed(), ...(main ? [main] : [])].map(words).join(', ')}>
        {grid.chosen.toLocaleString('en-US')} selected
        {main && (
          <>
            , {main.head.toLowerCase()} <b className="num">{sentenceMoney(cents(main.cents))}</b>
          </>
        )}
        <span className="unseen">{others.map((one) => `, ${words(one)}`).join('')}</span>
      </span>
      {isTooMany ? (
        <span className="fam-warn">More than {MOST_CHOSEN.toLocaleString('en-US')}: filter, and select all</span>
      ) : (
        <ActionGroupContext value={`Actions on the ${counted(grid.chosen, `selected ${grid.noun[0]}`, `selected ${grid.noun[1]}`)}`}>
          {actions}
        </ActionGroupContext>
      )}
      <Button look="quiet" small onPress={grid.clearSelection}>
        Clear
        <Key of="Escape" />
      </Button>
    </div>
  )
}
