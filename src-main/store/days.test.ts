import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inZone } from '../../test/support/zone.ts'
import { addDays, day, dayAt, instantAt, type Day } from '../../src-shared/day.ts'
import { Book, dayOf, tables } from './index.ts'

const ZONES = fc.constantFrom('America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu', 'UTC', 'Asia/Tokyo')

test('an evening is still of its own day where the practice works', () => {
  const on = (zone: string): string => inZone(zone, () => dayAt('2026-11-20T01:30:00.000Z'))
  expect([on('America/New_York'), on('America/Los_Angeles'), on('UTC')]).toEqual(['2026-11-19', '2026-11-19', '2026-11-20'])
})

test('an instant of a day is on that day, in the nights too in which clocks change', () =>
  fc.assert(
    fc.property(
      ZONES,
      fc.integer({ min: -3000, max: 3000 }),
      fc.constantFrom('0000', '0230', '0930', '2030', '2359'),
      (zone, days, time) => {
        const on = addDays(day('2026-11-19'), days)
        return inZone(zone, () => dayAt(instantAt(on, time))) === on
      },
    ),
    { seed: 1 },
  ))

test('the store knows the day of an instant as the program does', () => {
  const book = Book.open(':memory:', '')
  const anything = tables<Record<string, never>>()
  const inStore = (at: string): Day | undefined =>
    book.read<Day | undefined>(
      (db) => db.first<{ day: Day }>({ compile: () => sql<{ day: Day }>`select ${dayOf(sql.val(at))} as day`.compile(anything) })?.day,
    )
  fc.assert(
    fc.property(ZONES, fc.integer({ min: 0, max: 20 * 365 * 24 * 60 }), (zone, minutes) =>
      inZone(zone, () => {
        const at = new Date(Date.parse('2010-01-01T00:00:00.000Z') + minutes * 60_000).toISOString()
        return inStore(at) === dayAt(at)
      }),
    ),
    { seed: 1 },
  )
})
