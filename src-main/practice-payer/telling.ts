import { NO_MONEY, sentenceMoney, sum, type Cents } from '../../src-shared/money.ts'
import { counted } from '../../src-shared/number.ts'
import type { Decision } from './plans.ts'
import { sentenceOf } from './rules.ts'
import { adjustedBy, paidBy } from './state.ts'
import type { Payment } from './writing/remittance.ts'

/* What a payer decided and by which rule, for whoever learns from it. */

/** A decision made visible. */
export type Said = {
  /** What it is about: an interchange, a set, a claim by its number, a question by its trace, a payment. */
  readonly about: string
  readonly rule: string
  /** The sentence of the rule. */
  readonly says: string
  /** What came of it, with amounts. */
  readonly outcome: string
  readonly lines?: readonly { readonly code: string; readonly rule: string; readonly says: string; readonly outcome: string }[]
}

export const said = (about: string, rule: string, outcome: string): Said => ({ about, rule, says: sentenceOf(rule), outcome })

/** What became of a claim at the door, or with its payment. */
export function saysOf(decision: Decision, trace?: string): Said {
  const { place, refused, payerControl, lines, rule } = decision
  const about = `claim ${place.claim.claim.control}`
  if (refused)
    return said(about, rule ?? 'lot.rejected', `rejected ${[refused.category, refused.status, refused.entity].filter(Boolean).join(':')}`)
  if (trace === undefined) return said(about, rule ?? 'claim.taken', `accepted as ${payerControl}`)
  const patient = adjustedBy(decision, 'PR')
  return {
    ...said(
      about,
      'payment.made',
      `${sentenceMoney(place.claim.claim.charge)} billed, ${sentenceMoney(paidBy(decision))} paid with ${trace}${patient === NO_MONEY ? '' : `, ${sentenceMoney(patient)} for the patient`}`,
    ),
    lines: lines.map((line, n) => {
      const own = line.rule ?? 'line.priced'
      return {
        code: place.claim.lines[n]?.service.procedure.code ?? '',
        rule: own,
        says: sentenceOf(own),
        outcome: [
          `${sentenceMoney(line.paid)} paid`,
          ...line.adjustments.map(({ group, reason, amount }) => `${group}-${reason} ${sentenceMoney(amount)}`),
          ...(line.remarks ?? []),
        ].join(', '),
      }
    }),
  }
}

/** What a payment takes back, adds and withholds. */
export function saysOfPayment(
  { trace, reversals = [], interest, provider = [] }: Payment,
  amount: Cents,
  audited: readonly Decision[],
): Said[] {
  const about = `payment ${trace}`
  const plain = reversals.filter(({ first }) => !audited.includes(first))
  const back = (some: readonly { readonly first: Decision }[]): string =>
    `${counted(some.length, 'claim')}, ${sentenceMoney(sum(some.map(({ first }) => paidBy(first))))} taken back`
  const carried = provider.filter(({ code }) => code === 'FB' || code === 'WO')
  return [
    ...(plain.length > 0 ? [said(about, 'payment.reversal', back(plain))] : []),
    ...(audited.length > 0 ? [said(about, 'payment.audit', back(audited.map((first) => ({ first }))))] : []),
    ...(interest && interest.size > 0 ? [said(about, 'payment.interest', `${sentenceMoney(sum(interest.values()))} added`)] : []),
    ...carried
      .filter(({ code, amount: own }) => code === 'FB' || own > 0)
      .map(({ code, reference, amount: own }) => said(about, 'payment.carried', `${code} ${reference} ${sentenceMoney(own)}`)),
    said(about, 'payment.made', `${sentenceMoney(amount)} paid`),
  ]
}

/** Decisions as text, one a paragraph. */
export const decisionText = (all: readonly Said[]): string =>
  all
    .map(({ about, rule, says, outcome, lines = [] }) =>
      [
        `${about}: ${outcome}`,
        `  [${rule}] ${says}`,
        ...lines.map((line) => `  ${line.code}: ${line.outcome}\n    [${line.rule}] ${line.says}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat(all.length > 0 ? '\n' : '')
