import type { Output } from '../../src-shared/contract/index.ts'
import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import { daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { add, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { claimSums } from '../ledger/index.ts'
import { coveragesOf, payerById, type CoverageRow, type PayerRow } from '../practice/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { decisionOf, holdsOn, isSamePlace, type Decision } from './coordination.ts'
import { claimFacts } from './facts.ts'
import { fileNextBy } from './limits.ts'
import { addEvent, recheck, setStatus } from './making.ts'
import { VOID } from './mending.ts'
import { changeClaim, claimRow } from './records/claims.ts'
import { openDenialOf } from './records/history.ts'
import { lastSubmission } from './records/sending.ts'
import { addTurn, decisionsOn, removeTurn, turnsOf } from './records/turns.ts'
import type { ClaimRow } from './records/tables.ts'
import { isHolding } from './scrub/finding.ts'
import { settleTold } from './status/told.ts'

/* A claim that one payer decided goes to the next with what that one left: the same claim, in its next turn. */

/** Where a payer has decided and nothing is in dispute with it. */
const SETTLED: readonly string[] = ['paid', 'partly-paid', 'short', 'with-patient', 'denied', 'overturned', 'closed', 'accepted']
/** Where what the payer still owes is what it refused. */
const REFUSED: readonly string[] = ['denied', 'closed']
/** Days to wait for the payer that a claim was passed on to (CMS: a provider may bill the next payer itself after 30 days). */
export const CROSSOVER_DAYS = 30

/** Who may be billed next, and what keeps it from being done. */
export type Following = {
  readonly coverage: CoverageRow
  readonly payer: PayerRow
  readonly left: Cents
  readonly decision: Decision
  /** Whom the payer sent it on to, while that one may still answer. */
  readonly forwardedTo: string | undefined
}

/** The payer behind the one that decided, while something is left to be paid; undefined where there is none or the claim is still in dispute. */
export function followingOf(db: Reading, claim: ClaimRow, today: Day): Following | undefined {
  if (!SETTLED.includes(claim.status)) return undefined
  const decision = decisionOf(decisionsOn(db, claim.id), claim.turn)
  if (!decision || openDenialOf(db, claim.id)) return undefined
  // A claim that is accepted and decided was passed on by the payer, or is pending with it.
  if (claim.status === 'accepted' && !decision.isForwarded) return undefined
  const sums = claimSums(db, claim.id)
  if (sums.payer > 0 && !REFUSED.includes(claim.status)) return undefined
  const left = add(sums.payer, sums.patient)
  const found = left > 0 ? nextCoverage(db, claim) : undefined
  if (!found) return undefined
  const isWaited = daysBetween(decision.day, today) < CROSSOVER_DAYS
  const to = decision.isForwarded && isWaited ? decision.forwardedTo || found.payer.name : undefined
  return { ...found, left, decision, forwardedTo: to }
}

/** Where the payer whose turn it is has not decided. */
const UNDECIDED: readonly string[] = ['draft', 'ready', 'held', 'rejected', 'sent', 'received', 'accepted', 'silent']

/** Whether another payer has still to say what it pays of what the one before left to the patient. */
export function isForNext(db: Reading, id: number): boolean {
  const claim = claimRow(db, id)
  if (!claim) return false
  return claim.turn > 1 && UNDECIDED.includes(claim.status) ? true : followingOf(db, claim, claim.last_day as Day) !== undefined
}

/** The first coverage that holds on the day and has not been billed, in the order they pay. */
function nextCoverage(db: Reading, claim: ClaimRow): { readonly coverage: CoverageRow; readonly payer: PayerRow } | undefined {
  const all = coveragesOf(db, claim.patient)
  const billed = [claim.coverage, ...turnsOf(db, claim.id).map((one) => one.coverage)].flatMap((id) => all.filter((one) => one.id === id))
  const coverage = all.find((one) => holdsOn(one, claim.first_day as Day) && !billed.some((other) => isSamePlace(one, other)))
  const payer = coverage && payerById(db, coverage.payer)
  return coverage && payer && { coverage, payer }
}

/**
 * Bills a claim to the next payer: it is ready at once, with what the one before decided, or held by what the checks find.
 * @throws Trouble `claim.last` where nobody is left to bill, `claim.forwarded` while the payer's own forwarding may be answered
 */
export function billNext(work: CommandWork, id: number): Output<'claims.billNext'> {
  const { db, clock } = work
  const claim = claimRow(db, id) ?? refuse('record.missing')
  const next = followingOf(db, claim, clock.today()) ?? refuse('claim.last')
  if (next.forwardedTo !== undefined)
    refuse('claim.forwarded', {
      fix: `Wait for its answer. From ${CROSSOVER_DAYS} days after ${shownDay(next.decision.day)} it can be billed by hand.`,
    })
  const { turn, coverage, payer, payer_control, file_by } = claim
  const before = must('a claim has its payer', payerById(db, payer))
  addTurn(db, { claim: id, turn, coverage, payer, payer_control, file_by })
  changeClaim(db, id, {
    turn: turn + 1,
    coverage: next.coverage.id,
    payer: next.payer.id,
    payer_control: null,
    frequency: '1',
    file_by: fileNextBy(next.payer, claim.first_day as Day, next.decision.day),
    status: 'draft',
    batch: null,
    opened_from: claim.status,
  })
  addEvent(work, {
    claim: id,
    shape: 'draft',
    words: `To ${next.payer.name} next`,
    detail: `${before.name} paid ${sentenceMoney(next.decision.paid)}`,
  })
  work.happened({ is: 'claim-moved', claim: id })
  const stops = recheck(work, id).filter(isHolding).length
  return { status: stops > 0 ? 'held' : 'ready', stops, payer: next.payer.name }
}

/**
 * Puts a claim back as the payer has it, that was opened to be voided, billed to the next payer or sent again and has not left.
 * @throws Trouble `claim.left` when it was not opened so, or left
 */
export function putBack(work: CommandWork, id: number): Output<'claims.putBack'> {
  const { db } = work
  const claim = claimRow(db, id) ?? refuse('record.missing')
  const { opened_from: status, turn } = claim
  if (status === null) refuse('claim.left')
  const last = lastSubmission(db, id)
  const frequency = last?.frequency ?? '1'
  if (claim.frequency === VOID) changeClaim(db, id, { frequency, opened_from: null })
  else if (last?.turn === turn) changeClaim(db, id, { frequency, batch: last.batch, opened_from: null })
  else {
    const before = turnsOf(db, id).find((one) => one.turn === turn - 1) ?? refuse('claim.left')
    removeTurn(db, id, before.turn)
    const { coverage, payer, payer_control, file_by } = before
    changeClaim(db, id, { turn: before.turn, coverage, payer, payer_control, file_by, frequency, opened_from: null })
  }
  setStatus(work, id, status as ClaimStatus)
  // What its payer last said of it is work again.
  settleTold(work, must('the claim is there', claimFacts(db, id)))
  addEvent(work, { claim: id, shape: 'note', words: 'Put back', detail: 'It had not left' })
  return { status: status as ClaimStatus }
}
