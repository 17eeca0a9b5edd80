import {
  claimFrequencies,
  conditionCodes,
  delayReasons,
  entities,
  modifiers,
  places,
  referenceQualifiers,
  remarks,
  taxonomies,
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
  req,
  row,
  segment,
  time,
  whole,
} from '../grammar/words.ts'

/*
 * Segments of the professional claim (005010X222A1), and those of common.ts that this guide narrows: which elements it uses, and which codes.
 */

const YES = coded({ Y: 'yes' })
const YES_NO = coded({ Y: 'yes', N: 'no' })
/** CLM08, OI03. */
const BENEFITS = coded({ Y: 'paid to the provider', N: 'paid to the patient', W: 'not applicable as the patient refused' })
/** CLM09, OI06. */
const RELEASE = coded({ Y: 'signed by the patient', I: 'allowed by law without a signature' })
/** CLM10, OI04. */
const SIGNATURE = coded({ P: 'signed by the provider as the patient was absent' })
const ICD = { ABK: 'main ICD-10 diagnosis', ABF: 'ICD-10 diagnosis', BK: 'main ICD-9 diagnosis', BF: 'ICD-9 diagnosis' }
const PROCEDURE_KINDS = coded({
  HC: 'CPT or HCPCS code',
  ER: 'code of a jurisdiction',
  IV: 'home infusion code',
  WK: 'code of alternative medicine',
})

export const CLAIM_BHT = segment(
  'BHT',
  'Beginning of the claim file',
  req('structure', id(4, 4)),
  req('purpose', coded({ '00': 'original', '18': 'sent once more' })),
  req('reference', id(1, 50)),
  req('day', day),
  req('time', time),
  req('kind', coded({ CH: 'claims to be paid', RP: 'encounters for reporting only', '31': 'a state claims money back from a payer' })),
)

/* Names. The guide uses only some elements of NM1 at each place. */

const ENTITY = listed(entities, 2, 3)
const EITHER = coded({ '1': 'person', '2': 'organization' })
const PERSON = coded({ '1': 'person' })
const ORGANIZATION = coded({ '2': 'organization' })
const NPI = coded({ XX: 'NPI' })
const MEMBER = coded({ MI: 'member number', II: 'unique national number' })
const PLAN = coded({ PI: 'payer number', XV: 'health plan number' })
const ELECTRONIC = coded({ '46': 'electronic transmitter number' })
const OF_PERSON = 'the person has one'
const PERSONAL = [
  opt('first', an(1, 35), OF_PERSON),
  opt('middle', an(1, 25), OF_PERSON),
  gap(),
  opt('suffix', an(1, 10), OF_PERSON),
] as const
const BY_NPI = [opt('idQualifier', NPI, 'the provider has an NPI'), opt('id', id(2, 80), 'the provider has an NPI'), gap(3)] as const

