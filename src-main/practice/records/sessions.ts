import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type AppointmentRow, type NewAppointment } from './tables.ts'

export const appointmentById = (db: Reading, id: number): AppointmentRow | undefined =>
  db.first(from.selectFrom('appointment').selectAll().where('id', '=', id))

/** An appointment with its patient, its clinician and, once it is charged, its charge. */
export type SessionRow = AppointmentRow & {
  patientFirst: string
  patientLast: string
  /** The clinician's name. */
  first: string | null
  last: string
  credential: string
  charge: number | null
}

const sessions = from
  .selectFrom('appointment')
  .innerJoin('patient', 'patient.id', 'appointment.patient')
  .innerJoin('provider', 'provider.id', 'appointment.provider')
  .leftJoin('charge', (join) => join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null))
  .selectAll('appointment')
  .select([
    'patient.first as patientFirst',
    'patient.last as patientLast',
    'provider.first',
    'provider.last',
    'provider.credential',
    'charge.id as charge',
  ])

export const sessionById = (db: Reading, id: number): SessionRow | undefined => db.first(sessions.where('appointment.id', '=', id))

/** The sessions of some days, whatever became of them; 2,000 at most. */
export const sessionsBetween = (db: Reading, first: Day, last: Day): SessionRow[] =>
  db.all(
    sessions
      .where('appointment.day', '>=', first)
      .where('appointment.day', '<=', last)
      .orderBy('appointment.day')
      .orderBy('appointment.start')
      .orderBy('appointment.id')
      .limit(2000),
  )

/** The sessions of a day that take place or took place, with one clinician or with any. */
export const sessionsOn = (db: Reading, day: Day, provider?: number): SessionRow[] =>
  db.all(
    sessions
      .where('appointment.day', '=', day)
      .where('appointment.status', 'in', ['booked', 'held'])
      .$if(provider !== undefined, (query) => query.where('appointment.provider', '=', provider ?? 0))
      .orderBy('appointment.start')
      .orderBy('appointment.id'),
  )

/** The newest sessions of a patient, newest first. */
export const sessionsOfPatient = (db: Reading, patient: number) =>
  db.all(
    from
      .selectFrom('appointment')
      .innerJoin('provider', 'provider.id', 'appointment.provider')
      .select([
        'appointment.id',
        'appointment.day',
        'appointment.start',
        'provider.first',
        'provider.last',
        'provider.credential',
        'appointment.status',
      ])
      .where('appointment.patient', '=', patient)
      .orderBy('appointment.day', 'desc')
      .limit(60),
  )

export const bookSession = (db: Writing, appointment: Omit<NewAppointment, 'id' | 'status'>): number =>
  db.insert(from.insertInto('appointment').values({ ...appointment, status: 'booked' }))

/** Says what became of a session: it is still to come, took place, was cancelled or missed. */
export function markSession(db: Writing, appointment: number, status: 'booked' | 'held' | 'cancelled' | 'no-show'): void {
  db.run(from.updateTable('appointment').set({ status }).where('id', '=', appointment))
}

/** A session as it stands in its own row. */
export type SessionFacts = Pick<AppointmentRow, 'patient' | 'provider' | 'day' | 'start' | 'stop' | 'service' | 'mode' | 'status'>

/** Every session of some days, whatever became of it and however many there are, with its charge. */
export const everySession = (db: Reading, first: Day, last: Day): (AppointmentRow & { charge: number | null })[] =>
  db.all(
    from
      .selectFrom('appointment')
      .leftJoin('charge', (join) => join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null))
      .selectAll('appointment')
      .select('charge.id as charge')
      .where('appointment.day', '>=', first)
      .where('appointment.day', '<=', last)
      .orderBy('appointment.id'),
  )

const session = prepared(
  (patient: number, provider: number, day: string, start: string, stop: string, service: string, mode: string, status: string) =>
    from.insertInto('appointment').values({ patient, provider, day, start, stop, service, mode, status }),
)
export const addSession = (db: Writing, { patient, provider, day, start, stop, service, mode, status }: SessionFacts): number =>
  db.insert(session(patient, provider, day, start, stop, service, mode, status))

export function changeSession(db: Writing, id: number, session: Partial<SessionFacts>): void {
  db.run(from.updateTable('appointment').set(session).where('id', '=', id))
}

/** Takes a session out that nothing else names. @throws when a charge or a question to a payer names it */
export function removeSession(db: Writing, id: number): void {
  db.run(from.deleteFrom('appointment').where('id', '=', id))
}
