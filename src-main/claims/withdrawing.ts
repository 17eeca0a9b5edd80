import { shownDay } from '../../src-shared/day.ts'
import { NO_MONEY } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { claimOfCharge } from '../charges/index.ts'
import { chargesOfClaim, claimSums, reverse } from '../ledger/index.ts'
import { refuse, type CommandWork, type Listener } from '../store/index.ts'
import { addEvent, recheck, setStatus } from './making.ts'
import { VOID } from './mending.ts'
import { changeClaim, chargesOn, claimRow, linesOf, setFindings } from './records/claims.ts'
import { lastSubmission } from './records/sending.ts'
import { isAtHome, takeOff } from './together.ts'

/**
 * A charge is taken back: its lines come off its claim, or the claim is voided when nothing else is on it. Nothing is owed on them any more, and the
 * ledger says so by the opposite of the entry they made.
 * @throws Trouble `claim.sent` once the claim left
 */
export const withdrawClaim: Listener = (work, happening) => {
  if (happening.is !== 'charge-withdrawn') return
  const { db } = work
  const made = claimOfCharge(db, happening.charge)
  if (!made) return
  const claim = must('a charge knows its claim', claimRow(db, made.id))
  if (!isAtHome(claim)) refuse('claim.sent', { fix: 'Replace or void the claim once the payer has decided.' })
  const words = happening.again ? 'Entered again' : 'Charge taken back'
  if (chargesOn(linesOf(db, claim.id)).length === 1) return voided(work, claim.id, words, 'It had not left.')
  const { lines } = takeOff(work, claim.id, happening.charge, words)
  addEvent(work, { claim: claim.id, shape: 'note', words, detail: `Session of ${shownDay(must('a charge has a line', lines[0]).day)}` })
  recheck(work, claim.id)
}

/** A payer took back all it decided on a claim that was sent as a void: nothing is owed on it any more. @returns whether that is so */
export function settleVoid(work: CommandWork, id: number): boolean {
  const sums = claimSums(work.db, id)
  const isTakenBack = lastSubmission(work.db, id)?.frequency === VOID && sums.payer === sums.charge
  if (isTakenBack) voided(work, id, 'Voided', 'The payer took back what it had decided.')
  return isTakenBack
}

/** A claim that bills nothing more: what was charged on it is taken back. */
export function voided(work: CommandWork, id: number, words: string, detail: string): void {
  const { db, clock, user } = work
  work.happened({ is: 'lines-leave', claim: id, lines: linesOf(db, id).map((line) => line.id) })
  for (const entry of chargesOfClaim(db, id)) reverse(db, entry, { day: clock.today(), user: user.id, at: clock.now(), note: words })
  changeClaim(db, id, { cents: NO_MONEY })
  setFindings(db, id, [])
  setStatus(work, id, 'voided')
  addEvent(work, { claim: id, shape: 'voided', words, detail })
}
