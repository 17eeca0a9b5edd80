import type { Filter, Sort, View } from '../../src-shared/contract/list.ts'
import { shownDay } from '../../src-shared/day.ts'
import { cents, columnMoney } from '../../src-shared/money.ts'
import type { Span } from '../../src-shared/span.ts'
import type { FilterKind } from './columns.tsx'

/** A view a screen brings with it. */
export type OwnView = { readonly id: string; readonly name: string; readonly view: View; readonly hidesCount?: boolean }

/** A field that can be filtered by: a column, or one that no column shows. */
export type FilterField = { readonly field: string; readonly head: string; readonly kind: FilterKind; readonly canBeEmpty: boolean }

export const NO_VIEW: View = { filters: [], sort: [] }

export const sameView = (one: View, other: View): boolean =>
  JSON.stringify([one.filters, one.sort, one.group]) === JSON.stringify([other.filters, other.sort, other.group])

/** One filter a field: setting it again replaces it, where it stood. */
export function withFilter(view: View, filter: Filter): View {
  const isThere = view.filters.some(({ field }) => field === filter.field)
  return { ...view, filters: isThere ? view.filters.map((one) => (one.field === filter.field ? filter : one)) : [...view.filters, filter] }
}

export const withoutFilter = (view: View, field: string): View => ({ ...view, filters: view.filters.filter((one) => one.field !== field) })

/** Without the chip that stands last: a filter, or the grouping where there is none. */
export const withoutLast = (view: View): View =>
  view.filters.length === 0 ? groupedBy(view, undefined) : { ...view, filters: view.filters.slice(0, -1) }

/** Rows of one value of a field stand together, or, without one, in their own order. */
export function groupedBy(view: View, group: string | undefined): View {
  const { group: _, ...rest } = view
  return group === undefined ? rest : { ...rest, group }
}

/** The same order with one more column behind the others, or that column turned. */
export function alsoSortedBy(view: View, by: string, down: boolean): View {
  const isThere = view.sort.some((one) => one.by === by)
  const sort = isThere
    ? view.sort.map((one) => (one.by === by ? { by, down } : one))
    : [...view.sort.slice(0, MOST_SORTS - 1), { by, down }]
  return { ...view, sort }
}

/** The most columns one may sort by, as the contract has it. */
const MOST_SORTS = 3

export const sortOf = (sorting: readonly { readonly id: string; readonly desc: boolean }[]): Sort[] =>
  sorting.slice(0, MOST_SORTS).map(({ id, desc }) => ({ by: id, down: desc }))
export const sortingOf = (sort: readonly Sort[]): { id: string; desc: boolean }[] => sort.map(({ by, down }) => ({ id: by, desc: down }))

/** Spans of days by their names, in the order they are offered. */
export const SPAN_WORDS: Readonly<Record<Span, string>> = {
  today: 'today',
  'this-week': 'this week',
  'this-month': 'this month',
  'last-month': 'last month',
  'last-7': 'last 7 days',
  'last-30': 'last 30 days',
  'last-90': 'last 90 days',
  'this-year': 'this year',
  'next-7': 'next 7 days',
  'next-30': 'next 30 days',
}

const plain = (field: string): string => {
  const words = field.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function range(from: string | undefined, to: string | undefined, words: readonly [from: string, to: string]): string {
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} – ${to}`
  return from === undefined ? `${words[1]} ${to ?? ''}` : `${words[0]} ${from}`
}

/** A filter as it reads on its chip: what of, how, and the value in bold. @param isWhole names every value of a set, for paper that cannot be opened */
export function chipWords(
  filter: Filter,
  fields: readonly FilterField[],
  isWhole = false,
): { readonly head: string; readonly how: string; readonly value: string } {
  const known = fields.find(({ field }) => field === filter.field)
  const head = known?.head ?? plain(filter.field)
  switch (filter.is) {
    case 'text':
      return { head, how: filter.not ? 'has not' : 'has', value: `“${filter.text}”` }
    case 'any': {
      const choices = known?.kind.is === 'any' && typeof known.kind.of !== 'string' ? known.kind.of : []
      const labels = filter.of.map((one) => choices.find(({ value }) => value === one)?.label ?? one)
      if (labels.length === 1) return { head, how: filter.not ? 'is not' : 'is', value: labels[0] ?? '' }
      return { head, how: filter.not ? 'is none of' : 'is any of', value: isWhole ? labels.join(', ') : String(labels.length) }
    }
    case 'number': {
      const shown = (value: number | undefined): string | undefined =>
        value === undefined ? undefined : known?.kind.is === 'money' ? columnMoney(cents(value)) : value.toLocaleString('en-US')
      return { head, how: '', value: range(shown(filter.from), shown(filter.to), ['from', 'up to']) }
    }
    case 'days':
      if (filter.within !== undefined) return { head, how: '', value: SPAN_WORDS[filter.within] }
      return { head, how: '', value: range(filter.from && shownDay(filter.from), filter.to && shownDay(filter.to), ['from', 'until']) }
    case 'empty':
      return { head, how: 'is', value: filter.empty ? 'empty' : 'not empty' }
  }
}
