import { Menu } from '@mantine/core'
import { IconChevronsDown, IconChevronsUp, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '../kit/Icon.tsx'
import type { GridRow } from './columns.tsx'
import classes from './Filters.module.css'
import type { Grid } from './useGrid.ts'
import { groupedBy } from './view.ts'

/** What a list can be grouped by: what it can be ordered by. */
export const groupable = <Row extends GridRow>(grid: Grid<Row>): readonly { readonly id: string; readonly head: string }[] =>
  grid.table
    .getAllLeafColumns()
    .filter((column) => column.getCanSort())
    .map(({ id, columnDef }) => ({ id, head: columnDef.meta?.head ?? id }))

/** "Grouped by cause": another field, all open or closed, or no groups. */
export function GroupChip<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const { group } = grid.view
  if (group === undefined) return null
  const choices = groupable(grid)
  const head = choices.find(({ id }) => id === group)?.head ?? grid.fields.find(({ field }) => field === group)?.head ?? group
  const hasOpen = grid.groups?.some((_, n) => !grid.isClosed(n)) ?? false
  return (
    <>
      <span className={classes['chip']}>
        <Menu position="bottom-start" onClose={grid.focus}>
          <Menu.Target>
            <button type="button" className={classes['words']} aria-label={`Grouped by ${head}. Change`}>
              Grouped by <b>{head.toLowerCase()}</b>
            </button>
          </Menu.Target>
          <Menu.Dropdown aria-label="Group by">
            {choices.map(({ id, head: name }) => (
              <Menu.Item key={id} onClick={() => grid.setView(groupedBy(grid.view, id))}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <button
          type="button"
          className={classes['drop']}
          aria-label="Without groups"
          onClick={() => grid.setView(groupedBy(grid.view, undefined))}
        >
          <Icon of={IconX} size={12} />
        </button>
      </span>
      {grid.rows.problem?.code === 'list.groups' && <span className="fam-warn">{grid.rows.problem.message}</span>}
      <button
        type="button"
        className={`${classes['drop']} ${classes['fold']}`}
        aria-label={hasOpen ? 'Close all groups' : 'Open all groups'}
        title={hasOpen ? 'Close all groups (Shift ←)' : 'Open all groups (Shift →)'}
        onClick={() => {
          grid.closeAll(hasOpen)
          grid.focus()
        }}
      >
        <Icon of={hasOpen ? IconChevronsUp : IconChevronsDown} size={14} />
      </button>
    </>
  )
}
