import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'

/** A signed consent for treatment, payment and operations, as one may be entered. */
export const consentOf = (patient: number, changes: Partial<Argument<'consents.save'>> = {}): Argument<'consents.save'> => ({
  patient,
  kind: 'tpo',
  discloser: 'Cedar Hollow Behavioral Health',
  scope: 'Records of my treatment, as far as my health plan needs them',
  payer: null,
  recipient: null,
  purpose: 'payment',
  signedOn: day('2026-01-05'),
  signer: 'Marisol Quintero',
  relation: 'self',
  method: 'paper',
  expires: null,
  ...changes,
})
