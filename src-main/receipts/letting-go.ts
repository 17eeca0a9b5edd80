import type { Argument } from '../../src-shared/contract/index.ts'
import { cents, negate, NO_MONEY, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { follow, placeOf, post } from './posting.ts'
import { lineOf, type LineRow } from './records.ts'
import { dueOf } from './rules.ts'
import { lineFor } from './standing.ts'
import { REASON_WORDS } from './words.ts'

type OnLine = { readonly claim: number; readonly line: number; readonly cents: Cents }

/** A line of a claim. @throws Trouble `record.missing` when the claim has no such line */
function ownLine(db: Reading, { claim, line }: OnLine): LineRow {
  const row = lineOf(db, line)
  if (row?.claim !== claim) return refuse('record.missing')
  return row
}

function within(amount: Cents, room: Cents, whose: string): void {
  if (amount > room)
    refuse('receipt.room', {
      at: { field: 'cents' },
      message: `${whose} owes ${sentenceMoney(room)} on this line.`,
      fix: 'Lower the amount.',
    })
}

/** Moves what is owed on a line between payer and patient. @returns the number of the move */
export function transfer(work: CommandWork, input: Argument<'receipts.transfer'>): number {
  const row = ownLine(work.db, input)
  const known = lineFor(row)
  const isToPatient = input.to === 'patient'
  if (isToPatient && known.block !== null) refuse('receipt.blocked')
  within(
    input.cents,
    isToPatient ? cents(Math.max(0, known.payer)) : cents(Math.max(0, known.patient)),
    isToPatient ? row.payerName : 'The patient',
  )
  const line = placeOf(work, input.line)
  const onPatient = isToPatient ? input.cents : negate(input.cents)
  const move = post(work, {
    patient: row.whose,
    receipt: null,
    does: 'transfer',
    day: work.clock.today(),
    money: NO_MONEY,
    credit: NO_MONEY,
    note: input.note,
    postings: [
      { account: 'patient', cents: onPatient, line },
      { account: 'payer', cents: negate(onPatient), line },
    ],
  })
  const to = isToPatient ? 'to the patient' : `back to ${row.payerName}`
  follow(work, [{ line: input.line, cents: input.cents }], (own) => `Moved ${to}, ${sentenceMoney(own)}`, input.note)
  work.announce('patients', [row.whose])
  return move
}

/** What the patient owes on a line must be at least what is let go. @throws Trouble `receipt.room` */
export function checkWriteOff(db: Reading, input: OnLine): LineRow {
  const row = ownLine(db, input)
  // What may not be asked for may still be written off: it stands on the patient's side of the book.
  within(input.cents, dueOf({ ...lineFor(row), block: null }), 'The patient')
  return row
}

export function writeOff(work: CommandWork, input: Argument<'receipts.writeOff'>): void {
  const row = checkWriteOff(work.db, input)
  const line = placeOf(work, input.line)
  post(work, {
    patient: row.whose,
    receipt: null,
    does: 'write-off',
    day: work.clock.today(),
    money: NO_MONEY,
    credit: NO_MONEY,
    reason: input.reason,
    note: input.note,
    postings: [
      { account: 'patient', cents: negate(input.cents), line },
      { account: 'adjustment', cents: input.cents, line },
    ],
  })
  const why = [REASON_WORDS[input.reason], input.note].filter(Boolean).join(', ')
  follow(work, [{ line: input.line, cents: input.cents }], (own) => `Written off for the patient, ${sentenceMoney(own)}`, why)
  work.announce('patients', [row.whose])
}
