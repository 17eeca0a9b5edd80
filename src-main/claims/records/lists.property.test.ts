import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { WINDOW, type Filter, type View } from '../../../src-shared/contract/list.ts'
import { CLAIM_STATUSES } from '../../../src-shared/contract/fields.ts'
import { PATIENT, testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { claimPlan } from './lists.ts'
import { handlers as practice } from '../../practice/index.ts'
import { Lists } from '../../store/index.ts'

/*
 * Windows, ids, totals and groups of any view, against rows sorted and summed by hand. The list has fields an index orders, fields none does, and one that
 * is null for many rows.
 */

type Plan = typeof claimPlan
const plan: Plan = { ...claimPlan, fields: { ...claimPlan.fields, maybe: { is: 'number', of: sql`nullif(claim_row.charge % 7, 3)` } } }

const ROWS = 2057
const WINDOWS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
let at: TestPractice
let all: Readonly<Record<string, string | number | null>>[]

beforeAll(() => {
  at = testPractice()
  let seed = 7
  const below = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T
  const others = ['Abbott', 'Zoë', 'de Vries'].map((last) => at.command((work) => practice['patients.save'](work, { ...PATIENT, last })).id)
  at.command(({ db }) =>
    db.insertRows(
      'claim',
      Array.from({ length: ROWS }, (_, n) => {
        const day = `2026-${pick(['01', '02', '03'])}-${String(1 + below(28)).padStart(2, '0')}`
        return {
          id: 1000 + ((n * 7919) % ROWS),
          patient: pick([at.patient, ...others]),
          coverage: 1,
          payer: at.payer,
          biller: 1,
          provider: pick([at.provider, null]),
          place: '10',
          status: pick(CLAIM_STATUSES.slice(0, 6)),
          first_day: day,
          last_day: day,
          codes: pick(['90837', '90834 95', '99214, 90833']),
          cents: 100 * below(40),
          origin: pick(['charge', 'file']),
          file_by: day,
          created_at: day,
          sent_at: pick([null, `${day}T10:00:00.000Z`]),
          status_at: day,
        }
      }),
    ),
  )
  const fields = Object.entries(plan.fields).map(([name, field]) => field.of.as(name))
  all = at.query(({ db }) => db.all(plan.from.select(fields) as never)) as never
})

const NAMES = [
  'id',
  'status',
  'patient',
  'day',
  'payer',
  'codes',
  'charge',
  'paid',
  'owed',
  'provider',
  'batch',
  'origin',
  'sentOn',
  'maybe',
]

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    is: fc.constant('text' as const),
    field: fc.constantFrom('patient', 'codes', 'status'),
    text: fc.constantFrom('a', 'bb', '908', 'quintero', 'zzz'),
  }),
  fc.record({
    is: fc.constant('any' as const),
    field: fc.constant('status'),
    of: fc.subarray(['draft', 'ready', 'held', 'sent'], { minLength: 1 }),
  }),
  fc.record({ is: fc.constant('number' as const), field: fc.constantFrom('charge', 'maybe'), from: fc.integer({ min: 0, max: 3000 }) }),
  fc.record({ is: fc.constant('number' as const), field: fc.constant('charge'), from: fc.constant(700), to: fc.constant(700) }),
  fc.record({ is: fc.constant('empty' as const), field: fc.constantFrom('sentOn', 'provider'), empty: fc.boolean() }),
)
const view: fc.Arbitrary<View> = fc.record(
  {
    filters: fc.array(filter, { maxLength: 2 }),
    sort: fc.uniqueArray(fc.record({ by: fc.constantFrom(...NAMES), down: fc.boolean() }), { maxLength: 3, selector: ({ by }) => by }),
    group: fc.constantFrom(...NAMES.filter((name) => name !== 'id')),
  },
  { requiredKeys: ['filters', 'sort'] },
)

