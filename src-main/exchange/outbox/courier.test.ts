import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batch } from '../../../test/support/claims.ts'
import { connected, CONNECTION, exchangePractice, taskAt, viaSftp } from '../../../test/support/exchange.ts'
import type { TestPractice } from '../../../test/support/practice.ts'
import { cutLine, filesIn, testServer, type CutLine, type TestServer } from '../../../test/support/sshd.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { day, instantAt } from '../../../src-shared/day.ts'
import { secretOf } from '../connections/records.ts'
import { handlers, takeFile } from '../index.ts'
import { dueConnections, workConnection } from './courier.ts'
import { outboxOf } from './actions.ts'
import { doubtOutbox } from '../../store/index.ts'

const stateOf = (at: TestPractice, file = 1): string | undefined => at.query(({ db }) => outboxOf(db, file)?.state)
const standing = (at: TestPractice) => at.query((work) => handlers['connections.list'](work))[0]
const due = (at: TestPractice): number[] => at.query((work) => dueConnections(work))

/** A file in answer to a batch: it was read and taken. */
const accepted = (control = 1): string =>
  `ISA*00*          *00*          *ZZ*NLHP1          *ZZ*CEDARHOLLOW    *261119*0930*^*00501*000000009*0*P*:~GS*FA*NLHP1*CEDARHOLLOW*20261119*0930*9*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*${control}*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*9~IEA*1*000000009~`

describe('through folders', () => {
  let root = ''
  let [out, back] = ['', '']
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'parity-folders-'))
  })
  afterAll(() => rmSync(root, { recursive: true }))

  async function folders(changes: Partial<typeof CONNECTION> = {}): Promise<{ at: TestPractice; id: number }> {
    const own = mkdtempSync(join(root, 'own-'))
    ;[out, back] = [join(own, 'out'), join(own, 'back')]
    for (const path of [out, back]) mkdirSync(path)
    const at = exchangePractice()
    const id = await connected(at, { ...CONNECTION, sendTo: out, fetchFrom: back, ...changes })
    return { at, id }
  }

  it('a batch is in the outbox when it is written, and in the folder after the next round', async () => {
    const { at, id } = await folders()
    const bytes = batch(at, ['09:00'])
    expect([stateOf(at), due(at)]).toEqual(['waiting', [id]])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, trouble: null })
    expect([...filesIn(out).values()]).toEqual([bytes])
    expect([stateOf(at), due(at), readdirSync(out).length]).toEqual(['sent', [], 1])
  })

  it('a file of a payer without a connection goes by hand, as before', async () => {
    const { at } = await folders({ isForOthers: false })
    batch(at, ['09:00'])
    expect(at.query(({ db }) => outboxOf(db, 1))).toBeNull()
    expect(at.query((work) => handlers['exchange.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows[0]?.status).toBe(
      'written',
    )
  })

  it('an answer is taken in once, and makes what was sent arrive', async () => {
    const { at, id } = await folders()
    batch(at, ['09:00'])
    await workConnection(taskAt(at), id)
    writeFileSync(join(back, 'reply.999'), accepted())
    writeFileSync(join(back, 'half.part'), 'ISA*00')
    writeFileSync(join(back, 'note.txt'), 'We are closed on Friday.')
    expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 2 })
    expect(await workConnection(taskAt(at), id)).toMatchObject({ fetched: 0 })
    expect([stateOf(at), readdirSync(back).length]).toEqual(['arrived', 3])
    const files = at.query((work) =>
      handlers['exchange.list'](work, { view: { filters: [{ is: 'any', field: 'direction', of: ['in'] }], sort: [] }, window: 0 }),
    )
    expect(Object.fromEntries(files.rows.map(({ name, status }) => [name, status]))).toEqual({
      'note.txt': 'unreadable',
      'reply.999': 'taken',
    })
  })

  it.each([
    ['delete', false],
    ['move', true],
  ] as const)('what was fetched is gone from there when the connection says %s, after it is kept', async (afterFetch, isMoved) => {
    const { at, id } = await folders({ afterFetch, moveTo: join(root, `done-${afterFetch}`) })
    writeFileSync(join(back, 'reply.999'), accepted())
    await workConnection(taskAt(at), id)
    expect([readdirSync(back), existsSync(join(root, `done-${afterFetch}`, 'reply.999'))]).toEqual([[], isMoved])
  })

  it('another file of the same name is left alone, and a person is told', async () => {
    const { at, id } = await folders()
    batch(at, ['09:00'])
    const name = at.query(({ db }) => outboxOf(db, 1)?.name) ?? ''
    writeFileSync(join(out, name), 'somebody else’s')
    await workConnection(taskAt(at), id)
    expect([stateOf(at), filesIn(out).get(name)?.toString()]).toEqual(['failed', 'somebody else’s'])
    rmSync(join(out, name))
    at.command((work) => handlers['outbox.settle'](work, { file: 1, is: 'again' }))
    await workConnection(taskAt(at), id)
    expect([stateOf(at), filesIn(out).size]).toEqual(['sent', 1])
  })

  it('a folder that is not there stops the connection; what waits is not lost', async () => {
    const { at, id } = await folders()
    batch(at, ['09:00'])
    rmSync(out, { recursive: true })
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 0, trouble: 'folder' })
    expect([stateOf(at), standing(at)?.state, due(at)]).toEqual(['waiting', 'stopped', []])
    mkdirSync(out)
    await handlers['connections.test'](taskAt(at), { id })
    expect([standing(at)?.state, due(at)]).toEqual(['works', [id]])
  })

  it('a paused connection sends nothing', async () => {
    const { at, id } = await folders()
    batch(at, ['09:00'])
    at.command((work) => handlers['connections.pause'](work, { id, paused: true }))
    expect([due(at), (await workConnection(taskAt(at), id)).sent, standing(at)?.state]).toEqual([[], 0, 'paused'])
  })

  it('after a restore nothing is sent by itself', async () => {
    const { at, id } = await folders()
    batch(at, ['09:00'])
    at.command(({ db }) => doubtOutbox(db))
    await workConnection(taskAt(at), id)
    expect([stateOf(at), readdirSync(out)]).toEqual(['reconcile', []])
    at.command((work) => handlers['outbox.settle'](work, { file: 1, is: 'there' }))
    expect([stateOf(at), () => at.command((work) => handlers['outbox.settle'](work, { file: 1, is: 'again' }))]).toEqual([
      'sent',
      expect.any(Function),
    ])
  })
})

