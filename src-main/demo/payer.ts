import type { Day } from '../../src-shared/day.ts'
import { add, negate, NO_MONEY, subtract, sum, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { reviewOf, type Deciding } from './reviewer.ts'
import {
  authorizationRequest,
  authorizationResponse,
  claimAcknowledgment,
  claimsOf,
  eligibilityInquiry,
  eligibilityResponse,
  implementationAcknowledgment,
  readFile,
  readSet,
  remittance,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  professional,
  type Acknowledgment277,
  type Acknowledgment999,
  type ClaimInPlace,
  type ClaimPayment835,
  type Described,
  type Inquiry270,
  type Professional,
  type RawSet,
  type Remittance835,
  type Request278,
  type Response271,
} from '../x12/index.ts'

/*
 * The practice payer: it reads what Parity sends and answers as payers do, for the sample practice, for training and for tests. It knows of Parity
 * nothing but the descriptions of the transactions; what it decides about a claim is a rule anyone can read.
 */

/** What a payer knows of one of its members. */
export type Plan = {
  readonly name: string
  readonly isActive: boolean
  readonly begins: Day
  readonly ends?: Day
  readonly copay?: Cents
  /** Hundredths of a percent. */
  readonly coinsurance?: number
  readonly deductible?: Cents
  readonly deductibleLeft?: Cents
  readonly outOfPocket?: Cents
  readonly outOfPocketLeft?: Cents
  readonly visits?: number
  readonly visitsLeft?: number
  readonly authorization?: 'Y' | 'N'
  /** To a question for the plan it says nothing of what mental health costs; one must ask for that by name. */
  readonly isTerse?: boolean
  /** Mental health is with somebody else. */
  readonly administrator?: { readonly name: string; readonly id: string }
}

export type LineDecision = {
  readonly allowed: Cents
  readonly paid: Cents
  readonly adjustments: readonly { readonly group: 'CO' | 'PR' | 'OA' | 'PI'; readonly reason: string; readonly amount: Cents }[]
  readonly remarks?: readonly string[]
}
export type Decision = {
  readonly place: ClaimInPlace
  readonly payerControl: string
  /** Turned back at the door with this status code; never decided. */
  readonly refused?: { readonly category: 'A3' | 'A6' | 'A7' | 'A8'; readonly status: string; readonly entity?: string }
  readonly lines: readonly LineDecision[]
}

export type PayerName = { readonly name: string; readonly id: string; readonly taxNumber: string }
export type Moment = { readonly day: Day; readonly time: string }

const text = <T>(set: Described<T>, value: T, payer: PayerName, to: string, control: number, at: Moment): Uint8Array => {
  const writing = writeSet(set, value, '0001', USUAL)
  if (!writing.ok)
    throw new Error(`The practice payer cannot write ${set.id}: ${writing.problems.map((one) => `${one.path} ${one.why}`).join('; ')}`)
  const written = writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: payer.id,
      receiverQualifier: 'ZZ',
      receiver: to,
      day: at.day,
      time: at.time,
      interchangeControl: control,
      groupControl: control,
      functional: set.functional,
      guide: set.guide,
      usage: 'P',
    },
    [writing.written.segments],
  )
  return Buffer.from(written, 'latin1')
}

/** The one set of a file that Parity wrote. */
function setOf(bytes: Uint8Array): RawSet {
  return must('a file of Parity has one transaction set', setsOf(readFile(bytes))[0])
}

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
  const submitter = sent.submitter.name
  const providers = new Map<string, { name: ClaimInPlace['billing']['provider']['name']; decisions: Decision[] }>()
  for (const decision of decisions) {
    const { name } = decision.place.billing.provider
    const known = providers.get(name.id ?? '') ?? { name, decisions: [] }
    known.decisions.push(decision)
    providers.set(name.id ?? '', known)
  }
  const value: Acknowledgment277 = {
    beginning: { purpose: '08', reference: `CA${control}`, day: at.day, time: at.time, kind: 'TH' },
    sources: [
      {
        level: {},
        name: { entity: 'PR', kind: '2', name: payer.name.toUpperCase(), idQualifier: 'PI', id: payer.id },
        receipt: { trace: { trace: `T${control}` }, received: { when: { from: at.day } }, processed: { when: { from: at.day } } },
        receivers: [
          {
            level: {},
            name: { kind: '2', name: submitter.name, idQualifier: '46', id: submitter.id },
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
            },
            providers: [...providers.values()].map((provider) => ({
              level: {},
              name: {
                kind: provider.name.kind,
                name: provider.name.name,
                ...(provider.name.first && { first: provider.name.first }),
                idQualifier: 'XX',
                id: provider.name.id ?? '',
              },
              patients: provider.decisions.map((decision) => acknowledged(decision, at.day)),
            })),
          },
        ],
      },
    ],
  }
  return text(claimAcknowledgment, value, payer, set.interchange.sender, control, at)
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
      id: place.subscriber.name.name.id ?? '',
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

