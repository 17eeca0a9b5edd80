import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { EVENTS, incidentOf, LogLine, type EventData, type EventName } from './log-events.ts'

/*
 * The log of a store: five files of a megabyte in its folder, each line sealed by itself, so that a torn one costs only itself. The newest file is
 * log/0, the oldest log/4. It tells how the program fared, never of whom; who did what stands in the audit.
 */

const FOLDER = 'log'
const FILES = 5
const FILE_BYTES = 1_000_000
const NONCE = 12
const TAG = 16

export type Log = {
  /** Writes an event. What the closed list does not know is refused, which is logged in its place. @returns whether it stands in the log */
  event<N extends EventName>(name: N, data: EventData<N>): boolean
  /** Writes that a bug was met, under its number: its kind and where in our code. */
  incident(number: string, error: unknown): boolean
  close(): void
}

const pathOf = (folder: string, n: number): string => join(folder, FOLDER, `${n}`)
const keyOf = (key: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'parity/log/v1', 32))

/**
 * Opens the log of a store. Nothing it does fails a caller: what cannot be written is not, and the work goes on.
 * @param key the store's 32 bytes for files (purpose `files/v1`); the log's own is made from it
 * @param now the clock's instant, ISO
 */
export function openLog(folder: string, key: Uint8Array, now: () => string, fileBytes = FILE_BYTES): Log {
  const own = keyOf(key)
  let file = begin(folder)
  let n = 0

  const write = (is: LogLine['is'], data: object): boolean => {
    const line = LogLine.safeParse({ at: now(), n, is, data })
    if (!line.success || file === undefined) return false
    n++
    try {
      if (fstatSync(file).size >= fileBytes) file = turn(folder, file)
      if (file === undefined) return false
      writeSync(file, `${seal(own, JSON.stringify(line.data))}\n`)
      return true
    } catch {
      // A full disk must not stop the work that wanted to tell of it.
      return false
    }
  }

  return {
    event: (name, data) => {
      if (Object.hasOwn(EVENTS, name) && EVENTS[name].safeParse(data).success) return write(name, data)
      write('log.refused', {})
      return false
    },
    incident: (number, error) => write('incident', incidentOf(number, error)),
    close: () => {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
  }
}

/** What a store's log says, oldest first, and how many lines could not be read. */
export function readLog(folder: string, key: Uint8Array): { readonly events: LogLine[]; readonly damaged: number } {
  const own = keyOf(key)
  const lines = Array.from({ length: FILES }, (_, n) => pathOf(folder, FILES - 1 - n))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'latin1').split('\n'))
    .filter((line) => line !== '')
  const events = lines.map((line) => read(own, line)).filter((line) => line !== undefined)
  return { events, damaged: lines.length - events.length }
}

/** The newest file, open for adding to it; undefined where none can be made. */
function begin(folder: string): number | undefined {
  try {
    mkdirSync(join(folder, FOLDER), { recursive: true, mode: 0o700 })
    const path = pathOf(folder, 0)
    const file = openSync(path, 'a+', 0o600)
    chmodSync(path, 0o600)
    // A line that was torn by a crash ends here, so that the next one is whole.
    const { size } = fstatSync(file)
    const last = Buffer.alloc(1)
    if (size > 0 && (readSync(file, last, 0, 1, size - 1) !== 1 || last[0] !== 0x0a)) writeSync(file, '\n')
    return file
  } catch {
    return undefined
  }
}

/** Every file becomes one older; the oldest goes. */
function turn(folder: string, file: number): number | undefined {
  closeSync(file)
  for (let n = FILES - 2; n >= 0; n--) if (existsSync(pathOf(folder, n))) renameSync(pathOf(folder, n), pathOf(folder, n + 1))
  return begin(folder)
}

function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64')
}

function read(key: Buffer, line: string): LogLine | undefined {
  try {
    const sealed = Buffer.from(line, 'base64')
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
    const text = Buffer.concat([cipher.update(sealed.subarray(NONCE + TAG)), cipher.final()]).toString('utf8')
    return LogLine.safeParse(JSON.parse(text)).data as LogLine | undefined
  } catch {
    // Torn, changed, or sealed with another key: which of them cannot be told apart.
    return undefined
  }
}
