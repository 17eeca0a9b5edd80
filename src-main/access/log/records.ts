import { sql } from 'kysely'
import { auditHead, auditTables, dayOf, tables, type AuditRow, type ListPlan, type Reading } from '../../store/index.ts'

/** Events of the store itself that its owners are told of when they come back. */
export type Striking = { readonly action: string; readonly name: string; readonly at: string; readonly reason: string | null }

/** What happened since a person came in last: emergencies, recoveries, restores. */
export function strikingSince(db: Reading, user: number): Striking[] {
  const before = db.first(
    auditTables
      .selectFrom('audit')
      .select(sql<number>`coalesce(max(seq), 0)`.as('seq'))
      .where('user', '=', user)
      .where('action', 'in', ['sign-in', 'store.create', 'store.recover', 'store.restore'])
      .where('outcome', '=', 'ok'),
  )
  return db.all(
    auditTables
      .selectFrom('audit')
      .select(['action', 'name', 'at', 'reason'])
      .where('seq', '>', before?.seq ?? 0)
      .where('user', '<>', user)
      .where('outcome', '=', 'ok')
      .where((e) =>
        e.or([
          e.and([e('action', '=', 'sign-in'), e('role', '=', 'emergency')]),
          e('action', 'in', ['store.recover', 'store.restore', 'store.resume', 'backup.restore']),
        ]),
      )
      .orderBy('seq')
      .limit(20),
  )
}

/** A row as the grid shows it. */
export type LogRow = AuditRow & { readonly first: string | null; readonly last: string | null }

type LogTables = { audit: AuditRow; patient: { id: number; last: string; first: string } }
type LogList = ListPlan<LogTables, 'audit' | 'patient', LogRow>

const joined = tables<LogTables>().selectFrom('audit').leftJoin('patient', 'patient.id', 'audit.patient')
const bare = tables<LogTables>().selectFrom('audit')

/**
 * The log as a grid, the newest first; every field may be sorted by and filtered.
 * @param isNamed whether the reader may know patients by name
 */
export function logPlan(db: Reading, isNamed: boolean): LogList {
  const column = (name: keyof AuditRow) => sql`audit.${sql.ref(name)}`
  // A row of a list is found again by its sort keys, so none of them is null.
  const text = (name: keyof AuditRow) => ({ is: 'text' as const, of: sql`coalesce(${column(name)}, '')` })
  const patient = isNamed ? sql`patient.last || ', ' || patient.first` : sql`null`
  return {
    // Looking at it makes it longer, so its pages are of the log as it stands.
    name: `audit ${isNamed} ${auditHead(db).seq}`,
    from: (isNamed ? joined : bare) as unknown as LogList['from'],
    row: (query) =>
      query
        .selectAll('audit')
        .select([
          (isNamed ? sql<string | null>`patient.first` : sql<null>`null`).as('first'),
          (isNamed ? sql<string | null>`patient.last` : sql<null>`null`).as('last'),
        ]),
    fields: {
      id: { is: 'number', of: column('seq') },
      at: { is: 'text', of: column('at') },
      day: { is: 'day', of: dayOf('audit.at') },
      user: text('name'),
      userId: { is: 'number', of: column('user') },
      role: text('role'),
      action: text('action'),
      words: text('action'),
      kind: text('kind'),
      patient: { is: 'text', of: sql`coalesce(${patient}, '')` },
      patientId: { is: 'number', of: sql`coalesce(${column('patient')}, 0)` },
      object: text('object'),
      outcome: text('outcome'),
      code: text('code'),
      fields: text('fields'),
      reason: text('reason'),
    },
    id: sql<number>`audit.seq`,
    sums: {},
    usual: [{ by: 'id', down: true }],
  }
}

/** Who had to do with a patient: from when to when, and how often. */
export const whoSaw = (db: Reading, patient: number) =>
  db.all(
    auditTables
      .selectFrom('audit')
      .select(['name as user', 'role'])
      .select([
        sql<string>`min(at)`.as('first'),
        sql<string>`max(at)`.as('last'),
        sql<number>`sum(kind = 'view')`.as('views'),
        sql<number>`sum(kind in ('change', 'money', 'security'))`.as('changes'),
        sql<number>`sum(kind = 'export')`.as('exports'),
      ])
      .where('patient', '=', patient)
      .where('outcome', '=', 'ok')
      .groupBy(['user', 'name', 'role'])
      .orderBy(sql`max(seq)`, 'desc'),
  )

/** The numbers of the first and the last row of some days, and how many rows there are; undefined when there is none. */
export function rowsOfDays(db: Reading, from: string, to: string): { readonly first: number; readonly last: number } | undefined {
  const row = db.first(
    auditTables
      .selectFrom('audit')
      .select([sql<number | null>`min(seq)`.as('first'), sql<number | null>`max(seq)`.as('last')])
      .where('at', '>=', from)
      .where('at', '<', `${to}T~`),
  )
  return row && row.first !== null && row.last !== null ? { first: row.first, last: row.last } : undefined
}

export const rowsFrom = (db: Reading, first: number, last: number, limit: number): AuditRow[] =>
  db.all(auditTables.selectFrom('audit').selectAll().where('seq', '>=', first).where('seq', '<=', last).orderBy('seq').limit(limit))
