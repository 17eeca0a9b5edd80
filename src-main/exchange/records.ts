import { sql, type Generated } from 'kysely'
import { dayOf, tables, type ListPlan, type Reading, type Writing } from '../store/index.ts'
import { outboxStanding } from './outbox/records.ts'
import type { PartOutcome, PartStatus } from './rules.ts'

/** Files and what became of their parts, as kysely sees them. */
export type ExchangeTables = {
  file: {
    id: Generated<number>
    direction: 'in' | 'out'
    name: string
    kind: string
    at: string
    size: number
    status: string
    summary: string
    findings: number
  }
  file_part: { file: number; n: number; kind: string; status: PartStatus; words: string; details: string }
  batch: { id: number; usage: 'T' | 'P' }
}
const from = tables<ExchangeTables>()

/** Keeps what became of the n-th part of a file, in the transaction of its effect. */
export function keepPart(db: Writing, file: number, n: number, part: PartOutcome): void {
  db.run(
    from
      .insertInto('file_part')
      .values({ file, n, kind: part.kind, status: part.status, words: part.words, details: part.details.join('\n') }),
  )
}

export const isPartDone = (db: Reading, file: number, n: number): boolean =>
  db.first(from.selectFrom('file_part').select('n').where('file', '=', file).where('n', '=', n)) !== undefined

/** What became of the parts of a file, in its order. */
export const partsDone = (db: Reading, file: number): PartOutcome[] =>
  db
    .all(from.selectFrom('file_part').selectAll().where('file', '=', file).orderBy('n'))
    .map(({ kind, status, words, details }) => ({ kind, status, words, details: details.split('\n').filter(Boolean) }))

/** Whether the practice ever sent a file that was not a test. */
export const sendsProduction = (db: Reading): boolean =>
  db.first(from.selectFrom('batch').select('id').where('usage', '=', 'P').limit(1)) !== undefined

export type FileListRow = {
  id: number
  direction: 'in' | 'out'
  name: string
  kind: string
  at: string
  size: number
  status: string
  summary: string
  findings: number
}

/** A file that was written stands where the outbox says; without a connection it waits until it was saved to a place or the other side answered it. */
const standing = sql<string>`case when exists (select 1 from outbox where outbox.file = file.id)
  then (select ${outboxStanding} from outbox where outbox.file = file.id)
  when file.direction = 'out' and file.status = 'written'
  and (exists (select 1 from batch where batch.file = file.id and batch.status <> 'written')
  or exists (select 1 from inquiry where inquiry.request = file.id and inquiry.answered_at is not null)
  or exists (select 1 from status_inquiry where status_inquiry.request = file.id and status_inquiry.answered_at is not null)) then 'arrived' else file.status end`

/** The file was saved where a person chose, from where it goes to the other side. */
export function fileSaved(db: Writing, id: number): boolean {
  return (
    db.run(
      from.updateTable('file').set({ status: 'saved' }).where('id', '=', id).where('direction', '=', 'out').where('status', '=', 'written'),
    ) > 0
  )
}

/** The exchange grid: files as they came and went. Its own order is that of their numbers, which is the order of time. */
export const filePlan: ListPlan<ExchangeTables, 'file', FileListRow> = {
  name: 'files',
  from: from.selectFrom('file') as ListPlan<ExchangeTables, 'file', FileListRow>['from'],
  row: (query) => query.select(['id', 'direction', 'name', 'kind', 'at', 'size', standing.as('status'), 'summary', 'findings']),
  fields: {
    id: { is: 'number', of: sql`file.id` },
    direction: { is: 'text', of: sql`file.direction` },
    name: { is: 'text', of: sql`file.name` },
    kind: { is: 'text', of: sql`file.kind` },
    at: { is: 'day', of: dayOf('file.at') },
    size: { is: 'number', of: sql`file.size` },
    status: { is: 'text', of: standing },
    summary: { is: 'text', of: sql`file.summary` },
    findings: { is: 'number', of: sql`file.findings` },
  },
  id: sql<number>`file.id`,
  sums: {},
  usual: [{ by: 'id', down: true }],
}
