import type { Unit } from '../../src-shared/quantity.ts'
import type { Day } from '../../src-shared/day.ts'
import { covers, width } from './codes.ts'

/*
 * What each service counts against, decided from the facts as they are now and from nothing else: whatever the order in which they came to be known, the
 * same facts give the same count. What was posted is held to it, and the difference is what is posted next.
 */

/** Where a quantity stands. `left` is what nobody holds. */
export type Account = 'left' | 'reserved' | 'used' | 'confirmed'
/** What is counted: a session that is booked or held, the charge of one that never was booked, a claim of before Parity. */
export type Kind = 'session' | 'charge' | 'claim'

/** An authorization as it counts. Quantities are parts of its unit. */
export type Terms = {
  readonly id: number
  readonly payer: number
  readonly number: string
  readonly status: 'requested' | 'approved' | 'denied' | 'voided'
  readonly starts: Day
  readonly ends: Day
  readonly codes: readonly string[]
  readonly provider: number | null
  readonly unit: Unit
  readonly amount: number
  readonly earlier: number
}

export type Line = { readonly code: string; readonly units: number; readonly account: Account }
export type Service = {
  readonly kind: Kind
  readonly id: number
  readonly day: Day
  readonly start: string
  readonly payer: number | null
  readonly provider: number | null
  readonly minutes: number
  /** One of its codes will be billed, which is not known yet; of a charge each line is. */
  readonly isAhead: boolean
  readonly lines: readonly Line[]
  /** Said by hand; null is none, undefined is nothing said. */
  readonly chosen?: number | null
  /** The number its claim left with. */
  readonly sentAs?: string
}

/** Why a service counts against nothing, or against more than there is. */
export type Lack = 'none' | 'status' | 'dates' | 'codes' | 'clinician' | 'used-up'
export type Standing = {
  readonly service: Service
  /** What it counts against; null is nothing. */
  readonly authorization: number | null
  readonly account: Account
  /** 0 when it is let go, or when another service of the day counts already. */
  readonly quantity: number
  readonly lack: Lack | null
  /** The authorization that the lack is of. */
  readonly nearest: number | null
  readonly isByHand: boolean
}

export const keyOf = ({ kind, id }: Pick<Service, 'kind' | 'id'>): string => `${kind} ${id}`

/** What a service is counted by: while a line of it stands, one that was let go is not. */
const counting = ({ lines }: Service): readonly Line[] => {
  const standing = lines.filter(({ account }) => account !== 'left')
  return standing.length > 0 ? standing : lines
}
const covered = (terms: Terms, service: Service): readonly Line[] => counting(service).filter((line) => covers(terms.codes, line.code))

/** Whether a service is for what an authorization is for, on whatever day. */
export const isFor = (terms: Terms, service: Service): boolean =>
  terms.payer === service.payer && covered(terms, service).length > 0 && (terms.provider === null || terms.provider === service.provider)

/** What keeps an authorization from covering a service; null when nothing does. */
function lackOf(terms: Terms, service: Service): Lack | null {
  if (terms.payer !== service.payer) return 'none'
  if (covered(terms, service).length === 0) return 'codes'
  if (terms.provider !== null && terms.provider !== service.provider) return 'clinician'
  if (service.day < terms.starts || service.day > terms.ends) return 'dates'
  return terms.status === 'approved' ? null : 'status'
}

const ACCOUNTS: readonly Account[] = ['confirmed', 'used', 'reserved', 'left']

/** What a service takes of an authorization: of its lines that are covered, those that stand furthest. */
function taken(terms: Terms, service: Service): Due {
  const inside = covered(terms, service)
  const lines = inside.length > 0 ? inside : service.lines
  const account = ACCOUNTS.find((one) => lines.some((line) => line.account === one)) ?? 'left'
  if (account === 'left') return { account, quantity: 0 }
  if (terms.unit === 'hour') return { account, quantity: Math.max(1, service.minutes) }
  if (terms.unit !== 'unit' || service.isAhead) return { account, quantity: 1 }
  return { account, quantity: lines.filter((line) => line.account === account).reduce((all, line) => all + line.units, 0) }
}

/** The narrowest first: of one clinician, of fewer codes; then the soonest to end; then the one entered first. */
const byFit = (one: Terms, other: Terms): number =>
  (one.provider === null ? 1 : 0) - (other.provider === null ? 1 : 0) ||
  width(one.codes) - width(other.codes) ||
  (one.ends < other.ends ? -1 : one.ends > other.ends ? 1 : 0) ||
  one.id - other.id

/** What a person or a payer has settled comes first, then what was charged, then what is booked; each in the order of its days. */
const rank = ({ chosen, sentAs, isAhead }: Service): number => (chosen !== undefined || sentAs !== undefined ? 0 : isAhead ? 2 : 1)
const inOrder = (one: Service, other: Service): number => {
  const [first, second] = [one, other].map(({ day, start, kind }) => `${day} ${start} ${kind}`) as [string, string]
  return rank(one) - rank(other) || (first < second ? -1 : first > second ? 1 : 0) || one.id - other.id
}

