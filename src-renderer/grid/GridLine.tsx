import { IconCheck, IconChevronDown, IconChevronRight, IconMinus } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { cents } from '../../src-shared/money.ts'
import { seen } from '../../src-shared/seen.ts'
import { Money } from '../kit/figures.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Mark } from '../kit/Status.tsx'
import type { GridRow } from './columns.tsx'
import classes from './Grid.module.css'
import type { Group } from './lines.ts'
import { pinStyle, type Tracks } from './tracks.ts'
import type { Grid } from './useGrid.ts'
import { groupName } from './words.ts'

export function Box({ isOn, isPart = false }: { readonly isOn: boolean; readonly isPart?: boolean }): ReactNode {
  return (
    <span className={`${classes['box']} ${isOn || isPart ? classes['boxOn'] : ''}`} aria-hidden>
      {isOn && <IconCheck size={12} stroke={2.4} />}
      {isPart && <IconMinus size={12} stroke={2.4} />}
    </span>
  )
}

export type LineProps<Row extends GridRow> = {
  readonly id: string
  /** Its place in the list and on the screen, and where that is, in px. */
  readonly index: number
  readonly line: number
  readonly start: number
  readonly row: Row | undefined
  readonly tracks: Tracks
  readonly isCursor: boolean
  readonly isChosen: boolean
  readonly isInGroup: boolean
  /** The cell that stands out, in the row that does. */
  readonly cell: string | undefined
  readonly grid: Grid<Row>
}

const isSameLine = <Row extends GridRow>(before: LineProps<Row>, now: LineProps<Row>): boolean =>
  before.row === now.row &&
  before.index === now.index &&
  before.line === now.line &&
  before.start === now.start &&
  before.tracks.key === now.tracks.key &&
  before.isCursor === now.isCursor &&
  before.isChosen === now.isChosen &&
  before.isInGroup === now.isInGroup &&
  before.cell === now.cell

/** One row. A row that is not here yet keeps its place. It is clicked through the grid's own element, so that nothing is bound to each row. */
export const GridLine = memo(function GridLine<Row extends GridRow>({
  id,
  index,
  line,
  start,
  row,
  tracks,
  isCursor,
  isChosen,
  isInGroup,
  cell: active,
  grid,
}: LineProps<Row>): ReactNode {
  const { FlexRender } = grid.table
  const cells = row && grid.table.getRowModel().rowsById[String(row.id)]?.getVisibleCells()
  const names = [classes['line'], classes['row'], isChosen && classes['chosen'], isCursor && classes['cursor']]
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 2}
      aria-level={isInGroup ? 2 : undefined}
      aria-selected={isChosen}
      data-line={line}
      data-index={index}
      className={names.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" aria-colindex={1} aria-label={isChosen ? 'Selected' : 'Not selected'} className={classes['boxCell']} data-box>
        <Box isOn={isChosen} />
      </div>
      {cells?.map((cell, n) => {
        const { meta } = cell.column.columnDef
        const isActive = cell.column.id === active
        return (
          <div
            key={cell.id}
            id={isActive ? `${id}-${cell.column.id}` : undefined}
            role="gridcell"
            aria-colindex={n + 2}
            data-col={cell.column.id}
            className={cellNames(
              n,
              tracks.pins,
              [meta?.isEnd && classes['end'], meta?.isStatus && classes['statusCell'], meta?.className],
              isActive,
            )}
            style={pinStyle(n, tracks.pins)}
            title={meta?.text(cell.row.original as never)}
          >
            <FlexRender cell={cell} />
          </div>
        )
      }) ?? (
        <div role="gridcell" aria-colindex={2} aria-label="Loading" className={classes['waiting']}>
          <i />
        </div>
      )}
    </div>
  )
}, isSameLine) as <Row extends GridRow>(props: LineProps<Row>) => ReactNode

const cellNames = (n: number, pins: number, more: readonly (string | false | undefined)[], isActive: boolean): string =>
  [classes['cell'], n < pins && classes['pinned'], n === pins - 1 && classes['lastPin'], isActive && classes['activeCell'], ...more]
    .filter(Boolean)
    .join(' ')

type GroupProps<Row extends GridRow> = {
  readonly id: string
  readonly line: number
  readonly start: number
  readonly at: number
  readonly group: Group
  readonly tracks: Tracks
  readonly isCursor: boolean
  readonly isClosed: boolean
  readonly chosen: number
  readonly grid: Grid<Row>
}

const isSameGroup = <Row extends GridRow>(before: GroupProps<Row>, now: GroupProps<Row>): boolean =>
  before.group === now.group &&
  before.line === now.line &&
  before.start === now.start &&
  before.tracks.key === now.tracks.key &&
  before.isCursor === now.isCursor &&
  before.isClosed === now.isClosed &&
  before.chosen === now.chosen &&
  before.grid.view.group === now.grid.view.group

/** The head of a group: its value, how many rows it has, and their sums. */
export const GroupLine = memo(function GroupLine<Row extends GridRow>({
  id,
  line,
  start,
  group,
  isCursor,
  isClosed,
  chosen,
  grid,
}: GroupProps<Row>): ReactNode {
  const columns = grid.table.getVisibleLeafColumns()
  const firstSum = columns.findIndex(({ columnDef }) => columnDef.meta?.sum !== undefined)
  const lead = firstSum < 0 ? columns.length : firstSum
  const field = grid.fields.find((one) => one.field === grid.view.group)
  const meta = grid.table.getAllLeafColumns().find((column) => column.id === grid.view.group)?.columnDef.meta
  const name = groupName(group.value, field?.kind, field?.head ?? '', meta?.groupWords)
  const choices = field?.kind.is === 'any' && typeof field.kind.of !== 'string' ? field.kind.of : []
  const shape = choices.find(({ value }) => value === group.value)?.shape
  const isAll = chosen > 0 && chosen === group.rows
  const names = [classes['line'], classes['row'], classes['group'], isCursor && classes['cursor']]
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 2}
      aria-level={1}
      aria-expanded={!isClosed}
      aria-selected={isAll}
      data-line={line}
      className={names.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-label={isAll ? 'Selected' : chosen > 0 ? `${chosen.toLocaleString('en-US')} selected` : 'Not selected'}
        className={classes['boxCell']}
        data-box
      >
        <Box isOn={isAll} isPart={chosen > 0 && !isAll} />
      </div>
      <div role="gridcell" aria-colindex={2} className={classes['groupName']} style={{ gridColumn: `2 / span ${Math.max(1, lead)}` }}>
        <span className={classes['groupLabel']}>
          <Icon of={isClosed ? IconChevronRight : IconChevronDown} size={14} />
          {shape && <Mark shape={shape} />}
          <span className="cut" title={name}>
            {seen(name)}
          </span>
          <span className={classes['groupCount']}>{group.rows.toLocaleString('en-US')}</span>
        </span>
      </div>
      {columns.slice(Math.max(1, lead)).map(({ id: column, columnDef }, n) => {
        const value = columnDef.meta?.sum === undefined ? undefined : group.sums[columnDef.meta.sum]
        return (
          <div key={column} role="gridcell" aria-colindex={Math.max(1, lead) + n + 2} className={`${classes['cell']} ${classes['end']}`}>
            {value !== undefined && <Money cents={cents(value)} isSum />}
          </div>
        )
      })}
    </div>
  )
}, isSameGroup) as <Row extends GridRow>(props: GroupProps<Row>) => ReactNode
