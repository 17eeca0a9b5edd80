import { cents, NO_MONEY, share, subtract, sum, type Cents } from '../../src-shared/money.ts'
import type { ClaimInPlace } from '../x12/index.ts'
import type { Chance } from './chance.ts'
import type { Decision, LineDecision } from './payer.ts'
import { rateOf, type SamplePayer } from './people.ts'

/*
 * What the practice payers decide, rule by rule. The shares of rejections and denials are those of an office that does well: about one claim in fifty is
 * turned back, one in fourteen has a denied line.
 */

export type Member = {
  /** Claims decided so far this year. */
  visits: number
  deductibleLeft: number
  readonly copay: number | undefined
}

type Denial = { readonly group: 'CO' | 'OA' | 'PR'; readonly reason: string; readonly remarks: readonly string[] }

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
export function decide(place: ClaimInPlace, payer: SamplePayer, member: Member, payerControl: string, chance: Chance): Decision {
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
    }
  const visit = ++member.visits
  const denial = isReplacement ? (chance.percent(15) ? pickDenial(chance) : undefined) : deniedFor(payer, visit, chance)
  return {
    place,
    payerControl,
    lines: place.claim.lines.map((line, n) =>
      denial && (n === 0 || denial.reason !== '97')
        ? refuse(line.service.charge, denial)
        : pay(line.service.procedure.code, line.service.charge, payer, member, n === 0, chance),
    ),
  }
}

/** The decision after an appeal that was granted: the contract rate. */
export const grant = (first: Decision, payer: SamplePayer, member: Member, chance: Chance): Decision => ({
  ...first,
  lines: first.place.claim.lines.map((line, n) => pay(line.service.procedure.code, line.service.charge, payer, member, n === 0, chance)),
})

function deniedFor(payer: SamplePayer, visit: number, chance: Chance): Denial | undefined {
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

const refuse = (charge: Cents, denial: Denial): LineDecision => ({
  allowed: NO_MONEY,
  paid: NO_MONEY,
  adjustments: [{ group: denial.group, reason: denial.reason, amount: charge }],
  ...(denial.remarks.length > 0 && { remarks: denial.remarks }),
})

/** The contract rate, less deductible, copay or coinsurance; Medicare keeps two percent of what it pays (sequestration). */
function pay(code: string, charge: Cents, payer: SamplePayer, member: Member, isFirstLine: boolean, chance: Chance): LineDecision {
  const contract = rateOf(payer, code)
  // One payer in the sample now and then pays the 45 minute rate for the hour: underpayments to find.
  const downcoded = code === '90837' && payer.payer.ediId === 'NLHP1' && chance.percent(3)
  const rate = downcoded ? rateOf(payer, '90834') : contract
  const allowed = rate > 0 && rate < charge ? rate : charge
  const deductible = cents(Math.min(member.deductibleLeft, allowed))
  member.deductibleLeft -= deductible
  const rest = subtract(allowed, deductible)
  const copay = isFirstLine && member.copay !== undefined ? cents(Math.min(member.copay, rest)) : NO_MONEY
  const coinsurance = payer.coinsurance === undefined ? NO_MONEY : share(subtract(rest, copay), payer.coinsurance)
  const due = subtract(rest, copay, coinsurance)
  const sequestered = payer.payer.kind === 'medicare' ? share(due, 200) : NO_MONEY
  const adjustments: LineDecision['adjustments'] = [
    { group: 'CO' as const, reason: '45', amount: subtract(charge, allowed) },
    { group: 'PR' as const, reason: '1', amount: deductible },
    { group: 'PR' as const, reason: '2', amount: coinsurance },
    { group: 'PR' as const, reason: '3', amount: copay },
    { group: 'CO' as const, reason: '253', amount: sequestered },
  ].filter((one) => one.amount !== 0)
  return { allowed, paid: subtract(charge, sum(adjustments.map((one) => one.amount))), adjustments }
}
