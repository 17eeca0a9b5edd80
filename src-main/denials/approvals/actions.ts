import type { Argument } from '../../../src-shared/contract/index.ts'
import { cents, sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { whyNotDecide, writeOffLimits } from '../../access/index.ts'
import { addEvent, claimById } from '../../claims/index.ts'
import { adjustmentReason } from '../../codes/index.ts'
import { fullName } from '../../practice/index.ts'
import { refuse, type CommandWork, type Handlers } from '../../store/index.ts'
import { finish, openDenial } from '../closing.ts'
import { lineSums } from '../records.ts'
import { addApproval, approvalById, approvals, approvalWaiting, decide, isAsked, type Asking } from './records.ts'

type Closing = Argument<'denials.close'>

export const approvalHandlers = {
  'approvals.list': ({ db, user }, { state }) => {
    const limits = writeOffLimits(db)
    return approvals(db, state === 'waiting').map((row) => ({
      id: row.id,
      kind: row.kind,
      cents: cents(row.cents),
      patient: fullName(row),
      patientId: row.patient,
      claim: row.claim,
      denial: row.denial,
      words: wordsOf(row),
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
    if (approve && row.kind !== 'write-off') work.happened({ is: 'approved', kind: row.kind, input: row.input })
    if (approve && row.denial !== null) {
      const denial = openDenial(db, row.denial)
      // What was approved is an amount: when more is open by now, somebody must look again.
      if (lineSums(db, denial.line).payer > row.cents) refuse('record.changed')
      finish(work, denial, JSON.parse(row.input) as Closing)
    }
    work.remark?.(approve ? 'approved' : 'declined')
    announce('denials', row.denial === null ? [] : [row.denial])
    announce('patients', [row.patient])
    return {}
  },
} satisfies Pick<Handlers, 'approvals.list' | 'approvals.decide'>

function wordsOf(row: ReturnType<typeof approvals>[number]): string {
  if (row.kind === 'refund') return 'Given back to the patient'
  if (row.kind === 'patient-write-off') {
    const { reason } = JSON.parse(row.input) as Argument<'receipts.writeOff'>
    return `What the patient owes on claim ${row.claim}: ${reason.replaceAll('-', ' ')}`
  }
  return `${row.group_code}-${row.reason}, ${adjustmentReason(row.reason ?? '').short}`
}

/** Asks a second person to approve a write-off; the denial stays open until then. @throws Trouble `record.changed` when it was asked already */
export function askFor(work: CommandWork, input: Closing, amount: Cents): number {
  const { db } = work
  if (approvalWaiting(db, input.id) !== undefined) refuseTwice('This write-off')
  const { claim } = openDenial(db, input.id)
  const { patient } = must('a denial has its claim', claimById(db, claim))
  const id = ask(work, { kind: 'write-off', patient, claim, denial: input.id, cents: amount, input: JSON.stringify(input) })
  work.announce('denials', [input.id])
  return id
}

type Question = Omit<Asking, 'kind' | 'denial' | 'input' | 'by' | 'at' | 'cents'> & {
  readonly kind: 'patient-write-off' | 'refund'
  readonly cents: Cents
  readonly input: Argument<'receipts.refund' | 'receipts.writeOff'>
}

/** Asks a second person about a patient's money; nothing is posted until then. @throws Trouble `record.changed` when it was asked already */
export function askSecond(work: CommandWork, { input, ...question }: Question): number {
  const { line, receipt, claim } = question
  const isTwice = (line !== undefined && isAsked(work.db, 'line', line)) || (receipt !== undefined && isAsked(work.db, 'receipt', receipt))
  if (isTwice) refuseTwice(question.kind === 'refund' ? 'A refund of this payment' : 'A write-off of this line')
  const id = ask(work, { ...question, input: JSON.stringify(input) })
  if (claim !== null)
    addEvent(work, { claim, shape: 'note', words: `A write-off of ${sentenceMoney(question.cents)} waits for a second person`, detail: '' })
  work.announce('patients', [question.patient])
  return id
}

function ask({ db, clock, user, remark }: CommandWork, asking: Omit<Asking, 'by' | 'at'>): number {
  remark?.('asked')
  return addApproval(db, { ...asking, by: user.id, at: clock.now() })
}

const refuseTwice = (what: string): never =>
  refuse('record.changed', { message: `${what} waits for a second person already.`, fix: 'It is on the list of approvals.' })
