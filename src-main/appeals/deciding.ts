import { addEvent, claimById, setStatus } from '../claims/index.ts'
import { denialById } from '../denials/index.ts'
import { claimSums } from '../ledger/index.ts'
import type { CommandWork, Happening } from '../store/index.ts'
import { appealsOf, changeAppeal, openOnLine } from './records.ts'
import { decisionOf } from './rules.ts'

const WORDS = { won: 'Appeal won', 'partly-won': 'Appeal won in part', lost: 'Appeal lost', withdrawn: 'Appeal not sent' } as const

/** A denial ended: its appeals end with it, by what it came to. */
export function decideAppeals(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'denial-closed') return
  const { db, clock } = work
  const denial = denialById(db, happening.denial)
  if (!denial) return
  const open = openOnLine(db, denial.line)
  for (const appeal of appealsOf(db, denial.id)) {
    const decision = decisionOf(appeal.status, denial.outcome, open)
    if (!decision) continue
    changeAppeal(db, appeal.id, { status: decision, changed_at: clock.now() })
    addEvent(work, {
      claim: appeal.claim,
      shape: decision === 'won' || decision === 'partly-won' ? 'overturned' : 'note',
      words: `${WORDS[decision]}, level ${appeal.level}`,
      detail: '',
    })
    work.announce('appeals', [appeal.id])
    const claim = claimById(db, appeal.claim)
    if (decision === 'won' && claim?.status === 'paid' && claimSums(db, appeal.claim).payer === 0)
      setStatus(work, appeal.claim, 'overturned')
  }
}
