import { useEffect, useMemo, useState, type MouseEvent, type ReactNode } from 'react'
import { wholeNumber } from '../../src-shared/number.ts'
import { ProblemView } from '../kit/Problem.tsx'
import { RowsSkeleton } from '../kit/Skeleton.tsx'
import type { GridRow } from './columns.tsx'
import classes from './Grid.module.css'
import { GridBody } from './GridBody.tsx'
import { GridFoot } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { GridMenu } from './GridMenu.tsx'
import type { MenuAt } from './menu-at.ts'
import { Says } from './Says.tsx'
import { tracksOf } from './tracks.ts'
import type { Grid } from './useGrid.ts'

type Props<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly label: string
  /** Stands where there is no row at all. */
  readonly empty: ReactNode
}

/** The rows: head, what is in sight, and the foot with its sums. */
export function GridTable<Row extends GridRow>({ grid, label, empty }: Props<Row>): ReactNode {
  const { table, rows, element, lines } = grid
  const [menu, setMenu] = useState<MenuAt>()
  const { layout } = grid
  const { sums } = rows
  const columns = table.getVisibleLeafColumns()
  // The columns stand as the layout has them, which is another one whenever they change.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const tracks = useMemo(() => tracksOf(grid), [layout, sums, columns])
  const rowId = (line: number): string => `${grid.screen}-row-${line}`

  // A list is there to be walked through: it has the focus as soon as it shows, unless one is typing.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body || document.activeElement.tagName === 'MAIN')
      element.current?.focus({ preventScroll: true })
  }, [element])

  if (rows.isFirst && rows.problem) return <ProblemView problem={rows.problem} onRetry={rows.retry} />
  if (!rows.isFirst && rows.total === 0) return empty
  return (
    <>
      {/* Its keys are bound for the whole screen. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={element}
        className={`${classes['scroll']} ${tracks.pins > 0 ? classes['hasPins'] : ''}`}
        role={grid.groups ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={label}
        aria-multiselectable
        aria-rowcount={rows.isCounted ? lines.count + 2 : -1}
        aria-colcount={columns.length + 1}
        aria-busy={rows.isFirst}
        aria-activedescendant={rows.isFirst ? undefined : grid.cell === undefined ? rowId(grid.line) : `${rowId(grid.line)}-${grid.cell}`}
        style={tracks.style}
        onClick={(event) => press(grid, event)}
        onContextMenu={(event) => {
          const at = menuOf(grid, event)
          if (at) setMenu(at)
        }}
      >
        <GridHead grid={grid} pins={tracks.pins} onMenu={setMenu} />
        {rows.isFirst ? (
          <div role="rowgroup">
            <div role="row">
              <div role="gridcell">
                <RowsSkeleton rows={16} />
              </div>
            </div>
          </div>
        ) : (
          <GridBody grid={grid} tracks={tracks} rowId={rowId} onMenu={setMenu} />
        )}
        <GridFoot grid={grid} />
      </div>
      <GridMenu grid={grid} at={menu} onClose={() => setMenu(undefined)} />
      <Says grid={grid} />
    </>
  )
}

const lineOf = (target: EventTarget): number | undefined =>
  target instanceof Element ? wholeNumber(target.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? '') : undefined

/** A click opens; on the box, or with Ctrl, it chooses; with Shift, it chooses all up to there. The head of a group opens and closes. */
function press<Row extends GridRow>(grid: Grid<Row>, event: MouseEvent): void {
  const { target } = event
  const number = lineOf(target)
  const line = number === undefined ? undefined : grid.lines.at(number)
  if (!(target instanceof Element) || !line || number === undefined) return
  const isOnBox = target.closest('[data-box]') !== null
  if (line.is === 'group') {
    grid.moveToLine(number)
    if (isOnBox || event.ctrlKey || event.metaKey) grid.toggleGroup(line.group)
    else grid.closeGroup(line.group, !grid.isClosed(line.group))
  } else if (event.shiftKey) grid.chooseTo(line.index)
  else if (event.ctrlKey || event.metaKey || isOnBox) grid.toggleAt(line.index)
  else {
    grid.toCell(undefined)
    grid.openAt(line.index)
  }
}

/** What was pressed with the other button: a head, or a cell of a row. */
function menuOf<Row extends GridRow>(grid: Grid<Row>, event: MouseEvent): MenuAt | undefined {
  if (!(event.target instanceof Element)) return undefined
  const column = event.target.closest<HTMLElement>('[data-col]')?.dataset['col']
  const place = { x: event.clientX, y: event.clientY, column }
  const number = lineOf(event.target)
  if (number === undefined) {
    if (column === undefined) return undefined
    event.preventDefault()
    return { is: 'head', ...place, column }
  }
  const line = grid.lines.at(number)
  event.preventDefault()
  if (line?.is !== 'row') return undefined
  // The row one speaks of stands out, and the panel goes along if it is open.
  grid.moveTo(line.index)
  return { is: 'row', index: line.index, ...place }
}
