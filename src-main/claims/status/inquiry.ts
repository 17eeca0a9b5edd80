import type { Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import type { PayerRow } from '../../practice/index.ts'
import { plain, type StatusRequest276 } from '../../x12/index.ts'
import type { ClaimFacts } from '../facts.ts'

/* A question about claims as the value of a 276. Source: 005010X212. */

/** A claim as it is asked about. */
export type Question = {
  readonly facts: ClaimFacts
  /** CLM01 of the claim as it left last. */
  readonly control: string
  readonly trace: string
}
export type Asking = {
  /** BHT03. */
  readonly reference: string
  readonly submitter: { readonly name: string; readonly id: string }
  readonly day: Day
  readonly time: string
  readonly isByLine: boolean
}

type Provider = StatusRequest276['sources'][number]['receivers'][number]['providers'][number]
type Subscriber = Provider['subscribers'][number]
type Asked = NonNullable<Subscriber['claims']>[number]

/** Under which id a payer is asked how claims stand. */
export const statusNumber = (payer: Pick<PayerRow, 'status_id' | 'edi_id'>): string => payer.status_id ?? payer.edi_id

export const traceOf = (reference: string, n: number): string => `${reference}-${n + 1}`

/** One 276 to the payer of all the claims: a level for each billing provider, and below it one for each subscriber. */
export function inquiryOf(questions: readonly Question[], { reference, submitter, day, time, isByLine }: Asking): StatusRequest276 {
  const [first] = questions
  const payer = first?.facts.payer
  return {
    beginning: { structure: '0010', purpose: '13', reference, day, time },
    sources: [
      {
        level: {},
        name: { kind: '2', name: plain(payer?.name ?? ''), idQualifier: 'PI', id: payer ? statusNumber(payer) : '' },
        receivers: [
          {
            level: {},
            name: { kind: '2', name: plain(submitter.name), idQualifier: '46', id: submitter.id },
            providers: grouped(questions, ({ facts }) => facts.biller.id).map((own) => providerOf(own, isByLine)),
          },
        ],
      },
    ],
  } as StatusRequest276
}

function grouped(questions: readonly Question[], keyOf: (one: Question) => number): (readonly [Question, ...Question[]])[] {
  const groups = new Map<number, [Question, ...Question[]]>()
  for (const one of questions) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups.values()]
}

function providerOf(own: readonly [Question, ...Question[]], isByLine: boolean): Provider {
  const { biller } = own[0].facts
  return {
    level: {},
    names: [
      {
        kind: biller.is_person ? '1' : '2',
        name: plain(biller.name),
        ...maybe('first', biller.is_person ? biller.first : null),
        idQualifier: 'XX',
        id: biller.npi ?? '',
      },
    ],
    subscribers: grouped(own, ({ facts }) => facts.coverage.id).map((of) => subscriberOf(of, isByLine)),
  } as Provider
}

function subscriberOf(own: readonly [Question, ...Question[]], isByLine: boolean): Subscriber {
  const { coverage, patient } = own[0].facts
  const isSelf = coverage.relationship === '18'
  const claims = own.map((one) => askedOf(one, isByLine))
  const birth = birthOf(patient)
  const member = { idQualifier: 'MI', id: coverage.member_id }
  const name = { kind: '1', name: plain(patient.last), ...maybe('first', patient.first), ...maybe('middle', patient.middle) }
  if (isSelf) return { level: {}, ...(birth && { birth }), name: { ...name, ...member }, claims } as Subscriber
  return {
    level: {},
    name: {
      kind: '1',
      name: plain(coverage.subscriber_last ?? patient.last),
      ...maybe('first', coverage.subscriber_first),
      ...maybe('middle', coverage.subscriber_middle),
      ...member,
    },
    dependents: [{ level: {}, ...(birth && { birth }), name, claims }],
  } as Subscriber
}

function askedOf({ facts, control, trace }: Question, isByLine: boolean): Asked {
  const { claim, lines } = facts
  const from = claim.first_day as Day
  const to = claim.last_day as Day
  return {
    trace: { trace },
    ...(claim.payer_control && { payerControl: { value: claim.payer_control } }),
    account: { value: control },
    charge: { amount: cents(claim.cents) },
    day: { when: { from, ...(to !== from && { to }) } },
    ...(isByLine && {
      lines: lines.map((line) => ({
        service: {
          procedure: { kind: 'HC', code: line.code, ...(line.modifiers.length > 0 && { modifiers: line.modifiers }) },
          charge: line.cents,
          units: line.units,
        },
        control: { value: line.control },
        day: { when: { from: line.day, ...(line.through !== null && line.through !== line.day && { to: line.through }) } },
      })),
    }),
  } as Asked
}

/** A 276 knows no sex but F and M. */
function birthOf({ born, sex }: ClaimFacts['patient']): Subscriber['birth'] | undefined {
  return born === null ? undefined : { born: { from: born as Day }, ...((sex === 'F' || sex === 'M') && { sex }) }
}

const maybe = <K extends string>(key: K, text: string | null): { [P in K]?: string } =>
  text ? ({ [key]: plain(text) } as { [P in K]: string }) : {}