export type Payment = {
  readonly trace: string
  readonly day: Day
  readonly method: 'ACH' | 'CHK'
  /** PLB: positive takes from the payment. */
  readonly provider?: readonly { readonly code: string; readonly reference: string; readonly amount: Cents }[]
  /** Taken back first, then decided again. */
  readonly reversals?: readonly { readonly first: Decision; readonly now: Decision }[]
}

/** An 835 that pays decisions as they were made. It balances at line, claim and payment. */
export function payClaims(
  decisions: readonly Decision[],
  payment: Payment,
  payer: PayerName,
  to: { readonly name: string; readonly npi: string; readonly taxId: string; readonly submitter: string },
  control: number,
  at: Moment,
): Uint8Array {
  const reversed = (payment.reversals ?? []).flatMap(({ first, now }) => [
    claimPayment(first, true),
    claimPayment(now, false, first.payerControl),
  ])
  const claims = [...decisions.map((one) => claimPayment(one, false)), ...reversed]
  const provider = payment.provider ?? []
  const amount = subtract(sum(claims.map((one) => one.claim.paid)), ...provider.map((one) => one.amount))
  const value: Remittance835 = {
    payment: {
      handling: amount === NO_MONEY ? 'H' : 'I',
      amount: amount < 0 ? NO_MONEY : amount,
      creditOrDebit: 'C',
      method: amount === NO_MONEY ? 'NON' : payment.method,
      ...(amount !== NO_MONEY &&
        payment.method === 'ACH' && {
          format: 'CCP',
          payerBankKind: '01',
          payerBank: '999999992',
          payerAccountKind: 'DA',
          payerAccount: '123456',
          payeeBankKind: '01',
          payeeBank: '999988880',
          payeeAccountKind: 'DA',
          payeeAccount: '98765',
        }),
      originator: `1${payer.taxNumber}`,
      day: payment.day,
    },
    trace: { trace: payment.trace, originator: `1${payer.taxNumber}` },
    produced: { day: at.day },
    payer: {
      name: { name: payer.name.toUpperCase(), idQualifier: 'XV', id: payer.id },
      street: { line1: '1 PAYER PLAZA' },
      city: { city: 'COLUMBUS', state: 'OH', zip: '432150000' },
      ids: [{ qualifier: '2U', value: payer.id }],
      technical: [{ name: 'EDI SUPPORT', numbers: [{ kind: 'TE', number: '5555550198' }] }],
    },
    payee: { name: { name: to.name.toUpperCase(), idQualifier: 'XX', id: to.npi }, ids: [{ qualifier: 'TJ', value: to.taxId }] },
    ...(claims.length > 0 && { groups: [{ number: { number: 1 }, claims }] }),
    ...(provider.length > 0 && {
      provider: [
        {
          provider: to.npi,
          fiscalEnd: `${at.day.slice(0, 4)}-12-31` as Day,
          adjustments: provider.map((one) => ({ reason: { code: one.code, reference: one.reference }, amount: one.amount })),
        },
      ],
    }),
  }
  return text(remittance, value, payer, to.submitter, control, at)
}

