import { addDays, addMonths, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import {
  answersSince,
  appealsEnded,
  chargedSince,
  denialsEnded,
  paymentsSince,
  rejectedEnded,
  usualCharges,
  type Payment,
} from './records/history.ts'
import { addTallies, chanceOf, usualDays, type Lag, type Tally } from './rules.ts'

/** A chance, and the cases it was counted from. */
export type Chance = { readonly share: number; readonly own: Tally; readonly wider: Tally }

/** What is known of how payers behave, from this practice's own books. */
export type History = {
  readonly denial: (payer: number, cause: string) => Chance
  readonly rejected: (payer: number) => Chance
  readonly appeal: () => Chance
  readonly paid: (payer: number) => Chance
  /** The share of a charge that comes, 0 to 1, and how long it took; undefined with fewer than twenty payments. */
  readonly payments: (payer: number) => { readonly share: number; readonly lags: readonly Lag[] } | undefined
  readonly answers: (payer: number) => number | undefined
  /** Charges of the last 90 days. */
  readonly charged: Cents
  readonly session: (service: string) => Cents
}

const ENOUGH = 20

/** Read once a day and sitting: what happened in a year does not change by the hour. */
const known = new WeakMap<Reading, { readonly day: Day; readonly changes: number; readonly history: History }>()

/** The history as of a day; read anew when the day changes, or when what is written says that little was known. */
export function historyOf(db: Reading, today: Day, version: number): History {
  const kept = known.get(db)
  if (kept?.day === today && (kept.changes === version || kept.changes < 0)) return kept.history
  const payments = paymentsSince(db, addDays(today, -180))
  const history = historyFrom(db, today, payments)
  // A young practice learns from every payment; for one with thousands a day makes no difference.
  const many = payments.reduce((all, row) => all + row.n, 0) > 5000
  known.set(db, { day: today, changes: many ? -1 : version, history })
  return history
}

function historyFrom(db: Reading, today: Day, payments: readonly Payment[]): History {
  const year = addMonths(today, -12)
  const quarter = addDays(today, -90)
  const ended = denialsEnded(db, year)
  const allEnded = addTallies(ended)
  const byCause = new Map(ended.map((row) => [`${row.payer} ${row.cause}`, row]))
  const rejected = rejectedEnded(db, year)
  const appeals = appealsEnded(db, year)
  const paid = tallies(payments)
  const answered = groups(answersSince(db, addDays(today, -180)))
  const byPayer = groups(payments)
  const services = new Map(usualCharges(db, quarter).map((row) => [row.service, cents(row.cents)]))
  const middle =
    services.size === 0 ? NO_MONEY : cents(Math.round([...services.values()].reduce((all, one) => all + one, 0) / services.size))
  return {
    denial: (payer, cause) => chance(byCause.get(`${payer} ${cause}`), allEnded),
    rejected: (payer) =>
      chance(
        rejected.find((row) => row.payer === payer),
        addTallies(rejected),
      ),
    appeal: () => chance(appeals, { n: 0, good: 0 }),
    paid: (payer) => chance(paid.get(payer), addTallies(paid.values())),
    payments(payer) {
      const rows = byPayer.get(payer) ?? []
      const charge = rows.reduce((all, row) => all + row.charge, 0)
      if (rows.reduce((all, row) => all + row.n, 0) < ENOUGH || charge <= 0) return undefined
      return { share: Math.max(0, rows.reduce((all, row) => all + row.paid, 0) / charge), lags: rows }
    },
    answers: (payer) => usualDays(answered.get(payer) ?? []),
    charged: cents(chargedSince(db, quarter, today)),
    session: (service) => services.get(service) ?? middle,
  }
}

const NONE: Tally = { n: 0, good: 0 }

function chance(own: Tally = NONE, wider: Tally): Chance {
  return { share: chanceOf(own, wider.n === 0 ? undefined : chanceOf(wider)), own: { n: own.n, good: own.good }, wider }
}

function groups<T extends { readonly payer: number }>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>()
  for (const row of rows) found.set(row.payer, [...(found.get(row.payer) ?? []), row])
  return found
}

function tallies(rows: readonly Payment[]): Map<number, Tally> {
  return new Map([...groups(rows)].map(([payer, own]) => [payer, addTallies(own.map((row) => ({ n: row.n, good: row.paying })))]))
}
