import { negate, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import type { Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { addEvent, claimById, setStatus } from '../claims/index.ts'
import { claimSums, record, reverse, type Entry, type Posting } from '../ledger/index.ts'
import { nextNumber, type CommandWork } from '../store/index.ts'
import { addMove, lineOf, type Does, type MoveRow } from './records.ts'
import { sumOf, type Part } from './rules.ts'

/** What is done with a patient's money, and to which receipt. */
export type Doing = {
  readonly patient: number
  readonly receipt: number | null
  readonly does: Exclude<Does, 'undo'>
  readonly day: Day
  /** What came in (or, below nothing, went out), and what the credit grows by. */
  readonly money: Cents
  readonly credit: Cents
  readonly reason?: string
  readonly note: string
  readonly postings: readonly Posting[]
}

const KINDS = {
  receive: 'patient',
  allocate: 'patient',
  refund: 'patient',
  transfer: 'transfer',
  'write-off': 'write-off',
} as const satisfies Record<Doing['does'], Entry['kind']>

/** Posts an entry and notes whose money it moved. @returns the number of the move */
export function post(work: CommandWork, doing: Doing): number {
  const { db, clock, user } = work
  const { patient, receipt, does, day, money, credit, reason = '', note, postings } = doing
  const at = clock.now()
  // Each thing a person did is one of its own; that it is done once is the idempotency of the call.
  const entry = record(db, {
    kind: KINDS[does],
    source: 'patient',
    sourceKey: String(nextNumber(db, 'patient-money')),
    day,
    user: user.id,
    at,
    note: reason || note,
    postings,
  })
  return addMove(db, { patient, receipt, entry, does, undoes: null, day, money, credit, reason, note })
}

/** The opposite of a move's entry, on today's date. */
export function takeBack(work: CommandWork, move: MoveRow, note: string): number {
  const { db, clock, user } = work
  const day = clock.today()
  const entry = reverse(db, move.entry, { day, user: user.id, at: clock.now(), note: note || 'Undone' })
  return addMove(db, {
    patient: move.patient,
    receipt: move.receipt,
    entry,
    does: 'undo',
    undoes: move.id,
    day,
    money: 0 - move.money,
    credit: 0 - move.credit,
    reason: '',
    note,
  })
}

/** The two sides of money that stands on lines: off the patient's credit (or out of the till), on the line. */
export function onLines(work: CommandWork, parts: readonly Part[]): Posting[] {
  return parts.flatMap(({ line, cents: amount }): Posting[] => {
    const of = placeOf(work, line)
    return [
      { account: 'payment', cents: amount, line: of },
      { account: 'patient', cents: negate(amount), line: of },
    ]
  })
}

/** Money between the till and the patient's credit, on no line. */
export const onCredit = (amount: Cents): Posting[] => [
  { account: 'payment', cents: amount },
  { account: 'credit', cents: negate(amount) },
]

/** Moves a receipt on lines, and the rest of it on or off the credit. @returns the number of the move */
export function allocate(
  work: CommandWork,
  of: { readonly patient: number; readonly receipt: number; readonly day: Day; readonly note: string },
  parts: readonly Part[],
): number {
  const credit = negate(sumOf(parts))
  const postings = [...onCredit(credit), ...onLines(work, parts)]
  const move = post(work, { ...of, does: 'allocate', money: NO_MONEY, credit, postings })
  return move
}

export const placeOf = ({ db }: Pick<CommandWork, 'db'>, line: number): { readonly claim: number; readonly line: number } => ({
  claim: must('money stands on a line of ours', lineOf(db, line)).claim,
  line,
})

/** What a claim is once nothing of it is open at the payer. Other claims stay as they are: their payer has not decided. */
const SETTLED: readonly string[] = ['with-patient', 'paid', 'closed']

/** The claims whose lines were touched: a line in their history, and the status their money gives them. */
export function follow(work: CommandWork, parts: readonly Part[], words: (amount: Cents) => string, detail: string): void {
  const claims = new Map<number, Part[]>()
  for (const part of parts) {
    // A line that bills nothing any more may be gone with its claim.
    const claim = lineOf(work.db, part.line)?.claim
    if (claim === undefined) continue
    const known = claims.get(claim)
    if (known) known.push(part)
    else claims.set(claim, [part])
  }
  for (const [claim, own] of claims) {
    addEvent(work, { claim, shape: 'note', words: words(sumOf(own)), detail })
    settle(work, claim)
  }
}

function settle(work: CommandWork, claim: number): void {
  const known = must('money stands on a claim of ours', claimById(work.db, claim))
  const sums = claimSums(work.db, claim)
  const isOver = SETTLED.includes(known.status) && sums.payer <= 0
  const status = sums.patient > 0 ? 'with-patient' : sums.payment > 0 ? 'paid' : 'closed'
  if (isOver && known.status !== status) setStatus(work, claim, status)
  else work.announce('claims', [claim])
}
