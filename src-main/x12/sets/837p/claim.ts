import { loop, many, maybe, one, some, when, where } from '../../grammar/words.ts'
import { AMT, CAS, DTP, K3 } from '../../segments/common.ts'
import {
  AMBULANCE_CRC,
  ANESTHESIA,
  CARE_DATES,
  CLAIM_NOTE,
  CLM,
  CN1,
  CONDITIONS,
  CR1,
  CR2,
  CROSSOVER,
  DIAGNOSES,
  DISABILITY,
  EPSDT_CRC,
  EXCEPTION,
  HCP,
  HOMEBOUND_CRC,
  NUMBER,
  OI,
  OTHER_INSURED_NAME,
  OTHER_MOA,
  OTHER_SBR,
  PAYER_NAME,
  PWK,
  READJUDICATED,
  VISION_CRC,
} from '../../segments/claim.ts'
import { line } from './line.ts'
import {
  dropOff,
  facility,
  knownAddress,
  otherBilling,
  otherFacility,
  otherReferring,
  otherRendering,
  otherSupervising,
  pickUp,
  referring,
  rendering,
  supervising,
} from './providers.ts'

/* The claim (2300) and its other payers (2320, 2330). */

const date = (qualifier: string, title: string, situation: string) => maybe(when(DTP, { qualifier }, title), situation)
const reference = (qualifier: string, title: string, situation: string) => maybe(when(NUMBER, { qualifier }, title), situation)
const INJURY = 'a work injury or disability claim needs it'
const AMBULANCE = 'an ambulance carried the patient'
const REPRICER = 'a repricer sends the claim on'
const OWN_NUMBER = 'that payer knows the provider by another number'

export const otherInsured = loop('2330A', 'Other subscriber', {
  name: one(when(OTHER_INSURED_NAME, { entity: 'IL' }, 'Other subscriber name')),
  ...knownAddress,
  ssn: maybe(when(NUMBER, { qualifier: 'SY' }, 'Other subscriber social security number'), 'that payer asks for it'),
})
export const otherPayer = loop('2330B', 'Other payer', {
  name: one(when(PAYER_NAME, { entity: 'PR' }, 'Other payer name')),
  ...knownAddress,
  adjudicated: date('573', 'Adjudication date', 'that payer decided on the claim and not on its lines'),
  ids: many(when(NUMBER, { qualifier: ['2U', 'EI', 'FY', 'NF'] }, 'Other payer secondary id'), 2, 'one number is not enough'),
  authorization: reference('G1', 'Other payer prior authorization', 'that payer gave one'),
  referral: reference('9F', 'Other payer referral', 'that payer gave one'),
  adjustment: maybe(when(READJUDICATED, { qualifier: 'T4' }, 'Other payer adjustment indicator'), 'that payer changed an earlier decision'),
  claimControl: reference('F8', 'Other payer claim control number', 'that payer gave the claim a number'),
})

/** Coordination of benefits: another payer of this claim and what it decided. */
const coordination = loop('2320', 'Other payer of the claim', {
  subscriber: one(OTHER_SBR),
  adjustments: many(CAS, 5, 'that payer adjusted the claim as a whole'),
  paid: maybe(when(AMT, { qualifier: 'D' }, 'Paid by the other payer'), 'that payer has decided, even if it paid nothing'),
  noncovered: maybe(
    when(AMT, { qualifier: 'A8' }, 'Not covered by the other payer'),
    'that payer was not billed, as it would not cover the claim',
  ),
  remaining: maybe(when(AMT, { qualifier: 'EAF' }, 'Remaining patient liability'), 'that payer decided on the claim and not on its lines'),
  insurance: one(OI),
  outpatient: maybe(OTHER_MOA, 'the remittance of that payer has it'),
  insured: one(otherInsured),
  payer: one(otherPayer),
  referring: many(otherReferring, 2, OWN_NUMBER),
  rendering: maybe(otherRendering, OWN_NUMBER),
  facility: maybe(otherFacility, OWN_NUMBER),
  supervising: maybe(otherSupervising, OWN_NUMBER),
  billing: maybe(otherBilling, OWN_NUMBER),
})

