import { sql, type RawBuilder } from 'kysely'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import type { Day } from '../../../src-shared/day.ts'
import type { Reading } from '../../store/index.ts'
import { allOf, anyOf, firstOf } from './raw.ts'
import type { Only, Rows } from './rows.ts'

/* What waits for a person, row by row: a line of the desk is counted over these, and its grid shows the same. */

const claimJoins = sql`join claim on claim.id = it.id join patient on patient.id = claim.patient join payer on payer.id = claim.payer`
const claimColumns = sql`patient.first, patient.last, payer.name as party, claim.first_day as day, claim.codes as codes, '' as code,
  coalesce((select words from claim_finding f where f.claim = claim.id and f.grade = 'stop' order by n limit 1),
    (select detail from claim_event e where e.claim = claim.id order by e.id desc limit 1), '') as words, claim.status_at as touched`
const claimRows = (base: RawBuilder<unknown>): Rows => ({ base, joins: claimJoins, columns: claimColumns })

/** Claims of some statuses; with `sentBy` only our own that left by that day, to some payers. */
export const claimsWaiting = (statuses: readonly string[], sent?: { readonly by: Day; readonly payers: readonly number[] }): Rows =>
  claimRows(
    sql`select claim.id, claim.cents, claim.payer, null as cause, claim.file_by as due, null as service from claim
      where claim.status in ${anyOf(statuses)}${
        sent
          ? sql` and claim.origin = 'charge' and substr(claim.sent_at, 1, 10) <= ${sent.by} and claim.payer in ${anyOf(sent.payers)}`
          : sql``
      }`,
  )

/** Claims paid below contract, with what is still owed on them. */
export const claimsShort: Rows = claimRows(
  sql`select claim.id, coalesce(s.payer + s.patient, 0) as cents, claim.payer, null as cause, null as due, null as service
    from claim left join claim_sum as s on s.claim = claim.id where claim.status = 'short'`,
)

const denialJoins = sql`join denial on denial.id = it.id join claim on claim.id = denial.claim join patient on patient.id = claim.patient
  join payer on payer.id = denial.payer`
const denialColumns = sql`patient.first, patient.last, payer.name as party, claim.first_day as day, claim.codes as codes,
  denial.group_code || '-' || denial.reason as code, '' as words,
  (select max(e.at) from claim_event e where e.claim = denial.claim) as touched`

/** Open denials whose limit runs out between two days. */
export const denialsDue = (first: Day | undefined, last: Day | undefined): Rows => ({
  base: sql`select denial.id, denial.cents, denial.payer, denial.cause, denial.due, null as service from denial
    where denial.status in ${anyOf(OPEN_DENIAL)}${first ? sql` and denial.due >= ${first}` : sql``}${last ? sql` and denial.due <= ${last}` : sql``}`,
  joins: denialJoins,
  columns: denialColumns,
})

/** Denials whose write-off waits for a second person. */
export const approvalsWaiting: Rows = {
  base: sql`select denial.id, denial.cents, denial.payer, denial.cause, null as due, null as service
    from approval join denial on denial.id = approval.denial where approval.state = 'waiting'`,
  joins: denialJoins,
  columns: denialColumns,
}

/** Remittances of some statuses; `held` are those with claims that were not posted. */
export const remittancesWaiting = (statuses: readonly string[], held = false): Rows => ({
  base: sql`select remittance.id, remittance.cents, remittance.payer, null as cause, null as due, null as service from remittance
    where remittance.status in ${anyOf(statuses)}${
      held
        ? sql` and exists (select 1 from remit_claim r where r.remittance = remittance.id and r.outcome in ('held', 'unreadable'))`
        : sql``
    }`,
  joins: sql`join remittance on remittance.id = it.id`,
  columns: sql`'' as first, '' as last, remittance.payer_name as party, remittance.day as day, remittance.trace as codes, '' as code,
    iif(remittance.status = 'quarantined', remittance.reason, remittance.claims || iif(remittance.claims = 1, ' claim', ' claims')) as words,
    remittance.created_at as touched`,
})

const newestInquiry = sql`left join inquiry on inquiry.id = (select max(i.id) from inquiry i where i.appointment = appointment.id)`
const sessionJoins = sql`join appointment on appointment.id = it.id join patient on patient.id = appointment.patient
  join provider on provider.id = appointment.provider ${newestInquiry}`
const sessionColumns = sql`patient.first, patient.last, provider.last as party, appointment.day as day, appointment.start as codes, '' as code,
  coalesce(inquiry.outcome, 'not-asked') as words, null as touched`

/** Sessions of a day to which the payer has given no clear answer. */
export const sessionsUnverified = (day: Day): Rows => ({
  base: sql`select appointment.id, 0 as cents, null as payer, coalesce(inquiry.outcome, 'not-asked') as cause, null as due, appointment.service
    from appointment ${newestInquiry} where appointment.day = ${day} and appointment.status in ('booked', 'held')
      and coalesce(inquiry.outcome, 'not-asked') <> 'active'`,
  joins: sessionJoins,
  columns: sessionColumns,
})

/** How many sessions a day has. */
export const sessionsBooked = (db: Reading, day: Day): number =>
  firstOf(db, sql<{ n: number }>`select count(*) as n from appointment where day = ${day} and status in ('booked', 'held')`)?.n ?? 0

