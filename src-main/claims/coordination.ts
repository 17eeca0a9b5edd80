import type { Day } from '../../src-shared/day.ts'
import { NO_MONEY, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { coverageById, coveragesOf, payerById, type CoverageRow, type PayerRow } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { decisionsOn, turnsOf, type Adjusted, type Decided, type LineDecided } from './records/turns.ts'
import type { ClaimRow } from './records/tables.ts'

/*
 * The other payers of a claim (837P loops 2320, 2330, 2430): those whose turn is over, with what they decided, and those that may still share in it.
 * Source: 005010X222A1, 1.4.1; the decision is repeated as the remittance said it, and of a take-back with its correction only what stands.
 */

/** What one payer decided on a claim in all, as far as it stands. */
export type Decision = Pick<Decided, 'day' | 'payerControl' | 'isForwarded' | 'forwardedTo' | 'remarks' | 'adjusted' | 'lines'> & {
  /** AMT D: what it paid, less nothing. */
  readonly paid: Cents
}
export type OtherPayer = {
  readonly coverage: CoverageRow
  readonly payer: PayerRow
  /** Its turn came before the one of this claim. */
  readonly isBefore: boolean
  /** Undefined while it has not decided. */
  readonly decision: Decision | undefined
}

/** Whether a coverage holds on a day. */
export const holdsOn = ({ starts, ends }: Pick<CoverageRow, 'starts' | 'ends'>, on: Day): boolean =>
  (starts === null || starts <= on) && (ends === null || ends >= on)

/** Whether two coverages are one, or one carries mental health in place of the other. */
export const isSamePlace = (one: Pick<CoverageRow, 'id' | 'carve_of'>, other: Pick<CoverageRow, 'id' | 'carve_of'>): boolean =>
  one.id === other.id || one.carve_of === other.id || other.carve_of === one.id

/** The 837P knows eleven payers, of which one is billed. */
const MOST_OTHERS = 10

/** The other payers of a claim in the order they pay: those before it by their turn, then coverages that hold on its first day. */
export function otherPayers(
  db: Reading,
  claim: Pick<ClaimRow, 'id' | 'patient' | 'first_day' | 'turn'>,
  coverage: CoverageRow,
): OtherPayer[] {
  const decided = claim.turn > 1 ? decisionsOn(db, claim.id) : []
  const before = turnsOf(db, claim.id).flatMap(({ turn, coverage: id, payer: of }): OtherPayer[] => {
    const own = coverageById(db, id)
    const payer = payerById(db, of)
    return own && payer ? [{ coverage: own, payer, isBefore: true, decision: decisionOf(decided, turn) }] : []
  })
  const taken = [coverage, ...before.map((one) => one.coverage)]
  for (const own of coveragesOf(db, claim.patient)) {
    const payer = holdsOn(own, claim.first_day as Day) && !taken.some((one) => isSamePlace(one, own)) ? payerById(db, own.payer) : undefined
    if (!payer) continue
    taken.push(own)
    before.push({ coverage: own, payer, isBefore: false, decision: undefined })
  }
  return before.slice(0, MOST_OTHERS)
}

/** What a payer decided in its turn; undefined when it did not. Of a line that it decided on again, the newest counts. */
export function decisionOf(all: readonly Decided[], turn: number): Decision | undefined {
  const own = all.filter((one) => one.turn === turn)
  const newest = own.at(-1)
  if (!newest) return undefined
  const byLine = new Map(own.flatMap((one) => one.lines.map(({ line }) => [line, one] as const)))
  const speaking = byLine.size === 0 ? [newest] : own.filter((one) => [...byLine.values()].includes(one))
  const lines = [...byLine].map(([line, of]) =>
    together(
      line,
      of.lines.filter((one) => one.line === line),
    ),
  )
  const adjusted = merged(speaking.flatMap((one) => one.adjusted))
  const paid = lines.length === 0 ? newest.paid : subtract(sum(lines.map((one) => one.paid)), ...adjusted.map((one) => one.cents))
  const { day, payerControl, isForwarded, forwardedTo, remarks } = newest
  return { day, payerControl, isForwarded, forwardedTo, remarks, adjusted, lines, paid }
}

/** One line that a payer split into several is one line again. */
function together(line: number, parts: readonly LineDecided[]): LineDecided {
  const [first] = parts
  return {
    line,
    code: first?.code ?? '',
    modifiers: first?.modifiers ?? [],
    units: parts.length === 1 ? (first?.units ?? null) : null,
    paid: sum(parts.map((one) => one.paid)),
    adjusted: merged(parts.flatMap((one) => one.adjusted)),
  }
}

/** The same group and reason once. What comes to nothing is left out. */
function merged(all: readonly Adjusted[]): Adjusted[] {
  const sums = new Map<string, Adjusted>()
  for (const one of all) {
    const key = `${one.group} ${one.reason}`
    const known = sums.get(key)
    sums.set(key, known ? { ...one, cents: sum([known.cents, one.cents]) } : one)
  }
  return [...sums.values()].filter((one) => one.cents !== NO_MONEY)
}
