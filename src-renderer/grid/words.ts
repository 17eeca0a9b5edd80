import type { Filter, View } from '../../src-shared/contract/list.ts'
import { parseDay, shownDay } from '../../src-shared/day.ts'
import { cents, columnMoney } from '../../src-shared/money.ts'
import type { FilterKind } from './columns.tsx'
import type { Group } from './lines.ts'
import { groupedBy, withFilter, type FilterField } from './view.ts'

/** What the two directions of an order are called, up and down, for what a column holds. */
export function directionWords(kind: FilterKind | undefined): readonly [up: string, down: string] {
  switch (kind?.is) {
    case 'days':
      return ['oldest first', 'newest first']
    case 'number':
    case 'money':
      return ['lowest first', 'highest first']
    default:
      return ['A to Z', 'Z to A']
  }
}

/** How a view is ordered, as a sentence for who cannot see the arrows: "Sorted by Service, newest first". */
export function orderWords(view: View, fields: readonly FilterField[]): string {
  const known = (name: string): FilterField | undefined => fields.find(({ field }) => field === name)
  const sorts = view.sort.map(({ by, down }, n) => {
    const field = known(by)
    return `${n === 0 ? 'Sorted by' : 'then by'} ${field?.head ?? by}, ${directionWords(field?.kind)[down ? 1 : 0]}`
  })
  const group = view.group === undefined ? [] : [`Grouped by ${known(view.group)?.head ?? view.group}`]
  return [...group, ...sorts].join(', ')
}

/** What a group is called: the word of a status, a day, an amount, or that the field is empty. */
export function groupName(
  value: Group['value'],
  kind: FilterKind | undefined,
  head: string,
  groupWords?: (value: number) => string,
): string {
  if (value === null || value === '') return `${head}: none`
  if (typeof value === 'number') {
    if (groupWords) return groupWords(value)
    return kind?.is === 'money' ? columnMoney(cents(value)) : value.toLocaleString('en-US')
  }
  const day = kind?.is === 'days' ? parseDay(value) : undefined
  if (day) return shownDay(day)
  const choices = kind?.is === 'any' && typeof kind.of !== 'string' ? kind.of : []
  return choices.find((one) => one.value === value)?.label ?? value
}

/** The filter that keeps what has the same value as a row; undefined where the field cannot be filtered by. */
export function sameAs(field: FilterField, value: unknown): Filter | undefined {
  const { kind } = field
  if (value === null || value === undefined || value === '')
    return field.canBeEmpty ? { is: 'empty', field: field.field, empty: true } : undefined
  switch (kind.is) {
    case 'text':
    case 'any':
      return typeof value === 'string' || typeof value === 'number' ? { is: 'any', field: field.field, of: [String(value)] } : undefined
    case 'number':
    case 'money':
      return typeof value === 'number' ? { is: 'number', field: field.field, from: value, to: value } : undefined
    case 'days': {
      const day = typeof value === 'string' ? parseDay(value) : undefined
      return day && { is: 'days', field: field.field, from: day, to: day }
    }
  }
}

/** A view without the rows that have a value, beside those that are left out already; undefined where that cannot be said. */
export function without(view: View, field: FilterField, value: unknown): View | undefined {
  const same = sameAs(field, value)
  if (same?.is === 'empty') return withFilter(view, { ...same, empty: false })
  if (same?.is !== 'any') return undefined
  const before = view.filters.find((one) => one.field === field.field)
  const of = before?.is === 'any' && before.not === true ? before.of.filter((one) => !same.of.includes(one)) : []
  return withFilter(view, { ...same, of: [...of, ...same.of], not: true })
}

/** Every value of a field with how many rows have it: the view grouped by it, without its own filter. */
export const valuesView = (view: View, field: string): View =>
  groupedBy({ filters: view.filters.filter((one) => one.field !== field), sort: [] }, field)
