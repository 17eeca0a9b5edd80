import type { BLOCKS } from '../../src-shared/contract/receipts.ts'
import type { Day } from '../../src-shared/day.ts'
import { add, cents, negate, NO_MONEY, subtract, sum, type Cents } from '../../src-shared/money.ts'

/*
 * What may be asked of a patient, where a payment goes, and what can be given back. Pure, whole cents.
 */

export type Block = (typeof BLOCKS)[number]

/** What a line says about who may be asked for it. */
export type Billed = {
  /** The kind of the payer the claim stands with: `medicare`, `medicaid`, `commercial`. */
  readonly payerKind: string
  /** A remark of a payer says that nobody may collect from the patient (RARC N781 to N783). */
  readonly isProtected: boolean
  /** The plan said that the member is a Qualified Medicare Beneficiary (271, EB04 QM). */
  readonly isQmb: boolean
  /** The patient has Medicaid on the day of the session. */
  readonly hasMedicaid: boolean
}

/**
 * Why a patient may not be asked for more than Medicaid itself left to him. `qmb`: Medicare's shares of a patient with Medicaid are never his (42 CFR
 * 422.504(g)(1)(iii); Social Security Act 1902(n)(3)(B)). `medicaid`: who takes Medicaid takes it as payment in full, but for the share the plan itself
 * sets (42 CFR 447.15). `medicaid-next`: what another payer left to a patient with Medicaid is Medicaid's to decide first (42 CFR 447.20(a)).
 */
export function blockOf({ payerKind, isProtected, isQmb, hasMedicaid }: Billed): Block | null {
  if (isProtected || isQmb) return 'qmb'
  if (payerKind === 'medicaid') return 'medicaid'
  if (!hasMedicaid) return null
  return payerKind === 'medicare' || payerKind === 'medicare-advantage' ? 'qmb' : 'medicaid-next'
}

/** A claim line with what payer and patient owe on it. */
export type Line = {
  readonly line: number
  readonly claim: number
  readonly day: Day
  readonly payer: Cents
  readonly patient: Cents
  readonly block: Block | null
  /** Another payer has still to decide on what is left to the patient. */
  readonly isForNext: boolean
}

const above = (amount: Cents): Cents => cents(Math.max(0, amount))

/** What a patient may be asked for now: what a payer left to him, and nothing that the payer still decides on. */
export const dueOf = ({ isForNext, ...line }: Pick<Line, 'block' | 'patient' | 'isForNext'>): Cents =>
  isForNext ? NO_MONEY : shareOf(line)

/** What stands to the patient’s part, whoever may still pay of it. */
const shareOf = ({ block, patient }: Pick<Line, 'block' | 'patient'>): Cents =>
  block === 'qmb' || block === 'medicaid-next' ? NO_MONEY : above(patient)

/** What can be taken for a line: what is due, and ahead of the payer's decision what is still open. Nothing ahead where Medicaid pays. */
export const roomOf = (line: Pick<Line, 'block' | 'patient' | 'payer'>): Cents =>
  line.block === null ? above(add(line.patient, above(line.payer))) : shareOf(line)

/** What was paid too much on a line: only once nothing is open at the payer, since a payment ahead is no overpayment. */
export const overpaidOf = ({ payer, patient, block }: Pick<Line, 'payer' | 'patient' | 'block'>): Cents =>
  payer > 0 && block === null ? NO_MONEY : above(negate(patient))

export type Part = { readonly line: number; readonly cents: Cents }

/** Where an amount goes: a chosen claim first, then the oldest session. What is left is credit. */
export function propose(lines: readonly Line[], amount: Cents, claim: number | null): { readonly parts: Part[]; readonly credit: Cents } {
  const order = lines.toSorted(
    (a, b) => (a.claim === claim ? 0 : 1) - (b.claim === claim ? 0 : 1) || (a.day < b.day ? -1 : a.day > b.day ? 1 : a.line - b.line),
  )
  let left = amount
  const parts = order.flatMap((one) => {
    const own = cents(Math.min(left, dueOf(one)))
    left = subtract(left, own)
    return own > 0 ? [{ line: one.line, cents: own }] : []
  })
  return { parts, credit: left }
}

/** What changes when a receipt shall stand as said: by line, without those that stay. */
export function changesOf(now: ReadonlyMap<number, Cents>, wanted: readonly Part[]): Part[] {
  const to = new Map<number, Cents>()
  for (const { line, cents: amount } of wanted) to.set(line, add(to.get(line) ?? NO_MONEY, amount))
  return [...new Set([...now.keys(), ...to.keys()])]
    .map((line) => ({ line, cents: subtract(to.get(line) ?? NO_MONEY, now.get(line) ?? NO_MONEY) }))
    .filter((one) => one.cents !== 0)
}

/** What can be given back of a receipt: its credit, and what of it stands on lines that are overpaid. */
export const refundableOf = (credit: Cents, parts: readonly Part[], overpaid: ReadonlyMap<number, Cents>): Cents =>
  add(credit, ...excessOf(parts, overpaid).map((one) => one.cents))

/** What of a receipt stands on overpaid lines beyond what is owed. */
const excessOf = (parts: readonly Part[], overpaid: ReadonlyMap<number, Cents>): Part[] =>
  parts.map(({ line, cents: own }) => ({ line, cents: cents(Math.min(own, overpaid.get(line) ?? 0)) })).filter((one) => one.cents > 0)

/** What a refund takes: the credit first, then from overpaid lines. Undefined when there is not so much. */
export function refundOf(
  amount: Cents,
  credit: Cents,
  parts: readonly Part[],
  overpaid: ReadonlyMap<number, Cents>,
): { readonly credit: Cents; readonly parts: Part[] } | undefined {
  const ofCredit = cents(Math.min(amount, credit))
  let left = subtract(amount, ofCredit)
  const taken = excessOf(parts, overpaid).flatMap((one) => {
    const own = cents(Math.min(left, one.cents))
    left = subtract(left, own)
    return own > 0 ? [{ line: one.line, cents: own }] : []
  })
  return left > 0 ? undefined : { credit: ofCredit, parts: taken }
}

export const sumOf = (parts: readonly Part[]): Cents => sum(parts.map((one) => one.cents))
