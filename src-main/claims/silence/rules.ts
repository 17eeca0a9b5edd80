import { addDays, workdaysBefore, type Day } from '../../../src-shared/day.ts'

/*
 * How long an answer is waited for: as long as nine of ten of the payer’s took in the practice’s own past, and the usual time where there were too few to
 * learn from. Nothing is guessed: the same past gives the same wait. Usual times: claims-lifecycle §1.
 */

/**
 * What may be waited for: any answer to the file (TA1, 999), the clearinghouse’s own report that it took the claim (its 277CA or text report, within a day
 * or two), the payer’s acceptance (277CA), the remittance (835).
 */
export type Missing = 'answer' | 'passage' | 'acceptance' | 'remittance'

/** How many cases took so many days: business days for answers, days for a remittance. */
export type Lag = { readonly days: number; readonly n: number }

/** How long is waited, and from how many cases that was learned: 0 where it is the usual time. */
export type Wait = { readonly days: number; readonly learned: number }

/** Fewer cases teach nothing. */
const ENOUGH: Readonly<Record<Missing, number>> = { answer: 5, passage: 5, acceptance: 5, remittance: 10 }
/** Business days, and days; no shorter wait is learned, for a single quick batch would make work of every slow one. */
const FLOOR: Readonly<Record<Missing, number>> = { answer: 1, passage: 1, acceptance: 2, remittance: 14 }
const USUAL: Readonly<Record<Exclude<Missing, 'remittance'>, number>> = { answer: 3, passage: 2, acceptance: 5 }
/** Days to a remittance by the kind of payer, follow-up days of the field. */
const USUAL_REMITTANCE: Readonly<Record<string, number>> = { medicare: 21, medicaid: 45 }

/** Days that paper takes longer: Medicare pays it from day 29 on, files from day 14 on (CMS 100-04 chapter 1, 80.2.1.2); others are no quicker. */
const PAPER_LONGER = 15

const usualOf = (missing: Missing, payerKind: string, isPaper: boolean): number =>
  missing === 'remittance' ? (USUAL_REMITTANCE[payerKind] ?? 30) + (isPaper ? PAPER_LONGER : 0) : USUAL[missing]

/** How long is waited for an answer. */
export const waitOf = (missing: Missing, payerKind: string, lags: readonly Lag[], isPaper = false): Wait =>
  learnedWait(lags, {
    enough: ENOUGH[missing],
    floor: FLOOR[missing] + (isPaper ? PAPER_LONGER : 0),
    usual: usualOf(missing, payerKind, isPaper),
  })

type Terms = { readonly enough: number; readonly floor: number; readonly usual: number }
/** The least number of days in which nine of ten were in, not below the floor; the usual time with too few cases. */
export function learnedWait(lags: readonly Lag[], { enough, floor, usual }: Terms): Wait {
  const all = lags.reduce((sum, { n }) => sum + n, 0)
  if (all < enough) return { days: usual, learned: 0 }
  let seen = 0
  for (const { days, n } of [...lags].sort((one, other) => one.days - other.days)) {
    seen += n
    if (seen * 10 >= all * 9) return { days: Math.max(floor, days), learned: all }
  }
  return { days: usual, learned: 0 }
}

/** Claims that have waited since this day or longer are overdue. */
export const overdueSince = (missing: Missing, { days }: Wait, today: Day): Day =>
  missing === 'remittance' ? addDays(today, -days - 1) : workdaysBefore(today, days)

/** A payer that has paid so many claims and never sent an acceptance sends none: it is not waited for. */
export const NEVER_ACCEPTS_AFTER = ENOUGH.remittance

/** What is missing, for a title. */
export const MISSING_WORDS: Readonly<Record<Missing, string>> = {
  answer: 'No answer to the file',
  passage: 'No report of the clearinghouse',
  acceptance: 'No acceptance by the payer',
  remittance: 'No remittance',
}

/** How long was waited and how that is known, in one sentence. */
export function waitWords(missing: Missing, { days, learned }: Wait): string {
  const span = missing === 'remittance' ? `${days} days` : `${days} business ${days === 1 ? 'day' : 'days'}`
  return learned === 0
    ? `${span} are usual; too few cases yet to know how long ${missing === 'passage' ? 'it' : 'this payer'} takes.`
    : `Nine of ten came within ${span}, learned from ${learned} of this payer’s${missing === 'passage' ? ' claims' : ''} in the last 180 days.`
}

/** What to do about it. */
export const MISSING_STEP: Readonly<Record<Missing, string>> = {
  answer: 'Look whether the file was handed over; if it was not, hand it over now.',
  passage: 'Look at the clearinghouse whether it took the claim, and passed it on; what it turned back may stand there alone.',
  acceptance: 'Ask the payer whether it has the claim.',
  remittance: 'Ask the payer how the claim stands, and whether remittances reach you.',
}
