import type { Output } from '../../../src-shared/contract/index.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import { shownDay } from '../../../src-shared/day.ts'

export type Card = Output<'eligibility.card'>
type Outcome = Card['outcome']

/** What a payer answered, as shape and word. */
export const OUTCOMES: Readonly<Record<Outcome, { readonly shape: Shape; readonly word: string }>> = {
  'not-asked': { shape: 'draft', word: 'Not asked' },
  asked: { shape: 'sent', word: 'Asked' },
  active: { shape: 'active', word: 'Active' },
  inactive: { shape: 'inactive', word: 'Inactive' },
  undetermined: { shape: 'not-determined', word: 'Not determined' },
  rejected: { shape: 'denied', word: 'Turned down' },
  'other-administrator': { shape: 'look-here', word: 'Other administrator' },
}

/** Outcomes for which a payer has stated benefits, or could have. */
export const states = (outcome: Outcome): boolean => outcome === 'active' || outcome === 'other-administrator'
export const isAnswered = (outcome: Outcome): boolean => outcome !== 'not-asked' && outcome !== 'asked'

export const NETWORKS = { in: 'In network', out: 'Out of network' } as const
/** U is the payer’s own: it cannot say. */
export const AUTHORIZATIONS = { Y: 'Needed', N: 'Not needed', U: 'Not known' } as const

export type Next = { readonly title: string; readonly why: string; readonly does: 'ask' | 'administrator' | 'patient' | 'request' | 'none' }

/** What the answer asks of the biller. */
export function nextOf(card: Card): Next {
  const day = shownDay(card.day)
  const payer = card.payer ?? 'the payer'
  switch (card.outcome) {
    case 'not-asked':
      return card.payer === null
        ? {
            title: 'No coverage on this day',
            why: `Nobody can be asked. Give the patient a coverage that holds on ${day}, then ask.`,
            does: 'patient',
          }
        : { title: 'Not asked yet', why: `Ask ${payer} about ${day}. Parity writes the 270 file.`, does: 'ask' }
    case 'asked':
      return {
        title: 'Waiting for the answer',
        why: `Upload the 270 to ${payer} if it has not left yet. Drop the 271 that comes back anywhere on this window.`,
        does: card.requestFile === null ? 'none' : 'request',
      }
    case 'active':
      if (card.waits)
        return {
          title: `Covered on ${day}, waiting for the rest`,
          why: `${payer} was asked about ${(card.questions[0]?.services ?? '').toLowerCase()}. Drop the 271 that comes back anywhere on this window.`,
          does: card.requestFile === null ? 'none' : 'request',
        }
      if (card.next !== null)
        return {
          title: `Covered on ${day}, mental health not stated`,
          why: `The answer is about the plan alone. Ask ${payer} about ${card.next.toLowerCase()} by name; what it answered stays.`,
          does: card.proposal?.from === 'asked' ? 'administrator' : 'ask',
        }
      if (card.proposal?.from === 'asked')
        return {
          title: `${card.proposal.name} covers the session`,
          why: `Bill it: until then the claim goes to ${card.proposal.cardPayer}.`,
          does: 'none',
        }
      return card.authorization.value === 'Y'
        ? { title: 'Covered, authorization needed', why: `Get it from ${payer}. Its number goes onto the claim.`, does: 'none' }
        : { title: `Covered on ${day}`, why: 'Nothing to do.', does: 'none' }
    case 'inactive':
      return {
        title: `Not covered on ${day}`,
        why: `${card.reason.value === null ? '' : `${card.reason.value} `}Ask the patient for another coverage, enter it, then ask its payer.`,
        does: 'patient',
      }
    case 'undetermined':
      return card.reject
        ? { title: 'The payer could not answer', why: card.reject.action, does: 'ask' }
        : {
            title: 'The answer does not say',
            why: `${card.reason.value ?? `It states nothing clear about ${day}.`} Call ${payer}, or ask again.`,
            does: 'ask',
          }
    case 'rejected':
      return { title: 'The question was turned down', why: card.reject?.action ?? 'Ask the payer why.', does: 'ask' }
    case 'other-administrator':
      return {
        title: `Mental health is not with ${payer}`,
        why: card.locked
          ? `It is billed to ${card.locked.name}. Ask there: the figures below are those of ${payer}.`
          : `Its answer names ${card.administrator?.name ?? 'somebody else'}. Ask there under its own member id, then bill it: the figures below are those of ${payer}.`,
        does: card.locked ? 'ask' : 'none',
      }
  }
}
