import type { Output } from '../../../src-shared/contract/index.ts'
import { must } from '../../../src-shared/result.ts'
import { sendFileAgain } from '../../claims/index.ts'
import { refuse, type Handlers, type Reading } from '../../store/index.ts'
import { connectionById, connectionEver, connectionsOf } from '../connections/records.ts'
import { standingOf, troubleOf } from '../connections/rules.ts'
import { workConnection } from './courier.ts'
import { changeParcel, parcelOfFile } from './records.ts'
import { outboxWords, type OutboxState } from './rules.ts'

export const handlers = {
  'outbox.work': async (work, { id }) => {
    const ids = work.read<unknown>(({ db }) =>
      (id === null ? connectionsOf(db).filter(({ paused }) => paused === 0) : [connectionById(db, id) ?? refuse('record.missing')]).map(
        (one) => one.id,
      ),
    ) as readonly number[]
    if (ids.length === 0) refuse('connection.none', { fix: 'Set one up under Setup, Connections.' })
    const connections: Output<'outbox.work'>['connections'] = []
    for (const [n, one] of ids.entries()) {
      if (work.stopped()) break
      work.progress(n, ids.length, 'Sending and fetching')
      const { trouble, ...round } = await workConnection(work, one)
      connections.push({ ...round, trouble: trouble === null ? null : troubleOf(trouble).words })
    }
    work.progress(ids.length, ids.length, 'Sending and fetching')
    return { connections }
  },

  'outbox.settle': ({ db, clock, announce, remark }, { file, is }) => {
    const parcel = parcelOfFile(db, file) ?? refuse('record.missing')
    if (!['reconcile', 'failed'].includes(parcel.standing)) refuse('outbox.settled')
    if (is === 'there') changeParcel(db, parcel.id, { state: 'sent', reason: null, sent_at: parcel.sent_at ?? clock.now() })
    else changeParcel(db, parcel.id, { state: 'waiting', committing: 0, reason: null })
    remark?.(is)
    announce('files', [file])
    announce('connections', [parcel.connection])
    return {}
  },
  'outbox.reroute': (work, { file, connection, reason }) => {
    const { db } = work
    const to = connectionById(db, connection) ?? refuse('record.missing', { at: { field: 'connection' } })
    if (!to.carries.split(',').includes('837P'))
      refuse('connection.none', { message: `${to.name} carries no claims.`, at: { field: 'connection' } })
    const parcel = parcelOfFile(db, file)
    if (parcel?.standing === 'arrived' || parcel?.standing === 'withdrawn') refuse('outbox.settled')
    if (parcel?.connection === to.id)
      refuse('connection.none', { message: `This file is with ${to.name} already.`, at: { field: 'connection' } })
    return sendFileAgain(work, file, { connection, name: to.name, reason, mayHaveArrived: mayHaveArrived(parcel?.standing) })
  },
} satisfies Pick<Handlers, 'outbox.work' | 'outbox.settle' | 'outbox.reroute'>

/** A file that went by hand, and one whose sending broke off, may be there; one that waits or was refused is not. */
const mayHaveArrived = (state: OutboxState | undefined): boolean => state !== 'waiting' && state !== 'failed'

/** How a file goes out, or null when it goes by hand. */
export function outboxOf(db: Reading, file: number): Output<'exchange.file'>['outbox'] {
  const parcel = parcelOfFile(db, file)
  if (!parcel) return null
  const connection = must('a file in the outbox has its connection', connectionEver(db, parcel.connection))
  const { state, words, fix } = standingOf({ ...connection, waiting: 0 })
  const isHeld = !['works', 'new'].includes(state)
  return {
    connection: connection.name,
    state: parcel.standing,
    name: parcel.name,
    ...outboxWords({
      state: parcel.standing,
      connection: connection.name,
      tries: parcel.tries,
      reason: parcel.reason,
      held: isHeld ? { words, fix } : null,
    }),
    tries: parcel.tries,
    nextAt: parcel.standing === 'waiting' ? connection.next_at : null,
    sentAt: parcel.sent_at,
  }
}
