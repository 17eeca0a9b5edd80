import { createHash, timingSafeEqual } from 'node:crypto'
import type { Algorithms, Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'
import { isWhole, LARGEST, LineTrouble, MOST_NAMES, PART, type Line, type Open, type Parcel, type Remote, type Route } from './line.ts'

/*
 * SFTP over ssh2. The server's key is the one a person confirmed, or nothing is said to it, not even the user's name. What is sent stands under a name of
 * its own until it is whole; then it is renamed, which a server refuses when something has the name.
 */

/** What a server gets to answer in (milliseconds): for the line as a whole, and for each question. */
const CONNECT_MS = 15_000
const ANSWER_MS = 30_000
const CHUNK = 32 * 1024
/** Folders in a folder that are looked into, as those named by tax id. */
const MOST_FOLDERS = 50

/** Nothing that is known to be weak; the handshake is bound whole (strict key exchange), which ssh2 does where the server can. */
const ALGORITHMS: Algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group14-sha256',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
  serverHostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256'],
}

/** As OpenSSH and the clearinghouses write it. */
const fingerprintOf = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

export const openSftp: Open = async (route, step) => {
  const { client, gone } = await connected(route, (words) => step?.('Server', words))
  step?.('Signing in', `as ${route.user}`)
  try {
    const sftp = await within<SFTPWrapper>(gone, (done) => client.sftp(done))
    const line = new SftpLine(client, sftp, gone, route)
    await line.mustBeFolder(route.sendTo)
    step?.('Folder for what you send', route.sendTo)
    if (route.fetchFrom !== '') step?.('Folder for what comes', `${(await line.ready()).length} files in ${route.fetchFrom}`)
    return line
  } catch (error) {
    client.destroy()
    throw troubleOf(error)
  }
}

type Connected = { readonly client: Client; readonly gone: Promise<never> }

async function connected(route: Route, says: (words: string) => void): Promise<Connected> {
  const { Client } = await import('ssh2').then((loaded) => loaded.default)
  const client = new Client()
  let shown = ''
  const gone = new Promise<never>((_, reject) => client.on('close', () => reject(new LineTrouble('cut'))))
  gone.catch(() => undefined)
  const ready = new Promise<void>((done, failed) => {
    client.on('ready', done)
    client.on('error', (error: Error & { readonly level?: string }) => {
      if (shown !== '' && shown !== route.hostKey) failed(new LineTrouble(route.hostKey === null ? 'host-new' : 'host-key', shown))
      else if (error.level === 'client-authentication') failed(new LineTrouble('auth'))
      else if (/no matching|handshake failed/i.test(error.message)) failed(new LineTrouble('weak'))
      else failed(new LineTrouble('offline'))
    })
  })
  client.on('keyboard-interactive', (_name, _words, _language, prompts, answer) => answer(prompts.map(() => route.password ?? '')))
  try {
    client.connect({
      host: route.host,
      port: route.port,
      username: route.user,
      ...(route.privateKey === null
        ? { password: route.password ?? '', tryKeyboard: true }
        : { privateKey: route.privateKey, ...(route.keyPhrase !== null && { passphrase: route.keyPhrase }) }),
      readyTimeout: CONNECT_MS,
      keepaliveInterval: 10_000,
      algorithms: ALGORITHMS,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key)
        says(`answers with the key ${shown}`)
        return isSame(shown, route.hostKey)
      },
    })
    await Promise.race([ready, gone.catch(() => Promise.reject(new LineTrouble('offline')))])
    return { client, gone }
  } catch (error) {
    client.destroy()
    // What the library refuses before it says anything is a key it cannot use.
    throw error instanceof LineTrouble ? error : new LineTrouble('auth')
  }
}

const isSame = (shown: string, confirmed: string | null): boolean =>
  confirmed !== null && shown.length === confirmed.length && timingSafeEqual(Buffer.from(shown), Buffer.from(confirmed))

type Done<T> = (error: Error | null | undefined, value: T) => void

