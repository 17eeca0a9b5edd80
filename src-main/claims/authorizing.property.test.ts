import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { authorize, brokenAuthorizations, counted, sumsOf } from '../../test/support/authorizations.ts'
import { session, type TestPractice } from '../../test/support/practice.ts'
import { pay } from '../../test/support/remittances.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, sendClaims } from './index.ts'
import { handlers as practice } from '../practice/index.ts'
import { tables } from '../store/index.ts'
import { handlers } from '../authorizations/index.ts'
import type { AuthorizationTables } from '../authorizations/records/tables.ts'

/*
 * Laws of the count, over invented practice: whatever happens in whatever order, the sums are those of a recount, and the order leaves no trace.
 */

const from = tables<AuthorizationTables>()
const FIRST = day('2026-10-01')

type Event =
  | { readonly is: 'book' | 'charge'; readonly on: number; readonly minutes: number }
  | { readonly is: 'mark'; readonly which: number; readonly status: 'booked' | 'cancelled' | 'no-show' }
  | { readonly is: 'chargeSession' | 'withdraw' | 'pay' | 'deny'; readonly which: number }
  | { readonly is: 'send' }
  | {
      readonly is: 'authorize'
      readonly starts: number
      readonly days: number
      readonly amount: number
      readonly codes: string
      readonly unit: 'visit' | 'unit' | 'hour' | 'day'
    }
  | { readonly is: 'change'; readonly which: number; readonly amount: number; readonly status: 'approved' | 'voided' | 'denied' }
  | { readonly is: 'choose'; readonly which: number; readonly authorization: number | null }

