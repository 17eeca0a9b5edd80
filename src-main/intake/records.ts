import type { Generated } from 'kysely'
import type { Day } from '../../src-shared/day.ts'
import { everySession, type PracticeTables, type SessionFacts } from '../practice/index.ts'
import { prepared, tables, type Reading, type Writing } from '../store/index.ts'
import type { Known, Source } from './rules.ts'
import type { MappingOf } from './reading/columns.ts'

type IntakeTables = Pick<PracticeTables, 'appointment' | 'coverage' | 'charge'> & {
  intake_import: {
    id: Generated<number>
    at: string
    by: number
    name: string
    source: string
    added: Generated<number>
    changed: Generated<number>
    cancelled: Generated<number>
    withdrawn_at: string | null
  }
  intake_session: {
    import: number
    appointment: number
    source: string
    external: string | null
    code: string
    modifiers: string
    pos: string
    units: number | null
    cents: number | null
    was: string | null
  }
  intake_person: { source: string; is_clinician: 0 | 1; key: string; patient: number | null; provider: number | null }
  intake_mapping: { heads: string; columns: string }
  inquiry: { id: number; appointment: number | null }
}
const from = tables<IntakeTables>()

type ImportRow = {
  id: number
  at: string
  name: string
  source: string
  added: number
  changed: number
  cancelled: number
  withdrawn_at: string | null
}

/** The newest imports first; twenty at most. */
export const imports = (db: Reading): ImportRow[] => db.all(from.selectFrom('intake_import').selectAll().orderBy('id', 'desc').limit(20))
export const importById = (db: Reading, id: number): ImportRow | undefined =>
  db.first(from.selectFrom('intake_import').selectAll().where('id', '=', id))

export const addImport = (db: Writing, row: { at: string; by: number; name: string; source: Source }): number =>
  db.insert(from.insertInto('intake_import').values({ ...row, withdrawn_at: null }))

export type Brought = { readonly added: number; readonly changed: number; readonly cancelled: number }
export function countImport(db: Writing, id: number, all: Brought): void {
  db.run(from.updateTable('intake_import').set(all).where('id', '=', id))
}
export function markWithdrawn(db: Writing, id: number, at: string): void {
  db.run(from.updateTable('intake_import').set({ withdrawn_at: at }).where('id', '=', id))
}

type Told = Omit<IntakeTables['intake_session'], 'was'> & { readonly was: SessionFacts | null }

/** What an import said of a session. When it tells of the same again, what stood there before the first time stays known. */
export function keepTold(db: Writing, { was, import: of, appointment, source, external, code, modifiers, pos, units, cents }: Told): void {
  db.run(told(of, appointment, source, external, code, modifiers, pos, units, cents, was && JSON.stringify(was)))
}
const told = prepared(
  (
    of: number,
    appointment: number,
    source: string,
    external: string | null,
    code: string,
    modifiers: string,
    pos: string,
    units: number | null,
    cents: number | null,
    was: string | null,
  ) => {
    const now = { source, external, code, modifiers, pos, units, cents }
    return from
      .insertInto('intake_session')
      .values({ import: of, appointment, ...now, was })
      .onConflict((conflict) => conflict.columns(['import', 'appointment']).doUpdateSet(now))
  },
)

type Kept = Known & { readonly code: string }

/**
 * Sessions that rows of a file may be: those of its days, and those the same system told of before, wherever they are now. Of a session that several
 * imports told of, the newest counts.
 */
