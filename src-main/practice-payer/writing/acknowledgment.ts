import type { Day } from '../../../src-shared/day.ts'
import { sum } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import {
  claimAcknowledgment,
  claimsOf,
  implementationAcknowledgment,
  professional,
  readSet,
  type Acknowledgment277,
  type Acknowledgment999,
  type ClaimInPlace,
  type Professional,
} from '../../x12/index.ts'
import type { Decision, Moment, PayerName } from '../plans.ts'
import { setOf, text } from './envelope.ts'

/** A 999 that takes a file. */
export function acceptSyntax(bytes: Uint8Array, payer: PayerName, control: number, at: Moment): Uint8Array {
  const set = setOf(bytes)
  const value: Acknowledgment999 = {
    group: { functional: set.group.functional, control: set.group.control, version: set.group.version },
    answers: [{ set: { set: set.id, control: set.control, guide: set.guide }, status: { status: 'A' } }],
    status: { status: 'A', included: 1, received: 1, accepted: 1 },
  }
  return text(implementationAcknowledgment, value, payer, set.interchange.sender, control, at)
}

/** The claims of an 837P, each as it stands in the file. */
export const readClaims = (bytes: Uint8Array): ClaimInPlace[] => claimsOf(readSet(professional, setOf(bytes)).value)

/** A 277CA: each claim accepted with the payer's number, or turned back with the reason. */
export function acknowledgeClaims(
  bytes: Uint8Array,
  decisions: readonly Decision[],
  payer: PayerName,
  control: number,
  at: Moment,
): Uint8Array {
  const set = setOf(bytes)
  const sent = readSet(professional, set).value as Professional
  return text(claimAcknowledgment, acknowledgmentOf(sent, decisions, payer, control, at), payer, set.interchange.sender, control, at)
}

/** The acknowledgment of one batch, with the number by which the payer knows it. @param isCounted whether it counts and adds up what it took and what not */
export function acknowledgmentOf(
  sent: Professional,
  decisions: readonly Decision[],
  payer: PayerName,
  control: number,
  at: Moment,
  isCounted = false,
): Acknowledgment277 {
  const submitter = sent.submitter.name
  const providers = new Map<string, ClaimInPlace['billing']['provider'] & { readonly decisions: Decision[] }>()
  for (const decision of decisions) {
    const { provider } = decision.place.billing
    const { id } = numberOf(provider)
    const known = providers.get(id) ?? { ...provider, decisions: [] }
    known.decisions.push(decision)
    providers.set(id, known)
  }
  return {
    beginning: { purpose: '08', reference: `CA${control}`, day: at.day, time: at.time, kind: 'TH' },
    sources: [
      {
        level: {},
        name: { entity: 'PR', kind: '2', name: payer.name.toUpperCase(), idQualifier: 'PI', id: payer.id },
        receipt: { trace: { trace: `T${control}` }, received: { when: { from: at.day } }, processed: { when: { from: at.day } } },
        receivers: [
          {
            level: {},
            name: {
              kind: submitter.kind,
              name: submitter.name,
              ...(submitter.first && { first: submitter.first }),
              idQualifier: '46',
              id: submitter.id,
            },
            batch: {
              trace: { trace: sent.beginning.reference ?? '' },
              statuses: [
                {
                  first: { category: 'A1', status: '19', entity: 'PR' },
                  day: at.day,
                  action: 'WQ',
                  amount: sum(decisions.map((one) => one.place.claim.claim.charge)),
                },
              ],
              ...(isCounted && countsOf(decisions)),
            },
            providers: [...providers.values()].map((provider) => ({
              level: {},
              name: {
                kind: provider.name.kind,
                name: provider.name.name,
                ...(provider.name.first && { first: provider.name.first }),
                ...numberOf(provider),
              },
              patients: provider.decisions.map((decision) => acknowledged(decision, at.day)),
            })),
          },
        ],
      },
    ],
  }
}

const numberOf = ({ name, taxId }: Pick<ClaimInPlace['billing']['provider'], 'name' | 'taxId'>) =>
  name.id === undefined ? { idQualifier: 'FI' as const, id: taxId.value } : { idQualifier: 'XX' as const, id: name.id }

function countsOf(decisions: readonly Decision[]) {
  const of = (some: readonly Decision[]) => ({
    count: { quantity: some.length },
    charges: { amount: sum(some.map((one) => one.place.claim.claim.charge)) },
  })
  const [taken, back] = [of(decisions.filter((one) => !one.refused)), of(decisions.filter((one) => one.refused))]
  return {
    ...(taken.count.quantity > 0 && { accepted: taken.count, acceptedCharges: taken.charges }),
    ...(back.count.quantity > 0 && { rejected: back.count, rejectedCharges: back.charges }),
  }
}

type AcknowledgedPatient = NonNullable<
  NonNullable<NonNullable<NonNullable<Acknowledgment277['sources']>[number]['receivers']>[number]['providers']>[number]['patients']
>[number]

function acknowledged({ place, refused, payerControl }: Decision, day: Day): AcknowledgedPatient {
  const person = (place.patient?.name ?? place.subscriber.name).name
  const { claim } = place.claim
  const status = refused ?? { category: 'A2', status: '20', entity: 'PR' }
  return {
    level: {},
    name: {
      kind: '1',
      name: person.name,
      ...(person.first && { first: person.first }),
      idQualifier: 'MI',
      id: place.subscriber.name.name.id ?? 'NOT GIVEN',
    },
    claims: [
      {
        trace: { trace: claim.control },
        statuses: [
          {
            first: { category: status.category, status: status.status, ...(status.entity && { entity: status.entity }) },
            day,
            action: refused ? 'U' : 'WQ',
            amount: claim.charge,
          },
        ],
        ...(!refused && { payerControl: { value: payerControl } }),
        day: { when: must('a claim has a line', place.claim.lines[0]).day.when },
      },
    ],
  }
}
