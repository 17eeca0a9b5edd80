import type { Output } from '../../src-shared/contract/index.ts'
import { sum } from '../../src-shared/money.ts'
import { monthOf, monthsThrough, type Month } from '../../src-shared/month.ts'
import { everybody } from '../access/index.ts'
import { closedThrough, closeMonths, closings, monthSums, reopenMonth, verifyLedger, verifyMonths, type Closing } from '../ledger/index.ts'
import { verifyReceipts } from '../receipts/index.ts'
import { verifyRemittances } from '../remittance/index.ts'
import { refuse, type Handlers, type QueryWork, type Reading } from '../store/index.ts'
import { lateEntriesOf, lateCounts, leftOf, owedBack, owedSince, unfinishedOf } from './records/months.ts'
import { owedBackRows } from './owed-back.ts'
import { accountsOf, agingOf, monthsToClose, rollOf } from './rules.ts'

type Row = Output<'month.list'>['months'][number]
type Got = Output<'month.get'>

/** Rows of what is owed back that are shown. */
const MOST_OWED_BACK = 500

export const handlers = {
  'month.list': ({ db, clock }) => {
    const sums = monthSums(db)
    const through = closedThrough(db)
    const running = monthOf(clock.today())
    const known = [running, ...sums.map(({ month }) => month), ...(through === null ? [] : [through])].sort()
    const months = monthsThrough(known[0] ?? running, known.at(-1) ?? running).reverse()
    const row = rowsOf({ db, clock }, sums)
    return { closedThrough: through, months: months.map(row) }
  },

  'month.get': ({ db, clock }, { month }) => {
    const sums = monthSums(db)
    const all = closings(db).filter((one) => one.month === month)
    const standing = all.find(({ reopened }) => reopened === null)
    const name = namesOf(db)
    return {
      ...rowsOf({ db, clock }, sums)(month),
      accounts: accountsOf(sums, month),
      unfinished: standing ? (JSON.parse(standing.unfinished) as Got['unfinished']) : unfinishedOf(db, month),
      ...leftOf(db, month),
      lateEntries: lateEntriesOf(db, month),
      reopened: all.flatMap(({ at, reopened }) => (reopened ? [{ closedAt: at, ...reopened, by: name(reopened.by) }] : [])),
    }
  },

  'month.aging': ({ db, clock }) => ({ ...agingOf(owedSince(db), clock.today()), back: owedBack(db) }),

  'month.owedBack': ({ db }) => {
    const rows = owedBackRows(db)
    return {
      rows: rows.slice(0, MOST_OWED_BACK),
      cents: sum(rows.map((one) => one.cents)),
      more: Math.max(0, rows.length - MOST_OWED_BACK),
    }
  },

  'month.close': (work, { through, despite }) => {
    const { db, clock, user } = work
    const closed = closedThrough(db)
    if (through >= monthOf(clock.today())) refuse('month.running')
    if (closed !== null && through <= closed) refuse('month.closed')
    const unfinished = unfinishedOf(db, through)
    if (unfinished.length > 0 && !despite) refuse('month.unfinished')
    const checks = [...verifyLedger(db), ...verifyMonths(db), ...verifyRemittances(db), ...verifyReceipts(db)]
    if (checks.some(({ broken }) => broken > 0)) refuse('month.unbalanced')
    const months = monthsToClose(through, closed, monthSums(db)[0]?.month)
    closeMonths(db, { months, by: user.id, at: clock.now(), unfinished: (month) => JSON.stringify(unfinishedOf(db, month)) })
    work.announce('months')
    return { months }
  },

  'month.reopen': (work, { month, why }) => {
    const { db, clock, user } = work
    if (closedThrough(db) !== month) refuse('month.open')
    reopenMonth(db, { by: user.id, at: clock.now(), why })
    work.announce('months')
    return {}
  },
} satisfies Pick<Handlers, 'month.list' | 'month.get' | 'month.aging' | 'month.owedBack' | 'month.close' | 'month.reopen'>

function namesOf(db: Reading): (id: number) => string {
  const people = new Map(everybody(db).map(({ id, name }) => [id, name]))
  return (id) => people.get(id) ?? ''
}

/** Makes the rows of months, reading once what all of them need. */
function rowsOf({ db, clock }: Pick<QueryWork, 'db' | 'clock'>, sums: ReturnType<typeof monthSums>): (month: Month) => Row {
  const running = monthOf(clock.today())
  const late = lateCounts(db)
  const name = namesOf(db)
  const standing = new Map<Month, Closing>(closings(db).flatMap((one) => (one.reopened === null ? [[one.month, one] as const] : [])))
  const through = closedThrough(db)
  return (month) => {
    const closing = standing.get(month)
    const isClosed = through !== null && month <= through
    return {
      month,
      state: isClosed ? 'closed' : month < running ? 'open' : 'running',
      roll: rollOf(sums, month),
      closed: closing ? { at: closing.at, by: name(closing.by) } : null,
      late: late.get(month) ?? 0,
    }
  }
}
