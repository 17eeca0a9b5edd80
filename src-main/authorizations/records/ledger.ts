import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import type { Outlook } from '../outlook.ts'
import type { Holding, Kind, Move, Sums, Terms } from '../rules.ts'
import { from, type AuthorizationRow, type AuthorizationTables, type MovementRow, type NewAuthorization } from './tables.ts'

/* Authorizations and their movements. */

const byId = prepared((id: number) => from.selectFrom('authorization').selectAll().where('id', '=', id))
export const authorizationById = (db: Reading, id: number): AuthorizationRow | undefined => db.first(byId(id))

const ofPatient = prepared((patient: number) =>
  from.selectFrom('authorization').selectAll().where('patient', '=', patient).orderBy('starts').orderBy('id'),
)
export const authorizationsOf = (db: Reading, patient: number): AuthorizationRow[] => db.all(ofPatient(patient))

export const termsOf = (row: AuthorizationRow): Terms => ({
  id: row.id,
  payer: row.payer,
  number: row.number,
  status: row.status,
  starts: row.starts as Day,
  ends: row.ends as Day,
  codes: row.codes.split(' ').filter(Boolean),
  provider: row.provider,
  unit: row.unit,
  amount: row.amount,
  earlier: row.earlier,
})

export const addAuthorization = (db: Writing, row: NewAuthorization): number => db.insert(from.insertInto('authorization').values(row))
export function changeAuthorization(db: Writing, id: number, changes: Partial<NewAuthorization>): void {
  db.run(from.updateTable('authorization').set(changes).where('id', '=', id))
}

/** Every patient with an authorization. */
export const patientsAuthorized = (db: Reading): number[] =>
  db.all(from.selectFrom('authorization').select('patient').distinct().orderBy('patient')).map((row) => row.patient)

/** The number of services that were ever counted for a patient is small; the newest movement of each says what it holds. */
const newest = prepared((patient: number) =>
  from
    .selectFrom('authorization_movement as m')
    .innerJoin('authorization as a', 'a.id', 'm.authorization')
    .select(['m.kind', 'm.subject', 'm.n', 'm.authorization', 'm.to_account as account', 'm.quantity', 'm.day'])
    .where('a.patient', '=', patient)
    .orderBy('m.id'),
)
export type Held = {
  readonly kind: Kind
  readonly subject: number
  readonly n: number
  readonly day: Day
  readonly holding: Holding | undefined
}
/** What each service of a patient holds by the movements posted so far. */
export function heldBy(db: Reading, patient: number): Held[] {
  const last = new Map(db.all(newest(patient)).map((row) => [`${row.kind} ${row.subject}`, row]))
  return [...last.values()].map(({ kind, subject, n, day, authorization, account, quantity }) => ({
    kind,
    subject,
    n,
    day: day as Day,
    holding: account === 'left' ? undefined : { authorization, account, quantity },
  }))
}

/** Posts movements of a subject behind those it has. @param n how many it has */
export function addMoves(
  db: Writing,
  moves: readonly Move[],
  to: Pick<MovementRow, 'kind' | 'subject' | 'n' | 'cause' | 'day' | 'user' | 'at'>,
): void {
  const { n, ...shared } = to
  moves.forEach((move, at) =>
    db.insertRows('authorization_movement', [
      {
        ...shared,
        n: n + 1 + at,
        authorization: move.authorization,
        from_account: move.from,
        to_account: move.to,
        quantity: move.quantity,
      },
    ]),
  )
}

const sums = prepared((authorization: number) =>
  from.selectFrom('authorization_sum').selectAll().where('authorization', '=', authorization),
)
/** The sums of an authorization as its movements give them. */
export function sumsKept(db: Reading, authorization: number): Sums {
  const row = db.first(sums(authorization))
  return { reserved: row?.reserved ?? 0, used: row?.used ?? 0, confirmed: row?.confirmed ?? 0 }
}

const outlook = prepared((authorization: number) =>
  from.selectFrom('authorization_outlook').selectAll().where('authorization', '=', authorization),
)
type OutlookRow = AuthorizationTables['authorization_outlook']
export const outlookRow = (authorization: number, { lastDay, uncoveredDay, isRenewed }: Outlook): OutlookRow => ({
  authorization,
  last_day: lastDay,
  uncovered_day: uncoveredDay,
  renewed: isRenewed ? 1 : 0,
})
/** The outlook that is kept of an authorization. */
export const outlookKept = (db: Reading, authorization: number): OutlookRow | undefined => db.first(outlook(authorization))
export function keepOutlook(db: Writing, row: OutlookRow): void {
  db.run(
    from
      .insertInto('authorization_outlook')
      .values(row)
      .onConflict((on) => on.column('authorization').doUpdateSet(row)),
  )
}

