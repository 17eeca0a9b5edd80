import { loop, many, one, rule, type Infer, type TransactionSet } from '../grammar/words.ts'
import { AK1, AK2, AK3, AK4, AK5, AK9 } from '../segments/acknowledgment.ts'

/*
 * The functional acknowledgment of the standard, 005010X230, which the 999 took the place of. Some clearinghouses still send it. Its parts have the
 * names of those of the 999, so that both are taken in alike.
 */

const element = loop('AK4', 'Element in error', { element: one(AK4) })
const error = loop('AK3', 'Segment in error', {
  segment: one(AK3),
  elements: many(element, 99, 'when elements are in error (AK304 8)'),
})
const answer = loop('AK2', 'Set answered', {
  set: one(AK2),
  errors: many(error, Infinity, 'when segments are in error'),
  status: one(AK5),
})
const body = loop('997', 'Functional acknowledgment', {
  group: one(AK1),
  answers: many(answer, Infinity, 'for each set that is not simply accepted; accepted ones may be left out'),
  status: one(AK9),
})

export type Acknowledgment997 = Infer<typeof body>

export const functionalAcknowledgment: TransactionSet<Acknowledgment997> = {
  is: 'set',
  id: '997',
  name: '997',
  functional: 'FA',
  guide: '005010X230',
  guides: ['005010X230', '005010'],
  namesGuide: true,
  title: 'Functional acknowledgment',
  body,
  units: [answer],
  rules: [
    rule(
      body,
      '997.counts',
      'More sets were accepted than received (AK903, AK904).',
      ({ status }) => status.accepted <= status.received || { of: status },
      { grade: 'doubtful' },
    ),
  ],
  readOnly: true,
}
