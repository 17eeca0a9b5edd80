import { expect, test } from 'vitest'
import { bridgeDouble, Refused } from '../../test/support/bridge.ts'
import { connect } from './connection.ts'
import { createJobs } from './jobs.ts'
import { createNotices } from './notices.ts'

const file = (status: 'posted' | 'quarantined' | 'unreadable') => ({
  name: 'a',
  file: 1,
  kind: '835',
  status,
  words: '',
  details: [],
  findings: 0,
})

test('a task is a job while it runs, can be stopped, and says at its end what was done and what was not', async () => {
  let go: () => void = () => undefined
  const cancelled: number[] = []
  const double = bridgeDouble({
    'exchange.import': async (_input, { id }) => {
      double.tell({ t: 'progress', id, title: 'x', done: 1, total: 4, words: '1 of 4' })
      await new Promise<void>((done) => (go = done))
      return { files: [file('posted'), file('posted'), file('quarantined'), file('unreadable')] }
    },
    'store.open': async (_input, { id }) => {
      double.tell({ t: 'progress', id, title: 'x', done: 1, total: 4, words: '' })
      await Promise.resolve()
      return new Refused({ code: 'store.passphrase', message: 'No.' })
    },
  })
  const { call } = double.bridge
  const bridge = {
    ...double.bridge,
    call: (text: string) => {
      const { t, id } = JSON.parse(text) as { t: string; id: number }
      if (t === 'cancel') cancelled.push(id)
      return call(text)
    },
  }
  const connection = connect(bridge)
  const notices = createNotices()
  const jobs = createJobs(connection, notices)
  const running = connection.call('exchange.import', { paths: ['/a'] })
  await Promise.resolve()
  expect(jobs.all.get()).toMatchObject([{ progress: { title: 'Taking in files', done: 1, total: 4 }, isStopping: false }])
  jobs.all.get()[0]?.stop?.()
  expect(jobs.all.get()).toMatchObject([{ isStopping: true }])
  expect(cancelled).toHaveLength(1)
  go()
  await running
  expect(jobs.all.get()).toMatchObject([
    {
      isStopping: false,
      ended: {
        words: '3 files taken in, 1 file not readable.',
        family: 'warn',
        tally: [
          { words: 'posted', count: 2 },
          { words: 'quarantined', count: 1 },
          { words: 'not readable', count: 1 },
        ],
      },
    },
  ])
  // Opening a store is no work one waits for beside other work.
  await connection.call('store.open', { folder: '/a', user: 'a', passphrase: 'b' } as never)
  expect(jobs.all.get()).toHaveLength(1)
  jobs.forget()
  expect(jobs.all.get()).toEqual([])
})

test('work that a screen does by itself is told step by step', () => {
  const connection = connect(bridgeDouble().bridge)
  const jobs = createJobs(connection, createNotices())
  let isStopped = false
  const job = jobs.begin({ title: 'Hold', name: 'claims.hold', total: 3, stop: () => (isStopped = true) })
  job.step('2 of 3', 1)
  expect(jobs.all.get()).toMatchObject([{ progress: { words: '2 of 3', done: 1 } }])
  jobs.all.get()[0]?.stop?.()
  expect(isStopped).toBe(true)
  job.end('2 of 3 held.', { family: 'warn' })
  expect(jobs.all.get()).toMatchObject([{ ended: { words: '2 of 3 held.', family: 'warn' } }])
})
