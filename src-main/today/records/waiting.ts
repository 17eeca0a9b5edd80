import { sql } from 'kysely'
import { OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import type { Day } from '../../../src-shared/day.ts'
import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* What waits for a person, row by row: the lines of the desk are sums over these. */

/** Open denials whose limit runs out by a day, the soonest first. */
export const denialsDueBy = (db: Reading, limit: Day) =>
  db.all(
    from
      .selectFrom('denial')
      .innerJoin('claim', 'claim.id', 'denial.claim')
      .innerJoin('patient', 'patient.id', 'claim.patient')
      .innerJoin('payer', 'payer.id', 'denial.payer')
      .select([
        'denial.cents',
        'denial.due',
        'denial.group_code',
        'denial.reason',
        'patient.first',
        'patient.last',
        'payer.name',
        'claim.first_day',
        'claim.codes',
      ])
      .where('denial.status', 'in', OPEN_DENIAL)
      .where('denial.due', '<=', limit)
      .orderBy('denial.due')
      .orderBy('denial.id'),
  )

/** How many denials are closed, and how many of them were paid after all. */
export function closedDenials(db: Reading): { n: number; paid: number } {
  const row = db.first(
    from
      .selectFrom('denial')
      .select([sql<number>`count(*)`.as('n'), sql<number | null>`sum(outcome = 'paid')`.as('paid')])
      .where('status', '=', 'closed'),
  )
  return { n: row?.n ?? 0, paid: row?.paid ?? 0 }
}

/** Remittances that are read and not posted, the oldest first. */
export const openRemittances = (db: Reading) =>
  db.all(
    from
      .selectFrom('remittance')
      .select(['id', 'payer_name', 'trace', 'reason', 'cents', 'day', 'status', 'claims'])
      .where('status', 'in', ['rehearsed', 'quarantined'])
      .orderBy('day'),
  )

/** The booked sessions of a day with what the payer last answered about each; null when it was not asked. */
const bookedOn = (day: Day) =>
  from
    .selectFrom('appointment')
    .leftJoin('inquiry', (join) =>
      join.on('inquiry.id', '=', sql<number>`(select max(i.id) from inquiry i where i.appointment = appointment.id)`),
    )
    .where('appointment.day', '=', day)
    .where('appointment.status', '=', 'booked')

export const bookedSessions = (db: Reading, day: Day) =>
  db.all(
    bookedOn(day)
      .innerJoin('patient', 'patient.id', 'appointment.patient')
      .select(['patient.first', 'patient.last', 'appointment.start', 'inquiry.outcome'])
      .orderBy('appointment.start'),
  )

/** How many sessions of a day have no clear answer from the payer. */
export const unverifiedSessions = (db: Reading, day: Day): number =>
  db.first(
    bookedOn(day)
      .select(sql<number>`count(*)`.as('n'))
      .where((e) => e.or([e('inquiry.outcome', 'is', null), e('inquiry.outcome', '<>', 'active')])),
  )?.n ?? 0

export type WaitingClaim = {
  id: number
  cents: number
  first_day: string
  file_by: string
  codes: string
  first: string
  last: string
  payer: string
  /** What stops it, else the last thing that happened to it. */
  words: string | null
}

/** Claims by status, the first filing limit first; with `sentBy` only our own that left by that day. */
export const claimsWaiting = (db: Reading, statuses: readonly string[], sentBy?: Day): WaitingClaim[] =>
  db.all(
    from
      .selectFrom('claim')
      .innerJoin('patient', 'patient.id', 'claim.patient')
      .innerJoin('payer', 'payer.id', 'claim.payer')
      .select([
        'claim.id',
        'claim.cents',
        'claim.first_day',
        'claim.file_by',
        'claim.codes',
        'patient.first',
        'patient.last',
        'payer.name as payer',
        sql<
          string | null
        >`coalesce((select words from claim_finding f where f.claim = claim.id and f.grade = 'stop' order by n limit 1), (select detail from claim_event e where e.claim = claim.id order by e.id desc limit 1))`.as(
          'words',
        ),
      ])
      .where('claim.status', 'in', statuses)
      .$if(sentBy !== undefined, (query) =>
        query.where(sql<boolean>`substr(claim.sent_at, 1, 10) <= ${sentBy} and claim.origin = 'charge'`),
      )
      .orderBy('claim.file_by')
      .orderBy('claim.id'),
  )

/** Appeals begun and not sent whose limit runs out by a day, the soonest first. */
export const appealsDueBy = (db: Reading, limit: Day) =>
  db.all(
    from
      .selectFrom('appeal')
      .innerJoin('denial', 'denial.id', 'appeal.denial')
      .innerJoin('claim', 'claim.id', 'appeal.claim')
      .innerJoin('patient', 'patient.id', 'claim.patient')
      .innerJoin('payer', 'payer.id', 'claim.payer')
      .select([
        'denial.cents',
        'appeal.due',
        'appeal.status',
        'patient.first',
        'patient.last',
        'payer.name',
        'claim.first_day',
        'claim.codes',
      ])
      .where('appeal.status', 'in', ['draft', 'ready'])
      .where('appeal.due', '<=', limit)
      .orderBy('appeal.due'),
  )

/** Sessions of past days, neither cancelled nor missed, without a charge. */
const unchargedBetween = (first: Day, before: Day) =>
  from
    .selectFrom('appointment')
    .leftJoin('charge', (join) => join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null))
    .where('appointment.day', '<', before)
    .where('appointment.day', '>=', first)
    .where('appointment.status', 'in', ['booked', 'held'])
    .where('charge.id', 'is', null)

export const unchargedSessions = (db: Reading, first: Day, before: Day) =>
  db.all(
    unchargedBetween(first, before)
      .innerJoin('patient', 'patient.id', 'appointment.patient')
      .innerJoin('provider', 'provider.id', 'appointment.provider')
      .select([
        'appointment.day',
        'appointment.start',
        'appointment.service',
        'patient.first',
        'patient.last',
        'provider.last as clinician',
      ])
      .orderBy('appointment.day')
      .orderBy('appointment.start'),
  )

export const unchargedCount = (db: Reading, first: Day, before: Day): number =>
  db.first(unchargedBetween(first, before).select(sql<number>`count(*)`.as('n')))?.n ?? 0

/** Names that stand more than once with one birth date. */
export const patientsAlike = (db: Reading) =>
  db.all(
    from
      .selectFrom('patient')
      .select(['patient.last', 'patient.first', 'patient.born', sql<number>`count(*)`.as('n')])
      .where('patient.born', 'is not', null)
      .groupBy(['patient.folded_name', 'patient.born'])
      .having(sql`count(*)`, '>', 1)
      .orderBy('patient.folded_name')
      .limit(50),
  )
