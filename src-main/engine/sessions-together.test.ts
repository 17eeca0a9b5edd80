import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PAYER, session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { sum } from '../../src-shared/money.ts'
import { handlers as authorizations, listeners as counting } from '../authorizations/index.ts'
import { handlers as charges } from '../charges/index.ts'
import { postingsOfClaim } from '../ledger/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { fileBytes } from '../store/index.ts'
import { verifyStore } from '../today/index.ts'
import { claimsOf as claimsIn, readAny, readFile, setsOf, type Professional } from '../x12/index.ts'
import { handlers as claims, listeners, sendClaims } from '../claims/index.ts'

/* Several sessions on one claim, from their charges to the file, and apart again. */

type Changes = Parameters<typeof session>[1]
type Together = 'none' | 'day' | 'week' | 'month'
/** Entries are named in the audit log by the gate, which these calls do not go through. */
const AUDITED = 'L10'
const MONDAY = day('2026-11-02')
const view = { filters: [], sort: [] }

function practiceWith(together: Together): TestPractice {
  const at = testPractice([...counting, ...listeners])
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, together }))
  return at
}
const save = (at: TestPractice, changes: Changes = {}) => at.command((work) => charges['charges.save'](work, session(at, changes)))
const withdraw = (at: TestPractice, charge: number) => at.command((work) => charges['charges.withdraw'](work, { charge }))
const split = (at: TestPractice, id: number, charge: number) => at.command((work) => claims['claims.split'](work, { id, charge }))
const join = (at: TestPractice, id: number, into: number) => at.command((work) => claims['claims.join'](work, { id, into }))
const detail = (at: TestPractice, id: number | null) => at.query((work) => claims['claims.get'](work, { id: id ?? 0 }))
const listed = (at: TestPractice) => at.query((work) => claims['claims.list'](work, { view, window: 0 })).rows
const broken = (at: TestPractice) => at.query(({ db }) => verifyStore(db)).filter((check) => check.broken > 0 && check.id !== AUDITED)
const lines = (at: TestPractice, id: number | null) =>
  detail(at, id).lines.map(({ n, day: on, code, pointers, chargeId }) => [n, on, code, pointers.join(), chargeId])

test.each<readonly [Together, readonly number[]]>([
  ['none', [1, 1, 1, 1, 1]],
  ['day', [2, 1, 1, 1]],
  ['week', [4, 1]],
  ['month', [5]],
])('a payer that takes those of a %s on one claim', (together, want) => {
  const at = practiceWith(together)
  const days = [0, 0, 2, 4, 7]
  days.forEach((after, n) => save(at, { day: addDays(MONDAY, after), start: `1${n}:00`, stop: `1${n}:55` }))
  const found = listed(at).map(({ id }) => detail(at, id).lines.length)
  expect(found.toSorted((one, other) => other - one)).toEqual(want)
  expect(broken(at)).toEqual([])
})

test('a second session brings its diagnoses, days and money, and what the payer owes stands in the ledger by session', () => {
  const at = practiceWith('week')
  const first = save(at, { day: MONDAY, diagnoses: ['F41.1'] })
  const second = save(at, { day: addDays(MONDAY, 3), stop: '09:45', diagnoses: ['F33.1', 'F41.1'] })
  expect(second).toMatchObject({ claim: first.claim, status: 'ready' })
  expect(detail(at, first.claim)).toMatchObject({ day: MONDAY, lastDay: addDays(MONDAY, 3), charge: 31_500, owedByPayer: 31_500 })
  expect(detail(at, first.claim).diagnoses.map(({ code }) => code)).toEqual(['F41.1', 'F33.1'])
  expect(lines(at, first.claim)).toEqual([
    [1, '2026-11-02', '90837', '1', first.charge],
    [2, '2026-11-05', '90834', '2,1', second.charge],
  ])
  expect(detail(at, first.claim).history.map(({ words }) => words)).toContain('Session of 11/05/2026 added')
  expect(new Set(at.query(({ db }) => postingsOfClaim(db, first.claim ?? 0)).map(({ entry }) => entry)).size).toBe(2)
})

test('a session that is taken back leaves the claim as it was without it; the last voids it', () => {
  const at = practiceWith('week')
  const first = save(at, { day: MONDAY, diagnoses: ['F33.1'] })
  const second = save(at, { day: addDays(MONDAY, 1), diagnoses: ['F41.1'] })
  const third = save(at, { day: addDays(MONDAY, 2), diagnoses: ['F41.1'] })
  withdraw(at, first.charge)
  expect(lines(at, second.claim)).toEqual([
    [1, '2026-11-03', '90837', '1', second.charge],
    [2, '2026-11-04', '90837', '1', third.charge],
  ])
  expect(detail(at, second.claim)).toMatchObject({ day: '2026-11-03', charge: 35_000, owedByPayer: 35_000, status: 'ready' })
  expect(detail(at, second.claim).diagnoses.map(({ code }) => code)).toEqual(['F41.1'])
  expect(broken(at)).toEqual([])
  save(at, { replaces: third.charge, day: addDays(MONDAY, 2), stop: '09:45' })
  expect(lines(at, second.claim).map(([, , code]) => code)).toEqual(['90837', '90834'])
  withdraw(at, second.charge)
  withdraw(at, at.query((work) => charges['charges.day'](work, { day: addDays(MONDAY, 2) })).rows[0]?.id ?? 0)
  expect(listed(at)).toMatchObject([{ status: 'voided', charge: 0, owed: 0 }])
  expect(broken(at)).toEqual([])
})

