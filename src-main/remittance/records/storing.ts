import { sum, type Cents } from '../../../src-shared/money.ts'
import { prepared, type Reading, type SqlValue, type Writing } from '../../store/index.ts'
import type { Decision } from '../decision.ts'
import { partsOf, sharesOf } from '../dividing.ts'
import { adjustmentsOf, codesOf, codeText, type Adjustment, type ClaimPayment, type Payment, type Remark } from '../facts.ts'
import type { Bearer } from '../rules.ts'
import type { Does } from '../../../src-shared/contract/remittance.ts'
import { from, type NewRemittance, type RemitClaimRow, type RemittanceRow } from './tables.ts'

/*
 * A remittance in rows. Everything the payer said of money is kept with the segment that says it.
 */

type Row = Record<string, SqlValue>

/** @returns the remittance's number */
export const addRemittance = (db: Writing, row: NewRemittance): number => db.insert(from.insertInto('remittance').values(row))

export function changeRemittance(db: Writing, id: number, changes: Partial<Pick<RemittanceRow, 'status' | 'reason' | 'posted_at'>>): void {
  db.run(from.updateTable('remittance').set(changes).where('id', '=', id))
}

/** The first number that is free in a table whose rows are never removed; good until the transaction ends. */
const nextId = (db: Reading, table: 'remit_claim' | 'remit_line' | 'remit_adjustment'): number =>
  (db.first(from.selectFrom(table).select((e) => e.fn.max<number | null>('id').as('id')))?.id ?? 0) + 1

/** Writes claim payments with lines, reasons and remarks, each with what is to become of it. */
export function storeClaims(db: Writing, remittance: number, decisions: readonly Decision[]): void {
  const first = { claim: nextId(db, 'remit_claim'), line: nextId(db, 'remit_line'), adjustment: nextId(db, 'remit_adjustment') }
  const rows: Record<'claims' | 'lines' | 'adjustments' | 'remarks', Row[]> = { claims: [], lines: [], adjustments: [], remarks: [] }
  for (const decision of decisions) {
    const { payment } = decision
    const id = first.claim + rows.claims.length
    rows.claims.push({ id, remittance, ...saidRow(payment), ...decidedRow(decision) })
    const adjust = (line: number | null, all: readonly Adjustment[]): void => {
      for (const one of all) {
        const { group, reason, segment } = one
        rows.adjustments.push({
          id: first.adjustment + rows.adjustments.length,
          remit_claim: id,
          remit_line: line,
          group_code: group,
          reason,
          cents: one.cents,
          quantity: wholeOrNull(one.quantity),
          segment,
          does: null,
        })
      }
    }
    let remarks = 0
    const remark = (line: number | null, all: readonly Remark[]): void => {
      for (const one of all) rows.remarks.push({ remit_claim: id, n: ++remarks, remit_line: line, code: one.code, segment: one.segment })
    }
    adjust(null, payment.adjustments)
    remark(null, payment.remarks)
    for (const line of payment.lines) {
      const match = decision.lines.find((one) => one.said.n === line.n)
      const own = first.line + rows.lines.length
      rows.lines.push({
        id: own,
        remit_claim: id,
        n: line.n,
        code: line.code,
        modifiers: line.modifiers.join(' '),
        submitted: line.submitted && codeText(line.submitted),
        charge: line.charge,
        paid: line.paid,
        allowed: line.allowed,
        units: wholeOrNull(line.units),
        day: line.day,
        control: line.control,
        line: match?.line ?? null,
        matched_by: match?.by ?? '',
        segment: line.segment,
      })
      adjust(own, line.adjustments)
      remark(own, line.remarks)
    }
  }
  db.insertRows('remit_claim', rows.claims)
  db.insertRows('remit_line', rows.lines)
  db.insertRows('remit_adjustment', rows.adjustments)
  db.insertRows('remit_remark', rows.remarks)
}

const wholeOrNull = (value: number | null): number | null => (value !== null && value % 1 === 0 ? value : null)

/** What it says by who bears it, as the practice has it. */
function sumsOf(payment: ClaimPayment): Record<'patient' | 'contractual' | 'denied', Cents> {
  const shares = said(payment)
  const of = (bearer: Bearer): Cents => sum(partsOf(shares, bearer).map((one) => one.cents))
  return { patient: of('patient'), contractual: of('written-off'), denied: of('denied') }
}

function saidRow(payment: ClaimPayment) {
  return {
    n: payment.n,
    control: payment.control,
    status: payment.status,
    charge: payment.charge,
    paid: payment.paid,
    ...sumsOf(payment),
    payer_control: payment.payerControl,
    original_control: payment.originalControl,
    patient_last: payment.patientLast,
    patient_first: payment.patientFirst,
    member_id: payment.memberId,
    day: payment.day,
    codes: codesOf(payment.lines),
    forwarded_to: payment.forwardedTo,
    from_segment: payment.span[0],
    to_segment: payment.span[1],
  }
}

