import { addDays, weekday, type Day } from '../../src-shared/day.ts'
import type { TOGETHER } from '../../src-shared/contract/practice.ts'

/*
 * Which charges stand on one claim, and where a claim must end. Pure. Source: 005010X222A1: a claim is of one patient, coverage, billing and rendering
 * provider and place (2000B, 2310), has 50 lines (2400) and 12 diagnoses (HI) at most, and each line points to four of them; payers refuse claims that
 * span months.
 */

export const MOST_LINES = 50
const MOST_DIAGNOSES = 12

/** Whose sessions a payer takes on one claim: each by itself, or those of a day, a week from Monday on, or a calendar month. */
export type Together = (typeof TOGETHER)[number]

/** What every line of a claim shares. */
export type Shared = {
  readonly patient: number
  readonly coverage: number
  readonly biller: number
  readonly provider: number | null
  readonly place: string
  readonly authorization: string | null
}
export type PointedLine = {
  readonly code: string
  /** Places in the diagnoses, from 1, the most important first. */
  readonly pointers: readonly number[]
  readonly day: Day
}
/** A claim as far as it was made, or a charge that may join it. */
export type Sheet<L extends PointedLine = PointedLine> = Shared & { readonly diagnoses: readonly string[]; readonly lines: readonly L[] }

/**
 * What a claim has when the lines of a charge join it: the diagnoses of both once, and those lines with their pointers moved. Undefined where they do not
 * belong on one claim.
 */
export function joined<L extends PointedLine>(
  claim: Sheet,
  charge: Sheet<L>,
  together: Together,
): { readonly diagnoses: readonly string[]; readonly lines: readonly L[] } | undefined {
  if (!isShared(claim, charge) || !isWithin(claim, charge, together)) return undefined
  const diagnoses = [...new Set([...claim.diagnoses, ...charge.diagnoses])]
  if (diagnoses.length > MOST_DIAGNOSES || claim.lines.length + charge.lines.length > MOST_LINES) return undefined
  return { diagnoses, lines: charge.lines.map((line) => moved(line, charge.diagnoses, diagnoses)) }
}

const isShared = (one: Shared, other: Shared): boolean =>
  (['patient', 'coverage', 'biller', 'provider', 'place', 'authorization'] as const).every((fact) => one[fact] === other[fact])

/** The time that one claim is of: a calendar month at most. */
function periodOf(day: Day, together: Exclude<Together, 'none'>): string {
  switch (together) {
    case 'day':
      return day
    case 'week':
      return `${day.slice(0, 7)} ${addDays(day, -((weekday(day) + 6) % 7))}`
    case 'month':
      return day.slice(0, 7)
  }
}

const isWithin = (claim: Sheet, charge: Sheet, together: Together): boolean =>
  together !== 'none' && new Set([...claim.lines, ...charge.lines].map(({ day }) => periodOf(day, together))).size === 1

function moved<L extends PointedLine>(line: L, from: readonly string[], to: readonly string[]): L {
  const pointers = line.pointers.map((at) => to.indexOf(from[at - 1] ?? '') + 1).filter((at) => at > 0)
  return { ...line, pointers }
}

/**
 * Some lines of a claim by themselves, with the diagnoses that they point to and those that their charges name, in the order of the claim.
 * @param named diagnoses of the charges that the lines are of
 */
export function alone<L extends PointedLine>(
  claim: { readonly diagnoses: readonly string[] },
  lines: readonly L[],
  named: readonly string[],
): { readonly diagnoses: readonly string[]; readonly lines: readonly L[] } {
  const isKept = new Set([...named, ...lines.flatMap(({ pointers }) => pointers.map((at) => claim.diagnoses[at - 1]))])
  const diagnoses = claim.diagnoses.filter((code) => isKept.has(code))
  return { diagnoses, lines: lines.map((line) => moved(line, claim.diagnoses, diagnoses)) }
}
