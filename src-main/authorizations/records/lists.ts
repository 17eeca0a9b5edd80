import { sql } from 'kysely'
import { addDays, type Day } from '../../../src-shared/day.ts'
import type { Unit } from '../../../src-shared/quantity.ts'
import { dayOf, type ListPlan } from '../../store/index.ts'
import { LEAD_DAYS, QUIET_DAYS } from '../outlook.ts'
import type { Terms } from '../rules.ts'
import { from, type AuthorizationTables } from './tables.ts'

export type AuthorizationListRow = {
  id: number
  patient: number
  pf: string
  pl: string
  payer: string
  number: string
  status: Terms['status']
  state: string
  starts: string
  ends: string
  codes: string
  first: string | null
  last: string | null
  credential: string | null
  unit: Unit
  amount: number
  earlier: number
  reserved: number
  used: number
  confirmed: number
  free: number
  lastDay: string | null
  waits: number | null
  again: string | null
}

/** How one stands that a payer was asked for, by its newest request `r`: `silent` when the time for an answer is up, `pended` when it was put off. */
const askedOn = (today: Day) => sql<string>`case when r.outcome = 'asked' and r.again <= ${today} then 'silent'
  when r.outcome = 'pended' then 'pended' else 'requested' end`

/** How an authorization stands on a day, as SQL; what is asked for, without its answer. `short`: it runs out, or ends, within the lead time or before what is booked, and nothing follows. */
export const stateOn = (today: Day) => sql<string>`case
  when authorization.status <> 'approved' then authorization.status
  when authorization.ends < ${today} and coalesce(o.uncovered_day, '') < ${addDays(today, -QUIET_DAYS)} then 'ended'
  when s.reserved + s.used + s.confirmed + authorization.earlier > authorization.amount and coalesce(o.renewed, 0) = 0 then 'over'
  when authorization.ends < ${today} and coalesce(o.renewed, 0) = 1 then 'ended'
  when authorization.starts > ${today} then 'ahead'
  when coalesce(o.renewed, 0) = 0 and (min(coalesce(o.last_day, '9999'), authorization.ends)
    between ${addDays(today, -QUIET_DAYS)} and ${addDays(today, LEAD_DAYS)} or o.uncovered_day >= ${addDays(today, -QUIET_DAYS)}) then 'short'
  else 'running' end`

type Joined = 'authorization' | 'patient' | 'payer' | 'provider' | 's' | 'o' | 'r'
type PlanTables = AuthorizationTables & {
  s: AuthorizationTables['authorization_sum']
  o: AuthorizationTables['authorization_outlook']
  r: AuthorizationTables['review']
}
type Plan = ListPlan<PlanTables, Joined, AuthorizationListRow>

/** The authorizations grid. */
export function authorizationPlan(today: Day): Plan {
  const state = sql<string>`case when authorization.status = 'requested' then ${askedOn(today)}
    when authorization.status = 'voided' and r.withdrawn_at is not null then 'cancelled' else ${stateOn(today)} end`
  // From the day a request left until its answer.
  const waits = sql<
    number | null
  >`case when authorization.status = 'requested' and r.outcome = 'asked' then julianday(${today}) - julianday(${dayOf('r.asked_at')}) end`
  const free = sql<number>`authorization.amount - authorization.earlier - s.reserved - s.used - s.confirmed`
  return {
    name: `authorizations ${today}`,
    from: from
      .selectFrom('authorization')
      .innerJoin('patient', 'patient.id', 'authorization.patient')
      .innerJoin('payer', 'payer.id', 'authorization.payer')
      .leftJoin('provider', 'provider.id', 'authorization.provider')
      .innerJoin('authorization_sum as s', 's.authorization', 'authorization.id')
      .leftJoin('authorization_outlook as o', 'o.authorization', 'authorization.id')
      .leftJoin('review as r', (join) =>
        join
          .onRef('r.authorization', '=', 'authorization.id')
          .on('r.id', '=', sql<number>`(select max(id) from review where review.authorization = authorization.id)`),
      ) as unknown as Plan['from'],
    row: (query) =>
      query.select([
        'authorization.id',
        'authorization.patient',
        'patient.first as pf',
        'patient.last as pl',
        'payer.name as payer',
        'authorization.number',
        'authorization.status',
        state.as('state'),
        'authorization.starts',
        'authorization.ends',
        'authorization.codes',
        'provider.first',
        'provider.last',
        'provider.credential',
        'authorization.unit',
        'authorization.amount',
        'authorization.earlier',
        's.reserved',
        's.used',
        's.confirmed',
        free.as('free'),
        'o.last_day as lastDay',
        waits.as('waits'),
        'r.again',
      ]),
    fields: {
      id: { is: 'number', of: sql`authorization.id` },
      state: { is: 'text', of: state },
      patient: { is: 'text', of: sql`patient.last || ', ' || patient.first` },
      patientId: { is: 'number', of: sql`authorization.patient` },
      payer: { is: 'text', of: sql`payer.name` },
      number: { is: 'text', of: sql`authorization.number` },
      starts: { is: 'day', of: sql`authorization.starts` },
      ends: { is: 'day', of: sql`authorization.ends` },
      codes: { is: 'text', of: sql`authorization.codes` },
      provider: { is: 'text', of: sql`coalesce(provider.last || ', ' || coalesce(provider.first, ''), '')` },
      amount: { is: 'number', of: sql`authorization.amount` },
      free: { is: 'number', of: free },
      lastDay: { is: 'day', of: sql`coalesce(o.last_day, '')` },
      again: { is: 'day', of: sql`iif(authorization.status = 'requested', coalesce(r.again, ''), '')` },
    },
    id: sql<number>`authorization.id`,
    sums: {},
    usual: [{ by: 'ends', down: false }],
  }
}
