import {
  an,
  code,
  composite,
  decimal,
  gap,
  id,
  list,
  loop,
  many,
  maybe,
  money,
  one,
  opt,
  period,
  repeated,
  req,
  segment,
  some,
  when,
  type Infer,
  type TransactionSet,
} from '../grammar/words.ts'
import { AAA, AMT, BHT, DMG_PARTIAL, DTP, HI, HL, INS, MSG, N3, N4, NM1, PER, procedure, PRV, REF, TRN } from '../segments/common.ts'

/* Eligibility inquiry and response, 005010X279A1: 270 and 271. */

const EQ = segment(
  'EQ',
  'Inquiry',
  opt('services', repeated(id(1, 2), 99)),
  opt('procedure', procedure),
  opt('level', code('FAM', 'IND')),
  gap(),
  opt('diagnoses', composite(list('pointers', 4, [req('to', id(1, 2))]))),
)
const EB = segment(
  'EB',
  'Eligibility or benefit',
  req('information', id(1, 2)),
  opt('level', code('CHD', 'DEP', 'ECH', 'EMP', 'ESP', 'FAM', 'IND', 'SPC', 'SPO')),
  opt('services', repeated(id(1, 2), 99)),
  opt('insurance', id(1, 3)),
  opt('plan', an(1, 50)),
  opt('period', id(1, 2)),
  opt('amount', money),
  opt('percent', decimal(10)),
  opt('quantityKind', id(2, 2)),
  opt('quantity', decimal(15)),
  opt('authorization', code('N', 'U', 'Y')),
  opt('inNetwork', code('N', 'U', 'W', 'Y')),
  opt(
    'procedure',
    composite(
      req('kind', id(2, 2)),
      req('code', id(1, 48)),
      opt('modifier1', id(2, 2)),
      opt('modifier2', id(2, 2)),
      opt('modifier3', id(2, 2)),
      opt('modifier4', id(2, 2)),
      gap(),
      opt('upTo', id(1, 48)),
    ),
  ),
  opt('diagnoses', composite(list('pointers', 4, [req('to', id(1, 2))]))),
)
const HSD = segment(
  'HSD',
  'Delivery of care',
  opt('kind', id(2, 2)),
  opt('quantity', decimal(15)),
  opt('per', id(2, 2)),
  opt('frequency', decimal(6)),
  opt('period', id(1, 2)),
  opt('periods', decimal(3)),
  opt('pattern', id(1, 2)),
  opt('time', id(1, 1)),
)
const III = segment(
  'III',
  'Place or nature of injury',
  opt('list', id(1, 3)),
  opt('code', id(1, 30)),
  opt('category', id(2, 2)),
  opt('text', an(1, 264)),
  gap(5),
)
const MPI = segment(
  'MPI',
  'Military personnel',
  req('status', id(1, 1)),
  req('employment', id(2, 2)),
  req('government', id(1, 1)),
  opt('description', an(1, 80)),
  opt('rank', id(2, 2)),
  opt('period', period),
)
const ELIGIBILITY_DTP = DTP
const address = { street: maybe(N3), city: maybe(N4) }

/* 270 */

const inquiry = (loopId: string) =>
  loop(loopId, 'Inquiry', {
    inquiry: one(EQ),
    spendDown: many(when(AMT, { qualifier: ['PB', 'R'] }, 'Spend-down'), 2),
    place: maybe(III),
    reference: maybe(when(REF, { qualifier: ['9F', 'G1'] }, 'Referral or authorization')),
    day: maybe(when(DTP, { qualifier: '291' }, 'Date asked about')),
  })
const person270 = (loopId: string, entity: string) =>
  loop(loopId, entity === 'IL' ? 'Subscriber' : 'Dependent', {
    name: one(when(NM1, { entity }, entity === 'IL' ? 'Subscriber name' : 'Dependent name')),
    ids: many(REF, 9),
    ...address,
    provider: maybe(PRV),
    birth: maybe(DMG_PARTIAL),
    relationship: maybe(INS),
    diagnoses: maybe(HI),
    days: many(when(DTP, { qualifier: ['102', '291'] }, 'Date'), 2),
  })
const dependent270 = loop('2000D', 'Dependent level', {
  level: one(when(HL, { level: '23' }, 'Dependent level')),
  traces: many(when(TRN, { kind: '1' }, 'Trace'), 2),
  person: one(person270('2100D', '03')),
  inquiries: some(inquiry('2110D'), 99),
})
const subscriber270 = loop('2000C', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  traces: many(when(TRN, { kind: '1' }, 'Trace'), 2),
  person: one(person270('2100C', 'IL')),
  inquiries: many(inquiry('2110C'), 99),
  dependents: many(dependent270, 99),
})
const receiver270 = loop('2000B', 'Provider level', {
  level: one(when(HL, { level: '21' }, 'Provider level')),
  provider: one(
    loop('2100B', 'Provider', {
      name: one(when(NM1, { entity: ['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR'] }, 'Provider name')),
      ids: many(REF, 9),
      ...address,
      taxonomy: maybe(PRV),
    }),
  ),
  subscribers: some(subscriber270),
})
const source270 = loop('2000A', 'Payer level', {
  level: one(when(HL, { level: '20' }, 'Payer level')),
  payer: one(loop('2100A', 'Payer', { name: one(when(NM1, { entity: ['2B', '36', 'GP', 'P5', 'PR'] }, 'Payer name')) })),
  receivers: some(receiver270),
})
const body270 = loop('270', 'Eligibility inquiry', {
  beginning: one(when(BHT, { structure: '0022' }, 'Beginning of the inquiry')),
  sources: some(source270),
})

