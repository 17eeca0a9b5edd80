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
  readonly charged: () => Cents
  readonly session: (service: string) => Cents
}

const ENOUGH = 20
/** A practice with so many payments in half a year learns nothing from one more. */
const MANY = 5000

/** Read once a day and sitting: what happened in a year does not change by the hour. */
const known = new WeakMap<
  Reading,
  { readonly day: Day; readonly version: number; readonly history: History; readonly isMany: () => boolean }
>()

/** The history as of a day; read anew when the day changes, or something was written while little is known. */
export function historyOf(db: Reading, today: Day, version: number): History {
  const kept = known.get(db)
  if (kept?.day === today && (kept.version === version || kept.isMany())) return kept.history
  const payments = once(() => paymentsSince(db, addDays(today, -180)))
  const history = historyFrom(db, today, payments)
  known.set(db, { day: today, version, history, isMany: () => payments().reduce((all, row) => all + row.n, 0) > MANY })
  return history
}

/** Each part is read when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function historyFrom(db: Reading, today: Day, payments: () => readonly Payment[]): History {
  const year = addMonths(today, -12)
  const quarter = addDays(today, -90)
  const ended = once(() => {
    const rows = denialsEnded(db, year)
    return { all: addTallies(rows), byCause: new Map(rows.map((row) => [`${row.payer} ${row.cause}`, row])) }
  })
  const rejected = once(() => rejectedEnded(db, year))
  const appeals = once(() => appealsEnded(db, year))
  const byPayer = once(() => groups(payments()))
  const paid = once(() => tallies(payments()))
  const answered = once(() => groups(answersSince(db, addDays(today, -180))))
  const services = once(() => sessionsFrom(db, quarter))
  const charged = once(() => cents(chargedSince(db, quarter, today)))
  return {
    denial: (payer, cause) => chance(ended().byCause.get(`${payer} ${cause}`), ended().all),
    rejected: (payer) =>
      chance(
        rejected().find((row) => row.payer === payer),
        addTallies(rejected()),
      ),
    appeal: () => chance(appeals(), { n: 0, good: 0 }),
    paid: (payer) => chance(paid().get(payer), addTallies(paid().values())),
    payments(payer) {
      const rows = byPayer().get(payer) ?? []
      const charge = rows.reduce((all, row) => all + row.charge, 0)
      if (rows.reduce((all, row) => all + row.n, 0) < ENOUGH || charge <= 0) return undefined
      return { share: Math.max(0, rows.reduce((all, row) => all + row.paid, 0) / charge), lags: rows }
    },
    answers: (payer) => usualDays(answered().get(payer) ?? []),
    charged,
    session: (service) => services().of.get(service) ?? services().middle,
  }
}

/** What a session of each kind was usually charged, and of a kind that was never charged the middle of the others. */
function sessionsFrom(db: Reading, since: Day): { readonly of: ReadonlyMap<string, Cents>; readonly middle: Cents } {
  const of = new Map(usualCharges(db, since).map((row) => [row.service, cents(row.cents)]))
  const all = [...of.values()].reduce((sum, one) => sum + one, 0)
  return { of, middle: of.size === 0 ? NO_MONEY : cents(Math.round(all / of.size)) }
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
