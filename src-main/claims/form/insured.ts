import { type Cents } from '../../../src-shared/money.ts'
import { relationships } from '../../codes/index.ts'
import type { CoverageRow, PayerRow } from '../../practice/index.ts'
import type { ClaimFacts } from '../facts.ts'
import { dayParts, filedName, id, phone, street, words, zip, type Person, type Placed } from './words.ts'

/*
 * Whose insurance a form is about: boxes 4, 6, 7 and 11 to 11c. Sources: NUCC 1500 manual; for Medicare CMS 100-04 chapter 26, 10.2, items 4 to 11.
 */

/** Another plan of the patient on the day of service. */
export type OtherPlan = {
  readonly coverage: CoverageRow
  readonly payer: PayerRow
  /** It pays before the plan that is billed. */
  readonly isBefore: boolean
  /** What it paid on this claim. */
  readonly paid: Cents
}
type Plan = Pick<OtherPlan, 'coverage' | 'payer'>
type Insured = { readonly facts: ClaimFacts; readonly other: OtherPlan | undefined }

/** Values by the place they stand at. */
export type Values = Record<string, string>

export const cross = (key: string | undefined): Values => (key === undefined ? {} : { [key]: 'X' })
export const prefixed = (box: string, parts: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${box}.${part}`, value]))
export const dated = (box: string, day: string | null): Values => (day === null ? {} : prefixed(box, dayParts(day)))
export const sexMark = (box: string, sex: string | null): Values =>
  sex === 'M' ? cross(`${box}.male`) : sex === 'F' ? cross(`${box}.female`) : {}

const GROUPS: Readonly<Record<string, string>> = {
  MA: 'medicare',
  MB: 'medicare',
  MC: 'medicaid',
  CH: 'tricare',
  VA: 'champva',
  OF: 'feca',
  BL: 'group',
  CI: 'group',
  HM: 'group',
  '12': 'group',
  '13': 'group',
  '14': 'group',
}
/** Which of the crosses of box 1 a plan is. */
export const groupOf = ({ coverage, payer }: Plan): string => GROUPS[coverage.filing ?? payer.filing] ?? 'other'
export const isMedicare = (plan: Plan): boolean => groupOf(plan) === 'medicare'

const isSelf = ({ relationship }: CoverageRow): boolean => relationship === '18'
export const insuredOf = (coverage: CoverageRow, patient: Person): Person =>
  isSelf(coverage) ? patient : { last: coverage.subscriber_last, first: coverage.subscriber_first, middle: coverage.subscriber_middle }

/** The plan whose insured is named: the one that is billed; under Medicare the one before it, and none where Medicare pays first. */
function namedPlan({ facts, other }: Insured): Plan | undefined {
  if (!isMedicare(facts)) return facts
  return other?.isBefore === true ? other : undefined
}

export function insured(of: Insured): Values {
  const named = namedPlan(of)
  if (!named) return { '11': 'NONE' }
  const { patient } = of.facts
  const { coverage, payer } = named
  // Medicare wants the word where the others want it written out.
  const same = isMedicare(of.facts) ? 'SAME' : undefined
  return {
    '4': (isSelf(coverage) && same) || filedName(insuredOf(coverage, patient)),
    ...cross(`6.${(relationships.find(coverage.relationship)?.box6 ?? 'Other').toLowerCase()}`),
    ...(livesWithPatient(coverage) && same ? { '7.street': same } : home(coverage, patient)),
    '11': id(coverage.group_number),
    ...dated('11a', isSelf(coverage) ? patient.born : coverage.subscriber_born),
    ...sexMark('11a', isSelf(coverage) ? patient.sex : coverage.subscriber_sex),
    '11c': words(coverage.plan ?? payer.name),
  }
}

const livesWithPatient = (coverage: CoverageRow): boolean => isSelf(coverage) || coverage.subscriber_lives === 'with-patient'

/** Where the insured lives; undefined where nobody told. */
function homeOf(coverage: CoverageRow, patient: ClaimFacts['patient']): Placed | undefined {
  if (livesWithPatient(coverage)) return patient
  if (coverage.subscriber_lives === 'unknown') return undefined
  return {
    line1: coverage.subscriber_line1,
    line2: coverage.subscriber_line2,
    city: coverage.subscriber_city,
    state: coverage.subscriber_state,
    zip: coverage.subscriber_zip,
  }
}

/** Box 7. The telephone is the patient's own: no other is kept. */
function home(coverage: CoverageRow, patient: ClaimFacts['patient']): Values {
  const at = homeOf(coverage, patient)
  if (!at) return {}
  const called = phone(isSelf(coverage) ? patient.phone : null)
  return {
    '7.street': street(at),
    '7.city': words(at.city),
    '7.state': words(at.state),
    '7.zip': zip(at.zip),
    '7.area': called.area,
    '7.phone': called.rest,
  }
}

/** Whether the form names an insured who is not the patient and whose home is not told in full. */
export function lacksHome(of: Insured): boolean {
  const named = namedPlan(of)
  if (!named || isSelf(named.coverage)) return false
  const at = homeOf(named.coverage, of.facts.patient)
  return !at || [at.line1, at.city, at.state, at.zip].some((part) => !part)
}
