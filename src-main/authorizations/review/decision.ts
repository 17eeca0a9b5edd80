import type { Day } from '../../../src-shared/day.ts'
import { partsIn, type Unit } from '../../../src-shared/quantity.ts'
import { rejectionWords } from '../../eligibility/index.ts'
import type { Event278, Period, Response278, Service278 } from '../../x12/index.ts'

/*
 * What a payer decided on a request, from its 278 alone. Source: 005010X217, HCR in 2000E and 2000F; the decision on a service goes before that on the event.
 */

/** `certified` as asked; `modified` in part or otherwise; `contact`: the payer wants a call; `rejected`: the request could not be taken (AAA). */
export type Outcome = 'asked' | 'certified' | 'modified' | 'denied' | 'pended' | 'contact' | 'not-needed' | 'cancelled' | 'rejected'

export type Decision = {
  readonly outcome: Exclude<Outcome, 'asked'>
  readonly number: string | null
  /** The payer's own number of the review. */
  readonly reference: string | null
  readonly starts: Day | null
  readonly ends: Day | null
  readonly unit: Unit | null
  /** Parts of the unit. */
  readonly amount: number | null
  /** HCR03, each code once. */
  readonly reasons: readonly string[]
  /** What was turned down, and messages. */
  readonly words: readonly string[]
  readonly contact: string
}

/** One decision: the person it is of, the event, and what was turned down above it. */
export type Answered = {
  readonly subscriber: Subscriber
  readonly dependent?: NonNullable<Subscriber['dependents']>[number]
  /** None where the person was turned down. */
  readonly event?: Event278
  readonly span: readonly [from: number, to: number]
}
type Subscriber = NonNullable<NonNullable<Response278['reviewers'][number]['requesters']>[number]['subscribers']>[number]
type Rejection = { readonly reason?: string; readonly followUp?: string; readonly at?: number }
type Contact = NonNullable<Event278['contact']>['contact']

/** Everything a response decides on, in its order. A damaged file may lack what the guide requires. */
export function decidedIn(response: Response278): Answered[] {
  const subscribers = (response.reviewers ?? []).flatMap((one) => (one.requesters ?? []).flatMap((asker) => asker.subscribers ?? []))
  return subscribers.flatMap((subscriber): Answered[] => {
    const dependents = subscriber.dependents ?? []
    const of = [
      ...(subscriber.events ?? []).map((event) => ({ subscriber, event, span: event.span ?? [0, 0] }) as const),
      ...dependents.flatMap((dependent) => {
        const events = dependent.events ?? []
        const whole = { subscriber, dependent, span: dependent.span ?? [0, 0] } as const
        return events.length === 0 ? [whole] : events.map((event) => ({ ...whole, event, span: event.span ?? [0, 0] }) as const)
      }),
    ]
    return of.length > 0 ? of : [{ subscriber, span: subscriber.span ?? [0, 0] }]
  })
}

/** What was turned down above every person: the payer's system, the payer, the practice. */
export const rejectedAbove = (response: Response278): Rejection[] =>
  (response.reviewers ?? []).flatMap((one) => [
    ...(one.rejections ?? []),
    ...(one.reviewer?.rejections ?? []),
    ...(one.requesters ?? []).flatMap((asker) => asker.requester?.rejections ?? []),
  ])

/** The decision on an event; undefined where nothing is decided. @param about whom to call, when the answer names nobody closer */
export function decisionOf({ subscriber, dependent, event }: Answered, about?: Contact): Decision | undefined {
  const services = event?.services ?? []
  const turnedDown = [
    ...(subscriber.person?.rejections ?? []),
    ...(dependent?.person?.rejections ?? []),
    ...(event?.rejections ?? []),
    ...(event?.providers ?? []).flatMap((one) => one.rejections ?? []),
    ...services.flatMap((one) => [...(one.rejections ?? []), ...(one.providers ?? []).flatMap((own) => own.rejections ?? [])]),
  ]
  const outcome = outcomeOf(event, services)
  if (outcome === undefined) return turnedDown.length === 0 ? undefined : refusal(turnedDown, about)
  const granted = services.filter((one) => isGranted(actionOf(one, event)))
  const decisions = [event?.decision, ...services.map((one) => one.decision)].filter((one) => one !== undefined)
  const numbers = [...granted.map((one) => one.decision), event?.decision, ...decisions].map((one) => one?.number)
  const contact = event?.contact?.contact ?? services.find((one) => one.contact)?.contact?.contact ?? about
  return {
    outcome,
    number: isGrantedOutcome(outcome) ? (numbers.find(Boolean) ?? null) : null,
    reference:
      [event?.administrative, ...services.map((one) => one.administrative)].find(Boolean)?.value ??
      (isGrantedOutcome(outcome) ? null : (numbers.find(Boolean) ?? null)),
    ...(isGrantedOutcome(outcome) ? { ...daysOf(event, granted), ...amountOf(event, granted) } : NOTHING),
    reasons: [...new Set(decisions.flatMap((one) => one.reasons ?? []))],
    words: [...turnedDown.map(rejectionWords), ...messagesOf(event, services)],
    contact: contactWords(contact),
  }
}

/** The decision when everything was turned down. */
export const refusal = (rejections: readonly Rejection[], about?: Contact): Decision => ({
  outcome: 'rejected',
  number: null,
  reference: null,
  ...NOTHING,
  reasons: [],
  words: [...new Set(rejections.map(rejectionWords))],
  contact: contactWords(about),
})

