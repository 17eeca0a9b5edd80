import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { cents, negate, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import { day } from '../../src-shared/day.ts'
import { Book, tables, type Writing } from '../store/index.ts'
import { balanceSince, claimSums, record, reverse, verifyLedger, type Entry, type LedgerTables, type Posting } from './index.ts'

const from = tables<LedgerTables>()
const on = day('2026-11-19')
const line = { claim: 1, line: 1 }
const entry = (sourceKey: string, postings: readonly Posting[]): Entry => ({
  kind: 'remittance',
  source: 'test',
  sourceKey,
  day: on,
  user: 1,
  at: '2026-11-19T09:00:00Z',
  postings,
})
const charge = (amount: number, at = line): Posting[] => [
  { account: 'payer', cents: cents(amount), line: at },
  { account: 'charge', cents: cents(-amount), line: at },
]
const broken = (book: Book) =>
  book
    .read((db) => verifyLedger(db))
    .filter((check) => check.broken > 0)
    .map((check) => check.id)
const writing = <T>(book: Book, body: (db: Writing) => T): T => book.write<unknown>((db) => body(db)) as T

describe('the ledger', () => {
  it('keeps what payer and patient owe, as the sum of entries', () => {
    const book = Book.open(':memory:', '')
    writing(book, (db) => record(db, entry('c', charge(17500))))
    writing(book, (db) =>
      record(
        db,
        entry('r', [
          { account: 'payer', cents: cents(-17500), line },
          { account: 'payment', cents: cents(11500), line },
          { account: 'adjustment', cents: cents(3500), line, group: 'CO', reason: '45' },
          { account: 'patient', cents: cents(2500), line, group: 'PR', reason: '3' },
        ]),
      ),
    )
    expect(book.read((db) => claimSums(db, 1))).toEqual({ charge: 17500, payer: 0, patient: 2500, payment: 11500, adjustment: 3500 })
    expect(broken(book)).toEqual([])
  })

  it('is looked at a part at a time, from any place, and by two who take turns', () => {
    const book = Book.open(':memory:', '')
    const add = (from: number, to: number): void => {
      for (let n = from; n < to; n++) writing(book, (db) => record(db, entry(`c${n}`, charge(100 + n))))
    }
    const look = (since: number) => book.read((db) => balanceSince(db, since))
    add(0, 1700)
    expect(look(0)).toEqual({ upTo: 800, newest: 1700, broken: 0 })
    expect(look(800)).toEqual({ upTo: 1600, newest: 1700, broken: 0 })
    expect(look(0)).toEqual({ upTo: 800, newest: 1700, broken: 0 })
    expect(look(1600)).toEqual({ upTo: 1700, newest: 1700, broken: 0 })
    expect(look(1700)).toEqual({ upTo: 1700, newest: 1700, broken: 0 })
    add(1700, 1703)
    expect(look(1700)).toEqual({ upTo: 1703, newest: 1703, broken: 0 })
    expect(look(9000)).toEqual({ upTo: 1703, newest: 1703, broken: 0 })
    writing(book, (db) => db.run({ compile: () => CompiledQuery.raw('drop trigger posting_kept') }))
    for (const n of [1, 800, 801, 1703])
      writing(book, (db) =>
        db.run(
          from
            .updateTable('posting')
            .set({ cents: cents(1) })
            .where('entry', '=', n)
            .where('n', '=', 1),
        ),
      )
    expect([look(0), look(800), look(1600)].map(({ broken: found }) => found)).toEqual([2, 1, 1])
  })

  const refused: readonly (readonly [string, string, (db: Writing) => unknown])[] = [
    ['an entry that does not balance', 'ledger.unbalanced', (db) => record(db, entry('x', [{ account: 'payer', cents: cents(1), line }]))],
    [
      'one that balances in all but not by line',
      'ledger.unbalanced',
      (db) =>
        record(
          db,
          entry('x', [
            { account: 'payer', cents: cents(5), line },
            { account: 'charge', cents: cents(-5), line: { claim: 1, line: 2 } },
          ]),
        ),
    ],
    ['an empty one', 'ledger.unbalanced', (db) => record(db, entry('x', []))],
    [
      'one whose postings are all of no money',
      'ledger.unbalanced',
      (db) => record(db, entry('x', [{ account: 'payer', cents: NO_MONEY, line }])),
    ],
    ['the same source twice', 'UNIQUE', (db) => [record(db, entry('x', charge(5))), record(db, entry('x', charge(5)))]],
    [
      'a second reversal',
      'UNIQUE',
      (db) => {
        const first = record(db, entry('x', charge(5)))
        const by = { day: on, user: 1, at: '', note: '' }
        return [reverse(db, first, by), reverse(db, first, by)]
      },
    ],
    [
      'a posting after the seal',
      'ledger.sealed',
      (db) => {
        const id = record(db, entry('x', charge(5)))
        db.insertRows('posting', [{ entry: id, n: 9, account: 'payer', claim: 1, line: 1, cents: 5 }])
      },
    ],
    [
      'a change',
      'ledger.append-only',
      (db) => {
        record(db, entry('x', charge(5)))
        db.run(from.updateTable('posting').set({ cents: 6 }))
      },
    ],
    [
      'a deletion',
      'ledger.append-only',
      (db) => {
        record(db, entry('x', charge(5)))
        db.run(from.deleteFrom('posting'))
      },
    ],
    [
      'an entry without a seal, at the commit',
      'FOREIGN KEY',
      (db) =>
        db.run(
          from
            .insertInto('entry')
            .values({ kind: 'charge', source: 's', source_key: 'k', day: on, user: 1, at: '', note: null, reverses: null }),
        ),
    ],
    [
      'a payer posting without a line',
      'CHECK',
      (db) =>
        record(
          db,
          entry('x', [
            { account: 'payer', cents: cents(5) },
            { account: 'charge', cents: cents(-5) },
          ]),
        ),
    ],
  ]
  it.each(refused)('refuses %s', (_name, code, attempt) => {
    const book = Book.open(':memory:', '')
    expect(() => writing(book, attempt)).toThrow(code)
    expect(book.read((db) => db.all(from.selectFrom('entry').select('id')))).toEqual([])
  })

  it('finds sums that somebody changed behind its back', () => {
    const book = Book.open(':memory:', '')
    writing(book, (db) => record(db, entry('c', charge(17500))))
    writing(book, (db) => db.run(from.updateTable('line_sum').set({ payer: 1 })))
    expect(broken(book)).toEqual(['L2', 'L2.claim'])
  })

  const amount = fc.integer({ min: 1, max: 100_000 })
  const split = fc.tuple(amount, fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 3, maxLength: 3 }))

  it('post and reverse is never posted, whatever was posted', () => {
    const book = Book.open(':memory:', '')
    let claim = 0
    fc.assert(
      fc.property(fc.array(split, { minLength: 1, maxLength: 8 }), (entries) => {
        claim++
        const ids = entries.map(([total, parts], n) =>
          writing(book, (db) => record(db, entry(`${claim} ${n}`, spread(total, parts, { claim, line: claim * 10 + (n % 3) })))),
        )
        for (const id of ids) writing(book, (db) => reverse(db, id, { day: on, user: 1, at: '', note: 'undone' }))
        expect(book.read((db) => claimSums(db, claim))).toEqual({ charge: 0, payer: 0, patient: 0, payment: 0, adjustment: 0 })
      }),
      { seed: 20261119, numRuns: 200 },
    )
    expect(broken(book)).toEqual([])
  })

  it('the order of entries does not matter to any sum', () => {
    const book = Book.open(':memory:', '')
    let claim = 0
    fc.assert(
      fc.property(fc.array(split, { minLength: 2, maxLength: 6 }), fc.integer(), (entries, seed) => {
        const sums = (order: readonly number[]) => {
          claim++
          for (const n of order) {
            const [total, parts] = entries[n] ?? [0, []]
            writing(book, (db) => record(db, entry(`${claim} ${n}`, spread(total, parts, { claim, line: claim }))))
          }
          return book.read((db) => claimSums(db, claim))
        }
        const order = entries.map((_, n) => n)
        expect(sums([...order].sort((a, b) => ((a * 31 + seed) % 7) - ((b * 31 + seed) % 7)))).toEqual(sums(order))
      }),
      { seed: 20261119, numRuns: 100 },
    )
  })
})

/** A payment, a write-off and a patient's share, the rest left with the payer. */
function spread(total: number, [paid = 0, off = 0, owed = 0]: readonly number[], at: { claim: number; line: number }): Posting[] {
  const parts: Posting[] = [
    { account: 'payment', cents: cents(paid), line: at },
    { account: 'adjustment', cents: cents(off), line: at, group: 'CO', reason: '45' },
    { account: 'patient', cents: cents(owed), line: at, group: 'PR', reason: '3' },
  ]
  const rest = negate(cents(parts.reduce((all, one) => all + one.cents, 0)))
  return [
    ...parts,
    { account: 'payer', cents: rest, line: at },
    { account: 'payer', cents: cents(total) as Cents, line: at },
    { account: 'charge', cents: cents(-total), line: at },
  ]
}
