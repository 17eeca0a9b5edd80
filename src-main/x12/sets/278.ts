import { loop, many, maybe, one, rule, some, when, type Infer, type TransactionSet, type Verdict } from '../grammar/words.ts'
import { PWK } from '../segments/claim.ts'
import { AAA, HL, MSG } from '../segments/common.ts'
import { N3, N4 } from '../segments/eligibility.ts'
import {
  BHT_ANSWER,
  BHT_REQUEST,
  CL1,
  CONTACT,
  CONTACTS,
  CR1,
  CR2,
  CR5,
  CR6,
  CRC,
  DEPENDENT,
  DEPENDENT_REF,
  DMG,
  DTP,
  HCR,
  HI,
  HI_ASKED,
  HSD,
  INS_DEPENDENT,
  INS_SUBSCRIBER,
  OTHER,
  PER,
  PLACE,
  PLACES,
  PROVIDER,
  PROVIDERS,
  PROVIDER_REF,
  PRV,
  REQUESTER,
  REQUESTER_REF,
  REVIEWER,
  REVIEW_REF,
  SUBSCRIBER,
  SUBSCRIBER_REF,
  SV1,
  SV2,
  SV3,
  TOO,
  TRN,
  UM,
  UM_SERVICE,
} from '../segments/review.ts'

/* The authorization, 005010X217: request and response share the guide and are told apart by BHT02. */

const rejections = (situation: string) => many(AAA, 9, situation)
const date = (qualifier: '439' | '484' | 'ABC' | '431' | 'AAH' | '435' | '096' | '102' | '036' | '007' | '472', title: string) =>
  when(DTP, { qualifier }, title)
const KNOWN = 'when it is known'
const NEEDED = 'when the payer needs it'

const address = { street: maybe(N3, NEEDED), city: maybe(N4, NEEDED) }
const earlier = {
  previous: maybe(when(REVIEW_REF, { qualifier: 'BB' }, 'Earlier authorization'), 'when an earlier authorization is meant'),
  administrative: maybe(when(REVIEW_REF, { qualifier: 'NT' }, 'Administrative reference'), 'when an earlier answer had one'),
}
const certified = {
  issued: maybe(date('102', 'Certification issued'), 'when care is certified'),
  expires: maybe(date('036', 'Certification ends'), 'when the certification has an end'),
  effective: maybe(date('007', 'Certification in force'), 'when the certification holds for a time'),
}
const eventDates = {
  accident: maybe(date('439', 'Accident'), 'when an accident is the cause'),
  lastPeriod: maybe(date('484', 'Last menstrual period'), 'when the care is for a pregnancy'),
  estimatedBirth: maybe(date('ABC', 'Estimated birth'), 'when the care is for a pregnancy'),
  onset: maybe(date('431', 'Onset of the illness'), KNOWN),
  day: maybe(date('AAH', 'Event'), 'unless it is an admission: when the care is to take place'),
  admission: maybe(date('435', 'Admission'), 'when an admission is reviewed'),
  discharge: maybe(date('096', 'Discharge'), KNOWN),
}
const certifications = {
  admissionCode: maybe(CL1, 'when an admission is reviewed'),
  ambulance: maybe(CR1, 'when a ride is reviewed'),
  spinal: maybe(CR2, 'when spinal manipulation is reviewed'),
  oxygen: maybe(CR5, 'when oxygen at home is reviewed'),
  homeHealth: maybe(CR6, 'when home health care is reviewed'),
}
const noted = {
  attachments: many(PWK, 10, 'when the review needs papers'),
  message: maybe(MSG, 'when codes cannot say it'),
}
const services = {
  professional: maybe(SV1, 'when a professional service is reviewed'),
  institutional: maybe(SV2, 'when an institutional service is reviewed'),
  dental: maybe(SV3, 'when a dental service is reviewed'),
  teeth: many(TOO, 32, 'when the dental service is of a tooth'),
  delivery: maybe(HSD, 'when a quantity or rhythm of the service is reviewed'),
}
const ride = (loopId: string) =>
  loop(loopId, 'Place of the ride', {
    name: one(when(PLACE, { entity: PLACES }, 'Place of the ride')),
    street: one(N3),
    city: one(N4),
  })
