import type { Reading, Writing } from '../../store/index.ts'
import { from, type SubmissionRow } from './tables.ts'

/* Claims that left on paper, and the printers of the practice. */

/** Notes that a claim left on a form. The file that holds it has no segments, and no batch answers for it. */
export function addPaper(
  db: Writing,
  submission: Pick<SubmissionRow, 'claim' | 'n' | 'turn' | 'control' | 'frequency' | 'file' | 'at'>,
): void {
  db.insertRows('submission', [{ ...submission, batch: null, from_segment: null, to_segment: null, way: 'paper' as const }])
}

/** How far a printer stands off the red form, in hundredths of an inch. */
export type FormPrinter = { readonly name: string; readonly across: number; readonly down: number }

export const formPrinters = (db: Reading): FormPrinter[] => db.all(from.selectFrom('form_printer').selectAll().orderBy('name'))
export const formPrinter = (db: Reading, name: string): FormPrinter | undefined =>
  db.first(from.selectFrom('form_printer').selectAll().where('name', '=', name))

/** Puts these printers in the place of those that were. */
export function setFormPrinters(db: Writing, printers: readonly FormPrinter[]): void {
  db.run(from.deleteFrom('form_printer'))
  db.insertRows(
    'form_printer',
    printers.map(({ name, across, down }) => ({ name, across, down })),
  )
}
