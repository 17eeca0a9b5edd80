import {
  delayReasons,
  entities,
  idQualifiers,
  quantityQualifiers,
  referenceQualifiers,
  relationships,
  serviceTypes,
  timePeriods,
} from '../../codes/index.ts'
import {
  an,
  coded,
  composite,
  day,
  decimal,
  gap,
  id,
  list,
  listed,
  money,
  noting,
  opt,
  period,
  repeated,
  req,
  row,
  segment,
  time,
  whole,
  type ElementType,
} from '../grammar/words.ts'
import { procedure } from './common.ts'
import { CALENDAR, SHIFT } from './eligibility.ts'
import { among, listOf, openly, worded } from './lists.ts'

/*
 * Segments of the authorization, request and response. Source: 005010X217, 278 of the reference, which is not certain of every code: lists that
 * are known in part refuse nothing.
 */

const YES_NO = coded({ Y: 'yes', N: 'no' })
const PERSON_OR_NOT = coded({ '1': 'person', '2': 'organization' })
const STRUCTURE = worded({ '0007': 'payer, provider, subscriber, dependent, event, services' })

export const BHT_REQUEST = segment(
  'BHT',
  'Beginning of the request',
  req('structure', STRUCTURE),
  req('purpose', coded({ '13': 'request', '01': 'cancellation' })),
  req('reference', id(1, 50)),
  req('day', day),
  req('time', time),
  opt('kind', worded({ RU: 'reservation of services' }), 'when services are to be reserved'),
)
export const BHT_ANSWER = segment(
  'BHT',
  'Beginning of the response',
  req('structure', STRUCTURE),
  req('purpose', coded({ '11': 'response' })),
  req('reference', id(1, 50)),
  req('day', day),
  req('time', time),
  opt(
    'kind',
    worded({ '18': 'final', '19': 'further answers follow', AT: 'administrative', RU: 'reservation of services' }),
    'when it matters whether more will follow',
  ),
)
export const TRN = segment(
  'TRN',
  'Trace',
  req('kind', coded({ '1': 'own trace', '2': 'trace of the request' })),
  req('trace', id(1, 50)),
  req('originator', id(10, 10)),
  opt('subdivision', id(1, 50), 'when one part of the originator is meant'),
)

/* Names. NM106 is used for providers only. */

const named = (entity: ElementType<string>, title: string, idQualifiersHere: string) =>
  noting(
    segment(
      'NM1',
      title,
      req('entity', entity),
      req('kind', PERSON_OR_NOT),
      opt('name', an(1, 60), 'when known'),
      opt('first', an(1, 35), 'when a person is named'),
      opt('middle', an(1, 25), 'when known'),
      opt('prefix', an(1, 10), 'when known'),
      opt('suffix', an(1, 10), 'when known'),
      opt('idQualifier', among(idQualifiers, idQualifiersHere), 'when the number is known'),
      opt('id', id(2, 80), 'when the number is known'),
      gap(3),
    ),
    'P0809',
  )
/** X3 in the guide; clearinghouses have it PR. */
export const REVIEWER = segment(
  'NM1',
  'Utilization management organization',
  req('entity', among(entities, 'X3 PR 2B 36')),
  req('kind', PERSON_OR_NOT),
  opt('name', an(1, 60), 'when known'),
  opt('first', an(1, 35), 'when a person reviews'),
  opt('middle', an(1, 25), 'when a person reviews'),
  gap(),
  opt('suffix', an(1, 10), 'when a person reviews'),
  req('idQualifier', among(idQualifiers, 'PI 24 34 46 XV XX')),
  req('id', id(2, 80)),
  gap(3),
)
export const REQUESTER = segment(
  'NM1',
  'Requester name',
  req('entity', among(entities, '1P FA 2B 36 PR')),
  req('kind', PERSON_OR_NOT),
  opt('name', an(1, 60), 'when known'),
  opt('first', an(1, 35), 'when a person asks'),
  opt('middle', an(1, 25), 'when known'),
  gap(),
  opt('suffix', an(1, 10), 'when known'),
  req('idQualifier', among(idQualifiers, 'XX 24 34 46')),
  req('id', id(2, 80)),
  gap(3),
)
export const SUBSCRIBER = named(among(entities, 'IL'), 'Subscriber name', 'MI II')
export const DEPENDENT = segment(
  'NM1',
  'Patient name',
  req('entity', among(entities, 'QC')),
  req('kind', coded({ '1': 'person' })),
  opt('name', an(1, 60), 'when known'),
  opt('first', an(1, 35), 'when known'),
  opt('middle', an(1, 25), 'when known'),
  gap(),
  opt('suffix', an(1, 10), 'when known'),
  gap(5),
)

