import {
  code,
  composite,
  id,
  loop,
  many,
  one,
  opt,
  repeated,
  req,
  segment,
  whole,
  type Infer,
  type TransactionSet,
} from '../grammar/words.ts'

/* The implementation acknowledgment, 005010X231A1. A 999 is never answered by another. */

const AK1 = segment('AK1', 'Group answered', req('functional', id(2, 2)), req('control', id(1, 9)), opt('version', id(1, 12)))
const AK2 = segment('AK2', 'Set answered', req('set', id(3, 3)), req('control', id(4, 9)), opt('guide', id(1, 35)))
const IK3 = segment(
  'IK3',
  'Segment in error',
  req('segment', id(2, 3)),
  req('position', whole(10)),
  opt('loop', id(1, 6)),
  opt('error', id(1, 3)),
)
const CTX = segment(
  'CTX',
  'Context',
  req('context', repeated(composite(req('name', id(1, 35)), opt('value', id(1, 35))), 10)),
  opt('segment', id(2, 3)),
  opt('position', whole(10)),
  opt('loop', id(1, 6)),
  opt('element', composite(req('element', whole(2)), opt('component', whole(2)), opt('repetition', whole(4)))),
  opt('reference', composite(req('element', whole(4)), opt('component', whole(4)))),
)
const IK4 = segment(
  'IK4',
  'Element in error',
  req('position', composite(req('element', whole(2)), opt('component', whole(2)), opt('repetition', whole(4)))),
  opt('reference', whole(4)),
  req('error', id(1, 3)),
  opt('bad', id(1, 99)),
)
const IK5 = segment(
  'IK5',
  'Set status',
  req('status', code('A', 'E', 'M', 'R', 'W', 'X')),
  opt('error1', id(1, 3)),
  opt('error2', id(1, 3)),
  opt('error3', id(1, 3)),
  opt('error4', id(1, 3)),
  opt('error5', id(1, 3)),
)
const AK9 = segment(
  'AK9',
  'Group status',
  req('status', code('A', 'E', 'M', 'P', 'R', 'W', 'X')),
  req('included', whole(6)),
  req('received', whole(6)),
  req('accepted', whole(6)),
  opt('error1', id(1, 3)),
  opt('error2', id(1, 3)),
  opt('error3', id(1, 3)),
  opt('error4', id(1, 3)),
  opt('error5', id(1, 3)),
)

const element = loop('2110', 'Element in error', { element: one(IK4), contexts: many(CTX, 10) })
const error = loop('2100', 'Segment in error', { segment: one(IK3), contexts: many(CTX, 10), elements: many(element) })
const answer = loop('2000', 'Set answered', { set: one(AK2), errors: many(error), status: one(IK5) })
const body = loop('999', 'Implementation acknowledgment', { group: one(AK1), answers: many(answer), status: one(AK9) })

export type Acknowledgment999 = Infer<typeof body>
export type SetAnswer999 = Infer<typeof answer>
export type SegmentError999 = Infer<typeof error>

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
  rules: [],
}

/** TA1, which stands in the envelope and belongs to no set. */
export const TA1 = segment(
  'TA1',
  'Interchange acknowledgment',
  req('control', id(9, 9)),
  req('date', id(6, 6)),
  req('time', id(4, 4)),
  req('status', code('A', 'E', 'R')),
  req('note', id(3, 3)),
)
export type InterchangeAcknowledgment = Infer<typeof TA1>
