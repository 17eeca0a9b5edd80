import type { Output, Problem, Reply } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { box, type Box } from '../../app/box.ts'
import { newKey, type Connection } from '../../app/connection.ts'
import { keepNow, keepSoon, keptDraft } from '../../desk/drafts.ts'
import { blank, inputOf, type FieldName, type Typed } from './typed.ts'

/*
 * What is typed on a day and not saved yet: the row being typed, rows on their way to the engine, and rows that wait with their reason. It outlives the
 * screen, and the store has it within half a second; so nothing is lost by leaving, by a lock, or by a crash.
 */

export type PastedRow = Output<'charges.paste'>['rows'][number]
export type Saved = Output<'charges.save'> & { readonly codes: string }
/** What a row becomes, as it was last answered. */
export type Shown = Pick<PastedRow, 'minutes' | 'codes' | 'modifiers' | 'units' | 'place' | 'cents'>

export type Waiting = {
  /** Made anew whenever the row changes: the engine saves what has it once, however often it is told. */
  readonly key: string
  /** Its place in what was pasted; null when it was typed. */
  readonly n: number | null
  readonly typed: Typed
  readonly patientText: string
  readonly offers: PastedRow['offers']
  /** `going`: sent to be saved. `saved`: the engine said so, and the sheet does not show it yet. */
  readonly is: 'ready' | 'look' | 'cannot' | 'going' | 'saved'
  readonly words: string | null
  readonly field: FieldName | null
  /** A person is asked whether it is saved as it is. */
  readonly asks: boolean
  readonly shown: Shown | null
  readonly charge: number | null
}

export type Pasted = { readonly total: number; readonly saved: number }

type Kept = {
  readonly typed: Typed | null
  readonly field: FieldName | null
  readonly from: string | null
  readonly rows: readonly Waiting[]
  readonly pasted: Pasted | null
}

export type SheetRows = {
  readonly day: Day
  readonly rows: Box<readonly Waiting[]>
  /** The row that was taken back last, until the entry line has it. */
  readonly returned: Box<Waiting | undefined>
  readonly pasted: Box<Pasted | null>
  /** The row being typed as it was kept, once; then undefined. */
  readonly takeBack: () => Pick<Kept, 'typed' | 'field' | 'from'> | undefined
  readonly loaded: Promise<void>
  readonly keepEntry: (entry: Pick<Kept, 'typed' | 'field' | 'from'>) => void
  readonly put: (rows: readonly Waiting[]) => void
  readonly change: (key: string, to: Partial<Waiting>) => void
  readonly drop: (keys: readonly string[]) => void
  /** Sends rows to be saved, one after the other. `onSaved` hears of each. @returns when the last was answered */
  readonly save: (keys: readonly string[], onSaved: (row: Waiting, saved: Saved) => void) => Promise<void>
  /** Rows that were not sent yet stay. */
  readonly stop: () => void
  /** Rows that the sheet shows as saved need not be shown twice. */
  readonly shownAs: (charges: ReadonlySet<number>) => void
}

export const waiting = (typed: Typed, more: Partial<Waiting> = {}): Waiting => ({
  key: newKey(),
  n: null,
  typed,
  patientText: '',
  offers: [],
  is: 'look',
  words: null,
  field: null,
  asks: false,
  shown: null,
  charge: null,
  ...more,
})

/** How a refusal stands under the row. */
const fieldOf = (problem: Problem): FieldName | null => {
  const fields: readonly string[] = [
    'patient',
    'provider',
    'start',
    'stop',
    'service',
    'day',
    'code',
    'em',
    'therapyMinutes',
    'diagnoses',
    'drugs',
  ]
  const field = problem.at?.field
  return field !== undefined && fields.includes(field) ? (field as FieldName) : null
}

/** Rows that were kept before drugs stood in them have none. */
const wholeOf = (kept: Kept): Kept => ({
  ...kept,
  typed: kept.typed && { ...blank(null), ...kept.typed },
  rows: kept.rows.map((row) => ({ ...row, typed: { ...blank(null), ...row.typed } })),
})
/** Drafts of before were the row alone. */
const keptOf = (kept: unknown): Kept =>
  typeof kept === 'object' && kept !== null && 'rows' in kept
    ? wholeOf(kept as Kept)
    : { typed: { ...blank(null), ...(kept as Partial<Typed>) }, field: null, from: null, rows: [], pasted: null }

const sheets = new WeakMap<Connection, Map<Day, SheetRows>>()

/** The rows of a day that are not saved, the same for as long as the window lives. */
export function sheetRows(connection: Connection, day: Day): SheetRows {
  const ofConnection = sheets.get(connection) ?? new Map<Day, SheetRows>()
  sheets.set(connection, ofConnection)
  const known = ofConnection.get(day) ?? createSheet(connection, day)
  ofConnection.set(day, known)
  return known
}

