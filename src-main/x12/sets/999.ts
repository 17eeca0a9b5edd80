import { loop, many, one, rule, totalRule, type Infer, type Rule, type TransactionSet } from '../grammar/words.ts'
import { AK1, AK2, AK9, CTX, IK3, IK4, IK5, TA1 } from '../segments/acknowledgment.ts'

/* The implementation acknowledgment, 005010X231A1. A 999 is never answered by another. */

const element = loop('2110', 'Element in error', {
  element: one(IK4),
  contexts: many(CTX, 10, 'when a situation caused the error'),
})
const error = loop('2100', 'Segment in error', {
  segment: one(IK3),
  contexts: many(CTX, 10, 'when a situation caused the error, or the unit of business is known'),
  elements: many(element, Infinity, 'when elements are in error (IK304 8)'),
})
const answer = loop('2000', 'Set answered', {
  set: one(AK2),
  errors: many(error, Infinity, 'when segments are in error'),
  status: one(IK5),
})
const body = loop('999', 'Implementation acknowledgment', {
  group: one(AK1),
  answers: many(answer, Infinity, 'for each set that is not simply accepted; accepted ones may be left out'),
  status: one(AK9),
})

export type Acknowledgment999 = Infer<typeof body>
export type SetAnswer999 = Infer<typeof answer>
export type SegmentError999 = Infer<typeof error>

/** What says that a set was turned back: R for its form, the others for its security. */
const REJECTED: readonly string[] = ['R', 'M', 'W', 'X']

type Group = { received: number; accepted: number; status: string }
/** Whether the status of a group fits its counts. */
const fits = ({ received, accepted, status }: Group): boolean => {
  if (status === 'P') return accepted > 0 && accepted < received
  return REJECTED.includes(status) ? accepted === 0 : accepted === received
}
type AnyAnswer = { readonly status: { readonly status: string } }
const rejectedIn = (answers: readonly AnyAnswer[] = []): number => answers.filter((one) => REJECTED.includes(one.status.status)).length

const rules: readonly Rule[] = [
  rule(
    error,
    '999.elements',
    'A segment is said to have elements in error, and none is named, or the other way round (IK304 8, IK4).',
    ({ segment, elements = [] }) => (segment.error === '8') === elements.length > 0 || { of: segment },
    {
      grade: 'doubtful',
      mend: ({ segment, elements = [] }) => {
        segment.error = elements.length > 0 ? '8' : '3'
      },
    },
  ),
  rule(
    answer,
    '999.noted',
    'Segments are in error, and the set is said to be accepted without any (IK3, IK501).',
    ({ errors = [], status }) => errors.length === 0 || status.status !== 'A' || { of: status },
    {
      grade: 'doubtful',
      mend: ({ status }) => {
        status.status = 'E'
      },
    },
  ),
  rule(
    answer,
    '999.why',
    'The set was turned back, and nothing says why (IK501, IK502).',
    ({ errors = [], status }) => status.status !== 'R' || errors.length > 0 || status.error1 !== undefined || { of: status },
    {
      grade: 'doubtful',
      mend: ({ status }) => {
        status.error1 = '1'
      },
    },
  ),
  rule(
    body,
    '999.counts',
    'More sets were accepted than received (AK903, AK904).',
    ({ status }) => status.accepted <= status.received || { of: status },
    {
      grade: 'doubtful',
      mend: ({ status }) => {
        status.received = status.accepted
      },
    },
  ),
  totalRule(
    body,
    '999.rejected',
    'More sets are turned back one by one than the group has that were not accepted (IK501, AK903, AK904).',
    { each: answer, add: (one) => rejectedIn([one]) },
    ({ status }, rejected) => (rejected === undefined ? undefined : rejected <= status.received - status.accepted || { of: status }),
    {
      grade: 'doubtful',
      mend: ({ status, answers }) => {
        status.received = status.accepted + rejectedIn(answers)
      },
    },
  ),
  rule(
    body,
    '999.status',
    'The status of the group does not fit the sets that were accepted (AK901, AK903, AK904).',
    ({ status }) => fits(status) || { of: status },
    {
      grade: 'doubtful',
      mend: ({ status }) => {
        if (status.accepted === status.received) status.status = 'A'
        else status.status = status.accepted === 0 ? 'R' : 'P'
      },
    },
  ),
]

export const implementationAcknowledgment: TransactionSet<Acknowledgment999> = {
  is: 'set',
  id: '999',
  name: '999',
  functional: 'FA',
  guide: '005010X231A1',
  guides: ['005010X231A1', '005010X231'],
  namesGuide: true,
  title: 'Implementation acknowledgment',
  body,
  units: [answer],
  rules,
}

export { TA1 }
export type InterchangeAcknowledgment = Infer<typeof TA1>
