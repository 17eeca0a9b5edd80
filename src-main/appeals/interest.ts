import file from '../../resources/letters/interest.json' with { type: 'json' }
import { addDays, daysBetween, type Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'

/** A state's law on late payment: days that a payer has for a clean claim sent electronically, and a rate in hundredths of a percent. */
type Law = {
  readonly state: string
  readonly days: number
  readonly yearly?: number
  readonly monthly?: number
  readonly words: string
  readonly statute: string
}
const LAWS = file.states as readonly Law[]

export type Interest = {
  /** The last day on which the claim was to be paid. */
  readonly due: Day
  readonly days: number
  readonly amount: Cents
  readonly words: string
  readonly statute: string
}

/**
 * Interest that a payer owes under a state's law for paying late. A yearly rate counts by 365 days, a monthly one by 30. It holds for plans that the state
 * regulates alone; that nobody can see from a claim.
 * @param unpaid what was to be paid
 * @param received the day on which the payer itself took the claim in (277CA)
 * @param until the day it was paid, or today
 * @returns undefined for a state whose law is not in the table, and where nothing is late
 */
export function interestFor(state: string, unpaid: Cents, received: Day, until: Day): Interest | undefined {
  const law = LAWS.find((one) => one.state === state)
  if (!law) return undefined
  const due = addDays(received, law.days)
  const days = daysBetween(due, until)
  if (days <= 0) return undefined
  const [rate, span] = law.monthly === undefined ? [law.yearly ?? 0, 365] : [law.monthly, 30]
  return { due, days, amount: cents(Math.round((unpaid * rate * days) / (10_000 * span))), words: law.words, statute: law.statute }
}
