import { addDays, addMonths, daysBetween, type Day } from '../../../src-shared/day.ts'
import { partsIn, type Unit } from '../../../src-shared/quantity.ts'
import { procedures } from '../../codes/index.ts'
import { payerNumber, traceOf } from '../../eligibility/index.ts'
import type { BillerRow, CoverageRow, PatientRow, PayerRow, ProviderRow } from '../../practice/index.ts'
import { plain, type Request278 } from '../../x12/index.ts'
import { covers } from '../codes.ts'

/*
 * A request for an authorization as the value of a 278. Source: 005010X217, request; 278 of the reference.
 */

/** What is asked for, of whom, and for whom. */
export type Requesting = {
  readonly payer: PayerRow
  readonly biller: BillerRow
  readonly patient: PatientRow
  readonly coverage: CoverageRow
  /** The clinician, where it is to be of one. */
  readonly provider: ProviderRow | undefined
  /** TRN03. */
  readonly originator: string
  /** BHT03. */
  readonly reference: string
  readonly day: Day
  readonly time: string
  /** UM02: initial, renewal, extension; or that the request is taken back. */
  readonly certification: 'I' | 'R' | '4' | '3'
  readonly isUrgent: boolean
  /** The number of the one it goes on from. */
  readonly previous: string
  /** The payer's own number of the review that is meant; empty is none. */
  readonly administrative: string
  readonly starts: Day
  readonly ends: Day
  readonly codes: readonly string[]
  readonly unit: Unit
  /** Parts of the unit. */
  readonly amount: number
  /** With or without their point, the principal one first. */
  readonly diagnoses: readonly string[]
  /** Place of service. */
  readonly place: string
}

type Subscriber = Request278['reviewers'][number]['requesters'][number]['subscribers'][number]
type Event = NonNullable<Subscriber['events']>[number]
type Service = NonNullable<Event['services']>[number]

/** One 278: the payer's reviewers, the practice, one person, one event with a service for each code. */
export function requestOf(of: Requesting): Request278 {
  const { payer, biller, reference, day, time } = of
  return {
    beginning: { structure: '0007', purpose: of.certification === '3' ? '01' : '13', reference, day, time },
    reviewers: [
      {
        level: {},
        reviewer: { name: { entity: 'X3', kind: '2', name: plain(payer.name), idQualifier: 'PI', id: payerNumber(payer) } },
        requesters: [{ level: {}, requester: requesterOf(biller), subscribers: [subscriberOf(of)] }],
      },
    ],
  }
}

function requesterOf(biller: BillerRow): Request278['reviewers'][number]['requesters'][number]['requester'] {
  const phone = (biller.phone ?? '').replace(/\D/g, '')
  return {
    name: {
      entity: '1P',
      kind: biller.is_person ? '1' : '2',
      name: plain(biller.name),
      ...maybe('first', biller.first),
      idQualifier: 'XX',
      id: biller.npi ?? '',
    },
    ...(biller.tax_id && { ids: [{ qualifier: biller.tax_id_kind === 'SY' ? 'SY' : 'EI', value: biller.tax_id }] }),
    ...(biller.line1 && biller.city && { street: { line1: plain(biller.line1), ...maybe('line2', biller.line2) } }),
    ...(biller.line1 &&
      biller.city && { city: { city: plain(biller.city), ...maybe('state', biller.state), ...maybe('zip', biller.zip) } }),
    ...(phone.length === 10 && { contact: { function: 'IC', numbers: [{ kind: 'TE', number: phone }] } }),
  }
}

function subscriberOf(of: Requesting): Subscriber {
  const { patient, coverage } = of
  const id = { idQualifier: 'MI', id: coverage.member_id }
  const own = {
    ...maybe('name', patient.last),
    ...maybe('first', patient.first),
    ...maybe('middle', patient.middle),
    ...maybe('suffix', patient.suffix),
  }
  const group = coverage.group_number ? { ids: [{ qualifier: '6P', value: coverage.group_number }] } : {}
  if (coverage.relationship === '18')
    return {
      level: {},
      person: { name: { kind: '1', ...own, ...id }, ...group, ...birthOf(patient.born, patient.sex) },
      events: [eventOf(of)],
    }
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
      ...group,
      ...birthOf(coverage.subscriber_born, coverage.subscriber_sex),
    },
    dependents: [
      {
        level: {},
        person: {
          name: { kind: '1', ...own },
          ...birthOf(patient.born, patient.sex),
          relationship: { isSubscriber: 'N', relationship: RELATED.includes(coverage.relationship) ? coverage.relationship : 'G8' },
        },
        events: [eventOf(of)],
      },
    ],
  }
}
/** INS02 of a dependent; every other relationship is G8. */
const RELATED: readonly string[] = ['01', '19', '20', '21', '39', '40', '53']

