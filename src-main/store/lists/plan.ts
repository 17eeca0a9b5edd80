import { sql, type Compilable, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { Filter, Sort, View } from '../../../src-shared/contract/list.ts'
import { refuse } from '../trouble.ts'

/** A field a grid may sort, group or filter by: its expression, and what it holds. */
export type ListField = { readonly is: 'text' | 'number' | 'day'; readonly of: RawBuilder<unknown> }

/**
 * A grid's query, described by its room: where rows come from, what a row is, and the fields that may be named. Text from a window never becomes SQL:
 * it is looked up here or bound.
 */
export type ListPlan<DB, TB extends keyof DB, O> = {
  readonly name: string
  readonly from: SelectQueryBuilder<DB, TB, object>
  readonly row: (query: SelectQueryBuilder<DB, TB, object>) => SelectQueryBuilder<DB, TB, O>
  readonly fields: Readonly<Record<string, ListField>>
  /** Unique, and the last word of every order. */
  readonly id: RawBuilder<number>
  readonly sums: Readonly<Record<string, RawBuilder<number>>>
  readonly usual: readonly Sort[]
  /**
   * Orders that an index gives, each as the fields in front of the id: the first may run another way than the others, which all run one way and the id
   * with them (`status+day-` is status upward, then day and id downward; `day` is day and id both ways). Their fields are never null.
   */
  readonly walks?: readonly string[]
  /** What orders the rows of one value of a field when the list is sorted by it alone: the other way, so that days under a name run from the newest. */
  readonly within?: Readonly<Record<string, string>>
}

export type Term = { readonly of: RawBuilder<unknown>; readonly down: boolean }
/** An order in full: group, sorts, and the id, which runs as the last of them. */
export type Order = {
  readonly terms: readonly Term[]
  /** An index gives it. */
  readonly isWalk: boolean
}

type Ordered = Pick<ListPlan<never, never, never>, 'fields' | 'id' | 'usual' | 'walks' | 'within'>
type Fields = { readonly fields: Readonly<Record<string, ListField>> }

export function fieldOf(plan: Fields, name: string): ListField {
  const field = Object.hasOwn(plan.fields, name) ? plan.fields[name] : undefined
  return field ?? refuse('input.invalid', { at: { field: name }, message: 'This list has no such column.' })
}

/** How the rows of a view stand. A field named twice counts where it stands first. */
export function orderOf(plan: Ordered, view: View): Order {
  const asked = view.sort.length > 0 ? view.sort : plan.usual
  const group = view.group
  const grouped = group === undefined ? asked : [asked.find((one) => one.by === group) ?? { by: group, down: false }, ...asked]
  const named = grouped.filter((one, n) => grouped.findIndex(({ by }) => by === one.by) === n)
  const [only] = named.length === 1 ? named : []
  const inside = only && plan.within?.[only.by]
  const sorts = inside === undefined ? named : [...named, { by: inside, down: !only?.down }]
  const down = sorts.at(-1)?.down ?? false
  const terms = [...sorts.map((one) => ({ of: fieldOf(plan, one.by).of, down: one.down })), { of: plan.id, down }]
  return { terms, isWalk: isWalked(plan.walks ?? [], sorts) }
}

/** Whether an index gives an order: `day` both ways, `status+day-` as it is and read backward. */
function isWalked(walks: readonly string[], sorts: readonly Sort[]): boolean {
  const [first] = sorts
  if (!first) return false
  if (sorts.length === 1) return walks.includes(first.by) || first.by === 'id'
  const signed = (flip: boolean): string => sorts.map((one) => `${one.by}${one.down === flip ? '+' : '-'}`).join('')
  return walks.includes(signed(false)) || walks.includes(signed(true))
}

/** Whether a view lets a row through. */
export const letsThrough = (plan: Fields, view: View): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    view.filters.map((filter) => condition(fieldOf(plan, filter.field), filter)),
    sql` and `,
  )})`

export const inOrder = <DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  terms: readonly Term[],
): SelectQueryBuilder<DB, TB, O> => terms.reduce((one, { of, down }) => one.orderBy(of, down ? 'desc' : 'asc'), query)

/** Everything at or behind a start key, of terms that all run one way and are never null. */
export function atOrBehind(terms: readonly Term[], start: readonly unknown[]): RawBuilder<boolean> {
  const sign = sql.raw(terms[0]?.down ? '<=' : '>=')
  return sql<boolean>`(${sql.join(terms.map((one) => one.of))}) ${sign} (${sql.join(start.map((value) => sql.val(value)))})`
}

export const runsOneWay = (terms: readonly Term[]): boolean => terms.every((one) => one.down === terms[0]?.down)

function condition(field: ListField, filter: Filter): RawBuilder<boolean> {
  switch (filter.is) {
    case 'text':
      return not(filter, sql<boolean>`${field.of} like ${`%${filter.text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
    case 'any':
      return not(filter, sql<boolean>`${field.of} in (${sql.join(filter.of.map((one) => sql.val(one)))})`)
    case 'empty':
      return filter.empty ? sql<boolean>`coalesce(${field.of}, '') = ''` : sql<boolean>`coalesce(${field.of}, '') <> ''`
    case 'number':
      // One value is found by an index; of a range most rows are taken to be in it, and then to read them all in a row is quicker.
      if (filter.from !== undefined && filter.from === filter.to) return sql<boolean>`${field.of} = ${filter.from}`
      return sql<boolean>`likely(${between(field, filter)})`
    case 'days':
      // Only who asks knows which day it is for them.
      if (filter.within !== undefined) refuse('input.invalid', { at: { field: filter.field } })
      return between(field, filter)
  }
}

function between(
  { of }: ListField,
  { from, to }: { readonly from?: number | string | undefined; readonly to?: number | string | undefined },
): RawBuilder<boolean> {
  const parts = [...(from === undefined ? [] : [sql`${of} >= ${from}`]), ...(to === undefined ? [] : [sql`${of} <= ${to}`])]
  return parts.length === 0 ? sql<boolean>`1` : sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** What is not stated is not the value either. */
const not = ({ not: isNot }: { readonly not?: true | undefined }, is: RawBuilder<boolean>): RawBuilder<boolean> =>
  isNot === true ? sql<boolean>`(${is}) is not true` : is

/** A query that kysely has no words for: `text` around what it compiled. */
export function around<T>(query: Pick<Compilable, 'compile'>, text: (inner: string) => string): Compilable<T> {
  const compiled = query.compile()
  return { compile: () => ({ ...compiled, sql: text(compiled.sql) }) } as unknown as Compilable<T>
}
