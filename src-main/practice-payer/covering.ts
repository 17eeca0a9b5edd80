import type { Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import type { StatusRequest276 } from '../x12/index.ts'
import { memberOf } from './facts.ts'
import type { Plan, Terms } from './plans.ts'
import { adjustedBy, claimOf, counts, firstDay, memberId, type Held, type State } from './state.ts'
import type { AskedPerson, Found } from './writing/eligibility.ts'
import type { AskedClaim } from './writing/status.ts'

/* Whom and what a question is about. */

/** The plan of a subscriber with what is left of it, and the rule by which it is answered. */
export function cover(terms: Terms, state: State, { name, birth }: AskedPerson, on: Day): Found & { readonly rule: string } {
  const id = name.id ?? ''
  const member = memberOf(terms, id)
  if (!member || id === '') return { plan: undefined, reason: '75', rule: 'cover.unknown' }
  if (member.last !== undefined && name.name !== undefined && name.name.toUpperCase() !== member.last.toUpperCase())
    return { plan: undefined, reason: '73', rule: 'cover.name' }
  const born = birth?.born?.from
  if (member.born !== undefined && born !== undefined && born !== member.born) return { plan: undefined, reason: '71', rule: 'cover.birth' }
  const { plan } = member
  const inForce = plan.isActive && plan.begins <= on && (plan.ends === undefined || on <= plan.ends)
  const rule = !inForce ? 'cover.ended' : plan.administrator ? 'cover.elsewhere' : 'cover.known'
  return { plan: left(plan, ownClaims(state, id, on)), rule }
}

const ownClaims = (state: State, id: string, on: Day): readonly Held[] =>
  state.claims.filter((one) => counts(one) && memberId(claimOf(one)) === id && firstDay(claimOf(one)).slice(0, 4) === on.slice(0, 4))

/** What claims of the year have left of deductible and visits. */
function left(plan: Plan, claims: readonly Held[]): Plan {
  const deductible = claims.reduce((all, { decision }) => all + adjustedBy(decision, 'PR', '1'), 0)
  const visits = claims.filter(({ decision }) => decision.lines.some((line) => line.allowed > 0)).length
  const rest = (from: Cents): Cents => cents(Math.max(0, from - deductible))
  return {
    ...plan,
    ...(plan.deductible !== undefined && { deductibleLeft: rest(plan.deductibleLeft ?? plan.deductible) }),
    ...(plan.visits !== undefined && { visitsLeft: Math.max(0, (plan.visitsLeft ?? plan.visits) - visits) }),
  }
}

type Subscriber = StatusRequest276['sources'][number]['receivers'][number]['providers'][number]['subscribers'][number]

/** Claims that fit a question: by the payer's number, else by that of the claim, else by member, charge and day. */
export function claimsAsked(state: State, asked: AskedClaim, { name }: Subscriber): readonly Held[] {
  const own = state.claims.filter((one) => memberId(claimOf(one)) === name.id)
  const number = asked.payerControl?.value
  const byPayer = own.filter(({ decision }) => number !== undefined && !decision.refused && decision.payerControl === number)
  if (byPayer.length > 0) return byPayer
  const account = asked.account?.value
  const byAccount = own.filter((one) => account !== undefined && claimOf(one).claim.claim.control === account)
  // A claim that was turned back and sent again counts as it was taken.
  if (byAccount.length > 0)
    return byAccount.some((one) => one.is !== 'rejected') ? byAccount.filter((one) => one.is !== 'rejected') : byAccount.slice(-1)
  const when = (asked.day ?? asked.lines?.[0]?.day)?.when
  if (!when || account !== undefined || number !== undefined) return []
  return own.filter((one) => {
    const { claim, lines } = claimOf(one).claim
    const isThen = lines.some(({ day }) => day.when.from >= when.from && day.when.from <= (when.to ?? when.from))
    return isThen && (asked.charge === undefined || asked.charge.amount === claim.charge)
  })
}
