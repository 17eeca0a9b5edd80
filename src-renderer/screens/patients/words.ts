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

export const SEXES = [
  { value: 'F', label: 'Female' },
  { value: 'M', label: 'Male' },
  { value: 'U', label: 'Not stated' },
] as const satisfies readonly Choice[]
