import type { Cents } from '../../src-shared/money.ts'
import type { ClaimInPlace } from '../x12/index.ts'
import type { Chance } from './chance.ts'
import type { Decision, LineDecision } from './plans.ts'
import { price, refuse, type Denial } from './pricing.ts'

/*
 * A payer whose mind is unknown: for the sample practice it decides by lot, with the shares of an office that does well. About one claim in fifty is turned
 * back, one in fourteen has a denied line.
 */

export type Drawing = {
  readonly rateOf: (code: string) => Cents
  /** Hundredths of a percent. */
  readonly coinsurance: number | undefined
  readonly sequestration: number
  /** Visits of a year that need no authorization. */
  readonly needsAuthorizationAfter: number | undefined
  /** Now and then pays the 45 minute rate for the hour: underpayments to find. */
  readonly paysShort: boolean
}
export type Accumulated = {
  /** Claims decided so far this year. */
  visits: number
  deductibleLeft: number
  readonly copay: number | undefined
}

/** The denials of behavioral health by how often they come. */
const DENIALS: readonly (readonly [weight: number, denial: Denial])[] = [
  [24, { group: 'CO', reason: '197', remarks: ['N54'] }],
  [16, { group: 'CO', reason: '16', remarks: ['N290'] }],
  [10, { group: 'CO', reason: '22', remarks: ['MA04'] }],
  [8, { group: 'CO', reason: '50', remarks: ['N115'] }],
  [8, { group: 'CO', reason: '150', remarks: ['M25'] }],
  [7, { group: 'CO', reason: '27', remarks: [] }],
  [6, { group: 'CO', reason: '29', remarks: [] }],
  [6, { group: 'CO', reason: '109', remarks: ['N418'] }],
  [5, { group: 'OA', reason: '18', remarks: ['N522'] }],
  [4, { group: 'CO', reason: 'B7', remarks: ['N570'] }],
  [4, { group: 'CO', reason: '97', remarks: ['M15'] }],
  [2, { group: 'CO', reason: '198', remarks: [] }],
]
const WEIGHT = DENIALS.reduce((all, [weight]) => all + weight, 0)

/** Decides a claim; a replacement is judged kindly, for somebody mended it. */
export function decide(place: ClaimInPlace, payer: Drawing, member: Accumulated, payerControl: string, chance: Chance): Decision {
  const isReplacement = place.claim.claim.place.frequency === '7'
  if (!isReplacement && chance.percent(1.8))
    return {
      place,
      payerControl,
      refused: chance.pick([
        { category: 'A7', status: '562', entity: '82' },
        { category: 'A3', status: '33', entity: 'IL' },
        { category: 'A7', status: '164', entity: 'IL' },
      ] as const),
      lines: [],
      rule: 'lot.rejected',
    }
  const visit = ++member.visits
  const denial = isReplacement ? (chance.percent(15) ? pickDenial(chance) : undefined) : deniedFor(payer, visit, chance)
  return {
    place,
    payerControl,
    lines: place.claim.lines.map((line, n) =>
      denial && (n === 0 || denial.reason !== '97')
        ? refuse(line.service.charge, denial, denial === DENIALS[0]?.[1] ? 'line.authorization' : 'lot.denied')
        : pay(line.service.procedure.code, line.service.charge, payer, member, n === 0, chance),
    ),
  }
}

/** The decision after an appeal that was granted: the contract rate. */
export const grant = (first: Decision, payer: Drawing, member: Accumulated, chance: Chance): Decision => ({
  ...first,
  lines: first.place.claim.lines.map((line, n) => pay(line.service.procedure.code, line.service.charge, payer, member, n === 0, chance)),
})

function deniedFor(payer: Drawing, visit: number, chance: Chance): Denial | undefined {
  if (payer.needsAuthorizationAfter !== undefined && visit > payer.needsAuthorizationAfter && chance.percent(30)) return DENIALS[0]?.[1]
  return chance.percent(6) ? pickDenial(chance) : undefined
}

function pickDenial(chance: Chance): Denial {
  let left = chance.whole(WEIGHT)
  for (const [weight, denial] of DENIALS) {
    left -= weight
    if (left < 0) return denial
  }
  throw new Error('The weights cover every draw')
}

function pay(code: string, charge: Cents, payer: Drawing, member: Accumulated, isFirstLine: boolean, chance: Chance): LineDecision {
  const contract = payer.rateOf(code)
  const isShort = code === '90837' && payer.paysShort && chance.percent(3)
  const rate = isShort ? payer.rateOf('90834') : contract
  const bearing = {
    deductibleLeft: member.deductibleLeft,
    copay: member.copay,
    coinsurance: payer.coinsurance,
    sequestration: payer.sequestration,
  }
  const priced = price(charge, rate > 0 && rate < charge ? rate : charge, bearing, isFirstLine)
  member.deductibleLeft = bearing.deductibleLeft
  return isShort ? { ...priced, rule: 'lot.short' } : priced
}
