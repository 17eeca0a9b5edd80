import { loop, many, maybe, one, some, when } from '../../grammar/words.ts'
import { HL, N3 } from '../../segments/common.ts'
import {
  BILLING_CUR,
  BIRTH,
  CITY,
  CLAIM_BHT,
  CONTACT,
  NO_NAME,
  NUMBER,
  PAT,
  PATIENT_NAME,
  PAYER_NAME,
  PROVIDER_NAME,
  RECEIVER_NAME,
  SBR,
  SELF_PAT,
  SUBMITTER_NAME,
  SUBSCRIBER_NAME,
  TAXONOMY,
} from '../../segments/claim.ts'
import { claim } from './claim.ts'
import { address } from './providers.ts'

/* The levels above the claim: sender and receiver, billing provider (2000A), subscriber (2000B), patient (2000C). */

const INJURY = 'it is an auto or work injury claim'
const SELF = 'the patient is the subscriber'

export const submitter = loop('1000A', 'Submitter', {
  name: one(when(SUBMITTER_NAME, { entity: '41', idQualifier: '46' }, 'Submitter name')),
  contacts: some(when(CONTACT, { function: 'IC' }, 'Submitter contact'), 2),
})
const receiver = loop('1000B', 'Receiver', { name: one(when(RECEIVER_NAME, { entity: '40', idQualifier: '46' }, 'Receiver name')) })

export const billingProvider = loop('2010AA', 'Billing provider', {
  name: one(when(PROVIDER_NAME, { entity: '85' }, 'Billing provider name')),
  ...address,
  taxId: one(when(NUMBER, { qualifier: ['EI', 'SY'] }, 'Billing provider tax id')),
  ids: many(when(NUMBER, { qualifier: ['0B', '1G'] }, 'Billing provider license'), 2, 'the payer asks for a license or UPIN'),
  contacts: many(when(CONTACT, { function: 'IC' }, 'Billing provider contact'), 2, 'the contact is not the one of the submitter'),
})
export const payTo = loop('2010AB', 'Pay-to address', { name: one(when(NO_NAME, { entity: '87' }, 'Pay-to address')), ...address })
export const payToPlan = loop('2010AC', 'Pay-to plan', {
  name: one(when(PAYER_NAME, { entity: 'PE' }, 'Pay-to plan name')),
  ...address,
  id: maybe(when(NUMBER, { qualifier: ['2U', 'FY', 'NF'] }, 'Pay-to plan secondary id'), 'one number is not enough'),
  taxId: one(when(NUMBER, { qualifier: 'EI' }, 'Pay-to plan tax id')),
})

export const subscriberName = loop('2010BA', 'Subscriber', {
  name: one(when(SUBSCRIBER_NAME, { entity: 'IL' }, 'Subscriber name')),
  street: maybe(N3, SELF),
  city: maybe(CITY, SELF),
  birth: maybe(BIRTH, SELF),
  ssn: maybe(when(NUMBER, { qualifier: 'SY' }, 'Subscriber social security number'), 'the payer asks for it'),
  accidentClaim: maybe(when(NUMBER, { qualifier: 'Y4' }, 'Property and casualty claim number'), INJURY),
  contact: maybe(when(CONTACT, { function: 'IC' }, 'Property and casualty contact'), INJURY),
})
export const payer = loop('2010BB', 'Payer', {
  name: one(when(PAYER_NAME, { entity: 'PR' }, 'Payer name')),
  street: maybe(N3, 'the claim may be printed on its way'),
  city: maybe(CITY, 'the street is sent'),
  ids: many(when(NUMBER, { qualifier: ['2U', 'EI', 'FY', 'NF'] }, 'Payer secondary id'), 3, 'one number is not enough'),
  providerIds: many(
    when(NUMBER, { qualifier: ['G2', 'LU'] }, 'Billing provider id with the payer'),
    2,
    'the payer knows the billing provider by another number',
  ),
})
export const patientName = loop('2010CA', 'Patient', {
  name: one(when(PATIENT_NAME, { entity: 'QC' }, 'Patient name')),
  ...address,
  birth: one(BIRTH),
  accidentClaim: maybe(when(NUMBER, { qualifier: 'Y4' }, 'Property and casualty claim number'), INJURY),
  accidentId: maybe(when(NUMBER, { qualifier: ['1W', 'SY'] }, 'Property and casualty patient id'), INJURY),
  contact: maybe(when(CONTACT, { function: 'IC' }, 'Property and casualty contact'), INJURY),
})

export const patient = loop('2000C', 'Patient level', {
  level: one(when(HL, { level: '23' }, 'Patient level')),
  patient: one(PAT),
  name: one(patientName),
  claims: some(claim, 100),
})
export const subscriber = loop('2000B', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  subscriber: one(SBR),
  patient: maybe(SELF_PAT, 'the patient is the subscriber and has died, has to be weighed, or is pregnant'),
  name: one(subscriberName),
  payer: one(payer),
  claims: many(claim, 100, SELF),
  patients: many(patient, Infinity, 'the patient is not the subscriber'),
})
export const billing = loop('2000A', 'Billing provider level', {
  level: one(when(HL, { level: '20' }, 'Billing provider level')),
  taxonomy: maybe(when(TAXONOMY, { role: 'BI' }, 'Billing provider taxonomy'), 'the payer decides by the specialty'),
  currency: maybe(BILLING_CUR, 'amounts are not in US dollars'),
  provider: one(billingProvider),
  payTo: maybe(payTo, 'payments go to another address'),
  payToPlan: maybe(payToPlan, 'a state claims money back from a payer'),
  subscribers: some(subscriber),
})
export const body = loop('837P', 'Professional claim', {
  beginning: one(when(CLAIM_BHT, { structure: '0019' }, 'Beginning of the claim file')),
  submitter: one(submitter),
  receiver: one(receiver),
  billing: some(billing),
})
