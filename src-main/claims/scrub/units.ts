import { addDays, daysBetween, shownDay, type Day } from '../../../src-shared/day.ts'
import type { ClaimFacts } from '../facts.ts'
import type { Beside, LineFacts } from '../records/claims.ts'
import { found, type Check, type ClaimFinding, type Others } from './finding.ts'

/*
 * More units than Medicare pays (CMS, Medically Unlikely Edits, the MUE adjudication indicator). 1 is held against each line; 2 and 3 against all lines of
 * one code, patient, clinician and day, also of other claims: 2 is absolute, 3 may be paid after a review.
 */

type Spanned = Pick<LineFacts, 'code' | 'units' | 'day' | 'through'>

export const unitChecks: Check = (facts, _today, others, codes) => {
  const seen = new Set<string>()
  return facts.lines.flatMap((line) => {
    const most = codes.unitLimit(line.code, line.day)
    if (most === undefined) return []
    const by = codes.unitLimitBy(line.code, line.day)
    if (by === undefined || by === 'line') return ofLine(line, most, by)
    const key = `${line.code} ${line.day}`
    if (seen.has(key)) return []
    seen.add(key)
    return ofDay(facts, line, most, by, others)
  })
}

function ofLine(line: LineFacts, most: number, by: 'line' | undefined): readonly ClaimFinding[] {
  const units = aDay(line)
  if (units <= most) return []
  const words =
    by === undefined
      ? `Line ${line.n} has more units than Medicare pays a day (${most}).`
      : `Line ${line.n} has ${units} units of ${line.code}; Medicare pays ${most} on one line.`
  return [found('C06', words, `line ${line.n}`)]
}

function ofDay(
  { claim, lines, provider, payer }: ClaimFacts,
  { code, day: on }: LineFacts,
  most: number,
  by: 'day' | 'review',
  others: Others,
): readonly ClaimFinding[] {
  const isThen = (one: Spanned): boolean => one.code === code && isOn(one, on)
  const own = lines.filter(isThen)
  const earlier = others.lines.filter((one) => isThen(one) && one.provider === (provider?.id ?? null) && comesFirst(one, claim.id))
  const units = [...own, ...earlier].reduce((all, one) => all + aDay(one), 0)
  const last = own.at(-1)
  if (units <= most || last === undefined) return []
  const beside = [...new Set(earlier.map((one) => one.claim))]
  const where = beside.length === 0 ? '' : ` with claim ${beside.join(' and ')}`
  const limit = by === 'day' ? `never pays more than ${most} a day` : `pays more than ${most} a day only after a review of the record`
  const words = `${code} comes to ${units} units on ${shownDay(on)}${where}; Medicare ${limit}.`
  return [found('C06', words, `line ${last.n}`, by === 'day' && payer.kind === 'medicare' ? 'stop' : 'warning')]
}

/** The claims before this one use the limit up; what was denied used nothing. */
const comesFirst = (one: Beside, claim: number): boolean => one.claim < claim && one.status !== 'denied'

const isOn = ({ day, through }: Spanned, on: Day): boolean => day <= on && on <= (through ?? day)

/** Units of a line on each of its days, to the nearest whole number (CMS, claims with a span of days). */
function aDay({ units, day, through }: Spanned): number {
  if (through === null || through <= day) return units
  return Math.round(units / daysBetween(day, addDays(through, 1)))
}
