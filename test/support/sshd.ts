import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { must } from '../../src-shared/result.ts'

/*
 * A real OpenSSH server on a free port of this machine, with a host key, a user key and folders of its own; and a line to it that can be cut.
 */

const SSHD = '/usr/sbin/sshd'

export type TestServer = {
  readonly port: number
  readonly user: string
  /** What a client shows to be let in. */
  readonly privateKey: string
  /** The folder for what is sent there, and the one for what is fetched. */
  readonly inbound: string
  readonly outbound: string
  readonly fingerprint: () => string
  /** Ends it, and starts it again under another key. */
  newHostKey(): Promise<void>
  stop(): Promise<void>
  start(): Promise<void>
  end(): Promise<void>
}

/** @param more lines of its configuration */
export async function testServer(more: readonly string[] = []): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'parity-sshd-'))
  const [inbound, outbound] = [join(folder, 'inbound'), join(folder, 'outbound')]
  for (const path of [inbound, outbound]) mkdirSync(path)
  // A server that is started as root wants this folder, which the distribution makes when it boots.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const [hostKey, userKey] = [join(folder, 'host'), join(folder, 'user')]
  makeKey(hostKey)
  makeKey(userKey)
  const port = await freePort()
  const config = join(folder, 'sshd_config')
  writeFileSync(
    config,
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${userKey}.pub`,
      `PidFile ${join(folder, 'pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
      'PasswordAuthentication yes',
      'MaxStartups 100',
      'Subsystem sftp internal-sftp',
      ...more,
      '',
    ].join('\n'),
  )
  let running: ChildProcess | undefined
  const start = async (): Promise<void> => {
    running = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    running.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 100 || running.exitCode !== null) throw new Error(`The SSH server does not start: ${said}`)
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  const stop = async (): Promise<void> => {
    if (!running || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGTERM')
    await ended
  }
  await start()
  return {
    port,
    user: userInfo().username,
    privateKey: readFileSync(userKey, 'utf8'),
    inbound,
    outbound,
    fingerprint: () =>
      must('a key has a fingerprint', /SHA256:\S+/.exec(execFileSync('ssh-keygen', ['-lf', hostKey], { encoding: 'utf8' }))?.[0]),
    async newHostKey() {
      await stop()
      makeKey(hostKey)
      await start()
    },
    stop,
    start,
    async end() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeKey(path: string): void {
  rmSync(path, { force: true })
  rmSync(`${path}.pub`, { force: true })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => (socket.destroy(), done(true)))
    socket.once('error', () => done(false))
    socket.setTimeout(500, () => (socket.destroy(), done(false)))
  })

/** A line to a server, cut when the client has said so many bytes; `Infinity` lets it be. */
export type CutLine = {
  readonly port: number
  /** Bytes the client has said since the last {@link CutLine.cutAfter}. */
  readonly said: () => number
  cutAfter(bytes: number, then?: () => void): void
  /** What the server answers comes so many milliseconds later. */
  delay(ms: number): void
  end(): Promise<void>
}

export async function cutLine(to: number): Promise<CutLine> {
  let [limit, said, late] = [Infinity, 0, 0]
  let then: (() => void) | undefined
  const sockets = new Set<Socket>()
  const server: Server = createServer((client) => {
    const far = connect(to, '127.0.0.1')
    for (const one of [client, far]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        client.destroy()
        far.destroy()
      })
    }
    far.on('data', (bytes: Buffer) => void setTimeout(() => client.writable && limit > said && client.write(bytes), late))
    client.on('data', (bytes: Buffer) => {
      const left = limit - said
      said += bytes.byteLength
      if (left <= 0) return
      far.write(bytes.subarray(0, Math.min(bytes.byteLength, left)))
      if (said < limit) return
      then?.()
      // What was said before the cut still gets there; nothing comes back.
      client.destroy()
      far.end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    said: () => said,
    cutAfter(bytes, after) {
      limit = bytes
      said = 0
      then = after
      // Cut at once: what is on its way back is lost.
      if (bytes <= 0) for (const one of sockets) one.destroy()
    },
    delay(ms) {
      late = ms
    },
    async end() {
      for (const one of sockets) one.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The whole files in a folder, with what is in each. */
export const filesIn = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith('.part'))
      .map((name) => [name, readFileSync(join(folder, name))]),
  )
