import { negate, NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'
import type { Day } from '../../src-shared/day.ts'
import type { FoundClaim } from '../claims/index.ts'
import { codeText, type ClaimPayment, type PaidLine } from './facts.ts'
import { isReversal } from './rules.ts'

/*
 * Which claim a claim payment belongs to, and which line a paid line. Pure: scores what was gathered, and says why in words.
 */

/** How a claim was found, the surest first. */
export type Way = 'our number' | 'our number, written otherwise' | 'the payer’s number' | 'member id and day' | 'by hand'
export type Gathered = { readonly claim: FoundClaim; readonly way: Way }
export type Point = 'claim number' | 'payer’s number' | 'patient' | 'member id' | 'service day' | 'code' | 'charge'

/** A number as payers may return it: in capitals, without leading zeros. */
export const looseControl = (control: string): string => control.trim().toUpperCase().replace(/^0+/, '')
/** The longest claim number a payer must return (CLP01); longer ones come back cut. */
export const CONTROL_LENGTH = 20

const letters = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, '')
const signs = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The same name, one cut short, or one or two letters apart in a long one. */
export function isLikeName(one: string, other: string): boolean {
  const [a, b] = [letters(one), letters(other)]
  if (a === '' || b === '') return false
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length >= 3 && long.startsWith(short)) return true
  return short.length >= 4 && distance(a, b) <= (short.length >= 7 ? 2 : 1)
}

/** The same id, or one with a prefix or suffix that the other lacks (dependents, plan letters). */
export function isLikeMember(one: string, other: string): boolean {
  const [a, b] = [signs(one), signs(other)]
  if (a === '' || b === '') return false
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= 6 && long.length - short.length <= 3 && long.includes(short)
}

/** Letters to change, add or leave out to make one text the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let n = 1; n <= other.length; n++) {
      const change = (row[n - 1] ?? 0) + (one[at - 1] === other[n - 1] ? 0 : 1)
      next.push(Math.min(change, (row[n] ?? 0) + 1, (next[n - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** A charge to compare: a reversal has its amounts negated. */
const chargeOf = (payment: Pick<ClaimPayment, 'status' | 'charge'>): Cents =>
  isReversal(payment) ? negate(payment.charge) : payment.charge

/** The points in which a claim payment fits a claim. */
export function pointsOf(payment: ClaimPayment, { claim, way }: Gathered): Point[] {
  const day = payment.day
  const billed = new Set(claim.codes.split(/[ ,]+/))
  const codes = payment.lines.map((line) => (line.submitted ?? line).code)
  return [
    ...(way === 'our number' || way === 'our number, written otherwise' ? (['claim number'] as const) : []),
    ...(way === 'the payer’s number' ? (['payer’s number'] as const) : []),
    ...(isLikeName(payment.patientLast, claim.patientLast) ? (['patient'] as const) : []),
    ...(isLikeMember(payment.memberId, claim.memberId) ? (['member id'] as const) : []),
    ...(day !== null && day >= claim.firstDay && day <= claim.lastDay ? (['service day'] as const) : []),
    ...(codes.length > 0 && codes.every((code) => billed.has(code)) ? (['code'] as const) : []),
    ...(chargeOf(payment) === claim.cents ? (['charge'] as const) : []),
  ]
}

export type Choice =
  | { readonly is: 'one'; readonly claim: FoundClaim; readonly by: string }
  /** Somebody has to look. */
  | { readonly is: 'doubt'; readonly why: string }

/**
 * The claim of a payment. A number alone is not enough: payers return wrong ones, and practices of before Parity used them again. Patient or member must
 * be similar, and the charge the same, or at least every line named must be a line of ours (a payer that splits claims).
 * @param coversLines whether all lines of the payment are lines of a claim at their charges
 */
