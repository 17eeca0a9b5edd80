import { cents, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { from, type Account } from './records.ts'

/** What is billed, still owed by whom, paid and written off on a claim. */
export type ClaimSums = {
  readonly charge: Cents
  readonly payer: Cents
  readonly patient: Cents
  readonly payment: Cents
  readonly adjustment: Cents
}

export function claimSums(db: Reading, claim: number): ClaimSums {
  const row = db.first(from.selectFrom('claim_sum').selectAll().where('claim', '=', claim))
  if (!row) return { charge: NO_MONEY, payer: NO_MONEY, patient: NO_MONEY, payment: NO_MONEY, adjustment: NO_MONEY }
  return {
    charge: cents(row.charge),
    payer: cents(row.payer),
    patient: cents(row.patient),
    payment: cents(row.payment),
    adjustment: cents(row.adjustment),
  }
}

export type PostingRow = {
  readonly entry: number
  readonly n: number
  readonly kind: string
  readonly day: string
  readonly account: Account
  readonly line: number | null
  readonly cents: number
  readonly group: string | null
  readonly reason: string | null
  readonly file: number | null
  readonly segment: number | null
  readonly reverses: number | null
  /** What kind the entry is that this one takes back. */
  readonly undoes: string | null
}

/** Every posting on a claim in the order it was written. */
export function postingsOfClaim(db: Reading, claim: number): PostingRow[] {
  return db.all(
    from
      .selectFrom('posting')
      .innerJoin('entry', 'entry.id', 'posting.entry')
      .leftJoin('entry as origin', 'origin.id', 'entry.reverses')
      .select([
        'entry.id as entry',
        'posting.n',
        'entry.kind',
        'entry.day',
        'posting.account',
        'posting.line',
        'posting.cents',
        'posting.group_code as group',
        'posting.reason',
        'posting.file',
        'posting.segment',
        'entry.reverses',
        'origin.kind as undoes',
      ])
      .where('posting.claim', '=', claim)
      .orderBy('posting.entry')
      .orderBy('posting.n'),
  )
}
