import { sql, type Generated } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import type { Every, Plan } from '../../../src-shared/payment-plan.ts'
import { lastEntry, prepared, tables, type Reading, type Writing } from '../../store/index.ts'

/* What patients agreed to pay in parts. What came in on a plan is the patient's money since, less what was given back. */

type PlanTables = {
  payment_plan: {
    id: Generated<number>
    patient: number
    total: number
    part: number
    every: Every
    first: string
    note: string
    after: number
    at: string
    by: number
    ended_at: string | null
    ended_by: number | null
    end_why: string | null
  }
  // Read here; written by their own rooms.
  patient_move: { patient: number; entry: number; money: number }
  person: { id: number; name: string }
}
const from = tables<PlanTables>()

/** A plan that stands, who agreed on it and when, and what came in since. */
export type OpenPlan = Plan & { readonly note: string; readonly by: string; readonly at: string; readonly received: Cents }

const open = prepared((patient: number) =>
  from
    .selectFrom('payment_plan as p')
    .leftJoin('person', 'person.id', 'p.by')
    .select(['p.total', 'p.part', 'p.every', 'p.first', 'p.note', 'p.at', 'person.name'])
    .select(
      sql<number>`(select coalesce(sum(money), 0) from patient_move where patient_move.patient = p.patient and patient_move.entry > p.after)`.as(
        'received',
      ),
    )
    .where('p.patient', '=', patient)
    .where('p.ended_at', 'is', null),
)
/** The plan of a patient that has not ended. */
export function openPlan(db: Reading, patient: number): OpenPlan | undefined {
  const row = db.first(open(patient))
  if (!row) return undefined
  const { every, note, at } = row
  const plan = { total: cents(row.total), part: cents(row.part), every, first: row.first as Day }
  // More was given back than came in: nothing is paid on it.
  return { ...plan, note, at, by: row.name ?? '', received: cents(Math.max(0, row.received)) }
}

/** What was agreed and what came in, as the rules see it. */
export function agreedOf(db: Reading, patient: number): { readonly of: Plan; readonly paid: Cents } | null {
  const plan = openPlan(db, patient)
  return plan && plan.received < plan.total ? { of: plan, paid: plan.received } : null
}

export function addPlan(
  db: Writing,
  plan: Plan & { readonly patient: number; readonly note: string; readonly at: string; readonly by: number },
): void {
  const { patient, total, part, every, first, note, at, by } = plan
  db.insertRows('payment_plan', [{ patient, total, part, every, first, note, after: lastEntry(db), at, by }])
}

export function endPlan(db: Writing, patient: number, { at, by, why }: { readonly at: string; readonly by: number; readonly why: string }) {
  db.run(
    from
      .updateTable('payment_plan')
      .set({ ended_at: at, ended_by: by, end_why: why })
      .where('patient', '=', patient)
      .where('ended_at', 'is', null),
  )
}
