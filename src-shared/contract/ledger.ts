import { z } from 'zod'
import { query } from './call.ts'
import { CentsField, ClaimStatus, DayField, Id, SegmentLine } from './fields.ts'

/** What a piece of a balance is. `billed` was refused by the payer and billed to the patient; `moved` was moved between them by hand; `credit` waits for a claim; `other` has no name here. */
const PIECES = [
  'charge',
  'payment',
  'write-off',
  'deductible',
  'coinsurance',
  'copay',
  'share',
  'billed',
  'moved',
  'paid',
  'credit',
  'other',
] as const

/** One thing an entry did to what payer and patient owe. */
const Piece = z.strictObject({
  /** Which of the claim’s entries it is, from 1. The ledger’s own numbers would tell of patients one does not see. */
  entry: z.int().min(1),
  what: z.enum(PIECES),
  words: z.string(),
  day: DayField,
  /** Where it came from: the session, the payer's file, a person's hand. */
  from: z.string(),
  file: Id.nullable(),
  segment: z.int().nullable(),
  /** The segment as it stands in the file; empty where there is none. */
  raw: z.string(),
  /** It takes an earlier piece back; or it came after one was taken back. */
  turn: z.enum(['first', 'back', 'again']),
  payer: CentsField,
  patient: CentsField,
})

/** How a side's balance comes about, in a sentence that may be said. */
const Side = z.strictObject({
  cents: CentsField,
  say: z.string(),
  /** What the sentence cannot account for. It is whole when this is nothing. */
  unexplained: CentsField,
})

const Session = z.strictObject({
  claim: Id,
  day: DayField,
  codes: z.string(),
  payerName: z.string(),
  status: ClaimStatus,
  payer: CentsField,
  patient: CentsField,
  pieces: z.array(Piece),
})

const Standing = z.strictObject({ charge: CentsField, contractual: CentsField, paid: CentsField, patient: CentsField })

export const ledger = {
  'ledger.explain': query(
    z
      .strictObject({ patient: Id.optional(), claim: Id.optional() })
      .refine(({ patient, claim }) => (patient === undefined) !== (claim === undefined), {
        message: 'a patient or a claim',
      }),
    z.strictObject({
      patientId: Id,
      name: z.string(),
      payer: Side,
      patient: Side,
      /** Oldest first. */
      sessions: z.array(Session),
      /** Sessions before these, in sum, where there are too many to show. */
      before: z.strictObject({ sessions: z.int(), payer: CentsField, patient: CentsField }),
    }),
    {
      does: 'Why an amount is owed: sessions, postings, segments, and one sentence to say.',
      needs: 'claims.read',
      audit: 'view',
      about: { patient: 'patient', claim: 'claim' },
      fails: ['record.missing'],
    },
  ),
  'ledger.entry': query(
    z.strictObject({ claim: Id, entry: z.int().min(1).max(100_000) }),
    z.strictObject({
      entry: z.int(),
      kind: z.string(),
      day: DayField,
      at: z.string(),
      who: z.string().nullable(),
      /** How many postings it has on this claim. */
      postings: z.int(),
      payerName: z.string(),
      payerControl: z.string().nullable(),
      /** The payer's first, second … answer on the claim; 0 for what is no answer. */
      answer: z.int(),
      remittance: z.strictObject({ id: Id, trace: z.string(), day: DayField, claims: z.int() }).nullable(),
      file: z.strictObject({ id: Id, name: z.string(), kind: z.string(), at: z.string() }).nullable(),
      segments: z.array(SegmentLine),
      /** What was decided first, that it was taken back, and what was decided then. */
      correction: z.strictObject({ first: Standing, back: Standing, again: Standing.nullable(), isSameFile: z.boolean() }).nullable(),
    }),
    {
      does: 'One posting followed down to its file: claim, payment, segment, byte; a take-back beside its correction.',
      needs: 'claims.read',
      audit: 'view',
      about: { claim: 'claim' },
      fails: ['record.missing'],
    },
  ),
} as const
