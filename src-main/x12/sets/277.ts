import { day as dayOf } from '../../../src-shared/day.ts'
import { subtract } from '../../../src-shared/money.ts'
import { entities } from '../../codes/index.ts'
import {
  an,
  coded,
  day,
  gap,
  id,
  list,
  loop,
  many,
  maybe,
  money,
  one,
  opt,
  req,
  rule,
  segment,
  some,
  time,
  totalRule,
  when,
  type Draft,
  type Infer,
  type TransactionSet,
  type Verdict,
} from '../grammar/words.ts'
import { HL, HL_LAST } from '../segments/common.ts'
import {
  allOf,
  ANY_ENTITY,
  DEPENDENT,
  eachStatus,
  fewOf,
  needsCompanion,
  NUMBER,
  revenue,
  saidIn,
  second,
  SERVICE_DATE,
  STATUS_PAYER,
  STATUS_PROVIDER,
  STATUS_RECEIVER,
  STATUS_SUBSCRIBER,
  statusOf,
  statusProcedure,
  third,
  TRACE,
  unitsOf,
} from '../segments/status.ts'

/* The claim status response, 005010X212: what became of the claims that a 276 asked about. One question may be answered with several claims. */

const BEGINNING = segment(
  'BHT',
  'Beginning of the response',
  req('structure', id(4, 4)),
  req('purpose', coded({ '08': 'status' })),
  req('reference', id(1, 30)),
  req('day', day),
  req('time', time),
  req('kind', coded({ DG: 'response' })),
)
const CONTACT = segment(
  'PER',
  'Payer contact',
  req('function', id(2, 2)),
  opt('name', an(1, 60), 'when it differs from the payer’s name'),
  list('numbers', 3, [
    req('kind', coded({ ED: 'EDI access number', EM: 'e-mail', FX: 'fax', TE: 'telephone', EX: 'extension' })),
    req('number', an(1, 256)),
  ]),
)
const SVC = segment(
  'SVC',
  'Service line',
  req('procedure', statusProcedure),
  req('charge', money),
  req('paid', money),
  revenue,
  gap(2),
  req('units', unitsOf),
)

/** A status without amounts: why a whole level was not answered, and the status of a line. */
const STC = (entity: typeof ANY_ENTITY, title: string) =>
  segment('STC', title, req('first', statusOf(entity)), req('day', day), gap(7), second(entity), third(entity), gap())
const CLAIM_STATUS = segment(
  'STC',
  'Claim status',
  req('first', statusOf(ANY_ENTITY)),
  req('day', day),
  gap(),
  opt('charge', money, 'when the claim was found'),
  opt('paid', money, 'when the claim was decided'),
  opt('finalized', day, 'when the claim was decided'),
  gap(),
  opt('remitted', day, 'when the remittance was sent'),
  opt('check', id(1, 16), 'when the claim was paid by check or transfer'),
  second(ANY_ENTITY),
  third(ANY_ENTITY),
  gap(),
)

const line = (loopId: string) =>
  loop(loopId, 'Service line', {
    service: one(SVC),
    statuses: some(STC(ANY_ENTITY, 'Line status')),
    control: maybe(when(NUMBER, { qualifier: 'FJ' }, 'Line control number'), 'when the question or the claim had it'),
    day: one(SERVICE_DATE),
  })
