import { prepared, type Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* By which way the claims of a payer leave: the connection that takes its 837P, or by hand. */

/** The way of files that a person saves and uploads. */
export const BY_HAND = 0
/** `isTesting`: what leaves by it is a test, whoever sends. */
export type Way = { readonly id: number; readonly name: string; readonly isTesting: boolean }
const HAND: Way = { id: BY_HAND, name: 'Saved by hand', isTesting: false }
/** A route under this number is that of every payer without one of its own. */
const EVERY_OTHER = 0

/** The way of each payer. */
export function waysOf(db: Reading): (payer: number) => Way {
  const routes = db.all(
    from
      .selectFrom('connection_route')
      .innerJoin('connection', 'connection.id', 'connection_route.connection')
      .select(['connection_route.payer', 'connection.id', 'connection.name', 'connection.is_testing as testing'])
      .where('connection_route.kind', '=', '837P')
      .where('connection.removed_at', 'is', null),
  )
  const ways = new Map(routes.map(({ payer, id, name, testing }) => [payer, { id, name, isTesting: testing === 1 }]))
  const other = ways.get(EVERY_OTHER) ?? HAND
  return (payer) => ways.get(payer) ?? other
}

const testing = prepared((id: number) => from.selectFrom('connection').select('is_testing').where('id', '=', id))
/** Whether a connection is still being tested. */
export const isTesting = (db: Reading, connection: number): boolean => db.first(testing(connection))?.is_testing === 1
