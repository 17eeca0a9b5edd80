import type { Reply } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { newKey, type Connection } from '../../app/connection.ts'
import type { Notices } from '../../app/notices.ts'
import { counted } from '../../kit/figures.tsx'
import { rowsOfDrugs } from './drugs.ts'
import { sheetRows, waiting, type PastedRow, type Saved, type SheetRows, type Waiting } from './sheet.ts'
import { blank, inputOf, typedOf, type Typed } from './typed.ts'
import type { Sheet } from './useEntry.ts'

/* What is done to rows, and how it is taken back. */

type Desk = { readonly connection: Connection; readonly notices: Notices }

/** Takes a saved row back; it waits to be saved again, and stands in the entry line when that is free. */
export async function withdraw(connection: Connection, charge: number): Promise<Reply<'charges.withdraw'>> {
  const reply = await connection.call('charges.withdraw', { charge }, { key: newKey() })
  if (reply.ok) {
    const { entered, patientName } = reply.value
    const row = waiting(typedOf(entered, { id: entered.patient, name: patientName }), { words: 'Taken back. It is not saved.' })
    const rows = sheetRows(connection, entered.day)
    rows.put([row])
    rows.returned.set(row)
  }
  return reply
}

/** A saved row in its fields, to be changed: the new one takes its place. */
export const changing = (row: Sheet['rows'][number]): Typed => ({
  ...typedOf(
    { ...row, service: row.service as Typed['service'], mode: row.mode as Typed['mode'], ...row.beside },
    { id: row.patient, name: row.patientName },
  ),
  replaces: row.id,
})

/** Sends a typed row off, and says what became of it. @param before the saved row that it takes the place of */
export function sendRow({ connection, notices }: Desk, rows: SheetRows, row: Waiting, before: Typed | undefined): void {
  void rows.save([row.key], (sent, saved) => {
    notices.tell({
      words:
        saved.outcome === 'unbillable'
          ? 'Row kept as a visit.'
          : `Row ${before ? 'changed' : 'saved'}${sent.shown ? `, ${sent.shown.codes}` : ''}.`,
      ...(saved.claim !== null && { open: { screen: 'claims', open: saved.claim } as const }),
      undo: () => (before ? putBack(connection, rows.day, before, saved) : withdraw(connection, saved.charge)),
    })
  })
}

/** The row as it was before it was changed takes the place of the changed one. */
async function putBack(connection: Connection, day: Day, before: Typed, saved: Saved): Promise<Reply<'charges.save' | 'charges.withdraw'>> {
  const input = inputOf({ ...before, replaces: saved.charge }, day)
  return input ? connection.call('charges.save', input, { key: newKey() }) : withdraw(connection, saved.charge)
}

/** A pasted row as it waits. */
export const pastedRow = (row: PastedRow, day: Day): Waiting =>
  waiting(
    {
      ...blank(row.provider),
      day: row.day === day ? null : row.day,
      dayText: row.dayText,
      appointment: row.appointment,
      patient: row.patient && { id: row.patient.id, name: row.patient.name, born: row.patient.born },
      start: row.start,
      stop: row.stop,
      service: row.service,
      mode: row.mode,
      code: row.code,
      em: row.em,
      therapyMinutes: row.therapyMinutes,
      diagnoses: row.diagnoses,
      interactive: row.interactive,
      drugs: rowsOfDrugs(row.drugs),
    },
    {
      n: row.n,
      patientText: row.patientText,
      offers: row.offers,
      is: row.grade,
      words: row.words,
      field: row.field,
      shown: row.minutes === null ? null : row,
    },
  )

/** Saves the rows that are ready. What is refused stays, with its reason; one key takes all of it back. */
export async function saveReady({ connection, notices }: Desk, rows: SheetRows): Promise<void> {
  const keys = rows.rows.get().flatMap(({ is, key }) => (is === 'ready' ? [key] : []))
  const charges: number[] = []
  await rows.save(keys, (_, { charge }) => void charges.push(charge))
  if (charges.length === 0) return
  notices.tell({
    words: `${counted(charges.length, 'row')} saved.`,
    async undo() {
      let last: Reply<'charges.withdraw'> = await withdraw(connection, charges.pop() ?? 0)
      while (last.ok && charges.length > 0) last = await withdraw(connection, charges.pop() ?? 0)
      return last
    },
  })
}
