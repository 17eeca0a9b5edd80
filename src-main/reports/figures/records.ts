import { sql, type RawBuilder } from 'kysely'
import type { ClaimTables } from '../../claims/index.ts'
import { adjustmentReason } from '../../codes/index.ts'
import { addDays, daysBetween, instantAt, type Day } from '../../../src-shared/day.ts'
import { cents, negate, sum, type Cents } from '../../../src-shared/money.ts'
import { dayOf, tables, type Reading } from '../../store/index.ts'
import type { MoneyOf, Span } from './rules.ts'

/*
 * What was known at the end of a day. Entries, submissions and answers are only ever added to, each with its instant, so a later reading finds the same. Of
 * denials and remittances the day of posting and of the end is kept; what a person takes off later is gone from them.
 */

const from = tables<ClaimTables>()
const all = <T>(db: Reading, query: RawBuilder<T>): T[] => db.all({ compile: () => query.compile(from) })

/** The instant at which a day is over. */
const endOf = (asOf: Day): string => instantAt(addDays(asOf, 1))
const within = (column: string, { from: first, to }: Span): RawBuilder<unknown> =>
  sql`${sql.ref(column)} >= ${instantAt(first)} and ${sql.ref(column)} < ${endOf(to)}`

export type Answered = { readonly claim: number; readonly state: 'accepted' | 'rejected' | 'none' }

/** The first send of each claim of some days, and what was answered to it by a day. Claims on paper have no such answer. */
export const firstSends = (db: Reading, span: Span, asOf: Day): Answered[] =>
  all(
    db,
    sql<Answered>`select s.claim, case
        when exists (select 1 from claim_answer a where a.submission = s.id and a.at < ${endOf(asOf)} and a.line is null and a.verdict = 'rejected')
          then 'rejected'
        when exists (select 1 from claim_answer a where a.submission = s.id and a.at < ${endOf(asOf)} and a.line is null and a.verdict = 'accepted')
          then 'accepted'
        else 'none' end as state
      from submission s where s.n = 1 and s.way = 'file' and s.batch is not null and ${within('s.at', span)} order by s.claim`,
  )

export type Decided = {
  readonly claim: number
  readonly charge: number
  readonly denied: number
  readonly paid: number
  readonly patient: number
  /** Denied lines were opened for work. */
  readonly opened: number
  /** The day it left first, null where that was not from here; and the day of the remittance. */
  readonly sent: Day | null
  readonly day: Day
}

/** The first remittance of each claim, of those whose first one was posted on some days. */
export const firstDecisions = (db: Reading, span: Span): Decided[] =>
  all(
    db,
    sql<Decided>`select r.claim, r.charge, r.denied, r.paid, r.patient,
        exists (select 1 from denial d where d.claim = r.claim and d.remit_claim = r.id) as opened,
        (select ${dayOf(sql`s.at`)} from submission s where s.claim = r.claim and s.n = 1 and s.batch is not null) as sent, m.day
      from remit_claim r join remittance m on m.id = r.remittance
      where r.outcome = 'posted' and r.status <> '22' and r.claim is not null and ${within('m.posted_at', span)}
        and not exists (select 1 from remit_claim e join remittance o on o.id = e.remittance
          where e.claim = r.claim and e.outcome = 'posted' and e.status <> '22' and (o.posted_at < m.posted_at or (o.posted_at = m.posted_at and e.id < r.id)))
      order by r.claim`,
  )

export type Ended = { readonly claim: number; readonly outcome: string | null }

/** The denied lines that were opened on some days, and how they had ended by a day; null where they had not. */
export const denialsOpened = (db: Reading, { from: first, to }: Span, asOf: Day): Ended[] =>
  all(
    db,
    sql<Ended>`select claim, iif(closed_at < ${endOf(asOf)}, outcome, null) as outcome from denial
      where opened >= ${first} and opened <= ${to} order by claim`,
  )

export type Owed = { readonly claim: number; readonly day: Day; readonly cents: number }

/** What payers and patients owed on each claim at the end of a day, where they owed anything. */
export const owedAt = (db: Reading, asOf: Day): Owed[] =>
  all(
    db,
    sql<Owed>`select p.claim, c.first_day as day, sum(p.cents) as cents from posting p
      join entry e on e.id = p.entry join claim c on c.id = p.claim
      where p.account in ('payer', 'patient') and e.at < ${endOf(asOf)} group by p.claim having sum(p.cents) > 0 order by p.claim`,
  )

