import { addDays, daysBetween, type Day } from '../../src-shared/day.ts'
import { sum, type Cents } from '../../src-shared/money.ts'

/*
 * Which money of the bank is which remittance. What is certain is tied by itself, with the reason; what is likely is proposed. Pure.
 */

export type OpenLine = { readonly id: number; readonly day: Day; readonly cents: Cents; readonly text: string }
export type OpenRemittance = {
  readonly id: number
  readonly payer: string
  readonly trace: string
  readonly day: Day
  readonly cents: Cents
  readonly method: string
}

/** Money of the bank with the remittances it pays, and how that is known. */
export type Match = {
  readonly line: number
  readonly remittances: readonly number[]
  readonly why: string
  readonly isCertain: boolean
}

/** Whether a person undid such a tie: it is not made again by itself, nor proposed. */
export type WasUndone = (line: number, remittance: number) => boolean

/** Days from the day of the payment (BPR16) to the bank's: an EFT may be shown early; a check is mailed and brought to the bank. */
const WINDOW = { eft: { from: -3, to: 10 }, check: { from: 0, to: 45 } } as const
/** A trace is believed over more days than an amount. */
const TRACE_DAYS = 120
/** So many remittances are added up at most, of so many open ones: more sums than that say nothing. */
const MOST_PARTS = 6
const MOST_OPEN = 14

/** Ties and proposals for what is open, the certain ones first. A line and a remittance stand in one certain match at most. */
export function matchAll(lines: readonly OpenLine[], remittances: readonly OpenRemittance[], wasUndone: WasUndone): Match[] {
  if (lines.length === 0 || remittances.length === 0) return []
  const takenLines = new Set<number>()
  const takenRemittances = new Set<number>()
  const certain: Match[] = []
  for (const of of [byTrace, byAmount, bySum]) {
    const freeLines = lines.filter(({ id }) => !takenLines.has(id))
    const free = remittances.filter(({ id }) => !takenRemittances.has(id))
    for (const match of of(freeLines, free, wasUndone)) {
      if (!match.isCertain || takenLines.has(match.line) || match.remittances.some((id) => takenRemittances.has(id))) continue
      certain.push(match)
      takenLines.add(match.line)
      for (const id of match.remittances) takenRemittances.add(id)
    }
  }
  const freeLines = lines.filter(({ id }) => !takenLines.has(id))
  const free = remittances.filter(({ id }) => !takenRemittances.has(id))
  const seen = new Set<string>()
  const proposed = [byTrace, byAmount, bySum]
    .flatMap((of) => of(freeLines, free, wasUndone))
    .filter((match) => {
      const key = JSON.stringify([match.line, match.remittances.toSorted((a, b) => a - b)])
      return !seen.has(key) && Boolean(seen.add(key))
    })
  return [...certain, ...proposed.map((match) => ({ ...match, isCertain: false }))]
}

type By = (lines: readonly OpenLine[], remittances: readonly OpenRemittance[], wasUndone: WasUndone) => Match[]

/** The bank's text names the trace (TRN02) as a word of its own. Its amount may be another, and then that is what a person must see. */
const byTrace: By = (lines, remittances, wasUndone) => {
  const byWord = new Map<string, OpenRemittance[]>()
  for (const one of remittances) {
    const trace = traceWord(one.trace)
    if (trace !== undefined) byWord.set(trace, [...(byWord.get(trace) ?? []), one])
  }
  const named = lines.flatMap((line) => {
    const found = [...new Set(wordsOf(line.text).flatMap((word) => byWord.get(withoutZeros(word)) ?? []))]
    const near = found.filter((one) => Math.abs(daysBetween(one.day, line.day)) <= TRACE_DAYS && !wasUndone(line.id, one.id))
    return near.length === 0 ? [] : [{ line, found: near }]
  })
  const timesNamed = new Map<number, number>()
  for (const { found } of named) for (const { id } of found) timesNamed.set(id, (timesNamed.get(id) ?? 0) + 1)
  return named.map(({ line, found }) => {
    const isSame = sum(found.map((one) => one.cents)) === line.cents
    // Named by two lines, one of them is something else, unless the amount tells which.
    const isOnce = found.every(({ id }) => timesNamed.get(id) === 1)
    const only = named.filter((other) => other.found.some((one) => found.includes(one)) && sameAmount(other)).length === 1
    return {
      line: line.id,
      remittances: found.map(({ id }) => id),
      why: `The bank names the trace${isSame ? ', and the amount is the same' : '; the amount is another'}.`,
      isCertain: isOnce || (isSame && only),
    }
  })
}
const sameAmount = ({ line, found }: { line: OpenLine; found: readonly OpenRemittance[] }): boolean =>
  sum(found.map((one) => one.cents)) === line.cents

