import { addDays, shownDay, weekday, type Day } from '../../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { claimStatusCategories, claimStatuses } from '../../codes/index.ts'
import type { Told } from '../records/tables.ts'

/*
 * What the statuses of a 277 come to, whatever their order, and when the claim is work again. Categories: X12 external list 507, decided as in
 * claims-lifecycle §7; waits: 276-277 §3 (weekly) and the claim's own payer.
 */

/** One code of a status (C043). A damaged one may lack any part. */
export type Code = { readonly category?: string | undefined; readonly status?: string | undefined; readonly entity?: string | undefined }

/** What a status may come to. */
export type Outcome = Exclude<Told, 'asked'>

/** Of several, the one that wants a person first: a claim that is found anywhere is found. */
const RANK: readonly Outcome[] = [
  'rejected',
  'wanted',
  'denied',
  'paid',
  'finished',
  'pending',
  'accepted',
  'not-found',
  'retry',
  'unclear',
]
const OF_CATEGORY: Readonly<Record<string, Outcome>> = {
  A0: 'accepted',
  A1: 'accepted',
  A2: 'accepted',
  A3: 'rejected',
  A4: 'not-found',
  A5: 'accepted',
  A6: 'rejected',
  A7: 'rejected',
  A8: 'rejected',
  D0: 'not-found',
  F1: 'paid',
  F2: 'denied',
  P3: 'wanted',
  P4: 'wanted',
}
const OF_LETTER: Readonly<Record<string, Outcome>> = { E: 'retry', F: 'finished', P: 'pending', R: 'wanted' }
/** Status 35: the claim is not found, whichever category it comes with; a decided or pending claim is found. */
const NOT_FOUND = '35'

export function outcomeOfCode({ category = '', status }: Code): Outcome {
  const letter = category.charAt(0)
  if (status === NOT_FOUND && !['F', 'P', 'R'].includes(letter)) return 'not-found'
  return OF_CATEGORY[category] ?? OF_LETTER[letter] ?? 'unclear'
}

/** The first by rank; `unclear` of none. */
export const outcomeOf = (outcomes: readonly Outcome[]): Outcome => RANK.find((one) => outcomes.includes(one)) ?? 'unclear'

/** What a claim comes to: its own statuses; one of a line counts when the payer wants something for it, or when the claim as a whole says nothing. */
export function outcomeOfClaim(own: readonly Code[], ofLines: readonly Code[]): Outcome {
  const lines = ofLines.map(outcomeOfCode)
  return outcomeOf(own.length === 0 ? lines : [...own.map(outcomeOfCode), ...lines.filter((one) => one === 'wanted')])
}

/** What is to be done about a status: its own remedy, else that of its category. Empty where neither is known. */
export function remedyOf({ category = '', status = '' }: Code): string {
  const remedy = claimStatuses.find(status)?.fix ?? claimStatusCategories.find(category)?.fix ?? ''
  return remedy === '' ? '' : `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`
}

/** So many business days after a day. */
function workdaysAfter(from: Day, count: number): Day {
  let on = from
  for (let left = count; left > 0;) {
    on = addDays(on, 1)
    if (weekday(on) !== 0 && weekday(on) !== 6) left--
  }
  return on
}

/** A batch of questions is answered by the next morning; after so many business days it is late. Source: CAQH CORE infrastructure rule, batch response. */
const ANSWER_DAYS = 3
/** Money and its remittance come within so many business days of each other. Source: CAQH CORE rule 370. */
const REMITTANCE_DAYS = 3
/** Days between questions about a claim that is pending; a review takes longer. */
const PENDING_DAYS = 7
const REVIEW_DAYS = 14

export const answerDue = (asked: Day): Day => workdaysAfter(asked, ANSWER_DAYS)

/**
 * The first day on which a claim is work again; null is at once.
 * @param decided when the payer finished it, where it says so
 * @param expected when nine of ten remittances of this payer are there
 */
export function againOn(
  outcome: Outcome,
  about: { readonly today: Day; readonly codes: readonly Code[]; readonly decided: Day | undefined; readonly expected: Day },
): Day | null {
  const on = dayOf(outcome, about)
  // Nobody is there on a Saturday or Sunday.
  return on === null ? null : workdaysAfter(addDays(on, -1), 1)
}

function dayOf(outcome: Outcome, { today, codes, decided, expected }: Parameters<typeof againOn>[1]): Day | null {
  switch (outcome) {
    case 'pending': {
      const usual = addDays(today, codes.some(({ category }) => category === 'P2') ? REVIEW_DAYS : PENDING_DAYS)
      return expected > usual ? expected : usual
    }
    case 'accepted': {
      const usual = addDays(today, PENDING_DAYS)
      return expected > usual ? expected : usual
    }
    case 'paid':
    case 'denied':
    case 'finished':
      return workdaysAfter(decided ?? today, REMITTANCE_DAYS)
    case 'retry':
      return codes.some(({ category }) => category === 'E1' || category === 'E2') ? workdaysAfter(today, 1) : null
    default:
      return null
  }
}

/** What is known of a decision. */
export type Decided = { readonly paid: Cents | undefined; readonly day: Day | undefined; readonly check: string | undefined }

/** What was told, as the title of a step. */
export function titleOf(outcome: Told, payer: string, { day }: Pick<Decided, 'day'>): string {
  const on = day === undefined ? '' : ` on ${shownDay(day)}`
  switch (outcome) {
    case 'asked':
      return `${payer} was asked how it stands`
    case 'wanted':
      return `${payer} wants something`
    case 'not-found':
      return `${payer} has no such claim`
    case 'denied':
      return `Denied${on}, and the remittance has not come`
    case 'paid':
      return `Paid${on}, and the remittance has not come`
    case 'finished':
      return `Decided${on}, and the remittance has not come`
    case 'pending':
      return `${payer} has it in process`
    case 'accepted':
      return `${payer} has it`
    case 'rejected':
      return `${payer} turned it back`
    case 'retry':
      return 'The question was not answered'
    case 'unclear':
      return `${payer} answered, and it is not clear what`
  }
}

/** Statuses in which a claim waits for its payer. */
export const WITH_PAYER: readonly string[] = ['sent', 'received', 'accepted', 'silent']

/** What to do about what was told, as one sentence or two. */
export function stepOf(outcome: Told, { paid, check }: Decided): string {
  const money = [
    paid === undefined ? '' : sentenceMoney(paid),
    check === undefined || check === '' ? '' : `check or transfer ${check}`,
  ].filter(Boolean)
  const told = money.length > 0 ? `${money.join(', ')}. ` : ''
  switch (outcome) {
    case 'asked':
      return 'Its answer is awaited.'
    case 'not-found':
      return 'Look whether the clearinghouse passed it on, and under which payer and member id it left; then send it again. The filing limit runs.'
    case 'paid':
    case 'finished':
      return `${told}Look for the money, and ask the payer or the clearinghouse for the remittance.`
    case 'denied':
      return `${told}Ask for the remittance: the reason and the days to appeal stand in it.`
    case 'rejected':
      return 'It was never decided on. Mend it and send it again.'
    default:
      return told.trim()
  }
}
