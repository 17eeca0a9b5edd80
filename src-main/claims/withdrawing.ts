import { NO_MONEY } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { claimOfCharge } from '../charges/index.ts'
import { claimSums, entryMadeFrom, reverse } from '../ledger/index.ts'
import { refuse, type CommandWork, type Listener } from '../store/index.ts'
import { addEvent, setStatus } from './making.ts'
import { VOID } from './mending.ts'
import { changeClaim, claimRow, setFindings } from './records/claims.ts'
import { lastSubmission } from './records/sending.ts'

/** Where a claim stands that never left. */
const AT_HOME: readonly string[] = ['draft', 'ready', 'held']

/** Whether a claim never left, so that its charge can be taken back. */
const isAtHome = (claim: { readonly status: string; readonly sent_at: string | null }): boolean =>
  claim.sent_at === null && AT_HOME.includes(claim.status)

/**
 * A charge is taken back: its claim is voided, nothing is owed on it any more, and the ledger says so by the opposite of the entry it made.
 * @throws Trouble `claim.sent` once the claim left
 */
export const withdrawClaim: Listener = (work, happening) => {
  if (happening.is !== 'charge-withdrawn') return
  const { db } = work
  const made = claimOfCharge(db, happening.charge)
  if (!made) return
  const claim = must('a charge knows its claim', claimRow(db, made.id))
  if (!isAtHome(claim)) refuse('claim.sent', { fix: 'Replace or void the claim once the payer has decided.' })
  voided(work, claim.id, happening.again ? 'Entered again' : 'Charge taken back', 'It had not left.')
}

/** A payer took back all it decided on a claim that was sent as a void: nothing is owed on it any more. @returns whether that is so */
export function settleVoid(work: CommandWork, id: number): boolean {
  const sums = claimSums(work.db, id)
  const isTakenBack = lastSubmission(work.db, id)?.frequency === VOID && sums.payer === sums.charge
  if (isTakenBack) voided(work, id, 'Voided', 'The payer took back what it had decided.')
  return isTakenBack
}

function voided(work: CommandWork, id: number, words: string, detail: string): void {
  const { db, clock, user } = work
  const entry = entryMadeFrom(db, 'claim', String(id))
  if (entry !== undefined) reverse(db, entry, { day: clock.today(), user: user.id, at: clock.now(), note: words })
  changeClaim(db, id, { cents: NO_MONEY })
  setFindings(db, id, [])
  setStatus(work, id, 'voided')
  addEvent(work, { claim: id, shape: 'voided', words, detail })
}
