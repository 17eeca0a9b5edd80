import type { Day } from '../../../src-shared/day.ts'

/* How quickly a day is typed: for the person who types it, in this window alone. Kept nowhere and told to nobody. */

export type Pace = { readonly rows: number; readonly ms: number }
type Running = Pace & { readonly since: number | undefined }

/** A longer stop was a telephone call, not a row. */
const longestMs = 120_000
const days = new Map<Day, Running>()
const none: Running = { rows: 0, ms: 0, since: undefined }

/** A row was begun: the first key in it. */
export function rowBegun(day: Day, now: number): void {
  const running = days.get(day) ?? none
  if (running.since === undefined) days.set(day, { ...running, since: now })
}

/** A row was sent off; the next begins with its first key. */
export function rowSent(day: Day, now: number): void {
  const { rows, ms, since } = days.get(day) ?? none
  days.set(day, { rows: rows + 1, ms: ms + Math.min(longestMs, now - (since ?? now)), since: undefined })
}

export const paceOf = (day: Day): Pace => days.get(day) ?? none

/** `11 rows in 2 min 38 s` */
export function paceWords({ rows, ms }: Pace): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const time = minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'} in ${time}`
}
