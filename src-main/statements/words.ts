import { shownDay, type Day } from '../../src-shared/day.ts'
import { sentenceMoney } from '../../src-shared/money.ts'
import { planStanding, type Every } from '../../src-shared/payment-plan.ts'
import type { OpenPlan } from './records/plans.ts'
import type { NotNow } from './rules.ts'

/** Why patients get no statement, for many at once. */
export const NOT_WORDS: Readonly<Record<NotNow, string>> = {
  held: 'Statements are held for the patient',
  unexplained: 'The balance cannot be told from its postings yet',
  medicaid: 'Medicaid covers the patient',
  'next-payer': 'The next payer has still to decide',
  nothing: 'Nothing is due now',
  credit: 'Credit covers what is due',
  plan: 'The patient keeps a plan, and no part is due yet',
  small: 'Less than the smallest statement is due',
  recent: 'The last statement is too recent',
}

const EVERY_WORDS: Readonly<Record<Every, string>> = { week: 'each week', 'two-weeks': 'every two weeks', month: 'each month' }

/** What a statement says of a plan; empty where there is none, or all of it is paid. */
export function planWords(plan: OpenPlan | undefined, today: Day): string {
  if (!plan || plan.received >= plan.total) return ''
  const { paid, missed, next } = planStanding(plan, plan.received, today)
  return [
    `We agreed that you pay ${sentenceMoney(plan.total)} in parts: ${sentenceMoney(plan.part)} ${EVERY_WORDS[plan.every]}, from ${shownDay(plan.first)} on.`,
    `${sentenceMoney(paid)} of it is paid.`,
    missed > 0 ? `${sentenceMoney(missed)} of parts that were due has not come yet.` : '',
    next ? `The next part, ${sentenceMoney(next.cents)}, is due on ${shownDay(next.day)}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
