import type { Transaction } from '../../../src-shared/contract/enrollments.ts'
import type { BACKUP_REASONS } from '../../../src-shared/contract/backup.ts'
import type { DISCIPLINES, PAYER_KINDS, SUPERVISED, TOGETHER, WANTS_NDC } from '../../../src-shared/contract/practice.ts'

export const DISCIPLINE_WORDS: Readonly<Record<(typeof DISCIPLINES)[number], string>> = {
  physician: 'Physician',
  'nurse-practitioner': 'Nurse practitioner',
  'physician-assistant': 'Physician assistant',
  psychologist: 'Psychologist',
  'social-worker': 'Social worker',
  counselor: 'Counselor',
  'family-therapist': 'Family therapist',
  analyst: 'Behavior analyst',
  other: 'Other',
}

export const KIND_WORDS: Readonly<Record<(typeof PAYER_KINDS)[number], string>> = {
  commercial: 'Commercial',
  blue: 'Blue Cross Blue Shield',
  medicare: 'Medicare',
  'medicare-advantage': 'Medicare Advantage',
  medicaid: 'Medicaid',
  tricare: 'TRICARE',
  other: 'Other',
}

/** How a payer takes what a supervised clinician did. */
export const SUPERVISED_WORDS: Readonly<Record<(typeof SUPERVISED)[number], string>> = {
  own: 'In their own name',
  named: 'In their own name, the supervisor named',
  supervisor: 'In the supervisor’s name',
  none: 'Not at all',
}

/** Claim filing indicators a behavioural-health claim may carry (SBR09). */
export const FILING_CHOICES = [
  { value: 'CI', label: 'CI Commercial' },
  { value: 'BL', label: 'BL Blue Cross Blue Shield' },
  { value: 'HM', label: 'HM Health maintenance organization' },
  { value: '12', label: '12 Preferred provider organization' },
  { value: '13', label: '13 Point of service' },
  { value: '14', label: '14 Exclusive provider organization' },
  { value: '15', label: '15 Indemnity' },
  { value: '16', label: '16 HMO Medicare risk' },
  { value: 'MB', label: 'MB Medicare Part B' },
  { value: 'MA', label: 'MA Medicare Part A' },
  { value: 'MC', label: 'MC Medicaid' },
  { value: 'CH', label: 'CH TRICARE' },
  { value: 'FI', label: 'FI Federal employees program' },
  { value: 'VA', label: 'VA Veterans Affairs' },
  { value: 'WC', label: 'WC Workers’ compensation' },
  { value: 'TV', label: 'TV Title V' },
  { value: 'OF', label: 'OF Other federal program' },
  { value: 'ZZ', label: 'ZZ Mutually defined' },
] as const

/** Whether a payer takes a drug without its NDC. */
export const TOGETHER_WORDS: Readonly<Record<(typeof TOGETHER)[number], string>> = {
  none: 'One session a claim',
  day: 'Those of a day',
  week: 'Those of a week, from Monday on',
  month: 'Those of a month',
}

export const NDC_WORDS: Readonly<Record<(typeof WANTS_NDC)[number], string>> = {
  usual: 'As usual: Medicaid takes none without, commercial plans are warned of',
  always: 'It takes no drug without one',
  never: 'It does not ask for one',
}

/** Why a backup was made. */
export const BACKUP_WORDS: Readonly<Record<(typeof BACKUP_REASONS)[number], string>> = {
  daily: 'Each day',
  migration: 'Before a new version',
  import: 'Before an import',
  rotation: 'Before a new key',
  restore: 'Before a restore',
  manual: 'By hand',
}

/** As billers call them, and by their numbers. */
export const TRANSACTION_WORDS: Readonly<Record<Transaction, string>> = {
  claims: '837P claims',
  remittances: '835 remittances',
  eligibility: '270/271 eligibility',
  status: '276/277 status',
  payments: 'EFT payments',
}