export function addChoice(db: Writing, choice: Omit<AuthorizationTables['authorization_choice'], 'id'>): void {
  db.run(from.insertInto('authorization_choice').values(choice))
}

/** The movements of an authorization, the newest first, each with the person and the claim or session it is of; 500 at most. */
export const movementsOf = (db: Reading, authorization: number) =>
  db.all(
    from
      .selectFrom('authorization_movement as m')
      .leftJoin('person', 'person.id', 'm.user')
      .select(['m.id', 'm.kind', 'm.subject', 'm.from_account', 'm.to_account', 'm.quantity', 'm.cause', 'm.day', 'm.at', 'person.name'])
      .where('m.authorization', '=', authorization)
      .orderBy('m.id', 'desc')
      .limit(500),
  )

const chargeFacts = prepared((id: number) => from.selectFrom('charge').select(['patient', 'appointment']).where('id', '=', id))
const claimFacts = prepared((id: number) => from.selectFrom('claim').select(['patient', 'origin']).where('id', '=', id))
const chargesOf = prepared((claim: number) =>
  from
    .selectFrom('charge')
    .select(['id', 'patient', 'appointment'])
    .where('claim', '=', claim)
    .where('withdrawn_at', 'is', null)
    .orderBy('day')
    .orderBy('id'),
)
const sessionFacts = prepared((id: number) => from.selectFrom('appointment').select('patient').where('id', '=', id))

/** A service as the ledger knows it: a charge of a session is that session, and a claim of charges is those charges. */
export type Subject = { readonly kind: Kind; readonly id: number; readonly patient: number }
export function subjectOf(db: Reading, of: 'appointment' | 'charge', id: number): Subject | undefined {
  if (of === 'appointment') {
    const row = db.first(sessionFacts(id))
    return row && { kind: 'session', id, patient: row.patient }
  }
  const row = db.first(chargeFacts(id))
  return row && subjectOfCharge({ ...row, id })
}
const subjectOfCharge = ({ id, patient, appointment }: { id: number; patient: number; appointment: number | null }): Subject => ({
  kind: appointment === null ? 'charge' : 'session',
  id: appointment ?? id,
  patient,
})

/** The services that a claim bills, the first first; one that came in with a file is a service itself. */
export function subjectsOfClaim(db: Reading, claim: number): readonly Subject[] {
  const row = db.first(claimFacts(claim))
  if (row?.origin === 'file') return [{ kind: 'claim', id: claim, patient: row.patient }]
  return db.all(chargesOf(claim)).map(subjectOfCharge)
}
/** Whose claim it is. */
export const patientOfClaim = (db: Reading, claim: number): number | undefined => db.first(claimFacts(claim))?.patient
const denied = prepared((id: number) => from.selectFrom('denial').select('claim').where('id', '=', id))
export const claimOfDenial = (db: Reading, id: number): number | undefined => db.first(denied(id))?.claim
/** The claim of a service, once there is one. */
export function claimOfSubject(db: Reading, kind: Kind, subject: number): number | undefined {
  if (kind === 'claim') return subject
  return db.first(kind === 'charge' ? claimOfCharge(subject) : claimOfSession(subject))?.id ?? undefined
}
const claimOfCharge = prepared((charge: number) => from.selectFrom('charge').select('claim as id').where('id', '=', charge))
const claimOfSession = prepared((appointment: number) =>
  from.selectFrom('charge').select('claim as id').where('appointment', '=', appointment).where('withdrawn_at', 'is', null),
)

const leaving = prepared((claim: number) => from.selectFrom('claim').select(['status', 'sent_at']).where('id', '=', claim))
/** Whether the claim of a service is with the payer, or was decided on. */
export function hasLeft(db: Reading, { kind, id }: Pick<Subject, 'kind' | 'id'>): boolean {
  const claim = claimOfSubject(db, kind, id)
  const row = claim === undefined ? undefined : db.first(leaving(claim))
  return row !== undefined && row.sent_at !== null && !['draft', 'ready', 'held', 'rejected'].includes(row.status)
}

const newestSaying = prepared((patient: number, payer: number) =>
  from
    .selectFrom('inquiry')
    .select('authorization')
    .where('patient', '=', patient)
    .where('payer', '=', payer)
    .where('authorization', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1),
)
/** Whether the payer's newest answer about a patient says that an authorization is needed; null when it was not told. */
export function neededBy(db: Reading, patient: number, payer: number): boolean | null {
  const row = db.first(newestSaying(patient, payer))
  return row?.authorization === 'Y' ? true : row?.authorization === 'N' ? false : null
}
