import type { ACTIONS, CLOSE_REASONS, DENIAL_OUTCOMES } from '../../../src-shared/contract/denials.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { RowOf } from '../../grid/windows.ts'

export type Row = RowOf<'denials.list'>
type Action = (typeof ACTIONS)[number]
export type Outcome = (typeof DENIAL_OUTCOMES)[number]

export const STATUSES = {
  new: { shape: 'denied', word: 'New' },
  'in-work': { shape: 'denied', word: 'In work' },
  waiting: { shape: 'sent', word: 'Waiting' },
  closed: { shape: 'closed', word: 'Closed' },
} as const satisfies Readonly<Record<Row['status'], { readonly shape: Shape; readonly word: string }>>

export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  correct: 'Correct and send again',
  appeal: 'Appeal',
  rebill: 'Bill another payer',
  'bill-patient': 'Bill the patient',
  close: 'Close',
  investigate: 'Ask the payer',
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  paid: 'Paid',
  upheld: 'Payer’s word stands',
  'written-off': 'Written off',
  'patient-billed': 'Billed to the patient',
}

export const REASON_WORDS: Readonly<Record<(typeof CLOSE_REASONS)[number], string>> = {
  'timely-filing': 'Filed too late',
  'no-authorization': 'No authorization',
  'non-covered': 'Not covered',
  bundled: 'Included in another service',
  duplicate: 'Billed twice',
  credentialing: 'Clinician not enrolled',
  'medical-necessity-exhausted': 'Necessity, appeals used up',
  'small-balance': 'Too small to pursue',
  charity: 'Charity',
  administrative: 'Administrative',
}

/** What a status is called; a closed denial is called by its outcome. */
export const statusOf = ({ status, outcome }: Pick<Row, 'status' | 'outcome'>): { readonly shape: Shape; readonly word: string } =>
  outcome === null ? STATUSES[status] : { shape: 'closed', word: OUTCOME_WORDS[outcome] }

export const choicesOf = <T extends string>(words: Readonly<Record<T, string>>): { readonly value: T; readonly label: string }[] =>
  (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }))
