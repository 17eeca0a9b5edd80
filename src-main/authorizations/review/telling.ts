import type { Argument } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { noteDisclosure } from '../../access/index.ts'
import { payerById } from '../../practice/index.ts'
import { refuse, type CommandWork } from '../../store/index.ts'
import { authorizationById } from '../records/ledger.ts'
import { addCall, reviewsOf } from '../records/reviews.ts'
import { verdictOn } from './leaving.ts'

/**
 * Keeps what a payer told of the newest request of an authorization. Asking tells the payer that the patient is in care here, so that it is a disclosure as
 * the request was.
 * @throws Trouble `record.missing`, `record.changed` when it is not the newest request or was taken over, `consent.none`
 */
export function tellOfReview(
  work: CommandWork,
  { authorization, review: place, call }: Argument<'authorizations.tell'>,
): Record<string, never> {
  const { db, clock, user } = work
  const row = authorizationById(db, authorization) ?? refuse('record.missing')
  const reviews = reviewsOf(db, row.id)
  const [review] = reviews
  if (!review || reviews.length !== place || review.settled_at !== null) return refuse('record.changed')
  const verdict = verdictOn(db, row, clock.today())
  if (!verdict.allowed)
    refuse('consent.none', { fix: `It is about care of a substance-use program. ${verdict.why} Put a consent on file at the patient.` })
  const { by, ...told } = call
  addCall(db, { ...told, told_by: by, review: review.id, at: clock.now(), user: user.id, again: call.again ?? clock.today() })
  noteDisclosure(work, verdict, {
    patient: row.patient,
    recipient: payerById(db, row.payer)?.name ?? '',
    what: `Contact about a request for an authorization, ${shownDay(review.starts as Day)} to ${shownDay(review.ends as Day)}`,
    purpose: 'payment',
    source: call.reference === '' ? `278 ${review.reference}` : `Call ${call.reference}`,
  })
  work.announce('authorizations', [row.id])
  return {}
}
