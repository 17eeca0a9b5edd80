import type { Day } from '../../src-shared/day.ts'
import { refuse } from '../store/index.ts'
import { factsOf } from './facts.ts'
import type { AppealCase } from './case.ts'
import { exhibitsOf, missingFacts, type Exhibit, type Facts } from './rules.ts'

/** The facts of a letter, and what goes with it. */
export function known(of: AppealCase, today: Day): { readonly facts: Facts; readonly exhibits: Exhibit[] } {
  const exhibits = exhibitsOf(of)
  return { facts: factsOf(of, exhibits, today), exhibits }
}

/** @throws Trouble `appeal.incomplete`, naming the fields that are empty */
export function refuseUnlessWhole(of: AppealCase, today: Day): void {
  const missing = missingFacts(of.letter, known(of, today).facts)
  if (missing.length > 0) refuse('appeal.incomplete', { at: { field: missing.join(', ') }, fix: 'Fill in what is marked, or take it out.' })
}
