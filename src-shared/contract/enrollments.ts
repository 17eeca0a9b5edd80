import { z } from 'zod'
import { command, query } from './call.ts'
import { ENROLLMENT_STATES } from './credentials.ts'
import { DayField, Id, Line } from './fields.ts'

/* In which transactions the practice, or one of its clinicians, is enrolled with each payer. */

/** 837P, 835, 270/271, 276/277, and payment by EFT. */
export const TRANSACTIONS = ['claims', 'remittances', 'eligibility', 'status', 'payments'] as const
export type Transaction = (typeof TRANSACTIONS)[number]
/** `late`: asked for long ago. `ahead`: begins on a day to come. `ending`: soon, and nothing behind it. */
export const STANDINGS = ['none', 'asked', 'late', 'ahead', 'in', 'ending', 'ended'] as const

const Term = z
  .strictObject({
    state: z.enum(ENROLLMENT_STATES),
    /** The first day; of one that is only asked for, the day of the request. */
    starts: DayField,
    ends: DayField.nullable().default(null),
    note: Line(200).default(''),
  })
  .refine(({ starts, ends }) => ends === null || ends >= starts, { path: ['ends'], message: 'The last day is before the first.' })
  .refine(({ state, ends }) => state !== 'ended' || ends !== null, { path: ['ends'], message: 'One that ended has a last day.' })

/** Never both at once, but what is asked for may be asked for while another holds. */
const isApart = (all: readonly z.output<typeof Term>[]): boolean => {
  const held = all.filter(({ state }) => state !== 'asked').toSorted((one, other) => (one.starts < other.starts ? -1 : 1))
  return held.every((one, n) => n === 0 || (held[n - 1]?.ends ?? '9') < one.starts)
}
export const EnrollmentTerms = z.array(Term).max(20).refine(isApart, 'Two rows have days in common.')

export const enrollments = {
  'enrollments.board': query(
    z.strictObject({}),
    z.strictObject({
      payers: z.array(
        z.strictObject({
          payer: Id,
          name: z.string(),
          rows: z.array(
            z.strictObject({
              /** Null of the practice itself. */
              provider: Id.nullable(),
              name: z.string(),
              cells: z.array(
                z.strictObject({
                  kind: z.enum(TRANSACTIONS),
                  standing: z.enum(STANDINGS),
                  /** Since when, until when, or asked when. */
                  day: DayField.nullable(),
                  terms: z.array(
                    z.strictObject({ state: z.enum(ENROLLMENT_STATES), starts: DayField, ends: DayField.nullable(), note: z.string() }),
                  ),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
    { does: 'Who is enrolled with which payer in which transactions.', needs: 'practice.read', audit: 'none' },
  ),
  'enrollments.save': command(
    z.strictObject({ provider: Id.nullable(), payer: Id, kind: z.enum(TRANSACTIONS), terms: EnrollmentTerms }),
    z.strictObject({}),
    {
      does: 'Says anew how one stands with a payer in one transaction, and checks the claims to it that did not leave yet.',
      needs: 'practice.write',
      audit: 'change',
      fails: ['record.missing'],
    },
  ),
} as const
