import { day } from '../../../src-shared/day.ts'
import { loop, many, maybe, one, rule, some, totalRule, when, type Infer, type TransactionSet } from '../grammar/words.ts'
import { HL } from '../segments/common.ts'
import {
  AMT,
  AUTHORIZATION_REF,
  BHT_INQUIRY,
  DEPENDENT,
  DEPENDENT_REF,
  DMG,
  EQ,
  EQ_DEPENDENT,
  HI,
  III_ASKED,
  INQUIRY_DTP,
  INS_INQUIRY,
  N3,
  N4,
  PATIENT_PRV,
  PAYER,
  pointsTo,
  RECEIVER,
  RECEIVER_PRV,
  RECEIVER_REF,
  SUBSCRIBER,
  SUBSCRIBER_REF,
  TRN_INQUIRY,
} from '../segments/eligibility.ts'

/* The eligibility inquiry, 005010X279A1. */

const PAYER_NEEDS_IT = 'when the payer needs it to find the person'
const address = { street: maybe(N3, PAYER_NEEDS_IT), city: maybe(N4, PAYER_NEEDS_IT) }

const asked = {
  place: maybe(III_ASKED, 'when the benefit depends on where the service takes place'),
  reference: maybe(AUTHORIZATION_REF, 'when the question is about a referral or authorization'),
  day: maybe(
    when(INQUIRY_DTP, { qualifier: '291' }, 'Date asked about'),
    'when this question is about another date than that of the person',
  ),
}
const inquiry = loop('2110C', 'Inquiry', {
  inquiry: one(EQ),
  spendDown: many(AMT, 2, 'when a Medicaid spend-down is reported: what is left, and what was billed'),
  ...asked,
})
const dependentInquiry = loop('2110D', 'Inquiry', { inquiry: one(EQ_DEPENDENT), ...asked })

const described = {
  provider: maybe(PATIENT_PRV, 'when the part of a provider in the care of this patient matters'),
  birth: maybe(DMG, 'when birth date or sex are known'),
}
const dated = {
  diagnoses: maybe(HI, 'when the benefit depends on the diagnosis'),
  days: many(
    when(INQUIRY_DTP, { qualifier: ['102', '291'] }, 'Date'),
    2,
    'when not today is meant (291), or the day the card was issued is known (102)',
  ),
}
const dependentPerson = loop('2100D', 'Dependent', {
  name: one(when(DEPENDENT, { entity: '03' }, 'Dependent name')),
  ids: many(DEPENDENT_REF, 9, 'when further numbers help to find the person'),
  ...address,
  ...described,
  relationship: maybe(INS_INQUIRY, 'when the relationship to the subscriber is known'),
  ...dated,
})
const subscriberPerson = loop('2100C', 'Subscriber', {
  name: one(when(SUBSCRIBER, { entity: 'IL' }, 'Subscriber name')),
  ids: many(SUBSCRIBER_REF, 9, 'when further numbers help to find the person'),
  ...address,
  ...described,
  relationship: maybe(INS_INQUIRY, 'when several were born at once'),
  ...dated,
})
const TRACED = 'when the answer is to be matched by it; it comes back'
const dependent = loop('2000D', 'Dependent level', {
  level: one(when(HL, { level: '23' }, 'Dependent level')),
  traces: many(when(TRN_INQUIRY, { kind: '1' }, 'Trace'), 2, TRACED),
  person: one(dependentPerson),
  inquiries: some(dependentInquiry, 99),
})
const subscriber = loop('2000C', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  traces: many(when(TRN_INQUIRY, { kind: '1' }, 'Trace'), 2, TRACED),
  person: one(subscriberPerson),
  inquiries: many(inquiry, 99, 'when the subscriber is asked about'),
  dependents: many(dependent, 99, 'when a dependent without a member number of their own is asked about'),
})
const receiver = loop('2000B', 'Provider level', {
  level: one(when(HL, { level: '21' }, 'Provider level')),
  provider: one(
    loop('2100B', 'Provider', {
      name: one(RECEIVER),
      ids: many(RECEIVER_REF, 9, 'when the payer needs a further number of the provider'),
      street: maybe(N3, 'when the payer needs it to find the provider'),
      city: maybe(N4, 'when the payer needs it to find the provider'),
      taxonomy: maybe(RECEIVER_PRV, 'when the provider’s part or taxonomy matters for the benefit'),
    }),
  ),
  subscribers: some(subscriber),
})
const source = loop('2000A', 'Payer level', {
  level: one(when(HL, { level: '20' }, 'Payer level')),
  payer: one(loop('2100A', 'Payer', { name: one(PAYER) })),
  receivers: some(receiver),
})
const body = loop('270', 'Eligibility inquiry', {
  beginning: one(when(BHT_INQUIRY, { structure: '0022' }, 'Beginning of the inquiry')),
  sources: some(source),
})

