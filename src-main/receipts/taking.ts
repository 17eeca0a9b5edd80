import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { shownDay } from '../../src-shared/day.ts'
import { cents, NO_MONEY, negate, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { patientById } from '../practice/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { allocate, follow, onCredit, onLines, post } from './posting.ts'
import { addReceipt, linesOf, partsOf, receiptById, type ReceiptRow } from './records.ts'
import { changesOf, refundOf, roomOf, sumOf, type Part } from './rules.ts'
import { lineFor, overpaidOn, standingOf, type Standing } from './standing.ts'
import { METHOD_WORDS } from './words.ts'

/** Takes a payment in: the whole of it as credit, then off the credit to the lines. The first is what was received, the second where it went. */
export function takePayment(work: CommandWork, input: Argument<'receipts.take'>): Output<'receipts.take'> {
  const { db, clock } = work
  const { patient, day, cents: amount, method, reference, note } = input
  if (!patientById(db, patient)) refuse('record.missing')
  if (day > clock.today())
    refuse('input.invalid', { at: { field: 'day' }, message: 'The day is not here yet.', fix: 'Say when it was received.' })
  const parts = changesOf(new Map(), input.parts)
  checkParts(db, patient, parts, amount)
  const receipt = addReceipt(db, { patient, day, method, reference, note, cents: amount })
  const move = post(work, { patient, receipt, does: 'receive', day, money: amount, credit: amount, note, postings: onCredit(amount) })
  if (parts.length > 0) allocate(work, { patient, receipt, day, note: '' }, parts)
  follow(work, parts, (own) => `Paid by the patient ${sentenceMoney(own)}`, [METHOD_WORDS[method], reference].filter(Boolean).join(', '))
  work.announce('patients', [patient])
  return { receipt, move, credit: cents(amount - sumOf(parts)) }
}

/** Lets a receipt stand as said. What is no longer named goes back to the credit. */
export function moveReceipt(work: CommandWork, input: Argument<'receipts.allocate'>): Output<'receipts.allocate'> {
  const { receipt, standing } = livingReceipt(work.db, input.receipt)
  const changes = changesOf(partsOf(work.db, receipt.id), input.parts)
  if (changes.length === 0) return { move: null, credit: standing.credit }
  checkParts(work.db, receipt.patient, changes, standing.credit)
  const { patient } = receipt
  const move = allocate(work, { patient, receipt: receipt.id, day: work.clock.today(), note: input.note }, changes)
  follow(
    work,
    changes,
    (own) => (own < 0 ? `A payment of the patient moved away, ${sentenceMoney(negate(own))}` : `Paid by the patient ${sentenceMoney(own)}`),
    [`received ${shownDay(receipt.day as Argument<'receipts.take'>['day'])}`, input.note].filter(Boolean).join(', '),
  )
  work.announce('patients', [patient])
  return { move, credit: cents(standing.credit - sumOf(changes)) }
}

/** What can be given back of a receipt now. @throws Trouble `receipt.room` when it is less than what is asked */
export function checkRefund(
  db: Reading,
  id: number,
  amount: Cents,
): { readonly receipt: ReceiptRow; readonly credit: Cents; readonly parts: Part[] } {
  const { receipt, standing, overpaid } = livingReceipt(db, id)
  const taken = refundOf(amount, standing.credit, standing.parts, overpaid)
  if (!taken)
    return refuse('receipt.room', {
      at: { field: 'cents' },
      message: `Only ${sentenceMoney(standing.refundable)} of this receipt can be given back.`,
      fix: 'Take it off the session it stands on first, if it does not belong there.',
    })
  return { receipt, ...taken }
}

export function giveBack(work: CommandWork, input: Argument<'receipts.refund'>): void {
  const { receipt, credit, parts } = checkRefund(work.db, input.receipt, input.cents)
  const off = parts.map((one) => ({ line: one.line, cents: negate(one.cents) }))
  const note = [input.reference, input.note].filter(Boolean).join(', ')
  const { patient } = receipt
  post(work, {
    patient,
    receipt: receipt.id,
    does: 'refund',
    day: work.clock.today(),
    money: negate(input.cents),
    credit: negate(credit),
    note,
    postings: [...onCredit(negate(credit)), ...onLines(work, off)],
  })
  follow(work, off, (own) => `Given back to the patient ${sentenceMoney(negate(own))}`, note)
  work.announce('patients', [patient])
}

/** A receipt that was not undone, and how it stands. @throws Trouble `record.missing`, `receipt.undone` */
function livingReceipt(
  db: Reading,
  id: number,
): { readonly receipt: ReceiptRow; readonly standing: Standing; readonly overpaid: ReadonlyMap<number, Cents> } {
  const receipt = receiptById(db, id) ?? refuse('record.missing')
  const overpaid = overpaidOn(linesOf(db, receipt.patient))
  const standing = standingOf(db, receipt, overpaid)
  if (standing.isUndone) refuse('receipt.undone')
  return { receipt, standing, overpaid }
}

/** @throws Trouble `receipt.room` when more is put on lines than there is, or than a line has room for; `receipt.blocked` where the patient owes nothing */
function checkParts(db: Reading, patient: number, changes: readonly Part[], credit: Cents): void {
  const lines = new Map(linesOf(db, patient).map((row) => [row.line, lineFor(row)]))
  for (const { line, cents: amount } of changes) {
    if (amount <= 0) continue
    const known = lines.get(line) ?? refuse('record.missing')
    const room = roomOf(known)
    if (amount <= room) continue
    if (known.block !== null) refuse('receipt.blocked')
    refuse('receipt.room', {
      at: { field: 'parts' },
      message: `No more than ${sentenceMoney(room)} is open on the session of ${shownDay(known.day)}.`,
      fix: 'Leave the rest as credit of the patient.',
    })
  }
  if (sumOf(changes) > credit || credit < NO_MONEY)
    refuse('receipt.room', {
      at: { field: 'parts' },
      message: 'More is put on sessions than was received.',
      fix: 'Lower one of the amounts.',
    })
}
