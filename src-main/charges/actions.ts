import type { Output } from '../../src-shared/contract/index.ts'
import { addMonths, type Day } from '../../src-shared/day.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { appointmentById, fullName, markSession, patientById, providerById, providerName, sessionsOn } from '../practice/index.ts'
import { refuse, type Handlers } from '../store/index.ts'
import { noteService } from '../access/index.ts'
import { addCharge, chargeOfAppointment, chargesOn, claimOfCharge, unchargedDays } from './records.ts'
import { suggest } from './suggest.ts'

type Row = Output<'charges.day'>['rows'][number]

export const handlers = {
  'charges.day': ({ db, clock }, { day, provider }) => {
    const rows = chargesOn(db, day, provider).map(asRow)
    const sessions = sessionsOn(db, day, provider)
    const missing = sessions.filter((one) => one.charge === null)
    const today = clock.today()
    return {
      rows,
      missing: missing.map((one) => ({
        id: one.id,
        patient: one.patient,
        patientName: fullName({ first: one.patientFirst, last: one.patientLast }),
        provider: one.provider,
        providerName: providerName(one),
        start: one.start,
        stop: one.stop,
        service: one.service as 'individual',
        mode: one.mode as 'video',
      })),
      booked: sessions.length,
      minutes: rows.reduce((all, one) => all + one.minutes, 0),
      cents: sum(rows.map((one) => one.cents)),
      waiting: unchargedDays(db, addMonths(today, -3), today, provider)
        .filter((one) => one.day !== day)
        .map((one) => ({ day: one.day as Day, sessions: one.sessions })),
    }
  },

  'charges.suggest': ({ db }, input) => suggest(db, input),

  'charges.save': (work, input) => {
    const { db, announce, happened, clock, user } = work
    if (!patientById(db, input.patient)) refuse('record.missing', { at: { field: 'patient' } })
    if (!providerById(db, input.provider)) refuse('record.missing', { at: { field: 'provider' } })
    if (input.appointment !== null) {
      const session = appointmentById(db, input.appointment)
      if (session?.patient !== input.patient) refuse('record.missing', { at: { field: 'appointment' } })
      if (chargeOfAppointment(db, input.appointment) !== undefined) refuse('session.billed')
      if (!['booked', 'held'].includes(session.status)) refuse('session.cancelled', { fix: 'Say first that it stands after all.' })
    }
    if (input.day > clock.today()) refuse('session.ahead', { at: { field: 'day' } })
    const suggestion = suggest(db, input)
    if (suggestion.minutes === null) refuse('session.order', { at: { field: 'stop' } })
    if (suggestion.outcome === 'billed' && suggestion.coverage === null) {
      refuse('coverage.none', { at: { field: 'patient' }, fix: 'Add the coverage to the patient, then save again.' })
    }
    const { outcome } = suggestion
    if (outcome === 'incomplete') refuse('charge.unbillable')
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
        user: user.id,
        created_at: clock.now(),
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
    announce('charges', [charge])
    const claim = claimOfCharge(db, charge)
    return { charge, claim: claim?.id ?? null, outcome, status: claim?.status ?? null }
  },
} satisfies Pick<Handlers, 'charges.day' | 'charges.suggest' | 'charges.save'>

const asRow = (row: ReturnType<typeof chargesOn>[number]): Row => ({
  id: row.id,
  appointment: row.appointment,
  patient: row.patient,
  patientName: fullName({ first: row.patientFirst, last: row.patientLast }),
  provider: row.provider,
  providerName: providerName(row),
  day: row.day as Day,
  start: row.start,
  stop: row.stop,
  minutes: row.minutes,
  service: row.service,
  mode: row.mode,
  place: row.place,
  codes: row.codes ?? '',
  modifiers: row.modifiers ?? '',
  units: row.units ?? '',
  diagnoses: (row.diagnoses ?? '').split(' ').filter(Boolean),
  pointers: row.pointers ?? '',
  cents: cents(row.cents),
  outcome: row.outcome as 'billed',
  reason: row.reason,
  claim: row.claim,
  claimStatus: row.claimStatus,
})
