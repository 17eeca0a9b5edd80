import { negate, type Cents } from '../../src-shared/money.ts'
import type { Day } from '../../src-shared/day.ts'
import { monthOf, nextMonth } from '../../src-shared/month.ts'
import { prepared, refuse, type Reading, type Writing } from '../store/index.ts'
import { closedThrough } from './months.ts'
import { from, type Account } from './records.ts'

export type Posting = {
  readonly account: Account
  /** Positive: owed, received, written off. */
  readonly cents: Cents
  /** Absent for money that belongs to no line: unapplied credit, PLB. */
  readonly line?: { readonly claim: number; readonly line: number }
  readonly group?: string
  readonly reason?: string
  /** The segment of a file that says so. */
  readonly from?: { readonly file: number; readonly segment: number }
}

export type Entry = {
  readonly kind: 'charge' | 'remittance' | 'provider' | 'patient' | 'write-off' | 'transfer'
  /** What it is made from: the same source is posted once, whatever happens. */
  readonly source: string
  readonly sourceKey: string
  readonly day: Day
  readonly user: number
  /** ISO instant. */
  readonly at: string
  readonly note?: string
  readonly postings: readonly Posting[]
}

/**
 * Writes an entry and seals it. Its postings must sum to zero, line by line; those of no money are left out. Where the month of its day is closed, it
 * belongs to the first open one and keeps its day.
 * @returns the entry's number
 * @throws when it does not balance or its source was posted before: the triggers refuse, and the transaction is undone
 */
export function record(db: Writing, entry: Entry): number {
  const postings = entry.postings.filter((one) => one.cents !== 0)
  return write(db, { ...entry, postings }, null)
}

/** Who takes an entry back and why; with a source and a place in a file when a document says so. */
export type TakeBack = {
  readonly day: Day
  readonly user: number
  readonly at: string
  readonly note: string
  readonly source?: { readonly source: string; readonly sourceKey: string }
  readonly from?: Posting['from']
}

/** The opposite of an entry, which names it. An entry is reversed at most once. @returns the new entry's number */
export function reverse(db: Writing, id: number, by: TakeBack): number {
  const { source: document, from: place, ...who } = by
  const known = db.first(entryById(id))
  if (!known) refuse('record.missing')
  const postings = db.all(postingsOf(id))
  const opposite = postings.map((one): Posting => {
    const own = one.file !== null && one.segment !== null ? { file: one.file, segment: one.segment } : undefined
    const said = place ?? own
    return {
      account: one.account,
      cents: negate(one.cents as Cents),
      ...(one.line !== null && one.claim !== null && { line: { claim: one.claim, line: one.line } }),
      ...(one.group_code !== null && { group: one.group_code }),
      ...(one.reason !== null && { reason: one.reason }),
      ...(said && { from: said }),
    }
  })
  return write(db, { kind: 'reversal', source: 'reversal', sourceKey: String(id), ...who, ...document, postings: opposite }, id)
}

const charged = prepared((claim: number) =>
  from
    .selectFrom('posting')
    .innerJoin('entry', 'entry.id', 'posting.entry')
    .select(['entry.id', 'posting.line'])
    .where('posting.claim', '=', claim)
    .where('posting.account', '=', 'charge')
    .where('entry.kind', '=', 'charge')
    .where((e) => e.not(e.exists(e.selectFrom('entry as r').select('r.id').whereRef('r.reverses', '=', 'entry.id'))))
    .orderBy('entry.id'),
)
/**
 * The entries by which lines of a claim were charged, but for those that were taken back.
 * @param lines only of these; without them, all of the claim
 */
export const chargesOfClaim = (db: Reading, claim: number, lines?: readonly number[]): number[] => [
  ...new Set(
    db
      .all(charged(claim))
      .filter(({ line }) => line !== null && (lines?.includes(line) ?? true))
      .map(({ id }) => id),
  ),
]

const entryById = prepared((id: number) => from.selectFrom('entry').select(['id', 'source']).where('id', '=', id))
const postingsOf = prepared((entry: number) => from.selectFrom('posting').selectAll().where('entry', '=', entry).orderBy('n'))

function write(db: Writing, entry: Omit<Entry, 'kind'> & { readonly kind: Entry['kind'] | 'reversal' }, reverses: number | null): number {
  const { kind, source, sourceKey, day, user, at, note = null } = entry
  const id = db.insertRows('entry', [{ kind, source, source_key: sourceKey, day, user, at, note, reverses }])
  db.insertRows(
    'posting',
    entry.postings.map((one, n) => ({
      entry: id,
      n,
      account: one.account,
      claim: one.line?.claim ?? null,
      line: one.line?.line ?? null,
      cents: one.cents,
      group_code: one.group ?? null,
      reason: one.reason ?? null,
      file: one.from?.file ?? null,
      segment: one.from?.segment ?? null,
    })),
  )
  const closed = closedThrough(db)
  if (closed !== null && monthOf(day) <= closed) db.insertRows('late_entry', [{ entry: id, month: nextMonth(closed) }])
  db.insertRows('seal', [{ entry: id }])
  return id
}
