import type { Argument } from '../../../src-shared/contract/index.ts'
import { refuse, type CommandWork } from '../../store/index.ts'
import { settle } from '../counting.ts'
import { authorizationById, authorizationsOf, changeAuthorization } from '../records/ledger.ts'
import { reviewsOf, settleReview } from '../records/reviews.ts'
import type { AuthorizationRow, NewAuthorization, ReviewRow } from '../records/tables.ts'
import { isGrantedOutcome } from './decision.ts'

type Filled = Pick<NewAuthorization, 'status' | 'number' | 'reference' | 'starts' | 'ends' | 'unit' | 'amount'>

/** What an authorization becomes by a decision: what the payer stated, and what was asked for where it stated nothing. Undefined when it decided nothing. */
export function filledBy(review: ReviewRow, row: AuthorizationRow): Filled | undefined {
  const { outcome } = review
  const asked = { starts: review.starts, ends: review.ends, unit: review.unit, amount: review.amount }
  const reference = review.reference_said ?? row.reference
  if (outcome === 'denied') return { ...asked, status: 'denied', number: row.number, reference }
  if (!isGrantedOutcome(outcome)) return undefined
  return {
    status: 'approved',
    number: review.number ?? row.number,
    reference,
    ...daysSaid(review),
    ...amountSaid(review),
  }
}

/** A payer may state the first day alone, or a last one that lies before what was asked; the first never stands behind the last. */
function daysSaid({ starts, ends, starts_said, ends_said }: ReviewRow): { starts: string; ends: string } {
  const first = starts_said ?? starts
  const last = ends_said ?? ends
  return last >= first
    ? { starts: first, ends: last }
    : starts_said === null
      ? { starts: last, ends: last }
      : { starts: first, ends: first }
}

/** Units of a service (SV103 UN) are in what was asked for; where hours were, nobody knows how long such a unit is, so units they stay. */
function amountSaid({ unit, amount, unit_said, amount_said }: ReviewRow): Pick<Filled, 'unit' | 'amount'> {
  if (amount_said === null) return { unit, amount }
  return { unit: unit_said ?? (unit === 'hour' ? 'unit' : unit), amount: amount_said }
}

/**
 * Takes a decision over to its authorization, or takes that back as long as nothing was changed since.
 * @throws Trouble `record.missing`, `authorization.undecided`, `authorization.exists`, `record.changed`
 */
export function acceptReview(work: CommandWork, { authorization, review: id, undo }: Argument<'authorizations.accept'>): { id: number } {
  const { db, clock, user } = work
  const row = authorizationById(db, authorization) ?? refuse('record.missing')
  const reviews = reviewsOf(db, row.id)
  const [review] = reviews
  if (!review || reviews.length !== id) return refuse('record.changed')
  const filled = filledBy(review, row)
  if (!filled) return refuse('authorization.undecided')
  if (undo) takeBack(work, review, row, filled)
  else {
    if (row.status !== 'requested' || review.settled_at !== null) refuse('record.changed')
    refuseIfKnown(work, row, filled)
    changeAuthorization(db, row.id, filled)
    settleReview(db, review.id, { at: clock.now(), user: user.id })
  }
  work.happened({ is: 'authorizations-changed', patient: row.patient })
  settle(work, row.patient, 'authorizations-changed')
  return { id: row.id }
}

function takeBack({ db }: CommandWork, review: ReviewRow, row: AuthorizationRow, filled: Filled): void {
  const isSame = Object.entries(filled).every(([key, value]) => row[key as keyof Filled] === value)
  if (review.settled_at === null || !isSame) refuse('record.changed')
  const { starts, ends, unit, amount } = review
  const isNew = review.number !== null && filled.status === 'approved'
  changeAuthorization(db, row.id, {
    status: 'requested',
    starts,
    ends,
    unit,
    amount,
    ...(isNew && { number: '' }),
    ...(review.reference_said !== null && { reference: '' }),
  })
  settleReview(db, review.id, null)
}

/** A payer that goes on under a number it gave before has changed that one, and only a person knows whether it said how many more or how many in all. */
function refuseIfKnown({ db }: CommandWork, row: AuthorizationRow, { number }: Filled): void {
  const same = authorizationsOf(db, row.patient).some(
    (one) => one.id !== row.id && one.number === number && number !== '' && one.payer === row.payer && one.status !== 'voided',
  )
  if (same)
    refuse('authorization.exists', {
      fix: 'The payer goes on under a number it gave before. Edit that one: its last day, and how many in all. Then mark this one a mistake.',
    })
}
