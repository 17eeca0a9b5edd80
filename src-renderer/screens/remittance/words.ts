import type { Output } from '../../../src-shared/contract/index.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'

export type Whole = Output<'remittance.get'>
export type Payment = Output<'remittance.claim'>
export type ClaimRow = Whole['claims'][number]
type Status = Whole['status']
type Outcome = ClaimRow['outcome']

export const STATUSES: Readonly<Record<Status, { readonly shape: Shape; readonly word: string; readonly long: string }>> = {
  rehearsed: { shape: 'rehearsal', word: 'Rehearsed', long: 'Rehearsal, nothing posted' },
  partly: { shape: 'partly-paid', word: 'Partly posted', long: 'Posted, some still held' },
  quarantined: { shape: 'quarantined', word: 'Quarantined', long: 'Quarantined, nothing posted' },
  posted: { shape: 'posted', word: 'Posted', long: 'Posted' },
  aside: { shape: 'closed', word: 'Set aside', long: 'Set aside, nothing posted' },
}

const METHODS: Readonly<Record<string, string>> = { ACH: 'EFT', CHK: 'Check', FWT: 'Wire', BOP: 'Payer’s choice', NON: 'No payment' }

/** How the money moves (BPR04). */
export const methodWord = (method: string): string => METHODS[method] ?? method
export const methodChoices = Object.entries(METHODS).map(([value, label]) => ({ value, label }))

/** Whether nothing of it is posted as it stands. */
export const isApart = (status: Status): boolean => status === 'quarantined' || status === 'aside'

/** The heading over claim payments that come to one end. */
export function partWords(outcome: Outcome, status: Status): { readonly title: string; readonly shape: Shape; readonly after: string } {
  switch (outcome) {
    case 'held':
      return {
        title: 'Held, with the reason',
        shape: 'held',
        after: status === 'partly' ? 'waits as unapplied' : status === 'rehearsed' ? 'kept as unapplied until decided' : '',
      }
    case 'unreadable':
      return { title: 'Not readable', shape: 'look-here', after: status === 'partly' ? 'waits as unapplied' : '' }
    case 'will-post':
      return isApart(status)
        ? { title: 'Would post', shape: 'rehearsal', after: status === 'aside' ? '' : 'if the payment could be trusted' }
        : { title: 'Will post', shape: 'ready', after: '' }
    case 'posted':
      return { title: 'Posted', shape: 'posted', after: '' }
  }
}

/** How many claim payments would post now, and how many stay held. */
export function countsOf(whole: Whole): { readonly posting: number; readonly held: number } {
  const of = (...outcomes: readonly Outcome[]): number =>
    whole.parts.filter((part) => outcomes.includes(part.outcome)).reduce((all, part) => all + part.claims, 0)
  return { posting: of('will-post'), held: of('held', 'unreadable') }
}

/** What posting does now, as its button says it; none when it would do nothing. */
export function postWords(whole: Whole): string | undefined {
  const { posting, held } = countsOf(whole)
  const many = posting.toLocaleString('en-US')
  if (whole.status !== 'rehearsed' && whole.status !== 'partly') return undefined
  if (posting > 0) return held > 0 ? `Post ${many}, keep ${held.toLocaleString('en-US')} held` : `Post ${many}`
  if (whole.status === 'partly') return undefined
  return held > 0 ? `Post the payment, keep ${held.toLocaleString('en-US')} held` : 'Post the payment'
}

/** The engine's fragment as a sentence. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
