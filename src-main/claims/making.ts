import type { Day } from '../../src-shared/day.ts'
import type { ClaimStatus, Shape } from '../../src-shared/contract/fields.ts'
import { must } from '../../src-shared/result.ts'
import { codeBookOf, supervisedBy } from '../practice/index.ts'
import { refuse, type CommandWork, type Listener, type Writing } from '../store/index.ts'
import { authorizationFindings, putAuthorization } from './authorizing.ts'
import { consentFindings } from './consent.ts'
import { enrollmentFindings } from './enrolled.ts'
import { claimFacts, type ClaimFacts, type StandingData } from './facts.ts'
import { checkVoid, keepMended, letGo, repairsOf, VOID } from './mending.ts'
import { orderFindings } from './order.ts'
import { changeClaim, checkedClaims, checkedClaimsOf, claimRow, readyUnderEnded, othersOfMonth, setFindings } from './records/claims.ts'
import { addEventRow } from './records/history.ts'
import { passesOf, rulesOn } from './records/own.ts'
import type { ClaimChanges, ClaimRow } from './records/tables.ts'
import { scrub } from './rules.ts'
import { isHolding, type ClaimFinding } from './scrub/finding.ts'
import { applyRules } from './scrub/own.ts'
import { repair } from './scrub/repair.ts'

/**
 * Mends the writing of a claim that has not left, asks the practice's own rules, runs the checks on what came of it, and sets it ready or held.
 * @returns the findings
 */
export const recheck = (work: CommandWork, id: number): readonly ClaimFinding[] =>
  checkClaim(work, claimRow(work.db, id) ?? refuse('record.missing')).findings

/** What a check found, and the claim as it is after it; but for its status, which may be another by then. */
type Checked = { readonly findings: readonly ClaimFinding[]; readonly facts: ClaimFacts }

/** The same for a claim whose row is known. @param standing standing data that was read in the same transaction */
export function checkClaim(work: CommandWork, claim: ClaimRow, standing?: StandingData): Checked {
  const { db, announce } = work
  const { id } = claim
  const { findings, facts } = claim.frequency === VOID ? checkVoid(work, id) : mendAndCheck(work, claim, standing)
  setFindings(db, id, findings)
  const stops = findings.filter(isHolding)
  const status: ClaimStatus = stops.length > 0 ? 'held' : 'ready'
  if (claim.status !== status) {
    setStatus(work, id, status)
    addEvent(
      work,
      stops.length > 0
        ? { claim: id, shape: 'held', words: 'Held by the checks', detail: stops[0]?.words ?? '' }
        : { claim: id, shape: 'ready', words: 'All checks passed', detail: '' },
    )
  }
  announce('claims', [id])
  return { findings, facts }
}

function mendAndCheck(work: CommandWork, claim: ClaimRow, standing?: StandingData): Checked {
  const { db, clock } = work
  const { id } = claim
  const authorized = putAuthorization(db, claim)
  const before = claimFacts(db, id, standing) ?? refuse('record.missing')
  const neat = repair(before)
  const own = applyRules(rulesOn(db), neat.facts)
  const { facts } = own
  keepMended(db, before, facts)
  const rules = own.findings.filter(({ grade }) => grade === 'repair')
  if (rules.length > 0)
    addEvent(work, { claim: id, shape: 'note', words: 'Changed by a rule', detail: rules.map(({ words }) => words).join(' ') })
  const isMended = facts !== before
  const findings = [
    ...scrub(facts, clock.today(), { lines: othersOfMonth(db, facts.claim) }, codeBookOf(db)),
    ...authorizationFindings(db, facts, isMended ? undefined : authorized),
    ...enrollmentFindings(db, facts, clock.today()),
    ...orderFindings(db, facts),
    ...letGo(own.findings, passesOf(db, id)).filter(({ grade }) => grade !== 'repair'),
    ...consentFindings(db, facts, clock.today()),
    ...repairsOf(db, id, [...neat.findings, ...rules]),
  ]
  // What was mended is read again as it is kept: a repair may touch more than the claim, such as the coverage.
  return { findings, facts: isMended ? must('the claim is there', claimFacts(db, id)) : before }
}

/** What may leave about a patient changed, or what it counts against: the claims that did not leave yet are checked again. One held by hand stays so. */
export const recheckPatient: Listener = (work, happening) => {
  if (happening.is !== 'part2-changed' && happening.is !== 'authorizations-changed') return
  for (const id of checkedClaims(work.db, happening.patient)) recheck(work, id)
}

/**
 * Where a clinician may be billed is said anew: the claims that did not leave yet are checked again, those under that supervisor too, and those to the
 * payers, for one enrollment makes a payer ask for everybody’s.
 */
export const recheckClinician: Listener = (work, happening) => {
  if (happening.is !== 'credentials-changed') return
  const { provider, payers } = happening
  const under = provider === null ? [] : [provider, ...supervisedBy(work.db, provider)]
  for (const id of checkedClaimsOf(work.db, under, payers)) recheck(work, id)
}

/** A consent ends with its day: claims that were ready under it are held. Run once a day. @returns how many are newly held */
export function holdExpired(work: CommandWork): number {
  const ready = readyUnderEnded(work.db, work.clock.today())
  return ready.filter((id) => recheck(work, id).some(isHolding)).length
}

/** @param changes what of the claim changes with its status */
export function setStatus(
  work: Pick<CommandWork, 'db' | 'clock' | 'announce' | 'happened'>,
  id: number,
  status: ClaimStatus,
  changes: ClaimChanges = {},
): void {
  changeClaim(work.db, id, { ...changes, status, status_at: work.clock.now() })
  work.announce('claims', [id])
  work.happened({ is: 'claim-moved', claim: id })
}

export type NewEvent = {
  readonly claim: number
  readonly shape: Shape
  readonly words: string
  readonly detail: string
  readonly day?: Day
  readonly file?: number
  readonly segment?: number
}

/** Adds a line to the history of a claim. */
export function addEvent(
  work: { readonly db: Writing; readonly clock: CommandWork['clock']; readonly user: CommandWork['user'] },
  event: NewEvent,
): void {
  addEventRow(work.db, {
    claim: event.claim,
    at: work.clock.now(),
    day: event.day ?? work.clock.today(),
    shape: event.shape,
    words: event.words,
    detail: event.detail,
    user: work.user.id,
    file: event.file ?? null,
    segment: event.segment ?? null,
  })
}
