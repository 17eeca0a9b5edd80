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
import { claimRow, diagnosesOf, linesOf, type LineFacts } from './records/claims.ts'
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
}

/** Standing data that the claims of a batch share, each read once. Only for one transaction in which none of it changes. */
export type StandingData = {
  payer(id: number): PayerRow | undefined
  biller(id: number): BillerRow | undefined
  provider(id: number): ProviderRow | undefined
  standing(provider: number, payer: number, on: Day, isUnder: boolean): Standing
}

/** Reads it each time. */
const readStanding = (db: Reading): StandingData => ({
  payer: (id) => payerById(db, id),
  biller: (id) => billerById(db, id),
  provider: (id) => providerById(db, id),
  standing: (provider, payer, on, isUnder) => standingOf(db, provider, payer, on, isUnder),
})

export function sharedStanding(db: Reading): StandingData {
  const known = new Map<string, unknown>()
  const once =
    <A extends readonly (string | number | boolean)[], T>(kind: string, read: (...of: A) => T) =>
    (...of: A): T => {
      const key = `${kind} ${of.join(' ')}`
      if (!known.has(key)) known.set(key, read(...of))
      return known.get(key) as T
    }
  const { payer, biller, provider, standing } = readStanding(db)
  return {
    payer: once('payer', payer),
    biller: once('biller', biller),
    provider: once('provider', provider),
    standing: once('standing', standing),
  }
}

export function claimFacts(db: Reading, id: number, shared: StandingData = readStanding(db)): ClaimFacts | undefined {
  const claim = claimRow(db, id)
  if (!claim) return undefined
  const payer = must('a claim has its payer', shared.payer(claim.payer))
  const coverage = must('a claim has its coverage', coverageById(db, claim.coverage))
  return {
    claim,
    patient: must('a claim has its patient', patientById(db, claim.patient)),
    coverage,
    payer,
    others: otherPayers(db, claim, coverage),
    biller: must('a claim has its billing provider', shared.biller(claim.biller)),
    provider: claim.provider === null ? undefined : shared.provider(claim.provider),
    standing:
      claim.provider === null
        ? undefined
        : shared.standing(claim.provider, claim.payer, claim.first_day as Day, payer.supervised === 'supervisor'),
    lines: linesOf(db, id),
    diagnoses: diagnosesOf(db, id),
    said: saidOn(db, claim),
    attachments: attachmentsOf(db, id),
    parties: partiesOf(db, id),
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
