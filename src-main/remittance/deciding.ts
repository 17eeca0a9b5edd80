import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import type { Day } from '../../src-shared/day.ts'
import { negate, NO_MONEY, sentenceMoney, share as shareOf, subtract, sum, times, type Cents } from '../../src-shared/money.ts'
import { adjustmentReason } from '../codes/index.ts'
import {
  claimById,
  claimsByControl,
  claimsByMember,
  claimsByPayerControl,
  firstPayer,
  firstTerms,
  type FoundClaim,
} from '../claims/index.ts'
import type { Posting } from '../ledger/index.ts'
import { rateOn, type ContractLine } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { linePostings, partsOf, sharesOf, type Part, type Share } from './dividing.ts'
import type { Decision } from './decision.ts'
import { codeText, type ClaimPayment } from './facts.ts'
import { chooseClaim, CONTROL_LENGTH, looseControl, matchLines, type Choice, type Gathered, type LineMatch } from './matching.ts'
import { claimsByLooseControl, postingsOf } from './records/finding.ts'
import { askedFirst, underPolicies } from './policies.ts'
import { policiesOf } from './records/policies.ts'
import { becomes, imbalanceOf, isForwarded, isReversal, payerOrder, statusStop } from './rules.ts'
import { Standing } from './standing.ts'
import { turnOf } from './turns.ts'

/** Where the claim payments come from. */
export type Origin = { readonly file: number; readonly payer_number: string; /** Ours, when it is known. */ readonly payer: number | null }
/** What a person already decided: which claim a claim payment is, by its place in the remittance. */
export type ByHand = ReadonlyMap<number, number>

/**
 * Decides every claim payment against the ledger as it is. Take-backs go first, so that a correction finds the claim open again whatever their order in
 * the file. @returns the decisions in file order
 */
export function decideAll(db: Reading, payments: readonly ClaimPayment[], of: Origin, byHand: ByHand = new Map()): Decision[] {
  const standing = new Standing(db)
  const rates = new Map<string, Cents | undefined>()
  const rate: Rate = (...of) => {
    const key = JSON.stringify(of)
    if (!rates.has(key)) rates.set(key, rateOn(db, ...of))
    return rates.get(key)
  }
  const policies = policiesOf(db)
  const all = payments.map((one) => underPolicies(one, of.payer, policies))
  const order = [...all.filter(isReversal), ...all.filter((one) => !isReversal(one))]
  const decided = order.map((payment) => decide({ db, standing, rate, of }, payment, byHand.get(payment.n)))
  return decided.sort((one, other) => one.payment.n - other.payment.n).map((one, _, all) => paired(one, all))
}

type Rate = (payer: number, code: string, on: Day, line: ContractLine) => Cents | undefined
type Bench = { readonly db: Reading; readonly standing: Standing; readonly rate: Rate; readonly of: Origin }