/** What was charged by entries of some days, as known at the end of the last. */
export const chargedIn = (db: Reading, { from: first, to }: Span): Cents =>
  cents(
    all(
      db,
      sql<{ cents: number }>`select coalesce(-sum(p.cents), 0) as cents from entry e join posting p on p.entry = e.id
        where p.account = 'charge' and e.day >= ${first} and e.day <= ${to} and e.at < ${endOf(to)}`,
    )[0]?.cents ?? 0,
  )

type Moved = {
  readonly claim: number
  readonly account: string
  readonly kind: string
  readonly source: string
  readonly why: string | null
  readonly reason: string | null
  readonly cents: number
}

/** The money on the claims of some days of service, as known at the end of a day: in all, or for each claim. */
export const moneyRows = (db: Reading, { from: first, to }: Span, asOf: Day, by: 'all' | 'claim'): Moved[] =>
  all(
    db,
    sql<Moved>`select ${by === 'claim' ? sql`p.claim` : sql`0`} as claim, p.account, coalesce(o.kind, e.kind) as kind, coalesce(o.source, e.source) as source, p.reason,
        (select m.reason from patient_move m where m.entry = coalesce(o.id, e.id)) as why, sum(p.cents) as cents
      from claim c join posting p on p.claim = c.id join entry e on e.id = p.entry left join entry o on o.id = e.reverses
      where c.first_day >= ${first} and c.first_day <= ${to} and p.account in ('charge', 'payment', 'adjustment') and e.at < ${endOf(asOf)}
      group by 1, 2, 3, 4, 5, 6`,
  )

/** What a movement counts as; undefined for what was let go for another reason. */
export function moneyKind({ account, kind, source, reason, why }: Moved): keyof MoneyOf | undefined {
  if (account === 'charge') return 'charges'
  if (account === 'payment') return 'payments'
  // A reason that says no to the claim is a denial, whoever let it go.
  if (kind === 'write-off' ? source === 'denial' : reason !== null && adjustmentReason(reason).type === 'D') return 'denialWriteOffs'
  if (kind === 'remittance') return 'contractual'
  return why === 'bad-debt' ? 'badDebt' : why === 'charity' ? 'charity' : undefined
}

export function moneyOf(rows: readonly Moved[]): MoneyOf {
  const total = (of: keyof MoneyOf): Cents => sum(rows.filter((row) => moneyKind(row) === of).map((row) => cents(row.cents)))
  return {
    charges: negate(total('charges')),
    payments: total('payments'),
    contractual: total('contractual'),
    denialWriteOffs: total('denialWriteOffs'),
    badDebt: total('badDebt'),
    charity: total('charity'),
  }
}

type Lag = { readonly claim: number | null; readonly from: Day; readonly to: Day }
const lagsOf = (rows: readonly Lag[]): { claim: number | null; days: number }[] =>
  rows.map((row) => ({ claim: row.claim, days: Math.max(0, daysBetween(row.from, row.to)) }))

/** Days from each session of some days to its charge. */
export const chargeLags = (db: Reading, { from: first, to }: Span, asOf: Day) =>
  lagsOf(
    all(
      db,
      sql<Lag>`select claim, day as "from", ${dayOf(sql`created_at`)} as "to" from charge
        where day >= ${first} and day <= ${to} and created_at < ${endOf(asOf)} and coalesce(withdrawn_at, '9999') >= ${endOf(asOf)} order by id`,
    ),
  )

/** Days from each charge to the first send of its claim, of claims that left first on some days. */
export const claimLags = (db: Reading, span: Span) =>
  lagsOf(
    all(
      db,
      sql<Lag>`select s.claim, ${dayOf(sql`min(c.created_at)`)} as "from", ${dayOf(sql`s.at`)} as "to" from submission s
        join charge c on c.claim = s.claim where s.n = 1 and s.batch is not null and ${within('s.at', span)} group by s.claim order by s.claim`,
    ),
  )

export type ClaimShown = { id: number; first: string; last: string; payer: string; day: string; codes: string; cents: number }

/** What a list shows of some claims, the newest first. */
export const claimsShown = (db: Reading, ids: readonly number[]): ClaimShown[] =>
  all(
    db,
    sql<ClaimShown>`select c.id, t.first, t.last, p.name as payer, c.first_day as day, c.codes, c.cents from claim c
      join patient t on t.id = c.patient join payer p on p.id = c.payer
      where c.id in (select value from json_each(${JSON.stringify(ids)})) order by c.first_day desc, c.id desc`,
  )
