import { sql, type Generated, type Selectable } from 'kysely'
import type { PracticeTables } from '../practice/index.ts'
import { tables, type ListPlan, type Reading, type Writing } from '../store/index.ts'
import type { Card } from './rules.ts'

/** Questions to payers and what they answered, as kysely sees them. */
export type EligibilityTables = Omit<PracticeTables, 'inquiry'> & {
  inquiry: {
    id: Generated<number>
    appointment: number | null
    coverage: number
    patient: number
    payer: number
    day: string
    trace: string
    asked_at: string
    request: number | null
    answer: number | null
    answered_at: string | null
    outcome: Generated<string>
    plan: string | null
    plan_begins: string | null
    plan_ends: string | null
    network: 'in' | 'out' | null
    copay: number | null
    coinsurance: number | null
    deductible: number | null
    deductible_left: number | null
    out_of_pocket: number | null
    out_of_pocket_left: number | null
    visits: number | null
    visits_left: number | null
    authorization: 'Y' | 'N' | 'U' | null
    administrator: string | null
    administrator_id: string | null
    reject_code: string | null
    messages: string | null
  }
  inquiry_source: { inquiry: number; field: string; segment: number }
}
export type InquiryRow = Selectable<EligibilityTables['inquiry']>

const from = tables<EligibilityTables>()

/** The newest question about a session. */
export const inquiryOf = (db: Reading, appointment: number): InquiryRow | undefined =>
  db.first(from.selectFrom('inquiry').selectAll().where('appointment', '=', appointment).orderBy('id', 'desc').limit(1))

export const inquiryByTrace = (db: Reading, trace: string): InquiryRow | undefined =>
  db.first(from.selectFrom('inquiry').selectAll().where('trace', '=', trace))

/** The questions of one 270: their traces begin with its reference and a hyphen, behind which a full stop comes next in the alphabet. */
export const inquiriesUnder = (db: Reading, reference: string): InquiryRow[] =>
  db.all(from.selectFrom('inquiry').selectAll().where('trace', '>=', `${reference}-`).where('trace', '<', `${reference}.`).orderBy('id'))

export function addInquiry(
  db: Writing,
  asked: Pick<InquiryRow, 'appointment' | 'coverage' | 'patient' | 'payer' | 'day' | 'trace' | 'asked_at' | 'request'>,
): number {
  return db.insert(from.insertInto('inquiry').values({ ...asked, outcome: 'asked' }))
}

/** Writes a card onto its question; a later answer takes the place of an earlier one. */
export function keepCard(
  db: Writing,
  inquiry: number,
  card: Card,
  answer: { readonly file: number; readonly at: string; readonly from: number; readonly to: number },
): void {
  const { administrator, reject, messages, plan, network, outcome, ...figures } = card
  db.run(
    from
      .updateTable('inquiry')
      .set({
        answer: answer.file,
        answered_at: answer.at,
        outcome,
        plan: plan ?? null,
        plan_begins: figures.planBegins?.value ?? null,
        plan_ends: figures.planEnds?.value ?? null,
        network: network ?? null,
        copay: figures.copay?.value ?? null,
        coinsurance: figures.coinsurance?.value ?? null,
        deductible: figures.deductible?.value ?? null,
        deductible_left: figures.deductibleLeft?.value ?? null,
        out_of_pocket: figures.outOfPocket?.value ?? null,
        out_of_pocket_left: figures.outOfPocketLeft?.value ?? null,
        visits: figures.visits?.value ?? null,
        visits_left: figures.visitsLeft?.value ?? null,
        authorization: figures.authorization?.value ?? null,
        administrator: administrator?.name ?? null,
        administrator_id: administrator?.id ?? null,
        reject_code: reject?.value ?? null,
        messages: messages.join('\n'),
      })
      .where('id', '=', inquiry),
  )
  db.run(from.deleteFrom('inquiry_source').where('inquiry', '=', inquiry))
  const sources = { ...figures, reject, administrator, from: { at: answer.from }, to: { at: answer.to } }
  db.insertRows(
    'inquiry_source',
    Object.entries(sources).flatMap(([field, source]) => (source === undefined ? [] : [{ inquiry, field, segment: source.at }])),
  )
}

/** Which segment each figure came from, by the field of the card; `from` and `to` bound the person. */
export const sourcesOf = (db: Reading, inquiry: number): ReadonlyMap<string, number> =>
  new Map(
    db
      .all(from.selectFrom('inquiry_source').select(['field', 'segment']).where('inquiry', '=', inquiry))
      .map((row) => [row.field, row.segment]),
  )

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
  first: string | null
  last: string
  credential: string
}

const newest = sql<number>`(select max(i.id) from inquiry i where i.appointment = appointment.id)`
const payersFirst = sql<number>`(select c.id from coverage c where c.patient = appointment.patient
  and coalesce(c.starts, '') <= appointment.day and coalesce(c.ends, '9999') >= appointment.day order by c.position, c.id limit 1)`
const outcome = sql<string>`coalesce(inquiry.outcome, 'not-asked')`
/** Where coverage is active the copay is what the patient owes. */
export const OWING: readonly string[] = ['active', 'other-administrator']
const owes = sql<number>`iif(inquiry.outcome in (${sql.join(OWING)}), inquiry.copay, null)`
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
    provider: { is: 'text', of: sql`provider.last || ', ' || coalesce(provider.first, '')` },
  },
  id: sql<number>`appointment.id`,
  sums: { owes },
  usual: [
    { by: 'day', down: false },
    { by: 'time', down: false },
  ],
}
