/** How the columns of a grid stand: what is not said is as the screen has it. */
export type Layout = {
  /** Pinned ones first, in their order. */
  readonly order: readonly string[]
  readonly hidden: readonly string[]
  /** Those that stay at the left while the others go by. */
  readonly pinned: readonly string[]
  /** In px; a column that nobody drew has none. */
  readonly widths: Readonly<Record<string, number>>
}

/** The narrowest a column may be drawn, and the widest, in px. */
export const NARROWEST = 44
const WIDEST = 900

const clamped = (width: number): number => Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)))

/** Pinned columns stand before the others; both keep their order. */
const arranged = (layout: Layout): Layout => ({
  ...layout,
  order: [...layout.order.filter((id) => layout.pinned.includes(id)), ...layout.order.filter((id) => !layout.pinned.includes(id))],
})

/** Pins a column behind those that are pinned, or sets it free before those that are not. */
export function withPin(layout: Layout, id: string, isPinned: boolean): Layout {
  const pinned = layout.order.filter((one) => (one === id ? isPinned : layout.pinned.includes(one)))
  const others = layout.order.filter((one) => one !== id)
  const at = others.filter((one) => layout.pinned.includes(one)).length
  return arranged({ ...layout, pinned, order: [...others.slice(0, at), id, ...others.slice(at)] })
}

/** Moves a column before another one, or to the end. Where its new neighbors are pinned, it is pinned too. */
export function moved(layout: Layout, id: string, before: string | undefined): Layout {
  if (id === before) return layout
  const others = layout.order.filter((one) => one !== id)
  const found = before === undefined ? -1 : others.indexOf(before)
  const at = found < 0 ? others.length : found
  const isPinned = before === undefined ? others.every((one) => layout.pinned.includes(one)) : layout.pinned.includes(before)
  const stays = layout.pinned.includes(id) && at === others.filter((one) => layout.pinned.includes(one)).length
  const order = [...others.slice(0, at), id, ...others.slice(at)]
  return arranged({ ...layout, order, pinned: order.filter((one) => (one === id ? isPinned || stays : layout.pinned.includes(one))) })
}

/** Moves a column one place among those that show. Out of the pinned ones it goes by being unpinned. */
export function stepped(layout: Layout, id: string, by: -1 | 1): Layout {
  const shown = layout.order.filter((one) => !layout.hidden.includes(one))
  const at = shown.indexOf(id)
  const neighbor = shown[at + by]
  if (at < 0 || neighbor === undefined) return layout
  const isPinned = layout.pinned.includes(id)
  if (isPinned !== layout.pinned.includes(neighbor)) return withPin(layout, id, !isPinned)
  const order = layout.order.filter((one) => one !== id)
  const to = order.indexOf(neighbor) + (by === 1 ? 1 : 0)
  return { ...layout, order: [...order.slice(0, to), id, ...order.slice(to)] }
}

export const withWidth = (layout: Layout, id: string, width: number): Layout => ({
  ...layout,
  widths: { ...layout.widths, [id]: clamped(width) },
})

export function withoutWidth(layout: Layout, id: string): Layout {
  const { [id]: _, ...widths } = layout.widths
  return { ...layout, widths }
}

export const withHidden = (layout: Layout, id: string, isHidden: boolean): Layout => ({
  ...layout,
  hidden: isHidden ? [...layout.hidden.filter((one) => one !== id), id] : layout.hidden.filter((one) => one !== id),
})

/** A layout as a saved view keeps it: the columns that show, in order; `:120` is the width it was drawn to, `!` says that it is pinned. */
export const layoutWords = (layout: Layout): string[] =>
  layout.order
    .filter((id) => !layout.hidden.includes(id))
    .map((id) => {
      const width = layout.widths[id]
      return `${id}${width === undefined ? '' : `:${Math.round(width)}`}${layout.pinned.includes(id) ? '!' : ''}`
    })

/** Reads the words of a saved view; undefined where it says nothing of columns. Columns that are no more are left out. */
export function layoutOf(words: readonly string[], all: readonly string[]): Layout | undefined {
  if (words.length === 0) return undefined
  const read = words
    .map((word) => /^(\w+)(?::(\d+))?(!)?$/.exec(word))
    .map((parts) => ({ id: parts?.[1] ?? '', width: parts?.[2], pin: parts?.[3] }))
  const shown = read.filter(({ id }) => all.includes(id))
  return arranged({
    order: [...shown.map(({ id }) => id), ...all.filter((id) => !shown.some((one) => one.id === id))],
    hidden: all.filter((id) => !shown.some((one) => one.id === id)),
    pinned: shown.filter(({ pin }) => pin !== undefined).map(({ id }) => id),
    widths: Object.fromEntries(shown.flatMap(({ id, width }) => (width === undefined ? [] : [[id, parseInt(width, 10)]]))),
  })
}

/** A layout as it was kept, with columns that are new since then at the end, hidden where the screen hides them. */
export function broughtUp(kept: Layout, usual: Layout): Layout {
  const known = kept.order.filter((id) => usual.order.includes(id))
  const fresh = usual.order.filter((id) => !kept.order.includes(id))
  return arranged({ ...kept, order: [...known, ...fresh], hidden: [...kept.hidden, ...fresh.filter((id) => usual.hidden.includes(id))] })
}
