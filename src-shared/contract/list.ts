import { z, type ZodType } from 'zod'
import { DayField } from './fields.ts'

/*
 * How every grid asks: the engine pages, sorts, filters and sums. Fields are names of the call, never SQL.
 */

/** Rows of one trip. */
export const WINDOW = 200

const Field = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
export const Filter = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('text'), field: Field, text: z.string().trim().min(1).max(200) }),
  z.strictObject({ is: z.literal('any'), field: Field, of: z.array(z.string().max(100)).min(1).max(200) }),
  z.strictObject({ is: z.literal('number'), field: Field, from: z.int().optional(), to: z.int().optional() }),
  z.strictObject({ is: z.literal('days'), field: Field, from: DayField.optional(), to: DayField.optional() }),
  z.strictObject({ is: z.literal('empty'), field: Field, empty: z.boolean() }),
])
export type Filter = z.infer<typeof Filter>
export const Sort = z.strictObject({ by: Field, down: z.boolean() })
export type Sort = z.infer<typeof Sort>

export const View = z.strictObject({ filters: z.array(Filter).max(20), sort: z.array(Sort).max(3) })
export type View = z.infer<typeof View>

/** One window of a view: rows `window × 200` to `window × 200 + 199`. */
export const ListInput = z.strictObject({ view: View, window: z.int().nonnegative().max(20_000).default(0) })

/** The rows of a window, how many rows the whole view has, and the sums of its money columns over all of them. */
export const listOutput = <R extends ZodType>(row: R) =>
  z.strictObject({ total: z.int(), sums: z.record(z.string(), z.int()), window: z.int(), rows: z.array(row) })
export type ListOutput<R> = {
  readonly total: number
  readonly sums: Readonly<Record<string, number>>
  readonly window: number
  readonly rows: readonly R[]
}
