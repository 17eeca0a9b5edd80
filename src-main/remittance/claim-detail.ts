import type { Output } from '../../src-shared/contract/index.ts'
import { add, cents, negate, sum } from '../../src-shared/money.ts'
import { adjustmentReason, remark } from '../codes/index.ts'
import { claimById, claimsByMember } from '../claims/index.ts'
import { claimSums, type Posting } from '../ledger/index.ts'
import { fullName } from '../practice/index.ts'
import { fileBytes, refuse, type Reading } from '../store/index.ts'
import { explain, lineOf } from '../x12/index.ts'
import { decideAll, gather, type Origin } from './deciding.ts'
import { claimRow } from './detail.ts'
import { codeText, type Adjustment, type ClaimPayment, type Remark } from './facts.ts'
import { pointsOf, type Gathered } from './matching.ts'
import { postingsOf, rehearsedOn, remitClaimById, remittanceById } from './records/finding.ts'
import { shownClaim } from './records/lists.ts'
import { loadClaims } from './records/loading.ts'
import type { RemitClaimRow } from './records/tables.ts'
import { isReversal } from './rules.ts'

type Part = Output<'remittance.claim'>

/** One claim payment: what the payer says line by line, what it changes on its claim, and which claims fit when it has none. */
export function claimPaymentDetail(db: Reading, id: number): Part {
  const row = remitClaimById(db, id) ?? refuse('record.missing')
  const remittance = remittanceById(db, row.remittance) ?? refuse('record.missing')
  const view = shownClaim(db, id)
  const [stored] = loadClaims(db, { claim: id })
  if (!view || !stored) refuse('record.missing')
  const candidates = row.claim === null && row.outcome !== 'posted' ? candidatesFor(db, stored.payment) : []
  const bytes = fileBytes(db, remittance.file)
  return {
    row: claimRow(view),
    payerControl: row.payer_control,
    memberId: row.member_id,
    candidates,
    becomes: changesOf(db, row, remittance, candidates[0]?.claim),
    lines: linesOf(stored.payment),
    segments: bytes ? explain(bytes, row.from_segment, row.to_segment).map(lineOf) : [],
  }
}

const MOST_CANDIDATES = 5

function candidatesFor(db: Reading, payment: ClaimPayment): Part['candidates'] {
  const found: Gathered[] = gather(db, payment)
  if (payment.memberId !== '' && payment.day !== null)
    for (const claim of claimsByMember(db, payment.memberId, payment.day))
      if (!found.some((one) => one.claim.id === claim.id)) found.push({ claim, way: 'member id and day' })
  return found
    .map((one) => ({ claim: one.claim, points: pointsOf(payment, one) }))
    .sort((one, other) => other.points.length - one.points.length)
    .slice(0, MOST_CANDIDATES)
    .map(({ claim, points }) => ({
      claim: claim.id,
      patient: fullName({ first: claim.patientFirst, last: claim.patientLast }),
      memberId: claim.memberId,
      day: claim.firstDay,
      codes: claim.codes,
      charge: cents(claim.cents),
      points,
    }))
}

const ACCOUNTS = { payer: 'Payer owes', patient: 'Patient owes', adjustment: 'Written off', payment: 'Paid' } as const

/** What the claim's accounts hold before and after: as it was posted; as it would be; for a held one, as it would be tied by hand to its claim, or to the one that fits best. */
function changesOf(db: Reading, row: RemitClaimRow, of: Origin, candidate: number | undefined): Part['becomes'] {
  const claim = row.claim ?? candidate
  if (claim === undefined || !claimById(db, claim)) return []
  const own = row.outcome === 'posted' ? recorded(db, row) : rehearsed(db, row, of, claim)
  if (!own) return []
  const now = claimSums(db, claim)
  const codes = new Set(own.postings.filter((one) => one.account === 'adjustment').map((one) => `${one.group ?? ''}-${one.reason ?? ''}`))
  return (['payer', 'patient', 'adjustment', 'payment'] as const).map((account) => {
    const effect = sum(own.postings.filter((one) => one.account === account).map((one) => one.cents))
    const what = account === 'adjustment' && codes.size === 1 ? `${ACCOUNTS[account]}, ${[...codes].join()}` : ACCOUNTS[account]
    const before = add(now[account], sum(own.before.filter((one) => one.account === account).map((one) => one.cents)))
    return { what, now: before, after: add(before, effect) }
  })
}

type Changes = {
  readonly postings: readonly Posting[]
  /** What changes the claim first, counted from the ledger as it is. */
  readonly before: readonly Posting[]
}

function recorded(db: Reading, row: RemitClaimRow): Changes {
  const postings = row.entry === null ? [] : postingsOf(db, row.entry)
  return { postings, before: postings.map((one) => ({ ...one, cents: negate(one.cents) })) }
}

/** As it would post now, after the take-back that stands beside it. */
function rehearsed(db: Reading, row: RemitClaimRow, of: Origin, claim: number): Changes | undefined {
  const payments = [...new Set([...rehearsedOn(db, row.remittance, claim), row.id])]
    .flatMap((id) => loadClaims(db, { claim: id }))
    .map((one) => one.payment)
  const chosen = row.claim === null || row.outcome === 'held' || row.matched_by === 'by hand' ? new Map([[row.n, claim]]) : undefined
  const decisions = decideAll(db, payments, of, chosen)
  const own = decisions.find((one) => one.payment.n === row.n)
  if (own?.outcome !== 'will-post') return undefined
  const isEarlier = (one: ClaimPayment): boolean => (isReversal(one) === isReversal(own.payment) ? one.n < row.n : isReversal(one))
  const earlier = decisions.filter((one) => isEarlier(one.payment))
  return { postings: own.postings, before: earlier.flatMap((one) => one.postings) }
}

/** What the payer says of each line; what it says of the claim as a whole stands as a line of its own. */
function linesOf(payment: ClaimPayment): Part['lines'] {
  const adjustments = (all: readonly Adjustment[]) =>
    all.map((one) => ({ code: `${one.group}-${one.reason}`, words: adjustmentReason(one.reason).words, cents: one.cents }))
  const remarks = (all: readonly Remark[]) => all.map(({ code }) => ({ code, words: remark(code).words }))
  const lines = payment.lines.map((line) => ({
    code: line.submitted ? `${codeText(line)} for ${codeText(line.submitted)}` : codeText(line),
    charge: line.charge,
    allowed: line.allowed,
    paid: line.paid,
    adjustments: adjustments(line.adjustments),
    remarks: remarks(line.remarks),
  }))
  if (payment.adjustments.length === 0 && payment.remarks.length === 0) return lines
  const whole = { code: 'Whole claim', charge: payment.charge, allowed: null, paid: payment.paid }
  return [...lines, { ...whole, adjustments: adjustments(payment.adjustments), remarks: remarks(payment.remarks) }]
}