const CONTACTED = 'when there is somebody to call'
const ROLE = 'when part or taxonomy of the provider matter'

/* Request */

const requestProvider = (loopId: string) =>
  loop(loopId, 'Provider', {
    name: one(when(PROVIDER, { entity: PROVIDERS }, 'Provider name')),
    ids: many(PROVIDER_REF, 8, 'when the payer needs a further number of the provider'),
    ...address,
    contact: maybe(PER, CONTACTED),
    role: maybe(PRV, ROLE),
  })
const requestService = loop('2000F', 'Service', {
  level: one(when(HL, { level: 'SS' }, 'Service level')),
  traces: many(TRN, 2, 'when the answer is to be matched by it; it comes back'),
  review: maybe(UM_SERVICE, 'when the service differs from the event'),
  ...earlier,
  day: maybe(date('472', 'Service date'), 'when it differs from the dates of the event'),
  ...services,
  ...noted,
  providers: many(requestProvider('2010F'), 12, 'when the service has providers other than the event'),
})
const requestEvent = loop('2000E', 'Patient event', {
  level: one(when(HL, { level: 'EV' }, 'Event level')),
  traces: many(TRN, 2, 'when the answer is to be matched by it; it comes back'),
  review: one(UM),
  ...earlier,
  ...eventDates,
  diagnoses: maybe(HI, KNOWN),
  delivery: maybe(HSD, 'when a quantity or rhythm of care is asked for'),
  conditions: many(CRC, 9, 'when the review needs the patient’s condition'),
  ...certifications,
  ...noted,
  providers: many(requestProvider('2010EA'), 14, 'when the care has a provider or facility: nearly always'),
  rides: many(ride('2010EB'), 5, 'when a ride is reviewed: from where to where'),
  others: many(
    loop('2010EC', 'Other utilization management organization', {
      name: one(when(OTHER, { entity: 'X3' }, 'Other utilization management organization')),
    }),
    3,
    'when another payer decided before',
  ),
  services: many(requestService, Infinity, 'when single services are asked for'),
})
const requestDependentPerson = loop('2010D', 'Dependent', {
  name: one(when(DEPENDENT, { entity: 'QC' }, 'Patient name')),
  ids: many(DEPENDENT_REF, 3, NEEDED),
  ...address,
  birth: maybe(DMG, KNOWN),
  relationship: maybe(INS_DEPENDENT, KNOWN),
})
const requestSubscriberPerson = loop('2010C', 'Subscriber', {
  name: one(when(SUBSCRIBER, { entity: 'IL' }, 'Subscriber name')),
  ids: many(SUBSCRIBER_REF, 9, NEEDED),
  ...address,
  birth: maybe(DMG, KNOWN),
  relationship: maybe(INS_SUBSCRIBER, NEEDED),
})
const requestDependent = loop('2000D', 'Dependent level', {
  level: one(when(HL, { level: '23' }, 'Dependent level')),
  person: one(requestDependentPerson),
  events: some(requestEvent),
})
const requestSubscriber = loop('2000C', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  person: one(requestSubscriberPerson),
  events: many(requestEvent, Infinity, 'when the subscriber is the patient'),
  dependents: many(requestDependent, Infinity, 'when a dependent is the patient'),
})
const requestBody = loop('278', 'Authorization request', {
  beginning: one(BHT_REQUEST),
  reviewers: some(
    loop('2000A', 'Utilization management level', {
      level: one(when(HL, { level: '20' }, 'Utilization management level')),
      reviewer: one(loop('2010A', 'Utilization management organization', { name: one(REVIEWER) })),
      requesters: some(
        loop('2000B', 'Requester level', {
          level: one(when(HL, { level: '21' }, 'Requester level')),
          requester: one(
            loop('2010B', 'Requester', {
              name: one(REQUESTER),
              ids: many(REQUESTER_REF, 8, 'when the payer needs a further number of the requester'),
              ...address,
              contact: maybe(PER, CONTACTED),
              role: maybe(PRV, ROLE),
            }),
          ),
          subscribers: some(requestSubscriber),
        }),
        1,
      ),
    }),
    1,
  ),
})

