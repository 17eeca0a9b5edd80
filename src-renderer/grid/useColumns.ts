import { useTable, type ReactTable, type Updater } from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { Sort } from '../../src-shared/contract/list.ts'
import { features, type Features, type GridColumn, type GridRow } from './columns.tsx'
import { useKeptLayout } from './kept-layout.ts'
import { broughtUp, layoutOf, layoutWords, type Layout } from './layout.ts'
import { sortingOf, sortOf } from './view.ts'

const updated = <T>(updater: Updater<T>, before: T): T => (typeof updater === 'function' ? (updater as (before: T) => T)(before) : updater)

export type Columns<Row extends GridRow> = {
  readonly table: ReactTable<Features, Row>
  readonly layout: Layout
  readonly setLayout: (layout: Layout) => void
  readonly resetLayout: () => void
  /** The columns of a saved view are not as it has them. */
  readonly isDrawn: boolean
}

type Options<Row extends GridRow> = {
  readonly screen: string
  readonly columns: readonly GridColumn<Row>[]
  readonly data: Row[]
  /** Which tab is lit, and the columns of a saved one. */
  readonly tab: string | undefined
  readonly words: readonly string[] | undefined
  readonly sort: readonly Sort[]
  readonly onSort: (sort: Sort[]) => void
}

/** How the columns stand: as a saved view has them, as they were left on this screen, or as the screen brings them. */
export function useColumns<Row extends GridRow>({ screen, columns, data, tab, words, sort, onSort }: Options<Row>): Columns<Row> {
  const all = useMemo(() => columns.map(({ id }) => id ?? ''), [columns])
  const kept = useKeptLayout(screen)
  const [drawn, setDrawn] = useState<{ readonly tab: string | undefined; readonly layout: Layout }>()
  const usual = useMemo<Layout>(
    () => ({ order: all, hidden: columns.filter(({ meta }) => meta?.isHidden).map(({ id }) => id ?? ''), pinned: [], widths: {} }),
    [all, columns],
  )
  const ofTab = useMemo(() => layoutOf(words ?? [], all), [words, all])
  const ofScreen = useMemo(() => kept.layout && broughtUp(kept.layout, usual), [kept.layout, usual])
  // Once the view is saved as it was drawn, it is not drawn any more.
  const isOfTab = ofTab !== undefined && drawn !== undefined && drawn.tab === tab
  const own = isOfTab && layoutWords(drawn.layout).join() !== words?.join() ? drawn.layout : undefined
  const layout = own ?? ofTab ?? ofScreen ?? usual
  const table = useTable<Features, Row>({
    features,
    columns: columns as GridColumn<Row>[],
    data,
    getRowId: (row) => String(row.id),
    manualSorting: true,
    enableMultiSort: true,
    state: {
      sorting: sortingOf(sort),
      columnSizing: { ...layout.widths },
      columnOrder: [...layout.order],
      columnVisibility: Object.fromEntries(layout.hidden.map((id) => [id, false])),
    },
    onSortingChange: (updater) => onSort(sortOf(updated(updater, sortingOf(sort)))),
  })
  return {
    table,
    layout,
    setLayout(next) {
      if (ofTab) setDrawn({ tab, layout: next })
      else kept.keep(next)
    },
    resetLayout() {
      setDrawn(undefined)
      if (!ofTab) kept.keep(null)
    },
    isDrawn: own !== undefined,
  }
}
