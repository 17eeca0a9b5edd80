import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { noteDisclosure } from '../../access/index.ts'
import { refuse, type CommandWork, type Reading } from '../../store/index.ts'
import { settle } from '../counting.ts'
import { authorizationById, changeAuthorization, sumsKept } from '../records/ledger.ts'
import { keepWithdrawal, reviewsOf } from '../records/reviews.ts'
import type { AuthorizationRow, ReviewRow } from '../records/tables.ts'
import { keptRequest, requestingOf } from './asking.ts'
import type { Decision } from './decision.ts'
import { verdictOn } from './leaving.ts'
import type { WithdrawalOutcome } from './said.ts'

/* A request that is taken back (UM02 3, BHT02 01). Source: 005010X217; 278 of the reference. */

/** What was decided against, turned down or cancelled by the payer is over already. */
const OPEN: readonly ReviewRow['outcome'][] = ['asked', 'certified', 'modified', 'pended', 'contact']
const isUsed = (db: Reading, row: AuthorizationRow): boolean => {
  const { used, confirmed } = sumsKept(db, row.id)
  return row.earlier + used + confirmed > 0
}

/** Whether a request can be taken back: sent, not yet used, not over. @param review the newest of the authorization */
export const mayWithdraw = (db: Reading, row: AuthorizationRow, review: ReviewRow): boolean =>
  (row.status === 'requested' || row.status === 'approved') &&
  review.withdrawn_at === null &&
  OPEN.includes(review.outcome) &&
  !isUsed(db, row)

/**
 * Writes to the payer that a request is taken back, and lets go what is booked against it. There is no way back: the payer may have acted on it.
 * @throws Trouble `record.missing`, `record.changed`, `authorization.used`, `authorization.decided`, `consent.none`, `authorization.unasked`
 */
export function withdrawRequest(
  work: CommandWork,
  { authorization, review: place }: Argument<'authorizations.cancel'>,
): Output<'authorizations.cancel'> {
  const { db, clock, user } = work
  const row = authorizationById(db, authorization) ?? refuse('record.missing')
  const reviews = reviewsOf(db, row.id)
  const [review] = reviews
  if (!review || reviews.length !== place || review.withdrawn_at !== null) return refuse('record.changed')
  if (isUsed(db, row))
    refuse('authorization.used', { fix: 'Sessions are charged against it. Correct its last day instead, and tell the payer.' })
  if (!mayWithdraw(db, row, review)) refuse('authorization.decided', { fix: 'There is nothing left to take back.' })
  const verdict = verdictOn(db, row, clock.today())
  if (!verdict.allowed)
    refuse('consent.none', { fix: `It is about care of a substance-use program. ${verdict.why} Put a consent on file at the patient.` })
  const of = {
    ...requestingOf(work, row, review.urgent === 1),
    certification: '3' as const,
    previous: row.number,
    administrative: row.number === '' ? (review.reference_said ?? '') : '',
  }
  const { file, name } = keptRequest(work, of, `A request for an authorization taken back from ${of.payer.name}`)
  keepWithdrawal(db, review.id, {
    withdrawn_at: clock.now(),
    withdrawn_by: user.id,
    withdrawal: file,
    withdrawal_reference: of.reference,
    withdrawal_outcome: 'asked',
    again: null,
  })
  changeAuthorization(db, row.id, { status: 'voided' })
  noteDisclosure(work, verdict, {
    patient: row.patient,
    recipient: of.payer.name,
    what: `Request for an authorization taken back, ${shownDay(review.starts as Day)} to ${shownDay(review.ends as Day)}`,
    purpose: 'payment',
    source: `278 ${of.reference}`,
  })
  work.happened({ is: 'authorizations-changed', patient: row.patient })
  settle(work, row.patient, 'authorizations-changed')
  work.announce('authorizations', [row.id])
  work.announce('files')
  return { file, name, payer: of.payer.name }
}

const MADE_OF_IT: Readonly<Record<Decision['outcome'], WithdrawalOutcome>> = {
  cancelled: 'cancelled',
  certified: 'cancelled',
  'not-needed': 'cancelled',
  pended: 'open',
  contact: 'open',
  modified: 'refused',
  denied: 'refused',
  rejected: 'refused',
}
/** Keeps the payer's answer to a request that was taken back; what it had decided before stays. */
export function keepWithdrawalAnswer(work: CommandWork, review: ReviewRow, decision: Decision, file: number): void {
  keepWithdrawal(work.db, review.id, {
    withdrawal_outcome: MADE_OF_IT[decision.outcome],
    withdrawal_answer: file,
    withdrawal_words: [...decision.words, decision.contact].filter(Boolean).join('\n'),
    again: null,
  })
}
