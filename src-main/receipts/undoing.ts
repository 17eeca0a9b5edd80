import type { Argument } from '../../src-shared/contract/index.ts'
import { cents, sentenceMoney } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { follow, takeBack } from './posting.ts'
import { isUndone, linesOf, linesTouched, moveById, movesOf, partsOf, receiptById, type MoveRow } from './records.ts'
import { overpaidOn, standingOf } from './standing.ts'

/**
 * Takes a move back by the opposite of its entry. A receipt takes everything with it that was done with it; one that was given back in part does not go
 * before its refund is undone. @throws Trouble `receipt.undone`, `receipt.used`
 */
export function undo(work: CommandWork, { move: id, note }: Argument<'receipts.undo'>): void {
  const { db } = work
  const move = moveById(db, id) ?? refuse('record.missing')
  if (move.does === 'undo' || isUndone(db, id)) refuse('receipt.undone')
  if (move.does === 'receive') {
    const living = movesOf(db, must('a payment has its receipt', move.receipt)).filter(
      (one) => one.does !== 'undo' && !isUndone(db, one.id),
    )
    if (living.some((one) => one.does === 'refund'))
      refuse('receipt.used', { message: 'A part of it was given back.', fix: 'Undo the refund first.' })
    for (const one of living.toReversed()) undoOne(work, one, note)
  } else {
    undoOne(work, move, note)
    if (move.receipt !== null) checkReceipt(work, move.receipt)
  }
  work.announce('patients', [move.patient])
}

const WORDS = {
  receive: 'A payment',
  allocate: 'A payment',
  refund: 'A refund',
  transfer: 'A transfer',
  'write-off': 'A write-off',
  undo: '',
} as const

function undoOne(work: CommandWork, move: MoveRow, note: string): void {
  takeBack(work, move, note)
  const parts = linesTouched(work.db, move.entry).map(({ line, cents: own }) => ({ line, cents: cents(Math.abs(own)) }))
  follow(work, parts, (own) => `${WORDS[move.does]} was undone, ${sentenceMoney(own)}`, note)
}

/** What was done with it since leaves nothing below nothing. @throws Trouble `receipt.used` */
function checkReceipt({ db }: CommandWork, id: number): void {
  const receipt = must('a move has its receipt', receiptById(db, id))
  const { credit } = standingOf(db, receipt, overpaidOn(linesOf(db, receipt.patient)))
  if (credit < 0 || [...partsOf(db, id).values()].some((one) => one < 0)) refuse('receipt.used')
}
