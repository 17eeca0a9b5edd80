import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents, sum, type Cents } from '../../src-shared/money.ts'
import { providerAdjustments, unknownWords } from '../codes/index.ts'
import { claimsByControl, claimsByPayerControl } from '../claims/index.ts'
import { fullName } from '../practice/index.ts'
import { keptFile, refuse, type Reading } from '../store/index.ts'
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
  return {
    id,
    status: row.status as Whole['status'],
    payer: row.payer_name,
    trace: row.trace,
    method: row.method,
    day: row.day as Day,
    cents: cents(row.cents),
    reason: row.reason,
    off: cents(row.off_cents),
    file: row.file,
    fileName: keptFile(db, row.file)?.name ?? '',
    posts: paid(true),
    held: paid(false),
    provider: providerParts(db, id),
    claims,
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