/** The shares of the payer's own lines, or of the claim as one when it names none: for the sums of a row, whatever it is matched with. */
const said = (payment: ClaimPayment) =>
  sharesOf(
    payment,
    payment.lines.length > 0
      ? payment.lines.map((line) => ({ line: 0, charge: line.charge, said: line }))
      : [{ line: 0, charge: payment.charge, said: undefined }],
  )

const decidedRow = ({ claim, matchedBy, outcome, word, reason, off, turn }: Decision) => ({
  turn,
  claim: claim?.id ?? null,
  matched_by: matchedBy,
  outcome,
  becomes: word,
  reason,
  off_cents: off,
})

const decided = prepared(
  (
    id: number,
    claim: number | null,
    by: string,
    outcome: string,
    word: string,
    reason: string,
    off: number,
    entry: number | null,
    reverses: number | null,
    turn: number,
    patient: number,
    contractual: number,
    denied: number,
  ) =>
    from
      .updateTable('remit_claim')
      .set({ claim, matched_by: by, outcome, becomes: word, reason, off_cents: off, entry, reverses, turn, patient, contractual, denied })
      .where('id', '=', id),
)
const did = prepared((id: number, group: string, reason: string, does: Does | null) =>
  from
    .updateTable('remit_adjustment')
    .set({ does })
    .where('remit_claim', '=', id)
    .where('group_code', '=', group)
    .where('reason', '=', reason),
)
const undid = prepared((id: number) => from.updateTable('remit_adjustment').set({ does: null }).where('remit_claim', '=', id))
const unmatched = prepared((id: number) => from.updateTable('remit_line').set({ line: null, matched_by: '' }).where('remit_claim', '=', id))
const matchedLine = prepared((id: number, n: number, line: number, by: string) =>
  from.updateTable('remit_line').set({ line, matched_by: by }).where('remit_claim', '=', id).where('n', '=', n),
)
/** Writes what became of a claim payment that is there already, its entry, and which lines it was found to be. */
export function storeDecision(
  db: Writing,
  row: Pick<RemitClaimRow, 'id' | 'claim' | 'outcome'>,
  decision: Decision,
  { entry, isPosted = false }: { readonly entry: number | null; readonly isPosted?: boolean },
): void {
  const { claim, matchedBy, outcome, word, reason, off, reverses, turn } = decision
  const { patient, contractual, denied } = sumsOf(decision.payment)
  const taken = isPosted ? (reverses?.id ?? null) : null
  db.run(
    decided(
      row.id,
      claim?.id ?? null,
      matchedBy,
      isPosted ? 'posted' : outcome,
      word,
      reason,
      off,
      entry,
      taken,
      turn,
      patient,
      contractual,
      denied,
    ),
  )
  if (isPosted) for (const of of adjustmentsOf(decision.payment)) if (of.does) db.run(did(row.id, of.group, of.reason, of.does))
  if (row.outcome === 'will-post' && row.claim === claim?.id) return
  db.run(unmatched(row.id))
  for (const line of decision.lines) db.run(matchedLine(row.id, line.said.n, line.line, line.by))
}

/** How a claim payment is matched that a person took off its claim: it is held until a person ties it again. */
export const TAKEN_OFF = 'taken off'
/** Holds a claim payment that was posted, with the entry that keeps its money. */
export function putOff(db: Writing, id: number, { entry, reason }: { readonly entry: number | null; readonly reason: string }): void {
  db.run(
    from
      .updateTable('remit_claim')
      .set({ claim: null, matched_by: TAKEN_OFF, outcome: 'held', becomes: 'Held', reason, off_cents: 0, entry, reverses: null })
      .where('id', '=', id),
  )
  // Posted again, it is decided as the practice has it then.
  db.run(undid(id))
  db.run(unmatched(id))
}

const numbered = prepared((claim: number, control: string) =>
  from.updateTable('claim').set({ payer_control: control }).where('id', '=', claim),
)
/** A replacement names the number of the payer whose turn it is (CLP07), not that of one before or behind it. */
export function keepPayerControl(db: Writing, claim: number, control: string): void {
  db.run(numbered(claim, control))
}

export function storeProvider(db: Writing, remittance: number, payment: Payment): void {
  db.insertRows(
    'remit_provider',
    payment.provider.map((one, n) => ({
      remittance,
      n: n + 1,
      code: one.code,
      reference: one.reference,
      cents: one.cents,
      segment: one.segment,
    })),
  )
}