/* Response */

const answerProvider = (loopId: string) =>
  loop(loopId, 'Provider', {
    name: one(when(PROVIDER, { entity: PROVIDERS }, 'Provider name')),
    ids: many(PROVIDER_REF, 8, 'when the payer needs a further number of the provider'),
    ...address,
    contact: maybe(PER, CONTACTED),
    rejections: rejections('when this provider is turned down'),
    role: maybe(PRV, ROLE),
  })
const contact = (loopId: string) =>
  loop(loopId, 'Contact for further information', {
    name: one(when(CONTACT, { entity: CONTACTS }, 'Contact for further information')),
    ...address,
    contact: maybe(PER, CONTACTED),
  })
const answerService = loop('2000F', 'Service', {
  level: one(when(HL, { level: 'SS' }, 'Service level')),
  traces: many(TRN, 3, 'when the request had one, or the payer adds its own'),
  rejections: rejections('when the service is turned down'),
  review: maybe(UM_SERVICE, 'when the request had it'),
  decision: maybe(HCR, 'when the decision on the service differs from that on the event; it goes before'),
  ...earlier,
  day: maybe(date('472', 'Service date'), 'when the request had it, or other days are approved'),
  ...certified,
  asked: maybe(HI_ASKED, 'when the payer needs to know more'),
  ...services,
  ...noted,
  providers: many(answerProvider('2010FA'), 12, 'when the service has providers other than the event'),
  contact: maybe(contact('2010FB'), 'when what the payer asks for goes to somebody else'),
})
const answerEvent = loop('2000E', 'Patient event', {
  level: one(when(HL, { level: 'EV' }, 'Event level')),
  traces: many(TRN, 3, 'when the request had one, or the payer adds its own'),
  rejections: rejections('when the event is turned down'),
  review: one(UM),
  decision: maybe(HCR, 'when there is a decision on the event'),
  ...earlier,
  ...eventDates,
  ...certified,
  service: maybe(date('472', 'Service date'), 'not of the guide: payers send it here instead of the date of the event'),
  diagnoses: maybe(HI, 'when the request had it'),
  delivery: maybe(HSD, 'when a quantity or rhythm of care is approved'),
  ...certifications,
  ...noted,
  providers: many(answerProvider('2010EA'), 14, 'when the request had it'),
  contact: maybe(contact('2010EB'), 'when what the payer asks for goes to somebody else'),
  rides: many(ride('2010EC'), 5, 'when a ride is reviewed: from where to where'),
  services: many(answerService, Infinity, 'when single services were asked for'),
})
const answerDependentPerson = loop('2010D', 'Dependent', {
  name: one(when(DEPENDENT, { entity: 'QC' }, 'Patient name')),
  ids: many(DEPENDENT_REF, 3, 'when the request had it'),
  ...address,
  rejections: rejections('when the patient is not known'),
  birth: maybe(DMG, KNOWN),
  relationship: maybe(INS_DEPENDENT, KNOWN),
})
const answerSubscriberPerson = loop('2010C', 'Subscriber', {
  name: one(when(SUBSCRIBER, { entity: 'IL' }, 'Subscriber name')),
  ids: many(SUBSCRIBER_REF, 9, 'when the request had it'),
  ...address,
  rejections: rejections('when the subscriber is not known'),
  birth: maybe(DMG, KNOWN),
  relationship: maybe(INS_SUBSCRIBER, NEEDED),
})
const answerDependent = loop('2000D', 'Dependent level', {
  level: one(when(HL, { level: '23' }, 'Dependent level')),
  person: one(answerDependentPerson),
  events: many(answerEvent, Infinity, 'unless the patient is turned down'),
})
const answerSubscriber = loop('2000C', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  person: one(answerSubscriberPerson),
  events: many(answerEvent, Infinity, 'when the subscriber is the patient'),
  dependents: many(answerDependent, Infinity, 'when a dependent is the patient'),
})
const answerRequester = loop('2000B', 'Requester level', {
  level: one(when(HL, { level: '21' }, 'Requester level')),
  requester: one(
    loop('2010B', 'Requester', {
      name: one(REQUESTER),
      ids: many(REQUESTER_REF, 8, 'when the request had it'),
      ...address,
      contact: maybe(PER, 'when the request had it'),
      rejections: rejections('when the requester is turned down'),
      role: maybe(PRV, 'when the request had it'),
    }),
  ),
  subscribers: many(answerSubscriber, Infinity, 'unless the requester or all above is turned down'),
})
const answerReviewer = loop('2000A', 'Utilization management level', {
  level: one(when(HL, { level: '20' }, 'Utilization management level')),
  rejections: rejections('when the system cannot take the request'),
  reviewer: one(
    loop('2010A', 'Utilization management organization', {
      name: one(REVIEWER),
      contact: maybe(PER, CONTACTED),
      rejections: rejections('when the payer cannot answer'),
    }),
  ),
  requesters: many(answerRequester, 1, 'unless the whole request is turned down'),
})
const answerBody = loop('278', 'Authorization response', { beginning: one(BHT_ANSWER), reviewers: some(answerReviewer, 1) })

