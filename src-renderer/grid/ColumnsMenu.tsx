import { Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { KeyLevel } from '../app/keyboard.tsx'
import { Button } from '../kit/Button.tsx'
import type { GridRow } from './columns.tsx'
import classes from './ColumnsMenu.module.css'
import type { Grid } from './useGrid.ts'

/** Which columns show, and in which order. */
export function ColumnsMenu<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const columns = grid.table.getAllLeafColumns()
  const order = grid.layout.order.flatMap((id) => columns.filter((column) => column.id === id))
  const move = (at: number, by: number): void => {
    const ids = order.map(({ id }) => id)
    const [id] = ids.splice(at, 1)
    if (id !== undefined) ids.splice(at + by, 0, id)
    grid.table.setColumnOrder(ids)
  }
  return (
    <Popover
      opened={isOpen}
      onChange={(next) => {
        setOpen(next)
        if (!next) grid.focus()
      }}
      position="bottom-end"
      trapFocus
    >
      <Popover.Target>
        <Button onPress={() => setOpen((before) => !before)} aria-haspopup="dialog" aria-expanded={isOpen}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <ul className={classes['list']}>
            {order.map((column, n) => {
              const isOn = column.getIsVisible()
              const head = column.columnDef.meta?.head ?? column.id
              return (
                <li key={column.id} className={classes['item']}>
                  <button
                    type="button"
                    role="checkbox"
                    aria-checked={isOn}
                    className={classes['name']}
                    onClick={() => column.toggleVisibility(!isOn)}
                  >
                    <span className={`${classes['tick']} ${isOn ? classes['ticked'] : ''}`}>
                      {isOn && <IconCheck size={12} stroke={2.4} aria-hidden />}
                    </span>
                    {head}
                  </button>
                  <Button
                    look="quiet"
                    small
                    icon={IconArrowUp}
                    label={`${head}: one place to the left`}
                    disabled={n === 0}
                    onPress={() => move(n, -1)}
                  />
                  <Button
                    look="quiet"
                    small
                    icon={IconArrowDown}
                    label={`${head}: one place to the right`}
                    disabled={n === order.length - 1}
                    onPress={() => move(n, 1)}
                  />
                </li>
              )
            })}
          </ul>
          <div className={classes['foot']}>
            <Button look="quiet" small onPress={grid.resetLayout}>
              As it was at first
            </Button>
          </div>
        </KeyLevel>
      </Popover.Dropdown>
    </Popover>
  )
}
