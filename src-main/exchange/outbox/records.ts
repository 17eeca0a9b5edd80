import { sql, type Generated, type Selectable, type Updateable } from 'kysely'
import { tables, type Reading, type Writing } from '../../store/index.ts'
import type { Remote } from '../transports/line.ts'
import type { OutboxState } from './rules.ts'

/** The outbox and what was fetched, as kysely sees them. */
export type OutboxTables = {
  outbox: {
    id: Generated<number>
    file: number
    connection: number
    kind: string
    name: string
    sha256: string
    message: string
    state: 'waiting' | 'sending' | 'sent' | 'reconcile' | 'failed'
    committing: Generated<number>
    holder: Generated<string>
    tries: Generated<number>
    reason: string | null
    queued_at: string
    tried_at: string | null
    sent_at: string | null
    withdrawn_at: string | null
  }
  fetched: { connection: number; path: string; size: number; modified: string; file: number | null; at: string; settled: Generated<number> }
}
const from = tables<OutboxTables>()

export type OutboxRecord = Selectable<OutboxTables['outbox']>
type Changes = Updateable<
  Pick<OutboxTables['outbox'], 'state' | 'committing' | 'tries' | 'reason' | 'tried_at' | 'sent_at' | 'withdrawn_at'>
>

/** Whether the other side answered a file: then it has it, whatever became of the line. */
const answered = sql<number>`(exists (select 1 from batch where batch.file = outbox.file and batch.status <> 'written')
  or exists (select 1 from inquiry where inquiry.request = outbox.file and inquiry.answered_at is not null)
  or exists (select 1 from status_inquiry where status_inquiry.request = outbox.file and status_inquiry.answered_at is not null)
  or exists (select 1 from review where review.request = outbox.file and review.answer is not null))`

/** Where a file of the outbox stands, with what came back counted in. */
export const outboxStanding = sql<OutboxState>`case when ${answered} then 'arrived' when outbox.withdrawn_at is not null then 'withdrawn' else outbox.state end`

export const addToOutbox = (
  db: Writing,
  row: Omit<OutboxRecord, 'id' | 'committing' | 'holder' | 'tries' | 'reason' | 'tried_at' | 'sent_at' | 'withdrawn_at'>,
): number => db.insert(from.insertInto('outbox').values(row))

export const isNameUsed = (db: Reading, connection: number, name: string): boolean =>
  db.first(from.selectFrom('outbox').select('id').where('connection', '=', connection).where('name', '=', name)) !== undefined

/** Takes a parcel that waits on its way, if no other sending did. */
export const claimParcel = (db: Writing, id: number, holder: string, at: string): boolean =>
  db.run(
    from
      .updateTable('outbox')
      .set((one) => ({ state: 'sending', committing: 0, holder, tried_at: at, tries: one('tries', '+', 1), reason: null }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('withdrawn_at', 'is', null),
  ) > 0

/** What a sitting that is over left on its way. */
export const leftBehind = (db: Reading, holder: string): OutboxRecord[] =>
  db.all(from.selectFrom('outbox').selectAll().where('state', '=', 'sending').where('holder', '<>', holder))

export function changeParcel(db: Writing, id: number, changes: Changes): void {
  db.run(from.updateTable('outbox').set(changes).where('id', '=', id))
}

export const parcelOfFile = (db: Reading, file: number): (OutboxRecord & { standing: OutboxState }) | undefined =>
  db.first(from.selectFrom('outbox').selectAll().select(outboxStanding.as('standing')).where('file', '=', file))

/** What a connection has of one state and nobody answered yet, the oldest first. */
export const parcelsIn = (db: Reading, connection: number, state: OutboxRecord['state']): OutboxRecord[] =>
  db.all(
    from
      .selectFrom('outbox')
      .selectAll()
      .where('connection', '=', connection)
      .where('state', '=', state)
      .where('withdrawn_at', 'is', null)
      .where(sql<boolean>`not ${answered}`)
      .orderBy('id'),
  )

/** What was sent by a connection since a moment, whether or not it was answered. */
export const recentlySent = (db: Reading, connection: number, since: string): (OutboxRecord & { isAnswered: boolean })[] =>
  db
    .all(
      from
        .selectFrom('outbox')
        .selectAll()
        .where('connection', '=', connection)
        .where('state', '=', 'sent')
        .select(answered.as('answered'))
        .where('sent_at', '>=', since)
        .orderBy('id'),
    )
    .map(({ answered: one, ...row }) => ({ ...row, isAnswered: one === 1 }))

/** How many files of each connection stand where. */
export const outboxCounts = (db: Reading): { connection: number; standing: OutboxState; files: number }[] =>
  db.all(
    from
      .selectFrom('outbox')
      .where('state', '<>', 'sent')
      .select(['connection', outboxStanding.as('standing'), sql<number>`count(*)`.as('files')])
      .groupBy(['connection', sql`standing`]),
  )

/** What lay there looked like this when it was fetched. */
const like = (connection: number, { path, size, modified }: Remote) =>
  from
    .selectFrom('fetched')
    .selectAll()
    .where('connection', '=', connection)
    .where('path', '=', path)
    .where('size', '=', size)
    .where('modified', '=', modified)

export const fetchedBefore = (db: Reading, connection: number, remote: Remote): { file: number | null; settled: number } | undefined =>
  db.first(like(connection, remote))

export function keepFetched(db: Writing, connection: number, { path, size, modified }: Remote, file: number | null, at: string): void {
  db.run(
    from
      .insertInto('fetched')
      .values({ connection, path, size, modified, file, at })
      .onConflict((conflict) => conflict.doNothing()),
  )
}

export function settleFetched(db: Writing, connection: number, { path, size, modified }: Remote): void {
  db.run(
    from
      .updateTable('fetched')
      .set({ settled: 1 })
      .where('connection', '=', connection)
      .where('path', '=', path)
      .where('size', '=', size)
      .where('modified', '=', modified),
  )
}
