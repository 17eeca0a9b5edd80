import { useQueryClient } from '@tanstack/react-query'
import type { ReactTable } from '@tanstack/react-table'
import { useMemo, useRef, useState, type RefObject } from 'react'
import type { Output } from '../../src-shared/contract/index.ts'
import { resolved, WINDOW, type View } from '../../src-shared/contract/list.ts'
import { useCall, useConnection } from '../app/queries.ts'
import { usePlace, useRouter, type ListPlace, type ListScreen, type Route } from '../app/routes.ts'
import { useToday } from '../app/sitting.ts'
import type { Features, GridColumn, GridRow } from './columns.tsx'
import type { Layout } from './layout.ts'
import { groupedLines, groupKey, plainLines, type Group, type Lines } from './lines.ts'
import { choiceOf, type Choice, type Selection } from './selection.ts'
import { useChosen, useChosenByGroup, type Choosing } from './useChosen.ts'
import { useColumns } from './useColumns.ts'
import { useCursor } from './useCursor.ts'
import { NO_VIEW, sameView, type FilterField, type OwnView } from './view.ts'
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
  /** As a person told it: days may be told by how far they are from today. */
  readonly view: View
  /** The same as the engine is asked for it. */
  readonly asked: View
  /** The view is not as its tab has it. */
  readonly isChanged: boolean
  readonly setView: (view: View) => void
  /** Shows a tab; with `as`, in this way, which is that of a view that was just saved and is not listed yet. */
  readonly showTab: (id: string, as?: View) => void
  /** The field whose filter is being typed; `true` while it is still looked for. */
  readonly filtering: string | true | undefined
  readonly setFiltering: (field: string | true | undefined) => void

  readonly layout: Layout
  readonly setLayout: (layout: Layout) => void
  readonly resetLayout: () => void
  /** The columns of a saved view are not as it has them. */
  readonly isDrawn: boolean

  /** The groups the rows stand in, when they are counted. */
  readonly groups: readonly Group[] | undefined
  readonly lines: Lines
  readonly isClosed: (group: number) => boolean
  readonly closeGroup: (group: number, isClosed: boolean) => void
  readonly closeAll: (areClosed: boolean) => void

  /** The place of the row that stands out, and the row if it is here. */
  readonly cursor: number
  readonly current: Row | undefined
  readonly moveTo: (index: number) => void
  /** The line that stands out, and the group if that is its head. */
  readonly line: number
  readonly group: number | undefined
  readonly moveToLine: (line: number) => void
  /** Another value after each move. */
  readonly moves: unknown
  /** The column of the cell that stands out, while one walks through cells. */
  readonly cell: string | undefined
  readonly toCell: (column: string | undefined) => void
  readonly open: number | undefined
  readonly openAt: (index: number) => void
  readonly openRow: (id: number) => void
  readonly close: () => void

  readonly selection: Selection
  readonly chosen: number
  readonly choosing: Choosing<Row>
  readonly clearSelection: () => void
  readonly toggleAt: (index: number) => void
  /** All rows of a group, or none of them. */
  readonly toggleGroup: (group: number) => void
  /** How many rows of a group are chosen. */
  readonly chosenIn: (group: number) => number
  readonly chooseTo: (index: number) => void
  readonly chooseAll: () => void
  /** What is chosen, as commands take it; where nothing is, the row that stands out. */
  readonly choice: () => Choice | undefined
  /** The rows that are chosen, or the one that stands out. */
  readonly chosenRows: () => Promise<readonly Row[]>

  /** The part that draws tells which lines are in sight. */
  readonly look: (first: number, last: number) => void
  readonly element: RefObject<HTMLDivElement | null>
  readonly focus: () => void
}

const noneClosed: ReadonlySet<string> = new Set<string>()
const firstSight: readonly number[] = [0]

/** The windows whose rows stand on some lines. Rows of closed groups stand nowhere. */
function windowsOf(lines: Lines, low: number, high: number): readonly number[] {
  const windows = new Set<number>()
  for (let line = low; line <= high; line++) {
    const at = lines.at(line)
    if (at?.is === 'row') windows.add(Math.floor(at.index / WINDOW))
  }
  return windows.size === 0 ? firstSight : [...windows].toSorted((a, b) => a - b)
}

