import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useKeys } from '../app/keyboard.tsx'
import { useCall } from '../app/queries.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { PanelMovesContext, type PanelMoves } from '../kit/Panel.tsx'
import { ScreenHead } from '../kit/Screen.tsx'
import { box, useBox, type Box } from '../app/box.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import type { GridRow } from './columns.tsx'
import { ExportButton } from './Export.tsx'
import { Filters } from './Filters.tsx'
import { GridTable } from './GridTable.tsx'
import classes from './ListScreen.module.css'
import type { Grid } from './useGrid.ts'
import { usePrintedGrid } from './print.tsx'
import { NO_VIEW } from './view.ts'
import { Views } from './Views.tsx'

type Props<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly title: string
  /** Buttons at the right of the head; the filled one last. */
  readonly actions?: ReactNode
  /** Buttons for the rows that are selected. */
  readonly selectionActions?: ReactNode
  /** Stands between the head and the rows: a banner, figures. */
  readonly above?: ReactNode
  /** What the screen is for, when there is nothing in it at all. */
  readonly empty: ReactNode
  /** The panel of a row. */
  readonly panel: (id: number) => ReactNode
  /** What a screen reader calls the panel of a row. */
  readonly panelLabel: (id: number) => string
}

/** A screen that is one list: its views, its filters, its rows, and the panel of the one that is open. */
export function ListScreen<Row extends GridRow>({
  grid,
  title,
  actions,
  selectionActions,
  above,
  empty,
  panel,
  panelLabel,
}: Props<Row>): ReactNode {
  usePrintedGrid(grid, title)
  const isFiltered = grid.view.filters.length > 0
  return (
    <>
      <ScreenHead
        title={title}
        actions={
          <>
            <ColumnsMenu grid={grid} />
            <ExportButton grid={grid} title={title} />
            {actions}
          </>
        }
      >
        <Views grid={grid} />
      </ScreenHead>
      {above}
      <Filters grid={grid} actions={selectionActions} />
      <div className={classes['body']}>
        <div className={classes['list']}>
          <GridTable grid={grid} label={title} empty={isFiltered ? <NothingFits grid={grid} empty={empty} /> : empty} />
        </div>
        {grid.open !== undefined && (
          <SidePanel
            width={panelWidth}
            label={panelLabel(grid.open)}
            moves={{ previous: () => grid.moveTo(grid.cursor - 1), next: () => grid.moveTo(grid.cursor + 1), close: grid.close }}
          >
            {panel(grid.open)}
          </SidePanel>
        )}
      </div>
    </>
  )
}

/** None fits the filters. Where the filters are the tab's own and there is none at all, the screen says what it is for. */
function NothingFits<Row extends GridRow>({ grid, empty }: { readonly grid: Grid<Row>; readonly empty: ReactNode }): ReactNode {
  const all = useCall(grid.call, { view: NO_VIEW, window: 0 }, { when: !grid.isChanged })
  if (all.isLoading) return null
  if (!grid.isChanged && all.data?.rows.length === 0) return empty
  return (
    <Empty
      title={`No ${grid.noun[1]} here`}
      actions={<Button onPress={() => grid.setView({ ...NO_VIEW, sort: grid.view.sort })}>Without filters</Button>}
    >
      None of the {grid.noun[1]} fits all filters above.
    </Empty>
  )
}

const least = 340
const most = 760
/** The width one drew stays for the sitting, on every list. */
const panelWidth = box(440)

/** Stands at the right of a list and is drawn as wide as one likes. */
export function SidePanel({
  width,
  label,
  moves,
  children,
}: {
  readonly width: Box<number>
  readonly label: string
  readonly moves?: PanelMoves
  readonly children: ReactNode
}): ReactNode {
  const drawn = useBox(width)
  const [isDrawing, setDrawing] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const draw = (to: number): void => width.set(Math.max(least, Math.min(most, to)))
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const right = panel.current?.getBoundingClientRect().right
    if (isDrawing && right !== undefined) draw(right - event.clientX)
  }
  const step = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') draw(drawn + 20)
    else if (event.key === 'ArrowRight') draw(drawn - 20)
    else return
    event.preventDefault()
  }
  useKeys('Move', [{ keys: 'ArrowRight', words: 'Into the panel', run: () => panel.current?.focus() }])
  return (
    <>
      <div
        className={classes['edge']}
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the panel"
        aria-valuenow={drawn}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onKeyDown={step}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrawing(true)
        }}
        onPointerMove={drag}
        onPointerUp={() => setDrawing(false)}
      />
      <aside ref={panel} className={classes['panel']} style={{ width: drawn }} aria-label={label} tabIndex={-1}>
        <PanelMovesContext value={moves}>{children}</PanelMovesContext>
      </aside>
    </>
  )
}
