import { entities } from '../../codes/index.ts'
import { cents, NO_MONEY, subtract } from '../../../src-shared/money.ts'
import {
  an,
  coded,
  day,
  decimal,
  gap,
  id,
  loop,
  many,
  maybe,
  money,
  one,
  opt,
  period,
  req,
  rule,
  segment,
  some,
  time,
  totalRule,
  when,
  type Infer,
  type Rule,
  type TransactionSet,
} from '../grammar/words.ts'
import { AMT, HL, HL_LAST } from '../segments/common.ts'
import {
  ANYBODY,
  eachStatus,
  fewOf,
  MEMBER_NUMBER,
  needsCompanion,
  NUMBER,
  organization,
  party,
  PERSON,
  PROVIDER_NUMBER,
  revenue,
  saidIn,
  second,
  SERVICE_DATE,
  statusOf,
  statusProcedure,
  SUBMITTER_NUMBER,
  third,
  TRACE,
  unitsOf,
} from '../segments/status.ts'

/* The claim acknowledgment, 005010X214: which claims entered the payer's or clearinghouse's system, and why not. */

const BEGINNING = segment(
  'BHT',
  'Beginning of the acknowledgment',
  req('structure', id(4, 4)),
  req('purpose', coded({ '08': 'status' })),
  req('reference', id(1, 30)),
  req('day', day),
  req('time', time),
  req('kind', coded({ TH: 'receipt acknowledgment' })),
)
const ACTION = coded({ U: 'rejected', WQ: 'accepted' })
const DATE = segment('DTP', 'Date', req('qualifier', id(3, 3)), req('when', period))
const COUNT = segment(
  'QTY',
  'Claim count',
  req('qualifier', coded({ '90': 'accepted', AA: 'rejected', QA: 'accepted of the provider', QC: 'rejected of the provider' })),
  req('quantity', decimal(15)),
  gap(2),
)

/** Whom the status of each level may name. */
const ABOVE = fewOf(entities, '36 40 41 AY PR')
const PROVIDERS = fewOf(entities, '36 40 41 77 82 85 87 AY PR')
const PARTIES = fewOf(entities, '03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU')

const BATCH_STATUS = segment(
  'STC',
  'Batch status',
  req('first', statusOf(ABOVE)),
  req('day', day),
  req('action', ACTION),
  req('amount', money),
  gap(5),
  second(ABOVE),
  third(ABOVE),
  gap(),
)
const PROVIDER_STATUS = segment(
  'STC',
  'Billing provider status',
  req('first', statusOf(PROVIDERS)),
  gap(),
  req('action', ACTION),
  req('amount', money),
  gap(5),
  second(PROVIDERS),
  third(PROVIDERS),
  gap(),
)
const MESSAGE = opt('text', an(1, 264), 'when a status asks for words of the payer')
/** Category, status and entity belong together. Several STC, and the second and third status in one, all count. */
const STC = segment(
  'STC',
  'Claim status',
  req('first', statusOf(PARTIES)),
  req('day', day),
  req('action', ACTION),
  req('amount', money),
  gap(5),
  second(PARTIES),
  third(PARTIES),
  MESSAGE,
)
/** One public map demands a date here, which the guide does not have. */
const LINE_STATUS = segment(
  'STC',
  'Line status',
  req('first', statusOf(PARTIES)),
  gap(),
  req('action', coded({ U: 'rejected' })),
  gap(6),
  second(PARTIES),
  third(PARTIES),
  MESSAGE,
)

