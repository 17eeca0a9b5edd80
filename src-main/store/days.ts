import { sql, type Expression, type RawBuilder } from 'kysely'
import { type Day } from '../../src-shared/day.ts'

/**
 * The day on which an instant of a column fell where the practice works: `dayAt`, for a query. Null of null.
 *
 * The first ten signs of an instant are its day in UTC, which in an American evening is tomorrow.
 */
export const dayOf = (instant: string | Expression<unknown>): RawBuilder<Day> =>
  sql<Day>`date(${typeof instant === 'string' ? sql.ref(instant) : instant}, 'localtime')`
