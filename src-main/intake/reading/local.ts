import { parseDay } from '../../../src-shared/day.ts'
import type { LocalOf } from './fhir.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** By the clock of the machine, which is the practice's. */
export const localOf: LocalOf = (instant) => {
  const at = new Date(instant)
  const day = parseDay(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)
  return day && { day, time: `${two(at.getHours())}:${two(at.getMinutes())}` }
}
