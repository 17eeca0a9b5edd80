import { sql } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'

/* When the money of remittances came. */

const standing = prepared((remittance: number) =>
  from.selectFrom('deposit').select(['id', 'day']).where('remittance', '=', remittance).where('undone_at', 'is', null),
)
/** The day on which the money of a remittance came, as far as it was said. */
export const depositOf = (db: Reading, remittance: number): { id: number; day: string } | undefined => db.first(standing(remittance))

export const addDeposit = (db: Writing, deposit: { remittance: number; day: Day; user: number; at: string }): number =>
  db.insertRows('deposit', [deposit])

/** Takes back that the money of a remittance came. @returns how many said so: none or one */
export const undoDeposit = (db: Writing, remittance: number, by: number, at: string): number =>
  db.run(
    from.updateTable('deposit').set({ undone_at: at, undone_by: by }).where('remittance', '=', remittance).where('undone_at', 'is', null),
  )

/** Takes back one that was said, where it stands. */
export function undoOneDeposit(db: Writing, id: number, by: number, at: string): void {
  db.run(from.updateTable('deposit').set({ undone_at: at, undone_by: by }).where('id', '=', id).where('undone_at', 'is', null))
}

/** From the day of a payment to the day its money came, by payer and method. */
export type Arrival = { readonly payer: number | null; readonly method: string; readonly paid: Day; readonly came: Day }
export const arrivalsSince = (db: Reading, since: Day): Arrival[] =>
  db.all(
    from
      .selectFrom('deposit')
      .innerJoin('remittance', 'remittance.id', 'deposit.remittance')
      .select(['remittance.payer', 'remittance.method', sql<Day>`remittance.day`.as('paid'), sql<Day>`deposit.day`.as('came')])
      .where('deposit.undone_at', 'is', null)
      .where('remittance.day', '>=', since),
  )

/** The first payment of which it was said that its money came; undefined in a practice that never says so. */
export const firstDeposited = (db: Reading): Day | undefined =>
  db.first(
    from
      .selectFrom('deposit')
      .innerJoin('remittance', 'remittance.id', 'deposit.remittance')
      .select(sql<Day>`remittance.day`.as('day'))
      .where('deposit.undone_at', 'is', null)
      .orderBy('remittance.day')
      .limit(1),
  )?.day

/** Payments of money since a day of which nobody said that it came. */
export const unarrived = (db: Reading, since: Day): { id: number; payer: number | null; method: string; day: Day }[] =>
  db.all(
    from
      .selectFrom('remittance')
      .select(['id', 'payer', 'method', sql<Day>`day`.as('day')])
      .where('day', '>=', since)
      .where('cents', '>', 0)
      .where('method', '<>', 'NON')
      .where('aside', 'is', null)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('deposit')
              .select('deposit.id')
              .whereRef('deposit.remittance', '=', 'remittance.id')
              .where('undone_at', 'is', null),
          ),
        ),
      )
      .orderBy('id'),
  )

/** What preview and marking ask of a remittance. */
export type Payment = {
  readonly id: number
  readonly payer: string
  readonly cents: number
  readonly method: string
  readonly came: string | null
}
const payment = prepared((id: number) =>
  from
    .selectFrom('remittance')
    .leftJoin('deposit', (join) => join.onRef('deposit.remittance', '=', 'remittance.id').on('deposit.undone_at', 'is', null))
    .select(['remittance.id', 'remittance.payer_name as payer', 'remittance.cents', 'remittance.method', 'deposit.day as came'])
    .where('remittance.id', '=', id),
)
export const paymentById = (db: Reading, id: number): Payment | undefined => db.first(payment(id))
