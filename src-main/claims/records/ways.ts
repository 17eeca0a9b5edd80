import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* By which way the claims of a payer leave: the connection that takes its 837P, or by hand. */

/** The way of files that a person saves and uploads. */
export const BY_HAND = 0
export type Way = { readonly id: number; readonly name: string }
const HAND: Way = { id: BY_HAND, name: 'Saved by hand' }
/** A route under this number is that of every payer without one of its own. */
const EVERY_OTHER = 0

/** The way of each payer. */
export function waysOf(db: Reading): (payer: number) => Way {
  const routes = db.all(
    from
      .selectFrom('connection_route')
      .innerJoin('connection', 'connection.id', 'connection_route.connection')
      .select(['connection_route.payer', 'connection.id', 'connection.name'])
      .where('connection_route.kind', '=', '837P')
      .where('connection.removed_at', 'is', null),
  )
  const ways = new Map(routes.map(({ payer, id, name }) => [payer, { id, name }]))
  const other = ways.get(EVERY_OTHER) ?? HAND
  return (payer) => ways.get(payer) ?? other
}