export const SUBMITTER_NAME = segment(
  'NM1',
  'Submitter name',
  req('entity', ENTITY),
  req('kind', EITHER),
  req('name', an(1, 60)),
  opt('first', an(1, 35), OF_PERSON),
  opt('middle', an(1, 25), OF_PERSON),
  gap(2),
  req('idQualifier', ELECTRONIC),
  req('id', id(2, 80)),
  gap(3),
)
export const RECEIVER_NAME = segment(
  'NM1',
  'Receiver name',
  req('entity', ENTITY),
  req('kind', ORGANIZATION),
  req('name', an(1, 60)),
  gap(4),
  req('idQualifier', ELECTRONIC),
  req('id', id(2, 80)),
  gap(3),
)
export const PAYER_NAME = segment(
  'NM1',
  'Payer name',
  req('entity', ENTITY),
  req('kind', ORGANIZATION),
  req('name', an(1, 60)),
  gap(4),
  req('idQualifier', PLAN),
  req('id', id(2, 80)),
  gap(3),
)
/** A provider who is a person or an organization. */
export const PROVIDER_NAME = noting(
  segment('NM1', 'Provider name', req('entity', ENTITY), req('kind', EITHER), req('name', an(1, 60)), ...PERSONAL, ...BY_NPI),
  'P0809',
)
export const PERSON_PROVIDER_NAME = noting(
  segment('NM1', 'Provider name', req('entity', ENTITY), req('kind', PERSON), req('name', an(1, 60)), ...PERSONAL, ...BY_NPI),
  'P0809',
)
export const FACILITY_NAME = noting(
  segment(
    'NM1',
    'Service facility name',
    req('entity', ENTITY),
    req('kind', ORGANIZATION),
    req('name', an(1, 60)),
    gap(4),
    opt('idQualifier', NPI, 'the place has an NPI of its own'),
    opt('id', id(2, 80), 'the place has an NPI of its own'),
    gap(3),
  ),
  'P0809',
)
/** 2420B: who sold the service, by number alone. */
export const PURCHASED_NAME = noting(
  segment('NM1', 'Purchased service provider', req('entity', ENTITY), req('kind', EITHER), gap(5), ...BY_NPI),
  'P0809',
)
export const SUBSCRIBER_NAME = noting(
  segment(
    'NM1',
    'Subscriber name',
    req('entity', ENTITY),
    req('kind', EITHER),
    req('name', an(1, 60)),
    ...PERSONAL,
    opt('idQualifier', MEMBER, 'the subscriber is a person'),
    opt('id', id(2, 80), 'the subscriber is a person'),
    gap(3),
  ),
  'P0809',
)
export const OTHER_INSURED_NAME = segment(
  'NM1',
  'Other subscriber name',
  req('entity', ENTITY),
  req('kind', EITHER),
  req('name', an(1, 60)),
  ...PERSONAL,
  req('idQualifier', MEMBER),
  req('id', id(2, 80)),
  gap(3),
)
/** 2010CA: the dependent has no number of its own here. */
export const PATIENT_NAME = segment(
  'NM1',
  'Patient name',
  req('entity', ENTITY),
  req('kind', PERSON),
  req('name', an(1, 60)),
  ...PERSONAL,
  gap(5),
)
/** The heading of an address or of identifiers, without a name. */
export const NO_NAME = segment('NM1', 'Heading', req('entity', ENTITY), req('kind', EITHER), gap(10))
export const NO_NAME_PERSON = segment('NM1', 'Heading', req('entity', ENTITY), req('kind', PERSON), gap(10))
export const NO_NAME_ORGANIZATION = segment('NM1', 'Heading', req('entity', ENTITY), req('kind', ORGANIZATION), gap(10))
export const DROP_OFF_NAME = segment(
  'NM1',
  'Ambulance drop-off',
  req('entity', ENTITY),
  req('kind', ORGANIZATION),
  opt('name', an(1, 60), 'the place has a name'),
  gap(9),
)

export const CITY = noting(
  segment(
    'N4',
    'City, state, ZIP',
    req('city', an(2, 30)),
    opt('state', id(2, 2), 'the address is in the United States or Canada'),
    opt('zip', id(3, 15), 'the address is in the United States or Canada'),
    opt('country', id(2, 3), 'the address is not in the United States'),
    gap(2),
    opt('subdivision', id(1, 3), 'the country has regions and is neither the United States nor Canada'),
  ),
  'E0207',
  'C0704',
)

/** A contact, reached by at least one number. */
export const CONTACT = segment(
  'PER',
  'Contact',
  req('function', coded({ IC: 'someone to ask' })),
  opt('name', an(1, 60), 'it is not the name of the loop'),
  list('numbers', 3, [
    req('kind', coded({ TE: 'telephone', FX: 'fax', EM: 'e-mail', EX: 'extension of the telephone' })),
    req('number', an(1, 256)),
  ]),
  gap(),
)

export const TAXONOMY = segment(
  'PRV',
  'Provider taxonomy',
  req('role', coded({ BI: 'billing', PE: 'performing' })),
  req('qualifier', coded({ PXC: 'taxonomy code' })),
  req('taxonomy', listed(taxonomies, 1, 50)),
  gap(3),
)