export type Request278 = Infer<typeof requestBody>
export type Response278 = Infer<typeof answerBody>
export type Event278 = Infer<typeof answerEvent>
export type Service278 = Infer<typeof answerService>

/* Rules. */

const doubtful = { grade: 'doubtful' } as const
const structured = ({ beginning }: { readonly beginning: { readonly structure: string } }): Verdict =>
  beginning.structure === '0007' || { of: beginning }
const STRUCTURE = 'The structure is not that of an authorization: payer, provider, subscriber, dependent, event, services (BHT01 0007).'

type Served = Pick<Service278, 'professional' | 'institutional' | 'dental' | 'teeth' | 'level'>
const single = ({ professional, institutional, dental }: Served): Verdict => {
  const [, second] = [professional, institutional, dental].filter((one) => one !== undefined)
  return second === undefined || { of: second }
}
type MadeService = { professional?: unknown; institutional?: unknown; dental?: unknown; teeth?: unknown }
const keepOne = (made: MadeService): void => {
  if (made.professional !== undefined) delete made.institutional
  if (made.professional !== undefined || made.institutional !== undefined) delete made.dental
}
const SINGLE = 'A service is more than one of professional, institutional and dental (SV1, SV2, SV3).'
const toothed = ({ dental, teeth = [] }: Served): Verdict => teeth.length === 0 || dental !== undefined || teeth.map((of) => ({ of }))
const dropTeeth = (made: MadeService): void => {
  delete made.teeth
}
const TOOTHED = 'Teeth are named for a service that is not dental (TOO, SV3).'
type Diagnosed = { readonly diagnoses?: { readonly codes: readonly unknown[] } }
const pointed = ({ professional }: Served, event: Diagnosed | undefined): Verdict => {
  const pointers = professional?.diagnoses?.pointers
  const known = event?.diagnoses?.codes.length ?? 0
  return pointers === undefined || event === undefined
    ? undefined
    : pointers.every((to) => to >= 1 && to <= known) || { of: professional ?? {} }
}
const dropPointers = (made: { professional?: { diagnoses?: unknown } | undefined }): void => {
  delete made.professional?.diagnoses
}
const POINTED = 'A diagnosis pointer of the service points to no diagnosis of the event (SV107, HI).'
const isSelf = ({ relationship: own }: Infer<typeof answerSubscriberPerson> | Infer<typeof requestSubscriberPerson>): Verdict =>
  own && ((own.isSubscriber === 'Y' && own.relationship === '18') || { of: own })
const SELF = 'The relationship of the subscriber is not self (2010C INS01 Y, INS02 18).'
const isOther = ({ relationship: own }: Infer<typeof answerDependentPerson> | Infer<typeof requestDependentPerson>): Verdict =>
  own && (own.isSubscriber === 'N' || { of: own })
