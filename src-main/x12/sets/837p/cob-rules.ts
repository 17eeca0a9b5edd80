import { add, cents, NO_MONEY, subtract, sum, type Cents } from '../../../../src-shared/money.ts'
import { rule, type Breach, type Draft, type Rule, type Verdict } from '../../grammar/words.ts'
import { claim } from './claim.ts'
import { subscriber } from './levels.ts'
import { line } from './line.ts'
import type { Claim837, Line837, Subscriber837 } from './parts.ts'

/*
 * Coordination of benefits: what other payers decided, copied from their remittances, has to add up to the charges again (005010X222A1, 1.4.1).
 */

type Adjusted = { readonly adjustments?: readonly { readonly adjustments: readonly { readonly amount: Cents }[] }[] }
type Decided = Adjusted & { readonly decision: { readonly payer: string; readonly paid: Cents } }
type Other = { readonly payer: { readonly name: { readonly id: string } } }
/** A claim that is read or one that is being mended. */
type Claimed<D> = { readonly otherPayers?: readonly Other[]; readonly lines: readonly { readonly adjudications?: readonly D[] }[] }
type Decision = NonNullable<Line837['adjudications']>[number]

const ORDERS = ['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
const asDraft = <T>(value: T | undefined): Draft<T> | undefined => value as Draft<T> | undefined

const adjusted = ({ adjustments = [] }: Adjusted): Cents => sum(adjustments.flatMap((cas) => cas.adjustments.map((each) => each.amount)))

/** What one other payer decided, line by line; undefined when two other payers share the number that tells whose a decision is. */
function decisionsOf<D extends Decided>({ otherPayers = [], lines }: Claimed<D>, other: Other): D[][] | undefined {
  const { id } = other.payer.name
  if (otherPayers.filter((one) => one.payer.name.id === id).length > 1) return undefined
  return lines.map(({ adjudications = [] }) => adjudications.filter(({ decision }) => decision.payer === id))
}

/** Judges each other payer by itself; not stated when none of them states it. */
function forEachOther(
  own: Claim837,
  judge: (other: NonNullable<Claim837['otherPayers']>[number], byLine: readonly (readonly Decision[])[]) => Breach | true | undefined,
): Verdict {
  if (!own.otherPayers) return undefined
  const verdicts = own.otherPayers.map((other) => {
    const byLine = decisionsOf(own, other)
    return byLine && judge(other, byLine)
  })
  const stated = verdicts.filter((one) => one !== undefined)
  return stated.length === 0 ? undefined : stated.filter((one) => one !== true)
}

/** What one payer decided on a line, which it may have split into several procedures. */
function byPayer<D extends Decided>({ adjudications = [] }: { readonly adjudications?: readonly D[] }): [first: D, ...others: D[]][] {
  const groups = new Map<string, [D, ...D[]]>()
  for (const one of adjudications) {
    const group = groups.get(one.decision.payer)
    if (group) group.push(one)
    else groups.set(one.decision.payer, [one])
  }
  return [...groups.values()]
}

/** Claim-level amount paid that follows from the rest; adjustments that leave less than nothing are taken away. */
function settle(own: Draft<Claim837>): void {
  for (const other of own.otherPayers ?? []) {
    const byLine = decisionsOf(own, other)
    if (!byLine || !other.paid) continue
    const decisions = byLine.flat()
    const total = decisions.length > 0 ? sum(decisions.map((one) => one.decision.paid)) : own.claim.charge
    const off = adjusted(other)
    if (off < 0 || off > total) delete other.adjustments
    other.paid.amount = subtract(total, adjusted(other))
  }
}

export const cobRules: readonly Rule[] = [
  rule(
    claim,
    '837P.orders',
    'Two payers of the claim have the same place in the order of payment (SBR01).',
    ({ claim: own, otherPayers = [] }, around) => {
      const first = around(subscriber)?.subscriber.order
      if (first === undefined) return undefined
      const orders = [first, ...otherPayers.map((other) => other.subscriber.order)].filter((order) => order !== 'U')
      return new Set(orders).size === orders.length || { of: own }
    },
    {
      mend: ({ otherPayers = [] }, around) => {
        const first = around(subscriber)?.subscriber.order
        const free = ORDERS.filter((order) => order !== first)
        otherPayers.forEach((other, n) => (other.subscriber.order = free[n] ?? 'U'))
      },
    },
  ),
  rule(
    claim,
    '837P.primary',
    'No payer of the claim pays first (SBR01 is P).',
    ({ claim: own, otherPayers = [] }, around) => {
      const first = around(subscriber)?.subscriber.order
      if (first === undefined) return undefined
      const orders = [first, ...otherPayers.map((other) => other.subscriber.order)]
      return orders.includes('U') ? undefined : orders.includes('P') || { of: own }
    },
    {
      grade: 'doubtful',
      mend: (_, around) => {
        const above = asDraft<Subscriber837>(around(subscriber))
        if (above) above.subscriber.order = 'P'
      },
    },
  ),
  rule(
    claim,
    '837P.otherPayersDistinct',
    'Two other payers of the claim have the same number, so that nothing tells whose a decision is (2330B NM109).',
    ({ otherPayers = [] }) => {
      const ids = otherPayers.map((other) => other.payer.name.id)
      return otherPayers.flatMap((other, n) => (ids.indexOf(other.payer.name.id) < n ? [{ of: other.payer.name }] : []))
    },
    {
      grade: 'doubtful',
      mend: ({ otherPayers = [] }) => otherPayers.forEach((other, n) => (other.payer.name.id = `EX${String(n + 1).padStart(3, '0')}`)),
    },
  ),
  rule(
    line,
    '837P.otherPayerId',
    'The payer that decided a line is not exactly one of the claim’s other payers (SVD01 and 2330B NM109).',
    ({ adjudications }, around) => {
      if (!adjudications) return undefined
      const ids = (around(claim)?.otherPayers ?? []).map((other) => other.payer.name.id)
      return adjudications.flatMap(({ decision }) => (ids.filter((id) => id === decision.payer).length === 1 ? [] : [{ of: decision }]))
    },
    {
      mend: (own, around) => {
        const ids = (around(claim)?.otherPayers ?? []).map((other) => other.payer.name.id)
        const kept = (own.adjudications ?? []).slice(0, new Set(ids).size)
        ;[...new Set(ids)].forEach((id, n) => {
          const one = kept[n]
          if (one) one.decision.payer = id
        })
        if (kept.length > 0) own.adjudications = kept
        else delete own.adjudications
      },
    },
  ),
  rule(
    claim,
    '837P.bundled',
    'The line that another payer paid it with is no line of the claim (SVD06 and LX01).',
    ({ lines, otherPayers }) => {
      if (!otherPayers) return undefined
      const named = lines.flatMap(({ adjudications = [] }) => adjudications.filter((one) => one.decision.bundledInto !== undefined))
      if (named.length === 0) return undefined
      return named.flatMap(({ decision }) =>
        (decision.bundledInto ?? 0) >= 1 && (decision.bundledInto ?? 0) <= lines.length ? [] : [{ of: decision }],
      )
    },
    {
      grade: 'doubtful',
      mend: ({ lines }) => {
        for (const { adjudications = [] } of lines) for (const { decision } of adjudications) delete decision.bundledInto
      },
    },
  ),
  rule(
    line,
    'BAL.COB',
    'What another payer decided does not add up to the charge of the line (SVD02 and CAS against SV102).',
    (own) => {
      if (!own.adjudications) return undefined
      const groups = byPayer(own).filter((group) => group.every((one) => one.decision.bundledInto === undefined))
      if (groups.length === 0) return undefined
      return groups.flatMap((group) => {
        const off = subtract(own.service.charge, ...group.flatMap((one) => [one.decision.paid, adjusted(one)]))
        return off === 0 ? [] : [{ of: group[0].decision, off }]
      })
    },
    {
      mend: (own) => {
        const { charge } = own.service
        for (const [first, ...others] of byPayer(own)) {
          for (const one of others) {
            one.decision.paid = NO_MONEY
            delete one.adjustments
          }
          if (adjusted(first) < 0 || adjusted(first) > charge) delete first.adjustments
          first.decision.paid = subtract(charge, adjusted(first))
        }
      },
    },
  ),
  rule(
    claim,
    '837P.paid',
    'Another payer decided on lines, and what it paid in all is missing (AMT D and SVD).',
    (own) =>
      forEachOther(own, ({ paid, subscriber: by }, byLine) => (byLine.flat().length === 0 ? undefined : paid !== undefined || { of: by })),
    {
      grade: 'doubtful',
      mend: (own) => {
        for (const other of own.otherPayers ?? []) other.paid ??= { amount: cents(0) }
        settle(own)
      },
    },
  ),
  rule(
    claim,
    'BAL.COB.PAID',
    'What another payer paid in all is not what it paid by line, less its adjustments of the claim (AMT D, SVD02, CAS of 2320).',
    (own) =>
      forEachOther(own, (other, byLine) => {
        const decisions = byLine.flat()
        if (!other.paid || decisions.length === 0) return undefined
        const off = subtract(other.paid.amount, subtract(sum(decisions.map((one) => one.decision.paid)), adjusted(other)))
        return off === 0 || { of: other.paid, off }
      }),
    { mend: settle },
  ),
  rule(
    claim,
    'BAL.COB.CLAIM',
    'What another payer paid and adjusted is not the charge of the claim (AMT D and every CAS against CLM02).',
    (own) =>
      forEachOther(own, (other, byLine) => {
        const decisions = byLine.flat()
        const isWhole = decisions.length > 0 ? byLine.every((one) => one.length > 0) : other.adjustments !== undefined
        if (!other.paid || !isWhole) return undefined
        const off = subtract(own.claim.charge, add(other.paid.amount, adjusted(other), ...decisions.map(adjusted)))
        return off === 0 || { of: other.paid, off }
      }),
    {
      mend: (own) => {
        for (const { adjudications = [] } of own.lines) for (const { decision } of adjudications) delete decision.bundledInto
        settle(own)
      },
    },
  ),
  rule(
    claim,
    '837P.noncovered',
    'A payer that was not billed has neither paid nor adjusted anything (AMT A8 against AMT D, CAS and SVD).',
    (own) =>
      forEachOther(own, (other, byLine) =>
        other.noncovered === undefined
          ? undefined
          : (other.paid === undefined && other.adjustments === undefined && byLine.flat().length === 0) || { of: other.noncovered },
      ),
    { grade: 'doubtful', mend: ({ otherPayers = [] }) => otherPayers.forEach((other) => delete other.noncovered) },
  ),
  rule(
    claim,
    'BAL.NONCOVERED',
    'What a payer that was not billed does not cover is the charge of the claim (AMT A8 and CLM02).',
    (own) =>
      forEachOther(own, ({ noncovered, paid }) => {
        if (!noncovered || paid) return undefined
        const off = subtract(own.claim.charge, noncovered.amount)
        return off === 0 || { of: noncovered, off }
      }),
    {
      grade: 'doubtful',
      mend: ({ claim: own, otherPayers = [] }) => {
        for (const { noncovered } of otherPayers) if (noncovered) noncovered.amount = own.charge
      },
    },
  ),
  rule(
    claim,
    '837P.adjudicated',
    'The day another payer decided stands with its lines, or with the payer when it decided on none, never with both (DTP 573).',
    (own) =>
      forEachOther(own, ({ payer, paid }, byLine) => {
        if (byLine.flat().length > 0) return payer.adjudicated === undefined || { of: payer.adjudicated }
        return paid === undefined ? undefined : payer.adjudicated !== undefined || { of: payer.name }
      }),
    {
      grade: 'doubtful',
      mend: (own) => {
        for (const other of own.otherPayers ?? []) {
          const decisions = decisionsOf(own, other)?.flat() ?? []
          const from = own.lines[0]?.day.when.from
          if (decisions.length > 0) delete other.payer.adjudicated
          else if (other.paid && from !== undefined) other.payer.adjudicated ??= { when: { from } }
        }
      },
    },
  ),
  rule(
    claim,
    '837P.remaining',
    'What the patient still owes stands with the lines or with the claim, not with both (AMT EAF).',
    (own) =>
      forEachOther(own, ({ remaining }, byLine) =>
        remaining === undefined ? undefined : byLine.flat().every((one) => one.remaining === undefined) || { of: remaining },
      ),
    { grade: 'doubtful', mend: ({ otherPayers = [] }) => otherPayers.forEach((other) => delete other.remaining) },
  ),
]
