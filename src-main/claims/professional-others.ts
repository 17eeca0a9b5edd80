import { age, type Day } from '../../src-shared/day.ts'
import { NO_MONEY, sum } from '../../src-shared/money.ts'
import { plain, type Claim837, type Subscriber837 } from '../x12/index.ts'
import type { OtherPayer } from './coordination.ts'
import type { ClaimFacts } from './facts.ts'
import type { LineFacts } from './records/claims.ts'
import type { Adjusted } from './records/turns.ts'

/*
 * The other payers of a claim as values of an 837P: their order, and what those before decided, at the level they decided it. Source: 005010X222A1, 2320
 * to 2430; the rules of balance are those of our reference, section 10.
 */

type Sbr = Subscriber837['subscriber']
type Other837 = NonNullable<Claim837['otherPayers']>[number]
type Adjudication837 = NonNullable<Claim837['lines'][number]['adjudications']>[number]

const ORDERS = ['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const

type Order = Sbr['order']
type Placed = { readonly other: OtherPayer; readonly order: Order; /** SVD01 and 2330B NM109. */ readonly id: string }
export type Payers = { readonly own: Order; readonly others: readonly Placed[] }

/** Who pays when: payers whose turn is over, then this one and those to come by their place. The first is always P. */
export function payersOf({ coverage, others }: Pick<ClaimFacts, 'coverage' | 'others'>): Payers {
  const before = others.filter((one) => one.isBefore || one.coverage.position < coverage.position)
  const after = others.filter((one) => !before.includes(one))
  const ids = new Map<string, number>()
  const placed = (other: OtherPayer, at: number): Placed => {
    const { edi_id: id } = other.payer
    const n = (ids.get(id) ?? 0) + 1
    ids.set(id, n)
    // Two coverages of one insurer: what is decided must name one of them.
    return { other, order: ORDERS[at] ?? 'U', id: n === 1 ? id : `${id}-${n}` }
  }
  return {
    own: ORDERS[before.length] ?? 'U',
    others: [...before.map(placed), ...after.map((one, n) => placed(one, before.length + 1 + n))],
  }
}

const maybe = <K extends string>(key: K, text: string | null | undefined): { [P in K]?: string } =>
  text ? ({ [key]: plain(text) } as { [P in K]: string }) : {}

export const othersOf = (facts: ClaimFacts, { others }: Payers): Other837[] => others.map((one) => otherOf(facts, one))

function otherOf({ patient, claim }: ClaimFacts, { other, order, id }: Placed): Other837 {
  const { coverage, payer, decision } = other
  const isSelf = coverage.relationship === '18'
  const isByLine = decision !== undefined && decision.lines.length > 0
  const owed = decision === undefined || isByLine ? NO_MONEY : owedBy(decision.adjusted)
  const remarks = (decision?.remarks ?? []).slice(0, 5)
  return {
    subscriber: {
      order,
      relationship: coverage.relationship as '18',
      ...(coverage.group_number && { group: coverage.group_number }),
      filing: (coverage.filing ?? payer.filing) as NonNullable<Sbr['filing']>,
    },
    ...(decision && decision.adjusted.length > 0 && { adjustments: segmentsOf(decision.adjusted) }),
    ...(decision && { paid: { amount: decision.paid } }),
    ...(owed > 0 && { remaining: { amount: owed } }),
    insurance: { benefitsAssigned: 'Y', release: 'Y' },
    ...(remarks.length > 0 && { outpatient: { remarks } }),
    insured: {
      name: {
        kind: '1',
        name: plain(isSelf ? patient.last : (coverage.subscriber_last ?? '')),
        ...maybe('first', isSelf ? patient.first : coverage.subscriber_first),
        ...maybe('middle', isSelf ? patient.middle : coverage.subscriber_middle),
        ...(isSelf && maybe('suffix', patient.suffix)),
        idQualifier: 'MI',
        id: coverage.member_id,
      },
    },
    payer: {
      name: { kind: '2', name: plain(payer.name), idQualifier: 'PI', id },
      ...(decision && !isByLine && { adjudicated: { when: { from: decision.day } } }),
      // The number on the claim is of the payer it was billed to first; the next has not given one.
      ...(other.isBefore && claim.turn > 1 && order === 'P' && claim.authorization && { authorization: { value: claim.authorization } }),
      ...(decision?.payerControl && { claimControl: { value: decision.payerControl } }),
    },
  }
}

/** What the payers before decided on one line (2430). */
export function adjudicationsOf(line: LineFacts, { others }: Payers): Adjudication837[] {
  return others.flatMap(({ other: { decision }, id }): Adjudication837[] => {
    const said = decision?.lines.find((one) => one.line === line.id)
    if (!decision || !said) return []
    const owed = owedBy(said.adjusted)
    return [
      {
        decision: {
          payer: id,
          paid: said.paid,
          procedure: { kind: 'HC', code: said.code, ...(said.modifiers.length > 0 && { modifiers: said.modifiers }) },
          quantity: said.units ?? line.units,
        },
        ...(said.adjusted.length > 0 && { adjustments: segmentsOf(said.adjusted) }),
        day: { when: { from: decision.day } },
        ...(owed > 0 && { remaining: { amount: owed } }),
      },
    ]
  })
}

/** What a payer left to the patient (group PR), before the patient paid. */
const owedBy = (adjusted: readonly Adjusted[]) => sum(adjusted.filter(({ group }) => group === 'PR').map((one) => one.cents))

/** One CAS takes six reasons of its group; what goes beyond stands in another. */
const IN_ONE_CAS = 6

function segmentsOf(adjusted: readonly Adjusted[]): NonNullable<Other837['adjustments']> {
  const groups = [...new Set(adjusted.map(({ group }) => group))]
  return groups.flatMap((group) => {
    const own = adjusted.filter((one) => one.group === group).map((one) => ({ reason: one.reason, amount: one.cents }))
    return Array.from({ length: Math.ceil(own.length / IN_ONE_CAS) }, (_, n) => ({
      group: group as 'CO',
      adjustments: own.slice(n * IN_ONE_CAS, (n + 1) * IN_ONE_CAS),
    }))
  })
}

/** Claim filing indicators (SBR09) of payers before Medicare, and why it comes second (SBR05). */
const BECAUSE: Readonly<Record<string, NonNullable<Sbr['medicareSecondary']>>> = { WC: '15', AM: '14', LM: '47', VA: '42', OF: '16' }
/** From this age on Medicare is had by age, before it by disability. */
const BY_AGE = 65

/**
 * Why Medicare does not pay first (SBR05), from who does and the patient’s age: workers’ compensation, no-fault, liability, Veterans Affairs, another
 * federal program, else a plan of an employer (42 CFR 411.20). Kidney disease and black lung cannot be told from that.
 */
export function medicareSecondary(facts: Pick<ClaimFacts, 'patient' | 'coverage' | 'payer' | 'claim'>, { own, others }: Payers) {
  const filing = facts.coverage.filing ?? facts.payer.filing
  if ((filing !== 'MA' && filing !== 'MB') || own === 'P') return {}
  const first = others[0]?.other
  const known = first && BECAUSE[first.coverage.filing ?? first.payer.filing]
  const { born } = facts.patient
  const isAged = born !== null && age(born as Day, facts.claim.first_day as Day) >= BY_AGE
  return { medicareSecondary: known ?? (isAged ? ('12' as const) : ('43' as const)) }
}
