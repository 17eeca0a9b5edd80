import { add, cents, negate, NO_MONEY, splitBy, subtract, sum, type Cents } from '../../src-shared/money.ts'
import type { Posting } from '../ledger/index.ts'
import type { Adjustment, ClaimPayment, PaidLine } from './facts.ts'
import { bearerOf, PRIOR_PAYER, type Bearer } from './rules.ts'

/*
 * How a claim payment is divided over the claim's lines and accounts. Pure arithmetic in cents: every line sums to zero.
 */

export type Part = Pick<Adjustment, 'group' | 'reason' | 'cents' | 'segment'> & { readonly bearer: Bearer }
/** What a claim payment says of one of our lines. */
export type Share = {
  readonly line: number
  /** The line of the remittance; null when the payer named none and the claim stands for it. */
  readonly remitLine: number | null
  readonly charge: Cents
  readonly paid: Cents
  readonly parts: readonly Part[]
  readonly segment: number
}

/**
 * Shares of our lines. Reasons given for the claim as a whole are shared by its lines in proportion to what each was still paid, exact to the cent and
 * one reason after the other, so that no line is ever paid less than nothing by rounding. A payer that names no lines (whole-claim decisions) speaks of
 * all of ours by their charges.
 */
export function sharesOf(
  payment: ClaimPayment,
  targets: readonly { readonly line: number; readonly charge: Cents; readonly said: PaidLine | undefined }[],
): Share[] {
  const left: Cents[] = targets.map((target) => target.said?.paid ?? target.charge)
  const parts: Part[][] = targets.map(({ said }) => {
    const of = said && { charge: said.charge, remarks: [...said.remarks, ...payment.remarks] }
    return of ? said.adjustments.map((one) => ({ ...one, bearer: bearerOf(one, of) })) : []
  })
  for (const one of payment.adjustments) {
    const bearer = bearerOf(one, payment)
    const isPlain = left.every((paid) => paid >= 0) && left.some((paid) => paid > 0)
    const weights = isPlain ? left : targets.map((target) => cents(Math.abs(target.charge)))
    splitBy(one.cents, weights).forEach((own, at) => {
      left[at] = subtract(left[at] ?? NO_MONEY, own)
      parts[at]?.push({ ...one, cents: own, bearer })
    })
  }
  return targets.map(({ line, charge, said }, at) => ({
    line,
    remitLine: said?.n ?? null,
    charge: said?.charge ?? charge,
    paid: left[at] ?? NO_MONEY,
    parts: (parts[at] ?? []).filter((one) => one.cents !== 0),
    segment: said?.segment ?? payment.span[0],
  }))
}

export const partsOf = (shares: readonly Share[], ...bearers: readonly Bearer[]): Part[] =>
  shares.flatMap((share) => share.parts.filter((one) => bearers.includes(one.bearer)))

/** What a payer decided on of a line: its charge less what it leaves to an earlier payer's decision (OA-23). */
const considered = (share: Share): Cents =>
  subtract(share.charge, ...share.parts.filter((one) => one.reason === PRIOR_PAYER).map((one) => one.cents))

/** What a line's accounts hold. `moved`: what decisions of payers put on the patient, by reason (group PR). */
export type Balance = {
  readonly payer: Cents
  readonly patient: Cents
  readonly payment: Cents
  readonly adjustment: Cents
  readonly moved: ReadonlyMap<string, Cents>
}
export const NOTHING: Balance = {
  payer: NO_MONEY,
  patient: NO_MONEY,
  payment: NO_MONEY,
  adjustment: NO_MONEY,
  moved: new Map(),
}

/** A line's balance after a posting. */
export function afterPosting(balance: Balance, { account, cents: amount, group, reason = '' }: Posting): Balance {
  switch (account) {
    case 'payer':
    case 'payment':
    case 'adjustment':
      return { ...balance, [account]: add(balance[account], amount) }
    case 'patient': {
      const patient = add(balance.patient, amount)
      return group === 'PR' ? { ...balance, patient, moved: more(balance.moved, reason, amount) } : { ...balance, patient }
    }
    default:
      return balance
  }
}

export const more = (sums: ReadonlyMap<string, Cents>, key: string, amount: Cents): ReadonlyMap<string, Cents> =>
  new Map(sums).set(key, add(sums.get(key) ?? NO_MONEY, amount))

/**
 * Where a decision stands among those of the claim's payers:
 * - `first`: nothing of another payer is posted;
 * - `later`: an earlier payer's decision is posted; this payer can only divide what that one left, and what it repeats of it is not posted again;
 * - `before`: a later payer's decision was posted already; what that one decided on is not asked of the patient again.
 */
export type Turn =
  | { readonly is: 'first' }
  | { readonly is: 'later' }
  | { readonly is: 'before'; readonly later: readonly { readonly shares: readonly Share[]; readonly postings: readonly Posting[] }[] }