/** A reference that is a qualifier and a number. */
export const NUMBER = segment('REF', 'Reference', req('qualifier', listed(referenceQualifiers, 2, 3)), req('value', id(1, 50)), gap(2))
/** A reference that may be of another payer, whose number then stands in REF04. */
export const PAYER_NUMBER = segment(
  'REF',
  'Reference',
  req('qualifier', listed(referenceQualifiers, 2, 3)),
  req('value', id(1, 50)),
  gap(),
  opt(
    'payer',
    composite(req('qualifier', coded({ '2U': 'payer number' })), req('value', id(1, 50)), gap(4)),
    'the number is of a payer other than the one the claim goes to',
  ),
)
/** REF 4N. */
export const EXCEPTION = segment(
  'REF',
  'Service authorization exception',
  req('qualifier', id(2, 3)),
  req(
    'value',
    coded({
      '1': 'immediate or urgent care',
      '2': 'rendered in a retroactive period',
      '3': 'emergency care',
      '4': 'the client was temporarily on Medicaid',
      '5': 'the county asked for a second opinion',
      '6': 'an override is pending',
      '7': 'special handling',
    }),
  ),
  gap(2),
)
/** REF F5. */
export const CROSSOVER = segment(
  'REF',
  'Medicare crossover',
  req('qualifier', id(2, 3)),
  req('value', coded({ Y: 'Medicare 4081 applies', N: 'an ordinary crossover claim' })),
  gap(2),
)
/** REF T4. */
export const READJUDICATED = segment('REF', 'Other payer adjustment', req('qualifier', id(2, 3)), req('value', YES), gap(2))

/** DMG of a subscriber or patient, where the guide wants both elements. */
export const BIRTH = segment(
  'DMG',
  'Birth date and sex',
  req('born', period),
  req('sex', coded({ F: 'female', M: 'male', U: 'unknown' })),
  gap(8),
)

export const DISABILITY = segment(
  'DTP',
  'Disability dates',
  req('qualifier', coded({ '314': 'begin and end', '360': 'begin', '361': 'end' })),
  req('when', period),
)
export const CARE_DATES = segment(
  'DTP',
  'Assumed and relinquished care',
  req('qualifier', coded({ '090': 'care assumed', '091': 'care relinquished' })),
  req('when', period),
)
export const TEST_DATE = segment(
  'DTP',
  'Test date',
  req('qualifier', coded({ '738': 'hemoglobin or hematocrit', '739': 'serum creatinine' })),
  req('when', period),
)

/** SBR01. */
const ORDER = coded({
  P: 'primary',
  S: 'secondary',
  T: 'tertiary',
  A: 'fourth',
  B: 'fifth',
  C: 'sixth',
  D: 'seventh',
  E: 'eighth',
  F: 'ninth',
  G: 'tenth',
  H: 'eleventh',
  U: 'unknown',
})
/** SBR05. */
const MEDICARE_SECONDARY = coded({
  '12': 'still at work or the spouse is',
  '13': 'kidney disease',
  '14': 'no-fault or auto insurance',
  '15': 'workers’ compensation',
  '16': 'public health service or another federal agency',
  '41': 'black lung',
  '42': 'Veterans Affairs',
  '43': 'disabled under 65 with a large group plan',
  '47': 'other liability insurance',
})
/** SBR09. */
const FILING = coded({
  '11': 'other program that is not federal',
  '12': 'PPO',
  '13': 'point of service',
  '14': 'EPO',
  '15': 'indemnity',
  '16': 'Medicare Advantage HMO',
  '17': 'dental HMO',
  AM: 'auto medical',
  BL: 'Blue Cross Blue Shield',
  CH: 'TRICARE',
  CI: 'commercial',
  DS: 'disability',
  FI: 'federal employees program',
  HM: 'HMO',
  LM: 'liability medical',
  MA: 'Medicare Part A',
  MB: 'Medicare Part B',
  MC: 'Medicaid',
  OF: 'other federal program',
  TV: 'Title V',
  VA: 'Veterans Affairs',
  WC: 'workers’ compensation',
  ZZ: 'other or not known',
})
const RELATIVE = {
  '01': 'spouse',
  '19': 'child',
  '20': 'employee',
  '21': 'not known',
  '39': 'organ donor',
  '40': 'cadaver donor',
  '53': 'life partner',
  G8: 'other relationship',
} as const

