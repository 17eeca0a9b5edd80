import { sql, type Expression } from 'kysely'
import { instantAt, type Day } from '../../../src-shared/day.ts'
import { dayOf, prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'
import type { Missing } from '../silence/rules.ts'

/* What the past says of how long each payer takes, and which claims wait. */

/** From one day to another, by payer; how often. */
export type Span = { readonly payer: number; readonly start: Day; readonly stop: Day; readonly n: number }

/** Batches and their first answer. */
export const answerSpans = (db: Reading, since: Day): Span[] =>
  db.all(
    from
      .selectFrom('batch')
      .select([
        sql<number>`payer`.as('payer'),
        dayOf('created_at').as('start'),
        dayOf('answered_at').as('stop'),
        sql<number>`count(*)`.as('n'),
      ])
      .where('payer', 'is not', null)
      .where('answered_at', 'is not', null)
      .where('created_at', '>=', instantAt(since))
      .groupBy(['payer', 'start', 'stop']),
  )

/** Submissions and the first report of the clearinghouse on each. */
export const passageSpans = (db: Reading, since: Day): Span[] =>
  db.all(
    from
      .selectFrom(
        from
          .selectFrom('claim_answer')
          .innerJoin('submission', 'submission.id', 'claim_answer.submission')
          .innerJoin('claim', 'claim.id', 'claim_answer.claim')
          .select(['claim.payer', 'submission.at as left', sql<string>`min(claim_answer.at)`.as('came')])
          .where('claim_answer.said_by', '=', 'clearinghouse')
          .where('submission.at', '>=', instantAt(since))
          .groupBy('submission.id')
          .as('first'),
      )
      .select(['first.payer', dayOf('first.left').as('start'), dayOf('first.came').as('stop'), sql<number>`count(*)`.as('n')])
      .groupBy(['first.payer', 'start', 'stop']),
  )

/** Submissions and the payer’s acceptance. */
export const acceptanceSpans = (db: Reading, since: Day): Span[] =>
  db.all(
    from
      .selectFrom('claim_answer')
      .innerJoin('submission', 'submission.id', 'claim_answer.submission')
      .innerJoin('claim', 'claim.id', 'claim_answer.claim')
      .select(['claim.payer', dayOf('submission.at').as('start'), dayOf('claim_answer.at').as('stop'), sql<number>`count(*)`.as('n')])
      .where('claim_answer.verdict', '=', 'accepted')
      .where('submission.at', '>=', instantAt(since))
      .groupBy(['claim.payer', 'start', 'stop']),
  )

/** Claims as they last left, in files or on paper, and the remittance that decided them. */
export const remittanceSpans = (db: Reading, since: Day, way: 'file' | 'paper'): Span[] =>
  db.all(
    from
      .selectFrom('remittance')
      .innerJoin('remit_claim', 'remit_claim.remittance', 'remittance.id')
      .innerJoin('claim', 'claim.id', 'remit_claim.claim')
      .select(['claim.payer', dayOf('claim.sent_at').as('start'), sql<Day>`remittance.day`.as('stop'), sql<number>`count(*)`.as('n')])
      .where('remittance.day', '>=', since)
      .where('claim.sent_at', 'is not', null)
      // A claim that left on paper is in no batch.
      .where('claim.batch', way === 'paper' ? 'is' : 'is not', null)
      .groupBy(['claim.payer', 'start', 'stop']),
  )

/** A payment of a claim, in the turn it is in, that was read and is not posted. */
export const isRemitted = (claim: Expression<number>, turn: Expression<number>) =>
  from
    .selectFrom('remit_claim')
    .select('remit_claim.remittance')
    .where('remit_claim.claim', '=', claim)
    .where('remit_claim.turn', '=', turn)
    .where('remit_claim.outcome', '<>', 'posted')
    .where('remit_claim.status', '<>', '22')

const unposted = prepared((claim: number) =>
  from
    .selectFrom('remittance')
    .select(['remittance.id', 'remittance.day'])
    .where('remittance.id', 'in', (e) =>
      isRemitted(e.val(claim), e.selectFrom('claim').select('claim.turn').where('claim.id', '=', claim).$asScalar()),
    )
    .orderBy('remittance.id'),
)
/** The first remittance that names a claim, in the turn it is in, and is not posted for it. */
export const unpostedRemittance = (db: Reading, claim: number): { id: number; day: string } | undefined => db.first(unposted(claim))

/** Silent claims that a remittance names, not taking them back, in the turn they are in. */
export const silentIn = (db: Reading, remittance: number): { id: number }[] =>
  db.all(
    from
      .selectFrom('remit_claim')
      .innerJoin('claim', 'claim.id', 'remit_claim.claim')
      .select('claim.id')
      .distinct()
      .where('remit_claim.remittance', '=', remittance)
      .where('remit_claim.status', '<>', '22')
      .where('claim.status', '=', 'silent')
      .whereRef('remit_claim.turn', '=', 'claim.turn'),
  )

/** Claims of ours that wait in some statuses, with the day they left, and whether clearinghouse or payer said a thing on each since. */
export const waitingIn = (
  db: Reading,
  statuses: readonly string[],
  way: 'file' | 'paper',
): { id: number; payer: number; kind: string; sent: Day; isReported: boolean }[] =>
  db
    .all(
      from
        .selectFrom('claim')
        .innerJoin('payer', 'payer.id', 'claim.payer')
        .select(['claim.id', 'claim.payer', 'payer.kind', dayOf('claim.sent_at').as('sent')])
        .select((e) =>
          e
            .exists(
              e
                .selectFrom('claim_answer')
                .select('claim_answer.id')
                .whereRef('claim_answer.claim', '=', 'claim.id')
                .where('claim_answer.said_by', 'is not', null)
                .whereRef('claim_answer.at', '>=', 'claim.sent_at'),
            )
            .as('reported'),
        )
        .where('claim.status', 'in', statuses)
        .where('claim.origin', '=', 'charge')
        .where('claim.sent_at', 'is not', null)
        .where('claim.batch', way === 'paper' ? 'is' : 'is not', null)
        .where((e) => e.not(e.exists(isRemitted(e.ref('claim.id'), e.ref('claim.turn')))))
        // What was told of a claim says itself when it is work again.
        .where((e) => e.not(e.exists(e.selectFrom('claim_told').select('claim_told.claim').whereRef('claim_told.claim', '=', 'claim.id'))))
        .orderBy('claim.id'),
    )
    .map(({ reported, ...row }) => ({ ...row, isReported: Boolean(reported) }))

export type SilenceRow = { claim: number; missing: Missing; since: string; days: number; learned: number; at: string }

export function addSilence(db: Writing, row: SilenceRow): void {
  db.insertRows('claim_silence', [row])
}

const ofClaim = prepared((claim: number) => from.selectFrom('claim_silence').selectAll().where('claim', '=', claim))
/** What is missing on a claim. */
export const silenceOf = (db: Reading, claim: number): SilenceRow | undefined => db.first(ofClaim(claim))