export type Inquiry270 = Infer<typeof body270>
export const eligibilityInquiry: TransactionSet<Inquiry270> = {
  is: 'set',
  id: '270',
  name: '270',
  functional: 'HS',
  guide: '005010X279A1',
  guides: ['005010X279A1', '005010X279'],
  namesGuide: true,
  title: 'Eligibility inquiry',
  body: body270,
  units: [subscriber270],
  rules: [],
}

/* 271 */

/** Who else is concerned: the administrator of a carve-out, another payer, a primary care provider. */
const related = loop('2120', 'Related party', {
  name: one(NM1),
  ...address,
  contacts: many(when(PER, { function: 'IC' }, 'Contact'), 3),
  provider: maybe(PRV),
})
const LS = segment('LS', 'Related parties begin', req('loop', id(1, 4)))
const LE = segment('LE', 'Related parties end', req('loop', id(1, 4)))
const parties = loop('LS', 'Related parties', { begin: one(LS), parties: some(related, 23), end: one(LE) })

const benefit = (loopId: string) =>
  loop(loopId, 'Eligibility or benefit', {
    benefit: one(EB),
    delivery: many(HSD, 9),
    ids: many(REF, 9),
    days: many(ELIGIBILITY_DTP, 20),
    rejections: many(AAA, 9),
    messages: many(MSG, 10),
    places: many(III, 10),
    related: maybe(parties),
  })
const person271 = (loopId: string, entity: string) =>
  loop(loopId, entity === 'IL' ? 'Subscriber' : 'Dependent', {
    name: one(when(NM1, { entity }, entity === 'IL' ? 'Subscriber name' : 'Dependent name')),
    ids: many(REF, 9),
    ...address,
    rejections: many(AAA, 9),
    provider: maybe(PRV),
    birth: maybe(DMG_PARTIAL),
    relationship: maybe(INS),
    diagnoses: maybe(HI),
    days: many(ELIGIBILITY_DTP, 9),
    military: maybe(MPI),
  })
const dependent271 = loop('2000D', 'Dependent level', {
  level: one(when(HL, { level: '23' }, 'Dependent level')),
  traces: many(TRN, 3),
  person: one(person271('2100D', '03')),
  benefits: many(benefit('2110D')),
})
const subscriber271 = loop('2000C', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  traces: many(TRN, 3),
  person: one(person271('2100C', 'IL')),
  benefits: many(benefit('2110C')),
  dependents: many(dependent271),
})
const receiver271 = loop('2000B', 'Provider level', {
  level: one(when(HL, { level: '21' }, 'Provider level')),
  provider: one(
    loop('2100B', 'Provider', { name: one(NM1), ids: many(REF, 9), ...address, rejections: many(AAA, 9), taxonomy: maybe(PRV) }),
  ),
  subscribers: many(subscriber271),
})
const source271 = loop('2000A', 'Payer level', {
  level: one(when(HL, { level: '20' }, 'Payer level')),
  rejections: many(AAA, 9),
  payer: one(
    loop('2100A', 'Payer', {
      name: one(when(NM1, { entity: ['2B', '36', 'GP', 'P5', 'PR'] }, 'Payer name')),
      contacts: many(when(PER, { function: 'IC' }, 'Payer contact'), 3),
      rejections: many(AAA, 9),
    }),
  ),
  receivers: many(receiver271),
})
const body271 = loop('271', 'Eligibility response', {
  beginning: one(when(BHT, { structure: '0022' }, 'Beginning of the response')),
  sources: some(source271),
})

export type Response271 = Infer<typeof body271>
export type Subscriber271 = Infer<typeof subscriber271>
export type Dependent271 = Infer<typeof dependent271>
export type Benefit271 = NonNullable<Subscriber271['benefits']>[number]

/** The person an answer is about: the dependent where there is one. */
export type Answered271 = {
  readonly source: NonNullable<Response271['sources']>[number]
  readonly receiver: Infer<typeof receiver271>
  readonly subscriber: Subscriber271
  readonly dependent?: Dependent271
}

/** Every answered person of a file. */
export function answersOf(file: Response271): Answered271[] {
  return (file.sources ?? []).flatMap((source) =>
    (source.receivers ?? []).flatMap((receiver) =>
      (receiver.subscribers ?? []).flatMap((subscriber): Answered271[] => {
        const dependents = subscriber.dependents ?? []
        return dependents.length === 0
          ? [{ source, receiver, subscriber }]
          : dependents.map((dependent) => ({ source, receiver, subscriber, dependent }))
      }),
    ),
  )
}

export const eligibilityResponse: TransactionSet<Response271> = {
  is: 'set',
  id: '271',
  name: '271',
  functional: 'HB',
  guide: '005010X279A1',
  guides: ['005010X279A1', '005010X279'],
  namesGuide: true,
  title: 'Eligibility response',
  body: body271,
  units: [subscriber271],
  rules: [],
}
