import { claimStatusCategories, serviceTypes } from '../codes/index.ts'
import { shownDay } from '../../src-shared/day.ts'
import { add, NO_MONEY, sentenceMoney, subtract, type Cents } from '../../src-shared/money.ts'
import type { Torn, Unit } from './grammar/read.ts'
import type { Loop, TransactionSet } from './grammar/words.ts'
import type { Inquiry270 } from './sets/270.ts'
import type { Response271, Subscriber271 } from './sets/271.ts'
import type { Acknowledgment277, AcknowledgedClaim } from './sets/277ca.ts'
import type { Remittance835, ClaimPayment835 } from './sets/835.ts'
import type { Claim837, Subscriber837 } from './sets/837p.ts'
import type { Acknowledgment999 } from './sets/999.ts'

/*
 * What a transaction is about, in one sentence without a patient in it. The units of a long file pass by; only counts and sums are kept of them.
 */

/** Gathers one transaction and says what it is about. */
export type Summary = { take(unit: Unit): void; words(value: Readonly<Record<string, unknown>>): string }

/** A summary of a set; of one that has none of its own, how many of its units there are. */
export function summaryOf(set: TransactionSet): Summary {
  return (MAKERS[set.name] ?? (() => counted(set)))()
}

type Value = Readonly<Record<string, unknown>>
const MAKERS: Readonly<Record<string, () => Summary>> = {
  '837P': claims,
  '835': payment,
  '270': inquiry,
  '271': response,
  '276': statusRequest,
  '277': statuses,
  '277CA': acknowledgment,
  '278 request': authorizations,
  '278 response': decisions,
  '999': syntax,
  '997': syntax,
}