/**
 * The postings of one line: what was paid, what is written off, what the patient owes, and all of it less on the payer's account. Denied and open parts
 * have no posting, so the payer still owes them. For a later payer, what the earlier one put on the patient comes back first, as far as the later one
 * decided on it. Source: 005010X221A1, CAS and section 1.10.2; a secondary's OA-23 mirrors the primary.
 */
export function linePostings(share: Share, balance: Balance, turn: Turn, of: { readonly claim: number; readonly file: number }): Posting[] {
  const put = (account: Posting['account'], amount: Cents, part?: Pick<Part, 'group' | 'reason' | 'segment'>): Posting => ({
    account,
    cents: amount,
    line: { claim: of.claim, line: share.line },
    ...(part && { group: part.group, reason: part.reason }),
    from: { file: of.file, segment: part?.segment ?? share.segment },
  })
  const back = turn.is === 'later' ? takenBack(share, balance) : []
  const returned = sum(back.map((one) => one.cents))
  const room = subtract(add(balance.payer, returned), share.paid)
  const taken = divided(share, balance, turn, room)
  const less = add(share.paid, ...taken.map((one) => one.cents))
  return [
    put('payment', share.paid),
    ...back.map((one) => put('patient', negate(one.cents), { group: 'PR', reason: one.reason, segment: share.segment })),
    ...taken.map((one) => put(one.bearer === 'patient' ? 'patient' : 'adjustment', one.cents, one)),
    put('payer', subtract(returned, less)),
  ].filter((one) => one.cents !== 0)
}

/** What an earlier payer put on the patient and this one decided on. */
function takenBack(share: Share, { moved }: Balance): { readonly reason: string; readonly cents: Cents }[] {
  let left = considered(share)
  return [...moved].flatMap(([reason, amount]) => {
    const own = cents(Math.max(0, Math.min(left, amount)))
    left = subtract(left, own)
    return own > 0 ? [{ reason, cents: own }] : []
  })
}

const total = (parts: readonly { readonly cents: Cents }[]): Cents => sum(parts.map((one) => one.cents))
const atLeastNothing = (amount: Cents): Cents => cents(Math.max(0, amount))

/**
 * The parts written off and put on the patient, each as far as it is posted. Of a later payer's decision, only what was left to it can be its own: the
 * patient's shares and what the payer's account still held. What it considered beyond that repeats the earlier payer's write-offs. The rule is the same
 * whichever of the two arrives first.
 */
function divided(share: Share, balance: Balance, turn: Turn, room: Cents): Part[] {
  const written = share.parts.filter((one) => one.bearer === 'written-off')
  const patient = share.parts.filter((one) => one.bearer === 'patient')
  switch (turn.is) {
    case 'first':
      return [...written, ...patient]
    case 'later': {
      const repeated = atLeastNothing(subtract(considered(share), sum(balance.moved.values()), balance.payer))
      return capped([...patient, ...lessened(written, repeated)], room)
    }
    case 'before':
      return beforeOthers(share, turn.later, written, patient)
  }
}

/** As `later`, seen from the other side: what later payers decided on, less what they already took back of an earlier decision that no longer stands. */
function beforeOthers(
  share: Share,
  all: Extract<Turn, { is: 'before' }>['later'],
  written: readonly Part[],
  patient: readonly Part[],
): Part[] {
  const owed = total(patient)
  const later = all.map(({ shares, postings }) => {
    const said = shares.filter((one) => one.line === share.line)
    const own = postings.filter((one) => one.line?.line === share.line)
    const posted = total(own.filter((one) => one.account === 'adjustment'))
    return {
      asked: sum(said.map(considered)),
      back: total(own.filter((one) => one.account === 'patient' && one.group === 'PR' && one.cents < 0)),
      posted,
      leftOut: subtract(total(partsOf(said, 'written-off')), posted),
    }
  })
  const relieved = Math.max(...later.map((one) => Math.min(one.asked, owed) + one.back))
  const left = share.parts.filter((one) => one.bearer !== 'written-off' && one.bearer !== 'patient')
  const beyond = Math.max(...later.map((one) => one.asked)) - add(owed, total(left), ...later.map((one) => one.leftOut))
  const repeated = Math.min(beyond, sum(later.map((one) => one.posted)))
  return [...lessened(written, cents(repeated)), ...capped(patient, subtract(owed, cents(relieved)))]
}

/** Parts less an amount, taken from the first ones first. */
function lessened(parts: readonly Part[], by: Cents): Part[] {
  let left = atLeastNothing(by)
  return parts.map((part) => {
    const own = cents(Math.max(0, Math.min(part.cents, left)))
    left = subtract(left, own)
    return { ...part, cents: subtract(part.cents, own) }
  })
}

/** Parts cut so that together they take no more than there is; amounts below nothing give room. */
function capped(parts: readonly Part[], room: Cents): Part[] {
  let left = room
  return parts.map((part) => {
    const own = part.cents > 0 ? cents(Math.max(0, Math.min(part.cents, left))) : part.cents
    left = subtract(left, own)
    return { ...part, cents: own }
  })
}
