import type { Filter, Sort, View } from '../../src-shared/contract/list.ts'
import { shownDay } from '../../src-shared/day.ts'
import { cents, columnMoney } from '../../src-shared/money.ts'
import type { FilterKind } from './columns.tsx'

/** A view a screen brings with it. */
export type OwnView = { readonly id: string; readonly name: string; readonly view: View; readonly hidesCount?: boolean }

/** A field that can be filtered by: a column, or one that no column shows. */
export type FilterField = { readonly field: string; readonly head: string; readonly kind: FilterKind; readonly canBeEmpty: boolean }

export const NO_VIEW: View = { filters: [], sort: [] }

export const sameView = (one: View, other: View): boolean =>
  JSON.stringify([one.filters, one.sort]) === JSON.stringify([other.filters, other.sort])

/** One filter a field: setting it again replaces it, where it stood. */
export function withFilter(view: View, filter: Filter): View {
  const isThere = view.filters.some(({ field }) => field === filter.field)
  return { ...view, filters: isThere ? view.filters.map((one) => (one.field === filter.field ? filter : one)) : [...view.filters, filter] }
}

export const withoutFilter = (view: View, field: string): View => ({ ...view, filters: view.filters.filter((one) => one.field !== field) })

/** The most columns one may sort by, as the contract has it. */
const MOST_SORTS = 3

export const sortOf = (sorting: readonly { readonly id: string; readonly desc: boolean }[]): Sort[] =>
  sorting.slice(0, MOST_SORTS).map(({ id, desc }) => ({ by: id, down: desc }))
export const sortingOf = (sort: readonly Sort[]): { id: string; desc: boolean }[] => sort.map(({ by, down }) => ({ id: by, desc: down }))

const plain = (field: string): string => {
  const words = field.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function range(from: string | undefined, to: string | undefined, words: readonly [from: string, to: string]): string {
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} – ${to}`
  return from === undefined ? `${words[1]} ${to ?? ''}` : `${words[0]} ${from}`
}

/** A filter as it reads on its chip: what of, how, and the value in bold. */
export function chipWords(
  filter: Filter,
  fields: readonly FilterField[],
): { readonly head: string; readonly how: string; readonly value: string } {
  const known = fields.find(({ field }) => field === filter.field)
  const head = known?.head ?? plain(filter.field)
  switch (filter.is) {
    case 'text':
      return { head, how: 'has', value: `“${filter.text}”` }
    case 'any': {
      const [only = ''] = filter.of
      const choices = known?.kind.is === 'any' && typeof known.kind.of !== 'string' ? known.kind.of : []
      const label = choices.find(({ value }) => value === only)?.label ?? only
      return filter.of.length === 1 ? { head, how: 'is', value: label } : { head, how: 'is any of', value: String(filter.of.length) }
    }
    case 'number': {
      const shown = (value: number | undefined): string | undefined =>
        value === undefined ? undefined : known?.kind.is === 'money' ? columnMoney(cents(value)) : value.toLocaleString('en-US')
      return { head, how: '', value: range(shown(filter.from), shown(filter.to), ['from', 'up to']) }
    }
    case 'days':
      return { head, how: '', value: range(filter.from && shownDay(filter.from), filter.to && shownDay(filter.to), ['from', 'until']) }
    case 'empty':
      return { head, how: 'is', value: filter.empty ? 'empty' : 'not empty' }
  }
}

/** How the columns of a grid stand: what is not said is as the screen has it. */
export type Layout = {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

/** A layout as a saved view keeps it: the columns that show, in order, each with its width if it was drawn. */
export const layoutWords = (visible: readonly string[], widths: Readonly<Record<string, number>>): string[] =>
  visible.map((id) => (widths[id] === undefined ? id : `${id}:${Math.round(widths[id])}`))

export function layoutOf(words: readonly string[], all: readonly string[]): Layout | undefined {
  if (words.length === 0) return undefined
  const read = words.map((word) => /^(\w+)(?::(\d+))?$/.exec(word)).map((parts) => ({ id: parts?.[1] ?? '', width: parts?.[2] }))
  const shown = read.filter(({ id }) => all.includes(id))
  return {
    order: [...shown.map(({ id }) => id), ...all.filter((id) => !shown.some((one) => one.id === id))],
    hidden: all.filter((id) => !shown.some((one) => one.id === id)),
    widths: Object.fromEntries(shown.flatMap(({ id, width }) => (width === undefined ? [] : [[id, parseInt(width, 10)]]))),
  }
}
