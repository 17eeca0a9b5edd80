import { sql, type RawBuilder } from 'kysely'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import { addDays, instantAt, type Day } from '../../../src-shared/day.ts'
import { stateOn } from '../../authorizations/index.ts'
import { ASK_AFTER, costlyLooks, rateOn, RENEW_WITHIN } from '../../practice/index.ts'
import { dayOf, type Reading } from '../../store/index.ts'
import { allOf, anyOf, firstOf } from './raw.ts'
import type { Only, Rows } from './rows.ts'

/* What waits for a person, row by row: a line of the desk is counted over these, and its grid shows the same. */

const claimJoins = sql`join claim on claim.id = it.id join patient on patient.id = claim.patient join payer on payer.id = claim.payer`
const claimColumns = sql`patient.first, patient.last, payer.name as party, claim.first_day as day, claim.codes as codes, '' as code,
  coalesce((select words from claim_finding f where f.claim = claim.id and f.grade in ('stop', 'hold') order by n limit 1),
    (select detail from claim_event e where e.claim = claim.id order by e.id desc limit 1), '') as words, claim.status_at as touched`
const claimRows = (base: RawBuilder<unknown>): Rows => ({ base, joins: claimJoins, columns: claimColumns })

/** No remittance that was read and is not posted yet names a claim in the turn it is in. */
const unremitted = sql`not exists (select 1 from remit_claim r where r.claim = claim.id and r.turn = claim.turn and r.outcome <> 'posted'
  and r.status <> '22')`
/** Nothing was asked, answered or told of a claim since it left. */
const untold = sql`not exists (select 1 from claim_told t where t.claim = claim.id) and ${unremitted}`

/** Claims of some statuses; with `sentBy` only our own that left by that day, to some payers. */
export const claimsWaiting = (statuses: readonly string[], sent?: { readonly by: Day; readonly payers: readonly number[] }): Rows =>
  claimRows(
    sql`select claim.id, claim.cents, claim.payer, null as cause, claim.file_by as due, null as service from claim
      where claim.status in ${anyOf(statuses)}${
        sent
          ? sql` and claim.origin = 'charge' and claim.batch is not null and claim.sent_at < ${instantAt(addDays(sent.by, 1))} and claim.payer in ${anyOf(sent.payers)}
            and not exists (select 1 from claim_silence s where s.claim = claim.id and s.missing <> 'answer') and ${untold}`
          : sql``
      }`,
  )

/** Claims on which an answer is missing that was learned to come by now. */
export const claimsMissing = (missing: 'passage' | 'acceptance' | 'remittance'): Rows =>
  claimRows(
    sql`select claim.id, claim.cents, claim.payer, null as cause, claim.file_by as due, null as service from claim_silence
      join claim on claim.id = claim_silence.claim where claim_silence.missing = ${missing} and claim.status = 'silent' and ${untold}`,
  )

/** Claims of which something was told, by what it was, that are work again by a day: their silence is over until then. */
export const claimsTold = (today: Day, ...told: readonly string[]): Rows => ({
  base: sql`select claim.id, claim.cents, claim.payer, told.outcome as cause, claim.file_by as due, null as service from claim_told as told
    join claim on claim.id = told.claim where told.outcome in ${anyOf(told)} and coalesce(told.again, '') <= ${today} and ${unremitted}`,
  joins: sql`${claimJoins} left join claim_told on claim_told.claim = it.id`,
  columns: sql`patient.first, patient.last, payer.name as party, claim.first_day as day, claim.codes as codes, '' as code,
    claim_told.title || '. ' || claim_told.why as words, claim_told.at as touched`,
})

/** Claims paid below contract, with what is still owed on them. */
export const claimsShort: Rows = claimRows(
  sql`select claim.id, coalesce(s.payer + s.patient, 0) as cents, claim.payer, null as cause, null as due, null as service
    from claim left join claim_sum as s on s.claim = claim.id where claim.status = 'short'`,
)

/**
 * Claims that left a share to the patient while another coverage holds that was not billed; those with an open denial are worked first, and those that
 * the payer passed on itself wait for that answer (CLP02 19 to 21; RARC MA18, MA07, N89).
 */
