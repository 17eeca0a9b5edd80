import {
  adjustmentReasons,
  entities,
  idQualifiers,
  quantityQualifiers,
  referenceQualifiers,
  relationships,
  remarks,
  requestRefusals,
  refusalFollowUps,
} from '../../codes/index.ts'
import {
  an,
  coded,
  composite,
  counted,
  day,
  decimal,
  gap,
  id,
  list,
  listed,
  money,
  noting,
  opt,
  period,
  req,
  row,
  segment,
  time,
  whole,
} from '../grammar/words.ts'

/*
 * Segments that several transaction sets share. Lengths are those of the 005010 data dictionary; where a guide narrows a segment, its set says so
 * by pinning. Source: the 005010 guides.
 */

const YES_NO = coded({ Y: 'yes', N: 'no' })
const SEX = coded({ F: 'female', M: 'male', U: 'unknown' })

export const BHT = segment(
  'BHT',
  'Beginning of hierarchical transaction',
  req('structure', id(4, 4)),
  req('purpose', id(2, 2)),
  opt('reference', id(1, 50)),
  opt('day', day),
  opt('time', time),
  opt('kind', id(2, 2)),
)

/** Level: HL01, HL02 and HL04 are counted. */
export const HL = segment('HL', 'Hierarchical level', counted('level'), counted('parent'), req('level', id(1, 2)), counted('children'))
/** The last level of a 277CA has no HL04. */
export const HL_LAST = segment('HL', 'Hierarchical level', counted('level'), counted('parent'), req('level', id(1, 2)), gap())

const PERSON_OR_NOT = coded({ '1': 'person', '2': 'organization' })

export const NM1 = noting(
  segment(
    'NM1',
    'Name',
    req('entity', listed(entities, 2, 3)),
    req('kind', PERSON_OR_NOT),
    opt('name', an(1, 60)),
    opt('first', an(1, 35)),
    opt('middle', an(1, 25)),
    gap(),
    opt('suffix', an(1, 10)),
    opt('idQualifier', listed(idQualifiers, 1, 2)),
    opt('id', id(2, 80)),
    opt('relationship', id(2, 2)),
    gap(),
  ),
  'P0809',
)
/** A name that must be there. */
export const NAMED = noting(
  segment(
    'NM1',
    'Name',
    req('entity', listed(entities, 2, 3)),
    req('kind', PERSON_OR_NOT),
    req('name', an(1, 60)),
    opt('first', an(1, 35)),
    opt('middle', an(1, 25)),
    gap(),
    opt('suffix', an(1, 10)),
    opt('idQualifier', listed(idQualifiers, 1, 2)),
    opt('id', id(2, 80)),
    gap(2),
  ),
  'P0809',
)
/** A name with its identifier. */
export const IDENTIFIED = segment(
  'NM1',
  'Name',
  req('entity', listed(entities, 2, 3)),
  req('kind', PERSON_OR_NOT),
  req('name', an(1, 60)),
  opt('first', an(1, 35)),
  opt('middle', an(1, 25)),
  gap(),
  opt('suffix', an(1, 10)),
  req('idQualifier', listed(idQualifiers, 1, 2)),
  req('id', id(2, 80)),
  gap(2),
)

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

export const PER = segment(
  'PER',
  'Contact',
  req('function', id(2, 2)),
  opt('name', an(1, 60)),
  list(
    'numbers',
    3,
    [
      req(
        'kind',
        coded({
          TE: 'telephone',
          FX: 'fax',
          EM: 'e-mail',
          EX: 'extension',
          UR: 'web address',
          ED: 'EDI access number',
          WP: 'work telephone',
          HP: 'home telephone',
        }),
      ),
      req('number', an(1, 256)),
    ],
    'S',
  ),
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
export const DTM = segment('DTM', 'Date', req('qualifier', id(3, 3)), req('day', day))

export const DMG = segment('DMG', 'Birth date and sex', req('born', period), opt('sex', SEX), gap(6))
/** Eligibility and status name a birth date or a sex alone. */
export const DMG_PARTIAL = segment('DMG', 'Birth date and sex', opt('born', period), opt('sex', SEX), gap(6))

export const PRV = noting(
  segment('PRV', 'Provider taxonomy', req('role', id(1, 3)), opt('qualifier', id(2, 3)), opt('taxonomy', id(1, 50)), gap(3)),
  'P0203',
)

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

/** Health care codes: qualifier and code. ICD-10 stands without its point. */
export const HI = segment('HI', 'Health care codes', row('codes', 12, composite(req('kind', id(1, 3)), req('code', id(1, 30)), gap(7))))

export const TRN = segment(
  'TRN',
  'Trace',
  req('kind', coded({ '1': 'own trace', '2': 'trace of the request answered' })),
  req('trace', id(1, 50)),
  opt('originator', id(10, 10)),
  opt('subdivision', id(1, 50)),
)

export const LX = segment('LX', 'Line number', counted('line'))
export const NTE = segment('NTE', 'Note', req('kind', id(3, 3)), req('text', an(1, 80)))
export const MSG = segment('MSG', 'Message', req('text', an(1, 264)), gap(2))
export const LQ = segment('LQ', 'Remark or form code', req('list', id(1, 3)), req('code', listed(remarks, 1, 30)))

export const K3 = segment('K3', 'State data', req('text', an(1, 80)), gap(2))

export const PWK = noting(
  segment(
    'PWK',
    'Attachment',
    req('report', id(2, 2)),
    req('by', id(1, 2)),
    gap(2),
    opt('qualifier', id(2, 2)),
    opt('control', id(2, 80)),
    gap(3),
  ),
  'P0506',
)
export const CN1 = segment(
  'CN1',
  'Contract',
  req('kind', id(2, 2)),
  opt('amount', money),
  opt('percent', decimal(6)),
  opt('code', id(1, 50)),
  opt('terms', decimal(6)),
  opt('version', id(1, 30)),
)
export const CRC = segment('CRC', 'Conditions', req('category', id(2, 2)), req('applies', YES_NO), row('conditions', 5, id(2, 3)))

/** A procedure: kind of code (HC is CPT and HCPCS), code, up to four modifiers, words for unlisted codes. */
export const procedure = composite(
  req('kind', id(2, 2)),
  req('code', id(1, 48)),
  row('modifiers', 4, id(2, 2), 'S'),
  opt('description', an(1, 80)),
  opt('upTo', id(1, 48)),
)

export const INS = segment(
  'INS',
  'Relationship to the insured',
  req('isSubscriber', YES_NO),
  req('relationship', listed(relationships, 2, 2)),
  opt('maintenance', id(3, 3)),
  opt('reason', id(2, 3)),
  gap(12),
  opt('birthOrder', whole(9)),
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
