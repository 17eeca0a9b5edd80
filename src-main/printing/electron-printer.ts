import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Print } from './job.ts'

export type Printer = { readonly print: Print; readonly close: () => Promise<void> }

type Answer = { readonly ready?: true; readonly id?: number; readonly pdf?: string; readonly failed?: string }
type Waiting = { readonly done: (pdf: Uint8Array) => void; readonly fail: (problem: Error) => void }
type Running = {
  readonly child: ChildProcessByStdio<Writable, Readable, null>
  readonly lines: Interface
  /** It has ended, and what it kept for itself is removed. */
  readonly gone: Promise<void>
}

const startDeadlineMs = 30_000
const headless = ['--ozone-platform=headless', '--disable-gpu']

/**
 * Prints pages where there is no window: starts the Electron runtime with the printer beside this file, on the first job.
 * @param executable path of the Electron runtime
 */
export function electronPrinter(executable: string): Printer {
  const waiting = new Map<number, Waiting>()
  let running: Promise<Running> | undefined
  let nextId = 1

  const start = async (): Promise<Running> => {
    const started = await startPrinter(executable)
    started.lines.on('line', (line) => settle(waiting, line))
    void started.gone.then(() => {
      running = undefined
      for (const { fail } of waiting.values()) fail(new Error('The printer ended before the page was printed.'))
      waiting.clear()
    })
    return started
  }
  return {
    async print(job) {
      running ??= start()
      // A printer that did not start is tried again with the next page.
      running.catch(() => (running = undefined))
      const { child } = await running
      const id = nextId++
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail })
        child.stdin.write(`${JSON.stringify({ ...job, id })}\n`)
      })
    },
    async close() {
      if (!running) return
      const { child, gone } = await running
      child.stdin.end()
      await gone
    },
  }
}

function settle(waiting: Map<number, Waiting>, line: string): void {
  const answer = parse(line)
  const job = answer?.id === undefined ? undefined : waiting.get(answer.id)
  if (!answer || answer.id === undefined || !job) return
  waiting.delete(answer.id)
  if (answer.pdf === undefined) job.fail(new Error(answer.failed ?? 'The page could not be printed.'))
  else job.done(Buffer.from(answer.pdf, 'base64'))
}

/** On Linux first without any screen; a runtime that cannot do that gets the one there is, or one of its own. */
async function startPrinter(executable: string): Promise<Running> {
  if (process.platform !== 'linux') return await launch(executable, [])
  try {
    return await launch(executable, headless)
  } catch (problem) {
    if (process.env['DISPLAY']) return await launch(executable, [])
    const screen = await startScreen()
    if (!screen) throw problem
    const running = launch(executable, [], { DISPLAY: screen.display })
    const takeAway = (): boolean => screen.xvfb.kill()
    running.then(({ gone }) => gone).then(takeAway, takeAway)
    return await running
  }
}

async function launch(executable: string, switches: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Running> {
  const home = await mkdtemp(join(tmpdir(), 'parity-printer-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const words = [...switches, ...asRoot, printerScript(), `--user-data-dir=${home}`]
  const { PARITY_PASSPHRASE: _secret, NODE_OPTIONS: _options, ...env } = process.env
  const child = spawn(executable, words, { env: { ...env, ...more }, stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const gone = ended.then(() => rm(home, { recursive: true, force: true, maxRetries: 3 }))
  // Its end is told by `gone`; a page written to it meanwhile is no failure of its own.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })
  const ready = new Promise<true>((done) => lines.on('line', (line) => parse(line)?.ready && done(true)))
  const late = new Promise<false>((done) => setTimeout(done, startDeadlineMs, false).unref())
  if (await Promise.race([ready, late, gone.then(() => false)])) return { child, lines, gone }
  child.kill('SIGKILL')
  await gone
  throw new Error('The printer could not start.')
}

/** A virtual screen, for a runtime that will not do without one. */
async function startScreen(): Promise<{ readonly xvfb: ChildProcess; readonly display: string } | undefined> {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-terminate'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const number = await new Promise<string>((done) => {
    xvfb.once('error', () => done(''))
    xvfb.once('exit', () => done(''))
    xvfb.stdout.once('data', (text: Buffer) => done(text.toString('latin1').trim()))
  })
  return number === '' ? undefined : { xvfb, display: `:${number}` }
}

/** Built, it stands beside the entry points; from the sources, in the last build. */
function printerScript(): string {
  const places = ['printer.js', '../printer.js', '../../out/main/printer.js'].map((place) => join(import.meta.dirname, place))
  const script = places.find((place) => existsSync(place))
  if (script === undefined) throw new Error('Parity is not built, so it cannot print. Run "npm run build".')
  return script
}

function parse(line: string): Answer | undefined {
  try {
    return JSON.parse(line) as Answer
  } catch {
    return undefined
  }
}
