// @ts-check
import { readFile, rm } from 'node:fs/promises'
import { inProject } from './places.mjs'
import { playwright, vitest } from './runners.mjs'

/**
 * Breaks things on purpose and prints a table of what held: killed programs, power cuts, full and failing disks, damaged files, a session that is looked
 * for on every disk.
 * @param {NodeJS.ProcessEnv} env with PARITY_FAULTS=release for the numbers of a release, PARITY_FAULTS_SEED for another seed
 * @param {readonly string[]} names of tests, KL-1 or a word of their titles; none means all
 * @returns {Promise<import('./test.mjs').Count>}
 */
export async function runFaults(env, names) {
  const lines = inProject('test-results', 'faults.jsonl')
  await rm(lines, { force: true })
  const pattern = names.map((name) => name.replace(/[^\w -]/g, '.')).join('|')
  const stores = await vitest('test/faults/vitest.config.ts', 'faults.json', env, names.length > 0 ? ['-t', pattern] : [])
  const words = names.length > 0 ? ['-g', pattern, '--pass-with-no-tests'] : []
  const sessions = await playwright('test/faults/playwright.config.ts', 'faults-e2e.json', env, words)
  await printTable(lines)
  return {
    passed: stores.passed + sessions.passed,
    failed: stores.failed + sessions.failed,
    // What was not asked for was not left out.
    skipped: names.length > 0 ? 0 : stores.skipped + sessions.skipped,
  }
}

/** @param {string} path */
async function printTable(path) {
  const text = await readFile(path, 'utf8').catch(() => '')
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .sort((one, other) => one.id.localeCompare(other.id))
    .map(({ id, what, run, findings, seconds, seed }) => [id, String(run), String(findings), seconds.toFixed(1), String(seed), what])
  const all = [['id', 'run', 'findings', 'seconds', 'seed', 'what'], ...rows]
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => row[at].length))) ?? []
  process.stdout.write('\n')
  for (const row of all) {
    const cells = row.map((cell, at) => (at === 5 ? cell : at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
    process.stdout.write(`${cells.join('  ')}\n`)
  }
}
