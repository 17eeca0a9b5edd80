import { sql, type Generated, type Selectable } from 'kysely'
import type { METHODS, MOVES } from '../../src-shared/contract/receipts.ts'
import { add, cents, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import { isForNext, type ClaimTables } from '../claims/index.ts'
import type { LedgerTables } from '../ledger/index.ts'
import { prepared, tables, type Reading, type Writing } from '../store/index.ts'

export type Method = (typeof METHODS)[number]
export type Does = (typeof MOVES)[number]

type ReceiptTables = Omit<ClaimTables, 'receipt' | 'patient_move' | 'remit_claim' | 'remit_remark' | 'posting' | 'entry'> &
  Pick<LedgerTables, 'entry' | 'posting'> & {
    receipt: {
      id: Generated<number>
      patient: number
      day: string
      method: Method
      reference: string
      note: string
      cents: number
    }
    patient_move: {
      id: Generated<number>
      patient: number
      receipt: number | null
      entry: number
      does: Does
      undoes: number | null
      day: string
      money: number
      credit: number
      reason: string
      note: string
    }
    // Read here; written by their own rooms.
    remit_claim: { id: number; claim: number | null }
    remit_remark: { remit_claim: number; code: string }
  }
const from = tables<ReceiptTables>()
export type ReceiptRow = Selectable<ReceiptTables['receipt']>
export type MoveRow = Selectable<ReceiptTables['patient_move']>

export const addReceipt = (db: Writing, receipt: Omit<ReceiptRow, 'id'>): number => db.insert(from.insertInto('receipt').values(receipt))
export const addMove = (db: Writing, move: Omit<MoveRow, 'id'>): number => db.insert(from.insertInto('patient_move').values(move))

const receipt = prepared((id: number) => from.selectFrom('receipt').selectAll().where('id', '=', id))
export const receiptById = (db: Reading, id: number): ReceiptRow | undefined => db.first(receipt(id))

const move = prepared((id: number) => from.selectFrom('patient_move').selectAll().where('id', '=', id))
export const moveById = (db: Reading, id: number): MoveRow | undefined => db.first(move(id))

const undoing = prepared((id: number) => from.selectFrom('patient_move').select('id').where('undoes', '=', id))
export const isUndone = (db: Reading, id: number): boolean => db.first(undoing(id)) !== undefined

const ofReceipt = prepared((id: number) => from.selectFrom('patient_move').selectAll().where('receipt', '=', id).orderBy('id'))
/** Everything that was done with a receipt, in its order. */
export const movesOf = (db: Reading, id: number): MoveRow[] => db.all(ofReceipt(id))

const ofPatient = prepared((id: number) => from.selectFrom('patient_move').selectAll().where('patient', '=', id).orderBy('id'))
export const movesOfPatient = (db: Reading, id: number): MoveRow[] => db.all(ofPatient(id))

const receiptsOf = prepared((id: number) =>
  from.selectFrom('receipt').selectAll().where('patient', '=', id).orderBy('day', 'desc').orderBy('id', 'desc'),
)
/** The receipts of a patient, newest first. */
export const receiptsOfPatient = (db: Reading, id: number): ReceiptRow[] => db.all(receiptsOf(id))

const allocated = prepared((id: number) =>
  from
    .selectFrom('patient_move')
    .innerJoin('posting', 'posting.entry', 'patient_move.entry')
    .select(['posting.line', 'posting.cents'])
    .where('patient_move.receipt', '=', id)
    .where('posting.account', '=', 'payment')
    .where('posting.line', 'is not', null),
)
/** What of a receipt stands on which line. */
export function partsOf(db: Reading, id: number): ReadonlyMap<number, Cents> {
  const parts = new Map<number, Cents>()
  for (const { line, cents: amount } of db.all(allocated(id)))
    if (line !== null) parts.set(line, add(parts.get(line) ?? NO_MONEY, cents(amount)))
  return new Map([...parts].filter(([, amount]) => amount !== NO_MONEY))
}

const onLine = prepared((line: number) =>
  from
    .selectFrom('posting')
    .innerJoin('patient_move', 'patient_move.entry', 'posting.entry')
    .select('patient_move.receipt')
    .distinct()
    .where('posting.line', '=', line)
    .where('posting.account', '=', 'payment')
    .where('patient_move.receipt', 'is not', null),
)
/** The receipts of which something stands, or stood, on a line. */
export const receiptsOnLine = (db: Reading, line: number): number[] =>
  db.all(onLine(line)).flatMap((row) => (row.receipt === null ? [] : [row.receipt]))

const touched = prepared((entry: number) =>
  from
    .selectFrom('posting')
    .select(['line', 'cents'])
    .where('entry', '=', entry)
    .where('account', '=', 'patient')
    .where('line', 'is not', null),
)
/** What an entry did to the patient's part, by line. */
export const linesTouched = (db: Reading, entry: number): { line: number; cents: number }[] =>
  db.all(touched(entry)).flatMap((one) => (one.line === null ? [] : [{ line: one.line, cents: one.cents }]))

const moved = prepared((id: number) =>
  from
    .selectFrom('posting')
    .innerJoin('claim', 'claim.id', 'posting.claim')
    .innerJoin('payer', 'payer.id', 'claim.payer')
    .innerJoin('entry', 'entry.id', 'posting.entry')
    .leftJoin('entry as origin', 'origin.id', 'entry.reverses')
    .select(['posting.entry', 'posting.claim', 'entry.kind', 'origin.kind as undoes', 'entry.day', 'payer.name as payerName'])
    .select((e) => [
      sql<number>`sum(iif(posting.account = 'payer', posting.cents, 0))`.as('payer'),
      sql<number>`sum(iif(posting.account = 'patient', posting.cents, 0))`.as('patient'),
      e.fn.sum<number>(sql`iif(posting.account = 'payment', posting.cents, 0)`).as('paid'),
      sql<number>`sum(iif(posting.account = 'adjustment', posting.cents, 0))`.as('off'),
    ])
    .where('claim.patient', '=', id)
    .groupBy(['posting.entry', 'posting.claim'])
    .orderBy('posting.entry')
    .orderBy('posting.claim'),
)
export type MovedRow = ReturnType<typeof movedOf>[number]
/** What each entry did to what is owed on each claim of a patient, in the order it was written. */
export const movedOf = (db: Reading, patient: number) => db.all(moved(patient))

const lineColumns = [
  'claim_line.id as line',
  'claim_line.claim',
  'claim_line.day',
  'payer.name as payerName',
  'payer.kind as payerKind',
] as const
const linesQuery = from
  .selectFrom('claim_line')
  .innerJoin('claim', 'claim.id', 'claim_line.claim')
  .innerJoin('payer', 'payer.id', 'claim.payer')
  .leftJoin('line_sum', 'line_sum.line', 'claim_line.id')
  .select(lineColumns)
  .select((e) => [
    'claim.patient as whose',
    e.fn.coalesce('line_sum.charge', sql<number>`0`).as('charge'),
    e.fn.coalesce('line_sum.payer', sql<number>`0`).as('payer'),
    e.fn.coalesce('line_sum.patient', sql<number>`0`).as('patient'),
    // A plan that decides on the claim said in its last answer (271) up to the month of the session that the member is a QMB.
    sql<number>`exists (select 1 from inquiry as said where said.patient = claim.patient and said.dual = 'Y'
      and said.day < date(claim_line.day, 'start of month', '+1 month')
      and (said.coverage = claim.coverage or exists (select 1 from claim_turn where claim_turn.claim = claim.id and claim_turn.coverage = said.coverage))
      and not exists (select 1 from inquiry as later where later.patient = said.patient and later.coverage = said.coverage and later.outcome = 'active'
        and later.follows is null and later.day < date(claim_line.day, 'start of month', '+1 month')
        and (later.day > said.day or (later.day = said.day and later.id > said.id)) and later.dual is null))`.as('isQmb'),
    sql<number>`exists (select 1 from remit_claim join remit_remark on remit_remark.remit_claim = remit_claim.id
      where remit_claim.claim = claim.id and remit_remark.code in ('N781', 'N782', 'N783'))`.as('isProtected'),
    sql<number>`exists (select 1 from coverage join payer as other on other.id = coverage.payer
      where coverage.patient = claim.patient and other.kind = 'medicaid' and coalesce(coverage.starts, '') <= claim_line.day
        and coalesce(coverage.ends, '9999-12-31') >= claim_line.day)`.as('hasMedicaid'),
  ])
  .orderBy('claim_line.day')
  .orderBy('claim_line.id')
const linesOfPatient = prepared((id: number) => linesQuery.where('claim.patient', '=', id))
const lineById = prepared((id: number) => linesQuery.where('claim_line.id', '=', id))

type Kept = NonNullable<ReturnType<typeof keptLine>>
const keptLine = (db: Reading, id: number) => db.first(lineById(id))
/** `isForNext`: another payer has still to decide on what is left to the patient. */
export type LineRow = Kept & { readonly isForNext: boolean }
const withNext = (db: Reading, row: Kept): LineRow => ({ ...row, isForNext: row.patient > 0 && isForNext(db, row.claim) })
/** The claim lines of a patient with what the ledger says of them, oldest first. */
export const linesOf = (db: Reading, patient: number): LineRow[] => db.all(linesOfPatient(patient)).map((row) => withNext(db, row))
export function lineOf(db: Reading, id: number): LineRow | undefined {
  const row = keptLine(db, id)
  return row && withNext(db, row)
}

const medicaidOn = prepared((patient: number, day: string) =>
  from
    .selectFrom('coverage')
    .innerJoin('payer', 'payer.id', 'coverage.payer')
    .select('coverage.id')
    .where('coverage.patient', '=', patient)
    .where('payer.kind', '=', 'medicaid')
    .where(sql<string>`coalesce(coverage.starts, '')`, '<=', day)
    .where(sql<string>`coalesce(coverage.ends, '9999-12-31')`, '>=', day),
)
export const hasMedicaid = (db: Reading, patient: number, day: string): boolean => db.first(medicaidOn(patient, day)) !== undefined

/** What of the ledger's own checks concerns patients' money. Each count is of what is broken. */
export function brokenMoney(db: Reading): { readonly moves: number; readonly receipts: number; readonly strays: number } {
  const n = sql<number>`count(*)`.as('n')
  const off = from
    .selectFrom('patient_move')
    .leftJoin('posting', 'posting.entry', 'patient_move.entry')
    .select('patient_move.id')
    .groupBy('patient_move.id')
    .having((e) =>
      e.or([
        sql<boolean>`sum(iif(posting.account = 'payment', posting.cents, 0)) <> patient_move.money`,
        sql<boolean>`sum(iif(posting.account = 'credit', -posting.cents, 0)) <> patient_move.credit`,
      ]),
    )
  // Received, less what was given back, is what stands on lines and what waits; none of them below nothing.
  const standing = from
    .selectFrom('patient_move')
    .innerJoin('posting', 'posting.entry', 'patient_move.entry')
    .select('patient_move.receipt')
    .where('patient_move.receipt', 'is not', null)
    .where('posting.account', '=', 'payment')
    .where('posting.line', 'is not', null)
    .groupBy(['patient_move.receipt', 'posting.line'])
    .having(sql`sum(posting.cents)`, '<', 0)
  const sums = from
    .selectFrom('receipt')
    .leftJoin('patient_move', 'patient_move.receipt', 'receipt.id')
    .select('receipt.id')
    .groupBy('receipt.id')
    .having((e) =>
      e.or([
        sql<boolean>`coalesce(sum(patient_move.credit), -1) < 0`,
        sql<boolean>`sum(patient_move.money) < sum(patient_move.credit)`,
        sql<boolean>`sum(iif(patient_move.does = 'receive', patient_move.money, 0)) <> receipt.cents`,
      ]),
    )
  const count = (query: Parameters<typeof db.first<{ n: number }>>[0]): number => db.first(query)?.n ?? 0
  return {
    moves: count(from.selectFrom(off.as('off')).select(n)),
    receipts: count(from.selectFrom(sums.as('off')).select(n)) + count(from.selectFrom(standing.as('off')).select(n)),
    strays: count(
      from
        .selectFrom('entry')
        .leftJoin('patient_move', 'patient_move.entry', 'entry.id')
        .where('entry.kind', '=', 'patient')
        .where('patient_move.id', 'is', null)
        .select(n),
    ),
  }
}
