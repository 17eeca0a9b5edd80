import { entities, idQualifiers, providerAdjustments, remarks } from '../../codes/index.ts'
import {
  an,
  coded,
  composite,
  day,
  decimal,
  gap,
  id,
  list,
  listed,
  money,
  noting,
  opt,
  req,
  row,
  segment,
  whole,
  type ElementType,
} from '../grammar/words.ts'

/* Segments of the remittance (005010X221A1), narrowed to what this guide allows. */

const BANK = coded({ '01': 'ABA routing number', '04': 'Canadian bank number' })

/** The payment: how much, by what means, from which account to which, and when. */
export const BPR = noting(
  segment(
    'BPR',
    'Payment',
    req(
      'handling',
      coded({
        C: 'payment and remittance together',
        D: 'payment only',
        H: 'mere notice',
        I: 'remittance without the payment',
        P: 'test of the bank data',
        U: 'payment and remittance apart',
        X: 'as the handling party chooses',
      }),
    ),
    req('amount', money),
    req('creditOrDebit', coded({ C: 'credit', D: 'debit' })),
    req(
      'method',
      coded({
        ACH: 'automated clearing house',
        BOP: 'as the bank chooses',
        CHK: 'check',
        FWT: 'wire',
        NON: 'no payment',
      }),
    ),
    opt('format', coded({ CCP: 'one addenda record with the trace (CCD+)', CTX: 'addenda with the whole remittance' }), 'when paid by ACH'),
    opt('payerBankKind', BANK, 'when the money moves from bank to bank'),
    opt('payerBank', id(3, 12), 'with its kind'),
    opt('payerAccountKind', coded({ DA: 'demand deposit' }), 'when the money moves from bank to bank'),
    opt('payerAccount', id(1, 35), 'with its kind'),
    opt('originator', id(10, 10), 'when the money moves from bank to bank: the payer’s number, often 1 and its tax number'),
    opt('originatorCode', id(9, 9), 'when payer and payee agreed on it'),
    opt('payeeBankKind', BANK, 'when the money moves from bank to bank'),
    opt('payeeBank', id(3, 12), 'with its kind'),
    opt('payeeAccountKind', coded({ DA: 'demand deposit', SG: 'savings' }), 'when the money moves from bank to bank'),
    opt('payeeAccount', id(1, 35), 'with its kind'),
    req('day', day),
    gap(5),
  ),
  'P0607',
  'P0809',
  'P1213',
  'P1415',
)

/** The number by which the payment and its remittance find each other: that of the check, of the EFT, or one made up when nothing is paid. */
export const PAYMENT_TRACE = segment(
  'TRN',
  'Check or EFT trace',
  req('kind', coded({ '1': 'this payment' })),
  req('trace', id(1, 50)),
  req('originator', id(10, 10)),
  opt('subdivision', id(1, 50), 'when the payer has divisions with numbers of their own'),
)

export const DATE = segment(
  'DTM',
  'Date',
  req(
    'qualifier',
    coded({
      '036': 'cover ended',
      '050': 'received',
      '150': 'first day of service',
      '151': 'last day of service',
      '232': 'claim from',
      '233': 'claim to',
      '405': 'produced',
      '472': 'service',
    }),
  ),
  req('day', day),
)

export const PAYMENT_CURRENCY = segment('CUR', 'Currency', req('entity', coded({ PR: 'payer' })), req('currency', id(3, 3)))

export const PAYER_NAME = noting(
  segment(
    'N1',
    'Payer name',
    req('entity', coded({ PR: 'payer' })),
    req('name', an(1, 60)),
    opt('idQualifier', coded({ XV: 'health plan id' }), 'when the payer has a plan id'),
    opt('id', id(2, 80), 'with its kind'),
    gap(2),
  ),
  'P0304',
)
export const PAYEE_NAME = segment(
  'N1',
  'Payee name',
  req('entity', coded({ PE: 'payee' })),
  req('name', an(1, 60)),
  req('idQualifier', coded({ FI: 'tax number', XV: 'health plan id', XX: 'NPI' })),
  req('id', id(2, 80)),
  gap(2),
)

