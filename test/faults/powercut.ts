import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Content } from './content.ts'
import { folderOf, type Log, type Operation } from './trace.ts'
import type { Chance } from './seeded.ts'

/*
 * A power cut at any moment of a log: what was synced is there; of what was not, nothing, all, a part, or a part torn at sectors. Directory
 * entries are a part too until their folder is synced.
 */

const SECTOR = 512
const KEEPING = ['none', 'all', 'some', 'torn'] as const
type Keeping = (typeof KEEPING)[number]

/** Files by path, and folders, after the cut. */
export type State = { readonly files: ReadonlyMap<string, Buffer>; readonly folders: ReadonlySet<string> }

/** All files under a folder. */
export function filesUnder(root: string): Map<string, Buffer> {
  const all = readdirSync(root, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  return new Map(all.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path, readFileSync(path)]))
}

/** The lines that were acknowledged before the cut. */
export const ackedBefore = (log: Log, cut: number): string[] => log.acks.filter((one) => one.at <= cut).map((one) => one.line)

/** A moment to cut at: every second one anywhere, the others soon after something was done to a folder, which is rarer and hurts more. */
export function chosenCut({ operations }: Log, chance: Chance): number {
  const turns = operations.flatMap((one, n) => (['entry', 'rename', 'remove', 'syncFolder'].includes(one.is) ? [n] : []))
  if (turns.length === 0 || chance(2) === 0) return chance(operations.length + 1)
  return Math.min(operations.length, chance.of(turns) + chance(8))
}

/** What a disk may hold after the power went behind the operation `cut`. */
export function cutAt(log: Log, cut: number, chance: Chance): State {
  const done = log.operations.slice(0, cut)
  const contents = new Map<number, Buffer>()
  const inodes = new Set([...log.before.values()].map((one) => one.inode))
  for (const one of done) if ('inode' in one) inodes.add(one.inode)
  for (const inode of inodes) contents.set(inode, contentOf(log, done, inode, chance))
  return placed(log, done, contents, chance)
}

function contentOf(log: Log, done: readonly Operation[], inode: number, chance: Chance): Buffer {
  const own = done.filter((one) => 'inode' in one && one.inode === inode)
  const synced = own.findLastIndex((one) => one.is === 'sync')
  const keeping = chance.of(KEEPING)
  const start = [...log.before.values()].find((one) => one.inode === inode)?.bytes ?? Buffer.alloc(0)
  const bytes = new Content(start)
  own.forEach((one, n) => {
    const kept = n <= synced ? 'all' : keeping
    if (kept === 'none' || ((kept === 'some' || kept === 'torn') && chance(2) === 0)) return
    if (one.is === 'write') write(bytes, one.offset, one.bytes, kept, chance)
    else if (one.is === 'cut') bytes.cut(one.size)
  })
  return bytes.whole()
}

function write(content: Content, offset: number, bytes: Buffer, kept: Keeping, chance: Chance): void {
  if (kept !== 'torn') return content.write(offset, bytes)
  for (let from = 0; from < bytes.byteLength; from += SECTOR)
    if (chance(4) > 0) content.write(offset + from, bytes.subarray(from, from + SECTOR))
}

function placed(log: Log, done: readonly Operation[], contents: ReadonlyMap<number, Buffer>, chance: Chance): State {
  const files = new Map([...log.before].map(([path, one]) => [path, one.inode]))
  const folders = new Set<string>()
  const keeping = chance.of(['none', 'all', 'some'] as const)
  const isSynced = (one: Operation, n: number): boolean =>
    done.some((other, later) => later > n && other.is === 'syncFolder' && other.path === folderOf(one))
  done.forEach((one, n) => {
    if (one.is !== 'entry' && one.is !== 'rename' && one.is !== 'remove') return
    const isKept = isSynced(one, n) || keeping === 'all' || (keeping === 'some' && chance(2) === 0)
    if (isKept) apply(one, files, folders)
  })
  const there = [...files].filter(([path]) => isReachable(path, log, folders))
  return { files: new Map(there.map(([path, inode]) => [path, contents.get(inode) ?? Buffer.alloc(0)])), folders }
}

function apply(one: Extract<Operation, { is: 'entry' | 'rename' | 'remove' }>, files: Map<string, number>, folders: Set<string>): void {
  if (one.is === 'entry' && one.folder) folders.add(one.path)
  else if (one.is === 'entry') files.set(one.path, one.inode)
  else if (one.is === 'remove') {
    files.delete(one.path)
    folders.delete(one.path)
  } else {
    for (const path of Array.from(folders))
      if (path === one.from || path.startsWith(`${one.from}/`)) {
        folders.delete(path)
        folders.add(one.to + path.slice(one.from.length))
      }
    for (const [path, inode] of Array.from(files))
      if (path === one.from || path.startsWith(`${one.from}/`)) {
        files.delete(path)
        files.set(one.to + path.slice(one.from.length), inode)
      }
  }
}

/** A file in a folder whose own entry was lost is lost with it. */
function isReachable(path: string, log: Log, folders: ReadonlySet<string>): boolean {
  const folder = dirname(path)
  if (folder === path) return true
  const made = log.operations.some(
    (one) => (one.is === 'entry' && one.folder && one.path === folder) || (one.is === 'rename' && one.to === folder),
  )
  return (!made || folders.has(folder)) && isReachable(folder, log, folders)
}

/** Writes a state to a folder in place of the one it was recorded in. */
export function rebuild(state: State, recorded: string, root: string): void {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  for (const path of state.folders) mkdirSync(root + path.slice(recorded.length), { recursive: true })
  for (const [path, bytes] of state.files) {
    const own = root + path.slice(recorded.length)
    mkdirSync(dirname(own), { recursive: true })
    writeFileSync(own, bytes)
  }
}
