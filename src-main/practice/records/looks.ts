import { sql, type RawBuilder } from 'kysely'
import { COSTLY_LOOKS } from '../../../src-shared/contract/practice.ts'
import { addDays, addMonths, dayAt, type Day } from '../../../src-shared/day.ts'
import type { Reading, Writing } from '../../store/index.ts'
import type { CheckedCoverage, CheckedPatient } from '../checks.ts'
import { looksOf, type LookSpan } from '../looks.ts'
import { from } from './tables.ts'

/* What the checks say of each patient, kept: triggers note whose facts changed, and the same transaction checks those anew. */

type Subject = { readonly id: number; readonly since: Day; readonly patient: CheckedPatient; readonly coverages: CheckedCoverage[] }

/** Only so many at once, so that a whole practice does not stand in memory. */
const AT_ONCE = 500

const subjects = (db: Reading, after: number, due: boolean): Subject[] => {
  const chosen = from
    .selectFrom('patient')
    .select(['id', 'last', 'first', 'born', 'sex', 'state', 'created_at'])
    .where('id', '>', after)
    .$if(due, (query) => query.where('id', 'in', from.selectFrom('patient_due').select('patient')))
    .orderBy('id')
    .limit(AT_ONCE)
  const found = new Map<number, Subject>()
  for (const { id, created_at, last, first, born, sex, state } of db.all(chosen))
    found.set(id, {
      id,
      since: dayAt(created_at),
      patient: { last, first, born: born as Day | null, sex, state },
      coverages: [],
    })
  const cards = from
    .selectFrom('coverage')
    .innerJoin('payer', 'payer.id', 'coverage.payer')
    .selectAll('coverage')
    .select(['payer.name', 'payer.kind', 'payer.member_shape'])
    .where('coverage.patient', 'in', [...found.keys()])
    .orderBy('coverage.patient')
    .orderBy('coverage.position')
    .orderBy('coverage.id')
  for (const row of found.size === 0 ? [] : db.all(cards))
    found.get(row.patient)?.coverages.push({
      position: row.position,
      payerName: row.name,
      kind: row.kind,
      shape: row.member_shape,
      memberId: row.member_id,
      relationship: row.relationship,
      subscriberLast: row.subscriber_last,
      subscriberBorn: row.subscriber_born as Day | null,
      starts: row.starts as Day | null,
      ends: row.ends as Day | null,
      carveOf: row.carve_of,
    })
  return [...found.values()]
}

const spansOf = ({ patient, coverages, since }: Subject): readonly LookSpan[] => looksOf(patient, coverages, since)

/** Checks the patients anew whose facts changed. Without any it is one look at an empty table. */
export function settleLooks(db: Writing): void {
  if (db.first(from.selectFrom('patient_due').select('patient').limit(1)) === undefined) return
  let after = 0
  for (let some = subjects(db, after, true); some.length > 0; some = subjects(db, after, true)) {
    const ids = some.map(({ id }) => id)
    db.run(from.deleteFrom('patient_look').where('patient', 'in', ids))
    db.insertRows(
      'patient_look',
      some.flatMap((one) => spansOf(one).map((span) => ({ patient: one.id, ...span }))),
    )
    after = ids.at(-1) ?? after
  }
  db.run(from.deleteFrom('patient_due'))
}

/** Patients of whom something else is kept than their facts say; those still to be checked are left out. */
export function looksKeptOtherwise(db: Reading): number {
  const due = new Set(db.all(from.selectFrom('patient_due').select('patient')).map(({ patient }) => patient))
  let wrong = 0
  let after = 0
  for (let some = subjects(db, after, false); some.length > 0; some = subjects(db, after, false)) {
    const rows = from
      .selectFrom('patient_look')
      .selectAll()
      .where('patient', '>=', some[0]?.id ?? 0)
      .where('patient', '<=', some.at(-1)?.id ?? 0)
      .orderBy('patient')
      .orderBy('starts')
    const kept = new Map<number, string[]>()
    for (const { patient, starts, ends, wrong: what } of db.all(rows)) {
      kept.set(patient, [...(kept.get(patient) ?? []), `${starts} ${ends} ${what}`])
    }
    wrong += some.filter(
      (one) =>
        !due.has(one.id) &&
        spansOf(one)
          .map((span) => `${span.starts} ${span.ends} ${span.wrong}`)
          .join() !== (kept.get(one.id) ?? []).join(),
    ).length
    after = some.at(-1)?.id ?? after
  }
  return wrong
}

/** Patients with a session in these days wait for one to look at their coverage: those booked, and those held that no charge was made of. */
const BACK_MONTHS = 3
const AHEAD_DAYS = 30

/** The sessions of a patient that wait for a claim: those to come, and those without a charge. @param patient the expression of his number */
const waitingSessions = (today: Day, patient: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`from appointment as ahead where ahead.patient = ${patient} and ahead.day between ${addMonths(today, -BACK_MONTHS)}
    and ${addDays(today, AHEAD_DAYS)} and ahead.status in ('booked', 'held')
    and not exists (select 1 from charge as made where made.appointment = ahead.id and made.withdrawn_at is null)`

export const waitingOf = (today: Day): RawBuilder<number> => sql<number>`(select count(*) ${waitingSessions(today, sql`patient.id`)})`

/** What is wrong with a patient on a day, of those the reader sees: that another carries his member id is asked anew. */
export const wrongOn = (today: Day): RawBuilder<string> => sql<string>`min(
  coalesce((select kept.wrong from patient_look as kept where kept.patient = patient.id and kept.starts <= ${today} and kept.ends >= ${today}),
    'k-nothing'),
  iif(exists (select 1 from patient_shared as ever join coverage as own on own.patient = ever.patient
      join coverage as other on other.member_id = own.member_id and other.payer = own.payer and other.patient <> own.patient
      where ever.patient = patient.id and own.relationship = '18' and other.relationship = '18'), 'h-shared', 'k-nothing'))`

const costly = sql.join(COSTLY_LOOKS.map((one) => sql.val(one)))
/**
 * Patients whose coverage will cost a claim, with sessions that wait for one: `id, cause, cents, due`. The money is what such sessions usually come to.
 * @param usual cents of a session by its service, an expression over `ahead.service`
 */
export const costlyLooks = (today: Day, usual: RawBuilder<unknown>): RawBuilder<unknown> => sql`select * from (
    select patient.id, ${wrongOn(today)} as cause,
      (select sum(${usual}) ${waitingSessions(today, sql`patient.id`)}) as cents,
      (select min(max(ahead.day, ${today})) ${waitingSessions(today, sql`patient.id`)}) as due
    from (select patient from patient_look where starts <= ${today} and ends >= ${today} and wrong in (${costly})
      union select patient from patient_shared) as some
    cross join patient on patient.id = some.patient)
  where cause in (${costly}) and cents is not null`
