import { sql } from 'kysely'
import { NO_MONEY, type Cents } from '../../../src-shared/money.ts'
import type { Day } from '../../../src-shared/day.ts'
import { claimById, type FoundClaim } from '../../claims/index.ts'
import type { Posting } from '../../ledger/index.ts'
import { prepared, type Reading } from '../../store/index.ts'
import type { OurLine } from '../matching.ts'
import { from, type RemitClaimRow, type RemittanceRow } from './tables.ts'

/* What a remittance is decided on: itself, the claims it may belong to, and what is posted on them. */

const remittance = prepared((id: number) => from.selectFrom('remittance').selectAll().where('id', '=', id))
export const remittanceById = (db: Reading, id: number): RemittanceRow | undefined => db.first(remittance(id))

const remitClaim = prepared((id: number) => from.selectFrom('remit_claim').selectAll().where('id', '=', id))
export const remitClaimById = (db: Reading, id: number): RemitClaimRow | undefined => db.first(remitClaim(id))

const withDigest = prepared((digest: string) => from.selectFrom('remittance').selectAll().where('digest', '=', digest))
/** The same payment, under whatever name and envelope it was taken. */
export const sameRemittance = (db: Reading, digest: string): RemittanceRow | undefined => db.first(withDigest(digest))

/** Who paid, by the payer's own number or by ours, and which payment it is. */
type Identity = Pick<RemittanceRow, 'payer_number' | 'payer' | 'trace' | 'day' | 'cents'>

const sameIdentity = (payer: string, ours: number | null, trace: string, day: string, cents: number) =>
  from
    .selectFrom('remittance')
    .selectAll()
    .where((e) => e.or([e('payer_number', '=', payer), e('payer', '=', ours)]))
    .where('trace', '=', trace)
    .where('day', '=', day)
    .where('cents', '=', cents)
const posted = prepared((payer: string, ours: number | null, trace: string, day: string, cents: number) =>
  sameIdentity(payer, ours, trace, day, cents).where('status', 'in', ['posted', 'partly']),
)
const waiting = prepared((payer: string, ours: number | null, trace: string, day: string, cents: number) =>
  sameIdentity(payer, ours, trace, day, cents).where('status', '=', 'rehearsed').limit(1),
)
const standingTwin = prepared((payer: string, ours: number | null, trace: string, day: string, cents: number) =>
  sameIdentity(payer, ours, trace, day, cents).where('status', '<>', 'quarantined').limit(1),
)

/** A payment that was posted under the same payer, trace, date and amount (level c). */
export const postedTwin = (db: Reading, of: Identity): RemittanceRow | undefined =>
  db.first(posted(of.payer_number, of.payer, of.trace, of.day, of.cents))
/** A payment of this identity that was posted, or waits to be. */
export const paymentTwin = (db: Reading, of: Identity): RemittanceRow | undefined =>
  db.first(standingTwin(of.payer_number, of.payer, of.trace, of.day, of.cents))

/** One that was rehearsed under them and is not posted. */
export const waitingTwin = (db: Reading, of: Identity): RemittanceRow | undefined =>
  db.first(waiting(of.payer_number, of.payer, of.trace, of.day, of.cents))

/** One of our payers by what a remittance calls it: its electronic ids, else its name. */
export function payerNamed(db: Reading, ids: readonly string[], name: string): number | null {
  const byId =
    ids.length === 0
      ? undefined
      : db.first(
          from
            .selectFrom('payer')
            .select('id')
            .where('edi_id', 'in', [...ids])
            .limit(1),
        )
  return (byId ?? db.first(payerByName(name)))?.id ?? null
}
const payerByName = prepared((name: string) =>
  from
    .selectFrom('payer')
    .select('id')
    .where((e) => e(sql<string>`upper(name)`, '=', sql<string>`upper(${name})`))
    .limit(1),
)

const looseKey = sql<string>`ltrim(upper(control), '0')`
const loosely = prepared((loose: string) => from.selectFrom('submission').select('claim').distinct().where(looseKey, '=', loose).limit(20))
const beginning = prepared((loose: string, end: string) =>
  from.selectFrom('submission').select('claim').distinct().where(looseKey, '>=', loose).where(looseKey, '<', end).limit(20),
)
/** The claims that left under a number as payers may return it: in other case, without leading zeros, cut short when `isCut`. */
export function claimsByLooseControl(db: Reading, loose: string, isCut: boolean): FoundClaim[] {
  const rows = db.all(isCut ? beginning(loose, `${loose}\u{10ffff}`) : loosely(loose))
  return rows.flatMap((row) => claimById(db, row.claim) ?? [])
}

