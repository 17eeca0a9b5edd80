import type { CSSProperties } from 'react'
import { cents, columnMoney } from '../../src-shared/money.ts'
import type { GridRow } from './columns.tsx'
import { withWidth } from './layout.ts'
import type { Grid } from './useGrid.ts'

/** The column of the boxes. */
const boxWidth = 40

/** The last cell keeps so much more of a distance to the edge than one keeps to the next. */
const edge = 6

/** The room the sum below a column needs, by the widths of figures and signs in the foot's letters. */
function roomOfSum(sum: number): number {
  const text = columnMoney(cents(sum))
  const figures = text.replaceAll(/\D/g, '').length
  return Math.ceil(figures * 7.5 + (text.length - figures) * 4) + 12
}

export type Tracks = {
  /** What the grid's own element needs to lay out every line: tracks, the least width, and where each pinned column stands. */
  readonly style: CSSProperties
  /** How many columns are pinned. */
  readonly pins: number
  /** Tells rows when they must be drawn anew: widths alone do not. */
  readonly key: string
}

/** Columns as tracks. A column whose width was drawn keeps it, and a pinned one does not grow; the others share what is left. */
export function tracksOf<Row extends GridRow>(grid: Grid<Row>, drawn?: { readonly id: string; readonly width: number }): Tracks {
  const layout = drawn ? withWidth(grid.layout, drawn.id, drawn.width) : grid.layout
  const columns = grid.table.getVisibleLeafColumns()
  const widths = columns.map(({ id, columnDef }, n) => {
    const { meta } = columnDef
    const sum = meta?.sum === undefined ? undefined : grid.rows.sums[meta.sum]
    const more = n === columns.length - 1 ? edge : 0
    return Math.max(layout.widths[id] ?? (columnDef.size ?? 0) + more, sum === undefined ? 0 : roomOfSum(sum) + more)
  })
  const isPinned = (id: string): boolean => layout.pinned.includes(id)
  const tracks = columns.map(({ id, columnDef }, n) => {
    const grows = isPinned(id) || layout.widths[id] !== undefined ? 0 : (columnDef.meta?.grows ?? 0)
    return grows > 0 ? `minmax(${widths[n]}px, ${grows}fr)` : `${widths[n]}px`
  })
  const pins = columns.filter(({ id }) => isPinned(id)).length
  const lefts = widths.slice(0, pins).reduce<number[]>((all, width) => [...all, (all.at(-1) ?? 0) + width], [boxWidth])
  return {
    style: {
      '--cols': [`${boxWidth}px`, ...tracks].join(' '),
      '--least': `${widths.reduce((sum, width) => sum + width, boxWidth)}px`,
      '--pins': `${pins === 0 ? 0 : (lefts.at(-1) ?? 0)}px`,
      ...Object.fromEntries(lefts.slice(0, pins).map((left, n) => [`--pin-${n}`, `${left}px`])),
    } as CSSProperties,
    pins,
    key: `${columns.map(({ id }) => id).join(' ')} ${pins}`,
  }
}

/** Writes tracks on the grid's own element, while a column is drawn. */
export function drawTracks(element: HTMLElement | null, { style }: Tracks): void {
  for (const [name, value] of Object.entries(style)) element?.style.setProperty(name, String(value))
}

/** Where a pinned cell stays; nothing for the others. */
export const pinStyle = (n: number, pins: number): CSSProperties | undefined =>
  n < pins ? { insetInlineStart: `var(--pin-${n})` } : undefined

/** The width in which nothing of a column is cut: of its head and of what is drawn of it now, measured on copies that nobody sees. */
function fittingWidth(element: HTMLElement | null, colindex: number): number | undefined {
  const cells = [...(element?.querySelectorAll<HTMLElement>(`[aria-colindex="${colindex}"]`) ?? [])]
  if (!element || cells.length === 0) return undefined
  const bench = document.createElement('div')
  bench.setAttribute('aria-hidden', 'true')
  bench.style.cssText = 'position:absolute;visibility:hidden;width:max-content;pointer-events:none'
  for (const cell of cells) {
    const copy = cell.cloneNode(true) as HTMLElement
    copy.removeAttribute('id')
    for (const inner of copy.querySelectorAll('[id]')) inner.removeAttribute('id')
    copy.style.cssText = 'position:static;width:max-content;max-width:none'
    bench.append(copy)
  }
  element.append(bench)
  const width = Math.max(...[...bench.children].map((copy) => copy.getBoundingClientRect().width))
  bench.remove()
  return Math.ceil(width) + 1
}

/** Draws a column as wide as nothing of it is cut. */
export function fit<Row extends GridRow>(grid: Grid<Row>, id: string): void {
  const at = grid.table.getVisibleLeafColumns().findIndex((column) => column.id === id)
  const width = at < 0 ? undefined : fittingWidth(grid.element.current, at + 2)
  if (width !== undefined) grid.setLayout(withWidth(grid.layout, id, width))
}
