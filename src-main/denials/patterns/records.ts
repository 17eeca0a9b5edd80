import { sql } from 'kysely'
import type { PATTERNS_BY } from '../../../src-shared/contract/denials.ts'
import type { Day } from '../../../src-shared/day.ts'
import { dayOf, tables, type Reading } from '../../store/index.ts'
import type { DenialTables } from '../records.ts'

const from = tables<DenialTables>()
export type PatternBy = (typeof PATTERNS_BY)[number]

/** What denials have in common, as it is read. */
const OF = {
  payer: sql<string>`payer.name`,
  cause: sql<string>`denial.cause`,
  reason: sql<string>`denial.group_code || '-' || denial.reason`,
  code: sql<string>`claim_line.code`,
  modifier: sql<string>`case claim_line.modifiers when '' then 'none' else claim_line.modifiers end`,
  place: sql<string>`claim_line.place`,
  provider: sql<string>`coalesce(provider.first || ' ' || provider.last, 'none')`,
} as const satisfies Readonly<Record<PatternBy, unknown>>

/** Denials of a kind that the payers gave from one day on, and in as long a time before it. */
export type PatternRow = {
  readonly words: string
  readonly n: number
  readonly cents: number
  readonly before: number
  readonly newest: number
}

/** Kinds of denials by the day of the remittance that gave them, those of late first. */
export function denialsBy(db: Reading, by: PatternBy, since: Day, before: Day): PatternRow[] {
  const isLate = sql<boolean>`remittance.day >= ${since}`
  return db.all(
    from
      .selectFrom('denial')
      .innerJoin('remit_claim', 'remit_claim.id', 'denial.remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .innerJoin('claim', 'claim.id', 'denial.claim')
      .innerJoin('claim_line', 'claim_line.id', 'denial.line')
      .innerJoin('payer', 'payer.id', 'denial.payer')
      .leftJoin('provider', 'provider.id', 'claim.provider')
      .select([
        OF[by].as('words'),
        sql<number>`sum(${isLate})`.as('n'),
        sql<number>`sum(case when ${isLate} then denial.cents else 0 end)`.as('cents'),
        sql<number>`sum(not ${isLate})`.as('before'),
        sql<number>`max(denial.id)`.as('newest'),
      ])
      .where('remittance.day', '>=', before)
      .groupBy(OF[by])
      .orderBy('cents', 'desc')
      .orderBy('words'),
  )
}

/** A payer's reason for a code: its first denial since a day, and the last one before that. */
export type FirstRow = {
  readonly payer: string
  readonly group: string
  readonly reason: string
  readonly code: string
  readonly denial: number
  readonly day: Day
  readonly last: Day | null
  /** The payer's first decision on the code. */
  readonly known: Day | null
}

/** The payers' reasons for a code that were given since a day, each with what was before. */
export const reasonsSince = (db: Reading, since: Day): FirstRow[] =>
  db.all(
    from
      .selectFrom('denial')
      .innerJoin('remit_claim', 'remit_claim.id', 'denial.remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .innerJoin('claim_line', 'claim_line.id', 'denial.line')
      .innerJoin('payer', 'payer.id', 'denial.payer')
      .select([
        'payer.name as payer',
        'denial.group_code as group',
        'denial.reason',
        'claim_line.code',
        sql<number>`min(case when remittance.day >= ${since} then denial.id end)`.as('denial'),
        sql<Day>`min(case when remittance.day >= ${since} then remittance.day end)`.as('day'),
        sql<Day | null>`max(case when remittance.day < ${since} then remittance.day end)`.as('last'),
        sql<Day | null>`(select min(told.day) from remit_line join remit_claim as said on said.id = remit_line.remit_claim
          join remittance as told on told.id = said.remittance
          where told.payer = denial.payer and remit_line.code = claim_line.code)`.as('known'),
      ])
      .groupBy(['denial.payer', 'denial.group_code', 'denial.reason', 'claim_line.code'])
      .having(sql<boolean>`max(remittance.day) >= ${since}`),
  )

/** How often a payer allowed an amount for one unit of a code, or answered after so many days: before a day, and from it on. */
export type Step = {
  readonly payer: string
  readonly code: string
  readonly amount: number
  readonly late: number
  readonly early: number
  readonly since: Day
}

/** What first payers allowed per unit of each code between two spans. */
export const allowedBy = (db: Reading, since: Day, before: Day): Step[] =>
  db.all(
    from
      .selectFrom('remit_line')
      .innerJoin('remit_claim', 'remit_claim.id', 'remit_line.remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .innerJoin('payer', 'payer.id', 'remittance.payer')
      .select([
        'payer.name as payer',
        'remit_line.code',
        sql<number>`remit_line.allowed / max(1, coalesce(remit_line.units, 1))`.as('amount'),
        sql<number>`sum(remittance.day >= ${since})`.as('late'),
        sql<number>`sum(remittance.day < ${since})`.as('early'),
        sql<Day>`min(case when remittance.day >= ${since} then remittance.day end)`.as('since'),
      ])
      .where('remittance.day', '>=', before)
      .where('remit_claim.status', '=', '1')
      .where('remit_line.allowed', '>', 0)
      .where('remit_line.modifiers', 'not like', '%52%')
      .groupBy(['remittance.payer', 'remit_line.code', 'amount']),
  )

/** After how many days payers answered what was sent to them. */
export const answersBy = (db: Reading, since: Day, before: Day): Step[] =>
  db.all(
    from
      .selectFrom('remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .innerJoin('payer', 'payer.id', 'remittance.payer')
      .innerJoin('claim', 'claim.id', 'remit_claim.claim')
      .select([
        'payer.name as payer',
        sql<string>`''`.as('code'),
        sql<number>`cast(julianday(remittance.day) - julianday(${dayOf('claim.sent_at')}) as integer)`.as('amount'),
        sql<number>`sum(remittance.day >= ${since})`.as('late'),
        sql<number>`sum(remittance.day < ${since})`.as('early'),
        sql<Day>`min(case when remittance.day >= ${since} then remittance.day end)`.as('since'),
      ])
      .where('remittance.day', '>=', before)
      .where('remit_claim.status', '=', '1')
      .where('claim.sent_at', 'is not', null)
      .groupBy(['remittance.payer', 'amount'])
      .having(sql<boolean>`amount >= 0`),
  )
