import type { StandingField } from '../../../src-shared/contract/standing.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../../src-shared/money.ts'
import { dayOf } from '../../charges/index.ts'
import { rateScope, type RateRow } from '../../practice/index.ts'
import { amountOf, codeOf, modifiersOf } from './cells.ts'
import { isUnfit, type Change, type Effect, type Refused, type Said, type Unfit } from './rules.ts'

/* Rows of what payers agreed to allow: one payer's schedule, or those of several. Pure. */

export type Rate = Omit<RateRow, 'id'>
export type RateKey = Omit<Rate, 'ends' | 'cents'>

/** What is here already, and by what the rows are read. */
export type RatesStanding = {
  /** A rate whose row names no day holds from now on. */
  readonly today: Day
  /** Every rate of a payer for a code. */
  readonly ratesOf: (payer: number, code: string) => readonly Rate[]
  /** Payers of this id or name; a name may be several. */
  readonly payers: (said: string) => readonly { readonly id: number; readonly name: string }[]
  /** Whose list it is, where a row names nobody. */
  readonly payer: { readonly id: number; readonly name: string } | undefined
}
type Cells = (field: StandingField) => string

const partsOf = ({ payer, code, plan, credential, place, modifiers }: RateKey) => [payer, code, plan, credential, place, modifiers] as const
const linesOf = (rate: RateKey): string => JSON.stringify(partsOf(rate))
const rateKey = (rate: RateKey): string => JSON.stringify([...partsOf(rate), rate.starts])

export function keyOfRate(key: string): RateKey {
  const [payer, code, plan, credential, place, modifiers, starts] = JSON.parse(key) as [number, ...string[]]
  const of = (text: string | undefined): string => text ?? ''
  return {
    payer,
    code: of(code),
    plan: of(plan),
    credential: of(credential),
    place: of(place),
    modifiers: of(modifiers),
    starts: of(starts),
  }
}

/** Every row of a schedule. A rate that goes on as it is from a later day is no change, unless the file gives it a history of its own. */
export function readRates(rows: readonly Cells[], standing: RatesStanding): (Said | Refused)[] {
  const read = rows.map((cells) => rateOf(cells, standing))
  const times = new Map<string, number>()
  for (const one of read) if ('rate' in one) times.set(linesOf(one.rate), (times.get(linesOf(one.rate)) ?? 0) + 1)
  return read.map((one) => {
    if ('why' in one) return one
    const { rate, name } = one
    const effect = rateEffect(rate, standing, (times.get(linesOf(rate)) ?? 0) > 1)
    return { name, key: rateKey(rate), effects: effect ? [effect] : [] }
  })
}

function rateOf(cells: Cells, { today, payer: own, payers }: RatesStanding): { readonly rate: Rate; readonly name: string } | Refused {
  const refused = (field: StandingField, { why, fix }: Unfit): Refused => ({ field, name: cells('code'), why, fix })
  const payer = payerOf(cells('payer'), own, payers)
  if ('why' in payer) return refused('payer', payer)
  const [first = '', ...behind] = cells('code')
    .toUpperCase()
    .split(/[\s,;:-]+/)
    .filter(Boolean)
  const code = codeOf(first)
  if (isUnfit(code)) return refused('code', code)
  const said = cells('modifiers').toUpperCase()
  const modifiers = modifiersOf([...behind, ...said.split(/[\s,;:-]+/)])
  if (typeof modifiers !== 'string') return refused('modifiers', modifiers)
  const place = placeOf(cells('place'))
  if (isUnfit(place)) return refused('place', place)
  if (cells('plan').length > 80)
    return refused('plan', { why: 'The plan is longer than 80 signs.', fix: 'Write it as the coverage names it.' })
  if (cells('credential').length > 20)
    return refused('credential', { why: 'The credential is longer than 20 signs.', fix: 'Write it as LCSW or PsyD.' })
  const amount = amountOf(cells('allowed'), 'amount')
  if (typeof amount !== 'number') return refused('allowed', amount)
  const starts = cells('starts') === '' ? today : dayOf(cells('starts'), today)
  if (starts === undefined) return refused('starts', { why: 'Its day cannot be read.', fix: 'Write it as 01/31/2026.' })
  const ends = cells('ends') === '' ? null : dayOf(cells('ends'), today)
  if (ends === undefined) return refused('ends', { why: 'Its last day cannot be read.', fix: 'Write it as 12/31/2026, or leave it empty.' })
  if (ends !== null && ends < starts) return refused('ends', { why: 'It ends before it begins.', fix: 'Mend one of the two days.' })
  const scope = rateScope({ plan: cells('plan'), credential: cells('credential'), place, modifiers: modifiers.split(' ').filter(Boolean) })
  const name = [payer.name, code, scope.plan, scope.credential, place && `place ${place}`, scope.modifiers].filter(Boolean).join(' · ')
  return { rate: { payer: payer.id, code, ...scope, starts, ends, cents: amount }, name }
}

/** @returns undefined when the rate stands so already, and the row is none of a history */
function rateEffect(rate: Rate, { ratesOf }: RatesStanding, isHistory: boolean): Effect | undefined {
  const same = ratesOf(rate.payer, rate.code)
    .filter((one) => linesOf(one) === linesOf(rate))
    .toSorted((one, other) => (one.starts < other.starts ? 1 : -1))
  const exact = same.find(({ starts }) => starts === rate.starts)
  const inForce = exact ?? same.find(({ starts, ends }) => starts <= rate.starts && (ends === null || ends >= rate.starts))
  const stands = (one: Rate | undefined): boolean => one?.cents === rate.cents && one.ends === rate.ends
  if (exact ? stands(exact) : !isHistory && stands(inForce)) return undefined
  const changes: Change[] = [{ field: 'allowed', before: inForce ? wordsOf(inForce) : '', after: wordsOf(rate) }]
  const was = exact ? { ...keptRate(rate), ends: exact.ends, cents: exact.cents } : null
  return { what: 'rate', key: rateKey(rate), was, now: keptRate(rate), isNew: inForce === undefined, changes }
}

/** A rate in an order that is always the same. */
const keptRate = ({ payer, code, plan, credential, place, modifiers, starts, ends, cents: amount }: Rate): Rate => ({
  payer,
  code,
  plan,
  credential,
  place,
  modifiers,
  starts,
  ends,
  cents: amount,
})

const wordsOf = ({ cents: amount, starts, ends }: Rate): string =>
  `${sentenceMoney(cents(amount))} from ${shownDay(starts as Day)}${ends === null ? '' : ` to ${shownDay(ends as Day)}`}`

function payerOf(said: string, own: RatesStanding['payer'], find: RatesStanding['payers']): NonNullable<RatesStanding['payer']> | Unfit {
  if (said === '')
    return own ?? { why: 'It names no payer.', fix: 'Add a column with the payer’s name or id, or choose the payer in Contracts first.' }
  const [one, ...others] = find(said)
  if (!one) return { why: 'No payer here is of that name or id.', fix: 'Add the payer under Payers, or write it as it stands there.' }
  return others.length === 0 ? one : { why: 'Several payers are of that name.', fix: 'Write the payer id in its place.' }
}

/** Spreadsheets drop the zero of `02`. */
function placeOf(cell: string): string | Unfit {
  const place = /^\d$/.test(cell) ? `0${cell}` : cell
  return /^(\d\d)?$/.test(place)
    ? place
    : { why: 'This is no place of service.', fix: 'Write its two digits: 11 in the office, 10 for video at home.' }
}
