import type { Output } from '../../src-shared/contract/index.ts'
import { must } from '../../src-shared/result.ts'
import { payerById } from '../practice/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { decisionOf } from './coordination.ts'
import { correctBy } from './limits.ts'
import { addEvent, recheck } from './making.ts'
import { changeClaim, claimRow } from './records/claims.ts'
import { decisionsOn } from './records/turns.ts'
import type { ClaimRow } from './records/tables.ts'
import { DECIDED_ON, reopenClaim } from './reopening.ts'
import { isHolding } from './scrub/finding.ts'

/* What a payer decided is replaced whole (frequency 7) or voided (8), under the payer's number (REF F8). Source: 005010X222A1, CLM05-3. */

/** Why a claim can be neither replaced nor voided; undefined when it can. */
export function whyNotReplaced(db: Reading, claim: ClaimRow): 'undecided' | 'medicare' | 'number' | undefined {
  if (!DECIDED_ON.includes(claim.status)) return 'undecided'
  if (payerById(db, claim.payer)?.kind === 'medicare') return 'medicare'
  return claim.payer_control === null ? 'number' : undefined
}

/** @throws Trouble `claim.sent` while the payer has not decided, `claim.number` without its number, `input.invalid` of Medicare, which takes neither */
function decided(work: CommandWork, id: number): ClaimRow {
  const claim = claimRow(work.db, id) ?? refuse('record.missing')
  switch (whyNotReplaced(work.db, claim)) {
    case 'undecided':
      return refuse('claim.sent', {
        message: 'The payer has not decided on the claim.',
        fix: 'Wait for its answer. One that was turned back is sent anew.',
      })
    case 'medicare':
      return refuse('input.invalid', {
        message: 'Medicare takes no replacement or void of a professional claim.',
        fix: 'Ask for a reopening by phone or portal, or appeal.',
      })
    case 'number':
      return refuse('claim.number', { fix: 'Post the remittance that has it, or ask for the status of the claim.' })
    case undefined:
      return claim
  }
}

/** Opens a claim to be mended and sent whole in place of what the payer has. */
export function replaceClaim(work: CommandWork, id: number): Output<'claims.replace'> {
  const { db, clock } = work
  const claim = decided(work, id)
  const payer = must('a claim has its payer', payerById(db, claim.payer))
  const day = decisionOf(decisionsOn(db, id), claim.turn)?.day ?? clock.today()
  reopenClaim(work, id, { frequency: '7', payerControl: undefined, fileBy: correctBy(payer, day) })
  return {}
}

/** Makes a claim ready to leave as its own void: with the content the payer has, and nothing mended. */
export function voidClaim(work: CommandWork, id: number, reason: string): Output<'claims.void'> {
  const { db } = work
  const claim = decided(work, id)
  changeClaim(db, id, { frequency: '8', status: 'draft', batch: null, opened_from: claim.status })
  work.happened({ is: 'claim-moved', claim: id })
  addEvent(work, { claim: id, shape: 'draft', words: 'To be voided', detail: reason })
  const stops = recheck(work, id).filter(isHolding).length
  return { status: stops > 0 ? 'held' : 'ready', stops }
}