/** As SQLite orders values: null first, then numbers, then text by its bytes. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  return typeof a === 'string' && typeof b === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : 1
}

function lets(row: (typeof all)[number], one: Filter): boolean {
  const value = row[one.field] ?? null
  switch (one.is) {
    case 'text':
      return String(value ?? '')
        .toLowerCase()
        .includes(one.text)
    case 'any':
      return one.of.includes(String(value))
    case 'empty':
      return (value === null || value === '') === one.empty
    case 'number':
      return value !== null && (value as number) >= (one.from ?? -Infinity) && (value as number) <= (one.to ?? Infinity)
    case 'days':
      return true
  }
}

/** The rows of a view, filtered and sorted by hand. What an order leaves open is as the plan says: days under a status run from the newest. */
function byHand({ filters, sort, group }: View): typeof all {
  const asked = sort.length > 0 ? sort : plan.usual
  const named =
    group === undefined
      ? asked
      : [asked.find(({ by }) => by === group) ?? { by: group, down: false }, ...asked.filter(({ by }) => by !== group)]
  const inside = named.length === 1 ? plan.within?.[named[0]?.by ?? ''] : undefined
  const order = inside === undefined ? named : [...named, { by: inside, down: !named[0]?.down }]
  const last = { by: 'id', down: order.at(-1)?.down ?? false }
  return all
    .filter((row) => filters.every((one) => lets(row, one)))
    .sort((a, b) => {
      for (const { by, down } of [...order, last]) {
        const way = compare(a[by] ?? null, b[by] ?? null)
        if (way !== 0) return down ? -way : way
      }
      return 0
    })
}

const ids = (rows: typeof all) => rows.map((row) => row['id'])

describe('a list', () => {
  it('gives every window of any view as sorting by hand does, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(view, fc.shuffledSubarray(WINDOWS, { minLength: 4 }), (one, windows) => {
        const lists = new Lists()
        const expected = ids(byHand(one))
        for (const window of windows) {
          const page = at.query(({ db }) => lists.page(db, plan, { view: one, window }))
          expect(page.rows.map(({ id }) => id)).toEqual(expected.slice(window * WINDOW, (window + 1) * WINDOW))
        }
        expect(at.query(({ db }) => lists.ids(db, plan, one))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('counts and sums any view and its groups as adding by hand does, the groups in the order of the rows', () => {
    fc.assert(
      fc.property(view, (one) => {
        const rows = byHand(one)
        const { total, sums, groups } = at.query(({ db }) => new Lists().totals(db, plan, { view: one }))
        const sum = (of: typeof all) => of.reduce((sofar, row) => sofar + (row['charge'] as number), 0)
        expect([total, sums['charge']]).toEqual([rows.length, sum(rows)])
        const values = [...new Set(rows.map((row) => row[one.group ?? ''] ?? null))]
        const expected = values.map((value) => rows.filter((row) => (row[one.group ?? ''] ?? null) === value))
        expect(groups?.map((group) => [group.value, group.rows, group.sums['charge']]) ?? null).toEqual(
          one.group === undefined ? null : expected.map((of, n) => [values[n], of.length, sum(of)]),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('shows rows whose sort key is not stated, before all others', () => {
    const by = [{ by: 'maybe', down: false }]
    const page = at.query(({ db }) => new Lists().page(db, plan, { view: { filters: [], sort: by }, window: 0 }))
    const nulls = all.filter((row) => row['maybe'] === null).length
    expect(nulls).toBeGreaterThan(0)
    expect(page.rows.slice(0, nulls).every((row) => row.charge % 7 === 3)).toBe(true)
  })

  it('refuses a field it does not have, in whatever part of a view', () => {
    const page = (one: View) => () => at.query(({ db }) => new Lists().page(db, plan, { view: one, window: 0 }))
    for (const one of [
      { filters: [], sort: [{ by: 'nothing', down: true }] },
      { filters: [], sort: [], group: 'nothing' },
      { filters: [{ is: 'empty' as const, field: 'nothing', empty: true }], sort: [] },
    ])
      expect(page(one)).toThrow('input.invalid')
  })

  it('refuses to fall into more groups than anybody reads', () => {
    expect(() => at.query(({ db }) => new Lists().totals(db, plan, { view: { filters: [], sort: [], group: 'id' } }))).toThrow(
      'list.groups',
    )
  })
})
