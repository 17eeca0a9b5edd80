import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { seen } from '../../src-shared/seen.ts'
import { Key } from '../kit/Key.tsx'
import type { GridRow } from './columns.tsx'
import { copyCell, copyText, rowText } from './copy.ts'
import classes from './Grid.module.css'
import { stepped, withHidden, withoutWidth, withPin } from './layout.ts'
import type { MenuAt } from './menu-at.ts'
import { fit } from './tracks.ts'
import type { Grid } from './useGrid.ts'
import { alsoSortedBy, groupedBy, withFilter } from './view.ts'
import { directionWords, groupName, sameAs, without } from './words.ts'

type Props<Row extends GridRow> = { readonly grid: Grid<Row>; readonly at: MenuAt | undefined; readonly onClose: () => void }

/** What can be done with a column, or with a row and one value of it. */
export function GridMenu<Row extends GridRow>({ grid, at, onClose }: Props<Row>): ReactNode {
  const close = (): void => {
    onClose()
    // What an item opened keeps the focus.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement?.closest('[role=menu]')) grid.focus()
    })
  }
  return (
    <Menu
      opened={at !== undefined}
      onChange={(isOpen) => !isOpen && close()}
      position="bottom-start"
      width={236}
      offset={2}
      returnFocus={false}
      {...(at && { key: `${at.is} ${at.x} ${at.y}` })}
    >
      <Menu.Target>
        <span className={classes['menuAt']} style={at && { left: at.x, top: at.y }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown aria-label={at?.is === 'head' ? 'Column' : 'Row'}>
        {at?.is === 'head' && <HeadItems grid={grid} id={at.column} />}
        {at?.is === 'row' && <RowItems grid={grid} index={at.index} id={at.column} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function HeadItems<Row extends GridRow>({ grid, id }: { readonly grid: Grid<Row>; readonly id: string }): ReactNode {
  const { view, layout, setLayout } = grid
  const column = grid.table.getColumn(id)
  const field = grid.fields.find((one) => one.field === id)
  const head = column?.columnDef.meta?.head ?? id
  const [up, down] = directionWords(field?.kind)
  const sort = view.sort.find(({ by }) => by === id)
  const isOnly = view.sort.length === 1 && sort !== undefined
  const isPinned = layout.pinned.includes(id)
  const canSort = column?.getCanSort() === true
  return (
    <>
      <Menu.Label>{head}</Menu.Label>
      {canSort && (
        <>
          <Item isFirst isOn={isOnly && !sort.down} onPress={() => grid.setView({ ...view, sort: [{ by: id, down: false }] })}>
            {`Sort ${up}`}
          </Item>
          <Item isOn={isOnly && sort.down} onPress={() => grid.setView({ ...view, sort: [{ by: id, down: true }] })}>
            {`Sort ${down}`}
          </Item>
          {view.sort.length > 0 && !isOnly && (
            <Item onPress={() => grid.setView(alsoSortedBy(view, id, sort ? !sort.down : false))}>
              {sort ? `Sort behind the others, ${sort.down ? up : down}` : 'Sort behind the others'}
            </Item>
          )}
          {sort && <Item onPress={() => grid.setView({ ...view, sort: view.sort.filter(({ by }) => by !== id) })}>Without this order</Item>}
          <Menu.Divider />
        </>
      )}
      {field && <Item onPress={() => grid.setFiltering(id)}>{`Filter by ${head}`}</Item>}
      {canSort && (
        <Item isOn={view.group === id} onPress={() => grid.setView(groupedBy(view, view.group === id ? undefined : id))}>
          {view.group === id ? 'Not grouped' : `Group by ${head}`}
        </Item>
      )}
      <Menu.Divider />
      <Item isOn={isPinned} onPress={() => setLayout(withPin(layout, id, !isPinned))}>
        {isPinned ? 'Not pinned' : 'Pin at the left'}
      </Item>
      <Item onPress={() => setLayout(stepped(layout, id, -1))} keys="Alt+ArrowLeft">
        One place to the left
      </Item>
      <Item onPress={() => setLayout(stepped(layout, id, 1))} keys="Alt+ArrowRight">
        One place to the right
      </Item>
      <Item onPress={() => fit(grid, id)}>As wide as its words</Item>
      {layout.widths[id] !== undefined && <Item onPress={() => setLayout(withoutWidth(layout, id))}>As wide as at first</Item>}
      <Item onPress={() => setLayout(withHidden(layout, id, true))}>Hide</Item>
    </>
  )
}

type RowProps<Row extends GridRow> = { readonly grid: Grid<Row>; readonly index: number; readonly id: string | undefined }

function RowItems<Row extends GridRow>({ grid, index, id }: RowProps<Row>): ReactNode {
  const row = grid.rows.at(index)
  if (!row) return <Menu.Label>It is not here yet</Menu.Label>
  const field = grid.fields.find((one) => one.field === id)
  const meta = grid.table.getAllLeafColumns().find((column) => column.id === id)?.columnDef.meta
  const value = id === undefined ? undefined : (row as Readonly<Record<string, unknown>>)[id]
  const same = field && sameAs(field, value)
  const others = field && without(grid.view, field, value)
  const isValue = typeof value === 'string' || typeof value === 'number' || value === null
  const named = field && isValue ? groupName(value, field.kind, field.head, meta?.groupWords) : ''
  const isOn = grid.choosing.isOn(row.id)
  const text = meta?.text(row as never) ?? ''
  return (
    <>
      <Item isFirst keys="Enter" onPress={() => grid.openAt(index)}>
        Open
      </Item>
      <Item keys="x" onPress={() => grid.toggleAt(index)}>
        {isOn ? 'Take out of what is selected' : 'Select'}
      </Item>
      {field && same && (
        <>
          <Menu.Divider />
          <Menu.Label>{field.head}</Menu.Label>
          <Item onPress={() => grid.setView(withFilter(grid.view, same))}>{`Only ${seen(named)}`}</Item>
          {others && <Item onPress={() => grid.setView(others)}>{`Without ${seen(named)}`}</Item>}
        </>
      )}
      <Menu.Divider />
      {text !== '' && (
        <Item onPress={() => copyCell(grid, row, id)}>{`Copy “${seen(text.length > 28 ? `${text.slice(0, 27)}…` : text)}”`}</Item>
      )}
      <Item onPress={() => copyText(rowText(grid, row))}>Copy the row</Item>
    </>
  )
}

function Item({
  onPress,
  keys,
  isOn = false,
  isFirst = false,
  children,
}: {
  readonly onPress: () => void
  readonly keys?: string
  readonly isOn?: boolean
  readonly isFirst?: boolean
  readonly children: string
}): ReactNode {
  return (
    <Menu.Item
      onClick={onPress}
      rightSection={keys === undefined ? undefined : <Key of={keys} />}
      className={isOn ? classes['itemOn'] : undefined}
      {...(isFirst && { 'data-autofocus': true })}
    >
      {children}
    </Menu.Item>
  )
}
