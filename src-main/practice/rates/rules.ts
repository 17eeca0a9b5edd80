import type { Day } from '../../../src-shared/day.ts'

/** What a line must have for a rate to hold; empty texts ask for nothing. Modifiers are in their order, parted by a space. */
export type RateScope = { readonly plan: string; readonly credential: string; readonly place: string; readonly modifiers: string }
/** What a contract allows, from its first day to its last, both counted. */
export type Rate = RateScope & { readonly starts: string; readonly ends: string | null; readonly cents: number }

/** A line that a rate is looked up for, as far as it is known. */
export type RatedLine = {
  readonly plan: string
  /** All that the rendering clinician holds, as written: `PhD, LPC`. */
  readonly credentials: string
  readonly place: string
  readonly modifiers: readonly string[]
}

/**
 * The rate that holds for a line on a day: the most specific one, of these the newest. One of a plan goes before one of a credential, that before one of
 * a place, that before one of modifiers, the more of them the sooner. Where two are alike in all that (a clinician with two credentials), the lower one
 * counts, so that no payer is told that it owes more than its contract says.
 */
export function rateFor<T extends Rate>(rates: readonly T[], line: RatedLine, on: Day): T | undefined {
  const holds = holding(line)
  return rates
    .filter((rate) => rate.starts <= on && (rate.ends === null || rate.ends >= on) && holds(rate))
    .toSorted(
      (one, other) =>
        specificity(other) - specificity(one) ||
        other.starts.localeCompare(one.starts) ||
        one.cents - other.cents ||
        textOf(one).localeCompare(textOf(other)),
    )[0]
}

/** How much of a line a rate asks for; modifiers are four at most. */
export const specificity = ({ plan, credential, place, modifiers }: RateScope): number =>
  (plan === '' ? 0 : 20) + (credential === '' ? 0 : 10) + (place === '' ? 0 : 5) + (modifiers === '' ? 0 : modifiers.split(' ').length)

function holding({ plan, credentials, place, modifiers }: RatedLine): (of: RateScope) => boolean {
  const held = credentials.split(/[,;/\s]+/).map(bareCredential)
  return (of) =>
    (of.plan === '' || folded(of.plan) === folded(plan)) &&
    (of.credential === '' || held.includes(bareCredential(of.credential))) &&
    (of.place === '' || of.place === place) &&
    (of.modifiers === '' || of.modifiers.split(' ').every((one) => modifiers.includes(one)))
}

const textOf = ({ plan, credential, place, modifiers }: RateScope): string => [plan, credential, place, modifiers].join('\n')

const folded = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toUpperCase()

/** `Ph.D.` is `PHD`. */
export const bareCredential = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/** How a scope is kept, so that `95 HO` and `HO 95`, `Psy.D.` and `PSYD` are one. */
export const scopeOf = (said: {
  readonly plan?: string | undefined
  readonly credential?: string | undefined
  readonly place?: string | undefined
  readonly modifiers?: readonly string[] | undefined
}): RateScope => ({
  plan: folded(said.plan ?? ''),
  credential: bareCredential(said.credential ?? ''),
  place: said.place ?? '',
  modifiers: [...new Set(said.modifiers)].toSorted().join(' '),
})
