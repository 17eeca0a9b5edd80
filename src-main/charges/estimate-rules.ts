import { add, cents, NO_MONEY, share, subtract, sum, type Cents } from '../../src-shared/money.ts'

/*
 * What a patient owes for a day's services, from the benefits a payer stated. An estimate: a payer decides when the claim comes. What was not stated
 * stays open and gives a range, never a zero.
 */

/** What a payer stated; absent is not stated. Rates are hundredths of a percent. */
export type Benefits = {
  readonly copay?: Cents | undefined
  readonly coinsurance?: number | undefined
  /** Whether copay and coinsurance are owed before the deductible is met, or after. */
  readonly rule?: 'first' | 'after' | undefined
  readonly deductibleLeft?: Cents | undefined
  readonly deductibleFamilyLeft?: Cents | undefined
  readonly outOfPocketLeft?: Cents | undefined
  readonly outOfPocketFamilyLeft?: Cents | undefined
  /** The family's deductible is met together: nobody has one of their own. */
  readonly isAggregate?: boolean | undefined
  /** Medicaid, and Qualified Medicare Beneficiaries: nothing but a copay that is stated. */
  readonly owesCopayAtMost?: boolean | undefined
}

/** One way the arithmetic may go. */
export type Share = {
  readonly deductible: Cents
  readonly copay: Cents
  readonly coinsurance: Cents
  /** The three together, before the out-of-pocket limit. */
  readonly sum: Cents
  readonly total: Cents
}
export type Range = { readonly low: Share; readonly high: Share }

const least = (...amounts: readonly (Cents | undefined)[]): Cents | undefined => {
  const known = amounts.filter((one) => one !== undefined)
  return known.length === 0 ? undefined : cents(Math.min(...known))
}

/** What is left of the deductible that binds the patient; undefined when it is not stated. An individual's and a family's: whichever is met first. */
const deductibleOf = (of: Benefits): Cents | undefined =>
  of.isAggregate === true ? of.deductibleFamilyLeft : least(of.deductibleLeft, of.deductibleFamilyLeft)

/** What may still be asked of the patient this year; undefined is without a limit that is known. */
export const limitOf = (of: Benefits): Cents | undefined => least(of.outOfPocketLeft, of.outOfPocketFamilyLeft)

/** The patient's part under one rule and one deductible: deductible, then copay, then coinsurance of the rest, up to the out-of-pocket limit. */
function shareOf(allowed: Cents, of: Benefits, rule: 'first' | 'after', deductibleLeft: Cents): Share {
  const copayOf = (rest: Cents): Cents => least(of.copay ?? NO_MONEY, rest) ?? NO_MONEY
  const deductible = rule === 'first' ? NO_MONEY : (least(allowed, deductibleLeft) ?? NO_MONEY)
  const rest = subtract(allowed, deductible)
  const copay = copayOf(rest)
  const coinsurance = share(subtract(rest, copay), of.coinsurance ?? 0)
  const parts = add(deductible, copay, coinsurance)
  return { deductible, copay, coinsurance, sum: parts, total: least(parts, limitOf(of)) ?? parts }
}

const NOTHING: Share = { deductible: NO_MONEY, copay: NO_MONEY, coinsurance: NO_MONEY, sum: NO_MONEY, total: NO_MONEY }

/**
 * The least and the most a patient may owe; the two are one where everything was stated. Undefined where the answer states neither copay nor coinsurance
 * and the deductible does not take the whole amount: then nobody can say.
 */
export function rangeOf(allowed: Cents, of: Benefits): Range | undefined {
  if (limitOf(of) === NO_MONEY) return { low: NOTHING, high: NOTHING }
  if (of.owesCopayAtMost === true) {
    const copay = shareOf(allowed, { ...of, coinsurance: undefined }, 'first', NO_MONEY)
    return { low: copay, high: copay }
  }
  const left = deductibleOf(of)
  const states = of.copay !== undefined || of.coinsurance !== undefined
  if (!states && (left === undefined || left < allowed)) return undefined
  // Coinsurance alone follows the deductible, unless a sentence says otherwise; a copay may go either way.
  const rules: readonly ('first' | 'after')[] = of.rule ? [of.rule] : of.copay === undefined ? ['after'] : ['first', 'after']
  const deductibles = left === undefined ? [NO_MONEY, allowed] : [left]
  const ways = rules.flatMap((rule) => deductibles.map((deductible) => shareOf(allowed, of, rule, deductible)))
  const [first = NOTHING] = ways
  return {
    low: ways.reduce((least, one) => (one.total < least.total ? one : least), first),
    high: ways.reduce((most, one) => (one.total > most.total ? one : most), first),
  }
}

/** A line of a charge: what the practice charges for it, and what the contract allows, where a rate is known. */
export type PricedLine = { readonly charge: Cents; readonly rate?: Cents | undefined }

/** A payer allows its rate and never more than was charged; without a contract the charge stands. */
export const allowedOf = (line: PricedLine): Cents =>
  line.rate === undefined ? line.charge : (least(line.charge, line.rate) ?? line.charge)
export const allowedIn = (lines: readonly PricedLine[]): Cents => sum(lines.map(allowedOf))

/**
 * What a second plan leaves of the first one's patient share: nothing where it pays the whole of it (Medigap), else what its own benefits ask for when that
 * share is the amount it allows. Undefined where they do not say.
 */
export function afterSecond(first: Range, second: Benefits | 'whole'): Range | undefined {
  if (second === 'whole') return { low: NOTHING, high: NOTHING }
  const [low, high] = [rangeOf(first.low.total, second)?.low, rangeOf(first.high.total, second)?.high]
  return low && high && { low, high }
}

/** An employee assistance program pays the visits it approved, and the patient owes nothing of them; undefined once they are used. */
export const withinProgram = (approved: number, used: number): Range | undefined =>
  used < approved ? { low: NOTHING, high: NOTHING } : undefined

/** A second visit of the day with clinicians of one kind owes no copay again; coinsurance and deductible it does. */
export const onSameDay = (of: Benefits): Benefits => (of.copay === undefined ? of : { ...of, copay: NO_MONEY })

/** What is still to be asked for at the desk. */
export const dueNow = (owed: Cents, collected: Cents): Cents => (collected >= owed ? NO_MONEY : subtract(owed, collected))
