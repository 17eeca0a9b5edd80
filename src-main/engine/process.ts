import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LockReason } from '../../src-shared/bridge.ts'
import type { Message, Output, Request } from '../../src-shared/contract/index.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import { securityOf } from '../access/index.ts'
import type { PrintJob } from '../store/index.ts'
import { machineClock } from './clock.ts'
import { Engine, type Caller } from './dispatch.ts'
import { chosenFiles, type Use } from './files.ts'
import { reportIncident } from './incident.ts'
import { proveAside } from './prove-aside.ts'
import { isStoreCall } from './store-calls.ts'

/*
 * The engine as the shell runs it: a utility process with one port a window. It knows nothing of Electron; the few methods it is given are named here.
 */

type Port = {
  postMessage(text: string): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
}
type Shell = {
  on(event: 'message', listener: (message: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void
  postMessage(message: unknown): void
}

const shell = (process as unknown as { readonly parentPort: Shell }).parentPort
const { values } = parseArgs({
  strict: false,
  options: { home: { type: 'string' }, version: { type: 'string' }, strict: { type: 'boolean' } },
})
const home = typeof values.home === 'string' ? values.home : join(homedir(), '.parity')
const version = typeof values.version === 'string' ? values.version : ''

const files = chosenFiles()
const ports = new Set<Port>()
const printing = new Map<number, { done(pdf: Uint8Array): void; failed(error: Error): void }>()
let printed = 0

const tell = (message: Message, port?: Port): void => {
  const text = JSON.stringify(message)
  for (const one of port ? [port] : ports) one.postMessage(text)
}

const engine = new Engine({
  clock: machineClock,
  version,
  home,
  printer: {
    print: (job: PrintJob) =>
      new Promise((done, failed) => {
        const id = ++printed
        printing.set(id, { done, failed })
        shell.postMessage({ t: 'print', id, ...job })
      }),
  },
  tell,
  incident: reportIncident,
  ended: () => {
    wasOpen = false
    shell.postMessage({ t: 'sitting', state: 'locked' })
    end()
  },
  strict: values.strict === true,
  cares: true,
  prove: proveAside,
})

/** The store was locked, and the process with its memory goes. */
let isEnding = false
let wasOpen = false

function serve(port: Port): void {
  ports.add(port)
  // Each window counts its calls by itself.
  const cancelled = new Set<number>()
  const caller: Caller = {
    files,
    isPaced: true,
    progress: (id, done, total, words, title) => tell({ t: 'progress', id, title, done, total, words }, port),
    stopped: (id) => cancelled.has(id),
  }
  port.on('message', ({ data }) => void take(port, caller, cancelled, data))
  port.on('close', () => ports.delete(port))
  port.start()
  tell({ t: 'ready', version }, port)
}

async function take(port: Port, caller: Caller, cancelled: Set<number>, data: unknown): Promise<void> {
  const request = parse(data)
  if (!request) return
  if (request.t === 'cancel') return void cancelled.add(request.id)
  // A store opened now would end with this process. What is not answered is asked again of the next one.
  if (isEnding && request.name !== 'store.status') return
  const began = performance.now()
  const answer = await engine.call(request.name, request.input, caller, {
    id: request.id,
    ...(request.key !== undefined && { key: request.key }),
  })
  cancelled.delete(request.id)
  const ms = Math.round(performance.now() - began)
  tell(
    answer.ok
      ? { t: 'reply', id: request.id, ok: true, value: answer.value, ms }
      : { t: 'reply', id: request.id, ok: false, problem: answer.problem, ms },
    port,
  )
  if (isStoreCall(request.name)) await tellSitting(request.name, caller)
  else if (request.name === 'security.save' && answer.ok) shell.postMessage({ t: 'sitting', state: 'open', idleMinutes: idleMinutes() })
  if (answer.ok ? request.name === 'store.lock' : answer.problem.code === 'access.expired') end()
}

/** The process ends on lock, so that no key stays in memory; the shell starts a new one. A message posted in the last 50 ms is lost with it. */
function end(): void {
  isEnding = true
  setTimeout(() => process.exit(0), 80)
}

/** Minutes without a sign of the person after which the shell locks, as an owner chose them. */
const idleMinutes = (): number => engine.store?.book.read((db) => securityOf(db).idleMinutes) ?? 10

/** Tells the shell whether a store is open, and what its lock page shall show. */
async function tellSitting(name: string, caller: Caller): Promise<void> {
  const isNew = engine.isOpen && ['store.open', 'store.create', 'store.sample', 'store.recover', 'store.restore'].includes(name)
  if (wasOpen === engine.isOpen && !isNew) return
  wasOpen = engine.isOpen
  if (!wasOpen) return shell.postMessage({ t: 'sitting', state: 'locked' })
  const status = await engine.call('store.status', {}, caller)
  if (!status.ok) return
  const { practice, user } = status.value as Output<'store.status'>
  if (!practice || !user) return
  const at = { folder: practice.folder, practice: practice.name, isSample: practice.isSample, user: user.name }
  shell.postMessage({ t: 'sitting', state: 'open', idleMinutes: idleMinutes(), at })
}

function parse(data: unknown): Request | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const value = JSON.parse(data) as Request
    return typeof value.id === 'number' && (value.t === 'cancel' || (value.t === 'call' && typeof value.name === 'string'))
      ? value
      : undefined
  } catch {
    return undefined
  }
}

shell.on('message', ({ data, ports: [port] }) => {
  const message = data as {
    readonly t: string
    readonly id?: number
    readonly pdf?: Uint8Array
    readonly failed?: string
    readonly path?: string
    readonly uses?: readonly Use[]
    readonly why?: LockReason
  }
  if (message.t === 'port' && port) serve(port)
  else if (message.t === 'lock') {
    end()
    engine.lock(message.why ?? 'command')
  } else if (message.t === 'granted' && message.path !== undefined) {
    for (const use of message.uses ?? []) files.grant(message.path, use)
    shell.postMessage({ t: 'heard', id: message.id })
  } else if (message.t === 'printed' && message.id !== undefined) {
    const waiting = printing.get(message.id)
    printing.delete(message.id)
    if (message.pdf) waiting?.done(message.pdf)
    else waiting?.failed(new Error(problem('packet.unprintable').message))
  }
})

process.on('exit', () => engine.close())
