import type { Output } from '../../src-shared/contract/index.ts'
import { ACCOUNTS, AGES, MONTH_ENTRIES, OWING } from '../../src-shared/contract/month.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { cents, negate, sum, type Cents } from '../../src-shared/money.ts'
import { monthsThrough, nextMonth, type Month } from '../../src-shared/month.ts'
import type { MonthSum } from '../ledger/index.ts'

type Got = Output<'month.get'>
export type Roll = Got['roll']

const OWED: readonly string[] = ['payer', 'patient']
const total = (sums: readonly MonthSum[]): Cents => sum(sums.map((one) => cents(one.cents)))

/**
 * How what payers and patients owe rolled forward in a month. Every entry sums to zero, so what is owed changed by the opposite of what the other
 * accounts did: the lines come to the difference of the two ends, to the cent.
 * @param sums of every month
 */
export function rollOf(sums: readonly MonthSum[], month: Month): Roll {
  const owed = sums.filter(({ account }) => OWED.includes(account))
  const own = sums.filter((one) => one.month === month)
  const opposite = (keep: (one: MonthSum) => boolean): Cents => negate(total(own.filter(keep)))
  const paid = (...kinds: readonly string[]) => opposite(({ account, what }) => account === 'payment' && kinds.includes(what))
  const changes: Roll['changes'] = {
    charges: opposite(({ account }) => account === 'charge'),
    insurance: paid('insurance'),
    takebacks: paid('takeback'),
    patient: paid('patient', 'charge', 'write-off', 'transfer'),
    refunds: paid('refund'),
    adjustments: opposite(({ account }) => account === 'adjustment'),
    credits: opposite(({ account }) => account === 'credit'),
  }
  return {
    opening: total(owed.filter((one) => one.month < month)),
    changes,
    closing: total(owed.filter((one) => one.month <= month)),
    provider: negate(total(own.filter(({ account }) => account === 'provider'))),
  }
}

/** Each account with what it was before, what each kind of entry did to it, and what it is at the end. */
export const accountsOf = (sums: readonly MonthSum[], month: Month): Got['accounts'] =>
  ACCOUNTS.map((account) => {
    const own = sums.filter((one) => one.account === account)
    return {
      account,
      opening: total(own.filter((one) => one.month < month)),
      changes: MONTH_ENTRIES.flatMap((what) => {
        const done = total(own.filter((one) => one.month === month && one.what === what))
        return done === 0 ? [] : [{ what, cents: done }]
      }),
      closing: total(own.filter((one) => one.month <= month)),
    }
  })

/**
 * The months that are closed by closing one.
 * @param through the last month that is closed; null when none is
 * @param first the first month with an entry; undefined when there is none
 */
export function monthsToClose(last: Month, through: Month | null, first: Month | undefined): Month[] {
  const start = through === null ? first : nextMonth(through)
  return start === undefined || start > last ? [last] : monthsThrough(start, last)
}

/** What is owed by one since one day. @property cents above nothing */
export type OwedSince = { readonly who: (typeof OWING)[number]; readonly since: Day; readonly claims: number; readonly cents: number }

type Aging = Omit<Output<'month.aging'>, 'back'>
type Owed = Aging['all']

const owedIn = (all: readonly OwedSince[]): Owed => ({
  claims: all.reduce((n, one) => n + one.claims, 0),
  cents: sum(all.map((one) => cents(one.cents))),
})

/** What is owed by who owes it and how old it is. What is of a day to come is of the first age. */
export function agingOf(owed: readonly OwedSince[], today: Day): Aging {
  const spans = AGES.map(({ age, to }, n) => ({
    age,
    from: to === null ? null : addDays(today, -to),
    to: n === 0 ? null : addDays(today, -(AGES[n - 1]?.to ?? 0) - 1),
  }))
  const within = ({ from, to }: (typeof spans)[number]) =>
    owed.filter(({ since }) => (from === null || since >= from) && (to === null || since <= to))
  return {
    day: today,
    rows: OWING.map((who) => ({
      who,
      ages: spans.map((span) => ({ ...span, ...owedIn(within(span).filter((one) => one.who === who)) })),
      all: owedIn(owed.filter((one) => one.who === who)),
    })),
    ages: spans.map((span) => owedIn(within(span))),
    all: owedIn(owed),
  }
}