export type Inquiry270 = Infer<typeof body>
type Person = Infer<typeof subscriberPerson> | Infer<typeof dependentPerson>
type Asked = Infer<typeof dependentInquiry>

/** At most 99 people fit into one set. Source: 005010X279A1, batch limit. */
const MOST_PEOPLE = 99
/** Payers must find a person by these and no more. Source: 270-271 of the reference, search data. */
function isFindable({ name, birth }: Infer<typeof subscriberPerson>): boolean {
  const isNamed = name.name !== undefined && name.first !== undefined
  const isBorn = birth?.born !== undefined
  return name.id === undefined ? isNamed && isBorn : isNamed || isBorn
}
const pointsAside = (person: Person, inquiries: readonly Asked[] = []) => {
  const known = person.diagnoses?.codes.length ?? 0
  return inquiries.flatMap(({ inquiry: own }) => {
    const isAside = own.diagnoses?.pointers.some(({ to }) => !pointsTo(to, known))
    return isAside ? [{ of: own }] : []
  })
}
const forbidsSex = ({ birth }: Person) => birth?.sex !== 'U' || { of: birth }
type Made = { inquiries?: { inquiry: { diagnoses?: unknown } }[] | undefined }
const dropPointers = (made: Made): void => {
  for (const { inquiry: own } of made.inquiries ?? []) delete own.diagnoses
}
/** One of both is asked by; a made-up question keeps its service types. */
const isAskedTwice = ({ inquiry: own }: Asked) => own.services === undefined || own.procedure === undefined || { of: own }
const dropProcedure = (made: { inquiry: { procedure?: unknown } }): void => {
  delete made.inquiry.procedure
}

