import { NO_MONEY } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { claimOfCharge } from '../charges/index.ts'
import { entryMadeFrom, reverse } from '../ledger/index.ts'
import { refuse, type Listener } from '../store/index.ts'
import { addEvent, setStatus } from './making.ts'
import { changeClaim, claimRow, setFindings } from './records/claims.ts'

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
  const { db, clock, user } = work
  const made = claimOfCharge(db, happening.charge)
  if (!made) return
  const claim = must('a charge knows its claim', claimRow(db, made.id))
  if (!isAtHome(claim)) refuse('claim.sent', { fix: 'Replace or void the claim once the payer has decided.' })
  const words = happening.again ? 'Entered again' : 'Charge taken back'
  const entry = entryMadeFrom(db, 'claim', String(claim.id))
  if (entry !== undefined) reverse(db, entry, { day: clock.today(), user: user.id, at: clock.now(), note: words })
  changeClaim(db, claim.id, { cents: NO_MONEY })
  setFindings(db, claim.id, [])
  setStatus(work, claim.id, 'voided')
  addEvent(work, { claim: claim.id, shape: 'voided', words, detail: 'It had not left.' })
}
