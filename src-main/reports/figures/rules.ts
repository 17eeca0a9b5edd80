import type { FigureId } from '../../../src-shared/contract/figures.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, shownDay, type Day } from '../../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { counted } from '../../../src-shared/number.ts'

/*
 * What each figure divides by what. Pure. The measures are those of the trade, in our own words, with the days that make a cohort ripe: a claim that left
 * yesterday cannot be paid yet, so it says nothing of how payers pay.
 */

export type Figure = Output<'figures.get'>['figures'][number]

/** Days a claim has to be decided in before it counts (first pass), and a session before its money does (net collection). */
export const RIPE = { decided: 45, denied: 90, collected: 180 } as const
const YEAR = 364
/** A rate over fewer says nothing. */
const FEWEST = 20

export type Span = { readonly from: Day; readonly to: Day }
/** The twelve months that end some days before. */
export const yearTo = (asOf: Day, before = 0): Span => ({ from: addDays(asOf, -before - YEAR), to: addDays(asOf, -before) })
/** The ninety days that end on a day. */
export const quarterTo = (asOf: Day): Span => ({ from: addDays(asOf, -89), to: asOf })

/** Money on the claims of a cohort, each above nothing as it stands in a sentence: what was charged, paid and let go. */
export type MoneyOf = {
  readonly charges: Cents
  readonly contractual: Cents
  /** Less what was given back. */
  readonly payments: Cents
  readonly denialWriteOffs: Cents
  readonly badDebt: Cents
  readonly charity: Cents
}

/** Tenths of a percent, cut. */
export const share = (n: number, of: number): number | null => (of <= 0 ? null : Math.floor((Math.max(0, n) * 1000) / of))

/** What was paid of what was to be paid by contract. */
export const netCollection = ({ payments, charges, contractual }: MoneyOf): number | null => share(payments, charges - contractual)
/** What was paid of what was to be paid, less what could not be had: what was let go without need stays in it. */
export const adjustedCollection = ({ payments, charges, contractual, charity }: MoneyOf): number | null =>
  share(payments, charges - contractual - charity)
export const grossCollection = ({ payments, charges }: MoneyOf): number | null => share(payments, charges)

/** Tenths of a day. @param owed what is owed, without credits @param charged in how many days */
export const daysInAr = (owed: number, charged: number, days: number): number | null =>
  charged <= 0 ? null : Math.round((owed * days * 10) / charged)

/** The value that a part of all values does not exceed. @param part 0 to 1 */
export function quantile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]
}

type Stated = { readonly name: string; readonly formula: string; readonly target: string; readonly basis: string }
/** What a figure must reach, in its own tenths. */
const TARGETS: Readonly<Partial<Record<FigureId, { readonly least?: number; readonly most?: number }>>> = {
  clean: { least: 980 },
  rejected: { most: 30 },
  denied: { most: 80 },
  'denied-money': { most: 50 },
  'first-pass': { least: 900 },
  resolved: { least: 950 },
  'days-in-ar': { most: 400 },
  'over-90': { most: 150 },
  'net-collection': { least: 950 },
  'denial-write-off': { most: 20 },
  'bad-debt': { most: 30 },
  'charge-lag': { most: 20 },
  'claim-lag': { most: 10 },
  'days-to-pay': { most: 300 },
}

