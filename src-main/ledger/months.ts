import { sql } from 'kysely'
import { must } from '../../src-shared/result.ts'
import type { Month } from '../../src-shared/month.ts'
import { prepared, type Reading, type Writing } from '../store/index.ts'
import { monthDigests } from './digest.ts'
import { from, type Account, type What } from './records.ts'
import type { Check } from './verify.ts'

/** What the entries of a kind did to an account in a month, in cents, with the signs of the ledger. */
export type MonthSum = { readonly month: Month; readonly what: What; readonly account: Account; readonly cents: number }

/** A month that is closed, or was and is open again. `by` is a person's number; `unfinished` is what was known to be open, as it was given. */
export type Closing = {
  readonly id: number
  readonly month: Month
  readonly at: string
  readonly by: number
  readonly unfinished: string
  readonly reopened: { readonly at: string; readonly by: number; readonly why: string } | null
}

const newest = prepared(() =>
  from
    .selectFrom('closing')
    .select(sql<Month | null>`max(month)`.as('month'))
    .where('reopened_at', 'is', null),
)
/** The last month that is closed; every month before it is closed too. Null when none is. */
export const closedThrough = (db: Reading): Month | null => db.first(newest())?.month ?? null

/** Every month's sums as the triggers keep them, in order of the months. */
export const monthSums = (db: Reading): MonthSum[] =>
  db.all(from.selectFrom('month_sum').selectAll().where('cents', '<>', 0).orderBy('month')) as MonthSum[]

/** Every closing, the first one first. */
export const closings = (db: Reading): Closing[] =>
  db.all(from.selectFrom('closing').selectAll().orderBy('id')).map(({ id, month, at, by, unfinished, ...row }) => ({
    id,
    month: month as Month,
    at,
    by,
    unfinished,
    reopened: row.reopened_at === null ? null : { at: row.reopened_at, by: row.reopened_by ?? 0, why: row.why ?? '' },
  }))

/** Who closes which months, and what is not finished in each, as text. */
type Close = {
  readonly months: readonly Month[]
  readonly by: number
  readonly at: string
  readonly unfinished: (month: Month) => string
}

/**
 * Closes months that follow the last closed one: their figures and the digest of their entries stand from now on.
 * @throws when one is closed already: the triggers refuse
 */
export function closeMonths(db: Writing, { months, by, at, unfinished }: Close): void {
  const digests = monthDigests(db, months)
  const sums = monthSums(db)
  for (const month of months) {
    const digest = must('every month that is closed has its digest', digests.get(month))
    const closing = db.insertRows('closing', [
      { month, at, by, digest, unfinished: unfinished(month), reopened_at: null, reopened_by: null, why: null },
    ])
    db.insertRows(
      'closing_sum',
      figuresOf(sums, month).map((figure) => ({ closing, ...figure })),
    )
  }
}

/** Opens the last closed month again. @returns whether there was one */
export function reopenMonth(
  db: Writing,
  { by, at, why }: { readonly by: number; readonly at: string; readonly why: string },
): Month | null {
  const month = closedThrough(db)
  if (month === null) return null
  db.run(
    from.updateTable('closing').set({ reopened_at: at, reopened_by: by, why }).where('month', '=', month).where('reopened_at', 'is', null),
  )
  return month
}

/** What must hold of the months, from the postings alone. */
export function verifyMonths(db: Reading): Check[] {
  const recomputed = (
    db.all(
      from
        .selectFrom('entry_month')
        .innerJoin('posting', 'posting.entry', 'entry_month.id')
        .select(['month', 'what', 'account', sql<number>`sum(cents)`.as('cents')])
        .groupBy(['month', 'what', 'account']),
    ) as MonthSum[]
  ).filter((one) => one.cents !== 0)
  const standing = db.all(from.selectFrom('closing').select(['id', 'month', 'digest']).where('reopened_at', 'is', null))
  const digests = monthDigests(
    db,
    standing.map(({ month }) => month as Month),
  )
  const kept = db.all(from.selectFrom('closing_sum').selectAll())
  const changed = standing.filter(({ id, month, digest }) => {
    const own = kept.filter(({ closing }) => closing === id)
    return digests.get(month as Month) !== digest || differing(own, figuresOf(recomputed, month as Month)) > 0
  })
  return [
    {
      id: 'L8',
      says: 'The sums kept for each month are the sums of its postings.',
      broken: differing(monthSums(db).map(named), recomputed.map(named)),
    },
    { id: 'L8.closed', says: 'Each closed month is what it was when it was closed, to the entry and the cent.', broken: changed.length },
  ]
}

type Figure = { readonly what: string; readonly account: string; readonly cents: number }
const named = ({ month, what, account, cents }: MonthSum): Figure => ({ what: `${month} ${what}`, account, cents })

/** The figures of a month: what stood on each account before it, and what was done in it. */
function figuresOf(sums: readonly MonthSum[], month: Month): Figure[] {
  const opening = new Map<string, number>()
  for (const one of sums) if (one.month < month) opening.set(one.account, (opening.get(one.account) ?? 0) + one.cents)
  return [
    ...[...opening].map(([account, cents]) => ({ what: 'opening', account, cents })).filter(({ cents }) => cents !== 0),
    ...sums.filter((one) => one.month === month).map(({ what, account, cents }) => ({ what, account, cents })),
  ]
}

/** In how many figures two sets differ. */
function differing(one: readonly Figure[], other: readonly Figure[]): number {
  const keys = (all: readonly Figure[]) => new Set(all.map(({ what, account, cents }) => `${what} ${account} ${cents}`))
  const [left, right] = [keys(one), keys(other)]
  return [...left].filter((key) => !right.has(key)).length + [...right].filter((key) => !left.has(key)).length
}
