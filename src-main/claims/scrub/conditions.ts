import { dottedDiagnosis } from '../../codes/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import type { ClaimFacts } from '../facts.ts'
import { found, when, type Check, type ClaimFinding } from './finding.ts'
import { ageRules, diagnosisRules, excludeRules, isAmong, startsAs } from './packs.ts'
import { ageOn } from './words.ts'

/* Diagnoses among each other, with the patient, and with the service. Sources: ICD-10-CM guidelines and notes, payer policies. */

export const conditions: Check = (facts, _today, _others, book) => {
  const codes = facts.diagnoses.map(dottedDiagnosis)
  const first = codes[0]
  const answer = first === undefined ? undefined : book.diagnosis(first, facts.claim.first_day as Day)
  return [
    ...when(answer?.is === 'billable' && answer.row.primary === 'S', () =>
      found('D07', 'Diagnosis A follows from another; code that one first.', 'diagnoses'),
    ),
    ...excludeRules.flatMap(({ one, other, words }) =>
      when(codes.some((code) => startsAs(code, one)) && codes.some((code) => startsAs(code, other)), () =>
        found('D06', words, 'diagnoses'),
      ),
    ),
    ...codes.flatMap((code) => fitting(facts, code)),
    ...supported(facts, codes),
  ]
}

function fitting({ patient, claim }: ClaimFacts, code: string): readonly ClaimFinding[] {
  const age = patient.born === null ? undefined : ageOn(patient.born, claim.first_day)
  const wrong = ageRules.find(
    ({ starts, least, most, sex }) =>
      startsAs(code, starts) &&
      ((sex !== undefined && (patient.sex === 'F' || patient.sex === 'M') && patient.sex !== sex) ||
        (age !== undefined && ((least !== undefined && age < least) || (most !== undefined && age > most)))),
  )
  return when(wrong !== undefined, () => found('D10', `${code} ${wrong?.words ?? ''}`, 'diagnoses'))
}

/** What each line asks of the diagnoses; the same is said once. */
function supported({ lines }: ClaimFacts, codes: readonly string[]): readonly ClaimFinding[] {
  const first = codes[0]
  if (first === undefined) return []
  return diagnosisRules.flatMap(({ edit, codes: services, any, never, grade, words }) => {
    const line = lines.find((one) => isAmong(one.code, services))
    if (!line) return []
    const isWrong = (never !== undefined && startsAs(first, never)) || (any !== undefined && !codes.some((code) => startsAs(code, any)))
    return when(isWrong, () => found(edit, `${line.code}: ${words}`, 'diagnoses', grade))
  })
}
