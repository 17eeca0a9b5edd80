import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { standingClock } from '../../src-main/engine/clock.ts'
import { handlers as practice, newPractice, rateHandlers, settleLooks } from '../../src-main/practice/index.ts'
import { Book, Lists, type Clock, type CommandWork, type Listener, type QueryWork } from '../../src-main/store/index.ts'

/** A clock that stands still until it is moved. */
export type TestClock = Clock & { set(today: string, time?: string): void }
export function testClock(today = '2026-11-19', time = '0930'): TestClock {
  const clock = standingClock(day(today), time)
  return { ...clock, set: (next, at) => clock.set(day(next), at) }
}

/** A small invented practice in an encrypted-code-path store in memory: one clinician, one payer, one patient with coverage, fees and rates. */
export type TestPractice = {
  readonly book: Book
  readonly clock: TestClock
  readonly provider: number
  readonly payer: number
  readonly patient: number
  query<T>(body: (work: QueryWork) => T): T
  command<T>(body: (work: CommandWork) => T): T
  readonly told: { topic: string; ids: readonly number[] }[]
}

/** A key for stores of tests on disk. */
export const TEST_KEY = 'c0'.repeat(32)

/** The owner sits in a book. @param listeners the rooms downstream that shall hear what happens */
export function sitting(
  book: Book,
  listeners: readonly Listener[] = [],
): Pick<TestPractice, 'book' | 'clock' | 'query' | 'command' | 'told'> {
  const clock = testClock()
  const told: TestPractice['told'] = []
  const user = { id: 1, name: 'Dana Whitlock', role: 'owner' as const, part2: true, provider: null }
  const lists = new Lists()
  const query: TestPractice['query'] = (body) => book.read<unknown>((db) => body({ db, clock, user, lists })) as never
  const command: TestPractice['command'] = (body) => {
    const value = book.write<unknown>((db) => {
      const work: CommandWork = {
        db,
        clock,
        user,
        lists,
        announce: (topic, ids = []) => void told.push({ topic, ids }),
        happened: (what) => listeners.forEach((listener) => listener(work, what)),
      }
      const value = body(work)
      settleLooks(db)
      return value
    })
    lists.changed()
    return value as never
  }
  return { book, clock, query, command, told }
}

/** @param listeners the rooms downstream that shall hear what happens @param at where it stands, or the book; in memory without it */
export function testPractice(listeners: readonly Listener[] = [], at?: string | Book): TestPractice {
  const book = at === undefined ? Book.open(':memory:', '') : typeof at === 'string' ? Book.open(at, TEST_KEY) : at
  const { clock, query, command, told } = sitting(book, listeners)
  command(({ db }) => newPractice(db, SETUP))
  const provider = command((work) => practice['providers.save'](work, CLINICIAN)).id
  const payer = command((work) => practice['payers.save'](work, PAYER)).id
  const patient = command((work) => practice['patients.save'](work, { ...PATIENT, coverages: [{ ...COVERAGE, payer }] })).id
  command((work) => {
    for (const [code, cents] of FEES)
      practice['fees.save'](work, {
        code,
        modifiers: [],
        credential: '',
        provider: null,
        starts: day('2025-01-01'),
        cents: cents as Argument<'fees.save'>['cents'],
      })
    for (const [code, cents] of RATES)
      rateHandlers['rates.save'](work, { payer, code, starts: day('2025-01-01'), cents: cents as Argument<'rates.save'>['cents'] })
  })
  return { book, clock, provider, payer, patient, query, command, told }
}

export const SETUP: Argument<'practice.save'> = {
  name: 'Cedar Hollow Behavioral Health',
  npi: '1234567893',
  taxId: '123456789',
  taxonomy: '261QM0801X',
  line1: '410 Alder Street',
  line2: 'Suite 3',
  city: 'Fairmont',
  state: 'OH',
  zip: '440001234',
  phone: '5550100142',
  contact: 'Dana Whitlock',
  submitterId: 'CEDARHOLLOW',
}
export const CLINICIAN: Argument<'providers.save'> = {
  id: null,
  last: 'Bell',
  first: 'Marcus',
  credential: 'LCSW',
  discipline: 'social-worker',
  npi: '1987654328',
  taxonomy: '1041C0700X',
  isActive: true,
}
export const PAYER: Argument<'payers.save'> = {
  id: null,
  name: 'Northlake Health Plan',
  ediId: 'NLHP1',
  kind: 'commercial',
  filing: 'CI',
  phone: '5550100177',
  appealsLine1: 'PO Box 4400',
  appealsCity: 'Columbus',
  appealsState: 'OH',
  appealsZip: '430001234',
  appealsFax: '5550100190',
  filingDays: 90,
  correctedDays: 180,
  appealDays: 180,
  videoModifier: '95',
  audioModifier: '93',
  quarterHours: 'midpoint',
  crisisFrom: 75,
  familyLeast: 26,
  emWith25: false,
  supervised: 'own',
  supervisedModifier: '',
  memberShape: '',
  eligibilityId: '',
  statusId: '',
  manyServices: false,
  tellsPaid: false,
  wantsReferrer: false,
  namesSite: true,
  namesTaxonomy: true,
  wantsNdc: 'usual',
  together: 'none',
}
export const PATIENT: Argument<'patients.save'> = {
  id: null,
  last: 'Quintero',
  first: 'Marisol',
  middle: null,
  born: day('1990-05-19'),
  sex: 'F',
  address: { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
  phone: null,
  diagnoses: ['F41.1'],
  coverages: [],
}
export const COVERAGE: Omit<Argument<'patients.save'>['coverages'][number], 'payer'> = {
  id: null,
  position: 1,
  memberId: 'NL8820417',
  group: 'GRP1234',
  plan: null,
  relationship: '18',
  subscriberLast: null,
  subscriberFirst: null,
  subscriberBorn: null,
  subscriberLives: 'unknown',
  subscriberAddress: { line1: '', line2: null, city: '', state: null, zip: null },
  starts: day('2025-01-01'),
  ends: null,
}
export const FEES: readonly (readonly [string, number])[] = [
  ['90791', 22000],
  ['90832', 9500],
  ['90834', 14000],
  ['90837', 17500],
  ['90846', 15500],
  ['90847', 16500],
  ['90853', 6000],
  ['90839', 24000],
  ['90840', 11500],
  ['99213', 14000],
  ['99214', 18500],
  ['90833', 9500],
  ['90836', 12000],
  ['90785', 1500],
]
const RATES: readonly (readonly [string, number])[] = [
  ['90791', 18400],
  ['90832', 7200],
  ['90834', 10800],
  ['90837', 13200],
]

/** A session of the test patient, ready for `charges.save`. */
export const session = (at: TestPractice, changes: Partial<Argument<'charges.save'>> = {}): Argument<'charges.save'> => ({
  appointment: null,
  patient: at.patient,
  provider: at.provider,
  day: day('2026-11-05'),
  start: '09:00',
  stop: '09:55',
  service: 'individual',
  mode: 'video',
  interactive: false,
  ...changes,
})
