import { sql, type Compilable, type RawBuilder } from 'kysely'
import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* The desk's rows come from many rooms under one shape, so its queries are put together from parts. Values are bound, as everywhere. */

const ready = <T>(query: RawBuilder<T>): Compilable<T> => ({ compile: () => query.compile(from) })

export const allOf = <T>(db: Reading, query: RawBuilder<T>): T[] => db.all(ready(query))
export const firstOf = <T>(db: Reading, query: RawBuilder<T>): T | undefined => db.first(ready(query))
export const anyOf = (values: readonly (string | number)[]): RawBuilder<unknown> =>
  values.length === 0 ? sql`(null)` : sql`(${sql.join(values.map((one) => sql.val(one)))})`
