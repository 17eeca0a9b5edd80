import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { providerById } from './people.ts'
import { from, type ProviderRow } from './tables.ts'

/* Enrollments, licenses and supervision of a clinician: what is kept, and how a clinician stands with a payer on a day. */

export type Enrollment = {
  readonly payer: number
  readonly state: 'asked' | 'in' | 'ended'
  readonly starts: Day
  readonly ends: Day | null
}
export type License = {
  readonly state: string
  readonly number: string
  readonly level: 'full' | 'supervised'
  readonly starts: Day
  readonly ends: Day | null
}
export type Supervision = { readonly supervisor: number; readonly starts: Day; readonly ends: Day | null }
export type Credentials = {
  readonly enrollments: readonly Enrollment[]
  readonly licenses: readonly License[]
  readonly supervisions: readonly Supervision[]
}

/** How a clinician stands with one payer on a day of service. */
export type Standing = {
  /** False of a payer without any row: the practice keeps none, and nothing is asked. */
  readonly isKept: boolean
  /** Participation with this payer, of the clinician who is billed. */
  readonly enrollments: readonly Enrollment[]
  readonly licenses: readonly License[]
  /** A supervisor on that day, or no license but one that needs supervision. */
  readonly isSupervised: boolean
  readonly supervisor: ProviderRow | undefined
}

const PARTICIPATION = 'participation'

const enrollments = prepared((provider: number) =>
  from
    .selectFrom('enrollment')
    .select(['payer', 'state', 'starts', 'ends'])
    .where('provider', '=', provider)
    .where('kind', '=', PARTICIPATION)
    .orderBy('payer')
    .orderBy('starts'),
)
const licenses = prepared((provider: number) =>
  from
    .selectFrom('license')
    .select(['state', 'number', 'level', 'starts', 'ends'])
    .where('provider', '=', provider)
    .orderBy('state')
    .orderBy('starts'),
)
const supervisions = prepared((provider: number) =>
  from.selectFrom('supervision').select(['supervisor', 'starts', 'ends']).where('provider', '=', provider).orderBy('starts'),
)
const anyOf = prepared((payer: number) =>
  from
    .selectFrom('enrollment')
    .select('id')
    .where('payer', '=', payer)
    .where('kind', '=', PARTICIPATION)
    .where('provider', 'is not', null)
    .limit(1),
)

const enrollmentsOf = (db: Reading, provider: number): Enrollment[] => db.all(enrollments(provider)) as Enrollment[]
const licensesOf = (db: Reading, provider: number): License[] => db.all(licenses(provider)) as License[]
const supervisionsOf = (db: Reading, provider: number): Supervision[] => db.all(supervisions(provider)) as Supervision[]

/** All that is kept of a clinician, by payer and state, the oldest first. */
export const credentialsOf = (db: Reading, provider: number): Credentials => ({
  enrollments: enrollmentsOf(db, provider),
  licenses: licensesOf(db, provider),
  supervisions: supervisionsOf(db, provider),
})

/** Puts what is kept of a clinician in the place of what was. Enrollments in transactions stay as they are. */
export function setCredentials(
  db: Writing,
  provider: number,
  { enrollments: all, licenses: held, supervisions: terms }: Credentials,
): void {
  db.run(from.deleteFrom('enrollment').where('provider', '=', provider).where('kind', '=', PARTICIPATION))
  db.run(from.deleteFrom('license').where('provider', '=', provider))
  db.run(from.deleteFrom('supervision').where('provider', '=', provider))
  db.insertRows(
    'enrollment',
    all.map(({ payer, state, starts, ends }) => ({ provider, payer, kind: PARTICIPATION, state, starts, ends })),
  )
  db.insertRows(
    'license',
    held.map(({ state, number, level, starts, ends }) => ({ provider, state, number, level, starts, ends })),
  )
  db.insertRows(
    'supervision',
    terms.map(({ supervisor, starts, ends }) => ({ provider, supervisor, starts, ends })),
  )
}

const under = prepared((supervisor: number) =>
  from.selectFrom('supervision').select('provider').distinct().where('supervisor', '=', supervisor).orderBy('provider'),
)
/** Whom a clinician supervises, or ever did. */
export const supervisedBy = (db: Reading, supervisor: number): number[] => db.all(under(supervisor)).map((row) => row.provider)

/** Whether a day is within a term; both ends count. */
export const isWithin = ({ starts, ends }: { readonly starts: Day; readonly ends: Day | null }, on: Day): boolean =>
  starts <= on && (ends === null || ends >= on)

/**
 * How a clinician stands with a payer on a day.
 * @param isUnder whether the payer is billed in the name of the supervisor, whose enrollment then counts
 */
export function standingOf(db: Reading, provider: number, payer: number, on: Day, isUnder: boolean): Standing {
  const held = licensesOf(db, provider)
  const inForce = held.filter((one) => isWithin(one, on))
  const term = supervisionsOf(db, provider).find((one) => isWithin(one, on))
  const supervisor = term && providerById(db, term.supervisor)
  const billed = isUnder && supervisor ? supervisor.id : provider
  const isKept = db.first(anyOf(payer)) !== undefined
  return {
    isKept,
    enrollments: isKept ? enrollmentsOf(db, billed).filter((one) => one.payer === payer) : [],
    licenses: held,
    isSupervised: term !== undefined || (inForce.length > 0 && inForce.every(({ level }) => level === 'supervised')),
    supervisor,
  }
}
