import { sql } from 'kysely'
import type { Output } from '../../../src-shared/contract/index.ts'
import { parseDay } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { nextMonth, type Month } from '../../../src-shared/month.ts'
import { must } from '../../../src-shared/result.ts'
import type { LedgerTables } from '../../ledger/index.ts'
import { tables, type Reading } from '../../store/index.ts'
import type { OwedSince } from '../rules.ts'

type Got = Output<'month.get'>
type Unfinished = Got['unfinished'][number]

type MonthTables = Pick<LedgerTables, 'late_entry' | 'entry' | 'entry_month' | 'posting' | 'claim_sum' | 'patient_owes'> & {
  remittance: { id: number; payer_name: string; trace: string; day: string; cents: number; status: string; aside: string | null }
  claim: { id: number; first_day: string; cents: number; status: string; turn: number }
}
const from = tables<MonthTables>()

const SHOWN = 200
const HELD: readonly Unfinished['what'][] = ['rehearsed', 'partly', 'quarantined']
const UNSENT: readonly string[] = ['draft', 'ready', 'held', 'rejected']

const remittancesLeft = (month: Month) =>
  from
    .selectFrom('remittance')
    .where('status', 'in', HELD)
    .where('aside', 'is', null)
    .where('day', '<', `${nextMonth(month)}-01`)
const claimsLeft = (month: Month) =>
  from
    .selectFrom('claim')
    .where('status', 'in', UNSENT)
    .where('first_day', '<', `${nextMonth(month)}-01`)

/** What is not finished of the days up to the end of a month: how many of each kind and how much. */
export function unfinishedOf(db: Reading, month: Month): Unfinished[] {
  const n = sql<number>`count(*)`.as('n')
  const money = sql<number>`coalesce(sum(cents), 0)`.as('cents')
  const remittances = db.all(remittancesLeft(month).select(['status', n, money]).groupBy('status').orderBy('status'))
  const claims = db.all(claimsLeft(month).select([n, money]))
  return [
    ...remittances.map((row) => ({ what: row.status as Unfinished['what'], n: row.n, cents: cents(row.cents) })),
    ...claims.filter((row) => row.n > 0).map((row) => ({ what: 'claims' as const, n: row.n, cents: cents(row.cents) })),
  ]
}

/** The remittances and the claims that are not finished, the oldest first. */
export const leftOf = (db: Reading, month: Month): Pick<Got, 'remittances' | 'claims'> => ({
  remittances: db.all(
    remittancesLeft(month)
      .select(['id', 'payer_name as payer', 'trace', 'day', 'cents', 'status'])
      .orderBy('day')
      .orderBy('id')
      .limit(SHOWN),
  ) as Got['remittances'],
  claims: db.all(
    claimsLeft(month).select(['id', 'first_day as day', 'cents', 'status']).orderBy('first_day').orderBy('id').limit(SHOWN),
  ) as Got['claims'],
})

/** How many entries of closed months each month took. */
export const lateCounts = (db: Reading): Map<string, number> =>
  new Map(
    db
      .all(
        from
          .selectFrom('late_entry')
          .select(['month', sql<number>`count(*)`.as('n')])
          .groupBy('month'),
      )
      .map(({ month, n }) => [month, n]),
  )

/** The entries of closed months that a month took, the newest first. */
export const lateEntriesOf = (db: Reading, month: Month): Got['lateEntries'] =>
  db
    .all(
      from
        .selectFrom('late_entry')
        .innerJoin('entry', 'entry.id', 'late_entry.entry')
        .innerJoin('entry_month', 'entry_month.id', 'late_entry.entry')
        .innerJoin('posting', 'posting.entry', 'late_entry.entry')
        .where('late_entry.month', '=', month)
        .select(['entry.id', 'entry.day', 'entry.reverses', 'entry_month.what'])
        .select([
          sql<number | null>`iif(count(distinct posting.claim) = 1, max(posting.claim), null)`.as('claim'),
          sql<number>`sum(iif(posting.account in ('payer', 'patient'), posting.cents, 0))`.as('owed'),
        ])
        .groupBy('entry.id')
        .orderBy('entry.id', 'desc')
        .limit(SHOWN),
    )
    .map(({ reverses, day, owed, ...row }) => ({
      ...row,
      day: must('the day of an entry', parseDay(day)),
      owed: cents(owed),
      undoes: reverses !== null,
    }))

/** What payers and patients owe on claims, by who it is and the day it is old from. */
export function owedSince(db: Reading): OwedSince[] {
  const n = sql<number>`count(*)`.as('claims')
  const payers = from
    .selectFrom('claim_sum')
    .innerJoin('claim', 'claim.id', 'claim_sum.claim')
    .where('claim_sum.payer', '>', 0)
    .select([sql<OwedSince['who']>`iif(claim.turn = 1, 'first', 'later')`.as('who'), 'claim.first_day as since', n])
    .select(sql<number>`sum(claim_sum.payer)`.as('cents'))
    .groupBy(['who', 'since'])
  const patients = from
    .selectFrom('claim_sum')
    .innerJoin('patient_owes', 'patient_owes.claim', 'claim_sum.claim')
    .where('claim_sum.patient', '>', 0)
    .select([sql<OwedSince['who']>`'patient'`.as('who'), 'patient_owes.since', n])
    .select(sql<number>`sum(claim_sum.patient)`.as('cents'))
    .groupBy('since')
  return [...db.all(payers), ...db.all(patients)].map((row) => ({ ...row, since: must('a day that is kept', parseDay(row.since)) }))
}

/** What the practice owes back on claims: sums below nothing, of payers and of patients. */
export function owedBack(db: Reading): Cents {
  const row = db.first(from.selectFrom('claim_sum').select(sql<number>`coalesce(sum(min(payer, 0) + min(patient, 0)), 0)`.as('cents')))
  return cents(row?.cents ?? 0)
}
