import type { GridRow } from './columns.tsx'
import type { Grid } from './useGrid.ts'
import { useTotals } from './windows.ts'
import { valuesView } from './words.ts'

/** How many rows of a list have each value of a field, under its other filters; undefined until it is counted, or where there are too many values. */
export function useValueCounts(grid: Grid<GridRow>, field: string): ReadonlyMap<string, number> | undefined {
  const counted = useTotals(grid.call, valuesView(grid.asked, field))
  return counted?.groups ? new Map(counted.groups.map(({ value, rows }) => [String(value ?? ''), rows])) : undefined
}
