import { addDays, dayAt, daysBetween, type Day } from '../../../src-shared/day.ts'
import type { Outcome } from './decision.ts'

/*
 * How long a payer may take over a request before it is work here. Our default, not a payer's word: seven days, and three where the care cannot wait. These
 * are the longest that Medicare Advantage and Medicaid plans may take from 2026 on (42 CFR 422.568, 422.572, 438.210: 7 calendar days, 72 hours); plans of
 * employers may take up to 15 days (29 CFR 2560.503-1), yet a request that never arrived is found the sooner.
 */
const USUAL_DAYS = 7
const URGENT_DAYS = 3
export const usualDays = (isUrgent: boolean): number => (isUrgent ? URGENT_DAYS : USUAL_DAYS)

/** The first day on which no answer is late, of a request that leaves on a day. */
export const lateOn = (asked: Day, isUrgent: boolean): Day => addDays(asked, usualDays(isUrgent) + 1)

/** How one stands that a payer was asked for; the same as the list says in SQL. */
export type Waiting = {
  readonly state: 'requested' | 'silent' | 'pended'
  /** Days since it was asked for; null once there is an answer. */
  readonly waits: number | null
  readonly again: Day | null
}

type Asked = { readonly outcome: Outcome; readonly asked_at: string; readonly again: string | null }
/** @param review the newest request; none when the authorization was entered as asked for, and no request was written */
export function waitingOf(review: Asked | undefined, today: Day): Waiting {
  if (!review) return { state: 'requested', waits: null, again: null }
  const again = review.again as Day | null
  if (review.outcome === 'pended') return { state: 'pended', waits: null, again }
  if (review.outcome !== 'asked') return { state: 'requested', waits: null, again }
  const waits = daysBetween(dayAt(review.asked_at), today)
  return { state: again !== null && again <= today ? 'silent' : 'requested', waits, again }
}
