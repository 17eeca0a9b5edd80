import fc from 'fast-check'
import { CompiledQuery, type Compilable } from 'kysely'
import { describe, expect, it } from 'vitest'
import { cents, type Cents } from '../../src-shared/money.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { monthOf, monthsThrough, nextMonth, type Month } from '../../src-shared/month.ts'
import { Book, tables, type Writing } from '../store/index.ts'
import { closedThrough, closeMonths, monthSums, record, reopenMonth, reverse, verifyLedger, verifyMonths } from './index.ts'
import type { Entry, LedgerTables, Posting } from './index.ts'

const from = tables<LedgerTables>()
const month = (text: string) => text as Month
const line = { claim: 1, line: 1 }
const who = { user: 1, at: '2026-11-19T09:00:00Z' }
const writing = <T>(book: Book, body: (db: Writing) => T): T => book.write<unknown>((db) => body(db)) as T
const close = (book: Book, ...months: string[]) =>
  writing(book, (db) => closeMonths(db, { months: months.map(month), by: 1, at: '', unfinished: () => '[]' }))
const reopen = (book: Book, why = 'A deposit of the month was forgotten') =>
  writing(book, (db) => reopenMonth(db, { by: 1, at: 'then', why }))
const broken = (book: Book) =>
  book.read((db) => [...verifyLedger(db), ...verifyMonths(db)].filter((check) => check.broken > 0).map((check) => check.id))

let key = 0
const post = (book: Book, on: Day, kind: Entry['kind'], postings: readonly Posting[], source = 'test') =>
  writing(book, (db) => record(db, { kind, source, sourceKey: String(++key), day: on, ...who, postings }))
const charge = (book: Book, on: Day, amount = 17_500) =>
  post(book, on, 'charge', [
    { account: 'payer', cents: cents(amount), line },
    { account: 'charge', cents: cents(-amount), line },
  ])
const pay = (book: Book, on: Day, amount = 11_500) =>
  post(
    book,
    on,
    'remittance',
    [
      { account: 'payment', cents: cents(amount), line },
      { account: 'payer', cents: cents(-amount), line },
    ],
    'remittance',
  )
const till = (book: Book, on: Day, amount: number) =>
  post(book, on, 'patient', [
    { account: 'payment', cents: cents(amount) },
    { account: 'credit', cents: cents(-amount) },
  ])
const said = (book: Book) => book.read(monthSums).map((one) => `${one.month} ${one.what} ${one.account} ${one.cents}`)
const daysOf = (book: Book) => book.read((db) => db.all(from.selectFrom('entry').select('day').orderBy('id'))).map((row) => row.day)

