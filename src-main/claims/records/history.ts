import { sql } from 'kysely'
import type { Reading, Writing } from '../../store/index.ts'
import { from, type EventRow } from './tables.ts'

/* What happened to a claim, and what the files and the rooms downstream say of it: the panel of a claim. */

export function addEventRow(db: Writing, event: Omit<EventRow, 'id'>): void {
  db.insertRows('claim_event', [event])
}

/** The newest 200 events of a claim with who did each, newest first. */
export const eventsOf = (db: Reading, claim: number): (EventRow & { readonly who: string | null })[] =>
  db.all(
    from
      .selectFrom('claim_event')
      .leftJoin('person', 'person.id', 'claim_event.user')
      .selectAll('claim_event')
      .select('person.name as who')
      .where('claim', '=', claim)
      .orderBy('claim_event.id', 'desc')
      .limit(200),
  )

/** The files that tell of a claim, newest first, each where it first names the claim. */
export function documentRows(db: Reading, claim: number) {
  const told = from.selectFrom('claim_event').select(['file', 'segment']).where('claim', '=', claim).where('file', 'is not', null)
  // Our own files count segments from ST; ISA and GS stand before it.
  const left = from
    .selectFrom('submission')
    .select(['file', sql<number | null>`from_segment + iif(batch is null, 0, 2)`.as('segment')])
    .where('claim', '=', claim)
    .where('file', 'is not', null)
  const paid = from
    .selectFrom('remit_claim')
    .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
    .select(['remittance.file', 'remit_claim.from_segment as segment'])
    .where('remit_claim.claim', '=', claim)
  return db.all(
    from
      .selectFrom('file')
      .innerJoin(told.unionAll(left).unionAll(paid).as('named'), 'named.file', 'file.id')
      .select((e) => ['file.id as file', 'file.direction', 'file.name', 'file.kind', 'file.at', e.fn.min('named.segment').as('segment')])
      .groupBy('file.id')
      .orderBy('file.id', 'desc')
      .limit(50),
  )
}

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
      .where('file.kind', 'not in', ['837P', 'text report'])
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
