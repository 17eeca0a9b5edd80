import { forgetArrival, noteArrival } from '../remittance/index.ts'
import type { CommandWork, Happening, Reading } from '../store/index.ts'
import { matchAll, type Match } from './matching.ts'
import { addMatch, asOpen, notesOf, openMoney, openTold, undoMatch, undonePairs, type MoneyRow, type ToldRow } from './records.ts'

/** What is open, and what belongs together of it. */
export type Open = { readonly money: readonly MoneyRow[]; readonly remittances: readonly ToldRow[]; readonly matches: readonly Match[] }

export function lookForMatches(db: Reading): Open {
  const money = openMoney(db)
  const remittances = openTold(db)
  const undone = new Set(undonePairs(db).map(({ line, remittance }) => `${line} ${remittance}`))
  const lines = money.map(({ id, day, cents, description, reference }) => ({ id, day, cents, text: `${description} ${reference}` }))
  const matches = matchAll(lines, remittances.map(asOpen), (line, remittance) => undone.has(`${line} ${remittance}`))
  return { money, remittances, matches }
}

type Tie = {
  readonly money: readonly MoneyRow[]
  readonly remittances: readonly ToldRow[]
  readonly by: number | null
  readonly why: string
}

/** Ties money and remittances, and notes on the remittances the day on which the bank had it all. */
export function tie(work: CommandWork, { money, remittances, by, why }: Tie): number {
  const { db, clock, announce } = work
  const day = money
    .map((one) => one.day)
    .toSorted()
    .at(-1)
  const noted = remittances.map(({ id }) => ({ id, deposit: day === undefined ? null : noteArrival(work, id, day) }))
  announce('deposits')
  announce('work')
  return addMatch(db, { money: money.map(({ id }) => id), remittances: noted, at: clock.now(), by, why })
}

/** Undoes a tie, with what it noted. */
export function untie(work: CommandWork, match: number): void {
  const { db, clock, user, announce } = work
  for (const noted of notesOf(db, match)) forgetArrival(work, noted)
  undoMatch(db, match, clock.now(), user.id)
  announce('deposits')
  announce('work')
}

/** Ties what is certain, each with its reason. @returns how many ties were made */
export function tieCertain(work: CommandWork): number {
  if (openMoney(work.db).length === 0) return 0
  const { money, remittances, matches } = lookForMatches(work.db)
  const certain = matches.filter(({ isCertain }) => isCertain)
  for (const match of certain)
    tie(work, {
      money: money.filter(({ id }) => id === match.line),
      remittances: remittances.filter(({ id }) => match.remittances.includes(id)),
      by: null,
      why: match.why,
    })
  return certain.length
}

/** A remittance that comes after its money is tied as it comes. */
export function tieNewRemittance(work: CommandWork, happening: Happening): void {
  if (happening.is === 'remittance-read') tieCertain(work)
}
