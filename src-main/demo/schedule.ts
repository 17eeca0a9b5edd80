import type { Argument } from '../../src-shared/contract/index.ts'
import { addDays, daysBetween, weekday, type Day } from '../../src-shared/day.ts'
import type { Chance } from '../practice-payer/index.ts'
import { CLINICIANS, PAYERS, type SamplePatient } from './people.ts'

type Service = Argument<'charges.save'>['service']
type Mode = Argument<'charges.save'>['mode']

export type SampleSession = {
  readonly patientAt: number
  readonly clinicianAt: number
  readonly day: Day
  readonly start: string
  readonly stop: string
  readonly service: Service
  readonly mode: Mode
  readonly em?: string
  readonly therapyMinutes?: number
  /** Which visit of the patient it is, from 1. */
  readonly visit: number
}

const MEDICAL = CLINICIANS.flatMap((one, at) =>
  ['physician', 'nurse-practitioner', 'physician-assistant'].includes(one.discipline) ? [at] : [],
)
const THERAPISTS = CLINICIANS.flatMap((_, at) => (MEDICAL.includes(at) ? [] : [at]))

/** Months of sessions before today, and days booked ahead. */
export const MONTHS_BACK = 18
const DAYS_AHEAD = 12

/**
 * Who is seen again whatever the day on which the sample is made, as what the sample shows hangs on them: on the next working day the patients of one
 * payer whose answers differ, in the days ahead those whose payers were asked to agree to more visits.
 */
const EXPECTED: readonly Expected[] = [
  { isOf: ({ payerAt }) => PAYERS[payerAt]?.payer.ediId === 'SRPPO', patients: 3, within: 0 },
  { isOf: ({ payerAt }) => PAYERS[payerAt]?.needsAuthorizationAfter !== undefined, patients: 10, within: 9 },
]
type Expected = {
  readonly isOf: (patient: SamplePatient) => boolean
  readonly patients: number
  /** Days after the next working day. */
  readonly within: number
}

/** Every session of the practice: episodes of care with their rhythm, laid into the clinicians' days so that none overlaps. */
export function schedule(chance: Chance, patients: readonly SamplePatient[], today: Day): SampleSession[] {
  const first = addDays(today, -Math.round(MONTHS_BACK * 30.4))
  const last = addDays(today, DAYS_AHEAD)
  const span = daysBetween(first, today)
  const free = new Map<string, number>()
  const sessions: SampleSession[] = []
  patients.forEach((patient, patientAt) => {
    const isMedical = !patient.isChild && chance.percent(20)
    const clinicianAt = isMedical ? chance.pick(MEDICAL) : chance.pick(THERAPISTS)
    const rhythm = isMedical ? 28 : chance.pick([7, 14, 14, 14, 28])
    const most = isMedical ? 3 + chance.whole(9) : 4 + chance.whole(14)
    const mode: Mode = chance.percent(46) ? 'video' : chance.percent(4) ? 'audio' : 'in-person'
    // A third are still in care and were begun so that they reach today.
    const current = chance.percent(36)
    let day = current
      ? addDays(today, -Math.min(span, (most - 2) * rhythm + chance.whole(rhythm)))
      : addDays(first, chance.whole(Math.max(1, span - most * rhythm)))
    for (let visit = 1; visit <= most + (current ? 2 : 0) && day <= last; visit++) {
      const on = workday(day)
      const length = visit === 1 ? 60 : chance.pick([30, 45, 45, 50, 53, 55, 55, 58, 60])
      const service = serviceOf(chance, visit, isMedical, patient.isChild)
      const slot = takeSlot(free, clinicianAt, on)
      if (slot !== undefined && on <= last) {
        const minutes = service === 'em' ? 20 : length
        sessions.push({
          patientAt,
          clinicianAt,
          day: on,
          start: clock(slot),
          stop: clock(slot + minutes),
          service,
          mode,
          visit,
          ...(service === 'em' && { em: chance.pick(['99213', '99213', '99214']) }),
          ...(service === 'em-therapy' && {
            em: chance.pick(['99213', '99214']),
            therapyMinutes: Math.min(minutes - 12, chance.pick([18, 25, 38, 40])),
          }),
        })
      }
      day = addDays(day, rhythm)
    }
  })
  for (const expected of EXPECTED) sessions.push(...seenAgain(expected, sessions, patients, free, today))
  return sessions.sort((one, other) => (one.day === other.day ? (one.start < other.start ? -1 : 1) : one.day < other.day ? -1 : 1))
}

/** One more visit of those who were here last, for as many as fail. Nothing is left to chance, so that the rest of the sample stays as it is. */
function seenAgain(
  { isOf, patients: wanted, within }: Expected,
  sessions: readonly SampleSession[],
  patients: readonly SamplePatient[],
  free: Map<string, number>,
  today: Day,
): SampleSession[] {
  const next = workday(addDays(today, 1))
  const of = sessions.filter(({ patientAt }) => patients.some((one, at) => at === patientAt && isOf(one)))
  const ahead = new Set(of.filter(({ day }) => day >= next && day <= addDays(next, within)).map((one) => one.patientAt))
  const latest = new Map(of.filter(({ day }) => day <= today).map((one) => [one.patientAt, one]))
  const others = [...latest.values()].filter(({ patientAt }) => !ahead.has(patientAt)).sort((one, other) => (one.day > other.day ? -1 : 1))
  const further: SampleSession[] = []
  for (const last of others) {
    if (ahead.size + further.length >= wanted) break
    const day = workday(addDays(next, within === 0 ? 0 : further.length % within))
    const clinicianAt = [last.clinicianAt, ...THERAPISTS].find((one) => (free.get(`${one} ${day}`) ?? 0) <= LAST_START)
    const slot = clinicianAt === undefined ? undefined : takeSlot(free, clinicianAt, day)
    if (clinicianAt === undefined || slot === undefined) continue
    const { em: _em, therapyMinutes: _minutes, ...usual } = last
    further.push({ ...usual, clinicianAt, day, start: clock(slot), stop: clock(slot + 45), service: 'individual', visit: last.visit + 1 })
  }
  return further
}

function serviceOf(chance: Chance, visit: number, isMedical: boolean, isChild: boolean): Service {
  if (visit === 1) return isMedical ? 'evaluation-medical' : 'evaluation'
  if (isMedical) return chance.percent(60) ? 'em' : 'em-therapy'
  if (isChild) return chance.percent(25) ? 'family' : 'individual'
  return chance.percent(4) ? 'family' : chance.percent(1) ? 'crisis' : 'individual'
}

/** In minutes of the day. */
const LAST_START = 17 * 60

/** The next free hour of a clinician's day; none when the day is full. */
function takeSlot(free: Map<string, number>, clinicianAt: number, day: Day): number | undefined {
  const key = `${clinicianAt} ${day}`
  const next = free.get(key) ?? 8 * 60 + (clinicianAt % 3) * 30
  if (next > LAST_START) return undefined
  free.set(key, next + 75)
  return next
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function workday(day: Day): Day {
  const at = weekday(day)
  return at === 6 ? addDays(day, 2) : at === 0 ? addDays(day, 1) : day
}
