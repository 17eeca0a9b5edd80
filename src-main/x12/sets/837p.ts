import { subtract, sum } from '../../../src-shared/money.ts'
import {
  loop,
  many,
  maybe,
  one,
  rule,
  some,
  totalRule,
  when,
  where,
  type Infer,
  type TransactionSet,
  type Verdict,
} from '../grammar/words.ts'
import {
  AMT,
  BHT,
  CAS,
  CN1,
  CRC,
  DMG,
  DTP,
  HI,
  HL,
  IDENTIFIED,
  K3,
  LQ,
  LX,
  N3,
  N4,
  NAMED,
  NM1,
  NTE,
  PER,
  PRV,
  PWK,
  QTY,
  REF,
} from '../segments/common.ts'
import { CLM, CR1, CR2, CR3, CTP, CUR, FRM, HCP, LIN, MEA, MOA, OI, PAT, PS1, SBR, SV1, SV5, SVD } from '../segments/claim.ts'

/* The professional claim, 005010X222A1. */

const PROVIDER_IDS = ['0B', '1G', 'G2', 'LU']
const providerRefs = (max: number) => many(when(REF, { qualifier: PROVIDER_IDS }, 'Provider secondary id'), max)
const address = { street: maybe(N3), city: maybe(N4) }
const neededAddress = { street: one(N3), city: one(N4) }

const submitter = loop('1000A', 'Submitter', {
  name: one(when(IDENTIFIED, { entity: '41', idQualifier: '46' }, 'Submitter name')),
  contacts: some(when(PER, { function: 'IC' }, 'Submitter contact'), 2),
})
const receiver = loop('1000B', 'Receiver', { name: one(when(IDENTIFIED, { entity: '40', idQualifier: '46' }, 'Receiver name')) })

const billingProvider = loop('2010AA', 'Billing provider', {
  name: one(when(NAMED, { entity: '85' }, 'Billing provider name')),
  ...neededAddress,
  taxId: one(when(REF, { qualifier: ['EI', 'SY'] }, 'Billing provider tax id')),
  ids: many(when(REF, { qualifier: ['0B', '1G'] }, 'Billing provider license'), 2),
  contacts: many(when(PER, { function: 'IC' }, 'Billing provider contact'), 2),
})
const payTo = loop('2010AB', 'Pay-to address', { name: one(when(NM1, { entity: '87' }, 'Pay-to address')), ...neededAddress })
const payToPlan = loop('2010AC', 'Pay-to plan', {
  name: one(when(IDENTIFIED, { entity: 'PE' }, 'Pay-to plan name')),
  ...neededAddress,
  id: maybe(when(REF, { qualifier: ['2U', 'FY', 'NF'] }, 'Pay-to plan secondary id')),
  taxId: one(when(REF, { qualifier: 'EI' }, 'Pay-to plan tax id')),
})

const subscriberName = loop('2010BA', 'Subscriber', {
  name: one(when(NAMED, { entity: 'IL' }, 'Subscriber name')),
  ...address,
  birth: maybe(DMG),
  ssn: maybe(when(REF, { qualifier: 'SY' }, 'Subscriber social security number')),
  accidentClaim: maybe(when(REF, { qualifier: 'Y4' }, 'Property and casualty claim number')),
  contact: maybe(when(PER, { function: 'IC' }, 'Property and casualty contact')),
})
const payer = loop('2010BB', 'Payer', {
  name: one(when(IDENTIFIED, { entity: 'PR' }, 'Payer name')),
  ...address,
  ids: many(when(REF, { qualifier: ['2U', 'EI', 'FY', 'NF'] }, 'Payer secondary id'), 3),
  providerIds: many(when(REF, { qualifier: ['G2', 'LU'] }, 'Billing provider id with the payer'), 2),
})
const patientName = loop('2010CA', 'Patient', {
  name: one(when(NAMED, { entity: 'QC' }, 'Patient name')),
  ...neededAddress,
  birth: one(DMG),
  accidentClaim: maybe(when(REF, { qualifier: 'Y4' }, 'Property and casualty claim number')),
  accidentId: maybe(when(REF, { qualifier: ['1W', 'SY'] }, 'Property and casualty patient id')),
  contact: maybe(when(PER, { function: 'IC' }, 'Property and casualty contact')),
})

const date = (qualifier: string, title: string) => maybe(when(DTP, { qualifier }, title))
const reference = (qualifier: string, title: string) => maybe(when(REF, { qualifier }, title))

