import {
  benefitInformation,
  entities,
  idQualifiers,
  insuranceTypes,
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
import { wholeNumber } from '../../../src-shared/number.ts'
import { among, listOf, worded } from './lists.ts'

/* Segments of eligibility, inquiry and response. Source: 005010X279A1, 270-271 of the reference. */

const YES_NO = coded({ Y: 'yes', N: 'no' })
const PERSON_OR_NOT = coded({ '1': 'person', '2': 'organization' })

/* Beginning and trace */

export const BHT_INQUIRY = segment(
  'BHT',
  'Beginning of the inquiry',
  req('structure', id(4, 4)),
  req('purpose', coded({ '13': 'request', '01': 'cancellation of a request' })),
  opt('reference', id(1, 50), 'when asked in real time; it comes back in the answer'),
  req('day', day),
  req('time', time),
  opt('kind', coded({ RT: 'spend-down' }), 'when a Medicaid spend-down is reported'),
)
export const BHT_RESPONSE = segment(
  'BHT',
  'Beginning of the response',
  req('structure', id(4, 4)),
  req('purpose', coded({ '11': 'response', '06': 'confirmation of a cancellation' })),
  opt('reference', id(1, 50), 'when the inquiry had one: the same'),
  req('day', day),
  req('time', time),
  gap(),
)

const ORIGINATOR = '1 and EIN, 3 and DUNS, or 9 and nine signs of the sender'
export const TRN_INQUIRY = segment(
  'TRN',
  'Trace',
  req('kind', coded({ '1': 'own trace' })),
  req('trace', id(1, 50)),
  req('originator', id(10, 10)),
  opt('subdivision', id(1, 50), 'when one part of the sender is meant'),
)
export const TRN_RESPONSE = segment(
  'TRN',
  'Trace',
  req('kind', coded({ '1': 'trace of the payer or clearinghouse', '2': 'trace of the inquiry' })),
  req('trace', id(1, 50)),
  opt('originator', id(10, 10), ORIGINATOR),
  opt('subdivision', id(1, 50), 'when one part of the sender is meant'),
)

/* Names */

const firstToSuffix = [
  opt('first', an(1, 35), 'when a person is named'),
  opt('middle', an(1, 25), 'when known'),
  gap(),
  opt('suffix', an(1, 10), 'when known'),
] as const

export const PAYER = segment(
  'NM1',
  'Payer name',
  req('entity', among(entities, 'PR 2B 36 GP P5')),
  req('kind', PERSON_OR_NOT),
  req('name', an(1, 60)),
  ...firstToSuffix,
  req('idQualifier', among(idQualifiers, 'PI 24 46 FI NI XV XX')),
  req('id', id(2, 80)),
  gap(3),
)
const RECEIVERS = among(entities, '1P 2B 36 80 FA GP P5 PR')
const RECEIVER_IDS = among(idQualifiers, 'XX 24 34 FI PI PP SV XV')
export const RECEIVER = segment(
  'NM1',
  'Provider name',
  req('entity', RECEIVERS),
  req('kind', PERSON_OR_NOT),
  req('name', an(1, 60)),
  ...firstToSuffix,
  req('idQualifier', RECEIVER_IDS),
  req('id', id(2, 80)),
  gap(3),
)
export const RECEIVER_ANSWERED = segment(
  'NM1',
  'Provider name',
  req('entity', RECEIVERS),
  req('kind', PERSON_OR_NOT),
  opt('name', an(1, 60), 'when the inquiry had it'),
  ...firstToSuffix,
  req('idQualifier', RECEIVER_IDS),
  req('id', id(2, 80)),
  gap(3),
)

const person = (situation: string) =>
  [
    opt('name', an(1, 60), situation),
    opt('first', an(1, 35), situation),
    opt('middle', an(1, 25), situation),
    gap(),
    opt('suffix', an(1, 10), situation),
  ] as const
const FOUND = 'when known and of use to find the person'
const ANSWERED = 'unless the person is turned down; it may differ from the inquiry'
const MEMBER = among(idQualifiers, 'MI II')
const subscriberName = (situation: string) =>
  noting(
    segment(
      'NM1',
      'Subscriber name',
      req('entity', among(entities, 'IL')),
      req('kind', PERSON_OR_NOT),
      ...person(situation),
      opt('idQualifier', MEMBER, 'when the member number is known'),
      opt('id', id(2, 80), 'when the member number is known'),
      gap(3),
    ),
    'P0809',
  )
export const SUBSCRIBER = subscriberName(FOUND)
export const SUBSCRIBER_ANSWERED = subscriberName(ANSWERED)
export const DEPENDENT = segment(
  'NM1',
  'Dependent name',
  req('entity', among(entities, '03')),
  req('kind', coded({ '1': 'person' })),
  ...person(FOUND),
  gap(5),
)
/** The guide has no number of the dependent; payers that number each member send it nevertheless. */
export const DEPENDENT_ANSWERED = noting(
  segment(
    'NM1',
    'Dependent name',
    req('entity', among(entities, '03')),
    req('kind', coded({ '1': 'person' })),
    ...person(ANSWERED),
    opt('idQualifier', MEMBER, 'not of the guide: payers with a number for each member send it'),
    opt('id', id(2, 80), 'not of the guide: payers with a number for each member send it'),
    gap(3),
  ),
  'P0809',
)
export const RELATED = noting(
  segment(
    'NM1',
    'Related party',
    req('entity', among(entities, '13 1I 1P 2B 36 73 FA GP GW I3 IL LR OC P3 P4 P5 PR PRP SEP TTP VER VN VY X3 Y2')),
    req('kind', PERSON_OR_NOT),
    opt('name', an(1, 60), 'when known'),
    ...firstToSuffix,
    opt('idQualifier', among(idQualifiers, '24 34 46 FA FI II MI NI PI PP SV XV XX'), 'when the party has a number'),
    opt('id', id(2, 80), 'when the party has a number'),
    opt(
      'relationship',
      worded({
        '01': 'parent',
        '02': 'child',
        '27': 'domestic partner',
        '41': 'spouse',
        '48': 'employee',
        '65': 'other',
        '72': 'not known',
      }),
      'when the party is a person related to the patient',
    ),
    gap(2),
  ),
  'P0809',
)

/* Address and contact */

export const N3 = segment('N3', 'Street address', req('line1', an(1, 55)), opt('line2', an(1, 55), 'when there is a second line'))
const CITY = [
  req('city', an(2, 30)),
  opt('state', id(2, 2), 'in the USA and Canada'),
  opt('zip', id(3, 15), 'in the USA and Canada, and where there are postal codes'),
  opt('country', id(2, 3), 'outside of the USA'),
] as const
const SUBDIVISION = 'outside of the USA and Canada, where there are states'
export const N4 = noting(segment('N4', 'City, state, ZIP', ...CITY, gap(2), opt('subdivision', id(1, 3), SUBDIVISION)), 'E0207', 'C0704')
export const N4_REGION = noting(
  segment(
    'N4',
    'City, state, ZIP',
    ...CITY,
    opt('regionKind', worded({ RJ: 'health service region of the armed forces' }), 'for TRICARE'),
    opt('region', id(1, 30), 'for TRICARE'),
    opt('subdivision', id(1, 3), SUBDIVISION),
  ),
  'E0207',
  'C0605',
  'C0704',
)
export const PER = segment(
  'PER',
  'Contact',
  req('function', id(2, 2)),
  opt('name', an(1, 60), 'when it differs from the name above'),
  list(
    'numbers',
    3,
    [
      req(
        'kind',
        coded({
          TE: 'telephone',
          FX: 'fax',
          EM: 'e-mail',
          EX: 'extension',
          UR: 'web address',
          ED: 'EDI access number',
          WP: 'work telephone',
        }),
      ),
      req('number', an(1, 256)),
    ],
    'S',
  ),
  gap(),
)

/* Numbers, dates, roles */

/** A further number of a party or benefit. */
const reference = (qualifiers: ElementType<string>, title: string) =>
  segment('REF', title, req('qualifier', qualifiers), req('value', id(1, 50)), gap(2))
/** A further number with what it names: the group, the plan; the state of a license. */
const described = (qualifiers: ElementType<string>, title: string, when: string) =>
  segment('REF', title, req('qualifier', qualifiers), req('value', id(1, 50)), opt('description', an(1, 80), when), gap())

export const RECEIVER_REF = described(
  among(referenceQualifiers, '0B 1C 1D 1J 4A CT EL EO HPI JD N5 N7 Q4 SY TJ'),
  'Provider secondary number',
  'the state, when the number is a state license (0B)',
)
export const SUBSCRIBER_REF = reference(
  among(referenceQualifiers, '18 1L 1W 3H 6P CT EA EJ F6 GH HJ IG N6 NQ SY Y4'),
  'Subscriber secondary number',
)
const CATEGORY = { MRC: 'eligibility category' }
export const DEPENDENT_REF = reference(
  among(referenceQualifiers, '18 1L 1W 6P CT EA EJ F6 GH HJ IF IG N6 SY Y4', CATEGORY),
  'Dependent secondary number',
)
const NAME_OF_PLAN = 'the name of the group, plan or network, when the number is its (18, 6P, N6)'
export const SUBSCRIBER_REF_ANSWERED = described(
  among(referenceQualifiers, '18 1L 1W 3H 49 6P CE CT EA EJ F6 GH HJ IF IG N6 NQ Q4 SY Y4'),
  'Subscriber secondary number',
  NAME_OF_PLAN,
)
export const DEPENDENT_REF_ANSWERED = described(
  among(referenceQualifiers, '18 1L 1W 49 6P CE CT EA EJ F6 GH HJ IF IG N6 NQ Q4 SY Y4', CATEGORY),
  'Dependent secondary number',
  NAME_OF_PLAN,
)
export const BENEFIT_REF = described(
  among(referenceQualifiers, '18 1L 1W 49 6P 9F ALS CLI F6 FO G1 IG M7 N6 NQ'),
  'Benefit number',
  NAME_OF_PLAN,
)
export const AUTHORIZATION_REF = reference(among(referenceQualifiers, '9F G1'), 'Referral or authorization')

const DATES = {
  '096': 'discharge',
  '102': 'issue',
  '152': 'change in force',
  '193': 'period begins',
  '194': 'period ends',
  '198': 'completion',
  '290': 'coordination of benefits',
  '291': 'plan',
  '292': 'benefit',
  '295': 'primary care provider',
  '304': 'last visit',
  '307': 'eligibility',
  '318': 'added',
  '340': 'COBRA begins',
  '341': 'COBRA ends',
  '342': 'premium paid from',
  '343': 'premium paid to',
  '346': 'plan begins',
  '347': 'plan ends',
  '348': 'benefit begins',
  '349': 'benefit ends',
  '356': 'eligibility begins',
  '357': 'eligibility ends',
  '382': 'enrollment',
  '435': 'admission',
  '442': 'death',
  '458': 'certification',
  '472': 'service',
  '539': 'policy in force',
  '540': 'policy expires',
  '636': 'last update',
  '771': 'status',
}
const dated = (qualifiers: readonly (keyof typeof DATES)[], title: string) =>
  segment('DTP', title, req('qualifier', worded(Object.fromEntries(qualifiers.map((one) => [one, DATES[one]])))), req('when', period))
export const INQUIRY_DTP = dated(['102', '291'], 'Date')
export const PERSON_DTP = dated(
  [
    '096',
    '102',
    '152',
    '291',
    '307',
    '318',
    '340',
    '341',
    '342',
    '343',
    '346',
    '347',
    '356',
    '357',
    '382',
    '435',
    '442',
    '458',
    '472',
    '539',
    '540',
    '636',
    '771',
  ],
  'Date',
)
/** A benefit has no end of the plan (347) in the guide; payers send it beside its begin. */
export const BENEFIT_DTP = dated(
  [
    '096',
    '193',
    '194',
    '198',
    '290',
    '291',
    '292',
    '295',
    '304',
    '307',
    '318',
    '346',
    '347',
    '348',
    '349',
    '356',
    '357',
    '435',
    '472',
    '636',
    '771',
  ],
  'Date of the benefit',
)

const ROLES = {
  AD: 'admitting',
  AT: 'attending',
  BI: 'billing',
  CO: 'consulting',
  CV: 'covering',
  H: 'hospital',
  HH: 'home health care',
  LA: 'laboratory',
  OT: 'other physician',
  P1: 'pharmacist',
  P2: 'pharmacy',
  PC: 'primary care',
  PE: 'performing',
  R: 'rural health clinic',
  RF: 'referring',
  SK: 'skilled nursing facility',
  SU: 'supervising',
}
const TAXONOMY = { PXC: 'taxonomy' }
const role = (roles: Readonly<Record<string, string>>, qualifiers: Readonly<Record<string, string>>, title: string) =>
  noting(
    segment(
      'PRV',
      title,
      req('role', worded(roles)),
      opt('qualifier', worded(qualifiers), 'when taxonomy or number of the provider matter'),
      opt('taxonomy', id(1, 50), 'when taxonomy or number of the provider matter'),
      gap(3),
    ),
    'P0203',
  )
export const RECEIVER_PRV = role({ ...ROLES, SB: 'submitting' }, TAXONOMY, 'Provider role')
export const PATIENT_PRV = role(
  ROLES,
  {
    ...TAXONOMY,
    '9K': 'provider number',
    D3: 'pharmacy number',
    EI: 'employer’s tax number',
    HPI: 'NPI',
    SY: 'social security number',
    TJ: 'tax number',
  },
  'Provider role for the patient',
)
export const PATIENT_PRV_ANSWERED = role(ROLES, TAXONOMY, 'Provider role for the patient')

const birth = (situation: string) =>
  segment(
    'DMG',
    'Birth date and sex',
    opt('born', period, situation),
    opt('sex', coded({ F: 'female', M: 'male', U: 'unknown' }), situation),
    gap(8),
  )
export const DMG = birth(FOUND)
export const DMG_ANSWERED = birth(ANSWERED)
const birthOrder = opt('birthOrder', whole(9), 'when several were born at once')
export const INS_INQUIRY = segment(
  'INS',
  'Relationship to the subscriber',
  req('isSubscriber', YES_NO),
  req('relationship', among(relationships, '18 01 19 34')),
  gap(14),
  birthOrder,
)
export const INS_RESPONSE = segment(
  'INS',
  'Relationship to the subscriber',
  req('isSubscriber', YES_NO),
  req('relationship', among(relationships, '18 01 19 20 21 34 39 40 53 G8')),
  opt('maintenance', worded({ '001': 'changed' }), 'when the payer corrects what identifies the person'),
  opt('reason', worded({ '25': 'identifying data changed' }), 'when the payer corrects what identifies the person'),
  gap(12),
  birthOrder,
)

/** Up to eight diagnoses, the principal one first. ICD-10 stands without its point. */
export const HI = segment(
  'HI',
  'Diagnoses',
  row(
    'codes',
    8,
    composite(
      req('kind', worded({ ABK: 'principal diagnosis', ABF: 'diagnosis', BK: 'principal, ICD-9', BF: 'ICD-9' })),
      req('code', id(1, 30)),
      gap(7),
    ),
  ),
  gap(4),
)
/** Whether a diagnosis pointer, as it stands, points to one of so many diagnoses. */
export function pointsTo(pointer: string, known: number): boolean {
  const place = wholeNumber(pointer)
  return place !== undefined && place >= 1 && place <= known
}
const pointers = composite(list('pointers', 4, [req('to', id(1, 2))]))
const CODE_KINDS = worded({
  AD: 'dental',
  CJ: 'CPT',
  HC: 'CPT or HCPCS',
  ID: 'ICD procedure',
  IV: 'home infusion',
  N4: 'NDC',
  ZZ: 'agreed list',
})

/* 2110 of the inquiry */

const ASKED = [
  opt('services', repeated(listed(serviceTypes, 1, 2), 99), 'when asked by service type; several only where the payer takes them'),
  opt(
    'procedure',
    composite(req('kind', CODE_KINDS), req('code', id(1, 48)), row('modifiers', 4, id(2, 2), 'S'), gap(2)),
    'when asked by procedure',
  ),
] as const
const DIAGNOSES_ASKED = 'when the question is of some of the diagnoses above'
export const EQ = noting(
  segment(
    'EQ',
    'Inquiry',
    ...ASKED,
    opt('level', coded({ FAM: 'family' }), 'when the family’s benefits are asked about'),
    gap(),
    opt('diagnoses', pointers, DIAGNOSES_ASKED),
  ),
  'R0102',
)
/** A dependent is asked about alone, never for the family. */
export const EQ_DEPENDENT = noting(segment('EQ', 'Inquiry', ...ASKED, gap(2), opt('diagnoses', pointers, DIAGNOSES_ASKED)), 'R0102')
export const AMT = segment(
  'AMT',
  'Spend-down',
  req('qualifier', coded({ R: 'spend-down', PB: 'total billed' })),
  req('amount', money),
  gap(),
)
export const III_ASKED = segment('III', 'Place of service', req('list', worded({ ZZ: 'place of service' })), req('code', id(1, 30)), gap(7))

/* 2110 of the response */

export const EB = noting(
  segment(
    'EB',
    'Eligibility or benefit',
    req('information', listOf(benefitInformation)),
    opt(
      'level',
      coded({
        CHD: 'children only',
        DEP: 'dependents only',
        ECH: 'employee and children',
        EMP: 'employee only',
        ESP: 'employee and spouse',
        FAM: 'family',
        IND: 'individual',
        SPC: 'spouse and children',
        SPO: 'spouse only',
      }),
      'when the benefit is of some of the covered people',
    ),
    opt('services', repeated(listed(serviceTypes, 1, 2), 99), 'when the benefit is of a service type; each has it by itself'),
    opt('insurance', listOf(insuranceTypes), 'when the kind of insurance is known'),
    opt('plan', an(1, 50), 'when the plan has a name'),
    opt('period', listOf(timePeriods), 'when amount, percentage or quantity hold for a period'),
    opt('amount', money, 'when the benefit is an amount'),
    opt('percent', decimal(10), 'when the benefit is a share; of coinsurance the patient’s, 0.2 is 20 %'),
    opt(
      'quantityKind',
      among(quantityQualifiers, '8H 99 CA CE D3 DB DY HS LA LE M2 MN P6 QA S7 S8 VS YY'),
      'when the benefit is a quantity',
    ),
    opt('quantity', decimal(15), 'when the benefit is a quantity'),
    opt('authorization', coded({ Y: 'needed', N: 'not needed', U: 'not known' }), 'when it is stated whether to get an authorization'),
    opt('inNetwork', coded({ Y: 'in network', N: 'out of network', W: 'both', U: 'not known' }), 'when the benefit differs by network'),
    opt(
      'procedure',
      composite(
        req('kind', CODE_KINDS),
        req('code', id(1, 48)),
        opt('modifier1', id(2, 2), 'when the procedure has it'),
        opt('modifier2', id(2, 2), 'when the procedure has it'),
        opt('modifier3', id(2, 2), 'when the procedure has it'),
        opt('modifier4', id(2, 2), 'when the procedure has it'),
        gap(),
        opt('upTo', id(1, 48), 'when a range of codes is meant'),
      ),
      'when the benefit is of a procedure',
    ),
    opt('diagnoses', pointers, 'when the benefit is for some of the diagnoses above'),
  ),
  'P0910',
)
/** On which days of the week or weeks of the month; HSD07. */
export const CALENDAR = worded({
  '1': 'first week of the month',
  '2': 'second week of the month',
  '3': 'third week of the month',
  '4': 'fourth week of the month',
  '5': 'fifth week of the month',
  '6': 'first and third weeks',
  '7': 'second and fourth weeks',
  '8': 'first working day of the period',
  '9': 'last working day of the period',
  A: 'Monday to Friday',
  B: 'Monday to Saturday',
  C: 'Monday to Sunday',
  D: 'Monday',
  E: 'Tuesday',
  F: 'Wednesday',
  G: 'Thursday',
  H: 'Friday',
  J: 'Saturday',
  K: 'Sunday',
  L: 'Monday to Thursday',
  M: 'at once',
  N: 'as directed',
  O: 'daily, Monday to Friday',
  P: 'half on Monday, half on Thursday',
  Q: 'half on Tuesday, half on Thursday',
  R: 'half on Wednesday, half on Friday',
  S: 'once, Monday to Friday',
  SA: 'Sunday, Monday, Thursday, Friday, Saturday',
  SB: 'Tuesday to Saturday',
  SC: 'Sunday, Wednesday to Saturday',
  SD: 'Monday, Wednesday to Saturday',
  SG: 'Tuesday to Friday',
  SL: 'Monday, Tuesday, Thursday',
  SP: 'Monday, Tuesday, Friday',
  SX: 'Wednesday, Thursday',
  SY: 'Monday, Wednesday, Thursday',
  SZ: 'Tuesday, Thursday, Friday',
  T: 'half on Tuesday, half on Friday',
  U: 'half on Monday, half on Wednesday',
  V: 'a third each on Monday, Wednesday, Friday',
  W: 'whenever needed',
  WE: 'weekend',
  X: 'half by Wednesday, the rest by Friday',
  Y: 'none',
})
/** At what time of the day; HSD08. */
export const SHIFT = worded({
  A: 'first shift',
  B: 'second shift',
  C: 'third shift',
  D: 'morning',
  E: 'afternoon',
  F: 'as directed',
  G: 'any shift',
  Y: 'none',
})
/** How often care is or may be given: a quantity, per unit, over a number of periods. */
export const HSD = noting(
  segment(
    'HSD',
    'Delivery of care',
    opt('kind', among(quantityQualifiers, 'VS DY FL HS MN'), 'when a quantity is stated'),
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
export const III = noting(
  segment(
    'III',
    'Place or nature of injury',
    opt('list', worded({ ZZ: 'place of service', NI: 'nature of injury', GR: 'nature of injury, NCCI' }), 'when a code is given'),
    opt('code', id(1, 30), 'when a code is given'),
    opt('category', worded({ '44': 'nature of injury' }), 'when the injury is put in words'),
    opt('text', an(1, 264), 'when the part of the body is named'),
    gap(5),
  ),
  'P0102',
  'C0304',
)
export const MPI = segment(
  'MPI',
  'Military personnel',
  req(
    'status',
    worded({ A: 'partial', C: 'current', L: 'latest', O: 'oldest', P: 'earlier', S: 'second most current', T: 'third most current' }),
  ),
  req(
    'employment',
    worded({
      AE: 'active reserve',
      AO: 'active, overseas',
      AS: 'academy student',
      AT: 'presidential appointee',
      AU: 'active, USA',
      CC: 'contractor',
      DD: 'dishonorably discharged',
      HD: 'honorably discharged',
      IR: 'inactive reserve',
      LX: 'on leave',
      PE: 'plans to enlist',
      RE: 'recommissioned',
      RM: 'retired, overseas',
      RR: 'retired without recall',
      RU: 'retired, USA',
    }),
  ),
  req(
    'government',
    worded({
      A: 'Air Force',
      B: 'Air Force Reserve',
      C: 'Army',
      D: 'Army Reserve',
      E: 'Coast Guard',
      F: 'Marine Corps',
      G: 'Marine Corps Reserve',
      H: 'National Guard',
      I: 'Navy',
      J: 'Navy Reserve',
      K: 'other',
      L: 'Peace Corps',
      M: 'regular armed forces',
      N: 'reserves',
      O: 'Public Health Service',
      Q: 'foreign military',
      R: 'Red Cross',
      S: 'Department of Defense',
      U: 'United Services Organization',
      W: 'Military Sealift Command',
    }),
  ),
  opt('description', an(1, 80), 'when the unit is named'),
  opt(
    'rank',
    worded({
      A1: 'admiral',
      A2: 'airman',
      A3: 'airman first class',
      B1: 'basic airman',
      B2: 'brigadier general',
      C1: 'captain',
      C2: 'chief master sergeant',
      C3: 'chief petty officer',
      C4: 'chief warrant officer',
      C5: 'colonel',
      C6: 'commander',
      C7: 'commodore',
      C8: 'corporal',
      C9: 'corporal, specialist 4',
      E1: 'ensign',
      F1: 'first lieutenant',
      F2: 'first sergeant',
      F3: 'first sergeant (master sergeant)',
      F4: 'fleet admiral',
      G1: 'general',
      G4: 'gunnery sergeant',
      L1: 'lance corporal',
      L2: 'lieutenant',
      L3: 'lieutenant colonel',
      L4: 'lieutenant commander',
      L5: 'lieutenant general',
      L6: 'lieutenant junior grade',
      M1: 'major',
      M2: 'major general',
      M3: 'master chief petty officer',
      M4: 'master gunnery sergeant major',
      M5: 'master sergeant',
      M6: 'master sergeant, specialist 8',
      P1: 'petty officer first class',
      P2: 'petty officer second class',
      P3: 'petty officer third class',
      P4: 'private',
      P5: 'private first class',
      R1: 'rear admiral',
      R2: 'recruit',
      S1: 'seaman',
      S2: 'seaman apprentice',
      S3: 'seaman recruit',
      S4: 'second lieutenant',
      S5: 'senior chief petty officer',
      S6: 'senior master sergeant',
      S7: 'sergeant',
      S8: 'sergeant first class, specialist 7',
      S9: 'sergeant major, specialist 9',
      SA: 'sergeant, specialist 5',
      SB: 'staff sergeant',
      SC: 'staff sergeant, specialist 6',
      T1: 'technical sergeant',
      V1: 'vice admiral',
      W1: 'warrant officer',
    }),
    'when it is known',
  ),
  opt('period', period, 'when the time of service is known'),
)

const LOOP = worded({ '2120': 'related parties' })
export const LS = segment('LS', 'Related parties begin', req('loop', LOOP))
export const LE = segment('LE', 'Related parties end', req('loop', LOOP))
