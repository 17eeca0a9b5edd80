import { wholeNumber } from './number.ts'

declare const civil: unique symbol
/** A civil date, `2026-11-19`, without time or zone. Dates of service, birth and deadlines are days, never instants. */
export type Day = string & { readonly [civil]: true }

const DAY_MS = 86_400_000

function fromParts(year: number, month: number, date: number): Day | undefined {
  if (year < 1850 || year > 2200) return undefined
  const at = new Date(Date.UTC(year, month - 1, date))
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return undefined
  return at.toISOString().slice(0, 10) as Day
}

/** Reads `2026-11-19`; undefined when it is not a day of the calendar between 1850 and 2200. */
export function parseDay(text: string): Day | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return undefined
  return fromParts(wholeNumber(parts[1] ?? '') ?? 0, wholeNumber(parts[2] ?? '') ?? 0, wholeNumber(parts[3] ?? '') ?? 0)
}

/** Reads X12's CCYYMMDD. Placeholders of year 0001, 1000 and 9999, which some payers send, are undefined. */
export function dayFromX12(text: string): Day | undefined {
  if (!/^\d{8}$/.test(text)) return undefined
  return parseDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
}

/** Reads what a person types: `11/19/2026`, `11/19/26`, `11192026`, `2026-11-19`. Two-digit years are of this century unless past `latest`. */
export function typedDay(text: string, latest: Day): Day | undefined {
  const plain = text.trim()
  const iso = parseDay(plain)
  if (iso) return iso
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain)
  if (!parts) return undefined
  const month = wholeNumber(parts[1] ?? '') ?? 0
  const date = wholeNumber(parts[2] ?? '') ?? 0
  const written = wholeNumber(parts[3] ?? '') ?? 0
  if ((parts[3] ?? '').length === 4) return fromParts(written, month, date)
  const recent = fromParts(2000 + written, month, date)
  return recent && recent <= latest ? recent : fromParts(1900 + written, month, date)
}

/** A day that is known to be right, for literals in code and tests. @throws when it is not */
export function day(text: string): Day {
  const value = parseDay(text)
  if (!value) throw new Error('Not a day of the calendar')
  return value
}

export const x12Day = (value: Day): string => value.slice(0, 4) + value.slice(5, 7) + value.slice(8)

/** `11/19/2026`, as the drawings have it. */
export const shownDay = (value: Day): string => `${value.slice(5, 7)}/${value.slice(8, 10)}/${value.slice(0, 4)}`

/** The months of the calendar as they are called. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `November 19, 2026`, for sentences to patients and payers. */
export function spokenDay(value: Day): string {
  const [year = '', month = '', date = ''] = value.split('-')
  return `${MONTHS[(wholeNumber(month) ?? 1) - 1] ?? ''} ${wholeNumber(date) ?? ''}, ${year}`
}

const instant = (value: Day): number => Date.parse(`${value}T00:00:00Z`)

export const addDays = (value: Day, days: number): Day => new Date(instant(value) + days * DAY_MS).toISOString().slice(0, 10) as Day

/**
 * The day on which an instant, `2026-11-20T01:30:00.000Z`, fell where the practice works, which is the machine's zone: in the evening the day in UTC is
 * another already.
 */
export function dayAt(at: string): Day {
  const local = new Date(at)
  return new Date(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate())).toISOString().slice(0, 10) as Day
}

/**
 * The instant of a time of day, `0930`, where the practice works; midnight without one. What happened since a day is what is not before its midnight.
 *
 * A time that a change of the clocks leaves out is an hour later.
 */
export function instantAt(value: Day, time = '0000'): string {
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0] = [...value.split('-'), time.slice(0, 2), time.slice(2)].map(
    (part) => wholeNumber(part) ?? 0,
  )
  return new Date(year, month - 1, date, hour, minute).toISOString()
}

/** Days from `from` to `to`: tomorrow is 1 day from today. */
export const daysBetween = (from: Day, to: Day): number => Math.round((instant(to) - instant(from)) / DAY_MS)

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (value: Day): number => new Date(instant(value)).getUTCDay()

/** Business days from one day to another, Saturdays and Sundays left out; none when the other is not ahead. */
export function workdaysBetween(from: Day, to: Day): number {
  const days = daysBetween(from, to)
  if (days <= 0) return 0
  const rest = Array.from({ length: days % 7 }, (_, n) => weekday(addDays(from, n + 1))).filter((on) => on !== 0 && on !== 6).length
  return Math.floor(days / 7) * 5 + rest
}

/** So many business days before a day. */
export function workdaysBefore(to: Day, count: number): Day {
  const before = addDays(to, -1)
  if (count <= 0) return to
  return workdaysBefore(before, weekday(before) === 0 || weekday(before) === 6 ? count : count - 1)
}

/** The same date of a later month, or that month's last day where it has no such date. */
export function addMonths(value: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = value.split('-').map((part) => wholeNumber(part) ?? 0)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10) as Day
}

/** Full years from birth to `on`. */
export function age(birth: Day, on: Day): number {
  const years = (wholeNumber(on.slice(0, 4)) ?? 0) - (wholeNumber(birth.slice(0, 4)) ?? 0)
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
