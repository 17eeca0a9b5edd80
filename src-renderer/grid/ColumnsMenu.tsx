import { Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCheck, IconPin, IconPinFilled } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { KeyLevel } from '../app/keyboard.tsx'
import { Button } from '../kit/Button.tsx'
import type { GridRow } from './columns.tsx'
import classes from './ColumnsMenu.module.css'
import { moved, withHidden, withPin } from './layout.ts'
import type { Grid } from './useGrid.ts'

/** Which columns show, in which order, and which of them stay at the left. */
export function ColumnsMenu<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const { layout, setLayout } = grid
  const columns = grid.table.getAllLeafColumns()
  const order = layout.order.flatMap((id) => columns.filter((column) => column.id === id))
  // Before the one above; under the one below, which is before the one after that.
  const move = (at: number, by: -1 | 1): void => {
    const id = order[at]?.id
    if (id !== undefined) setLayout(moved(layout, id, by === -1 ? order[at - 1]?.id : order[at + 2]?.id))
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
              const isPinned = layout.pinned.includes(column.id)
              const head = column.columnDef.meta?.head ?? column.id
              return (
                <li key={column.id} className={classes['item']}>
                  <button
                    type="button"
                    role="checkbox"
                    aria-checked={isOn}
                    className={classes['name']}
                    onClick={() => setLayout(withHidden(layout, column.id, isOn))}
                  >
                    <span className={`${classes['tick']} ${isOn ? classes['ticked'] : ''}`}>
                      {isOn && <IconCheck size={12} stroke={2.4} aria-hidden />}
                    </span>
                    {head}
                  </button>
                  <Button
                    look="quiet"
                    small
                    icon={isPinned ? IconPinFilled : IconPin}
                    label={`${head}: pin at the left`}
                    aria-pressed={isPinned}
                    onPress={() => setLayout(withPin(layout, column.id, !isPinned))}
                  />
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