const subscriberLine = line('2220D')
const dependentLine = line('2220E')
const claim = (loopId: string, lines: typeof subscriberLine) =>
  loop(loopId, 'Claim', {
    trace: one(when(TRACE, { kind: '2' }, 'Number of our question')),
    statuses: some(CLAIM_STATUS),
    payerControl: maybe(when(NUMBER, { qualifier: '1K' }, 'Payer claim control number'), 'when the payer gave the claim a number'),
    billType: maybe(when(NUMBER, { qualifier: 'BLT' }, 'Bill type'), 'when an institution billed it'),
    account: maybe(when(NUMBER, { qualifier: 'EJ' }, 'Our claim number'), 'when the claim had one (CLM01)'),
    prescription: maybe(when(NUMBER, { qualifier: 'XZ' }, 'Prescription number'), 'when the claim is a pharmacy’s'),
    voucher: maybe(when(NUMBER, { qualifier: 'VV' }, 'Voucher number'), 'when the payer pays by voucher'),
    clearinghouseTrace: maybe(when(NUMBER, { qualifier: 'D9' }, 'Clearinghouse trace'), 'when the question had it'),
    day: maybe(SERVICE_DATE, 'unless every line has its own'),
    lines: many(lines, Infinity, 'when lines were asked about or differ from the claim'),
  })
const subscriberClaim = claim('2200D', subscriberLine)
const dependentClaim = claim('2200E', dependentLine)

const dependent = loop('2000E', 'Dependent level', {
  level: one(when(HL_LAST, { level: '23' }, 'Dependent level')),
  name: one(DEPENDENT),
  claims: some(dependentClaim),
})
const subscriber = loop('2000D', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  name: one(STATUS_SUBSCRIBER),
  claims: many(subscriberClaim, Infinity, 'when the subscriber is the patient'),
  dependents: many(dependent, Infinity, 'when the patient is a dependent'),
})
const providerRefusal = loop('2200C', 'Provider not answered', {
  trace: one(when(TRACE, { kind: ['1', '2'] }, 'Provider trace')),
  statuses: some(STC(fewOf(entities, '1P'), 'Provider status')),
})
const provider = loop('2000C', 'Provider level', {
  level: one(when(HL, { level: '19' }, 'Provider level')),
  names: some(STATUS_PROVIDER, 2),
  refusal: maybe(providerRefusal, 'when no question of this provider can be answered'),
  subscribers: many(subscriber, Infinity, 'when the questions of this provider are answered'),
})
const receiverRefusal = loop('2200B', 'Request not answered', {
  trace: one(when(TRACE, { kind: '2' }, 'Number of our request')),
  statuses: some(STC(fewOf(entities, '41 AY PR'), 'Request status')),
})
const receiver = loop('2000B', 'Receiver level', {
  level: one(when(HL, { level: '21' }, 'Receiver level')),
  name: one(STATUS_RECEIVER),
  refusal: maybe(receiverRefusal, 'when the whole request cannot be answered'),
  providers: many(provider, Infinity, 'when the request is answered'),
})
const source = loop('2000A', 'Payer level', {
  level: one(when(HL, { level: '20' }, 'Payer level')),
  name: one(STATUS_PAYER),
  contact: maybe(when(CONTACT, { function: 'IC' }), 'when the payer names whom to ask'),
  receivers: some(receiver),
})
const body = loop('277', 'Claim status response', {
  beginning: one(when(BEGINNING, { structure: '0010' })),
  sources: some(source),
})

export type StatusResponse277 = Infer<typeof body>
type ClaimStatus = Infer<typeof CLAIM_STATUS>
export type AnsweredClaim277 = Infer<typeof subscriberClaim>

const broken = (isBroken: boolean, of: object): Verdict => !isBroken || { of }
/** Parties that the guide lets no status of a claim or line name: they answer or ask, and are not at fault. */
const ABOVE_CLAIMS: readonly string[] = ['41', 'AY', 'PR']
const PARTY = 'The status of a claim or line names payer, clearinghouse or submitter, whom the guide has no place for (STC01-3).'
type Said = Parameters<typeof saidIn>[0]
const isOfNoClaim = (one: Said): boolean => saidIn(one).some(({ entity }) => entity !== undefined && ABOVE_CLAIMS.includes(entity))
const mendParty = ({ first, second: two, third: three }: Draft<Said>): void => {
  for (const said of [first, two, three]) if (said?.entity !== undefined && ABOVE_CLAIMS.includes(said.entity)) said.entity = '1P'
}
const MADE_UP = dayOf('2026-11-19')

