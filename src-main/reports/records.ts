import { sql } from 'kysely'
import type { ChargeTables } from '../charges/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { dayOf, tables, type Reading, type Writing } from '../store/index.ts'

type DocumentationTable = {
  charge: number
  times: number | null
  modality: number | null
  location: number | null
  necessity: number | null
  plan: number | null
  crisis_assessment: number | null
  crisis_resources: number | null
  crisis_intervention: number | null
  signed_on: string | null
  user: number
  at: string
}

/** What is known of a record, of a crisis its own facts too (CPT, psychotherapy for crisis). */
const KNOWN = [
  'documentation.times',
  'documentation.modality',
  'documentation.location',
  'documentation.necessity',
  'documentation.plan',
  'documentation.crisis_assessment',
  'documentation.crisis_resources',
  'documentation.crisis_intervention',
  'documentation.signed_on as signedOn',
] as const
const isCrisis = sql<number>`exists(select 1 from charge_line where charge_line.charge = charge.id and code in ('90839', '90840', 'G0017', 'G0018'))`

const from = tables<ChargeTables & { documentation: DocumentationTable }>()

/** The billed sessions of some days, with their codes and what is known of their records, by clinician and time. */
export const codedSessions = (db: Reading, first: Day, last: Day) =>
  db.all(
    from
      .selectFrom('charge')
      .innerJoin('patient', 'patient.id', 'charge.patient')
      .innerJoin('provider', 'provider.id', 'charge.provider')
      .leftJoin('documentation', 'documentation.charge', 'charge.id')
      .leftJoin('coverage', 'coverage.id', 'charge.coverage')
      .leftJoin('payer', 'payer.id', 'coverage.payer')
      .select(['payer.quarter_hours', 'payer.crisis_from', 'payer.family_least', 'payer.em_with_25'])
      .select([
        'charge.id',
        'charge.provider',
        'charge.patient',
        'charge.day',
        'charge.start',
        'charge.stop',
        'charge.minutes',
        'charge.service',
        'charge.mode',
        'charge.place',
        'charge.entered',
        'charge.cents',
        'patient.first as patientFirst',
        'patient.last as patientLast',
        'patient.born',
        'provider.first',
        'provider.last',
        'provider.credential',
        'provider.discipline',
        ...KNOWN,
        isCrisis.as('isCrisis'),
        'documentation.at as lookedAt',
        // Asked of those alone whose record somebody looked at.
        sql<string | null>`case when documentation.at is not null
          then (select ${dayOf(sql`sent_at`)} from claim where claim.id = charge.claim) end`.as('sentOn'),
        sql<string>`(select json_group_array(json_object('code', code, 'units', units, 'modifiers', modifiers))
          from (select * from charge_line where charge_line.charge = charge.id order by n))`.as('lines'),
      ])
      .where('charge.day', '>=', first)
      .where('charge.day', '<=', last)
      .where('charge.withdrawn_at', 'is', null)
      .where('charge.outcome', '=', 'billed')
      .orderBy('charge.provider')
      .orderBy('charge.day')
      .orderBy('charge.start')
      .orderBy('charge.id'),
  )
export type CodedRow = ReturnType<typeof codedSessions>[number]

/** By clinician, how many billed sessions of some days had one of some codes, and how many of those had one code of them. */
export const sharesOf = (db: Reading, first: Day, last: Day, code: string, among: readonly string[]) =>
  db.all(
    from
      .selectFrom('charge')
      .innerJoin('charge_line', 'charge_line.charge', 'charge.id')
      .select([
        'charge.provider',
        (eb) => eb.fn.count<number>('charge.id').distinct().as('of'),
        sql<number>`count(distinct case when charge_line.code = ${code} then charge.id end)`.as('n'),
      ])
      .where('charge.day', '>=', first)
      .where('charge.day', '<=', last)
      .where('charge.withdrawn_at', 'is', null)
      .where('charge.outcome', '=', 'billed')
      .where('charge_line.code', 'in', [...among])
      .groupBy('charge.provider'),
  )

/** A charge that was not taken back, with what is known of its record. */
export const documentationOf = (db: Reading, charge: number) =>
  db.first(
    from
      .selectFrom('charge')
      .leftJoin('documentation', 'documentation.charge', 'charge.id')
      .select([
        'charge.day',
        ...KNOWN,
        isCrisis.as('isCrisis'),
        sql<string | null>`(select ${dayOf(sql`sent_at`)} from claim where claim.id = charge.claim)`.as('sentOn'),
      ])
      .where('charge.id', '=', charge)
      .where('charge.withdrawn_at', 'is', null),
  )

/** Keeps what was looked up last. */
export function keepDocumentation(db: Writing, row: DocumentationTable): void {
  const { charge: _charge, ...rest } = row
  db.run(
    from
      .insertInto('documentation')
      .values(row)
      .onConflict((on) => on.column('charge').doUpdateSet(rest)),
  )
}
