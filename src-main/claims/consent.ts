import { shownDay, type Day } from '../../src-shared/day.ts'
import { mayDisclose, noteDisclosure, type Verdict } from '../access/index.ts'
import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { serviceOf, type ClaimFacts } from './facts.ts'
import type { ClaimFinding } from './scrub/finding.ts'

/* A claim of a substance-use program leaves with the patient's consent alone (42 CFR 2.31, 2.33). */

/** The rule that is mended at the patient, not on the claim. */
export const CONSENT_RULE = 'part2.consent'

/** Whether a claim may go to its payer on a day. */
export const verdictOn = (db: Reading, facts: ClaimFacts, on: Day): Verdict =>
  mayDisclose(db, { patient: facts.claim.patient, service: serviceOf(facts), payer: facts.payer.id, purpose: 'payment', on })

/**
 * What lets papers about a claim go to its payer.
 * @throws Trouble `consent.none`
 */
export function mustBeAllowed(db: Reading, facts: ClaimFacts, on: Day): Verdict & { readonly allowed: true } {
  const verdict = verdictOn(db, facts, on)
  return verdict.allowed
    ? verdict
    : refuse('consent.none', { fix: `It is about care of a substance-use program. ${verdict.why} Put a consent on file at the patient.` })
}

/** What holds a claim that no consent lets go. */
export function consentFindings(db: Reading, facts: ClaimFacts, on: Day): readonly ClaimFinding[] {
  const verdict = verdictOn(db, facts, on)
  if (verdict.allowed) return []
  const words = `It is of a substance-use program, and may not go to ${facts.payer.name}: ${lower(verdict.why)} Put a consent on file.`
  return [{ rule: CONSENT_RULE, grade: 'stop', words, field: '', box: '', source: '42 CFR 2.31' }]
}

/** Notes for the accounting that a claim left, under the number it left with. */
export function noteSent(work: CommandWork, facts: ClaimFacts, control: string): void {
  const { claim, payer } = facts
  noteDisclosure(work, verdictOn(work.db, facts, work.clock.today()), {
    patient: claim.patient,
    recipient: payer.name,
    what: `Claim ${claim.id}, service of ${shownDay(claim.first_day as Day)}`,
    purpose: 'payment',
    source: `claim ${control}`,
  })
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
