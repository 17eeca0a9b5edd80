import type { ClaimStatus, Shape } from '../../src-shared/contract/fields.ts'
import { isNone, NO_MONEY, sentenceMoney, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { adjustmentReason, reasonWords } from '../codes/index.ts'
import type { Adjustment, ClaimPayment, Payment, Remark } from './facts.ts'

/** Signs by which a payment is stopped whole, besides its sums. */
export type Signs = {
  /** What is wrong with BPR or TRN. */
  readonly damaged: string | null
  /** False when the set was cut off or its trailer disagrees. */
  readonly isWhole: boolean
  readonly isDebit: boolean
  readonly isPrenote: boolean
  readonly currency: string
  /** The amount of a claim payment or of a provider adjustment cannot be read. */
  readonly hasUnreadAmount: boolean
}

/**
 * Why nothing of a payment may be posted; null when nothing stands against it. Its sum must be exact: BPR02 = Σ CLP04 − Σ PLB, PLB with its own sign.
 * Source: 005010X221A1, section 1.10.2.1.
 */
export function paymentStop(payment: Pick<Payment, 'cents' | 'method' | 'claims' | 'provider'>, signs: Signs): Payment['stop'] {
  const stop = (why: string, off: Cents = NO_MONEY) => ({ why, off })
  if (!signs.isWhole) return stop('It is not a whole remittance: it was cut off, or its count of segments is wrong.')
  if (signs.damaged !== null) return stop(`The payment cannot be trusted. ${signs.damaged}`)
  if (signs.hasUnreadAmount) return stop('An amount in it cannot be read, so its sum cannot be checked.')
  if (signs.isPrenote) return stop('It only announces payments to come (BPR01 is P).')
  if (signs.currency !== 'USD') return stop('It is not in US dollars.')
  if (payment.cents < 0) return stop('The payment is below nothing (BPR02), which the guide does not allow.', payment.cents)
  if (payment.method === 'NON' && !isNone(payment.cents))
    return stop('It names an amount though no money moves (BPR04 is NON).', payment.cents)
  if (signs.isDebit && !isNone(payment.cents)) return stop('The payer takes money instead of paying it (BPR03 is D).', payment.cents)
  const off = subtract(sum(payment.claims.map((one) => one.paid)), payment.cents, ...payment.provider.map((one) => one.cents))
  if (!isNone(off)) return stop(`Claims less provider adjustments are not the payment: it is out by ${sentenceMoney(off)}.`, off)
  return null
}

/**
 * By how much a claim payment does not balance, and where; undefined when it does. Line: SVC03 = SVC02 − Σ CAS. Claim: CLP04 = CLP03 − Σ all CAS, and
 * with lines CLP03 = Σ SVC02, CLP04 = Σ SVC03 − Σ CAS of the claim. Source: 835, 005010X221A1, section 1.10.2.1.
 */
export function imbalanceOf(claim: ClaimPayment): { readonly off: Cents; readonly segment: number } | undefined {
  const adjusted = (all: readonly Adjustment[]): Cents => sum(all.map((one) => one.cents))
  for (const line of claim.lines) {
    const off = subtract(line.charge, adjusted(line.adjustments), line.paid)
    if (!isNone(off)) return { off, segment: line.segment }
  }
  const segment = claim.span[0]
  const ofClaim = adjusted(claim.adjustments)
  const off = subtract(claim.charge, ofClaim, ...claim.lines.map((line) => adjusted(line.adjustments)), claim.paid)
  if (!isNone(off)) return { off, segment }
  if (claim.lines.length === 0) return undefined
  // That CLP04 is what the lines were paid less the claim's own reasons follows from the other three.
  const charge = subtract(claim.charge, sum(claim.lines.map((line) => line.charge)))
  return isNone(charge) ? undefined : { off: charge, segment }
}

/**
 * Who bears an adjustment: written off by us; the patient; nobody yet, because it is a denial to work; nobody yet, because it must be looked into, is
 * pending, or mirrors another payer; or nobody, and the practice wants to hear nothing of it. What nobody bears stays on the payer's account.
 */
export type Bearer = 'written-off' | 'patient' | 'denied' | 'open' | 'ignored'

/** The patient is a Medicaid beneficiary whose Medicare shares nobody may collect from him (RARC N781 to N783). */
export const PROTECTED: readonly string[] = ['N781', 'N782', 'N783']
/** A reduction that somebody has to act on first: sent on, looked into, refunded. */
const ACTED_ON: readonly string[] = ['NXT', 'INV', 'REFUND']

/**
 * Who bears an adjustment by its group and reason, or as the practice says instead. A denial is never written off here, and neither is a reason that the table does not know: a person
 * decides. `of` is what it takes from: the line's (or claim's) charge and its remarks.
 * Source: 005010X221A1, CAS01; the CARC list; CARC 45 may not take the whole charge; 42 CFR 438.106 and the QMB rule on who may not be billed.
 */
export function bearerOf(adjustment: Adjustment, of: AdjustedAt): Bearer {
  const usual = usualBearer(adjustment, of)
  switch (adjustment.does) {
    case 'track':
      return 'open'
    case 'ignore':
      return 'ignored'
    case 'apply':
      return usual === 'open' && WRITTEN_OFF_BY.includes(adjustment.group) && adjustment.reason !== PRIOR_PAYER ? 'written-off' : usual
    default:
      return usual
  }
}

/** Where a reason stands: the charge of its line (or claim), and the remarks beside it. */
type AdjustedAt = { readonly charge: Cents; readonly remarks: readonly Remark[] }
/** What is the patient's, or of an unknown group, is never written off unseen. */
const WRITTEN_OFF_BY: readonly string[] = ['CO', 'PI', 'OA']
/** CARC 23: what an earlier payer did. */
export const PRIOR_PAYER = '23'

/**
 * Why a practice may not have a reason applied unseen; undefined when it may. A denial is worked, or written off by a person with a reason; what an
 * earlier payer did is in the books already.
 */
export function notApplied(group: string, reason: string): string | undefined {
  if (reason === PRIOR_PAYER) return 'OA-23 repeats what an earlier payer did, which is in the books already.'
  if (group !== 'PR' && adjustmentReason(reason).type === 'D')
    return `${group}-${reason} is a denial. It is worked, or written off by a person.`
  return undefined
}

function usualBearer({ group, reason, cents }: Adjustment, of: AdjustedAt): Bearer {
  const known = adjustmentReason(reason)
  const isProviders = group === 'CO' || group === 'PI' || group === 'OA'
  const takesAll = cents === of.charge && !isNone(cents)
  if (known.type === null) return takesAll && (group === 'CO' || group === 'PI') ? 'denied' : 'open'
  if (group === 'PR') return of.remarks.some((one) => PROTECTED.includes(one.code)) ? 'open' : 'patient'
  if (!isProviders) return 'open'
  switch (known.type) {
    case 'D':
      return 'denied'
    case 'A':
      if (known.route.some((one) => ACTED_ON.includes(one))) return 'open'
      return reason === '45' && takesAll ? 'denied' : 'written-off'
    case 'I':
      // What an earlier payer did (23), pending and forwarded lines leave the account as it is; a line that only reports is closed.
      return group === 'CO' && reason !== PRIOR_PAYER && known.route.includes('POST') ? 'written-off' : 'open'
    case 'P':
      // The plan paid the patient (OA-100). A patient's reason under CO or PI contradicts itself.
      return group === 'OA' ? 'patient' : 'open'
  }
}

/** The place of a payer in the order of payers, by CLP02; undefined for what is not a decision on a claim. */
export const payerOrder = (status: string): 1 | 2 | 3 | undefined => ORDERS[status]
const ORDERS: Readonly<Record<string, 1 | 2 | 3>> = { '1': 1, '4': 1, '19': 1, '2': 2, '20': 2, '3': 3, '21': 3 }

export const isReversal = (payment: { readonly status: string }): boolean => payment.status === '22'
export const isForwarded = (payment: { readonly status: string }): boolean => ['19', '20', '21'].includes(payment.status)

/** Why a claim payment of this status is never posted, whatever else is right with it. */
export function statusStop(status: string): string | undefined {
  if (status === '23') return 'not this payer’s claim, sent on'
  if (status === '25') return 'priced only, not paid'
  return isReversal({ status }) || payerOrder(status) !== undefined ? undefined : 'its status is not one of the guide'
}

/** A claim's balances once a claim payment is posted, and what the payer said. */
export type Outcome = {
  readonly payer: Cents
  readonly patient: Cents
  readonly payment: Cents
  readonly denied: { readonly group: string; readonly reason: string } | undefined
  readonly open: { readonly group: string; readonly reason: string } | undefined
  readonly share: { readonly group: string; readonly reason: string } | undefined
  /** By how much the payer allowed less than its contract says. */
  readonly short: Cents
  readonly isForwarded: boolean
  readonly forwardedTo: string
  /** A patient's share whose reason is a denial: the payer says it is the patient's, and somebody should look first. */
  readonly doubtful: { readonly group: string; readonly reason: string } | undefined
  /** What a person should know besides, as a code the payer changed. */
  readonly notes: readonly string[]
}
export type Becomes = { readonly status: ClaimStatus; readonly word: string; readonly reason: string }

const WORDS: Readonly<Partial<Record<ClaimStatus, string>>> = {
  paid: 'Paid',
  'partly-paid': 'Partly paid',
  short: 'Paid short',
  'with-patient': 'With patient',
  denied: 'Denied',
  accepted: 'Pending',
}

/** What a claim becomes: its status, the word for it, and the reason beside the word. */
export function becomes(outcome: Outcome): Becomes {
  const status = statusOf(outcome)
  const said = (one: Outcome['denied']): string => (one ? reasonWords(one.group, one.reason) : '')
  const doubt = outcome.doubtful ? `${said(outcome.doubtful)}: check before billing the patient` : ''
  const noted = (reason: string): string => [reason, doubt, ...outcome.notes].filter(Boolean).join('; ')
  if (outcome.isForwarded && status !== 'denied' && status !== 'partly-paid')
    return { status, word: 'Forwarded', reason: noted(outcome.forwardedTo === '' ? '' : `to ${outcome.forwardedTo}`) }
  const reasons: Readonly<Partial<Record<ClaimStatus, string>>> = {
    denied: said(outcome.denied),
    'partly-paid': said(outcome.denied ?? outcome.open),
    accepted: said(outcome.open),
    short: `${sentenceMoney(outcome.short)} under contract`,
    'with-patient': outcome.doubtful ? '' : said(outcome.share),
  }
  return { status, word: WORDS[status] ?? '', reason: noted(reasons[status] ?? '') }
}

function statusOf({ payer, patient, payment, denied, short, isForwarded: sentOn }: Outcome): ClaimStatus {
  if (payer > 0) return payment > 0 ? 'partly-paid' : denied ? 'denied' : patient > 0 ? 'partly-paid' : 'accepted'
  if (sentOn && patient > 0) return 'accepted'
  if (short > 0) return 'short'
  return patient > 0 ? 'with-patient' : 'paid'
}

/** The shape beside a word of `becomes`. */
export const shapeOf = (word: string): Shape => SHAPES[word] ?? 'look-here'
const SHAPES: Readonly<Record<string, Shape>> = {
  Paid: 'paid',
  'Partly paid': 'partly-paid',
  'Paid short': 'short',
  'With patient': 'with-patient',
  Denied: 'denied',
  Forwarded: 'accepted',
  Pending: 'accepted',
  Reversed: 'reversed',
  Held: 'held',
  Unreadable: 'look-here',
}
