import { shownDay, type Day } from '../../src-shared/day.ts'
import { claimsStanding, enrollmentsWith } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import type { ClaimFacts } from './facts.ts'
import { found, type ClaimFinding } from './scrub/finding.ts'
import { renderingOf } from './scrub/standing.ts'

/** Whether a payer takes claims in files from the practice or the clinician who is billed. Asked only of payers with such an enrollment in Setup. */
export function enrollmentFindings(db: Reading, facts: ClaimFacts, today: Day): readonly ClaimFinding[] {
  const standing = claimsStanding(enrollmentsWith(db, facts.payer.id), renderingOf(facts)?.id, today)
  if (!standing || standing.standing === 'in') return []
  const day = standing.day === null ? '' : shownDay(standing.day)
  const name = facts.payer.name
  switch (standing.standing) {
    case 'ending':
      return [found('R30', `The enrollment for claims in files to ${name} ends on ${day}. Renew it.`, 'standing')]
    case 'ahead':
      return [
        found('R30', `${name} takes claims in files from ${day} on. Until then they are turned back; print this one, or wait.`, 'standing'),
      ]
    case 'asked':
    case 'late':
      return [found('R30', `The enrollment for claims in files to ${name} was asked for on ${day}, and is not there yet.`, 'standing')]
    case 'ended':
      return [found('R30', `The enrollment for claims in files to ${name} ended on ${day}.`, 'standing')]
    case 'none':
      return [found('R30', `Nobody who is billed here is enrolled for claims in files to ${name}.`, 'standing')]
  }
}
