import type { Day } from '../../../src-shared/day.ts'
import type { Cents } from '../../../src-shared/money.ts'
import { eligibilityInquiry, eligibilityResponse, readSet, type Inquiry270, type Response271 } from '../../x12/index.ts'
import type { Moment, PayerName, Plan } from '../plans.ts'
import { setOf, text } from './envelope.ts'

/** A 271 for every person a 270 asks about; who is not known gets AAA 75. */
export function answerEligibility(
  bytes: Uint8Array,
  planOf: (memberId: string) => Plan | undefined,
  payer: PayerName,
  control: number,
  at: Moment,
): Uint8Array {
  const set = setOf(bytes)
  const asked = readSet(eligibilityInquiry, set).value as Inquiry270
  const known = (memberId: string | undefined): Found => ({ plan: planOf(memberId ?? '') })
  return text(
    eligibilityResponse,
    benefitResponse(asked, ({ name }) => known(name.id), payer, at),
    payer,
    set.interchange.sender,
    control,
    at,
  )
}

/** The plan of somebody who is asked about, or why there is no answer (AAA03). */
export type Found = { readonly plan: Plan | undefined; readonly reason?: string }
export type AskedPerson = Inquiry270['sources'][number]['receivers'][number]['subscribers'][number]['person']

export function benefitResponse(
  asked: Inquiry270,
  find: (subscriber: AskedPerson, day: Day) => Found,
  payer: PayerName,
  at: Moment,
): Response271 {
  type Source = NonNullable<Response271['sources']>[number]
  type Subscriber = NonNullable<NonNullable<Source['receivers']>[number]['subscribers']>[number]
  return {
    beginning: { purpose: '11', ...(asked.beginning.reference && { reference: asked.beginning.reference }), day: at.day, time: at.time },
    sources: asked.sources.map((source): Source => ({
      level: {},
      payer: { name: { entity: 'PR', kind: '2', name: payer.name.toUpperCase(), idQualifier: 'PI', id: payer.id } },
      receivers: source.receivers.map((receiver) => ({
        level: {},
        provider: { name: receiver.provider.name },
        subscribers: receiver.subscribers.map((subscriber): Subscriber => {
          const dependents = subscriber.dependents ?? []
          const day = (subscriber.person.days ?? dependents[0]?.person.days ?? [])[0]?.when.from ?? at.day
          const { plan, reason = '75' } = find(subscriber.person, day)
          const echo = (traces: readonly { readonly trace: string; readonly originator?: string }[] | undefined) =>
            (traces ?? []).map((one) => ({ kind: '2' as const, trace: one.trace, ...(one.originator && { originator: one.originator }) }))
          const person = { name: subscriber.person.name, ...(subscriber.person.birth && { birth: subscriber.person.birth }) }
          if (!plan)
            return {
              level: {},
              traces: echo(subscriber.traces),
              person: { ...person, rejections: [{ valid: 'N', reason, followUp: 'C' }] },
            }
          const facts = {
            days: [
              { qualifier: '346', when: { from: plan.begins } },
              ...(plan.ends ? [{ qualifier: '347', when: { from: plan.ends } }] : []),
            ],
          }
          if (dependents.length === 0)
            return {
              level: {},
              traces: echo(subscriber.traces),
              person: { ...person, ...facts },
              benefits: benefitsOf(plan, day, servicesIn(subscriber.inquiries)),
            }
          return {
            level: {},
            traces: echo(subscriber.traces),
            person,
            dependents: dependents.map((one) => ({
              level: {},
              traces: echo(one.traces),
              person: { name: one.person.name, ...(one.person.birth && { birth: one.person.birth }), ...facts },
              benefits: benefitsOf(plan, day, servicesIn(one.inquiries)),
            })),
          }
        }),
      })),
    })),
  }
}

type Benefits = NonNullable<
  NonNullable<NonNullable<NonNullable<NonNullable<Response271['sources']>[number]['receivers']>[number]['subscribers']>[number]['benefits']>
>

type Inquiries = NonNullable<NonNullable<Inquiry270['sources'][number]['receivers'][number]['subscribers']>[number]['inquiries']>
const servicesIn = (inquiries: Inquiries | undefined): readonly string[] =>
  (inquiries ?? []).flatMap(({ inquiry }) => inquiry.services ?? [])

/** A question for the plan (30) is answered with its rows, and with those of mental health unless the plan is terse; one for a type by name with its own. */
function benefitsOf(plan: Plan, day: Day, asked: readonly string[]): Benefits {
  const inForce = plan.isActive && plan.begins <= day && (plan.ends === undefined || plan.ends >= day)
  if (!inForce) return [{ benefit: { information: '6', services: ['30'], plan: plan.name.toUpperCase() } }]
  const named = asked.filter((service) => service !== '30')
  const isPlan = asked.includes('30')
  const isMental = named.includes('MH') || (isPlan && plan.isTerse !== true)
  const others = named.filter((service) => service !== 'MH')
  return [
    ...(isPlan ? planRows(plan) : []),
    ...(named.includes('MH') && !isPlan ? [{ benefit: { information: '1', services: ['MH'] } }] : []),
    ...others.map((service) => ({ benefit: { information: '1', services: [service] } })),
    ...(isMental ? mentalRows(plan) : []),
  ]
}

const BASE = { level: 'IND' as const, inNetwork: 'Y' as const }

function planRows(plan: Plan): Benefits {
  const money = (information: string, period: string, amount: Cents | undefined) =>
    amount === undefined ? [] : [{ benefit: { information, ...BASE, services: ['30'], period, amount } }]
  return [
    { benefit: { information: '1', services: ['30'], plan: plan.name.toUpperCase() } },
    { benefit: { information: '1', services: ['1', '30', '33', '47', '48', '50', '86', '88', '98', 'AL', 'MH', 'UC'] } },
    ...money('C', '23', plan.deductible),
    ...money('C', '29', plan.deductibleLeft),
    ...money('G', '23', plan.outOfPocket),
    ...money('G', '29', plan.outOfPocketLeft),
  ]
}

function mentalRows(plan: Plan): Benefits {
  if (plan.administrator) {
    return [
      {
        benefit: { information: 'U', services: ['MH'] },
        related: {
          begin: { loop: '2120' },
          parties: [
            {
              name: { entity: 'VN', kind: '2', name: plan.administrator.name.toUpperCase(), idQualifier: 'PI', id: plan.administrator.id },
            },
          ],
          end: { loop: '2120' },
        },
      },
    ]
  }
  return [
    ...(plan.copay === undefined
      ? []
      : [
          {
            benefit: {
              information: 'B',
              ...BASE,
              services: ['MH', 'A8'],
              period: '27',
              amount: plan.copay,
              authorization: plan.authorization ?? 'N',
            },
            messages: [{ text: 'DEDUCTIBLE DOES NOT APPLY' }],
          },
        ]),
    ...(plan.coinsurance === undefined
      ? []
      : [
          {
            benefit: {
              information: 'A',
              ...BASE,
              services: ['MH'],
              percent: plan.coinsurance / 10_000,
              authorization: plan.authorization ?? 'N',
            },
          },
        ]),
    ...(plan.visits === undefined
      ? []
      : [{ benefit: { information: 'F', ...BASE, services: ['MH'], period: '23', quantityKind: 'VS', quantity: plan.visits } }]),
    ...(plan.visitsLeft === undefined
      ? []
      : [{ benefit: { information: 'F', ...BASE, services: ['MH'], period: '29', quantityKind: 'VS', quantity: plan.visitsLeft } }]),
  ]
}
