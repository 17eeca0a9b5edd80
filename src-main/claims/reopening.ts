import type { Day } from '../../src-shared/day.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { addEvent, recheck, setStatus } from './making.ts'
import { changeClaim, claimRow } from './records/claims.ts'
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