const which = fc.nat({ max: 5 })
const service = { on: fc.nat({ max: 45 }), minutes: fc.constantFrom(10, 30, 45, 55) }
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ is: fc.constantFrom('book' as const, 'charge' as const), ...service }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('mark' as const),
      which,
      status: fc.constantFrom('booked' as const, 'cancelled' as const, 'no-show' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constantFrom('chargeSession' as const, 'withdraw' as const, 'pay' as const, 'deny' as const), which }),
  },
  { weight: 1, arbitrary: fc.constant({ is: 'send' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('authorize' as const),
      starts: fc.nat({ max: 30 }),
      days: fc.integer({ min: 0, max: 60 }),
      amount: fc.integer({ min: 1, max: 4 }),
      codes: fc.constantFrom('', '90837', '9083*', '90791'),
      unit: fc.constantFrom('visit' as const, 'unit' as const, 'hour' as const, 'day' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('change' as const),
      which,
      amount: fc.integer({ min: 1, max: 5 }),
      status: fc.constantFrom('approved' as const, 'voided' as const, 'denied' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('choose' as const), which, authorization: fc.option(which, { nil: null }) }) },
)

/** A practice and what it has, in the order in which it came. */
type World = {
  readonly at: TestPractice
  readonly sessions: number[]
  readonly charged: number[]
  readonly authorized: number[]
  traces: number
}
const pick = (all: readonly number[], at: number): number | undefined => all[at % Math.max(1, all.length)]
const stopOf = (minutes: number): string => `09:${String(minutes).padStart(2, '0')}`

/** Does what is to be done, if it can be: what is refused changes nothing. */
function attempt(body: () => void): void {
  try {
    body()
  } catch (error) {
    expect(error).toHaveProperty('problem')
  }
}

function happen(world: World, one: Event): void {
  const { at, sessions, charged, authorized } = world
  const save = (changes: Parameters<typeof session>[1]) => {
    const { charge } = at.command((work) => charges['charges.save'](work, session(at, changes)))
    charged.push(charge)
  }
  switch (one.is) {
    case 'book': {
      const visit = {
        patient: at.patient,
        provider: at.provider,
        day: addDays(FIRST, one.on),
        start: '09:00',
        stop: stopOf(one.minutes),
        service: 'individual',
        mode: 'video',
      } as const
      return void sessions.push(at.command((work) => practice['appointments.save'](work, visit)).id)
    }
    case 'charge':
      return attempt(() => save({ day: addDays(FIRST, one.on), stop: stopOf(one.minutes) }))
    case 'mark':
      return attempt(() =>
        at.command((work) => practice['appointments.mark'](work, { id: pick(sessions, one.which) ?? 0, status: one.status })),
      )
    case 'chargeSession':
      return attempt(() => save({ appointment: pick(sessions, one.which) ?? 0 }))
    case 'withdraw':
      return attempt(() => at.command((work) => charges['charges.withdraw'](work, { charge: pick(charged, one.which) ?? 0 })))
    case 'send':
      return attempt(() => at.command((work) => sendClaims(work, { usage: 'P' })))
    case 'pay':
    case 'deny':
      return attempt(() => decide(world, one.which, one.is === 'pay'))
    case 'authorize': {
      const { starts, days, amount, codes, unit } = one
      const changes = { starts: addDays(FIRST, starts), ends: addDays(FIRST, starts + days), amount, codes, unit }
      return void authorized.push(authorize(at, { ...changes, number: `A${authorized.length}` }))
    }
    case 'change': {
      const id = pick(authorized, one.which)
      if (id === undefined) return undefined
      const known = at.query((work) => handlers['authorizations.get'](work, { id }))
      const { number, starts, ends, codes, unit } = known
      return void authorize(at, { id, number, starts, ends, codes, unit, amount: one.amount, status: one.status })
    }
    case 'choose': {
      const authorization = one.authorization === null ? null : (pick(authorized, one.authorization) ?? null)
      const appointment = pick(sessions, one.which) ?? 0
      return attempt(() => at.command((work) => handlers['authorizations.choose'](work, { appointment, authorization, reason: 'By hand' })))
    }
  }
}

/** A remittance that pays or denies a claim that left. */
function decide(world: World, which: number, pays: boolean): void {
  const { at } = world
  const view = { filters: [], sort: [{ by: 'id', down: false }] }
  const open = at.query((work) => claims['claims.list'](work, { view, window: 0 })).rows.filter(({ status }) => status === 'sent')
  const id = pick(
    open.map((row) => row.id),
    which,
  )
  if (id === undefined) return
  const { control, lines, charge } = at.query((work) => claims['claims.get'](work, { id }))
  const [line] = lines
  world.traces += 1
  pay(at, {
    trace: `EFT${world.traces}`,
    payments: [
      {
        control: must('a claim that left has a number', control),
        payerControl: `UP${world.traces}`,
        lines: [
          {
            code: line?.code ?? '',
            modifiers: line?.modifiers ?? [],
            charge,
            reasons: [['CO', pays ? '45' : '197', pays ? 1000 : charge]],
          },
        ],
      },
    ],
  })
}

const newWorld = (): World => ({ at: counted(), sessions: [], charged: [], authorized: [], traces: 0 })
const close = ({ at }: World): void => at.book.close()

/** What the movements of a store come to, added up here and not by the program. */
function added({ at }: World): Map<number, Record<string, number>> {
  const sums = new Map<number, Record<string, number>>()
  for (const move of at.query(({ db }) => db.all(from.selectFrom('authorization_movement').selectAll()))) {
    const of = sums.get(move.authorization) ?? { left: 0, reserved: 0, used: 0, confirmed: 0 }
    of[move.to_account] = (of[move.to_account] ?? 0) + move.quantity
    of[move.from_account] = (of[move.from_account] ?? 0) - move.quantity
    sums.set(move.authorization, of)
  }
  return sums
}

describe('whatever happens', () => {
  it('the sums are those of a recount, and nothing is held twice', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 4, maxLength: 22 }), (events) => {
        const world = newWorld()
        try {
          authorize(world.at, { number: 'FIRST', codes: '9083*', amount: 3 })
          for (const one of events) happen(world, one)
          expect(brokenAuthorizations(world.at)).toEqual([])
          for (const [id, { left = 0, reserved = 0, used = 0, confirmed = 0 }] of added(world)) {
            expect(sumsOf(world.at, id)).toMatchObject({ reserved, used, confirmed })
            expect(left + reserved + used + confirmed).toBe(0)
            expect(Math.min(reserved, used, confirmed)).toBeGreaterThanOrEqual(0)
          }
        } finally {
          close(world)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('authorizations that are entered last, the other way round, count what those that are entered first have counted', () => {
    const quiet = event.filter((one) => !['authorize', 'change', 'choose', 'send', 'pay', 'deny'].includes(one.is))
    const entered = [
      { number: 'A9', codes: '9083*', amount: 3 },
      { number: 'A8', codes: '90837', unit: 'unit', amount: 2 },
      { number: 'A7', codes: '90832 90834', ends: addDays(FIRST, 20), amount: 1 },
    ] as const
    fc.assert(
      fc.property(fc.array(quiet, { minLength: 2, maxLength: 14 }), (events) => {
        const [first, last] = [newWorld(), newWorld()]
        try {
          const early = entered.map((one) => authorize(first.at, one))
          for (const one of events) for (const world of [first, last]) happen(world, one)
          const late = entered
            .toReversed()
            .map((one) => authorize(last.at, one))
            .toReversed()
          expect(late.map((id) => sumsOf(last.at, id))).toEqual(early.map((id) => sumsOf(first.at, id)))
        } finally {
          close(first)
          close(last)
        }
      }),
      { numRuns: 25 },
    )
  })
})