export function knownSessions(db: Reading, source: Source, first: Day, last: Day): Kept[] {
  const told = new Map(
    db
      .all(from.selectFrom('intake_session').select(['appointment', 'source', 'external', 'code']).orderBy('import'))
      .map((one) => [one.appointment, one] as const),
  )
  const near = everySession(db, first, last)
  const here = new Set(near.map(({ id }) => id))
  const moved = db
    .all(
      from
        .selectFrom('intake_session')
        .innerJoin('appointment', 'appointment.id', 'intake_session.appointment')
        .leftJoin('charge', (join) => join.onRef('charge.appointment', '=', 'appointment.id').on('charge.withdrawn_at', 'is', null))
        .selectAll('appointment')
        .select('charge.id as charge')
        .distinct()
        .where('intake_session.source', '=', source)
        .where('intake_session.external', 'is not', null)
        .where((where) => where.or([where('appointment.day', '<', first), where('appointment.day', '>', last)])),
    )
    .filter(({ id }) => !here.has(id))
  return [...near, ...moved].map(({ id, day, charge, ...one }) => {
    const said = told.get(id)
    return {
      appointment: id,
      external: said?.source === source ? said.external : null,
      code: said?.code ?? '',
      ...one,
      day: day as Day,
      isCharged: charge !== null,
    }
  })
}

/** What an import brought, and what it changed with how that stood before. */
export const broughtBy = (db: Reading, id: number): { appointment: number; was: Partial<SessionFacts> | null }[] =>
  db
    .all(from.selectFrom('intake_session').select(['appointment', 'was']).where('import', '=', id))
    .map(({ appointment, was }) => ({ appointment, was: was === null ? null : (JSON.parse(was) as Partial<SessionFacts>) }))

/** Whether anything came of what an import brought: a charge, also one taken back, a question to a payer, or a later import that told of it. */
export const isUsed = (db: Reading, id: number): boolean => {
  const of = from.selectFrom('intake_session').where('intake_session.import', '=', id).limit(1)
  return (
    db.first(of.innerJoin('charge', 'charge.appointment', 'intake_session.appointment').select('charge.id')) !== undefined ||
    db.first(of.innerJoin('inquiry', 'inquiry.appointment', 'intake_session.appointment').select('inquiry.id')) !== undefined ||
    db.first(
      of
        .innerJoin('intake_session as later', 'later.appointment', 'intake_session.appointment')
        .select('later.import')
        .whereRef('later.import', '>', 'intake_session.import'),
    ) !== undefined
  )
}
export function forgetTold(db: Writing, id: number): void {
  db.run(from.deleteFrom('intake_session').where('import', '=', id))
}

/** Whom a system's names and numbers mean, as a person said or an import made. */
export const meantBy = (db: Reading, source: Source): { is: 'patient' | 'clinician'; key: string; id: number }[] =>
  db.all(from.selectFrom('intake_person').selectAll().where('source', '=', source)).flatMap(({ is_clinician, key, patient, provider }) => {
    const id = is_clinician === 1 ? provider : patient
    return id === null ? [] : [{ is: is_clinician === 1 ? ('clinician' as const) : ('patient' as const), key, id }]
  })

export function keepMeant(db: Writing, source: Source, is: 'patient' | 'clinician', key: string, id: number): void {
  const who = is === 'patient' ? { patient: id, provider: null } : { patient: null, provider: id }
  db.run(
    from
      .insertInto('intake_person')
      .values({ source, is_clinician: is === 'clinician' ? 1 : 0, key, ...who })
      .onConflict((conflict) => conflict.columns(['source', 'is_clinician', 'key']).doUpdateSet(who)),
  )
}

export function mappingOf<F extends string>(db: Reading, heads: string): MappingOf<F> | undefined {
  const row = db.first(from.selectFrom('intake_mapping').select('columns').where('heads', '=', heads))
  return row && (JSON.parse(row.columns) as MappingOf<F>)
}
export function keepMapping(db: Writing, heads: string, mapping: MappingOf<string>): void {
  const columns = JSON.stringify(mapping)
  db.run(
    from
      .insertInto('intake_mapping')
      .values({ heads, columns })
      .onConflict((conflict) => conflict.column('heads').doUpdateSet({ columns })),
  )
}

/** Member ids of every patient, to know one by. */
export const memberIds = (db: Reading): { patient: number; memberId: string }[] =>
  db.all(from.selectFrom('coverage').select(['patient', 'member_id as memberId']))
export const isCovered = (db: Reading, patient: number): boolean =>
  db.first(from.selectFrom('coverage').select('id').where('patient', '=', patient).limit(1)) !== undefined
