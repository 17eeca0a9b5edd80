import { an, code, composite, decimal, gap, id, money, noting, opt, period, req, row, segment, whole } from '../grammar/words.ts'
import { procedure } from './common.ts'

/* Segments of the professional claim (005010X222A1). */

const ORDER = code('P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'U')
/** Claim filing indicator, SBR09. */
const FILING = code(
  ...([
    '11',
    '12',
    '13',
    '14',
    '15',
    '16',
    '17',
    'AM',
    'BL',
    'CH',
    'CI',
    'DS',
    'FI',
    'HM',
    'LM',
    'MA',
    'MB',
    'MC',
    'OF',
    'TV',
    'VA',
    'WC',
    'ZZ',
  ] as const),
)

export const SBR = segment(
  'SBR',
  'Subscriber and order of payment',
  req('order', ORDER),
  opt('relationship', code('18', '01', '19', '20', '21', '39', '40', '53', 'G8')),
  opt('group', id(1, 50)),
  opt('groupName', an(1, 60)),
  opt('medicareSecondary', code('12', '13', '14', '15', '16', '41', '42', '43', '47')),
  gap(3),
  opt('filing', FILING),
)

export const PAT = segment(
  'PAT',
  'Patient',
  opt('relationship', code('01', '19', '20', '21', '39', '40', '53', 'G8')),
  gap(3),
  opt('died', period),
  opt('weightUnit', code('01')),
  opt('weight', decimal(10)),
  opt('pregnant', code('Y')),
)

export const CUR = segment('CUR', 'Currency', req('entity', id(2, 3)), req('currency', id(3, 3)))

export const CLM = segment(
  'CLM',
  'Claim',
  req('control', id(1, 38)),
  req('charge', money),
  gap(2),
  req('place', composite(req('code', id(1, 2)), req('kind', code('B')), req('frequency', id(1, 1)))),
  req('signed', code('Y', 'N')),
  req('assignment', code('A', 'B', 'C')),
  req('benefitsAssigned', code('N', 'W', 'Y')),
  req('release', code('I', 'Y')),
  opt('signatureSource', code('P')),
  opt(
    'causes',
    composite(
      req('first', code('AA', 'EM', 'OA')),
      opt('second', code('AA', 'EM', 'OA')),
      gap(),
      opt('state', id(2, 2)),
      opt('country', id(2, 3)),
    ),
  ),
  opt('program', code('02', '03', '05', '09')),
  gap(7),
  opt('delay', code('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '15')),
)

export const CR1 = noting(
  segment(
    'CR1',
    'Ambulance transport',
    opt('weightUnit', code('LB')),
    opt('weight', decimal(10)),
    gap(),
    req('reason', code('A', 'B', 'C', 'D', 'E')),
    req('distanceUnit', code('DH')),
    req('distance', decimal(15)),
    gap(2),
    opt('roundTrip', an(1, 80)),
    opt('stretcher', an(1, 80)),
  ),
  'P0102',
)
export const CR2 = segment(
  'CR2',
  'Spinal manipulation',
  gap(7),
  req('condition', code('A', 'C', 'D', 'E', 'F', 'G', 'M')),
  gap(),
  opt('text', an(1, 80)),
  opt('moreText', an(1, 80)),
  gap(),
)
export const CR3 = segment(
  'CR3',
  'Equipment certification',
  req('kind', code('I', 'R', 'S')),
  req('unit', code('MO')),
  req('months', decimal(15)),
)

export const HCP = segment(
  'HCP',
  'Repricing',
  req('method', id(2, 2)),
  req('allowed', money),
  opt('savings', money),
  opt('organization', id(1, 50)),
  opt('rate', decimal(9)),
  opt('group', id(1, 50)),
  opt('groupAmount', money),
  gap(),
  opt('kind', id(2, 2)),
  opt('code', id(1, 48)),
  opt('unit', id(2, 2)),
  opt('quantity', decimal(15)),
  opt('rejection', id(2, 2)),
  opt('compliance', id(1, 2)),
  opt('exception', id(1, 2)),
)

export const OI = segment(
  'OI',
  'Other insurance',
  gap(2),
  req('benefitsAssigned', code('N', 'W', 'Y')),
  opt('signatureSource', code('P')),
  gap(),
  req('release', code('I', 'Y')),
)

export const MOA = segment(
  'MOA',
  'Outpatient adjudication',
  opt('rate', decimal(10)),
  opt('payable', money),
  row('remarks', 5, id(1, 50), 'S'),
  opt('dialysis', money),
  opt('professional', money),
)

export const SV1 = segment(
  'SV1',
  'Professional service',
  req('procedure', procedure),
  req('charge', money),
  req('unit', code('UN', 'MJ')),
  req('quantity', decimal(15)),
  opt('place', id(1, 2)),
  gap(),
  req('diagnoses', composite(row('pointers', 4, whole(2)))),
  gap(),
  opt('emergency', code('Y')),
  gap(),
  opt('epsdt', code('Y')),
  opt('familyPlanning', code('Y')),
  gap(2),
  opt('copayExempt', code('0')),
)
export const SV5 = segment(
  'SV5',
  'Equipment',
  req('procedure', procedure),
  req('unit', code('DA')),
  req('days', decimal(15)),
  req('rental', money),
  req('purchase', money),
  req('frequency', code('1', '4', '6')),
)
export const MEA = segment('MEA', 'Test result', req('reference', code('OG', 'TR')), req('kind', id(2, 3)), req('value', decimal(20)))
export const PS1 = segment('PS1', 'Purchased service', req('provider', id(1, 50)), req('amount', money))

export const LIN = segment('LIN', 'Drug', gap(), req('kind', code('N4', 'EN', 'EO', 'HI', 'ON', 'UK', 'UP')), req('number', id(1, 48)))
export const CTP = segment(
  'CTP',
  'Drug quantity',
  gap(3),
  req('quantity', decimal(15)),
  req('unit', composite(req('code', code('F2', 'GR', 'ME', 'ML', 'UN')), gap(14))),
)

/** What another payer decided on a line. */
export const SVD = segment(
  'SVD',
  'Line adjudication',
  req('payer', id(2, 80)),
  req('paid', money),
  req('procedure', procedure),
  gap(),
  req('quantity', decimal(15)),
  opt('bundledInto', whole(6)),
)

export const FRM = segment(
  'FRM',
  'Form answer',
  req('question', id(1, 20)),
  opt('yesNo', code('N', 'W', 'Y')),
  opt('text', an(1, 50)),
  opt('day', id(8, 8)),
  opt('percent', decimal(6)),
)
