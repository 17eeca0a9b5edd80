import { NO_MONEY, share, subtract, type Cents } from '../../src-shared/money.ts'
import type { ClaimInPlace } from '../x12/index.ts'
import { chance, type Chance } from './chance.ts'
import { coordinated, leftBefore } from './cob.ts'
import { DOOR_RULES } from './door.ts'
import { memberOf, type Facts } from './facts.ts'
import type { Decision, LineDecision, Moment, Terms } from './plans.ts'
import { price, refuse, type Bearing, type Denial } from './pricing.ts'
import { LINE_RULES } from './rules.ts'
import { firstDay, memberId, usedBy, type Held, type State } from './state.ts'
import { payerNumber } from './writing/envelope.ts'

/** A payer: its terms, and the seed of what it decides by lot. */
export type PracticePayer = { readonly terms: Terms; readonly seed: number }

/** The lot of one thing: the same seed and name draw the same, whatever was drawn before. */
export function lotOf(seed: number, name: string): Chance {
  let mixed = seed
  for (const sign of name) mixed = (Math.imul(mixed, 31) + (sign.codePointAt(0) ?? 0)) >>> 0
  return chance(mixed)
}

const BY_LOT: Denial = { group: 'CO', reason: '16', remarks: ['N290'] }

/** Takes a claim in: at the door, then line by line. @returns the claim as it is held, and what is known of it by then */
export function takeClaim({ terms, seed }: PracticePayer, state: State, place: ClaimInPlace, sender: string, at: Moment): Held {
  const facts = factsOf(terms, state, place, at)
  const payerControl = payerNumber(terms, at.day, state.numbers + 1)
  const shared = { sender, receivedOn: at.day, ...(facts.original && { replaces: facts.original.decision.payerControl }) }
  const refusal = DOOR_RULES.find((rule) => rule.applies(facts))
  if (refusal) return { ...shared, decision: { place, payerControl, refused: refusal.gives, lines: [], rule: refusal.id }, is: 'rejected' }
  if (place.claim.claim.place.frequency === '8')
    return { ...shared, decision: { place, payerControl, lines: [], rule: 'claim.void' }, is: 'void' }
  return { ...shared, decision: decide(facts, payerControl, seed), is: 'waiting' }
}

function factsOf(terms: Terms, state: State, place: ClaimInPlace, { day }: Moment): Facts {
  const { frequency } = place.claim.claim.place
  const number = frequency === '7' || frequency === '8' ? place.claim.originalClaim?.value : undefined
  const original = state.claims.find(({ is, decision }) => number !== undefined && is !== 'rejected' && decision.payerControl === number)
  const earlier = state.claims.filter((one) => one !== original)
  const { visits } = usedBy(earlier, place, firstDay(place))
  return { terms, place, member: memberOf(terms, memberId(place)), receivedOn: day, earlier, original, visits }
}

function decide(facts: Facts, payerControl: string, seed: number): Decision {
  const { terms, place, member, earlier } = facts
  const left = leftBefore(place.claim)
  const plan = member?.plan
  const used = usedBy(earlier, place, firstDay(place))
  const bearing: Bearing = {
    deductibleLeft: Math.max(0, (plan?.deductibleLeft ?? plan?.deductible ?? 0) - used.deductible),
    copay: plan?.copay,
    coinsurance: plan?.coinsurance,
    sequestration: terms.sequestration,
  }
  const isByLot = lotOf(seed, `denied ${place.claim.claim.control}`).percent(terms.deniesByLot)
  const lines = place.claim.lines.map((line, n): LineDecision => {
    const { charge, procedure, quantity } = line.service
    const rule = LINE_RULES.find((one) => one.applies(facts, line, n))
    const before = bearing.deductibleLeft
    const own = rule
      ? refuse(charge, rule.gives, rule.id)
      : isByLot
        ? refuse(charge, BY_LOT, 'lot.denied')
        : price(charge, allowedFor(terms, procedure.code, charge, quantity), bearing, n === 0)
    const rest = left?.[n]
    if (rest === undefined) return own
    const joint = coordinated(own, charge, rest)
    bearing.deductibleLeft = before - deductibleIn(joint)
    return joint
  })
  return { place, payerControl, lines }
}

const deductibleIn = ({ adjustments }: LineDecision): Cents =>
  adjustments.find(({ group, reason }) => group === 'PR' && reason === '1')?.amount ?? NO_MONEY

/** The contract rate of the units, never more than the charge. */
function allowedFor(terms: Terms, code: string, charge: Cents, units: number): Cents {
  const rate = Object.hasOwn(terms.rates, code) ? terms.rates[code] : undefined
  const allowed = rate === undefined ? share(charge, terms.allows) : ((rate * Math.max(1, Math.floor(units))) as Cents)
  return allowed < charge ? allowed : subtract(charge)
}