const plural = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`

/** Words with how often each was met, the most frequent first: `3 paid, 1 reversed`. */
class Tally {
  readonly #counts = new Map<string, number>()
  count(words: string): void {
    this.#counts.set(words, (this.#counts.get(words) ?? 0) + 1)
  }
  get size(): number {
    return this.#counts.size
  }
  words(): string {
    return [...this.#counts]
      .sort(([, a], [, b]) => b - a)
      .map(([words, count]) => `${count.toLocaleString('en-US')} ${words}`)
      .join(', ')
  }
  all(): string {
    return [...this.#counts.keys()].join(', ')
  }
  names(): string {
    const all = [...this.#counts.keys()]
    return all.length <= 2 ? all.join(' and ') : `${all[0]} and ${all.length - 1} others`
  }
}

/** Every value of a loop or segment by the name of its slot, wherever it is below a value. */
function* named(value: unknown, name: string): Generator<Value> {
  if (typeof value !== 'object' || value === null) return
  for (const [own, part] of Object.entries(value)) {
    if (own === name) yield* (Array.isArray(part) ? part : [part]) as Value[]
    else if (typeof part === 'object') for (const one of Array.isArray(part) ? (part as unknown[]) : [part]) yield* named(one, name)
  }
}

const aroundOf = <T>(unit: Unit, loopId: string): Torn<T> => (unit.around.find((one) => one.loop.id === loopId)?.value ?? {}) as Torn<T>

const counted = ({ units, title }: TransactionSet): Summary => {
  let count = 0
  const last: Loop | undefined = units.at(-1)
  return {
    take: () => void count++,
    words: () => `${title}: ${plural(count, last?.title.toLowerCase() ?? 'part')}.`,
  }
}

function claims(): Summary {
  const [payers, kinds] = [new Tally(), new Tally()]
  let [count, lines] = [0, 0]
  let charge: Cents = NO_MONEY
  return {
    take(unit) {
      if (unit.loop.id !== '2300') return
      const claim = unit.value as Torn<Claim837>
      const { payer, subscriber } = aroundOf<Subscriber837>(unit, '2000B')
      count++
      lines += claim.lines?.length ?? 0
      charge = add(charge, (claim.claim?.charge ?? NO_MONEY) as Cents)
      payers.count(payer?.name?.name ?? 'a payer without a name')
      const frequency = claim.claim?.place?.frequency
      if (frequency === '7') kinds.count('replacing')
      if (frequency === '8') kinds.count('voiding')
      if (subscriber?.order !== undefined && subscriber.order !== 'P') kinds.count('to a payer that is not the first')
    },
    words: () =>
      count === 0
        ? 'It holds no claim.'
        : `${plural(count, 'claim')} of ${sentenceMoney(charge)} with ${plural(lines, 'line')} to ${payers.names()}${kinds.size > 0 ? `; ${kinds.words()}` : ''}.`,
  }
}

const METHODS: Readonly<Record<string, string>> = {
  ACH: 'by transfer',
  CHK: 'by check',
  NON: 'without money',
  FWT: 'by wire',
  BOP: 'as the bank chooses',
}

function payment(): Summary {
  const kinds = new Tally()
  let count = 0
  let paid: Cents = NO_MONEY
  return {
    take(unit) {
      if (unit.loop.id !== '2100') return
      const { claim } = unit.value as Torn<ClaimPayment835>
      count++
      const own = (claim?.paid ?? NO_MONEY) as Cents
      paid = add(paid, own)
      const { status } = claim ?? {}
      kinds.count(
        status === '22'
          ? 'reversed'
          : own > 0
            ? 'paid'
            : status === '4'
              ? 'denied'
              : ['19', '20', '21', '23'].includes(status ?? '')
                ? 'forwarded unpaid'
                : 'unpaid',
      )
    },
    words(value) {
      const { payment: own, payer, payee } = value as Torn<Remittance835>
      const amount = (own?.amount ?? NO_MONEY) as Cents
      const taken = subtract(paid, amount)
      const on = own?.day === undefined ? '' : ` of ${shownDay(own.day)}`
      const provider =
        taken === NO_MONEY
          ? ''
          : `; provider adjustments ${taken > 0 ? 'take' : 'add'} ${sentenceMoney(taken > 0 ? taken : subtract(NO_MONEY, taken))}`
      return `Payment of ${sentenceMoney(amount)} ${METHODS[own?.method ?? ''] ?? ''}${on} from ${payer?.name?.name ?? 'a payer without a name'} to ${payee?.name?.name ?? 'a payee without a name'} for ${plural(count, 'claim')}${count > 0 ? ` (${kinds.words()})` : ''}${provider}.`.replace(
        '  ',
        ' ',
      )
    },
  }
}

const payerOf = (value: Torn<Inquiry270> | Torn<Response271>): string => value.sources?.[0]?.payer?.name?.name ?? 'a payer without a name'

function inquiry(): Summary {
  const services = new Tally()
  let people = 0
  return {
    take({ value }) {
      people += 1
      for (const one of named(value, 'inquiry'))
        for (const service of (one['services'] ?? []) as readonly string[])
          services.count((serviceTypes.find(service)?.words ?? `service ${service}`).toLowerCase())
    },
    words: (value) =>
      `Asks ${payerOf(value as Torn<Inquiry270>)} about ${plural(people, 'person', 'people')}${services.size > 0 ? `: ${services.all()}` : ''}.`,
  }
}

function response(): Summary {
  const outcomes = new Tally()
  let people = 0
  return {
    take({ value, loop, around }) {
      if (loop.id !== '2000C') return
      people++
      const isRefusedAbove = around.some((one) => hasRejections(one.value))
      const { dependents = [], ...own } = value as Torn<Subscriber271>
      const persons = dependents.length > 0 ? dependents : [own]
      for (const one of persons) {
        const benefits = one.benefits ?? []
        const says = (codes: string): boolean =>
          benefits.some((each) => codes.includes(each.benefit?.information ?? '-') && each.benefit?.information !== '')
        if (isRefusedAbove || (one.person?.rejections ?? []).length > 0) outcomes.count('refused')
        else outcomes.count(says('12345') ? 'active' : says('678') ? 'inactive' : 'without a word on coverage')
      }
    },
    words: (value) =>
      people === 0
        ? `${payerOf(value as Torn<Response271>)} answers about nobody: the question was turned down.`
        : `${payerOf(value as Torn<Response271>)} answers about ${plural(people, 'person', 'people')}: ${outcomes.words()}.`,
  }
}

/** Whether payer or provider level turned down all below. */
function hasRejections(value: Value): boolean {
  const { payer, provider } = value as { payer?: Value; provider?: Value }
  return [value, payer, provider].some((one) => one?.['rejections'] !== undefined)
}

function statusRequest(): Summary {
  let count = 0
  return {
    take: ({ loop }) => void (loop.id.startsWith('2200') && count++),
    words: () => `Asks about ${plural(count, 'claim')}.`,
  }
}

function statuses(): Summary {
  const categories = new Tally()
  let count = 0
  return {
    take({ value, loop }) {
      if (!loop.id.startsWith('2200')) return
      count++
      const [first] = (value['statuses'] ?? []) as readonly { first?: { category?: string } }[]
      categories.count(leadOf(first?.first?.category))
    },
    words: () =>
      count === 0 ? 'Answers no claim: the request was not answered.' : `Answers about ${plural(count, 'claim')}: ${categories.words()}.`,
  }
}

const leadOf = (category: string | undefined): string =>
  category === undefined ? 'without a status' : (claimStatusCategories.find(category)?.lead.toLowerCase() ?? `category ${category}`)

function acknowledgment(): Summary {
  const outcomes = new Tally()
  let count = 0
  return {
    take({ value }) {
      for (const claim of (value['claims'] ?? []) as readonly Torn<AcknowledgedClaim>[]) {
        count++
        outcomes.count((claim.statuses ?? []).some((one) => one.action === 'U') ? 'rejected' : 'accepted')
      }
    },
    words(value) {
      const source = (value as Torn<Acknowledgment277>).sources?.[0]?.name?.name ?? 'A sender without a name'
      return count === 0
        ? `${source} answers for the whole batch.`
        : `${source} answers for ${plural(count, 'claim')}: ${outcomes.words()}.`
    },
  }
}

function authorizations(): Summary {
  let [events, services] = [0, 0]
  return {
    take({ value }) {
      for (const event of named(value, 'events')) {
        events++
        services += ((event['services'] ?? []) as readonly unknown[]).length
      }
    },
    words: () => `Asks to authorize ${plural(events, 'event')} with ${plural(services, 'service')}.`,
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  A1: 'certified',
  A2: 'certified in part',
  A3: 'not certified',
  A4: 'pended',
  A6: 'modified',
  C: 'cancelled',
  CT: 'to be called about',
  NA: 'needing no authorization',
}

function decisions(): Summary {
  const outcomes = new Tally()
  let events = 0
  return {
    take({ value }) {
      for (const event of named(value, 'events')) {
        events++
        const decision = event['decision'] as { action?: string } | undefined
        outcomes.count(
          decision?.action === undefined ? 'decided service by service or turned down' : (ACTIONS[decision.action] ?? decision.action),
        )
      }
    },
    words: () => (events === 0 ? 'The request was turned down.' : `Decides on ${plural(events, 'event')}: ${outcomes.words()}.`),
  }
}

const GROUPS: Readonly<Record<string, string>> = { A: 'accepted', E: 'accepted with errors', P: 'accepted in part', R: 'rejected' }

function syntax(): Summary {
  const sets = new Tally()
  return {
    take({ value }) {
      const { status } = (value as Torn<NonNullable<Acknowledgment999['answers']>[number]>).status ?? {}
      sets.count(GROUPS[status ?? ''] ?? 'rejected')
    },
    words(value) {
      const { group, status } = value as Torn<Acknowledgment999>
      const outcome = GROUPS[status?.status ?? ''] ?? 'rejected'
      return `Answers group ${group?.control ?? ''} (${group?.functional ?? ''}): ${outcome}${sets.size > 0 ? `; transactions: ${sets.words()}` : ''}.`
    },
  }
}
