import { add, cents, NO_MONEY, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import type { Day } from '../../../src-shared/day.ts'
import {
  loop,
  many,
  maybe,
  one,
  rule,
  some,
  totalRule,
  when,
  type Draft,
  type Infer,
  type TransactionSet,
  type Verdict,
} from '../grammar/words.ts'
import { CAS, N3, N4, REF } from '../segments/common.ts'
import {
  BPR,
  CLAIM_AMOUNT,
  CLAIM_QUANTITY,
  CLP,
  CORRECTED_NAME,
  CONTACT,
  CROSSOVER_NAME,
  DATE,
  INSURED_NAME,
  LINE_AMOUNT,
  LINE_QUANTITY,
  LINE_REMARK,
  LX_GIVEN,
  MIA,
  MOA,
  OTHER_SUBSCRIBER_NAME,
  PATIENT_NAME,
  PAYEE_NAME,
  PAYER_NAME,
  PAYMENT_CURRENCY,
  PAYMENT_TRACE,
  PLB,
  PRIORITY_PAYER_NAME,
  RDM,
  RENDERING_NAME,
  SVC,
  TS2,
  TS3,
  WEBSITE,
} from '../segments/remittance.ts'

/* The remittance, 005010X221A1. ST has no ST03 in this guide. One set is one payment to one payee. */

const payer = loop('1000A', 'Payer', {
  name: one(when(PAYER_NAME, { entity: 'PR' })),
  street: one(N3),
  city: one(N4),
  ids: many(when(REF, { qualifier: ['2U', 'EO', 'HI', 'NF'] }, 'Payer id'), 4, 'when the payer is known by another number as well'),
  business: maybe(when(CONTACT, { function: 'CX' }, 'Payer business contact'), 'when questions on claims go to someone'),
  technical: some(when(CONTACT, { function: 'BL' }, 'Payer technical contact')),
  website: maybe(when(WEBSITE, { function: 'IC' }), 'when a line names the policy behind an adjustment'),
})
const payee = loop('1000B', 'Payee', {
  name: one(when(PAYEE_NAME, { entity: 'PE' })),
  street: maybe(N3, 'when the payer has the address'),
  city: maybe(N4, 'when the payer has the address'),
  ids: many(when(REF, { qualifier: ['0B', 'D3', 'PQ', 'TJ'] }, 'Payee id'), Infinity, 'when the payee is known by another number as well'),
  delivery: maybe(RDM, 'when the remittance goes another way than the payment'),
})

const SERVICE_IDS = ['1S', 'APC', 'BB', 'E9', 'G1', 'G3', 'LU', 'RB']
const LINE_PROVIDER_IDS = ['0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'HPI', 'SY', 'TJ']
const line = loop('2110', 'Service line', {
  service: one(SVC),
  days: many(when(DATE, { qualifier: ['150', '151', '472'] }, 'Service date'), 2, 'when the claim has no date of its own'),
  adjustments: many(CAS, 99, 'when the line was not paid as billed'),
  ids: many(when(REF, { qualifier: SERVICE_IDS }, 'Service id'), 8, 'when a number was used to price the line'),
  control: maybe(when(REF, { qualifier: '6R' }, 'Line control number'), 'when the claim had one: it comes back as sent'),
  rendering: many(
    when(REF, { qualifier: LINE_PROVIDER_IDS }, 'Rendering provider id'),
    10,
    'when another provider than the claim’s served',
  ),
  policies: many(
    when(REF, { qualifier: '0K' }, 'Policy behind the adjustment'),
    5,
    'when a policy on the payer’s web site caused the adjustment',
  ),
  amounts: many(LINE_AMOUNT, 9, 'when the amount is known; it is no part of the balance'),
  quantities: many(LINE_QUANTITY, 6, 'when a federal mandate asks for it'),
  remarks: many(LINE_REMARK, 99, 'when an adjustment needs a remark'),
})

const CLAIM_IDS = ['1L', '1W', '28', '6P', '9A', '9C', 'BB', 'CE', 'EA', 'F8', 'G1', 'G3', 'IG', 'SY']
const CLAIM_PROVIDER_IDS = ['0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'LU']
const claim = loop('2100', 'Claim payment', {
  claim: one(CLP),
  adjustments: many(CAS, 99, 'when the claim as a whole was not paid as billed'),
  patient: one(when(PATIENT_NAME, { entity: 'QC' })),
  insured: maybe(when(INSURED_NAME, { entity: 'IL' }), 'when the patient is not the subscriber'),
  corrected: maybe(when(CORRECTED_NAME, { entity: '74' }), 'when name or number differ from what was sent; only what changed'),
  rendering: maybe(when(RENDERING_NAME, { entity: '82' }), 'when the rendering provider is not the payee'),
  crossover: maybe(when(CROSSOVER_NAME, { entity: 'TT' }), 'when the claim was sent on to another payer'),
  priorityPayer: maybe(when(PRIORITY_PAYER_NAME, { entity: 'PR' }), 'when another payer has to decide first'),
  otherSubscriber: maybe(
    when(OTHER_SUBSCRIBER_NAME, { entity: 'GB' }),
    'when another payer has to decide first and its subscriber is known',
  ),
  inpatient: maybe(MIA, 'when an inpatient stay was priced or has remarks'),
  outpatient: maybe(MOA, 'when an outpatient claim was priced or has remarks'),
  ids: many(when(REF, { qualifier: CLAIM_IDS }, 'Claim id'), 5, 'when a number was used in deciding; F8 with a correction'),
  providerIds: many(when(REF, { qualifier: CLAIM_PROVIDER_IDS }, 'Rendering provider id'), 10, 'when the provider has other numbers'),
  days: many(
    when(DATE, { qualifier: ['036', '050', '232', '233'] }, 'Claim date'),
    4,
    'when lines have no dates of their own, cover had ended, or the day of receipt is told',
  ),
  contacts: many(when(CONTACT, { function: 'CX' }, 'Claim contact'), 2, 'when questions on this claim go to someone else'),
  amounts: many(CLAIM_AMOUNT, 13, 'when the amount is known and not nothing; it is no part of the balance'),
  quantities: many(CLAIM_QUANTITY, 14, 'when the quantity is known and not nothing'),
  lines: many(line, 999, 'when lines were decided one by one'),
})
const group = loop('2000', 'Claims', {
  number: maybe(LX_GIVEN, 'in every group of claims; some payers leave it out'),
  providerTotals: maybe(TS3, 'when Medicare pays an institution'),
  providerSummary: maybe(TS2, 'when Medicare pays inpatient stays by diagnosis group'),
  claims: some(claim),
})

const body = loop('835', 'Remittance', {
  payment: one(BPR),
  trace: one(when(PAYMENT_TRACE, { kind: '1' })),
  currency: maybe(when(PAYMENT_CURRENCY, { entity: 'PR' }), 'when the amounts are not US dollars'),
  receiver: maybe(when(REF, { qualifier: 'EV' }, 'Receiver id'), 'when it goes to another than the payee'),
  version: maybe(when(REF, { qualifier: 'F2' }, 'Version of the payer’s system'), 'when the payer’s program is to be named'),
  produced: maybe(when(DATE, { qualifier: '405' }, 'Production date'), 'when claims were decided on another day than the file was made'),
  payer: one(payer),
  payee: one(payee),
  groups: many(group, Infinity, 'when claims were decided'),
  provider: many(PLB, Infinity, 'when something is added or taken that is of no claim here'),
})

export type Remittance835 = Infer<typeof body>
export type ClaimPayment835 = Infer<typeof claim>
export type LinePayment835 = Infer<typeof line>
export type Adjustments835 = Infer<typeof CAS>

/** All claim payments of a remittance, in order; of a damaged one those that are there. */
export const claimPaymentsOf = (remittance: Remittance835): readonly ClaimPayment835[] =>
  (remittance.groups ?? []).flatMap((one) => one.claims ?? [])

type Adjusted = readonly Pick<Adjustments835, 'group' | 'adjustments'>[] | undefined

/** The sum of adjustments; with a group, of that group only. Positive reduces the payment. */
function adjusted(all: Adjusted, group?: string): Cents {
  let total = 0
  for (const cas of all ?? []) if (group === undefined || cas.group === group) for (const { amount } of cas.adjustments) total += amount
  return cents(total)
}

/** All that the provider adjustments take from the payment: PLB's own sign, positive takes. With a code, those of that code. */
const providerAdjustments = (remittance: Pick<Remittance835, 'provider'>, code?: string): Cents =>
  sum(
    (remittance.provider ?? []).flatMap((plb) =>
      plb.adjustments.flatMap((one) => (code === undefined || one.reason.code === code ? [one.amount] : [])),
    ),
  )

const off = (by: Cents, of: object): Verdict => by === NO_MONEY || { of, off: by }
const size = (amount: Cents): Cents => (amount < NO_MONEY ? subtract(NO_MONEY, amount) : amount)

const REVERSAL = '22'
const FORWARDED: readonly string[] = ['19', '20', '21', '23']

type WithAdjustments = { readonly adjustments?: Adjusted; readonly lines?: readonly { readonly adjustments?: Adjusted }[] }
/** The sum of the adjustments of a claim and of its lines. */
function adjustedIn({ adjustments, lines }: WithAdjustments, group?: string): Cents {
  let total: number = adjusted(adjustments, group)
  for (const one of lines ?? []) total += adjusted(one.adjustments, group)
  return cents(total)
}

/** The second and later of those that share a qualifier. */
function again<T extends { readonly qualifier: string }>(all: readonly T[] = []): T[] {
  return all.length < 2 ? [] : all.filter((one, n) => all.findIndex((other) => other.qualifier === one.qualifier) < n)
}

/** Whether a reason came before within its group. */
function isRepeated(all: NonNullable<Adjusted>, cas: number, place: number): boolean {
  const { group, adjustments } = all[cas] ?? {}
  const reason = adjustments?.[place]?.reason
  for (let n = 0; n <= cas; n++) {
    if (all[n]?.group !== group) continue
    const others = all[n]?.adjustments ?? []
    for (let k = 0; k < (n < cas ? others.length : place); k++) if (others[k]?.reason === reason) return true
  }
  return false
}
function repeatedReasons(all: Adjusted = []): Verdict {
  const [first, second] = all
  // Nearly every line has one reason in each of one or two groups.
  const isPlain = all.length < 3 && all.every((cas) => cas.adjustments.length === 1) && first?.group !== second?.group
  return isPlain || all.filter((cas, n) => cas.adjustments.some((_, k) => isRepeated(all, n, k))).map((of) => ({ of }))
}
function withoutRepeated(value: { adjustments?: Draft<Adjustments835>[] }): void {
  const { adjustments: all = [] } = value
  const kept = all.map((cas, n) => cas.adjustments.filter((_, k) => !isRepeated(all, n, k)))
  all.forEach((cas, n) => {
    cas.adjustments = kept[n] ?? []
  })
  value.adjustments = all.filter((cas) => cas.adjustments.length > 0)
}

/** Group and reason with the sum of its amounts. */
function sumsByReason(all: readonly NonNullable<Adjusted>[number][]): Map<string, Cents> {
  const sums = new Map<string, Cents>()
  for (const { group, adjustments } of all)
    for (const { reason, amount } of adjustments) sums.set(`${group} ${reason}`, add(sums.get(`${group} ${reason}`) ?? NO_MONEY, amount))
  return sums
}

/** What claims say of an amount that informs: interest, discount. */
function stated({ amounts = [] }: Pick<ClaimPayment835, 'amounts'>, qualifier: 'I' | 'D8'): Cents {
  let total = 0
  for (const one of amounts) if (one.qualifier === qualifier) total += one.amount
  return cents(total)
}
const statedIn = (remittance: Draft<Remittance835>, qualifier: 'I' | 'D8'): Cents =>
  sum((remittance.groups ?? []).flatMap((one) => one.claims.map((each) => stated(each, qualifier))))

/** Adds what is missing of a provider adjustment, for a made-up remittance. */
const settle = (remittance: Draft<Remittance835>, code: string, amount: Cents): void => {
  const { payment, provider = [] } = remittance
  remittance.provider = [...provider, { provider: '1234567893', fiscalEnd: payment.day, adjustments: [{ reason: { code }, amount }] }]
}

/** Dates of a line: one day, or a first and a last. */
function isWholeDate(days: LinePayment835['days'] = []): boolean {
  const [first, second] = days
  if (days.length < 2) return first === undefined || first.qualifier === '472'
  return days.length === 2 && first?.qualifier !== second?.qualifier && days.every((one) => one.qualifier !== '472')
}

/** The adjustments of a claim and of its lines that are in a group. */
const inGroup = <A extends { readonly group: string }>(
  { adjustments, lines }: { readonly adjustments?: readonly A[]; readonly lines?: readonly { readonly adjustments?: readonly A[] }[] },
  group: string,
): A[] => {
  const found: A[] = (adjustments ?? []).filter((one) => one.group === group)
  for (const { adjustments: own } of lines ?? []) for (const one of own ?? []) if (one.group === group) found.push(one)
  return found
}

/* What a description of ours says of the file comes first, then the amounts, from the inside outwards: a mended part is then added up as it is. */
const rules = [
  rule(
    line,
    '835.lineDate',
    'The dates of the line do not fit each other: one day (472), or a first (150) and a last (151).',
    ({ service, days }) => isWholeDate(days) || { of: days?.[0] ?? service },
    {
      grade: 'doubtful',
      mend: (value) => {
        const [first] = value.days ?? []
        if (first) value.days = [{ qualifier: '472', day: first.day }]
      },
    },
  ),
  rule(
    claim,
    '835.serviceDate',
    'Neither the line nor its claim has a date of service (DTM 472, 150 or 232).',
    ({ days = [], lines = [] }) => {
      if (lines.length === 0) return undefined
      if (days.some((one) => one.qualifier === '232')) return true
      return lines.filter((one) => (one.days ?? []).length === 0).map((one) => ({ of: one.service }))
    },
    {
      grade: 'doubtful',
      mend: ({ lines = [] }, around) => {
        const on: Day | undefined = around(body)?.payment.day
        if (on) for (const one of lines) if ((one.days ?? []).length === 0) one.days = [{ qualifier: '472', day: on }]
      },
    },
  ),
  rule(claim, '835.claimDate', 'A date of the claim is given twice.', ({ days }) => again(days).map((of) => ({ of })), {
    grade: 'doubtful',
    mend: (value) => {
      const twice = again(value.days)
      value.days = (value.days ?? []).filter((one) => !twice.includes(one))
    },
  }),
  rule(
    claim,
    '835.forwarded',
    'The claim was sent on to another payer (CLP02), and that payer is not named (NM1 TT).',
    ({ claim: own, crossover }) => !FORWARDED.includes(own.status) || crossover !== undefined || { of: own },
    {
      grade: 'doubtful',
      mend: (value) => {
        value.crossover = { kind: '2', name: 'NEXT PLAN', idQualifier: 'PI', id: '00001' }
      },
    },
  ),
  rule(
    claim,
    '835.otherSubscriber',
    'Another subscriber is named (NM1 GB), and no payer that has to decide first (NM1 PR).',
    ({ otherSubscriber, priorityPayer }) => (otherSubscriber === undefined ? true : priorityPayer !== undefined || { of: otherSubscriber }),
    { grade: 'doubtful', mend: (value) => void delete value.otherSubscriber },
  ),
  rule(
    claim,
    '835.inpatient',
    'The claim is said to be of a stay (MIA) and of an outpatient (MOA).',
    ({ inpatient, outpatient }) => inpatient === undefined || outpatient === undefined || { of: outpatient },
    { grade: 'doubtful', mend: (value) => void delete value.inpatient },
  ),
  rule(
    line,
    '835.policy',
    'The line names a policy behind an adjustment (REF 0K), and the payer names no web site where it stands (PER IC).',
    ({ policies = [] }, around) => {
      const [first] = policies
      const all = around(body)
      return first === undefined ? true : all && (all.payer.website !== undefined || { of: first })
    },
    { grade: 'doubtful', mend: (value) => void delete value.policies },
  ),
  rule(
    line,
    '835.lineReason',
    'A reason is given twice within its group on one line (CAS).',
    ({ adjustments }) => repeatedReasons(adjustments),
    { grade: 'doubtful', mend: withoutRepeated },
  ),
  rule(
    claim,
    '835.claimReason',
    'A reason is given twice within its group on one claim (CAS).',
    ({ adjustments }) => repeatedReasons(adjustments),
    { grade: 'doubtful', mend: withoutRepeated },
  ),
  rule(
    claim,
    '835.bothLevels',
    'The same adjustment is given for the claim and again for its lines (CAS).',
    ({ adjustments = [], lines = [] }) => {
      if (adjustments.length === 0 || lines.length === 0) return true
      const below = sumsByReason(lines.flatMap((one) => one.adjustments ?? []))
      const twice = [...sumsByReason(adjustments)].filter(([key, amount]) => amount !== NO_MONEY && below.get(key) === amount)
      const [of] = adjustments
      return twice.length === 0 || { ...(of && { of }) }
    },
    { grade: 'doubtful', mend: (value) => void delete value.adjustments },
  ),
  rule(
    claim,
    '835.correctionGroup',
    'The adjustment group for corrections (CR) is no longer used: a reversal negates the groups of what it takes back.',
    (value) => inGroup(value, 'CR').map((of) => ({ of })),
    {
      grade: 'doubtful',
      mend: (value) => {
        for (const one of inGroup(value, 'CR')) one.group = 'OA'
      },
    },
  ),
  rule(
    claim,
    '835.reversal',
    'A reversal (CLP02 22) has an amount that is not negated, or another claim has a negative charge (CLP03, CLP04, SVC02, SVC03).',
    ({ claim: own, lines = [] }) => {
      const isReversal = own.status === REVERSAL
      const isOdd = (one: { readonly charge: Cents; readonly paid: Cents }): boolean =>
        isReversal ? one.charge > 0 || one.paid > 0 : one.charge < 0
      const odd = lines.filter((one) => isOdd(one.service)).map((one) => ({ of: one.service }))
      return isOdd(own) ? [{ of: own }, ...odd] : odd
    },
    {
      grade: 'doubtful',
      mend: (value) => {
        const { claim: own, lines = [] } = value
        const isReversal = own.status === REVERSAL
        const sign = (amount: Cents): Cents => (isReversal ? subtract(NO_MONEY, size(amount)) : size(amount))
        if (isReversal) delete value.adjustments
        for (const part of [own, ...lines.map((one) => one.service)]) part.charge = sign(part.charge)
        if (isReversal) for (const one of lines) delete one.adjustments
      },
    },
  ),
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
    'BAL.CLAIM_LINES',
    'The lines do not add up to the claim (SVC02 to CLP03, SVC03 less claim adjustments to CLP04).',
    ({ claim: own, adjustments, lines = [] }) => {
      if (lines.length === 0) return undefined
      const charge = subtract(own.charge, sum(lines.map((one) => one.service.charge)))
      const paid = subtract(own.paid, sum(lines.map((one) => one.service.paid)), subtract(NO_MONEY, adjusted(adjustments)))
      return off(charge === NO_MONEY ? paid : charge, own)
    },
    {
      mend: ({ claim: own, lines = [] }) => {
        if (lines.length > 0) own.charge = sum(lines.map((one) => one.service.charge))
      },
    },
  ),
  rule(
    claim,
    'BAL.CLAIM',
    'The claim does not balance: charge less all adjustments is not what was paid (CLP03, CAS, CLP04).',
    (value) => off(subtract(value.claim.charge, adjustedIn(value), value.claim.paid), value.claim),
    {
      mend: (value) => {
        value.claim.paid = subtract(value.claim.charge, adjustedIn(value))
      },
    },
  ),
  rule(
    claim,
    'BAL.PR',
    'What the patient owes is not the sum of the patient’s adjustments (CLP05 and CAS PR).',
    (value) => {
      const { claim: own } = value
      if (own.status === REVERSAL) return undefined
      return off(subtract(own.patientOwes ?? NO_MONEY, adjustedIn(value, 'PR')), own)
    },
    {
      grade: 'doubtful',
      mend: (value) => {
        const owed = adjustedIn(value, 'PR')
        if (value.claim.status === REVERSAL || owed === NO_MONEY) delete value.claim.patientOwes
        else value.claim.patientOwes = owed
      },
    },
  ),
  rule(
    claim,
    '835.patientOwes',
    'What the patient owes is given though it is not above nothing (CLP05).',
    ({ claim: own }) => (own.status === REVERSAL ? undefined : own.patientOwes === undefined || own.patientOwes > 0 || { of: own }),
    {
      grade: 'doubtful',
      mend: (value) => {
        delete value.claim.patientOwes
        for (const cas of [...(value.adjustments ?? []), ...(value.lines ?? []).flatMap((one) => one.adjustments ?? [])])
          if (cas.group === 'PR') for (const one of cas.adjustments) one.amount = size(one.amount)
      },
    },
  ),
  totalRule(
    group,
    'BAL.PROVIDER_CLAIMS',
    'The number of claims of the provider is not that of the claims that follow (TS304).',
    { each: claim, add: () => 1 },
    ({ providerTotals }, claims) => providerTotals && (providerTotals.claims === claims || { of: providerTotals }),
    {
      grade: 'doubtful',
      mend: ({ providerTotals, claims }) => {
        if (providerTotals) providerTotals.claims = claims.length
      },
    },
  ),
  totalRule(
    group,
    'BAL.PROVIDER_CHARGE',
    'The charges of the provider are not the sum of the claims that follow (TS305, CLP03).',
    { each: claim, add: (one) => one.claim.charge },
    ({ providerTotals }, charge) =>
      providerTotals && charge !== undefined ? off(subtract(providerTotals.charge, cents(charge)), providerTotals) : undefined,
    {
      grade: 'doubtful',
      mend: ({ providerTotals, claims }) => {
        if (providerTotals) providerTotals.charge = sum(claims.map((one) => one.claim.charge))
      },
    },
  ),
  totalRule(
    body,
    'BAL.INTEREST',
    'The interest of the claims is not the interest that is paid (AMT I, PLB L6).',
    { each: claim, add: (one) => stated(one, 'I') },
    (remittance, interest) =>
      interest === undefined || interest === 0
        ? undefined
        : off(subtract(size(cents(interest)), size(providerAdjustments(remittance, 'L6'))), remittance.provider?.[0] ?? remittance.payment),
    {
      grade: 'doubtful',
      mend: (one) => settle(one, 'L6', subtract(NO_MONEY, statedIn(one, 'I'), providerAdjustments(one, 'L6'))),
    },
  ),
  totalRule(
    body,
    'BAL.DISCOUNT',
    'The discounts of the claims are not the discount that is taken (AMT D8, PLB 90).',
    { each: claim, add: (one) => stated(one, 'D8') },
    (remittance, discount) =>
      discount === undefined || discount === 0
        ? undefined
        : off(subtract(size(cents(discount)), size(providerAdjustments(remittance, '90'))), remittance.provider?.[0] ?? remittance.payment),
    { grade: 'doubtful', mend: (one) => settle(one, '90', subtract(statedIn(one, 'D8'), providerAdjustments(one, '90'))) },
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
    {
      mend: (remittance) => {
        remittance.payment.amount = subtract(
          sum((remittance.groups ?? []).flatMap((one) => one.claims.map((each) => each.claim.paid))),
          providerAdjustments(remittance),
        )
      },
    },
  ),
  rule(
    body,
    'BAL.NON',
    'A remittance without payment has an amount (BPR04 is NON, BPR02).',
    ({ payment }) => (payment.method === 'NON' ? off(payment.amount, payment) : true),
    {
      mend: ({ payment }) => {
        payment.method = 'CHK'
      },
    },
  ),
  rule(
    body,
    'BAL.NEGATIVE',
    'A payment is below nothing: what is owed is to be carried on (BPR02, PLB FB).',
    ({ payment }) => payment.amount >= 0 || { of: payment, off: payment.amount },
    {
      mend: (remittance) => {
        settle(remittance, 'FB', remittance.payment.amount)
        remittance.payment.amount = NO_MONEY
      },
    },
  ),
  rule(
    body,
    '835.notice',
    'A mere notice (BPR01 H) names a way of payment: BPR04 is NON when no money moves.',
    ({ payment }) => payment.handling !== 'H' || payment.method === 'NON' || { of: payment },
    {
      grade: 'doubtful',
      mend: ({ payment }) => {
        payment.handling = 'I'
      },
    },
  ),
  rule(
    body,
    '835.transfer',
    'A payment by ACH does not say its format or who originates it (BPR05, BPR10).',
    ({ payment }) => payment.method !== 'ACH' || (payment.format !== undefined && payment.originator !== undefined) || { of: payment },
    {
      grade: 'doubtful',
      mend: ({ payment, trace }) => {
        payment.format ??= 'CCP'
        payment.originator ??= trace.originator
      },
    },
  ),
  rule(
    body,
    '835.originator',
    'Payment and trace name different payers (BPR10, TRN03): the deposit may not find its remittance.',
    ({ payment, trace }) => (payment.originator === undefined ? undefined : payment.originator === trace.originator || { of: trace }),
    {
      grade: 'doubtful',
      mend: ({ payment, trace }) => {
        if (payment.originator !== undefined) trace.originator = payment.originator
      },
    },
  ),
]

export const remittance: TransactionSet<Remittance835> = {
  is: 'set',
  id: '835',
  name: '835',
  functional: 'HP',
  guide: '005010X221A1',
  guides: ['005010X221A1', '005010X221'],
  older: ['004010X091A1'],
  namesGuide: false,
  title: 'Remittance',
  body,
  units: [claim],
  rules,
}
