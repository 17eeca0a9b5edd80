import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import ssh2, { type Attributes, type FileEntry } from 'ssh2'
import { describe, expect, it } from 'vitest'
import { testServer } from '../../../test/support/sshd.ts'
import { openSftp } from './sftp.ts'
import { LineTrouble, MOST_NAMES, type Route } from './line.ts'

const ROUTE: Route = {
  kind: 'sftp',
  host: '127.0.0.1',
  port: 22,
  user: 'us',
  hostKey: null,
  password: 'words',
  privateKey: null,
  keyPhrase: null,
  url: '',
  envelope: 'mime',
  certificate: null,
  remittanceType: null,
  claimAnswerType: '',
  acknowledges: false,
  sender: '',
  receiver: '',
  authority: '',
  pin: '',
  sendTo: '/in',
  fetchFrom: '/out',
  afterFetch: 'leave',
  moveTo: '',
}

/** The trouble a line has, or nothing. */
const troubleOf = async (run: () => Promise<unknown>): Promise<unknown> =>
  run().then(
    () => undefined,
    (error: unknown) => (error instanceof LineTrouble ? error.code : error),
  )

const { STATUS_CODE } = ssh2.utils.sftp
const FOLDER = { mode: 0o40755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 } satisfies Attributes
const FILE = { ...FOLDER, mode: 0o100644, size: 10 } satisfies Attributes

/** A server that lets everybody in and lies: its folder never ends, and neither do its files, which say they have ten bytes. */
async function liar(): Promise<{ readonly route: Route; end(): Promise<void> }> {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' })
  let names = 0
  const server = new ssh2.Server({ hostKeys: [key] }, (client) => {
    client.on('error', () => undefined)
    client.on('authentication', (asked) => asked.accept())
    client.on('ready', () =>
      client.on('session', (accept) =>
        accept().on('sftp', (open) => {
          const sftp = open()
          const handle = Buffer.from('one')
          sftp.on('STAT', (id) => sftp.attrs(id, FOLDER))
          sftp.on('OPENDIR', (id) => sftp.handle(id, handle))
          sftp.on('READDIR', (id) => {
            const some = Array.from({ length: 100 }, (): FileEntry => ({ filename: `f${++names}`, longname: '', attrs: FILE }))
            sftp.name(id, [...some, { filename: '../../escape', longname: '', attrs: FILE }])
          })
          sftp.on('OPEN', (id) => sftp.handle(id, handle))
          sftp.on('READ', (id, _handle, _offset, length) => sftp.data(id, Buffer.alloc(length, 'x')))
          sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK))
        }),
      ),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const first = { ...ROUTE, port }
  const shown = await openSftp(first).then(
    () => null,
    (error: unknown) => (error instanceof LineTrouble ? (error.shown ?? null) : null),
  )
  return {
    route: { ...first, hostKey: shown },
    async end() {
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

describe('NT-2: a server', () => {
  it('that lists without an end is heard so far and no further, and names that lead elsewhere are left out', async () => {
    const server = await liar()
    const line = await openSftp(server.route)
    const found = await line.ready([])
    expect([found.length > 1000, found.length <= MOST_NAMES + 100, found.some(({ path }) => path.includes('..'))]).toEqual([
      true,
      true,
      false,
    ])
    line.close()
    await server.end()
  })

  it('that says a file is smaller than it is sends no more of it than it said', async () => {
    const server = await liar()
    const line = await openSftp(server.route)
    const remote = { path: '/out/f1', name: 'f1', size: 10, modified: '' }
    expect(await troubleOf(() => line.fetch(remote))).toBe('size')
    expect(await troubleOf(() => line.fetch({ ...remote, size: 60 * 1024 * 1024 }))).toBe('large')
    line.close()
    await server.end()
  })

  it.each([
    ['exchange of keys', 'KexAlgorithms diffie-hellman-group1-sha1'],
    ['cipher', 'Ciphers aes256-cbc'],
    ['check', 'Ciphers aes256-ctr\nMACs hmac-sha1'],
  ])('that only offers a weak %s is refused', async (_, line) => {
    const server = await testServer([line])
    const route = { ...ROUTE, port: server.port, user: server.user, privateKey: server.privateKey, hostKey: server.fingerprint() }
    expect(await troubleOf(() => openSftp(route))).toBe('weak')
    await server.end()
  })
})
