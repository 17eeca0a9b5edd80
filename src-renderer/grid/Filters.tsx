import { Popover } from '@mantine/core'
import { IconFilter, IconPlus, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { ActionGroupContext, KeyLevel, useKeys } from '../app/keyboard.tsx'
import { Button } from '../kit/Button.tsx'
import { counted } from '../kit/figures.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import type { GridRow } from './columns.tsx'
import { FilterEditor, FilterPicker } from './FilterEditor.tsx'
import classes from './Filters.module.css'
import { NONE } from './selection.ts'
import type { Grid } from './useGrid.ts'
import { chipWords, withFilter, withoutFilter, type FilterField } from './view.ts'

/** The filters as chips that read as words, and at the right what applies to the rows that are selected. */
export function Filters<Row extends GridRow>({ grid, actions }: { readonly grid: Grid<Row>; readonly actions?: ReactNode }): ReactNode {
  const { view, fields } = grid
  return (
    <div className={classes['bar']} role="group" aria-label="Filters and selection">
      <Icon of={IconFilter} />
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
      {grid.isChanged && view.filters.length > 0 && grid.tab && (
        <Button look="quiet" small onPress={() => grid.setView(grid.tab?.view ?? view)}>
          Back to {grid.tab.name}
        </Button>
      )}
      {grid.chosen > 0 && (
        <div className={classes['selected']} role="status">
          <span>{grid.chosen.toLocaleString('en-US')} selected</span>
          <ActionGroupContext value={`Actions on the ${counted(grid.chosen, `selected ${grid.noun[0]}`, `selected ${grid.noun[1]}`)}`}>
            {actions}
          </ActionGroupContext>
          <Button look="quiet" small onPress={() => grid.setSelection(NONE)}>
            Clear
            <Key of="Escape" />
          </Button>
        </div>
      )}
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
  const [isOpen, setOpen] = useState(false)
  const [field, setField] = useState<FilterField>()
  const show = (next: boolean): void => {
    setField(undefined)
    setOpen(next)
    if (!next) grid.focus()
  }
  useKeys('Anywhere', [{ keys: '/', words: 'Filter this list', run: () => show(true) }])
  return (
    <Popover opened={isOpen} onChange={show} trapFocus>
      <Popover.Target>
        <button type="button" className={`${classes['chip']} ${classes['add']}`} aria-keyshortcuts="/" onClick={() => show(!isOpen)}>
          <Icon of={IconPlus} size={14} /> Filter <Key of="/" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Add a filter">
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          {field ? (
            <FilterEditor
              key={field.field}
              field={field}
              filter={grid.view.filters.find((one) => one.field === field.field)}
              onDone={(next) => {
                show(false)
                if (next) grid.setView(withFilter(grid.view, next))
                grid.focus()
              }}
            />
          ) : (
            <FilterPicker fields={grid.fields} onPick={setField} />
          )}
        </KeyLevel>
      </Popover.Dropdown>
    </Popover>
  )
}
