import { day as dayOf } from '../../../src-shared/day.ts'
import {
  coded,
  day,
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
  when,
  type Infer,
  type TransactionSet,
} from '../grammar/words.ts'
import { AMT, HL, HL_LAST } from '../segments/common.ts'
import {
  DEPENDENT,
  NUMBER,
  revenue,
  SERVICE_DATE,
  STATUS_PAYER,
  STATUS_PROVIDER,
  STATUS_RECEIVER,
  STATUS_SUBSCRIBER,
  statusProcedure,
  TRACE,
  unitsOf,
} from '../segments/status.ts'

/* The claim status request, 005010X212: what became of these claims? */

const BEGINNING = segment(
  'BHT',
  'Beginning of the request',
  req('structure', id(4, 4)),
  req('purpose', coded({ '13': 'request' })),
  req('reference', id(1, 30)),
  req('day', day),
  req('time', time),
  gap(),
)
const SVC = segment(
  'SVC',
  'Service line',
  req('procedure', statusProcedure),
  req('charge', money),
  gap(),
  revenue,
  gap(2),
  req('units', unitsOf),
)
const BIRTH = segment(
  'DMG',
  'Birth date and sex',
  req('born', period),
  opt('sex', coded({ F: 'female', M: 'male' }), 'when it is known'),
  gap(6),
)

const line = (loopId: string) =>
  loop(loopId, 'Service line', {
    service: one(SVC),
    control: maybe(when(NUMBER, { qualifier: 'FJ' }, 'Line control number'), 'when the line was billed with a number of ours'),
    day: one(SERVICE_DATE),
  })
const claim = (loopId: string, lineId: string) =>
  loop(loopId, 'Claim asked about', {
    trace: one(when(TRACE, { kind: '1' }, 'Number of the question')),
    payerControl: maybe(when(NUMBER, { qualifier: '1K' }, 'Payer claim control number'), 'when the payer’s number of the claim is known'),
    billType: maybe(when(NUMBER, { qualifier: 'BLT' }, 'Bill type'), 'when an institution billed it'),
    system: maybe(when(NUMBER, { qualifier: 'LU' }, 'Payer’s system or location'), 'when the payer asks for it'),
    group: maybe(when(NUMBER, { qualifier: '6P' }, 'Group number'), 'when the number of the group is known and helps the search'),
    account: maybe(when(NUMBER, { qualifier: 'EJ' }, 'Our claim number'), 'when the claim was billed with a number of ours (CLM01)'),
    prescription: maybe(when(NUMBER, { qualifier: 'XZ' }, 'Prescription number'), 'when the claim is a pharmacy’s'),
    clearinghouseTrace: maybe(when(NUMBER, { qualifier: 'D9' }, 'Clearinghouse trace'), 'when a clearinghouse gave the claim a number'),
    charge: maybe(when(AMT, { qualifier: 'T3' }, 'Charge of the claim'), 'when the whole claim is asked about'),
    day: maybe(SERVICE_DATE, 'unless every line asked about has its own'),
    lines: many(line(lineId), Infinity, 'when single lines are asked about'),
  })
const subscriberClaim = claim('2200D', '2210D')
const dependentClaim = claim('2200E', '2210E')

const dependent = loop('2000E', 'Dependent level', {
  level: one(when(HL_LAST, { level: '23' }, 'Dependent level')),
  birth: one(BIRTH),
  name: one(DEPENDENT),
  claims: some(dependentClaim),
})
const subscriber = loop('2000D', 'Subscriber level', {
  level: one(when(HL, { level: '22' }, 'Subscriber level')),
  // Before the name, unlike in every other guide.
  birth: maybe(BIRTH, 'when the subscriber is the patient'),
  name: one(STATUS_SUBSCRIBER),
  claims: many(subscriberClaim, Infinity, 'when the subscriber is the patient'),
  dependents: many(dependent, Infinity, 'when the patient is a dependent'),
})
const provider = loop('2000C', 'Provider level', {
  level: one(when(HL, { level: '19' }, 'Provider level')),
  names: some(STATUS_PROVIDER, 2),
  subscribers: some(subscriber),
})
const receiver = loop('2000B', 'Receiver level', {
  level: one(when(HL, { level: '21' }, 'Receiver level')),
  name: one(STATUS_RECEIVER),
  providers: some(provider),
})
const source = loop('2000A', 'Payer level', {
  level: one(when(HL, { level: '20' }, 'Payer level')),
  name: one(STATUS_PAYER),
  receivers: some(receiver),
})
const body = loop('276', 'Claim status request', {
  beginning: one(when(BEGINNING, { structure: '0010' })),
  sources: some(source),
})

export type StatusRequest276 = Infer<typeof body>

const MADE_UP = dayOf('2026-11-05')

const rules = [
  rule(
    subscriber,
    '276.birth',
    'A subscriber whose own claim is asked about is the patient and needs a birth date (2000D DMG).',
    ({ name, birth, claims = [] }) => claims.length === 0 || birth !== undefined || { of: name },
    {
      mend: (value) => {
        if (value.claims?.length) value.birth ??= { born: { from: MADE_UP }, sex: 'F' }
      },
    },
  ),
  rule(
    subscriber,
    '276.asked',
    'Nothing is asked about this subscriber: neither a claim of the subscriber nor a dependent is named (2200D, 2000E).',
    ({ level, claims = [], dependents = [] }) => claims.length + dependents.length > 0 || { of: level },
    {
      mend: (value) => {
        if (!value.claims?.length && !value.dependents?.length)
          value.claims = [{ trace: { trace: 'ASKED-1' }, day: { when: { from: MADE_UP } } }]
      },
    },
  ),
  ...[subscriberClaim, dependentClaim].map((of) =>
    rule(
      of,
      '276.day',
      'The claim is asked about without a service date, and no line has one (2200 DTP 472).',
      ({ trace, day: own, lines = [] }) => own !== undefined || lines.length > 0 || { of: trace },
      {
        mend: (value) => {
          if (!value.lines?.length) value.day ??= { when: { from: MADE_UP } }
        },
      },
    ),
  ),
]

export const statusRequest: TransactionSet<StatusRequest276> = {
  is: 'set',
  id: '276',
  name: '276',
  functional: 'HR',
  guide: '005010X212',
  guides: ['005010X212'],
  namesGuide: true,
  title: 'Claim status request',
  body,
  units: [subscriber],
  rules,
}
