import { IconArrowDown, IconArrowUp, IconCheck, IconMinus } from '@tabler/icons-react'
import type { Cell, Header } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { cents, columnMoney } from '../../src-shared/money.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { useAppearance } from '../app/appearance.tsx'
import { HEAD_HEIGHT, ROW_HEIGHT } from '../app/density.ts'
import { useKeys } from '../app/keyboard.tsx'
import { counted, Money } from '../kit/figures.tsx'
import { Icon } from '../kit/Icon.tsx'
import { ProblemView } from '../kit/Problem.tsx'
import { RowsSkeleton } from '../kit/Skeleton.tsx'
import { explained } from '../help/terms.ts'
import { copyRows } from './copy.ts'
import type { Features, GridRow } from './columns.tsx'
import classes from './Grid.module.css'
import { isChosen, isNothing, NONE } from './selection.ts'
import type { Grid } from './useGrid.ts'

const overscan = 20
const footHeight = 31
const boxWidth = 40

/** A column whose width was drawn keeps it; the others share what is left. */
const trackOf = (width: number, grows: number): string => (grows > 0 ? `minmax(${width}px, ${grows}fr)` : `${width}px`)

/** The room the sum below a column needs, by the widths of figures and signs in the foot's letters. */
function roomOfSum(sum: number | undefined): number {
  if (sum === undefined) return 0
  const text = columnMoney(cents(sum))
  const figures = text.replaceAll(/\D/g, '').length
  return Math.ceil(figures * 7.5 + (text.length - figures) * 4) + 12
}

type Props<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly label: string
  /** Stands where there is no row at all. */
  readonly empty: ReactNode
}

/** The rows: head, what is in sight, and the foot with its sums. */
export function GridTable<Row extends GridRow>({ grid, label, empty }: Props<Row>): ReactNode {
  const { table, rows, element } = grid
  const { density } = useAppearance()
  const height = ROW_HEIGHT[density]
  const head = HEAD_HEIGHT[density]
  const { look } = grid
  // oxlint-disable-next-line react/incompatible-library -- the window is not compiled by React's compiler
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => element.current,
    estimateSize: () => height,
    overscan,
    // The head and the foot stay where they are while the rows go by below them.
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: footHeight,
    onChange: ({ range }) => {
      if (range) look(range.startIndex, range.endIndex)
    },
  })
  useLayoutEffect(() => virtual.measure(), [virtual, height, head])
  const inSight = Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 0) - head - footHeight) / height))
  useGridKeys(grid, inSight)

  // The row that stands out is kept in sight, whoever moved it.
  const { cursor } = grid
  useEffect(() => {
    if (rows.total > 0) virtual.scrollToIndex(cursor, { align: 'auto' })
  }, [cursor, rows.total, virtual])

  // A list is there to be walked through: it has the focus as soon as it shows, unless one is typing.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body || document.activeElement.tagName === 'MAIN')
      element.current?.focus({ preventScroll: true })
  }, [element])

  const columns = table.getVisibleLeafColumns()
  const widths = columns.map((column, n) => {
    const { meta } = column.columnDef
    const sum = meta?.sum === undefined ? undefined : rows.sums[meta.sum]
    return Math.max(column.getSize(), roomOfSum(sum) + (sum !== undefined && n === columns.length - 1 ? 6 : 0))
  })
  const tracks = columns.map(({ id, columnDef }, n) =>
    trackOf(widths[n] ?? 0, grid.layout.widths[id] === undefined ? (columnDef.meta?.grows ?? 0) : 0),
  )
  const template = [`${boxWidth}px`, ...tracks].join(' ')
  const least = widths.reduce((sum, width) => sum + width, boxWidth)
  const layoutKey = columns.map(({ id }) => id).join(' ')
  const cellsAt = new Map(table.getRowModel().rows.map((row, n) => [rows.loaded[n]?.index ?? -1, row.getVisibleCells()]))
  const rowId = (index: number): string => `${grid.screen}-row-${index}`
  const items = virtual.getVirtualItems()
  const isCursorDrawn = items.some(({ index }) => index === cursor)

  if (rows.isFirst && rows.problem) return <ProblemView problem={rows.problem} onRetry={rows.retry} />
  if (!rows.isFirst && rows.total === 0) return empty
  return (
    // Its keys are bound for the whole screen.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={element}
      className={classes['scroll']}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-rowcount={rows.total + 2}
      aria-colcount={columns.length + 1}
      aria-busy={rows.isFirst}
      aria-activedescendant={isCursorDrawn ? rowId(cursor) : undefined}
      style={{ '--cols': template, '--least': `${least}px` } as CSSProperties}
      onClick={(event) => press(grid, event)}
    >
      <Head grid={grid} headers={table.getHeaderGroups()[0]?.headers ?? []} />
      {rows.isFirst ? (
        <RowsSkeleton rows={16} />
      ) : (
        <div className={classes['body']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows.at(index)
            return (
              <GridLine
                key={index}
                id={rowId(index)}
                index={index}
                start={start - head}
                row={row}
                cells={cellsAt.get(index)}
                layout={layoutKey}
                isCursor={index === cursor}
                isChosen={row !== undefined && isChosen(grid.selection, row.id)}
                grid={grid}
              />
            )
          })}
        </div>
      )}
      <Foot grid={grid} />
    </div>
  )
}