const referring = loop('2310A', 'Referring provider', {
  name: one(when(NAMED, { entity: ['DN', 'P3'] }, 'Referring provider name')),
  ids: providerRefs(3),
})
const rendering = loop('2310B', 'Rendering provider', {
  name: one(when(NAMED, { entity: '82' }, 'Rendering provider name')),
  taxonomy: maybe(when(PRV, { role: 'PE' }, 'Rendering provider taxonomy')),
  ids: providerRefs(4),
})
const facility = loop('2310C', 'Service facility', {
  name: one(when(NAMED, { entity: '77' }, 'Service facility name')),
  ...neededAddress,
  ids: providerRefs(3),
  contact: maybe(when(PER, { function: 'IC' }, 'Service facility contact')),
})
const supervising = loop('2310D', 'Supervising provider', {
  name: one(when(NAMED, { entity: 'DQ' }, 'Supervising provider name')),
  ids: providerRefs(4),
})
const pickUp = (id: string) =>
  loop(id, 'Ambulance pick-up', { name: one(when(NM1, { entity: 'PW' }, 'Ambulance pick-up')), ...neededAddress })
const dropOff = (id: string) =>
  loop(id, 'Ambulance drop-off', { name: one(when(NM1, { entity: '45' }, 'Ambulance drop-off')), ...neededAddress })

const otherProvider = (id: string, title: string, entity: string | readonly string[], max: number) =>
  loop(id, title, {
    name: one(when(NM1, { entity } as { entity: string }, title)),
    ids: some(when(REF, { qualifier: PROVIDER_IDS }, `${title} id`), max),
  })

const otherInsured = loop('2330A', 'Other subscriber', {
  name: one(when(IDENTIFIED, { entity: 'IL' }, 'Other subscriber name')),
  ...address,
  ssn: maybe(when(REF, { qualifier: 'SY' }, 'Other subscriber social security number')),
})
const otherPayer = loop('2330B', 'Other payer', {
  name: one(when(IDENTIFIED, { entity: 'PR' }, 'Other payer name')),
  ...address,
  adjudicated: date('573', 'Adjudication date'),
  ids: many(when(REF, { qualifier: ['2U', 'EI', 'FY', 'NF'] }, 'Other payer secondary id'), 2),
  authorization: reference('G1', 'Other payer prior authorization'),
  referral: reference('9F', 'Other payer referral'),
  adjustment: reference('T4', 'Other payer adjustment indicator'),
  claimControl: reference('F8', 'Other payer claim control number'),
})
/** Coordination of benefits: another payer of this claim and what it decided. */
const coordination = loop('2320', 'Other payer of the claim', {
  subscriber: one(SBR),
  adjustments: many(CAS, 5),
  paid: maybe(when(AMT, { qualifier: 'D' }, 'Paid by the other payer')),
  noncovered: maybe(when(AMT, { qualifier: 'A8' }, 'Not covered by the other payer')),
  remaining: maybe(when(AMT, { qualifier: 'EAF' }, 'Remaining patient liability')),
  insurance: one(OI),
  outpatient: maybe(MOA),
  insured: one(otherInsured),
  payer: one(otherPayer),
  referring: many(otherProvider('2330C', 'Other payer referring provider', ['DN', 'P3'], 3), 2),
  rendering: maybe(otherProvider('2330D', 'Other payer rendering provider', '82', 3)),
  facility: maybe(otherProvider('2330E', 'Other payer service facility', '77', 3)),
  supervising: maybe(otherProvider('2330F', 'Other payer supervising provider', 'DQ', 3)),
  billing: maybe(otherProvider('2330G', 'Other payer billing provider', '85', 2)),
})

const drug = loop('2410', 'Drug', {
  identification: one(LIN),
  quantity: one(CTP),
  number: maybe(when(REF, { qualifier: ['VY', 'XZ'] }, 'Prescription or link number')),
})
const lineProvider = (id: string, title: string, entity: string | readonly string[], refs: number) =>
  loop(id, title, { name: one(when(NM1, { entity } as { entity: string }, title)), ids: providerRefs(refs) })
const lineRendering = loop('2420A', 'Line rendering provider', {
  name: one(when(NAMED, { entity: '82' }, 'Line rendering provider name')),
  taxonomy: maybe(when(PRV, { role: 'PE' }, 'Line rendering provider taxonomy')),
  ids: providerRefs(20),
})
const lineFacility = loop('2420C', 'Line service facility', {
  name: one(when(NAMED, { entity: '77' }, 'Line service facility')),
  ...neededAddress,
  ids: providerRefs(3),
})
const ordering = loop('2420E', 'Ordering provider', {
  name: one(when(NAMED, { entity: 'DK' }, 'Ordering provider name')),
  ...address,
  ids: providerRefs(20),
  contact: maybe(when(PER, { function: 'IC' }, 'Ordering provider contact')),
})
const lineAdjudication = loop('2430', 'Line adjudication of another payer', {
  decision: one(SVD),
  adjustments: many(CAS, 5),
  day: one(when(DTP, { qualifier: '573' }, 'Adjudication date')),
  remaining: maybe(when(AMT, { qualifier: 'EAF' }, 'Remaining patient liability')),
})
const form = loop('2440', 'Form', { form: one(when(LQ, { list: ['AS', 'UT'] }, 'Form')), answers: some(FRM, 99) })

