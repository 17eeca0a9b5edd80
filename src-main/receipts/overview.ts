import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { add, cents, NO_MONEY, sentenceMoney, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { fullName, patientById } from '../practice/index.ts'
import { refuse, type QueryWork } from '../store/index.ts'
import {
  hasMedicaid,
  linesOf,
  movedOf,
  movesOfPatient,
  receiptsOfPatient,
  type MovedRow,
  type MoveRow,
  type ReceiptRow,
} from './records.ts'
import { dueOfAll, overpaidOn, shownLine, standingOf } from './standing.ts'
import { METHOD_WORDS, REASON_WORDS } from './words.ts'

type Overview = Output<'receipts.of'>
type Row = Overview['rows'][number]
/** Rows that are shown one by one; what was before them is a count, and in the first balance. */
const MOST_ROWS = 400

/** A patient's money: what is owed and why, what came in and where it stands, and everything that moved it. */
export function moneyOf({ db, clock }: QueryWork, patient: number): Overview {
  const person = patientById(db, patient) ?? refuse('record.missing')
  const lines = linesOf(db, patient)
  const overpaid = overpaidOn(lines)
  const shown = lines.map(shownLine)
  const receipts = receiptsOfPatient(db, patient).map((row) => ({ row, standing: standingOf(db, row, overpaid) }))
  const rows = rowsOf(movedOf(db, patient), movesOfPatient(db, patient), new Map(receipts.map(({ row }) => [row.id, row])))
  return {
    patient,
    name: fullName(person),
    owed: dueOfAll(lines),
    credit: sum(receipts.map(({ standing }) => standing.credit)),
    block: hasMedicaid(db, patient, clock.today()) ? (shown.some(({ block }) => block === 'qmb') ? 'qmb' : 'medicaid') : null,
    lines: shown.filter((one) => one.charge !== 0 || one.patient !== 0),
    receipts: receipts.map(({ row, standing }) => ({
      id: row.id,
      day: row.day as Day,
      method: row.method,
      reference: row.reference,
      note: row.note,
      cents: cents(row.cents),
      ...standing,
    })),
    rows: rows.slice(-MOST_ROWS),
    before: Math.max(0, rows.length - MOST_ROWS),
  }
}

/** Everything in the order it was written, with what the patient owes after each, less the credit. */
function rowsOf(moved: readonly MovedRow[], moves: readonly MoveRow[], receipts: ReadonlyMap<number, ReceiptRow>): Row[] {
  const byEntry = new Map(moves.map((one) => [one.entry, one]))
  const byId = new Map(moves.map((one) => [one.id, one]))
  const undone = new Set(moves.flatMap((one) => (one.undoes === null ? [] : [one.undoes])))
  const seen = new Set<number>()
  const onClaims = moved.map((row) => {
    const move = byEntry.get(row.entry)
    // One entry may stand on several claims; its credit and its undoing are told once, with the first.
    const isFirst = move !== undefined && !seen.has(row.entry)
    seen.add(row.entry)
    return {
      entry: row.entry,
      row: lineRow(row, move && { move, isFirst, isUndone: undone.has(move.id), words: moveWords(move, byId, receipts) }),
    }
  })
  const besides = moves
    .filter((one) => !seen.has(one.entry))
    .map((move) => ({
      entry: move.entry,
      row: lineRow(null, { move, isFirst: true, isUndone: undone.has(move.id), words: moveWords(move, byId, receipts) }),
    }))
  let balance: Cents = NO_MONEY
  return [...onClaims, ...besides]
    .toSorted((a, b) => a.entry - b.entry)
    .map(({ row }) => {
      balance = subtract(add(balance, row.patient), row.credit)
      return { ...row, balance }
    })
}

type Told = { readonly move: MoveRow; readonly isFirst: boolean; readonly isUndone: boolean; readonly words: string }

function lineRow(row: MovedRow | null, told: Told | undefined): Omit<Row, 'balance'> {
  const move = told?.move
  return {
    day: (row?.day ?? move?.day) as Day,
    claim: row?.claim ?? null,
    what: move?.does ?? whatOf(row),
    words: told?.words ?? wordsOf(row),
    payer: cents(row?.payer ?? 0),
    patient: cents(row?.patient ?? 0),
    credit: cents(creditOf(row, told)),
    move: told?.isFirst === true && !told.isUndone && told.move.does !== 'undo' ? told.move.id : null,
    isUndone: told?.isUndone ?? false,
  }
}

/** What goes to a claim comes off the credit row by row; else the credit is told once. */
function creditOf(row: MovedRow | null, told: Told | undefined): number {
  if (!told) return 0
  if (row && told.move.money === 0) return told.move.credit === 0 ? 0 : row.patient
  return told.isFirst ? told.move.credit : 0
}

const whatOf = (row: MovedRow | null): Row['what'] => {
  if (row?.kind === 'charge' || row?.undoes === 'charge') return 'charge'
  return row?.patient === 0 ? 'payer' : 'patient'
}

function wordsOf(row: MovedRow | null): string {
  if (!row) return ''
  const kind = row.undoes ?? row.kind
  if (kind === 'charge') return row.undoes === null ? 'Charge' : 'Charge taken back'
  if (kind === 'write-off') return 'Written off after a denial'
  if (kind === 'transfer') return `Refused by ${row.payerName}, billed to the patient`
  const parts = [
    row.paid === 0 ? '' : `paid ${sentenceMoney(cents(row.paid))}`,
    row.off === 0 ? '' : `written off ${sentenceMoney(cents(row.off))}`,
    row.patient === 0 ? '' : `patient’s part ${sentenceMoney(cents(row.patient))}`,
  ].filter(Boolean)
  return `${row.payerName}: ${parts.join(', ') || 'decided'}`
}

function moveWords(move: MoveRow, byId: ReadonlyMap<number, MoveRow>, receipts: ReadonlyMap<number, ReceiptRow>): string {
  const receipt = move.receipt === null ? undefined : receipts.get(move.receipt)
  const how = receipt ? [METHOD_WORDS[receipt.method], receipt.reference].filter(Boolean).join(' ') : ''
  const why = [REASON_WORDS[move.reason as keyof typeof REASON_WORDS] ?? '', move.note].filter(Boolean).join(', ')
  const tail = why === '' ? '' : `: ${why}`
  switch (move.does) {
    case 'receive':
      return `Received, ${how}${tail}`
    case 'allocate':
      return `Applied, ${how}${tail}`
    case 'refund':
      return `Given back${tail}`
    case 'transfer':
      return `Moved between payer and patient${tail}`
    case 'write-off':
      return `Written off${tail}`
    case 'undo': {
      const first = move.undoes === null ? undefined : byId.get(move.undoes)
      return first ? `Undone: ${moveWords(first, byId, receipts)}` : 'Undone'
    }
  }
}
