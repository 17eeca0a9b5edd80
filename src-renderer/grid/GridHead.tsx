import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react'
import type { Header } from '@tanstack/react-table'
import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode } from 'react'
import { counted } from '../kit/figures.tsx'
import { explained } from '../help/terms.ts'
import { Icon } from '../kit/Icon.tsx'
import type { Features, GridRow } from './columns.tsx'
import classes from './Grid.module.css'
import { Box } from './GridLine.tsx'
import { moved, stepped, withoutWidth, withWidth } from './layout.ts'
import { menuBelow, type MenuAt } from './menu-at.ts'
import { drawTracks, fit, pinStyle, tracksOf } from './tracks.ts'
import type { Grid } from './useGrid.ts'

/** A step of the keys, in px. */
const step = 10
/** A head follows the hand only when it was drawn this far: less is a click. */
const drawnFrom = 6

type Props<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly pins: number
  readonly onMenu: (at: MenuAt) => void
}

/** The heads of the columns: they order, and are drawn, moved and asked for their menu by hand and by keys. */
export function GridHead<Row extends GridRow>({ grid, pins, onMenu }: Props<Row>): ReactNode {
  const [stop, setStop] = useState(0)
  const headers = grid.table.getHeaderGroups()[0]?.headers ?? []
  const isAll = grid.rows.total > 0 && grid.chosen === grid.rows.total
  const line = useRef<HTMLDivElement>(null)
  // Whoever pressed with the mouse goes on with the rows.
  const backToRows = (event: MouseEvent): void => {
    if (event.detail > 0) grid.focus()
  }
  const stops = (): HTMLElement[] => [...(line.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
  const goTo = (to: number): void => {
    const next = Math.max(0, Math.min(headers.length, to))
    setStop(next)
    stops()[next]?.focus()
  }
  // One stop for the Tab key; the arrows go from head to head.
  const onKey = (event: KeyboardEvent): void => {
    const id = headers[stop - 1]?.column.id
    const isArrow = event.key === 'ArrowRight' || event.key === 'ArrowLeft'
    const by = event.key === 'ArrowRight' ? 1 : -1
    if (isArrow && event.altKey && id !== undefined) {
      grid.setLayout(stepped(grid.layout, id, by))
      // The head goes along with its column, and keeps the focus.
      requestAnimationFrame(() => goTo(stop + by))
    } else if (isArrow && event.shiftKey && id !== undefined) {
      const width = line.current?.querySelector<HTMLElement>(`[data-col="${id}"]`)?.offsetWidth ?? 0
      grid.setLayout(withWidth(grid.layout, id, width + by * step))
    } else if (isArrow) goTo(stop + by)
    else if (event.key === 'Home' || event.key === 'End') goTo(event.key === 'Home' ? 0 : headers.length)
    else if (isMenuKey(event) && id !== undefined) {
      const at = menuBelow(stops()[stop]?.closest('[data-col]'), id)
      if (at) onMenu(at)
    } else if (event.key === 'ArrowDown' || event.key === 'Escape') grid.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div role="rowgroup" className={classes['head']}>
      <div ref={line} role="row" aria-rowindex={1} className={classes['line']} onKeyDown={onKey} onClick={backToRows} tabIndex={-1}>
        <i className={classes['dropLine']} aria-hidden data-drop />
        <div role="columnheader" aria-colindex={1} className={classes['boxCell']}>
          <button
            type="button"
            data-stop
            tabIndex={stop === 0 ? 0 : -1}
            role="checkbox"
            aria-checked={isAll ? true : grid.chosen > 0 ? 'mixed' : false}
            aria-label={`Select all ${counted(grid.rows.total, ...grid.noun)}`}
            className={classes['boxButton']}
            onClick={() => (grid.chosen > 0 ? grid.clearSelection() : grid.chooseAll())}
          >
            <Box isOn={isAll} isPart={grid.chosen > 0 && !isAll} />
          </button>
        </div>
        {headers.map((header, n) => (
          <HeadCell
            key={header.id}
            grid={grid}
            header={header}
            n={n}
            pins={pins}
            tabIndex={stop === n + 1 ? 0 : -1}
            onFocus={() => setStop(n + 1)}
            onMenu={onMenu}
          />
        ))}
      </div>
    </div>
  )
}

const isMenuKey = ({ key, altKey, shiftKey }: KeyboardEvent): boolean =>
  (altKey && key === 'ArrowDown') || key === 'ContextMenu' || (shiftKey && key === 'F10')

type HeadProps<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly header: Header<Features, Row, unknown>
  readonly n: number
  readonly pins: number
  readonly tabIndex: number
  readonly onFocus: () => void
  readonly onMenu: (at: MenuAt) => void
}

function HeadCell<Row extends GridRow>({ grid, header, n, pins, tabIndex, onFocus, onMenu }: HeadProps<Row>): ReactNode {
  const { column } = header
  const { meta } = column.columnDef
  const sorted = column.getIsSorted()
  const place = column.getSortIndex()
  const words = meta?.head ?? ''
  const drag = useHeadDrag(grid, column.id)
  const names = [
    classes['cell'],
    classes['headCell'],
    meta?.isEnd && classes['end'],
    sorted !== false && classes['sorted'],
    n < pins && classes['pinned'],
    n === pins - 1 && classes['lastPin'],
  ]
  return (
    <div
      role="columnheader"
      aria-colindex={n + 2}
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
      data-col={column.id}
      className={names.filter(Boolean).join(' ')}
      style={pinStyle(n, pins)}
      {...drag}
    >
      <button
        type="button"
        data-stop
        tabIndex={tabIndex}
        className={classes['sort']}
        aria-haspopup="menu"
        onFocus={onFocus}
        onClick={column.getCanSort() ? column.getToggleSortingHandler() : undefined}
        {...explained(
          words,
          column.getCanSort() ? `Sort by ${words}. With Shift: after the others. More: Alt ↓, or the other button.` : words,
        )}
      >
        {words}
        {sorted !== false && <Icon of={sorted === 'asc' ? IconArrowUp : IconArrowDown} size={12} />}
        {place > 0 && <span className={classes['place']}>{place + 1}</span>}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className={classes['more']}
        onClick={(event) => {
          event.stopPropagation()
          const at = menuBelow(event.currentTarget.closest('[data-col]'), column.id)
          if (at) onMenu(at)
        }}
      >
        <Icon of={IconChevronDown} size={12} />
      </button>
      <Resize grid={grid} id={column.id} />
    </div>
  )
}

/** The edge by which a column is drawn. Rows are laid out by the grid's own element meanwhile, and nothing else is drawn until one lets go. */
function Resize<Row extends GridRow>({ grid, id }: { readonly grid: Grid<Row>; readonly id: string }): ReactNode {
  const from = useRef<{ readonly x: number; readonly width: number }>(undefined)
  const widthAt = (event: PointerEvent): number => (from.current ? from.current.width + event.clientX - from.current.x : 0)
  return (
    <span
      className={classes['resize']}
      aria-hidden
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        const width = event.currentTarget.parentElement?.offsetWidth ?? 0
        from.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (from.current) drawTracks(grid.element.current, tracksOf(grid, { id, width: widthAt(event) }))
      }}
      onPointerUp={(event) => {
        const isDrawn = from.current !== undefined && event.clientX !== from.current.x
        const width = widthAt(event)
        from.current = undefined
        if (isDrawn) grid.setLayout(withWidth(grid.layout, id, width))
      }}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => {
        if (grid.layout.widths[id] === undefined) fit(grid, id)
        else grid.setLayout(withoutWidth(grid.layout, id))
      }}
    />
  )
}

