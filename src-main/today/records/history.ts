import { sql } from 'kysely'
import { instantAt, type Day } from '../../../src-shared/day.ts'
import { dayOf, type Reading } from '../../store/index.ts'
import { allOf, firstOf } from './raw.ts'

/* What became of the practice's own claims, denials and appeals: the desk's chances and forecasts are counted from these. */

export type Ended = { payer: number; cause: string; n: number; good: number }

/** Denials closed since a day by payer and cause, and those of them that were paid after all. */
export const denialsEnded = (db: Reading, since: Day): Ended[] =>
  allOf(
    db,
    sql<Ended>`select payer, cause, count(*) as n, sum(outcome = 'paid') as good from denial
      where status = 'closed' and closed_at >= ${instantAt(since)} group by payer, cause`,
  )

/** Claims turned back since a day that are decided, by payer, and those of them that were paid. */
export const rejectedEnded = (db: Reading, since: Day): Omit<Ended, 'cause'>[] =>
  allOf(
    db,
    sql<Omit<Ended, 'cause'>>`select claim.payer as payer, count(*) as n,
        sum(claim.status in ('paid', 'partly-paid', 'short', 'with-patient', 'overturned', 'closed')) as good
      from (select distinct claim from claim_event where shape = 'rejected') as turned join claim on claim.id = turned.claim
      where claim.first_day >= ${since}
        and claim.status in ('paid', 'partly-paid', 'short', 'with-patient', 'overturned', 'closed', 'denied', 'appealed', 'voided')
      group by claim.payer`,
  )

/** Appeals decided since a day, and those won at least in part. */
export const appealsEnded = (db: Reading, since: Day): { n: number; good: number } =>
  firstOf(
    db,
    sql<{ n: number; good: number }>`select count(*) as n, coalesce(sum(status in ('won', 'partly-won')), 0) as good from appeal
      where status in ('won', 'partly-won', 'lost') and changed_at >= ${instantAt(since)}`,
  ) ?? { n: 0, good: 0 }

export type Payment = { payer: number; days: number; n: number; paying: number; paid: number; charge: number }

/** Claim payments posted from remittances since a day, by payer and by the days from when the claim left to when the money did: those of the turn it is in. */
export const paymentsSince = (db: Reading, since: Day): Payment[] =>
  allOf(
    db,
    sql<Payment>`select claim.payer as payer, min(180, max(0, cast(julianday(remittance.day) - julianday(${dayOf('claim.sent_at')}) as integer))) as days,
        count(*) as n, sum(remit_claim.paid > 0) as paying, sum(remit_claim.paid) as paid, sum(remit_claim.charge) as charge
      from remittance join remit_claim on remit_claim.remittance = remittance.id join claim on claim.id = remit_claim.claim
      where remittance.day >= ${since} and remittance.status in ('posted', 'partly') and remit_claim.outcome = 'posted'
        and remit_claim.reverses is null and claim.sent_at is not null and remit_claim.turn = claim.turn
      group by claim.payer, days`,
  )

/** Days from when a batch left to its first answer, by payer. */
export const answersSince = (db: Reading, since: Day): { payer: number; days: number; n: number }[] =>
  allOf(
    db,
    sql<{
      payer: number
      days: number
      n: number
    }>`select payer, cast(julianday(${dayOf('answered_at')}) - julianday(${dayOf('created_at')}) as integer) as days, count(*) as n
      from batch where answered_at is not null and payer is not null and created_at >= ${instantAt(since)} group by payer, days`,
  )

/** What charges since a day come to. */
export const chargedSince = (db: Reading, since: Day, before: Day): number =>
  firstOf(
    db,
    sql<{ cents: number }>`select coalesce(sum(cents), 0) as cents from claim
      where first_day >= ${since} and first_day < ${before} and status <> 'voided' and origin = 'charge'`,
  )?.cents ?? 0

/** What a session of each kind was usually charged since a day, to whole dollars, in cents. */
export const usualCharges = (db: Reading, since: Day): { service: string; cents: number }[] =>
  allOf(
    db,
    sql<{ service: string; cents: number }>`select service, cast(round(avg(cents) / 100.0) as integer) * 100 as cents from charge
      where day >= ${since} and outcome = 'billed' group by service`,
  )
