import type { Argument } from '../../../src-shared/contract/index.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { whyNotDecide, writeOffLimits } from '../../access/index.ts'
import { adjustmentReason } from '../../codes/index.ts'
import { fullName } from '../../practice/index.ts'
import { refuse, type CommandWork, type Handlers } from '../../store/index.ts'
import { finish, openDenial } from '../closing.ts'
import { lineSums } from '../records.ts'
import { addApproval, approvalById, approvals, approvalWaiting, decide } from './records.ts'

type Closing = Argument<'denials.close'>

export const approvalHandlers = {
  'approvals.list': ({ db, user }, { state }) => {
    const limits = writeOffLimits(db)
    return approvals(db, state === 'waiting').map((row) => ({
      id: row.id,
      kind: row.kind,
      cents: cents(row.cents),
      patient: fullName(row),
      claim: row.claim,
      denial: row.denial,
      words: `${row.group_code}-${row.reason}, ${adjustmentReason(row.reason).short}`,
      askedBy: row.askedBy,
      askedAt: row.asked_at,
      mayDecide: row.state === 'waiting' && whyNotDecide(user, { by: row.asked_by, cents: cents(row.cents) }, limits) === undefined,
      state: row.state,
      decidedBy: row.decidedBy,
      note: row.note,
    }))
  },

  'approvals.decide': (work, { id, approve, note }) => {
    const { db, clock, user, announce } = work
    const row = approvalById(db, id) ?? refuse('record.missing')
    if (row.state !== 'waiting') refuse('approval.done')
    const why = whyNotDecide(user, { by: row.asked_by, cents: cents(row.cents) }, writeOffLimits(db))
    if (why) refuse(why)
    // First, so that the denial no longer waits when it is closed.
    decide(db, id, { state: approve ? 'approved' : 'declined', by: user.id, at: clock.now(), note })
    if (approve) {
      const denial = openDenial(db, row.denial)
      // What was approved is an amount: when more is open by now, somebody must look again.
      if (lineSums(db, denial.line).payer > row.cents) refuse('record.changed')
      finish(work, denial, JSON.parse(row.input) as Closing)
    }
    work.remark?.(approve ? 'approved' : 'declined')
    announce('denials', [row.denial])
    return {}
  },
} satisfies Pick<Handlers, 'approvals.list' | 'approvals.decide'>

/** Asks a second person to approve a write-off; the denial stays open until then. @throws Trouble `record.changed` when it was asked already */
export function askFor({ db, clock, user, announce, remark }: CommandWork, input: Closing, amount: Cents): number {
  if (approvalWaiting(db, input.id) !== undefined)
    refuse('record.changed', { message: 'This write-off waits for a second person already.', fix: 'It is on the list of approvals.' })
  const id = addApproval(db, { denial: input.id, cents: amount, input: JSON.stringify(input), by: user.id, at: clock.now() })
  remark?.('asked')
  announce('denials', [input.id])
  return id
}