export const claimsForNext = (since: Day): Rows =>
  claimRows(
    sql`select claim.id, s.patient as cents, claim.payer, null as cause, null as due, null as service
      from claim join claim_sum as s on s.claim = claim.id and s.patient > 0 and s.payer <= 0 join coverage as own on own.id = claim.coverage
      where claim.status in ('with-patient', 'partly-paid', 'short', 'overturned', 'closed')
        and exists (select 1 from coverage c where c.patient = claim.patient and c.id <> own.id and c.carve_of is not own.id
          and own.carve_of is not c.id and coalesce(c.starts, '') <= claim.first_day and coalesce(c.ends, '9999') >= claim.first_day
          and not exists (select 1 from claim_turn t join coverage b on b.id = t.coverage
            where t.claim = claim.id and (b.id = c.id or b.carve_of = c.id or c.carve_of = b.id)))
        and not exists (select 1 from denial d where d.claim = claim.id and d.status <> 'closed')
        and exists (select 1 from remit_claim r where r.claim = claim.id and r.outcome = 'posted' and r.turn = claim.turn and r.status <> '22'
          and not exists (select 1 from remit_claim later where later.reverses = r.id))
        and not exists (select 1 from remit_claim r join remittance m on m.id = r.remittance join remit_remark k on k.remit_claim = r.id
          where r.claim = claim.id and r.turn = claim.turn and m.day > ${since} and k.code in ('MA18', 'MA07', 'N89'))`,
  )

const denialJoins = sql`join denial on denial.id = it.id join claim on claim.id = denial.claim join patient on patient.id = claim.patient
  join payer on payer.id = denial.payer`
const denialColumns = sql`patient.first, patient.last, payer.name as party, claim.first_day as day, claim.codes as codes,
  denial.group_code || '-' || denial.reason as code, '' as words,
  (select max(e.at) from claim_event e where e.claim = denial.claim) as touched`