/** The same amount within the days; certain when the bank names the payer too and neither side has a second one. */
const byAmount: By = (lines, remittances, wasUndone) => {
  const byCents = new Map<number, OpenRemittance[]>()
  for (const one of remittances) byCents.set(one.cents, [...(byCents.get(one.cents) ?? []), one])
  const pairs = lines.flatMap((line) =>
    (byCents.get(line.cents) ?? []).filter((one) => isNear(line, one) && !wasUndone(line.id, one.id)).map((one) => ({ line, one })),
  )
  const ofLine = tally(pairs.map(({ line }) => line.id))
  const ofRemittance = tally(pairs.map(({ one }) => one.id))
  return pairs.map(({ line, one }) => {
    const isNamed = namesPayer(line.text, one.payer)
    return {
      line: line.id,
      remittances: [one.id],
      why: isNamed ? 'Same amount, within days, and the bank names the payer.' : 'Same amount, within days.',
      isCertain: isNamed && ofLine.get(line.id) === 1 && ofRemittance.get(one.id) === 1,
    }
  })
}

/** Several remittances of one payer come to the amount; certain when they are all that payer paid on one day. */
const bySum: By = (lines, remittances, wasUndone) => {
  const byPayer = new Map<string, OpenRemittance[]>()
  for (const one of remittances) byPayer.set(one.payer, [...(byPayer.get(one.payer) ?? []), one])
  return lines.flatMap((line) =>
    [...byPayer].flatMap(([payer, of]): Match[] => {
      if (of.length < 2 || !namesPayer(line.text, payer)) return []
      const near = of.filter((one) => one.cents < line.cents && isNear(line, one) && !wasUndone(line.id, one.id))
      if (near.length < 2) return []
      for (const day of new Set(near.map((one) => one.day))) {
        const ofDay = near.filter((one) => one.day === day)
        if (ofDay.length > 1 && sum(ofDay.map((one) => one.cents)) === line.cents)
          return [
            {
              line: line.id,
              remittances: ofDay.map(({ id }) => id),
              why: `${ofDay.length} remittances of one day come to the amount, and the bank names the payer.`,
              isCertain: true,
            },
          ]
      }
      const only = near.length > MOST_OPEN ? undefined : onlySum(near, line.cents)
      return only === undefined
        ? []
        : [
            {
              line: line.id,
              remittances: only.map(({ id }) => id),
              why: `${only.length} remittances of the payer come to the amount.`,
              isCertain: false,
            },
          ]
    }),
  )
}

/** The one choice of two to six that comes to an amount; undefined when there is none, or more than one. */
function onlySum(all: readonly OpenRemittance[], target: Cents): OpenRemittance[] | undefined {
  const found: OpenRemittance[][] = []
  const take = (from: number, chosen: readonly OpenRemittance[], left: number): void => {
    if (found.length > 1) return
    if (left === 0 && chosen.length > 1) return void found.push([...chosen])
    if (left <= 0 || chosen.length === MOST_PARTS) return
    all.forEach((one, at) => {
      if (at >= from && one.cents > 0) take(at + 1, [...chosen, one], left - one.cents)
    })
  }
  take(0, [], target)
  return found.length === 1 ? found[0] : undefined
}

function tally(ids: readonly number[]): Map<number, number> {
  const times = new Map<number, number>()
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1)
  return times
}

const isNear = (line: OpenLine, { day, method }: OpenRemittance): boolean => {
  const { from, to } = method === 'CHK' ? WINDOW.check : WINDOW.eft
  return line.day >= addDays(day, from) && line.day <= addDays(day, to)
}

const wordsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
const withoutZeros = (word: string): string => word.replace(/^0+(?=.)/, '')

/** A trace long enough to be no other number by chance; undefined of one that is not. */
function traceWord(trace: string): string | undefined {
  const plain = withoutZeros(trace.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
  return plain.length >= 5 && /\d/.test(plain) ? plain : undefined
}

/** Words that many payers have in their names, and banks in their texts. */
const COMMON = new Set(
  'THE OF AND FOR INC LLC CO CORP COMPANY PLAN PLANS HEALTH HEALTHCARE CARE INSURANCE INS MEDICAL BEHAVIORAL MUTUAL LIFE GROUP SERVICES NATIONAL AMERICAN STATE PAYMENT DEPOSIT CLAIM CLAIMS'.split(
    ' ',
  ),
)

/** Whether the bank's text has a word of the payer's name that few others have; banks cut long words short. */
export function namesPayer(text: string, payer: string): boolean {
  const said = wordsOf(text)
  return wordsOf(payer)
    .filter((word) => word.length > 2 && !COMMON.has(word) && !/^\d+$/.test(word))
    .some((word) =>
      said.some((one) => one === word || (one.length >= 5 && word.startsWith(one)) || (word.length >= 5 && one.startsWith(word))),
    )
}