function birthOf(born: string | null, sex: string | null) {
  if (!born) return {}
  return { birth: { born: { from: born as Day }, ...((sex === 'F' || sex === 'M') && { sex: sex as 'F' | 'M' }) } }
}

function eventOf(of: Requesting): Event {
  const { reference, originator, biller, provider } = of
  const codes = of.codes.flatMap(asked)
  const [only, ...others] = codes
  const isOne = only !== undefined && others.length === 0
  const services = codes.map((procedure, n): Service => ({
    level: {},
    traces: [{ kind: '1', trace: traceOf(reference, n + 1), originator }],
    professional: { procedure, ...(isOne && of.unit !== 'hour' && { unit: 'UN', quantity: of.amount }) },
    ...(isOne && { delivery: deliveryOf(of) }),
  }))
  const performer = performerOf(biller, provider)
  return {
    level: {},
    traces: [{ kind: '1', trace: traceOf(reference, 0), originator }],
    review: {
      category: 'HS',
      certification: of.certification,
      service: isSubstanceUse(of.diagnoses[0]) ? 'AI' : 'MH',
      location: { code: of.place, kind: 'B' },
      ...(of.isUrgent && { urgency: 'U' }),
    },
    ...(of.previous !== '' && { previous: { value: of.previous } }),
    ...(of.administrative !== '' && { administrative: { value: plain(of.administrative) } }),
    day: { when: { from: of.starts, to: of.ends } },
    ...(of.diagnoses.length > 0 && {
      diagnoses: { codes: of.diagnoses.slice(0, 12).map((code, n) => ({ kind: n === 0 ? 'ABK' : 'ABF', code: code.replaceAll('.', '') })) },
    }),
    // Several codes share what is asked for, so it is said of the event.
    ...(!isOne && { delivery: deliveryOf(of) }),
    providers: [performer],
    ...(services.length > 0 && { services }),
  }
}

type Performer = NonNullable<Event['providers']>[number]
/** The clinician, else the practice itself. */
function performerOf(biller: BillerRow, provider: ProviderRow | undefined): Performer {
  const whose = (last: string, first: string | null, isPerson: number, npi: string, taxonomy: string | null): Performer => ({
    name: { entity: 'SJ', kind: isPerson ? '1' : '2', name: plain(last), ...maybe('first', first), idQualifier: 'XX', id: npi },
    ...(taxonomy && { role: { role: 'PE', qualifier: 'PXC', taxonomy } }),
  })
  return provider?.npi
    ? whose(provider.last, provider.first, provider.is_person, provider.npi, provider.taxonomy)
    : whose(biller.name, biller.first, biller.is_person, biller.npi ?? '', biller.taxonomy)
}

const isSubstanceUse = (code: string | undefined): boolean => /^F1\d/.test(code ?? '')

/** HSD01: visits, units, hours, days. */
const KINDS: Readonly<Record<Unit, string>> = { visit: 'VS', unit: 'FL', hour: 'HS', day: 'DY' }
/** So many, over the whole time: in months where it is whole months, in weeks where it is whole weeks, else in days. */
function deliveryOf({
  unit,
  amount,
  starts,
  ends,
}: Pick<Requesting, 'unit' | 'amount' | 'starts' | 'ends'>): NonNullable<Event['delivery']> {
  const [period, periods] = spanOf(starts, ends)
  return { kind: KINDS[unit], quantity: Math.round((amount * 100) / partsIn(unit)) / 100, period, periods }
}
/** HSD05 and HSD06 of a span of days. */
export function spanOf(starts: Day, ends: Day): readonly [period: string, periods: number] {
  const next = addDays(ends, 1)
  const days = daysBetween(starts, next)
  const months = Math.round(days / 30.4)
  if (months > 0 && addMonths(starts, months) === next) return ['34', months]
  return days % 7 === 0 ? ['35', days / 7] : ['7', Math.min(days, 999)]
}

/** A code, a range, or a family as the range of the codes that are known of it. */
function asked(pattern: string): NonNullable<Service['professional']>['procedure'][] {
  const [from = '', to] = pattern.split('-')
  if (!pattern.endsWith('*')) return [{ kind: 'HC', code: from, ...(to !== undefined && { upTo: to }) }]
  const known = procedures.rows.map(({ code }) => code).filter((code) => covers([pattern], code))
  const [first, last] = [known.toSorted()[0], known.toSorted().at(-1)]
  if (first === undefined || last === undefined) return []
  return [{ kind: 'HC', code: first, ...(last !== first && { upTo: last }) }]
}

const maybe = <K extends string>(key: K, text: string | null): { [P in K]?: string } =>
  text ? ({ [key]: plain(text) } as { [P in K]: string }) : {}
