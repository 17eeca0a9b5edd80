import type { Shape } from '../../../../src-shared/contract/fields.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'

export type ClaimStatus = Output<'inquiries.get'>
type Contact = ClaimStatus['contacts'][number]
type Told = ClaimStatus['answers'][number]['told']

/** What was told of a claim, in shape and word. */
export const TOLD: Readonly<Record<Told, { readonly shape: Shape; readonly word: string }>> = {
  asked: { shape: 'sent', word: 'Asked' },
  wanted: { shape: 'look-here', word: 'Wants something' },
  'not-found': { shape: 'silent', word: 'Not on file' },
  denied: { shape: 'denied', word: 'Denied' },
  paid: { shape: 'paid', word: 'Paid' },
  finished: { shape: 'closed', word: 'Decided' },
  pending: { shape: 'accepted', word: 'In process' },
  accepted: { shape: 'received', word: 'Received' },
  rejected: { shape: 'rejected', word: 'Turned back' },
  retry: { shape: 'not-determined', word: 'Not answered' },
  unclear: { shape: 'not-determined', word: 'Not clear' },
}

export const CONTACT_WAY: Readonly<Record<Contact['way'], string>> = {
  phone: 'On the telephone',
  portal: 'On its site',
  letter: 'In a letter',
}
export const CONTACT_SAID: Readonly<Record<Contact['said'], string>> = {
  'in-process': 'It is in process',
  'not-on-file': 'It is not on file',
  wanted: 'It wants something',
  paid: 'It is paid',
  denied: 'It is denied',
  other: 'Something else',
}
