import type { Output } from '../../src-shared/contract/index.ts'
import type { IntakePreview, IntakeVerdict } from '../../src-shared/contract/intake.ts'
import { appointmentById, changeSession, fullName, payers, removeSession } from '../practice/index.ts'
import { refuse, type Handlers, type QueryWork } from '../store/index.ts'
import { look, planOf, type Given, type Looked } from './file.ts'
import { importFile } from './importing.ts'
import { broughtBy, forgetTold, importById, imports, isUsed, markWithdrawn } from './records.ts'
import { countsOf, lacksOf, moneyOf, personKey, type Incoming, type Planned, type Unread } from './rules.ts'

/** A file that is opened by mistake may hold a million rows; so many of each verdict are shown. */
const MOST_SHOWN = 200

export const handlers = {
  'intake.preview': async (work, given) => {
    await Promise.resolve()
    const bytes = work.files.read(given.path)
    return work.read((own) => preview(own, look(own, bytes, given), given))
  },

  'intake.import': (work, given) => importFile(work, given),

  'intake.list': ({ db }) =>
    imports(db).map(({ withdrawn_at, source, id, at, name, added, changed, cancelled }) => ({
      id,
      at,
      name,
      added,
      changed,
      cancelled,
      source: source as Output<'intake.list'>[number]['source'],
      isWithdrawn: withdrawn_at !== null,
    })),

  'intake.withdraw': ({ db, announce, clock, happened }, { id }) => {
    const one = importById(db, id) ?? refuse('record.missing')
    if (one.withdrawn_at !== null) refuse('intake.withdrawn')
    if (isUsed(db, id)) refuse('intake.used', { fix: 'Mark single sessions as cancelled instead.' })
    const brought = broughtBy(db, id)
    const patients = new Map<number, number>()
    forgetTold(db, id)
    for (const { appointment, was } of brought) {
      const now = appointmentById(db, appointment)
      for (const patient of [now?.patient, was?.patient]) if (patient !== undefined) patients.set(patient, appointment)
      if (was === null) removeSession(db, appointment)
      else changeSession(db, appointment, was)
    }
    markWithdrawn(db, id, clock.now())
    announce('appointments')
    for (const [patient, appointment] of patients) happened({ is: 'session-changed', appointment, patient })
    return {}
  },
} satisfies Pick<Handlers, 'intake.preview' | 'intake.import' | 'intake.list' | 'intake.withdraw'>

function preview(work: QueryWork, looked: Looked, given: Given): IntakePreview {
  const { name, told, columns, reading } = looked
  const { meeting, planned, from, to } = planOf(work, reading, given)
  return {
    name,
    source: told.is === 'unknown' ? null : reading.source,
    why: told.is === 'unknown' ? told.why : '',
    columns,
    read: reading.rows.length + reading.unread.length,
    counts: countsOf(planned, reading.unread),
    from,
    to,
    money: moneyOf(reading.rows),
    lacks: [...lacksOf(reading.rows)],
    people: [...meeting.people],
    payers: unknownPayers(work, reading.rows),
    rows: shown(planned, reading.unread),
  }
}

/** Payers by names nobody here has: their patients come without a coverage. */
function unknownPayers({ db }: QueryWork, rows: readonly Incoming[]): IntakePreview['payers'] {
  const known = new Set(payers(db).flatMap((one) => [one.name.toLowerCase(), one.edi_id.toLowerCase()]))
  const patients = new Map<string, Set<string>>()
  for (const row of rows) {
    if (row.payer === '' || known.has(row.payer.toLowerCase())) continue
    const of = patients.get(row.payer) ?? new Set()
    patients.set(row.payer, of.add(personKey(row)))
  }
  return [...patients].map(([name, of]) => ({ name, patients: of.size }))
}

type Row = IntakePreview['rows'][number]

/** What a person must look at first, then what changes, then the rest. */
function shown(planned: readonly Planned[], unread: readonly Unread[]): Row[] {
  const rows = [...unread.map(unreadRow), ...planned.map(plannedRow)]
  const order: readonly IntakeVerdict[] = ['cannot', 'waits', 'charged', 'changed', 'cancelled', 'new', 'same', 'other']
  return order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict).slice(0, MOST_SHOWN))
}

const unreadRow = ({ place, is, why, field }: Unread): Row => ({
  place,
  verdict: is,
  why,
  field,
  patient: '',
  clinician: '',
  day: null,
  start: '',
  stop: '',
  code: '',
  fee: null,
})
const plannedRow = ({ row, verdict, why }: Planned): Row => ({
  place: row.place,
  verdict,
  why,
  field: '',
  patient: fullName(row),
  clinician: row.clinician || `NPI ${row.npi}`,
  day: row.day,
  start: row.start,
  stop: row.stop,
  code: row.code,
  fee: row.fee,
})