/** Who takes part in the care (NM101). */
export const PROVIDERS = ['SJ', '71', '72', '73', '77', 'AAJ', 'DD', 'DK', 'DN', 'FA', 'G3', 'P3', 'QB', 'QV'] as const
/** Where a ride begins and ends. */
export const PLACES = ['PW', '45'] as const
/** Whom to send what the payer asks for. */
export const CONTACTS = ['L5', '1P', '2B', 'PR', 'X3'] as const
export const PROVIDER = named(among(entities, PROVIDERS.join(' ')), 'Provider name', 'XX 24 34 46')
export const CONTACT = named(among(entities, CONTACTS.join(' '), { L5: 'contact' }), 'Contact for further information', 'XX 24 34 46 PI XV')
export const PLACE = segment(
  'NM1',
  'Place of the ride',
  req('entity', worded({ PW: 'pick-up', '45': 'drop-off' })),
  req('kind', PERSON_OR_NOT),
  opt('name', an(1, 60), 'when the place has a name'),
  gap(9),
)
export const OTHER = segment(
  'NM1',
  'Other utilization management organization',
  req('entity', among(entities, 'X3')),
  req('kind', PERSON_OR_NOT),
  opt('name', an(1, 60), 'when known'),
  gap(9),
)
/* Numbers, contacts, roles, people */

const numbered = (codes: string, title: string) =>
  segment('REF', title, req('qualifier', among(referenceQualifiers, codes)), req('value', id(1, 50)), gap(2))
export const REQUESTER_REF = numbered('EI SY G5 ZH 1G 1J N5 N7', 'Requester secondary number')
export const SUBSCRIBER_REF = numbered('6P SY EJ 1L F6 HJ IG N6 NQ', 'Subscriber secondary number')
export const DEPENDENT_REF = numbered('EJ SY', 'Patient secondary number')
export const PROVIDER_REF = segment(
  'REF',
  'Provider secondary number',
  req('qualifier', among(referenceQualifiers, '0B 1G 1J EI G5 N5 N7 SY ZH')),
  req('value', id(1, 50)),
  opt('state', an(1, 80), 'the state, when the number is a state license (0B)'),
  gap(),
)
export const REVIEW_REF = numbered('BB NT', 'Number of an earlier review')

export const PER = segment(
  'PER',
  'Contact',
  req('function', worded({ IC: 'information contact' })),
  opt('name', an(1, 60), 'when it differs from the name above'),
  list(
    'numbers',
    3,
    [req('kind', coded({ TE: 'telephone', FX: 'fax', EM: 'e-mail', EX: 'extension', UR: 'web address' })), req('number', an(1, 256))],
    'S',
  ),
  gap(),
)
export const PRV = noting(
  segment(
    'PRV',
    'Provider role',
    req(
      'role',
      worded({
        AD: 'admitting',
        AS: 'assistant surgeon',
        AT: 'attending',
        BI: 'billing',
        CO: 'consulting',
        CV: 'covering',
        H: 'hospital',
        HH: 'home health care',
        OP: 'operating',
        OR: 'ordering',
        OT: 'other physician',
        PC: 'primary care',
        PE: 'performing',
        RF: 'referring',
        SU: 'supervising',
        LA: 'laboratory',
        P1: 'pharmacist',
        P2: 'pharmacy',
        R: 'rural health clinic',
        SK: 'skilled nursing facility',
      }),
    ),
    opt('qualifier', worded({ PXC: 'taxonomy' }), 'when the taxonomy matters'),
    opt('taxonomy', id(1, 50), 'when the taxonomy matters'),
    gap(3),
  ),
  'P0203',
)
export const DMG = segment(
  'DMG',
  'Birth date and sex',
  req('born', period),
  opt('sex', coded({ F: 'female', M: 'male', U: 'unknown' }), 'when known'),
  gap(8),
)
export const INS_SUBSCRIBER = segment(
  'INS',
  'Relationship to the subscriber',
  req('isSubscriber', YES_NO),
  req('relationship', among(relationships, '18')),
  gap(15),
)
export const INS_DEPENDENT = segment(
  'INS',
  'Relationship to the subscriber',
  req('isSubscriber', YES_NO),
  req('relationship', among(relationships, '01 19 20 21 39 40 53 G8')),
  gap(14),
  opt('birthOrder', whole(9), 'when several were born at once'),
)