/** Whom to ask: on claims (CX), or on the file (BL). */
export const CONTACT = segment(
  'PER',
  'Contact',
  req('function', coded({ BL: 'technical department', CX: 'claims department' })),
  opt('name', an(1, 60), 'when it is a person or a department with a name'),
  list(
    'numbers',
    3,
    [req('kind', coded({ EM: 'e-mail', EX: 'extension', FX: 'fax', TE: 'telephone', UR: 'web address' })), req('number', an(1, 256))],
    'S',
  ),
)

/** The address on the web where a payer’s policies stand. */
export const WEBSITE = segment(
  'PER',
  'Payer web site',
  req('function', coded({ IC: 'information' })),
  gap(),
  list('numbers', 1, [req('kind', coded({ UR: 'web address' })), req('number', an(1, 256))]),
  gap(4),
)

export const RDM = segment(
  'RDM',
  'Delivery of the remittance',
  req('by', coded({ BM: 'mail', EM: 'e-mail', FT: 'file transfer', OL: 'on line' })),
  opt('name', an(1, 60), 'when it is mailed'),
  opt('address', an(1, 256), 'when it is not mailed: where it goes'),
  gap(2),
)

/** Medicare sends remittances without LX: both shapes are the same. */
export const LX_GIVEN = segment('LX', 'Group of claims', req('number', whole(6)))

/** Totals of a provider, as Medicare sends them for institutions. */
export const TS3 = segment(
  'TS3',
  'Provider totals',
  req('provider', id(1, 50)),
  req('facility', id(1, 2)),
  req('fiscalEnd', day),
  req('claims', decimal(15)),
  req('charge', money),
  gap(7),
  opt('priorPayers', money, 'when Medicare is secondary: what the payers before it paid'),
  gap(),
  opt('withoutLaboratory', money, 'when part of the charges is for laboratory'),
  gap(),
  opt('hcpcsReported', money, 'when lines are billed by HCPCS'),
  opt('hcpcsPayable', money, 'when lines are paid by HCPCS'),
  gap(),
  opt('professional', money, 'when professional parts are included'),
  opt('patientPaidPrior', money, 'when Medicare is secondary and the patient owed something before'),
  opt('patientRefund', money, 'when the patient is paid back'),
  opt('interimClaims', decimal(15), 'when claims are paid by periodic interim payments: how many'),
  opt('interim', money, 'when claims are paid by periodic interim payments: how much'),
)
/** Totals of inpatient stays paid by diagnosis group, as Medicare sends them. */
export const TS2 = segment(
  'TS2',
  'Inpatient totals',
  opt('drg', money),
  opt('federal', money),
  opt('hospital', money),
  opt('disproportionate', money),
  opt('capital', money),
  opt('teaching', money),
  opt('outlierDays', decimal(15)),
  opt('dayOutlier', money),
  opt('costOutlier', money),
  opt('averageStay', decimal(15)),
  opt('discharges', decimal(15)),
  opt('costReportDays', decimal(15)),
  opt('coveredDays', decimal(15)),
  opt('noncoveredDays', decimal(15)),
  opt('passThrough', money),
  opt('averageWeight', decimal(15)),
  opt('capitalFederal', money),
  opt('capitalHospital', money),
  opt('disproportionateDrg', money),
)

/** Kind of plan, CLP06. Source: 835 guide; it knows neither CI nor BL. */
const FILING = coded({
  '12': 'PPO',
  '13': 'point of service',
  '14': 'EPO',
  '15': 'indemnity',
  '16': 'Medicare Advantage HMO',
  '17': 'dental HMO',
  AM: 'auto medical',
  CH: 'TRICARE',
  DS: 'disability',
  HM: 'HMO',
  LM: 'liability',
  MA: 'Medicare Part A',
  MB: 'Medicare Part B',
  MC: 'Medicaid',
  OF: 'other federal program',
  TV: 'Title V',
  VA: 'Veterans Affairs',
  WC: 'workers’ compensation',
  ZZ: 'not known',
})

