import {
  benefitInformation,
  coverageLevels,
  entities,
  quantityQualifiers,
  refusalFollowUps,
  requestRefusals,
  serviceTypes,
  timePeriods,
  unknownWords,
  wordsOf,
} from '../codes/index.ts'
import { sentenceMoney } from '../../src-shared/money.ts'
import type { Benefit271 } from '../x12/index.ts'

type Party = NonNullable<Benefit271['related']>['parties'][number]['name']

/* Benefit rows and refusals as a person would say them. */

const NETWORK = { Y: 'in network', N: 'out of network', W: 'in and out of network', U: 'network not said' } as const
const AUTHORIZATION = { Y: 'authorization needed', N: 'no authorization needed', U: 'authorization not said' } as const
/** Some answers name sixty service types in one row. */
const MOST_SERVICES = 4

/** `Copay: Individual, Mental health, $25.00, Visit, in network` */
export function benefitWords(eb: Benefit271['benefit']): string {
  const services = [...(eb.services ?? [])].sort((one, other) => weightOf(one) - weightOf(other))
  const more = services.length - MOST_SERVICES
  const facts = [
    ...(eb.level === undefined ? [] : [wordsOf(coverageLevels, eb.level)]),
    ...services.slice(0, MOST_SERVICES).map((code) => wordsOf(serviceTypes, code)),
    ...(more > 0 ? [`${more} more`] : []),
    ...(eb.plan === undefined ? [] : [eb.plan]),
    ...(eb.amount === undefined ? [] : [sentenceMoney(eb.amount)]),
    ...(eb.percent === undefined ? [] : [`${Math.round(eb.percent * 10_000) / 100} %`]),
    ...(eb.quantity === undefined ? [] : [`${eb.quantity} ${wordsOf(quantityQualifiers, eb.quantityKind ?? '')}`]),
    ...(eb.period === undefined ? [] : [wordsOf(timePeriods, eb.period)]),
    ...(eb.authorization === undefined ? [] : [AUTHORIZATION[eb.authorization]]),
    ...(eb.inNetwork === undefined ? [] : [NETWORK[eb.inNetwork]]),
  ]
  return [wordsOf(benefitInformation, eb.information), facts.join(', ')].filter(Boolean).join(': ')
}

/** What speaks of therapy comes first. */
const weightOf = (service: string): number => serviceTypes.find(service)?.therapyPick ?? serviceTypes.rows.length

/** `Vendor: HARBORLINE BEHAVIORAL, HBH01` */
export function partyWords(party: Party): string {
  const who = wordsOf(entities, party.entity)
  return [`${who.charAt(0).toUpperCase()}${who.slice(1)}: ${[party.first, party.name].filter(Boolean).join(' ')}`, party.id]
    .filter(Boolean)
    .join(', ')
}

type Person = { readonly name?: { readonly first?: string; readonly name?: string; readonly id?: string; readonly at?: number } }

/** `Subscriber: MARISOL QUINTERO, NL8820417`, by its segment. A damaged segment may lack any of it. */
export function personWords(who: string, person: Person | undefined): [segment: number, words: string][] {
  const name = person?.name
  if (name?.at === undefined) return []
  const called = [name.first, name.name].filter(Boolean).join(' ')
  return [[name.at, `${who}: ${[called, name.id].filter(Boolean).join(', ') || 'not named'}`]]
}

/** Why a question was turned down, and what to do, by AAA03. */
export function refusalWords(code: string): { readonly code: string; readonly words: string; readonly action: string } {
  const row = requestRefusals.find(code)
  return { code, words: row?.words ?? unknownWords(code), action: sentence(row?.nextAction ?? ACTION_BY_FIX[row?.fix ?? 'other']) }
}

/** `Subscriber not found. Correct and send again.` */
export const rejectionWords = (rejection: { readonly reason?: string; readonly followUp?: string }): string =>
  [
    ...(rejection.reason === undefined ? ['Turned down'] : [refusalWords(rejection.reason).words]),
    ...(rejection.followUp === undefined ? [] : [wordsOf(refusalFollowUps, rejection.followUp)]),
  ]
    .map(sentence)
    .join(' ')

const ACTION_BY_FIX = {
  patient: 'correct the patient’s data, then ask again',
  provider: 'correct the provider’s data, then ask again',
  date: 'correct the date, then ask again',
  connection: 'check payer number and enrollment',
  setup: 'check the setup',
  retry: 'ask again later',
  network: 'mark the network',
  other: 'ask the payer',
} as const

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
