import type { Day } from '../../src-shared/day.ts'
import type { BillerRow, CoverageRow, PatientRow, PayerRow } from '../practice/index.ts'
import { plain, type Inquiry270 } from '../x12/index.ts'

/*
 * A question to a payer as the value of a 270. Source: 005010X279A1.
 */

/** One session to ask about. */
export type Question = {
  readonly appointment: number
  readonly patient: PatientRow
  readonly coverage: CoverageRow
  readonly day: Day
  /** EQ01: one service type a question, unless the payer takes several. */
  readonly services: readonly string[]
  /** The question whose run it goes on with; null begins one. */
  readonly follows: number | null
}
export type Asking = {
  readonly payer: PayerRow
  readonly biller: BillerRow
  /** TRN03. */
  readonly originator: string
  /** BHT03; each trace is it, a hyphen and a number. */
  readonly reference: string
  readonly day: Day
  readonly time: string
}

type Subscriber = NonNullable<Inquiry270['sources'][number]['receivers'][number]['subscribers']>[number]

/** At most 99 people fit into one set. Source: 005010X279A1, batch limit. */
export const MOST_PEOPLE = 99

export const traceOf = (reference: string, n: number): string => `${reference}-${n + 1}`
/** The payer's number for eligibility often differs from the one for claims. */
export const payerNumber = (payer: PayerRow): string => payer.eligibility_id ?? payer.edi_id
/** TRN03 of those who use neither EIN nor DUNS: a 9 and nine signs of their own. */
export const originatorOf = (submitter: string): string =>
  `9${submitter
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 9)
    .padEnd(9, '0')}`

/** One 270: a payer, the practice, and a level for each person asked about. */
export function inquiryOf(questions: readonly Question[], asking: Asking): Inquiry270 {
  const { payer, biller, reference, day, time } = asking
  return {
    beginning: { purpose: '13', reference, day, time },
    sources: [
      {
        level: {},
        payer: { name: { entity: 'PR', kind: '2', name: plain(payer.name), idQualifier: 'PI', id: payerNumber(payer) } },
        receivers: [
          {
            level: {},
            provider: {
              name: {
                entity: '1P',
                kind: biller.is_person ? '1' : '2',
                name: plain(biller.name),
                ...maybe('first', biller.first),
                idQualifier: 'XX',
                id: biller.npi ?? '',
              },
            },
            subscribers: questions.map((one, n) => subscriberOf(one, traceOf(reference, n), asking.originator)),
          },
        ],
      },
    ],
  }
}

function subscriberOf({ patient, coverage, day, services }: Question, trace: string, originator: string): Subscriber {
  const isSelf = coverage.relationship === '18'
  const asked = {
    traces: [{ trace, originator }],
    inquiries: services.map((service) => ({ inquiry: { services: [service] } })),
  }
  const days = [{ qualifier: '291' as const, when: { from: day } }]
  const id = { idQualifier: 'MI', id: coverage.member_id }
  const own = {
    name: {
      kind: '1' as const,
      name: plain(patient.last),
      ...maybe('first', patient.first),
      ...maybe('middle', patient.middle),
      ...maybe('suffix', patient.suffix),
    },
    ...birthOf(patient.born, patient.sex),
    days,
  }
  if (isSelf) return { level: {}, person: { ...own, name: { ...own.name, ...id } }, ...asked }
  return {
    level: {},
    person: {
      name: {
        kind: '1',
        ...maybe('name', coverage.subscriber_last),
        ...maybe('first', coverage.subscriber_first),
        ...maybe('middle', coverage.subscriber_middle),
        ...id,
      },
      ...birthOf(coverage.subscriber_born, coverage.subscriber_sex),
    },
    dependents: [
      { level: {}, person: { ...own, relationship: { isSubscriber: 'N', relationship: relationshipOf(coverage.relationship) } }, ...asked },
    ],
  }
}

/** A 270 knows no sex but F and M. */
function birthOf(born: string | null, sex: string | null) {
  const known = { ...(born && { born: { from: born as Day } }), ...((sex === 'F' || sex === 'M') && { sex: sex as 'F' | 'M' }) }
  return Object.keys(known).length > 0 ? { birth: known } : {}
}

/** INS02 of a 270: spouse, child, other adult. */
const relationshipOf = (relationship: string): string => (['01', '19'].includes(relationship) ? relationship : '34')

const maybe = <K extends string>(key: K, text: string | null): { [P in K]?: string } =>
  text ? ({ [key]: plain(text) } as { [P in K]: string }) : {}
