import type { GridRow } from './columns.tsx'
import { withWidth } from './layout.ts'
import { fittingWidth } from './tracks.ts'
import type { Grid } from './useGrid.ts'

/** Draws a column as wide as nothing of it is cut. */
export function fit<Row extends GridRow>(grid: Grid<Row>, id: string): void {
  const at = grid.table.getVisibleLeafColumns().findIndex((column) => column.id === id)
  const width = at < 0 ? undefined : fittingWidth(grid.element.current, at + 2)
  if (width !== undefined) grid.setLayout(withWidth(grid.layout, id, width))
}
