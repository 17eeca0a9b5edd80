import { digits } from '../../src-shared/number.ts'
import { minutesBetween } from './rules.ts'

/* Sessions that cannot both have been held as they are entered. Pure. */

export type Held = {
  readonly patient: number
  readonly provider: number
  readonly start: string
  readonly stop: string
  readonly service: string
}
export type Clash = { readonly is: 'doubled' | 'overlap' | 'busy'; readonly words: string }

const at = (time: string): number => digits(time.slice(0, 2)) * 60 + digits(time.slice(3))
type Times = Pick<Held, 'start' | 'stop'>
/** Whether two sessions of one day run into each other. */
export const timesMeet = (one: Times, other: Times): boolean =>
  at(one.start) < at(other.start) + (minutesBetween(other.start, other.stop) ?? 0) &&
  at(other.start) < at(one.start) + (minutesBetween(one.start, one.stop) ?? 0)

/** Several patients are in the room at the same time. */
const isShared = (service: string): boolean => service === 'group' || service === 'multi-family'

/** `14:05` as `2:05 PM`. */
export const spokenTime = (time: string): string => {
  const hour = digits(time.slice(0, 2))
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)} ${hour < 12 ? 'AM' : 'PM'}`
}
const span = (of: Held): string => `${spokenTime(of.start)} to ${spokenTime(of.stop)}`

/**
 * What a session stands in the way of: the same session charged before, another of the same patient at that time, or of the same clinician, who is with
 * one patient at a time but in a group.
 */
export function clashOf(session: Held, others: readonly Held[]): Clash | undefined {
  const own = others.filter((other) => other.patient === session.patient)
  if (own.some((other) => other.start === session.start && other.stop === session.stop))
    return { is: 'doubled', words: `This patient is already charged ${span(session)}.` }
  const beside = own.find((other) => timesMeet(session, other))
  if (beside) return { is: 'overlap', words: `This patient’s other session runs ${span(beside)}.` }
  const busy = others.find(
    (other) =>
      other.patient !== session.patient &&
      other.provider === session.provider &&
      timesMeet(session, other) &&
      !(isShared(session.service) && isShared(other.service)),
  )
  return busy && { is: 'busy', words: `The clinician’s other session runs ${span(busy)}.` }
}
