import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { covers } from './codes.ts'
import { count, dueOf, movesTo, sumsOf, type Account, type Holding, type Service, type Terms } from './rules.ts'

/*
 * Laws of the count where several authorizations stand at a time: each service is counted once, of nothing more is given out than its services take, and what
 * led to the facts leaves no trace in what they come to.
 */

const FIRST = day('2026-10-01')
const CODES = ['90837', '90834', '90791'] as const
const terms = fc.record({
  payer: fc.constantFrom(1, 1, 1, 1, 2),
  status: fc.constantFrom('approved', 'approved', 'approved', 'approved', 'approved', 'requested', 'denied', 'voided'),
  starts: fc.nat({ max: 12 }),
  days: fc.integer({ min: 10, max: 60 }),
  codes: fc.constantFrom([], ['90837'], ['9083*'], ['90791', '90834']),
  provider: fc.constantFrom(null, null, null, 7),
  unit: fc.constantFrom('visit', 'unit', 'hour', 'day'),
  amount: fc.integer({ min: 1, max: 4 }),
  earlier: fc.constantFrom(0, 0, 1),
})
const service = fc.record({
  on: fc.nat({ max: 55 }),
  at: fc.constantFrom('09:00', '14:00'),
  payer: fc.constantFrom(1, 1, 1, 1, 1, 2, null),
  provider: fc.constantFrom(7, 7, 8),
  isAhead: fc.boolean(),
  lines: fc.array(
    fc.record({ code: fc.constantFrom(...CODES), units: fc.constantFrom(1, 2), at: fc.constantFrom('used', 'used', 'confirmed', 'left') }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  chosen: fc.option(fc.nat({ max: 5 }), { freq: 8, nil: undefined }),
})
type World = { readonly all: readonly Terms[]; readonly services: readonly Service[] }
const world: fc.Arbitrary<World> = fc
  .record({ granted: fc.array(terms, { minLength: 2, maxLength: 5 }), given: fc.array(service, { maxLength: 16, size: 'max' }) })
  .map(({ granted, given }) => ({
    all: granted.map(({ starts, days, ...one }, n): Terms => {
      const hours = one.unit === 'hour' ? 60 : 1
      const from = addDays(FIRST, starts)
      return { ...one, id: n + 1, number: `A${n + 1}`, starts: from, ends: addDays(from, days), amount: one.amount * hours }
    }),
    services: given.map(({ on, at, lines, chosen, ...one }, n): Service => {
      const own = lines.map((line) => ({
        code: line.code,
        units: line.units,
        account: one.isAhead ? ('reserved' as const) : (line.at as Account),
      }))
      const shared = { ...one, kind: 'session' as const, id: n + 1, day: addDays(FIRST, on), start: at, minutes: 55, lines: own }
      return chosen === undefined ? shared : { ...shared, chosen: chosen === 0 ? null : chosen }
    }),
  }))

/** What each service holds, by its number. */
const holdings = ({ all, services }: World) => new Map(count(all, services).map((one) => [one.service.id, dueOf(one)]))
const shuffled = <T>(values: readonly T[], seed: readonly number[]): T[] =>
  values
    .map((value, n) => ({ value, by: seed[n % Math.max(1, seed.length)] ?? 0, n }))
    .toSorted((one, other) => one.by - other.by || other.n - one.n)
    .map(({ value }) => value)

describe('with several authorizations at a time', () => {
  it('each service counts once, against at most one, and what is held and left is what was granted', () => {
    fc.assert(
      fc.property(world, (one) => {
        const placed = count(one.all, one.services)
        expect(new Set(placed.map(({ service: own }) => own.id)).size).toBe(one.services.length)
        expect(placed.length).toBe(one.services.length)
        for (const granted of one.all) {
          const { reserved, used, confirmed } = sumsOf(placed, granted.id)
          const own = placed.filter(({ authorization }) => authorization === granted.id)
          expect(reserved + used + confirmed).toBe(own.reduce((all, { quantity }) => all + quantity, 0))
          // More than was granted is held only where it is said of the service that went beyond.
          const isBeyond = granted.earlier + reserved + used + confirmed > granted.amount
          expect(own.some(({ lack }) => lack === 'used-up')).toBe(isBeyond)
          expect(own.length === 0 || granted.status === 'approved').toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('what nobody chose by hand is covered: by payer, day, clinician, and a code of the service', () => {
    fc.assert(
      fc.property(world, (one) => {
        for (const { service: own, authorization } of count(one.all, one.services)) {
          const granted = one.all.find(({ id }) => id === authorization)
          if (!granted || own.chosen !== undefined) continue
          expect(granted.payer).toBe(own.payer)
          expect(own.day >= granted.starts && own.day <= granted.ends).toBe(true)
          expect(granted.provider === null || granted.provider === own.provider).toBe(true)
          expect(own.lines.some(({ code }) => covers(granted.codes, code))).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('nothing goes beyond one while another that covers it has room', () => {
    fc.assert(
      fc.property(world, (one) => {
        const free = { ...one, services: one.services.map(({ chosen: _chosen, ...own }) => own) }
        const placed = count(free.all, free.services)
        placed.forEach(({ service: own, lack, authorization }, n) => {
          if (lack !== 'used-up') return
          for (const other of free.all.filter(({ id }) => id !== authorization)) {
            const before = placed.slice(0, n).filter((one) => one.authorization === other.id)
            const alone = count([other], [...before.map((one) => ({ ...one.service, chosen: other.id })), own])
            const found = alone.find(({ service: same }) => same.id === own.id)
            expect(found?.authorization === null || found?.lack === 'used-up').toBe(true)
          }
        })
      }),
      { numRuns: 400 },
    )
  })

  it('neither the order in which authorizations were entered nor that of the services matters', () => {
    fc.assert(
      fc.property(world, fc.array(fc.nat(), { minLength: 1, maxLength: 9 }), (one, seed) => {
        const mixed = { all: shuffled(one.all, seed), services: shuffled(one.services, seed) }
        expect(holdings(mixed)).toEqual(holdings(one))
      }),
      { numRuns: 400 },
    )
  })

  it('a service that is taken away gives back what it held, and the rest stands as if it had never been', () => {
    fc.assert(
      fc.property(world, fc.nat(), (one, which) => {
        const gone = one.services[which % Math.max(1, one.services.length)]
        const rest = { ...one, services: one.services.filter((own) => own !== gone) }
        // Posted as the ledger posts it: from what each held to what it holds now.
        const [before, after] = [holdings(one), holdings(rest)]
        const sums = new Map<number, number>()
        const post = (held: Holding | undefined, due: Holding | undefined): void => {
          for (const move of movesTo(held, due)) {
            const change = (move.from === 'left' ? move.quantity : 0) - (move.to === 'left' ? move.quantity : 0)
            sums.set(move.authorization, (sums.get(move.authorization) ?? 0) + change)
          }
        }
        for (const due of before.values()) post(undefined, due)
        for (const [id, held] of before) post(held, after.get(id))
        const placed = count(rest.all, rest.services)
        for (const { id } of one.all) {
          const { reserved, used, confirmed } = sumsOf(placed, id)
          expect(sums.get(id) ?? 0).toBe(reserved + used + confirmed)
        }
      }),
      { numRuns: 400 },
    )
  })
})
