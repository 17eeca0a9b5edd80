import type { CodeBook } from '../../codes/index.ts'
import { addDays, daysBetween, shownDay, type Day } from '../../../src-shared/day.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, TELEHEALTH_MODIFIERS, TELEHEALTH_PLACES, when, type Check, type ClaimFinding } from './finding.ts'
import { startsAs, taxonomyStarts, telehealthRules, type TelehealthRule } from './packs.ts'

/* What the payer of this claim asks: its kind, its entry in Setup, its state. Which edits hold for which payer and day is the catalogue’s. */

export const payerChecks: Check = (facts, today, _others, codes) => [
  ...clinician(facts),
  ...clock(facts, today),
  ...when(['7', '8'].includes(facts.claim.frequency), () =>
    found('K06', 'Medicare contractors take no replacement or void. Ask for a reopening, or appeal.', 'claim'),
  ),
  ...facts.lines.flatMap((line) => [...medicare(line, codes), ...medicaid(line), ...telehealth(facts, line)]),
]

function clinician({ provider, claim }: ClaimFacts): readonly ClaimFinding[] {
  if (!provider) return []
  const { discipline, taxonomy } = provider
  const starts = taxonomyStarts[discipline]
  return [
    ...when(Boolean(taxonomy) && starts !== undefined && !startsAs(taxonomy ?? '', starts), () =>
      found('R18', 'The clinician’s taxonomy is not one of the discipline in Setup.', 'provider'),
    ),
    ...when(discipline === 'analyst', () => found('K07', 'Medicare enrolls no behavior analysts.', 'provider')),
    ...when(discipline === 'other', () =>
      found('K07', 'Medicare enrolls no clinicians without an independent license.', 'provider', 'warning'),
    ),
    ...when(['counselor', 'family-therapist'].includes(discipline) && claim.first_day < '2024-01-01', () =>
      found('K08', 'Medicare pays counselors and family therapists from 01/01/2024 on.', 'provider'),
    ),
  ]
}

/** A tenth of the time to file is left, or less (claims practice: work before it is a rescue). */
function clock({ claim }: ClaimFacts, today: Day): readonly ClaimFinding[] {
  const whole = daysBetween(claim.first_day as Day, claim.file_by as Day)
  const left = daysBetween(today, claim.file_by as Day)
  const isNear = left >= 0 && today > addDays(claim.first_day as Day, Math.floor(whole * 0.9))
  return when(isNear, () =>
    found('T02', `${left} ${left === 1 ? 'day is' : 'days are'} left to file, until ${shownDay(claim.file_by as Day)}.`, 'claim'),
  )
}

function medicare(line: LineFacts, codes: CodeBook): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const answer = codes.procedure(line.code, line.day)
  const row = answer.is === 'active' ? answer.row : undefined
  const has = (...codes: readonly string[]): boolean => line.modifiers.some((one) => codes.includes(one))
  return [
    ...when(row?.medicare === 'I', () => found('K01', `Medicare does not take ${line.code}.`, field)),
    ...when(row?.medicare === 'B', () => found('K02', `Medicare never pays ${line.code} on its own.`, field)),
    ...when(row?.medicare === 'N' && !has('GY', 'GZ', 'GA'), () => found('K03', `Medicare does not cover ${line.code}.`, field)),
    ...when(has('95') && TELEHEALTH_PLACES.includes(line.place), () =>
      found('K04', `Place ${line.place} says that line ${line.n} was telehealth; 95 is not needed.`, field),
    ),
    ...when(line.session?.mode === 'audio' && !has('93', 'FQ'), () =>
      found('K05', `Line ${line.n} was by telephone and has no 93.`, field),
    ),
    ...when(line.code === '90849', () => found('K09', 'Several Medicare contractors do not cover 90849.', field)),
  ]
}

function medicaid(line: LineFacts): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const service = line.session?.service ?? ''
  const isState = /^[HT]\d{4}$/.test(line.code)
  return [
    ...when(service === 'group' && isState && !line.modifiers.includes('HQ'), () =>
      found('S01', `${line.code} was a group and has no HQ.`, field),
    ),
    ...when(
      line.code === 'H0004' && ['family', 'family-alone'].includes(service) && !line.modifiers.some((one) => ['HR', 'HS'].includes(one)),
      () => found('S02', 'H0004 of a family session carries HR with the patient, HS without.', field),
    ),
  ]
}

/** What payers of this kind and state take on a day, as the pack knows it. */
const telehealthRuleFor = (kind: string, state: string | null, on: Day): TelehealthRule | undefined =>
  telehealthRules.find(
    (rule) =>
      rule.payers.includes(kind) &&
      (rule.state === null || rule.state === state) &&
      on >= rule.from &&
      (rule.until === undefined || on <= rule.until),
  )

/** The modifier that Setup says this payer wants for the way the session was held; empty is none. */
export const wantedModifier = ({ payer }: Pick<ClaimFacts, 'payer'>, { session }: Pick<LineFacts, 'session'>): string =>
  session?.mode === 'video' ? payer.video_modifier : session?.mode === 'audio' ? payer.audio_modifier : ''

function telehealth(facts: ClaimFacts, line: LineFacts): readonly ClaimFinding[] {
  const { payer, patient } = facts
  const { session } = line
  const field = `line ${line.n}`
  const isRemotePlace = TELEHEALTH_PLACES.includes(line.place)
  if (session === undefined) return []
  if (session.mode === 'in-person')
    return when(isRemotePlace, () => found('P05', `The session was in person and line ${line.n} has place ${line.place}.`, field))
  const words = session.mode === 'video' ? 'by video' : 'by telephone'
  const wanted = wantedModifier(facts, line)
  const own = line.modifiers.find((one) => TELEHEALTH_MODIFIERS.includes(one)) ?? ''
  const rule = telehealthRuleFor(payer.kind, payer.state ?? patient.state, line.day)
  const usual = session.mode === 'video' ? rule?.video : rule?.audio
  const isUnusual = wanted === '' && own !== '' && usual !== undefined && !usual.includes(own)
  return [
    ...when(!isRemotePlace, () =>
      found(
        'P04',
        `The session was ${words} and line ${line.n} has place ${line.place}, where the patient would have been present.`,
        field,
        payer.kind === 'medicare' ? 'stop' : 'warning',
      ),
    ),
    ...when(isRemotePlace && wanted !== '' && !line.modifiers.includes(wanted), () =>
      found('M06', `The session was ${words}, and ${payer.name} wants ${wanted} on line ${line.n}.`, field),
    ),
    ...when(isUnusual, () =>
      found(
        'M09',
        `Payers of this kind take ${usual?.filter((one) => one !== '').join(' or ') || 'no modifier'} for a visit ${words}, not ${own}.`,
        field,
      ),
    ),
  ]
}