const claimLine = loop('2220D', 'Line at fault', {
  service: one(
    segment(
      'SVC',
      'Service line',
      req('procedure', statusProcedure),
      req('charge', money),
      gap(),
      revenue,
      gap(2),
      opt('units', unitsOf, 'when the claim had them'),
    ),
  ),
  statuses: some(LINE_STATUS),
  control: one(when(NUMBER, { qualifier: 'FJ' }, 'Line control number')),
  prescription: maybe(when(NUMBER, { qualifier: 'XZ' }, 'Prescription number'), 'when the line is a drug with one'),
  day: maybe(SERVICE_DATE, 'when it differs from the claim’s'),
})
const claim = loop('2200D', 'Claim', {
  trace: one(when(TRACE, { kind: '2' }, 'Our claim number')),
  statuses: some(STC),
  payerControl: maybe(when(NUMBER, { qualifier: '1K' }, 'Payer claim control number'), 'when the payer gave the claim a number'),
  clearinghouseTrace: maybe(when(NUMBER, { qualifier: 'D9' }, 'Clearinghouse trace'), 'when the claim came with one or got one'),
  billType: maybe(when(NUMBER, { qualifier: 'BLT' }, 'Bill type'), 'when an institution billed it'),
  day: one(SERVICE_DATE),
  lines: many(claimLine, Infinity, 'when a line is why the claim was rejected'),
})
const patient = loop('2000D', 'Patient level', {
  level: one(when(HL_LAST, { level: 'PT' }, 'Patient level')),
  name: one(when(party(PERSON, MEMBER_NUMBER), { entity: 'QC' }, 'Patient name')),
  claims: many(claim, Infinity, 'when claims of the patient are answered'),
})
const acknowledgment = loop('2200C', 'Billing provider status', {
  trace: one(when(TRACE, { kind: '1' }, 'Trace of the provider')),
  statuses: many(PROVIDER_STATUS, Infinity, 'when the provider’s claims as a whole have a status'),
  ids: many(
    when(NUMBER, { qualifier: ['0B', '1G', 'G2', 'LU', 'SY', 'TJ'] }, 'Billing provider secondary id'),
    3,
    'when the claims had them',
  ),
  accepted: maybe(when(COUNT, { qualifier: 'QA' }, 'Accepted claims of the provider'), 'when claims of the provider were accepted'),
  rejected: maybe(when(COUNT, { qualifier: 'QC' }, 'Rejected claims of the provider'), 'when claims of the provider were rejected'),
  acceptedCharges: maybe(when(AMT, { qualifier: 'YU' }, 'Accepted charges of the provider'), 'when claims of the provider were accepted'),
  rejectedCharges: maybe(when(AMT, { qualifier: 'YY' }, 'Rejected charges of the provider'), 'when claims of the provider were rejected'),
})
const provider = loop('2000C', 'Billing provider level', {
  level: one(when(HL, { level: '19' }, 'Billing provider level')),
  name: one(when(party(ANYBODY, PROVIDER_NUMBER), { entity: '85' }, 'Billing provider name')),
  acknowledgment: maybe(acknowledgment, 'when the provider’s claims are answered together too'),
  patients: many(patient, Infinity, 'unless the provider is rejected as a whole'),
})
const batch = loop('2200B', 'Batch', {
  trace: one(when(TRACE, { kind: '2' }, 'Our batch number')),
  statuses: some(BATCH_STATUS),
  accepted: maybe(when(COUNT, { qualifier: '90' }, 'Accepted claims'), 'when claims of the batch were accepted'),
  rejected: maybe(when(COUNT, { qualifier: 'AA' }, 'Rejected claims'), 'when claims of the batch were rejected'),
  acceptedCharges: maybe(when(AMT, { qualifier: 'YU' }, 'Accepted charges'), 'when claims of the batch were accepted'),
  rejectedCharges: maybe(when(AMT, { qualifier: 'YY' }, 'Rejected charges'), 'when claims of the batch were rejected'),
})
const receiver = loop('2000B', 'Submitter level', {
  level: one(when(HL, { level: '21' }, 'Submitter level')),
  name: one(when(party(ANYBODY, SUBMITTER_NUMBER), { entity: '41' }, 'Submitter name')),
  batch: one(batch),
  providers: many(provider, Infinity, 'unless the batch is rejected as a whole'),
})
const source = loop('2000A', 'Source level', {
  level: one(when(HL, { level: '20' }, 'Source level')),
  name: one(
    when(
      organization(coded({ '46': 'submitter number', FI: 'tax number', PI: 'payer number', XV: 'health plan number' })),
      { entity: ['AY', 'PR'] },
      'Source name',
    ),
  ),
  receipt: one(
    loop('2200A', 'Receipt', {
      trace: one(when(TRACE, { kind: '1' }, 'Source’s batch number')),
      received: one(when(DATE, { qualifier: '050' }, 'Receipt date')),
      processed: one(when(DATE, { qualifier: '009' }, 'Process date')),
    }),
  ),
  receivers: some(receiver, 1),
})
const body = loop('277CA', 'Claim acknowledgment', {
  beginning: one(when(BEGINNING, { structure: '0085' })),
  sources: some(source, 1),
})

