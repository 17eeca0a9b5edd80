import type { Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import {
  billerById,
  coverageById,
  patientById,
  payerById,
  providerById,
  standingOf,
  type BillerRow,
  type CoverageRow,
  type PatientRow,
  type PayerRow,
  type ProviderRow,
  type Standing,
} from '../practice/index.ts'
import type { Service } from '../access/index.ts'
import type { Reading } from '../store/index.ts'
import { otherPayers, type OtherPayer } from './coordination.ts'
import { claimRow, diagnosesOf, linesOf, sessionOf, type LineFacts } from './records/claims.ts'
import { attachmentsOf, saidOn, type Attachment, type Said } from './records/extras.ts'
import { partiesOf, type Parties } from './records/parties.ts'
import type { ClaimRow } from './records/tables.ts'

/** All that a claim says, gathered: what the checks judge and the 837P is written from. */
export type ClaimFacts = {
  readonly claim: ClaimRow
  readonly patient: PatientRow
  readonly coverage: CoverageRow
  readonly payer: PayerRow
  /** Those that pay before it with what they decided, and those that may pay after it. */
  readonly others: readonly OtherPayer[]
  readonly biller: BillerRow
  readonly provider: ProviderRow | undefined
  /** Where the clinician may be billed on the first day of service; absent without a clinician. */
  readonly standing: Standing | undefined
  readonly lines: readonly LineFacts[]
  readonly diagnoses: readonly string[]
  /** What is said to this payer besides (NTE, CLM20, REF G1 of a later payer), and what goes with the claim (PWK). */
  readonly said: Said
  readonly attachments: readonly Attachment[]
  /** Who referred, where it took place, what the patient paid: as the practice has it, told as the payer wants it. */
  readonly parties: Parties
  /** Minutes, kind and way of the session it was made of; absent for claims of before Parity. */
  readonly session: { readonly minutes: number; readonly service: string; readonly mode: string } | undefined
}

export function claimFacts(db: Reading, id: number): ClaimFacts | undefined {
  const claim = claimRow(db, id)
  if (!claim) return undefined
  const payer = must('a claim has its payer', payerById(db, claim.payer))
  const coverage = must('a claim has its coverage', coverageById(db, claim.coverage))
  return {
    claim,
    patient: must('a claim has its patient', patientById(db, claim.patient)),
    coverage,
    payer,
    others: otherPayers(db, claim, coverage),
    biller: must('a claim has its billing provider', billerById(db, claim.biller)),
    provider: claim.provider === null ? undefined : providerById(db, claim.provider),
    standing:
      claim.provider === null
        ? undefined
        : standingOf(db, claim.provider, claim.payer, claim.first_day as Day, payer.supervised === 'supervisor'),
    lines: linesOf(db, id),
    diagnoses: diagnosesOf(db, id),
    said: saidOn(db, claim),
    attachments: attachmentsOf(db, id),
    parties: partiesOf(db, id),
    session: claim.charge === null ? undefined : sessionOf(db, claim.charge),
  }
}

/** What a claim says of its service in codes, for the law that looks at them (42 CFR part 2). */
export const serviceOf = ({ claim, lines, diagnoses }: Pick<ClaimFacts, 'claim' | 'lines' | 'diagnoses'>): Service => ({
  day: claim.first_day as Day,
  provider: claim.provider,
  diagnoses,
  procedures: lines.map((line) => line.code),
  modifiers: lines.flatMap((line) => line.modifiers),
  places: [claim.place, ...lines.map((line) => line.place)],
})