const line = loop('2400', 'Service line', {
  number: one(LX),
  service: one(SV1),
  equipment: maybe(SV5),
  certificates: maybe(where(when(PWK, { report: 'CT' }, 'Equipment certification'), 2, 1, ['AB', 'AD', 'AF', 'AG', 'NS'])),
  attachments: many(PWK, 10),
  ambulance: maybe(CR1),
  equipmentCertification: maybe(CR3),
  ambulanceConditions: many(when(CRC, { category: '07' }, 'Ambulance certification'), 3),
  hospice: maybe(when(CRC, { category: '70' }, 'Hospice employee')),
  equipmentConditions: maybe(when(CRC, { category: '09' }, 'Equipment condition')),
  day: one(when(DTP, { qualifier: '472' }, 'Service date')),
  prescribed: date('471', 'Prescription date'),
  recertified: date('607', 'Recertification date'),
  therapyBegan: date('463', 'Begin therapy date'),
  certified: date('461', 'Last certification date'),
  lastSeen: date('304', 'Last seen date'),
  tests: many(when(DTP, { qualifier: ['738', '739'] }, 'Test date'), 2),
  shipped: date('011', 'Shipped date'),
  lastXray: date('455', 'Last x-ray date'),
  initialTreatment: date('454', 'Initial treatment date'),
  patients: maybe(when(QTY, { qualifier: 'PT' }, 'Ambulance patient count')),
  obstetric: maybe(when(QTY, { qualifier: 'FL' }, 'Obstetric anesthesia units')),
  results: many(MEA, 5),
  contract: maybe(CN1),
  repriced: reference('9B', 'Repriced line number'),
  adjustedRepriced: reference('9D', 'Adjusted repriced line number'),
  authorizations: many(when(REF, { qualifier: 'G1' }, 'Line prior authorization'), 5),
  control: reference('6R', 'Line control number'),
  mammography: reference('EW', 'Mammography certification'),
  clia: reference('X4', 'CLIA number'),
  referringClia: reference('F4', 'Referring CLIA number'),
  immunization: reference('BT', 'Immunization batch number'),
  referrals: many(when(REF, { qualifier: '9F' }, 'Line referral number'), 5),
  tax: maybe(when(AMT, { qualifier: 'T' }, 'Sales tax')),
  postage: maybe(when(AMT, { qualifier: 'F4' }, 'Postage')),
  stateData: many(K3, 10),
  note: maybe(when(NTE, { kind: ['ADD', 'DCP'] }, 'Line note')),
  thirdPartyNote: maybe(when(NTE, { kind: 'TPO' }, 'Third party note')),
  purchased: maybe(PS1),
  repricing: maybe(HCP),
  drug: maybe(drug),
  rendering: maybe(lineRendering),
  purchasedFrom: maybe(lineProvider('2420B', 'Purchased service provider', 'QB', 20)),
  facility: maybe(lineFacility),
  supervising: maybe(lineProvider('2420D', 'Line supervising provider', 'DQ', 20)),
  ordering: maybe(ordering),
  referring: many(lineProvider('2420F', 'Line referring provider', ['DN', 'P3'], 20), 2),
  pickUp: maybe(pickUp('2420G')),
  dropOff: maybe(dropOff('2420H')),
  adjudications: many(lineAdjudication, 15),
  forms: many(form),
})

