import { addMonths, daysBetween, type Day } from '../../src-shared/day.ts'
import type { Reading } from '../store/index.ts'
import { answersFor, sourcesOf, type InquiryRow, type Place } from './records.ts'

/** The answer that speaks of a session, and the place of each figure. */
export type Stated = { readonly answer: InquiryRow; readonly sources: ReadonlyMap<string, Place> }

/** An answer older than this says too little of what is left. */
const MOST_DAYS = 45

/**
 * The newest answer of a payer about a patient that holds for a day: the session's own before another of the same plan year, no older than forty-five days.
 * Accumulators begin anew with the year, so an answer about another year says nothing.
 */
export function statedFor(
  db: Reading,
  asked: { readonly patient: number; readonly payer: number; readonly day: Day; readonly appointment: number | null },
): Stated | undefined {
  const answers = answersFor(db, asked).filter(
    (one) =>
      planYearOf(one.day as Day, one.plan_begins) === planYearOf(asked.day, one.plan_begins) &&
      Math.abs(daysBetween(one.day as Day, asked.day)) <= MOST_DAYS,
  )
  const answer = answers.find((one) => asked.appointment !== null && one.appointment === asked.appointment) ?? answers[0]
  return answer && { answer, sources: sourcesOf(db, answer.id) }
}

/** The plan year a day is in, by the calendar year it begins in: it turns on the day of the year on which the plan began, else with the calendar. */
function planYearOf(on: Day, begins: string | null): string {
  const turns = begins?.slice(5) ?? '01-01'
  return on.slice(5) >= turns ? on.slice(0, 4) : addMonths(on, -12).slice(0, 4)
}
