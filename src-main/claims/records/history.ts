import type { Reading, Writing } from '../../store/index.ts'
import { from, type EventRow } from './tables.ts'

/* What happened to a claim, and what the files and the rooms downstream say of it: the panel of a claim. */

export function addEventRow(db: Writing, event: Omit<EventRow, 'id'>): void {
  db.insertRows('claim_event', [event])
}

/** The newest 200 events of a claim, newest first. */
export const eventsOf = (db: Reading, claim: number): EventRow[] =>
  db.all(from.selectFrom('claim_event').selectAll().where('claim', '=', claim).orderBy('id', 'desc').limit(200))

/** Where the newest answer stands that is about a claim: TA1, 999, 277CA. */
export const lastAnswer = (db: Reading, claim: number) =>
  db.first(
    from
      .selectFrom('claim_event')
      .innerJoin('file', 'file.id', 'claim_event.file')
      .select(['claim_event.file', 'claim_event.segment', 'claim_event.day', 'file.kind'])
      .where('claim_event.claim', '=', claim)
      .where('claim_event.segment', 'is not', null)
      .where('file.direction', '=', 'in')
      .where('file.kind', '<>', '837P')
      .orderBy('claim_event.id', 'desc')
      .limit(1),
  )

/** Where the newest claim payment of a claim stands. */
export const lastPayment = (db: Reading, claim: number) =>
  db.first(
    from
      .selectFrom('remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .select(['remittance.file', 'remittance.day', 'remit_claim.from_segment', 'remit_claim.to_segment'])
      .where('remit_claim.claim', '=', claim)
      .orderBy('remit_claim.id', 'desc')
      .limit(1),
  )

/** What each line of a claim is owed, paid and written off. */
export const lineSumsOf = (db: Reading, claim: number) => db.all(from.selectFrom('line_sum').selectAll().where('claim', '=', claim))

/** The open denial of a claim whose limit runs out first. */
export const openDenialOf = (db: Reading, claim: number): { id: number; due: string } | undefined =>
  db.first(
    from.selectFrom('denial').select(['id', 'due']).where('claim', '=', claim).where('status', '<>', 'closed').orderBy('due').limit(1),
  )

export const newestAppealOf = (db: Reading, claim: number): number | undefined =>
  db.first(from.selectFrom('appeal').select('id').where('claim', '=', claim).orderBy('id', 'desc').limit(1))?.id
