import type { Output } from '../../src-shared/contract/index.ts'
import type { DepositState } from '../../src-shared/contract/deposits.ts'
import { daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { counted } from '../../src-shared/number.ts'
import { everybody } from '../access/index.ts'
import { refuse, type QueryWork, type Reading } from '../store/index.ts'
import { whyAlone, whyDiffers } from './explaining.ts'
import type { Match } from './matching.ts'
import {
  depositRow,
  matchById,
  moneyById,
  moneyOf,
  openTold,
  providerOf,
  standsFor,
  stateOf,
  toldById,
  toldOf,
  type DepositRow,
  type MoneyRow,
  type Stands,
  type ToldRow,
} from './records.ts'
import { lookForMatches, type Open } from './tying.ts'

type Shown = Output<'deposits.list'>['rows'][number]

/** So many others are offered to choose from by hand. */
const MOST_OTHERS = 50

/** Rows of the grid with the reason of each, and the proposal where there is one. */
export function shownRows(db: Reading, today: Day, rows: readonly DepositRow[]): Shown[] {
  const open = rows.some(isOpen) ? lookForMatches(db) : undefined
  return rows.map((row) => ({
    id: row.id,
    state: stateOf(row),
    day: row.day as Day,
    party: row.party,
    reference: row.reference,
    bank: row.bank === null ? null : cents(row.bank),
    told: row.told === null ? null : cents(row.told),
    off: cents(row.off),
    due: row.due as Day | null,
    why: shortWhy(db, today, row, open),
  }))
}

function shortWhy(db: Reading, today: Day, row: DepositRow, open: Open | undefined): string {
  const stands = standsFor(row.id)
  if (row.state === 'differs') return differs(db, stands.id)
  if (isOpen(row)) {
    const offer = open?.matches.find((match) => isOf(match, stands))
    return offer ? `Likely a pair: ${offer.why}` : late(row, today)
  }
  return row.why
}

/** Whether it stands alone and may be tied. */
const isOpen = ({ state }: Pick<DepositRow, 'state'>): boolean => state === 'money' || state === 'remittance' || state === 'before'

const isOf = (match: Match, { is, id }: Stands): boolean => (is === 'line' ? match.line === id : match.remittances.includes(id))

/** That money is overdue, in words; empty while there is time. */
function late(row: Pick<DepositRow, 'day' | 'due'>, today: Day): string {
  if (row.due === null || row.due >= today) return ''
  return `No money ${counted(daysBetween(row.day as Day, today), 'day')} after the payment.`
}

function differs(db: Reading, match: number): string {
  const remittances = toldOf(db, match)
  const payers = new Set(remittances.map(({ payer }) => payer))
  const others = openTold(db).filter(({ payer }) => payers.has(payer))
  const provider = providerOf(
    db,
    remittances.map(({ id }) => id),
  )
  return whyDiffers(total(moneyOf(db, match)), total(remittances), provider, others)
}

const total = (rows: readonly { readonly cents: Cents }[]): Cents => cents(rows.reduce((all, one) => all + one.cents, 0))

/** One row with both sides, why it stands so, and what may belong to it. */
export function depositDetail({ db, clock }: QueryWork, id: number): Output<'deposits.get'> {
  const row = depositRow(db, id) ?? refuse('record.missing')
  const stands = standsFor(id)
  const money = stands.is === 'match' ? moneyOf(db, stands.id) : stands.is === 'line' ? some(moneyById(db, stands.id)) : []
  const remittances = stands.is === 'match' ? toldOf(db, stands.id) : stands.is === 'remittance' ? some(toldById(db, stands.id)) : []
  const state = stateOf(row)
  const open = isOpen(row) ? lookForMatches(db) : undefined
  return {
    id,
    state,
    money,
    remittances,
    match: stands.is === 'match' ? tieOf(db, stands.id) : null,
    off: cents(row.off),
    says: says(db, clock.today(), row, money),
    offers: open ? offersOf(open, stands) : [],
    others: open ? othersOf(open, stands, row) : { money: [], remittances: [] },
  }
}

const some = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one])

function tieOf(db: Reading, id: number): NonNullable<Output<'deposits.get'>['match']> {
  const { at, by, why } = matchById(db, id) ?? refuse('record.missing')
  return { id, at, why, by: by === null ? '' : (everybody(db).find((one) => one.id === by)?.name ?? '') }
}

function says(db: Reading, today: Day, row: DepositRow, money: readonly MoneyRow[]): string {
  const words: Readonly<Record<DepositState, () => string>> = {
    money: () => whyAlone(money.map((one) => `${one.description} ${one.reference}`).join(' ')),
    remittance: () =>
      late(row, today) === ''
        ? `Its money should be there by ${row.due === null ? 'then' : shownDay(row.due as Day)}.`
        : `${late(row, today)} Bring a newer file of the bank, or ask the payer by the trace.`,
    differs: () => differs(db, standsFor(row.id).id),
    agrees: () => 'The bank and the remittances say the same.',
    before: () => 'No file of the bank reaches back to its day. Bring an older one, or leave it.',
    none: () => 'It pays nothing, or tells of a payment again: no money comes with it.',
    aside: () => 'Put aside by a person.',
  }
  return words[stateOf(row)]()
}

const offersOf = (open: Open, stands: Stands): Output<'deposits.get'>['offers'] =>
  open.matches
    .filter((match) => isOf(match, stands))
    .slice(0, 5)
    .map(({ line, remittances, why }) => ({
      why,
      money: open.money.filter(({ id }) => id === line),
      remittances: open.remittances.filter(({ id }) => remittances.includes(id)),
    }))

/** The other side's open rows, the nearest amounts first. */
function othersOf(open: Open, { is }: Stands, row: DepositRow): Output<'deposits.get'>['others'] {
  const near = row.bank ?? row.told ?? 0
  const nearest = <T extends MoneyRow | ToldRow>(rows: readonly T[]): T[] =>
    rows.toSorted((one, other) => Math.abs(one.cents - near) - Math.abs(other.cents - near)).slice(0, MOST_OTHERS)
  return is === 'line' ? { money: [], remittances: nearest(open.remittances) } : { money: nearest(open.money), remittances: [] }
}