function createSheet(connection: Connection, day: Day): SheetRows {
  const key = `charges ${day}`
  const rows = box<readonly Waiting[]>([])
  const pasted = box<Pasted | null>(null)
  const returned = box<Waiting | undefined>(undefined)
  let entry: Pick<Kept, 'typed' | 'field' | 'from'> = { typed: null, field: null, from: null }
  let back: typeof entry | undefined
  let isStopped = false
  let last: Promise<void> = Promise.resolve()

  const keep = (): void => {
    const unsaved = rows.get().filter(({ is }) => is !== 'saved')
    const isEmpty = entry.typed === null && unsaved.length === 0
    if (isEmpty) pasted.set(null)
    keepSoon(connection, key, isEmpty ? null : ({ ...entry, rows: unsaved, pasted: pasted.get() } satisfies Kept))
  }
  const setRows = (next: readonly Waiting[]): void => {
    rows.set(next)
    keep()
  }
  const change: SheetRows['change'] = (of, to) => setRows(rows.get().map((row) => (row.key === of ? { ...row, ...to } : row)))

  /** A row that was sent before the engine had said whose it is: the one patient who fits is it; of several, or of none, it waits. */
  const named = async (row: Waiting | undefined): Promise<Waiting | undefined> => {
    if (!row || row.is !== 'going' || row.typed.patient !== null || row.patientText === '') return row
    const reply = await connection.call('patients.pick', { text: row.patientText, limit: 12 })
    const found = reply.ok ? reply.value : []
    const [only] = found
    if (only && found.length === 1) {
      change(row.key, { typed: { ...row.typed, patient: only }, patientText: '' })
      return rows.get().find((one) => one.key === row.key)
    }
    const words = !reply.ok
      ? reply.problem.message
      : only
        ? `Which patient is “${row.patientText}”?`
        : `No patient named “${row.patientText}”. Add the patient on Patients first.`
    change(row.key, { is: 'cannot', field: 'patient', words, offers: found.map(({ id, name, born }) => ({ id, name, born })) })
    return undefined
  }
  const saveOne = async (of: string, onSaved: (row: Waiting, saved: Saved) => void): Promise<void> => {
    const row = await named(rows.get().find((one) => one.key === of))
    const input = row && inputOf(row.typed, day)
    if (!row || row.is !== 'going' || !input) return
    const reply = await connection.call('charges.save', { ...input, asks: !row.asks }, { key: of })
    if (!reply.ok) return refused(row, reply)
    if (row.n !== null) pasted.set(pasted.get() && { total: pasted.get()?.total ?? 0, saved: (pasted.get()?.saved ?? 0) + 1 })
    change(of, { is: 'saved', charge: reply.value.charge, words: null })
    onSaved(row, { ...reply.value, codes: row.shown?.codes ?? '' })
  }
  const refused = async (row: Waiting, { problem }: Extract<Reply<'charges.save'>, { ok: false }>): Promise<void> => {
    const asks = problem.code === 'charge.doubled' || problem.code === 'charge.unbillable'
    const plain = [problem.message, problem.fix].filter(Boolean).join(' ')
    const told = asks ? await whyAsked(connection, row, day) : undefined
    // Nobody knows whether it was saved: with its key it can be asked again.
    const isUnknown = problem.code === 'busy' || problem.code === 'internal'
    if (isUnknown) return change(row.key, { is: 'ready', words: plain })
    change(row.key, { key: newKey(), is: asks ? 'look' : 'cannot', words: told ?? plain, field: fieldOf(problem), asks })
  }

  const loaded = keptDraft(connection, key).then((kept) => {
    if (kept === undefined) return
    const { typed, field, from, rows: before, pasted: tally } = keptOf(kept)
    // Sent, and never answered: with its key the engine tells whether it was saved.
    const unanswered = before.filter(({ is }) => is === 'going').map((row) => row.key)
    rows.set([...before, ...rows.get()])
    pasted.set(tally)
    if (typed !== null) back = { typed, field, from }
    if (typed !== null) entry = { typed, field, from }
    if (unanswered.length > 0) void sheet.save(unanswered, () => undefined)
  })

  const sheet: SheetRows = {
    day,
    rows,
    returned,
    pasted,
    loaded,
    takeBack() {
      const one = back
      back = undefined
      return one
    },
    keepEntry(next) {
      entry = next
      keep()
    },
    put(more) {
      const keys = new Set(more.map((row) => row.key))
      setRows([...rows.get().filter((row) => !keys.has(row.key)), ...more])
    },
    change,
    drop(keys) {
      setRows(rows.get().filter((row) => !keys.includes(row.key)))
    },
    async save(keys, onSaved) {
      isStopped = false
      setRows(rows.get().map((row) => (keys.includes(row.key) ? { ...row, is: 'going' } : row)))
      // The store has them before it has what becomes of them: a row is never saved and typed at once.
      void keepNow(key)
      for (const of of keys) {
        last = last.then(async () => {
          if (isStopped) change(of, { is: 'ready' })
          else await saveOne(of, onSaved)
        })
      }
      await last
    },
    stop() {
      isStopped = true
    },
    shownAs(charges) {
      const left = rows.get().filter(({ charge }) => charge === null || !charges.has(charge))
      if (left.length !== rows.get().length) setRows(left)
    },
  }
  return sheet
}

/** Why a row is asked about: the engine says it of the row as it is typed. */
async function whyAsked(connection: Connection, row: Waiting, day: Day): Promise<string | undefined> {
  const input = inputOf(row.typed, day)
  if (!input) return undefined
  const reply = await connection.call('charges.suggest', input)
  return reply.ok ? reply.value.notice?.words : undefined
}