describe('through SFTP', () => {
  let server: TestServer
  let line: CutLine
  beforeAll(async () => {
    server = await testServer()
    line = await cutLine(server.port)
  })
  afterAll(async () => {
    await line.end()
    await server.end()
  })
  const emptied = (): void => {
    for (const folder of [server.inbound, server.outbound])
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
  }

  it('nothing is said to a server before a person confirmed its key', async () => {
    emptied()
    const at = exchangePractice()
    const id = await connected(at, viaSftp(server))
    batch(at, ['09:00'])
    expect([due(at), (await workConnection(taskAt(at), id)).trouble, standing(at)?.state]).toEqual([[], 'host-new', 'unconfirmed'])
    const tried = await handlers['connections.test'](taskAt(at), { id })
    expect(tried).toMatchObject({ works: false, hostKey: { fingerprint: server.fingerprint(), is: 'new', confirmed: null } })
    at.command((work) => handlers['connections.trust'](work, { id, fingerprint: server.fingerprint() }))
    expect(await handlers['connections.test'](taskAt(at), { id })).toMatchObject({ works: true, hostKey: { is: 'same' } })
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, trouble: null })
    expect(filesIn(server.inbound).size).toBe(1)
  })

  it('a changed key stops everything, loudly, until the new one is confirmed', async () => {
    emptied()
    const at = exchangePractice()
    const id = await connected(at, viaSftp(server), server.fingerprint())
    batch(at, ['09:00'])
    await server.newHostKey()
    expect((await workConnection(taskAt(at), id)).trouble).toBe('host-key')
    expect([stateOf(at), standing(at)?.state, standing(at)?.words, due(at)]).toEqual([
      'waiting',
      'stopped',
      expect.stringContaining('another key'),
      [],
    ])
    const { hostKey } = await handlers['connections.test'](taskAt(at), { id })
    expect(hostKey).toMatchObject({ is: 'changed', fingerprint: server.fingerprint() })
    await handlers['connections.save'](taskAt(at), { ...viaSftp(server), id })
    expect(standing(at)?.state).toBe('stopped')
    at.command((work) => handlers['connections.trust'](work, { id, fingerprint: server.fingerprint() }))
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, trouble: null })
  })

  it('sends, fetches once, and moves what was fetched', async () => {
    emptied()
    const at = exchangePractice()
    const done = join(server.outbound, 'done')
    mkdirSync(done, { recursive: true })
    const id = await connected(at, { ...viaSftp(server), afterFetch: 'move', moveTo: done }, server.fingerprint())
    const bytes = batch(at, ['09:00', '11:00'])
    writeFileSync(join(server.outbound, 'ack.999'), accepted())
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, fetched: 1, trouble: null })
    expect([[...filesIn(server.inbound).values()], readdirSync(done), stateOf(at)]).toEqual([[bytes], ['ack.999'], 'arrived'])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 0, fetched: 0, trouble: null })
    rmSync(done, { recursive: true })
  })

  it('wrong credentials are not tried again by themselves', async () => {
    const at = exchangePractice()
    const id = await connected(at, { ...viaSftp(server), auth: 'password', password: 'not it', privateKey: null }, server.fingerprint())
    batch(at, ['09:00'])
    expect([(await workConnection(taskAt(at), id)).trouble, standing(at)?.state, due(at)]).toEqual(['auth', 'stopped', []])
  })

  it('without a line files wait, and are tried again later and later', async () => {
    emptied()
    const at = exchangePractice()
    const id = await connected(at, viaSftp(server), server.fingerprint())
    batch(at, ['09:00'])
    await server.stop()
    const nexts = []
    for (let n = 0; n < 4; n++) {
      expect((await workConnection(taskAt(at), id)).trouble).toBe('offline')
      nexts.push(standing(at)?.nextAt)
    }
    const tried = ['0931', '0932', '0935', '0945'].map((time) => instantAt(day('2026-11-19'), time))
    expect([nexts, standing(at)?.state, stateOf(at), due(at)]).toEqual([tried, 'offline', 'waiting', []])
    await server.start()
    at.clock.set('2026-11-19', '0946')
    expect(due(at)).toEqual([id])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ sent: 1, trouble: null })
  })

  it('a line that is cut at any byte leaves the file there once and whole', async () => {
    const hours = ['09:00', '10:00', '11:00']
    const whole = exchangePractice()
    const own = await connected(whole, viaSftp(server, line.port), server.fingerprint())
    emptied()
    batch(whole, hours)
    line.cutAfter(Infinity)
    await workConnection(taskAt(whole), own)
    const all = line.said()
    expect(all).toBeGreaterThan(3000)
    const ends = new Set<string>()
    for (let cut = 1; cut < all + 200; cut += Math.ceil(all / 7)) {
      emptied()
      const at = exchangePractice()
      const id = await connected(at, viaSftp(server, line.port), server.fingerprint())
      const bytes = batch(at, hours)
      line.cutAfter(cut)
      await workConnection(taskAt(at), id)
      ends.add(stateOf(at) ?? '')
      line.cutAfter(Infinity)
      await workConnection(taskAt(at), id)
      expect([cut, stateOf(at), [...filesIn(server.inbound).values()].map((one) => one.equals(bytes))]).toEqual([cut, 'sent', [true]])
    }
    expect([...ends]).toContain('waiting')
  }, 120_000)

  /** Sends a batch with the line cut in the last step: the server did what it was asked, and nobody heard of it. */
  async function doubtful(at: TestPractice): Promise<{ readonly id: number; readonly bytes: Uint8Array }> {
    emptied()
    const id = await connected(at, { ...viaSftp(server, line.port), fetchFrom: '' }, server.fingerprint())
    const bytes = batch(at, ['09:00'])
    line.cutAfter(Infinity)
    const before = filesIn(server.inbound).size
    const watch = setInterval(() => {
      if (filesIn(server.inbound).size > before) line.cutAfter(0)
    }, 0)
    line.delay(50)
    await workConnection(taskAt(at), id)
    clearInterval(watch)
    line.delay(0)
    line.cutAfter(Infinity)
    return { id, bytes }
  }

  it('a line that is cut after the last step leaves a doubt, which looking there ends', async () => {
    const at = exchangePractice()
    const { id, bytes } = await doubtful(at)
    expect([stateOf(at), due(at)]).toEqual(['reconcile', []])
    expect(await workConnection(taskAt(at), id)).toMatchObject({ unsure: 0, trouble: null })
    expect([stateOf(at), [...filesIn(server.inbound).values()]]).toEqual(['sent', [bytes]])
  })

  it('what the other side took away meanwhile is never sent a second time by itself', async () => {
    const at = exchangePractice()
    const { id } = await doubtful(at)
    emptied()
    expect(await workConnection(taskAt(at), id)).toMatchObject({ unsure: 1, sent: 0 })
    expect([stateOf(at), filesIn(server.inbound).size]).toEqual(['reconcile', 0])
    at.command((work) => takeFile(work, { name: 'ack', bytes: Buffer.from(accepted(), 'latin1'), post: false }))
    expect(stateOf(at)).toBe('arrived')
  })

  it('sent again on a person’s word it is the same file, byte for byte and name for name', async () => {
    const at = exchangePractice()
    const { id, bytes } = await doubtful(at)
    const [name] = filesIn(server.inbound).keys()
    emptied()
    await workConnection(taskAt(at), id)
    at.command((work) => handlers['outbox.settle'](work, { file: 1, is: 'again' }))
    await workConnection(taskAt(at), id)
    expect([...filesIn(server.inbound)]).toEqual([[name, bytes]])
  })
})

