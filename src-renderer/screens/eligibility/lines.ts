import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { rate } from '../../kit/figures.tsx'
import { AUTHORIZATIONS, NETWORKS, states, type Card } from './words.ts'

/** A line of the card. Without a value it is not stated, which is never zero. */
export type Line = {
  readonly name: string
  readonly value: string | undefined
  readonly more?: string
  /** Words rather than a figure: they take the room of both. */
  readonly isWide?: boolean
  /** What is left of a limit. */
  readonly part?: { readonly left: number; readonly of: number } | undefined
  readonly warns?: boolean
  /** Where a file says so. */
  readonly segments: readonly Place[]
}

/** A segment; without a file it stands in the answer to the first question. */
export type Place = { readonly segment: number; readonly file?: number }
export const isAt = (one: Place, other: Place): boolean => one.segment === other.segment && one.file === other.file

type Figure<T> = Placed & { readonly value: T | null }
type Placed = { readonly segment: number | null; readonly file?: number }
const placesOf = (...figures: readonly Placed[]): readonly Place[] =>
  figures
    .flatMap(({ segment, file }): Place[] => (segment === null ? [] : [{ segment, ...(file !== undefined && { file }) }]))
    .filter((one, n, all) => all.findIndex((other) => isAt(one, other)) === n)
const partOf = (total: Figure<number>, left: Figure<number>): Line['part'] =>
  total.value === null || left.value === null ? undefined : { left: left.value, of: total.value }

const money = (name: string, figure: Figure<Cents>): Line => ({
  name,
  value: figure.value === null ? undefined : sentenceMoney(figure.value),
  segments: placesOf(figure),
})
const limit = (name: string, total: Figure<Cents>, left: Figure<Cents>): Line => ({
  ...money(name, total),
  more: left.value === null ? (total.value === null ? '' : 'what is left: not stated') : `${sentenceMoney(left.value)} left`,
  part: partOf(total, left),
  segments: placesOf(total, left),
})

/** Family and out-of-network figures have a line only where they are stated. */
const ifStated = (...lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ segments, value }) => value !== undefined || segments.length > 0)

function visits({ visits: total, visitsLeft: left }: Card): Line {
  const used = total.value === null || left.value === null ? undefined : total.value - left.value
  const parts = [left.value !== null && `${left.value} left`, used !== undefined && used >= 0 && `${used} used`]
  return {
    name: 'Visits',
    value: total.value === null ? undefined : total.value.toLocaleString('en-US'),
    more: parts.filter(Boolean).join(', '),
    part: partOf(total, left),
    warns: left.value === 0,
    segments: placesOf(total, left),
  }
}

function plan(card: Card): Line {
  const { planBegins: begins, planEnds: ends } = card
  const parts = [card.plan, begins.value && `since ${shownDay(begins.value)}`, ends.value && `until ${shownDay(ends.value)}`]
  const words = parts.filter(Boolean).join(', ')
  return { name: 'Plan', value: words === '' ? undefined : words, isWide: true, segments: placesOf(begins, ends) }
}

const RULES = { first: 'before the deductible', after: 'after the deductible' } as const
const TELEHEALTH = { Y: 'Covered', N: 'Not covered', U: 'See the payer’s words' } as const

function status(card: Card): Line {
  const { reason } = card
  return {
    name: 'Coverage',
    value: reason.value ?? undefined,
    isWide: true,
    warns: card.outcome !== 'active' && card.outcome !== 'asked',
    segments: placesOf(reason),
  }
}

function outside({ outside: out }: Card): readonly Line[] {
  return ifStated(
    money('Copay, out', out.copay),
    {
      name: 'Coinsurance, out',
      value: out.coinsurance.value === null ? undefined : rate(out.coinsurance.value),
      segments: placesOf(out.coinsurance),
    },
    limit('Deductible, out', out.deductible, out.deductibleLeft),
    limit('Pocket, out', out.outOfPocket, out.outOfPocketLeft),
  ).map((line) => ({ ...line, more: line.more || 'out of network' }))
}

/** The lines of a benefit card. Where nobody is covered, only what the answer states. */
export function linesOf(card: Card): readonly Line[] {
  const { reject, administrator, authorization, coinsurance, telehealth, dual } = card
  const all: readonly Line[] = [
    status(card),
    plan(card),
    { ...money('Patient owes', card.owes), more: card.owes.value === null ? '' : 'the copay alone' },
    {
      name: 'Network',
      value: card.network === null ? undefined : NETWORKS[card.network],
      isWide: true,
      warns: card.network === 'out',
      segments: [],
    },
    {
      ...money('Copay', card.copay),
      ...(card.copayRule.value !== null && { more: RULES[card.copayRule.value] }),
      segments: placesOf(card.copay, card.copayRule),
    },
    {
      name: 'Coinsurance',
      value: coinsurance.value === null ? undefined : rate(coinsurance.value),
      more: coinsurance.value === null ? '' : 'the patient’s part',
      segments: placesOf(coinsurance),
    },
    limit('Deductible', card.deductible, card.deductibleLeft),
    ...ifStated(limit('Family deductible', card.deductibleFamily, card.deductibleFamilyLeft)),
    limit('Out of pocket', card.outOfPocket, card.outOfPocketLeft),
    ...ifStated(limit('Family pocket', card.outOfPocketFamily, card.outOfPocketFamilyLeft)),
    visits(card),
    {
      name: 'Authorization',
      value: authorization.value === null ? undefined : AUTHORIZATIONS[authorization.value],
      isWide: true,
      warns: authorization.value === 'Y' || authorization.value === 'U',
      segments: placesOf(authorization),
    },
    {
      name: 'Telehealth',
      value: telehealth.value === null ? undefined : TELEHEALTH[telehealth.value],
      isWide: true,
      warns: telehealth.value === 'N' || telehealth.value === 'U',
      segments: placesOf(telehealth),
    },
    ...ifStated({
      name: 'Medicare',
      value: dual.value === null ? undefined : 'Qualified beneficiary: owes nothing',
      isWide: true,
      warns: true,
      segments: placesOf(dual),
    }),
    ...outside(card),
  ]
  return [
    ...(reject ? [{ name: 'Turned down', value: `Code ${reject.code}: ${reject.words}`, isWide: true, segments: placesOf(reject) }] : []),
    ...(administrator ? [{ name: 'Administrator', value: administrator.name, isWide: true, segments: placesOf(administrator) }] : []),
    ...(states(card.outcome) ? all : all.filter(({ value, segments }) => value !== undefined || segments.length > 0)),
  ]
}
