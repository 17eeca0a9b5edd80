import { setImmediate } from 'node:timers/promises'
import type { Output } from '../../src-shared/contract/index.ts'
import { SERVICES } from '../../src-shared/contract/practice.ts'
import { dottedDiagnosis } from '../codes/index.ts'
import { mayDo, noteService } from '../access/index.ts'
import {
  addCoverage,
  addPatient,
  addProvider,
  addSession,
  changeSession,
  codeBookOf,
  diagnosesOf,
  payers,
  providerWithNpi,
  setDiagnoses,
  type SessionFacts,
} from '../practice/index.ts'
import { refuse, type CommandWork, type TaskWork } from '../store/index.ts'
import { look, planOf, type Given, type Looked, type Plan } from './file.ts'
import { clinicianOf, type Making } from './people.ts'
import { headsKey } from './reading/columns.ts'
import { addImport, countImport, isCovered, keepMapping, keepMeant, keepTold, type Brought } from './records.ts'
import { countsOf, type Incoming, type Planned, type Source } from './rules.ts'

/** Sessions of one transaction: a stop keeps whole ones. */
const STEP = 200

type Work = {
  readonly source: Source
  readonly plan: Plan
  readonly made: Map<number, number>
  readonly payers: ReadonlyMap<string, number>
  /** Every row of a patient. */
  readonly told: ReadonlyMap<number | null, readonly Incoming[]>
}

/**
 * Brings a file in, some sessions in each transaction. What is here already is left alone, so the same file again brings only what is missing.
 * @throws Trouble `intake.unreadable` when no session can be read
 */
export async function importFile(work: TaskWork, given: Given): Promise<Output<'intake.import'>> {
  const bytes = work.files.read(given.path)
  const looked = work.read((own) => look(own, bytes, given) as never) as Looked
  if (looked.reading.rows.length === 0) refuse('intake.unreadable', { fix: 'Say what its columns hold, or export it again.' })
  const plan = work.read((own) => planOf(own, looked.reading, given) as never) as Plan
  const counts = countsOf(plan.planned, looked.reading.unread)
  const todo = plan.planned.filter(({ verdict }) => verdict === 'new' || verdict === 'changed' || verdict === 'cancelled')
  const id = work.write((own) => begin(own, looked, given, todo.length > 0))
  let made: ReadonlyMap<number, number> = new Map()
  const all: Omit<Work, 'made'> = {
    source: looked.reading.source,
    plan,
    told: rowsByPatient(plan),
    payers: new Map(
      work
        .read(({ db }) => payers(db))
        .flatMap((one) => [[one.name.toLowerCase(), one.id] as const, [one.edi_id.toLowerCase(), one.id] as const]),
    ),
  }
  let brought: Brought = { added: 0, changed: 0, cancelled: 0 }
  let done = 0
  while (id !== null && done < todo.length && !work.stopped()) {
    const part = todo.slice(done, done + STEP)
    const step = work.write((own) => bring(own, id, part, { ...all, made: new Map(made) }, brought) as never) as Step
    brought = step.brought
    made = step.made
    done += part.length
    work.progress(done, todo.length, 'Bringing sessions in')
    await setImmediate()
  }
  const patients = [...made.keys()].filter((one) => plan.meeting.making.get(one)?.is === 'patient').length
  return { id, counts, ...brought, patients, isStopped: done < todo.length }
}

function begin({ db, clock, user }: CommandWork, { name, reading, told }: Looked, given: Given, isAny: boolean): number | null {
  if (given.mapping !== null && told.is === 'table') keepMapping(db, headsKey(told.heads.heads), given.mapping)
  for (const { is, key, id } of given.meant) if (id !== null) keepMeant(db, reading.source, is, key, id)
  return isAny ? addImport(db, { at: clock.now(), by: user.id, name: name.slice(0, 200), source: reading.source }) : null
}

type Step = { readonly brought: Brought; readonly made: ReadonlyMap<number, number> }

