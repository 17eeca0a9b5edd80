import { NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { linesOf, receiptsOfPatient } from './records.ts'
import { dueOf, overpaidOf, type Line } from './rules.ts'
import { lineFor, overpaidOn, standingOf } from './standing.ts'

/** A line with what may be asked for it now, and what was paid too much on it. */
export type AskedLine = Line & { readonly payerName: string; readonly charge: Cents; readonly due: Cents; readonly overpaid: Cents }

/** What may be asked of a patient, line by line, and what is held for the patient and stands on none. */
export function accountOf(db: Reading, patient: number): { readonly lines: readonly AskedLine[]; readonly credit: Cents } {
  const rows = linesOf(db, patient)
  const overpaid = overpaidOn(rows)
  const lines = rows.map((row) => {
    const line = lineFor(row)
    return { ...line, payerName: row.payerName, charge: row.charge as Cents, due: dueOf(line), overpaid: overpaidOf(line) }
  })
  const credits = receiptsOfPatient(db, patient).map((receipt) => standingOf(db, receipt, overpaid).credit)
  return { lines, credit: credits.length === 0 ? NO_MONEY : sum(credits) }
}
