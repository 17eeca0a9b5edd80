import { addDays, shownDay, weekday, workdaysBetween, type Day } from '../../src-shared/day.ts'
import { sentenceMoney, subtract, type Cents } from '../../src-shared/money.ts'

/* What ranks the desk, and what is expected of payers: no store, no clock. */

/** Rows of a line that are alike: how many, their money, the share of it that is likely to come, and the day it hangs on. */
export type Bucket = {
  readonly items: number
  readonly cents: Cents
  /** 0 to 1. */
  readonly chance: number
  readonly due: Day | null
  /** Past a limit the money is lost; past any other day it is late. */
  readonly isLimit: boolean
}

/** What a row counts besides its money, so that what has none has a place too, in cents. */
const EACH = 100
/** Without a day of its own a row stands as if it had a month, in business days. */
const NO_DAY = 20
/** Late money weighs a quarter of lost money. */
const LATE = 0.25

/** The next day the practice works: Monday after a Friday. */
export function nextWorkday(today: Day): Day {
  const next = addDays(today, 1)
  return weekday(next) === 6 ? addDays(next, 2) : weekday(next) === 0 ? addDays(next, 1) : next
}

/** The Friday money is foretold for: the one three days ahead or more. */
export const forecastDay = (today: Day): Day => addDays(today, 3 + ((5 - weekday(addDays(today, 3)) + 7) % 7))

/** One for today or a day that has passed, less the farther it is. */
const nearness = (today: Day, due: Day | null, isLimit: boolean): number =>
  (isLimit ? 1 : LATE) / (1 + (due === null ? NO_DAY : workdaysBetween(today, due)))

/** Money at stake × the chance of getting it × how near its day is. More of one, all else alike, never weighs less. */
export const weightOf = (today: Day, { items, cents, chance, due, isLimit }: Bucket): number =>
  (cents * chance + items * EACH) * nearness(today, due, isLimit)

/** The weight of a line is that of its rows. */
export const lineWeight = (today: Day, buckets: readonly Bucket[]): number =>
  buckets.reduce((all, bucket) => all + weightOf(today, bucket), 0)

/** The heaviest first; what weighs alike stands by name, so that the order never depends on chance. */
export const byWeight = (one: { weight: number; id: string }, other: { weight: number; id: string }): number =>
  other.weight - one.weight || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

/** How often something went well. */
export type Tally = { readonly n: number; readonly good: number }

/** So many cases of the wider group stand beside one's own. */
const PRIOR = 4
/** Where nothing is known, one half. */
const UNKNOWN = 0.5

/**
 * The chance by one's own cases, drawn to that of a wider group as four of its cases would draw it: a single win is not a certainty.
 * @param wider the chance in the wider group, when it has cases
 */
export const chanceOf = ({ n, good }: Tally, wider: number = UNKNOWN): number => (good + PRIOR * wider) / (n + PRIOR)

export const addTallies = (tallies: Iterable<Tally>): Tally =>
  [...tallies].reduce((all, one) => ({ n: all.n + one.n, good: all.good + one.good }), { n: 0, good: 0 })

/** What a line or a row was when it was put off, and what it is now. */
type Standing = { readonly items: number; readonly cents: Cents; readonly due: Day | null }

/** Why something that was put off is back, in words; undefined while it is not. */
export function whyBack(then: Standing & { readonly until: Day }, now: Standing, today: Day): string | undefined {
  if (then.until <= today) return then.until === today ? 'It was put off until today.' : `It was put off until ${shownDay(then.until)}.`
  if (now.due !== null && (then.due === null || now.due < then.due))
    return now.items > then.items
      ? `Back early: a new one has a nearer limit, ${shownDay(now.due)}.`
      : `Back early: the limit is nearer now, ${shownDay(now.due)}.`
  const more = subtract(now.cents, then.cents)
  // A tenth more is another matter than the one that was put off.
  return more > 0 && more * 10 >= then.cents ? `Back early: ${sentenceMoney(more)} more than when it was put off.` : undefined
}

/** How many claim payments came so many days after the claim left. */
export type Lag = { readonly days: number; readonly n: number }
/** Claims that left on one day and wait. */
export type Waiting = { readonly age: number; readonly n: number; readonly cents: Cents }

/** The chance that an answer comes within so many more days, by how long answers took, when it has not come for `age` days. */
export function answeredWithin(lags: readonly Lag[], age: number, days: number): number {
  const later = lags.filter((lag) => lag.days > age)
  const all = later.reduce((sum, lag) => sum + lag.n, 0)
  return all === 0 ? 0 : later.filter((lag) => lag.days <= age + days).reduce((sum, lag) => sum + lag.n, 0) / all
}

/** What is likely to come within some days: the expected sum and its variance, claims taken as alike within a day and independent. */
export function expectation(
  waiting: readonly Waiting[],
  lags: readonly Lag[],
  days: number,
  share: number,
): { mean: number; variance: number } {
  return waiting.reduce(
    (all, { age, n, cents }) => {
      const chance = answeredWithin(lags, age, days)
      const each = n === 0 ? 0 : (cents * share) / n
      return { mean: all.mean + n * each * chance, variance: all.variance + n * each * each * chance * (1 - chance) }
    },
    { mean: 0, variance: 0 },
  )
}

/** How long most answers take: the least number of days that nine of ten were in. Undefined with fewer than five. */
export function usualDays(lags: readonly Lag[]): number | undefined {
  const all = lags.reduce((sum, lag) => sum + lag.n, 0)
  if (all < 5) return undefined
  const sorted = [...lags].sort((one, other) => one.days - other.days)
  let seen = 0
  for (const lag of sorted) {
    seen += lag.n
    if (seen * 10 >= all * 9) return lag.days
  }
  return undefined
}

/** How many claims more had to be clean for 98 of 100. */
export const cleanShort = (sent: number, clean: number): number => Math.max(0, Math.ceil(sent * 0.98) - clean)
