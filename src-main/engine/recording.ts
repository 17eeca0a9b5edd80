import type { AuditLevel, Call, Topic } from '../../src-shared/contract/index.ts'
import { appendAudit, type AuditKind, type Clock, type Writing } from '../store/index.ts'
import { objectOf } from './objects.ts'
import type { Actor, Seat, Told, Touched } from './seat.ts'

/** What a change did, besides its reply. */
export type Made = {
  readonly isTouched: boolean
  readonly entries: { readonly from: number; readonly to: number } | null
  readonly told: ReadonlyMap<Topic, ReadonlySet<number>>
  /** A word the handler left for the log. */
  readonly remark: string | null
}

/** Looking at the same thing again within this time is one look (milliseconds). */
const ONE_LOOK = 60_000
const MOST_LOOKS = 2000

/** Writes the rows of a sitting. */
export class Recorder {
  readonly #clock: Clock
  readonly #device: string

  constructor(clock: Clock, device: string) {
    this.#clock = clock
    this.#device = device
  }

  /** One row, in the transaction of what it tells of. */
  append(db: Writing, seat: Pick<Seat, 'store' | 'reason'>, user: Actor, told: Told, at = this.#clock.now()): void {
    appendAudit(db, {
      ...told,
      reason: told.reason ?? (user.id === 0 ? null : seat.reason),
      at,
      generation: seat.store.ring.generation,
      user: user.id,
      name: user.name,
      role: user.role,
      device: this.#device,
    })
  }

  /** One row in a transaction of its own. While the store may only be read it waits, and is written when the store goes on. */
  note(seat: Seat, user: Actor, told: Told): void {
    if (seat.store.halted) seat.held.push({ user, told, at: this.#clock.now() })
    else seat.store.book.write((db) => this.append(db, seat, user, told))
  }

  /** Writes what waited. */
  release(seat: Seat): void {
    if (seat.held.length === 0 || seat.store.halted) return
    seat.store.book.write((db) => seat.held.forEach(({ user, told, at }) => this.append(db, seat, user, told, at)))
    seat.held.length = 0
  }

  /** That something was looked at: once a minute for the same person, call and record. The row is kept before the reply is given. */
  look(seat: Seat, user: Actor, told: Told): void {
    const key = JSON.stringify([user.id, told.action, told.object, told.outcome, told.code])
    const now = Date.parse(this.#clock.now())
    const before = seat.looked.get(key)
    if (before !== undefined && Math.abs(now - before) < ONE_LOOK) return
    this.note(seat, user, told)
    seat.looked.delete(key)
    seat.looked.set(key, now)
    const oldest = seat.looked.size > MOST_LOOKS ? seat.looked.keys().next().value : undefined
    if (oldest !== undefined) seat.looked.delete(oldest)
  }
}

const KINDS: Readonly<Record<AuditLevel, AuditKind>> = {
  // Nothing is written of these but that they were refused, or that they moved money after all.
  none: 'change',
  view: 'view',
  change: 'change',
  money: 'money',
  export: 'export',
  security: 'security',
}
const kindOf = (call: Call): AuditKind => KINDS[call.audit]

/** Whose records a call names. */
type About = { readonly named: readonly Touched[]; readonly patient: number | null }
export const NOBODY: About = { named: [], patient: null }

/** What a call is about, before it did anything: names of fields, ids, and a reason as it was typed. */
export function callTold(name: string, call: Call, about: About, given: unknown, key: string | undefined): Told {
  const input = typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {}
  const reason = input['reason']
  return {
    action: name,
    kind: kindOf(call),
    outcome: 'ok',
    object: objectOf(about.named),
    patient: about.patient,
    fields: call.audit === 'view' ? '' : Object.keys(input).join(' '),
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    request: key ?? null,
  }
}

/** The row of a change: besides what the call named, what it touched is what it told windows of. */
export function changeTold(told: Told, about: About, made: Made): Told {
  const touched = [...made.told].flatMap(([topic, ids]) => [...ids].map((id) => ({ subject: topic, id })))
  const topics = [...made.told].filter(([, ids]) => ids.size === 0).map(([topic]) => topic)
  const patients = made.told.get('patients')
  const [patient = null] = patients?.size === 1 ? patients : []
  return {
    ...told,
    object: objectOf([...about.named, ...touched], topics),
    patient: about.patient ?? patient,
    entries: made.entries,
    code: made.remark,
  }
}
