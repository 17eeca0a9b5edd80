import { expect, test } from 'vitest'
import { bridgeDouble, Refused } from '../../test/support/bridge.ts'
import { connect, type News, type Progress } from './connection.ts'

test('each call gets the answer to its own question', async () => {
  const double = bridgeDouble({
    'patients.pick': async ({ text }) => {
      await new Promise((done) => setTimeout(done, text === 'slow' ? 20 : 1))
      return [{ id: text === 'slow' ? 1 : 2, name: text, born: null, payer: null }]
    },
  })
  const connection = connect(double.bridge)
  const [slow, quick] = await Promise.all([
    connection.call('patients.pick', { text: 'slow' }),
    connection.call('patients.pick', { text: 'quick' }),
  ])
  expect(slow.ok && slow.value[0]?.name).toBe('slow')
  expect(quick.ok && quick.value[0]?.name).toBe('quick')
})

test('a problem is an answer, and an engine that is gone is a problem', async () => {
  const double = bridgeDouble({ 'claims.get': () => new Refused({ code: 'record.missing', message: 'It is no longer there.' }) })
  const connection = connect(double.bridge)
  expect(await connection.call('claims.get', { id: 1 })).toEqual({
    ok: false,
    problem: { code: 'record.missing', message: 'It is no longer there.' },
  })
  const broken = connect({ ...double.bridge, call: () => Promise.reject(new Error('gone')) })
  expect(await broken.call('claims.get', { id: 1 })).toMatchObject({ ok: false, problem: { code: 'busy' } })
})

test('what an ending engine left unanswered is asked once more, if that does no harm', async () => {
  let asked = 0
  const busy = (): Refused => new Refused({ code: 'busy', message: 'The engine was restarted.' })
  const double = bridgeDouble({
    'store.users': () => (++asked === 1 ? busy() : [{ id: 1, name: 'Dana', isEmergency: false }]),
    'claims.send': busy,
  })
  const connection = connect(double.bridge)
  expect(await connection.call('store.users', { folder: '/a.parity' })).toMatchObject({ ok: true })
  expect(await connection.call('claims.send', {})).toMatchObject({ ok: false })
  expect(double.named('claims.send')).toHaveLength(1)
  await connection.call('claims.send', {}, { key: 'one-form' })
  expect(double.named('claims.send').map(({ key }) => key)).toEqual([undefined, 'one-form', 'one-form'])
})

test('the key of a form goes along', async () => {
  const double = bridgeDouble({ 'claims.hold': () => ({ done: 1, wont: [], left: 0, ids: [1] }) })
  await connect(double.bridge).call('claims.hold', { ids: [1], reason: 'asked' }, { key: 'one-form' })
  expect(double.calls).toEqual([{ name: 'claims.hold', input: { ids: [1], reason: 'asked' }, key: 'one-form' }])
})

test('an event that did not arrive is noticed by the next one', () => {
  const double = bridgeDouble()
  const connection = connect(double.bridge)
  const heard: News[] = []
  connection.hear((news) => heard.push(news))
  double.tell({ t: 'event', topic: 'claims', ids: [7], seq: 4 })
  double.tell({ t: 'event', topic: 'claims', ids: [8], seq: 5 })
  expect(heard.map(({ is }) => is)).toEqual(['changed', 'changed'])
  double.tell({ t: 'event', topic: 'files', ids: [], seq: 8 })
  expect(heard.map(({ is }) => is).slice(2)).toEqual(['missed', 'changed'])
  double.tell({ t: 'engine', state: 'restarted', code: 0 })
  double.tell({ t: 'event', topic: 'files', ids: [], seq: 1 })
  expect(heard.map(({ is }) => is).slice(4)).toEqual(['restarted', 'changed'])
})

test('progress is told while a call runs, and forgotten when it ends', async () => {
  const told: Progress[] = []
  const double = bridgeDouble({
    'exchange.import': async (_input, { id }) => {
      double.tell({ t: 'progress', id, title: 'Taking in files', done: 1, total: 3, words: 'a.835' })
      double.tell({ t: 'progress', id: 999, title: 'Another', done: 1, total: 3, words: '' })
      await Promise.resolve()
      return { files: [] }
    },
  })
  const connection = connect(double.bridge)
  const running = connection.call('exchange.import', { paths: ['/a.835'] }, { onProgress: (progress) => told.push(progress) })
  await Promise.resolve()
  expect(connection.running.get()).toHaveLength(1)
  await running
  expect(told).toMatchObject([{ name: 'exchange.import', done: 1, total: 3, words: 'a.835' }])
  expect(connection.running.get()).toEqual([])
})
