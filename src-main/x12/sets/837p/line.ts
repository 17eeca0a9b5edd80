import { loop, many, maybe, one, some, when, where } from '../../grammar/words.ts'
import { AMT, CAS, DTP, K3, LX, NTE, QTY } from '../../segments/common.ts'
import {
  AMBULANCE_CRC,
  CERTIFICATE,
  CN1,
  CR1,
  CR3,
  CTP,
  EQUIPMENT_CRC,
  FORM_LQ,
  FRM,
  HOSPICE_CRC,
  LIN,
  LINE_HCP,
  LINE_NOTE,
  MEA,
  NUMBER,
  PAYER_NUMBER,
  PS1,
  PWK,
  SV1,
  SV5,
  SVD,
  TEST_DATE,
} from '../../segments/claim.ts'
import {
  lineDropOff,
  lineFacility,
  linePickUp,
  lineReferring,
  lineRendering,
  lineSupervising,
  ordering,
  purchasedFrom,
} from './providers.ts'

/* The service line (2400) with its drug, its providers, what other payers decided on it, and its forms. */

const date = (qualifier: string, title: string, situation: string) => maybe(when(DTP, { qualifier }, title), situation)
const reference = (qualifier: string, title: string, situation: string) => maybe(when(NUMBER, { qualifier }, title), situation)
const OTHER_THAN_CLAIM = 'it is not the one of the claim'
const REPRICER = 'a repricer sends the claim on'
const EQUIPMENT = 'the payer wants the certificate of the equipment'

export const drug = loop('2410', 'Drug', {
  identification: one(LIN),
  quantity: one(CTP),
  number: maybe(
    when(NUMBER, { qualifier: ['VY', 'XZ'] }, 'Prescription or link number'),
    'there is a prescription, or a drug of several parts',
  ),
})

export const lineAdjudication = loop('2430', 'Line adjudication of another payer', {
  decision: one(SVD),
  adjustments: many(CAS, 5, 'that payer paid another amount than the charge'),
  day: one(when(DTP, { qualifier: '573' }, 'Adjudication date')),
  remaining: maybe(when(AMT, { qualifier: 'EAF' }, 'Remaining patient liability'), 'the patient still owes some of the line'),
})

const form = loop('2440', 'Form', {
  form: one(when(FORM_LQ, { list: ['AS', 'UT'] }, 'Form')),
  answers: some(FRM, 99),
})

export const line = loop('2400', 'Service line', {
  number: one(LX),
  service: one(SV1),
  equipment: maybe(SV5, 'equipment is rented or sold'),
  certificates: maybe(
    where(when(CERTIFICATE, { report: 'CT' }, 'Equipment certification'), 2, 1, ['AB', 'AD', 'AF', 'AG', 'NS']),
    EQUIPMENT,
  ),
  attachments: many(PWK, 10, 'an attachment goes with the line'),
  ambulance: maybe(CR1, 'the transport is not as the claim says'),
  equipmentCertification: maybe(CR3, EQUIPMENT),
  ambulanceConditions: many(
    when(AMBULANCE_CRC, { category: '07' }, 'Ambulance certification'),
    3,
    'the transport is not as the claim says',
  ),
  hospice: maybe(when(HOSPICE_CRC, { category: '70' }, 'Hospice employee'), 'Medicare pays for a patient in hospice'),
  equipmentConditions: maybe(when(EQUIPMENT_CRC, { category: '09' }, 'Equipment condition'), EQUIPMENT),
  day: one(when(DTP, { qualifier: '472' }, 'Service date')),
  prescribed: date('471', 'Prescription date', 'a drug was prescribed'),
  recertified: date('607', 'Recertification date', EQUIPMENT),
  therapyBegan: date('463', 'Begin therapy date', EQUIPMENT),
  certified: date('461', 'Last certification date', EQUIPMENT),
  lastSeen: date('304', 'Last seen date', OTHER_THAN_CLAIM),
  tests: many(when(TEST_DATE, { qualifier: ['738', '739'] }, 'Test date'), 2, 'Medicare needs blood results of a dialysis patient'),
  shipped: date('011', 'Shipped date', 'equipment was shipped'),
  lastXray: date('455', 'Last x-ray date', OTHER_THAN_CLAIM),
  initialTreatment: date('454', 'Initial treatment date', OTHER_THAN_CLAIM),
  patients: maybe(when(QTY, { qualifier: 'PT' }, 'Ambulance patient count'), 'the ambulance carried more than one patient'),
  obstetric: maybe(when(QTY, { qualifier: 'FL' }, 'Obstetric anesthesia units'), 'obstetric anesthesia was complicated'),
  results: many(MEA, 5, 'the payer needs results of a test'),
  contract: maybe(CN1, OTHER_THAN_CLAIM),
  repriced: reference('9B', 'Repriced line number', REPRICER),
  adjustedRepriced: reference('9D', 'Adjusted repriced line number', REPRICER),
  authorizations: many(when(PAYER_NUMBER, { qualifier: 'G1' }, 'Line prior authorization'), 5, OTHER_THAN_CLAIM),
  control: reference('6R', 'Line control number', 'always, as payers send it back with what they paid'),
  mammography: reference('EW', 'Mammography certification', OTHER_THAN_CLAIM),
  clia: reference('X4', 'CLIA number', OTHER_THAN_CLAIM),
  referringClia: reference('F4', 'Referring CLIA number', 'the test was passed on by another laboratory'),
  immunization: reference('BT', 'Immunization batch number', 'a law asks for the batch of a vaccine'),
  referrals: many(when(PAYER_NUMBER, { qualifier: '9F' }, 'Line referral number'), 5, OTHER_THAN_CLAIM),
  tax: maybe(when(AMT, { qualifier: 'T' }, 'Sales tax'), 'the charge has sales tax in it'),
  postage: maybe(when(AMT, { qualifier: 'F4' }, 'Postage'), 'the charge has postage in it'),
  stateData: many(K3, 10, 'a state asks for data that has no other place'),
  note: maybe(when(LINE_NOTE, { kind: ['ADD', 'DCP'] }, 'Line note'), 'the payer needs words about the line'),
  thirdPartyNote: maybe(when(NTE, { kind: 'TPO' }, 'Third party note'), REPRICER),
  purchased: maybe(PS1, 'the service was bought from another provider'),
  repricing: maybe(LINE_HCP, REPRICER),
  drug: maybe(drug, 'a drug is billed by its number'),
  rendering: maybe(lineRendering, 'the rendering provider is not the one of the claim'),
  purchasedFrom: maybe(purchasedFrom, 'the service was bought from another provider'),
  facility: maybe(lineFacility, 'the place is not the one of the claim'),
  supervising: maybe(lineSupervising, 'the supervising provider is not the one of the claim'),
  ordering: maybe(ordering, 'someone other than the rendering provider ordered the service'),
  referring: many(lineReferring, 2, 'the referring provider is not the one of the claim'),
  pickUp: maybe(linePickUp, 'the ambulance trip is not the one of the claim'),
  dropOff: maybe(lineDropOff, 'the ambulance trip is not the one of the claim'),
  adjudications: many(lineAdjudication, 15, 'another payer has decided on the line'),
  forms: many(form, Infinity, 'equipment needs a form'),
})
