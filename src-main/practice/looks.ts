import type { Look } from '../../src-shared/contract/practice.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { checksOf, type CheckedCoverage, type CheckedPatient } from './checks.ts'

/** What the checks say in some days, both counted in. */
export type LookSpan = { readonly starts: string; readonly ends: string; readonly wrong: Look }

/** Before every day and after every day that is known, as text compares. */
const EVER = ''
const FOR_EVER = '9999'

/**
 * The worst that the checks say of a patient, for all days: coverages begin and end and nothing else does, so it is worked out once, when the facts
 * change. Days on which nothing is to be seen to are left out. Who shares a member id is none of this: that hangs on who asks.
 * @param since the day of the record: what was so before matters to nobody
 */
export function looksOf(patient: CheckedPatient, coverages: readonly CheckedCoverage[], since: Day): readonly LookSpan[] {
  const turns = coverages.flatMap(({ starts, ends }) => [
    ...(starts === null ? [] : [starts]),
    ...(ends === null ? [] : [addDays(ends, 1)]),
  ])
  const days = [...new Set([...turns, ...(patient.born === null ? [] : [patient.born])])].toSorted()
  const [first] = days
  const before = first === undefined ? ANY_DAY : addDays(first, -1)
  const spans = [before, ...days].map((on, n): LookSpan => {
    const next = days[n]
    return { starts: n === 0 ? EVER : on, ends: next === undefined ? FOR_EVER : addDays(next, -1), wrong: worst(patient, coverages, on) }
  })
  return joined(spans).filter(({ wrong, ends }) => wrong !== 'k-nothing' && ends >= since)
}

/** Where no day makes a difference. */
const ANY_DAY = '2026-01-01' as Day

const worst = (patient: CheckedPatient, coverages: readonly CheckedCoverage[], on: Day): Look =>
  checksOf(patient, coverages, 0, on)
    .map(({ of }) => of)
    .toSorted()[0] ?? 'k-nothing'

/** Neighbors of which the same is said are one. */
function joined(spans: readonly LookSpan[]): readonly LookSpan[] {
  const found: LookSpan[] = []
  for (const span of spans) {
    const last = found.at(-1)
    if (last?.wrong === span.wrong) found[found.length - 1] = { ...last, ends: span.ends }
    else found.push(span)
  }
  return found
}
