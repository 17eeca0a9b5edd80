import { shownDay, type Day } from '../../../src-shared/day.ts'
import { digits } from '../../../src-shared/number.ts'

/** The day of a line, as a sentence has it. */
export const monthDay = (line: { readonly day: Day } | undefined): string => (line === undefined ? '' : shownDay(line.day))

/** Whole years from birth to a day. */
export function ageOn(born: string, on: string): number {
  const years = digits(on.slice(0, 4)) - digits(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}
