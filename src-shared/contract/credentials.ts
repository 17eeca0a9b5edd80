import { z } from 'zod'
import { command, query } from './call.ts'
import { DayField, Id, Line, State } from './fields.ts'

/* Where a clinician may be billed: enrollments with payers, licenses by state, and who supervises. */

export const ENROLLMENT_STATES = ['asked', 'in', 'ended'] as const
export const LICENSE_LEVELS = ['full', 'supervised'] as const

const isInOrder = ({ starts, ends }: { readonly starts: string; readonly ends: string | null }): boolean => ends === null || ends >= starts
const ORDER = { path: ['ends'], message: 'The last day is before the first.' }
const term = { starts: DayField, ends: DayField.nullable().default(null) }

/** Participation of a clinician with a payer. The first day of one that is only asked for is that of the request. */
const Enrollment = z
  .strictObject({ payer: Id, state: z.enum(ENROLLMENT_STATES), ...term })
  .refine(isInOrder, ORDER)
  .refine(({ state, ends }) => state !== 'ended' || ends !== null, { path: ['ends'], message: 'One that ended has a last day.' })
const License = z
  .strictObject({ state: State, number: Line(30).default(''), level: z.enum(LICENSE_LEVELS), ...term })
  .refine(isInOrder, ORDER)
const Supervision = z.strictObject({ supervisor: Id, ...term }).refine(isInOrder, ORDER)

/** Never both at once: two rows of the same key whose terms meet. */
function isApart(
  rows: readonly { readonly starts: string; readonly ends: string | null }[],
  keyOf: (n: number) => string | number,
): boolean {
  return rows.every((one, n) =>
    rows.every((other, at) => at <= n || keyOf(n) !== keyOf(at) || (one.ends ?? '9') < other.starts || (other.ends ?? '9') < one.starts),
  )
}

export const CredentialFields = z.strictObject({
  enrollments: z
    .array(Enrollment)
    .max(200)
    .refine((rows) => isApart(rows, (n) => rows[n]?.payer ?? n), 'Two rows of one payer have days in common.'),
  licenses: z
    .array(License)
    .max(60)
    .refine((rows) => isApart(rows, (n) => rows[n]?.state ?? n), 'Two licenses of one state have days in common.'),
  supervisions: z
    .array(Supervision)
    .max(60)
    .refine((rows) => isApart(rows, () => 0), 'Two supervisors have days in common. One is billed.'),
})

export const credentials = {
  'credentials.get': query(z.strictObject({ provider: Id }), CredentialFields, {
    does: 'Enrollments, licenses and supervisors of a clinician.',
    needs: 'practice.read',
    audit: 'none',
    fails: ['record.missing'],
  }),
  'credentials.save': command(CredentialFields.extend({ provider: Id }), z.strictObject({}), {
    does: 'Says anew where a clinician is enrolled, licensed and under whom, and checks the claims that did not leave yet.',
    needs: 'practice.write',
    audit: 'change',
    fails: ['record.missing'],
  }),
} as const