function Head<Row extends GridRow>({
  grid,
  headers,
}: {
  readonly grid: Grid<Row>
  readonly headers: readonly Header<Features, Row, unknown>[]
}): ReactNode {
  const [stop, setStop] = useState(0)
  const isAll = grid.rows.total > 0 && grid.chosen === grid.rows.total
  const line = useRef<HTMLDivElement>(null)
  // Whoever pressed with the mouse goes on with the rows.
  const backToRows = (event: MouseEvent): void => {
    if (event.detail > 0) grid.focus()
  }
  // One stop for the Tab key; the arrows go from head to head.
  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    const stops = [...(line.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
    const next = Math.max(0, Math.min(stops.length - 1, stop + (event.key === 'ArrowRight' ? 1 : -1)))
    event.preventDefault()
    setStop(next)
    stops[next]?.focus()
  }
  return (
    <div role="rowgroup" className={classes['head']}>
      <div ref={line} role="row" aria-rowindex={1} className={classes['line']} onKeyDown={walk} onClick={backToRows} tabIndex={-1}>
        <div role="columnheader" aria-colindex={1} className={classes['boxCell']}>
          <button
            type="button"
            data-stop
            tabIndex={stop === 0 ? 0 : -1}
            role="checkbox"
            aria-checked={isAll ? true : grid.chosen > 0 ? 'mixed' : false}
            aria-label={`Select all ${counted(grid.rows.total, ...grid.noun)}`}
            className={classes['boxButton']}
            onClick={() => (grid.chosen > 0 ? grid.setSelection(NONE) : grid.chooseAll())}
          >
            <Box isOn={isAll} isPart={grid.chosen > 0 && !isAll} />
          </button>
        </div>
        {headers.map((header, n) => (
          <HeadCell key={header.id} header={header} colindex={n + 2} tabIndex={stop === n + 1 ? 0 : -1} />
        ))}
      </div>
    </div>
  )
}

function HeadCell<Row extends GridRow>({
  header,
  colindex,
  tabIndex,
}: {
  readonly header: Header<Features, Row, unknown>
  readonly colindex: number
  readonly tabIndex: number
}): ReactNode {
  const { column } = header
  const { meta } = column.columnDef
  const sorted = column.getIsSorted()
  const place = column.getSortIndex()
  const words = meta?.head ?? ''
  return (
    <div
      role="columnheader"
      aria-colindex={colindex}
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
      className={[classes['cell'], classes['headCell'], meta?.isEnd && classes['end'], sorted !== false && classes['sorted']]
        .filter(Boolean)
        .join(' ')}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          data-stop
          tabIndex={tabIndex}
          className={classes['sort']}
          onClick={column.getToggleSortingHandler()}
          {...explained(words, `Sort by ${words}. With Shift: after the others.`)}
        >
          {words}
          {sorted !== false && <Icon of={sorted === 'asc' ? IconArrowUp : IconArrowDown} size={12} />}
          {place > 0 && <span className={classes['place']}>{place + 1}</span>}
        </button>
      ) : (
        <span data-stop tabIndex={tabIndex} {...explained(words)}>
          {words}
        </span>
      )}
      <span className={classes['resize']} onMouseDown={header.getResizeHandler()} onDoubleClick={() => column.resetSize()} aria-hidden />
    </div>
  )
}

type LineProps<Row extends GridRow> = {
  readonly id: string
  readonly index: number
  readonly start: number
  readonly row: Row | undefined
  readonly cells: readonly Cell<Features, Row, unknown>[] | undefined
  readonly layout: string
  readonly isCursor: boolean
  readonly isChosen: boolean
  readonly grid: Grid<Row>
}

const isSameLine = <Row extends GridRow>(before: LineProps<Row>, now: LineProps<Row>): boolean =>
  before.row === now.row &&
  before.index === now.index &&
  before.start === now.start &&
  before.layout === now.layout &&
  before.isCursor === now.isCursor &&
  before.isChosen === now.isChosen

