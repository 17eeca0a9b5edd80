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
  /** Where the file says so. */
  readonly segments: readonly number[]
}

type Figure<T> = { readonly value: T | null; readonly segment: number | null }
const placesOf = (...figures: readonly { readonly segment: number | null }[]): number[] => [
  ...new Set(figures.flatMap(({ segment }) => (segment === null ? [] : [segment]))),
]
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

/** The lines of a benefit card. Where nobody is covered, only what the answer states. */
export function linesOf(card: Card): readonly Line[] {
  const { reject, administrator, authorization, coinsurance } = card
  const all: readonly Line[] = [
    plan(card),
    { ...money('Patient owes', card.owes), more: card.owes.value === null ? '' : 'the copay alone' },
    {
      name: 'Network',
      value: card.network === null ? undefined : NETWORKS[card.network],
      isWide: true,
      warns: card.network === 'out',
      segments: [],
    },
    money('Copay', card.copay),
    {
      name: 'Coinsurance',
      value: coinsurance.value === null ? undefined : rate(coinsurance.value),
      more: coinsurance.value === null ? '' : 'the patient’s part',
      segments: placesOf(coinsurance),
    },
    limit('Deductible', card.deductible, card.deductibleLeft),
    limit('Out of pocket', card.outOfPocket, card.outOfPocketLeft),
    visits(card),
    {
      name: 'Authorization',
      value: authorization.value === null ? undefined : AUTHORIZATIONS[authorization.value],
      isWide: true,
      warns: authorization.value === 'Y' || authorization.value === 'U',
      segments: placesOf(authorization),
    },
  ]
  return [
    ...(reject ? [{ name: 'Turned down', value: `Code ${reject.code}: ${reject.words}`, isWide: true, segments: placesOf(reject) }] : []),
    ...(administrator ? [{ name: 'Administrator', value: administrator.name, isWide: true, segments: placesOf(administrator) }] : []),
    ...(states(card.outcome) ? all : all.filter(({ value, segments }) => value !== undefined || segments.length > 0)),
  ]
}