/* The review itself */

/** Type of review, UM02 and CR608. */
const CERTIFICATIONS = worded({
  I: 'initial',
  R: 'renewal',
  '4': 'extension',
  S: 'revised',
  '3': 'cancel',
  N: 'reconsideration',
  '1': 'appeal, immediate',
  '2': 'appeal, standard',
})
const PROGNOSES = worded({
  '1': 'poor',
  '2': 'guarded',
  '3': 'fair',
  '4': 'good',
  '5': 'very good',
  '6': 'excellent',
  '7': 'less than six months to live',
  '8': 'terminal',
})
const reviewed = [
  opt('service', listed(serviceTypes, 1, 2), 'when the kind of service is not said by its procedure'),
  opt(
    'location',
    composite(req('code', id(1, 2)), req('kind', coded({ A: 'type of bill', B: 'place of service' })), gap()),
    'when it is known where the care takes place',
  ),
] as const
const CAUSES = worded({ AA: 'auto accident', AP: 'another party', EM: 'employment', OA: 'other accident', AB: 'abuse' })
/** How urgent, UM06. */
const URGENCY = worded({ U: 'urgent', '03': 'emergency', E: 'elective' })
export const UM = segment(
  'UM',
  'Review',
  req('category', coded({ HS: 'health services', AR: 'admission', SC: 'specialty care, a referral', IN: 'individual' })),
  req('certification', CERTIFICATIONS),
  ...reviewed,
  opt(
    'causes',
    composite(
      req('first', CAUSES),
      opt('second', CAUSES, 'when there are two causes'),
      opt('third', CAUSES, 'when there are three causes'),
      opt('state', id(2, 2), 'when a car accident happened in it'),
      opt('country', id(2, 3), 'when it happened outside of the USA'),
    ),
    'when an accident or employment is the cause',
  ),
  opt('urgency', URGENCY, 'when the review is urgent, or its urgency matters'),
  opt(
    'condition',
    worded({
      '1': 'acute',
      '2': 'stable',
      '3': 'chronic',
      '4': 'systemic',
      '5': 'localized',
      '6': 'mild',
      '7': 'healthy',
      E: 'excellent',
      F: 'fair',
      G: 'good',
      P: 'poor',
      '8': 'severe and systemic',
      '9': 'severe, systemic, a threat to life',
    }),
    'when the patient’s condition matters',
  ),
  opt('prognosis', PROGNOSES, 'when the prognosis matters'),
  opt('release', coded({ Y: 'signed', I: 'informed consent by law' }), 'when the patient’s release of information is to be stated'),
  opt('delay', listOf(delayReasons), 'when the request is late'),
)
/** The service differs in this from the event. */
export const UM_SERVICE = segment(
  'UM',
  'Review of the service',
  req('category', coded({ HS: 'health services', SC: 'specialty care, a referral' })),
  opt('certification', CERTIFICATIONS, 'when it differs from that of the event'),
  ...reviewed,
  gap(),
  opt('urgency', URGENCY, 'when it differs from that of the event'),
  gap(4),
)
/** The decision: what is to be done about it is in the reference, section 4. */
export const HCR = segment(
  'HCR',
  'Decision',
  req(
    'action',
    coded({
      A1: 'certified in total',
      A2: 'certified in part',
      A3: 'not certified',
      A4: 'pended',
      A6: 'modified',
      C: 'cancelled',
      CT: 'contact the payer',
      NA: 'no authorization needed',
    }),
  ),
  opt('number', id(1, 50), 'when care is certified or modified: the authorization number'),
  opt('reasons', repeated(id(1, 30), 5), 'when care is not certified, or pended'),
  opt('secondOpinion', YES_NO, 'when a second opinion is needed or not'),
)

const DATES = {
  '439': 'accident',
  '484': 'last menstrual period',
  ABC: 'estimated birth',
  '431': 'onset of the illness',
  AAH: 'event',
  '435': 'admission',
  '096': 'discharge',
  '102': 'issue of the certification',
  '036': 'end of the certification',
  '007': 'certification in force',
  '472': 'service',
} as const
export const DTP = segment('DTP', 'Date', req('qualifier', coded(DATES)), req('when', period))

