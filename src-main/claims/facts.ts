import type { Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { digits } from '../../src-shared/number.ts'
import { must } from '../../src-shared/result.ts'
import {
  billerById,
  coverageById,
  patientById,
  payerById,
  providerById,
  type BillerRow,
  type CoverageRow,
  type PatientRow,
  type PayerRow,
  type ProviderRow,
} from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { from, type ClaimRow } from './records.ts'

export type LineFacts = {
  readonly id: number
  readonly n: number
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: number
  readonly pointers: readonly number[]
  readonly day: Day
  readonly through: Day | null
  readonly place: string
  readonly cents: Cents
  readonly control: string
}

/** All that a claim says, gathered: what the checks judge and the 837P is written from. */
export type ClaimFacts = {
  readonly claim: ClaimRow
  readonly patient: PatientRow
  readonly coverage: CoverageRow
  readonly payer: PayerRow
  readonly biller: BillerRow
  readonly provider: ProviderRow | undefined
  readonly lines: readonly LineFacts[]
  readonly diagnoses: readonly string[]
  /** Minutes and kind of the session it was made of; absent for claims of before Parity. */
  readonly session: { readonly minutes: number; readonly service: string } | undefined
}

export function claimFacts(db: Reading, id: number): ClaimFacts | undefined {
  const claim = db.first(from.selectFrom('claim').selectAll().where('id', '=', id))
  if (!claim) return undefined
  const session =
    claim.charge === null ? undefined : db.first(from.selectFrom('charge').select(['minutes', 'service']).where('id', '=', claim.charge))
  return {
    claim,
    patient: must('a claim has its patient', patientById(db, claim.patient)),
    coverage: must('a claim has its coverage', coverageById(db, claim.coverage)),
    payer: must('a claim has its payer', payerById(db, claim.payer)),
    biller: must('a claim has its billing provider', billerById(db, claim.biller)),
    provider: claim.provider === null ? undefined : providerById(db, claim.provider),
    lines: linesOf(db, id),
    diagnoses: db.all(from.selectFrom('claim_diagnosis').select('code').where('claim', '=', id).orderBy('n')).map((row) => row.code),
    session,
  }
}

/** The lines of a claim, in order. */
export function linesOf(db: Reading, claim: number): LineFacts[] {
  return db.all(from.selectFrom('claim_line').selectAll().where('claim', '=', claim).orderBy('n')).map((row) => ({
    id: row.id,
    n: row.n,
    code: row.code,
    modifiers: row.modifiers.split(' ').filter(Boolean),
    units: row.units,
    pointers: row.pointers.split(',').filter(Boolean).map(digits),
    day: row.day as Day,
    through: row.through as Day | null,
    place: row.place,
    cents: cents(row.cents),
    control: row.control,
  }))
}
