import type { Clock } from '../store/index.ts'

/** An end that moving the machine's clock back does not put off. */
export type Deadline = { readonly until: string; isPast(): boolean }

/** @param minutes from now */
export function deadline(clock: Clock, minutes: number): Deadline {
  const began = performance.now()
  const until = new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString()
  return { until, isPast: () => clock.now() >= until || performance.now() - began >= minutes * 60_000 }
}
