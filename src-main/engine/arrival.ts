import { firstPeople, noticesFor, signedIn, userAt } from '../access/index.ts'
import { lastEntry, refuse, type Clock, type Writing } from '../store/index.ts'
import type { Recorder } from './recording.ts'
import { PARITY, type Actor, type Seat } from './seat.ts'

/** How a person came in: what the audit log calls it. A store made here has its row already. */
export type Arrival = 'sign-in' | 'store.create' | 'store.recover' | 'store.restore'

/** Seats a person: notes the sign-in, and gathers what must be told first. @throws Trouble `access.denied` for a key without a person */
export function arrive(seat: Seat, how: Arrival, { clock, recorder }: { readonly clock: Clock; readonly recorder: Recorder }): Actor {
  const holder = seat.store.person
  if (seat.store.halted) {
    const user = seat.store.book.read((db) => userAt(db, holder.id)) ?? refuse('access.denied')
    recorder.note(seat, PARITY, { action: 'halt', kind: 'security', outcome: 'ok', code: seat.store.halted?.why ?? null })
    recorder.note(seat, user, { action: how, kind: 'security', outcome: 'ok' })
    return user
  }
  return seat.store.book.write<Actor>((db) => {
    adopt(db, seat, recorder)
    const user = userAt(db, holder.id) ?? refuse('access.denied', { fix: 'Ask an owner: your key is known, and your name no longer is.' })
    const failures = seat.store.failures
    seat.notices = noticesFor(db, user, failures)
    if (failures)
      recorder.append(db, seat, PARITY, {
        action: 'sign-in',
        kind: 'refusal',
        outcome: 'refused',
        code: 'store.passphrase',
        object: `failures ${failures.count}; last ${failures.last}`,
      })
    if (how !== 'store.create') recorder.append(db, seat, user, { action: how, kind: 'security', outcome: 'ok', reason: seat.reason })
    signedIn(db, holder, clock.now())
    return user
  })
}

/** A store from before there were people takes them from its key ring, and one row of the log answers for what its ledger holds. */
function adopt(db: Writing, seat: Seat, recorder: Recorder): void {
  if (!firstPeople(db, seat.store.ring.slots)) return
  const last = lastEntry(db)
  recorder.append(db, seat, PARITY, {
    action: 'store.adopt',
    kind: 'security',
    outcome: 'ok',
    object: 'people',
    entries: last > 0 ? { from: 1, to: last } : null,
  })
}
