import { wholeNumber } from './number.ts'

const written = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:([ap])\.?(?:m\.?)?)?$/i
/** The first hour that is taken for the morning when nobody says; 1 to 6 are the afternoon. */
const officeOpens = 7

/** Minutes: the longest session that a stop may be guessed for, and a day. */
const longest = 240
const day = 1440

const of24 = (hour: number, minute: string): string => `${String(hour).padStart(2, '0')}:${minute}`

/**
 * A time as a person types it, `905`, `9:05`, `9.05a`, `2p`, `1405`, as `HH:MM`. Without a or p it is the next such time within four hours of
 * `after`, or, where there is none, the one in office hours: a stop that is typed before its start stays before it, and is refused. `+50` is so many
 * minutes after `after`.
 */
export function typedTime(text: string, after?: string): string | undefined {
  const lasted = wholeNumber(/^\+\s*(\d{1,3})\s*(?:m|min)?$/i.exec(text.trim())?.[1] ?? '')
  if (lasted !== undefined) return after === undefined || lasted === 0 ? undefined : clockAfter(after, lasted)
  const [, hours = '', minute = '00', half] = written.exec(text.trim()) ?? []
  const hour = wholeNumber(hours)
  if (hour === undefined || hour > 23 || minute > '59') return undefined
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    return of24((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0), minute)
  }
  if (hour === 0 || hour > 12 || hours.startsWith('0')) return of24(hour, minute)
  const morning = of24(hour % 12, minute)
  const afternoon = of24((hour % 12) + 12, minute)
  const usual = hour >= officeOpens && hour < 12 ? morning : afternoon
  if (after === undefined) return usual
  const [near = usual] = [morning, afternoon].toSorted((one, other) => minutesAfter(after, one) - minutesAfter(after, other))
  const wait = minutesAfter(after, near)
  return wait > 0 && wait <= longest ? near : usual
}

/** Minutes from one time of the day to the next such other time, over midnight if need be. */
function minutesAfter(after: string, time: string): number {
  const at = (text: string): number => (wholeNumber(text.slice(0, 2)) ?? 0) * 60 + (wholeNumber(text.slice(3)) ?? 0)
  return (at(time) - at(after) + day) % day
}

/** The time so many minutes after another, over midnight if need be. */
export function clockAfter(start: string, minutes: number): string {
  const at = ((wholeNumber(start.slice(0, 2)) ?? 0) * 60 + (wholeNumber(start.slice(3)) ?? 0) + minutes) % day
  return of24(Math.floor(at / 60), String(at % 60).padStart(2, '0'))
}
