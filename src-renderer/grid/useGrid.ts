import { useQueryClient } from '@tanstack/react-query'
import { useTable, type ReactTable, type Updater } from '@tanstack/react-table'
import { useMemo, useRef, useState, type RefObject } from 'react'
import type { Output } from '../../src-shared/contract/index.ts'
import { WINDOW, type Chosen, type View } from '../../src-shared/contract/list.ts'
import { useCall, useConnection } from '../app/queries.ts'
import { usePlace, useRouter, type ListPlace, type ListScreen, type Route } from '../app/routes.ts'
import { features, type Features, type GridColumn, type GridRow } from './columns.tsx'
import { useKeptLayout } from './layout.ts'
import { ALL, choose, chosenCount, NONE, toggle, type Selection } from './selection.ts'
import { layoutOf, NO_VIEW, sameView, sortingOf, sortOf, type FilterField, type Layout, type OwnView } from './view.ts'
import { idsBetween, rowsBetween, useWindows, type ListName, type RowOf, type Rows } from './windows.ts'

export type GridOptions<N extends ListName> = {
  readonly call: N
  readonly screen: ListScreen
  /** From a `columns.tsx`: the same array at every drawing. */
  readonly columns: readonly GridColumn<RowOf<N>>[]
  readonly views: readonly OwnView[]
  /** What a row is called, one and many. */
  readonly noun: readonly [one: string, many: string]
  /** Fields of the call that no column shows, for chips of views that come from elsewhere. */
  readonly fields?: readonly FilterField[]
}

export type Tab = OwnView & { readonly saved?: Output<'views.list'>[number] }

/** A grid as its parts and its screen see it. */
export type Grid<Row extends GridRow> = {
  readonly call: ListName
  readonly screen: ListScreen
  readonly noun: readonly [one: string, many: string]
  readonly table: ReactTable<Features, Row>
  readonly rows: Rows<Row>
  readonly fields: readonly FilterField[]

  readonly tabs: readonly Tab[]
  readonly tab: Tab | undefined
  readonly view: View
  /** The view is not as its tab has it. */
  readonly isChanged: boolean
  readonly setView: (view: View) => void
  readonly showTab: (id: string) => void

  readonly layout: Layout
  readonly resetLayout: () => void

  /** The place of the row that stands out, and the row if it is here. */
  readonly cursor: number
  readonly current: Row | undefined
  readonly moveTo: (index: number) => void
  readonly open: number | undefined
  readonly openAt: (index: number) => void
  readonly openRow: (id: number) => void
  readonly close: () => void

  readonly selection: Selection
  readonly chosen: number
  readonly setSelection: (selection: Selection) => void
  readonly toggleAt: (index: number) => void
  readonly chooseTo: (index: number) => void
  readonly chooseAll: () => void
  /** What is chosen, as a command on many takes it. */
  readonly choice: Chosen
  /** The ids of what is chosen, however many are here. */
  readonly chosenIds: () => Promise<readonly number[]>
  /** The rows that are chosen, or the one that stands out. */
  readonly chosenRows: () => Promise<readonly Row[]>

  /** The part that draws tells which rows are in sight. */
  readonly look: (first: number, last: number) => void
  readonly element: RefObject<HTMLDivElement | null>
  readonly focus: () => void
}

type Cursor = { readonly view: string; readonly index: number; readonly id: number | undefined }
type Marked = { readonly view: string; readonly selection: Selection; readonly anchor: number | undefined }

const updated = <T>(updater: Updater<T>, before: T): T => (typeof updater === 'function' ? (updater as (before: T) => T)(before) : updater)