/** The subscriber of the payer that the claim goes to. */
export const SBR = segment(
  'SBR',
  'Subscriber and order of payment',
  req('order', ORDER),
  opt('relationship', coded({ '18': 'self' }), 'the patient is the subscriber'),
  opt('group', id(1, 50), 'the card shows a group or policy number'),
  opt('groupName', an(1, 60), 'the group has a name and no number'),
  opt('medicareSecondary', MEDICARE_SECONDARY, 'the claim goes to Medicare, which does not pay first'),
  gap(3),
  opt('filing', FILING, 'always, as payers have no national number'),
)
/** The subscriber of another payer. */
export const OTHER_SBR = segment(
  'SBR',
  'Other subscriber and order of payment',
  req('order', ORDER),
  req('relationship', coded({ '18': 'self', ...RELATIVE })),
  opt('group', id(1, 50), 'the card shows a group or policy number'),
  opt('groupName', an(1, 60), 'the group has a name and no number'),
  opt('medicareSecondary', MEDICARE_SECONDARY, 'this payer is Medicare and does not pay first'),
  gap(3),
  opt('filing', FILING, 'the kind of plan is known'),
)

const DIED = 'the patient has died and the day is known'
const WEIGHED = 'a drug or equipment needs the weight of the patient'
const PREGNANT = 'a law asks for it and the patient is pregnant'
/** The patient who is the subscriber. */
export const SELF_PAT = noting(
  segment(
    'PAT',
    'Patient',
    gap(4),
    opt('died', period, DIED),
    opt('weightUnit', coded({ '01': 'pounds' }), WEIGHED),
    opt('weight', decimal(10), WEIGHED),
    opt('pregnant', YES, PREGNANT),
  ),
  'P0708',
)
/** The patient who is a dependent. */
export const PAT = noting(
  segment(
    'PAT',
    'Patient',
    req('relationship', coded(RELATIVE)),
    gap(3),
    opt('died', period, DIED),
    opt('weightUnit', coded({ '01': 'pounds' }), WEIGHED),
    opt('weight', decimal(10), WEIGHED),
    opt('pregnant', YES, PREGNANT),
  ),
  'P0708',
)
export const BILLING_CUR = segment(
  'CUR',
  'Currency',
  req('entity', coded({ '85': 'billing provider' })),
  req('currency', id(3, 3)),
  gap(19),
)

const CAUSE = coded({ AA: 'auto accident', EM: 'employment', OA: 'other accident' })

export const CLM = segment(
  'CLM',
  'Claim',
  req('control', id(1, 38)),
  req('charge', money),
  gap(2),
  req(
    'place',
    composite(
      req('code', listed(places, 1, 2)),
      req('kind', coded({ B: 'place of service' })),
      req('frequency', listed(claimFrequencies, 1, 1)),
    ),
  ),
  req('signed', YES_NO),
  req('assignment', coded({ A: 'assigned', B: 'assigned for laboratory services only', C: 'not assigned' })),
  req('benefitsAssigned', BENEFITS),
  req('release', RELEASE),
  opt('signatureSource', SIGNATURE, 'the provider signed for the patient'),
  opt(
    'causes',
    composite(
      req('first', CAUSE),
      opt('second', CAUSE, 'there are two causes'),
      gap(),
      opt('state', id(2, 2), 'it was an auto accident'),
      opt('country', id(2, 3), 'the auto accident was not in the United States'),
    ),
    'an accident or the employment led to the services',
  ),
  opt(
    'program',
    coded({
      '02': 'physically handicapped children',
      '03': 'special federal funding',
      '05': 'disability',
      '09': 'second opinion or surgery',
    }),
    'a special program pays',
  ),
  gap(7),
  opt('delay', listed(delayReasons, 1, 2), 'the claim is late'),
)

