import type { Day } from '../../src-shared/day.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { addEvent, recheck, setStatus } from './making.ts'
import { changeClaim, claimRow } from './records/claims.ts'
import { removeTold, toldOf } from './records/status.ts'
import type { ClaimRow } from './records/tables.ts'
import { WITH_PAYER } from './status/rules.ts'
import { isHolding } from './scrub/finding.ts'

/** Where a payer has decided, so that a claim may be replaced; a claim that is on its way must come back first (RARC N779). */
export const DECIDED_ON: readonly string[] = [
  'paid',
  'partly-paid',
  'short',
  'with-patient',
  'denied',
  'appealed',
  'overturned',
  'reversed',
  'closed',
]
/** Not with the payer: already open, or turned back. */
const OPEN: readonly string[] = ['draft', 'ready', 'held', 'rejected']

/** What a claim that was opened says while no check holds it. */
export const UNTIL_MENDED = 'Held until it is mended'

/**
 * Opens a claim that its payer did not find, to be sent again as a first claim under a new number. What was sent stays as proof of the first filing.
 * @throws Trouble `record.missing`, `claim.sent` where the payer said nothing of the kind
 */
export function openUnfound(work: CommandWork, id: number): Output<'claims.resend'> {
  const { db } = work
  const claim = claimRow(db, id) ?? refuse('record.missing')
  if (!isUnfound(db, claim)) refuse('claim.sent', { message: 'The payer has not said that it does not find the claim.' })
  removeTold(db, id)
  changeClaim(db, id, { frequency: '1', status: 'draft', batch: null, opened_from: claim.status })
  work.happened({ is: 'claim-moved', claim: id })
  addEvent(work, {
    claim: id,
    shape: 'draft',
    words: 'Opened to be sent again',
    detail: 'The payer did not find it; the first sending stays as proof.',
  })
  const stops = recheck(work, id).filter(isHolding).length
  return { status: stops > 0 ? 'held' : 'ready', stops }
}

/** Whether a claim is out, and its payer last said that it does not find it. */
export const isUnfound = (db: Reading, claim: Pick<ClaimRow, 'id' | 'status'>): boolean =>
  WITH_PAYER.includes(claim.status) && toldOf(db, claim.id)?.outcome === 'not-found'

export type Reopening = {
  /** 7 replaces what the payer decided on; 1 is sent anew, because the payer never took it in (MA130). */
  readonly frequency: '1' | '7'
  /** CLP07 of the latest decision, which a replacement must name in REF F8. */
  readonly payerControl: string | undefined
  readonly fileBy: Day
}

/**
 * Opens a decided claim, to be mended and sent again whole. What was sent stays as it was sent.
 * @throws Trouble `claim.sent` while the payer still has it, `record.missing`
 */
export function reopenClaim(work: CommandWork, id: number, { frequency, payerControl, fileBy }: Reopening): void {
  const { db } = work
  const claim = claimRow(db, id) ?? refuse('record.missing')
  if (OPEN.includes(claim.status) && claim.frequency === frequency) return
  if (!OPEN.includes(claim.status) && !DECIDED_ON.includes(claim.status)) {
    refuse('claim.sent', { message: 'The claim is with the payer.', fix: 'Wait for the payer’s answer, then correct it.' })
  }
  changeClaim(db, id, { frequency, payer_control: payerControl ?? claim.payer_control, file_by: fileBy, status: 'draft', batch: null })
  work.happened({ is: 'claim-moved', claim: id })
  addEvent(work, {
    claim: id,
    shape: 'draft',
    words: frequency === '7' ? 'Opened as a replacement' : 'Opened to be sent anew',
    detail: `Frequency ${frequency}`,
  })
  // Without a stop it would leave with the next batch just as the payer turned it down.
  if (!recheck(work, id).some(isHolding)) {
    setStatus(work, id, 'held')
    addEvent(work, { claim: id, shape: 'held', words: UNTIL_MENDED, detail: '' })
  }
}