const OTHER_PERSON = 'The relationship of a dependent is that of the subscriber (2010D INS01 N).'
const makeYes = ({ relationship: own }: { relationship?: { isSubscriber: 'Y' | 'N'; relationship: string } | undefined }): void => {
  if (own) own.isSubscriber = 'Y'
}
const makeNo = ({ relationship: own }: { relationship?: { isSubscriber: 'Y' | 'N' } | undefined }): void => {
  if (own) own.isSubscriber = 'N'
}

const requestRules = [
  rule(requestBody, '278.structure', STRUCTURE, structured),
  rule(
    requestBody,
    '278.reference',
    'The reference of the request is longer than the 30 characters that come back (BHT03).',
    ({ beginning }) => beginning.reference.length <= 30 || { of: beginning },
    {
      ...doubtful,
      mend: ({ beginning }) => {
        beginning.reference = beginning.reference.slice(0, 30)
      },
    },
  ),
  rule(
    requestSubscriber,
    '278.asks',
    'Nothing is asked about this person: neither the subscriber nor a dependent has an event (2000E).',
    ({ level, events = [], dependents = [] }) => events.length + dependents.length > 0 || { of: level },
    {
      ...doubtful,
      mend: (made) => {
        made.events = [{ level: {}, review: { category: 'HS', certification: 'I', service: 'MH' } }]
      },
    },
  ),
  rule(
    requestSubscriber,
    '278.member',
    'The subscriber has no member number, by which payers find the person (2010C NM109).',
    ({ person }) => person.name.id !== undefined || { of: person.name },
    {
      ...doubtful,
      mend: ({ person }) => {
        person.name.idQualifier = 'MI'
        person.name.id = 'XYZ123456789'
      },
    },
  ),
  rule(requestSubscriberPerson, '278.self', SELF, isSelf, { mend: makeYes }),
  rule(requestDependentPerson, '278.dependent', OTHER_PERSON, isOther, { mend: makeNo }),
  rule(
    requestEvent,
    '278.trace',
    'A trace of the request is not its own (TRN01 1).',
    ({ traces = [] }) => traces.flatMap((of) => (of.kind === '1' ? [] : [{ of }])),
    {
      ...doubtful,
      mend: ({ traces = [] }) => {
        for (const one of traces) one.kind = '1'
      },
    },
  ),
  rule(requestService, '278.service', SINGLE, single, { ...doubtful, mend: keepOne }),
  rule(requestService, '278.teeth', TOOTHED, toothed, { ...doubtful, mend: dropTeeth }),
  rule(requestService, '278.pointers', POINTED, (made, around) => pointed(made, around(requestEvent)), { ...doubtful, mend: dropPointers }),
]

type Decided = Pick<Event278, 'decision' | 'rejections'>
const exclusive = ({ decision, rejections: own = [] }: Decided): Verdict => decision && (own.length === 0 || own.map((of) => ({ of })))
const EXCLUSIVE = 'Something is turned down and decided; AAA and HCR exclude each other'
const dropRejections = (made: { rejections?: unknown }): void => {
  delete made.rejections
}
const isNumbered = ({ decision: own }: Decided): Verdict =>
  own && (!['A1', 'A2', 'A6'].includes(own.action) || own.number !== undefined || { of: own })
const NUMBERED = 'Care is certified or modified without an authorization number (HCR01 A1, A2, A6; HCR02)'
const makeNumber = ({ decision: own }: { decision?: { number?: string | undefined } | undefined }): void => {
  if (own) own.number = 'AUTH1'
}
const isReasoned = ({ decision: own }: Decided): Verdict => own && (own.action !== 'A3' || (own.reasons ?? []).length > 0 || { of: own })
const REASONED = 'Care is not certified, and no reason is given (HCR01 A3, HCR03)'
const makeReason = ({ decision: own }: { decision?: { reasons?: string[] | undefined } | undefined }): void => {
  if (own) own.reasons = ['0U']
}
const ordered = ({ issued, expires }: Pick<Event278, 'issued' | 'expires'>): Verdict =>
  issued && expires && (issued.when.from <= expires.when.from || { of: expires })