/** PWK01 of this guide. */
const REPORTS = {
  '03': 'why more treatment than the guidelines is needed',
  '04': 'drugs administered',
  '05': 'treatment diagnosis',
  '06': 'first assessment',
  '07': 'functional goals',
  '08': 'plan of treatment',
  '09': 'progress report',
  '10': 'continued treatment',
  '11': 'chemical analysis',
  '13': 'certified test report',
  '15': 'why the admission is needed',
  '21': 'recovery plan',
  A3: 'allergies',
  A4: 'autopsy report',
  AM: 'ambulance certification',
  AS: 'admission summary',
  B2: 'prescription',
  B3: 'physician order',
  B4: 'referral form',
  BR: 'benchmark test results',
  BS: 'baseline',
  BT: 'blanket test results',
  CB: 'why chiropractic care is needed',
  CK: 'consent form',
  CT: 'certification',
  D2: 'drug profile',
  DA: 'dental models',
  DB: 'equipment prescription',
  DG: 'diagnostic report',
  DJ: 'discharge monitoring report',
  DS: 'discharge summary',
  EB: 'explanation of benefits',
  HC: 'health certificate',
  HR: 'clinic records',
  I5: 'immunization record',
  IR: 'school immunization record',
  LA: 'laboratory results',
  M1: 'medical records',
  MT: 'models',
  NN: 'nursing notes',
  OB: 'operative note',
  OC: 'oxygen content averages',
  OD: 'orders and treatments',
  OE: 'findings of the examination',
  OX: 'oxygen therapy certification',
  OZ: 'data in support of the claim',
  P4: 'pathology report',
  P5: 'medical history of the patient',
  PE: 'parenteral or enteral certification',
  PN: 'physical therapy notes',
  PO: 'prosthesis or orthosis certification',
  PQ: 'paramedical results',
  PY: 'physician’s report',
  PZ: 'physical therapy certification',
  RB: 'x-ray films',
  RR: 'radiology report',
  RT: 'report of tests',
  RX: 'renewed oxygen content averages',
  SG: 'symptoms',
  V5: 'death notification',
  XP: 'photographs',
} as const
const SENT_APART = 'the attachment is sent on another way'

export const PWK = noting(
  segment(
    'PWK',
    'Attachment',
    req('report', coded(REPORTS)),
    req(
      'by',
      coded({
        AA: 'held by the provider until asked for',
        BM: 'by mail',
        EL: 'electronically',
        EM: 'by e-mail',
        FT: 'by file transfer',
        FX: 'by fax',
      }),
    ),
    gap(2),
    opt('qualifier', coded({ AC: 'attachment control number' }), SENT_APART),
    opt('control', id(2, 80), SENT_APART),
    gap(3),
  ),
  'P0506',
)
/** The certificate of equipment, which says how it comes and has no number. */
export const CERTIFICATE = segment(
  'PWK',
  'Equipment certification',
  req('report', coded({ CT: 'certification' })),
  req(
    'by',
    coded({
      AB: 'sent to the payer before',
      AD: 'within this claim',
      AF: 'in the note of this claim',
      AG: 'none is needed',
      NS: 'not specified',
    }),
  ),
  gap(7),
)

export const CN1 = segment(
  'CN1',
  'Contract',
  req(
    'kind',
    coded({
      '01': 'by diagnosis group',
      '02': 'a rate a day',
      '03': 'a changing rate a day',
      '04': 'flat rate',
      '05': 'capitated',
      '06': 'percentage',
      '09': 'other',
    }),
  ),
  opt('amount', money, 'the contract says it'),
  opt('percent', decimal(6), 'the contract says it'),
  opt('code', id(1, 50), 'the contract says it'),
  opt('terms', decimal(6), 'the contract has a discount'),
  opt('version', id(1, 30), 'the contract says it'),
)

/** NTE of the claim. */
export const CLAIM_NOTE = segment(
  'NTE',
  'Note',
  req(
    'kind',
    coded({
      ADD: 'additional information',
      CER: 'certification',
      DCP: 'goals or discharge plans',
      DGN: 'about the diagnosis',
      TPO: 'for third parties',
    }),
  ),
  req('text', an(1, 80)),
)
/** NTE of a line. */
export const LINE_NOTE = segment(
  'NTE',
  'Line note',
  req('kind', coded({ ADD: 'additional information', DCP: 'goals or discharge plans' })),
  req('text', an(1, 80)),
)

