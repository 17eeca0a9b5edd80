import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { chance } from '../../src-main/practice-payer/index.ts'
import { machineClock } from '../../src-main/engine/clock.ts'
import { firstPeople } from '../../src-main/access/index.ts'
import { handlers as practice, newPractice, practiceOf, rateHandlers } from '../../src-main/practice/index.ts'
import { appendAudit, createStore, lastEntry, Lists, type Book, type CommandWork, type KeyOptions } from '../../src-main/store/index.ts'
import { addMonths, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { live, type Standing } from './book/life.ts'
import { pen } from './book/pen.ts'
import { FEES, madeClinicians, npiOf, PAYERS, PRACTICE, rateOf } from './book/people.ts'

/*
 * A large practice for measuring: a real store, made the way every store is made, filled with years of invented sessions, claims, remittances, denials and
 * appeals. Money balances to the cent, so `parity verify` holds. The same seed makes the same people and the same life.
 */

export const MADE_OWNER = { name: 'Dana Whitlock', passphrase: 'seven quiet herons at dusk' } as const

export type MadeBook = {
  /** Claims, and so sessions and charges; a few of the last days' sessions are not charged yet. */
  readonly claims?: number
  readonly patients?: number
  readonly years?: number
  readonly clinicians?: number
  readonly seed?: number
  /** The last day of the book; the machine's by default. */
  readonly today?: Day
  /** What opening it costs; the machine's usual derivation by default. */
  readonly cost?: NonNullable<KeyOptions['cost']>
}

/** Where it is, and how many milliseconds its making took. */
export type Making = { readonly folder: string; readonly ms: number }

/**
 * Makes a book in a folder of a parent folder. By default 250,000 claims of 100,000 patients over four years, with some 20,000 denials and 1,900 remittances.
 * @returns the store's folder
 */
export function makeBook(parent: string, size: MadeBook = {}): Making {
  const { claims = 250_000, years = 4, clinicians = 32, seed = 20_261_122, today = machineClock.today() } = size
  const patients = size.patients ?? Math.ceil(claims * 0.4)
  const folder = join(parent, 'Large practice.parity')
  rmSync(folder, { recursive: true, force: true })
  const from = performance.now()
  const fill = (book: Book): void => {
    const by = chance(seed)
    const first = addMonths(today, -12 * years)
    const standing = setUp(book, by, clinicians, first)
    book.whole((database) => {
      // Rows are written in the order they happen; what they refer to may come a day later. The checks of `verify` hold every reference.
      database.pragma('foreign_keys = OFF')
      database.pragma('synchronous = OFF')
      const hand = pen(database)
      live(hand, by, { first, today, claims, patients }, standing)
      hand.counter.add({ name: 'claim', next: hand.next.claim })
      hand.counter.add({ name: 'interchange', next: hand.next.batch })
      hand.close()
      // The list of claims names what came after some of them.
      database.exec('update claim set payer = payer')
      database.pragma('foreign_keys = ON')
    })
    book.write((db) => begin(db, today))
  }
  createStore(folder, MADE_OWNER.name, MADE_OWNER.passphrase, fill, size.cost ? { cost: size.cost } : {}).close()
  return { folder, ms: performance.now() - from }
}

/** The practice, its people, payers, fees and rates. */
function setUp(book: Book, by: ReturnType<typeof chance>, clinicians: number, first: Day): Standing {
  const user = { id: 1, name: MADE_OWNER.name, role: 'owner' as const, part2: true, provider: null }
  return book.write((db) => {
    const work: CommandWork = { db, clock: machineClock, user, lists: new Lists(), announce: () => undefined, happened: () => undefined }
    newPractice(db, PRACTICE)
    for (const [code, fee] of Object.entries(FEES))
      practice['fees.save'](work, { code, modifiers: [], credential: '', provider: null, starts: first, cents: cents(fee) })
    const providers = madeClinicians(by, clinicians).map(
      (one, n) => practice['providers.save'](work, { id: null, ...one, npi: npiOf(n + 1), isActive: true }).id,
    )
    const payers = PAYERS.map((one) => practice['payers.save'](work, one.payer).id)
    PAYERS.forEach((one, n) => {
      for (const code of Object.keys(FEES))
        rateHandlers['rates.save'](work, { payer: payers[n] ?? 0, code, starts: first, cents: rateOf(one, code) })
    })
    return { providers, payers, prefix: must('a store has its practice', practiceOf(db)).prefix }
  })
}

/** The first people, and the row of the log that answers for every entry the book was made with. */
function begin(db: CommandWork['db'], today: Day): void {
  firstPeople(db, [{ id: 1, name: MADE_OWNER.name, isEmergency: false }])
  appendAudit(db, {
    at: `${today}T07:00:00.000Z`,
    generation: 1,
    user: 1,
    name: MADE_OWNER.name,
    role: 'owner',
    device: 'a made book',
    action: 'store.create',
    kind: 'change',
    outcome: 'ok',
    entries: { from: 1, to: lastEntry(db) },
  })
}