type Due = { readonly account: Account; readonly quantity: number }

/** Keeps count of what is left while services are placed one by one. */
function counter(): { taken(terms: Terms): number; due(terms: Terms, service: Service): Due; place(terms: Terms, service: Service): Due } {
  const sums = new Map<number, number>()
  const days = new Set<string>()
  const due = (terms: Terms, service: Service): Due => {
    const takes = taken(terms, service)
    return terms.unit === 'day' && days.has(`${terms.id} ${service.day}`) ? { ...takes, quantity: 0 } : takes
  }
  return {
    taken: ({ id, earlier }) => earlier + (sums.get(id) ?? 0),
    due,
    place: (terms, service) => {
      const takes = due(terms, service)
      if (takes.account !== 'left') days.add(`${terms.id} ${service.day}`)
      sums.set(terms.id, (sums.get(terms.id) ?? 0) + takes.quantity)
      return takes
    },
  }
}

/** The authorization that comes nearest to a service it does not cover, and what is lacking. */
const NEAREST: readonly Lack[] = ['status', 'dates', 'clinician', 'codes']
function nearestTo(all: readonly Terms[], service: Service): { nearest: number | null; lack: Lack } {
  for (const lack of NEAREST) {
    const [found] = all
      .filter((one) => one.status !== 'voided' && lackOf(one, service) === lack)
      .sort((one, other) => distance(one, service) - distance(other, service) || byFit(one, other))
    if (found) return { nearest: found.id, lack }
  }
  return { nearest: null, lack: 'none' }
}
/** What ended last before the day comes before what begins after it. */
const distance = ({ starts, ends }: Terms, { day }: Service): number => (ends < day ? -1 : starts > day ? 1 : 0)

/** Places every service of a patient. The result is in the order in which they were placed. */
export function count(all: readonly Terms[], services: readonly Service[]): readonly Standing[] {
  const counted = counter()
  return [...services].sort(inOrder).map((service): Standing => {
    const nothing = { service, authorization: null, account: 'left', quantity: 0, isByHand: service.chosen !== undefined } as const
    if (service.chosen === null) return { ...nothing, lack: null, nearest: null }
    const fixed = all.find((one) => (service.chosen === undefined ? isSentAs(one, service) : one.id === service.chosen && isLive(one)))
    const fitting = all.filter((one) => lackOf(one, service) === null).sort(byFit)
    const hasRoom = (one: Terms): boolean => {
      const { account, quantity } = counted.due(one, service)
      return counted.taken(one) + quantity <= one.amount || (account !== 'left' && quantity === 0)
    }
    const terms = fixed ?? fitting.find(hasRoom) ?? fitting[0]
    if (terms === undefined) return { ...nothing, ...nearestTo(all, service) }
    const { account, quantity } = counted.place(terms, service)
    const isOver = counted.taken(terms) > terms.amount && quantity > 0
    return {
      service,
      authorization: terms.id,
      account,
      quantity,
      lack: isOver ? 'used-up' : null,
      nearest: isOver ? terms.id : null,
      isByHand: service.chosen !== undefined,
    }
  })
}

const isLive = ({ status }: Terms): boolean => status === 'approved'
const isSentAs = (terms: Terms, { sentAs, payer }: Service): boolean =>
  isLive(terms) && sentAs !== undefined && sentAs !== '' && terms.number === sentAs && terms.payer === payer

export type Sums = Readonly<Record<Exclude<Account, 'left'>, number>>
/** What the services of one authorization come to, counted anew. */
export function sumsOf(standings: readonly Standing[], authorization: number): Sums {
  const of = (account: Account): number =>
    standings.reduce((all, one) => all + (one.authorization === authorization && one.account === account ? one.quantity : 0), 0)
  return { reserved: of('reserved'), used: of('used'), confirmed: of('confirmed') }
}

/** What is held by a subject: nothing, or a quantity of one authorization in one account. */
export type Holding = { readonly authorization: number; readonly account: Exclude<Account, 'left'>; readonly quantity: number }
export type Move = { readonly authorization: number; readonly from: Account; readonly to: Account; readonly quantity: number }

/** The movements that lead from what a subject holds to what it should hold. None when it is so already. */
export function movesTo(held: Holding | undefined, due: Holding | undefined): readonly Move[] {
  if (held && due && held.authorization === due.authorization && held.quantity === due.quantity)
    return held.account === due.account
      ? []
      : [{ authorization: due.authorization, from: held.account, to: due.account, quantity: due.quantity }]
  return [
    ...(held ? [{ authorization: held.authorization, from: held.account, to: 'left', quantity: held.quantity } as const] : []),
    ...(due ? [{ authorization: due.authorization, from: 'left', to: due.account, quantity: due.quantity } as const] : []),
  ]
}

/** What a service should hold. */
export const dueOf = ({ authorization, account, quantity }: Standing): Holding | undefined =>
  authorization === null || account === 'left' || quantity === 0 ? undefined : { authorization, account, quantity }