export type Acknowledgment277 = Infer<typeof body>
export type AcknowledgedClaim = Infer<typeof claim>
/** A status of a claim; that of a line has neither day nor amount. */
export type Status277 = Infer<typeof STC>

type Batch = Infer<typeof batch>
type Provider = Infer<typeof provider>
type Totals = Pick<Batch, 'accepted' | 'rejected' | 'acceptedCharges' | 'rejectedCharges'>

const REJECTING: readonly string[] = ['A3', 'A4', 'A6', 'A7', 'A8']
const ACCEPTING: readonly string[] = ['A0', 'A1', 'A2', 'A5']
type Judged = Parameters<typeof saidIn>[0] & { readonly action?: 'U' | 'WQ' }
const isRejecting = (one: Judged): boolean => one.action === 'U' || saidIn(one).some((said) => REJECTING.includes(said.category ?? ''))
/** A provider or batch that is rejected as a whole has claims that nobody names. */
const isRejected = ({ statuses = [] }: { readonly statuses?: readonly Judged[] } = {}): boolean => statuses.some(isRejecting)

const countOf = ({ accepted, rejected }: Totals): number | undefined =>
  accepted || rejected ? (accepted?.quantity ?? 0) + (rejected?.quantity ?? 0) : undefined
const chargesOf = ({ acceptedCharges, rejectedCharges }: Totals): number | undefined =>
  acceptedCharges || rejectedCharges ? (acceptedCharges?.amount ?? 0) + (rejectedCharges?.amount ?? 0) : undefined
const chargeOf = ({ statuses }: AcknowledgedClaim): number => statuses[0]?.amount ?? NaN

/** The totals stated at one level against the claims below it. Source: 277CA, QTY and AMT of 2200B and 2200C. */
function totalsOf<T>(
  of: Parameters<typeof totalRule<T, AcknowledgedClaim>>[0],
  name: string,
  totals: (value: T) => Totals | undefined,
  isOpen: (value: T) => boolean,
  claimsOf: (value: T) => readonly AcknowledgedClaim[],
): Rule[] {
  const judged = (value: T, stated: number | undefined, named: number | undefined): true | undefined | false => {
    if (stated === undefined || named === undefined || named === 0) return undefined
    if (stated === named) return true
    return isOpen(value) ? undefined : false
  }
  return [
    totalRule<T, AcknowledgedClaim>(
      of,
      `277CA.${name}Count`,
      `The claims that are named are not as many as the ${name} counts as accepted and rejected (QTY).`,
      { each: claim, add: () => 1 },
      (value, named) => {
        const own = totals(value)
        const verdict = own && judged(value, countOf(own), named)
        return verdict === false ? { ...(own && { of: own.accepted ?? own.rejected ?? own }) } : verdict
      },
      {
        grade: 'doubtful',
        mend: (value) => {
          const own = totals(value as T) as { -readonly [K in keyof Totals]: Totals[K] } | undefined
          const claims = claimsOf(value as T)
          if (!own || countOf(own) === undefined || claims.length === 0) return
          own.accepted = { quantity: claims.length }
          delete own.rejected
        },
      },
    ),
    totalRule<T, AcknowledgedClaim>(
      of,
      `BAL.${name}Charges`,
      `The charges of the claims that are named are not what the ${name} adds up as accepted and rejected (AMT YU and YY).`,
      { each: claim, add: chargeOf },
      (value, named) => {
        const own = totals(value)
        const stated = own && chargesOf(own)
        const verdict = judged(value, stated, named)
        return verdict === false
          ? { ...(own && { of: own.acceptedCharges ?? own.rejectedCharges ?? own }), off: subtract(cents(stated ?? 0), cents(named ?? 0)) }
          : verdict
      },
      {
        grade: 'doubtful',
        mend: (value) => {
          const own = totals(value as T) as { -readonly [K in keyof Totals]: Totals[K] } | undefined
          const claims = claimsOf(value as T)
          if (!own || chargesOf(own) === undefined || claims.length === 0) return
          own.acceptedCharges = { amount: cents(claims.reduce((total, one) => total + chargeOf(one), 0)) }
          delete own.rejectedCharges
        },
      },
    ),
  ]
}

