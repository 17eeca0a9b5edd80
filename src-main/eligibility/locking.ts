import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import {
  addCoverage,
  appointmentById,
  coverageById,
  coveragesOf,
  isCoverageUsed,
  payerById,
  primaryCoverage,
  removeCoverage,
  type CoverageRow,
} from '../practice/index.ts'
import { isVisible } from '../access/index.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { overlap, prefixOf } from './carveouts.ts'
import { learnAdministrator, unlearnAdministrator } from './records.ts'

/*
 * A person says that an administrator carries the mental health of a patient: it becomes a coverage of its own, in the place of the one on the card, and
 * everything downstream (charge, claim, payer rules, limits) takes it from there. What was learned is proposed for the next patient.
 */

/** @throws Trouble `record.missing`, `coverage.none`, `coverage.locked` */
export function lock(
  work: CommandWork,
  { appointment, payer, memberId, group, starts }: Argument<'eligibility.lock'>,
): Output<'eligibility.lock'> {
  const { db, clock, announce } = work
  const session = appointmentById(db, appointment) ?? refuse('record.missing')
  if (!payerById(db, payer)) refuse('record.missing', { at: { field: 'payer' } })
  const current = primaryCoverage(db, session.patient, session.day as Day) ?? refuse('coverage.none')
  if (current.carve_of !== null || current.payer === payer) refuse('coverage.locked')
  const span = { starts, ends: current.ends }
  if (coveragesOf(db, session.patient).some((one) => one.carve_of === current.id && overlap(one, span))) {
    refuse('coverage.locked', { at: { field: 'starts' }, fix: 'Give the earlier one a last day under the patient first.' })
  }
  const { id: _id, ...same } = current
  const coverage = addCoverage(db, {
    ...same,
    payer,
    member_id: memberId,
    group_number: group,
    plan: null,
    filing: null,
    starts,
    carve_of: current.id,
  })
  if (mayTeach(work, session.patient)) learnAdministrator(db, { ...lessonOf(current, payer), learned_at: clock.now() })
  announce('patients', [session.patient])
  announce('eligibility', [appointment])
  return { coverage }
}

/** @throws Trouble `record.missing`, `coverage.used` */
export function unlock(work: CommandWork, { patient, coverage: id }: Argument<'eligibility.unlock'>): Output<'eligibility.unlock'> {
  const { db, announce } = work
  const coverage = coverageById(db, id)
  if (coverage?.patient !== patient || coverage.carve_of === null) return refuse('record.missing')
  if (isCoverageUsed(db, coverage)) refuse('coverage.used', { fix: 'Give it a last day under the patient.' })
  const card = coverageById(db, coverage.carve_of)
  removeCoverage(db, id)
  if (card && mayTeach(work, patient)) unlearnAdministrator(db, lessonOf(card, coverage.payer))
  announce('patients', [patient])
  announce('eligibility')
  return {}
}

/** A patient of a substance-use program teaches nothing: others would learn from the lesson that there is one (42 CFR 2.16). */
const mayTeach = ({ db, user }: CommandWork, patient: number): boolean => isVisible(db, { ...user, part2: false }, 'patient', patient)

const lessonOf = (card: CoverageRow, administrator: number) => ({
  payer: card.payer,
  group_number: card.group_number ?? '',
  prefix: prefixOf(card.member_id),
  administrator,
})
