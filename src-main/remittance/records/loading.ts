import type { Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { prepared, type Reading } from '../../store/index.ts'
import { sharesOf, type Share } from '../dividing.ts'
import type { Adjustment, ClaimPayment, PaidLine, Remark } from '../facts.ts'
import { linesInBook } from './finding.ts'
import { from, type RemitClaimRow } from './tables.ts'

export type StoredClaim = { readonly row: RemitClaimRow; readonly payment: ClaimPayment }

/* The four tables of claim payments, asked for by remittance or by claim payment. */
const byRemittance = {
  claims: prepared((id: number) => from.selectFrom('remit_claim').selectAll().where('remittance', '=', id).orderBy('n')),
  lines: prepared((id: number) => lines.where('remit_claim.remittance', '=', id)),
  adjustments: prepared((id: number) => adjustments.where('remit_claim.remittance', '=', id)),
  remarks: prepared((id: number) => remarks.where('remit_claim.remittance', '=', id)),
}
const byItself = {
  claims: prepared((id: number) => from.selectFrom('remit_claim').selectAll().where('id', '=', id)),
  lines: prepared((id: number) => lines.where('remit_claim.id', '=', id)),
  adjustments: prepared((id: number) => adjustments.where('remit_claim.id', '=', id)),
  remarks: prepared((id: number) => remarks.where('remit_claim.id', '=', id)),
}
const lines = from
  .selectFrom('remit_line')
  .innerJoin('remit_claim', 'remit_claim.id', 'remit_line.remit_claim')
  .selectAll('remit_line')
  .orderBy('remit_line.id')
const adjustments = from
  .selectFrom('remit_adjustment')
  .innerJoin('remit_claim', 'remit_claim.id', 'remit_adjustment.remit_claim')
  .selectAll('remit_adjustment')
  .orderBy('remit_adjustment.id')
const remarks = from
  .selectFrom('remit_remark')
  .innerJoin('remit_claim', 'remit_claim.id', 'remit_remark.remit_claim')
  .selectAll('remit_remark')
  .orderBy('remit_remark.n')

/** The claim payments of a remittance, or one of them, as they were read from the file. */
export function loadClaims(db: Reading, of: { readonly remittance: number } | { readonly claim: number }): StoredClaim[] {
  const [ask, id] = 'remittance' in of ? [byRemittance, of.remittance] : [byItself, of.claim]
  const byClaim = {
    lines: grouped(db.all(ask.lines(id))),
    adjustments: grouped(db.all(ask.adjustments(id))),
    remarks: grouped(db.all(ask.remarks(id))),
  }
  return db.all(ask.claims(id)).map((row) => {
    const own = byClaim.adjustments.get(row.id) ?? []
    const said = byClaim.remarks.get(row.id) ?? []
    const adjustmentsOf = (line: number | null): Adjustment[] =>
      own
        .filter((one) => one.remit_line === line)
        .map((one) => ({
          group: one.group_code,
          reason: one.reason,
          cents: cents(one.cents),
          quantity: one.quantity,
          segment: one.segment,
          does: one.does,
        }))
    const remarksOf = (line: number | null): Remark[] =>
      said.filter((one) => one.remit_line === line).map(({ code, segment }) => ({ code, segment }))
    const payment: ClaimPayment = {
      n: row.n,
      control: row.control,
      status: row.status,
      charge: cents(row.charge),
      paid: cents(row.paid),
      payerControl: row.payer_control,
      originalControl: row.original_control,
      patientLast: row.patient_last,
      patientFirst: row.patient_first,
      memberId: row.member_id,
      day: row.day as Day | null,
      forwardedTo: row.forwarded_to,
      adjustments: adjustmentsOf(null),
      remarks: remarksOf(null),
      lines: (byClaim.lines.get(row.id) ?? []).map((line): PaidLine => ({
        n: line.n,
        code: line.code,
        modifiers: line.modifiers.split(' ').filter(Boolean),
        submitted: line.submitted === null ? null : codeOf(line.submitted),
        charge: cents(line.charge),
        paid: cents(line.paid),
        allowed: line.allowed === null ? null : cents(line.allowed),
        units: line.units,
        day: line.day as Day | null,
        control: line.control,
        segment: line.segment,
        adjustments: adjustmentsOf(line.id),
        remarks: remarksOf(line.id),
      })),
      span: [row.from_segment, row.to_segment],
      broken: row.outcome === 'unreadable' ? row.reason : null,
    }
    return { row, payment }
  })
}

const matches = prepared((id: number) => from.selectFrom('remit_line').select(['id', 'n', 'line']).where('remit_claim', '=', id))
/** The lines of a claim payment by their place: their row, and which of our lines each was found to be. */
export const matchedLines = (db: Reading, id: number): Map<number, { readonly id: number; readonly line: number | null }> =>
  new Map(db.all(matches(id)).map((one) => [one.n, one]))

/** The shares of our lines in a claim payment that is matched, by the lines it was found to be. */
export function storedShares(db: Reading, { row, payment }: StoredClaim): Share[] {
  if (row.claim === null) return []
  if (payment.lines.length === 0) {
    const ours = linesInBook(db, row.claim)
    return sharesOf(
      payment,
      ours.map((one) => ({ line: one.id, charge: one.cents, said: undefined })),
    )
  }
  const found = matchedLines(db, row.id)
  const targets = payment.lines.map((said) => ({ line: found.get(said.n)?.line ?? 0, charge: said.charge, said }))
  return sharesOf(payment, targets).filter((one) => one.line !== 0)
}

function codeOf(text: string): { code: string; modifiers: string[] } {
  const [code = '', ...modifiers] = text.split(' ')
  return { code, modifiers }
}

function grouped<T extends { readonly remit_claim: number }>(all: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const one of all) {
    const known = groups.get(one.remit_claim)
    if (known) known.push(one)
    else groups.set(one.remit_claim, [one])
  }
  return groups
}
