import type { ElectronApplication } from '@playwright/test'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

// The processes of the program as the operating system sees them: who there is, and what stands in their memory.

/** The program's own process and everything that came from it, those that are dead and not yet buried left out. */
export async function processTree(root: number): Promise<readonly number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = new Map<number, number>()
  for (const name of all) {
    const stat = await readFile(join('/proc', name, 'stat'), 'latin1').catch(() => '')
    const [state = 'Z', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state !== 'Z' && state !== 'X') parents.set(parseInt(name, 10), parseInt(parent, 10))
  }
  const found = [root]
  for (const one of found) found.push(...[...parents].filter(([, parent]) => parent === one).map(([pid]) => pid))
  return found.filter((pid) => parents.has(pid))
}

export const isAlive = async (pid: number): Promise<boolean> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  return stat !== '' && !/\) [ZX] /.test(stat)
}

/** The process of one part of the program, by what Electron calls it. */
export const pidOf = (app: ElectronApplication, name: 'Browser' | 'Parity engine' | 'GPU' | 'Tab'): Promise<number> =>
  app.evaluate(({ app: inner, BrowserWindow }, wanted) => {
    if (wanted === 'Tab') return BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0
    return inner.getAppMetrics().find((one) => one.type === wanted || one.name === wanted || one.serviceName === wanted)?.pid ?? 0
  }, name)

/** The processes that draw our windows. */
export const windowPids = (app: ElectronApplication): Promise<readonly number[]> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getOSProcessId()))

const pieceBytes = 8 * 1024 * 1024

/**
 * Reads through the memory a process can write to, in pieces that overlap by `overlap` bytes.
 * @returns how many bytes could be read: none when the system does not let us look into it
 */
async function eachPiece(pid: number, overlap: number, look: (piece: Buffer) => void): Promise<number> {
  const maps = await readFile(`/proc/${pid}/maps`, 'latin1').catch(() => '')
  const memory = await open(`/proc/${pid}/mem`, 'r').catch(() => undefined)
  if (!memory) return 0
  const buffer = Buffer.alloc(pieceBytes + overlap)
  let read = 0
  try {
    for (const [, from = '', to = ''] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      const end = parseInt(to, 16)
      for (let at = parseInt(from, 16); at < end; at += pieceBytes) {
        const length = Math.min(end - at, pieceBytes + overlap)
        const { bytesRead } = await memory.read(buffer, 0, length, at).catch(() => ({ bytesRead: 0 }))
        read += bytesRead
        if (bytesRead > 0) look(buffer.subarray(0, bytesRead))
      }
    }
  } finally {
    await memory.close()
  }
  return read
}

/** Which of the texts stand in the memory of a process, in one byte a character or two; undefined when it cannot be looked into. */
export async function foundInMemory(pid: number, texts: readonly string[]): Promise<readonly string[] | undefined> {
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, 'latin1') },
    { text, bytes: Buffer.from(text, 'utf16le') },
  ])
  const found = new Set<string>()
  const read = await eachPiece(pid, Math.max(...needles.map(({ bytes }) => bytes.length)), (piece) => {
    for (const { text, bytes } of needles) if (!found.has(text) && piece.includes(bytes)) found.add(text)
  })
  return read === 0 ? undefined : [...found]
}

/** The raw keys that a process has given to SQLCipher, as far as they still stand in its memory. */
export async function cipherKeysIn(pid: number): Promise<readonly string[]> {
  const keys = new Set<string>()
  await eachPiece(pid, 256, (piece) => {
    for (let at = piece.indexOf("x'"); at >= 0; at = piece.indexOf("x'", at + 2)) {
      const [, key] = /^x'([0-9a-f]{64,96})'/.exec(piece.toString('latin1', at, at + 100)) ?? []
      if (key !== undefined) keys.add(key)
    }
  })
  return [...keys]
}