function claimPayment(decision: Decision, isReversal: boolean, correctionOf?: string): ClaimPayment835 {
  const { place, payerControl } = decision
  const sign = (amount: Cents): Cents => (isReversal ? negate(amount) : amount)
  const { claim } = place.claim
  const person = (place.patient?.name ?? place.subscriber.name).name
  const patientOwes = sum(decision.lines.flatMap((line) => line.adjustments.filter((one) => one.group === 'PR').map((one) => one.amount)))
  const order = place.subscriber.subscriber.order === 'P' ? '1' : '2'
  return {
    claim: {
      control: claim.control,
      status: isReversal ? '22' : order,
      charge: sign(claim.charge),
      paid: sign(add(...decision.lines.map((line) => line.paid))),
      ...(patientOwes > 0 && !isReversal && { patientOwes }),
      filing: filingOf(place.subscriber.subscriber.filing),
      payerControl,
      facility: claim.place.code,
      frequency: claim.place.frequency,
    },
    patient: {
      kind: '1',
      name: person.name,
      ...(person.first && { first: person.first }),
      idQualifier: 'MI',
      id: place.subscriber.name.name.id ?? '',
    },
    ...(correctionOf !== undefined && { ids: [{ qualifier: 'F8' as const, value: correctionOf }] }),
    lines: place.claim.lines.map((line, n) => {
      const own = must('every line was decided', decision.lines[n])
      const groups = [...new Set(own.adjustments.map((one) => one.group))]
      const { code, modifiers } = line.service.procedure
      return {
        service: {
          procedure: { kind: 'HC' as const, code, ...(modifiers && { modifiers }) },
          charge: sign(line.service.charge),
          paid: sign(own.paid),
          units: line.service.quantity,
        },
        days: [{ qualifier: '472' as const, day: line.day.when.from }],
        adjustments: groups.map((group) => ({
          group,
          adjustments: own.adjustments
            .filter((one) => one.group === group)
            .map((one) => ({ reason: one.reason, amount: sign(one.amount) })),
        })),
        ...(line.control && { control: { value: line.control.value } }),
        ...(!isReversal && own.allowed > 0 && { amounts: [{ qualifier: 'B6' as const, amount: own.allowed }] }),
        ...(own.remarks && { remarks: own.remarks.map((remark) => ({ list: 'HE' as const, code: remark })) }),
      }
    }),
  }
}

/** CLP06 has no CI and no BL: payers answer with what they are. */
const filingOf = (filing: string | undefined): ClaimPayment835['claim']['filing'] =>
  filing === 'MB' || filing === 'MC' || filing === '16' || filing === 'HM' ? filing : filing === 'CH' ? 'CH' : '12'

/** A 278 that decides on the request of another. */
export function answerReview(bytes: Uint8Array, deciding: Deciding, payer: PayerName, control: number, at: Moment): Uint8Array {
  const set = setOf(bytes)
  const asked = readSet(authorizationRequest, set).value as Request278
  const value = { ...reviewOf(asked, deciding) }
  return text(authorizationResponse, value, payer, set.interchange.sender, control, at)
}

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
  type Source = NonNullable<Response271['sources']>[number]
  type Subscriber = NonNullable<NonNullable<Source['receivers']>[number]['subscribers']>[number]
  const value: Response271 = {
    beginning: { purpose: '11', ...(asked.beginning.reference && { reference: asked.beginning.reference }), day: at.day, time: at.time },
    sources: asked.sources.map((source): Source => ({
      level: {},
      payer: { name: { entity: 'PR', kind: '2', name: payer.name.toUpperCase(), idQualifier: 'PI', id: payer.id } },
      receivers: source.receivers.map((receiver) => ({
        level: {},
        provider: { name: receiver.provider.name },
        subscribers: receiver.subscribers.map((subscriber): Subscriber => {
          const memberId = subscriber.person.name.id ?? ''
          const plan = planOf(memberId)
          const dependents = subscriber.dependents ?? []
          const day = (subscriber.person.days ?? dependents[0]?.person.days ?? [])[0]?.when.from ?? at.day
          const echo = (traces: readonly { readonly trace: string; readonly originator?: string }[] | undefined) =>
            (traces ?? []).map((one) => ({ kind: '2' as const, trace: one.trace, ...(one.originator && { originator: one.originator }) }))
          const person = { name: subscriber.person.name, ...(subscriber.person.birth && { birth: subscriber.person.birth }) }
          if (!plan)
            return {
              level: {},
              traces: echo(subscriber.traces),
              person: { ...person, rejections: [{ valid: 'N', reason: '75', followUp: 'C' }] },
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
  return text(eligibilityResponse, value, payer, set.interchange.sender, control, at)
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

export const payerNumber = (payer: PayerName, day: Day, n: number): string =>
  `${payer.id.slice(0, 2)}${day.slice(2, 4)}${day.slice(5, 7)}${String(n).padStart(6, '0')}`
