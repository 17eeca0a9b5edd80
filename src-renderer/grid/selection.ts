import type { View } from '../../src-shared/contract/list.ts'

/** Which rows are chosen: some by their ids, or all that match the filter but a few. */
export type Selection =
  { readonly is: 'some'; readonly ids: ReadonlySet<number> } | { readonly is: 'all'; readonly but: ReadonlySet<number> }

export const NONE: Selection = { is: 'some', ids: new Set() }
export const ALL: Selection = { is: 'all', but: new Set() }

export const isChosen = (selection: Selection, id: number): boolean =>
  selection.is === 'some' ? selection.ids.has(id) : !selection.but.has(id)

export const chosenCount = (selection: Selection, total: number): number =>
  selection.is === 'some' ? selection.ids.size : Math.max(0, total - selection.but.size)

export const isNothing = (selection: Selection, total: number): boolean => chosenCount(selection, total) === 0

const withSet = (before: ReadonlySet<number>, ids: readonly number[], isIn: boolean): ReadonlySet<number> => {
  const after = new Set(before)
  for (const id of ids) {
    if (isIn) after.add(id)
    else after.delete(id)
  }
  return after
}

/** Chooses rows, or takes them out again. */
export const choose = (selection: Selection, ids: readonly number[], isIn = true): Selection =>
  selection.is === 'some' ? { is: 'some', ids: withSet(selection.ids, ids, isIn) } : { is: 'all', but: withSet(selection.but, ids, !isIn) }

export const toggle = (selection: Selection, id: number): Selection => choose(selection, [id], !isChosen(selection, id))

/** The rows a selection names one by one: those that are in, or those that are out of all. */
export const namedBy = (selection: Selection): ReadonlySet<number> => (selection.is === 'some' ? selection.ids : selection.but)

/** What a command on many works on: records by their ids, or a view as it is asked for, which the engine reads when the command runs. */
export type Choice = { ids?: number[]; view?: View; but?: number[] }

export function choiceOf(selection: Selection, view: View): Choice {
  if (selection.is === 'some') return { ids: [...selection.ids] }
  return selection.but.size === 0 ? { view } : { view, but: [...selection.but] }
}

/**
 * The sum of what is chosen, in cents: of the rows that are named, or of all without them.
 * @param amount of a named row; undefined where it is not known
 * @returns undefined where a row is not known, or the whole is not counted yet
 */
export function chosenSum(
  selection: Selection,
  amount: (id: number) => number | null | undefined,
  whole: number | undefined,
): number | undefined {
  let named = 0
  for (const id of namedBy(selection)) {
    const of = amount(id)
    if (of === undefined) return undefined
    named += of ?? 0
  }
  if (selection.is === 'some') return named
  return whole === undefined ? undefined : whole - named
}