/** One row. A row that is not here yet keeps its place. It is clicked through the grid's own element, so that nothing is bound to each row. */
const GridLine = memo(function GridLine<Row extends GridRow>({
  id,
  index,
  start,
  cells,
  isCursor,
  isChosen: isOn,
  grid,
}: LineProps<Row>): ReactNode {
  const { FlexRender } = grid.table
  const names = [classes['line'], classes['row'], isOn && classes['chosen'], isCursor && classes['cursor']]
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOn}
      data-index={index}
      className={names.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" aria-colindex={1} aria-label={isOn ? 'Selected' : 'Not selected'} className={classes['boxCell']} data-box>
        <Box isOn={isOn} />
      </div>
      {cells?.map((cell, n) => {
        const { meta } = cell.column.columnDef
        return (
          <div
            key={cell.id}
            role="gridcell"
            aria-colindex={n + 2}
            className={[classes['cell'], meta?.isEnd && classes['end'], meta?.isStatus && classes['statusCell'], meta?.className]
              .filter(Boolean)
              .join(' ')}
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

function Box({ isOn, isPart = false }: { readonly isOn: boolean; readonly isPart?: boolean }): ReactNode {
  return (
    <span className={`${classes['box']} ${isOn || isPart ? classes['boxOn'] : ''}`} aria-hidden>
      {isOn && <IconCheck size={12} stroke={2.4} />}
      {isPart && <IconMinus size={12} stroke={2.4} />}
    </span>
  )
}

/** How many, how many chosen, and below each money column the engine's sum over all of them. */
function Foot<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const { rows, noun, chosen } = grid
  const columns = grid.table.getVisibleLeafColumns()
  const firstSum = columns.findIndex((column) => column.columnDef.meta?.sum !== undefined)
  const lead = firstSum < 0 ? columns.length : firstSum
  return (
    <div role="rowgroup" className={classes['foot']}>
      <div role="row" aria-rowindex={rows.total + 2} className={classes['line']}>
        <div role="gridcell" aria-colindex={1} className={classes['count']} style={{ gridColumn: `1 / span ${lead + 1}` }}>
          {!rows.isFirst && counted(rows.total, ...noun)}
          {chosen > 0 && `, ${chosen.toLocaleString('en-US')} selected`}
        </div>
        {columns.slice(lead).map((column, n) => {
          const sum = column.columnDef.meta?.sum
          const value = sum === undefined ? undefined : rows.sums[sum]
          return (
            <div key={column.id} role="gridcell" aria-colindex={lead + n + 2} className={`${classes['cell']} ${classes['end']}`}>
              {value !== undefined && <Money cents={cents(value)} isSum />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** A click opens; on the box, or with Ctrl, it chooses; with Shift, it chooses all up to there. */
function press<Row extends GridRow>(grid: Grid<Row>, event: MouseEvent): void {
  if (!(event.target instanceof Element)) return
  const line = event.target.closest<HTMLElement>('[data-index]')
  const index = wholeNumber(line?.dataset['index'] ?? '')
  if (index === undefined) return
  if (event.shiftKey) grid.chooseTo(index)
  else if (event.ctrlKey || event.metaKey || event.target.closest('[data-box]')) grid.toggleAt(index)
  else grid.openAt(index)
}

function useGridKeys<Row extends GridRow>(grid: Grid<Row>, inSight: number): void {
  const { cursor, rows, moveTo, open } = grid
  const isOpen = open !== undefined
  const last = rows.total - 1
  const hasRows = rows.total > 0
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next row', run: () => moveTo(cursor + 1), when: hasRows },
    { keys: ['k', 'ArrowUp'], words: 'Previous row', run: () => moveTo(cursor - 1), when: hasRows },
    { keys: ['g g', 'Home'], words: 'First row', run: () => moveTo(0), when: hasRows },
    { keys: ['Shift+g', 'End'], words: 'Last row', run: () => moveTo(last), when: hasRows },
    { keys: 'PageDown', run: () => moveTo(cursor + inSight), when: hasRows },
    { keys: 'PageUp', run: () => moveTo(cursor - inSight), when: hasRows },
    { keys: 'Enter', words: 'Open', run: () => grid.openAt(cursor), when: hasRows },
    { keys: 'Space', run: () => grid.openAt(cursor), when: hasRows && !isOpen },
    { keys: ']', words: 'Next in this list, panel open', run: () => (isOpen ? moveTo(cursor + 1) : grid.openAt(cursor)), when: hasRows },
    { keys: '[', run: () => moveTo(cursor - 1), when: hasRows && isOpen },
    { keys: 'Escape', words: 'Back', run: () => grid.close(), when: isOpen },
  ])
  useKeys('Select', [
    { keys: 'x', words: 'This row', run: () => grid.toggleAt(cursor), when: hasRows },
    { keys: ['Shift+j', 'Shift+ArrowDown'], words: 'A range', run: () => grid.chooseTo(cursor + 1), when: hasRows },
    { keys: ['Shift+k', 'Shift+ArrowUp'], run: () => grid.chooseTo(cursor - 1), when: hasRows },
    { keys: 'Mod+a', words: 'All that match the filter', run: () => grid.chooseAll(), when: hasRows },
    { keys: 'Escape', words: 'None', run: () => grid.setSelection(NONE), when: !isOpen && !isNothing(grid.selection, rows.total) },
    {
      keys: 'Mod+c',
      words: 'Copy as a table',
      run: () => void copyRows(grid),
      when: hasRows && window.getSelection()?.isCollapsed !== false,
    },
  ])
}
