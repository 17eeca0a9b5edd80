import { sql, type Compilable, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import { WINDOW, type Filter, type ListOutput, type Sort, type View } from '../../src-shared/contract/list.ts'
import { refuse } from './trouble.ts'
import type { Reading } from './sql.ts'

/** A field a grid may sort or filter by: its expression, and what it holds. */
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
}

type Starts = {
  readonly version: number
  readonly total: number
  readonly sums: Readonly<Record<string, number>>
  readonly keys: readonly (readonly unknown[])[]
}
const KEPT_VIEWS = 40

/**
 * Pages of grids. Opening a view counts and sums it and keeps one start key for each window, so that scrolling can jump anywhere by a seek; the
 * keys are good until something is written.
 */
export class Lists {
  /** By connection: a view that was opened for one who sees all is never given to one who does not. */
  readonly #starts = new WeakMap<Reading, Map<string, Starts>>()
  #version = 0

  /** Something was written: views are opened anew. */
  changed(): void {
    this.#version++
  }

  /** Counts what was written: pages of one number are of one state. */
  get version(): number {
    return this.#version
  }

  page<DB, TB extends keyof DB, O>(
    db: Reading,
    plan: ListPlan<DB, TB, O>,
    input: { readonly view: View; readonly window: number },
  ): ListOutput<O> {
    const view = { filters: input.view.filters, sort: input.view.sort.length > 0 ? input.view.sort : [...plan.usual] }
    const order = [
      ...view.sort.map((one) => ({ of: fieldOf(plan, one.by).of, down: one.down })),
      { of: plan.id, down: view.sort[0]?.down ?? false },
    ]
    const filtered = view.filters.reduce((query, filter) => query.where(condition(fieldOf(plan, filter.field), filter)), plan.from)
    const starts = this.#open(db, plan, view, filtered, order)
    const start = starts.keys[input.window]
    const shape = { total: starts.total, sums: starts.sums, window: input.window }
    if (!start) return { ...shape, rows: [] }
    const ordered = order.reduce((query, one) => query.orderBy(one.of, one.down ? 'desc' : 'asc'), filtered.where(from(order, start)))
    return { ...shape, rows: db.all(plan.row(ordered).limit(WINDOW) as Compilable<O>) }
  }

  #open<DB, TB extends keyof DB, O>(
    db: Reading,
    plan: ListPlan<DB, TB, O>,
    view: View,
    filtered: SelectQueryBuilder<DB, TB, object>,
    order: readonly { readonly of: RawBuilder<unknown>; readonly down: boolean }[],
  ): Starts {
    const key = JSON.stringify([plan.name, view])
    const own = this.#starts.get(db) ?? new Map<string, Starts>()
    this.#starts.set(db, own)
    const known = own.get(key)
    if (known?.version === this.#version) return known
    const sums = Object.entries(plan.sums).map(([name, of]) => sql<number>`coalesce(sum(${of}), 0)`.as(name))
    const counted = db.first(filtered.select([sql<number>`count(*)`.as('total'), ...sums]) as Compilable<Record<string, number>>)
    const { total = 0, ...sumValues } = counted ?? { total: 0 }
    const directions = order.map((one) => sql`${one.of} ${sql.raw(one.down ? 'desc' : 'asc')}`)
    const numbered = filtered.select([
      ...order.map((one, n) => one.of.as(`k${n}`)),
      sql<number>`row_number() over (order by ${sql.join(directions)})`.as('place'),
    ]) as unknown as Compilable<Record<string, unknown>>
    const { sql: text, parameters } = numbered.compile()
    const keys = db
      .all<Record<string, unknown>>({
        compile: () => ({ ...numbered.compile(), sql: `select * from (${text}) where place % ${WINDOW} = 1 order by place`, parameters }),
      } as Compilable<Record<string, unknown>>)
      .map((row) => order.map((_, n) => row[`k${n}`]))
    const opened: Starts = { version: this.#version, total, sums: sumValues, keys }
    own.delete(key)
    own.set(key, opened)
    const oldest = own.size > KEPT_VIEWS ? own.keys().next().value : undefined
    if (oldest !== undefined) own.delete(oldest)
    return opened
  }
}

function fieldOf(plan: { readonly fields: Readonly<Record<string, ListField>> }, name: string): ListField {
  const field = Object.hasOwn(plan.fields, name) ? plan.fields[name] : undefined
  return field ?? refuse('input.invalid', { at: { field: name }, message: 'This list has no such column.' })
}

/** Everything at or behind a start key, in an order whose columns may run different ways. */
function from(
  order: readonly { readonly of: RawBuilder<unknown>; readonly down: boolean }[],
  start: readonly unknown[],
): RawBuilder<boolean> {
  const sameWay = order.every((one) => one.down === order[0]?.down)
  if (sameWay) {
    const sign = sql.raw(order[0]?.down ? '<=' : '>=')
    return sql<boolean>`(${sql.join(order.map((one) => one.of))}) ${sign} (${sql.join(start.map((value) => sql.val(value)))})`
  }
  const steps = order.map((one, n) => {
    const before = order.slice(0, n).map((earlier, at) => sql`${earlier.of} = ${sql.val(start[at])}`)
    const sign = sql.raw(n === order.length - 1 ? (one.down ? '<=' : '>=') : one.down ? '<' : '>')
    return sql`(${sql.join([...before, sql`${one.of} ${sign} ${sql.val(start[n])}`], sql` and `)})`
  })
  return sql<boolean>`(${sql.join(steps, sql` or `)})`
}

function condition(field: ListField, filter: Filter): RawBuilder<boolean> {
  switch (filter.is) {
    case 'text':
      return sql<boolean>`${field.of} like ${`%${filter.text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
    case 'any':
      return sql<boolean>`${field.of} in (${sql.join(filter.of.map((one) => sql.val(one)))})`
    case 'empty':
      return filter.empty ? sql<boolean>`coalesce(${field.of}, '') = ''` : sql<boolean>`coalesce(${field.of}, '') <> ''`
    case 'number':
    case 'days': {
      const parts = [
        ...(filter.from === undefined ? [] : [sql`${field.of} >= ${filter.from}`]),
        ...(filter.to === undefined ? [] : [sql`${field.of} <= ${filter.to}`]),
      ]
      return parts.length === 0 ? sql<boolean>`1` : sql<boolean>`(${sql.join(parts, sql` and `)})`
    }
  }
}