const rules = [
  totalRule(
    receiver,
    '277.receiver',
    'A request is either refused with a status of its own, or answered provider by provider (2200B, 2000C).',
    { each: provider, add: () => 1 },
    ({ level, refusal }, providers = 0) => broken((refusal === undefined) === (providers === 0), level),
    {
      grade: 'doubtful',
      mend: (value) => {
        if (value.providers?.length) delete value.refusal
        else value.refusal ??= { trace: { trace: 'REQUEST-1' }, statuses: [{ first: { category: 'E0', status: '0' }, day: MADE_UP }] }
      },
    },
  ),
  totalRule(
    provider,
    '277.provider',
    'The questions of a provider are either refused with a status of their own, or answered one by one (2200C, 2000D).',
    { each: subscriber, add: () => 1 },
    ({ level, refusal }, subscribers = 0) => broken((refusal === undefined) === (subscribers === 0), level),
    {
      grade: 'doubtful',
      mend: (value) => {
        if (value.subscribers?.length) delete value.refusal
        else value.refusal ??= { trace: { kind: '1', trace: '0' }, statuses: [{ first: { category: 'E0', status: '24' }, day: MADE_UP }] }
      },
    },
  ),
  rule(
    subscriber,
    '277.answered',
    'Nothing is answered about this subscriber: neither a claim of the subscriber nor a dependent is named (2200D, 2000E).',
    ({ level, claims = [], dependents = [] }) => broken(claims.length + dependents.length === 0, level),
    {
      grade: 'doubtful',
      mend: (value) => {
        if (!value.claims?.length && !value.dependents?.length)
          value.claims = [{ trace: { trace: 'ASKED-1' }, statuses: [{ first: { category: 'P1', status: '0' }, day: MADE_UP }] }]
      },
    },
  ),
  ...[receiverRefusal, providerRefusal].map((of) =>
    eachStatus<Infer<ReturnType<typeof STC>>>(
      of,
      '277.refusal',
      'What is not answered as a whole is refused with a category of requests in error or of nothing found (E or D0).',
      ({ first }) => !/^(E\d|D0)$/.test(first.category),
      (status) => {
        status.first.category = 'E0'
      },
    ),
  ),
  ...[subscriberClaim, dependentClaim].flatMap((of) => [
    eachStatus<ClaimStatus>(of, '277.party', PARTY, isOfNoClaim, mendParty),
    needsCompanion(of, '277'),
    rule(
      of,
      'BAL.answered',
      'What the lines were paid is not what the claim was paid, though the lines are the whole claim (SVC03 and STC05).',
      ({ statuses, lines = [] }) => {
        const charges = allOf(lines.map((each) => each.service.charge))
        const paid = allOf(lines.map((each) => each.service.paid))
        const whole = statuses.filter((each) => each.charge === charges && each.paid !== undefined)
        if (lines.length === 0 || paid === undefined || whole.length === 0) return undefined
        return whole.flatMap((each) => {
          const off = subtract(each.paid ?? paid, paid)
          return off === 0 ? [] : [{ of: each, off }]
        })
      },
      {
        grade: 'doubtful',
        mend: (value) => {
          const paid = allOf((value.lines ?? []).map((each) => each.service.paid))
          if (paid !== undefined && value.lines?.length) for (const each of value.statuses) if (each.paid !== undefined) each.paid = paid
        },
      },
    ),
  ]),
  ...[subscriberLine, dependentLine].flatMap((of) => [
    eachStatus<Infer<ReturnType<typeof STC>>>(of, '277.party', PARTY, isOfNoClaim, mendParty),
    needsCompanion(of, '277'),
  ]),
]

export const statusResponse: TransactionSet<StatusResponse277> = {
  is: 'set',
  id: '277',
  name: '277',
  functional: 'HN',
  guide: '005010X212',
  guides: ['005010X212'],
  namesGuide: true,
  told: { element: 1, codes: ['0010'] },
  title: 'Claim status response',
  body,
  units: [subscriber],
  rules,
}
