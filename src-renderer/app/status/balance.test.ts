import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bridgeDouble } from '../../../test/support/bridge.ts'
import { connect } from '../connection.ts'
import { watchBalance, type Balance } from './balance.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('all entries are looked at in parts, then only new ones, and a broken one stays told', async () => {
  let newest = 9000
  let bad = 0
  const asked: number[] = []
  const double = bridgeDouble({
    'ledger.balance': ({ since }) => {
      asked.push(since)
      return { upTo: Math.min(newest, since + 4000), newest, broken: bad }
    },
  })
  const told: Balance[] = []
  const end = watchBalance(connect(double.bridge), (balance) => told.push(balance))
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual([0, 4000, 8000])
  expect(told).toMatchObject([{ is: 'holds' }])
  newest = 9001
  bad = 1
  double.tell({ t: 'event', topic: 'remittances', ids: [1], seq: 1 })
  double.tell({ t: 'event', topic: 'claims', ids: [1], seq: 2 })
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked.slice(3)).toEqual([9000])
  bad = 0
  double.tell({ t: 'event', topic: 'claims', ids: [1], seq: 3 })
  await vi.advanceTimersByTimeAsync(2000)
  expect(told.map(({ is }) => is)).toEqual(['holds', 'broken', 'broken'])
  end()
  double.tell({ t: 'event', topic: 'claims', ids: [1], seq: 4 })
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toHaveLength(5)
})
