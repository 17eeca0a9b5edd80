import { addDays, addMonths, type Day } from './day.ts'
import { cents, NO_MONEY, subtract, sum, type Cents } from './money.ts'

/*
 * What a patient pays in parts. Pure: a plan is what was agreed, and what came in since. The oldest part is paid first.
 */

export const EVERY = ['week', 'two-weeks', 'month'] as const
export type Every = (typeof EVERY)[number]
/** @property total what was owed when it was agreed @property part what is paid each time; the last may be less @property first the day of the first part */
export type Plan = { readonly total: Cents; readonly part: Cents; readonly every: Every; readonly first: Day }
/** A part, its day, and how much of it is paid. */
export type PlanPart = { readonly day: Day; readonly cents: Cents; readonly paid: Cents }

/** So many parts a plan has at most: five years of months. */
export const MOST_PARTS = 60
export const partsOf = ({ total, part }: Pick<Plan, 'total' | 'part'>): number => Math.ceil(total / part)

const dayOfPart = ({ first, every }: Plan, n: number): Day =>
  every === 'month' ? addMonths(first, n) : addDays(first, n * (every === 'week' ? 7 : 14))

/** The parts of a plan with what was paid on each; they add up to the total. */
export function planParts(plan: Plan, paid: Cents): PlanPart[] {
  return Array.from({ length: partsOf(plan) }, (_, n) => {
    const before = plan.part * n
    const own = cents(Math.min(plan.part, plan.total - before))
    return { day: dayOfPart(plan, n), cents: own, paid: cents(Math.max(0, Math.min(own, paid - before))) }
  })
}

export type PlanStanding = {
  /** Paid on it, never more than its total. */
  readonly paid: Cents
  readonly left: Cents
  /** Of parts whose day is over. */
  readonly missed: Cents
  /** The first part from today on that is not paid. */
  readonly next: { readonly day: Day; readonly cents: Cents } | null
}

/** Where a plan stands. @param paid what the patient paid since it was agreed, less what was given back */
export function planStanding(plan: Plan, paid: Cents, today: Day): PlanStanding {
  const parts = planParts(plan, paid)
  const own = sum(parts.map((one) => one.paid))
  const next = parts.find((one) => one.day >= today && one.paid < one.cents)
  return {
    paid: own,
    left: subtract(plan.total, own),
    missed: openThrough(parts, addDays(today, -1)),
    next: next ? { day: next.day, cents: subtract(next.cents, next.paid) } : null,
  }
}

/**
 * What may be asked of a patient who pays in parts: the parts that are due by a day, and what came on top of what the plan covers.
 * @param owed all that is due of the patient now
 */
export function askedByPlan(plan: Plan, paid: Cents, owed: Cents, until: Day): Cents {
  const parts = planParts(plan, paid)
  const left = subtract(plan.total, sum(parts.map((one) => one.paid)))
  const beside = Math.max(NO_MONEY, owed - left)
  return cents(Math.min(owed, beside + openThrough(parts, until)))
}

const openThrough = (parts: readonly PlanPart[], until: Day): Cents =>
  sum(parts.filter((one) => one.day <= until).map((one) => subtract(one.cents, one.paid)))
