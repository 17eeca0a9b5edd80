import type { Output } from '../../src-shared/contract/index.ts'
import type { AuditEvent, Clock, OpenStore } from '../store/index.ts'
import { deadline, type Deadline } from './deadline.ts'

/** How long emergency access lasts, and how long the passphrase given again holds, in minutes. */
const EMERGENCY = 4 * 60
export const CONFIRMED = 5

/** One person at one open store, from sign-in to lock. */
export type Seat = {
  /** Another one after the store got another key. */
  store: OpenStore
  readonly person: number
  /** Why, for emergency access; each row of the audit log repeats it. */
  readonly reason: string | null
  readonly emergency: Deadline | null
  /** Until when the passphrase given again holds. */
  confirmed: Deadline | null
  notices: Output<'store.status'>['notices']
  /** What was looked at, and when the log last said so, in milliseconds. */
  readonly looked: Map<string, number>
  /** Rows that wait while the store may only be read. */
  readonly held: { readonly user: Actor; readonly told: Told; readonly at: string }[]
}

/** A record that was named or touched: what it is, or the topic it was told under. */
export type Touched = { readonly subject: string; readonly id: number }

/** What one row of the audit log tells; the rest of it is the same for a whole sitting. */
export type Told = Omit<AuditEvent, 'at' | 'generation' | 'user' | 'name' | 'role' | 'device'>

/** Who a row of the audit log names. */
export type Actor = { readonly id: number; readonly name: string; readonly role: string }

/** Nobody acted: what the program did by itself. */
export const PARITY: Actor = { id: 0, name: 'Parity', role: 'system' }

export const newSeat = (store: OpenStore, clock: Clock, reason: string | null): Seat => ({
  store,
  person: store.person.id,
  reason,
  emergency: store.person.isEmergency ? deadline(clock, EMERGENCY) : null,
  confirmed: null,
  notices: [],
  looked: new Map(),
  held: [],
})
