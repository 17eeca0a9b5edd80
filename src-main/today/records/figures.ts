import { sql, type Compilable } from 'kysely'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* Sums and counts over a whole room: the strip above the desk, the rail, the checks. */

type CountAndMoney = { readonly n: number; readonly cents: Cents }

const count = sql<number>`count(*)`.as('n')
const counted = (db: Reading, query: Compilable<{ n: number }>): number => db.first(query)?.n ?? 0
function summed(db: Reading, query: Compilable<{ n: number; cents: number }>): CountAndMoney {
  const row = db.first(query)
  return { n: row?.n ?? 0, cents: cents(row?.cents ?? 0) }
}

/** What is still owed on all claims, and by whom. */
export function owedInAll(db: Reading): { readonly payer: Cents; readonly patient: Cents } {
  const row = db.first(
    from
      .selectFrom('claim_sum')
      .select([sql<number>`coalesce(sum(payer), 0)`.as('payer'), sql<number>`coalesce(sum(patient), 0)`.as('patient')]),
  )
  return { payer: cents(row?.payer ?? 0), patient: cents(row?.patient ?? 0) }
}

export const claimsReady = (db: Reading): CountAndMoney =>
  summed(
    db,
    from
      .selectFrom('claim')
      .select([count, sql<number>`coalesce(sum(cents), 0)`.as('cents')])
      .where('status', '=', 'ready'),
  )

export const remittancesSince = (db: Reading, since: Day): CountAndMoney =>
  summed(
    db,
    from
      .selectFrom('remittance')
      .select([count, sql<number>`coalesce(sum(cents), 0)`.as('cents')])
      .where('day', '>=', since),
  )

/** Claims that left and are not decided, with what payers owe on them. */
export const claimsWithPayers = (db: Reading): CountAndMoney =>
  summed(
    db,
    from
      .selectFrom('claim')
      .innerJoin('claim_sum', 'claim_sum.claim', 'claim.id')
      .select([count, sql<number>`coalesce(sum(claim_sum.payer), 0)`.as('cents')])
      .where('claim.status', 'in', ['sent', 'received', 'accepted', 'silent']),
  )

/** Claims first sent since a day, and those of them that were never turned back (thin: no edits after the first check are counted yet). */
export function cleanClaims(db: Reading, since: Day): { readonly sent: number; readonly clean: number } {
  const row = db.first(
    from
      .selectFrom('claim')
      .select([
        sql<number>`count(*)`.as('sent'),
        sql<number>`coalesce(sum(not exists (select 1 from claim_event e where e.claim = claim.id and e.shape = 'rejected')), 0)`.as(
          'clean',
        ),
      ])
      .where('claim.origin', '=', 'charge')
      .where('claim.sent_at', '>=', since),
  )
  return { sent: row?.sent ?? 0, clean: row?.clean ?? 0 }
}

/** What waits in the rooms of claims, remittances, denials and appeals. */
export const openWork = (db: Reading): { claims: number; remits: number; denials: number; appeals: number } => ({
  claims: counted(db, from.selectFrom('claim').select(count).where('status', 'in', ['held', 'rejected', 'silent'])),
  remits: counted(db, from.selectFrom('remittance').select(count).where('status', 'in', ['rehearsed', 'quarantined'])),
  denials: counted(db, from.selectFrom('denial').select(count).where('status', 'in', OPEN_DENIAL)),
  appeals: counted(db, from.selectFrom('appeal').select(count).where('status', 'in', ['draft', 'ready'])),
})

/** Claims whose charge in the ledger is not that of the claim. */
export const claimsChargedOtherwise = (db: Reading): number =>
  counted(
    db,
    from
      .selectFrom('claim')
      .leftJoin('claim_sum', 'claim_sum.claim', 'claim.id')
      .select(count)
      .where(sql<boolean>`coalesce(claim_sum.charge, 0) <> claim.cents`),
  )

/** Claims that stand more than once in one batch. */
export const claimsTwiceInBatch = (db: Reading): number =>
  counted(
    db,
    from
      .selectFrom(
        from
          .selectFrom('submission')
          .select('claim')
          .where('batch', 'is not', null)
          .groupBy(['claim', 'batch'])
          .having(sql`count(*)`, '>', 1)
          .as('twice'),
      )
      .select(count),
  )
