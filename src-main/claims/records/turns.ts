import { sql } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'
import type { ClaimTables, TurnRow } from './tables.ts'

/* One payer after the other: whose turn is over, and what each decided. The decisions are written by the room of remittances. */

const from = tables<
  Pick<ClaimTables, 'claim' | 'claim_turn'> & {
    remittance: { id: number; day: string }
    remit_claim: {
      id: number
      claim: number | null
      remittance: number
      turn: number
      status: string
      outcome: string
      charge: number
      paid: number
      payer_control: string
      forwarded_to: string
      reverses: number | null
    }
    remit_line: {
      id: number
      remit_claim: number
      n: number
      code: string
      modifiers: string
      paid: number
      units: number | null
      line: number | null
    }
    remit_adjustment: { id: number; remit_claim: number; remit_line: number | null; group_code: string; reason: string; cents: number }
    remit_remark: { remit_claim: number; n: number; remit_line: number | null; code: string }
  }
>()

const turns = prepared((claim: number) => from.selectFrom('claim_turn').selectAll().where('claim', '=', claim).orderBy('turn'))
/** The turns of a claim that are over, the first payer first. */
export const turnsOf = (db: Reading, claim: number): TurnRow[] => db.all(turns(claim))

export function addTurn(db: Writing, turn: TurnRow): void {
  db.insertRows('claim_turn', [turn])
}
export function removeTurn(db: Writing, claim: number, turn: number): void {
  db.run(from.deleteFrom('claim_turn').where('claim', '=', claim).where('turn', '=', turn))
}

/** Group and reason (CAS), with the amount that was not paid for it. */
export type Adjusted = { readonly group: string; readonly reason: string; readonly cents: Cents }
/** What a payer decided on one of our lines. */
export type LineDecided = {
  readonly line: number
  readonly code: string
  readonly modifiers: readonly string[]
  /** Null where the payer told none: the units billed. */
  readonly units: number | null
  readonly paid: Cents
  readonly adjusted: readonly Adjusted[]
}
/** A decision of a payer that stands: posted, and not taken back. */
export type Decided = {
  readonly turn: number
  readonly day: Day
  readonly paid: Cents
  /** CLP07. */
  readonly payerControl: string
  /** The payer sent the claim on itself (CLP02 19 to 21, or a remark that says so). */
  readonly isForwarded: boolean
  readonly forwardedTo: string
  readonly remarks: readonly string[]
  /** Of the claim as a whole. */
  readonly adjusted: readonly Adjusted[]
  readonly lines: readonly LineDecided[]
}

const standing = prepared((claim: number) =>
  from
    .selectFrom('remit_claim')
    .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
    .select(['remit_claim.id', 'remit_claim.turn', 'remit_claim.status', 'remit_claim.paid', 'remit_claim.payer_control as payerControl'])
    .select(['remit_claim.forwarded_to as forwardedTo', 'remittance.day'])
    .where('remit_claim.claim', '=', claim)
    .where('remit_claim.outcome', '=', 'posted')
    .where('remit_claim.status', '<>', '22')
    .where(sql<boolean>`not exists (select 1 from remit_claim later where later.reverses = remit_claim.id)`)
    .orderBy('remit_claim.id'),
)
const lines = prepared((id: number) => from.selectFrom('remit_line').selectAll().where('remit_claim', '=', id).orderBy('n'))
const adjustments = prepared((id: number) => from.selectFrom('remit_adjustment').selectAll().where('remit_claim', '=', id).orderBy('id'))
const remarks = prepared((id: number) => from.selectFrom('remit_remark').selectAll().where('remit_claim', '=', id).orderBy('n'))

/** CLP02: processed and sent on to the next payer. */
const FORWARDED: readonly string[] = ['19', '20', '21']
/** Remarks that say the same: sent on to a supplemental insurer, to Medicaid, to several (RARC MA18, MA07, N89). */
const SENT_ON: readonly string[] = ['MA18', 'MA07', 'N89']

/** The decisions on a claim that stand, the oldest first. A payer that splits a claim makes several. */
export function decisionsOn(db: Reading, claim: number): Decided[] {
  return db.all(standing(claim)).map((row) => {
    const adjusted = db.all(adjustments(row.id))
    const own = (line: number | null): Adjusted[] =>
      adjusted
        .filter((one) => one.remit_line === line)
        .map((one) => ({ group: one.group_code, reason: one.reason, cents: cents(one.cents) }))
    const told = db.all(remarks(row.id))
    return {
      turn: row.turn,
      day: row.day as Day,
      paid: cents(row.paid),
      payerControl: row.payerControl,
      isForwarded: FORWARDED.includes(row.status) || told.some(({ code }) => SENT_ON.includes(code)),
      forwardedTo: row.forwardedTo,
      remarks: told.filter((one) => one.remit_line === null).map(({ code }) => code),
      adjusted: own(null),
      lines: db
        .all(lines(row.id))
        .flatMap(({ id, line, code, modifiers, units, paid }) =>
          line === null
            ? []
            : [{ line, code, modifiers: modifiers.split(' ').filter(Boolean), units, paid: cents(paid), adjusted: own(id) }],
        ),
    }
  })
}

const hangsOn = prepared((claim: number) => from.selectFrom('claim').select(['coverage', 'provider']).where('id', '=', claim))
/** What the rates of a claim's first payer hang on beside its lines: the coverage it was billed under first, and the rendering clinician. */
export function firstTerms(db: Reading, claim: number): { readonly coverage: number | undefined; readonly provider: number | null } {
  const row = db.first(hangsOn(claim))
  return { coverage: turnsOf(db, claim)[0]?.coverage ?? row?.coverage, provider: row?.provider ?? null }
}

/** The payer a claim was billed to first. */
export const firstPayer = (db: Reading, claim: { readonly id: number; readonly payer: number }): number =>
  turnsOf(db, claim.id)[0]?.payer ?? claim.payer
