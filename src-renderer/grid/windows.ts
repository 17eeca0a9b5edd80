import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useLiveQuery } from 'dexie-react-hooks'
import { useCallback, useMemo, useState } from 'react'
import type { Input, Name, Output, Problem } from '../../src-shared/contract/index.ts'
import { WINDOW, type ListOutput, type View } from '../../src-shared/contract/list.ts'
import type { Connection } from '../app/connection.ts'
import { ask, Refusal, useConnection } from '../app/queries.ts'
import { keepPage, keptPage } from '../desk/desk.ts'
import type { GridRow } from './columns.tsx'

/** The calls that answer with a window of a list. */
export type ListName = { [N in Name]: Output<N> extends ListOutput<GridRow> ? N : never }[Name]
export type RowOf<N extends ListName> = Output<N>['rows'][number]

type Page<Row> = {
  readonly window: number
  readonly total: number
  readonly sums: Readonly<Record<string, number>>
  readonly rows: readonly Row[]
  readonly at: number
}

/** The rows in sight, of however many there are. */
export type Rows<Row> = {
  readonly total: number
  readonly sums: Readonly<Record<string, number>>
  /** Rows that are here, in order, with their place in the whole. */
  readonly loaded: readonly { readonly index: number; readonly row: Row }[]
  readonly at: (index: number) => Row | undefined
  readonly indexOf: (id: number) => number | undefined
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

type Result<Row> = { readonly pages: readonly Page<Row>[]; readonly problem: Problem | undefined; readonly isAsking: boolean }

/**
 * The windows in sight of a view: those of the sitting's cache at once, the engine's when they are there, and what was shown before until then.
 */
export function useWindows<N extends ListName>(call: N, view: View, first: number, last: number): Rows<RowOf<N>> {
  type Row = RowOf<N>
  const connection = useConnection()
  const client = useQueryClient()
  const windows = useMemo(() => Array.from({ length: last - first + 1 }, (_, n) => first + n), [first, last])
  const keys = windows.map((window) => JSON.stringify([call, { view, window }]))
  const kept = useLiveQuery(async () => ({ keys, pages: await Promise.all(keys.map(keptPage)) }), [keys.join('\n')])

  const combine = useCallback(
    (
      results: readonly {
        readonly data: ListOutput<Row> | undefined
        readonly error: Error | null
        readonly dataUpdatedAt: number
        readonly isPending: boolean
      }[],
    ): Result<Row> => ({
      pages: results.flatMap(({ data, dataUpdatedAt }) => (data ? [{ ...data, at: dataUpdatedAt }] : [])),
      problem: results.map(({ error }) => (error instanceof Refusal ? error.problem : undefined)).find((one) => one !== undefined),
      isAsking: results.some(({ isPending }) => isPending),
    }),
    [],
  )
  const asked = useQueries({ queries: windows.map((window) => windowQuery(connection, call, view, window)), combine })

  const fresh = useMemo(() => {
    const missing = windows.filter((window) => !asked.pages.some((page) => page.window === window))
    const remembered = missing.flatMap((window) => {
      const at = kept?.keys.indexOf(JSON.stringify([call, { view, window }])) ?? -1
      const page = at < 0 ? undefined : (kept?.pages[at] as ListOutput<Row> | undefined)
      return page ? [{ ...page, at: 0 }] : []
    })
    return remembered.length === 0 ? asked.pages : [...asked.pages, ...remembered]
  }, [asked.pages, kept, windows, call, view])

  const [before, setBefore] = useState<readonly Page<Row>[]>([])
  if (fresh.length > 0 && fresh !== before) setBefore(fresh)
  const pages = fresh.length > 0 ? fresh : before

  return useMemo(() => rowsOf(pages, asked, () => void client.refetchQueries({ queryKey: [call] })), [pages, asked, client, call])
}

function rowsOf<Row extends GridRow>(pages: readonly Page<Row>[], asked: Result<Row>, retry: () => void): Rows<Row> {
  const newest = pages.reduce<Page<Row> | undefined>((best, page) => (best && best.at >= page.at ? best : page), undefined)
  const loaded = pages
    .toSorted((a, b) => a.window - b.window)
    .flatMap((page) => page.rows.map((row, n) => ({ index: page.window * WINDOW + n, row })))
  const byIndex = new Map(loaded.map(({ index, row }) => [index, row]))
  const byId = new Map(loaded.map(({ index, row }) => [row.id, index]))
  return {
    total: newest?.total ?? 0,
    sums: newest?.sums ?? {},
    loaded,
    at: (index) => byIndex.get(index),
    indexOf: (id) => byId.get(id),
    isFirst: newest === undefined,
    problem: asked.problem,
    retry,
  }
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