const health = (kinds: Readonly<Record<string, string>>, title: string) =>
  segment(
    'HI',
    title,
    row('codes', 12, composite(req('kind', worded(kinds)), req('code', id(1, 30)), opt('day', period, 'when its day is known'), gap(5))),
  )
/** Diagnoses with the day each was made. ICD-10 stands without its point. */
export const HI = health(
  {
    ABK: 'principal diagnosis',
    ABF: 'diagnosis',
    ABJ: 'admitting diagnosis',
    APR: 'reason for the visit',
    BK: 'principal, ICD-9',
    BF: 'ICD-9',
    BJ: 'admitting, ICD-9',
    PR: 'reason for the visit, ICD-9',
    DR: 'diagnosis related group',
  },
  'Diagnoses',
)
/** What the payer wants to know before it decides, by LOINC. */
export const HI_ASKED = health({ LOI: 'LOINC' }, 'Information asked for')

/** How often care is asked for or approved: a quantity, per unit, over a number of periods. */
export const HSD = noting(
  segment(
    'HSD',
    'Delivery of care',
    opt('kind', among(quantityQualifiers, 'VS DY HS FL MN', { HR: 'hours', UN: 'units' }), 'when a quantity is stated'),
    opt('quantity', decimal(15), 'when a quantity is stated'),
    opt('per', worded({ DA: 'day', MO: 'month', VS: 'visit', WK: 'week', YR: 'year' }), 'when the quantity holds per unit of time'),
    opt('frequency', decimal(6), 'when it holds for several such units'),
    opt('period', listOf(timePeriods), 'when it holds for a period'),
    opt('periods', decimal(3), 'when it holds for several periods'),
    opt('pattern', CALENDAR, 'when the days matter'),
    opt('time', SHIFT, 'when the time of day matters'),
  ),
  'P0102',
  'C0605',
)
export const CRC = segment(
  'CRC',
  'Conditions',
  req(
    'category',
    coded({
      '07': 'ambulance',
      '08': 'chiropractic',
      '09': 'equipment',
      '11': 'oxygen',
      '75': 'functional limitations',
      '76': 'activities permitted',
      '77': 'mental status',
    }),
  ),
  req('applies', YES_NO),
  row(
    'conditions',
    5,
    openly(
      {
        '01': 'admitted to a hospital',
        '02': 'confined to bed before the ride',
        '03': 'confined to bed after the ride',
        '04': 'moved by stretcher',
        '05': 'unconscious or in shock',
        '06': 'emergency',
        '07': 'restrained',
        '08': 'bleeding visibly',
        '09': 'ride medically necessary',
        '12': 'confined to bed or chair',
        AA: 'amputation',
        AL: 'ambulation limited',
        BL: 'bowel or bladder incontinence',
        CO: 'contracture',
        DY: 'short of breath',
        EL: 'endurance limited',
        HL: 'hearing limited',
        LB: 'legally blind',
        OL: 'other limitation',
        PA: 'paralysis',
        SL: 'speech limited',
        BR: 'bedrest, bathroom allowed',
        CA: 'cane',
        CB: 'complete bedrest',
        CR: 'crutches',
        EP: 'exercises prescribed',
        IH: 'independent at home',
        NR: 'no restrictions',
        PW: 'partial weight bearing',
        TR: 'transfer to bed or chair',
        UT: 'up as tolerated',
        WA: 'walker',
        WR: 'wheelchair',
        AG: 'agitated',
        CM: 'comatose',
        DI: 'disoriented',
        DP: 'depressed',
        FO: 'forgetful',
        LE: 'lethargic',
        MC: 'other mental condition',
        OT: 'oriented',
      },
      2,
      3,
    ),
  ),
)
/** Residence in a nursing home; CL104, SV209. */
const RESIDENCE = worded({
  '1': 'transferred to intermediate care for the intellectually disabled',
  '2': 'newly admitted',
  '3': 'newly eligible',
  '4': 'no longer eligible',
  '5': 'still a resident',
  '6': 'absent for a while, in a hospital',
  '7': 'absent for a while, elsewhere',
  '8': 'transferred to intermediate care',
  '9': 'other',
})
/** Level of care in a nursing home; SV120, SV210. */
const LEVEL_OF_CARE = openly(
  {
    '1': 'skilled nursing',
    '2': 'intermediate care',
    '3': 'intermediate care for the intellectually disabled',
    '4': 'chronic care',
    '5': 'rehabilitation',
    '6': 'severe behavior management',
  },
  1,
  1,
)
export const CL1 = segment(
  'CL1',
  'Admission',
  opt(
    'kind',
    openly({ '1': 'emergency', '2': 'urgent', '3': 'elective', '4': 'newborn', '5': 'trauma', '9': 'not known' }, 1, 1),
    'when an admission is reviewed',
  ),
  opt('source', id(1, 1), 'when an admission is reviewed: where from'),
  opt('status', id(1, 2), 'when the patient’s status at discharge is known'),
  opt('residence', RESIDENCE, 'when the patient lives in a nursing home'),
)
export const CR1 = noting(
  segment(
    'CR1',
    'Ambulance transport',
    opt('weightUnit', worded({ LB: 'pounds', KG: 'kilograms' }), 'when the weight matters'),
    opt('weight', decimal(10), 'when the weight matters'),
    req('trip', coded({ I: 'first trip', R: 'return trip', T: 'transfer', X: 'round trip' })),
    opt(
      'reason',
      worded({
        A: 'nearest facility that can care for it',
        B: 'preferred physician',
        C: 'nearness of the family',
        D: 'specialist or special equipment',
        E: 'rehabilitation',
        F: 'residential facility',
      }),
      'when the reason of the ride matters',
    ),
    opt('distanceUnit', worded({ DH: 'miles', DK: 'kilometers' }), 'when the distance is known'),
    opt('distance', decimal(15), 'when the distance is known'),
    gap(2),
    opt('roundTrip', an(1, 80), 'when it is a round trip: why'),
    opt('stretcher', an(1, 80), 'when a stretcher is used: why'),
  ),
  'P0102',
  'P0506',
)
export const CR2 = noting(
  segment(
    'CR2',
    'Spinal manipulation',
    opt('treatment', whole(9), 'when the treatment is one of a series: which'),
    opt('treatments', decimal(15), 'when the treatment is one of a series: of how many'),
    opt('level', id(2, 3), 'when a subluxation is treated: where'),
    opt('toLevel', id(2, 3), 'when it reaches to another vertebra'),
    gap(3),
    req(
      'condition',
      worded({
        A: 'acute',
        C: 'chronic',
        D: 'not acute',
        E: 'not life threatening',
        F: 'routine',
        G: 'symptomatic',
        M: 'acute phase of a chronic condition',
      }),
    ),
    req('complicated', YES_NO),
    opt('text', an(1, 80), 'when the condition needs words'),
    opt('moreText', an(1, 80), 'when the condition needs more words'),
    opt('xray', YES_NO, 'when it matters whether X-rays are at hand'),
  ),
  'P0102',
  'C0403',
)
const EQUIPMENT = worded({
  A: 'concentrator',
  B: 'liquid, stationary',
  C: 'gaseous, stationary',
  D: 'liquid, portable',
  E: 'gaseous, portable',
  O: 'other',
})
const FINDING = worded({ '1': 'edema that suggests heart failure', '2': 'P pulmonale', '3': 'too many red cells' })
export const CR5 = segment(
  'CR5',
  'Home oxygen',
  gap(2),
  req('equipment', EQUIPMENT),
  opt('otherEquipment', EQUIPMENT, 'when there is a second kind'),
  opt('reason', an(1, 80), 'when the equipment needs a reason'),
  req('flow', decimal(15)),
  opt('timesPerDay', decimal(15), 'when it is not used all day'),
  opt('hours', decimal(15), 'when it is not used all day'),
  opt('order', an(1, 80), 'when a respiratory therapist has orders'),
  opt('bloodGas', decimal(15), 'when arterial blood gas was measured'),
  opt('saturation', decimal(15), 'when saturation was measured'),
  opt(
    'tested',
    worded({
      E: 'exercising',
      N: 'no special condition',
      O: 'on oxygen',
      R: 'at rest on room air',
      S: 'sleeping',
      W: 'walking',
      X: 'other',
    }),
    'when a test was made: how',
  ),
  row('findings', 3, FINDING, 'S'),
  opt('portableFlow', decimal(15), 'when there is a portable system'),
  req(
    'delivery',
    worded({ A: 'nasal cannula', B: 'conserving device', C: 'conserving with pulse', D: 'conserving with reservoir', E: 'transtracheal' }),
  ),
  opt('portableEquipment', EQUIPMENT, 'when there is a portable system'),
)
export const CR6 = noting(
  segment(
    'CR6',
    'Home health care',
    req('prognosis', PROGNOSES),
    req('begins', day),
    opt('certified', period, 'when the care is certified for a time'),
    gap(2),
    req('medicare', worded({ Y: 'covered by Medicare', N: 'not covered', U: 'not known', W: 'does not apply' })),
    req('certification', CERTIFICATIONS),
    opt('surgery', day, 'when surgery came before'),
    opt('surgeryKind', id(2, 2), 'when surgery came before'),
    opt('surgeryCode', id(1, 15), 'when surgery came before'),
    opt('ordered', day, 'when the physician’s order has a day'),
    opt('seen', day, 'when the physician saw the patient'),
    opt('contacted', day, 'when the agency talked to the physician'),
    opt('admitted', period, 'when the patient was an inpatient before'),
    opt(
      'from',
      openly(
        {
          A: 'acute care facility',
          B: 'boarding home',
          C: 'hospice',
          D: 'intermediate care facility',
          E: 'long-term care facility',
          G: 'nursing home',
          H: 'sub-acute care facility',
          L: 'other',
          M: 'rehabilitation facility',
          O: 'outpatient facility',
          P: 'private home',
          R: 'residential treatment facility',
          S: 'skilled nursing facility',
          T: 'rest home',
        },
        1,
        1,
      ),
      'when it matters where the patient is or was',
    ),
    gap(4),
  ),
  'P091011',
)