function decide(bench: Bench, payment: ClaimPayment, chosen: number | undefined): Decision {
  const { standing } = bench
  if (payment.broken !== null) return { ...held(payment, payment.broken), outcome: 'unreadable', word: 'Unreadable' }
  const choice = choose(bench, payment, chosen)
  const claim = choice.is === 'one' ? choice.claim : undefined
  const lines = claim ? matchLines(payment, standing.lines(claim.id)) : undefined
  const matched = { claim, matchedBy: choice.is === 'one' ? choice.by : '', lines: lines ?? [] }
  const stop = (why: string, off: Cents = NO_MONEY): Decision => ({ ...held(payment, why, off), ...matched })
  const imbalance = imbalanceOf(payment)
  if (imbalance) return stop(`out by ${sentenceMoney(imbalance.off)}`, imbalance.off)
  const barred = statusStop(payment.status)
  if (barred !== undefined) return stop(barred)
  if (choice.is === 'doubt') return stop(choice.why)
  if (isReversal(payment)) return takeBack(bench, payment, { ...matched, claim: choice.claim }, stop)
  const asked = chosen === undefined ? askedFirst(payment) : undefined
  if (asked !== undefined) return stop(asked)
  if (!lines) return stop('a line fits none of the claim’s lines at its charge')
  const targets =
    payment.lines.length > 0
      ? lines.map(({ line, said }) => ({ line, charge: said.charge, said }))
      : standing.lines(choice.claim.id).map((one) => ({ line: one.id, charge: one.cents, said: undefined }))
  const shares = sharesOf(payment, targets)
  const own = turnOf(bench.db, payment, choice.claim, bench.of.payer)
  const turn = standing.turn(choice.claim.id, own)
  const before = standing.total(choice.claim.id)
  const postings: Posting[] = []
  for (const one of shares) {
    const put = linePostings(one, standing.balance(choice.claim.id, one.line), turn, { claim: choice.claim.id, file: bench.of.file })
    standing.post(put)
    postings.push(...put)
  }
  const overdrawn = targets.some(({ line }) => standing.balance(choice.claim.id, line).payer < 0)
  if (overdrawn && chosen === undefined) {
    standing.post(postings.map((one) => ({ ...one, cents: negate(one.cents) })))
    return stop(before.payer > 0 ? 'more than the payer still owes on a line' : 'the payer owes nothing more on it; it was settled before')
  }
  standing.decide(choice.claim.id, own, { shares, postings })
  const end = becomes({
    ...standing.total(choice.claim.id),
    denied: largest(partsOf(shares, 'denied')),
    open: largest(partsOf(shares, 'open')),
    share: largest(partsOf(shares, 'patient')),
    short: own === 1 ? shortfall(bench, choice.claim, lines) : NO_MONEY,
    isForwarded: isForwarded(payment),
    forwardedTo: payment.forwardedTo,
    doubtful: partsOf(shares, 'patient').find((one) => adjustmentReason(one.reason).type === 'D'),
    notes: notesOn(payment, shares),
  })
  return {
    ...matched,
    payment,
    outcome: 'will-post',
    shares,
    postings,
    turn: own,
    reverses: undefined,
    status: isWithNext(choice.claim, own) ? (choice.claim.status as ClaimStatus) : end.status,
    word: end.word,
    reason: end.reason,
    off: NO_MONEY,
  }
}

/** A payer whose turn is over decided again while the next one has the claim: that one's answer is still awaited. */
const isWithNext = (claim: FoundClaim, turn: number): boolean => turn < claim.turn && WITH_PAYER.includes(claim.status)
const WITH_PAYER: readonly string[] = ['draft', 'ready', 'held', 'rejected', 'sent', 'received', 'accepted', 'silent']

const held = (payment: ClaimPayment, reason: string, off: Cents = NO_MONEY): Decision => ({
  payment,
  outcome: 'held',
  claim: undefined,
  matchedBy: '',
  lines: [],
  shares: [],
  postings: [],
  turn: payerOrder(payment.status) ?? 1,
  reverses: undefined,
  status: undefined,
  word: 'Held',
  reason,
  off,
})

/** The claims that left under the number a claim payment names, or one that is written like it. */
function byOurNumber(db: Reading, payment: ClaimPayment): Gathered[] {
  const control = payment.control.trim()
  const loose = looseControl(control)
  if (loose === '') return []
  const exact = claimsByControl(db, control).map((claim): Gathered => ({ claim, way: 'our number' }))
  if (exact.length > 0) return exact
  return claimsByLooseControl(db, loose, control.length === CONTROL_LENGTH).map((claim) => ({
    claim,
    way: 'our number, written otherwise',
  }))
}

/** The claims a claim payment may belong to, the surest way first; those of the member and day only when no number leads to one. */
export function gather(db: Reading, payment: ClaimPayment): Gathered[] {
  const found = byOurNumber(db, payment)
  const put = (claims: readonly FoundClaim[], way: Gathered['way']): void => {
    for (const claim of claims) if (!found.some((one) => one.claim.id === claim.id)) found.push({ claim, way })
  }
  for (const number of new Set([payment.payerControl, payment.originalControl]))
    if (number !== '') put(claimsByPayerControl(db, number), 'the payer’s number')
  if (found.length === 0 && payment.memberId !== '' && payment.day !== null)
    put(claimsByMember(db, payment.memberId, payment.day), 'member id and day')
  return found
}

