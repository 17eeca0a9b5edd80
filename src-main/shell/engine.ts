import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LastSitting, LockReason } from '../../src-shared/bridge.ts'
import type { Print, PrintJob } from '../printing/job.ts'

/** What the engine may ask of the shell. */
type Asked = PrintJob & { readonly t: 'print'; readonly id: string | number }

/** A store was opened, its limit was changed, or it was closed. */
export type SittingNews =
  | {
      readonly t: 'sitting'
      readonly state: 'open'
      readonly idleMinutes: number
      /** Left out when only the limit changed. */
      readonly at?: Pick<LastSitting, 'folder' | 'practice' | 'isSample' | 'user'>
    }
  | { readonly t: 'sitting'; readonly state: 'locked' }

export type Engine = {
  /** A new port to the engine that runs now; the other end is already on its way to it. None while it ends: the next one says that it is back. */
  readonly connect: () => MessagePortMain | undefined
  /** Lets the engine at a path that a person chose. Settles when it knows, or is gone: a call on its own port could come before. */
  readonly grant: (path: string, uses: readonly ('read' | 'write')[]) => Promise<void>
  /** Closes the store and ends the engine with it; kills it when it takes more than 5 s. Another one is started. Settles when it is gone. */
  readonly lock: (why: LockReason) => Promise<void>
  /** Starts no other. */
  readonly stop: () => void
}

type Watcher = {
  /** The engine is gone; calls in flight will not be answered. */
  readonly onGone: (code: number) => void
  /** A new one runs. */
  readonly onBack: () => void
  readonly onSitting: (news: SittingNews) => void
  readonly print: Print
}

const longestWaitMs = 10_000
const lockDeadlineMs = 5000
/** An engine that ends sooner than this has not locked itself: it cannot start. */
const briefMs = 500

/**
 * Starts the engine and starts it again whenever it ends: at once after it locked itself (exit code 0, which is how keys leave memory),
 * a little later each time when it crashes at start.
 */
export function startEngine(watcher: Watcher): Engine {
  let current: UtilityProcess | undefined
  let crashes = 0
  let isStopped = false
  let isEnding = false
  let grants = 0
  const granting = new Map<number, () => void>()

  const start = (): UtilityProcess => {
    const startedMs = performance.now()
    const engine = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), engineWords(), {
      serviceName: 'Parity engine',
      stdio: app.isPackaged ? 'ignore' : 'inherit',
      env: engineEnvironment(),
      execArgv: [],
    })
    engine.on('message', (message: unknown) => {
      if (isSittingNews(message)) watcher.onSitting(message)
      else if (isHeard(message)) granting.get(message.id)?.()
      else void answer(engine, message, watcher.print)
    })
    engine.once('exit', (code) => {
      current = undefined
      isEnding = false
      if (isStopped) return
      watcher.onGone(code)
      const livedMs = performance.now() - startedMs
      crashes = livedMs > (code === 0 ? briefMs : longestWaitMs) ? 0 : crashes + 1
      if (code !== 0) process.stderr.write(`engine ended: ${code}\n`)
      setTimeout(restart, crashes === 0 ? 0 : Math.min(longestWaitMs, 100 * 2 ** crashes))
    })
    return engine
  }
  const restart = (): void => {
    if (isStopped) return
    current = start()
    watcher.onBack()
  }

  current = start()
  return {
    connect() {
      if (!current || isEnding) return undefined
      const { port1, port2 } = new MessageChannelMain()
      current.postMessage({ t: 'port' }, [port1])
      return port2
    },
    grant(path, uses) {
      const engine = current
      if (!engine) return Promise.resolve()
      const id = ++grants
      return new Promise((done) => {
        const settle = (): void => {
          granting.delete(id)
          engine.off('exit', settle)
          done()
        }
        granting.set(id, settle)
        engine.once('exit', settle)
        engine.postMessage({ t: 'granted', id, path, uses })
      })
    },
    lock(why) {
      const engine = current
      if (!engine) return Promise.resolve()
      if (!isEnding) engine.postMessage({ t: 'lock', why })
      isEnding = true
      return endOf(engine)
    },
    stop() {
      isStopped = true
      current?.kill()
    },
  }
}

/** Settles when the engine is gone. What does not end by itself in time is killed, so that the keys leave memory in any case. */
function endOf(engine: UtilityProcess): Promise<void> {
  const { pid } = engine
  return new Promise((done) => {
    const deadline = setTimeout(() => {
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    }, lockDeadlineMs)
    engine.once('exit', () => {
      clearTimeout(deadline)
      done()
    })
  })
}

/** Where Parity keeps what is its own, which version it is, and, outside of an installed program, that replies are checked. */
function engineWords(): string[] {
  return [`--home=${app.getPath('userData')}`, `--version=${app.getVersion()}`, ...(app.isPackaged ? [] : ['--strict'])]
}

/** The engine gets the person's environment, but nothing that changes how its own runtime behaves. */
function engineEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...namedZone(), ...Object.fromEntries(entries.filter(([name]) => !/^(NODE_|ELECTRON_|PARITY_PASSPHRASE$)/.test(name))) }
}

/** The machine’s zone by name. Without it Linux’s C library asks the disk for the zone at every date that the store reckons, ten times as slow. */
function namedZone(): { readonly TZ?: string } {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return process.platform === 'linux' && existsSync(join('/usr/share/zoneinfo', zone)) ? { TZ: zone } : {}
}

async function answer(engine: UtilityProcess, message: unknown, print: Print): Promise<void> {
  if (!isPrintRequest(message)) return
  const { id } = message
  try {
    const pdf = await print(message)
    engine.postMessage({ t: 'printed', id, pdf })
  } catch (problem) {
    engine.postMessage({ t: 'printed', id, failed: problem instanceof Error ? problem.message : 'The page could not be printed.' })
  }
}

function isPrintRequest(message: unknown): message is Asked {
  return (
    typeof message === 'object' &&
    message !== null &&
    't' in message &&
    message.t === 'print' &&
    'html' in message &&
    typeof message.html === 'string'
  )
}

function isSittingNews(message: unknown): message is SittingNews {
  return typeof message === 'object' && message !== null && 't' in message && message.t === 'sitting'
}

function isHeard(message: unknown): message is { readonly t: 'heard'; readonly id: number } {
  return typeof message === 'object' && message !== null && 't' in message && message.t === 'heard' && 'id' in message
}
