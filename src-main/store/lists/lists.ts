import { sql, type Compilable, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import { MOST_GROUPS, WINDOW, type ListOutput, type Totals, type View } from '../../../src-shared/contract/list.ts'
import { refuse } from '../trouble.ts'
import type { Reading } from '../sql.ts'
import { around, atOrBehind, fieldOf, inOrder, letsThrough, orderOf, runsOneWay, type ListPlan, type Order, type Term } from './plan.ts'

type Row = Readonly<Record<string, unknown>>
type Key = readonly unknown[]

/** What is known of a view until something is written. */
type Known = {
  readonly version: number
  /** The key of the first row of each window, as far as it was seen. */
  readonly starts: (Key | undefined)[]
  /** The ids of all rows in order, once they had to be gathered. */
  ids?: Float64Array
  totals?: Totals
}
type Asked<DB, TB extends keyof DB, O> = {
  readonly db: Reading
  readonly plan: ListPlan<DB, TB, O>
  readonly order: Order
  readonly filtered: SelectQueryBuilder<DB, TB, object>
  /** Whether a row is let through, as an expression; undefined when all are. */
  readonly lets: RawBuilder<boolean> | undefined
  readonly known: Known
}

const KEPT_VIEWS = 40
/** Gathered ids of all views together: 16 MB. */
const KEPT_IDS = 2_000_000
/** Start keys are kept at every so many windows at least, so that the next jump is counted off from nearby. */
const LANDMARK = 32
/** So many rows of an index are looked at for the rows of one window; where a filter lets fewer through, gathering them all is quicker. */
const LOOKED_AT = 2_000

/**
 * Pages and totals of grids. A page never counts: where an index gives the order it is walked from a key, and where none does, or a filter lets few rows
 * through, the ids of the whole view are gathered once, in order. What was learned of a view is good until something is written.
 */
export class Lists {
  /** By connection: a view that was opened for one who sees all is never given to one who does not. */
  readonly #known = new WeakMap<Reading, Map<string, Known>>()
  #version = 0

  /** Something was written: views are opened anew. */
  changed(): void {
    this.#version++
  }

  /** Counts what was written: pages of one number are of one state. */
  get version(): number {
    return this.#version
  }

  /** The rows of one window, in the order of the view. A window behind the last row is empty. @throws Trouble `input.invalid` for an unknown field */
  page<DB, TB extends keyof DB, O>(
    db: Reading,
    plan: ListPlan<DB, TB, O>,
    { view, window }: { readonly view: View; readonly window: number },
  ): ListOutput<O> {
    const asked = this.#asked(db, plan, view)
    const rows = walked(asked, window) ?? gatheredPage(asked, window, this.#makeRoom(db))
    return { window, rows: rows as O[] }
  }

  /** The ids of all rows of a view, in its order. */
  ids<DB, TB extends keyof DB, O>(db: Reading, plan: ListPlan<DB, TB, O>, view: View): number[] {
    const asked = this.#asked(db, plan, view)
    return [...gather(asked, this.#makeRoom(db))]
  }

  /** How many rows a view has, and its sums, in all and by group. @throws Trouble `list.groups` when a field has too many values */
  totals<DB, TB extends keyof DB, O>(db: Reading, plan: ListPlan<DB, TB, O>, { view }: { readonly view: View }): Totals {
    const asked = this.#asked(db, plan, view)
    return (asked.known.totals ??= view.group === undefined ? summed(asked) : summedByGroup(asked, view.group))
  }

  #asked<DB, TB extends keyof DB, O>(db: Reading, plan: ListPlan<DB, TB, O>, view: View): Asked<DB, TB, O> {
    const lets = view.filters.length === 0 ? undefined : letsThrough(plan, view)
    return {
      db,
      plan,
      order: orderOf(plan, view),
      filtered: lets ? plan.from.where(lets) : plan.from,
      lets,
      known: this.#open(db, JSON.stringify([plan.name, view.filters, view.sort, view.group])),
    }
  }

  #open(db: Reading, key: string): Known {
    const own = this.#known.get(db) ?? new Map<string, Known>()
    this.#known.set(db, own)
    const before = own.get(key)
    const known = before?.version === this.#version ? before : { version: this.#version, starts: [] }
    own.delete(key)
    own.set(key, known)
    const oldest = own.size > KEPT_VIEWS ? own.keys().next().value : undefined
    if (oldest !== undefined) own.delete(oldest)
    return known
  }

  /** Lets go of the ids that were used longest ago. */
  readonly #makeRoom =
    (db: Reading) =>
    (needed: number): void => {
      let kept = needed
      for (const one of [...(this.#known.get(db)?.values() ?? [])].reverse()) {
        kept += one.ids?.length ?? 0
        if (kept > KEPT_IDS || one.version !== this.#version) delete one.ids
      }
    }
}

/** A window by the index of its order, from a key that is known; undefined where there is no such way. */
function walked<DB, TB extends keyof DB, O>(asked: Asked<DB, TB, O>, window: number): Row[] | undefined {
  const { order, known, lets } = asked
  if (!order.isWalk || known.ids) return undefined
  if (lets !== undefined) return window === 0 || known.starts[window] ? lookedThrough(asked, window) : undefined
  reach(asked, window)
  const start = known.starts[window]
  return window > 0 && start === undefined ? [] : stepped(asked, start)
}

/** Finds the start key of a window, counted off from the nearest that is known; an index alone is read for it, and landmarks are kept on the way. */
function reach<DB, TB extends keyof DB, O>(asked: Asked<DB, TB, O>, window: number): void {
  const { starts } = asked.known
  if (window === 0 || starts[window] !== undefined) return
  let at = Math.min(window, starts.length)
  while (at > 0 && starts[at] === undefined) at--
  while (at < window) {
    const step = Math.min(window, at - (at % LANDMARK) + LANDMARK) - at
    const next = keyBehind(asked, starts[at], step * WINDOW)
    if (!next) return
    at += step
    starts[at] = next
  }
}

/** The key of the row so many rows behind another, or behind the beginning. */
function keyBehind<DB, TB extends keyof DB, O>(
  { db, plan, order: { terms } }: Asked<DB, TB, O>,
  start: Key | undefined,
  rows: number,
): Key | undefined {
  const keys = plan.from.select(terms.map((one, n) => one.of.as(`k${n}`))) as unknown as SelectQueryBuilder<DB, TB, object>
  const nth = (query: SelectQueryBuilder<DB, TB, object>, n: number): Key | undefined => {
    const row = db.first(inOrder(query, terms).limit(1).offset(n) as unknown as Compilable<Row>)
    return row && keyOf(row, terms)
  }
  if (start === undefined) return nth(keys, rows)
  if (runsOneWay(terms)) return nth(keys.where(atOrBehind(terms, start)), rows)
  const { within, behind } = parts(terms, start)
  const found = nth(keys.where(within), rows)
  if (found) return found
  const left = db.first(plan.from.where(within).select(sql<number>`count(*)`.as('n')) as unknown as Compilable<{ n: number }>)
  return nth(keys.where(behind), rows - (left?.n ?? 0))
}

/** An order whose first field runs another way than the rest: what is left within the value a key stands in, and what is behind it, each a range of the index. */
function parts(terms: readonly Term[], start: Key): { readonly within: RawBuilder<boolean>; readonly behind: RawBuilder<boolean> } {
  const [lead, ...rest] = terms as [Term, ...Term[]]
  return {
    within: sql<boolean>`(${lead.of} = ${sql.val(start[0])} and ${atOrBehind(rest, start.slice(1))})`,
    behind: sql<boolean>`${lead.of} ${sql.raw(lead.down ? '<' : '>')} ${sql.val(start[0])}`,
  }
}

const keyOf = (row: Row, terms: readonly Term[]): Key => terms.map((_, n) => row[`k${n}`])

/** The rows of a window from its start on. */
function stepped<DB, TB extends keyof DB, O>({ db, plan, order: { terms } }: Asked<DB, TB, O>, start: Key | undefined): Row[] {
  const read = (query: SelectQueryBuilder<DB, TB, object>, most: number): Row[] =>
    db.all(plan.row(inOrder(query, terms)).limit(most) as unknown as Compilable<Row>)
  if (start === undefined) return read(plan.from, WINDOW)
  if (runsOneWay(terms)) return read(plan.from.where(atOrBehind(terms, start)), WINDOW)
  const { within, behind } = parts(terms, start)
  const near = read(plan.from.where(within), WINDOW)
  return near.length === WINDOW ? near : [...near, ...read(plan.from.where(behind), WINDOW - near.length)]
}

/**
 * The rows of a window of which a filter lets enough through, found by looking through the next rows of the index; undefined when there were too few, and
 * at the end of the list.
 */
function lookedThrough<DB, TB extends keyof DB, O>(asked: Asked<DB, TB, O>, window: number): Row[] | undefined {
  const { db, plan, known } = asked
  const { terms } = asked.order
  const start = known.starts[window]
  if (!runsOneWay(terms)) return undefined
  const keys = terms.map((one, n) => one.of.as(`k${n}`))
  const seen = plan.from.select([...keys, sql<number>`${asked.lets}`.as('lets')]) as unknown as SelectQueryBuilder<DB, TB, object>
  const from = start === undefined ? seen : seen.where(atOrBehind(terms, start))
  const names = terms.map((_, n) => `k${n}`).join(', ')
  const near = inOrder(from, terms).limit(LOOKED_AT)
  const found = db.all(around<Row>(near, (inner) => `select ${names} from (${inner}) where lets limit ${WINDOW + 1}`))
  const next = found[WINDOW]
  if (!next) return undefined
  known.starts[window + 1] = keyOf(next, terms)
  return rowsOf(
    asked,
    found.slice(0, WINDOW).map((row) => row[`k${terms.length - 1}`] as number),
  )
}

/** The ids of all rows of a view in order, gathered once. */
function gather<DB, TB extends keyof DB, O>(
  { db, plan, order, filtered: all, known }: Asked<DB, TB, O>,
  makeRoom: (ids: number) => void,
): Float64Array {
  if (known.ids) return known.ids
  const ordered = inOrder(all.select(plan.id.as('id')) as unknown as SelectQueryBuilder<DB, TB, object>, order.terms)
  const found = db.first(around<{ ids: string }>(ordered, (inner) => `select json_group_array(id) as ids from (${inner} limit -1)`))
  const ids = Float64Array.from(JSON.parse(found?.ids ?? '[]') as number[])
  makeRoom(ids.length)
  known.ids = ids
  return ids
}

function gatheredPage<DB, TB extends keyof DB, O>(asked: Asked<DB, TB, O>, window: number, makeRoom: (ids: number) => void): Row[] {
  const ids = [...gather(asked, makeRoom).subarray(window * WINDOW, (window + 1) * WINDOW)]
  return rowsOf(asked, ids)
}

/** The rows of some ids, in their order. */
function rowsOf<DB, TB extends keyof DB, O>({ db, plan }: Asked<DB, TB, O>, ids: readonly number[]): Row[] {
  if (ids.length === 0) return []
  const query = plan.from
    .select(plan.id.as('k0'))
    .where(sql<boolean>`${plan.id} in (select value from json_each(${JSON.stringify(ids)}))`) as unknown as SelectQueryBuilder<
    DB,
    TB,
    object
  >
  const rows = new Map(db.all(plan.row(query) as unknown as Compilable<{ k0?: number }>).map((row) => [row.k0, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row) return []
    delete row.k0
    return [row as Row]
  })
}

function selected<DB, TB extends keyof DB, O>({ plan, filtered: all }: Asked<DB, TB, O>): SelectQueryBuilder<DB, TB, object> {
  const sums = Object.entries(plan.sums).map(([name, of]) => sql<number>`coalesce(sum(${of}), 0)`.as(name))
  return all.select([sql<number>`count(*)`.as('rows'), ...sums]) as unknown as SelectQueryBuilder<DB, TB, object>
}

function summed<DB, TB extends keyof DB, O>(asked: Asked<DB, TB, O>): Totals {
  const { rows: total = 0, ...sums } = asked.db.first(selected(asked) as unknown as Compilable<Record<string, number>>) ?? {}
  return { total, sums, groups: null }
}

function summedByGroup<DB, TB extends keyof DB, O>(asked: Asked<DB, TB, O>, group: string): Totals {
  const { plan, order, db } = asked
  const of = fieldOf(plan, group).of
  const query = selected(asked)
    .select(of.as('value'))
    .groupBy(sql`${of}`)
    .orderBy(sql`${of}`, order.terms[0]?.down ? 'desc' : 'asc')
    .limit(MOST_GROUPS + 1)
  const found = db.all(query as unknown as Compilable<{ value: string | number | null; rows: number }>)
  if (found.length > MOST_GROUPS) refuse('list.groups', { at: { field: group }, fix: 'Filter the list first, or group by something else.' })
  const groups = found.map(({ value, rows, ...sums }) => ({ value, rows, sums: sums as Record<string, number> }))
  const added = (of_: (one: (typeof groups)[number]) => number): number => groups.reduce((all, one) => all + of_(one), 0)
  const sums = Object.fromEntries(Object.keys(plan.sums).map((name) => [name, added((one) => one.sums[name] ?? 0)]))
  return { total: added((one) => one.rows), sums, groups }
}
