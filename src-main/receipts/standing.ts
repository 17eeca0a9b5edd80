import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, sentenceMoney, sum, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { movesOf, partsOf, type LineRow, type ReceiptRow } from './records.ts'
import { blockOf, dueOf, overpaidOf, refundableOf, roomOf, type Block, type Line, type Part } from './rules.ts'

/** A line as the rules see it. */
export const lineFor = (row: LineRow): Line => ({
  line: row.line,
  claim: row.claim,
  day: row.day as Day,
  payer: cents(row.payer),
  patient: cents(row.patient),
  block: blockOfLine(row),
  isForNext: row.isForNext,
})

const blockOfLine = (row: Pick<LineRow, 'payerKind' | 'isProtected' | 'isQmb' | 'hasMedicaid'>): Block | null =>
  blockOf({ payerKind: row.payerKind, isProtected: row.isProtected === 1, isQmb: row.isQmb === 1, hasMedicaid: row.hasMedicaid === 1 })

/** What was paid too much, by line. */
export const overpaidOn = (rows: readonly LineRow[]): ReadonlyMap<number, Cents> =>
  new Map(rows.map((row) => [row.line, overpaidOf(lineFor(row))]))

export type Standing = {
  readonly credit: Cents
  readonly refunded: Cents
  readonly refundable: Cents
  readonly isUndone: boolean
  readonly parts: Part[]
}

/** How a receipt stands: what waits, what was given back, what stands where. */
export function standingOf(db: Reading, receipt: ReceiptRow, overpaid: ReadonlyMap<number, Cents>): Standing {
  const moves = movesOf(db, receipt.id)
  const credit = sum(moves.map((one) => cents(one.credit)))
  const parts = [...partsOf(db, receipt.id)].map(([line, own]) => ({ line, cents: own }))
  const back = new Map(moves.map((one) => [one.id, one]))
  const refunds = moves.filter((one) => one.does === 'refund' || (one.undoes !== null && back.get(one.undoes)?.does === 'refund'))
  const received = moves.find((one) => one.does === 'receive')
  return {
    credit,
    refunded: cents(0 - sum(refunds.map((one) => cents(one.money)))),
    refundable: refundableOf(credit, parts, overpaid),
    isUndone: moves.some((one) => one.undoes !== null && one.undoes === received?.id),
    parts,
  }
}

/** How a patient's part of a line comes about, in a sentence that may be said. */
export function whyOf(row: LineRow): string {
  const line = lineFor(row)
  const on = `of ${shownDay(line.day)}`
  if (line.block === 'qmb') return `The session ${on}: ${row.payerName} and Medicaid decide; nothing may be asked of the patient.`
  if (line.block === 'medicaid-next')
    return `The session ${on}: Medicaid decides on what ${row.payerName} leaves; nothing may be asked of the patient.`
  if (line.isForNext && line.patient > 0)
    return `${sentenceMoney(line.patient)} of the session ${on} is left by one payer, and the next has still to decide on it; it is not asked for yet.`
  const due = dueOf(line)
  const open = line.payer > 0 ? ` ${sentenceMoney(line.payer)} is still with ${row.payerName}, and is not asked for yet.` : ''
  if (due > 0) return `${sentenceMoney(due)} of the session ${on} is left to the patient after ${row.payerName} decided.${open}`
  const over = overpaidOf(line)
  if (over > 0) return `${sentenceMoney(over)} was paid too much for the session ${on}.`
  if (line.patient < 0) return `${sentenceMoney(cents(0 - line.patient))} was paid ahead for the session ${on}.${open}`
  return line.payer > 0
    ? `The session ${on} is with ${row.payerName}; nothing is asked of the patient yet.`
    : `Nothing is owed for the session ${on}.`
}

export const shownLine = (row: LineRow) => ({
  line: row.line,
  claim: row.claim,
  day: row.day as Day,
  payerName: row.payerName,
  charge: cents(row.charge),
  payer: cents(row.payer),
  patient: cents(row.patient),
  room: roomOf(lineFor(row)),
  block: lineFor(row).block,
  why: whyOf(row),
})

/** What is due of a patient over all lines, and what was paid beyond it. */
export const dueOfAll = (rows: readonly LineRow[]): Cents => (rows.length === 0 ? NO_MONEY : sum(rows.map((row) => dueOf(lineFor(row)))))
