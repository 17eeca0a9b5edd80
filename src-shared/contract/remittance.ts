import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, ClaimStatus, DayField, Id, Line, SegmentLine, Shape } from './fields.ts'
import { Bulk, chosenFields, isChosenOneWay, listCalls, MOST_CHOSEN, ONE_WAY, Preview } from './list.ts'

const LEDGER_STATUSES = ['rehearsed', 'posted', 'partly', 'quarantined'] as const
/** As a person sees it: one that was set aside is never posted. */
const REMITTANCE_STATUSES = [...LEDGER_STATUSES, 'aside'] as const

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

/** What an owner wants to hold before a remittance is posted with many others. */
export const Gates = z.strictObject({
  /** Every claim payment in it can be posted. */
  whole: z.boolean(),
  /** It takes no earlier payment back. */
  takebacks: z.boolean(),
  /** It has no adjustment that is about no claim (PLB). */
  provider: z.boolean(),
  /** It has no reason code that is not known. */
  codes: z.boolean(),
  /** Its money came. */
  money: z.boolean(),
  /** The largest payment; 0 where there is no limit. */
  most: CentsField,
})
export type Gates = z.infer<typeof Gates>

/** Groups of reasons (CAS01) that a practice may treat in its own way. */
export const POLICY_GROUPS = ['CO', 'PI', 'OA', 'PR'] as const
export type PolicyGroup = (typeof POLICY_GROUPS)[number]
/** Posted without a question; left with the payer and shown as the reason; left with the payer and not shown; held until a person looked. */
export const DOES = ['apply', 'track', 'ignore', 'ask'] as const
export type Does = (typeof DOES)[number]
export const PolicyFields = {
  group: z.enum(POLICY_GROUPS),
  /** CARC. */
  reason: z
    .string()
    .trim()
    .regex(/^[0-9A-Z]{1,5}$/, 'a reason code, such as 45'),
  /** Of this payer alone; null for all. */
  payer: Id.nullable(),
}

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
      /** Whether a person typed it from paper. */
      isByHand: z.boolean(),
      /** Why a person set it aside; empty when nobody did. */
      aside: z.string(),
      /** Whether it can be set aside, or brought back where it is. */
      canTurn: z.boolean(),
      /** Why it would stay when many are posted at once; empty when it would not. */
      stays: z.array(z.string()),
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
    z.strictObject({ posted: z.int(), held: z.int(), cents: CentsField, denials: z.int(), status: z.enum(LEDGER_STATUSES) }),
    {
      does: 'Posts what balances and is matched; the rest is kept as unapplied with its reason.',
      needs: 'remittance.post',
      audit: 'money',
      fails: ['record.missing', 'remittance.posted', 'remittance.unbalanced', 'remittance.nothing'],
    },
  ),
  'remittance.posting': query(z.strictObject(chosenFields).refine(isChosenOneWay, ONE_WAY), Preview, {
    does: 'What posting remittances at once would do: which pass the gates, and which stay and why.',
    needs: 'remittance.read',
    audit: 'none',
  }),
  'remittance.postMany': task(z.strictObject(chosenFields).refine(isChosenOneWay, ONE_WAY), Bulk, {
    does: 'Posts the remittances that balance and pass the gates; the rest stays with its reason.',
    needs: 'remittance.post',
    audit: 'money',
  }),
  'remittance.gates': query(z.strictObject({}), Gates, {
    does: 'What must hold before a remittance is posted with many others.',
    needs: 'remittance.read',
    audit: 'none',
  }),
  'remittance.saveGates': command(Gates, z.strictObject({}), {
    does: 'Sets what must hold before a remittance is posted with many others.',
    needs: 'security.manage',
    audit: 'security',
  }),
  'remittance.policies': query(
    z.strictObject({}),
    z.array(z.strictObject({ ...PolicyFields, payerName: z.string().nullable(), does: z.enum(DOES), words: z.string() })),
    {
      does: 'What the practice does with reasons of its payers instead of the usual.',
      needs: 'remittance.read',
      audit: 'none',
    },
  ),
  'remittance.setPolicy': command(z.strictObject({ ...PolicyFields, does: z.enum([...DOES, 'usual']) }), z.strictObject({}), {
    does: 'Says what is done with a reason from now on. What waits is decided anew, what is posted stays.',
    needs: 'security.manage',
    audit: 'security',
    fails: ['record.missing', 'remittance.policy'],
  }),
  'remittance.takeOff': command(
    z.strictObject({ id: Id, note: Line(300).min(1) }),
    z.strictObject({ claim: Id, cents: CentsField, status: ClaimStatus }),
    {
      does: 'Takes a posted claim payment off its claim by an entry of its own. Its money waits as unapplied credit until it is tied again.',
      needs: 'remittance.post',
      audit: 'money',
      about: { id: 'remitClaim' },
      fails: ['record.missing', 'remittance.kept'],
    },
  ),
  'remittance.setAside': command(z.strictObject({ id: Id, why: Line(300).min(1) }), z.strictObject({}), {
    does: 'Sets a remittance aside that shall not be posted: a test, another practice’s, a paper EOB that was typed wrongly.',
    needs: 'remittance.post',
    audit: 'money',
    fails: ['record.missing', 'remittance.kept'],
  }),
  'remittance.bringBack': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Brings a remittance back that was set aside, rehearsed anew.',
    needs: 'remittance.post',
    audit: 'change',
    fails: ['record.missing', 'remittance.kept'],
  }),
  'remittance.accounts': query(
    z.strictObject({}),
    z.array(
      z.strictObject({
        payer: z.string(),
        kind: z.enum(['recovery', 'advance', 'interest', 'other']),
        /** What the payer told of and still takes from coming payments. */
        toTake: CentsField,
        /** What it took that no remittance here told of. */
        untold: CentsField,
        /** What was added to payments less what was taken from them. */
        sum: CentsField,
        words: z.string(),
        /** Oldest first. */
        rows: z.array(
          z.strictObject({
            remittance: Id,
            trace: z.string(),
            day: DayField,
            code: z.string(),
            words: z.string(),
            reference: z.string(),
            /** What it added to the payment; below nothing when it took from it. */
            cents: CentsField,
            balance: CentsField,
            /** The claim of ours that its reference names. */
            claim: Id.nullable(),
          }),
        ),
        /** Rows before these. */
        before: z.int(),
      }),
    ),
    {
      does: 'What payers added to and took from payments beside the claims (PLB), by payer, with what is still open.',
      needs: 'remittance.read',
      audit: 'view',
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
