import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { cents, sentenceMoney, sum, type Cents } from '../../src-shared/money.ts'
import { howToWriteOff } from '../access/index.ts'
import { askSecond } from '../denials/index.ts'
import { fullName, patientById } from '../practice/index.ts'
import { refuse, type CommandWork, type Handlers, type Happening, type QueryWork } from '../store/index.ts'
import { checkWriteOff, transfer, writeOff } from './letting-go.ts'
import { moneyOf } from './overview.ts'
import { linesOf, receiptById } from './records.ts'
import { propose } from './rules.ts'
import { lineFor, standingOf, whyOf } from './standing.ts'
import { checkRefund, giveBack, moveReceipt, takePayment } from './taking.ts'
import { undo } from './undoing.ts'

export const handlers = {
  'receipts.of': (work, { patient }) => moneyOf(work, patient),

  'receipts.propose': (work, input) => proposed(work, input),

  'receipts.take': (work, input) => takePayment(work, input),

  'receipts.allocate': (work, input) => moveReceipt(work, input),

  // Money that leaves is never one person's word, whatever the amount (separation of duties); a person alone does it, and the log says so.
  'receipts.refund': (work, input) => {
    const { receipt } = checkRefund(work.db, input.receipt, input.cents)
    const how = howToWriteOff(work.db, work.user, input.cents, { isAlways: true })
    if (how === 'asked') {
      const { patient } = receipt
      return { approval: askSecond(work, { kind: 'refund', patient, claim: null, receipt: receipt.id, cents: input.cents, input }) }
    }
    if (how === 'alone') work.remark?.('alone')
    giveBack(work, input)
    return { approval: null }
  },

  'receipts.transfer': (work, input) => ({ move: transfer(work, input) }),

  'receipts.writeOff': (work, input) => {
    const row = checkWriteOff(work.db, input)
    const how = howToWriteOff(work.db, work.user, input.cents, { isAlways: input.reason === 'bad-debt' })
    if (how === 'asked') {
      const { claim, line } = input
      return { approval: askSecond(work, { kind: 'patient-write-off', patient: row.whose, claim, line, cents: input.cents, input }) }
    }
    if (how === 'alone') work.remark?.('alone')
    writeOff(work, input)
    return { approval: null }
  },

  'receipts.undo': (work, input) => {
    undo(work, input)
    return {}
  },
} satisfies Pick<
  Handlers,
  | 'receipts.of'
  | 'receipts.propose'
  | 'receipts.take'
  | 'receipts.allocate'
  | 'receipts.refund'
  | 'receipts.transfer'
  | 'receipts.writeOff'
  | 'receipts.undo'
>

/** A second person said yes: what was asked for is done, if it still can be. @throws Trouble as the call itself */
export function followApproval(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'approved') return
  if (happening.kind === 'refund') giveBack(work, JSON.parse(happening.input) as Argument<'receipts.refund'>)
  if (happening.kind === 'patient-write-off') writeOff(work, JSON.parse(happening.input) as Argument<'receipts.writeOff'>)
}

/** Where an amount would go. With a receipt: what it stands on already stays, and the proposal is for its credit. */
function proposed(
  { db }: QueryWork,
  { patient, cents: amount, claim, receipt: of }: Argument<'receipts.propose'>,
): Output<'receipts.propose'> {
  const person = patientById(db, patient) ?? refuse('record.missing')
  const rows = linesOf(db, patient)
  const receipt = of === null ? undefined : (receiptById(db, of) ?? refuse('record.missing'))
  if (receipt && receipt.patient !== patient) refuse('record.missing')
  const standing = receipt && standingOf(db, receipt, new Map()).parts
  const { parts, credit } = propose(rows.map(lineFor), amount, claim)
  const said = parts.map((part) => {
    const row = rows.find((one) => one.line === part.line) ?? refuse('record.missing')
    const stays = standing?.find((one) => one.line === part.line)?.cents ?? 0
    return { line: part.line, cents: cents(part.cents + stays), why: whyOf(row) }
  })
  const rest = (standing ?? []).filter((one) => !parts.some(({ line }) => line === one.line))
  return {
    parts: [...said, ...rest.map((one) => ({ ...one, why: 'Stands there already.' }))],
    credit,
    say: sayOf(fullName(person), sum(parts.map((one) => one.cents)), parts.length, credit),
  }
}

function sayOf(name: string, applied: Cents, sessions: number, credit: Cents): string {
  const on = `${sentenceMoney(applied)} goes to ${sessions === 1 ? 'one session' : `${sessions} sessions`}, the oldest first`
  if (sessions === 0) return `Nothing is due now, so ${sentenceMoney(credit)} waits as credit of ${name}.`
  return credit > 0 ? `${on}; ${sentenceMoney(credit)} waits as credit of ${name}.` : `${on}.`
}
