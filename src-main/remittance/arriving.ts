import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Bulk } from '../../src-shared/contract/list.ts'
import { addDays, shownDay, workdaysBetween, workdaysBefore, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { learnedWait, type Lag, type Wait } from '../claims/index.ts'
import { chosenIds, inSteps, refuse, Tally, type CommandWork, type QueryWork, type Reading, type TaskWork } from '../store/index.ts'
import {
  addDeposit,
  arrivalsSince,
  firstDeposited,
  paymentById,
  unarrived,
  undoDeposit,
  undoOneDeposit,
  type Payment,
} from './records/deposits.ts'
import { remittancePlan } from './records/lists.ts'

/*
 * The money behind a remittance. An 835 says that it was sent (BPR); whether it came, the bank says. EFT comes on the day of BPR16 or the business day after,
 * a check by mail in a week or two.
 */

/** The past that a wait is learned from, in days. */
const PAST_DAYS = 180
/** Business days after the day of the payment (BPR16). */
const BY_CHECK = { enough: 5, floor: 3, usual: 10 }
const BY_EFT = { enough: 5, floor: 1, usual: 3 }

const termsOf = (method: string): typeof BY_EFT => (method === 'CHK' ? BY_CHECK : BY_EFT)

/** Why no money is waited for, or why it is not any longer. */
function whyNot(payment: Payment | undefined): string | undefined {
  if (!payment) return 'No longer there'
  if (payment.cents <= 0 || payment.method === 'NON') return 'No money comes with it'
  return payment.came === null ? undefined : `Came on ${shownDay(payment.came as Day)}`
}

/** What saying that money came would change. */
export function previewArrival(work: QueryWork, chosen: Argument<'remittance.arriving'>): Output<'remittance.arriving'> {
  const payments = chosenIds(work, remittancePlan, chosen).map((id) => paymentById(work.db, id))
  const wont = new Tally()
  const parts = new Map<string, { n: number; cents: number }>()
  for (const one of payments) {
    const why = whyNot(one)
    if (why !== undefined || !one) wont.add(why ?? '')
    else {
      const { n, cents: money } = parts.get(one.payer) ?? { n: 0, cents: 0 }
      parts.set(one.payer, { n: n + 1, cents: money + one.cents })
    }
  }
  const all = [...parts].map(([words, part]) => ({ words, n: part.n, cents: cents(part.cents) }))
  return {
    will: all.reduce((sum, { n }) => sum + n, 0),
    cents: cents(all.reduce((sum, one) => sum + one.cents, 0)),
    parts: all.sort((one, other) => (one.words < other.words ? -1 : 1)),
    wont: wont.rows,
  }
}

/** Says of remittances that their money came on a day. @throws Trouble `deposit.ahead` for a day that is not there yet */
export async function arrive(work: TaskWork, { day, ...chosen }: Argument<'remittance.arrived'>): Promise<Bulk> {
  if (day > work.clock.today()) refuse('deposit.ahead', { at: { field: 'day' } })
  const ids = work.read((query) => chosenIds(query, remittancePlan, chosen))
  return inSteps(work, ids, { size: 200, words: 'Noting deposits' }, ({ db, user, clock, announce }, id) => {
    const why = whyNot(paymentById(db, id))
    if (why !== undefined) return why
    addDeposit(db, { remittance: id, day, user: user.id, at: clock.now() })
    announce('remittances', [id])
    return undefined
  })
}

/** Takes back that money came. @throws Trouble `record.missing` where nobody had said so */
export function takeArrivalBack({ db, user, clock, announce }: CommandWork, ids: readonly number[]): { done: number } {
  const done = ids.reduce((all, id) => all + undoDeposit(db, id, user.id, clock.now()), 0)
  if (done === 0) refuse('record.missing')
  announce('remittances', [...ids])
  return { done }
}

/** Notes that the bank has the money of a remittance. @returns what takes the note back; null where it was noted before, and where no money comes */
export function noteArrival({ db, user, clock, announce }: CommandWork, remittance: number, day: Day): number | null {
  if (whyNot(paymentById(db, remittance)) !== undefined) return null
  const noted = addDeposit(db, { remittance, day, user: user.id, at: clock.now() })
  announce('remittances', [remittance])
  return noted
}

/** Takes such a note back. */
export function forgetArrival({ db, user, clock, announce }: CommandWork, noted: number): void {
  undoOneDeposit(db, noted, user.id, clock.now())
  announce('remittances')
}

/** Money that has not come. */
export type Overdue = { readonly id: number; readonly wait: Wait; readonly method: string }

/**
 * Payments whose money is overdue: in nine of ten cases that payer’s came sooner. Nothing in a practice that never says when money came, nor of payments
 * older than the first of which it did.
 */
export function overdueMoney(db: Reading, today: Day): readonly Overdue[] {
  const first = firstDeposited(db)
  if (first === undefined) return []
  const since = addDays(today, -PAST_DAYS)
  const lags = new Map<string, Lag[]>()
  for (const { payer, method, paid, came } of arrivalsSince(db, since)) {
    const key = `${payer ?? ''} ${method === 'CHK'}`
    lags.set(key, [...(lags.get(key) ?? []), { days: workdaysBetween(paid, came), n: 1 }])
  }
  return unarrived(db, first > since ? first : since).flatMap(({ id, payer, method, day }) => {
    const wait = learnedWait(lags.get(`${payer ?? ''} ${method === 'CHK'}`) ?? [], termsOf(method))
    return day < workdaysBefore(today, wait.days) ? [{ id, wait, method }] : []
  })
}