const AMBULANCE = coded({
  '01': 'was admitted to a hospital',
  '04': 'was moved by stretcher',
  '05': 'was unconscious or in shock',
  '06': 'was carried in an emergency',
  '07': 'had to be restrained',
  '08': 'bled visibly',
  '09': 'needed the ambulance medically',
  '12': 'could not leave bed or chair',
})
export const AMBULANCE_CRC = segment(
  'CRC',
  'Ambulance certification',
  req('category', id(2, 2)),
  req('applies', YES_NO),
  row('conditions', 5, AMBULANCE),
)
export const VISION_CRC = segment(
  'CRC',
  'Vision condition',
  req('category', coded({ E1: 'spectacle lenses', E2: 'contact lenses', E3: 'spectacle frames' })),
  req('applies', YES_NO),
  row(
    'conditions',
    5,
    coded({
      L1: 'the eyesight changed enough',
      L2: 'lost or stolen',
      L3: 'broken or damaged',
      L4: 'the patient wishes it',
      L5: 'medical reasons',
    }),
  ),
)
export const HOMEBOUND_CRC = segment(
  'CRC',
  'Homebound',
  req('category', id(2, 2)),
  req('applies', YES),
  row('conditions', 1, coded({ IH: 'confined to the home' })),
  gap(4),
)
export const EPSDT_CRC = segment(
  'CRC',
  'EPSDT referral',
  req('category', id(2, 2)),
  req('applies', YES_NO),
  row(
    'conditions',
    3,
    coded({
      AV: 'refused by the patient',
      NU: 'no referral',
      S2: 'under treatment',
      ST: 'new services asked for',
    }),
  ),
  gap(2),
)
export const HOSPICE_CRC = segment(
  'CRC',
  'Hospice employee',
  req('category', id(2, 2)),
  req('applies', YES_NO),
  row('conditions', 1, coded({ '65': 'the provider is employed by the hospice' })),
  gap(4),
)
export const EQUIPMENT_CRC = segment(
  'CRC',
  'Equipment condition',
  req('category', id(2, 2)),
  req('applies', YES_NO),
  row('conditions', 2, coded({ '38': 'the signed certification is kept by the supplier', ZV: 'replacement' })),
  gap(3),
)

export const CR1 = noting(
  segment(
    'CR1',
    'Ambulance transport',
    opt('weightUnit', coded({ LB: 'pounds' }), 'the weight of the patient matters'),
    opt('weight', decimal(10), 'the weight of the patient matters'),
    gap(),
    req(
      'reason',
      coded({
        A: 'to the nearest place that could treat the patient',
        B: 'to a doctor the patient prefers',
        C: 'nearer to the family',
        D: 'to a specialist or special equipment',
        E: 'to rehabilitation',
      }),
    ),
    req('distanceUnit', coded({ DH: 'miles' })),
    req('distance', decimal(15)),
    gap(2),
    opt('roundTrip', an(1, 80), 'it was a round trip'),
    opt('stretcher', an(1, 80), 'a stretcher was used'),
  ),
  'P0102',
  'P0506',
)
export const CR2 = segment(
  'CR2',
  'Spinal manipulation',
  gap(7),
  req(
    'condition',
    coded({
      A: 'acute',
      C: 'chronic',
      D: 'not acute',
      E: 'not a threat to life',
      F: 'routine',
      G: 'with symptoms',
      M: 'acute phase of a chronic condition',
    }),
  ),
  gap(),
  opt('text', an(1, 80), 'the condition needs words'),
  opt('moreText', an(1, 80), 'one line of words is not enough'),
  gap(),
)
export const CR3 = segment(
  'CR3',
  'Equipment certification',
  req('kind', coded({ I: 'first', R: 'renewed', S: 'revised' })),
  req('unit', coded({ MO: 'months' })),
  req('months', decimal(15)),
  gap(2),
)

