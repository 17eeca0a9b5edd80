import { benefitInformation } from '../codes/index.ts'
import { rankOf, type Row } from './benefits.ts'
import { rejectionsOf } from './rules.ts'
import type { Answered271, Benefit271 } from '../x12/index.ts'
import type { Place } from './records.ts'

/*
 * Several answers about one person and one session read as one: what the plan's answer says, and what those for single service types add. Segments are
 * counted on from answer to answer, so that each figure still knows where it stands.
 */

/** No file has as many segments. */
const STEP = 1_000_000_000

/** An answer, and the file it came in. */
export type Part = { readonly answer: Answered271; readonly file: number }

export const benefitsIn = ({ subscriber, dependent }: Answered271): readonly Benefit271[] => (dependent ?? subscriber).benefits ?? []

/** The first answer with the benefits of the others behind its own; one that was turned down adds none. */
export function joined(parts: readonly [Part, ...Part[]]): Answered271 {
  const [{ answer: first }, ...others] = parts
  if (others.length === 0) return first
  const added = others.map(({ answer }, n) => (rejectionsOf(answer).length > 0 ? [] : moved(benefitsIn(answer), (n + 1) * STEP)))
  const benefits = added.reduce<readonly Benefit271[]>(
    (all, own) => [...withoutStatus(all, statusServices(own)), ...own],
    benefitsIn(first),
  )
  return first.dependent
    ? { ...first, dependent: { ...first.dependent, benefits: [...benefits] } }
    : { ...first, subscriber: { ...first.subscriber, benefits: [...benefits] } }
}

/** Where a segment of the joined answer stands. */
export const placeIn =
  (parts: readonly Part[]) =>
  (at: number): Place => {
    const n = Math.floor(at / STEP)
    return { segment: at % STEP, file: n === 0 ? null : (parts[n]?.file ?? null) }
  }

/** Every `at` of a value, counted on. */
function moved<T>(value: T, by: number): T {
  if (Array.isArray(value)) return value.map((one: unknown) => moved(one, by)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [key, key === 'at' && typeof own === 'number' ? own + by : moved(own as unknown, by)]),
  ) as T
}

const STATUS: readonly string[] = ['active', 'inactive', 'not-covered']
const isStatus = ({ benefit }: Benefit271): boolean => STATUS.includes(benefitInformation.find(benefit.information)?.kind ?? '')

/** The service types of mental health whose status an answer states. */
const statusServices = (benefits: readonly Benefit271[]): readonly string[] =>
  benefits.filter(isStatus).flatMap(({ benefit }) => (benefit.services ?? []).filter(isTherapy))
const isTherapy = (service: string): boolean => (rankOf(service) ?? Infinity) <= UMBRELLA_RANK
const UMBRELLA_RANK: Row['rank'] = rankOf('MH') ?? 0

/** A type that was asked about by name is as its own answer says, not as the list of the plan's does. */
const withoutStatus = (benefits: readonly Benefit271[], services: readonly string[]): readonly Benefit271[] =>
  benefits.flatMap((one) => {
    const own = one.benefit.services
    if (!own || !isStatus(one)) return [one]
    const left = own.filter((service) => !services.includes(service))
    return left.length === 0 ? [] : [{ ...one, benefit: { ...one.benefit, services: left } }]
  })
