import { Popover } from '@mantine/core'
import { IconFilter, IconPlus, IconX } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { KeyLevel, useKeys } from '../app/keyboard.tsx'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import type { GridRow } from './columns.tsx'
import { FilterEditor, FilterPicker } from './FilterEditor.tsx'
import classes from './Filters.module.css'
import { groupable, GroupChip } from './GroupChip.tsx'
import { Selected } from './Selected.tsx'
import type { Grid } from './useGrid.ts'
import { chipWords, groupedBy, withFilter, withoutFilter, withoutLast, type FilterField } from './view.ts'

/** The filters as chips that read as words, and at the right what applies to the rows that are selected. */
export function Filters<Row extends GridRow>({ grid, actions }: { readonly grid: Grid<Row>; readonly actions?: ReactNode }): ReactNode {
  const { view, fields } = grid
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' || event.target instanceof HTMLInputElement || event.defaultPrevented) return
    if (view.filters.length === 0 && view.group === undefined) return
    event.preventDefault()
    grid.setView(withoutLast(view))
    // The chip that had the focus may be the one that is gone.
    event.currentTarget.querySelector<HTMLElement>('[data-add]')?.focus()
  }
  return (
    // Each chip is a button of its own; this key is theirs together.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={classes['bar']} role="group" aria-label="Filters and selection" onKeyDown={onKey}>
      <Icon of={IconFilter} />
      <GroupChip grid={grid} />
      {view.filters.map((filter) => {
        const words = chipWords(filter, fields)
        const known = fields.find(({ field }) => field === filter.field)
        const sentence = [words.head, words.how, words.value].filter(Boolean).join(' ')
        return (
          <span key={filter.field} className={classes['chip']}>
            {known ? (
              <Edit grid={grid} field={known} label={`${sentence}. Change`}>
                {words.head} {words.how} <b>{words.value}</b>
              </Edit>
            ) : (
              <span className={classes['words']}>
                {words.head} {words.how} <b>{words.value}</b>
              </span>
            )}
            <button
              type="button"
              className={classes['drop']}
              aria-label={`Without: ${sentence}`}
              onClick={() => grid.setView(withoutFilter(view, filter.field))}
            >
              <Icon of={IconX} size={12} />
            </button>
          </span>
        )
      })}
      <Add grid={grid} />
      {grid.isChanged && grid.tab && (
        <Button look="quiet" small onPress={() => grid.setView(grid.tab?.view ?? view)}>
          Back to {grid.tab.name}
        </Button>
      )}
      {view.filters.length > 0 && (
        <Button look="quiet" small onPress={() => grid.setView({ ...view, filters: [] })}>
          Clear filters
        </Button>
      )}
      <Selected grid={grid} actions={actions} />
    </div>
  )
}

type EditProps<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly field: FilterField
  readonly label: string
  readonly children: ReactNode
}

function Edit<Row extends GridRow>({ grid, field, label, children }: EditProps<Row>): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const filter = grid.view.filters.find((one) => one.field === field.field)
  return (
    <Popover
      opened={isOpen}
      onChange={(next) => {
        setOpen(next)
        if (!next) grid.focus()
      }}
      trapFocus
    >
      <Popover.Target>
        <button type="button" className={classes['words']} aria-label={label} onClick={() => setOpen((before) => !before)}>
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={field.head}>
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <FilterEditor
            grid={grid}
            field={field}
            filter={filter}
            onDone={(next) => {
              setOpen(false)
              grid.setView(next ? withFilter(grid.view, next) : withoutFilter(grid.view, field.field))
              grid.focus()
            }}
          />
        </KeyLevel>
      </Popover.Dropdown>
    </Popover>
  )
}

function Add<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const { filtering, setFiltering, view } = grid
  const field = filtering === true ? undefined : grid.fields.find((one) => one.field === filtering)
  const isOpen = filtering !== undefined
  const close = (): void => {
    setFiltering(undefined)
    grid.focus()
  }
  useKeys('Anywhere', [{ keys: '/', words: 'Filter or group this list', run: () => setFiltering(true) }])
  return (
    <Popover opened={isOpen} onChange={(next) => (next ? setFiltering(true) : close())} trapFocus>
      <Popover.Target>
        <button
          type="button"
          data-add
          className={`${classes['chip']} ${classes['add']}`}
          aria-keyshortcuts="/"
          onClick={() => (isOpen ? close() : setFiltering(true))}
        >
          <Icon of={IconPlus} size={14} /> Filter <Key of="/" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Add a filter">
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          {field ? (
            <FilterEditor
              key={field.field}
              grid={grid}
              field={field}
              filter={view.filters.find((one) => one.field === field.field)}
              onDone={(next) => {
                grid.setView(next ? withFilter(view, next) : withoutFilter(view, field.field))
                close()
              }}
            />
          ) : (
            <FilterPicker
              fields={grid.fields}
              groups={groupable(grid).filter(({ id }) => id !== view.group)}
              onPick={(one) => setFiltering(one.field)}
              onGroup={(id) => {
                grid.setView(groupedBy(view, id))
                close()
              }}
              onErase={() => grid.setView(withoutLast(view))}
            />
          )}
        </KeyLevel>
      </Popover.Dropdown>
    </Popover>
  )
}
