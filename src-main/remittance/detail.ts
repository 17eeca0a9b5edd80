import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { stopOf } from './aside.ts'
import { BY_HAND } from './by-hand/rules.ts'
import { cents, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { providerAdjustments, unknownWords } from '../codes/index.ts'
import { claimsByControl, claimsByPayerControl } from '../claims/index.ts'
import { fullName } from '../practice/index.ts'
import { keptFile, refuse, type Reading } from '../store/index.ts'
import { gateStops } from './gates.ts'
import { depositOf } from './records/deposits.ts'
import { remittanceById } from './records/finding.ts'
import { providerRows, shownClaims, type ShownClaim } from './records/lists.ts'
import { shapeOf } from './rules.ts'

type Whole = Output<'remittance.get'>

/** One remittance with its claim payments in file order, and the sum to the payment. */
export function remittanceDetail(db: Reading, id: number): Whole {
  const row = remittanceById(db, id) ?? refuse('record.missing')
  const claims = shownClaims(db, id).map(claimRow)
  const paid = (posts: boolean): Cents =>
    sum(claims.filter((one) => (one.outcome === 'posted' || one.outcome === 'will-post') === posts).map((one) => one.paid))
  const provider = providerParts(db, id)
  const file = keptFile(db, row.file)
  return {
    id,
    status: (row.aside === null ? row.status : 'aside') as Whole['status'],
    payer: row.payer_name,
    trace: row.trace,
    method: row.method,
    day: row.day as Day,
    cents: cents(row.cents),
    reason: row.reason,
    isByHand: file?.kind === BY_HAND,
    aside: row.aside ?? '',
    canTurn: row.aside === null ? stopOf(db, row) === undefined : row.aside_was !== 'partly',
    off: cents(row.off_cents),
    deposited: (depositOf(db, id)?.day ?? null) as Day | null,
    file: row.file,
    fileName: file?.name ?? '',
    stays: row.status === 'rehearsed' ? gateStops(db, row) : [],
    posts: paid(true),
    held: paid(false),
    parts: partsOf(claims),
    sums: sumsOf(claims, provider, cents(row.cents)),
    provider,
    claims,
  }
}

const ORDER = ['held', 'unreadable', 'will-post', 'posted'] as const

const tally = (of: Whole['claims']): { claims: number; cents: Cents } => ({ claims: of.length, cents: sum(of.map((one) => one.paid)) })

/** What becomes of the claim payments: what needs a person first, and in each part the largest number first. */
function partsOf(claims: Whole['claims']): Whole['parts'] {
  return ORDER.flatMap((outcome) => {
    const own = claims.filter((one) => one.outcome === outcome)
    if (own.length === 0) return []
    const words = [...new Set(own.map((one) => one.becomes))]
    const becomes = words
      .map((word) => ({ word, shape: shapeOf(word), ...tally(own.filter((one) => one.becomes === word)) }))
      .sort((one, other) => other.claims - one.claims)
    return [{ outcome, ...tally(own), becomes }]
  })
}

function sumsOf(claims: Whole['claims'], provider: Whole['provider'], payment: Cents): Whole['sums'] {
  const over = (field: 'charge' | 'contractual' | 'denied' | 'patientOwes' | 'paid'): Cents => sum(claims.map((one) => one[field]))
  const paid = over('paid')
  const taken = sum(provider.map((one) => one.cents))
  return {
    charge: over('charge'),
    contractual: over('contractual'),
    denied: over('denied'),
    patientOwes: over('patientOwes'),
    paid,
    provider: taken,
    off: subtract(paid, payment, taken),
  }
}

export const claimRow = (row: ShownClaim): Whole['claims'][number] => ({
  id: row.id,
  n: row.n,
  patient: fullName(row.last === null ? { first: row.patient_first, last: row.patient_last } : { first: row.first, last: row.last }),
  control: row.control,
  claim: row.claim,
  day: row.day as Day | null,
  codes: row.codes,
  charge: cents(row.charge),
  contractual: cents(row.contractual),
  denied: cents(row.denied),
  patientOwes: cents(row.patient),
  paid: cents(row.paid),
  outcome: row.outcome as Whole['claims'][number]['outcome'],
  becomes: row.becomes,
  shape: shapeOf(row.becomes),
  reason: row.reason,
})

/** The provider adjustments with what they mean by their sign, and the claim they name when it is ours. */
function providerParts(db: Reading, remittance: number): Whole['provider'] {
  return providerRows(db, remittance).map(({ code, reference, cents: amount, segment }) => {
    const known = providerAdjustments.find(code)
    const meaning = amount < 0 ? known?.negative : known?.positive
    const claim = reference
      .split(' ')
      .flatMap((part) => (part === '' ? [] : (claimsByPayerControl(db, part)[0] ?? claimsByControl(db, part)[0] ?? [])))[0]
    const words = [
      known?.words ?? unknownWords(code),
      ...(meaning === undefined ? [] : [meaning]),
      ...(claim ? [`claim ${claim.id}`] : []),
    ].join(', ')
    return { code, words, reference, cents: cents(amount), segment }
  })
}
