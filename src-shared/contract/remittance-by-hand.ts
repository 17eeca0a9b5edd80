import { z } from 'zod'
import { command, query } from './call.ts'
import { CentsField, DayField, Id, Line, Shape } from './fields.ts'

/** Text that stands in a segment as it was typed. */
const Plain = (longest: number) => Line(longest).regex(/^[^*:~^]*$/, 'none of * : ~ ^, which separate the parts of X12 files')
const Code = z.string().regex(/^[0-9A-Z]{1,5}$/, 'a code, as 45 or N130')

const LineOnPaper = z.strictObject({
  line: Id,
  /** Null when the paper says none; it is no part of the balance. */
  allowed: CentsField.nullable(),
  paid: CentsField,
  /** A positive amount reduces the payment. */
  reasons: z.array(z.strictObject({ group: z.enum(['CO', 'PR', 'OA', 'PI']), reason: Code, cents: CentsField })).max(30),
  remarks: z.array(Code).max(20),
})
const ClaimOnPaper = z.strictObject({
  claim: Id,
  /** True when an earlier payment is taken back. The amounts are then those that were paid, with the sign of then. */
  isTakenBack: z.boolean(),
  /** The payer's number of the claim; empty for the one that is known. */
  payerControl: Plain(50),
  lines: z.array(LineOnPaper).min(1).max(999),
})

/** An explanation of benefits on paper, as a person types it. */
const PaperEob = z.strictObject({
  payer: Id,
  /** Number of the check, or of the letter when nothing is paid. */
  trace: Plain(30),
  day: DayField,
  /** None for a letter without a check. */
  cents: CentsField,
  claims: z.array(ClaimOnPaper).max(500),
  /** Amounts that belong to no claim, with the sign of PLB: positive takes from the payment. */
  provider: z
    .array(z.strictObject({ code: z.string().regex(/^[0-9A-Z]{2}$/, 'two signs'), reference: Plain(50), cents: CentsField }))
    .max(60),
})

/** By how much charge less reasons is not what was paid; none when it adds up. */
const Sums = { charge: CentsField, reasons: CentsField, paid: CentsField, off: CentsField }

export const remittanceByHand = {
  'remittance.paper': query(
    PaperEob,
    z.strictObject({
      claims: z.array(
        z.strictObject({
          claim: Id,
          ...Sums,
          /** `means` tells its reasons in words, as `CO-45, over the fee schedule`, then its remarks. */
          lines: z.array(z.strictObject({ line: Id, ...Sums, means: z.array(z.string()) })),
          outcome: z.enum(['will-post', 'held', 'unreadable', 'incomplete']),
          becomes: z.string(),
          shape: Shape,
          reason: z.string(),
        }),
      ),
      paid: CentsField,
      provider: CentsField,
      /** Of the check; below nothing when more was entered than it is of. */
      left: CentsField,
      /** What keeps it from being entered, by the path of its field: `claims.0.lines.1.paid`. */
      wrong: z.array(z.strictObject({ field: z.string(), words: z.string() })),
    }),
    {
      does: 'Adds up a paper EOB while it is entered: lines, claims, what is left of the check, and what each claim becomes. Nothing is saved.',
      needs: 'remittance.post',
      audit: 'view',
      about: { 'claims.claim': 'claim' },
      fails: ['record.missing'],
    },
  ),
  'remittance.enter': command(PaperEob, z.strictObject({ id: Id, words: z.string(), details: z.array(z.string()) }), {
    does: 'Enters a paper EOB: a remittance that is rehearsed like one of a file. Nothing is posted.',
    needs: 'remittance.post',
    audit: 'change',
    about: { 'claims.claim': 'claim' },
    fails: ['record.missing', 'remittance.twice', 'remittance.unbalanced', 'x12.unwritable'],
  }),
} as const