const rules = [
  rule(
    body,
    '270.reference',
    'The inquiry has no reference, by which an answer in real time is known, or one of more than the 30 characters that come back (BHT03).',
    ({ beginning }) => (beginning.reference !== undefined && beginning.reference.length <= 30) || { of: beginning },
    {
      grade: 'doubtful',
      mend: ({ beginning }) => {
        beginning.reference = (beginning.reference ?? 'ELG000001').slice(0, 30)
      },
    },
  ),
  totalRule(
    body,
    '270.people',
    'More people are asked about than the 99 that fit into one transaction (2000C, 2000D).',
    { each: subscriber, add: ({ inquiries = [], dependents = [] }) => dependents.length + (inquiries.length > 0 ? 1 : 0) },
    ({ beginning }, people = 0) => people <= MOST_PEOPLE || { of: beginning },
    { grade: 'doubtful' },
  ),
  rule(
    subscriber,
    '270.asks',
    'Nothing is asked about this person: neither the subscriber nor a dependent has an EQ (2110C, 2000D).',
    ({ inquiries = [], dependents = [], level }) => inquiries.length + dependents.length > 0 || { of: level },
    {
      grade: 'doubtful',
      mend: (made) => {
        made.inquiries = [{ inquiry: { services: ['30'] } }]
      },
    },
  ),
  rule(
    subscriber,
    '270.search',
    'Payers need more to find this person: member number with birth date or full name, or full name with birth date (2100C NM1, DMG).',
    ({ person, dependents = [] }) => dependents.length > 0 || isFindable(person) || { of: person.name },
    {
      grade: 'doubtful',
      mend: ({ person }) => {
        person.name = {
          ...person.name,
          name: person.name.name ?? 'DOE',
          first: person.name.first ?? 'JANE',
          idQualifier: 'MI',
          id: 'XYZ123456789',
        }
      },
    },
  ),
  rule(
    dependent,
    '270.searchDependent',
    'A dependent lacks first name or birth date, by which payers find them (2100D NM104, DMG02).',
    ({ person }) => (person.name.first !== undefined && person.birth?.born !== undefined) || { of: person.name },
    {
      grade: 'doubtful',
      mend: ({ person }) => {
        person.name.first ??= 'LEO'
        person.birth = { ...person.birth, born: { from: day('2015-03-02') } }
      },
    },
  ),
  rule(subscriberPerson, '270.sex', 'An inquiry has no other sex than F and M (DMG03).', forbidsSex, {
    grade: 'doubtful',
    mend: ({ birth }) => {
      if (birth) birth.sex = 'F'
    },
  }),
  rule(dependentPerson, '270.sexDependent', 'An inquiry has no other sex than F and M (DMG03).', forbidsSex, {
    grade: 'doubtful',
    mend: ({ birth }) => {
      if (birth) birth.sex = 'F'
    },
  }),
  rule(
    subscriberPerson,
    '270.self',
    'The relationship of the subscriber is not self, or is sent without the order of birth (2100C INS01 Y, INS02 18, INS17).',
    ({ relationship: own }) =>
      own === undefined || (own.isSubscriber === 'Y' && own.relationship === '18' && own.birthOrder !== undefined) || { of: own },
    {
      mend: (made) => {
        made.relationship = { isSubscriber: 'Y', relationship: '18', birthOrder: 1 }
      },
    },
  ),
  rule(
    dependentPerson,
    '270.dependent',
    'The relationship of a dependent is not that of spouse, child or other adult (2100D INS01 N, INS02 01, 19 or 34).',
    ({ relationship: own }) => own === undefined || (own.isSubscriber === 'N' && own.relationship !== '18') || { of: own },
    {
      mend: (made) => {
        made.relationship = { isSubscriber: 'N', relationship: '19' }
      },
    },
  ),
  rule(
    subscriber,
    '270.pointers',
    'A diagnosis pointer of the question points to no diagnosis of the subscriber (EQ05, HI).',
    ({ person, inquiries }) => pointsAside(person, inquiries),
    { mend: dropPointers },
  ),
  rule(
    dependent,
    '270.pointersDependent',
    'A diagnosis pointer of the question points to no diagnosis of the dependent (EQ05, HI).',
    ({ person, inquiries }) => pointsAside(person, inquiries),
    { mend: dropPointers },
  ),
  rule(inquiry, '270.either', 'A question is by service type and by procedure at once (EQ01, EQ02).', isAskedTwice, {
    grade: 'doubtful',
    mend: dropProcedure,
  }),
  rule(dependentInquiry, '270.eitherDependent', 'A question is by service type and by procedure at once (EQ01, EQ02).', isAskedTwice, {
    grade: 'doubtful',
    mend: dropProcedure,
  }),
  rule(
    inquiry,
    '270.spendDown',
    'A spend-down is reported, and the transaction is not of that kind (AMT, BHT06 RT).',
    ({ spendDown = [] }, around) => {
      const kind = around(body)?.beginning.kind
      return spendDown.length === 0 ? undefined : kind === 'RT' || spendDown.map((of) => ({ of }))
    },
    { grade: 'doubtful', mend: (made) => delete made.spendDown },
  ),
]

/** The question to a payer what a patient is covered for. */
export const eligibilityInquiry: TransactionSet<Inquiry270> = {
  is: 'set',
  id: '270',
  name: '270',
  functional: 'HS',
  guide: '005010X279A1',
  guides: ['005010X279A1', '005010X279'],
  namesGuide: true,
  title: 'Eligibility inquiry',
  body,
  units: [subscriber],
  rules,
}