export const CLP = segment(
  'CLP',
  'Claim payment',
  req('control', id(1, 38)),
  req(
    'status',
    coded({
      '1': 'processed as primary',
      '2': 'processed as secondary',
      '3': 'processed as tertiary',
      '4': 'denied',
      '19': 'processed as primary and sent on',
      '20': 'processed as secondary and sent on',
      '21': 'processed as tertiary and sent on',
      '22': 'reversal of an earlier payment',
      '23': 'not this payer’s claim and sent on',
      '25': 'predetermination',
    }),
  ),
  req('charge', money),
  req('paid', money),
  opt('patientOwes', money, 'when the patient owes something'),
  req('filing', FILING),
  req('payerControl', id(1, 50)),
  opt('facility', id(1, 2), 'when the claim had one'),
  opt('frequency', id(1, 1), 'when the claim had one'),
  gap(),
  opt('drg', id(1, 4), 'when the stay was paid by diagnosis group'),
  opt('drgWeight', decimal(15), 'when the stay was paid by diagnosis group'),
  opt('dischargeFraction', decimal(10), 'when part of the stay was paid by diagnosis group'),
  gap(),
)

/** A name with the kinds of number its place in the guide allows. A part that did not come is left out: even the name may be. */
const named = <const C extends string>(title: string, idKind: ElementType<C>) =>
  noting(
    segment(
      'NM1',
      title,
      req('entity', listed(entities, 2, 3)),
      req('kind', coded({ '1': 'person', '2': 'organization' })),
      opt('name', an(1, 60)),
      opt('first', an(1, 35), 'when a person has one'),
      opt('middle', an(1, 25), 'when a person has one'),
      gap(),
      opt('suffix', an(1, 10), 'when a person has one'),
      opt('idQualifier', idKind, 'when there is a number'),
      opt('id', id(2, 80), 'with its kind'),
      gap(2),
    ),
    'P0809',
  )
export const PATIENT_NAME = named(
  'Patient name',
  coded({
    '34': 'social security number',
    HN: 'Medicare beneficiary number',
    II: 'national health id',
    MI: 'member number',
    MR: 'Medicaid recipient number',
  }),
)
export const INSURED_NAME = named('Insured name', coded({ FI: 'tax number', II: 'national health id', MI: 'member number' }))
export const CORRECTED_NAME = named('Corrected patient or insured', coded({ C: 'the number as the payer has it' }))
export const RENDERING_NAME = named(
  'Rendering provider',
  coded({
    BD: 'Blue Cross provider number',
    BS: 'Blue Shield provider number',
    FI: 'tax number',
    MC: 'Medicaid provider number',
    PC: 'provider number of this payer',
    SL: 'state license number',
    UP: 'UPIN',
    XX: 'NPI',
  }),
)
const CARRIER_NUMBER = coded({
  AD: 'Blue Cross Blue Shield plan code',
  FI: 'tax number',
  NI: 'NAIC number',
  PI: 'payer number',
  PP: 'pharmacy processor number',
  XV: 'health plan id',
})
export const CROSSOVER_NAME = named('Crossover carrier', CARRIER_NUMBER)
export const PRIORITY_PAYER_NAME = named('Corrected priority payer', CARRIER_NUMBER)
export const OTHER_SUBSCRIBER_NAME = named('Other subscriber', listed(idQualifiers, 1, 2))

const REMARK = listed(remarks, 1, 50)

/** How an inpatient stay was priced, and the remark codes of the claim (05 and 20 to 23). */
export const MIA = segment(
  'MIA',
  'Inpatient adjudication',
  req('coveredDays', decimal(15)),
  opt('outlier', money),
  opt('psychiatricDays', decimal(15)),
  opt('drg', money),
  opt('remark', REMARK, 'when a remark code is of the whole claim'),
  opt('disproportionate', money),
  opt('passThrough', money),
  opt('capital', money),
  opt('capitalFederal', money),
  opt('capitalHospital', money),
  opt('capitalDisproportionate', money),
  opt('oldCapital', money),
  opt('capitalTeaching', money),
  opt('hospital', money),
  opt('costReportDays', decimal(15)),
  opt('federal', money),
  opt('capitalOutlier', money),
  opt('teaching', money),
  opt('professional', money),
  row('remarks', 4, REMARK, 'S'),
  opt('capitalException', money),
)

