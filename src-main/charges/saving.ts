import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { noteService } from '../access/index.ts'
import { appointmentById, fullName, markSession, patientById, providerById } from '../practice/index.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { must } from '../../src-shared/result.ts'
import type { Day } from '../../src-shared/day.ts'
import {
  addCharge,
  besideOf,
  chargeOfAppointment,
  chargeRow,
  claimOfCharge,
  partsOf,
  setWithdrawn,
  type ChargeRow,
  type EnteredBeside,
} from './records.ts'
import { suggest } from './suggest.ts'

type Entered = Argument<'charges.save'>
type Withdrawn = Output<'charges.withdraw'>

/** Saves a session as a charge; in place of an earlier row when it names one. @throws Trouble as the contract says */
export function saveCharge(work: CommandWork, input: Entered): Output<'charges.save'> {
  const { db, announce, happened } = work
  // First, so that the session it had is free.
  if (input.replaces !== undefined) withdraw(work, input.replaces, true)
  const sessionWas = checked(work, input)
  const suggestion = suggest(db, input, 'own')
  if (suggestion.minutes === null) refuse('session.order', { at: { field: 'stop' } })
  const { outcome } = suggestion
  if (outcome === 'billed' && suggestion.coverage === null) {
    refuse('coverage.none', { at: { field: 'patient' }, fix: 'Add the coverage to the patient, then save again.' })
  }
  if (outcome === 'incomplete')
    refuse('charge.unbillable', { at: { field: 'therapyMinutes' }, ...(suggestion.notice && { fix: suggestion.notice.words }) })
  if (input.asks === true && suggestion.asks === 'doubled') refuse('charge.doubled', { at: { field: 'start' } })
  if (input.asks === true && suggestion.asks === 'unbillable') refuse('charge.unbillable', { at: { field: 'service' } })
  const { code, em, therapyMinutes, diagnoses, drugs = [] } = input
  const entered: EnteredBeside = {
    interactive: input.interactive,
    ...(code !== undefined && { code }),
    ...(em !== undefined && { em }),
    ...(therapyMinutes !== undefined && { therapyMinutes }),
    ...(diagnoses !== undefined && { diagnoses }),
    ...(drugs.length > 0 && { drugs }),
  }
  const charge = addCharge(
    db,
    {
      appointment: input.appointment,
      patient: input.patient,
      provider: input.provider,
      coverage: suggestion.coverage?.id ?? null,
      day: input.day,
      start: input.start,
      stop: input.stop,
      minutes: suggestion.minutes,
      service: input.service,
      mode: input.mode,
      place: suggestion.place,
      outcome,
      reason: suggestion.notice?.words ?? '',
      cents: suggestion.cents,
      user: work.user.id,
      created_at: work.clock.now(),
      entered: JSON.stringify(entered),
      session_was: sessionWas,
    },
    suggestion,
  )
  if (input.appointment !== null) markSession(db, input.appointment, 'held')
  noteService(work, {
    patient: input.patient,
    day: input.day,
    provider: input.provider,
    diagnoses: suggestion.diagnoses,
    procedures: suggestion.lines.map((line) => line.code),
    modifiers: suggestion.lines.flatMap((line) => line.modifiers),
    places: [suggestion.place],
  })
  if (outcome === 'billed') happened({ is: 'charge-saved', charge })
  else if (input.appointment !== null) happened({ is: 'session-changed', appointment: input.appointment, patient: input.patient })
  announce('charges', [charge])
  const claim = claimOfCharge(db, charge)
  return { charge, claim: claim?.id ?? null, outcome, status: claim?.status ?? null }
}

/** Holds a row against what it names. @returns what its session was marked as, null when it names none */
function checked({ db, clock }: CommandWork, input: Entered): string | null {
  if (!patientById(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
  if (!providerById(db, input.provider)) refuse('record.missing', { at: { field: 'provider' } })
  if (input.day > clock.today()) refuse('session.ahead', { at: { field: 'day' } })
  if (input.appointment === null) return null
  const session = appointmentById(db, input.appointment)
  if (session?.patient !== input.patient) return refuse('record.missing', { at: { field: 'appointment' } })
  if (chargeOfAppointment(db, input.appointment) !== undefined) refuse('session.billed')
  if (!['booked', 'held'].includes(session.status)) refuse('session.cancelled', { fix: 'Say first that it stands after all.' })
  return session.status
}

/**
 * Takes a charge back. The charge and its claim stay and say so; the ledger gets the opposite entry; the session is missing again.
 * @param again it is entered anew in the same step
 * @throws Trouble `record.missing`, `charge.withdrawn`, `claim.sent` once its claim left
 */
export function withdraw(work: CommandWork, id: number, again: boolean): Withdrawn {
  const { db, clock, user, announce, happened } = work
  const row = chargeRow(db, id) ?? refuse('record.missing')
  if (setWithdrawn(db, id, user.id, clock.now()) !== 1) refuse('charge.withdrawn')
  happened({ is: 'charge-withdrawn', charge: id, again })
  if (row.appointment !== null && (row.session_was === 'booked' || row.session_was === 'held'))
    markSession(db, row.appointment, row.session_was)
  announce('charges', [id])
  const patient = must('a charge has its patient', patientById(db, row.patient))
  return { charge: id, claim: claimOfCharge(db, id)?.id ?? null, patientName: fullName(patient), entered: enteredOf(work, row) }
}

/** A saved row as it was typed. */
const enteredOf = ({ db }: CommandWork, row: ChargeRow): Withdrawn['entered'] => ({
  appointment: row.appointment,
  patient: row.patient,
  provider: row.provider,
  day: row.day as Day,
  start: row.start,
  stop: row.stop,
  service: row.service as 'individual',
  mode: row.mode as 'video',
  ...besideOf(row, partsOf(db, row.id)),
})
