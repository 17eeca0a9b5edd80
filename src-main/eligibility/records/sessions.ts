import { sql } from 'kysely'
import { tables, type ListPlan } from '../../store/index.ts'
import type { EligibilityTables } from '../records.ts'

export type SessionRow = {
  id: number
  day: string
  time: string
  pf: string
  pl: string
  payer: string | null
  outcome: string
  network: 'in' | 'out' | null
  owes: number | null
  authorization: 'Y' | 'N' | 'U' | null
  next: string | null
  answered: string | null
  wrong: string
  first: string | null
  last: string
  credential: string
}

const newest = sql<number>`(select max(i.id) from inquiry i where i.appointment = appointment.id and i.follows is null)`
/** A question that goes on from the card waits for its answer. */
const waits = sql<number>`exists (select 1 from inquiry later where later.follows = inquiry.id and later.answered_at is null)`
const payersFirst = sql<number>`(select c.id from coverage c where c.patient = appointment.patient
  and coalesce(c.starts, '') <= appointment.day and coalesce(c.ends, '9999') >= appointment.day order by c.position, c.carve_of is null, c.id limit 1)`
const outcome = sql<string>`coalesce(inquiry.outcome, 'not-asked')`
/** Where coverage is active the copay is what the patient owes. */
export const OWING: readonly string[] = ['active', 'other-administrator']
const owes = sql<number>`iif(inquiry.outcome in (${sql.join(OWING)}), inquiry.copay, null)`
/** What the front desk has to see to before the session, the worst first in the order of the letters. */
const wrong = sql<string>`case
  when coverage.id is null and inquiry.id is null then 'a-coverage'
  when inquiry.outcome = 'inactive' then 'b-inactive'
  when inquiry.outcome = 'other-administrator' and coverage.carve_of is not null then 'g-not-asked'
  when inquiry.outcome = 'other-administrator' then 'c-administrator'
  -- The administrator was asked and covers the visit; the claim would go to the card all the same until it is locked.
  when inquiry.outcome = 'active' and inquiry.member_id is not null and coverage.carve_of is null then 'c-administrator'
  when inquiry.outcome = 'active' and inquiry.visits_left = 0 then 'd-visits'
  when inquiry.outcome = 'rejected' then 'e-rejected'
  when inquiry.outcome = 'undetermined' then 'f-undetermined'
  when inquiry.outcome is null then 'g-not-asked'
  when inquiry.outcome = 'asked' or ${waits} then 'h-asked'
  when inquiry.outcome = 'active' and inquiry.next_service is not null then 'h-more'
  when inquiry.authorization = 'Y' then 'i-authorization'
  when inquiry.network = 'out' then 'j-network'
  else 'k-nothing' end`
/** Of an administrator that is not locked the card asks, not the list. */
const next = sql<string | null>`iif(inquiry.coverage = coverage.id and inquiry.payer = coverage.payer, inquiry.next_service, null)`
const payerName = sql<string | null>`coalesce(asked.name, payer.name)`

type PlanTables = EligibilityTables & { asked: EligibilityTables['payer'] }
type Joined = 'appointment' | 'patient' | 'provider' | 'coverage' | 'payer' | 'inquiry' | 'asked'
type Plan = ListPlan<PlanTables, Joined, SessionRow>

/** The eligibility grid: sessions that are booked or were held, each with the newest answer. */
export const sessionPlan: Plan = {
  name: 'eligibility',
  from: tables<PlanTables>()
    .selectFrom('appointment')
    .innerJoin('patient', 'patient.id', 'appointment.patient')
    .innerJoin('provider', 'provider.id', 'appointment.provider')
    .leftJoin('coverage', (join) => join.on('coverage.id', '=', payersFirst))
    .leftJoin('payer', 'payer.id', 'coverage.payer')
    .leftJoin('inquiry', (join) => join.on('inquiry.id', '=', newest))
    .leftJoin('payer as asked', 'asked.id', 'inquiry.payer')
    .where('appointment.status', 'in', ['booked', 'held']) as unknown as Plan['from'],
  row: (query) =>
    query.select([
      'appointment.id',
      'appointment.day',
      'appointment.start as time',
      'patient.first as pf',
      'patient.last as pl',
      payerName.as('payer'),
      outcome.as('outcome'),
      'inquiry.network',
      owes.as('owes'),
      'inquiry.authorization',
      next.as('next'),
      'inquiry.answered_at as answered',
      wrong.as('wrong'),
      'provider.first',
      'provider.last',
      'provider.credential',
    ]),
  fields: {
    id: { is: 'number', of: sql`appointment.id` },
    day: { is: 'day', of: sql`appointment.day` },
    time: { is: 'text', of: sql`appointment.start` },
    patient: { is: 'text', of: sql`patient.last || ', ' || patient.first` },
    patientId: { is: 'number', of: sql`appointment.patient` },
    payer: { is: 'text', of: sql`coalesce(${payerName}, '')` },
    outcome: { is: 'text', of: outcome },
    network: { is: 'text', of: sql`coalesce(inquiry.network, '')` },
    owes: { is: 'number', of: sql`coalesce(${owes}, -1)` },
    authorization: { is: 'text', of: sql`coalesce(inquiry.authorization, '')` },
    wrong: { is: 'text', of: wrong },
    provider: { is: 'text', of: sql`provider.last || ', ' || coalesce(provider.first, '')` },
  },
  id: sql<number>`appointment.id`,
  sums: { owes },
  usual: [
    { by: 'day', down: false },
    { by: 'time', down: false },
  ],
}