const ORDERED = 'The certification ends before it was issued (DTP 102, 036)'
const dropExpiry = (made: { expires?: unknown }): void => {
  delete made.expires
}

const answerRules = [
  rule(
    answerEvent,
    '278.decided',
    'The event is neither decided nor turned down, nor is any of its services (HCR, AAA).',
    ({ level, decision, rejections: own = [], services: served = [], providers = [] }) =>
      decision !== undefined ||
      own.length > 0 ||
      served.some((one) => one.decision !== undefined || (one.rejections ?? []).length > 0) ||
      providers.some((one) => (one.rejections ?? []).length > 0) || { of: level },
    {
      ...doubtful,
      mend: (made) => {
        made.decision = { action: 'A4' }
      },
    },
  ),
  rule(answerEvent, '278.either', `${EXCLUSIVE} (2000E).`, exclusive, { ...doubtful, mend: dropRejections }),
  rule(answerService, '278.eitherService', `${EXCLUSIVE} (2000F).`, exclusive, { ...doubtful, mend: dropRejections }),
  rule(answerEvent, '278.number', `${NUMBERED}.`, isNumbered, { ...doubtful, mend: makeNumber }),
  rule(
    answerService,
    '278.numberService',
    `${NUMBERED}, neither its own nor that of the event.`,
    (made, around) => made.decision && (around(answerEvent)?.decision?.number !== undefined || isNumbered(made)),
    { ...doubtful, mend: makeNumber },
  ),
  rule(answerEvent, '278.reason', `${REASONED}.`, isReasoned, { ...doubtful, mend: makeReason }),
  rule(answerService, '278.reasonService', `${REASONED}.`, isReasoned, { ...doubtful, mend: makeReason }),
  rule(answerEvent, '278.dates', `${ORDERED}.`, ordered, { ...doubtful, mend: dropExpiry }),
  rule(answerService, '278.datesService', `${ORDERED}.`, ordered, { ...doubtful, mend: dropExpiry }),
  rule(
    answerEvent,
    '278.echo',
    'The trace of the request does not come back (TRN01 2), so the answer is found by BHT03 and the person only.',
    ({ traces = [] }) => (traces.length === 0 ? undefined : traces.some((one) => one.kind === '2') || traces.map((of) => ({ of }))),
    {
      ...doubtful,
      mend: ({ traces = [] }) => {
        for (const one of traces) one.kind = '2'
      },
    },
  ),
  rule(answerSubscriberPerson, '278.selfAnswered', SELF, isSelf, { ...doubtful, mend: makeYes }),
  rule(answerDependentPerson, '278.dependentAnswered', OTHER_PERSON, isOther, { ...doubtful, mend: makeNo }),
  rule(answerService, '278.serviceAnswered', SINGLE, single, { ...doubtful, mend: keepOne }),
  rule(answerService, '278.teethAnswered', TOOTHED, toothed, { ...doubtful, mend: dropTeeth }),
  rule(answerService, '278.pointersAnswered', POINTED, (made, around) => pointed(made, around(answerEvent)), {
    ...doubtful,
    mend: dropPointers,
  }),
]

const GUIDE = {
  is: 'set',
  id: '278',
  functional: 'HI',
  guide: '005010X217',
  guides: ['005010X217'],
  // Inquiry and notice of a review are close enough to be read.
  older: ['005010X215', '005010X216'],
  namesGuide: true,
} as const

/** The question to a payer whether care may be given. */
export const authorizationRequest: TransactionSet<Request278> = {
  ...GUIDE,
  name: '278 request',
  title: 'Authorization request',
  told: { element: 2, codes: ['13', '01'] },
  body: requestBody,
  units: [requestSubscriber],
  rules: requestRules,
}

/** The payer's decision on it. */
export const authorizationResponse: TransactionSet<Response278> = {
  ...GUIDE,
  name: '278 response',
  title: 'Authorization response',
  told: { element: 2, codes: ['11'] },
  body: answerBody,
  units: [answerSubscriber],
  rules: answerRules,
}