export function useGrid<N extends ListName>(options: GridOptions<N>): Grid<RowOf<N>> {
  type Row = RowOf<N>
  const { call, screen, columns, noun } = options
  const connection = useConnection()
  const client = useQueryClient()
  const router = useRouter()
  const place: ListPlace = usePlace(screen)
  const amend = (change: ListPlace): void => router.amend({ screen, ...place, ...change } as Route)
  const element = useRef<HTMLDivElement>(null)
  const focus = (): void => element.current?.focus({ preventScroll: true })

  const saved = useCall('views.list', {}).data
  const tabs = useMemo<readonly Tab[]>(
    () => [
      ...options.views,
      ...(saved ?? [])
        .filter((one) => one.screen === screen)
        .map((one) => ({ id: `saved ${one.id}`, name: one.name, view: one.view, saved: one })),
    ],
    [options.views, saved, screen],
  )
  const first = tabs[0]
  const tab =
    tabs.find(({ id }) => id === place.tab) ??
    (place.tab === undefined && (place.view === undefined || (first && sameView(place.view, first.view))) ? first : undefined)
  const view = place.view ?? tab?.view ?? NO_VIEW
  const viewKey = JSON.stringify(view)

  const [sight, setSight] = useState({ first: 0, last: 0 })
  const rows = useWindows(call, view, sight.first, sight.last)

  // The row that stands out is known by its id; where it went from the list, its place stays.
  const [pointed, setPointed] = useState<Cursor>()
  const isOfThisView = pointed?.view === viewKey
  const pointedId = isOfThisView ? pointed.id : place.open
  const found = pointedId === undefined ? undefined : rows.indexOf(pointedId)
  const cursor = Math.max(0, Math.min(found ?? (isOfThisView ? pointed.index : 0), rows.total - 1))

  const [marked, setMarked] = useState<Marked>()
  const chosenNow: Marked = marked?.view === viewKey ? marked : { view: viewKey, selection: NONE, anchor: undefined }
  const { selection } = chosenNow
  const setSelection = (next: Selection, anchor = chosenNow.anchor): void => setMarked({ view: viewKey, selection: next, anchor })

  const idAt = async (index: number): Promise<number | undefined> =>
    rows.at(index)?.id ?? (await idsBetween(client, connection, call, view, index, index))[0]
  const clamp = (index: number): number => Math.max(0, Math.min(index, rows.total - 1))
  const moveTo = (to: number): void => {
    const index = clamp(to)
    setPointed({ view: viewKey, index, id: rows.at(index)?.id })
    if (place.open === undefined) return
    void idAt(index).then((id) => {
      if (id !== undefined) amend({ open: id })
    })
  }
  const openAt = (index: number): void => {
    setPointed({ view: viewKey, index: clamp(index), id: rows.at(clamp(index))?.id })
    void idAt(clamp(index)).then((id) => {
      if (id !== undefined) amend({ open: id })
    })
  }

  const all = useMemo(() => columns.map((column) => column.id ?? ''), [columns])
  const kept = useKeptLayout(screen)
  const [drawn, setDrawn] = useState<{ readonly tab: string; readonly layout: Layout }>()
  const usual = useMemo<Layout>(
    () => ({ order: all, hidden: columns.filter(({ meta }) => meta?.isHidden).map(({ id }) => id ?? ''), widths: {} }),
    [all, columns],
  )
  const ofTab = useMemo(() => layoutOf(tab?.saved?.columns ?? [], all), [tab, all])
  const layout = (drawn && drawn.tab === tab?.id ? drawn.layout : undefined) ?? ofTab ?? kept.layout ?? usual
  const setLayout = (next: Layout): void => {
    if (ofTab) setDrawn({ tab: tab?.id ?? '', layout: next })
    else kept.keep(next)
  }

  const setView = (next: View): void => {
    element.current?.scrollTo({ top: 0 })
    const { view: _, ...rest } = place
    router.amend({ screen, ...rest, ...(tab && sameView(next, tab.view) ? {} : { view: next }) } as Route)
  }

  const data = useMemo(() => rows.loaded.map(({ row }) => row), [rows.loaded])
  const table = useTable<Features, Row>({
    features,
    columns: columns as GridColumn<Row>[],
    data,
    getRowId: (row) => String(row.id),
    manualSorting: true,
    enableMultiSort: true,
    columnResizeMode: 'onChange',
    state: {
      sorting: sortingOf(view.sort),
      columnSizing: { ...layout.widths },
      columnOrder: [...layout.order],
      columnVisibility: Object.fromEntries(layout.hidden.map((id) => [id, false])),
    },
    onSortingChange: (updater) => setView({ ...view, sort: sortOf(updated(updater, sortingOf(view.sort))) }),
    onColumnSizingChange: (updater) => setLayout({ ...layout, widths: updated(updater, { ...layout.widths }) }),
    onColumnOrderChange: (updater) => setLayout({ ...layout, order: updated(updater, [...layout.order]) }),
    onColumnVisibilityChange: (updater) => {
      const visible = updated(updater, Object.fromEntries(layout.hidden.map((id) => [id, false])))
      setLayout({ ...layout, hidden: all.filter((id) => visible[id] === false) })
    },
  })

  const chosenIds = async (): Promise<readonly number[]> => {
    if (selection.is === 'some') return [...selection.ids]
    const everyone = rows.total === 0 ? [] : await idsBetween(client, connection, call, view, 0, rows.total - 1)
    return everyone.filter((id) => !selection.but.has(id))
  }

  return {
    call,
    screen,
    noun,
    table,
    rows,
    fields: [...fieldsOf(columns), ...(options.fields ?? [])],
    tabs,
    tab,
    view,
    isChanged: tab === undefined || !sameView(view, tab.view),
    setView,
    showTab: (id) => {
      element.current?.scrollTo({ top: 0 })
      router.amend({ screen, ...('section' in place && { section: place.section }), tab: id } as Route)
      focus()
    },

    layout,
    resetLayout: () => {
      setDrawn(undefined)
      kept.keep(null)
    },
    cursor,
    current: rows.at(cursor),
    moveTo,
    open: place.open,
    openAt,
    openRow: (id) => amend({ open: id }),
    close: () => {
      const { open: _, ...rest } = place
      router.amend({ screen, ...rest } as Route)
      focus()
    },
    selection,
    chosen: chosenCount(selection, rows.total),
    setSelection: (next) => setSelection(next),
    toggleAt: (index) => {
      const row = rows.at(index)
      if (row) setSelection(toggle(selection, row.id), index)
    },
    chooseTo: (index) => {
      const to = clamp(index)
      const anchor = chosenNow.anchor ?? cursor
      void idsBetween(client, connection, call, view, anchor, to).then((ids) => setSelection(choose(selection, ids), anchor))
      moveTo(to)
    },
    chooseAll: () => setSelection(ALL),
    choice: selection.is === 'some' ? { ids: [...selection.ids] } : { view, but: [...selection.but] },
    chosenIds,
    chosenRows: async () => {
      if (chosenCount(selection, rows.total) === 0) {
        const row = rows.at(cursor)
        return row ? [row] : []
      }
      const here = rows.loaded.map(({ row }) => row)
      if (selection.is === 'some' && [...selection.ids].every((id) => rows.indexOf(id) !== undefined))
        return here.filter(({ id }) => selection.ids.has(id))
      const everyone = await rowsBetween(client, connection, call, view, 0, rows.total - 1)
      return everyone.filter(({ id }) => (selection.is === 'some' ? selection.ids.has(id) : !selection.but.has(id)))
    },
    look: (low, high) => {
      const next = { first: Math.floor(low / WINDOW), last: Math.floor(Math.max(low, high) / WINDOW) }
      setSight((before) => (before.first === next.first && before.last === next.last ? before : next))
    },
    element,
    focus,
  }
}

const fieldsOf = <Row extends GridRow>(columns: readonly GridColumn<Row>[]): FilterField[] =>
  columns.flatMap(({ id, meta }) =>
    meta?.filter && id !== undefined ? [{ field: id, head: meta.head, kind: meta.filter, canBeEmpty: meta.canBeEmpty }] : [],
  )
