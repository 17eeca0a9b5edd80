import { TRANSACTIONS, type Transaction } from '../../../src-shared/contract/enrollments.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import type { EnrollmentTerm } from '../enrolling.ts'
import { from } from './tables.ts'

/* Enrollments in transactions; participation, which is of a clinician, stands with the credentials. */

export type EnrollmentRow = EnrollmentTerm & { readonly provider: number | null; readonly payer: number; readonly kind: Transaction }

const columns = from
  .selectFrom('enrollment')
  .select(['provider', 'payer', 'kind', 'state', 'starts', 'ends', 'note'])
  .where('kind', 'in', [...TRANSACTIONS])
  .orderBy('payer')
  .orderBy('starts')
  .orderBy('id')
const withPayer = prepared((payer: number) => columns.where('payer', '=', payer))

export const everyEnrollment = (db: Reading): EnrollmentRow[] => db.all(columns) as EnrollmentRow[]
/** Who is enrolled with a payer in what, the oldest first. */
export const enrollmentsWith = (db: Reading, payer: number): EnrollmentRow[] => db.all(withPayer(payer)) as EnrollmentRow[]

/** Puts these in the place of what was kept of one, with one payer in one transaction. */
export function setEnrollment(
  db: Writing,
  { provider, payer, kind }: { readonly provider: number | null; readonly payer: number; readonly kind: Transaction },
  terms: readonly EnrollmentTerm[],
): void {
  const whose =
    provider === null
      ? from.deleteFrom('enrollment').where('provider', 'is', null)
      : from.deleteFrom('enrollment').where('provider', '=', provider)
  db.run(whose.where('payer', '=', payer).where('kind', '=', kind))
  db.insertRows(
    'enrollment',
    terms.map(({ state, starts, ends, note }) => ({ provider, payer, kind, state, starts, ends, note })),
  )
}
