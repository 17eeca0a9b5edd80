import { useMemo, useState } from 'react'
import type { GridRow } from './columns.tsx'
import { ALL, choose, chosenCount, chosenSum, isChosen, namedBy, NONE, toggle, type Selection } from './selection.ts'
import type { Rows } from './windows.ts'

type Kept<Row> = {
  readonly view: string
  readonly selection: Selection
  /** Where a range begins. */
  readonly anchor: number | undefined
  /** Rows as they were when they were chosen, with their places: most are out of sight by the time they are added up. */
  readonly rows: ReadonlyMap<number, { readonly row: Row; readonly index: number }>
}

export type Choosing<Row extends GridRow> = {
  readonly selection: Selection
  readonly count: number
  readonly anchor: number | undefined
  readonly none: () => void
  readonly all: () => void
  readonly toggle: (row: Row, index: number) => void
  /** Chooses rows that stand below each other from `first` on, or takes them out; `anchor` is where the next range begins. */
  readonly add: (rows: readonly Row[], first: number, anchor: number, isIn?: boolean) => void
  readonly isOn: (id: number) => boolean
  /** A chosen row, as it is now if it is here. */
  readonly row: (id: number) => Row | undefined
  /** The rows that are chosen one by one, in the order of the list. */
  readonly rows: () => readonly Row[]
  /** The sum of the chosen rows, in cents; undefined while it cannot be told. */
  readonly sum: (amount: (row: Row) => number | null, whole: number | undefined) => number | undefined
}

const noRows: ReadonlyMap<number, never> = new Map<number, never>()
const nothing = (view: string) => ({ view, selection: NONE, anchor: undefined, rows: noRows })

/** What is chosen of a view. Another view begins with nothing. */
export function useChosen<Row extends GridRow>(view: string, rows: Rows<Row>): Choosing<Row> {
  const [kept, setKept] = useState<Kept<Row>>()
  const now: Kept<Row> = kept?.view === view ? kept : nothing(view)
  const { selection, anchor } = now
  const row = (id: number): Row | undefined => {
    const index = rows.indexOf(id)
    return (index === undefined ? undefined : rows.at(index)) ?? now.rows.get(id)?.row
  }
  const place = (id: number): number => rows.indexOf(id) ?? now.rows.get(id)?.index ?? 0
  // Of what is chosen then: keys come faster than rows that have to be asked for.
  const set = (change: (selection: Selection) => Selection, from: number | undefined, more: readonly Row[], first = 0): void =>
    setKept((last) => {
      const was = last?.view === view ? last : nothing(view)
      const next = change(was.selection)
      const named = namedBy(next)
      const added = more.map((row, n) => [row.id, { row, index: first + n }] as const)
      return { view, selection: next, anchor: from, rows: new Map([...was.rows, ...added].filter(([id]) => named.has(id))) }
    })
  return {
    selection,
    count: chosenCount(selection, rows.total),
    anchor,
    none: () => set(() => NONE, undefined, []),
    all: () => set(() => ALL, undefined, []),
    toggle: (one, index) => set((was) => toggle(was, one.id), index, [one], index),
    add: (more, first, from, isIn = true) => {
      const ids = more.map(({ id }) => id)
      set((was) => choose(was, ids, isIn), from, more, first)
    },
    isOn: (id) => isChosen(selection, id),
    row,
    rows: () =>
      [...namedBy(selection)]
        .map((id) => ({ row: row(id), index: place(id) }))
        .toSorted((a, b) => a.index - b.index)
        .flatMap((one) => (one.row ? [one.row] : [])),
    sum: (amount, whole) =>
      chosenSum(
        selection,
        (id) => {
          const one = row(id)
          return one === undefined ? undefined : amount(one)
        },
        whole,
      ),
  }
}

/** How many chosen rows each group has, by the value of the field the list is grouped by; undefined where all are chosen but some. */
export function useChosenByGroup<Row extends GridRow>(
  choosing: Choosing<Row>,
  field: string | undefined,
): ReadonlyMap<unknown, number> | undefined {
  const { selection } = choosing
  return useMemo(() => {
    const counts = new Map<unknown, number>()
    if (field === undefined) return counts
    for (const id of namedBy(selection)) {
      const value = (choosing.row(id) as Readonly<Record<string, unknown>> | undefined)?.[field] ?? null
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return counts
    // What is chosen says all; the rows' values do not move while it stands.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selection, field])
}
