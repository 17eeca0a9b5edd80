import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Output } from '../../src-shared/contract/index.ts'
import { testEngine, type TestEngine } from '../../test/support/engine.ts'
import { because, fileOf, segmentsOf } from '../../test/support/remittances.ts'
import { tables } from '../store/index.ts'

/*
 * LG-6: two who take the same remittances in at the same time, in any order and packed otherwise, leave each of them once: one takes it, the other is told
 * that it is here.
 */

let at: TestEngine
beforeEach(async () => {
  at = testEngine()
  await at.create()
})
afterEach(() => at.end())

const ledger = tables<{ posting: { cents: number; account: string }; remittance: { id: number; trace: string } }>()
const paid = (n: number): number => 1000 + n
const RUNS = 200
const MOST = 6
const sets = Array.from({ length: RUNS * MOST }, (_, n) =>
  segmentsOf({
    trace: `T${n}`,
    payments: [{ control: `OLD${n}`, lines: [{ code: '90834', charge: 15_000, reasons: because(`CO-45 ${15_000 - paid(n)}`) }] }],
  }),
)
let used = 0

const importing = fc.record({
  many: fc.integer({ min: 1, max: MOST }),
  /** In which order each of the two has them, and how many it has in a file. */
  orders: fc.tuple(
    fc.array(fc.nat({ max: 1000 }), { minLength: MOST, maxLength: MOST }),
    fc.array(fc.nat({ max: 1000 }), { minLength: MOST, maxLength: MOST }),
  ),
  sizes: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  post: fc.boolean(),
})

it('LG-6 two who take the same payments in at once leave each of them once', { timeout: 120_000 }, async () => {
  let envelope = 1
  let expected = 0
  await fc.assert(
    fc.asyncProperty(importing, async ({ many, orders, sizes, post }) => {
      const own = Array.from({ length: many }, () => used++)
      const pathsOf = (who: 0 | 1): string[] => {
        const order = own.toSorted((a, b) => (orders[who][own.indexOf(a)] ?? 0) - (orders[who][own.indexOf(b)] ?? 0))
        const files = Array.from({ length: Math.ceil(many / sizes[who]) }, (_, n) => order.slice(n * sizes[who], (n + 1) * sizes[who]))
        return files.map((of) => {
          const path = join(at.home, `file-${++envelope}.835`)
          writeFileSync(
            path,
            fileOf(
              of.map((n) => sets[n] ?? []),
              envelope,
            ),
          )
          return path
        })
      }
      if (post) expected += own.reduce((all, n) => all + paid(n), 0)
      const take = (who: 0 | 1): Promise<Output<'exchange.import'>> => at.get('exchange.import', { paths: pathsOf(who), post })
      const outcomes = (await Promise.all([take(0), take(1)])).flatMap((one) => one.files)
      expect(outcomes.filter((one) => one.status === 'unreadable')).toEqual([])
      const kept = at.store().book.read((db) =>
        db.all(
          ledger
            .selectFrom('remittance')
            .select('trace')
            .where(
              'trace',
              'in',
              own.map((n) => `T${n}`),
            ),
        ),
      )
      expect(kept.map((one) => one.trace).sort()).toEqual(own.map((n) => `T${n}`).sort())
    }),
    { seed: 6, numRuns: RUNS, interruptAfterTimeLimit: 20_000 },
  )
  const money = at.store().book.read((db) =>
    db.all(
      ledger
        .selectFrom('posting')
        .select((e) => e.fn.sum<number>('cents').as('cents'))
        .where('account', '=', 'payment'),
    ),
  )
  const { checks } = await at.get('store.verify', {})
  expect(checks.filter((one) => one.broken > 0)).toEqual([])
  expect(money).toEqual([{ cents: expected }])
})