/** A head that is drawn aside takes its column along. The window is listened to meanwhile: a quick hand has left the head before it is seen to move. */
function useHeadDrag<Row extends GridRow>(grid: Grid<Row>, id: string) {
  const isDrawn = useRef(false)
  return {
    onPointerDown({ button, clientX: from, currentTarget: head }: PointerEvent<HTMLElement>) {
      isDrawn.current = false
      if (button !== 0) return
      const hands = new AbortController()
      const line = head.parentElement
      let target: { readonly before: string | undefined } | undefined
      const onMove = ({ clientX }: globalThis.PointerEvent): void => {
        if (!isDrawn.current && Math.abs(clientX - from) < drawnFrom) return
        isDrawn.current = true
        const heads = [...(line?.querySelectorAll<HTMLElement>('[data-col]') ?? [])].map((one) => ({
          one,
          at: one.getBoundingClientRect(),
        }))
        const next = heads.find(({ at }) => clientX < at.left + at.width / 2)
        target = { before: next?.one.dataset['col'] }
        mark(line, next?.at.left ?? heads.at(-1)?.at.right)
      }
      const onUp = (): void => {
        hands.abort()
        mark(line, undefined)
        if (target) grid.setLayout(moved(grid.layout, id, target.before))
      }
      const onCancel = (): void => {
        hands.abort()
        mark(line, undefined)
      }
      const { signal } = hands
      window.addEventListener('pointermove', onMove, { signal })
      window.addEventListener('pointerup', onUp, { signal })
      window.addEventListener('pointercancel', onCancel, { signal })
    },
    // What was drawn is not clicked.
    onClickCapture(event: MouseEvent) {
      if (!isDrawn.current) return
      isDrawn.current = false
      event.stopPropagation()
      event.preventDefault()
    },
  }
}

/** Shows where a column would come to stand, in px of the window. */
function mark(line: HTMLElement | null, left: number | undefined): void {
  const drop = line?.querySelector<HTMLElement>('[data-drop]')
  if (!line || !drop) return
  drop.style.display = left === undefined ? 'none' : 'block'
  if (left !== undefined) drop.style.left = `${left - line.getBoundingClientRect().left}px`
}
