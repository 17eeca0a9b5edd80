import { isNpi } from '../../../src-shared/contract/fields.ts'
import { addDays, shownDay, type Day } from '../../../src-shared/day.ts'
import { isWithin, providerName, type ProviderRow, type Standing } from '../../practice/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, TELEHEALTH_PLACES, when, type Check, type ClaimFinding } from './finding.ts'
import { levelModifiers } from './packs.ts'

/*
 * Who may be billed: enrolled with the payer on the day (payer contracts, 42 CFR 424.510 for Medicare), under whom (837P loops 2310B and 2310D, payer
 * manuals), and licensed where the patient is (state law). Of what a practice does not keep nothing is said.
 */

/** Days before the end of an enrollment from which on it is told. */
const RENEW_WITHIN = 60

export const standingChecks: Check = (facts, today) => {
  const { provider, standing } = facts
  if (!provider || !standing) return []
  return [...enrolled(facts, provider, standing, today), ...supervised(facts, provider, standing), ...licensed(facts, provider, standing)]
}

/** Whom the claim names as rendering: the supervisor, with a payer that wants it so. */
export function renderingOf({ provider, payer, standing }: Pick<ClaimFacts, 'provider' | 'payer' | 'standing'>): ProviderRow | undefined {
  return payer.supervised === 'supervisor' && standing?.isSupervised === true ? (standing.supervisor ?? provider) : provider
}

/** Whom the claim names as supervising (2310D); undefined where the payer does not ask. */
export function supervisingOf({ payer, standing }: Pick<ClaimFacts, 'payer' | 'standing'>): ProviderRow | undefined {
  return payer.supervised === 'named' && standing?.isSupervised === true ? standing.supervisor : undefined
}

function enrolled(facts: ClaimFacts, provider: ProviderRow, { isKept, enrollments }: Standing, today: Day): readonly ClaimFinding[] {
  if (!isKept) return []
  const { payer, lines, claim } = facts
  const name = providerName(renderingOf(facts) ?? provider)
  const valid = enrollments.filter(({ state }) => state !== 'asked')
  const days = lines.length === 0 ? [claim.first_day as Day] : lines.map((line) => line.day)
  const missed = days.toSorted().find((on) => !valid.some((one) => isWithin(one, on)))
  const now = valid.find((one) => isWithin(one, today))
  const ends = now?.ends ?? null
  const isNear = ends !== null && ends <= addDays(today, RENEW_WITHIN) && !valid.some(({ starts }) => starts > ends)
  return [
    ...when(missed !== undefined, () =>
      found(
        'R19',
        `${name} was not enrolled with ${payer.name} on ${shownDay(missed as Day)}. ${whyNot(enrollments, missed as Day)}`.trimEnd(),
        'standing',
      ),
    ),
    ...when(isNear, () => found('R20', `${name}’s enrollment with ${payer.name} ends on ${shownDay(ends as Day)}. Renew it.`, 'standing')),
  ]
}

/** What is known instead, the nearest first. */
function whyNot(enrollments: Standing['enrollments'], on: Day): string {
  const asked = enrollments.find(({ state }) => state === 'asked')
  const next = enrollments.find(({ state, starts }) => state !== 'asked' && starts > on)
  const last = enrollments.findLast(({ state, ends }) => state !== 'asked' && ends !== null && ends < on)
  if (next) return `It begins on ${shownDay(next.starts)}.`
  if (asked) return `It was asked for on ${shownDay(asked.starts)}.`
  return last?.ends ? `It ended on ${shownDay(last.ends)}.` : ''
}

function supervised(facts: ClaimFacts, provider: ProviderRow, { isSupervised, supervisor }: Standing): readonly ClaimFinding[] {
  const { payer, claim } = facts
  if (!isSupervised) return []
  const name = providerName(provider)
  const on = shownDay(claim.first_day as Day)
  const asks = payer.supervised === 'named' ? 'wants the supervisor named' : 'is billed in the supervisor’s name'
  const isAsked = payer.supervised === 'named' || payer.supervised === 'supervisor'
  return [
    ...when(payer.supervised === 'none', () =>
      found('R22', `${payer.name} takes nothing of a supervised clinician, and ${name} was supervised on ${on}.`, 'standing'),
    ),
    ...when(isAsked && supervisor === undefined, () =>
      found('R21', `${payer.name} ${asks}, and Setup has no supervisor of ${name} on ${on}.`, 'standing'),
    ),
    ...when(isAsked && supervisor !== undefined && !isNpi(supervisor.npi ?? ''), () =>
      found('R21', `${payer.name} ${asks}, and the NPI of ${supervisor ? providerName(supervisor) : ''} is missing or wrong.`, 'standing'),
    ),
    ...facts.lines.flatMap((line) => level(facts, line)),
  ]
}

/** The modifier that says who did it: the payer’s own, else one of those that its kind prices on. */
function level({ payer }: ClaimFacts, line: LineFacts): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const wanted = payer.supervised_modifier
  if (wanted !== '')
    return when(!line.modifiers.includes(wanted), () =>
      found('R23', `${payer.name} wants ${wanted} on line ${line.n}, which a supervised clinician did.`, field),
    )
  return when(payer.supervised !== 'none' && !line.modifiers.some((one) => levelModifiers.includes(one)), () =>
    found('S03', `Line ${line.n} says by no modifier who did it: ${levelModifiers.join(', ')}.`, field),
  )
}

/** A visit by video or telephone is held where the patient is. */
function licensed({ patient, lines }: ClaimFacts, provider: ProviderRow, { licenses }: Standing): readonly ClaimFinding[] {
  const { state } = patient
  if (licenses.length === 0 || state === null) return []
  const there = licenses.filter((one) => one.state === state)
  const remote = lines.filter(({ place, session }) => (session ? session.mode !== 'in-person' : TELEHEALTH_PLACES.includes(place)))
  const on = remote.find(({ day }) => !there.some((one) => isWithin(one, day)))?.day
  return when(on !== undefined, () =>
    found(
      'R24',
      `The patient lives in ${state}, and ${providerName(provider)} had no license there on ${shownDay(on as Day)}.`,
      'standing',
    ),
  )
}
