import { addDays, addMonths, parseDay, weekday, type Day } from './day.ts'

/** Days told by how far they are from today, so that a filter that is kept says the same tomorrow. */
export const SPANS = [
  'today',
  'this-week',
  'this-month',
  'last-month',
  'last-7',
  'last-30',
  'last-90',
  'this-year',
  'next-7',
  'next-30',
] as const
export type Span = (typeof SPANS)[number]
export type Days = { readonly from: Day; readonly to: Day }

const yearStart = (day: Day): Day => parseDay(`${day.slice(0, 4)}-01-01`) ?? day
const monthStart = (day: Day): Day => parseDay(`${day.slice(0, 7)}-01`) ?? day

/** The first and last day of a span, both in. A week begins on Sunday; the last 7 days end today. */
export function daysOf(span: Span, today: Day): Days {
  const month = monthStart(today)
  const sunday = addDays(today, -weekday(today))
  switch (span) {
    case 'today':
      return { from: today, to: today }
    case 'this-week':
      return { from: sunday, to: addDays(sunday, 6) }
    case 'this-month':
      return { from: month, to: addDays(addMonths(month, 1), -1) }
    case 'last-month':
      return { from: addMonths(month, -1), to: addDays(month, -1) }
    case 'last-7':
      return { from: addDays(today, -6), to: today }
    case 'last-30':
      return { from: addDays(today, -29), to: today }
    case 'last-90':
      return { from: addDays(today, -89), to: today }
    case 'this-year':
      return { from: yearStart(today), to: addDays(addMonths(yearStart(today), 12), -1) }
    case 'next-7':
      return { from: today, to: addDays(today, 6) }
    case 'next-30':
      return { from: today, to: addDays(today, 29) }
  }
}