/** One question to the server: its answer, or that the line went, or that it takes too long. */
async function within<T>(gone: Promise<never>, ask: (done: Done<T>) => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const slow = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new LineTrouble('slow')), ANSWER_MS)))
  try {
    return await Promise.race([new Promise<T>((done, failed) => ask((error, value) => (error ? failed(error) : done(value)))), gone, slow])
  } finally {
    clearTimeout(timer)
  }
}

/** Numbers of answers in the protocol (draft-ietf-secsh-filexfer-02, 7). */
const MISSING = 2
const FORBIDDEN = 3

const numberOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function troubleOf(error: unknown): LineTrouble {
  if (error instanceof LineTrouble) return error
  const code = numberOf(error)
  if (code === MISSING) return new LineTrouble('folder')
  if (code === FORBIDDEN) return new LineTrouble('rights')
  return new LineTrouble(typeof code === 'number' && code < 6 ? 'refused' : 'cut')
}

class SftpLine implements Line {
  readonly #client: Client
  readonly #sftp: SFTPWrapper
  readonly #gone: Promise<never>
  readonly #route: Route

  constructor(client: Client, sftp: SFTPWrapper, gone: Promise<never>, route: Route) {
    this.#client = client
    this.#sftp = sftp
    this.#gone = gone
    this.#route = route
  }

  async send({ name, bytes }: Parcel, commit: () => void): Promise<readonly []> {
    const place = joined(this.#route.sendTo, name)
    const part = `${place}${PART}`
    try {
      const from = await this.#sentBefore(part, bytes)
      if (from < bytes.byteLength || from === 0) await this.#write(part, bytes, from)
      const whole = await this.#stat(part)
      if (whole?.size !== bytes.byteLength) throw new LineTrouble('size')
      commit()
      await this.#do((done) => this.#sftp.rename(part, place, done))
      return []
    } catch (error) {
      throw troubleOf(error)
    }
  }

  async look({ name, bytes }: Parcel): Promise<'there' | 'absent' | 'other' | 'unknown'> {
    const place = joined(this.#route.sendTo, name)
    try {
      const there = await this.#stat(place)
      if (!there) return (await this.#stat(`${place}${PART}`)) ? 'absent' : 'unknown'
      if (there.size !== bytes.byteLength) return 'other'
      const same = await this.#read(place, bytes.byteLength).then(
        (read) => read.equals(bytes),
        (error: unknown) => {
          // Where one may put files and not read them, the size under our own name is what there is to know.
          if (numberOf(error) === FORBIDDEN) return true
          throw error
        },
      )
      return same ? 'there' : 'other'
    } catch (error) {
      throw troubleOf(error)
    }
  }

  mayRepeat(): boolean {
    return false
  }

  async ready(): Promise<readonly Remote[]> {
    if (this.#route.fetchFrom === '') return []
    try {
      const { files, folders } = await this.#list(this.#route.fetchFrom)
      const deeper = []
      for (const folder of folders.slice(0, MOST_FOLDERS))
        if (folder !== this.#route.moveTo) deeper.push(...(await this.#list(folder)).files)
      return [...files, ...deeper]
    } catch (error) {
      throw troubleOf(error)
    }
  }

  async fetch({ path, size }: Remote): Promise<Uint8Array> {
    if (size > LARGEST) throw new LineTrouble('large')
    try {
      const bytes = await this.#read(path, size + 1)
      if (bytes.byteLength !== size) throw new LineTrouble('size')
      return bytes
    } catch (error) {
      throw troubleOf(error)
    }
  }

  async settle({ path, name }: Remote): Promise<void> {
    const { afterFetch, moveTo } = this.#route
    try {
      if (afterFetch === 'delete') await this.#do((done) => this.#sftp.unlink(path, done))
      else if (afterFetch === 'move') await this.#do((done) => this.#sftp.rename(path, joined(moveTo, name), done))
    } catch (error) {
      throw troubleOf(error)
    }
  }

  close(): void {
    this.#client.end()
    this.#client.destroy()
  }

  async mustBeFolder(path: string): Promise<void> {
    const stat = await this.#stat(path)
    if (stat?.isDirectory() !== true) throw new LineTrouble('folder')
  }

  #ask<T>(ask: (done: Done<T>) => void): Promise<T> {
    return within(this.#gone, ask)
  }

  #do(ask: (done: (error?: Error | null) => void) => void): Promise<void> {
    return within<void>(this.#gone, (done) => ask((error) => done(error, undefined)))
  }

  async #stat(path: string): Promise<Stats | undefined> {
    try {
      return await this.#ask<Stats>((done) => this.#sftp.stat(path, done))
    } catch (error) {
      if (numberOf(error) === MISSING) return undefined
      throw error
    }
  }

  /** How much of a file stands there already, if what stands there is its beginning. */
  async #sentBefore(part: string, bytes: Uint8Array): Promise<number> {
    const there = await this.#stat(part)
    if (!there || there.size === 0 || there.size > bytes.byteLength) return 0
    const read = await this.#read(part, there.size).catch((error: unknown) => {
      if (typeof numberOf(error) === 'number') return undefined
      throw error
    })
    return read?.equals(bytes.subarray(0, there.size)) === true ? there.size : 0
  }

