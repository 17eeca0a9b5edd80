import { useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useLiveQuery } from 'dexie-react-hooks'
import { useCallback, useMemo, useState } from 'react'
import type { Input, Name, Output, Problem } from '../../src-shared/contract/index.ts'
import { WINDOW, type Group, type ListOutput, type Totals, type View } from '../../src-shared/contract/list.ts'
import type { Connection } from '../app/connection.ts'
import { ask, Refusal, useConnection } from '../app/queries.ts'
import { keepPage, keptPage } from '../desk/desk.ts'
import type { GridRow } from './columns.tsx'

/** The calls that answer with a window of a list. */
export type ListName = { [N in Name]: Output<N> extends ListOutput<GridRow> ? N : never }[Name]
export type RowOf<N extends ListName> = Output<N>['rows'][number]

type Page<Row> = { readonly window: number; readonly rows: readonly Row[] }

/** The rows in sight, of however many there are. */
export type Rows<Row> = {
  /** How many rows there are; until they are counted, no fewer than are known of. */
  readonly total: number
  /** They are counted, and `sums` and `groups` are of all of them. */
  readonly isCounted: boolean
  readonly sums: Readonly<Record<string, number>>
  /** The groups in the order of the rows; null without one, and until they are counted. */
  readonly groups: readonly Group[] | null
  /** Rows that are here, in order, with their place in the whole. */
  readonly loaded: readonly { readonly index: number; readonly row: Row }[]
  readonly at: (index: number) => Row | undefined
  readonly indexOf: (id: number) => number | undefined
  /** They are those of the view before: of this one none is here. Whoever takes a row by its place asks for it. */
  readonly isEarlier: boolean
  /** Nothing was answered yet, not even of an earlier view. */
  readonly isFirst: boolean
  readonly problem: Problem | undefined
  readonly retry: () => void
}

/** Windows out of sight are let go of after this; the desk still has them. */
const outOfSightMs = 30_000

const windowQuery = <N extends ListName>(connection: Connection, call: N, view: View, window: number) => {
  const input = { view, window }
  return {
    queryKey: [call, input] as const,
    queryFn: async (): Promise<ListOutput<RowOf<N>>> => {
      // All lists are asked in the same way.
      const page = (await ask(connection, call, input as Input<N>)) as ListOutput<RowOf<N>>
      void keepPage(JSON.stringify([call, input]), call, page)
      return page
    },
    gcTime: outOfSightMs,
  }
}

/** What the totals of a view depend on: its rows and groups, and no order but that of the groups. So another sort is counted already. */
const countedView = ({ filters, sort, group }: View): View =>
  group === undefined ? { filters, sort: [] } : { filters, sort: sort.filter(({ by }) => by === group), group }

const totalsQuery = (connection: Connection, call: ListName, view: View) => {
  const name = call.replace(/\.list$/, '.totals') as Name
  const input = { view: countedView(view) }
  return { queryKey: [name, input] as const, queryFn: async () => (await ask(connection, name, input as never)) as Totals }
}

/** How many rows a view has, and its sums; undefined until the engine has counted them. */
export function useTotals(call: ListName, view: View, when = true): Totals | undefined {
  const connection = useConnection()
  return useQuery({ ...totalsQuery(connection, call, view), enabled: when }).data
}

type Result<Row> = { readonly pages: readonly Page<Row>[]; readonly problem: Problem | undefined }
type Shown<Row> = { readonly of: string; readonly pages: readonly Page<Row>[]; readonly totals: Totals | undefined }

/**
 * The windows in sight of a view: those of the sitting's cache at once, the engine's when they are there, and what was shown before until then. The next
 * window in the direction of travel is asked for when those in sight are here, and so are the totals: rows come first.
 * @param windows in order; the same array while they are the same. Closed groups may stand between them.
 */
