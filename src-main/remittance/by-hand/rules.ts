import type { Argument } from '../../../src-shared/contract/index.ts'
import { add, isNone, NO_MONEY, sentenceMoney, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import { adjustmentReason, providerAdjustments, reasonWords, remarks } from '../../codes/index.ts'

/* A paper EOB added up: pure, over what was typed and what the lines were charged. */

/** What the file of a paper EOB is kept as. */
export const BY_HAND = '835 by hand'

export type Entered = Argument<'remittance.enter'>
export type EnteredClaim = Entered['claims'][number]
export type EnteredLine = EnteredClaim['lines'][number]

export type Sums = { readonly charge: Cents; readonly reasons: Cents; readonly paid: Cents; readonly off: Cents }
export type Wrong = { readonly field: string; readonly words: string }

/** Charge less reasons is what was paid. Source: 005010X221A1, section 1.10.2.1, which a paper EOB follows as well. */
export function lineSums(charge: Cents, { paid, reasons }: Pick<EnteredLine, 'paid' | 'reasons'>): Sums {
  const taken = sum(reasons.map((one) => one.cents))
  return { charge, reasons: taken, paid, off: subtract(charge, taken, paid) }
}

export function claimSums(lines: readonly Sums[]): Sums {
  const over = (field: keyof Sums): Cents => sum(lines.map((one) => one[field]))
  return { charge: over('charge'), reasons: over('reasons'), paid: over('paid'), off: over('off') }
}

/** What a claim brings to the check: a take-back takes. */
export const broughtBy = (claim: Pick<EnteredClaim, 'isTakenBack'>, paid: Cents): Cents =>
  claim.isTakenBack ? subtract(NO_MONEY, paid) : paid

/** What is left of a check when these claims and provider adjustments are told. */
export const leftOf = (entered: Pick<Entered, 'cents' | 'provider'>, brought: Cents): Cents =>
  add(subtract(entered.cents, brought), sum(entered.provider.map((one) => one.cents)))

/** What a line says that it cannot say. @param at the path of the line */
export function wrongInLine(at: string, line: EnteredLine, sums: Sums): Wrong[] {
  const said = line.reasons.flatMap(({ group, reason }, n): Wrong[] => {
    if (!adjustmentReason(reason).isKnown)
      return [{ field: `${at}.reasons.${n}.reason`, words: `${reason} is no reason of the list (CARC).` }]
    const isAgain = line.reasons.findIndex((one) => one.group === group && one.reason === reason) < n
    return isAgain ? [{ field: `${at}.reasons.${n}.reason`, words: `${group}-${reason} stands on this line already.` }] : []
  })
  const unknown = line.remarks.flatMap((code, n) =>
    remarks.find(code) ? [] : [{ field: `${at}.remarks.${n}`, words: `${code} is no remark of the list (RARC).` }],
  )
  const off = isNone(sums.off)
    ? []
    : [{ field: `${at}.paid`, words: `The line is out by ${sentenceMoney(sums.off)}: charge less reasons is not what was paid.` }]
  return [...said, ...unknown, ...off]
}

/** The codes of a line in words, as far as they are known. */
export const meanings = ({ reasons, remarks: codes }: EnteredLine): string[] => [
  ...reasons.flatMap(({ group, reason }) => (adjustmentReason(reason).isKnown ? [reasonWords(group, reason)] : [])),
  ...codes.flatMap((code) => {
    const found = remarks.find(code)
    return found ? [`${code}, ${found.words}`] : []
  }),
]

export const wrongInProvider = (entered: Pick<Entered, 'provider'>): Wrong[] =>
  entered.provider.flatMap(({ code }, n) =>
    providerAdjustments.find(code) ? [] : [{ field: `provider.${n}.code`, words: `${code} is no code of provider adjustments.` }],
  )

/** What the head says that it cannot say, and whether the check comes out even. */
export function wrongInHead(entered: Entered, left: Cents, today: string): Wrong[] {
  const wrong = (field: string, words: string, is: boolean): Wrong[] => (is ? [{ field, words }] : [])
  return [
    ...wrong('trace', 'Enter the number of the check; of a letter without one, the number or date it bears.', entered.trace === ''),
    ...wrong('day', 'That day is not there yet.', entered.day > today),
    ...wrong('cents', 'A check is not of less than nothing. What is owed is carried on as a provider adjustment (FB).', entered.cents < 0),
    ...wrong('claims', 'Enter a claim, or an amount that belongs to none.', entered.claims.length + entered.provider.length === 0),
    ...wrong('cents', leftWords(left), !isNone(left)),
  ]
}

export const leftWords = (left: Cents): string =>
  left > 0
    ? `${sentenceMoney(left)} of the check is left.`
    : `${sentenceMoney(subtract(NO_MONEY, left))} more was entered than the check is of.`

/** Why a check is not entered a second time, and where the first is worked on. @param status of the remittance that is here */
export const twinWords = (status: string): string =>
  status === 'partly'
    ? 'This check is here already, and money of it waits. Open it on Remits and tie what is held to its claim there.'
    : 'A payment of this payer with this number, date and amount is here already.'