  async #write(path: string, bytes: Uint8Array, from: number): Promise<void> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.open(path, from > 0 ? 'r+' : 'w', done))
    try {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = from; at < buffer.byteLength; at += CHUNK) {
        const length = Math.min(CHUNK, buffer.byteLength - at)
        await this.#do((done) => this.#sftp.write(handle, buffer, at, length, at, done))
      }
    } finally {
      await this.#do((done) => this.#sftp.close(handle, done)).catch(() => undefined)
    }
  }

  /** Reads to the end of a file, so many bytes at most, whatever the server said of its size. */
  async #read(path: string, most: number): Promise<Buffer> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.open(path, 'r', done))
    const pieces: Buffer[] = []
    try {
      for (let at = 0; at < most;) {
        const piece = Buffer.alloc(Math.min(CHUNK, most - at))
        const count = await this.#ask<number>((done) =>
          this.#sftp.read(handle, piece, 0, piece.byteLength, at, (error, bytesRead) =>
            isEnd(error) ? done(null, 0) : done(error, bytesRead),
          ),
        )
        if (count === 0) break
        pieces.push(piece.subarray(0, count))
        at += count
      }
    } finally {
      await this.#do((done) => this.#sftp.close(handle, done)).catch(() => undefined)
    }
    return Buffer.concat(pieces)
  }

  /** The names of a folder, so many at most: a listing without an end ends here. */
  async #list(folder: string): Promise<{ readonly files: readonly Remote[]; readonly folders: readonly string[] }> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.opendir(folder, done))
    const files: Remote[] = []
    const folders: string[] = []
    let seen = 0
    try {
      while (seen < MOST_NAMES) {
        const some = await this.#ask<readonly FileEntryWithStats[]>((done) =>
          this.#sftp.readdir(handle, (error, list) => (isEnd(error) ? done(null, []) : done(error, list))),
        )
        if (some.length === 0) break
        seen += some.length
        for (const { filename, attrs } of some) {
          if (!isPlain(filename) || !isWhole(filename)) continue
          const path = joined(folder, filename)
          if (attrs.isDirectory()) folders.push(path)
          else if (attrs.isFile())
            files.push({ path, name: filename, size: attrs.size, modified: new Date(attrs.mtime * 1000).toISOString() })
        }
      }
    } finally {
      await this.#do((done) => this.#sftp.close(handle, done)).catch(() => undefined)
    }
    return { files, folders }
  }
}

/** The end of a file or of a listing, which the protocol calls an error. */
const isEnd = (error: unknown): boolean => numberOf(error) === 1

/** A name without a way out of its folder. */
const isPlain = (name: string): boolean => name.length <= 255 && !/[/\\\p{Cc}]/u.test(name)

const joined = (folder: string, name: string): string => `${folder.replace(/\/+$/, '')}/${name}`
