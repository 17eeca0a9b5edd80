import type { TransactionSet } from '../grammar/words.ts'
import { claim } from './837p/claim.ts'
import { body } from './837p/levels.ts'
import type { Billing837, Claim837, Patient837, Professional, Subscriber837 } from './837p/parts.ts'
import { rules } from './837p/rules.ts'

/* The professional claim, 005010X222A1. */

export type { Billing837, Claim837, Patient837, Professional, Subscriber837 }

/** A claim with the levels above it; `patient` only when the patient is a dependent. */
export type ClaimInPlace = {
  readonly claim: Claim837
  readonly billing: Billing837
  readonly subscriber: Subscriber837
  readonly patient?: Patient837
}

/** All claims of a file in order, each with its billing provider, subscriber and patient. */
export function claimsOf(file: Professional): ClaimInPlace[] {
  return (file.billing ?? []).flatMap((billing) =>
    (billing.subscribers ?? []).flatMap((subscriber) => [
      ...(subscriber.claims ?? []).map((claim) => ({ claim, billing, subscriber })),
      ...(subscriber.patients ?? []).flatMap((patient) => (patient.claims ?? []).map((claim) => ({ claim, billing, subscriber, patient }))),
    ]),
  )
}

export const professional: TransactionSet<Professional> = {
  is: 'set',
  id: '837',
  name: '837P',
  functional: 'HC',
  guide: '005010X222A1',
  guides: ['005010X222A1', '005010X222A2', '005010X222'],
  namesGuide: true,
  title: 'Professional claim',
  body,
  units: [claim],
  rules,
}
