import { sql } from 'kysely'
import type { Reading } from '../store/index.ts'
import { from } from './records.ts'

/** One thing that must hold, and whether it does. `broken` counts the places where it does not. */
export type Check = { readonly id: string; readonly says: string; readonly broken: number }

/** Recomputes everything that must hold in the ledger from the postings alone. Each check can be run alone. */
export function verifyLedger(db: Reading): Check[] {
  const count = (query: Parameters<typeof db.first<{ n: number }>>[0]): number => db.first(query)?.n ?? 0
  const n = sql<number>`count(*)`.as('n')
  const unbalanced = from
    .selectFrom('posting')
    .select('entry')
    .groupBy(['entry', 'line'])
    .having(sql`sum(cents)`, '<>', 0)
  const sums = (account: string, sign: string) => sql.raw<number>(`coalesce(sum(iif(account = '${account}', ${sign}cents, 0)), 0)`)
  const lines = from
    .selectFrom('posting')
    .select('line')
    .select([
      sums('charge', '-').as('charge'),
      sums('payer', '').as('payer'),
      sums('patient', '').as('patient'),
      sums('payment', '').as('payment'),
      sums('adjustment', '').as('adjustment'),
    ])
    .where('line', 'is not', null)
    .groupBy('line')
  const kept = from.selectFrom('line_sum').select(['line', 'charge', 'payer', 'patient', 'payment', 'adjustment'])
  const since = (table: 'patient_owes' | 'patient_owes_since') => from.selectFrom(table).select(['claim', 'since'])
  return [
    { id: 'L1', says: 'Every entry sums to zero, line by line.', broken: count(from.selectFrom(unbalanced.as('u')).select(n)) },
    {
      id: 'L1.sealed',
      says: 'Every entry is sealed and has postings.',
      broken: count(
        from
          .selectFrom('entry')
          .leftJoin('seal', 'seal.entry', 'entry.id')
          .where((e) =>
            e.or([e('seal.entry', 'is', null), sql<boolean>`not exists (select 1 from posting where posting.entry = entry.id)`]),
          )
          .select(n),
      ),
    },
    {
      id: 'L2',
      says: 'The sums kept for each line are the sums of its postings.',
      broken:
        count(from.selectFrom(lines.except(kept).as('more')).select(n)) +
        count(from.selectFrom(kept.except(lines as never).as('less')).select(n)),
    },
    {
      id: 'L2.claim',
      says: 'The sums kept for each claim are the sums of its lines.',
      broken: count(
        from
          .selectFrom('claim_sum')
          .leftJoin(
            from
              .selectFrom('line_sum')
              .select([
                'claim',
                sql<number>`sum(charge - payer - patient - payment - adjustment)`.as('rest'),
                sql<number>`sum(payer)`.as('payer'),
                sql<number>`sum(payment)`.as('payment'),
              ])
              .groupBy('claim')
              .as('l'),
            'l.claim',
            'claim_sum.claim',
          )
          .where((e) =>
            e.or([
              e('l.claim', 'is', null),
              e('l.rest', '<>', 0),
              e('l.payer', '<>', e.ref('claim_sum.payer')),
              e('l.payment', '<>', e.ref('claim_sum.payment')),
            ]),
          )
          .select(n),
      ),
    },
    {
      id: 'L2.since',
      says: 'Since when a patient owes on a claim is what its postings say.',
      broken:
        count(from.selectFrom(since('patient_owes').except(since('patient_owes_since')).as('more')).select(n)) +
        count(from.selectFrom(since('patient_owes_since').except(since('patient_owes')).as('less')).select(n)),
    },
    {
      id: 'L7',
      says: 'Every reversal is the exact opposite of what it reverses.',
      broken: count(
        from
          .selectFrom('entry as r')
          .innerJoin('posting as p', 'p.entry', 'r.id')
          .leftJoin('posting as o', (join) => join.onRef('o.entry', '=', 'r.reverses').onRef('o.n', '=', 'p.n'))
          .where('r.reverses', 'is not', null)
          .where((e) =>
            e.or([
              e('o.n', 'is', null),
              e(sql<number>`o.cents + p.cents`, '<>', 0),
              e(sql<number>`coalesce(o.line, 0)`, '<>', sql<number>`coalesce(p.line, 0)`),
            ]),
          )
          .select(n),
      ),
    },
  ]
}

/** So many entries are looked at in one go: some milliseconds of work, so that whoever waits behind it does not feel it. */
const ENTRIES_AT_ONCE = 800

/** How many entries there are up to an id. Entries are only ever added, with a higher id: what was counted stays true. */
type Place = { readonly count: number; readonly id: number }
const START: Place = { count: 0, id: 0 }
const placesOf = new WeakMap<Reading, { newest: Place; looked: Place }>()

/**
 * Whether entries sum to zero, line by line (L1), for as many of them as are quickly looked at. They are counted, not named by their ids: who does not
 * see every patient learns from no gap that there are others.
 */
export function balanceSince(db: Reading, since: number): { upTo: number; newest: number; broken: number } {
  const places = placesOf.get(db) ?? { newest: START, looked: START }
  placesOf.set(db, places)
  const entries = (after: number) => from.selectFrom('entry').select('id').where('id', '>', after).orderBy('id')
  const placeAfter = ({ count, id }: Place, query: ReturnType<typeof entries>): Place => {
    const more = db.first(from.selectFrom(query.as('next')).select([sql<number>`count(*)`.as('n'), sql<number | null>`max(id)`.as('last')]))
    return { count: count + (more?.n ?? 0), id: more?.last ?? id }
  }
  places.newest = placeAfter(places.newest, entries(places.newest.id))
  // Whoever asks goes on where they were; anybody else, as a second window, is counted in from the start.
  const first =
    since === places.looked.count
      ? places.looked
      : since === 0
        ? START
        : placeAfter(START, entries(0).limit(Math.min(since, places.newest.count)))
  const last = placeAfter(first, entries(first.id).limit(ENTRIES_AT_ONCE))
  places.looked = last
  // Some may have been hidden from this sight since they were counted.
  if (last.count - first.count < ENTRIES_AT_ONCE) places.newest = last
  const unbalanced = from
    .selectFrom('posting')
    .select('entry')
    .where('entry', '>', first.id)
    .where('entry', '<=', last.id)
    .groupBy(['entry', 'line'])
    .having(sql`sum(cents)`, '<>', 0)
  const broken = db.first(from.selectFrom(unbalanced.as('u')).select(sql<number>`count(distinct u.entry)`.as('n')))?.n ?? 0
  return { upTo: last.count, newest: places.newest.count, broken }
}
