import type { NO_STATEMENT } from '../../src-shared/contract/statements.ts'
import { addDays, daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { askedByPlan, planStanding, type Plan } from '../../src-shared/payment-plan.ts'
import { add, cents, NO_MONEY, sentenceMoney, subtract, sum, type Cents } from '../../src-shared/money.ts'

/*
 * Who gets a statement, and what it asks. Pure, whole cents. What may be asked at all is judged upstream (receipts): nothing of what Medicaid or QMB
 * protects, nothing that a payer or the next one has still to decide.
 */

export type NotNow = (typeof NO_STATEMENT)[number]
export type Aging = { readonly fresh: Cents; readonly month: Cents; readonly twoMonths: Cents; readonly old: Cents }
export type Terms = {
  readonly policy: string
  readonly fresh: string
  readonly month: string
  readonly twoMonths: string
  readonly old: string
  readonly least: Cents
  readonly every: number
  readonly payWithin: number
}

/** A claim with something to ask. */
export type Visit = {
  readonly due: Cents
  /** The day it became the patient's to pay. */
  readonly since: Day
  /** The sentence accounts for exactly what is asked. */
  readonly isExplained: boolean
}

export type Account = {
  readonly visits: readonly Visit[]
  /** Held for the patient: credit, and what was paid too much. */
  readonly waiting: Cents
  /** Of what is not asked: whether Medicaid protects it, whether another payer decides first. */
  readonly isProtected: boolean
  readonly isForNext: boolean
  readonly hold: string
  readonly last: Day | null
  /** What was agreed to be paid in parts, and what came in since. */
  readonly plan: Agreed | null
}

export type Agreed = { readonly of: Plan; readonly paid: Cents }

export type Decision = {
  readonly cents: Cents
  /** What is asked now: all of it, or what is due by the plan. */
  readonly now: Cents
  readonly taken: Cents
  readonly aging: Aging
  readonly not: NotNow | null
  readonly why: string
}

const AGES = ['fresh', 'month', 'twoMonths', 'old'] as const
type Age = (typeof AGES)[number]

/** How old a part is, from the day it became the patient's. */
export function ageOf(since: Day, today: Day): Age {
  const days = daysBetween(since, today)
  return days <= 30 ? 'fresh' : days <= 60 ? 'month' : days <= 90 ? 'twoMonths' : 'old'
}

/** What is asked by age: what waits for the patient is taken off the oldest first. The parts add up to what is asked. */
export function agingOf(visits: readonly Visit[], waiting: Cents, today: Day): Aging {
  let left = waiting
  const aging = { fresh: NO_MONEY, month: NO_MONEY, twoMonths: NO_MONEY, old: NO_MONEY }
  for (const { due, since } of visits.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))) {
    const off = cents(Math.min(left, due))
    left = subtract(left, off)
    const age = ageOf(since, today)
    aging[age] = add(aging[age], subtract(due, off))
  }
  return aging
}

/** The age whose words a statement says: the oldest with anything open. */
export const oldestOf = (aging: Aging): Age => AGES.findLast((age) => aging[age] > 0) ?? 'fresh'

/** Whether a patient gets a statement today, and of how much; where not, the first reason that holds. */
export function decide(of: Account, terms: Pick<Terms, 'least' | 'every' | 'payWithin'>, today: Day): Decision {
  const due = sum(of.visits.map((one) => one.due))
  const taken = cents(Math.min(of.waiting, due))
  const asked = subtract(due, taken)
  const aging = agingOf(of.visits, taken, today)
  const plan = of.plan && planStanding(of.plan.of, of.plan.paid, today)
  const now = of.plan ? askedByPlan(of.plan.of, of.plan.paid, asked, addDays(today, terms.payWithin)) : asked
  const not = (reason: NotNow, why: string): Decision => ({ cents: asked, now, taken, aging, not: reason, why })
  if (of.hold !== '') return not('held', `Held: ${of.hold}`)
  if (due === 0) {
    if (of.isProtected) return not('medicaid', 'Medicaid covers the patient; nothing may be asked.')
    if (of.isForNext) return not('next-payer', 'The next payer has still to decide on what is left.')
    return not('nothing', 'Nothing is due now.')
  }
  if (asked === 0) return not('credit', `${sentenceMoney(of.waiting)} waits for the patient and covers what is due. Apply it.`)
  if (of.visits.some((one) => !one.isExplained))
    return not('unexplained', 'What is due cannot be told from the postings alone. Look at the balance before a bill goes out.')
  if (now === 0) {
    const next = plan?.next ? ` The next, ${sentenceMoney(plan.next.cents)}, is due on ${shownDay(plan.next.day)}.` : ''
    return not('plan', `The patient pays in parts, and none is due yet.${next}`)
  }
  if (asked < terms.least) return not('small', `${sentenceMoney(asked)} is below the smallest statement, ${sentenceMoney(terms.least)}.`)
  const next = of.last === null ? null : addDays(of.last, terms.every)
  if (of.last !== null && next !== null && next > today)
    return not('recent', `The last one went on ${shownDay(of.last)}; the next may on ${shownDay(next)}.`)
  const why = [
    taken > 0 ? `${sentenceMoney(taken)} that waits is taken off.` : '',
    now < asked ? `By the plan ${sentenceMoney(now)} of ${sentenceMoney(asked)} is asked.` : '',
    plan && plan.missed > 0 ? `${sentenceMoney(plan.missed)} of earlier parts did not come.` : '',
  ]
  return { cents: asked, now, taken, aging, not: null, why: why.filter(Boolean).join(' ') }
}
