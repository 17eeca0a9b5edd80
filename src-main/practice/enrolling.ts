import type { Transaction, STANDINGS } from '../../src-shared/contract/enrollments.ts'
import { addDays, type Day } from '../../src-shared/day.ts'

/* How an enrollment in a transaction stands on a day. Pure. Payers and clearinghouses take two to six weeks to enroll; after thirty days one asks. */

export type EnrollmentTerm = {
  readonly state: 'asked' | 'in' | 'ended'
  readonly starts: Day
  readonly ends: Day | null
  readonly note: string
}
type Standing = { readonly standing: (typeof STANDINGS)[number]; readonly day: Day | null }

/** Days before its end from which on an enrollment is renewed. */
export const RENEW_WITHIN = 60
/** Days after which a request without an answer is asked about. */
export const ASK_AFTER = 30

export function enrollmentStanding(terms: readonly EnrollmentTerm[], today: Day): Standing {
  const held = terms.filter(({ state }) => state !== 'asked').toSorted((one, other) => (one.starts < other.starts ? -1 : 1))
  const now = held.find((one) => one.starts <= today && (one.ends === null || one.ends >= today))
  if (now) {
    const { ends } = now
    const isNear = ends !== null && ends <= addDays(today, RENEW_WITHIN) && !held.some(({ starts }) => starts > ends)
    return isNear ? { standing: 'ending', day: ends } : { standing: 'in', day: now.starts }
  }
  const next = held.find(({ starts }) => starts > today)
  if (next) return { standing: 'ahead', day: next.starts }
  const asked = terms.find(({ state }) => state === 'asked')
  if (asked) return { standing: addDays(asked.starts, ASK_AFTER) <= today ? 'late' : 'asked', day: asked.starts }
  const last = held.at(-1)
  return last ? { standing: 'ended', day: last.ends } : { standing: 'none', day: null }
}

/** How the practice or the clinician who is billed stands with a payer for claims in files; undefined where nothing of the kind is kept of the payer. */
export function claimsStanding(
  all: readonly (EnrollmentTerm & { readonly provider: number | null; readonly kind: string })[],
  provider: number | undefined,
  today: Day,
): Standing | undefined {
  const kept = all.filter(({ kind }) => kind === ('claims' satisfies Transaction))
  if (kept.length === 0) return undefined
  const ours = enrollmentStanding(
    kept.filter((one) => one.provider === null),
    today,
  )
  const own = enrollmentStanding(
    kept.filter((one) => one.provider !== null && one.provider === provider),
    today,
  )
  const holds = ({ standing }: Standing): boolean => standing === 'in' || standing === 'ending'
  return holds(own) || ours.standing === 'none' ? own : ours
}
