import type { FileOutcome } from '../../../src-shared/contract/exchange.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'

type Status = FileOutcome['status']

/** What became of a file, as shape and word. */
export const OUTCOMES: Readonly<Record<Status, { readonly shape: Shape; readonly word: string }>> = {
  posted: { shape: 'posted', word: 'Posted' },
  partly: { shape: 'partly-paid', word: 'Partly posted' },
  quarantined: { shape: 'quarantined', word: 'Quarantined' },
  taken: { shape: 'received', word: 'Taken in' },
  known: { shape: 'closed', word: 'Known before' },
  unreadable: { shape: 'rejected', word: 'Not readable' },
}

/** How far a file of ours is on its way. */
export const LEFT: Readonly<Record<string, { readonly shape: Shape; readonly word: string }>> = {
  written: { shape: 'ready', word: 'By hand' },
  waiting: { shape: 'ready', word: 'Waiting' },
  sending: { shape: 'sent', word: 'Sending' },
  sent: { shape: 'sent', word: 'Sent' },
  reconcile: { shape: 'look-here', word: 'To reconcile' },
  failed: { shape: 'rejected', word: 'Failed' },
  withdrawn: { shape: 'voided', word: 'Taken back' },
  saved: { shape: 'sent', word: 'Saved' },
  arrived: { shape: 'accepted', word: 'Answered' },
}

const isStatus = (status: string): status is Status => Object.hasOwn(OUTCOMES, status)

/** The same for the list, where files that went out stand too. */
export function fileStatus(direction: 'in' | 'out', status: string): { readonly shape: Shape; readonly word: string } {
  if (isStatus(status)) return OUTCOMES[status]
  if (direction === 'out') return LEFT[status] ?? { shape: 'sent', word: 'Written' }
  return { shape: 'note', word: status === '' ? 'Kept' : status }
}
