import { addDays, daysBetween, shownDay, type Day } from '../../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../../src-shared/money.ts'
import { reasonWords } from '../../codes/index.ts'
import type { FirstRow, Step } from './records.ts'

/*
 * What a payer does otherwise than it used to. Pure. A practice learns of a payer's new rule from the third denial and not from the thirtieth, if somebody
 * counts.
 */

export type Drift = {
  readonly kind: 'first' | 'allowed' | 'days'
  readonly words: string
  readonly day: Day
  readonly denial: number | null
}

/** So long a reason must not have come for it to be new again. */
const QUIET_DAYS = 365
/** So long the payer must have decided on the code before for silence to say something. */
const KNOWN_DAYS = 90
const MONTH = 30.4

/** Reasons that a payer never gave for a code, or not in a year. A code that it hardly knew says nothing. */
export function firstsOf(rows: readonly FirstRow[]): Drift[] {
  return rows.flatMap(({ payer, group, reason, code, denial, day, last, known }) => {
    if (known === null || daysBetween(known, day) < KNOWN_DAYS) return []
    if (last !== null && daysBetween(last, day) < QUIET_DAYS) return []
    const quiet = last ?? known
    const months = Math.floor(daysBetween(quiet, day) / MONTH)
    const since =
      last === null ? `the first time in the ${months} months that it has decided on ${code}` : `the first time in ${months} months`
    return [{ kind: 'first' as const, words: `${payer} denied ${code} for ${reasonWords(group, reason)}, ${since}.`, day, denial }]
  })
}

/** Fewer decisions are chance. */
const FEW_LINES = 4
const FEW_CLAIMS = 10

/** Amounts that a payer mostly allows now and did not before, where more than a dollar and a percent lies between. */
export function allowedSteps(steps: readonly Step[]): Drift[] {
  return grouped(steps).flatMap((all) => {
    const now = mostly(all, 'late')
    const then = mostly(all, 'early')
    if (!now || !then || now.late < FEW_LINES || then.early < FEW_LINES) return []
    const gap = Math.abs(now.amount - then.amount)
    if (gap <= 100 || gap * 100 <= then.amount) return []
    const words = `${now.payer} allows ${sentenceMoney(cents(now.amount))} for ${now.code} since ${shownDay(now.since)}; it was ${sentenceMoney(cents(then.amount))}.`
    return [{ kind: 'allowed' as const, words, day: now.since, denial: null }]
  })
}

/** Payers that answer a week, and a quarter, later or sooner than they did. */
export function slower(steps: readonly Step[]): Drift[] {
  return grouped(steps).flatMap((all) => {
    const [now, then] = [middle(all, 'late'), middle(all, 'early')]
    if (now === undefined || then === undefined || Math.abs(now - then) < 7 || Math.abs(now - then) * 4 < then) return []
    const since = all
      .map((one) => one.since as Day | null)
      .filter((one) => one !== null)
      .toSorted()[0]
    const payer = all[0]?.payer ?? ''
    return since === undefined
      ? []
      : [{ kind: 'days' as const, words: `${payer} answers after ${now} days; it was ${then}.`, day: since, denial: null }]
  })
}

function grouped(steps: readonly Step[]): Step[][] {
  const groups = new Map<string, Step[]>()
  for (const one of steps) {
    const key = `${one.payer}\n${one.code}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

const mostly = (all: readonly Step[], when: 'late' | 'early'): Step | undefined =>
  all.reduce<Step | undefined>((most, one) => (one[when] > (most?.[when] ?? 0) ? one : most), undefined)

/** The median of the days. */
function middle(all: readonly Step[], when: 'late' | 'early'): number | undefined {
  const sum = all.reduce((most, one) => most + one[when], 0)
  if (sum < FEW_CLAIMS) return undefined
  let seen = 0
  return all.toSorted((one, other) => one.amount - other.amount).find((one) => (seen += one[when]) * 2 >= sum)?.amount
}

/** From when on things are called of late, and how far back they are held against. */
export const spans = (today: Day): { readonly since: Day; readonly before: Day; readonly year: Day } => ({
  since: addDays(today, -90),
  before: addDays(today, -180),
  year: addDays(today, -455),
})
