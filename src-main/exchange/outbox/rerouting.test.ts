import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { batch } from '../../../test/support/claims.ts'
import { connected, CONNECTION, exchangePractice, taskAt } from '../../../test/support/exchange.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { filesIn } from '../../../test/support/sshd.ts'
import { handlers as claims } from '../../claims/index.ts'
import { readAny, readFile, setsOf } from '../../x12/index.ts'
import { handlers } from '../index.ts'
import { outboxOf } from './actions.ts'
import { workConnection } from './courier.ts'

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'parity-reroute-'))
})
afterAll(() => rmSync(root, { recursive: true }))

/** A batch of two claims, 10001 and 10002, in file 1 for one clearinghouse, and another that would take it. */
async function twoWays(): Promise<{ at: TestPractice; first: number; second: number; out: string }> {
  const own = mkdtempSync(join(root, 'own-'))
  const [one, out] = [join(own, 'one'), join(own, 'two')]
  for (const path of [one, out]) mkdirSync(path)
  const at = exchangePractice()
  const first = await connected(at, { ...CONNECTION, sendTo: one, fetchFrom: '' })
  const second = await connected(at, { ...CONNECTION, name: 'Harbor Clearinghouse', isForOthers: false, sendTo: out, fetchFrom: '' })
  batch(at, ['09:00', '11:00'])
  return { at, first, second, out }
}
const reroute = (at: TestPractice, connection: number, file = 1) =>
  at.command((work) => handlers['outbox.reroute'](work, { file, connection, reason: 'Their line is down since Monday' }))
const stateOf = (at: TestPractice, file: number) => at.query(({ db }) => outboxOf(db, file)?.state)
const claim = (at: TestPractice, id: number) => at.query((work) => claims['claims.get'](work, { id }))
const storyOf = (at: TestPractice, id: number): string[] => claim(at, id).history.map(({ words }) => words)

test('a file that waits goes to another clearinghouse under new numbers, and not to the first any more', async () => {
  const { at, first, second, out } = await twoWays()
  const before = claim(at, 10001).control
  const sent = reroute(at, second)
  expect(sent).toMatchObject({ file: 2, claims: 2 })
  expect([stateOf(at, 1), stateOf(at, 2)]).toEqual(['withdrawn', 'waiting'])
  expect(await workConnection(taskAt(at), first)).toMatchObject({ sent: 0 })
  expect(await workConnection(taskAt(at), second)).toMatchObject({ sent: 1 })
  const [bytes] = [...filesIn(out).values()]
  const findings = setsOf(readFile(bytes ?? Buffer.alloc(0))).flatMap((set) => readAny(set).reading.findings)
  expect(findings).toEqual([])
  expect([before, claim(at, 10001).control]).toEqual([expect.stringMatching(/-01$/), expect.stringMatching(/-02$/)])
  expect(storyOf(at, 10001)[0]).toBe('Moved to Harbor Clearinghouse; the first file was not sent')
})

test('claims that count do not go by a connection that is still being tested', async () => {
  const { at, second, out } = await twoWays()
  const testing = {
    ...CONNECTION,
    id: second,
    name: 'Harbor Clearinghouse',
    isForOthers: false,
    sendTo: out,
    fetchFrom: '',
    isTesting: true,
  }
  await connected(at, testing)
  expect(() => reroute(at, second)).toThrow('connection.testing')
  expect(stateOf(at, 1)).toBe('waiting')
})

test('of a file that was sent and that nobody answered, the history says that it may have arrived', async () => {
  const { at, first, second } = await twoWays()
  await workConnection(taskAt(at), first)
  reroute(at, second)
  expect([stateOf(at, 1), stateOf(at, 2)]).toEqual(['sent', 'waiting'])
  expect(storyOf(at, 10002)[0]).toBe('Moved to Harbor Clearinghouse; the first file may have arrived')
})

test('a file goes another way once: what lives elsewhere by then is not sent again', async () => {
  const { at, first, second } = await twoWays()
  await workConnection(taskAt(at), first)
  reroute(at, second)
  expect(() => reroute(at, second)).toThrow('claim.none')
  expect(() => reroute(at, second, 2)).toThrow('connection.none')
})

test('a file that was answered stays where it is', async () => {
  const { at, first, second } = await twoWays()
  await workConnection(taskAt(at), first)
  at.command(({ db }) => db.run({ compile: () => ({ sql: "update batch set status = 'received'", parameters: [] }) } as never))
  expect(() => reroute(at, second)).toThrow('outbox.settled')
})

test('claims of a file that waits go to paper all at once, and the file is taken back; one alone does not', async () => {
  const { at } = await twoWays()
  const toPaper = (ids: readonly number[]) =>
    claims['claims.route'](taskAt(at), { ids: [...ids], to: 'paper', paper: 'drawn', reason: 'Their line is down' })
  await expect(toPaper([10001])).rejects.toThrow('outbox.shared')
  expect([stateOf(at, 1), claim(at, 10001).status]).toEqual(['waiting', 'sent'])
  await toPaper([10001, 10002])
  expect(stateOf(at, 1)).toBe('withdrawn')
})

test('a file that was sent can still be looked at when its connection is gone', async () => {
  const { at, first } = await twoWays()
  await workConnection(taskAt(at), first)
  at.command((work) => handlers['connections.remove'](work, { id: first }))
  expect(at.query(({ db }) => outboxOf(db, 1))).toMatchObject({ connection: 'Lakeside Clearinghouse', state: 'sent' })
})
