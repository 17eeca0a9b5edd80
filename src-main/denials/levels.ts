import { addDays, addMonths, type Day } from '../../src-shared/day.ts'

/*
 * The levels on which a payer's decision can be appealed, and their calendars. Sources: 42 CFR 405.942, 405.962, 405.1014, 405.1102, 405.1136 (Medicare);
 * 42 CFR 422.582, 422.590, 422.596, 422.602 (Medicare Advantage); 42 CFR 438.402, 438.408 (Medicaid managed care); 29 CFR 2560.503-1 and 45 CFR 147.136
 * (group and individual plans, external review within four months).
 */

/** How long one may appeal to a level, and how long whoever decides on it has. */
type Calendar = {
  readonly name: string
  readonly appeal: 'payers' | { readonly days: number } | { readonly months: number }
  readonly answer: number
}

const HEARING: readonly Calendar[] = [
  { name: 'Hearing by a judge', appeal: { days: 60 }, answer: 90 },
  { name: 'Medicare Appeals Council', appeal: { days: 60 }, answer: 90 },
  { name: 'Federal court', appeal: { days: 60 }, answer: 90 },
]
const PLAN: readonly Calendar[] = [
  { name: 'First level', appeal: 'payers', answer: 60 },
  { name: 'Second level', appeal: 'payers', answer: 60 },
  { name: 'External review', appeal: { months: 4 }, answer: 45 },
]
const LEVELS: Readonly<Record<string, readonly Calendar[]>> = {
  medicare: [
    { name: 'Redetermination', appeal: 'payers', answer: 60 },
    { name: 'Reconsideration', appeal: { days: 180 }, answer: 60 },
    ...HEARING,
  ],
  'medicare-advantage': [
    { name: 'Plan reconsideration', appeal: 'payers', answer: 60 },
    { name: 'Independent review entity', appeal: { days: 60 }, answer: 60 },
    ...HEARING,
  ],
  medicaid: [
    { name: 'Plan appeal', appeal: 'payers', answer: 30 },
    { name: 'State fair hearing', appeal: { days: 120 }, answer: 90 },
  ],
}
const levelsOf = (kind: string): readonly Calendar[] => LEVELS[kind] ?? PLAN

/** What a payer's level is called; undefined for one that it does not have. @param level from 1 */
export const levelName = (kind: string, level: number): string | undefined => levelsOf(kind)[level - 1]?.name

/**
 * The last day to appeal to a level, counted from the decision without days for the mail: a day too early does no harm. To the first level, and to a
 * second of the plan's own, as many days as the payer gives.
 */
export function appealBy(payer: { readonly kind: string; readonly appeal_days: number }, level: number, decidedOn: Day): Day {
  const appeal = levelsOf(payer.kind)[level - 1]?.appeal ?? 'payers'
  if (appeal === 'payers') return addDays(decidedOn, payer.appeal_days)
  return 'days' in appeal ? addDays(decidedOn, appeal.days) : addMonths(decidedOn, appeal.months)
}

/** The day by which a level must be decided once the appeal was sent. */
export const answerDue = (payer: { readonly kind: string }, level: number, sentOn: Day): Day =>
  addDays(sentOn, levelsOf(payer.kind)[level - 1]?.answer ?? 60)