const NOTHING = { starts: null, ends: null, unit: null, amount: null }
const GRANTED: readonly (string | undefined)[] = ['A1', 'A2', 'A6']
const isGranted = (action: string | undefined): boolean => GRANTED.includes(action)
/** Whether a payer agreed to something. */
export const isGrantedOutcome = (outcome: Outcome): outcome is 'certified' | 'modified' => outcome === 'certified' || outcome === 'modified'

const actionOf = (service: Service278, event: Event278 | undefined): string | undefined =>
  service.decision?.action ?? ((service.rejections ?? []).length > 0 ? undefined : event?.decision?.action)

/** What the actions come to where nothing was granted: what is still open goes before what is not. */
const UNGRANTED = [
  ['A4', 'pended'],
  ['CT', 'contact'],
  ['A3', 'denied'],
  ['C', 'cancelled'],
  ['NA', 'not-needed'],
] as const

function outcomeOf(event: Event278 | undefined, services: readonly Service278[]): Decision['outcome'] | undefined {
  const own = services.map((one) => actionOf(one, event))
  const actions = own.some((one) => one !== undefined) ? own : [event?.decision?.action]
  if (actions.some(isGranted)) return actions.every((one) => one === 'A1') ? 'certified' : 'modified'
  return UNGRANTED.find(([action]) => actions.includes(action))?.[1]
}

/** From the first day of what was granted to the last. */
function daysOf(event: Event278 | undefined, granted: readonly Service278[]): { starts: Day | null; ends: Day | null } {
  type Dated = Pick<Service278, 'effective' | 'day' | 'expires'>
  const first = (one: Dated): Day | undefined => one.effective?.when.from ?? one.day?.when.from
  const last = (one: Dated): Day | undefined => one.expires?.when.from ?? endOf(one.effective?.when) ?? endOf(one.day?.when)
  const spans: readonly Dated[] = granted
  const whole = event && { effective: event.effective, expires: event.expires, day: event.service ?? event.day }
  const fallback = whole as Dated | undefined
  const begins = spans.map(first).filter((one) => one !== undefined)
  const closes = spans.map(last).filter((one) => one !== undefined)
  return {
    starts: begins.toSorted()[0] ?? (fallback && first(fallback)) ?? null,
    ends: closes.toSorted().at(-1) ?? (fallback && last(fallback)) ?? null,
  }
}
const endOf = (when: Period | undefined): Day | undefined => when?.to

type Amount = { readonly unit: Unit | null; readonly amount: number | null }
/** HSD01: visits, days, hours, units. */
const KINDS: Readonly<Record<string, Unit>> = { VS: 'visit', DY: 'day', HS: 'hour', HR: 'hour', FL: 'unit', UN: 'unit' }

/**
 * How much was granted: of the services, each of which must say so, else of the event. A rhythm alone, once a week for three months, is no number of visits,
 * and is not made one. Units of a service (SV103 UN) are in whatever it was asked in: `unit` is null then.
 */
function amountOf(event: Event278 | undefined, granted: readonly Service278[]): Amount {
  const each = granted.map(countedIn)
  const [first] = each
  if (first && each.every((one) => one !== undefined && one.unit === first.unit))
    return whole(
      first.unit,
      each.reduce((all, one) => all + (one?.quantity ?? 0), 0),
    )
  const own = event && deliveryIn(event.delivery)
  return own ? whole(own.unit, own.quantity) : { unit: null, amount: null }
}

type Counted = { readonly unit: Unit | null; readonly quantity: number }
function countedIn({ professional, delivery }: Service278): Counted | undefined {
  const { unit, quantity } = professional ?? {}
  if (quantity !== undefined && unit === 'MJ') return { unit: 'hour', quantity: quantity / 60 }
  return quantity === undefined ? deliveryIn(delivery) : { unit: null, quantity }
}
function deliveryIn(delivery: Event278['delivery']): Counted | undefined {
  const { kind, quantity, per } = delivery ?? {}
  const unit = kind === undefined ? undefined : KINDS[kind]
  return unit === undefined || quantity === undefined || per !== undefined ? undefined : { unit, quantity }
}
/** As many as may be entered by hand. */
const MOST = 10_000
/** Parts of a unit; a part of a part is not stated. */
function whole(unit: Unit | null, quantity: number): Amount {
  const amount = quantity * (unit === null ? 1 : partsIn(unit))
  return Math.floor(amount) === amount && amount >= 1 && quantity <= MOST ? { unit, amount } : { unit: null, amount: null }
}

const messagesOf = (event: Event278 | undefined, services: readonly Service278[]): string[] =>
  [event?.message, ...services.map((one) => one.message)].flatMap((one) => (one?.text === undefined ? [] : [one.text]))

const CHANNELS = { TE: 'telephone', FX: 'fax', EM: 'e-mail', EX: 'extension', UR: 'web' } as const
function contactWords(contact: Contact): string {
  const numbers = (contact?.numbers ?? []).flatMap(({ kind, number }) => (kind && number ? [`${CHANNELS[kind]} ${spoken(number)}`] : []))
  return [contact?.name, ...numbers].filter(Boolean).join(', ')
}
const spoken = (number: string): string => number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3')
