import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { isGrantedOutcome, type Decision } from '../review/decision.ts'
import { from, type NewReview, type ReviewCallRow, type ReviewRow } from './tables.ts'

/* Requests for authorizations, and what payers decided on them. */

export const addReview = (db: Writing, row: NewReview): number => db.insert(from.insertInto('review').values(row))

const byReference = prepared((reference: string) => from.selectFrom('review').selectAll().where('reference', '=', reference))
export const reviewByReference = (db: Reading, reference: string): ReviewRow | undefined => db.first(byReference(reference))

const byWithdrawal = prepared((reference: string) => from.selectFrom('review').selectAll().where('withdrawal_reference', '=', reference))
/** The request that was taken back under a reference of its own. */
export const reviewByWithdrawal = (db: Reading, reference: string): ReviewRow | undefined => db.first(byWithdrawal(reference))

const ofAuthorization = prepared((authorization: number) =>
  from.selectFrom('review').selectAll().where('authorization', '=', authorization).orderBy('id', 'desc'),
)
/** The newest first. */
export const reviewsOf = (db: Reading, authorization: number): ReviewRow[] => db.all(ofAuthorization(authorization))

type Kept = { readonly file: number; readonly at: string; readonly from: number; readonly to: number }
/** Keeps a decision in place of the one before; what a person settled of that one is open again. */
export function keepDecision(db: Writing, id: number, one: Decision, kept: Kept): void {
  db.run(
    from
      .updateTable('review')
      .set({
        outcome: one.outcome,
        answer: kept.file,
        answered_at: kept.at,
        first_segment: kept.from,
        last_segment: kept.to,
        number: one.number,
        reference_said: one.reference,
        starts_said: one.starts,
        ends_said: one.ends,
        unit_said: one.unit,
        amount_said: isGrantedOutcome(one.outcome) ? one.amount : null,
        reasons: one.reasons.join(' '),
        words: one.words.join('\n'),
        contact: one.contact,
        settled_at: null,
        settled_by: null,
        again: null,
      })
      .where('id', '=', id),
  )
}

const calls = prepared((review: number) =>
  from
    .selectFrom('review_call')
    .leftJoin('person', 'person.id', 'review_call.user')
    .selectAll('review_call')
    .select('person.name')
    .where('review', '=', review)
    .orderBy('review_call.id', 'desc'),
)
/** What the payer told of a request, the newest first. */
export const callsOf = (db: Reading, review: number): (ReviewCallRow & { name: string | null })[] => db.all(calls(review))

/** Keeps what a payer told of a request, and when it is work again. */
export function addCall(db: Writing, call: Omit<ReviewCallRow, 'id'>): void {
  db.run(from.insertInto('review_call').values(call))
  db.run(from.updateTable('review').set({ again: call.again }).where('id', '=', call.review))
}

type Withdrawal = Pick<
  ReviewRow,
  | 'withdrawn_at'
  | 'withdrawn_by'
  | 'withdrawal'
  | 'withdrawal_reference'
  | 'withdrawal_outcome'
  | 'withdrawal_answer'
  | 'withdrawal_words'
  | 'again'
>
/** Keeps that a request was taken back, or what the payer made of that. */
export function keepWithdrawal(db: Writing, id: number, withdrawal: Partial<Withdrawal>): void {
  db.run(from.updateTable('review').set(withdrawal).where('id', '=', id))
}

/** Says that a person took a decision over, or that it waits again. */
export function settleReview(db: Writing, id: number, by: { readonly at: string; readonly user: number } | null): void {
  db.run(
    from
      .updateTable('review')
      .set({ settled_at: by?.at ?? null, settled_by: by?.user ?? null })
      .where('id', '=', id),
  )
}

/** How the patient's sessions are held, the newest first: `video`, `in-person`; undefined when none is booked. */
export const lastMode = (db: Reading, patient: number): string | undefined =>
  db.first(from.selectFrom('appointment').select('mode').where('patient', '=', patient).orderBy('day', 'desc').limit(1))?.mode

/** The days and clinicians of sessions and charges of a patient in some days. */
export const servedIn = (db: Reading, patient: number, starts: string, ends: string): { day: string; provider: number }[] =>
  db.all(
    from
      .selectFrom('appointment')
      .select(['day', 'provider'])
      .where('patient', '=', patient)
      .where('day', '>=', starts)
      .where('day', '<=', ends)
      .distinct(),
  )

/** Every clinician a patient has or had. */
export const cliniciansOf = (db: Reading, patient: number): number[] =>
  db.all(from.selectFrom('appointment').select('provider').where('patient', '=', patient).distinct()).map((row) => row.provider)
