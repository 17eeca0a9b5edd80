import { describe, expect, test } from 'vitest'
import { createWire } from './wire.ts'

const call = (id: number, more = ''): string => `{"t":"call","id":${id},"name":"claims.list"${more}}`
const reply = (id: number): string => `{"t":"reply","id":${id},"ok":true,"value":1}`

function connected(): { wire: ReturnType<typeof createWire>; sent: string[] } {
  const wire = createWire()
  const sent: string[] = []
  wire.connect({ postMessage: (text) => void sent.push(text) })
  return { wire, sent }
}

describe('calls', () => {
  test('a reply goes to the call with its id, whatever the order', async () => {
    const { wire, sent } = connected()
    const [first, second] = [wire.call(call(1)), wire.call(call(2))]
    expect(sent).toEqual([call(1), call(2)])
    wire.receive(reply(2))
    wire.receive(reply(1))
    expect(await Promise.all([first, second])).toEqual([reply(1), reply(2)])
  })

  test('the keys of a text may stand in any order', async () => {
    const { wire } = connected()
    const answer = wire.call('{ "name": "claims.list", "id": 7, "t": "call" }')
    wire.receive('{ "ok": true, "id": 7, "t": "reply" }')
    expect(await answer).toBe('{ "ok": true, "id": 7, "t": "reply" }')
  })

  test('what is called before there is an engine waits for it', async () => {
    const wire = createWire()
    const answer = wire.call(call(1))
    const sent: string[] = []
    wire.connect({ postMessage: (text) => void sent.push(text) })
    expect(sent).toEqual([call(1)])
    wire.receive(reply(1))
    expect(await answer).toBe(reply(1))
  })

  test.each(['', 'x', '{}', '{"t":"event","id":1}', '{"t":"call"}', '{"t":"call","id":"1"}', 'null'])(
    '%j is no call, and is refused at once',
    async (text) => {
      const { wire, sent } = connected()
      expect(JSON.parse(await wire.call(text))).toMatchObject({ ok: false, problem: { code: 'input.invalid' } })
      expect(sent).toEqual([])
    },
  )

  test('an id that is in flight is not used twice', async () => {
    const { wire, sent } = connected()
    const first = wire.call(call(1))
    expect(JSON.parse(await wire.call(call(1)))).toMatchObject({ id: 1, ok: false })
    wire.receive(reply(1))
    expect(await first).toBe(reply(1))
    expect(sent).toHaveLength(1)
  })
})

describe('when the engine ends', () => {
  test('calls in flight are answered, and those that waited go to the next one', async () => {
    const { wire } = connected()
    const heard: string[] = []
    wire.listen((text) => heard.push(text))
    const lost = wire.call(call(1))
    wire.disconnect(0)
    const kept = wire.call(call(2))
    expect(JSON.parse(await lost)).toEqual({
      t: 'reply',
      id: 1,
      ok: false,
      problem: { code: 'busy', message: 'The engine was restarted.' },
      ms: 0,
    })
    wire.disconnect(3)
    const sent: string[] = []
    wire.connect({ postMessage: (text) => void sent.push(text) })
    expect(sent).toEqual([call(2)])
    expect(heard).toEqual(['{"t":"engine","state":"restarted","code":3}'])
    wire.receive(reply(2))
    expect(await kept).toBe(reply(2))
  })

  test('a late reply to a call that was given up is dropped', async () => {
    const { wire } = connected()
    const heard: string[] = []
    wire.listen((text) => heard.push(text))
    const lost = wire.call(call(1))
    wire.disconnect(1)
    await lost
    wire.receive(reply(1))
    expect(heard).toEqual([])
  })
})

describe('listeners', () => {
  test('hear what is no reply, also what came before them, until they stop', () => {
    const { wire } = connected()
    wire.receive('{"t":"ready"}')
    const heard: string[] = []
    const stop = wire.listen((text) => heard.push(text))
    wire.receive('{"t":"event","sequence":1}')
    wire.receive('{"t":"progress","id":4}')
    stop()
    wire.receive('{"t":"event","sequence":2}')
    expect(heard).toEqual(['{"t":"ready"}', '{"t":"event","sequence":1}', '{"t":"progress","id":4}'])
  })
})
