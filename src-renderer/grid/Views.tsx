import { Menu } from '@mantine/core'
import { IconChevronDown, IconPlus, IconUsers } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { resolved } from '../../src-shared/contract/list.ts'
import { useKeys } from '../app/keyboard.tsx'
import { useToday } from '../app/sitting.ts'
import { Icon } from '../kit/Icon.tsx'
import type { GridRow } from './columns.tsx'
import { NameDialog, type Naming } from './NameDialog.tsx'
import type { Grid, Tab } from './useGrid.ts'
import { useSavedViews } from './useSavedViews.ts'
import classes from './Views.module.css'
import { useTotals, type ListName } from './windows.ts'

/** The views of a screen as tabs: its own, then those a person saved or sees, then the way to save one. */
export function Views<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const [naming, setNaming] = useState<Naming>()
  useKeys('Views', [
    ...grid.tabs.slice(0, 9).map(({ id, name }, n) => ({ keys: `Alt+${n + 1}`, words: name, run: () => grid.showTab(id) })),
    { keys: 'Shift+v', words: 'Save as a view', run: () => setNaming({ is: 'new' }) },
  ])
  return (
    <div className={classes['views']} role="group" aria-label="Views">
      {grid.tabs.map((tab) => {
        const isOn = tab.id === grid.tab?.id
        return (
          <span key={tab.id} className={`${classes['view']} ${isOn ? classes['on'] : ''}`}>
            <button type="button" className={classes['name']} aria-pressed={isOn} onClick={() => grid.showTab(tab.id)}>
              {tab.saved?.isShared === true && (
                <span className={classes['shared']} title={tab.saved.isMine ? 'You share it' : `Shared by ${tab.saved.owner}`}>
                  <Icon of={IconUsers} size={12} />
                  <span className="unseen">Shared: </span>
                </span>
              )}
              {tab.name}
              {isOn && (grid.isChanged || grid.isDrawn) && <span title="Changed since it was saved"> ·</span>}
              {tab.hidesCount !== true && <Count call={grid.call} tab={tab} isWaiting={grid.rows.isFirst} />}
            </button>
            {isOn && tab.saved && <ViewMenu grid={grid} tab={tab} saved={tab.saved} onName={setNaming} />}
          </span>
        )
      })}
      <button
        type="button"
        className={classes['add']}
        aria-label="Save these filters and columns as a view"
        title="Save as a view"
        onClick={() => setNaming({ is: 'new' })}
      >
        <Icon of={IconPlus} size={14} />
      </button>
      {naming && (
        <NameDialog
          grid={grid}
          naming={naming}
          onClose={() => {
            setNaming(undefined)
            grid.focus()
          }}
        />
      )}
    </div>
  )
}

/** How many rows a view has. It is counted after the rows in sight are there. */
function Count({ call, tab, isWaiting }: { readonly call: ListName; readonly tab: Tab; readonly isWaiting: boolean }): ReactNode {
  const today = useToday()
  const totals = useTotals(call, resolved({ filters: tab.view.filters, sort: [] }, today), !isWaiting)
  return totals === undefined ? null : <i className={classes['count']}>{totals.total.toLocaleString('en-US')}</i>
}

type MenuProps<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly tab: Tab
  readonly saved: NonNullable<Tab['saved']>
  readonly onName: (naming: Naming) => void
}

/** What can be done with the saved view that shows. */
function ViewMenu<Row extends GridRow>({ grid, tab, saved, onName }: MenuProps<Row>): ReactNode {
  const views = useSavedViews(grid)
  const isChanged = grid.isChanged || grid.isDrawn
  return (
    <Menu position="bottom-start" width={236} onClose={grid.focus}>
      <Menu.Target>
        <button type="button" className={classes['more']} aria-label={`The view ${tab.name}: save, rename, share`} title="This view">
          <Icon of={IconChevronDown} size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {saved.mayChange && (
          <Menu.Item disabled={!isChanged} onClick={() => void views.update(saved)}>
            Save what changed
          </Menu.Item>
        )}
        {isChanged && <Menu.Item onClick={views.putBack}>Back to how it was saved</Menu.Item>}
        <Menu.Item onClick={() => onName({ is: 'new' })}>Save as another view</Menu.Item>
        {saved.mayChange && (
          <>
            <Menu.Item onClick={() => onName({ is: 'rename', saved })}>Rename</Menu.Item>
            <Menu.Item onClick={() => void views.share(saved, !saved.isShared)}>
              {saved.isShared ? 'Share no more' : 'Share with the practice'}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => void views.pin(saved, !saved.isOnRail)}>
          {saved.isOnRail ? 'Take off the rail' : 'Put on the rail'}
        </Menu.Item>
        <Menu.Item disabled={!views.canStep(saved, -1)} onClick={() => void views.step(saved, -1)}>
          One place to the left
        </Menu.Item>
        <Menu.Item disabled={!views.canStep(saved, 1)} onClick={() => void views.step(saved, 1)}>
          One place to the right
        </Menu.Item>
        {saved.mayChange && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void views.forget(saved)}>Forget</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
