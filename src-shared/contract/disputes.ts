import { z } from 'zod'
import { query, task } from './call.ts'
import { CentsField, DayField, Id } from './fields.ts'
import { Left } from './list.ts'

/** A line that was allowed below the contract. */
const Short = z.strictObject({
  claim: Id,
  line: Id,
  patient: z.string(),
  day: DayField,
  code: z.string(),
  units: z.int(),
  /** By the contract rate of its day, for its units. */
  expected: CentsField,
  allowed: CentsField,
  short: CentsField,
  /** Where the remittance says so: its trace and its day. */
  trace: z.string(),
  decided: DayField,
  /** The day of the letter it is in already; null while nobody disputed it. */
  disputed: DayField.nullable(),
})
const Payer = z.strictObject({
  payer: Id,
  name: z.string(),
  /** What is short and in no letter. */
  cents: CentsField,
  lines: z.array(Short),
  /** Lines beyond those. */
  more: z.int(),
})

export const disputes = {
  'disputes.list': query(
    z.strictObject({}),
    z.strictObject({ payers: z.array(Payer), /** What is short and why it can stand in no letter. */ wont: z.array(Left) }),
    {
      does: 'What payers allowed below their contract, line by line.',
      needs: 'denials.read',
      audit: 'view',
    },
  ),
  'disputes.claim': query(
    z.strictObject({ claim: Id }),
    z.strictObject({
      /** The lines whose contract rate is known. */
      lines: z.array(
        z.strictObject({
          line: Id,
          day: DayField,
          code: z.string(),
          /** What the first payer's contract allows for its units. */
          expected: CentsField,
          /** What that payer allowed; null while it has not decided, or did not say. */
          allowed: CentsField.nullable(),
          /** Allowed beyond the contract, below nothing when less was; nothing where it is rounding. */
          gap: CentsField,
        }),
      ),
    }),
    {
      does: 'What the contract allows for the lines of a claim, beside what the payer allowed.',
      needs: 'claims.read',
      audit: 'view',
      about: { claim: 'claim' },
      fails: ['record.missing'],
    },
  ),
  'disputes.make': task(
    z.strictObject({
      payer: Id,
      lines: z.array(Id).min(1).max(2000),
      path: z.string().min(1).max(4096),
    }),
    z.strictObject({ path: z.string(), dispute: Id, lines: z.int(), cents: CentsField, pages: z.int() }),
    {
      does: 'One letter to a payer about what it allowed below its contract, with a row for each line; kept as it was printed.',
      needs: 'denials.write',
      audit: 'export',
      fails: ['record.missing', 'dispute.none', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
} as const
