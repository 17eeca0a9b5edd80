import { sql, type Compilable } from 'kysely'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import { instantAt, type Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { dayOf, type Reading } from '../../store/index.ts'
import { allOf, firstOf } from './raw.ts'
import { from } from './tables.ts'

/* Sums and counts over a whole room: the strip above the desk, the rail, the checks. */

export type CountAndMoney = { readonly n: number; readonly cents: Cents }

const count = sql<number>`count(*)`.as('n')
const counted = (db: Reading, query: Compilable<{ n: number }>): number => db.first(query)?.n ?? 0

/** Claims on which something is still owed, how much, and how much of it by patients. What the practice owes back stands in none of them. */
export function owedInAll(db: Reading): CountAndMoney & { readonly patient: Cents } {
  const row = firstOf(
    db,
    sql<{
      n: number
      cents: number
      patient: number
    }>`select count(*) as n, coalesce(sum(payer + patient), 0) as cents, coalesce(sum(patient), 0) as patient
      from claim_sum where payer + patient > 0`,
  )
  return { n: row?.n ?? 0, cents: cents(row?.cents ?? 0), patient: cents(row?.patient ?? 0) }
}

export function claimsReady(db: Reading): CountAndMoney {
  const row = firstOf(
    db,
    sql<{ n: number; cents: number }>`select count(*) as n, coalesce(sum(cents), 0) as cents from claim where status = 'ready'`,
  )
  return { n: row?.n ?? 0, cents: cents(row?.cents ?? 0) }
}

/** Remittances that were read since a day, by what they are now. */
export const remittancesSince = (db: Reading, since: Day): { status: string; n: number; cents: number }[] =>
  allOf(
    db,
    sql<{
      status: string
      n: number
      cents: number
    }>`select status, count(*) as n, sum(cents) as cents from remittance where created_at >= ${instantAt(since)} and aside is null group by status order by status`,
  )

export type OnTheWay = { payer: number; sent: string; n: number; cents: number }

/** Claims that left and are not decided, by payer and the day they left, with what is charged on them. */
export const claimsOnTheWay = (db: Reading): OnTheWay[] =>
  allOf(
    db,
    sql<OnTheWay>`select payer, ${dayOf('sent_at')} as sent, count(*) as n, sum(cents) as cents from claim
      where status in ('sent', 'received', 'accepted', 'silent') and sent_at is not null group by payer, sent`,
  )

/** Claims first sent since a day, and those of them that were never turned back. */
export function cleanClaims(db: Reading, since: Day): { readonly sent: number; readonly clean: number } {
  const sent =
    firstOf(db, sql<{ n: number }>`select count(*) as n from claim where origin = 'charge' and sent_at >= ${instantAt(since)}`)?.n ?? 0
  const turned =
    firstOf(
      db,
      sql<{ n: number }>`select count(*) as n from (select distinct claim from claim_event where shape = 'rejected') as e
        cross join claim on claim.id = e.claim where claim.origin = 'charge' and claim.sent_at >= ${instantAt(since)}`,
    )?.n ?? 0
  return { sent, clean: sent - turned }
}

/** What was done since a day. */
export const doneSince = (db: Reading, since: Day): { charged: number; sent: number; posted: number; closed: number } =>
  firstOf(
    db,
    sql<{ charged: number; sent: number; posted: number; closed: number }>`select
      (select count(*) from charge where created_at >= ${instantAt(since)} and day >= date(${since}, '-90 days')) as charged,
      (select count(*) from claim where origin = 'charge' and sent_at >= ${instantAt(since)}) as sent,
      (select count(*) from remittance where status in ('posted', 'partly') and posted_at >= ${instantAt(since)} and day >= date(${since}, '-90 days')) as posted,
      (select count(*) from denial where status = 'closed' and closed_at >= ${instantAt(since)}) as closed`,
  ) ?? { charged: 0, sent: 0, posted: 0, closed: 0 }

/** What waits in the rooms of claims, remittances, denials and appeals. */
export const openWork = (db: Reading): { claims: number; remits: number; denials: number; appeals: number } => ({
  claims: counted(db, from.selectFrom('claim').select(count).where('status', 'in', ['held', 'rejected', 'silent'])),
  remits: counted(
    db,
    from.selectFrom('remittance').select(count).where('status', 'in', ['rehearsed', 'quarantined']).where('aside', 'is', null),
  ),
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

/** Charges that stand and whose lines are not all on their claim, with the same money. */
export const chargesStandingOtherwise = (db: Reading): number =>
  firstOf(
    db,
    sql<{ n: number }>`select count(*) as n from charge
      where outcome = 'billed' and withdrawn_at is null
        and (select printf('%d %d', count(*), sum(cents)) from charge_line where charge_line.charge = charge.id)
          is not (select printf('%d %d', count(*), sum(cents)) from claim_line where claim_line.charge = charge.id and claim_line.claim = charge.claim)`,
  )?.n ?? 0

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

/** Rows of the list of claims that do not say what claim, patient, payer, clinician, batch and ledger say, and claims without a row. */
export function claimsListedOtherwise(db: Reading): number {
  const text = (of: string) => sql<string>`coalesce(${sql.raw(of)}, '')`
  const said = from
    .selectFrom('claim')
    .innerJoin('patient', 'patient.id', 'claim.patient')
    .innerJoin('payer', 'payer.id', 'claim.payer')
    .leftJoin('provider', 'provider.id', 'claim.provider')
    .leftJoin('batch', 'batch.id', 'claim.batch')
    .leftJoin('claim_sum', 'claim_sum.claim', 'claim.id')
    .leftJoin('claim_row', 'claim_row.id', 'claim.id')
    .select(['claim.id', 'claim.patient', 'claim.status', 'claim.origin', 'claim.first_day', 'claim.file_by', 'claim.cents', 'claim.codes'])
    .select([
      // A store that moved to a machine in another zone keeps the days it had.
      sql<string>`case when claim_row.sent_on between date(claim.sent_at, '-1 day') and date(claim.sent_at, '+1 day') then claim_row.sent_on
        else coalesce(${dayOf('claim.sent_at')}, '') end`.as('sent_on'),
      sql<number>`coalesce(claim_sum.payment, 0)`.as('paid'),
      sql<number>`coalesce(claim_sum.payer + claim_sum.patient, 0)`.as('owed'),
      'payer.name as payer',
      text("provider.last || ', ' || coalesce(provider.first, '')").as('provider'),
      'claim.provider as clinician',
      text('batch.reference').as('batch'),
      sql<string>`patient.last || ', ' || patient.first`.as('name'),
      'patient.first',
      'patient.last',
    ])
  const listed = from
    .selectFrom('claim_row')
    .select(['id', 'patient', 'status', 'origin', 'day', 'file_by', 'charge', 'codes'])
    .select(['sent_on', 'paid', 'owed', 'payer', 'provider', 'clinician', 'batch', 'patient_name', 'patient_first', 'patient_last'])
  const lost = counted(db, from.selectFrom(said.except(listed as never).as('said')).select(count))
  return (
    lost +
    counted(
      db,
      from
        .selectFrom('claim_row')
        .select(count)
        .where(sql<boolean>`id not in (select id from claim)`),
    )
  )
}
