import { add, cents, NO_MONEY, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import { loop, many, maybe, one, rule, some, totalRule, when, type Infer, type TransactionSet, type Verdict } from '../grammar/words.ts'
import { AMT, CAS, DTM, LQ, N3, N4, NM1, PER, QTY, REF, TRN } from '../segments/common.ts'
import { CUR, MOA } from '../segments/claim.ts'
import { BPR, CLP, LX_GIVEN, MIA, N1, PLB, RDM, SVC, TS2, TS3 } from '../segments/remittance.ts'

/* The remittance, 005010X221A1. ST has no ST03 in this guide. One set is one payment to one payee. */

const payer = loop('1000A', 'Payer', {
  name: one(when(N1, { entity: 'PR' }, 'Payer name')),
  street: one(N3),
  city: one(N4),
  ids: many(when(REF, { qualifier: ['2U', 'EO', 'HI', 'NF'] }, 'Payer id'), 4),
  business: maybe(when(PER, { function: 'CX' }, 'Payer business contact')),
  technical: some(when(PER, { function: 'BL' }, 'Payer technical contact')),
  website: maybe(when(PER, { function: 'IC' }, 'Payer web site')),
})
const payee = loop('1000B', 'Payee', {
  name: one(when(N1, { entity: 'PE' }, 'Payee name')),
  street: maybe(N3),
  city: maybe(N4),
  ids: many(when(REF, { qualifier: ['0B', 'D3', 'PQ', 'TJ'] }, 'Payee id')),
  delivery: maybe(RDM),
})

const SERVICE_IDS = ['1S', 'APC', 'BB', 'E9', 'G1', 'G3', 'LU', 'RB']
const LINE_PROVIDER_IDS = ['0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'HPI', 'SY', 'TJ']
const line = loop('2110', 'Service line', {
  service: one(SVC),
  days: many(when(DTM, { qualifier: ['150', '151', '472'] }, 'Service date'), 2),
  adjustments: many(CAS, 99),
  ids: many(when(REF, { qualifier: SERVICE_IDS }, 'Service id'), 8),
  control: maybe(when(REF, { qualifier: '6R' }, 'Line control number')),
  rendering: many(when(REF, { qualifier: LINE_PROVIDER_IDS }, 'Rendering provider id'), 10),
  policies: many(when(REF, { qualifier: '0K' }, 'Policy behind the adjustment'), 5),
  amounts: many(AMT, 9),
  quantities: many(QTY, 6),
  remarks: many(LQ, 99),
})

const CLAIM_IDS = ['1L', '1W', '28', '6P', '9A', '9C', 'BB', 'CE', 'EA', 'F8', 'G1', 'G3', 'IG', 'SY']
const CLAIM_PROVIDER_IDS = ['0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'LU']
const claim = loop('2100', 'Claim payment', {
  claim: one(CLP),
  adjustments: many(CAS, 99),
  patient: one(when(NM1, { entity: 'QC' }, 'Patient name')),
  insured: maybe(when(NM1, { entity: 'IL' }, 'Insured name')),
  corrected: maybe(when(NM1, { entity: '74' }, 'Corrected patient or insured')),
  rendering: maybe(when(NM1, { entity: '82' }, 'Rendering provider')),
  crossover: maybe(when(NM1, { entity: 'TT' }, 'Crossover carrier')),
  priorityPayer: maybe(when(NM1, { entity: 'PR' }, 'Corrected priority payer')),
  otherSubscriber: maybe(when(NM1, { entity: 'GB' }, 'Other subscriber')),
  inpatient: maybe(MIA),
  outpatient: maybe(MOA),
  ids: many(when(REF, { qualifier: CLAIM_IDS }, 'Claim id'), 5),
  providerIds: many(when(REF, { qualifier: CLAIM_PROVIDER_IDS }, 'Rendering provider id'), 10),
  days: many(when(DTM, { qualifier: ['036', '050', '232', '233'] }, 'Claim date')),
  contacts: many(when(PER, { function: 'CX' }, 'Claim contact'), 2),
  amounts: many(AMT, 13),
  quantities: many(QTY, 14),
  lines: many(line, 999),
})
const group = loop('2000', 'Claims', {
  number: maybe(LX_GIVEN),
  providerTotals: maybe(TS3),
  providerSummary: maybe(TS2),
  claims: some(claim),
})

const body = loop('835', 'Remittance', {
  payment: one(BPR),
  trace: one(when(TRN, { kind: '1' }, 'Check or EFT trace')),
  currency: maybe(CUR),
  receiver: maybe(when(REF, { qualifier: 'EV' }, 'Receiver id')),
  version: maybe(when(REF, { qualifier: 'F2' }, 'Version of the payer’s system')),
  produced: maybe(when(DTM, { qualifier: '405' }, 'Production date')),
  payer: one(payer),
  payee: one(payee),
  groups: many(group),
  provider: many(PLB),
})

export type Remittance835 = Infer<typeof body>
export type ClaimPayment835 = Infer<typeof claim>
export type LinePayment835 = Infer<typeof line>
export type Adjustments835 = Infer<typeof CAS>

/** All claim payments of a remittance, in order; of a damaged one those that are there. */
export const claimPaymentsOf = (remittance: Remittance835): readonly ClaimPayment835[] =>
  (remittance.groups ?? []).flatMap((one) => one.claims ?? [])

/** The sum of adjustments; with a group, of that group only. Positive reduces the payment. */
function adjusted(all: readonly Adjustments835[] | undefined, group?: string): Cents {
  let total = 0
  for (const cas of all ?? []) if (group === undefined || cas.group === group) for (const { amount } of cas.adjustments) total += amount
  return cents(total)
}

/** All that the provider adjustments take from the payment: PLB's own sign, positive takes. */
const providerAdjustments = (remittance: Remittance835): Cents =>
  sum((remittance.provider ?? []).flatMap((plb) => plb.adjustments.map((one) => one.amount)))

const off = (by: Cents, of: object): Verdict => by === NO_MONEY || { of, off: by }

const rules = [
  rule(
    line,
    'BAL.LINE',
    'The line does not balance: charge less adjustments is not what was paid (SVC02, CAS, SVC03).',
    ({ service, adjustments }) => off(subtract(service.charge, adjusted(adjustments), service.paid), service),
    {
      mend: ({ service, adjustments }) => {
        service.paid = subtract(service.charge, adjusted(adjustments))
      },
    },
  ),
  rule(
    claim,
    'BAL.CLAIM',
    'The claim does not balance: charge less all adjustments is not what was paid (CLP03, CAS, CLP04).',
    ({ claim: own, adjustments, lines = [] }) =>
      off(subtract(own.charge, adjusted(adjustments), ...lines.map((one) => adjusted(one.adjustments)), own.paid), own),
  ),
  rule(
    claim,
    'BAL.CLAIM_LINES',
    'The lines do not add up to the claim (SVC02 to CLP03, SVC03 less claim adjustments to CLP04).',
    ({ claim: own, adjustments, lines = [] }) => {
      if (lines.length === 0) return undefined
      const charge = subtract(own.charge, sum(lines.map((one) => one.service.charge)))
      const paid = subtract(own.paid, sum(lines.map((one) => one.service.paid)), subtract(NO_MONEY, adjusted(adjustments)))
      return off(charge === NO_MONEY ? paid : charge, own)
    },
  ),
  totalRule(
    body,
    'BAL.PAYMENT',
    'The payment is not the sum of its claims less the provider adjustments (BPR02, CLP04, PLB).',
    { each: claim, add: (one) => one.claim.paid },
    (remittance, paid) =>
      paid === undefined
        ? undefined
        : off(subtract(cents(paid), providerAdjustments(remittance), remittance.payment.amount), remittance.payment),
  ),
  rule(body, 'BAL.NON', 'A remittance without payment has an amount (BPR04 is NON, BPR02).', ({ payment }) =>
    payment.method === 'NON' ? off(payment.amount, payment) : true,
  ),
  rule(
    claim,
    'BAL.PR',
    'What the patient owes is not the sum of the patient’s adjustments (CLP05 and CAS PR).',
    ({ claim: own, adjustments, lines = [] }) => {
      if (own.status === '22') return undefined
      const owed = add(adjusted(adjustments, 'PR'), ...lines.map((one) => adjusted(one.adjustments, 'PR')))
      return off(subtract(own.patientOwes ?? NO_MONEY, owed), own)
    },
    { grade: 'doubtful' },
  ),
]

export const remittance: TransactionSet<Remittance835> = {
  is: 'set',
  id: '835',
  name: '835',
  functional: 'HP',
  guide: '005010X221A1',
  guides: ['005010X221A1', '005010X221'],
  namesGuide: false,
  title: 'Remittance',
  body,
  units: [claim],
  rules,
}
