import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { everyPatientName, providers } from '../../practice/index.ts'
import { refuse, type Reading } from '../../store/index.ts'
import { cellsOf, columnsOf } from './heads.ts'
import { peopleOf, withoutLetters } from './people.ts'
import { Sheet } from './rows.ts'
import { readTable } from './table.ts'

/** A few months of a practice; more is a file to import, not rows to paste. */
const MOST_ROWS = 1000

/**
 * Reads pasted text as sessions and says of each whether it is ready, and if not, why. Nothing is saved.
 * @throws Trouble `paste.large`
 */
export function paste(db: Reading, today: Day, input: Argument<'charges.paste'>): Output<'charges.paste'> {
  const table = readTable(input.text)
  if (table.length > MOST_ROWS + 1) refuse('paste.large', { fix: 'Paste at most 1,000 rows at a time.' })
  const clinicians = peopleOf(providers(db))
  const columns = columnsOf(table, today, (text) => clinicians.named(withoutLetters(text)).length > 0)
  const sheet = new Sheet(db, today, input, { patients: peopleOf(everyPatientName(db)), clinicians })
  const rows = table
    .slice(columns.from)
    .map((row) => cellsOf(row, columns.of))
    // A sum or a remark below the sessions names nobody and no time.
    .filter((cells) => cells.patient !== '' || cells.last !== '' || cells.start !== '')
  return { rows: rows.map((cells, n) => sheet.read(cells, (input.after ?? 0) + n + 1)), heads: [...columns.heads] }
}
