import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id, SegmentLine, Shape } from './fields.ts'
import { Bulk, chosenFields, isChosenOneWay, listCalls, MOST_CHOSEN, ONE_WAY, Preview } from './list.ts'

const REMITTANCE_STATUSES = ['rehearsed', 'posted', 'partly', 'quarantined'] as const

const Row = z.strictObject({
  id: Id,
  status: z.enum(REMITTANCE_STATUSES),
  payer: z.string(),
  trace: z.string(),
  method: z.string(),
  day: DayField,
  claims: z.int(),
  held: z.int(),
  cents: CentsField,
  reason: z.string(),
  /** The day on which its money came, as far as somebody said so. */
  deposited: DayField.nullable(),
})

const ClaimRow = z.strictObject({
  id: Id,
  n: z.int(),
  patient: z.string(),
  control: z.string(),
  claim: Id.nullable(),
  day: DayField.nullable(),
  codes: z.string(),
  charge: CentsField,
  contractual: CentsField,
  denied: CentsField,
  patientOwes: CentsField,
  paid: CentsField,
  outcome: z.enum(['will-post', 'held', 'posted', 'unreadable']),
  becomes: z.string(),
  shape: Shape,
  reason: z.string(),
})

/** How many claim payments come to one end, and what they pay. */
const Tally = { claims: z.int(), cents: CentsField }
const Part = z.strictObject({
  outcome: ClaimRow.shape.outcome,
  ...Tally,
  becomes: z.array(z.strictObject({ word: z.string(), shape: Shape, ...Tally })),
})

export const remittance = {
  ...listCalls('remittance', Row, { does: 'Remittances, newest first.', needs: 'remittance.read', audit: 'none' }),
  'remittance.get': query(
    z.strictObject({ id: Id }),
    z.strictObject({
      id: Id,
      status: z.enum(REMITTANCE_STATUSES),
      payer: z.string(),
      trace: z.string(),
      method: z.string(),
      day: DayField,
      cents: CentsField,
      reason: z.string(),
      off: CentsField,
      deposited: DayField.nullable(),
      file: Id,
      fileName: z.string(),
      /** Paid on claims that post or were posted, and on claims that are held. */
      posts: CentsField,
      held: CentsField,
      /** The same by what becomes of them, what is held first. */
      parts: z.array(Part),
      /** Over all claims; what the provider adjustments take; and by how much claims less these are not the payment. */
      sums: z.strictObject({
        charge: CentsField,
        contractual: CentsField,
        denied: CentsField,
        patientOwes: CentsField,
        paid: CentsField,
        provider: CentsField,
        off: CentsField,
      }),
      provider: z.array(
        z.strictObject({ code: z.string(), words: z.string(), reference: z.string(), cents: CentsField, segment: z.int() }),
      ),
      claims: z.array(ClaimRow),
    }),
    {
      does: 'One remittance, rehearsed or posted: what each claim becomes, and the sum to the payment.',
      needs: 'remittance.read',
      audit: 'view',
      fails: ['record.missing'],
    },
  ),
  'remittance.claim': query(
    z.strictObject({ id: Id }),
    z.strictObject({
      row: ClaimRow,
      payerControl: z.string(),
      memberId: z.string(),
      candidates: z.array(
        z.strictObject({
          claim: Id,
          patient: z.string(),
          memberId: z.string(),
          day: DayField,
          codes: z.string(),
          charge: CentsField,
          points: z.array(z.string()),
        }),
      ),
      becomes: z.array(z.strictObject({ what: z.string(), now: CentsField, after: CentsField })),
      lines: z.array(
        z.strictObject({
          code: z.string(),
          charge: CentsField,
          allowed: CentsField.nullable(),
          paid: CentsField,
          adjustments: z.array(z.strictObject({ code: z.string(), words: z.string(), cents: CentsField })),
          remarks: z.array(z.strictObject({ code: z.string(), words: z.string() })),
        }),
      ),
      segments: z.array(SegmentLine),
    }),
    {
      does: 'One claim payment: lines, reasons, what it would change, which claim fits.',
      needs: 'remittance.read',
      audit: 'view',
      about: { id: 'remitClaim' },
      fails: ['record.missing'],
    },
  ),
  'remittance.match': command(
    z.strictObject({ id: Id, claim: Id }),
    z.strictObject({ outcome: z.enum(['will-post', 'held']), reason: z.string() }),
    {
      does: 'Ties a held claim payment to a claim by hand.',
      needs: 'remittance.post',
      audit: 'change',
      about: { id: 'remitClaim', claim: 'claim' },
      fails: ['record.missing', 'remittance.posted'],
    },
  ),
  'remittance.post': command(
    z.strictObject({ id: Id }),
    z.strictObject({ posted: z.int(), held: z.int(), cents: CentsField, denials: z.int(), status: z.enum(REMITTANCE_STATUSES) }),
    {
      does: 'Posts what balances and is matched; the rest is kept as unapplied with its reason.',
      needs: 'remittance.post',
      audit: 'money',
      fails: ['record.missing', 'remittance.posted', 'remittance.unbalanced', 'remittance.nothing'],
    },
  ),
  'remittance.arriving': query(z.strictObject(chosenFields).refine(isChosenOneWay, ONE_WAY), Preview, {
    does: 'What saying that the money of remittances came would change.',
    needs: 'remittance.read',
    audit: 'none',
  }),
  'remittance.arrived': task(z.strictObject({ ...chosenFields, day: DayField }).refine(isChosenOneWay, ONE_WAY), Bulk, {
    does: 'Says on which day the money of remittances came to the bank.',
    needs: 'remittance.post',
    audit: 'change',
    fails: ['deposit.ahead'],
  }),
  'remittance.notArrived': command(z.strictObject({ ids: z.array(Id).min(1).max(MOST_CHOSEN) }), z.strictObject({ done: z.int() }), {
    does: 'Takes back that the money of remittances came.',
    needs: 'remittance.post',
    audit: 'change',
    fails: ['record.missing'],
  }),
} as const
