import type { Day } from '../../../src-shared/day.ts'
import { clashOf, spokenTime, timesMeet, type Held } from '../overlap.ts'
import type { DayLine, SavedRow } from '../time/beside.ts'
import { look, type Flaw } from './what.ts'

/* The rows of one paste against each other, before any of them is saved. Pure. */

type Timed = Held & { readonly day: Day }
/** A row that was read before, with what it becomes. */
export type Earlier = Timed & { readonly n: number; readonly lines: readonly DayLine[] }

/** What an earlier row stands in the way of: the same session again, or another of the patient or the clinician at that time. */
export function clashAmong(own: Timed, earlier: readonly Earlier[]): { readonly isSame: boolean; readonly flaw: Flaw } | undefined {
  const near = earlier.filter((one) => one.day === own.day)
  for (const is of ['doubled', 'overlap', 'busy'] as const) {
    const other = near.find((one) => clashOf(own, [one])?.is === is)
    if (other) return { isSame: is === 'doubled', flaw: look('start', wordsOf(is, other)) }
  }
  return undefined
}

function wordsOf(is: 'doubled' | 'overlap' | 'busy', { n, start, stop }: Earlier): string {
  const span = `${spokenTime(start)} to ${spokenTime(stop)}`
  if (is === 'doubled') return `The same session as row ${n}.`
  return is === 'overlap' ? `This patient’s session of row ${n} runs ${span}.` : `The clinician’s session of row ${n} runs ${span}.`
}

/** The earlier rows of the same clinician, patient and day, as the rules of the day take them. */
export const besideAmong = (own: Timed, earlier: readonly Earlier[]): readonly SavedRow[] =>
  earlier
    .filter(({ patient, provider, day }) => patient === own.patient && provider === own.provider && day === own.day)
    .map((one) => ({ at: `row ${one.n}`, lines: one.lines, isOverlapping: timesMeet(own, one), isPasted: true }))