/** Sessions booked in some days that the payer's last word on visits does not cover, those held since it counted too. */
export const sessionsBeyond = (today: Day, last: Day): Rows => ({
  base: sql`select ahead.id, 0 as cents, null as payer, null as cause, ahead.day as due, ahead.service from (
      select id, patient, day, service, row_number() over (partition by patient order by day, start, id) as place
      from appointment where day between ${today} and ${last} and status = 'booked') as ahead
    join inquiry as told on told.id = (select i.id from inquiry i where i.patient = ahead.patient and i.visits_left is not null and i.outcome = 'active'
      order by i.id desc limit 1)
    where ahead.place + (select count(*) from appointment a where a.patient = ahead.patient and a.day >= substr(told.answered_at, 1, 10)
      and a.day < ${today} and a.status in ('booked', 'held')) > told.visits_left`,
  joins: sessionJoins,
  columns: sql`patient.first, patient.last, provider.last as party, appointment.day as day, appointment.start as codes, '' as code,
    'beyond the visits left' as words, null as touched`,
})

/** Sessions of past days, neither cancelled nor missed, without a charge. */
export const sessionsUncharged = (first: Day, before: Day): Rows => ({
  base: sql`select appointment.id, 0 as cents, null as payer, appointment.day as cause, null as due, appointment.service
    from appointment where appointment.day < ${before} and appointment.day >= ${first} and appointment.status in ('booked', 'held')
      and not exists (select 1 from charge where charge.appointment = appointment.id and charge.withdrawn_at is null)`,
  joins: sessionJoins,
  columns: sql`patient.first, patient.last, provider.last as party, appointment.day as day, appointment.start as codes, '' as code,
    appointment.service as words, null as touched`,
})

/** Appeals begun and not sent whose limit runs out by a day. */
export const appealsDue = (last: Day): Rows => ({
  base: sql`select appeal.id, denial.cents, denial.payer, null as cause, appeal.due, null as service
    from appeal join denial on denial.id = appeal.denial where appeal.status in ('draft', 'ready') and appeal.due <= ${last}`,
  joins: sql`join appeal on appeal.id = it.id join claim on claim.id = appeal.claim join patient on patient.id = claim.patient
    join payer on payer.id = claim.payer`,
  columns: sql`patient.first, patient.last, payer.name as party, claim.first_day as day, claim.codes as codes, '' as code,
    iif(appeal.status = 'ready', 'Packet made, not sent', 'Letter begun') as words, appeal.changed_at as touched`,
})

/** Patients of one name and birth date: one of them may have been entered by somebody who was not shown the other. */
export const patientsAlike: Rows = {
  base: sql`select patient.id, 0 as cents, null as payer, null as cause, null as due, null as service
    from desk_alike cross join patient on patient.id = desk_alike.patient
    where exists (select 1 from patient as other where other.folded_name = patient.folded_name and other.born = patient.born
      and other.id <> patient.id)`,
  joins: sql`join patient on patient.id = it.id`,
  columns: sql`patient.first, patient.last, '' as party, patient.born as day, '' as codes, '' as code, '' as words, null as touched`,
}

/** Payers that have claims on the way, with their names. */
export const payersWaiting = (db: Reading): { id: number; name: string }[] =>
  allOf(
    db,
    sql<{
      id: number
      name: string
    }>`select id, name from payer where id in (select distinct payer from claim where status in ('sent', 'silent') and origin = 'charge')
      order by name`,
  )

/** What claims come to where a contract says so, and how many of their lines it says it for. */
export function contractOf(db: Reading, rows: Rows, only: Only): { cents: number; known: number; lines: number } {
  const which = 'in' in only ? sql`it.id in ${anyOf(only.in)}` : only.not.length === 0 ? sql`1` : sql`it.id not in ${anyOf(only.not)}`
  const row = firstOf(
    db,
    sql<{ cents: number; known: number; lines: number }>`select coalesce(sum(coalesce(min(allowed * units, charge), charge)), 0) as cents,
        count(allowed) as known, count(*) as lines from (
      select line.cents as charge, line.units as units, (select rate.cents from rate where rate.payer = it.payer and rate.code = line.code
        and rate.starts <= line.day order by rate.starts desc limit 1) as allowed
      from (${rows.base}) as it join claim_line as line on line.claim = it.id where ${which})`,
  )
  return row ?? { cents: 0, known: 0, lines: 0 }
}

/** What stops claims, the most frequent first. */
export const stopsOf = (db: Reading, rows: Rows, limit: number): { words: string; n: number }[] =>
  allOf(
    db,
    sql<{ words: string; n: number }>`select min(f.words) as words, count(*) as n from (${rows.base}) as it
      join claim_finding as f on f.claim = it.id where f.grade = 'stop' group by f.rule order by n desc, words limit ${limit}`,
  )

/** One row when a practice with claims has no backup newer than a day. */
export const backupOld = (today: Day, since: Day): Rows => ({
  base: sql`select 1 as id, 0 as cents, null as payer, null as cause, ${today} as due, null as service
    where exists (select 1 from practice where is_sample = 0) and exists (select 1 from claim)
      and not exists (select 1 from backup_key where at >= ${since})`,
  joins: sql``,
  columns: sql`'' as first, '' as last, '' as party, (select substr(max(at), 1, 10) from backup_key) as day, '' as codes, '' as code, '' as words,
    null as touched`,
})
