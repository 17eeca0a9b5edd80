import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/* A program in Electron as a bench drives it: started as a person starts it, watched from outside, with one probe in its shell. */

type Told = { readonly is?: string; readonly at?: number; readonly id?: number; readonly value?: unknown; readonly failed?: string }

/** A running program. */
export type Program = {
  /** Milliseconds of the machine's clock at which it was spawned. */
  readonly spawned: number
  /** When something of its start happened, in milliseconds after the spawn. */
  after(is: string): Promise<number>
  /** Runs code in the page, an expression that may be awaited. */
  run<T>(code: string): Promise<T>
  /** PSS of all its processes in MiB. */
  memory(): number
  /** PSS of the processes that show pages, in MiB. */
  pageMemory(): number
  close(): Promise<void>
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Starts Electron with an application in a profile of its own, that nobody used before. */
export function start(electron: string, folder: string, probe: string, env: Readonly<Record<string, string>> = {}): Program {
  const home = mkdtempSync(join(tmpdir(), 'parity-bench-home-'))
  const spawned = Date.now()
  const child = spawn(electron, ['-r', probe, folder, `--user-data-dir=${home}`, ...asRoot], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const seen = new Map<string, number>()
  const waiting = new Map<string, (at: number) => void>()
  const asked = new Map<number, { done(value: unknown): void; failed(error: Error): void }>()
  let calls = 0
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('\u0001')) return
    const told = JSON.parse(line.slice(1)) as Told
    if (told.is !== undefined && told.at !== undefined) {
      seen.set(told.is, told.at - spawned)
      waiting.get(told.is)?.(told.at - spawned)
    }
    const call = told.id === undefined ? undefined : asked.get(told.id)
    if (told.failed !== undefined) call?.failed(new Error(told.failed))
    else call?.done(told.value)
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    spawned,
    after: async (is) => seen.get(is) ?? new Promise((done) => waiting.set(is, done)),
    run: <T>(code: string) =>
      new Promise<T>((done, failed) => {
        const id = ++calls
        asked.set(id, { done: done as (value: unknown) => void, failed })
        child.stdin.write(`${JSON.stringify({ id, run: code })}\n`)
      }),
    memory: () => pssOf(family(child.pid ?? 0)),
    pageMemory: () =>
      pssOf(family(child.pid ?? 0).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer'))),
    async close() {
      child.stdin.write(`${JSON.stringify({ quit: true })}\n`)
      const hard = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await ended
      clearTimeout(hard)
      rmSync(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** The process and all its descendants. */
function family(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      return [[parseInt(name, 10), parseInt(stat.slice(stat.lastIndexOf(')') + 4), 10)] as const]
    } catch {
      return []
    }
  })
  const all = [pid]
  for (const one of all) for (const [child, parent] of parents) if (parent === one) all.push(child)
  return all
}

/** What the processes have of memory, what they share divided among those who share it, in MiB. */
function pssOf(pids: readonly number[]): number {
  const kib = pids.map((pid) => {
    try {
      return parseInt(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? '0', 10)
    } catch {
      return 0
    }
  })
  return kib.reduce((all, one) => all + one, 0) / 1024
}
