import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import display from '../display.ts'
import { makeBook } from './book.ts'
import { asJson, missed, print } from './report.ts'
import { measureScreen } from './window/screen.ts'
import { measureStart } from './window/start.ts'
import { measureStore } from './window/store.ts'

/*
 * npm run bench -- window [store|start|screen …] [--claims N] [--rounds N] [--book FOLDER] [--json FILE]: how fast the program is with a large practice.
 * Whoever misses a goal ends with exit code 1.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { claims: { type: 'string' }, rounds: { type: 'string' }, book: { type: 'string' }, json: { type: 'string' } },
})
const claims = parseInt(values.claims ?? '250000', 10)
const rounds = parseInt(values.rounds ?? '7', 10)
const wants = (part: string): boolean => positionals.length === 0 || positionals.includes(part)
const scratch = mkdtempSync(join(tmpdir(), 'parity-bench-window-'))
const project = join(import.meta.dirname, '../..')
const ways = { electron: process.env['PARITY_ELECTRON'] ?? '', project, probe: join(project, 'test/bench/window/probe.cjs'), scratch }

const darken = await display()
try {
  print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`)
  const made = values.book === undefined ? makeBook(scratch, { claims }) : { folder: values.book, ms: 0 }
  if (made.ms > 0) print(`A practice of ${claims} claims, made in ${(made.ms / 1000).toFixed(0)} s`)
  if (wants('start')) await measureStart(ways, made.folder, rounds)
  if (wants('screen')) await measureScreen(ways, made.folder, claims, rounds)
  if (wants('store')) await measureStore(made.folder, claims, rounds)
  if (values.json !== undefined) writeFileSync(values.json, asJson())
} finally {
  darken?.()
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}
process.exitCode = missed() > 0 ? 1 : 0