const claimsBelow = ({ patients = [] }: Pick<Provider, 'patients'>): AcknowledgedClaim[] => patients.flatMap((one) => one.claims ?? [])

/** A category that no acknowledgment has, an action against the category, and status 21 alone. */
const ofStatuses = (of: Parameters<typeof eachStatus<Judged>>[0]): Rule[] => [
  eachStatus<Judged>(
    of,
    '277CA.category',
    'The category is none of an acknowledgment (A0 to A8); what is decided or asked later comes with another transaction (STC01-1).',
    (one) => saidIn(one).some(({ category }) => category !== undefined && !/^A[0-8]$/.test(category)),
    (one) => {
      for (const said of [one.first, one.second, one.third])
        if (said && !/^A[0-8]$/.test(said.category ?? '')) said.category = one.action === 'U' ? 'A7' : 'A2'
    },
  ),
  eachStatus<Judged>(
    of,
    '277CA.action',
    'The action contradicts the category: it accepts what the category rejects, or rejects what it accepts (STC03 and STC01-1).',
    (one) => {
      const categories = saidIn(one).map((said) => said.category ?? '')
      if (one.action === 'WQ') return categories.some((each) => REJECTING.includes(each))
      return one.action === 'U' && categories.length > 0 && categories.every((each) => ACCEPTING.includes(each))
    },
    (one) => {
      for (const said of [one.first, one.second, one.third]) if (said) said.category = one.action === 'U' ? 'A7' : 'A2'
    },
  ),
  needsCompanion(of, '277CA'),
]

const rules: Rule[] = [
  ...ofStatuses(batch),
  ...ofStatuses(acknowledgment),
  ...ofStatuses(claim),
  ...ofStatuses(claimLine),
  totalRule(
    provider,
    '277CA.provider',
    'No claim of this billing provider is named, and the provider is not rejected as a whole (2200C, 2000D).',
    { each: patient, add: () => 1 },
    ({ level, acknowledgment: own }, patients = 0) => patients > 0 || isRejected(own) || { of: level },
    {
      grade: 'doubtful',
      mend: (value) => {
        if (value.patients?.length) return
        value.acknowledgment ??= { trace: { trace: '0' } }
        value.acknowledgment.statuses = [{ first: { category: 'A3', status: '24' }, action: 'U', amount: NO_MONEY }]
      },
    },
  ),
  totalRule(
    receiver,
    '277CA.batch',
    'No billing provider is named, and the batch is not rejected as a whole (2200B, 2000C).',
    { each: provider, add: () => 1 },
    ({ level, batch: own }, providers = 0) => providers > 0 || isRejected(own) || { of: level },
    {
      grade: 'doubtful',
      mend: (value) => {
        if (value.providers?.length) return
        for (const one of value.batch.statuses) Object.assign(one, { first: { category: 'A3', status: '746' }, action: 'U' })
      },
    },
  ),
  ...totalsOf<Infer<typeof receiver>>(
    receiver,
    'batch',
    (value) => value.batch,
    ({ batch: own }) => isRejected(own),
    ({ providers = [] }) => providers.flatMap(claimsBelow),
  ),
  ...totalsOf<Provider>(
    provider,
    'provider',
    (value) => value.acknowledgment,
    ({ acknowledgment: own }) => isRejected(own),
    claimsBelow,
  ),
  rule(
    batch,
    'BAL.batch',
    'The charge of the batch is not what was accepted and rejected of it (STC04, AMT YU and YY).',
    (value) => {
      const stated = chargesOf(value)
      if (stated === undefined) return undefined
      return value.statuses.flatMap((one) => (one.amount === stated ? [] : [{ of: one, off: subtract(one.amount, cents(stated)) }]))
    },
    {
      grade: 'doubtful',
      mend: (value) => {
        const stated = chargesOf(value)
        if (stated !== undefined) for (const one of value.statuses) one.amount = cents(stated)
      },
    },
  ),
]

export const claimAcknowledgment: TransactionSet<Acknowledgment277> = {
  is: 'set',
  id: '277',
  name: '277CA',
  functional: 'HN',
  guide: '005010X214',
  guides: ['005010X214'],
  namesGuide: true,
  told: { element: 1, codes: ['0085'] },
  title: 'Claim acknowledgment',
  body,
  units: [patient],
  rules,
}