export function chooseClaim(payment: ClaimPayment, gathered: readonly Gathered[], coversLines: (claim: FoundClaim) => boolean): Choice {
  const scored = gathered.filter((one) => one.way !== 'member id and day').map((one) => ({ ...one, points: pointsOf(payment, one) }))
  const isPerson = (one: { readonly points: readonly Point[] }): boolean =>
    one.points.includes('patient') || one.points.includes('member id')
  const fitting = scored.filter((one) => isPerson(one) && (one.points.includes('charge') || coversLines(one.claim)))
  const [best, next] = [...fitting].sort((one, other) => weight(other) - weight(one))
  if (best && next && weight(best) === weight(next)) return { is: 'doubt', why: `claims ${best.claim.id} and ${next.claim.id} fit alike` }
  if (best)
    return { is: 'one', claim: best.claim, by: `${best.way}; ${best.points.filter((one) => !one.endsWith('number')).join(', ')} agree` }
  const [doubtful] = scored
  if (doubtful) {
    const why = isPerson(doubtful)
      ? `the charge is not that of claim ${doubtful.claim.id}`
      : `the patient is not that of claim ${doubtful.claim.id}`
    return { is: 'doubt', why }
  }
  return { is: 'doubt', why: gathered.length > 0 ? 'no such number, a claim of the member fits' : 'no such number' }
}

const WEIGHTS: Readonly<Record<Point, number>> = {
  charge: 32,
  patient: 16,
  'member id': 16,
  'service day': 8,
  code: 4,
  'claim number': 2,
  'payer’s number': 1,
}
/** A claim that was withdrawn or taken back gives way to one that lives. */
const weight = ({ claim, points }: { readonly claim: FoundClaim; readonly points: readonly Point[] }): number =>
  points.reduce((all, one) => all + WEIGHTS[one], 0) - (claim.status === 'voided' ? 40 : 0)

/** A line of ours as a paid line looks for it. */
export type OurLine = {
  readonly id: number
  readonly code: string
  readonly modifiers: readonly string[]
  readonly day: Day
  readonly cents: Cents
  readonly control: string
}
export type LineMatch = { readonly said: PaidLine; readonly line: number; readonly by: string }

/**
 * Which of our lines each paid line is: by our line number (REF 6R); by code (as billed, else as paid), modifiers, day and charge; by code and charge; by
 * order when as many are left on both sides and their charges agree. A line of ours is taken once, but a payer may split one under its number.
 * @returns undefined when a line fits none of ours, or the charges of a line do not add up to ours
 */
export function matchLines(payment: ClaimPayment, ours: readonly OurLine[]): LineMatch[] | undefined {
  const found = new Map<number, LineMatch>()
  const free = (): OurLine[] => ours.filter((line) => ![...found.values()].some((one) => one.line === line.id))
  const left = (): PaidLine[] => payment.lines.filter((said) => !found.has(said.n))
  const size = (said: PaidLine): Cents => (isReversal(payment) ? negate(said.charge) : said.charge)
  const take = (by: string, fits: (said: PaidLine, line: OurLine) => boolean, isShared = false): void => {
    for (const said of left()) {
      const line = (isShared ? ours : free()).find((one) => fits(said, one))
      if (line) found.set(said.n, { said, line: line.id, by })
    }
  }
  const codes = (said: PaidLine) => (said.submitted ? [said.submitted, said] : [said])
  const sorted = (of: { readonly code: string; readonly modifiers: readonly string[] }): string =>
    codeText({ code: of.code, modifiers: [...of.modifiers].sort() })
  take('line number', (said, line) => said.control !== null && looseControl(said.control) === looseControl(line.control), true)
  take(
    'code, day and charge',
    (said, line) => said.day === line.day && size(said) === line.cents && codes(said).some((one) => sorted(one) === sorted(line)),
  )
  take('code and charge', (said, line) => size(said) === line.cents && codes(said).some((one) => one.code === line.code))
  if (left().length === free().length) {
    const rest = free()
    const places = new Map(left().map((said, at) => [said.n, rest[at]?.id]))
    take('order', (said, line) => places.get(said.n) === line.id && size(said) === line.cents)
  }
  if (left().length > 0) return undefined
  const matches = [...found.values()].sort((one, other) => one.said.n - other.said.n)
  const agrees = ours.every((line) => {
    const own = matches.filter((one) => one.line === line.id)
    return own.length === 0 || sum(own.map((one) => size(one.said))) === (line.cents ?? NO_MONEY)
  })
  return agrees ? matches : undefined
}