test('a session gets a claim of its own with what was mended on it, and later ones go on with the older', () => {
  const at = practiceWith('week')
  const first = save(at, { day: MONDAY })
  const second = save(at, { day: addDays(MONDAY, 1) })
  const line = detail(at, first.claim).lines[1]?.id ?? 0
  at.command((work) => claims['claims.mend'](work, { id: first.claim ?? 0, modifiers: [{ line, modifiers: ['95', 'HJ'] }] }))
  const { claim } = split(at, first.claim ?? 0, second.charge)
  expect(detail(at, claim)).toMatchObject({
    charge: 17_500,
    lines: [{ modifiers: ['95', 'HJ'], chargeId: second.charge, day: '2026-11-03' }],
  })
  expect(detail(at, first.claim)).toMatchObject({ charge: 17_500, lastDay: MONDAY })
  expect(save(at, { day: addDays(MONDAY, 2) }).claim).toBe(first.claim)
  expect(() => split(at, claim, second.charge)).toThrow('claim.single')
  expect(() => split(at, claim, first.charge)).toThrow('record.missing')
  expect(broken(at)).toEqual([])
  at.command((work) => sendClaims(work, { usage: 'P' }))
  expect(() => split(at, first.claim ?? 0, first.charge)).toThrow('claim.sent')
  expect(() => withdraw(at, second.charge)).toThrow('claim.sent')
})

test('a session that was parted can be put back, and others of the month on one claim by hand', () => {
  const at = practiceWith('week')
  const first = save(at, { day: MONDAY })
  const second = save(at, { day: addDays(MONDAY, 1), diagnoses: ['F33.1'] })
  const { claim } = split(at, first.claim ?? 0, second.charge)
  expect(join(at, claim, first.claim ?? 0)).toEqual({ claim: first.claim })
  expect(lines(at, first.claim).map(([, , , , charge]) => charge)).toEqual([first.charge, second.charge])
  expect(detail(at, first.claim)).toMatchObject({ charge: 35_000, owedByPayer: 35_000, status: 'ready' })
  expect(detail(at, claim)).toMatchObject({ charge: 0, owedByPayer: 0, status: 'voided' })
  const later = save(at, { day: addDays(MONDAY, 7) })
  join(at, later.claim ?? 0, first.claim ?? 0)
  expect(detail(at, first.claim)).toMatchObject({ charge: 52_500, lastDay: addDays(MONDAY, 7) })
  expect(broken(at)).toEqual([])
  const inPerson = save(at, { day: addDays(MONDAY, 8), mode: 'in-person' })
  expect(() => join(at, inPerson.claim ?? 0, first.claim ?? 0)).toThrow('claim.apart')
  expect(() => join(at, first.claim ?? 0, first.claim ?? 0)).toThrow('claim.apart')
  expect(() => join(at, claim, first.claim ?? 0)).toThrow('claim.sent')
})

test.each<readonly [string, (at: TestPractice, claim: number) => unknown]>([
  ['left', (at) => at.command((work) => sendClaims(work, { usage: 'P' }))],
  ['has a note', (at, id) => at.command((work) => claims['claims.mend'](work, { id, note: 'Called first' }))],
  ['was put in another place', (at, id) => at.command((work) => claims['claims.mend'](work, { id, place: '02' }))],
  ['carries an authorization of its own', (at, id) => at.command((work) => claims['claims.mend'](work, { id, authorization: 'PA77' }))],
])('nothing joins a claim that %s', (_what, act) => {
  const at = practiceWith('week')
  const first = save(at, { day: MONDAY })
  act(at, first.claim ?? 0)
  expect(save(at, { day: addDays(MONDAY, 1) }).claim).not.toBe(first.claim)
})

