import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { because, claimOf, pay, type LineSpec } from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { addDays, workdaysBefore, type Day } from '../../src-shared/day.ts'
import { handlers, overdueMoney } from './index.ts'

/* What is said of the money behind remittances, and when it is missed. */

const LINE: LineSpec = { code: '90834', charge: 15000, reasons: because('CO-45 3000') }
const view = { filters: [], sort: [] }

/** A practice with payments of so many business days ago, each of its own claim. */
function paidAgo(...ago: readonly number[]): { readonly at: TestPractice; readonly ids: number[]; readonly today: Day } {
  const at = testPractice()
  const today = at.clock.today()
  ago.forEach((days, n) => {
    claimOf(at, `C${n}`, LINE)
    pay(at, { trace: `T${n}`, day: workdaysBefore(today, days), payments: [{ control: `C${n}`, lines: [LINE] }] })
  })
  const ids = listed(at)
    .map(({ id }) => id)
    .toSorted((one, other) => one - other)
  return { at, ids, today }
}
const listed = (at: TestPractice) => at.query((work) => handlers['remittance.list'](work, { view, window: 0 })).rows
const came = (at: TestPractice, ids: readonly number[], day: Day) =>
  handlers['remittance.arrived'](testTask(at, testFiles()), { ids: [...ids], day })
const missed = (at: TestPractice) => at.query(({ db }) => overdueMoney(db, at.clock.today()).map(({ id }) => id))

it('nothing is missed where nobody ever said that money came, nor of payments before the first of which one did', async () => {
  const { at, ids, today } = paidAgo(30, 20, 10)
  expect(missed(at)).toEqual([])
  await came(at, ids.slice(1, 2), workdaysBefore(today, 19))
  expect(missed(at)).toEqual(ids.slice(2))
})

it('money is noted once, on a day that is there, and taken back', async () => {
  const { at, ids, today } = paidAgo(20, 10)
  expect(await came(at, ids, today)).toMatchObject({ done: 2, ids })
  expect(await came(at, ids, today)).toMatchObject({ done: 0, wont: [{ n: 2 }] })
  expect(listed(at).map(({ deposited }) => deposited)).toEqual([today, today])
  expect(at.query((work) => handlers['remittance.arriving'](work, { ids }))).toMatchObject({ will: 0, wont: [{ n: 2 }] })
  await expect(came(at, ids, addDays(today, 1))).rejects.toThrow('deposit.ahead')
  const back = (some: readonly number[]) => at.command((work) => handlers['remittance.notArrived'](work, { ids: [...some] }))
  expect(back(ids)).toEqual({ done: 2 })
  expect(() => back(ids)).toThrow('record.missing')
  expect(listed(at).map(({ deposited }) => deposited)).toEqual([null, null])
  expect(await came(at, ids, today)).toMatchObject({ done: 2 })
})

it('how long a payer’s money takes is learned from nine of ten of its payments', async () => {
  const { at, ids, today } = paidAgo(40, 39, 38, 37, 36, 6)
  // Each came eight business days after it was sent.
  for (const [n, ago] of [40, 39, 38, 37, 36].entries()) await came(at, ids.slice(n, n + 1), workdaysBefore(today, ago - 8))
  expect(missed(at)).toEqual([])
})

it('an EFT is missed after three business days without a past to learn from', async () => {
  const { at, ids, today } = paidAgo(20, 4, 3)
  await came(at, ids.slice(0, 1), today)
  expect(missed(at)).toEqual(ids.slice(1, 2))
})

it('whatever is noted and taken back: a payment is missed, noted, or not due, and never two of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 12 }), async (steps) => {
      const { at, ids, today } = paidAgo(30, 12, 6, 1)
      for (const [n, isCome] of steps) {
        const some = ids.slice(n, n + 1)
        if (isCome) await came(at, some, today)
        else if (listed(at).some(({ id, deposited }) => some.includes(id) && deposited !== null))
          at.command((work) => handlers['remittance.notArrived'](work, { ids: some }))
      }
      const noted = listed(at)
        .filter(({ deposited }) => deposited !== null)
        .map(({ id }) => id)
      expect(missed(at).filter((id) => noted.includes(id))).toEqual([])
      expect(missed(at)).not.toContain(ids[3])
      at.book.close()
    }),
    { numRuns: 15 },
  )
})