/** Open denials whose limit runs out between two days; those put off beyond today wait. */
export const denialsDue = (today: Day, first: Day | undefined, last: Day | undefined): Rows => ({
  base: sql`select denial.id, denial.cents, denial.payer, denial.cause, denial.due, null as service from denial
    where denial.status in ${anyOf(OPEN_DENIAL)}${first ? sql` and denial.due >= ${first}` : sql``}${last ? sql` and denial.due <= ${last}` : sql``}
      and coalesce(denial.again, '') <= ${today}`,
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

/** Patients of whom a refund or a bad debt waits for a second person. */
export const patientApprovals: Rows = {
  base: sql`select approval.patient as id, sum(approval.cents) as cents, null as payer, null as cause, null as due, null as service
    from approval where approval.state = 'waiting' and approval.kind <> 'write-off' group by approval.patient`,
  joins: sql`join patient on patient.id = it.id`,
  columns: sql`patient.first, patient.last, '' as party, null as day, '' as codes, '' as code, '' as words, null as touched`,
}

/** Remittances of some statuses; `held` are those with claims that were not posted. */
export const remittancesWaiting = (statuses: readonly string[], held = false): Rows => ({
  base: sql`select remittance.id, remittance.cents, remittance.payer, null as cause, null as due, null as service from remittance
    where remittance.status in ${anyOf(statuses)} and remittance.aside is null${
      held
        ? sql` and exists (select 1 from remit_claim r where r.remittance = remittance.id and r.outcome in ('held', 'unreadable'))`
        : sql``
    }`,
  joins: sql`join remittance on remittance.id = it.id`,
  columns: sql`'' as first, '' as last, remittance.payer_name as party, remittance.day as day, remittance.trace as codes, '' as code,
    iif(remittance.status = 'quarantined', remittance.reason, remittance.claims || iif(remittance.claims = 1, ' claim', ' claims')) as words,
    remittance.created_at as touched`,
})

/** Some payments whose money has not come. */
export const moneyMissing = (ids: readonly number[]): Rows => ({
  base: sql`select remittance.id, remittance.cents, remittance.payer, null as cause, null as due, null as service from remittance
    where remittance.id in ${anyOf(ids)}`,
  joins: sql`join remittance on remittance.id = it.id`,
  columns: sql`'' as first, '' as last, remittance.payer_name as party, remittance.day as day, remittance.trace as codes, '' as code,
    iif(remittance.method = 'CHK', 'Check', 'EFT') as words, remittance.created_at as touched`,
})

/** Money of the bank that stands alone, or that differs from its remittances. */
export const bankRows = (state: 'money' | 'differs'): Rows => ({
  base: sql`select deposit_row.id, abs(deposit_row.off) as cents, null as payer, null as cause, null as due, null as service from deposit_row
    where deposit_row.state = ${state}`,
  joins: sql`join deposit_row on deposit_row.id = it.id`,
  columns: sql`'' as first, '' as last, deposit_row.party, deposit_row.day, deposit_row.reference as codes, '' as code, '' as words,
    deposit_row.day as touched`,
})

/** Files of the outbox that nobody answered yet and of which it is not known whether they arrived, or that were refused. */
export const filesInDoubt: Rows = {
  base: sql`select outbox.file as id, coalesce((select sum(batch.cents) from batch where batch.file = outbox.file), 0) as cents,
    (select batch.payer from batch where batch.file = outbox.file) as payer, outbox.state as cause, null as due, null as service
    from outbox where outbox.state in ('reconcile', 'failed') and outbox.withdrawn_at is null
    and not exists (select 1 from batch where batch.file = outbox.file and batch.status <> 'written')
    and not exists (select 1 from inquiry where inquiry.request = outbox.file and inquiry.answered_at is not null)
    and not exists (select 1 from status_inquiry where status_inquiry.request = outbox.file and status_inquiry.answered_at is not null)
    and not exists (select 1 from review where review.request = outbox.file and review.answer is not null)`,
  joins: sql`join file on file.id = it.id`,
  columns: sql`'' as first, '' as last, file.summary as party, ${dayOf('file.at')} as day, file.name as codes, '' as code, '' as words, file.at as touched`,
}

const newestInquiry = sql`left join inquiry on inquiry.id = (select max(i.id) from inquiry i where i.appointment = appointment.id and i.follows is null)`
const sessionJoins = sql`join appointment on appointment.id = it.id join patient on patient.id = appointment.patient
  join provider on provider.id = appointment.provider ${newestInquiry}`
const sessionColumns = sql`patient.first, patient.last, provider.last as party, appointment.day as day, appointment.start as codes, '' as code,
  coalesce(inquiry.outcome, 'not-asked') as words, null as touched`

/** Sessions of a day to which the payer has given no clear answer; questions that were turned down are work of their own. */
export const sessionsUnverified = (day: Day): Rows => ({
  base: sql`select appointment.id, 0 as cents, null as payer, coalesce(inquiry.outcome, 'not-asked') as cause, null as due, appointment.service
    from appointment ${newestInquiry} where appointment.day = ${day} and appointment.status in ('booked', 'held')
      and coalesce(inquiry.outcome, 'not-asked') not in ('active', 'rejected')`,
  joins: sessionJoins,
  columns: sessionColumns,
})

/** Sessions from a day on whose question about coverage was turned down, with the reason (AAA03) as their cause. */
export const sessionsRefused = (first: Day): Rows => ({
  base: sql`select appointment.id, 0 as cents, null as payer, inquiry.reject_code as cause, appointment.day as due, appointment.service
    from appointment ${newestInquiry} where appointment.day >= ${first} and appointment.status in ('booked', 'held')
      and inquiry.outcome = 'rejected'`,
  joins: sessionJoins,
  columns: sessionColumns,
})

/** How many sessions a day has. */
export const sessionsBooked = (db: Reading, day: Day): number =>
  firstOf(db, sql<{ n: number }>`select count(*) as n from appointment where day = ${day} and status in ('booked', 'held')`)?.n ?? 0

/**
 * Sessions booked in some days that the payer's last word on visits does not cover, those held since it counted too. Where an authorization is kept, its
 * own ledger says so.
 */
export const sessionsBeyond = (today: Day, last: Day): Rows => ({
  base: sql`select ahead.id, 0 as cents, null as payer, null as cause, ahead.day as due, ahead.service from (
      select id, patient, day, service, row_number() over (partition by patient order by day, start, id) as place
      from appointment where day between ${today} and ${last} and status = 'booked') as ahead
    join inquiry as told on told.id = (select i.id from inquiry i where i.patient = ahead.patient and i.visits_left is not null and i.outcome = 'active'
      order by i.id desc limit 1)
    where not exists (select 1 from authorization own where own.patient = ahead.patient and own.status = 'approved'
        and ahead.day between own.starts and own.ends)
      and ahead.place + (select count(*) from appointment a where a.patient = ahead.patient and a.day >= ${dayOf('told.answered_at')}
      and a.day < ${today} and a.status in ('booked', 'held')) > told.visits_left`,
  joins: sessionJoins,
  columns: sql`patient.first, patient.last, provider.last as party, appointment.day as day, appointment.start as codes, '' as code,
    'beyond the visits left' as words, null as touched`,
})

/** Authorizations that are used up, run out or end soon, without another behind them. */
export const authorizationsEnding = (today: Day): Rows => ({
  base: sql`select * from (select authorization.id, 0 as cents, authorization.payer, ${stateOn(today)} as cause,
      min(coalesce(o.last_day, '9999'), coalesce(o.uncovered_day, '9999'), authorization.ends) as due, null as service
    from authorization join authorization_sum as s on s.authorization = authorization.id
    left join authorization_outlook as o on o.authorization = authorization.id where authorization.status = 'approved')
    where cause in ('over', 'short')`,
  joins: sql`join authorization on authorization.id = it.id join patient on patient.id = authorization.patient
    join payer on payer.id = authorization.payer`,
  columns: sql`patient.first, patient.last, payer.name as party, authorization.ends as day, authorization.codes as codes, '' as code,
    iif(it.cause = 'over', 'More used than agreed', 'Runs out or ends') as words, authorization.created_at as touched`,
})

/** Requests for authorizations that payers answered, until a person takes the newest answer over or otherwise says how the authorization stands. */
export const authorizationsAnswered = (today: Day): Rows => ({
  base: sql`select authorization.id, 0 as cents, authorization.payer, review.outcome as cause, authorization.starts as due, null as service
    from review join authorization on authorization.id = review.authorization
    where review.outcome <> 'asked' and authorization.status = 'requested' and not (review.outcome in ('pended', 'contact') and coalesce(review.again, '') > ${today})
      and review.id = (select max(newest.id) from review newest where newest.authorization = authorization.id)`,
  joins: sql`join authorization on authorization.id = it.id join patient on patient.id = authorization.patient
    join payer on payer.id = authorization.payer`,
  columns: sql`patient.first, patient.last, payer.name as party, authorization.starts as day, authorization.codes as codes, '' as code,
    case it.cause when 'certified' then 'Agreed to' when 'modified' then 'Agreed to otherwise than asked' when 'denied' then 'Denied'
      when 'pended' then 'Not decided yet' when 'contact' then 'The payer wants a call' when 'not-needed' then 'Not needed'
      when 'cancelled' then 'Cancelled' else 'The request was turned down' end as words, authorization.created_at as touched`,
})

/** Requests that were taken back and that the payer did not cancel, until it tells a person that it did, or the authorization is taken up again. */
export const authorizationsKept = (today: Day): Rows => ({
  base: sql`select authorization.id, 0 as cents, authorization.payer, null as cause, null as due, null as service
    from review join authorization on authorization.id = review.authorization
    where review.withdrawal_outcome in ('open', 'refused') and authorization.status = 'voided' and coalesce(review.again, '') <= ${today}
      and not exists (select 1 from review_call c where c.review = review.id and c.said = 'decided' and c.at > review.withdrawn_at)`,
  joins: sql`join authorization on authorization.id = it.id join patient on patient.id = authorization.patient
    join payer on payer.id = authorization.payer`,
  columns: sql`patient.first, patient.last, payer.name as party, authorization.starts as day, authorization.codes as codes, '' as code,
    'Taken back, not cancelled' as words, authorization.created_at as touched`,
})

/** Requests for authorizations that a payer took too long over, or that a person wanted to look at again by now; `cause` is the day of the request. */
export const authorizationsSilent = (today: Day): Rows => ({
  base: sql`select authorization.id, 0 as cents, authorization.payer, ${dayOf('review.asked_at')} as cause, authorization.starts as due, null as service
    from review join authorization on authorization.id = review.authorization
    where review.outcome = 'asked' and review.again <= ${today} and authorization.status = 'requested'
      and review.id = (select max(newest.id) from review newest where newest.authorization = authorization.id)`,
  joins: sql`join authorization on authorization.id = it.id join patient on patient.id = authorization.patient
    join payer on payer.id = authorization.payer`,
  columns: sql`patient.first, patient.last, payer.name as party, authorization.starts as day, authorization.codes as codes, '' as code,
    'No answer' as words,
    (select max(review.asked_at) from review where review.authorization = authorization.id) as touched`,
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

/** Patients whose coverage will cost a claim, with sessions that wait for one. @param usual what a session of each service usually comes to */
export const patientsToLookAt = (today: Day, usual: readonly (readonly [service: string, cents: number])[]): Rows => ({
  base: sql`select id, cents, null as payer, cause, due, null as service from (${costlyLooks(
    today,
    sql`case ahead.service ${sql.join(
      usual.map(([service, cents]) => sql`when ${service} then ${sql.lit(cents)}`),
      sql` `,
    )} else 0 end`,
  )})`,
  joins: sql`join patient on patient.id = it.id
    left join coverage on coverage.id = (select c.id from coverage c where c.patient = patient.id order by c.position, c.id limit 1)
    left join payer on payer.id = coverage.payer`,
  columns: sql`patient.first, patient.last, coalesce(payer.name, '') as party, patient.born as day, '' as codes, '' as code, it.cause as words,
    null as touched`,
})

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
  const lines = allOf(
    db,
    sql<PricedLine>`select it.payer, claim.coverage, claim.provider, line.code, line.day, line.place, line.modifiers, line.cents, line.units
      from (${rows.base}) as it join claim on claim.id = it.id join claim_line as line on line.claim = it.id where ${which}`,
  )
  let [all, known] = [0, 0]
  for (const line of lines) {
    const rate = rateOn(db, line.payer, line.code, line.day, { ...line, modifiers: line.modifiers.split(' ').filter(Boolean) })
    if (rate !== undefined) known += 1
    all += rate === undefined ? line.cents : Math.min(rate * line.units, line.cents)
  }
  return { cents: all, known, lines: lines.length }
}
type PricedLine = {
  payer: number
  coverage: number
  provider: number | null
  code: string
  day: Day
  place: string
  modifiers: string
  cents: number
  units: number
}

/** What stops claims, the most frequent first. */
export const stopsOf = (db: Reading, rows: Rows, limit: number): { words: string; n: number }[] =>
  allOf(
    db,
    sql<{ words: string; n: number }>`select min(f.words) as words, count(*) as n from (${rows.base}) as it
      join claim_finding as f on f.claim = it.id where f.grade in ('stop', 'hold') group by f.rule order by n desc, words limit ${limit}`,
  )

/** One row when a practice with claims has no backup newer than a day. */
export const backupOld = (today: Day, since: Day): Rows => ({
  base: sql`select 1 as id, 0 as cents, null as payer, null as cause, ${today} as due, null as service
    where exists (select 1 from practice where is_sample = 0) and exists (select 1 from claim)
      and not exists (select 1 from backup_key where at >= ${instantAt(since)})`,
  joins: sql``,
  columns: sql`'' as first, '' as last, '' as party, (select ${dayOf(sql`max(at)`)} from backup_key) as day, '' as codes, '' as code, '' as words,
    null as touched`,
})

/** Enrollments in transactions that end within their term of renewal with none behind them, and requests that nobody answered in time. */
export const enrollmentsDue = (today: Day): Rows => ({
  base: sql`select own.id, 0 as cents, own.payer, own.state as cause, coalesce(own.ends, ${today}) as due, null as service from enrollment as own
    where own.kind <> 'participation' and ((own.state = 'in' and own.ends between ${today} and ${addDays(today, RENEW_WITHIN)}
        and not exists (select 1 from enrollment later where later.payer = own.payer and later.kind = own.kind and later.provider is own.provider
          and later.state <> 'asked' and later.starts > own.ends))
      or (own.state = 'asked' and own.starts <= ${addDays(today, -ASK_AFTER)}
        and not exists (select 1 from enrollment held where held.payer = own.payer and held.kind = own.kind and held.provider is own.provider
          and held.state = 'in' and held.starts >= own.starts)))`,
  joins: sql`join enrollment on enrollment.id = it.id join payer on payer.id = enrollment.payer`,
  columns: sql`'' as first, '' as last, payer.name as party, enrollment.starts as day, enrollment.kind as codes, '' as code, enrollment.note as words,
    null as touched`,
})