describe('a connection', () => {
  it('is told with everything but what opens it', async () => {
    const at = exchangePractice()
    const secrets = { password: 'PLANTED-password', isForOthers: false }
    await connected(at, { ...CONNECTION, sendTo: '/somewhere', ...secrets })
    await connected(at, {
      ...CONNECTION,
      name: 'Another',
      kind: 'sftp',
      host: 'there.example',
      user: 'us',
      sendTo: '/in',
      auth: 'key',
      makesKey: true,
    })
    const rows = at.query((work) => handlers['connections.list'](work))
    expect(contract['connections.list'].output.safeParse(rows).error).toBeUndefined()
    expect(rows.map(({ hasPassword, hasKey, carries }) => [hasPassword, hasKey, carries])).toEqual([
      [true, false, ['837P', '270']],
      [false, true, ['837P', '270']],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/PLANTED|PRIVATE KEY/)
    expect(rows[1]?.publicKey).toMatch(/^ssh-ed25519 \S+ parity$/)
  })

  it('keeps its password when the form comes back empty, and loses it with the connection', async () => {
    const at = exchangePractice()
    const given = { ...CONNECTION, sendTo: '/somewhere', password: 'PLANTED-password' }
    const id = await connected(at, given)
    await connected(at, { ...given, id, name: 'Renamed', password: '' })
    const has = (): boolean | undefined => standing(at)?.hasPassword
    expect([has(), standing(at)?.name]).toEqual([true, 'Renamed'])
    at.command((work) => handlers['connections.remove'](work, { id }))
    expect(at.query(({ db }) => secretOf(db, id))).toBeUndefined()
  })

  it('with files that wait is not taken away', async () => {
    const at = exchangePractice()
    const id = await connected(at, { ...CONNECTION, sendTo: '/somewhere' })
    batch(at, ['09:00'])
    expect(() => at.command((work) => handlers['connections.remove'](work, { id }))).toThrow('connection.used')
  })
})
