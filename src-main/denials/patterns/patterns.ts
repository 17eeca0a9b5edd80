import type { Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { adjustmentReason, places } from '../../codes/index.ts'
import type { Reading } from '../../store/index.ts'
import { allowedSteps, firstsOf, slower, spans } from './drift.ts'
import { allowedBy, answersBy, denialsBy, reasonsSince, type PatternBy } from './records.ts'

/** What the denials of late have in common, held against as long a time before. */
export function patternsOf(db: Reading, by: PatternBy, today: Day): Output<'denials.patterns'> {
  const { since, before } = spans(today)
  const rows = denialsBy(db, by, since, before)
  return { since, before, rows: rows.map((one) => ({ ...one, cents: cents(one.cents), says: saysOf(by, one.words) })) }
}

/** A code in words, where it is one. */
function saysOf(by: PatternBy, words: string): string {
  if (by === 'reason') return adjustmentReason(words.slice(words.indexOf('-') + 1)).short
  if (by === 'place') return places.find(words)?.words ?? ''
  return ''
}

/** What payers do otherwise than they used to, the newest first. */
export function driftOf(db: Reading, today: Day): Output<'denials.drift'> {
  const { since, year } = spans(today)
  return [
    ...firstsOf(reasonsSince(db, since)),
    ...allowedSteps(allowedBy(db, since, year)),
    ...slower(answersBy(db, since, year)),
  ].toSorted((one, other) => (one.day > other.day ? -1 : one.day < other.day ? 1 : 0))
}
