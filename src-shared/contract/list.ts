import { z, type ZodType } from 'zod'
import type { Day } from '../day.ts'
import { daysOf, SPANS } from '../span.ts'
import { query, type Call, type Permission } from './call.ts'
import { CentsField, DayField, Id } from './fields.ts'

/*
 * How every grid asks: the engine pages, sorts, filters, groups and sums. Fields are names of the call, never SQL.
 */

/** Rows of one trip. */
export const WINDOW = 200

/** Groups that a list may fall into. */
export const MOST_GROUPS = 2000

/** Rows that may be chosen one by one; more are chosen by the view they stand in. */
export const MOST_CHOSEN = 20_000

const Field = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
export const Filter = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('text'), field: Field, text: z.string().trim().min(1).max(200), not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal('any'), field: Field, of: z.array(z.string().max(100)).min(1).max(200), not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal('number'), field: Field, from: z.int().optional(), to: z.int().optional() }),
  /** `within` is told by how far it is from today, and then `from` and `to` are not: whoever asks with the view puts them in. */
  z.strictObject({
    is: z.literal('days'),
    field: Field,
    from: DayField.optional(),
    to: DayField.optional(),
    within: z.enum(SPANS).optional(),
  }),
  z.strictObject({ is: z.literal('empty'), field: Field, empty: z.boolean() }),
])
export type Filter = z.infer<typeof Filter>
export const Sort = z.strictObject({ by: Field, down: z.boolean() })
export type Sort = z.infer<typeof Sort>

/** `group` is a field: rows of one value of it stand together, the values in their order, before `sort` orders the rows of each. */
export const View = z.strictObject({ filters: z.array(Filter).max(20), sort: z.array(Sort).max(3), group: Field.optional() })
export type View = z.infer<typeof View>

/** A view with the days of its spans put in, as the engine takes it. */
export const resolved = (view: View, today: Day): View => ({
  ...view,
  filters: view.filters.map((one) =>
    one.is === 'days' && one.within !== undefined ? { is: 'days', field: one.field, ...daysOf(one.within, today) } : one,
  ),
})

/** One window of a view: rows `window × 200` to `window × 200 + 199`, grouped or not. */
const ListInput = z.strictObject({ view: View, window: z.int().nonnegative().max(20_000).default(0) })
const TotalsInput = z.strictObject({ view: View })

const Sums = z.record(z.string(), z.int())
/** All of a view: how many rows, the sums of its money columns, and the same for each group, in the order of the list; `groups` is null without one. */
const Totals = z.strictObject({
  total: z.int(),
  sums: Sums,
  groups: z.array(z.strictObject({ value: z.union([z.string(), z.number(), z.null()]), rows: z.int(), sums: Sums })).nullable(),
})
export type Totals = z.infer<typeof Totals>
export type Group = NonNullable<Totals['groups']>[number]

const listOutput = <R extends ZodType>(row: R) => z.strictObject({ window: z.int(), rows: z.array(row) })
/** The rows of a window. How many there are in all is asked apart, for it takes longer. */
export type ListOutput<R> = { readonly window: number; readonly rows: readonly R[] }

type ListCalls<P extends string, R extends ZodType> = {
  readonly [N in `${P}.list`]: Call<'query', typeof ListInput, ReturnType<typeof listOutput<R>>, []>
} & { readonly [N in `${P}.totals`]: Call<'query', typeof TotalsInput, typeof Totals, ['list.groups']> }

/** The two calls of a list: a window of its rows, and its totals, which look at nobody. */
export function listCalls<const P extends string, R extends ZodType>(
  name: P,
  row: R,
  terms: { readonly does: string; readonly needs: Permission; readonly audit: 'none' | 'view' },
): ListCalls<P, R> {
  return {
    [`${name}.list`]: query(ListInput, listOutput(row), terms),
    [`${name}.totals`]: query(TotalsInput, Totals, {
      does: 'How many rows a view of the list has, and its sums, in all and by group.',
      needs: terms.needs,
      audit: 'none',
      fails: ['list.groups'],
    }),
  } as unknown as ListCalls<P, R>
}

/**
 * What a command on many works on: records by their ids, or every row of a view but some. The view is read when the command runs, so it works on what
 * the list holds then.
 */
export const chosenFields = {
  ids: z.array(Id).min(1).max(MOST_CHOSEN).optional(),
  view: View.optional(),
  but: z.array(Id).max(MOST_CHOSEN).optional(),
}
export type Chosen = {
  readonly ids?: readonly number[] | undefined
  readonly view?: View | undefined
  readonly but?: readonly number[] | undefined
}

/** Whether something is chosen, and in one way. */
export const isChosenOneWay = ({ ids, view, but }: Chosen): boolean =>
  (ids === undefined) !== (view === undefined) && (but === undefined || view !== undefined)
export const ONE_WAY = 'ids, or a view'

/** Why some are left out, in words, and how many. */
export const Left = z.strictObject({ words: z.string(), n: z.int() })
/** A part of them: in words, how many, and their money. */
export const Part = z.strictObject({ words: z.string(), n: z.int(), cents: CentsField })
/**
 * What a command on many would do, before it does: how many records change and the money on them, in parts where it falls into parts (a file for each
 * payer), and how many stay as they are, by reason.
 */
export const Preview = z.strictObject({
  will: z.int(),
  cents: CentsField,
  parts: z.array(Part),
  wont: z.array(Left),
})
export type Preview = z.infer<typeof Preview>

/**
 * What a command on many did: how many it changed, how many it left and why, and how many it did not come to because a person stopped it. `ids` are
 * those it changed, for taking it back; null when they are too many to name.
 */
export const Bulk = z.strictObject({ done: z.int(), wont: z.array(Left), left: z.int(), ids: z.array(Id).nullable() })
export type Bulk = z.infer<typeof Bulk>