/** The diagnoses of a claim: ABK or BK first, ABF or BF after it. ICD-10 stands without its point. */
export const DIAGNOSES = segment('HI', 'Diagnoses', row('codes', 12, composite(req('kind', coded(ICD)), req('code', id(1, 30)), gap(7))))
export const ANESTHESIA = segment(
  'HI',
  'Anesthesia procedure',
  row('codes', 2, composite(req('kind', coded({ BP: 'main surgery', BO: 'another surgery' })), req('code', id(1, 30)), gap(7))),
  gap(10),
)
export const CONDITIONS = segment(
  'HI',
  'Condition codes',
  row('codes', 12, composite(req('kind', coded({ BG: 'condition' })), req('code', listed(conditionCodes, 1, 30)), gap(7))),
)

const METHOD = coded({
  '00': 'not covered',
  '01': 'as billed',
  '02': 'by fee schedule',
  '03': 'by a contract percentage',
  '04': 'bundled',
  '05': 'after peer review',
  '06': 'a rate a day',
  '07': 'flat rate',
  '08': 'in several ways',
  '09': 'maternity',
  '10': 'other',
  '11': 'the lower cost',
  '12': 'by ratio of cost',
  '13': 'cost returned',
  '14': 'adjustment',
})
const REJECTION = coded({
  T1: 'the provider was not recognized',
  T2: 'the payer was not recognized',
  T3: 'the insured was not recognized',
  T4: 'name or number of the payer is missing',
  T5: 'certification is missing',
  T6: 'too little to reprice the claim',
})
const COMPLIANCE = coded({
  '1': 'the procedure was followed',
  '2': 'not followed as no call was made',
  '3': 'not medically necessary',
  '4': 'not followed for another reason',
  '5': 'emergency admission to another hospital',
})
const EXCEPTIONS = coded({
  '1': 'provider outside the network in a hospital of the network',
  '2': 'emergency',
  '3': 'the network has no such service or specialist',
  '4': 'outside the service area',
  '5': 'a state requires it',
  '6': 'other',
})
const REPRICED = 'the repricer says it'

/** Repricing of a claim. */
export const HCP = noting(
  segment(
    'HCP',
    'Repricing',
    req('method', METHOD),
    req('allowed', money),
    opt('savings', money, REPRICED),
    opt('organization', id(1, 50), REPRICED),
    opt('rate', decimal(9), REPRICED),
    opt('group', id(1, 50), REPRICED),
    opt('groupAmount', money, REPRICED),
    gap(5),
    opt('rejection', REJECTION, 'the repricer turned the claim down'),
    opt('compliance', COMPLIANCE, REPRICED),
    opt('exception', EXCEPTIONS, REPRICED),
  ),
  'R0113',
)
/** Repricing of a line, which may name another procedure and quantity. */
export const LINE_HCP = noting(
  segment(
    'HCP',
    'Line repricing',
    req('method', METHOD),
    req('allowed', money),
    opt('savings', money, REPRICED),
    opt('organization', id(1, 50), REPRICED),
    opt('rate', decimal(9), REPRICED),
    opt('group', id(1, 50), REPRICED),
    opt('groupAmount', money, REPRICED),
    gap(),
    opt('kind', PROCEDURE_KINDS, 'another procedure was approved'),
    opt('code', id(1, 48), 'another procedure was approved'),
    opt('unit', coded({ UN: 'units', MJ: 'minutes' }), 'another quantity was approved'),
    opt('quantity', decimal(15), 'another quantity was approved'),
    opt('rejection', REJECTION, 'the repricer turned the line down'),
    opt('compliance', COMPLIANCE, REPRICED),
    opt('exception', EXCEPTIONS, REPRICED),
  ),
  'R0113',
  'P0910',
  'P1112',
)

export const OI = segment(
  'OI',
  'Other insurance',
  gap(2),
  req('benefitsAssigned', BENEFITS),
  opt('signatureSource', SIGNATURE, 'the provider signed for the patient'),
  gap(),
  req('release', RELEASE),
)
const OF_REMITTANCE = 'the remittance of that payer has it'
/** As a claim repeats it for the next payer. */
export const OTHER_MOA = segment(
  'MOA',
  'Outpatient adjudication',
  opt('rate', decimal(10), OF_REMITTANCE),
  opt('payable', money, OF_REMITTANCE),
  row('remarks', 5, listed(remarks, 1, 50), 'S'),
  opt('dialysis', money, OF_REMITTANCE),
  opt('professional', money, OF_REMITTANCE),
)

