import { sql } from 'kysely'
import { digits } from '../../../src-shared/number.ts'
import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

export type Attended = {
  readonly day: string
  readonly provider: number
  readonly minutes: number
  readonly status: string
  readonly service: string
  /** The codes of its charge, parted by spaces; null when it is not charged. */
  readonly codes: string | null
}

const codesOf = sql<
  string | null
>`(select group_concat(code, ' ') from (select l.code from charge_line l where l.charge = charge.id order by l.n))`

/** Sessions and charges of a patient in some days, in their order: whether they were held, and what was charged. */
export function attendanceOf(db: Reading, patient: number, first: string, last: string): Attended[] {
  const sessions = db.all(
    from
      .selectFrom('appointment')
      .leftJoin('charge', (join) =>
        join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null).on('charge.outcome', '=', 'billed'),
      )
      .select([
        'appointment.day',
        'appointment.provider',
        'appointment.start',
        'appointment.stop',
        'appointment.status',
        'appointment.service',
      ])
      .select(['charge.minutes', codesOf.as('codes')])
      .where('appointment.patient', '=', patient)
      .where('appointment.day', '>=', first)
      .where('appointment.day', '<=', last),
  )
  const charges = db.all(
    from
      .selectFrom('charge')
      .select(['day', 'provider', 'start', 'minutes', codesOf.as('codes')])
      .where('patient', '=', patient)
      .where('appointment', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('outcome', '=', 'billed')
      .where('day', '>=', first)
      .where('day', '<=', last),
  )
  return [
    ...sessions.map(({ stop, minutes, ...one }) => ({ ...one, minutes: minutes ?? between(one.start, stop) })),
    ...charges.map((one) => ({ ...one, status: 'held', service: '', codes: one.codes ?? '' })),
  ]
    .toSorted((one, other) => (`${one.day} ${one.start}` < `${other.day} ${other.start}` ? -1 : 1))
    .map(({ start: _start, ...one }) => one)
}

/** Whole minutes, both `HH:MM`; over midnight where the stop is the earlier. */
function between(start: string, stop: string): number {
  const at = (time: string): number => digits(time.slice(0, 2)) * 60 + digits(time.slice(3, 5))
  return (at(stop) - at(start) + 1440) % 1440
}
