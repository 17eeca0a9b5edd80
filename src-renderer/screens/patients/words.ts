import type { CONSENT_KINDS } from '../../../src-shared/contract/consent.ts'
import type { Choice } from '../../kit/Fields.tsx'

/** What the patient is to the subscriber, as X12 counts it. */
export const RELATIONSHIPS = [
  { value: '18', label: 'Is the subscriber' },
  { value: '01', label: 'Spouse' },
  { value: '19', label: 'Child' },
  { value: '20', label: 'Employee' },
  { value: '21', label: 'Not known' },
  { value: '39', label: 'Organ donor' },
  { value: '40', label: 'Cadaver donor' },
  { value: '53', label: 'Life partner' },
  { value: 'G8', label: 'Other' },
] as const satisfies readonly Choice[]

/** Where the subscriber of a dependent lives. */
export const HOMES = [
  { value: 'unknown', label: 'Not told' },
  { value: 'with-patient', label: 'With the patient' },
  { value: 'elsewhere', label: 'Elsewhere' },
] as const satisfies readonly Choice[]

export const SEXES = [
  { value: 'F', label: 'Female' },
  { value: 'M', label: 'Male' },
  { value: 'U', label: 'Not stated' },
] as const satisfies readonly Choice[]

/** How an episode came to be marked. */
export const EPISODE_SOURCES = {
  program: 'marked by hand',
  provider: 'by the clinician',
  code: 'by a code of the treatment',
  whole: 'the whole practice is a program',
} as const

export const CONSENT_WORDS: Readonly<Record<(typeof CONSENT_KINDS)[number], readonly [string, string]>> = {
  tpo: ['Treatment, payment and operations', 'One signature for all of these, now and later, until it is revoked. The usual one.'],
  payment: ['Payment alone', 'Claims leave, and nothing else.'],
  specific: ['One purpose', 'One recipient and one purpose, as a school or an employer.'],
  legal: ['Court or legal proceedings', 'Against the patient. It must stand alone, on a paper of its own.'],
}

export const PURPOSES = [
  { value: 'treatment', label: 'Treatment' },
  { value: 'payment', label: 'Payment' },
  { value: 'operations', label: 'Health care operations' },
  { value: 'patient', label: 'At the patient’s own wish' },
  { value: 'legal', label: 'Legal proceedings' },
  { value: 'audit', label: 'Audit or evaluation' },
  { value: 'emergency', label: 'Medical emergency' },
  { value: 'other', label: 'Another' },
] as const satisfies readonly Choice[]

export const purposeWords = (purpose: string): string => PURPOSES.find(({ value }) => value === purpose)?.label ?? purpose

export const RELATIONS = [
  { value: 'self', label: 'The patient' },
  { value: 'parent', label: 'A parent' },
  { value: 'guardian', label: 'A guardian' },
  { value: 'representative', label: 'A personal representative' },
] as const satisfies readonly Choice[]

export const METHODS = [
  { value: 'paper', label: 'On paper' },
  { value: 'electronic', label: 'Electronically' },
] as const satisfies readonly Choice[]
