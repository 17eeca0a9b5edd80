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
