import type { Day } from '../../src-shared/day.ts'
import type { ClaimInPlace } from '../x12/index.ts'
import type { Member, Terms } from './plans.ts'
import type { Held } from './state.ts'

/** A rule in a plain sentence that says when it applies. */
export type Stated = { readonly id: string; readonly says: string }

/** What a decision is made from. */
export type Facts = {
  readonly terms: Terms
  readonly place: ClaimInPlace
  readonly member: Member | undefined
  readonly receivedOn: Day
  /** The claims that came before, without the one that is replaced. */
  readonly earlier: readonly Held[]
  /** The claim that this one replaces or voids. */
  readonly original: Held | undefined
  /** Visits of the patient that were paid this year before this one. */
  readonly visits: number
}

/** The member that a claim or a question names. */
export const memberOf = (terms: Terms, id: string): Member | undefined =>
  Object.hasOwn(terms.members, id) ? terms.members[id] : terms.others && { plan: terms.others }
