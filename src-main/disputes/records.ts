import type { Generated } from 'kysely'
import type { Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import type { ClaimTables } from '../claims/index.ts'
import { prepared, tables, type Reading, type Writing } from '../store/index.ts'

type DisputeTables = Omit<ClaimTables, 'remit_claim' | 'remit_line' | 'remittance'> & {
  dispute: { id: Generated<number>; payer: number; day: string; cents: number; file: number; at: string; by: number }
  dispute_line: { dispute: number; claim: number; line: number; remit_line: number; expected: number; allowed: number }
  // Read here; written by their own rooms.
  remittance: { id: number; trace: string; day: string }
  remit_claim: { id: number; remittance: number; turn: number; outcome: string; reverses: number | null; entry: number | null }
  remit_line: { id: number; remit_claim: number; line: number | null; allowed: number | null }
}
const from = tables<DisputeTables>()

const shorts = prepared(() =>
  from
    .selectFrom('claim')
    .innerJoin('payer', 'payer.id', 'claim.payer')
    .select(['claim.id', 'claim.payer', 'payer.name'])
    .where('claim.status', '=', 'short')
    .orderBy('payer.name')
    .orderBy('claim.first_day')
    .orderBy('claim.id'),
)
/** Claims that were paid below the contract, by payer, the oldest first. */
export const shortClaims = (db: Reading): { id: number; payer: number; name: string }[] => db.all(shorts())

export type Allowed = { readonly remitLine: number; readonly allowed: Cents; readonly trace: string; readonly decided: Day }

const decision = prepared((line: number) =>
  from
    .selectFrom('remit_line')
    .innerJoin('remit_claim', 'remit_claim.id', 'remit_line.remit_claim')
    .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
    .select(['remit_line.id', 'remit_line.allowed', 'remittance.trace', 'remittance.day'])
    .where('remit_line.line', '=', line)
    .where('remit_claim.outcome', '=', 'posted')
    .where('remit_claim.turn', '=', 1)
    .where('remit_claim.reverses', 'is', null)
    .orderBy('remit_claim.entry', 'desc')
    .limit(1),
)
/** What the remittance of the first payer that stands says was allowed for a line. */
export function allowedOn(db: Reading, line: number): Allowed | undefined {
  const row = db.first(decision(line))
  if (!row || row.allowed === null) return undefined
  return { remitLine: row.id, allowed: cents(row.allowed), trace: row.trace, decided: row.day as Day }
}

const letter = prepared((line: number, remitLine: number) =>
  from
    .selectFrom('dispute_line')
    .innerJoin('dispute', 'dispute.id', 'dispute_line.dispute')
    .select('dispute.day')
    .where('dispute_line.line', '=', line)
    .where('dispute_line.remit_line', '=', remitLine)
    .orderBy('dispute.id', 'desc')
    .limit(1),
)
/** The day of the last letter about this decision on a line. */
export const disputedOn = (db: Reading, line: number, remitLine: number): Day | null =>
  (db.first(letter(line, remitLine))?.day ?? null) as Day | null

export type NewDispute = Omit<DisputeTables['dispute'], 'id'>
export const addDispute = (db: Writing, row: NewDispute): number => db.insert(from.insertInto('dispute').values(row))
export const addDisputeLines = (db: Writing, rows: DisputeTables['dispute_line'][]): void => {
  db.insertRows('dispute_line', rows)
}
