import type { Day } from '../../src-shared/day.ts'
import type { Does } from '../../src-shared/contract/remittance.ts'
import type { Cents } from '../../src-shared/money.ts'

/*
 * A remittance as Parity works with it: read from the file once, kept in rows, and the same again when the rows are read back.
 */

/** One reason of a CAS segment. A positive amount reduces the payment. */
export type Adjustment = {
  readonly group: string
  readonly reason: string
  readonly cents: Cents
  readonly quantity: number | null
  readonly segment: number
  /** What the practice does with it instead of the usual; null for the usual. */
  readonly does?: Does | null
}
export type Remark = { readonly code: string; readonly segment: number }

/** A service line as the payer decided it (SVC). */
export type PaidLine = {
  readonly n: number
  readonly code: string
  readonly modifiers: readonly string[]
  /** Code and modifiers as they were billed, where the payer changed them (SVC06). */
  readonly submitted: { readonly code: string; readonly modifiers: readonly string[] } | null
  readonly charge: Cents
  readonly paid: Cents
  /** AMT B6. */
  readonly allowed: Cents | null
  readonly units: number | null
  readonly day: Day | null
  /** Our line number, as the payer gives it back (REF 6R). */
  readonly control: string | null
  readonly segment: number
  readonly adjustments: readonly Adjustment[]
  readonly remarks: readonly Remark[]
}

/** A claim as the payer decided it (CLP). */
export type ClaimPayment = {
  readonly n: number
  readonly control: string
  /** CLP02: 1, 2, 3 decided, 4 denied, 19 to 21 decided and sent on, 22 taken back, 23 not theirs, 25 priced only. */
  readonly status: string
  readonly charge: Cents
  readonly paid: Cents
  readonly payerControl: string
  /** REF F8. */
  readonly originalControl: string
  readonly patientLast: string
  readonly patientFirst: string
  readonly memberId: string
  readonly day: Day | null
  /** Name of the payer it was sent on to (NM1 TT). */
  readonly forwardedTo: string
  readonly adjustments: readonly Adjustment[]
  readonly remarks: readonly Remark[]
  readonly lines: readonly PaidLine[]
  /** First and last segment in the file. */
  readonly span: readonly [from: number, to: number]
  /** Why its amounts cannot be trusted; null when they can. */
  readonly broken: string | null
}

/** An adjustment of the payment as a whole (PLB), with its own sign: positive takes from the payment. */
export type ProviderPart = { readonly code: string; readonly reference: string; readonly cents: Cents; readonly segment: number }

/** One payment to one payee: ST to SE. */
export type Payment = {
  readonly payerName: string
  /** What the payer calls itself, for finding it among ours. */
  readonly payerIds: readonly string[]
  /** TRN03, or the next best that names the payer. */
  readonly payerNumber: string
  readonly trace: string
  readonly day: Day
  readonly method: string
  readonly cents: Cents
  readonly claims: readonly ClaimPayment[]
  readonly provider: readonly ProviderPart[]
  /** Why nothing of it may be posted, one sentence, and by how much it is off; null when it may. */
  readonly stop: { readonly why: string; readonly off: Cents } | null
}

/** All reasons of a claim payment, those of its lines behind its own. */
export const adjustmentsOf = ({ adjustments, lines }: Pick<ClaimPayment, 'adjustments' | 'lines'>): Adjustment[] => [
  ...adjustments,
  ...lines.flatMap((line) => line.adjustments),
]

/** Codes and modifiers of lines as a grid shows them: `90837 95, 90785`. */
export const codesOf = (lines: readonly Pick<PaidLine, 'code' | 'modifiers'>[]): string =>
  [...new Set(lines.map((line) => [line.code, ...line.modifiers].join(' ')))].join(', ')

export const codeText = (of: { readonly code: string; readonly modifiers: readonly string[] }): string =>
  [of.code, ...of.modifiers].join(' ')