/** How an outpatient claim was priced, and the remark codes of the claim. */
export const MOA = segment(
  'MOA',
  'Outpatient adjudication',
  opt('rate', decimal(10), 'when part of the charge is paid back'),
  opt('payable', money, 'when lines are paid by HCPCS'),
  row('remarks', 5, REMARK, 'S'),
  opt('dialysis', money, 'when dialysis was paid'),
  opt('professional', money, 'when a professional part was billed and is not payable'),
)

/** What amounts AMT may name. They inform: none of them enters the balance of a claim. */
const FEDERAL_AMOUNTS = {
  ZK: 'federal mandate category 1',
  ZL: 'federal mandate category 2',
  ZM: 'federal mandate category 3',
  ZN: 'federal mandate category 4',
  ZO: 'federal mandate category 5',
} as const
export const CLAIM_AMOUNT = segment(
  'AMT',
  'Claim amount',
  req(
    'qualifier',
    coded({
      AU: 'covered',
      D8: 'discount for prompt payment',
      DY: 'limit a day',
      F5: 'patient paid',
      I: 'interest',
      NL: 'negative balance of the ledger',
      T: 'tax',
      T2: 'before taxes',
      ...FEDERAL_AMOUNTS,
    }),
  ),
  req('amount', money),
  gap(),
)
export const LINE_AMOUNT = segment(
  'AMT',
  'Line amount',
  req('qualifier', coded({ B6: 'allowed', KH: 'reduced for late filing', T: 'tax', T2: 'before taxes', ...FEDERAL_AMOUNTS })),
  req('amount', money),
  gap(),
)
export const CLAIM_QUANTITY = segment(
  'QTY',
  'Claim quantity',
  req(
    'qualifier',
    coded({
      CA: 'covered days',
      CD: 'co-insured days',
      LA: 'lifetime reserve days used',
      LE: 'estimated lifetime reserve days',
      NE: 'estimated noncovered days',
      NR: 'days not replaced',
      OU: 'outlier days',
      PS: 'prescriptions',
      VS: 'visits',
      ...FEDERAL_AMOUNTS,
    }),
  ),
  req('quantity', decimal(15)),
  gap(2),
)
export const LINE_QUANTITY = segment('QTY', 'Line quantity', req('qualifier', coded(FEDERAL_AMOUNTS)), req('quantity', decimal(15)), gap(2))

const PRODUCT = coded({
  AD: 'dental procedure',
  ER: 'jurisdiction’s own code',
  HC: 'CPT or HCPCS',
  HP: 'HIPPS rate code',
  IV: 'home infusion product',
  N4: 'national drug code',
  N6: 'national health related item',
  NU: 'revenue code',
  UI: 'universal product code',
  WK: 'alternative medicine code',
})
const MODIFIER = id(2, 2)

export const SVC = segment(
  'SVC',
  'Service payment',
  req('procedure', composite(req('kind', PRODUCT), req('code', id(1, 48)), row('modifiers', 4, MODIFIER, 'S'), gap(2))),
  req('charge', money),
  req('paid', money),
  opt('revenue', id(1, 48), 'when the line was billed by revenue code too'),
  opt('units', decimal(15), 'when not one unit was paid'),
  opt(
    'submitted',
    composite(
      req('kind', PRODUCT),
      req('code', id(1, 48)),
      row('modifiers', 4, MODIFIER, 'S'),
      opt('description', an(1, 80), 'when the code was not listed'),
      gap(),
    ),
    'when another procedure was paid than was billed',
  ),
  opt('submittedUnits', decimal(15), 'when other units were paid than were billed'),
)

/** A remark of a line: of the health care list, or of the pharmacy list. */
export const LINE_REMARK = segment(
  'LQ',
  'Remark code',
  req('list', coded({ HE: 'remark code', RX: 'pharmacy reject code' })),
  req('code', listed(remarks, 1, 30)),
)

/** Adjustments to the provider as a whole. A positive amount reduces the payment, a negative one adds to it. */
export const PLB = segment(
  'PLB',
  'Provider adjustment',
  req('provider', id(1, 50)),
  req('fiscalEnd', day),
  list('adjustments', 6, [
    req(
      'reason',
      composite(
        req('code', listed(providerAdjustments, 2, 2, 'whole')),
        opt('reference', id(1, 50), 'when it is of one claim, one check or one earlier remittance'),
        gap(5),
      ),
    ),
    req('amount', money),
  ]),
)