/* Services */

const UNITS = worded({ UN: 'units', MJ: 'minutes', F2: 'international units', DA: 'days' })
const CHARGED = 'when the charge is to be stated'
const COUNTED = 'when a number of units is asked for or approved'
export const SV1 = noting(
  segment(
    'SV1',
    'Professional service',
    req('procedure', procedure),
    opt('charge', money, CHARGED),
    opt('unit', UNITS, COUNTED),
    opt('quantity', decimal(15), COUNTED),
    gap(2),
    opt('diagnoses', composite(row('pointers', 4, whole(2))), 'when the service is for some of the diagnoses'),
    gap(3),
    opt('epsdt', YES_NO, 'when the service comes of a check-up of a child (EPSDT)'),
    gap(8),
    opt('levelOfCare', LEVEL_OF_CARE, 'when the care is in a nursing home'),
    gap(),
  ),
  'P0304',
)
export const SV2 = noting(
  segment(
    'SV2',
    'Institutional service',
    opt('revenue', id(1, 48), 'when the service is said by its revenue code'),
    opt('procedure', procedure, 'when the service is said by its procedure'),
    opt('charge', money, CHARGED),
    opt('unit', UNITS, COUNTED),
    opt('quantity', decimal(15), COUNTED),
    opt('rate', decimal(10), 'when there is a rate'),
    gap(2),
    opt('residence', RESIDENCE, 'when the patient lives in a nursing home'),
    opt('levelOfCare', LEVEL_OF_CARE, 'when the care is in a nursing home'),
  ),
  'R0102',
  'P0405',
)
export const SV3 = segment(
  'SV3',
  'Dental service',
  req('procedure', procedure),
  opt('charge', money, CHARGED),
  gap(),
  opt('areas', composite(row('codes', 5, id(1, 3))), 'when an area of the mouth is meant'),
  opt('prosthesis', coded({ I: 'first placement', R: 'replacement' }), 'when a crown, inlay or prosthesis is placed'),
  req('quantity', decimal(15)),
  opt('description', an(1, 80), 'when the service needs words'),
  gap(4),
)
export const TOO = noting(
  segment(
    'TOO',
    'Tooth',
    req('list', worded({ JP: 'tooth number' })),
    req('tooth', id(1, 30)),
    opt(
      'surfaces',
      composite(row('codes', 5, worded({ B: 'buccal', D: 'distal', F: 'facial', I: 'incisal', L: 'lingual', M: 'mesial', O: 'occlusal' }))),
      'when surfaces are meant',
    ),
  ),
  'P0102',
)
