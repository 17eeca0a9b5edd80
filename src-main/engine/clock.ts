import { dayAt, instantAt, type Day } from '../../src-shared/day.ts'
import type { Clock } from '../store/index.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** The machine's time; days and hours in the zone the practice works in, which is the machine's. */
export const machineClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => dayAt(new Date().toISOString()),
  time: () => {
    const now = new Date()
    return `${two(now.getHours())}${two(now.getMinutes())}`
  },
}

/** A clock that stands where it is set: for the sample practice's past, and for tests. */
export function standingClock(day: Day, time = '0930'): Clock & { set(day: Day, time?: string): void } {
  let [on, at] = [day, time]
  return {
    now: () => instantAt(on, at),
    today: () => on,
    time: () => at,
    set: (next, nextTime = '0930') => {
      on = next
      at = nextTime
    },
  }
}