function choose({ db, standing }: Bench, payment: ClaimPayment, chosen: number | undefined): Choice {
  if (chosen !== undefined) {
    const claim = claimById(db, chosen)
    return claim ? { is: 'one', claim, by: 'by hand' } : { is: 'doubt', why: 'the claim chosen by hand is gone' }
  }
  const covers = (claim: FoundClaim): boolean => payment.lines.length > 0 && matchLines(payment, standing.lines(claim.id)) !== undefined
  const byNumber = chooseClaim(payment, byOurNumber(db, payment), covers)
  return byNumber.is === 'one' ? byNumber : chooseClaim(payment, gather(db, payment), covers)
}

/**
 * Takes an earlier decision back: the one of the same claim with the same charge and payment that still stands, of the same payer, by its claim number
 * when several do.
 * What was posted then is posted with the opposite sign; nothing is computed anew, because payers do not negate every reason. Source: 005010X221A1, section 1.10.2.8.
 */
function takeBack(
  { db, standing, of }: Bench,
  payment: ClaimPayment,
  matched: Pick<Decision, 'matchedBy' | 'lines'> & { readonly claim: FoundClaim },
  stop: (why: string) => Decision,
): Decision {
  const { claim } = matched
  const fitting = standing.decisions(claim.id).filter((one) => one.charge === negate(payment.charge) && one.paid === negate(payment.paid))
  const own = fitting.filter((one) => one.payer_number === of.payer_number)
  const same = own.length > 0 ? own : fitting
  const numbers = [payment.payerControl, payment.originalControl].filter(Boolean)
  const earlier = same.find((one) => numbers.includes(one.payer_control)) ?? (same.length === 1 ? same[0] : undefined)
  if (!earlier)
    return stop(same.length > 1 ? 'several earlier payments could be taken back' : 'no earlier payment of this amount was posted')
  const postings = earlier.entry === null ? [] : postingsOf(db, earlier.entry).map((one) => ({ ...one, cents: negate(one.cents) }))
  standing.post(postings)
  standing.takeBack(claim.id, earlier)
  return {
    ...matched,
    payment,
    outcome: 'will-post',
    shares: [],
    postings,
    turn: earlier.turn,
    reverses: earlier,
    status: isWithNext(claim, earlier.turn) ? (claim.status as ClaimStatus) : 'reversed',
    word: 'Reversed',
    reason: '',
    off: NO_MONEY,
  }
}

/** A take-back and its correction are one event: the reason beside it says their net. */
function paired(one: Decision, all: readonly Decision[]): Decision {
  if (!one.reverses) return one
  const now = all.filter((other) => other.outcome === 'will-post' && !other.reverses && other.claim?.id === one.claim?.id)
  if (now.length === 0) return { ...one, reason: 'no correction in this remittance' }
  const net = sum([one.payment.paid, ...now.map((other) => other.payment.paid)])
  return { ...one, reason: `pair, net ${sentenceMoney(net)}` }
}

const largest = (parts: readonly Part[]): Part | undefined =>
  parts.reduce<Part | undefined>((most, one) => (most && most.cents >= one.cents ? most : one), undefined)

/** Contract rates less what the payer allowed, over the lines where the gap counts: more than a dollar and more than one percent (playbook D-FREE-1). */
function shortfall({ db, standing, rate }: Bench, claim: FoundClaim, lines: readonly LineMatch[]): Cents {
  const payer = firstPayer(db, claim)
  const terms = firstTerms(db, claim.id)
  const gaps = lines.map(({ said, line }) => {
    const ours = standing.lines(claim.id).find((one) => one.id === line)
    const unit =
      ours && said.allowed !== null
        ? rate(payer, ours.code, ours.day, { ...terms, place: ours.place, modifiers: ours.modifiers })
        : undefined
    if (!ours || unit === undefined || said.allowed === null) return NO_MONEY
    const expected = times(unit, ours.units)
    const gap = subtract(expected, said.allowed)
    return gap > 100 && gap > shareOf(expected, 100) ? gap : NO_MONEY
  })
  return sum(gaps)
}

function notesOn(payment: ClaimPayment, shares: readonly Share[]): string[] {
  const changed = payment.lines.find((line) => line.submitted && line.submitted.code !== line.code)
  const isProtected = partsOf(shares, 'open').some((one) => one.group === 'PR')
  return [
    ...(changed?.submitted ? [`paid as ${codeText(changed)}, billed ${codeText(changed.submitted)}`] : []),
    ...(isProtected ? ['a patient’s share that nobody may bill to the patient yet'] : []),
  ]
}
