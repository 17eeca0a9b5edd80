import { an, code, composite, day, decimal, gap, id, list, money, opt, req, row, segment, whole } from '../grammar/words.ts'
import { procedure } from './common.ts'

/* Segments of the remittance (005010X221A1). */

export const BPR = segment(
  'BPR',
  'Payment',
  req('handling', code('C', 'D', 'H', 'I', 'P', 'U', 'X')),
  req('amount', money),
  req('creditOrDebit', code('C', 'D')),
  req('method', code('ACH', 'BOP', 'CHK', 'FWT', 'NON')),
  opt('format', code('CCP', 'CTX')),
  opt('payerBankKind', id(2, 2)),
  opt('payerBank', id(3, 12)),
  opt('payerAccountKind', id(1, 3)),
  opt('payerAccount', id(1, 35)),
  opt('originator', id(10, 10)),
  opt('originatorCode', id(9, 9)),
  opt('payeeBankKind', id(2, 2)),
  opt('payeeBank', id(3, 12)),
  opt('payeeAccountKind', id(1, 3)),
  opt('payeeAccount', id(1, 35)),
  req('day', day),
  gap(5),
)

export const N1 = segment(
  'N1',
  'Party',
  req('entity', id(2, 3)),
  opt('name', an(1, 60)),
  opt('idQualifier', id(1, 2)),
  opt('id', id(2, 80)),
  gap(2),
)

export const RDM = segment(
  'RDM',
  'Delivery of the remittance',
  req('by', id(1, 2)),
  opt('name', an(1, 60)),
  opt('address', an(1, 256)),
  gap(2),
)

/** Medicare sends remittances without LX: both shapes are the same. */
export const LX_GIVEN = segment('LX', 'Group of claims', req('number', whole(6)))

const totals = (...names: readonly string[]) => names.map((name) => (name === '' ? gap() : opt(name, money)))
export const TS3 = segment(
  'TS3',
  'Provider totals',
  req('provider', id(1, 50)),
  req('facility', id(1, 2)),
  req('fiscalEnd', day),
  req('claims', decimal(15)),
  req('charge', money),
  ...totals(
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    'secondary',
    '',
    'noncovered',
    '',
    'pip',
    'denied',
    '',
    'discharges',
    'hcpcsPayable',
    '',
    'hcpcsReported',
    'outlier',
  ),
)
export const TS2 = segment('TS2', 'Provider summary', ...totals(...Array.from({ length: 19 }, (_, n) => `total${n + 1}`)))

export const CLP = segment(
  'CLP',
  'Claim payment',
  req('control', id(1, 38)),
  req('status', code('1', '2', '3', '4', '19', '20', '21', '22', '23', '25')),
  req('charge', money),
  req('paid', money),
  opt('patientOwes', money),
  req('filing', code('12', '13', '14', '15', '16', '17', 'AM', 'CH', 'DS', 'HM', 'LM', 'MA', 'MB', 'MC', 'OF', 'TV', 'VA', 'WC', 'ZZ')),
  req('payerControl', id(1, 50)),
  opt('facility', id(1, 2)),
  opt('frequency', id(1, 1)),
  gap(),
  opt('drg', id(1, 4)),
  opt('drgWeight', decimal(15)),
  opt('dischargeFraction', decimal(10)),
  gap(),
)

export const MIA = segment('MIA', 'Inpatient adjudication', row('values', 24, id(1, 50), 'S'))

export const SVC = segment(
  'SVC',
  'Service payment',
  req('procedure', procedure),
  req('charge', money),
  req('paid', money),
  opt('revenue', id(1, 48)),
  opt('units', decimal(15)),
  opt('submitted', procedure),
  opt('submittedUnits', decimal(15)),
)

/** Adjustments to the provider as a whole. A positive amount reduces the payment, a negative one adds to it. */
export const PLB = segment(
  'PLB',
  'Provider adjustment',
  req('provider', id(1, 50)),
  req('fiscalEnd', day),
  list('adjustments', 6, [req('reason', composite(req('code', id(2, 2)), opt('reference', id(1, 50)), gap(5))), req('amount', money)]),
)
