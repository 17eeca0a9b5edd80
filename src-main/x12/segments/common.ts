import { adjustmentReasons, quantityQualifiers, referenceQualifiers, requestRefusals, refusalFollowUps } from '../../codes/index.ts'
import { an, coded, composite, counted, decimal, gap, id, list, listed, money, opt, period, req, row, segment } from '../grammar/words.ts'

/*
 * Segments that several transaction sets share. Lengths are those of the 005010 data dictionary; where a guide narrows a segment, its set says so
 * by pinning. Source: the 005010 guides.
 */

const YES_NO = coded({ Y: 'yes', N: 'no' })

/** Level: HL01, HL02 and HL04 are counted. */
export const HL = segment('HL', 'Hierarchical level', counted('level'), counted('parent'), req('level', id(1, 2)), counted('children'))
/** The last level of a 277CA has no HL04. */
export const HL_LAST = segment('HL', 'Hierarchical level', counted('level'), counted('parent'), req('level', id(1, 2)), gap())

export const N3 = segment('N3', 'Street address', req('line1', an(1, 55)), opt('line2', an(1, 55)))
export const N4 = segment(
  'N4',
  'City, state, ZIP',
  req('city', an(2, 30)),
  opt('state', id(2, 2)),
  opt('zip', id(3, 15)),
  opt('country', id(2, 3)),
  gap(2),
  opt('subdivision', id(1, 3)),
)

export const REF = segment(
  'REF',
  'Reference',
  req('qualifier', listed(referenceQualifiers, 2, 3)),
  req('value', id(1, 50)),
  opt('description', an(1, 80)),
  opt('payer', composite(req('qualifier', id(2, 3)), req('value', id(1, 50)), gap(4))),
)

export const DTP = segment('DTP', 'Date', req('qualifier', id(3, 3)), req('when', period))

export const AMT = segment('AMT', 'Amount', req('qualifier', id(1, 3)), req('amount', money), gap())
export const QTY = segment('QTY', 'Quantity', req('qualifier', listed(quantityQualifiers, 2, 2)), req('quantity', decimal(15)), gap(2))

/** Adjustments of one group: up to six reasons. A positive amount reduces the payment. */
export const CAS = segment(
  'CAS',
  'Adjustments',
  req(
    'group',
    coded({
      CO: 'contractual obligation',
      CR: 'correction, in old data only',
      OA: 'other adjustment',
      PI: 'payer initiated',
      PR: 'patient responsibility',
    }),
  ),
  list('adjustments', 6, [req('reason', listed(adjustmentReasons, 1, 5)), req('amount', money), opt('quantity', decimal(15))]),
)

export const LX = segment('LX', 'Line number', counted('line'))
export const NTE = segment('NTE', 'Note', req('kind', id(3, 3)), req('text', an(1, 80)))
export const MSG = segment('MSG', 'Message', req('text', an(1, 264)), gap(2))

export const K3 = segment('K3', 'State data', req('text', an(1, 80)), gap(2))

/** A procedure: kind of code (HC is CPT and HCPCS), code, up to four modifiers, words for unlisted codes. */
export const procedure = composite(
  req('kind', id(2, 2)),
  req('code', id(1, 48)),
  row('modifiers', 4, id(2, 2), 'S'),
  opt('description', an(1, 80)),
  opt('upTo', id(1, 48)),
)

/** A request that was turned down: why, and what to do. */
export const AAA = segment(
  'AAA',
  'Request validation',
  req('valid', YES_NO),
  gap(),
  opt('reason', listed(requestRefusals, 2, 2), 'always in an eligibility response; else when it is known'),
  opt('followUp', listed(refusalFollowUps, 1, 1), 'always in an eligibility response; else when it is said what may follow'),
)
