import type { Day } from '../../../src-shared/day.ts'
import { mayDisclose, sessionService, type Verdict } from '../../access/index.ts'
import type { Reading } from '../../store/index.ts'
import { cliniciansOf, servedIn } from '../records/reviews.ts'
import type { AuthorizationRow } from '../records/tables.ts'

/**
 * Whether the payer may be told of the care an authorization is for (42 CFR 2.13, 2.31): of its first and last day, of today, and of every session within
 * it, with each clinician it may be with. One that may not be told of holds back the whole.
 * @param from the first and last day of the sessions that are told of, where those are others
 */
export function verdictOn(
  db: Reading,
  row: AuthorizationRow,
  today: Day,
  { from, to }: { readonly from: string; readonly to: string } = { from: row.starts, to: row.ends },
): Verdict {
  const clinicians = row.provider === null ? cliniciansOf(db, row.patient) : [row.provider]
  const whole = [row.starts, row.ends, from, to, today].flatMap((day) =>
    (clinicians.length === 0 ? [null] : clinicians).map((provider) => ({ day, provider })),
  )
  const verdicts = [...whole, ...servedIn(db, row.patient, row.starts, row.ends), ...servedIn(db, row.patient, from, to)].map(
    ({ day, provider }) =>
      mayDisclose(db, {
        patient: row.patient,
        service: sessionService(db, { patient: row.patient, provider, day: day as Day }),
        payer: row.payer,
        purpose: 'payment',
        on: today,
      }),
  )
  const free: Verdict = { allowed: true, basis: null, consent: null }
  return verdicts.find((one) => !one.allowed) ?? verdicts.find((one) => one.allowed && one.basis !== null) ?? free
}
