import type { Output } from '../../../src-shared/contract/index.ts'
import type { SegmentLine } from '../../../src-shared/contract/fields.ts'
import type { Day } from '../../../src-shared/day.ts'
import { fileBytes, keptFile, type Reading } from '../../store/index.ts'
import { explain, lineOf } from '../../x12/index.ts'
import { callsOf, reviewsOf } from '../records/reviews.ts'
import type { AuthorizationRow, ReviewRow } from '../records/tables.ts'
import { filledBy } from './accepting.ts'
import { reasonOf } from './reasons.ts'
import { usualDays } from './waiting.ts'
import { mayWithdraw } from './withdrawing.ts'

type Shown = Output<'authorizations.get'>['reviews'][number]

/** The segments in which a request or a decision says what matters; names and addresses are left to the file. */
const TELLING = /^(TRN|UM|HCR|REF|DTP|HI|HSD|SV1|SV2|AAA|MSG|PER|NM1\*(SJ|L5))\b/

/** What was asked of the payer for an authorization and what it decided, the newest first, as data and as the segments that say so. */
export const reviewsShown = (db: Reading, row: AuthorizationRow): Shown[] =>
  reviewsOf(db, row.id).map((review, at, { length }): Shown => {
    const becomes = filledBy(review, row)
    return {
      // Told by its place: numbers across patients would say how many there are.
      id: length - at,
      isNewest: at === 0,
      certification: review.certification,
      askedAt: review.asked_at,
      asked: { starts: review.starts as Day, ends: review.ends as Day, unit: review.unit, amount: review.amount },
      outcome: review.outcome,
      answeredAt: review.answered_at,
      said: {
        number: review.number,
        reference: review.reference_said,
        starts: review.starts_said as Day | null,
        ends: review.ends_said as Day | null,
        unit: review.unit_said,
        amount: review.amount_said,
      },
      becomes: becomes
        ? {
            status: becomes.status as 'approved' | 'denied',
            number: becomes.number ?? '',
            starts: becomes.starts as Day,
            ends: becomes.ends as Day,
            unit: becomes.unit,
            amount: becomes.amount,
          }
        : null,
      reasons: review.reasons.split(' ').filter(Boolean).map(reasonOf),
      words: review.words.split('\n').filter(Boolean),
      contact: review.contact,
      settledAt: review.settled_at,
      isUrgent: review.urgent === 1,
      usualDays: usualDays(review.urgent === 1),
      again: review.again as Day | null,
      calls: callsOf(db, review.id).map(({ way, told_by, reference, said, note, again, at: when, name }) => ({
        way,
        by: told_by,
        reference,
        said,
        note,
        again: again as Day | null,
        at: when,
        who: name,
      })),
      mayCancel: at === 0 && mayWithdraw(db, row, review),
      cancelled:
        review.withdrawn_at === null || review.withdrawal_outcome === null
          ? null
          : { at: review.withdrawn_at, outcome: review.withdrawal_outcome, words: review.withdrawal_words.split('\n').filter(Boolean) },
      segments: segmentsOf(db, review),
      documents: documentsOf(db, review),
    }
  })

/** Of the decision once there is one, else of the request. */
function segmentsOf(db: Reading, review: ReviewRow): SegmentLine[] {
  const bytes = fileBytes(db, review.answer ?? review.request)
  if (!bytes) return []
  const from = review.answer === null ? undefined : (review.first_segment ?? undefined)
  const to = review.answer === null ? undefined : (review.last_segment ?? undefined)
  const lines = explain(bytes, from, to)
  // What stands above the event of a request is who asks for whom.
  const first = review.answer === null ? lines.findIndex(({ raw }) => raw.startsWith('TRN')) : 0
  return lines
    .slice(Math.max(first, 0))
    .filter(({ raw }) => TELLING.test(raw))
    .map(lineOf)
}

const documentsOf = (db: Reading, { answer, request, first_segment, withdrawal, withdrawal_answer }: ReviewRow): Shown['documents'] =>
  [withdrawal_answer, withdrawal, answer, request].flatMap((id) => {
    const file = id === null ? undefined : keptFile(db, id)
    if (!file) return []
    const { direction, name, kind, at } = file
    return [{ file: file.id, direction, name, kind, at, segment: id === answer ? first_segment : null }]
  })