describe('a month of the books', () => {
  it('holds the entries of its days, by account and by what they are', () => {
    const book = Book.open(':memory:', '')
    charge(book, day('2026-09-10'))
    const paid = pay(book, day('2026-10-02'))
    writing(book, (db) =>
      reverse(db, paid, { day: day('2026-11-05'), ...who, note: '', source: { source: 'remittance', sourceKey: 'back' } }),
    )
    till(book, day('2026-10-05'), 3000)
    const refund = till(book, day('2026-10-06'), -1000)
    writing(book, (db) => reverse(db, refund, { day: day('2026-10-07'), ...who, note: '' }))
    expect(said(book).sort()).toEqual([
      '2026-09 charge charge -17500',
      '2026-09 charge payer 17500',
      '2026-10 insurance payer -11500',
      '2026-10 insurance payment 11500',
      '2026-10 patient credit -3000',
      '2026-10 patient payment 3000',
      '2026-11 takeback payer 11500',
      '2026-11 takeback payment -11500',
    ])
    expect(broken(book)).toEqual([])
  })

  it('that is closed takes no entry: a late one belongs to the first open month and keeps its day', () => {
    const book = Book.open(':memory:', '')
    charge(book, day('2026-09-10'))
    close(book, '2026-09', '2026-10')
    pay(book, day('2026-09-30'))
    expect(book.read(closedThrough)).toBe('2026-10')
    expect(said(book).filter((one) => one.startsWith('2026-11'))).toEqual([
      '2026-11 insurance payer -11500',
      '2026-11 insurance payment 11500',
    ])
    expect(daysOf(book)).toEqual(['2026-09-10', '2026-09-30'])
    expect(broken(book)).toEqual([])
  })

  const raw = (sourceKey: string) => ({
    kind: 'charge',
    source: 's',
    source_key: sourceKey,
    day: '2026-09-11',
    user: 1,
    at: '',
    note: null,
    reverses: null,
  })
  const refused: readonly (readonly [string, string, (db: Writing) => unknown])[] = [
    [
      'an entry that is sealed into a closed month',
      'ledger.closed',
      (db) => {
        const entry = db.insertRows('entry', [raw('k')])
        db.insertRows('posting', [
          { entry, n: 0, account: 'payer', claim: 1, line: 1, cents: 5 },
          { entry, n: 1, account: 'charge', claim: 1, line: 1, cents: -5 },
        ])
        db.insertRows('seal', [{ entry }])
      },
    ],
    [
      'an entry that is moved to a month once it is sealed',
      'ledger.sealed',
      (db) => db.insertRows('late_entry', [{ entry: 1, month: '2026-12' }]),
    ],
    [
      'a month that is closed twice',
      'ledger.closed',
      (db) => closeMonths(db, { months: [month('2026-09')], by: 1, at: '', unfinished: () => '' }),
    ],
    [
      'a month that is closed behind another',
      'ledger.closed',
      (db) => closeMonths(db, { months: [month('2026-08')], by: 1, at: '', unfinished: () => '' }),
    ],
    ['another figure', 'ledger.append-only', (db) => db.run(from.updateTable('closing_sum').set({ cents: 1 }))],
    ['another digest', 'ledger.append-only', (db) => db.run(from.updateTable('closing').set({ digest: '' }))],
    ['a closing that goes away', 'ledger.append-only', (db) => db.run(from.deleteFrom('closing'))],
    ['a month that is opened without a reason', 'ledger.append-only', (db) => reopenMonth(db, { by: 1, at: '', why: '' })],
    [
      'a month that is opened behind a closed one',
      'ledger.append-only',
      (db) => {
        closeMonths(db, { months: [month('2026-10')], by: 1, at: '', unfinished: () => '' })
        db.run(from.updateTable('closing').set({ reopened_at: 'x', reopened_by: 1, why: 'x' }).where('month', '=', '2026-09'))
      },
    ],
  ]
  it.each(refused)('refuses %s', (_name, code, attempt) => {
    const book = Book.open(':memory:', '')
    charge(book, day('2026-09-10'))
    close(book, '2026-09')
    expect(() => writing(book, attempt)).toThrow(code)
    expect(broken(book)).toEqual([])
  })

  it('is opened again with a reason, and closed once more with what came since', () => {
    const book = Book.open(':memory:', '')
    charge(book, day('2026-09-10'))
    close(book, '2026-09', '2026-10')
    expect([reopen(book), reopen(book), reopen(book)]).toEqual(['2026-10', '2026-09', null])
    charge(book, day('2026-09-12'), 100)
    close(book, '2026-09')
    expect(said(book)).toEqual(['2026-09 charge charge -17600', '2026-09 charge payer 17600'])
    expect(broken(book)).toEqual([])
  })

  const changed: readonly (readonly [string, readonly string[], Compilable<unknown>])[] = [
    ['a sum of it', ['L8'], from.updateTable('month_sum').set({ cents: 1 })],
    ['who made an entry of it', ['L8.closed'], from.updateTable('entry').set({ user: 2 })],
    ['its money', ['L8', 'L8.closed'], from.updateTable('posting').set((e) => ({ cents: e('cents', '*', 2) }))],
  ]
  it.each(changed)('is found when somebody changed %s behind the back of the triggers', (_name, found, change) => {
    const book = Book.open(':memory:', '')
    charge(book, day('2026-09-10'))
    close(book, '2026-09')
    for (const trigger of ['entry_kept', 'posting_kept'])
      writing(book, (db) => db.run({ compile: () => CompiledQuery.raw(`drop trigger ${trigger}`) }))
    writing(book, (db) => db.run(change))
    expect(book.read((db) => verifyMonths(db).filter((check) => check.broken > 0)).map((check) => check.id)).toEqual(found)
  })

  const START = day('2026-08-01')
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        does: fc.constantFrom('charge', 'pay', 'till'),
        after: fc.nat(120),
        amount: fc.integer({ min: 1, max: 9000 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('undo', 'takeback'), after: fc.nat(120), of: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('close'), more: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('reopen') }) },
  )

  it('stays what it was once closed, and months together are the whole, whatever is posted, undone and closed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const book = Book.open(':memory:', '')
        const open: number[] = []
        for (const one of steps) {
          const through = book.read(closedThrough)
          const closed = said(book).filter((text) => through !== null && text.slice(0, 7) <= through)
          if ('amount' in one) {
            const on = addDays(START, one.after)
            if (one.does === 'charge') open.push(charge(book, on, one.amount))
            else if (one.does === 'pay') open.push(pay(book, on, one.amount))
            else open.push(till(book, on, one.after % 2 ? one.amount : -one.amount))
          } else if ('of' in one) {
            const [entry] = open.splice(one.of % Math.max(1, open.length), 1)
            const by = { day: addDays(START, one.after), ...who, note: '' }
            const source = { source: 'remittance', sourceKey: `back ${++key}` }
            if (entry !== undefined)
              open.push(writing(book, (db) => reverse(db, entry, { ...by, ...(one.does === 'takeback' && { source }) })))
          } else if ('more' in one) {
            const first = through === null ? monthOf(START) : nextMonth(through)
            close(book, ...monthsThrough(first, one.more ? nextMonth(first) : first))
          } else reopen(book)
          expect(said(book).filter((text) => through !== null && text.slice(0, 7) <= through)).toEqual(closed)
        }
        expect(broken(book)).toEqual([])
        const whole = book.read((db) => db.all(from.selectFrom('posting').select(['account', 'cents'])))
        const sums = (rows: readonly { account: string; cents: number }[]) => {
          const all = new Map<string, Cents>()
          for (const row of rows) all.set(row.account, cents((all.get(row.account) ?? 0) + row.cents))
          return Object.fromEntries([...all].filter(([, own]) => own !== 0))
        }
        expect(sums(book.read(monthSums))).toEqual(sums(whole))
      }),
      { seed: 20261123, numRuns: 60 },
    )
  })
})