export function useWindows<N extends ListName>(call: N, view: View, windows: readonly number[]): Rows<RowOf<N>> {
  type Row = RowOf<N>
  const connection = useConnection()
  const client = useQueryClient()
  const last = windows.at(-1) ?? 0
  const ahead = useAhead(windows[0] ?? 0, last)
  const keys = windows.map((window) => JSON.stringify([call, { view, window }]))
  const kept = useLiveQuery(async () => ({ keys, pages: await Promise.all(keys.map(keptPage)) }), [keys.join('\n')])

  const combine = useCallback(
    (results: readonly { readonly data: ListOutput<Row> | undefined; readonly error: Error | null }[]): Result<Row> => ({
      pages: results.flatMap(({ data }) => (data ? [data] : [])),
      problem: results.map(({ error }) => problemOf(error)).find((one) => one !== undefined),
    }),
    [],
  )
  const asked = useQueries({ queries: windows.map((window) => windowQuery(connection, call, view, window)), combine })
  const isHere = asked.pages.length === windows.length
  const isLast = asked.pages.some(({ rows }) => rows.length < WINDOW)
  const next = useQuery({ ...windowQuery(connection, call, view, ahead), enabled: isHere && ahead >= 0 && !(isLast && ahead > last) })
  const counted = useQuery({ ...totalsQuery(connection, call, view), enabled: isHere })

  const fresh = useMemo(() => {
    const missing = windows.filter((window) => !asked.pages.some((page) => page.window === window))
    const remembered = missing.flatMap((window) => {
      const at = kept?.keys.indexOf(JSON.stringify([call, { view, window }])) ?? -1
      const page = at < 0 ? undefined : (kept?.pages[at] as ListOutput<Row> | undefined)
      return page ? [page] : []
    })
    const beside = next.data && !windows.includes(next.data.window) ? [next.data] : []
    return [...asked.pages, ...remembered, ...beside]
  }, [asked.pages, next.data, kept, windows, call, view])

  const of = JSON.stringify(view)
  const now = useMemo<Shown<Row>>(() => ({ of, pages: fresh, totals: counted.data }), [of, fresh, counted.data])
  const [before, setBefore] = useState<Shown<Row>>({ of, pages: [], totals: undefined })
  if (fresh.length > 0 && now !== before) setBefore(now)
  const shown = fresh.length > 0 ? now : before

  const problem = asked.problem ?? problemOf(counted.error)
  const retry = useCallback(() => {
    void client.refetchQueries({ queryKey: [call] })
    void client.refetchQueries({ queryKey: [call.replace(/\.list$/, '.totals')] })
  }, [client, call])
  return useMemo(() => rowsOf(shown, of, problem, retry), [shown, of, problem, retry])
}

const problemOf = (error: Error | null): Problem | undefined => (error instanceof Refusal ? error.problem : undefined)

/** The window that comes next in the direction of travel; below the first sight is down. */
function useAhead(first: number, last: number): number {
  const [travel, setTravel] = useState({ first, last, isUp: false })
  if (travel.first === first && travel.last === last) return travel.isUp ? first - 1 : last + 1
  const isUp = first < travel.first
  setTravel({ first, last, isUp })
  return isUp ? first - 1 : last + 1
}

function rowsOf<Row extends GridRow>(
  { of, pages, totals }: Shown<Row>,
  asked: string,
  problem: Problem | undefined,
  retry: () => void,
): Rows<Row> {
  const loaded = pages
    .toSorted((a, b) => a.window - b.window)
    .flatMap((page) => page.rows.map((row, n) => ({ index: page.window * WINDOW + n, row })))
  const byIndex = new Map(loaded.map(({ index, row }) => [index, row]))
  const byId = new Map(loaded.map(({ index, row }) => [row.id, index]))
  return {
    total: totals?.total ?? knownOf(pages),
    isCounted: totals !== undefined,
    sums: totals?.sums ?? {},
    groups: totals?.groups ?? null,
    loaded,
    at: (index) => byIndex.get(index),
    indexOf: (id) => byId.get(id),
    isEarlier: of !== asked,
    isFirst: pages.length === 0,
    problem,
    retry,
  }
}

/** How many rows there are as far as pages tell: a page that is not full is the last; behind a full one is taken to be another. */
function knownOf(pages: readonly Page<unknown>[]): number {
  const ends = pages.map(({ window, rows }) => window * WINDOW + rows.length)
  const end = Math.max(0, ...ends)
  const isLast = pages.some(({ window, rows }) => rows.length < WINDOW && window * WINDOW + rows.length === end)
  return isLast || pages.length === 0 ? end : end + WINDOW
}

/** The ids of rows from one place to another, both in; windows not yet here are asked for. */
export async function idsBetween<N extends ListName>(
  client: QueryClient,
  connection: Connection,
  call: N,
  view: View,
  from: number,
  to: number,
): Promise<number[]> {
  const [low, high] = from < to ? [from, to] : [to, from]
  const windows = Array.from({ length: Math.floor(high / WINDOW) - Math.floor(low / WINDOW) + 1 }, (_, n) => Math.floor(low / WINDOW) + n)
  const pages = await Promise.all(windows.map((window) => client.fetchQuery(windowQuery(connection, call, view, window))))
  return pages.flatMap((page) =>
    page.rows.flatMap((row, n) => (page.window * WINDOW + n >= low && page.window * WINDOW + n <= high ? [row.id] : [])),
  )
}

/** How many rows a view has, and its sums, asked for once. */
export const totalsOf = (client: QueryClient, connection: Connection, call: ListName, view: View): Promise<Totals> =>
  client.fetchQuery(totalsQuery(connection, call, view))

/** The rows from one place to another, likewise. */
export async function rowsBetween<N extends ListName>(
  client: QueryClient,
  connection: Connection,
  call: N,
  view: View,
  from: number,
  to: number,
): Promise<RowOf<N>[]> {
  const first = Math.floor(from / WINDOW)
  const windows = Array.from({ length: Math.floor(to / WINDOW) - first + 1 }, (_, n) => first + n)
  const pages = await Promise.all(windows.map((window) => client.fetchQuery(windowQuery(connection, call, view, window))))
  return pages.flatMap((page) => page.rows.filter((_, n) => page.window * WINDOW + n >= from && page.window * WINDOW + n <= to))
}
