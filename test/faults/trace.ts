import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { must } from '../../src-shared/result.ts'
import { Content } from './content.ts'

/*
 * What a program did to its files, as strace saw it: an operation log of inodes and directory entries, of which a power cut keeps a part.
 */

export type Operation =
  | { readonly is: 'write'; readonly inode: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly is: 'cut'; readonly inode: number; readonly size: number }
  | { readonly is: 'sync'; readonly inode: number }
  | { readonly is: 'entry'; readonly path: string; readonly inode: number; readonly folder: boolean }
  | { readonly is: 'rename'; readonly from: string; readonly to: string }
  | { readonly is: 'remove'; readonly path: string }
  | { readonly is: 'syncFolder'; readonly path: string }

export type Log = {
  readonly operations: readonly Operation[]
  /** Inodes of the files that were there before, and what they held. */
  readonly before: ReadonlyMap<string, { readonly inode: number; readonly bytes: Buffer }>
  /** Where in the log each line was acknowledged. */
  readonly acks: readonly { readonly at: number; readonly line: string }[]
}

const CALLS =
  'pwrite64,write,writev,fsync,fdatasync,ftruncate,openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,mkdir,mkdirat,copy_file_range,sendfile'

/** Runs a program under strace to its end. @throws when it fails, or strace is not there */
export function traced(program: string, words: readonly string[], log: string): void {
  const flags = ['-f', '-y', '-xx', '-s', '2000000', '--seccomp-bpf', '-e', `trace=${CALLS}`, '-o', log]
  execFileSync('strace', [...flags, process.execPath, program, ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Calls that an interruption of strace divided are put together again. */
export function* callsOf(text: string): Generator<string> {
  const begun = new Map<string, string>()
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ')
    const pid = line.slice(0, space)
    const rest = line.slice(space).trimStart()
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest)
    if (resumed) {
      yield `${begun.get(pid) ?? ''}${rest.slice(resumed[0].length)}`
      begun.delete(pid)
    } else if (rest.endsWith('<unfinished ...>')) begun.set(pid, rest.slice(0, -'<unfinished ...>'.length).trimEnd())
    else yield rest
  }
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex')
const textOf = (hex: string): string => bytesOf(hex).toString('utf8')
const whole = (text: string): number => parseInt(text, 10)
/** The last of a call's words. @throws when it is no number: a write at a guessed place would make up a damage */
const lastNumber = (words: string): number => whole(must('the call says where', /, (\d+)$/.exec(words)?.[1]))

/**
 * Reads a trace.
 * @param root only what lies under it counts
 * @param acks the side file; a line of it is an acknowledgement at that moment
 * @param before the files that were under the root when the program began
 */
export function readTrace(path: string, root: string, acks: string, before: ReadonlyMap<string, Buffer>): Log {
  const reader = new Reader(root, acks, before)
  for (const call of callsOf(readFileSync(path, 'latin1'))) reader.take(call)
  rmSync(path)
  return reader
}

class Reader implements Log {
  readonly operations: Operation[] = []
  readonly acks: { at: number; line: string }[] = []
  readonly before = new Map<string, { inode: number; bytes: Buffer }>()
  readonly #root: string
  readonly #side: string
  readonly #inodes = new Map<string, number>()
  readonly #sizes = new Map<number, number>()
  /** How far a descriptor has written, for calls that say no place. */
  readonly #places = new Map<string, number>()
  #next = 0

  constructor(root: string, side: string, before: ReadonlyMap<string, Buffer>) {
    this.#root = root
    this.#side = side
    for (const [path, bytes] of before) {
      const inode = ++this.#next
      this.before.set(path, { inode, bytes })
      this.#inodes.set(path, inode)
      this.#sizes.set(inode, bytes.byteLength)
    }
  }

  take(call: string): void {
    const [, name = '', words = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\w+)/.exec(call) ?? []
    if (name === '' || result.startsWith('-')) return
    const file = /^(\d+)<((?:\\x..)*)>/.exec(words)
    if (name === 'copy_file_range') this.#copied(words, whole(result))
    else if (name === 'sendfile') throw new Error('The power cut knows no sendfile')
    else if (file) this.#onFile(name, file[1] ?? '', textOf(file[2] ?? ''), words, whole(result))
    else this.#onPath(name, words, result)
  }

  #onFile(name: string, descriptor: string, path: string, words: string, result: number): void {
    if (path === this.#side && name === 'write') this.#acknowledge(words)
    if (!this.#isOurs(path)) return
    const inode = this.#inodes.get(path)
    if (name === 'fsync' || name === 'fdatasync')
      this.operations.push(inode === undefined ? { is: 'syncFolder', path } : { is: 'sync', inode })
    if (inode === undefined) return
    if (name === 'ftruncate') this.#cut(inode, lastNumber(words))
    const data = /"((?:\\x..)*)"/.exec(words)?.[1]
    if (data === undefined || !/^p?write/.test(name)) return
    const key = `${descriptor} ${inode}`
    const offset = name === 'pwrite64' ? lastNumber(words) : (this.#places.get(key) ?? 0)
    const bytes = bytesOf(data).subarray(0, result)
    this.operations.push({ is: 'write', inode, offset, bytes })
    if (name !== 'pwrite64') this.#places.set(key, offset + bytes.byteLength)
  }

  /** A copy that the system made by itself: what the source held at that moment. */
  #copied(words: string, size: number): void {
    const [, from = '', offset = '', descriptor = '', to = ''] =
      /^\d+<((?:\\x..)*)>, \[(\d+)\], (\d+)<((?:\\x..)*)>, NULL/.exec(words) ?? []
    const inode = this.#inodes.get(textOf(to))
    if (inode === undefined) return
    const source = this.#contentOf(must('what is copied is known', this.#inodes.get(textOf(from))))
    const bytes = Buffer.from(source.subarray(whole(offset), whole(offset) + size))
    const key = `${descriptor} ${inode}`
    const place = this.#places.get(key) ?? 0
    this.operations.push({ is: 'write', inode, offset: place, bytes })
    this.#places.set(key, place + size)
  }

  #contentOf(inode: number): Buffer {
    const content = new Content([...this.before.values()].find((one) => one.inode === inode)?.bytes ?? Buffer.alloc(0))
    for (const one of this.operations)
      if (one.is === 'write' && one.inode === inode) content.write(one.offset, one.bytes)
      else if (one.is === 'cut' && one.inode === inode) content.cut(one.size)
    return content.whole()
  }

  #onPath(name: string, words: string, result: string): void {
    const paths = [...words.matchAll(/"((?:\\x..)*)"/g)].map(([, hex = '']) => textOf(hex))
    const [path = '', other = ''] = paths
    if (!this.#isOurs(path)) return
    if (name === 'open' || name === 'openat' || name === 'creat') this.#opened(path, words, whole(result))
    else if (name.startsWith('mkdir')) this.operations.push({ is: 'entry', path, inode: 0, folder: true })
    else if (name.startsWith('unlink') || name === 'rmdir') {
      this.#inodes.delete(path)
      this.operations.push({ is: 'remove', path })
    } else if (name.startsWith('rename')) this.#renamed(path, other)
    else throw new Error(`The power cut knows no ${name}`)
  }

  #opened(path: string, words: string, descriptor: number): void {
    const known = this.#inodes.get(path)
    const inode = known ?? (words.includes('O_CREAT') ? ++this.#next : undefined)
    if (inode === undefined) return
    if (known === undefined) {
      this.#inodes.set(path, inode)
      this.operations.push({ is: 'entry', path, inode, folder: false })
    } else if (words.includes('O_TRUNC')) this.#cut(inode, 0)
    this.#places.set(`${descriptor} ${inode}`, 0)
  }

  #renamed(from: string, to: string): void {
    for (const [path, inode] of Array.from(this.#inodes))
      if (path === from || path.startsWith(`${from}/`)) {
        this.#inodes.delete(path)
        this.#inodes.set(to + path.slice(from.length), inode)
      }
    this.operations.push({ is: 'rename', from, to })
  }

  #cut(inode: number, size: number): void {
    this.operations.push({ is: 'cut', inode, size })
  }

  #acknowledge(words: string): void {
    const text = textOf(/"((?:\\x..)*)"/.exec(words)?.[1] ?? '')
    for (const line of text.split('\n')) if (line !== '') this.acks.push({ at: this.operations.length, line })
  }

  #isOurs(path: string): boolean {
    return path !== this.#side && (path === this.#root || path.startsWith(`${this.#root}/`)) && !path.endsWith('-shm')
  }
}

/** The folder in which an operation on directory entries must be made durable; a rename within one folder is the only kind there is. */
export const folderOf = (operation: Operation): string =>
  operation.is === 'entry' || operation.is === 'remove' ? dirname(operation.path) : operation.is === 'rename' ? dirname(operation.to) : ''
