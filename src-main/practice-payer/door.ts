import { sum } from '../../src-shared/money.ts'
import { diagnosis } from '../codes/index.ts'
import { addsUp, decidedBefore } from './cob.ts'
import type { Facts, Stated } from './facts.ts'
import type { Decision } from './plans.ts'
import { firstDay, type Held } from './state.ts'

/*
 * Why a claim is turned back before anybody decides on it, each with the status that the 277CA gives. The first rule that applies is told.
 * Source: 005010X214, lists 507 and 508.
 */

export type DoorRule = Stated & { readonly applies: (facts: Facts) => boolean; readonly gives: NonNullable<Decision['refused']> }

const birthOf = ({ place }: Facts) => place.subscriber.name.birth?.born.from
const frequencyOf = ({ place }: Facts): string => place.claim.claim.place.frequency
const isBeingTakenBack = ({ decision }: Held, earlier: readonly Held[]): boolean =>
  earlier.some(({ is, replaces }) => (is === 'void' || is === 'waiting') && replaces === decision.payerControl)
const takesBack = (facts: Facts): boolean => ['7', '8'].includes(frequencyOf(facts))

export const DOOR_RULES: readonly DoorRule[] = [
  {
    id: 'door.payer',
    says: 'The claim names another payer.',
    applies: ({ place, terms }) => place.subscriber.payer.name.id !== terms.id,
    gives: { category: 'A3', status: '116' },
  },
  {
    id: 'door.billing',
    says: 'The billing provider is not enrolled.',
    applies: ({ place, terms }) => terms.providers !== undefined && !terms.providers.includes(place.billing.provider.name.id ?? ''),
    gives: { category: 'A7', status: '562', entity: '85' },
  },
  {
    id: 'door.rendering',
    says: 'The rendering provider is not enrolled.',
    applies: ({ place, terms }) => {
      const id = place.claim.rendering?.name.id
      return terms.providers !== undefined && id !== undefined && !terms.providers.includes(id)
    },
    gives: { category: 'A7', status: '562', entity: '82' },
  },
  {
    id: 'door.member',
    says: 'No member has this number.',
    applies: ({ member }) => member === undefined,
    gives: { category: 'A3', status: '33', entity: 'IL' },
  },
  {
    id: 'door.name',
    says: 'The member of this number has another last name.',
    applies: ({ member, place }) =>
      member?.last !== undefined && member.last.toUpperCase() !== place.subscriber.name.name.name.toUpperCase(),
    gives: { category: 'A7', status: '164', entity: 'IL' },
  },
  {
    id: 'door.birth',
    says: 'The member of this number was born on another day.',
    applies: (facts) => facts.member?.born !== undefined && birthOf(facts) !== undefined && birthOf(facts) !== facts.member.born,
    gives: { category: 'A7', status: '158', entity: 'IL' },
  },
  {
    id: 'door.again',
    says: 'A claim of this number was taken before.',
    applies: ({ place, earlier }) =>
      earlier.some(({ is, decision }) => is !== 'rejected' && decision.place.claim.claim.control === place.claim.claim.control),
    gives: { category: 'A3', status: '746' },
  },
  {
    id: 'door.original-unknown',
    says: 'The claim to be replaced or voided is not known.',
    applies: (facts) => takesBack(facts) && facts.original === undefined,
    gives: { category: 'A7', status: '464' },
  },
  {
    id: 'door.original-open',
    says: 'The claim to be replaced or voided is not paid yet, or is taken back already.',
    applies: (facts) => takesBack(facts) && (facts.original?.is !== 'paid' || isBeingTakenBack(facts.original, facts.earlier)),
    gives: { category: 'A3', status: '535' },
  },
  {
    id: 'door.sum',
    says: 'The lines do not add up to the charge of the claim.',
    applies: ({ place }) => sum(place.claim.lines.map(({ service }) => service.charge)) !== place.claim.claim.charge,
    gives: { category: 'A7', status: '178' },
  },
  {
    id: 'door.diagnosis',
    says: 'The first diagnosis is a header, or is not in force on the day of service.',
    applies: ({ place }) => {
      const [first] = place.claim.diagnoses.codes
      return first !== undefined && ['header', 'not-yet', 'ended'].includes(diagnosis(first.code, firstDay(place)).is)
    },
    gives: { category: 'A7', status: '254' },
  },
  {
    id: 'door.future',
    says: 'A day of service is after the day of receipt.',
    applies: ({ place, receivedOn }) => place.claim.lines.some(({ day }) => (day.when.to ?? day.when.from) > receivedOn),
    gives: { category: 'A7', status: '187' },
  },
  {
    id: 'door.before-us',
    says: 'The claim is not for the first payer and does not say what the payer before decided.',
    applies: ({ place }) => place.subscriber.subscriber.order !== 'P' && decidedBefore(place.claim).length === 0,
    gives: { category: 'A6', status: '286' },
  },
  {
    id: 'door.balance',
    says: 'What a payer before decided does not add up to the charge.',
    applies: ({ place }) => (place.claim.otherPayers ?? []).some((other) => !addsUp(other, place.claim)),
    gives: { category: 'A7', status: '400' },
  },
]
