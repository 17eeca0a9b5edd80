import { cents, NO_MONEY, splitBy, subtract, sum, type Cents } from '../../src-shared/money.ts'
import type { Adjustments835, Claim837 } from '../x12/index.ts'
import type { LineDecision } from './plans.ts'

/* Coordination of benefits: what the payers before left to the patient is the most that a later one pays. Source: 005010X222A1, 2320 and 2430. */

type Other = NonNullable<Claim837['otherPayers']>[number]
type Line = Claim837['lines'][number]

const notThePatients = (all: readonly Pick<Adjustments835, 'group' | 'adjustments'>[] = []): Cents =>
  sum(all.filter((one) => one.group !== 'PR').flatMap((one) => one.adjustments.map(({ amount }) => amount)))

const decidedBy = ({ payer }: Other, line: Line) => line.adjudications?.find(({ decision }) => decision.payer === payer.name.id)

/** Payers that have decided on the claim. */
export const decidedBefore = ({ otherPayers = [], lines }: Claim837): readonly Other[] =>
  otherPayers.filter((one) => one.paid !== undefined || lines.some((line) => decidedBy(one, line) !== undefined))

const within = (amount: number, most: Cents): Cents => cents(Math.max(0, Math.min(amount, most)))

function leftBy(other: Other, { lines }: Claim837): Cents[] {
  const charges = lines.map(({ service }) => service.charge)
  if (lines.some((line) => decidedBy(other, line)))
    return lines.map((line) => {
      const own = decidedBy(other, line)
      const { charge } = line.service
      return own ? within(charge - own.decision.paid - notThePatients(own.adjustments), charge) : charge
    })
  const charge = sum(charges)
  return splitBy(within(charge - (other.paid?.amount ?? 0) - notThePatients(other.adjustments), charge), charges)
}

/** What is left of each line by those who decided before, the least of them; undefined when nobody did. */
export function leftBefore(claim: Claim837): readonly Cents[] | undefined {
  const before = decidedBefore(claim)
  if (before.length === 0) return undefined
  const each = before.map((other) => leftBy(other, claim))
  return claim.lines.map(({ service }, n) => within(Math.min(...each.map((one) => one[n] ?? 0)), service.charge))
}

/** Whether what a payer before decided adds up to the charge: as a whole, or line by line. */
export function addsUp(other: Other, { claim, lines }: Claim837): boolean {
  const all = (some: readonly Pick<Adjustments835, 'adjustments'>[] = []): Cents =>
    sum(some.flatMap((one) => one.adjustments.map(({ amount }) => amount)))
  const own = lines.flatMap((line) => {
    const decided = decidedBy(other, line)
    return decided ? [{ charge: line.service.charge, paid: decided.decision.paid, adjusted: all(decided.adjustments) }] : []
  })
  if (own.some(({ charge, paid, adjusted }) => charge !== paid + adjusted)) return false
  if (own.length > 0) return true
  return other.paid === undefined || claim.charge === other.paid.amount + all(other.adjustments)
}

/** A decision within what is left: what came before is told as OA-23, the patient bears no more than the rest. */
export function coordinated(line: LineDecision, charge: Cents, left: Cents): LineDecision {
  const before = subtract(charge, left)
  const [denial] = line.adjustments
  if (line.allowed === NO_MONEY) {
    const rest = denial && left > 0 ? [{ ...denial, amount: left }] : []
    return { ...line, adjustments: [...effect(before), ...rest] }
  }
  const paid = cents(Math.min(line.paid, left))
  let open: number = subtract(left, paid)
  const shares = line.adjustments
    .filter(({ group }) => group === 'PR')
    .map((one) => {
      const amount = cents(Math.min(open, one.amount))
      open -= amount
      return { ...one, amount }
    })
  const rest = { group: 'CO' as const, reason: '45', amount: cents(open) }
  return {
    ...line,
    paid,
    adjustments: [...effect(before), ...[rest, ...shares].filter(({ amount }) => amount !== 0)],
    rule: 'line.coordinated',
  }
}

const effect = (amount: Cents): LineDecision['adjustments'] => (amount === NO_MONEY ? [] : [{ group: 'OA', reason: '23', amount }])