export const claim = loop('2300', 'Claim', {
  claim: one(CLM),
  onset: date('431', 'Onset date', 'the illness began on another day than the service, and the payer needs it'),
  initialTreatment: date('454', 'Initial treatment date', 'spinal manipulation or therapy depends on it'),
  lastSeen: date('304', 'Last seen date', 'Medicare needs the last visit to the supervising physician'),
  acute: date('453', 'Acute manifestation date', 'spinal manipulation treats an acute condition'),
  accident: date('439', 'Accident date', 'an accident led to the services'),
  lastPeriod: date('484', 'Last menstrual period', 'the services are for a pregnancy'),
  lastXray: date('455', 'Last x-ray date', 'an x-ray was taken before spinal manipulation'),
  prescribed: date('471', 'Hearing and vision prescription date', 'glasses or hearing devices were prescribed'),
  disability: many(when(DISABILITY, { qualifier: ['314', '360', '361'] }, 'Disability dates'), 3, INJURY),
  lastWorked: date('297', 'Last worked date', INJURY),
  returnToWork: date('296', 'Return to work date', INJURY),
  admitted: date('435', 'Admission date', 'the patient is an inpatient, or was carried to a known admission'),
  discharged: date('096', 'Discharge date', 'an inpatient was discharged and the day is known'),
  careDates: many(
    when(CARE_DATES, { qualifier: ['090', '091'] }, 'Assumed and relinquished care'),
    2,
    'providers share the care after surgery',
  ),
  firstContact: date('444', 'First contact date', 'the law of a state asks for it in an injury claim'),
  repricerReceived: date('050', 'Repricer received date', REPRICER),
  attachments: many(PWK, 10, 'an attachment goes with the claim'),
  contract: maybe(CN1, 'the contract asks for it'),
  patientPaid: maybe(when(AMT, { qualifier: 'F5' }, 'Patient amount paid'), 'the patient paid some of this claim'),
  exception: maybe(
    when(EXCEPTION, { qualifier: '4N' }, 'Service authorization exception'),
    'a law lets the service go without authorization',
  ),
  medicareCrossover: maybe(when(CROSSOVER, { qualifier: 'F5' }, 'Medicare crossover'), 'Medicare passes the claim on'),
  mammography: reference('EW', 'Mammography certification', 'mammography was done'),
  referral: reference('9F', 'Referral number', 'the payer gave one'),
  authorization: reference('G1', 'Prior authorization', 'the payer gave one'),
  originalClaim: reference('F8', 'Payer claim control number', 'the claim corrects, replaces or voids one the payer has'),
  clia: reference('X4', 'CLIA number', 'a laboratory test was done'),
  repriced: reference('9A', 'Repriced claim number', REPRICER),
  adjustedRepriced: reference('9C', 'Adjusted repriced claim number', REPRICER),
  device: reference('LX', 'Investigational device exemption', 'a device is under trial'),
  trace: reference('D9', 'Clearinghouse trace', 'a clearinghouse passes the claim on'),
  medicalRecord: reference('EA', 'Medical record number', 'the provider wants it on the claim'),
  demonstration: reference('P4', 'Demonstration project', 'the claim belongs to one'),
  carePlan: reference('1J', 'Care plan oversight', 'a home health or hospice plan is overseen'),
  stateData: many(K3, 10, 'a state asks for data that has no other place'),
  note: maybe(CLAIM_NOTE, 'the payer needs words to decide'),
  ambulance: maybe(CR1, AMBULANCE),
  spinal: maybe(CR2, 'the payer needs it for chiropractic care'),
  ambulanceConditions: many(when(AMBULANCE_CRC, { category: '07' }, 'Ambulance certification'), 3, AMBULANCE),
  vision: many(when(VISION_CRC, { category: ['E1', 'E2', 'E3'] }, 'Vision condition'), 3, 'glasses or lenses are billed'),
  homebound: maybe(when(HOMEBOUND_CRC, { category: '75' }, 'Homebound'), 'a laboratory drew blood at the home'),
  epsdt: maybe(when(EPSDT_CRC, { category: 'ZZ' }, 'EPSDT referral'), 'an EPSDT screening led to a referral or to none'),
  diagnoses: one(where(DIAGNOSES, 1, 1, ['ABK', 'BK'], 'Diagnoses')),
  anesthesia: maybe(where(ANESTHESIA, 1, 1, ['BP'], 'Anesthesia procedure'), 'anesthesia was given for a surgery'),
  conditions: many(where(CONDITIONS, 1, 1, ['BG'], 'Condition codes'), 2, 'a condition bears on payment'),
  repricing: maybe(HCP, REPRICER),
  referring: many(referring, 2, 'the patient was referred'),
  rendering: maybe(rendering, 'the rendering provider is not the billing provider'),
  facility: maybe(facility, 'the place is not the address of the billing provider'),
  supervising: maybe(supervising, 'the rendering provider is supervised'),
  pickUp: maybe(pickUp, AMBULANCE),
  dropOff: maybe(dropOff, AMBULANCE),
  otherPayers: many(coordination, 10, 'another payer may pay for the claim'),
  lines: some(line, 50),
})
