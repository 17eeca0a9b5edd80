import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimsText, remittanceText } from './files.ts'
import type { Taken } from './one.ts'
import { goal, median, missed, print } from './report.ts'

/*
 * Reads, checks and writes the same files with Parity, with what npm has, and with a floor written by hand, in turn (A B C, A B C, …), each in a process of its
 * own. What counts are the ratios of medians of one run: milliseconds are another machine's. Whoever misses a goal ends with exit code 1.
 */

const rounds = Math.max(1, ...process.argv.slice(2).flatMap((word) => (/^\d+$/.test(word) ? [parseInt(word, 10)] : [])))
const RUNS = process.argv.length > 2 ? rounds : 7

const folder = mkdtempSync(join(tmpdir(), 'parity-bench-'))

function make(name: string, pieces: Iterable<string>): string {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  for (const piece of pieces) writeSync(file, piece, null, 'latin1')
  closeSync(file)
  return path
}

type Series = {
  readonly ms: number
  readonly cpu: number
  readonly mb: number
  readonly writeMs: number
  readonly least: number
  readonly most: number
}

/** Runs the tools in turn over one file and gives the medians of each. */
function measure(title: string, path: string, tools: readonly string[], runs = RUNS): (tool: string) => Series {
  const all = new Map<string, Taken[]>(tools.map((tool) => [tool, []]))
  for (let n = 0; n < runs; n++)
    for (const tool of tools) {
      const words = ['--max-old-space-size=8192', join(import.meta.dirname, 'one.js'), tool, path]
      all.get(tool)?.push(JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as Taken)
    }
  const series = (tool: string): Series => {
    const taken = all.get(tool) ?? []
    const of = (part: (one: Taken) => number): number => median(taken.map(part))
    const each = taken.map((one) => one.ms)
    return {
      ms: of((one) => one.ms),
      cpu: of((one) => one.cpu),
      mb: of((one) => one.mb),
      writeMs: of((one) => one.writeMs ?? 0),
      least: Math.min(...each),
      most: Math.max(...each),
    }
  }
  print(`\n${title} (${(statSync(path).size / 1e6).toFixed(1)} MB, ${runs} runs)`)
  for (const tool of tools) {
    const { ms, cpu, mb, least, most, writeMs } = series(tool)
    const written = writeMs > 0 ? `, written in ${writeMs.toFixed(0)} ms` : ''
    print(
      `  ${tool.padEnd(18)} ${ms.toFixed(0).padStart(6)} ms (${least.toFixed(0)}–${most.toFixed(0)}), ${cpu.toFixed(0)} ms CPU, ${mb.toFixed(0)} MB${written}`,
    )
  }
  return series
}

try {
  print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`)
  const remittances = [1000, 10_000, 50_000].map((claims) => make(`835-${claims}.x12`, remittanceText(claims)))
  const claims = [1000, 10_000, 50_000].map((count) => make(`837-${count}.x12`, claimsText(count)))
  const [small = '', middle = '', large = ''] = remittances

  const big = measure('835, 50,000 claims', large, [
    'model',
    'parity',
    'parity-stream',
    'node-x12',
    'node-x12-stream',
    'x12-parser-stream',
    'parity-write',
  ])
  const ten = measure('835, 10,000 claims', middle, ['model', 'parity', 'parity-stream', 'node-x12'])
  const tenClaims = measure('837P, 10,000 claims', claims[1] ?? '', ['model', 'parity', 'node-x12', 'parity-write'])
  const bigClaims = measure('837P, 50,000 claims', claims[2] ?? '', ['model', 'parity', 'parity-stream', 'node-x12', 'parity-write'])
  const few = measure('835, 1,000 claims', small, ['parity-stream'])
  const huge = make('835-huge.x12', remittanceText(500_000))
  const whole = measure('835, 500,000 claims in a stream', huge, ['parity-stream'], 1)

  print('\nGoals')
  goal('P1 835 of 50,000 claims, typed and balanced, to node-x12 parse', big('parity').ms / big('node-x12').ms, 0.45)
  goal('P2 835 of 10,000 claims, everything checked, to the floor', ten('parity').ms / ten('model').ms, 3)
  goal('P2 837P of 10,000 claims, everything checked, to the floor', tenClaims('parity').ms / tenClaims('model').ms, 3)
  goal('P3 memory of a stream, 50,000 less 1,000 claims', big('parity-stream').mb - few('parity-stream').mb, 40, 'MB')
  goal('P3 memory of a stream of 50,000 claims to node-x12’s', big('parity-stream').mb / big('node-x12-stream').mb, 1.5)
  goal('P3 memory of a stream of 200 MB to one of 20 MB', whole('parity-stream').mb / big('parity-stream').mb, 1.5)
  goal('P4 835: time of 50,000 to 10,000 claims', big('parity').ms / ten('parity').ms, 6)
  goal('P4 837P: time of 50,000 to 10,000 claims', bigClaims('parity').ms / tenClaims('parity').ms, 6)
  goal('835 of 50,000 claims: writing to checked reading', big('parity-write').writeMs / big('parity-write').ms, 1)
  goal('837P of 50,000 claims: writing to checked reading', bigClaims('parity-write').writeMs / bigClaims('parity-write').ms, 1)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed() > 0 ? 1 : 0