/** SV101, SV501, SVD03. */
const procedure = composite(
  req('kind', PROCEDURE_KINDS),
  req('code', id(1, 48)),
  row('modifiers', 4, listed(modifiers, 2, 2), 'S'),
  opt('description', an(1, 80), 'the code is for services without one of their own'),
  gap(),
)

export const SV1 = segment(
  'SV1',
  'Professional service',
  req('procedure', procedure),
  req('charge', money),
  req('unit', coded({ UN: 'units', MJ: 'minutes' })),
  req('quantity', decimal(15)),
  opt('place', listed(places, 1, 2), 'it is not the place of the claim'),
  gap(),
  req('diagnoses', composite(row('pointers', 4, whole(2)))),
  gap(),
  opt('emergency', YES, 'it was an emergency'),
  gap(),
  opt('epsdt', YES, 'an EPSDT screening led to the service'),
  opt('familyPlanning', YES, 'it was family planning'),
  gap(2),
  opt('copayExempt', coded({ '0': 'no copay' }), 'the patient pays no copay'),
  gap(6),
)
export const SV5 = segment(
  'SV5',
  'Equipment',
  req('procedure', composite(req('kind', coded({ HC: 'HCPCS code' })), req('code', id(1, 48)), gap(6))),
  req('unit', coded({ DA: 'days' })),
  req('days', decimal(15)),
  req('rental', money),
  req('purchase', money),
  req('frequency', coded({ '1': 'weekly', '4': 'monthly', '6': 'daily' })),
  gap(),
)
export const MEA = segment(
  'MEA',
  'Test result',
  req('reference', coded({ OG: 'starting dose', TR: 'test result' })),
  req('kind', coded({ HT: 'height', R1: 'hemoglobin', R2: 'hematocrit', R3: 'starting dose of epoetin', R4: 'creatinine' })),
  req('value', decimal(20)),
  gap(9),
)
export const PS1 = segment('PS1', 'Purchased service', req('provider', id(1, 50)), req('amount', money), gap())

export const LIN = segment(
  'LIN',
  'Drug',
  gap(),
  req(
    'kind',
    coded({
      N4: 'National Drug Code',
      EN: 'EAN number of 13 digits',
      EO: 'EAN number of 8 digits',
      HI: 'health industry bar code',
      ON: 'order number',
      UK: 'GTIN number of 14 digits',
      UP: 'UPC number of 12 digits',
    }),
  ),
  req('number', id(1, 48)),
  gap(28),
)
export const CTP = segment(
  'CTP',
  'Drug quantity',
  gap(3),
  req('quantity', decimal(15)),
  req(
    'unit',
    composite(req('code', coded({ F2: 'international units', GR: 'grams', ME: 'milligrams', ML: 'milliliters', UN: 'units' })), gap(14)),
  ),
  gap(6),
)

/** What another payer decided on a line. */
export const SVD = segment(
  'SVD',
  'Line adjudication',
  req('payer', id(2, 80)),
  req('paid', money),
  req('procedure', procedure),
  gap(),
  req('quantity', decimal(15)),
  opt('bundledInto', whole(6), 'that payer paid it with another line'),
)

export const FORM_LQ = noting(
  segment(
    'LQ',
    'Form',
    req('list', coded({ AS: 'form of a payer or a state', UT: 'certificate of medical necessity' })),
    req('code', id(1, 30)),
  ),
  'C0102',
)
export const FRM = noting(
  segment(
    'FRM',
    'Form answer',
    req('question', id(1, 20)),
    opt('yesNo', coded({ Y: 'yes', N: 'no', W: 'not applicable' }), 'the question asks for yes or no'),
    opt('text', an(1, 50), 'the question asks for words'),
    opt('day', day, 'the question asks for a date'),
    opt('percent', decimal(6), 'the question asks for a percentage'),
  ),
  'R02030405',
)
