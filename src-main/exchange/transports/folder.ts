import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { isWhole, LARGEST, LineTrouble, MOST_NAMES, PART, type Line, type Open, type Remote } from './line.ts'

/** A pair of folders that another program empties and fills: a share of the clearinghouse's own program, or a synchronized one. */
export const openFolder: Open = async (route, step) => {
  isFolder(route.sendTo)
  step?.('Folder for what you send', 'is there')
  if (route.fetchFrom !== '') {
    isFolder(route.fetchFrom)
    step?.('Folder for what comes', `${namesIn(route.fetchFrom).length} files in it`)
  }
  const line: Line = {
    send: async ({ name, bytes }, commit) => {
      const [place, part] = [join(route.sendTo, name), join(route.sendTo, `${name}${PART}`)]
      guarded(() => {
        writeWhole(part, bytes)
        commit()
        // A link is made only where nothing has the name, so no file of somebody else is ever written over.
        linkSync(part, place)
        rmSync(part)
        syncFolder(route.sendTo)
      })
      return []
    },
    look: async ({ name, bytes }) =>
      guarded(() => {
        const place = join(route.sendTo, name)
        if (existsSync(place)) return readFileSync(place).equals(bytes) ? 'there' : 'other'
        // The part under its own name says that the last step was never made.
        return existsSync(join(route.sendTo, `${name}${PART}`)) ? 'absent' : 'unknown'
      }),
    mayRepeat: () => false,
    ready: async () => (route.fetchFrom === '' ? [] : guarded(() => filesIn(route.fetchFrom))),
    fetch: async ({ path, size }) =>
      guarded(() => {
        if (size > LARGEST) throw new LineTrouble('large')
        return readFileSync(path)
      }),
    settle: async ({ path, name }) =>
      guarded(() => {
        if (route.afterFetch === 'delete') rmSync(path, { force: true })
        else if (route.afterFetch === 'move') moveTo(route.moveTo, path, name)
      }),
    close: () => undefined,
  }
  return line
}

function isFolder(path: string): void {
  if (!guarded(() => statSync(path, { throwIfNoEntry: false })?.isDirectory())) throw new LineTrouble('folder')
}

const namesIn = (folder: string): string[] => guarded(() => readdirSync(folder).filter(isWhole))

function filesIn(folder: string): Remote[] {
  return readdirSync(folder)
    .filter(isWhole)
    .slice(0, MOST_NAMES)
    .flatMap((name) => {
      const path = join(folder, name)
      const stat = statSync(path, { throwIfNoEntry: false })
      return stat?.isFile() ? [{ path, name, size: stat.size, modified: stat.mtime.toISOString() }] : []
    })
}

function moveTo(folder: string, path: string, name: string): void {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(path)) return
  let place = join(folder, name)
  for (let n = 2; existsSync(place); n++) place = join(folder, `${n}-${name}`)
  linkSync(path, place)
  rmSync(path)
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w', 0o600)
  try {
    for (let at = 0; at < bytes.byteLength;) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function syncFolder(path: string): void {
  // Windows keeps no open folders, and needs none of this.
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function guarded<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof LineTrouble) throw error
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST') throw new LineTrouble('name')
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new LineTrouble('folder')
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new LineTrouble('rights')
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new LineTrouble('space')
    throw new LineTrouble('cut')
  }
}
