import {
  an,
  code,
  composite,
  decimal,
  gap,
  id,
  loop,
  many,
  maybe,
  money,
  one,
  opt,
  req,
  segment,
  some,
  when,
  type Infer,
  type TransactionSet,
} from '../grammar/words.ts'
import { AMT, BHT, DTP, HL, HL_LAST, NM1, procedure, QTY, REF, TRN } from '../segments/common.ts'

/* The claim acknowledgment, 005010X214: which claims entered the payer's or clearinghouse's system, and why not. */

/** Category, status and entity belong together. Several STC, and the second and third status in one, all count. */
const status = composite(req('category', id(1, 30)), req('status', id(1, 30)), opt('entity', id(2, 3)), opt('list', id(1, 3)))
export const STC = segment(
  'STC',
  'Status',
  req('first', status),
  opt('day', id(8, 8)),
  opt('action', code('U', 'WQ')),
  opt('amount', money),
  gap(5),
  opt('second', status),
  opt('third', status),
  opt('text', an(1, 264)),
)

const claimLine = loop('2220D', 'Line at fault', {
  service: one(
    segment(
      'SVC',
      'Service',
      req('procedure', procedure),
      req('charge', money),
      opt('paid', money),
      opt('revenue', id(1, 48)),
      gap(2),
      opt('units', decimal(15)),
    ),
  ),
  statuses: some(STC),
  control: maybe(when(REF, { qualifier: 'FJ' }, 'Line control number')),
  prescription: maybe(when(REF, { qualifier: 'XZ' }, 'Prescription number')),
  day: maybe(when(DTP, { qualifier: '472' }, 'Service date')),
})
const claim = loop('2200D', 'Claim', {
  trace: one(when(TRN, { kind: '2' }, 'Our claim number')),
  statuses: some(STC),
  payerControl: maybe(when(REF, { qualifier: '1K' }, 'Payer claim control number')),
  clearinghouseTrace: maybe(when(REF, { qualifier: 'D9' }, 'Clearinghouse trace')),
  billType: maybe(when(REF, { qualifier: 'BLT' }, 'Bill type')),
  day: maybe(when(DTP, { qualifier: '472' }, 'Service date')),
  lines: many(claimLine),
})
const patient = loop('2000D', 'Patient level', {
  level: one(when(HL_LAST, { level: 'PT' }, 'Patient level')),
  name: one(when(NM1, { entity: 'QC' }, 'Patient name')),
  claims: many(claim),
})
const provider = loop('2000C', 'Billing provider level', {
  level: one(when(HL, { level: '19' }, 'Billing provider level')),
  name: one(when(NM1, { entity: '85' }, 'Billing provider name')),
  acknowledgment: maybe(
    loop('2200C', 'Billing provider status', {
      trace: one(TRN),
      statuses: many(STC),
      ids: many(REF, 3),
      quantities: many(when(QTY, { qualifier: ['QA', 'QC'] }, 'Claim count'), 2),
      amounts: many(when(AMT, { qualifier: ['YU', 'YY'] }, 'Charges'), 2),
    }),
  ),
  patients: many(patient),
})
const receiver = loop('2000B', 'Submitter level', {
  level: one(when(HL, { level: '21' }, 'Submitter level')),
  name: one(when(NM1, { entity: '41' }, 'Submitter name')),
  batch: one(
    loop('2200B', 'Batch', {
      trace: one(when(TRN, { kind: '2' }, 'Our batch number')),
      statuses: some(STC),
      quantities: many(when(QTY, { qualifier: ['90', 'AA'] }, 'Claim count'), 2),
      amounts: many(when(AMT, { qualifier: ['YU', 'YY'] }, 'Charges'), 2),
    }),
  ),
  providers: many(provider),
})
const source = loop('2000A', 'Source level', {
  level: one(when(HL, { level: '20' }, 'Source level')),
  name: one(when(NM1, { entity: ['AY', 'PR'] }, 'Source name')),
  receipt: one(
    loop('2200A', 'Receipt', {
      trace: one(when(TRN, { kind: '1' }, 'Source’s batch number')),
      received: one(when(DTP, { qualifier: '050' }, 'Receipt date')),
      processed: one(when(DTP, { qualifier: '009' }, 'Process date')),
    }),
  ),
  receivers: some(receiver),
})
const body = loop('277CA', 'Claim acknowledgment', {
  beginning: one(when(BHT, { structure: '0085' }, 'Beginning of the acknowledgment')),
  sources: some(source),
})

export type Acknowledgment277 = Infer<typeof body>
export type AcknowledgedClaim = Infer<typeof claim>
export type Status277 = Infer<typeof STC>

export const claimAcknowledgment: TransactionSet<Acknowledgment277> = {
  is: 'set',
  id: '277',
  name: '277CA',
  functional: 'HN',
  guide: '005010X214',
  guides: ['005010X214'],
  namesGuide: true,
  title: 'Claim acknowledgment',
  body,
  units: [patient],
  rules: [],
}
