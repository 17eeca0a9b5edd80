import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { quantityWords } from '../../../src-shared/quantity.ts'

export type Review = Output<'authorizations.get'>['reviews'][number]

/** What a payer decided, in shape and word. */
export const REVIEW_OUTCOMES: Readonly<Record<Review['outcome'], { readonly shape: Shape; readonly word: string }>> = {
  asked: { shape: 'sent', word: 'Asked' },
  certified: { shape: 'active', word: 'Agreed to' },
  modified: { shape: 'look-here', word: 'Agreed to otherwise' },
  denied: { shape: 'denied', word: 'Denied' },
  pended: { shape: 'not-determined', word: 'Not decided' },
  contact: { shape: 'look-here', word: 'Wants a call' },
  'not-needed': { shape: 'closed', word: 'Not needed' },
  cancelled: { shape: 'closed', word: 'Cancelled' },
  rejected: { shape: 'denied', word: 'Turned down' },
}

export type Step = {
  readonly title: string
  readonly why: string
  readonly does: 'accept' | 'tell' | 'save' | 'cancel' | 'again' | 'edit' | 'more' | 'renew' | 'patient'
}

export const CALL_WAY: Readonly<Record<Review['calls'][number]['way'], string>> = { phone: 'On the telephone', portal: 'On its site' }
export const CALL_SAID: Readonly<Record<Review['calls'][number]['said'], string>> = {
  'in-review': 'It is in review',
  'not-received': 'It never arrived',
  decided: 'It is decided',
  other: 'Something else',
}

const call = ({ contact }: Review): string => (contact === '' ? '' : ` ${contact}.`)
/** What to do about the payer's reasons, which stand below with their words, and what else it wrote. */
const said = ({ reasons, words }: Review): string =>
  [...reasons.map((one) => one.next || one.words || `Reason ${one.code} of the payer.`), ...words]
    .filter((one, at, all) => all.indexOf(one) === at)
    .map((one) => ` ${/[.!?]$/.test(one) ? one : `${one}.`}`)
    .join('')

/** Whether there is something to ask the payer about: it has not decided, or wants a call, or was told that the request is taken back. */
export const mayCall = ({ outcome, cancelled }: Review): boolean =>
  cancelled !== null || outcome === 'asked' || outcome === 'pended' || outcome === 'contact'

const isLater = (again: Day | null, today: Day): again is Day => again !== null && again > today

/** What a request wants that the payer has not decided on, or put off: by what it last told, and by whether it is late. */
function stepOfWaiting(review: Review, today: Day, waits: number | null): Step {
  const { again, outcome, calls, usualDays, answeredAt } = review
  // What was told before the newest answer is overtaken by it.
  const last = calls.find(({ at }) => answeredAt === null || at > answeredAt)
  const told =
    last === undefined ? '' : ` It last said: ${CALL_SAID[last.said].toLowerCase()}${last.reference === '' ? '' : `, ${last.reference}`}.`
  const rest = `${said(review)}${call(review)}`
  if (last?.said === 'decided')
    return { title: 'Enter what the payer decided', why: `${told.trim()} Its number, days and how many belong here.${rest}`, does: 'edit' }
  if (last?.said === 'not-received')
    return {
      title: 'Send it again',
      why: `${told.trim()} Save the same 278 and upload it once more, or write it anew.${rest}`,
      does: 'save',
    }
  if (outcome === 'pended')
    return isLater(again, today)
      ? { title: `Look again on ${shownDay(again)}`, why: `The payer put the decision off.${told}${rest}`, does: 'tell' }
      : {
          title: 'The payer has not decided yet',
          why: `${said(review).trim() || 'A later answer takes the place of this one; keep when to look again.'}${call(review)}${told}`,
          does: 'tell',
        }
  if (isLater(again, today))
    return {
      title: 'The payer has not answered',
      why: `Save the 278 and upload it. When the answer comes, drop it anywhere on this window; or enter what the payer says. Without an answer it is work from ${shownDay(again)} on.${told}`,
      does: calls.length > 0 ? 'tell' : 'save',
    }
  return {
    title: silentWords(waits),
    why: `${usualDays} days are usual here${review.isUrgent ? ' for an urgent one' : ''}. Call the payer and keep the number of the call; where it never arrived, send it again.${told}`,
    does: 'tell',
  }
}

/** `No answer for 5 days`. */
export const silentWords = (waits: number | null): string =>
  waits === null || waits === 0 ? 'No answer' : `No answer for ${waits === 1 ? 'a day' : `${waits} days`}`

/** What a request wants that was taken back. */
export function stepOfCancelled(cancelled: NonNullable<Review['cancelled']>): Step {
  const rest = cancelled.words.map((one) => ` ${one}`).join('')
  switch (cancelled.outcome) {
    case 'asked':
      return {
        title: 'Taken back',
        why: 'Nothing is counted against it any more. Save the 278 that says so and upload it; the answer of the payer comes here.',
        does: 'save',
      }
    case 'cancelled':
      return { title: 'The payer cancelled it', why: `Nothing needs to be done.${rest}`, does: 'patient' }
    case 'open':
    case 'refused':
      return {
        title: 'The payer did not cancel it',
        why: `It may still hold there, and stand beside another. Call, and keep what it says.${rest}`,
        does: 'tell',
      }
  }
}

/** What an authorization that is asked for wants next, by the payer's newest decision. */
export function stepOfReview(review: Review, today: Day, waits: number | null): Step {
  const { becomes, outcome } = review
  switch (outcome) {
    case 'certified':
    case 'modified': {
      const what = becomes
        ? `${quantityWords(becomes.unit, becomes.amount)}, ${shownDay(becomes.starts)} to ${shownDay(becomes.ends)}, ${becomes.number === '' ? 'without a number' : `number ${becomes.number}`}.`
        : ''
      return {
        title: outcome === 'certified' ? 'The payer agreed' : 'The payer agreed to something else',
        why: `${what} Take it over, and sessions are counted against it.`,
        does: 'accept',
      }
    }
    case 'denied':
      return {
        title: 'The payer denied it',
        why: `Take it over, then appeal or plan without it.${said(review)}${call(review)}`,
        does: 'accept',
      }
    case 'pended':
    case 'asked':
      return stepOfWaiting(review, today, waits)
    case 'contact':
      return { title: 'The payer wants a call', why: `Enter what it says.${said(review)}${call(review)}`, does: 'edit' }
    case 'rejected':
      return {
        title: 'The payer could not take the request',
        why: `Correct it and ask again.${said(review)}${call(review)}`,
        does: 'again',
      }
    case 'not-needed':
      return {
        title: 'The payer asks for no authorization',
        why: `Keep this answer as proof. Mark this one a mistake.${said(review)}`,
        does: 'edit',
      }
    case 'cancelled':
      return { title: 'The payer cancelled it', why: `Ask again, or mark this one a mistake.${said(review)}${call(review)}`, does: 'again' }
  }
}