/** A line of ours with what its accounts hold. */
export type LineInBook = OurLine & {
  readonly place: string
  readonly units: number
  readonly payer: Cents
  readonly patient: Cents
  readonly payment: Cents
  readonly adjustment: Cents
}

const lines = prepared((claim: number) =>
  from
    .selectFrom('claim_line')
    .leftJoin('line_sum', 'line_sum.line', 'claim_line.id')
    .select([
      'claim_line.id',
      'code',
      'modifiers',
      'place',
      'units',
      'day',
      'cents',
      'control',
      'payer',
      'patient',
      'payment',
      'adjustment',
    ])
    .where('claim_line.claim', '=', claim)
    .orderBy('n'),
)
export const linesInBook = (db: Reading, claim: number): LineInBook[] =>
  db.all(lines(claim)).map((row) => ({
    id: row.id,
    code: row.code,
    modifiers: row.modifiers.split(' ').filter(Boolean),
    place: row.place,
    units: row.units,
    day: row.day as Day,
    cents: row.cents as Cents,
    control: row.control,
    payer: (row.payer ?? NO_MONEY) as Cents,
    patient: (row.patient ?? NO_MONEY) as Cents,
    payment: (row.payment ?? NO_MONEY) as Cents,
    adjustment: (row.adjustment ?? NO_MONEY) as Cents,
  }))

/** What decisions of payers put on the patient, by line and reason, less what came back. */
export const movedToPatient = (db: Reading, claim: number): { line: number | null; reason: string | null; cents: number }[] =>
  db.all(
    from
      .selectFrom('posting')
      .select(['line', 'reason', sql<number>`sum(cents)`.as('cents')])
      .where('claim', '=', claim)
      .where('account', '=', 'patient')
      .where('group_code', '=', 'PR')
      .groupBy(['line', 'reason'])
      .orderBy('line')
      .orderBy('reason'),
  )

/** A decision that is posted, and who made it. */
export type StandingDecision = RemitClaimRow & { readonly payer_number: string }

const standing = prepared((claim: number) =>
  from
    .selectFrom('remit_claim')
    .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
    .selectAll('remit_claim')
    .select('remittance.payer_number')
    .where('remit_claim.claim', '=', claim)
    .where('remit_claim.outcome', '=', 'posted')
    .where('remit_claim.status', '<>', '22')
    .where(sql<boolean>`not exists (select 1 from remit_claim later where later.reverses = remit_claim.id)`)
    .orderBy('remit_claim.id', 'desc'),
)
/** The decisions posted to a claim that were not taken back, newest first. */
export const standingDecisions = (db: Reading, claim: number): StandingDecision[] => db.all(standing(claim))

const rehearsed = prepared((remittanceId: number, claim: number) =>
  from
    .selectFrom('remit_claim')
    .select('id')
    .where('remittance', '=', remittanceId)
    .where('claim', '=', claim)
    .where('outcome', '=', 'will-post')
    .orderBy('n'),
)
/** The claim payments of a remittance that are to be posted to one claim. */
export const rehearsedOn = (db: Reading, remittanceId: number, claim: number): number[] =>
  db.all(rehearsed(remittanceId, claim)).map((row) => row.id)

const beside = prepared((id: number) =>
  from
    .selectFrom('remit_claim as own')
    .innerJoin('remit_claim', 'remit_claim.claim', 'own.claim')
    .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
    .select('remittance.id')
    .distinct()
    .where('own.remittance', '=', id)
    .where('remittance.status', '=', 'rehearsed')
    .where('remittance.id', '<>', id),
)
/** The remittances, rehearsed and not posted, that tell of claims of another one. */
export const rehearsedBeside = (db: Reading, id: number): number[] => db.all(beside(id)).map((row) => row.id)

const postings = prepared((entry: number) => from.selectFrom('posting').selectAll().where('entry', '=', entry).orderBy('n'))
/** The postings of an entry, as they were recorded. */
export const postingsOf = (db: Reading, entry: number): Posting[] =>
  db.all(postings(entry)).map((row) => ({
    account: row.account,
    cents: row.cents as Cents,
    ...(row.line !== null && row.claim !== null && { line: { claim: row.claim, line: row.line } }),
    ...(row.group_code !== null && { group: row.group_code }),
    ...(row.reason !== null && { reason: row.reason }),
  }))
