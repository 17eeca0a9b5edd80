import type { Day } from '../../src-shared/day.ts'
import { NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'
import type { ClaimInPlace } from '../x12/index.ts'
import type { Decision } from './plans.ts'

/* What a payer remembers. It is plain data, so that it can be kept in a file between two rounds. */

/** A claim that came. */
export type Held = {
  readonly decision: Decision
  /** ISA06 of the file it came in. */
  readonly sender: string
  readonly receivedOn: Day
  /** `void`: it only takes another one back; `reversed`: it was paid and is taken back. */
  readonly is: 'rejected' | 'waiting' | 'void' | 'paid' | 'reversed'
  /** The payer's number of the claim it replaces or voids. */
  readonly replaces?: string
  readonly paid?: { readonly trace: string; readonly on: Day }
}

/** Money that a payee owes the payer. */
export type Owed = { readonly payee: string; readonly reference: string; readonly amount: Cents; readonly is: 'FB' | 'WO' }

export type State = {
  /** The last control number of a file, and the last number of a claim. */
  readonly controls: number
  readonly numbers: number
  /** Sender and ISA13 of every envelope that was taken. */
  readonly envelopes: readonly string[]
  readonly claims: readonly Held[]
  readonly owed: readonly Owed[]
}

export const NOTHING_YET: State = { controls: 0, numbers: 0, envelopes: [], claims: [], owed: [] }

export const claimOf = ({ decision }: Held): ClaimInPlace => decision.place

/** The number of a subscriber, and who of the plan is the patient. */
export const memberId = ({ subscriber }: ClaimInPlace): string => subscriber.name.name.id ?? ''
export const patientOf = (place: ClaimInPlace): string => {
  const { name, first = '' } = (place.patient?.name ?? place.subscriber.name).name
  return `${memberId(place)}|${name}|${first}`.toUpperCase()
}
export const firstDay = ({ claim }: ClaimInPlace): Day => claim.lines.map((line) => line.day.when.from).reduce((a, b) => (b < a ? b : a))

/** Who is paid: NPI, or the tax number of a provider without one. */
export const payeeOf = ({ billing }: ClaimInPlace): string => billing.provider.name.id ?? billing.provider.taxId.value

/** Whether a claim counts: it was taken, and not taken back. */
export const counts = ({ is }: Held): boolean => is === 'waiting' || is === 'paid'

export const paidBy = ({ lines }: Decision): Cents => sum(lines.map((line) => line.paid))

/** What adjustments of a group, and of a reason, come to in a decision. */
export const adjustedBy = ({ lines }: Decision, group: string, reason?: string): Cents =>
  sum(
    lines.flatMap((line) =>
      line.adjustments.filter((one) => one.group === group && (reason === undefined || one.reason === reason)).map((one) => one.amount),
    ),
  )

/** What a patient has used of the plan in the year of a day: visits, and of the deductible. */
export function usedBy(claims: readonly Held[], place: ClaimInPlace, on: Day): { readonly visits: number; readonly deductible: Cents } {
  const own = claims.filter(
    (one) => counts(one) && patientOf(claimOf(one)) === patientOf(place) && firstDay(claimOf(one)).slice(0, 4) === on.slice(0, 4),
  )
  const seen = own.filter(({ decision }) => decision.lines.some((line) => line.allowed > NO_MONEY))
  return { visits: seen.length, deductible: sum(own.map(({ decision }) => adjustedBy(decision, 'PR', '1'))) }
}