const claim = loop('2300', 'Claim', {
  claim: one(CLM),
  onset: date('431', 'Onset date'),
  initialTreatment: date('454', 'Initial treatment date'),
  lastSeen: date('304', 'Last seen date'),
  acute: date('453', 'Acute manifestation date'),
  accident: date('439', 'Accident date'),
  lastPeriod: date('484', 'Last menstrual period'),
  lastXray: date('455', 'Last x-ray date'),
  prescribed: date('471', 'Hearing and vision prescription date'),
  disability: many(when(DTP, { qualifier: ['314', '360', '361'] }, 'Disability dates'), 3),
  lastWorked: date('297', 'Last worked date'),
  returnToWork: date('296', 'Return to work date'),
  admitted: date('435', 'Admission date'),
  discharged: date('096', 'Discharge date'),
  careDates: many(when(DTP, { qualifier: ['090', '091'] }, 'Assumed and relinquished care'), 2),
  firstContact: date('444', 'First contact date'),
  repricerReceived: date('050', 'Repricer received date'),
  attachments: many(PWK, 10),
  contract: maybe(CN1),
  patientPaid: maybe(when(AMT, { qualifier: 'F5' }, 'Patient amount paid')),
  exception: reference('4N', 'Service authorization exception'),
  medicareCrossover: reference('F5', 'Medicare crossover'),
  mammography: reference('EW', 'Mammography certification'),
  referral: reference('9F', 'Referral number'),
  authorization: reference('G1', 'Prior authorization'),
  originalClaim: reference('F8', 'Payer claim control number'),
  clia: reference('X4', 'CLIA number'),
  repriced: reference('9A', 'Repriced claim number'),
  adjustedRepriced: reference('9C', 'Adjusted repriced claim number'),
  device: reference('LX', 'Investigational device exemption'),
  trace: reference('D9', 'Clearinghouse trace'),
  medicalRecord: reference('EA', 'Medical record number'),
  demonstration: reference('P4', 'Demonstration project'),
  carePlan: reference('1J', 'Care plan oversight'),
  stateData: many(K3, 10),
  note: maybe(NTE),
  ambulance: maybe(CR1),
  spinal: maybe(CR2),
  ambulanceConditions: many(when(CRC, { category: '07' }, 'Ambulance certification'), 3),
  vision: many(when(CRC, { category: ['E1', 'E2', 'E3'] }, 'Vision condition'), 3),
  homebound: maybe(when(CRC, { category: '75' }, 'Homebound')),
  epsdt: maybe(when(CRC, { category: 'ZZ' }, 'EPSDT referral')),
  diagnoses: one(where(HI, 1, 1, ['ABK', 'BK'], 'Diagnoses')),
  anesthesia: maybe(where(HI, 1, 1, ['BP'], 'Anesthesia procedure')),
  conditions: many(where(HI, 1, 1, ['BG'], 'Condition codes'), 2),
  repricing: maybe(HCP),
  referring: many(referring, 2),
  rendering: maybe(rendering),
  facility: maybe(facility),
  supervising: maybe(supervising),
  pickUp: maybe(pickUp('2310E')),
  dropOff: maybe(dropOff('2310F')),
  otherPayers: many(coordination, 10),
  lines: some(line, 50),
})

const patient = loop('2000C', 'Patient level', {
  level: one(when(HL, { level: '23' }, 'Patient level')),
  patient: one(PAT),
  name: one(patientName),
  claims: some(claim, 100),
})
const subscriber = loop('2000B', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  subscriber: one(SBR),
  patient: maybe(PAT),
  name: one(subscriberName),
  payer: one(payer),
  claims: many(claim, 100),
  patients: many(patient),
})
const billing = loop('2000A', 'Billing provider level', {
  level: one(when(HL, { level: '20' }, 'Billing provider level')),
  taxonomy: maybe(when(PRV, { role: 'BI' }, 'Billing provider taxonomy')),
  currency: maybe(CUR),
  provider: one(billingProvider),
  payTo: maybe(payTo),
  payToPlan: maybe(payToPlan),
  subscribers: some(subscriber),
})
const body = loop('837P', 'Professional claim', {
  beginning: one(when(BHT, { structure: '0019' }, 'Beginning of the claim file')),
  submitter: one(submitter),
  receiver: one(receiver),
  billing: some(billing),
})

export type Claim837 = Infer<typeof claim>
export type Subscriber837 = Infer<typeof subscriber>
export type Patient837 = Infer<typeof patient>
export type Billing837 = Infer<typeof billing>
export type Professional = Infer<typeof body>

/** A claim with the levels above it; `patient` only when the patient is a dependent. */
export type ClaimInPlace = {
  readonly claim: Claim837
  readonly billing: Billing837
  readonly subscriber: Subscriber837
  readonly patient?: Patient837
}

/** All claims of a file in order, each with its billing provider, subscriber and patient. */
export function claimsOf(file: Professional): ClaimInPlace[] {
  return (file.billing ?? []).flatMap((billing) =>
    (billing.subscribers ?? []).flatMap((subscriber) => [
      ...(subscriber.claims ?? []).map((claim) => ({ claim, billing, subscriber })),
      ...(subscriber.patients ?? []).flatMap((patient) => (patient.claims ?? []).map((claim) => ({ claim, billing, subscriber, patient }))),
    ]),
  )
}

