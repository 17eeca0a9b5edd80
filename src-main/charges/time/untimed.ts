import { payerTime, type Facts } from './facts.ts'
import { note, warn, type Finding } from './timed.ts'

/** Services without minutes of their own: one unit a session. */
export const UNTIMED: Readonly<Partial<Record<Facts['service'], string>>> = {
  evaluation: '90791',
  'evaluation-medical': '90792',
  group: '90853',
  'multi-family': '90849',
  psychoanalysis: '90845',
}

/** What many Medicaid and commercial plans want of an evaluation; CPT names no minutes. */
const EVALUATION_USUAL = 31

/** What is worth a word of such a session: how long it was, and how many were there. */
export function untimedFindings(facts: Facts): Finding[] {
  const { service, minutes, people } = facts
  const { groupLeast, groupMost, evaluationLeast } = payerTime(facts)
  const found: Finding[] = []
  if (service === 'group') {
    if (people !== undefined && (people < 3 || people > groupMost)) found.push(warn('T_GROUP_SIZE', sizeWords(people, groupMost)))
    if (minutes < groupLeast) found.push(warn('T_GROUP_SHORT', `Many payers want ${groupLeast} minutes or more for a group session.`))
    else if (minutes > 120) found.push(warn('T_GROUP_LONG', `${minutes} minutes is long for a group session; it is one unit all the same.`))
  }
  if (service === 'multi-family') {
    if (people !== undefined && (people < 2 || people > 8))
      found.push(warn('T_GROUP_SIZE', `${people} families: several families together are 2 to 8.`))
    if (minutes < 45) found.push(warn('T_SHORT', 'Less than 45 minutes is short for several families together.'))
  }
  if ((service === 'evaluation' || service === 'evaluation-medical') && minutes < evaluationLeast)
    found.push(warn('T_EVAL_SHORT', `Auditors expect an evaluation to last ${evaluationLeast} minutes or more.`))
  else if ((service === 'evaluation' || service === 'evaluation-medical') && minutes < EVALUATION_USUAL)
    found.push(note('T_EVAL_BRIEF', `Some payers want an evaluation to last ${EVALUATION_USUAL} minutes or more.`))
  if (service === 'psychoanalysis' && minutes < 40) found.push(warn('T_SHORT', `${minutes} minutes is short for psychoanalysis.`))
  return found
}

/** Beyond this no payer’s limit for a group is known (local coverage of Medicare contractors). */
const GROUP_LIMIT = 12

function sizeWords(people: number, most: number): string {
  if (people < 2) return 'One patient is no group: bill individual psychotherapy.'
  if (people > Math.max(GROUP_LIMIT, most))
    return `${people} in a group is above every known limit, ${Math.max(GROUP_LIMIT, most)} at most. Expect a denial.`
  return `${people} in a group: payers want 3 to ${most}, and the number in the note.`
}
