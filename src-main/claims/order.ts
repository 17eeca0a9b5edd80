import { shownDay, type Day } from '../../src-shared/day.ts'
import { coverCharge } from '../charges/index.ts'
import { coveragesOf, payerById, putBefore, type CoverageRow, type PayerRow } from '../practice/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import type { ClaimFacts } from './facts.ts'
import { fileBy } from './limits.ts'
import { changeClaim, chargesOn, linesOf } from './records/claims.ts'
import { isDecided } from './records/deciding.ts'
import type { ClaimRow } from './records/tables.ts'
import { found, type ClaimFinding } from './scrub/finding.ts'

/* Medicaid pays after every other that must pay (42 CFR 433.139), but for those that pay after Medicaid themselves. */

/** Claim filing indicators (SBR09) of those: Veterans Affairs, other federal programs such as the Indian Health Service (42 CFR 136.61), Title V. */
const AFTER_MEDICAID: readonly string[] = ['VA', 'OF', 'TV']
/** A claim to Medicaid while another coverage holds that did not decide yet. The finding names the coverage in its field. */
export function orderFindings(db: Reading, { claim, payer, coverage }: ClaimFacts): readonly ClaimFinding[] {
  if (payer.kind !== 'medicaid') return []
  const on = claim.first_day as Day
  const before = coveragesOf(db, claim.patient).flatMap((one): { coverage: CoverageRow; payer: PayerRow }[] => {
    const own = paysBefore(db, coverage, one, on)
    return own && !isDecided(db, claim.patient, one.id, on) ? [{ coverage: one, payer: own }] : []
  })[0]
  if (!before) return []
  const words = `${before.payer.name} was active on ${shownDay(on)} too, and Medicaid pays last. Bill ${before.payer.name} first.`
  return [found('E03', words, `coverage ${before.coverage.id}`)]
}

/** The payer of a coverage that pays before one of Medicaid on a day; undefined where it does not. */
function paysBefore(db: Reading, medicaid: CoverageRow, other: CoverageRow, on: Day): PayerRow | undefined {
  const isSame = other.id === medicaid.id || other.carve_of === medicaid.id || medicaid.carve_of === other.id
  const holds = (other.starts === null || other.starts <= on) && (other.ends === null || other.ends >= on)
  const payer = isSame || !holds ? undefined : payerById(db, other.payer)
  return payer && payer.kind !== 'medicaid' && !AFTER_MEDICAID.includes(other.filing ?? payer.filing) ? payer : undefined
}

/** Bills a claim that has not left to another coverage of the patient, which from then on comes before the one it was billed to. */
export function billFirst(work: CommandWork, claim: ClaimRow, to: number): void {
  if (to === claim.coverage) return
  const { db } = work
  putBefore(db, claim.patient, to, claim.coverage)
  const coverage = coveragesOf(db, claim.patient).find(({ id }) => id === to) ?? refuse('record.missing', { at: { field: 'coverage' } })
  const payer = payerById(db, coverage.payer) ?? refuse('record.missing')
  changeClaim(db, claim.id, { coverage: to, payer: payer.id, file_by: fileBy(payer, claim.first_day as Day) })
  for (const charge of chargesOn(linesOf(db, claim.id))) coverCharge(db, charge, to)
  work.happened({ is: 'patient-saved', patient: claim.patient })
  work.announce('patients', [claim.patient])
}