/** One transaction: its sessions, whoever must be made for them, and how much was brought so far. It may be undone and done again. */
function bring(work: CommandWork, id: number, part: readonly Planned[], all: Work, before: Brought): Step {
  const { db } = work
  const brought = { ...before }
  const touched: number[] = []
  /** A session of each patient whose sessions are others now: also of whoever had one that is another's. */
  const patients = new Map<number, number>()
  for (const one of part) {
    const facts = factsOf(one, personFor(work, one.patient, all), personFor(work, one.provider, all))
    const { row, known, verdict } = one
    const was = known && wasOf(known)
    const appointment = known?.appointment ?? addSession(db, facts)
    if (known) changeSession(db, appointment, facts)
    keepTold(db, {
      import: id,
      appointment,
      source: all.source,
      external: row.external === '' ? null : row.external,
      code: row.code,
      modifiers: row.modifiers,
      pos: row.pos,
      units: row.units,
      cents: row.fee,
      was,
    })
    if (!known)
      noteService(work, { patient: facts.patient, day: row.day, provider: facts.provider, diagnoses: diagnosesOf(db, facts.patient) })
    if (verdict === 'cancelled') brought.cancelled += 1
    else if (known) brought.changed += 1
    else brought.added += 1
    touched.push(appointment)
    patients.set(facts.patient, appointment)
    if (was) patients.set(was.patient, appointment)
  }
  countImport(db, id, brought)
  work.announce('appointments', touched)
  for (const [patient, appointment] of patients) work.happened({ is: 'session-changed', appointment, patient })
  return { brought, made: all.made }
}

/** What the row says; what it leaves out stays as it was, and of a new session is the usual. */
function factsOf({ row, known }: Planned, patient: number, provider: number): SessionFacts {
  const service = SERVICES.some((one) => one === row.service) ? row.service : (known?.service ?? 'individual')
  const isOff = row.status !== 'booked'
  const wasOff = known?.status === 'cancelled' || known?.status === 'no-show'
  return {
    patient,
    provider,
    day: row.day,
    start: row.start || (known?.start ?? ''),
    stop: row.stop || (known && (row.start === '' || row.start === known.start) ? known.stop : ''),
    service,
    mode: row.mode || (known?.mode ?? 'in-person'),
    status: isOff ? row.status : known && !wasOff ? known.status : 'booked',
  }
}

const wasOf = ({ patient, provider, day, start, stop, service, mode, status }: SessionFacts): SessionFacts => ({
  patient,
  provider,
  day,
  start,
  stop,
  service,
  mode,
  status,
})

/** The record of somebody, made now when this is the first session of his that is brought. */
function personFor(work: CommandWork, id: number | null, { source, plan, made, payers: known, told }: Work): number {
  if (id === null) throw new Error('A session of nobody')
  if (id > 0) return id
  const before = made.get(id)
  if (before !== undefined) return before
  const who = plan.meeting.making.get(id)
  if (!who) throw new Error('Nobody to make')
  const own = who.is === 'patient' ? makePatient(work, who, told.get(id) ?? [], known) : makeClinician(work, who)
  made.set(id, own)
  keepMeant(work.db, source, who.is, who.key, own)
  work.announce(who.is === 'patient' ? 'patients' : 'practice', [own])
  return own
}

function makeClinician({ db }: CommandWork, { row }: Making): number {
  const { last, first, npi } = clinicianOf(row)
  const known = npi === null ? undefined : providerWithNpi(db, npi)
  return (
    known ??
    addProvider(db, { last: last || `NPI ${row.npi}`, first, npi, credential: '', discipline: 'other', is_active: 1, is_person: 1 })
  )
}

/** A patient with all that the rows of the file say together. */
function makePatient(
  { db, clock, user }: CommandWork,
  { row }: Making,
  own: readonly Incoming[],
  payerIds: ReadonlyMap<string, number>,
): number {
  const said = <K extends keyof Incoming>(field: K): Incoming[K] =>
    own.map((one) => one[field]).find((value) => value !== '' && value !== null) ?? row[field]
  const patient = addPatient(
    db,
    {
      last: row.last.slice(0, 60),
      first: row.first.slice(0, 35),
      middle: null,
      born: said('born'),
      sex: said('sex'),
      line1: null,
      line2: null,
      city: null,
      state: null,
      zip: null,
      phone: null,
    },
    clock.now(),
  )
  const book = codeBookOf(db)
  const codes = said('diagnoses')
    .split(' ')
    .filter((code) => code !== '' && book.diagnosis(code, row.day).is === 'billable')
    .map(dottedDiagnosis)
  if (codes.length > 0 && mayDo(user, 'clinical.read')) setDiagnoses(db, patient, codes.slice(0, 12), clock.today())
  const payer = payerIds.get(said('payer').toLowerCase())
  if (payer !== undefined && said('memberId').length > 1 && !isCovered(db, patient))
    addCoverage(db, { patient, payer, position: 1, member_id: said('memberId').slice(0, 80), relationship: '18' })
  return patient
}

function rowsByPatient({ meeting }: Plan): ReadonlyMap<number | null, readonly Incoming[]> {
  const rows = new Map<number | null, Incoming[]>()
  for (const { patient, row } of meeting.met) {
    const own = rows.get(patient)
    if (own) own.push(row)
    else rows.set(patient, [row])
  }
  return rows
}