const STATED: Readonly<Record<FigureId, Stated>> = {
  clean: {
    name: 'Clean claims',
    formula: 'Claims that the payer accepted on the first send and nobody turned back, of those that were answered (277CA).',
    target: '98% or more',
    basis: 'by claim',
  },
  rejected: {
    name: 'Turned back',
    formula: 'Claims that a clearinghouse or payer turned back on the first send, of those that were answered.',
    target: '3% or less',
    basis: 'by claim',
  },
  denied: {
    name: 'Denials, first answer',
    formula: 'Claims with a denied line in their first remittance, of those that had one.',
    target: '8% or less',
    basis: 'by claim',
  },
  'denied-money': {
    name: 'Denied money, first answer',
    formula: 'What the first remittances denied, of what was charged on them.',
    target: '5% or less',
    basis: 'by charges',
  },
  'first-pass': {
    name: 'Settled by the first answer',
    formula:
      'Claims whose first remittance paid, or left the rest to the patient or the contract, and denied nothing; of those that had one.',
    target: '90% or more',
    basis: 'by claim',
  },
  resolved: {
    name: 'Denials resolved',
    formula: 'Denied lines that came to an end (paid, upheld, written off with its reason, billed to the patient), of all that were ripe.',
    target: '95% or more',
    basis: 'by line',
  },
  recovered: {
    name: 'Denials paid after all',
    formula: 'Denied lines that ended with money, of the same lines.',
    target: 'none is usual; it stands beside those resolved',
    basis: 'by line',
  },
  'days-in-ar': {
    name: 'Days in A/R',
    formula: 'What payers and patients owe, without credits, over what is charged in a day of the last 90.',
    target: '40 days or fewer',
    basis: 'by the day of the entry',
  },
  'over-90': {
    name: 'Older than 90 days',
    formula: 'What is owed on claims whose first session is more than 90 days old, of all that is owed.',
    target: '15% or less',
    basis: 'by the day of the first session',
  },
  'net-collection': {
    name: 'Net collection',
    formula: 'What was paid, less what was given back, of what was charged less what the contracts take off.',
    target: '95% or more',
    basis: 'by the day of the session',
  },
  'gross-collection': {
    name: 'Gross collection',
    formula: 'What was paid, less what was given back, of what was charged.',
    target: 'it depends on the fees',
    basis: 'by the day of the session',
  },
  'denial-write-off': {
    name: 'Denials written off',
    formula: 'What was written off of denials, of what was charged less what the contracts take off.',
    target: '2% or less',
    basis: 'by the day of the session',
  },
  'bad-debt': {
    name: 'Bad debt',
    formula: 'What patients’ debts were given up for, of what was charged less what the contracts take off.',
    target: '3% or less',
    basis: 'by the day of the session',
  },
  'charge-lag': {
    name: 'Session to charge',
    formula: 'Days from the session to its charge; half of the sessions take no longer.',
    target: '2 days or fewer',
    basis: 'as the median',
  },
  'claim-lag': {
    name: 'Charge to claim sent',
    formula: 'Days from the charge to the first send of its claim; half of them take no longer.',
    target: '1 day or less',
    basis: 'as the median',
  },
  'days-to-pay': {
    name: 'Days to pay',
    formula: 'Days from the first send to the day of the first remittance; half of the claims take no longer.',
    target: '30 days or fewer',
    basis: 'as the median',
  },
}

type Given = {
  readonly n: number
  readonly of: number
  readonly counts: Figure['counts']
  readonly cohort: string
  readonly beside?: readonly string[]
}

function isMet(id: FigureId, value: number | null): boolean | null {
  const target = TARGETS[id]
  if (value === null || !target) return null
  return value >= (target.least ?? value) && value <= (target.most ?? value)
}

const figure = (id: FigureId, is: Figure['is'], value: number | null, { beside = [], ...given }: Given): Figure => ({
  id,
  is,
  value,
  ...given,
  ...STATED[id],
  isMet: isMet(id, value),
  beside: [...beside],
})

/** A share of claims, lines or cents; of too few claims none. */
export const shareFigure = (id: FigureId, given: Given): Figure =>
  figure(id, 'share', given.counts !== 'cents' && given.of < FEWEST ? null : share(given.n, given.of), given)

/** A figure in tenths of a day. */
export const daysFigure = (id: FigureId, value: number | null, given: Given): Figure => figure(id, 'days', value, given)

/** Half of the values, and what nine of ten do not exceed, in whole days. */
export function lagFigure(id: FigureId, lags: readonly number[], cohort: string, counts: Figure['counts']): Figure {
  const [half, nine] = [quantile(lags, 0.5), quantile(lags, 0.9)]
  const isKnown = lags.length >= FEWEST && half !== undefined && nine !== undefined
  return figure(id, 'days', isKnown ? half * 10 : null, {
    n: lags.filter((one) => one <= (half ?? 0)).length,
    of: lags.length,
    counts,
    cohort,
    beside: isKnown ? [`Nine of ten take ${counted(nine, 'day')} or fewer.`] : [],
  })
}

/** `from 11/25/2025 to 11/24/2026` */
export const spanWords = ({ from, to }: Span): string => `from ${shownDay(from)} to ${shownDay(to)}`
export const moneyWords = (amount: Cents, what: string): string => `${sentenceMoney(amount)} ${what}`