export function useGrid<N extends ListName>(options: GridOptions<N>): Grid<RowOf<N>> {
  type Row = RowOf<N>
  const { call, screen, columns, noun } = options
  const connection = useConnection()
  const client = useQueryClient()
  const router = useRouter()
  const today = useToday()
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
  const asked = useMemo(() => resolved(view, today), [view, today])
  const viewKey = JSON.stringify(asked)

  const [sight, setSight] = useState<readonly number[]>(firstSight)
  const rows = useWindows(call, asked, sight)

  const groups = view.group === undefined ? undefined : (rows.groups ?? undefined)
  const [closing, setClosing] = useState<{ readonly group: string | undefined; readonly keys: ReadonlySet<string> }>()
  const closed = closing?.group === view.group ? (closing?.keys ?? noneClosed) : noneClosed
  const setClosed = (keys: ReadonlySet<string>): void => setClosing({ group: view.group, keys })
  const lines = useMemo(() => (groups ? groupedLines(groups, closed) : plainLines(rows.total)), [groups, closed, rows.total])
  const keyOf = (group: number): string => (groups?.[group] ? groupKey(groups[group]) : '')

  const cursor = useCursor({ view: viewKey, rows, lines, groups, open: place.open })
  const [cell, setCell] = useState<string>()
  const [filtering, setFiltering] = useState<string | true>()
  const choosing = useChosen(viewKey, rows)
  const chosenByGroup = useChosenByGroup(choosing, view.group)

  const idAt = async (index: number): Promise<number | undefined> =>
    (rows.isEarlier ? undefined : rows.at(index)?.id) ?? (await idsBetween(client, connection, call, asked, index, index))[0]
  const clamp = (index: number): number => Math.max(0, Math.min(index, rows.total - 1))
  const openAt = (index: number): void => {
    cursor.toRow(index)
    void idAt(clamp(index)).then((id) => {
      if (id !== undefined) amend({ open: id })
    })
  }
  const moveTo = (index: number): void => {
    if (place.open === undefined) cursor.toRow(index)
    else openAt(index)
  }
  /** The row that stands out, once it is one of this view. */
  const standing = rows.isEarlier ? undefined : cursor.current
  const between = (from: number, to: number): Promise<Row[]> => rowsBetween(client, connection, call, asked, from, to)

  const setView = (next: View): void => {
    element.current?.scrollTo({ top: 0 })
    const { view: _, ...rest } = place
    router.amend({ screen, ...rest, ...(tab && sameView(next, tab.view) ? {} : { view: next }) } as Route)
  }

  const data = useMemo(() => rows.loaded.map(({ row }) => row), [rows.loaded])
  const { table, layout, setLayout, resetLayout, isDrawn } = useColumns<Row>({
    screen,
    columns,
    data,
    tab: tab?.id,
    words: tab?.saved?.columns,
    sort: view.sort,
    onSort: (sort) => setView({ ...view, sort }),
  })
  const fields = useMemo(() => [...fieldsOf(columns), ...(options.fields ?? [])], [columns, options.fields])

  return {
    call,
    screen,
    noun,
    table,
    rows,
    fields,
    tabs,
    tab,
    view,
    asked,
    isChanged: tab === undefined || !sameView(view, tab.view),
    setView,
    showTab: (id, as) => {
      if (!as) element.current?.scrollTo({ top: 0 })
      router.amend({ screen, ...('section' in place && { section: place.section }), tab: id, ...(as && { view: as }) } as Route)
      focus()
    },
    filtering,
    setFiltering,

    layout,
    setLayout,
    resetLayout,
    isDrawn,

    groups,
    lines,
    isClosed: (group) => closed.has(keyOf(group)),
    closeGroup: (group, isClosed) => {
      const keys = new Set(closed)
      if (isClosed) keys.add(keyOf(group))
      else keys.delete(keyOf(group))
      setClosed(keys)
      // The cursor does not stay on a row that is not there any more.
      if (isClosed && cursor.group === undefined && groups && lines.at(cursor.line)?.group === group) cursor.toLine(lines.ofGroup(group))
    },
    closeAll: (areClosed) => setClosed(new Set(areClosed ? (groups ?? []).map(groupKey) : [])),

    cursor: cursor.index,
    current: cursor.current,
    moveTo,
    line: cursor.line,
    group: cursor.group,
    moveToLine: (line) => {
      const to = lines.at(Math.max(0, Math.min(line, lines.count - 1)))
      if (to?.is === 'row') moveTo(to.index)
      else cursor.toLine(line)
    },
    moves: cursor.moves,
    cell: cursor.group === undefined && layout.order.includes(cell ?? '') && !layout.hidden.includes(cell ?? '') ? cell : undefined,
    toCell: setCell,
    open: place.open,
    openAt,
    openRow: (id) => amend({ open: id }),
    close: () => {
      const { open: _, ...rest } = place
      router.amend({ screen, ...rest } as Route)
      focus()
    },

    selection: choosing.selection,
    chosen: choosing.count,
    choosing,
    clearSelection: choosing.none,
    toggleAt: (index) => {
      const row = rows.at(index)
      // Never a row of the view before, which would be chosen and not be seen.
      if (rows.isEarlier) void between(index, index).then(([one]) => one && choosing.toggle(one, index))
      else if (row) choosing.toggle(row, index)
    },
    toggleGroup: (group) => {
      const { first: from, rows: many } = lines.rowsOf(group)
      void between(from, from + many - 1).then((all) => choosing.add(all, from, from, !all.every(({ id }) => choosing.isOn(id))))
    },
    chosenIn: (group) => {
      const of = groups?.[group]
      if (!of || !chosenByGroup) return 0
      const named = chosenByGroup.get(of.value) ?? 0
      return choosing.selection.is === 'some' ? named : of.rows - named
    },
    chooseTo: (index) => {
      const to = clamp(index)
      const anchor = choosing.anchor ?? cursor.index
      const from = Math.min(anchor, to)
      void between(from, Math.max(anchor, to)).then((all) => choosing.add(all, from, anchor))
      moveTo(to)
    },
    chooseAll: choosing.all,
    choice: () => {
      if (choosing.count > 0) return choiceOf(choosing.selection, asked)
      return standing && { ids: [standing.id] }
    },
    chosenRows: async () => {
      if (choosing.count === 0) return standing ? [standing] : []
      if (choosing.selection.is === 'some') return choosing.rows()
      return (await between(0, rows.total - 1)).filter(({ id }) => choosing.isOn(id))
    },
    look: (low, high) => {
      const next = windowsOf(lines, low, high)
      setSight((before) => (before.join() === next.join() ? before : next))
    },
    element,
    focus,
  }
}

const fieldsOf = <Row extends GridRow>(columns: readonly GridColumn<Row>[]): FilterField[] =>
  columns.flatMap(({ id, meta }) =>
    meta?.filter && id !== undefined ? [{ field: id, head: meta.head, kind: meta.filter, canBeEmpty: meta.canBeEmpty }] : [],
  )
