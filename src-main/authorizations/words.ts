import { shownDay } from '../../src-shared/day.ts'
import { quantity, quantityWords } from '../../src-shared/quantity.ts'
import type { Account, Lack, Standing, Terms } from './rules.ts'

/** What happened to a quantity, from where it was to where it went. */
export function moveWords(from: Account, to: Account, cause: string): string {
  if (from === 'left') {
    if (to === 'reserved') return 'Booked'
    return to === 'used' ? 'Charged' : 'Paid'
  }
  if (to === 'left') {
    if (cause === 'authorizations-changed') return 'No longer counted here'
    if (from === 'reserved') return 'Cancelled or missed'
    return cause === 'charge-withdrawn' ? 'Charge taken back' : 'Not paid, given back'
  }
  if (to === 'confirmed') return 'Paid'
  if (to === 'reserved') return 'Charge taken back'
  return from === 'reserved' ? 'Charged' : 'With the payer again'
}

export type Verdict = { readonly grade: 'fine' | 'warning' | 'stop'; readonly words: string }
const NOTHING: Verdict = { grade: 'fine', words: '' }

/**
 * What is lacking for a service to be paid, as far as authorizations go.
 * @param needed what the payer's newest answer says: an authorization is needed, or not; null when it was not told
 */
export function verdictOf(standing: Standing | undefined, nearest: Terms | undefined, needed: boolean | null): Verdict {
  if (standing === undefined || standing.lack === 'none')
    return needed === true
      ? { grade: 'warning', words: 'The payer asks for an authorization, and none is on file. Enter it, or ask the payer.' }
      : NOTHING
  const { lack, service, isByHand } = standing
  if (lack === null || nearest === undefined) return NOTHING
  if (lack === 'codes')
    return needed === true
      ? { grade: 'warning', words: 'The payer asks for an authorization, and none of the patient’s covers these codes.' }
      : NOTHING
  if (lack !== 'used-up' && needed === false) return NOTHING
  const grade = gradeOf(lack, needed, isByHand)
  return { grade, words: lackWords(lack, nearest, service.day) }
}

/** More than was agreed is not paid, nor what a payer asks an authorization for that does not hold. By hand a person has said so. */
function gradeOf(lack: Lack, needed: boolean | null, isByHand: boolean): 'warning' | 'stop' {
  if (isByHand || needed === false) return 'warning'
  return lack === 'used-up' || needed === true ? 'stop' : 'warning'
}

function lackWords(lack: Lack, terms: Terms, on: string): string {
  switch (lack) {
    case 'used-up':
      return `The authorization is used up: ${quantityWords(terms.unit, terms.amount)} were agreed. Enter the renewal, or choose another.`
    case 'dates':
      return on > terms.ends
        ? `The authorization ended on ${shownDay(terms.ends)}, before the session. Enter the renewal, or choose another.`
        : `The authorization begins on ${shownDay(terms.starts)}, after the session. Correct its first day, or choose another.`
    case 'status':
      return terms.status === 'denied'
        ? 'The payer denied the authorization for this session.'
        : 'The authorization was asked for and is not approved yet. Enter its number when it is.'
    case 'clinician':
      return 'The authorization is for another clinician. Enter one for this clinician, or choose another.'
    case 'codes':
    case 'none':
      return ''
  }
}

/** What a service counts against, in a sentence. */
export function standingWords(terms: Terms, left: number, isByHand: boolean): string {
  const number = terms.number === '' ? 'an authorization without a number' : `authorization ${terms.number}`
  const rest =
    left < 0
      ? `${quantity(terms.unit, -left)} more than agreed`
      : `${quantity(terms.unit, left)} of ${quantityWords(terms.unit, terms.amount)} left`
  return `Counts against ${number}, ${rest}, ends ${shownDay(terms.ends)}.${isByHand ? ' Chosen by hand.' : ''}`
}
