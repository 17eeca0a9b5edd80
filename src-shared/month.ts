import { MONTHS, type Day } from './day.ts'
import { wholeNumber } from './number.ts'

declare const civil: unique symbol
/** A month of the calendar, `2026-11`. Months are ordered as text. */
export type Month = string & { readonly [civil]: 'month' }

/** Reads `2026-11`; undefined when it is no month between 1850 and 2200. */
export function parseMonth(text: string): Month | undefined {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  const year = wholeNumber(parts?.[1] ?? '') ?? 0
  return year >= 1850 && year <= 2200 ? (text as Month) : undefined
}

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month

export function nextMonth(month: Month): Month {
  const year = wholeNumber(month.slice(0, 4)) ?? 0
  const at = wholeNumber(month.slice(5)) ?? 0
  return (at === 12 ? `${year + 1}-01` : `${month.slice(0, 5)}${String(at + 1).padStart(2, '0')}`) as Month
}

/** The months from one to another, both among them; none when the second is before the first. */
export function monthsThrough(first: Month, last: Month): Month[] {
  const all: Month[] = []
  for (let at = first; at <= last; at = nextMonth(at)) all.push(at)
  return all
}

/** `November 2026`. */
export const shownMonth = (month: Month): string => `${MONTHS[(wholeNumber(month.slice(5)) ?? 1) - 1] ?? ''} ${month.slice(0, 4)}`