test('sessions that count against different authorizations stand on claims of their own', () => {
  const at = practiceWith('week')
  const coverage = at.query((work) => practice['patients.get'](work, { id: at.patient })).coverages[0]?.id ?? 0
  const agreed = (number: string, starts: string, ends: string) =>
    at.command((work) =>
      authorizations['authorizations.save'](work, {
        id: null,
        patient: at.patient,
        coverage,
        number,
        status: 'approved',
        starts: day(starts),
        ends: day(ends),
        codes: '',
        provider: null,
        unit: 'visit',
        amount: 8,
        earlier: 0,
        reference: '',
        note: '',
        renews: null,
      }),
    )
  agreed('A1', '2026-10-01', '2026-11-03')
  agreed('A2', '2026-11-04', '2026-12-31')
  const [one, other, third] = [0, 1, 2].map((after) => save(at, { day: addDays(MONDAY, after) }))
  expect(other?.claim).toBe(one?.claim)
  expect(third?.claim).not.toBe(one?.claim)
  expect([one, third].map((saved) => detail(at, saved?.claim ?? 0).authorization)).toEqual(['A1', 'A2'])
  expect(broken(at)).toEqual([])
})

test('a claim of several sessions is one claim in the file, each session a line of its day', () => {
  const at = practiceWith('month')
  const days = [0, 1, 8]
  days.forEach((after) => save(at, { day: addDays(MONDAY, after) }))
  const sent = at.command((work) => sendClaims(work, { usage: 'P' }))
  expect(sent.batches).toMatchObject([{ claims: 1, cents: 52_500 }])
  const file = readFile(at.query(({ db }) => fileBytes(db, sent.batches[0]?.file ?? 0)) ?? new Uint8Array())
  const [set] = setsOf(file).map(readAny)
  expect([...file.findings, ...(set?.reading.findings ?? [])]).toEqual([])
  const places = claimsIn(set?.reading.value as Professional)
  expect(places.flatMap(({ claim }) => claim.lines.map((line) => line.day.when.from))).toEqual(['2026-11-02', '2026-11-03', '2026-11-10'])
})

test('the minutes of a session hold its own line alone', () => {
  const at = practiceWith('day')
  const first = save(at, { code: '90837', stop: '09:55' })
  const second = save(at, { code: '90834', start: '11:00', stop: '11:45' })
  expect(second.claim).toBe(first.claim)
  expect(detail(at, first.claim).findings.map(({ rule }) => rule)).not.toContain('C02')
})

/** What a step may be refused for. */
const REFUSED: readonly string[] = ['claim.none', 'claim.single', 'claim.apart']

type Step =
  | { readonly does: 'save'; readonly after: number; readonly hour: number; readonly stop: string; readonly mode: 'video' | 'in-person' }
  | { readonly does: 'withdraw' | 'split' | 'join'; readonly which: number }
  | { readonly does: 'payer'; readonly together: Together }
  | { readonly does: 'send' }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('save'),
      after: fc.nat(12),
      hour: fc.integer({ min: 10, max: 18 }),
      stop: fc.constantFrom('45', '55'),
      mode: fc.constantFrom('video', 'in-person'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('withdraw', 'split', 'join', 'join'), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('payer'), together: fc.constantFrom('none', 'day', 'week', 'month') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('send') }) },
)

/** Does a step; what may not be is refused and changes nothing. */
function take(at: TestPractice, one: Step): void {
  const open = Array.from(
    { length: 13 },
    (_, after) => at.query((work) => charges['charges.day'](work, { day: addDays(MONDAY, after) })).rows,
  )
    .flat()
    .filter(({ isOpen, claim }) => isOpen && claim !== null)
  try {
    if (one.does === 'save')
      save(at, { day: addDays(MONDAY, one.after), start: `${one.hour}:00`, stop: `${one.hour}:${one.stop}`, mode: one.mode })
    else if (one.does === 'payer') at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, together: one.together }))
    else if (one.does === 'send') at.command((work) => sendClaims(work, { usage: 'P' }))
    else {
      const row = open[one.which % open.length]
      if (row && one.does === 'withdraw') withdraw(at, row.id)
      else if (row && one.does === 'split') split(at, row.claim ?? 0, row.id)
      else if (row) join(at, row.claim ?? 0, open[(one.which + 1) % open.length]?.claim ?? 0)
    }
  } catch (error) {
    if (!REFUSED.includes((error as Error).message)) throw error
  }
}

test('whatever is charged, taken back, parted and sent: every session stands on one claim, and the ledger balances', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 16 }), (steps) => {
      const at = practiceWith('week')
      for (const one of steps) take(at, one)
      expect(broken(at)).toEqual([])
      const rows = Array.from(
        { length: 13 },
        (_, after) => at.query((work) => charges['charges.day'](work, { day: addDays(MONDAY, after) })).rows,
      ).flat()
      const billed = listed(at).filter(({ status }) => status !== 'voided')
      expect(sum(billed.map(({ charge }) => charge))).toBe(sum(rows.map((row) => row.cents)))
      const on = billed.flatMap(({ id }) => detail(at, id).lines.map(({ chargeId }) => chargeId))
      expect(new Set(on)).toEqual(new Set(rows.map(({ id }) => id)))
      at.book.close()
    }),
    { numRuns: 40 },
  )
})