const breach = (broken: boolean | undefined, of: object): Verdict => !broken || { of }

const rules = [
  rule(claim, 'BAL.CHARGE', 'The charge of the claim is not the sum of its lines (CLM02 and SV102).', ({ claim: own, lines }) => {
    const off = subtract(own.charge, sum(lines.map((one) => one.service.charge)))
    return off === 0 || { of: own, off }
  }),
  rule(
    line,
    '837P.pointers',
    'A diagnosis pointer of the line points to no diagnosis of the claim (SV107 and HI).',
    ({ service }, around) => {
      const known = around(claim)?.diagnoses.codes.length
      return known === undefined
        ? undefined
        : breach(
            service.diagnoses.pointers.some((to) => to < 1 || to > known),
            service,
          )
    },
  ),
  rule(
    claim,
    '837P.replacement',
    'A replacement or void needs the payer’s claim control number (CLM05-3 is 7 or 8, REF F8).',
    ({ claim: own, originalClaim }) => breach(['7', '8'].includes(own.place.frequency) && !originalClaim, own),
  ),
  rule(
    claim,
    '837P.accident',
    'An auto or other accident needs its date, an auto accident its state (CLM11, DTP 439).',
    ({ claim: own, accident: date }) => {
      const { causes } = own
      const accident = causes && [causes.first, causes.second].some((cause) => cause === 'AA' || cause === 'OA')
      const auto = causes && [causes.first, causes.second].includes('AA')
      return breach((accident && !date) || (auto && !causes.state), own)
    },
  ),
  rule(
    claim,
    '837P.orders',
    'Two payers of the claim have the same place in the order of payment (SBR01).',
    ({ claim: own, otherPayers = [] }, around) => {
      const first = around(subscriber)?.subscriber.order
      if (first === undefined) return undefined
      const orders = [first, ...otherPayers.map((other) => other.subscriber.order)].filter((order) => order !== 'U')
      return breach(new Set(orders).size < orders.length, own)
    },
  ),
  rule(
    subscriber,
    '837P.self',
    'When the patient is the subscriber, address and birth date belong to the subscriber (2010BA N3, N4, DMG).',
    ({ subscriber: own, name }) => breach(own.relationship === '18' && !(name.street && name.city && name.birth), name.name),
  ),
  totalRule(
    subscriber,
    '837P.levels',
    'A subscriber who is not the patient needs a patient level, and one who is must have none (SBR02, 2000C).',
    { each: patient, add: () => 1 },
    ({ subscriber: own }, patients = 0) => breach(own.relationship === '18' && patients > 0, own),
  ),
  rule(
    line,
    'BAL.COB',
    'What another payer decided does not add up to the charge of the line (SVD02 and CAS against SV102).',
    ({ service, adjudications = [] }) =>
      adjudications.flatMap(({ decision, adjustments = [] }) => {
        const adjusted = adjustments.flatMap((cas) => cas.adjustments.map((each) => each.amount))
        const off = subtract(service.charge, decision.paid, sum(adjusted))
        return off === 0 || decision.bundledInto !== undefined ? [] : [{ of: decision, off }]
      }),
  ),
  rule(
    line,
    '837P.otherPayerId',
    'The payer that decided a line is not one of the claim’s other payers (SVD01 and 2330B NM109).',
    ({ adjudications = [] }, around) => {
      const known = new Set((around(claim)?.otherPayers ?? []).map((other) => other.payer.name.id))
      return adjudications.flatMap(({ decision }) => (known.has(decision.payer) ? [] : [{ of: decision }]))
    },
  ),
  rule(claim, '837P.patientPaid', 'The patient paid more than the charge (AMT F5 and CLM02).', ({ claim: own, patientPaid }) =>
    breach(patientPaid && patientPaid.amount > own.charge, own),
  ),
  rule(
    claim,
    '837P.renderingIsBilling',
    'The rendering provider is the billing provider and should be left out (2310B NM109, 2010AA NM109).',
    ({ rendering: own }, around) =>
      breach(own?.name.id !== undefined && own.name.id === around(billing)?.provider.name.id, own?.name ?? {}),
    { grade: 'doubtful' },
  ),
]

export const professional: TransactionSet<Professional> = {
  is: 'set',
  id: '837',
  name: '837P',
  functional: 'HC',
  guide: '005010X222A1',
  guides: ['005010X222A1', '005010X222A2', '005010X222'],
  namesGuide: true,
  title: 'Professional claim',
  body,
  units: [claim],
  rules,
}
